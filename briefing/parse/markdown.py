"""Markdown to plain text by a few rules: marks go, words stay. No renderer, and no HTML comes out of it."""

import re

_FENCE = re.compile(r"(?m)^[ ]{0,3}(?:```|~~~).*\n?")
_FRONT_MATTER = re.compile(r"\A---\n(?:.*\n){0,100}?(?:---|\.\.\.)\n")
_RULE = re.compile(r"(?m)^[ ]{0,3}(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,}|=+)$")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_DEFINITION = re.compile(r"(?m)^[ ]{0,3}\[[^\[\]\n]+\]:[ ]*\S.*$")
_LINE_START = re.compile(r"(?m)^(?:[ ]{0,3}>[ ]?)+|^[ ]{0,3}#{1,6}[ ]+|^[ ]*[-*+][ ]+|[ ]+#+[ ]*$")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_LINK = re.compile(r"\[([^\[\]\n]+)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])")
_ADDRESS = re.compile(r"<(https?://[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)([^\n*_~]+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<!\w)([*_])(?=\S)([^\n*_]+?)(?<=\S)\1(?!\w)")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

# While marks are looked for, noncharacters (clean text has none) stand for characters that a backslash made plain.
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_PLAIN = {mark: chr(0xFDD0 + i) for i, mark in enumerate(_PUNCTUATION)}
_BACK = {ord(stand_in): mark for mark, stand_in in _PLAIN.items()}


def plain(markdown: str) -> str:
    """Strip a Markdown text to its words, line by line; a soft-wrapped paragraph becomes one line."""
    text = _COMMENT.sub("", _FRONT_MATTER.sub("", markdown))
    text = _ESCAPE.sub(lambda escaped: _PLAIN[escaped[1]], text)
    for mark in (_FENCE, _RULE, _DEFINITION, _IMAGE):
        text = mark.sub("", text)
    text = "\n".join(_joined(text))
    text = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", text))
    text = _CODE.sub(r"\1", _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text)))
    return text.translate(_BACK).strip("\n") + "\n"


def _joined(text: str) -> list[str]:
    """Lines, with those that only continue a paragraph joined to it; what starts with a mark starts anew."""
    lines: list[str] = []
    continues = False
    for raw in text.split("\n"):
        bare = _LINE_START.sub("", raw)
        words = bare.strip()
        starts = bare.strip() != raw.strip() and not raw.lstrip().startswith(">")
        if continues and words and not starts:
            lines[-1] += " " + words
        else:
            lines.append(words)
        continues = bool(words) and not raw.lstrip().startswith("#") and not raw.endswith("  ")
    return lines

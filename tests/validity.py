"""Whether a page is what its format promises, whatever stands in it.

For the sample edition in the tests, for two hours of the world's news in tests/bench/formats.py. Each check raises
AssertionError, with the line or text that is wrong.
"""

import json
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from email import message_from_string
from email.policy import default
from urllib.parse import unquote

import html5lib
from jsonschema import Draft202012Validator, FormatChecker

from briefing.render import SECTIONS
from briefing.render.cells import cells
from briefing.render.citing import link, shown, split
from briefing.render.json_schema import schema
from briefing.render.layout import plain
from briefing.render.mail import WIDTH
from briefing.render.toml import dump, load
from briefing.render.voices import voices
from briefing.words import speak

#: Our own codes on a terminal: colours, links, and the isolates around right-to-left text.
CODES = re.compile("\x1b\\[[0-9;]*m|\x1b\\]8;;[^\x1b]*\x1b\\\\")
ISOLATES = re.compile("[\u2066-\u2069]")
PANDOC = shutil.which("pandoc")


def printed(story):
    """The statements of a story in the order of pages for eyes, where each voice is named once."""
    for section in ("lead", *SECTIONS):
        if section == "analyst_views":
            yield from (said for voice in voices(story.analyst_views, speak()) for said in voice.statements)
        else:
            statements = getattr(story, section)
            yield from statements if section != "lead" else filter(None, [statements])


def toml(page, snapshot, **_):
    """It can be read again, as what it was made of, and be written again as it is."""
    assert load(page) == replace(snapshot, name=load(page).name)
    assert dump(load(page)) == page


def json_(page, snapshot, **_):
    Draft202012Validator(schema(), format_checker=FormatChecker()).validate(json.loads(page))
    told = [said["text"] for story in json.loads(page)["stories"] for said in _listed(story)]
    assert told == [statement.text for story in snapshot.stories for statement in shown(story, SECTIONS)]


def _listed(story):
    yield from filter(None, [story["lead"]])
    for section in SECTIONS:
        yield from story[section]


def html(page, snapshot, **_):
    """It is HTML 5 without a parse error; each id is there once; links lead to one, or to the web."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), "an id is there twice"
    for one in (*tree.iter("a"), *tree.iter("{http://www.w3.org/2000/svg}a")):
        target = one.get("href")
        assert target.startswith(("http://", "https://")) or target[1:] in ids, target
    assert tree.find("head/title").text.strip()
    stories = tree.findall("body/main/article")
    assert len(stories) == len(snapshot.stories)
    for element, story in zip(stories, snapshot.stories, strict=True):
        _in_order("".join(element.itertext()), [statement.text for statement in printed(story)])


def markdown(page, snapshot, **_):
    """Pandoc reads back the same statements, with the same citations and links, in the same order."""
    command = [PANDOC, "--fail-if-warnings", "-f", "markdown", "-t", "json"]
    blocks = json.loads(subprocess.run(command, input=page.encode(), capture_output=True, check=True).stdout)["blocks"]
    parts = []
    for block in _flat(blocks):
        if block["t"] == "Header" and block["c"][0] == 2:
            parts.append([])
        if parts:
            parts[-1].append(block)
    for rank, (part, story) in enumerate(zip(parts, snapshot.stories, strict=False), 1):
        _in_order(_text(part), [story.headline, *(statement.text for statement in printed(story))])
        targets = [target for target in _targets(part) if target.startswith("#")]
        cited = [f"#s{rank}-{n}" for statement in printed(story) for n in _numbers(statement)]
        assert targets[: len(cited)] == cited
        assert targets[len(cited) :] == [f"#s{rank}-{figure.n}" for figure in story.figures]
        addresses = [link(article.url) for group in split(story, SECTIONS) for article in group if link(article.url)]
        assert [unquote(target) for target in _targets(part) if target[0] != "#"] == list(map(unquote, addresses))
        spans = {node["c"][0][0] for node in _nodes(part) if node["t"] == "Span"}
        assert set(cited) <= {f"#{span}" for span in spans}
    assert 0 <= len(parts) - len(snapshot.stories) <= 2  # then the legend, and what was asked
    assert not [node for node in _nodes(parts) if node["t"] in UNWANTED]


#: What no text of a source may become.
UNWANTED = ("BlockQuote", "Cite", "Code", "CodeBlock", "Image", "LineBlock", "Math", "Note", "Table")
#: What typographic quotation marks become, and what pandoc writes for that.
QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


def _nodes(tree):
    """Every element of pandoc's tree, in reading order."""
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        yield from _nodes(list(tree.values()))
    elif isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)


def _flat(blocks):
    """Blocks without what gives several of them a direction."""
    for block in blocks:
        yield from _flat(block["c"][1]) if block["t"] == "Div" else [block]


def _text(tree):
    """All that a reader sees of it."""
    if isinstance(tree, list):
        return "".join(map(_text, tree))
    if not isinstance(tree, dict):
        return ""
    if tree["t"] == "Str":
        return tree["c"]
    before, after = QUOTES[tree["c"][0]["t"]] if tree["t"] == "Quoted" else ("", "")
    return f"{before}{_text(tree.get('c'))}{after}"


def _targets(tree):
    return [node["c"][2][0] for node in _nodes(tree) if node["t"] == "Link"]


def _numbers(statement):
    return dict.fromkeys(citation.n for citation in statement.citations)


def text(page, snapshot, *, width=100):
    """Lines fit, and all text stands in it in the order in which it is read, right-to-left text, too."""
    assert page.endswith("\n")
    for line in page.splitlines():
        assert cells(line) <= width, f"{cells(line)} columns: {line}"
        assert line == line.rstrip(), f"ends with a space: {line!r}"
        assert "\t" not in line
    assert not [char for char in page if char != "\n" and unicodedata.category(char) == "Cc"]
    _in_order(page, [plain(statement.text) for story in snapshot.stories for statement in printed(story)])


def terminal(page, snapshot, *, width=100):
    """The same, but for our own codes; made with `bidi="off"`."""
    text(CODES.sub("", page), snapshot, width=width)


def mail(page, snapshot, **_):
    """A letter that a mail program can read: both parts are valid."""
    assert page.isascii()
    letter = message_from_string(page, policy=default)
    assert not letter.defects
    assert letter["Subject"]
    assert letter["Date"].datetime == snapshot.taken
    first, second = letter.iter_parts()
    assert [part.get_content_type() for part in (first, second)] == ["text/plain", "text/html"]
    assert not first.defects + second.defects
    text(first.get_content(), snapshot, width=WIDTH)
    html(second.get_content(), snapshot)


def _in_order(page, texts):
    """That each of `texts` stands in `page` after the one before; spaces and isolates apart, where lines break."""
    whole = _bare(page)
    at = 0
    for one in texts:
        found = whole.find(_bare(one), at)
        assert found >= 0, f"not there, or not in its place: {one}"
        at = found


def _bare(page):
    return "".join(ISOLATES.sub("", page).split())


#: By format of `print`; Markdown needs pandoc.
CHECKS = {
    "html": html,
    "json": json_,
    "mail": mail,
    **({"markdown": markdown} if PANDOC else {}),
    "terminal": terminal,
    "text": text,
    "toml": toml,
}

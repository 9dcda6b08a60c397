"""A sentence as words and marks, each with what it may be doing in an attribution. Never decides who speaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analyse.names import WORD, fold
from briefing.analyse.voice_words import (
    ACCORDING,
    ACCORDING_AFTER,
    ADDING,
    BREAKS,
    CONTINUING,
    PRESENTING,
    PRONOUNS,
    ROLE,
    SKIP,
    TITLES,
    VERB,
    Entry,
    Lexicon,
)

_TOKEN = re.compile(rf"(?P<word>{WORD.pattern})\.?|(?P<number>[^\W_][\w.,:/-]*)|(?P<mark>\S)")
_APOSTROPHE = re.compile("['’ʼ]")
#: An article written onto a name in lower case: "al-Hale".
_LOWER_ARTICLE = re.compile(r"[a-z]{2}-[^\W\d_a-z]")
_ELIDED = "'’ʼ"
_GAP = 40
MARKS = {
    **dict.fromkeys(",،、，", ","), **dict.fromkeys(":：", ":"), **dict.fromkeys(";؛；", ";"),
    **dict.fromkeys("–—―-", "–"),
    **dict.fromkeys("([（【", "("), **dict.fromkeys(")]）】", ")"), **dict.fromkeys(".!?…。！？؟۔", "."),
    **dict.fromkeys("\"“”„‟«»「」『』‹›‘’‚'《》〈〉", '"'),
}  # fmt: skip


@dataclass(slots=True)
class Token:
    """`text[start:end]` of the article. `mark` is the kind of a punctuation mark, "" for words.

    `key` is the folded word, `word` what it may be doing; of a phrase, one token carries that. `suffix` is a case
    ending or "s" after an apostrophe. `quoted` says that it stands inside a quotation, `definite` that an article is
    written onto it, `oblique` that a preposition is.
    """

    text: str
    start: int
    end: int
    key: str
    word: int
    mark: str = ""
    capital: bool = False
    definite: bool = False
    suffix: str = ""
    quoted: bool = False
    number: bool = False
    oblique: bool = False

    @property
    def is_title(self) -> bool:
        """Whether it stands before a name without being a role."""
        return bool(self.word & TITLES and not self.word & ROLE)

    @property
    def presents(self) -> bool:
        """Whether it is a participle whose subject follows."""
        return bool(self.word & PRESENTING)


def tokens_of(text: str, start: int, end: int, words: Lexicon) -> list[Token]:
    """Words and marks of `text[start:end]` in order, phrases marked."""
    found: list[Token] = []
    openers: list[tuple[int, Entry]] = []
    for match in _TOKEN.finditer(text, start, end):
        if match.lastgroup == "word":
            for token in _words(match, words):
                entry = words.lookup(token.text if token.text[-1] not in _ELIDED else token.text[:-1])
                if entry.phrases or entry.gaps:
                    openers.append((len(found), entry))
                found.append(token)
            continue
        raw, number = match[0], match.lastgroup == "number"
        key, word, mark = (raw, SKIP, "") if number else ("", 0, MARKS.get(raw, raw))
        found.append(Token(raw, match.start(), match.end(), key, word, mark, number=number))
    for i, entry in openers:
        marked = bool(entry.phrases) and _mark_phrase(found, i, entry.phrases)
        if entry.gaps and not marked and (word := _across(found, i, entry.gaps)):
            found[i].word = word
    return found


def _words(match: re.Match[str], words: Lexicon) -> Sequence[Token]:
    start, end, raw = match.start(), match.end("word"), match["word"]
    if words.pieces and not raw.isascii():
        return _unspaced(raw, start, words)
    if raw.isalpha() and "ʼ" not in raw:
        return (_token(raw, start, end, words),)
    enclitics = words.enclitics if "-" in raw else ()
    enclitic = next((e for e in enclitics if raw.endswith(e) and len(raw) > len(e)), "")
    if enclitic:
        cut = end - len(enclitic.rsplit("-", 1)[-1])
        return [_token(raw[: -len(enclitic)], start, cut, words), _token(raw[cut - start :], cut, end, words)]
    return _at_apostrophe(raw, start, words) or [_token(raw, start, end, words)]


def _at_apostrophe(raw: str, start: int, words: Lexicon) -> Sequence[Token]:
    """A word parted at its apostrophe, or with what follows that as its suffix; none if it stays whole."""
    apostrophe = _APOSTROPHE.search(raw)
    if not apostrophe:
        return ()
    end = start + len(raw)
    head, tail = raw[: apostrophe.start()], raw[apostrophe.end() :]
    if words.elisions and head.lower() in words.elisions:
        cut = start + apostrophe.end()
        first = _token(head, start, cut, words)
        first.text = raw[: apostrophe.end()]
        return (first, _token(tail, cut, end, words))
    auxiliary = words.contracted.get(tail.lower(), "")
    if auxiliary and words.lookup(head).word & (PRONOUNS | BREAKS):
        cut = start + apostrophe.start()
        entry = words.lookup(auxiliary)
        return (_token(head, start, cut, words), Token(raw[apostrophe.start() :], cut, end, entry.key, entry.word))
    if words.case_suffixes or (words.possessive and tail in {"s", "S"}):
        token = _token(head, start, start + len(head), words)
        token.suffix, token.end = tail, end
        return (token,)
    return ()


def _token(raw: str, start: int, end: int, words: Lexicon) -> Token:
    entry = words.lookup(raw)
    capital = raw[0].isupper() or ("-" in raw and _LOWER_ARTICLE.match(raw) is not None)
    return Token(raw, start, end, entry.key, entry.word, "", capital, entry.definite, oblique=entry.oblique)


def _unspaced(raw: str, start: int, words: Lexicon) -> list[Token]:
    """Known words, longest first, and what is left between them."""
    found: list[Token] = []
    pieces, at, i = words.pieces, 0, 0
    while i < len(raw):
        lengths = pieces.get(raw[i])
        piece = next((raw[i : i + n] for n in lengths if raw[i : i + n] in pieces), "") if lengths else ""
        if not piece:
            i += 1
            continue
        if i > at:
            found.append(_token(raw[at:i], start + at, start + i, words))
        at = i + len(piece)
        found.append(_token(piece, start + i, start + at, words))
        i = at
    if at < len(raw):
        found.append(_token(raw[at:], start + at, start + len(raw), words))
    return found


def _mark_phrase(found: list[Token], i: int, phrases: Sequence[tuple[tuple[str, ...], int]]) -> bool:
    """Mark the longest phrase that begins at `i`, and tell whether there is one."""
    after = fold(found[i + 1].text) if i + 1 < len(found) else ""
    for rest, word in phrases:
        if rest[0] != after and "*" not in rest[0]:
            continue
        following = found[i + 1 : i + 1 + len(rest)]
        if len(following) < len(rest) or not all(map(_fits, rest, following)):
            continue
        # A verb is where its last word stands; a preposition or a noun is where the phrase begins.
        whole = [found[i], *following]
        if word & ACCORDING and "*" in rest[-1]:
            whole.pop()
        carrier = (
            whole[-1] if word & (VERB | ACCORDING | ACCORDING_AFTER | PRESENTING | ADDING | CONTINUING) else whole[0]
        )
        for token in whole:
            token.word = word if word & (ROLE | TITLES) else SKIP
        carrier.word = word
        return True
    return False


def _across(found: list[Token], i: int, gaps: dict[str, int]) -> int:
    """What the word at `i` is with the word that completes it further on in its clause, 0 if none does."""
    for token in found[i + 1 : i + _GAP]:
        if token.key in gaps:
            return gaps[token.key]
        if token.mark in {".", ";"}:
            break
    return 0


def _fits(pattern: str, token: Token) -> bool:
    key = fold(token.text if token.text[-1] not in _ELIDED else token.text[:-1])
    if pattern.startswith("*"):
        return key.endswith(pattern[1:])
    return key.startswith(pattern[:-1]) if pattern.endswith("*") else key == pattern

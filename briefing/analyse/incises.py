"""A narrator's words between commas inside a quotation, as French and Spanish papers print them.

« Le toit est tombé, raconte Hale, un pêcheur. On a couru. »: the clause belongs to nobody's speech, and tells whose the
rest is. Never looks further than a few words behind a comma.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from briefing.analyse.quotes import Quotation
from briefing.analyse.tokens import tokens_of
from briefing.analyse.voice_words import DETERMINER, PRONOUNS, ROLE, SAY, SKIP, TITLES, Lexicon

_COMMA = re.compile(r",\s+(?=([^\W\d_]+))")
_LONGEST, _VERB = 160, 3
_MARK = re.compile(r"(?P<close>[»”\"])|(?P<stop>[.!?…])(?=\s)|(?P<comma>,)\s+(?P<after>[^\W\d_]+)?")


def without_incises(text: str, quotation: Quotation, words: Lexicon) -> Iterator[Quotation]:
    """The parts of `quotation` that are its speaker's, in order; all of it where the language knows no such clauses."""
    begin = quotation.start
    if words.inverts and words.cased and words.order == "svo" and not words.capital_nouns:
        for comma in _COMMA.finditer(text, quotation.start + 1, quotation.end):
            if comma.start() < begin or not words.lookup(comma[1]).word & (SAY | SKIP):
                continue
            end = _incise_end(text, comma.end(), quotation.end, words)
            if end:
                yield replace(quotation, start=begin, end=comma.start() + 1, continues=False)
                begin = end
    if begin < quotation.end - 1:
        yield replace(quotation, start=begin)


def _incise_end(text: str, start: int, end: int, words: Lexicon) -> int:
    """Where the clause that begins at `start` ends, 0 if it tells nobody's speech."""
    tokens = tokens_of(text, start, min(end, start + _LONGEST), words)
    verb = next((k for k, token in enumerate(tokens[:_VERB]) if token.word & SAY), -1)
    if verb < 0 or any(not token.word & (SKIP | PRONOUNS) for token in tokens[:verb]) or verb + 1 >= len(tokens):
        return 0
    told = verb > 0 and bool(tokens[verb - 1].word & PRONOUNS)
    after = tokens[verb + 1]
    if not (told or after.capital or after.word & (PRONOUNS | DETERMINER | TITLES)):
        return 0
    return _clause_end(text, after.end, min(end, start + _LONGEST), words)


def _clause_end(text: str, start: int, end: int, words: Lexicon) -> int:
    """The end of the narrator's clause: its first comma, unless an apposition follows, else the end of the sentence."""
    for mark in _MARK.finditer(text, start, end):
        if mark["close"]:
            return mark.start()
        if mark["stop"] and not _abbreviates(text, start, mark.start(), words):
            return mark.end()
        if mark["comma"] and not words.lookup(mark["after"] or "").word & (DETERMINER | ROLE):
            return mark.end("comma")
    return 0


def _abbreviates(text: str, start: int, stop: int, words: Lexicon) -> bool:
    word = re.split(r"\W+", text[start:stop])[-1]
    return len(word) == 1 or bool(words.lookup(word).word & TITLES)

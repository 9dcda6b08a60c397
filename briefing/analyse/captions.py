"""Whose words a sentence quotes that has no verb of saying.

« "…" – Mira Hale, minister », « Hale, "We are late. », « Hale finds it “far too late for that” ».
"""

from collections.abc import Callable, Sequence

from briefing.analyse.mentions import Line, Mention
from briefing.analyse.passages import Passage
from briefing.analyse.quotes import Quotation
from briefing.analyse.sources import opening_source
from briefing.analyse.voice_words import BREAKS

_NAME_WORDS = 5
_MOSTLY = 0.6


def captioned(
    passage: Passage, line: Line, quotes: Sequence[Quotation], is_outlet: Callable[[Mention], bool]
) -> Mention | None:
    """The source; None if the sentence quotes nothing or shows nobody. `quotes` are all the article's."""
    if not passage.quotes:
        return None
    last = quotes[passage.quotes[-1]]
    if speaker := _introduced(passage, line, last, is_outlet):
        return speaker
    if passage.covered < _MOSTLY and (subject := _subject(line, is_outlet)):
        return subject
    rest = line.tokens[passage.at(last.end) :]
    if not 1 < len(rest) < 3 * _NAME_WORDS or any(token.word & BREAKS for token in rest):
        return None
    mention = opening_source(Line(rest, line.words, line.usage), len(rest))
    return mention if mention and mention.name and mention.start <= 1 else None


def _introduced(passage: Passage, line: Line, quote: Quotation, is_outlet: Callable[[Mention], bool]) -> Mention | None:
    """« Hale, "We are late. | We go" said »: who stands before a quotation that outlasts the sentence."""
    at = passage.at(quote.start)
    if quote.end <= passage.span.end or at < 1 or line.tokens[at - 1].mark not in {",", ":"}:
        return None
    first = opening_source(line, at - 1)
    return first if first and first.name and not is_outlet(first) else None


def _subject(line: Line, is_outlet: Callable[[Mention], bool]) -> Mention | None:
    """Who a sentence is about that quotes a few words and has no verb of saying: « Hale finds it “too late” »."""
    if sum(not token.mark for token in line.tokens if token.quoted) < _NAME_WORDS:
        return None
    first = opening_source(line, len(line.tokens))
    return first if first and first.name and first.start <= 1 and not is_outlet(first) else None

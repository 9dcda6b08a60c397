"""Names between quotation marks: of things, firms, papers and centres. They are nobody's words.

Never decides who speaks, and takes a short quotation for a name only where its writing or its place shows it.
"""

from briefing.analyse.quotes import Quotation
from briefing.analyse.tokens import Token, tokens_of
from briefing.analyse.voice_words import BODY, BREAKS, CENTRE, MEDIA, ROLE, Lexicon

_NAME_WORDS = 5
_SMALL = 3
_ENDS = frozenset(".!?…,،؟。！？")


def is_title(text: str, quote: Quotation, words: Lexicon) -> bool:
    """A few words between marks that name a thing, a firm or a person are no one's words."""
    inside = tokens_of(text, quote.start, min(quote.end, quote.start + 80), words)
    spoken = [token for token in inside if not token.mark]
    if len(spoken) > _NAME_WORDS or not quote.closed or text[quote.start] in "–—-":
        return False
    if text[quote.end - 2] in _ENDS or any(token.mark == "," for token in inside):
        return False
    if words.cased:
        long = [token for token in spoken if len(token.text) > _SMALL]
        return bool(long) and all(token.capital or token.number for token in long)
    after = tokens_of(text, quote.end, min(len(text), quote.end + 24), words)
    if quote.start == 0 or text[quote.start - 1] == "\n":
        return len(spoken) < _NAME_WORDS and bool(after and after[0].word & BREAKS)
    before = tokens_of(text, max(0, quote.start - 24), quote.start, words)
    named = bool(before) and (bool(before[-1].word & (MEDIA | BODY | CENTRE)) or _wants_name(before[-1]))
    return named and len(spoken) < _NAME_WORDS


def _wants_name(token: Token) -> bool:
    """Whether a role stands there without an article: « observers of "Dome Centre" »."""
    return bool(token.word & ROLE) and not token.definite

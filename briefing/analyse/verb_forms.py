"""Whether a word that can be a verb of saying is one here, and whether its subject speaks or is spoken of."""

from briefing.analyse.mentions import Line
from briefing.analyse.voice_words import AGENTS, BREAKS, INFINITIVE, PASSIVE, PRONOUNS, SKIP

_CLAUSE = 30


def is_finite(line: Line, i: int) -> bool:
    """Whether the word at `i` is a verb with a subject of its own, not a noun, an infinitive or an attribute."""
    return not (line.is_noun(i) or is_infinitive(line, i) or _is_bare_participle(line, i))


def _is_bare_participle(line: Line, i: int) -> bool:
    """« l'accord annoncé »: a participle without an auxiliary is no verb of its own."""
    if not line.words.participle_endings or not line.tokens[i].text.endswith(line.words.participle_endings):
        return False
    return i > 0 and not line.tokens[i - 1].word & (SKIP | PRONOUNS)


def is_infinitive(line: Line, i: int) -> bool:
    """« to say »: the sentence's subject is its subject."""
    return i > 0 and bool(line.tokens[i - 1].word & INFINITIVE)


def agent_of(line: Line, i: int) -> int:
    """What stands before who acts when the verb is passive: « praised by », « von Hale gelobt »; -1 if nothing does."""
    if i + 1 < len(line.tokens) and line.tokens[i + 1].word & AGENTS:
        return i + 1
    if not line.words.verbs_last or not is_passive(line, i):
        return -1
    clause = range(i - 1, max(-1, i - _CLAUSE), -1)
    return next((k for k in clause if line.tokens[k].word & AGENTS and not line.tokens[k].quoted), -1)


def is_passive(line: Line, i: int) -> bool:
    """« was told »: the subject hears, it doesn't speak."""
    k = i - 1
    while k > 0 and line.tokens[k].word & SKIP and not line.tokens[k].word & PASSIVE:
        k -= 1
    if not line.words.verbs_last:
        return k >= 0 and bool(line.tokens[k].word & PASSIVE)
    clause = range(i - 1, max(-1, i - _CLAUSE), -1)
    stops = next((k for k in clause if line.tokens[k].mark or line.tokens[k].word & BREAKS), -1)
    return any(token.word & PASSIVE for token in line.tokens[stops + 1 : i])

"""What a sentence is told from when it opens with that: « In a new poll, Hale leads by three points. ».

Only reports, studies and polls, which find something; never a law, a letter or an article.
"""

from briefing.analyse.mentions import Line, Mention, describe
from briefing.analyse.voice_words import BREAKS, DETERMINER, DOCUMENTS, POSSESSIVES, PREPOSITIONS, SKIP, VERB

_LONGEST = 14


def opening_document(line: Line) -> Mention | None:
    """The document with which the sentence opens, set off by a comma; None if it is somebody's there."""
    tokens = line.tokens
    first = next((k for k, token in enumerate(tokens[:2]) if not token.mark), 0)
    if not tokens or not tokens[first].word & PREPOSITIONS or tokens[first].quoted:
        return None
    comma = next((k for k, token in enumerate(tokens[:_LONGEST]) if token.mark == ","), 0)
    head = next((k for k in range(first + 1, comma) if tokens[k].word & DOCUMENTS), -1)
    before = tokens[first + 1 : max(head, first + 1)]
    if head < 0 or any(t.quoted or t.word & (BREAKS | VERB | POSSESSIVES | PREPOSITIONS) for t in before):
        return None
    start = first + 1
    while start < head and tokens[start].word & SKIP and not tokens[start].word & DETERMINER:
        start += 1
    return describe(line, start, head + 1, head)

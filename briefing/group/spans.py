"""A stream cut at fixed moments of its own time: at midnight, UTC, once enough has come."""

import math
from collections.abc import Iterator, Sequence

from briefing.group.features import day
from briefing.model import Article

#: The first span ends with the day on which so many articles have come: of fewer nothing can be said to be usual.
FIRST = 1000


class Spans:
    """Tells where spans end, whatever is asked at once. What comes late, or bears no date, is of the open span."""

    def __init__(self, known: int = 0, newest: float = -math.inf) -> None:
        """Go on after so many `known` articles, the `newest` of them of this day."""
        self.known, self.newest = known, newest

    def cut(self, articles: Sequence[Article]) -> "Iterator[tuple[bool, Sequence[Article]]]":
        """Give `articles`, in order, by spans; each with whether the span that was open ends before it."""
        begin, ends = 0, False
        for i, article in enumerate(articles):
            date = math.floor(day(article)) if article.published else -math.inf
            if date > self.newest and self.known >= FIRST:
                if i > begin:
                    yield ends, articles[begin:i]
                    begin = i
                ends = True
            self.newest = max(self.newest, date)
            self.known += 1
        yield ends, articles[begin:]

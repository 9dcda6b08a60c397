"""Wire copies, reprints and near-duplicates: articles that repeat an earlier one and are no voice of their own.

Never joins two texts because a third is like both: every copy is matched with its original itself.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from briefing.group.fingerprints import fingerprints
from briefing.group.ngrams import runs
from briefing.group.prints import Prints
from briefing.group.weights import Weights
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FEWEST = 12
_ALIKE = 0.5
_HELD = 0.85
_PART = 0.3
_TITLE_CHARS = 24
_TITLES_ALIKE = 60.0
_DAY = 86400.0


class Reprints:
    """What the articles of a stream repeat, each in its place; only originals have places.

    Texts repeat one another when they share half of their runs of letters, or when one holds nearly all of another
    that is not much shorter. Without two texts, or with the same one too short for that, the same long headline tells.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.originals: list[Article] = []
        self.prints = Prints()
        self._titles: dict[str, int] = {}

    def add(self, articles: Sequence[Article]) -> dict[str, str]:
        """Take in `articles`, oldest first; give the ids of those that are copies, each with that of what it repeats.

        That is the earliest article it repeats.
        """
        found = {}
        for article, prints in zip(articles, fingerprints([one.text for one in articles]), strict=True):
            original = self._original(article, prints)
            if original is not None:
                found[article.id] = original.id
            else:
                self._keep(article, prints)
        return found

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop the originals in all other places; those that are kept move up."""
        self.prints.keep(kept)
        self.restore([one for one, stays in zip(self.originals, kept.tolist(), strict=True) if stays], self.prints)

    def restore(self, originals: Iterable[Article], prints: Prints) -> None:
        """Begin again with `originals`, whose `prints` are known."""
        self.originals, self.prints = list(originals), prints
        self._titles = {title: i for i, one in enumerate(self.originals) if len(title := _title(one)) >= _TITLE_CHARS}

    def _original(self, article: Article, prints: Sequence[int]) -> Article | None:
        if len(prints) >= _FEWEST:
            shared = Counter(chain.from_iterable(self.prints.holders(prints)))
            for j in sorted(shared):
                other = self.originals[j]
                if (
                    _repeats(shared[j], len(prints), self.prints.sizes[j])
                    and _not_a_form(other, article)
                    and _days(other, article) <= self._weights.window_days
                ):
                    return other
        place = self._titles.get(_title(article))
        if place is None:
            return None
        other = self.originals[place]
        same = not article.text or not other.text or article.text == other.text
        return other if same and _days(other, article) <= self._weights.window_days else None

    def _keep(self, article: Article, prints: Sequence[int]) -> None:
        title = _title(article)
        if len(title) >= _TITLE_CHARS:
            self._titles[title] = len(self.originals)
        self.originals.append(article)
        self.prints.add(prints if len(prints) >= _FEWEST else ())


def _title(article: Article) -> str:
    return " ".join(runs(article.title))


def _repeats(shared: int, one: int, other: int) -> bool:
    if shared >= _ALIKE * (one + other - shared):
        return True
    return shared >= _HELD * min(one, other) and min(one, other) >= _PART * max(one, other)


def _not_a_form(one: Article, other: Article) -> bool:
    """Tell whether two texts are alike for another reason than an outlet's own form around its articles."""
    from rapidfuzz.fuzz import token_set_ratio

    return one.outlet != other.outlet or token_set_ratio(one.title, other.title) >= _TITLES_ALIKE


def _days(one: Article, other: Article) -> float:
    if one.published is None or other.published is None:
        return 0.0
    return abs((one.published - other.published).total_seconds()) / _DAY

"""Wire copies, reprints and near-duplicates: articles that repeat an earlier one and are no voice of their own.

Never joins two texts because a third is like both: every copy is matched with its original itself.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, compress
from typing import TYPE_CHECKING

from briefing.group.fingerprints import fingerprints
from briefing.group.lexicon import hashed
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
        #: The numbers of their headlines (see `_title`), and which original had each last.
        self.titles: list[int] = []
        self._places: dict[int, int] = {}

    def add(self, articles: Sequence[Article]) -> dict[str, str]:
        """Take in `articles`, oldest first; give the ids of those that are copies, each with that of what it repeats.

        That is the earliest article it repeats.
        """
        found = {}
        held = [prints if len(prints) >= _FEWEST else prints[:0] for prints in fingerprints([a.text for a in articles])]
        for article, prints, shares in zip(articles, held, self.prints.expect(held), strict=True):
            title = _title(article)
            original = self._of_text(article, prints) if shares else None
            original = original or self._of_title(article, title)
            if original is not None:
                found[article.id] = original.id
            else:
                self._keep(article, title, prints)
        return found

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop the originals in all other places; those that are kept move up."""
        self.prints.keep(kept)
        stay = kept.tolist()
        self.restore(compress(self.originals, stay), self.prints, compress(self.titles, stay))

    def restore(self, originals: Iterable[Article], prints: Prints, titles: Iterable[int]) -> None:
        """Begin again with `originals`, whose `prints` and `titles` are known."""
        self.originals, self.prints, self.titles = list(originals), prints, list(titles)
        self._places = {title: i for i, title in enumerate(self.titles) if title}

    def _of_text(self, article: Article, prints: "NDArray[np.uint64]") -> Article | None:
        shared = Counter(chain.from_iterable(self.prints.holders(prints)))
        for j in sorted(shared):
            other = self.originals[j]
            if (
                _repeats(shared[j], len(prints), self.prints.sizes[j])
                and _not_a_form(other, article)
                and _days(other, article) <= self._weights.window_days
            ):
                return other
        return None

    def _of_title(self, article: Article, title: int) -> Article | None:
        place = self._places.get(title)
        if place is None:
            return None
        other = self.originals[place]
        same = not article.text or not other.text or article.text == other.text
        return other if same and _days(other, article) <= self._weights.window_days else None

    def _keep(self, article: Article, title: int, prints: "NDArray[np.uint64]") -> None:
        if title:
            self._places[title] = len(self.originals)
        self.titles.append(title)
        self.originals.append(article)
        self.prints.add(prints)


def _title(article: Article) -> int:
    """Give a number of the headline's words; nought for a short one."""
    words = " ".join(runs(article.title))
    return hashed(words) if len(words) >= _TITLE_CHARS else 0


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

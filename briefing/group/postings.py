"""Articles that share rare words or names: an inverted index of what tells most of each.

Each word leads only to the latest articles before one that use it, so that a common word costs no more than a rare one.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

#: How many articles of each word are looked at, and how many of those that share most words are kept.
_LATEST, _KEPT = 16, 8


class Postings:
    """The places of the latest articles by what tells most of them."""

    def __init__(self) -> None:
        self._latest: defaultdict[int, deque[int]] = defaultdict(partial(deque, maxlen=_LATEST))

    def add(self, keys: Sequence[Sequence[int]], begin: int) -> Iterator[tuple[int, list[int]]]:
        """Put articles in, the first at place `begin`; gives each with those before it that share most of its `keys`.

        A key of -1 is none.
        """
        for place, mine in enumerate(keys, begin):
            told = [self._latest[key] for key in mine if key >= 0]
            shared = Counter(chain.from_iterable(told))
            others = list(shared)
            if len(others) > _KEPT:
                others.sort(reverse=True)
                others.sort(key=shared.__getitem__, reverse=True)
            yield place, others[:_KEPT]
            for latest in told:
                latest.append(place)

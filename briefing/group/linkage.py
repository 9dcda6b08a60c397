"""Agglomeration over a sparse graph of candidates: the two stories that fit best join first, until none fit."""

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from briefing.group.clusters import Clusters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Offer = tuple[float, int, int, int, int]


#: The score of a pair that is one story whatever else is; no other scores as much.
BOUND = 9.0


def link(clusters: Clusters, pairs: "NDArray[np.int64]", scores: "NDArray[np.float32]") -> list[int]:
    """Name the story of each row by the story's first row. `clusters` is used up.

    The score of two stories is over all pairs of their articles, be they candidates or not: of texts their mean
    (UPGMA), of headlines between that and the cosine of both sums. Only stories that hold a candidate pair are
    compared. Ties go to the earlier rows. `scores` are those of the `pairs`; what is `BOUND` joins before all else.
    """
    import numpy as np

    n = len(clusters.sizes)
    near: list[set[int]] = [set() for _ in range(n)]
    for i, j in pairs.tolist():
        near[i].add(j)
        near[j].add(i)
    joins = [0] * n
    parent = list(range(n))

    def join(a: int, b: int) -> None:
        clusters.join(a, b)
        parent[b] = a
        joins[a] += 1
        joins[b] = -1
        _reconnect(near, a, b)

    for a, b in sorted(pairs[scores >= BOUND].tolist()):
        join(a, b)
    grown = np.array(joins)[pairs].any(axis=1)
    worth = (scores > 0) & ~grown
    # An offer to join is void once either story has grown since.
    heap: list[Offer] = [
        (-score, i, j, 0, 0) for (i, j), score in zip(pairs[worth].tolist(), scores[worth].tolist(), strict=True)
    ]
    for a in range(n):
        if joins[a] > 0:
            heap += _offers(clusters, a, near[a], joins)
    heapify(heap)
    while heap:
        _, a, b, joins_a, joins_b = heappop(heap)
        if joins[a] != joins_a or joins[b] != joins_b:
            continue
        join(a, b)
        for offer in _offers(clusters, a, near[a], joins):
            heappush(heap, offer)
    # A story's name is its lowest row, so every parent comes before its rows.
    for i in range(n):
        parent[i] = parent[parent[i]]
    return parent


def _offers(clusters: Clusters, one: int, others: set[int], joins: list[int]) -> "list[Offer]":
    """List the joins of story `one` that are worth it."""
    import numpy as np

    if not others:
        return []
    there = np.array(sorted(others))
    scores = clusters.scores(one, there)
    worth = scores > 0
    found = zip(scores[worth].tolist(), there[worth].tolist(), strict=True)
    pairs = ((score, min(one, other), max(one, other)) for score, other in found)
    return [(-score, low, high, joins[low], joins[high]) for score, low, high in pairs]


def _reconnect(near: list[set[int]], kept: int, gone: int) -> None:
    for other in near[gone]:
        near[other].discard(gone)
        if other != kept:
            near[other].add(kept)
    near[kept] |= near[gone]
    near[kept] -= {kept, gone}
    near[gone] = set()

"""Average linkage over a sparse graph of candidates: the two stories that fit best join first, until none fit."""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from briefing.group.clusters import Clusters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def link(clusters: Clusters, pairs: "NDArray[np.int64]") -> list[int]:
    """Name the story of each row by the story's first row. `clusters` is used up.

    The score of two stories is the mean over all pairs of their articles, be they candidates or not (UPGMA); only
    stories that hold a candidate pair are compared. Ties go to the earlier rows.
    """
    n = len(clusters.sizes)
    near: list[set[int]] = [set() for _ in range(n)]
    for i, j in pairs.tolist():
        near[i].add(j)
        near[j].add(i)
    joins = [0] * n
    parent = list(range(n))
    heap = [offer for i in range(n) for offer in _offers(clusters, i, (j for j in near[i] if j > i), joins)]
    heapify(heap)
    while heap:
        _, a, b, joins_a, joins_b = heappop(heap)
        if joins[a] != joins_a or joins[b] != joins_b:
            continue
        clusters.join(a, b)
        parent[b] = a
        joins[a] += 1
        joins[b] = -1
        _reconnect(near, a, b)
        for offer in _offers(clusters, a, near[a], joins):
            heappush(heap, offer)
    # A story's name is its lowest row, so every parent comes before its rows.
    for i in range(n):
        parent[i] = parent[parent[i]]
    return parent


def _offers(
    clusters: Clusters, one: int, others: Iterable[int], joins: list[int]
) -> list[tuple[float, int, int, int, int]]:
    """List the joins of story `one` that are worth it, as heap entries, void once either story has grown."""
    around = sorted(others)
    if not around:
        return []
    scores = clusters.scores(one, around).tolist()
    pairs = (
        (score, min(one, other), max(one, other)) for score, other in zip(scores, around, strict=True) if score > 0
    )
    return [(-score, low, high, joins[low], joins[high]) for score, low, high in pairs]


def _reconnect(near: list[set[int]], kept: int, gone: int) -> None:
    for other in near[gone]:
        near[other].discard(gone)
        if other != kept:
            near[other].add(kept)
    near[kept] |= near[gone]
    near[kept] -= {kept, gone}
    near[gone] = set()

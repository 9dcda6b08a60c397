"""Agglomeration over a sparse graph of candidates: the two stories that fit best join first, until none fit."""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from briefing.group.clusters import Clusters, clusters
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Scores = NDArray[np.float32]
    #: Places in rising order, the pairs among them (n, 2) and the scores of these, all above nought.
    Part = tuple[Indices, Indices, Scores]
    Offer = tuple[float, int, int, int, int]

#: The score of a pair that is one story whatever else is; no other scores as much.
BOUND = 9.0
#: How alike all are is worked out for parts of so many articles and pairs at once at most.
_ARTICLES, _PAIRS = 4096, 1 << 18


def link(parts: "Sequence[Part]", window: Window, weights: Weights) -> "Iterator[tuple[Indices, Indices]]":
    """Give the places of parts, and for each of them the first place of its story.

    The score of two stories is over all pairs of their articles, be they candidates or not: of texts their mean
    (UPGMA), of headlines between that and the cosine of both sums. Only stories that hold a candidate pair are
    compared. Ties go to the earlier places. What scores `BOUND` joins before all else.
    """
    import numpy as np

    for some in _batches(sorted(parts, key=lambda part: len(part[0]))):
        made = clusters(window, [places for places, _, _ in some], weights)
        for (places, pairs, scores), stories in zip(some, made, strict=True):
            rows = np.searchsorted(places, pairs).tolist()
            yield places, places[_linked(stories, rows, scores.tolist())]


def _batches(parts: "Sequence[Part]") -> "Iterator[Sequence[Part]]":
    """Give parts of about the same size together; they are in order of their size."""
    begin = 0
    for end, (places, _, _) in enumerate(parts):
        size, many = len(places), end + 1 - begin
        if end > begin and (many * size > _ARTICLES or many * size * size > _PAIRS):
            yield parts[begin:end]
            begin = end
    if begin < len(parts):
        yield parts[begin:]


def _linked(clusters: Clusters, pairs: list[list[int]], scores: list[float]) -> list[int]:
    """Name the story of each row by the story's first row. `clusters` is used up."""
    n = len(clusters)
    near: list[set[int]] = [set() for _ in range(n)]
    for i, j in pairs:
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

    for a, b in sorted(pair for pair, score in zip(pairs, scores, strict=True) if score >= BOUND):
        join(a, b)
    # An offer to join is void once either story has grown since.
    heap = [(-score, i, j, 0, 0) for (i, j), score in zip(pairs, scores, strict=True) if joins[i] == joins[j] == 0]
    for a in (a for a in range(n) if joins[a] > 0):
        heap += _offers(clusters, a, near[a], joins)
    heapify(heap)
    while heap:
        _, a, b, joins_a, joins_b = heappop(heap)
        if joins[a] == joins_a and joins[b] == joins_b:
            join(a, b)
            for offer in _offers(clusters, a, near[a], joins):
                heappush(heap, offer)
    # A story's name is its lowest row, so every parent comes before its rows.
    for i in range(n):
        parent[i] = parent[parent[i]]
    return parent


def _offers(clusters: Clusters, one: int, others: set[int], joins: list[int]) -> "list[Offer]":
    """List the joins of story `one` that are worth it."""
    there = sorted(others)
    found = zip(clusters.scores(one, there) if there else [], there, strict=True)
    pairs = ((score, min(one, other), max(one, other)) for score, other in found if score > 0)
    return [(-score, low, high, joins[low], joins[high]) for score, low, high in pairs]


def _reconnect(near: list[set[int]], kept: int, gone: int) -> None:
    for other in near[gone]:
        near[other].discard(gone)
        if other != kept:
            near[other].add(kept)
    near[kept] |= near[gone]
    near[kept] -= {kept, gone}
    near[gone] = set()

"""Stories of one matter in different languages, joined where linkage by words had little to go by.

Two full texts in different languages share no words, but the names and numbers of the matter, and what they mean.
So after linkage stories are joined when, on the mean of all their pairs of articles in different languages, meaning
and rare names together are alike enough.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.group.centre import centre, trust
from briefing.group.familiar import likeness, rows
from briefing.group.weights import Weights
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DAY = 86400.0
#: A name that more articles use here than this doesn't make two of them candidates.
_COMMON = 40


def bridge(
    articles: Sequence[Article],
    roots: Sequence[int],
    *,
    vectors: "Mapping[str, NDArray[np.float32]]",
    weights: Weights,
) -> list[int]:
    """`roots` (the first article of each article's story) with stories joined across languages.

    The most alike stories join first. Headlines alone are left as they are: they have too few names.
    """
    told = [
        i for i, article in enumerate(articles) if len(article.text) >= weights.text_chars and article.id in vectors
    ]
    kinship = _Kinship(articles, told, vectors, weights)
    members: dict[int, list[int]] = defaultdict(list)
    for i in told:
        members[roots[i]].append(i)
    near = {tuple(sorted((roots[i], roots[j]))) for i, j in kinship.candidates() if roots[i] != roots[j]}
    joined = {root: root for root in members}
    scored = {pair: kinship.score(members[pair[0]], members[pair[1]]) for pair in near}
    while scored:
        (keep, gone), best = max(scored.items(), key=lambda item: (item[1], (-item[0][0], -item[0][1])))
        if best < weights.bridge:
            break
        joined[gone] = keep
        members[keep] += members.pop(gone)
        around = {other for pair in scored if keep in pair or gone in pair for other in pair} - {keep, gone}
        scored = {pair: score for pair, score in scored.items() if not {keep, gone} & set(pair)}
        for other in around:
            scored[min(keep, other), max(keep, other)] = kinship.score(members[keep], members[other])
    return [_end(joined, root) for root in roots]


def _end(joined: Mapping[int, int], root: int) -> int:
    while joined.get(root, root) != root:
        root = joined[root]
    return root


class _Kinship:
    """How alike articles in different languages are, by meaning and by rare names."""

    def __init__(
        self,
        articles: Sequence[Article],
        told: Sequence[int],
        vectors: "Mapping[str, NDArray[np.float32]]",
        weights: Weights,
    ) -> None:
        import numpy as np

        tags = [articles[i].language for i in told]
        raw = np.stack([vectors[articles[i].id] for i in told]) if told else np.zeros((0, 1), dtype=np.float32)
        trusted = trust(raw, tags)[:, None] if told else raw
        meaning = centre(raw, tags, shrink=weights.shrink) * trusted if told else raw
        self._meaning = dict(zip(told, meaning, strict=True))
        self._names = dict(zip(told, rows([f"{articles[i].title}\n{articles[i].text}" for i in told]), strict=True))
        self._articles = articles
        self._weights = weights

    def candidates(self) -> set[tuple[int, int]]:
        """Pairs of articles in different languages that share a rare name, in time of each other."""
        using: dict[str, list[int]] = defaultdict(list)
        for i, row in self._names.items():
            for key in row:
                using[key].append(i)
        pairs: dict[tuple[int, int], float] = defaultdict(float)
        for key, those in using.items():
            if len(those) <= _COMMON:
                for n, i in enumerate(those):
                    for j in those[:n]:
                        pairs[j, i] += self._names[i][key] * self._names[j][key]
        return {(i, j) for (i, j), shared in pairs.items() if shared >= self._weights.bridge_names and self._may(i, j)}

    def _may(self, i: int, j: int) -> bool:
        one, other = self._articles[i], self._articles[j]
        return one.language != other.language and self._days(one, other) <= self._weights.window_days

    @staticmethod
    def _days(one: Article, other: Article) -> float:
        if one.published is None or other.published is None:
            return 0.0
        return abs((one.published - other.published).total_seconds()) / _DAY

    def score(self, one: Sequence[int], other: Sequence[int]) -> float:
        """The mean over all pairs of articles in different languages; less than any bar if there is none."""
        weights = self._weights
        scores = []
        for i in one:
            for j in other:
                if self._articles[i].language != self._articles[j].language:
                    days = min(self._days(self._articles[i], self._articles[j]), weights.age_days)
                    alike = likeness(self._names[i], self._names[j])
                    scores.append(
                        float(self._meaning[i] @ self._meaning[j]) + weights.rare * alike - weights.age * days
                    )
        return sum(scores) / len(scores) if scores else -1.0

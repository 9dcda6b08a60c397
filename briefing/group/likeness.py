"""How alike two articles are, for people and for their corrections: what they mean, and the rare names they share.

Not what stories are made by, which weighs more: a measure that can be told in two numbers.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.group import familiar
from briefing.group.centre import centre, trust, unmeant
from briefing.group.weights import FROZEN
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Likeness:
    """Of each two of `articles`, by their ids; worked out when it is first asked for.

    `vectors` are those that `group` takes; they are compared less what all articles of their language have in common.
    """

    def __init__(self, articles: Sequence[Article], vectors: "Mapping[str, NDArray[np.float32]]") -> None:
        self._articles = {article.id: article for article in articles}
        self._vectors = vectors
        self._rows: dict[str, familiar.Row] = {}

    def __call__(self, one: str, other: str) -> float:
        """Give the mean of both: from -1 to 1."""
        return (self.meaning(one, other) + self.names(one, other)) / 2

    def meaning(self, one: str, other: str) -> float:
        """Give the cosine of what they mean; 0 where the encoder doesn't know a language, or there is no vector."""
        places, rows = self._meant
        if one not in places or other not in places:
            return 0.0
        return float(rows[places[one]] @ rows[places[other]])

    def names(self, one: str, other: str) -> float:
        """Give the cosine of their names and numbers, the rare ones weighing most."""
        return familiar.likeness(self._row(one), self._row(other))

    def pairs(self, ones: Sequence[str], among: Sequence[str], *, each: int) -> list[tuple[str, str]]:
        """Pair each of `ones` with those of `among` that come nearest to it in meaning, `each` so many.

        An article without a vector is near to none.
        """
        import numpy as np

        places, rows = self._meant
        there = [other for other in among if other in places]
        asked = [one for one in ones if one in places]
        if not there or not asked:
            return []
        scores = rows[[places[one] for one in asked]] @ rows[[places[other] for other in there]].T
        best = np.argsort(-scores, axis=1, kind="stable")[:, :each]
        return [(one, there[i]) for one, row in zip(asked, best.tolist(), strict=True) for i in row]

    def _row(self, id_: str) -> familiar.Row:
        if id_ not in self._rows:
            article = self._articles[id_]
            (self._rows[id_],) = familiar.rows([f"{article.title}\n{article.text}"])
        return self._rows[id_]

    @cached_property
    def _meant(self) -> "tuple[dict[str, int], NDArray[np.float32]]":
        import numpy as np

        ids = sorted(id_ for id_ in self._articles if id_ in self._vectors)
        if not ids:
            return {}, np.zeros((0, 1), dtype=np.float32)
        tags = [self._articles[id_].language for id_ in ids]
        raw = np.stack([self._vectors[id_] for id_ in ids])
        known, tongue = np.unique(tags, return_inverse=True)
        meant = unmeant().plus(raw, tongue, len(known))
        rows = centre(raw, tongue, meant, shrink=FROZEN.shrink) * trust(raw, tongue, meant, known.tolist())[:, None]
        return {id_: i for i, id_ in enumerate(ids)}, rows

"""What is usual in a stream, against which an article's words and meaning are weighed; it fades with what follows.

Sums only, so that keeping them costs as much as what is new: adding articles at once or one by one gives the same, to
the last bit.
"""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.group.centre import Meant, unmeant
from briefing.group.features import Features
from briefing.group.spread import Spread, unspread
from briefing.group.tallies import Tally, nothing, tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: What is usual is so many articles at most: of more, the older fade.
_MOST = 50_000
TALLIES = ("terms", "keys")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What articles `meant` by language, and how that is `spread`; their `rows`; how many use which `terms` and `keys`.

    Terms are counted by language, keys over all (see `Features`). Of `asked` articles `again` had another near them.
    """

    meant: Meant = field(default_factory=unmeant)
    spread: Spread = field(default_factory=unspread)
    rows: Meant = field(default_factory=unmeant)
    terms: Tally = field(default_factory=nothing)
    keys: Tally = field(default_factory=nothing)
    again: float = 0.0
    asked: float = 0.0

    def __add__(self, other: "Usual") -> "Usual":
        return Usual(
            meant=self.meant + other.meant,
            spread=self.spread + other.spread,
            rows=self.rows + other.rows,
            terms=self.terms + other.terms,
            keys=self.keys + other.keys,
            again=self.again + other.again,
            asked=self.asked + other.asked,
        )

    def wide(self, tongues: int) -> "Usual":
        """The same for so many languages; of those that are more nothing is known."""
        if len(self.meant.texts) == len(self.rows.texts) == tongues:
            return self
        return replace(self, meant=self.meant.wide(tongues), rows=self.rows.wide(tongues))

    def faded(self) -> "Usual":
        """The same, of no more articles than are usual."""
        texts = float(self.meant.texts.sum())
        if texts <= _MOST:
            return self
        share = _MOST / texts
        return Usual(
            meant=self.meant.faded(share),
            spread=self.spread.faded(share),
            rows=self.rows.faded(share),
            terms=self.terms.faded(share),
            keys=self.keys.faded(share),
            again=self.again * share,
            asked=self.asked * share,
        )


class Heard:
    """What was said since something was last taken to be usual."""

    def __init__(self) -> None:
        self.meant, self.rows = unmeant(), unmeant()
        self._spread = unspread()
        self._vectors: list[NDArray[np.float32]] = []
        self._tallies = {name: nothing() for name in TALLIES}
        self.uses: dict[str, list[NDArray[np.int64]]] = {name: [] for name in TALLIES}

    def add(self, found: Features, tongues: int) -> None:
        """Count what articles say, in `tongues` languages."""
        self.meant = self.meant.plus(found.vectors, found.tongue, tongues)
        self._vectors.append(found.vectors)
        self.uses["terms"].append(found.terms.numbers)
        self.uses["keys"].append(found.keys.numbers)

    def add_rows(self, rows: "NDArray[np.float32]", tongue: "NDArray[np.int64]", tongues: int) -> None:
        """Add the rows of articles that were counted."""
        self.rows = self.rows.plus(rows, tongue, tongues)

    def usual(self) -> Usual:
        """Take it to be usual."""
        import numpy as np

        for name, uses_ in self.uses.items():
            if uses_:
                self._tallies[name] += tally(np.concatenate(uses_))
                uses_.clear()
        self._spread = self._spread.plus(self._vectors)
        self._vectors.clear()
        terms, keys = (self._tallies[name] for name in TALLIES)
        return Usual(meant=self.meant, spread=self._spread, rows=self.rows, terms=terms, keys=keys)

    @classmethod
    def restored(cls, usual: Usual) -> "Heard":
        """Give what was taken to be usual."""
        heard = cls()
        heard.meant, heard._spread, heard.rows = usual.meant, usual.spread, usual.rows
        heard._tallies = {name: getattr(usual, name) for name in TALLIES}
        return heard

"""How many texts use each feature: counts that grow with a stream and fade with its age."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.group.columns import inserted
from briefing.group.distinct import distinct, edges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Counts = NDArray[np.float32]

#: What has faded to less is forgotten.
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Tally:
    """`counts` of texts by `keys`, which are sorted; what isn't there was never used."""

    keys: "Numbers"
    counts: "Counts"

    def of(self, keys: "Numbers") -> "Counts":
        """Give the counts of `keys`."""
        import numpy as np

        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.float32)
        # In order and once each they are found many times as fast: what follows is near. They are sorted with their
        # places in one number each, since sorting places takes much longer.
        bits = len(keys).bit_length()
        packed = np.sort((keys << bits) | np.arange(len(keys)))
        ordered = packed >> bits
        begins = edges(ordered).nonzero()[0]
        sought = ordered[begins[:-1]]
        place = self.keys.searchsorted(sought)
        place[place == len(self.keys)] = 0
        counts = np.where(self.keys[place] == sought, self.counts[place], np.float32(0))
        found = np.empty(len(keys), dtype=np.float32)
        found[packed & ((1 << bits) - 1)] = np.repeat(counts, begins[1:] - begins[:-1])
        return found

    def __add__(self, other: "Tally") -> "Tally":
        import numpy as np

        if not len(other.keys) or not len(self.keys):
            return self if len(self.keys) else other
        place = self.keys.searchsorted(other.keys)
        known = self.keys[np.minimum(place, len(self.keys) - 1)] == other.keys
        counts = self.counts.copy()
        counts[place[known]] += other.counts[known]
        new = ~known
        return Tally(*inserted([self.keys, counts], place[new], [other.keys[new], other.counts[new]]))

    def faded(self, share: float) -> "Tally":
        """Leave this `share` of each count."""
        import numpy as np

        counts = (self.counts * np.float32(share)).astype(np.float32)
        kept = counts >= _LEAST
        return Tally(self.keys[kept], counts[kept])


def tally(uses: "Numbers") -> Tally:
    """Count one text for each of `uses`, in any order."""
    import numpy as np

    keys, counts = distinct(uses)
    return Tally(keys, counts.astype(np.float32))


def nothing() -> Tally:
    """No text was counted."""
    import numpy as np

    return Tally(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))

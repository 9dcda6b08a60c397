"""Stories that tell of one matter, which must not fill the page: they mean much the same, or share its rare names."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.group.names import names
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: What articles say, by their ids: as `group` takes them.
Vectors = Mapping[str, "NDArray[np.float32]"]

#: So much of a text says what it is about, so many of a story's articles and of its names; a headline's count more.
_CHARS = 250
_VOICES = 3
_NAMES = 40
_HEADLINE = 2.0
#: Fewer stories can't say which names are rare: they are taken to be among so many.
_FEWEST = 40
#: Below the first likeness two stories share words by chance, from the second on they are of one matter.
_STRANGE, _SAME = 0.08, 0.16
#: The same of the cosines of what they say, and into how many decimals that is rounded, so that machines agree.
_FAR, _NEAR, _DECIMALS = 0.38, 0.46, 3

#: Of two stories by their numbers, how much they are of one matter: more than 0 to 1; others are no siblings.
Kin = Mapping[int, Mapping[int, float]]


def siblings(stories: Sequence[Sequence[Article]], vectors: Vectors, *, usual: Sequence[Article]) -> Kin:
    """Compare stories, each given by its voices, by what they say and by their names: what shows more kinship counts.

    `usual` are articles on all kinds of matters: what they have in common says nothing.
    """
    named, meant = _named(stories), _meant(stories, vectors, usual)
    return {
        i: {j: max(named[i].get(j, 0.0), meant[i].get(j, 0.0)) for j in sorted({*named[i], *meant[i]})}
        for i in range(len(stories))
    }


def _meant(stories: Sequence[Sequence[Article]], vectors: Vectors, usual: Sequence[Article]) -> Kin:
    """The kinship of stories by the cosine of their mean vectors, less the mean of the `usual` ones."""
    common = [vectors[article.id] for article in usual if article.id in vectors]
    said = [[vectors[article.id] for article in told[-_VOICES:] if article.id in vectors] for told in stories]
    if not common or not any(said):
        return {i: {} for i in range(len(stories))}
    import numpy as np

    middle = np.mean(common, axis=0)
    rows = np.stack([np.mean(own, axis=0) - middle if own else np.zeros_like(middle) for own in said])
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    kinship = ((rows @ rows.T - _FAR) / (_NEAR - _FAR)).clip(0.0, 1.0).round(_DECIMALS).tolist()
    return {i: {j: kin for j, kin in enumerate(row) if kin > 0 and j != i} for i, row in enumerate(kinship)}


def _named(stories: Sequence[Sequence[Article]]) -> Kin:
    """The kinship of stories by their names.

    Two are as alike as their names by cosine, without the name that adds the most: one word in common is chance, two
    words may be of another spelling. A name weighs the more, the fewer of the stories use it; one that no other uses
    says nothing of a story's kin.
    """
    shares = [_shares(told) for told in stories]
    used = Counter(key for row in shares for key in row)
    many = 1 + max(len(shares), _FEWEST)
    rarity = {key: math.log(many / count) for key, count in used.items() if count > 1}
    rarest = math.log(many)
    rows = [_unit({k: share * rarity[k] for k, share in row.items() if k in rarity}, rarest) for row in shares]
    users: dict[str, list[tuple[int, float]]] = {}
    for i, row in enumerate(rows):
        for key, weight in row.items():
            users.setdefault(key, []).append((i, weight))
    return {i: _kin(i, row, users) for i, row in enumerate(rows)}


def _kin(i: int, row: Mapping[str, float], users: Mapping[str, Sequence[tuple[int, float]]]) -> dict[int, float]:
    sums: dict[int, float] = {}
    most: dict[int, float] = {}
    for key, weight in row.items():
        for j, other in users[key]:
            shared = weight * other
            sums[j] = sums.get(j, 0.0) + shared
            if shared > most.get(j, 0.0):
                most[j] = shared
    alike = {j: total - most[j] - _STRANGE for j, total in sums.items() if j != i and total - most[j] > _STRANGE}
    return {j: min(more / (_SAME - _STRANGE), 1.0) for j, more in alike.items()}


def _shares(told: Sequence[Article]) -> dict[str, float]:
    """Which share of the newest voices use each name, those of a headline before others; numbers are no names."""
    read = told[-_VOICES:]
    used: dict[str, float] = {}
    for article in read:
        heading = set(names(article.title))
        for key in heading.union(names(article.text[:_CHARS])):
            if not key[0].isdigit():
                used[key] = used.get(key, 0.0) + (1.0 if key in heading else 1 / _HEADLINE)
    return {key: count / len(read) for key, count in used.items()}


def _unit(row: Mapping[str, float], rarest: float) -> dict[str, float]:
    """The weightiest names, as a vector of less than unit length: as if one more, of weight `rarest`, were in it."""
    kept = sorted(row.items(), key=lambda one: (-one[1], one[0]))[:_NAMES]
    length = math.sqrt(math.fsum(weight * weight for _, weight in kept) + rarest * rarest)
    return {key: weight / length for key, weight in kept}

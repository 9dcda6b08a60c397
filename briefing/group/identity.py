"""Story ids: from the first article, and the same tomorrow. Knows the order of articles, no clock."""

import re
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]

_OWN = re.compile("[0-9a-f]{12}")


def carried(story: "Indices", held: "Indices") -> "tuple[Indices, Indices]":
    """Tell which stories go on under an id of before: their first places, and for each the id.

    `story` gives for each place the first place of its story now, `held` the number of the id it had before, or nought.
    An id goes where most of its places are, on equal terms to the story that begins first; of several that come to one
    story the oldest stays.
    """
    import numpy as np

    known = np.flatnonzero(held)
    ids, first, own = np.unique(held[known], return_index=True, return_inverse=True)
    pairs, many = np.unique((own.reshape(-1) << 32) | story[known], return_counts=True)
    own, at = pairs >> 32, pairs & ((1 << 32) - 1)
    order = np.lexsort((at, -many, own))
    goes = at[order[np.unique(own[order], return_index=True)[1]]]
    order = np.lexsort((first, goes))
    roots, oldest = np.unique(goes[order], return_index=True)
    return roots, ids[order[oldest]]


def identify(
    articles: Sequence[str],
    stories: Sequence[Sequence[int]],
    previous: Mapping[str, str],
    *,
    taken: Collection[str] = (),
) -> tuple[str, ...]:
    """Give each story an id, no two alike; a story is the places of its articles in `articles`, which are oldest first.

    The id is made from the story's first article. So a stream that comes in the order of its articles leaves the same
    ids whether it comes at once, by the hour or one by one, and stories that merge go by the older id. Ids that are
    `taken` are those of other stories.

    `previous` maps articles to the ids under which they were published. It counts in two cases only. Where the first
    article was published under the id of one that is not given any more (it left the window), the id stays; if that
    story fell apart, with the part that begins first. And an article that comes late, after younger ones of its story
    were published, doesn't name it: an id that a reader has seen stays. So where articles come in another order than
    that of their age, ids depend on that order.
    """
    place = {story_id(article): i for i, article in enumerate(articles)} if previous else {}

    def names(i: int) -> bool:
        """Whether it was published, and not late then: by the id of a younger one."""
        former = previous.get(articles[i])
        return former is not None and place.get(former, i) <= i

    first = [min(filter(names, story), default=min(story)) for story in stories]
    parted = {_parted(story_id(articles[i])) for i in first} if previous else set()
    found: dict[int, str] = {}
    given = set(taken)
    for i in sorted(first):
        former = previous.get(articles[i], "")
        keeps = former and former not in place and former not in parted and former not in given
        own = story_id(articles[i])
        while own in given:
            own = _parted(own)
        found[i] = former if keeps else own
        given.add(found[i])
    return tuple(found[i] for i in first)


def story_id(article: str) -> str:
    """Make twelve hexadecimal digits from an article's id."""
    return sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def number(id_: str) -> int:
    """Give the number that an id is; nought for what no story of ours can be named."""
    return int(id_, 16) if _OWN.fullmatch(id_) else 0


def written(id_: int) -> str:
    """Give the id that a number is."""
    return f"{id_:012x}"


def _parted(id_: str) -> str:
    """Make the id of a story that begins with the article by which another goes, under this id."""
    return story_id(f"{id_}\nparted")

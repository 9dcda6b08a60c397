"""Articles become stories: copies first, then whatever tells of the same matter at the same time.

Decides from the articles alone and from what was published before; knows no clock, and no order of its input.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.group.ages import age
from briefing.group.identity import identify
from briefing.group.stream import Stream
from briefing.model import Article, Story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def group(
    articles: Sequence[Article],
    *,
    vectors: "Mapping[str, NDArray[np.float32]]",
    previous: Mapping[str, str] | None = None,
    stream: Stream | None = None,
) -> tuple[Story, ...]:
    """Put every article in exactly one story; stories oldest first, and so the articles of each.

    `vectors` maps article ids to vectors of what they mean, all of one length; an article without one is
    compared by its words. `previous` maps ids of articles to ids of the stories they were published in. Without a
    `stream` the same articles give the same stories in whatever order they stand; with one they do when they come in
    order of time. Articles without a date are contemporaries of all.

    Raises:
        ValueError: two articles have the same id.
    """
    ordered = sorted(articles, key=age)
    if len({article.id for article in ordered}) < len(ordered):
        raise ValueError("two articles have the same id")
    stream = stream or Stream()
    stream.follow(ordered, vectors, previous)
    where = stream.stories
    ids = [article.id for article in ordered]
    found: dict[str, list[int]] = {}
    for i, id_ in enumerate(ids):
        found.setdefault(where[id_], []).append(i)
    names = dict(stream.carried)
    unnamed = {root: member for root, member in found.items() if root not in names}
    new = identify(ids, list(unnamed.values()), previous or {}, taken=set(names.values()))
    names |= zip(unnamed, new, strict=True)
    copies = [(id_, stream.copies.get(id_)) for id_ in ids]
    return tuple(
        Story(
            id=names[root],
            articles=tuple([ids[i] for i in member]),
            reprints=tuple([(copy, original) for copy, original in map(copies.__getitem__, member) if original]),
        )
        for root, member in found.items()
    )

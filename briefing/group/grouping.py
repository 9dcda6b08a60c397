"""Articles become stories: copies first, then whatever tells of the same matter at the same time.

Decides from the articles alone and from what was published before; knows no clock, and no order of its input.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.group.ages import age
from briefing.group.identity import identify
from briefing.group.reprints import reprints
from briefing.group.weights import FROZEN, Weights
from briefing.model import Article, Story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def group(
    articles: Sequence[Article],
    *,
    vectors: "Mapping[str, NDArray[np.float32]]",
    previous: Mapping[str, str] | None = None,
    weights: Weights = FROZEN,
) -> tuple[Story, ...]:
    """Put every article in exactly one story; stories oldest first, and so the articles of each.

    `vectors` maps article ids to the vectors of their `vector_text`, all of one length; an article without one is
    compared by its words. `previous` maps ids of articles to ids of the stories they were published in. The same
    articles give the same stories in whatever order they come; articles without a date are contemporaries of all.

    Raises:
        ValueError: two articles have the same id.
    """
    ordered = sorted(articles, key=age)
    if any(len(list(same)) > 1 for _, same in groupby(sorted(article.id for article in ordered))):
        raise ValueError("two articles have the same id")
    if not ordered:
        return ()
    copies = reprints(ordered, weights)
    members = _members(ordered, copies, vectors, weights)
    names = identify([article.id for article in ordered], members, previous or {})
    return tuple(
        Story(
            id=name,
            articles=tuple(ordered[i].id for i in member),
            reprints=tuple((ordered[i].id, ordered[copies[i]].id) for i in member if i in copies),
        )
        for name, member in zip(names, members, strict=True)
    )


def _members(
    articles: Sequence[Article],
    copies: Mapping[int, int],
    vectors: "Mapping[str, NDArray[np.float32]]",
    weights: Weights,
) -> list[list[int]]:
    from briefing.group.candidates import candidates
    from briefing.group.clusters import Clusters, bars
    from briefing.group.linkage import link
    from briefing.group.points import points

    voices = [i for i in range(len(articles)) if i not in copies]
    found_points = points([articles[i] for i in voices], vectors, weights)
    own_bars = bars(found_points, weights)
    pairs, scores = candidates(found_points, own_bars, weights)
    roots = link(Clusters(found_points, own_bars, weights), pairs, scores)
    story = {i: voices[root] for i, root in zip(voices, roots, strict=True)}
    found: dict[int, list[int]] = {}
    for i in range(len(articles)):
        found.setdefault(story[copies.get(i, i)], []).append(i)
    return list(found.values())

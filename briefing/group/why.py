"""What holds each article in its story, and which other story comes nearest: evidence for people, after the fact.

It decides nothing: stories are made by `group`, which weighs more than can be told in a line.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from briefing.group.evidence import shared
from briefing.group.likeness import Likeness
from briefing.model import Article, Beside, Doing, Member, Story, Tie

#: The nearest story is sought among so many articles that come nearest in meaning to each of the story's.
_NEAR = 12


def members(
    story: Story,
    articles: Mapping[str, Article],
    likeness: Likeness,
    *,
    only: str = "",
    doings: Mapping[str, Doing] | None = None,
) -> tuple[Member, ...]:
    """Give the story's articles, oldest first, each tied to the most alike of the others, a copy to its original.

    `only` is the id of the one article to tell of. `doings` tells what the reader did, by article id.
    """
    copies = dict(story.reprints)
    found = []
    for n, id_ in enumerate(story.articles, 1):
        if only in ("", id_):
            article = articles[id_]
            voices = [one for one in story.articles if one != id_ and one not in copies]
            nearest = copies.get(id_) or max(voices, key=partial(likeness, id_), default=None)
            found.append(
                Member(
                    n=n,
                    id=id_,
                    outlet=article.outlet,
                    title=article.title,
                    language=article.language,
                    published=article.published,
                    nearest=_tie(article, articles[nearest], likeness) if nearest else None,
                    copy_of=copies.get(id_, ""),
                    you=(doings or {}).get(id_, ""),
                )
            )
    return tuple(found)


def beside(
    ids: Sequence[str],
    story: Story,
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    likeness: Likeness,
) -> Beside | None:
    """Give the story other than `story` that comes nearest to its articles `ids`; None if none has a vector."""
    where = {article: other for other in stories if other.id != story.id for article in other.articles}
    pairs = likeness.pairs(ids, list(where), each=_NEAR)
    if not pairs:
        return None
    id_, other = max(pairs, key=lambda pair: likeness(*pair))
    return Beside(
        story=where[other].id,
        article=id_,
        tie=_tie(articles[id_], articles[other], likeness),
    )


def _tie(one: Article, other: Article, likeness: Likeness) -> Tie:
    hours = abs((one.published - other.published).total_seconds()) / 3600 if one.published and other.published else None
    meaning = likeness.meaning(one.id, other.id)
    return Tie(
        article=other.id,
        title=other.title,
        meaning=round(meaning, 2) if meaning else None,
        hours=round(hours, 1) if hours is not None else None,
        shared=shared(one, other),
    )

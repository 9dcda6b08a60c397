"""What leads the briefing: matters that many outlets report now, in many languages."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from math import exp2, log2, sqrt

from briefing.model import Article, Story

_HALF_LIFE = 86400.0
_LANGUAGES = 0.5


def rank(
    stories: Iterable[Story],
    articles: Mapping[str, Article],
    *,
    now: datetime,
    weights: Mapping[str, float] | None = None,
) -> tuple[Story, ...]:
    """Order stories, the leading one first; ties go to the newer one, then to the lower id.

    Each outlet counts once, with the weight of its source in `weights` (source id -> weight, 1 if not there) and half
    as much for every day its newest article is older than `now`. Wire copies and reprints count for the outlet they
    repeat. `articles` maps ids to all articles of the stories; one without a date is of `now`.
    """
    weights = weights or {}

    def place(story: Story) -> tuple[float, float, str]:
        ages = {id_: _age(articles[id_], now) for id_ in story.articles}
        return -_prominence(story, articles, ages, weights), min(ages.values()), story.id

    return tuple(sorted(stories, key=place))


def _prominence(
    story: Story, articles: Mapping[str, Article], ages: Mapping[str, float], weights: Mapping[str, float]
) -> float:
    copies = dict(story.reprints)
    outlets: dict[str, float] = {}
    for id_ in story.articles:
        article = articles[copies.get(id_, id_)]
        worth = max(weights.get(article.source, 1.0), 0.0) * exp2(-ages[id_] / _HALF_LIFE)
        outlet = article.outlet or article.source or article.id
        outlets[outlet] = max(outlets.get(outlet, 0.0), worth)
    languages = {articles[id_].language for id_ in story.articles if id_ not in copies}
    return log2(1 + sum(outlets.values())) * (1 + _LANGUAGES * log2(len(languages)) / sqrt(len(outlets)))


def _age(article: Article, now: datetime) -> float:
    return max((now - article.published).total_seconds(), 0.0) if article.published else 0.0

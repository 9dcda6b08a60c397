"""Who is read and does not tell a story: of the reader's languages, of countries, of kinds of outlets.

That nobody in a country's press writes of a matter can be the news about it. Only silence of several is told: one
outlet that passes over a story says nothing. Never guesses why.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from briefing.model import Article, Silence, Source, Story

#: A story that fewer outlets tell is not one of which everybody would.
TOLD_BY = 3
#: A country or kind counts as silent when at least so many of its outlets are.
SEVERAL = 2


def silence(
    story: Story, articles: Mapping[str, Article], *, sources: Sequence[Source], languages: Sequence[str]
) -> Silence:
    """What of `sources` is silent on `story`; nothing of a story that hardly anybody tells.

    A language of the reader is silent where there are sources in it.
    """
    told = [articles[id_] for id_ in story.articles]
    telling = {article.source for article in told}
    if len({article.outlet for article in told}) < TOLD_BY:
        return Silence()
    heard = [source for source in sources if source.id in telling]
    spoken = {_primary(article.language) for article in told}
    offered = {_primary(source.language) for source in sources}
    return Silence(
        languages=tuple(tag for tag in languages if _primary(tag) in offered - spoken),
        countries=_silent((source.country for source in sources), (source.country for source in heard)),
        kinds=_silent((source.kind for source in sources), (source.kind for source in heard)),
    )


def _silent(every: Iterable[str], heard: Iterable[str]) -> tuple[str, ...]:
    """Those of which there are several and none is heard."""
    counts = Counter(filter(None, every))
    return tuple(sorted(value for value in counts.keys() - {*heard} if counts[value] >= SEVERAL))


def _primary(tag: str) -> str:
    return tag.partition("-")[0]

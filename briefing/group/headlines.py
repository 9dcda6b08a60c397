"""Which of the outlets' own headlines stands over a story; never a new one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum

from briefing.group.flaws import Flaw, flaws
from briefing.group.names import names
from briefing.group.ngrams import words
from briefing.group.prominence import voices
from briefing.model import Article, Story

_MOST = 100
#: What is left of a headline's worth with each of its flaws.
_WORTH: dict[Flaw, float] = {
    "capitals": 0.7,
    "cut": 0.5,
    "length": 0.6,
    "marker": 0.6,
    "outlet": 0.8,
    "question": 0.5,
    "teaser": 0.5,
}
#: With so little left, one in another language that the reader reads tells more.
_POOR = 0.5
#: An old headline loses so much of its worth, half of it within so many seconds before the newest: a story runs on.
_LOSS, _HALF = 0.3, 6 * 3600.0
#: What a headline is worth that shares nothing with the others.
_ALONE = 0.1


def headline(story: Story, articles: Mapping[str, Article], *, languages: Sequence[str] = ()) -> str:
    """Choose the article whose headline shares most with the others' of `story`; give its id.

    It is chosen among those in the first of `languages` (BCP 47, best first) in which there is one that neither asks
    nor teases nor is cut, else in the first in which there is any, else among all. Wire copies and reprints are no
    candidates and don't vote, and an outlet has one vote however much it writes. A headline with flaws counts less, and
    so does an older one; what is left equal goes to the newest, then to the lower id.
    """
    told = voices(story, articles)
    titled = [article for article in told if article.title.strip()] or told
    readable = [found for tag in languages if (found := _written_in(tag, titled))] or [titled]
    choice = next((one for one in readable if any(_fitness(a) > _POOR for a in one)), readable[0])[-_MOST:]
    voters = titled[-_MOST:]
    terms = {article.id: _terms(article) for article in (*voters, *choice)}
    written = Counter(article.outlet for article in voters)
    newest = max((article.published.timestamp() for article in titled if article.published), default=0.0)

    def place(article: Article) -> tuple[float, float, str]:
        own = terms[article.id]
        shared = fsum(
            len(own & terms[other.id]) / len(own | terms[other.id]) / (written[other.outlet] if other.outlet else 1)
            for other in voters
            if other.id != article.id and own | terms[other.id]
        )
        age = newest - article.published.timestamp() if article.published else 0.0
        worth = (_ALONE + shared) * _fitness(article) * (1 - _LOSS * (1 - 2.0 ** (-age / _HALF)))
        return -worth, age, article.id

    return min(choice, key=place).id


def _terms(article: Article) -> frozenset[str]:
    return frozenset(words(article.title)) | frozenset(names(article.title))


def _written_in(tag: str, articles: Sequence[Article]) -> list[Article]:
    exact = [article for article in articles if article.language == tag]
    main = tag.partition("-")[0]
    return exact or [article for article in articles if article.language.partition("-")[0] == main]


def _fitness(article: Article) -> float:
    worth = 1.0
    for flaw in sorted(flaws(article.title, language=article.language, outlet=article.outlet)):
        worth *= _WORTH[flaw]
    return worth

"""Which of the outlets' own headlines stands over a story; never a new one."""

from collections.abc import Mapping, Sequence

from briefing.group.names import names
from briefing.group.ngrams import words
from briefing.model import Article, Story

_MOST = 100
_SHORT, _LONG = 20, 140
_ASIDE = 0.5


def headline(story: Story, articles: Mapping[str, Article], *, languages: Sequence[str] = ()) -> str:
    """Choose the article whose headline shares most with the others' of `story`; give its id.

    It is chosen among those in the first of `languages` (BCP 47, best first) in which there is one, else among all.
    Wire copies and reprints are no candidates and don't vote; a question, a fragment or an overlong headline counts
    half.
    """
    copies = {copy for copy, _ in story.reprints}
    voices = [articles[id_] for id_ in story.articles if id_ not in copies] or [articles[id_] for id_ in story.articles]
    titled = [article for article in voices if article.title.strip()] or voices
    choice = next((found for tag in languages if (found := _written_in(tag, titled))), titled)[:_MOST]
    terms = {article.id: _terms(article) for article in titled[-_MOST:]}

    def shared(article: Article) -> float:
        own = terms.get(article.id) or _terms(article)
        total = sum(len(own & other) / len(own | other) for other in terms.values() if own | other)
        return total * _fitness(article.title)

    return max(choice, key=shared).id


def _terms(article: Article) -> frozenset[str]:
    return frozenset(words(article.title)) | frozenset(names(article.title))


def _written_in(tag: str, articles: Sequence[Article]) -> list[Article]:
    exact = [article for article in articles if article.language == tag]
    main = tag.partition("-")[0]
    return exact or [article for article in articles if article.language.partition("-")[0] == main]


def _fitness(title: str) -> float:
    aside = title.rstrip().endswith(("?", "？", "؟", "…", "...")) or not _SHORT <= len(title) <= _LONG
    return _ASIDE if aside else 1.0

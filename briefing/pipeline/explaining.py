"""Why a story is one, from what is stored: its articles' ties, what the reader did, and what comes nearest."""

from dataclasses import replace

from briefing.group import headline, reasons
from briefing.group.likeness import Likeness
from briefing.group.why import beside, members
from briefing.model import Doing, Story, Why
from briefing.pipeline.edition import unpacked
from briefing.pipeline.holdings import Holdings, hold
from briefing.pipeline.publish import terms
from briefing.pipeline.run import Run
from briefing.store.database import open_database


def explain(run: Run, id_: str) -> Why:
    """Explain the story of this id or former id, or one article in its story; a beginning of the id will do.

    Raises:
        InputError: there is none in the window, or several.
        StoreError: nothing was fetched yet.
    """
    with open_database(run.workspace.database, read_only=True) as connection:
        holdings = hold(connection, run)
    story = holdings.story(id_)
    only = holdings.article(id_) if holdings.is_article(id_) else ""
    articles = holdings.material.articles
    likeness = Likeness(tuple(articles.values()), unpacked(holdings.material.vectors))
    copies = dict(story.reprints)
    voices = (only,) if only else tuple(article for article in story.articles if article not in copies)
    why = Why(
        story=story.id,
        headline=articles[headline(story, articles, languages=run.settings.languages)].title,
        size=len(story.articles),
        members=members(story, articles, likeness, only=only, doings=_doings(story, holdings)),
        beside=beside(voices, story, holdings.stories, articles, likeness),
        formerly=tuple(sorted(alias for alias, now in holdings.aliases.items() if now == story.id)),
    )

    return why if only else _placed(why, holdings, run)


def _placed(why: Why, holdings: Holdings, run: Run) -> Why:
    """The same with the story's place in the briefing, and why it stands there."""
    material = holdings.material
    told = reasons(why.story, holdings.stories, material.articles, **terms(run, material))
    rounded = tuple(replace(reason, points=round(reason.points, 2)) for reason in told.told)
    return replace(why, place=told.place, stories=len(holdings.stories), reasons=rounded)


def _doings(story: Story, holdings: Holdings) -> dict[str, Doing]:
    """What the reader did with the story's articles that grouping had put elsewhere."""
    grouped = {article: one for one in holdings.grouped for article in one.articles}
    here = {*story.articles}
    mixed = len({grouped[article].id for article in story.articles}) > 1

    def doing(article: str) -> Doing:
        if here.issuperset(grouped[article].articles):
            return "merged"
        return "moved" if mixed else "parted"

    return {article: doing(article) for article in story.articles if grouped[article].id != story.id}

"""A workspace of made-up articles with made-up vectors, so that pipelines run without a network or an encoder."""

from datetime import timedelta

import numpy as np
from builders import NOON, analysis, article
from inline import Inline

from briefing.model import Entry
from briefing.pipeline.examine import analyser_version
from briefing.pipeline.holdings import hold
from briefing.pipeline.refresh import refresh
from briefing.pipeline.run import Run
from briefing.store.articles import save_analysis, save_articles
from briefing.store.database import open_database
from briefing.store.feeds import save_entries
from briefing.store.sources import read_sources
from briefing.store.workspace import Workspace

SOURCES = """\
[settings]
bidi = "app"
refresh_minutes = 0

[[source]]
id = "s"
name = "Port of Veldia"
url = "https://port.example/feed"
"""

MATTERS = (
    ("Dam at Orsk gives way after three days of rain", "Orsk dam bursts and villages are under water"),
    ("Veldia's parliament ousts premier Ilan Toralev", "Premier Toralev loses a vote in Veldia"),
    ("Tulip prices fall for a third season in Grend", "Grend growers lament the price of tulips"),
)


class Newsroom:
    """A workspace with articles on `MATTERS` in its store, as if they had been fetched: one an hour in turn."""

    def __init__(self, folder):
        self.workspace = Workspace(folder / "sources.toml", folder / "cache")
        self.workspace.sources.write_text(SOURCES, "utf-8")
        self.now = NOON
        self.count = 0

    def report(self, *matters):
        """An article on each of `matters`, by number: a000, a001, ..."""
        with open_database(self.workspace.database) as connection, connection:
            for matter in matters:
                n, self.count, self.now = self.count, self.count + 1, self.now + timedelta(hours=1)
                self._save(connection, n, matter)

    def rewrite(self, id_, matter):
        """The outlet of this article turns it into one on another matter."""
        with open_database(self.workspace.database) as connection, connection:
            self._save(connection, int(id_.removeprefix("a")), matter)

    def _save(self, connection, n, matter):
        published = NOON + timedelta(hours=n + 1)
        title = f"{MATTERS[matter][n % 2]} {'again ' * (n // 2)}"
        made = article(f"a{n:03}", f"{title}.", title=title, source="s", outlet=f"Outlet {n}", published=published)
        entry = Entry(source="s", id=made.id, url=f"https://port.example/{n}", title=title, published=published)
        save_entries(connection, [(entry, False)], seen=self.now)
        save_articles(connection, [(made.id, made)], seen=self.now)
        centre, own = (np.random.default_rng(seed).standard_normal(512) for seed in (matter, 1000 + n))
        vector = (centre + 0.3 * own).astype("<f2").tobytes()
        save_analysis(connection, made, analysis(made, "Main"), vector=vector, version=analyser_version())

    def run(self):
        """A run a minute later, which asks nobody."""
        self.now += timedelta(minutes=1)
        settings, sources = read_sources(self.workspace.sources)
        return Run(
            workspace=self.workspace,
            settings=settings,
            sources=sources,
            now=self.now,
            executor=Inline(),
            offline=True,
        )

    def refresh(self):
        """The stories of a new snapshot."""
        return told(refresh(self.run()))

    def stories(self):
        """The stories as they would be printed now."""
        with open_database(self.workspace.database) as connection:
            return {(story.id, story.articles) for story in hold(connection, self.run()).stories}


def told(snapshot):
    """The stories of a snapshot, each as its id and those of its articles."""
    return {(story.id, tuple(reference.id for reference in story.articles)) for story in snapshot.stories}


def id_of(stories, article_):
    """The id of the story that holds this article."""
    (found,) = (id_ for id_, articles in stories if article_ in articles)
    return found

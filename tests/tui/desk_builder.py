"""A made-up reader's workspace, and the app opened on it: real files, a real screen of any size, no network."""

import asyncio
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta

from builders import NOON
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from briefing.model import Article, Briefing, Citation, Coverage, Failure, Reference, Snapshot, Statement
from briefing.render.toml import dump, load
from briefing.store.archive import open_archive
from briefing.store.articles import save_articles
from briefing.store.database import open_database
from briefing.store.muted import read_mutes
from briefing.store.reader import open_reader
from briefing.store.snapshots import save_snapshot, snapshot_name
from briefing.store.sources import read_sources
from briefing.store.workspace import Workspace
from briefing.tui.app import BriefingApp
from briefing.tui.desk import Desk
from briefing.tui.opening import Opening
from briefing.tui.widgets.page import Page
from briefing.tui.widgets.stories import StoryList
from briefing.words import speak

ARABIC = "فيلديا وأورسك تتفقان على وقف إطلاق النار في وادي غريند"
RUSSIAN = "Парламент Вельдии проголосовал за закрытие северного перехода"
TURKISH = "Orsk'ta maden işçileri ücretler için greve çıktı"
CHINESE = "韦尔迪亚中央银行将基准利率上调至百分之四"
DAM = "The dam above Grend gave way"
GAVE_WAY = "The dam above Grend gave way on Sunday night."
BUILT = "It was built in 1962 without a spillway."
VIEW = "Nobody here believes the official account."
AHEAD = "The ministry could close the valley next week, she said."

SOURCES = """\
[settings]
bidi = "app"
refresh_minutes = 0

# the harbour's own paper
[[source]]
id = "port"
name = "Port of Veldia"
url = "https://port.example/feed.xml"
language = "en"
tags = ["river", "trade"]

[[source]]
id = "post"
name = "Orsk Post"
url = "https://post.example/feed.xml"
language = "tr"
tags = ["river"]
"""


def article(id_, text, outlet="Port of Veldia", **fields):
    """An article with an address of its own."""
    given = {"title": text.split("\n")[0], "language": "en", "published": NOON, "url": f"https://port.example/{id_}"}
    return Article(id=id_, text=text, outlet=outlet, source="port", **(given | fields))


def reference(n, of):
    """The article `of` as a story's list of sources shows it."""
    return Reference(
        n=n, id=of.id, outlet=of.outlet, title=of.title, url=of.url, language=of.language, published=of.published
    )


def said(text, *articles, **fields):
    """What stands in `articles`, pairs of a number and an article; the first says it word for word."""
    citations = []
    for n, of in articles:
        start = max(0, of.text.find(text))
        citations.append(Citation(n=n, start=start, end=start + len(text)))
    return Statement(text=text, language=articles[0][1].language, citations=tuple(citations), **fields)


def story(id_, headline, *texts, articles=None, **fields):
    """A story of `articles`, whose background are `texts`; without articles, of one that says all of them."""
    own = articles or (article(f"{id_}-1", "\n".join((headline, *texts))),)
    languages = tuple(dict.fromkeys(of.language for of in own))
    given = {
        "languages": languages,
        "articles": tuple(reference(n, of) for n, of in enumerate(own, 1)),
        "background": tuple(said(text, (1, own[0])) for text in texts),
        "outlets": len({of.outlet for of in own}),
    }
    return Briefing(id=id_, headline=headline, **(given | fields))


PORT = article("dam-port", f"{DAM}\n{GAVE_WAY}\n{BUILT}\n\nShe said: “{VIEW}”\n{AHEAD}", byline="Mira Hale")
POST = article(
    "dam-post",
    f"Grend baraji\nOrsk Post: {GAVE_WAY}",
    "Orsk Post",
    language="tr",
    url="https://post.example/dam",
    published=NOON - timedelta(hours=5),
)
LOST = article("dam-lost", "This text was never stored.", "Karsu Radio", url="ftp://karsu.example/dam")


def dam(**fields):
    """A story that has all sections."""
    both = ((1, PORT), (2, POST))
    given = {
        "lead": said(GAVE_WAY, *both),
        "background": (said(BUILT, (1, PORT)),),
        "escalation": (said(GAVE_WAY, *both, date="2026-11-22", date_text="on Sunday", date_resolved=True),),
        "analyst_views": (said(VIEW, (1, PORT), speaker="Sana Tarek", speaker_id="sana tarek", direct=True),),
        "outlook": (said(AHEAD, (1, PORT), speaker="Sana Tarek", speaker_id="sana tarek", likelihood="could"),),
    }
    return story("dam", DAM, articles=(PORT, POST, LOST), **(given | fields))


def stories():
    """Five stories in five languages, by rank."""
    tongues = (("truce", ARABIC, "ar"), ("vote", RUSSIAN, "ru"), ("strike", TURKISH, "tr"), ("rate", CHINESE, "zh"))
    return (
        dam(),
        *(
            story(id_, line, line, articles=(article(f"{id_}-1", line, f"Outlet {tag}", language=tag),))
            for id_, line, tag in tongues
        ),
    )


def snapshot(*told, hours=0, **fields):
    """An edition, so many hours after noon."""
    taken = NOON + timedelta(hours=hours)
    return Snapshot(taken=taken, name=snapshot_name(taken), stories=told, **fields)


FAILURES = (Failure(source="post", name="Orsk Post", reason="answered 503", url="https://post.example/feed.xml"),)
COVERAGE = Coverage(asked=2, read=1, failed=1, articles=7, outlets=6, languages=5, stories=5)


def grown(one, *texts, hours=1):
    """The story with one more article, by a new outlet, that says `texts`."""
    n = len(one.articles) + 1
    more = article(f"{one.id}-{n}", "\n".join(texts) or "More.", "Tolva Wire", published=NOON + timedelta(hours=hours))
    return replace(
        one,
        articles=(*one.articles, reference(n, more)),
        background=(*one.background, *(said(text, (n, more)) for text in texts)),
        outlets=one.outlets + 1,
    )


@dataclass
class Room:
    """A workspace below a folder, and the app on it. `hour` is what the clock says, from noon."""

    workspace: Workspace
    hour: float = 1.0
    refresh: tuple[str, ...] = ()
    everywhere: tuple[str, ...] = ()
    trouble: str = ""
    demo: bool = False
    offline: bool = False
    interface: str = "en"

    @classmethod
    def below(cls, folder, *, sources=SOURCES):
        """A workspace with nothing but its sources.toml."""
        room = cls(Workspace(folder / "sources.toml", folder / "cache"))
        room.workspace.sources.write_text(sources, "utf-8")
        return room

    def save(self, *snapshots):
        """Save editions; the paths of their files."""
        return [save_snapshot(self.workspace.snapshots, one, dump=dump) for one in snapshots]

    def store(self, *articles):
        """Store articles, a corrected one over the earlier wording."""
        self.workspace.cache.mkdir(exist_ok=True)
        with open_database(self.workspace.database) as connection, connection:
            for of in articles:
                save_articles(connection, [("e", of)], seen=NOON)

    def desk(self, stack):
        """The newest edition, laid out; files are open until `stack` ends."""
        _, sources = read_sources(self.workspace.sources)
        archive = stack.enter_context(
            open_archive(self.workspace.archive, self.workspace.snapshots, load=load, dump=dump)
        )
        reader = stack.enter_context(open_reader(self.workspace.reader))
        mutes = read_mutes(self.workspace.sources)
        return Desk(archive, reader, sources=sources, moment=lambda: NOON + timedelta(hours=self.hour), mutes=mutes)

    def show(self, act, *, size=(92, 16)):
        """Open the app on a screen of this size and have `act` use it; what that returns. Nothing of it may fail."""

        async def run():
            with ExitStack() as stack:
                desk = self.desk(stack)
                desk.open_newest()
                settings, sources = read_sources(self.workspace.sources)
                opening = Opening(
                    workspace=self.workspace,
                    settings=settings,
                    sources=sources,
                    bidi="app",
                    refresh=self.refresh,
                    everywhere=self.everywhere,
                    trouble=self.trouble,
                    demo=self.demo,
                    offline=self.offline,
                    words=speak(self.interface),
                )
                app = BriefingApp(desk, opening)
                hand = Hand(app)
                async with app.run_test(size=size, notifications=True) as hand.pilot:
                    await hand.pilot.pause()
                    return await act(hand)

        return asyncio.run(run())


class Hand:
    """The reader's hand and eye. `told` is what was told at the corner of the screen, oldest first."""

    pilot: Pilot

    def __init__(self, app: BriefingApp) -> None:
        self.app = app
        self.told = []
        notify = self.app.notify

        def hear(message, **how):
            self.told.append(message)
            notify(message, **how)

        self.app.notify = hear

    async def press(self, *keys):
        """Press keys one after another; all that follows from them is done."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text):
        """Type `text` into what has the keys, in place of what stands there."""
        await self.press("ctrl+u", *("space" if c == " " else c for c in text))

    async def choose(self, label):
        """Take the choice whose label has `label` in it."""
        choices = self.app.screen.query_one(OptionList)
        labels = [str(option.prompt) for option in choices.options]
        choices.highlighted = next(i for i, one in enumerate(labels) if label in one)
        await self.press("enter")

    async def select(self, wanted):
        """Go to the first item of the page of which `wanted` holds."""
        await self.press("g")
        for _ in range(99):
            if wanted(self.page.selected):
                return
            await self.press("j")
        raise AssertionError(self.screen)

    async def back(self):
        """Leave all screens above the main one."""
        for _ in range(9):
            if len(self.app.screen_stack) == 2:
                return
            await self.press("escape")
        raise AssertionError(self.screen)

    async def until(self, found, *, within=60.0):
        """Wait until `found()` holds; it is what it gives. Long, for a busy machine: who finds it does not wait."""
        end = time.monotonic() + within
        while not (it := found()):
            assert time.monotonic() < end, f"waited in vain; the screen:\n{self.screen}\ntold: {self.told}"
            await asyncio.sleep(0.02)
            await self.pilot.pause()
        return it

    @property
    def screen(self):
        """What stands on the whole screen."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())  # noqa: SLF001

    @property
    def hint(self):
        """What stands below the line that is asked for."""
        return str(self.app.screen.query_one("#hint", Static).content)

    @property
    def list(self):
        """The list of stories."""
        return self.app.screen_stack[1].query_one(StoryList)

    @property
    def page(self):
        """The page of the screen that is on top."""
        return self.app.screen.query_one(Page)

    @property
    def at(self):
        """The id of the current story."""
        return self.list.current.id

    @property
    def listed(self):
        """The ids of the listed stories."""
        return [outline.id for outline in self.app.desk.listed]

    def read(self, id_):
        """Whether the story is read."""
        return self.app.desk.is_read(self.app.desk.outline(id_))


def lines_of(widget):
    """The lines that a widget shows, as text."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def whole(page):
    """All that stands on a page, whatever of it is on the screen, words with single spaces."""
    return " ".join(" ".join("".join(run.text for run in pieces) for pieces, _ in page._lines).split())  # noqa: SLF001

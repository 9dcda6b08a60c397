"""The desk line by line: plain questions and answers, for a screen reader or a terminal that can only print.

Nothing is drawn, nothing moves, nothing is said by colour; text stays in the order in which it is spoken.
"""

import asyncio
import cmd
import time
from typing import TextIO

from briefing.compare.difference import difference
from briefing.errors import BriefingError
from briefing.language.clean import clean
from briefing.language.secrets import concealed
from briefing.model import WAITING, Briefing, Outline, Progress, Reference, Snapshot
from briefing.render.cells import GLUE
from briefing.render.changes import difference_blocks
from briefing.render.citing import link
from briefing.render.coverage import asked, failures, hidden
from briefing.render.layout import Block, Run, plain, story_blocks
from briefing.render.look import SECTIONS, Look
from briefing.render.why import why_blocks
from briefing.store.articles import search_articles
from briefing.store.database import open_database
from briefing.tui.browser import start_browser
from briefing.tui.child import Child
from briefing.tui.desk import Desk, Filters
from briefing.tui.explained import explain
from briefing.tui.library import whole
from briefing.tui.opening import Opening

#: Progress is told this often, in seconds.
PATIENCE = 4.0
MANY = 30


def read_aloud(desk: Desk, opening: Opening) -> int:
    """Ask for commands until the reader leaves; the exit code."""
    reader = Linear(desk, opening)
    reader.greet()
    try:
        reader.cmdloop()
    except KeyboardInterrupt:
        print()  # noqa: T201
    return 0


class Linear(cmd.Cmd):
    """Type a story's number to read it, `help` for the commands."""

    prompt = "> "
    doc_header = "Commands (help COMMAND tells more); a number reads the story of that number:"
    ruler = ""

    def __init__(self, desk: Desk, opening: Opening, *, out: TextIO | None = None) -> None:
        super().__init__(stdout=out)
        self._desk = desk
        self._opening = opening
        self._words = opening.words
        self._story: Briefing | None = None
        self._at = -1
        self._told = 0.0

    def greet(self) -> None:
        """Say what lies on the desk."""
        if self._opening.trouble:
            self._say(self._opening.trouble)
        if self._desk.edition:
            self.do_list("")
        elif self._opening.trouble or not self._opening.refresh:
            self._say("There is no briefing yet. Type help for all commands.")
        else:
            self._say("There is no briefing yet: the first is being made.")
            self.do_refresh("")

    def onecmd(self, line: str) -> bool:
        """Carry out one command; trouble is told in a line."""
        try:
            return bool(super().onecmd(line))
        except BriefingError as error:
            self._say(concealed(clean(str(error))))
            return False

    def emptyline(self) -> bool:
        """Nothing typed: nothing done."""
        return False

    def default(self, line: str) -> None:
        """Read the story whose number was typed."""
        if line == "EOF":
            raise KeyboardInterrupt
        if line.isdecimal() and 0 < int(line) <= len(self._desk.listed):
            self._read(int(line) - 1)
        else:
            self._say(f"{line}: is no command and no number of a story; type help")

    def do_list(self, arg: str) -> None:
        """List the stories; `list unread`, `list ar` (a language) or `list WORD` (a topic or outlet) only some."""
        self._desk.filter(self._filters(arg.strip()), keep=False)
        self._list()

    def _list(self) -> None:
        edition = self._desk.edition
        if not edition:
            return
        self._at = -1
        size = self._words.count(len(self._desk.listed), "story")
        self._say(
            self._words(
                "linear.greeting",
                moment=self._words.moment(edition.taken),
                stories=size,
                unread=self._words.count(self._desk.unread(), "unread"),
            )
        )
        if told := hidden(edition.coverage, self._words):
            self._say(f"{told}.")
        for i, outline in enumerate(self._desk.listed, 1):
            self._say(f"{i}. {self._outline(outline)}")

    def do_next(self, _: str) -> None:
        """Read the next unread story."""
        listed = self._desk.listed
        for i in (*range(self._at + 1, len(listed)), *range(max(0, self._at))):
            if not self._desk.is_read(listed[i]):
                self._read(i)
                return
        self._say("No further unread story.")

    do_n = do_next

    def do_section(self, arg: str) -> None:
        """Read one section of the story: `section outlook`."""
        if self._story:
            names = [name for name in SECTIONS if name.startswith(arg.strip().replace(" ", "_").lower())]
            for block in story_blocks(1, self._story, Look(sections=tuple(names[:1]), words=self._words)):
                self._block(block)

    def do_article(self, arg: str) -> None:
        """Read the article of a citation: `article 2` for [2]."""
        if reference := self._reference(arg):
            found = whole(self._opening.workspace.database, reference.id)
            self._say(f"{plain(reference.title)}. {plain(reference.outlet)}, {self._words.day(reference.published)}.")
            self._say(found.article.text if found else "Its text is not stored on this machine.")

    def do_open(self, arg: str) -> None:
        """Open the article of a citation in the browser: `open 2` for [2]."""
        reference = self._reference(arg)
        if reference and (address := link(reference.url)):
            self._say(address)
            start_browser(address)

    def do_search(self, arg: str) -> None:
        """Search all stored articles for words: `search grain corridor`."""
        if not self._opening.workspace.database.is_file():
            self._say("No article is stored yet.")
            return
        with open_database(self._opening.workspace.database, read_only=True) as connection:
            found = search_articles(connection, arg, limit=MANY)
        self._say(self._words.count(len(found), "article"))
        for one in found:
            self._say(
                f"{plain(one.title)}. {plain(one.outlet)}, {self._words.day(one.published)}: {plain(one.excerpt)}"
            )

    def do_why(self, _: str) -> None:
        """What holds the articles of the story together."""
        if not self._story:
            self._say("Read a story first.")
        else:
            found = asyncio.run(explain(self._opening, self._story.id))
            for block in (Block(runs=(Run(found),)),) if isinstance(found, str) else why_blocks(found, self._words):
                self._block(block)

    def do_changes(self, _: str) -> None:
        """What the story says that it did not when you last read it."""
        if not self._story:
            self._say("Read a story first.")
            return
        before = self._desk.earlier(self._story.id)
        if not before:
            self._say("There is no earlier reading to compare with.")
            return
        found = difference(before, self._story)
        if not found:
            self._say("Nothing changed.")
        where = ""
        for block in difference_blocks(before, self._story, found, self._words):
            text = "".join(run.text for run in block.runs).replace(GLUE, " ")
            if block.runs[0].style in (*SECTIONS, "lead"):
                where = f" in {text.capitalize()}"
            else:
                self._say(f"new{where}: {text[2:]}" if text.startswith("+ ") else text.removeprefix("- "))

    def do_mark(self, _: str) -> None:
        """Mark the story unread again."""
        if outline := self._current():
            self._desk.mark_read(outline, read=False)
            self._say("Unread.")

    def do_pin(self, _: str) -> None:
        """Keep the story at the head of the list, or no longer."""
        if outline := self._current():
            pinned = not self._desk.mark(outline.id).pinned
            self._desk.pin(outline, pinned=pinned)
            self._say("Pinned." if pinned else "No longer pinned.")

    def do_earlier(self, _: str) -> None:
        """Go to the briefing before this one."""
        self._step(-1)

    def do_later(self, _: str) -> None:
        """Go to the briefing after this one."""
        self._step(1)

    def do_export(self, arg: str) -> None:
        """Write the listed stories to a file whose suffix names the format: `export note.md`."""
        from briefing.render import render
        from briefing.store.atomic import write_atomically
        from briefing.tui.exporting import SUFFIXES, target_of

        path = target_of(arg.strip())
        formats = {suffix: name for name, suffix in SUFFIXES.items()}
        edition = self._desk.edition
        if not edition or path.suffix not in formats:
            self._say(f"Name a file that ends in {', '.join(sorted(formats))}.")
            return
        stories = tuple(s for outline in self._desk.listed if (s := self._desk.story(outline.id)))
        snapshot = Snapshot(
            taken=edition.taken,
            name=edition.name,
            note=edition.note,
            stories=stories,
            failures=edition.failures,
            coverage=edition.coverage,
        )
        write_atomically(path, render(snapshot, format=formats[path.suffix]))
        self._say(f"Written: {path}")

    def do_refresh(self, _: str) -> None:
        """Read the sources now; Ctrl+C stops it, and the last briefing stands."""
        if not self._opening.refresh:
            self._say("There is nothing to refresh.")
            return
        child = Child((*self._opening.refresh, "--progress", "json"), progress=self._tell_progress)
        try:
            outcome = asyncio.run(child.run())
        except KeyboardInterrupt:
            self._say("Stopped; the last briefing stands.")
            return
        for line in outcome.told:
            self._say(line)
        if self._desk.open_newest():
            self._list()

    def do_failures(self, _: str) -> None:
        """Which sources failed, and why."""
        if self._desk.edition:
            for line in (asked(self._desk.edition, self._words), *failures(self._desk.edition, self._words)):
                self._say(line)

    def do_sources(self, _: str) -> None:
        """What is read."""
        for source in self._opening.sources:
            self._say(f"{source.name}, {source.language}, {source.kind}, {concealed(source.url)}")

    def do_quit(self, _: str) -> bool:
        """Leave."""
        return True

    do_q = do_quit

    def _filters(self, word: str) -> Filters:
        if not word:
            return Filters()
        if word == "unread":
            return Filters(unread=True)
        for field in ("language", "topic", "outlet"):
            for value, _ in self._desk.choices(field):
                if value.casefold() == word.casefold():
                    return Filters().where(field, value)
        self._say(f"{word}: no story has this language, topic or outlet; all are listed")
        return Filters()

    def _read(self, at: int) -> None:
        self._at = at
        outline = self._desk.listed[at]
        self._story = self._desk.story(outline.id)
        if self._story:
            for block in story_blocks(at + 1, self._story, Look(words=self._words)):
                self._block(block)
        self._desk.mark_read(outline)
        self._desk.keep_place(outline.id)

    def _current(self) -> Outline | None:
        outline = self._desk.outline(self._story.id) if self._story else None
        if outline is None:
            self._say("Read a story first.")
        return outline

    def _reference(self, arg: str) -> Reference | None:
        number = arg.strip().strip("[]")
        for reference in self._story.articles if self._story else ():
            if str(reference.n) == number:
                return reference
        self._say("Read a story first, then name one of its citations: 2 for [2].")
        return None

    def _step(self, by: int) -> None:
        if self._desk.step(by):
            self._list()
        else:
            self._say("There is none.")

    def _outline(self, outline: Outline) -> str:
        facts = (
            self._words["linear.pinned"] if self._desk.mark(outline.id).pinned else "",
            self._words["linear.read"]
            if self._desk.is_read(outline)
            else self._words.of("status", self._desk.status(outline)),
            plain(outline.headline) or self._words["report.untitled"],
            self._words.count(outline.outlets, "outlet"),
            self._words("linear.ago", age=self._words.age(outline.newest, self._desk.now)) if outline.newest else "",
            ", ".join(outline.languages),
        )
        return self._words["list.semicolon"].join(filter(None, facts))

    def _tell_progress(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.stage == WAITING:
            self._say(progress.current)
            return
        if now - self._told > PATIENCE:
            self._told = now
            self._say(f"{progress.stage}: {progress.done} of {progress.total}")

    def _block(self, block: Block) -> None:
        text = "".join(run.text for run in block.runs).replace(GLUE, " ")
        self._say(f"{block.label.text.strip()} {text}".strip())

    def _say(self, line: str) -> None:
        self.stdout.write(f"{line}\n")
        self.stdout.flush()

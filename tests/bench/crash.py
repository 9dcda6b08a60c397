"""Kills a refresh again and again, at every kind of moment, and looks at what it leaves: `python tests/bench/crash.py`.

A refresh over local feeds is killed (SIGKILL, so that it can tidy up nothing) just before a statement of SQL, a
rename, a deletion or the opening of a file for writing, or after a random time. After each kill: no process of its
is left; the snapshot before is as it was, all snapshots can be read and one is printed; the store opens and is
sound; the next refresh gives what an undisturbed one gives, and leaves no temporary file.

Articles get vectors made of hashes instead of the encoder's, which only takes time; `--encoder` has the real ones.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
MATTERS = ("the dam of Orsk gave way", "Veldia's premier Ilan Toralev lost a vote", "tulips in Grend fell in price")
#: What is the same after an undisturbed refresh, whenever it was; moments and what was new are not.
COMPARED = {
    "entry": "source, id, url, title, summary, content, article",
    "article": "id, source, title, text, language, hash",
    "analysis": "article, hash, version, sentences",
    "story": "article, story, shown, copy_of",
    "feed": "source, url, failure, entries",
    "page": "url, failure, text",
}


# -- the refresh that is killed --------------------------------------------------------------------------------------


def examine(article):
    """Analysed as always, with a vector that costs nothing."""
    import numpy as np

    from briefing.analyse import analyse

    def vector(text):
        seed = int.from_bytes(hashlib.sha256(text[:12].encode()).digest()[:4], "big")
        return np.random.default_rng(seed).standard_normal(512).astype(np.float32)

    def encode(texts):
        return np.stack([vector(text) for text in texts]) if texts else np.zeros((0, 512), np.float32)

    return analyse(article, encode=encode), vector(article.title).astype("<f2").tobytes()


def child(folder, point, events, *, encoder):
    """Refresh `folder`, and be killed before the event number `point` (0: never); write the names of all `events`."""
    from briefing.cli import main
    from briefing.pipeline import examine as module

    if not encoder:
        module.examine = examine
    told = []

    def happens(name):
        told.append(name)
        if len(told) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(*args, **kwargs):
        connection = original(*args, **kwargs)
        connection.set_trace_callback(lambda statement: happens(statement.strip().split("\n")[0][:60]))
        return connection

    def hook(event, args):
        if event in ("os.rename", "os.remove", "os.truncate", "os.chmod"):
            happens(f"{event} {args[0]}")
        elif event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
            happens(f"open {args[0]}")

    original, sqlite3.connect = sqlite3.connect, connect
    sys.addaudithook(hook)
    code = main(["refresh", "--workspace", str(folder)])
    if events:
        Path(events).write_text("\n".join(told), "utf-8")
    return code


# -- the workspace ---------------------------------------------------------------------------------------------------


def furnish(folder, *, later):
    """Feeds of three outlets that tease; `later` they have more, and one wording has changed."""
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC).replace(microsecond=0)
    rows = []
    for outlet in range(3):
        items = ""
        for n in range(6 if later else 3):
            matter = MATTERS[n % 3]
            title = f"{matter[:1].upper()}{matter[1:]}, day {n}" + (" again" if later and n == 1 else "")
            link = f"https://outlet{outlet}.example/{n}"
            date = format_datetime(now - timedelta(hours=30 - n, minutes=outlet))
            items += (
                f"<item><title>{title}</title><link>{link}</link><guid>{outlet}-{n}</guid><pubDate>{date}</pubDate>"
                f"<description>Officials said that {matter}.</description></item>"
            )
            page = folder / "pages" / f"outlet{outlet}.example" / f"{n}.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            lines = [f"Officials said on Monday that {matter}.", "The government could ask for help next week.", title]
            text = "".join(f"<p>{line} It was day {n} for outlet {outlet} in the valley.</p>" for line in lines * 2)
            page.write_text(f"<html><body><article><h1>{title}</h1>{text}</article></body></html>", "utf-8")
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>O{outlet}</title>{items}</channel></rss>'
        (folder / f"{outlet}.xml").write_text(feed, "utf-8")
        rows.append(f'[[source]]\nid = "o{outlet}"\nname = "Outlet {outlet}"\nurl = "{outlet}.xml"\nlanguage = "en"\n')
    (folder / "sources.toml").write_text("\n".join(rows), "utf-8")


def refresh(folder, *, point=0, after=0.0, events="", encoder=False):
    """Refresh in a process of its own; it is killed before event `point`, or `after` so many seconds. Its exit code."""
    words = [sys.executable, __file__, "--child", str(folder), "--point", str(point), "--events", str(events)]
    process = subprocess.Popen(
        [*words, *(["--encoder"] if encoder else [])],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    try:
        told = process.communicate(timeout=after or 120)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        told = process.communicate()[1]
    if process.returncode not in (0, -signal.SIGKILL):
        raise AssertionError(f"exit code {process.returncode}: {told.decode()}")
    return process.returncode, process.pid


# -- what must hold --------------------------------------------------------------------------------------------------


def gone(group, within=20.0):
    """Whether all processes of a group have ended."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def content(folder):
    """What the store holds, and what the newest snapshot says, without moments."""
    from briefing.render.toml import load
    from briefing.store.snapshots import newest_snapshot

    with closing(sqlite3.connect(folder / "cache" / "articles.sqlite")) as store:
        queries = {name: f"SELECT {what} FROM {name} ORDER BY 1, 2" for name, what in COMPARED.items()}  # noqa: S608
        tables = {name: store.execute(query).fetchall() for name, query in queries.items()}
    newest = newest_snapshot(folder / "cache" / "snapshots", load=load)
    stories = [
        (story.id, story.headline, story.articles, [(s.text, s.citations) for s in story.statements])
        for story in newest.stories
    ]
    return tables, stories


def look(folder, before):
    """Look at what a killed refresh left; `before` are the snapshots of an earlier one, by name."""
    from briefing.cli import main
    from briefing.render.toml import dump, load
    from briefing.store.archive import open_archive
    from briefing.store.database import open_database
    from briefing.store.snapshots import read_snapshot

    cache = folder / "cache"
    for path in (cache / "snapshots").glob("[!.]*.toml"):
        read_snapshot(path, load=load)
    for name, data in before.items():
        assert (cache / "snapshots" / name).read_bytes() == data, f"{name} has changed"
    with open_database(cache / "articles.sqlite") as store:
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        store.execute("INSERT INTO article_words (article_words, rank) VALUES ('integrity-check', 1)")
    with open_archive(cache / "archive.sqlite", cache / "snapshots", load=load, dump=dump) as archive:
        assert archive.newest()
        assert archive.kept
    printed = folder / "printed.txt"
    assert main(["print", "--workspace", str(folder), "-o", str(printed)]) == 0
    assert b"BRIEFING" in printed.read_bytes()


def settle(folder, *, encoder):
    """The next refresh, undisturbed, and what is left lying about after it."""
    if encoder:
        code, group = refresh(folder, encoder=True)
        assert (code, gone(group)) == (0, True)
    else:
        refresh_here(folder)
    return [path.name for path in folder.rglob(".*")]


def refresh_here(folder):
    """The same refresh in this process."""
    from inline import Inline

    from briefing.pipeline import examine as module
    from briefing.pipeline.refresh import refresh as run_all
    from briefing.pipeline.run import Run
    from briefing.store.sources import read_sources
    from briefing.store.workspace import find_workspace

    workspace = find_workspace(str(folder))
    settings, sources = read_sources(workspace.sources)
    now = datetime.now(UTC).replace(microsecond=0)
    real, module.examine = module.examine, examine
    try:
        run_all(Run(workspace=workspace, settings=settings, sources=sources, now=now, executor=Inline()))
    finally:
        module.examine = real


class Bench:
    """A workspace with a snapshot, in which more is to be read, and what an undisturbed refresh makes of it."""

    def __init__(self, folder, *, encoder=False):
        self.folder, self.encoder = folder, encoder
        self.base = folder / "base"
        furnish(self.base, later=False)
        refresh(self.base, encoder=encoder)
        self.before = {path.name: path.read_bytes() for path in (self.base / "cache" / "snapshots").glob("*.toml")}
        assert self.before, "the first refresh gave no snapshot"
        furnish(self.base, later=True)
        time.sleep(1.1 if self.encoder else 0)
        self.whole = whole = self._copy("whole")
        began = time.monotonic()
        refresh(whole, events=folder / "events.txt", encoder=encoder)
        self.seconds = time.monotonic() - began
        self.events = (folder / "events.txt").read_text("utf-8").split("\n")
        self.wanted = content(whole)

    def _copy(self, name):
        shutil.rmtree(self.folder / name, ignore_errors=True)
        shutil.copytree(self.base, self.folder / name)
        return self.folder / name

    def kill(self, **moment):
        """Kill one refresh, look, refresh again, compare; whether it was killed in time."""
        folder = self._copy("killed")
        code, group = refresh(folder, encoder=self.encoder, **moment)
        assert gone(group), "a process outlived the refresh"
        look(folder, self.before)
        left = settle(folder, encoder=self.encoder)
        assert not left, f"left behind: {left}"
        assert content(folder) == self.wanted, "the next refresh gives something else"
        return code != 0


def main_(kills, seed, *, encoder):
    random_ = random.Random(seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="briefing-crash-") as folder:
        bench = Bench(Path(folder), encoder=encoder)
        print(f"an undisturbed refresh: {len(bench.events)} events, {bench.seconds:.1f} s")
        timed = kills // 4
        points = sorted(random_.sample(range(1, len(bench.events) + 1), min(kills - timed, len(bench.events))))
        killed = {"event": 0, "time": 0}
        for n, point in enumerate(points):
            try:
                killed["event"] += bench.kill(point=point)
            except AssertionError as trouble:
                raise SystemExit(f"killed before event {point}, {bench.events[point - 1]!r}: {trouble}") from None
            if n % 20 == 0:
                print(f"{n} kills, {time.monotonic() - began:.0f} s", flush=True)
        late = 0
        while sum(killed.values()) < kills and late < kills:
            after = random_.uniform(0.05, bench.seconds)
            try:
                in_time = bench.kill(after=after)
            except AssertionError as trouble:
                raise SystemExit(f"killed after {after:.3f} s: {trouble}") from None
            killed["time"] += in_time
            late += not in_time
    told = f"{killed['event']} kills before an event, {killed['time']} after a random time"
    print(f"{told}, {late} more came too late; nothing was lost; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoder", action="store_true", help="with the real encoder: slower")
    for name in ("--child", "--events"):
        parser.add_argument(name, default="", help=argparse.SUPPRESS)
    parser.add_argument("--point", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        sys.exit(child(options.child, options.point, options.events, encoder=options.encoder))
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    main_(options.kills, options.seed, encoder=options.encoder)

"""The app on a terminal: how soon the first story stands there, how soon a key is answered, with ten thousand stories.

    python tests/bench/app.py [--stories 10000] [--rounds 7] [--corpus] [--check]

The real program runs in a pseudo-terminal of 120 × 40 that does what a terminal does: it answers whether it knows
synchronised output (mode 2026), and it keeps what stands on the screen. All workspaces are made up here.

First paint: from before the process is started until the bytes of the first headline arrive. Key to paint: from
writing a key until the end of the first whole frame in which the screen shows what this key, and nothing else, can have
caused: the number of another story (each headline bears its own) in the current row and on the page beside it, another
line under the page's bar, another screen's words, the letters typed. The line of progress, which moves by itself, is
never looked at for that. While nothing is refreshed it is the last byte before 8 ms of quiet, which are not counted, if
that is later. With --corpus the keys are also typed while `R` reads two hours of news from ../shared (or where
BRIEFING_SHARED says), and a morning's keys are typed over feeds that fail. Exit code 1 where a budget is missed, with
--check.
"""

import argparse
import codecs
import fcntl
import gzip
import json
import math
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from rich.cells import get_character_cell_size  # noqa: E402
from tui.terminal import HAS_TMUX, Terminal  # noqa: E402

from briefing.model import Article, Briefing, Citation, Coverage, Reference, Snapshot, Statement  # noqa: E402
from briefing.render.toml import dump, load  # noqa: E402
from briefing.store.archive import open_archive  # noqa: E402
from briefing.store.articles import save_articles  # noqa: E402
from briefing.store.database import open_database  # noqa: E402
from briefing.store.reader import Mark, open_reader  # noqa: E402
from briefing.store.snapshots import save_snapshot, snapshot_name  # noqa: E402
from briefing.store.workspace import find_workspace  # noqa: E402

SHARED = Path(os.environ.get("BRIEFING_SHARED") or ROOT.parent / "shared")
WIDTH, HEIGHT = 120, 40
LIST, BAR = 44, "▌"
QUIET, LULL, PATIENCE = 0.008, 3.0, 5.0
BUDGETS = {"paint": 0.4, "key": 0.05}
TAKEN = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
FIRST = 100_001
LINES = {
    "en": "Officials in Grend said that the upper dam would stay closed and {m} families could not go home.",
    "ar": "قال مسؤولون في غريند إن السد العلوي سيظل مغلقا وإن {m} أسرة لا تستطيع العودة إلى منازلها.",
    "ru": "Власти Гренда сообщили, что верхняя плотина закрыта, а {m} семей не вернутся домой.",
}
BASELINE = f"""
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self):
        yield Static("{FIRST}")
Smallest().run()
"""


# -- made-up workspaces ------------------------------------------------------------------------------------------------


def story(n, *, articles=4, statements=2):
    """The story of rank `n`, whose number stands in its headline; it has all sections."""
    tags = tuple(LINES)
    tag = tags[n % len(tags)]
    references = tuple(
        Reference(
            n=k,
            id=f"{n}-{k}",
            outlet=f"Outlet {(n + k) % 40}",
            title=LINES[tags[k % 3]].format(m=k),
            url=f"https://outlet-{k}.example/{n}/{k}",
            language=tags[k % 3],
            published=TAKEN - timedelta(hours=(n * k) % 180),
        )
        for k in range(1, articles + 1)
    )

    def line(k, **more):
        reference = references[k % articles]
        text = LINES[reference.language].format(m=20 + k)
        cited = (Citation(n=reference.n, start=0, end=len(text)),)
        return Statement(text=text, language=reference.language, citations=cited, **more)

    each = range(1, statements + 1)
    return Briefing(
        id=f"s{n}",
        headline=f"{FIRST + n} {LINES[tag].format(m=n % 97)}",
        languages=tags,
        articles=references,
        lead=line(0),
        background=tuple(line(k) for k in each),
        escalation=tuple(line(10 + k, date=f"2026-11-{k:02d}", date_precision="day") for k in each),
        analyst_views=tuple(line(20 + k, speaker=f"Mira Hale {k}", speaker_id=f"m{k}", kind="analyst") for k in each),
        outlook=tuple(line(30 + k) for k in each),
        outlets=articles,
    )


def workspace(folder, *, stories=25, earlier=0, articles=0, marks=0, settings="", sources=()):
    """A workspace as refreshes leave it: snapshots, their index, stored articles, and what the reader read."""
    folder.mkdir()
    lines = ["[settings]", 'bidi = "app"', "refresh_minutes = 0", settings]
    for source in sources:
        named = (("id", "slug"), ("name", "name"), ("url", "url"))
        lines += ["[[source]]", *(f"{k} = {json.dumps(source[v], ensure_ascii=False)}" for k, v in named)]
    (folder / "sources.toml").write_text("\n".join(lines) + "\n", "utf-8")
    place = find_workspace(str(folder))
    made = tuple(story(n) for n in range(stories))
    coverage = Coverage(asked=200, read=200, articles=4 * stories, outlets=40, languages=3, stories=stories)
    with open_archive(place.archive, place.snapshots, load=load, dump=dump) as archive:
        for hours in range(earlier, -1, -1):
            told = made if not hours else made[:25]
            snapshot = Snapshot(taken=TAKEN - timedelta(hours=hours), stories=told, coverage=coverage)
            save_snapshot(place.snapshots, snapshot, dump=dump)
            archive.add(snapshot)
    with open_reader(place.reader) as reader:
        reader.put("seen", snapshot_name(TAKEN))
        reader.put("before", snapshot_name(TAKEN - timedelta(hours=1)) if earlier else "")
        reader.save(*(Mark(story=f"old{n}", read=TAKEN, articles=3, newest=TAKEN) for n in range(marks)))
    if articles:
        with open_database(place.database) as connection, connection:
            given = ((str(n), _article(n)) for n in range(articles))
            save_articles(connection, given, seen=TAKEN)
    return folder


def _article(n):
    text = "\n".join(LINES[tag].format(m=n + k) for k in range(4) for tag in LINES)
    when = TAKEN - timedelta(minutes=n)
    return Article(id=f"a{n}", source="s", outlet="Outlet", title=f"Day {n}", text=text, published=when, url=f"/{n}")


# -- a terminal --------------------------------------------------------------------------------------------------------


class Screen:
    """What stands on a terminal that was sent these bytes: as much of ECMA-48 as the app writes."""

    TOKEN = re.compile(
        r"\x1b\[([0-9;?<>=]*)[ -/]*([@-~])|\x1b[\]P^_].*?(?:\x07|\x1b\\)|\x1b[^\[]|[\r\n]|[^\x1b\r\n]+", re.DOTALL
    )
    OPEN = re.compile(r"\x1b(?:\[[0-9;?<>= -/]*|[\]P^_][^\x07\x1b]*)?$")

    def __init__(self):
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._cells = [[" "] * WIDTH for _ in range(HEIGHT)]
        self._x = self._y = 0
        self.whole = True

    def feed(self, data):
        """Take bytes; `whole` tells whether they end a frame."""
        text = self._rest + self._decode(data)
        held = self.OPEN.search(text)
        self._rest = text[held.start() :] if held else ""
        for token in self.TOKEN.finditer(text[: len(text) - len(self._rest)]):
            given, final = token.groups()
            if final:
                self._control(given, final)
            elif token[0] == "\r":
                self._x = 0
            elif token[0] == "\n":
                self._y = min(self._y + 1, HEIGHT - 1)
            elif token[0][0] != "\x1b":
                self._write(token[0])

    def _control(self, given, final):
        if final == "H":
            y, x = ([int(n or 1) for n in given.split(";")] + [1, 1])[:2] if given else (1, 1)
            self._y, self._x = min(y, HEIGHT) - 1, min(x, WIDTH) - 1
        elif given == "?2026":
            self.whole = final == "l"
        elif final == "J":
            self._cells = [[" "] * WIDTH for _ in range(HEIGHT)]

    def _write(self, text):
        row = self._cells[self._y]
        for letter in text:
            wide = 1 if letter < "\u0300" else get_character_cell_size(letter)
            if wide and self._x < WIDTH:
                row[self._x] = letter
                row[self._x + 1 : self._x + wide] = [""] * (wide - 1)
            self._x += wide

    @property
    def rows(self):
        """All lines."""
        return ["".join(row) for row in self._cells]


class App:
    """A program at work on a screen."""

    def __init__(self, *command):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        given = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        given.pop("BRIEFING_LINEAR", None)
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [str(word) for word in command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env=given,
            start_new_session=True,
        )
        os.close(slave)
        self._master = master
        self.screen = Screen()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with suppress(OSError):
            os.write(self._master, b"\x03")
            self.read(until=lambda: self._process.poll() is not None)
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._master)

    def press(self, keys):
        """Write keys; when."""
        os.write(self._master, keys)
        return time.perf_counter()

    def some(self, patience):
        """The next bytes and when they came; none if that takes longer."""
        if not select.select([self._master], [], [], max(0, patience))[0]:
            return b"", time.perf_counter()
        try:
            data = os.read(self._master, 65536)
        except OSError:  # it ended, and so did its side of the terminal
            data = b""
            self._process.wait(PATIENCE)
        when = time.perf_counter()
        if b"\x1b[?2026$p" in data:
            os.write(self._master, b"\x1b[?2026;2$y")
        self.screen.feed(data)
        return data, when

    def read(self, *, until, patience=PATIENCE, quiet=0.0):
        """Read until `until()` holds at the end of a frame, then until it is quiet; when that was, None if never."""
        end, found = time.perf_counter() + patience, None
        while found is None:
            data, when = self.some(end - time.perf_counter())
            if not data and (when >= end or self._process.poll() is not None):
                return None
            if self.screen.whole and until():
                found = when
        while quiet:
            data, when = self.some(quiet)
            if not data:
                break
            found = when
        return found


def first_paint(*command):
    """Seconds from the start to the first headline."""
    with App(*command) as app:
        seen = b""
        while str(FIRST).encode() not in seen:
            data, when = app.some(60)
            if not data:
                raise TimeoutError(app.screen.rows)
            seen = (seen + data)[-200_000:]
        taken = when - app.started
        app.read(until=lambda: False, patience=0.3)
        return taken


# -- keys --------------------------------------------------------------------------------------------------------------


class Eye:
    """What a screen shows of the app."""

    def __init__(self, screen):
        rows = screen.rows
        self.text, self.list = "\n".join(rows), [row[:LIST] for row in rows[1:-1]]
        self.row = "\n".join(row for row in self.list if row[0] == BAR)
        self.story = _number(self.row)
        self.page = _number("\n".join(row[LIST:] for row in rows[1:5]))
        self.lines = [(y, row[LIST + 1 :]) for y, row in enumerate(rows) if BAR in row[LIST : LIST + 3]]


def _number(text):
    found = re.search(r"\b\d{6}\b", text)
    return found and found[0]


def moved(was, now):
    return now.story and now.story != was.story and now.page == now.story


def line(was, now):
    return now.lines and now.lines != was.lines


def says(*words):
    return lambda _, now: all(word in now.text for word in words)


def lacks(*words):
    return lambda _, now: not any(word in now.text for word in words) and now.story and now.page


def marked(was, now):
    return now.row[:4] != was.row[:4] and now.story == was.story


def relisted(was, now):
    return now.list != was.list and now.story and now.story == now.page


def typed(words):
    return [(letter, "letters", says(words[: n + 1] + " ")) for n, letter in enumerate(words)]


LISTED, PAGED, BOX = says("⏎ Read"), says("⏎ Open"), "Which stories?"
MIX = [
    *((key, f"to another story: {key}", moved) for key in "jjjjkknnnJJKjj"),
    *((key, "half a screen: ^D ^U", moved) for key in "\x04\x04\x04\x15\x04"),
    *((key, "first, last: g G", moved) for key in "gGgGg"),
    *((key, "to another story: j", moved) for key in "jjj"),
    ("\r", "into the story: Enter, Tab", PAGED),
    *((key, "line on the page: j k", line) for key in "jjjkj"),
    *((key, "section: 1 2 3 4", line) for key in "1234321"),
    ("\x1b", "back: Escape", LISTED),
    ("\t", "into the story: Enter, Tab", PAGED),
    ("\t", "back: Tab", LISTED),
    *((key, "mark read: m", marked) for key in "mm"),
    *((key, "pin: p", marked) for key in "pp"),
    ("d", "screen: d ? S , / F", says("What changed since")),
    ("q", "back: q", lacks("What changed since")),
    ("?", "screen: d ? S , / F", says("IN THE LIST")),
    ("q", "back: q", lacks("IN THE LIST")),
    ("S", "screen: d ? S , / F", says("asked so far")),
    ("q", "back: q", lacks("asked so far")),
    (",", "screen: d ? S , / F", says("They stand in")),
    ("q", "back: q", lacks("They stand in")),
    ("f", "filter: f", says(BOX)),
    ("\x1b", "back: Escape", lacks(BOX)),
    ("u", "only unread: u", moved),  # the current story was read
    ("u", "only unread: u", relisted),
    ("/", "screen: d ? S , / F", says("words: all of them")),
    *typed("grend dam"),
    (None, "search (its pause of 150 ms counted)", says("IN THIS BRIEFING")),
    ("\x1b", "back: Escape", lacks("IN THIS BRIEFING", "grend dam")),
]


def type_mix(app, mix, *, quiet, going=lambda: True):
    """Type the keys one at a time: [(kind, seconds, or None if it was never answered)]."""
    taken, last = [], time.perf_counter()
    for key, kind, answered in mix:
        if not going():
            break
        was = Eye(app.screen)
        at = app.press(key.encode()) if key else last
        done = app.read(until=lambda was=was, answered=answered: answered(was, Eye(app.screen)), quiet=quiet)
        if done is None and not going():
            break
        if done is None:
            sys.stderr.write(f"no answer to {key!r} ({kind}):\n" + "\n".join(app.screen.rows) + "\n")
        taken.append((kind, done and done - at))
        last = at
        app.read(until=lambda: False, patience=0.012)
        if done is None:
            break
    return taken


@contextmanager
def opened(folder):
    """The app over a workspace, when its first story is there and all is quiet."""
    with App(sys.executable, "-m", "briefing", "--workspace", folder) as app:
        if app.read(until=lambda: Eye(app.screen).story == str(FIRST), patience=60) is None:
            raise TimeoutError("\n".join(app.screen.rows))
        app.read(until=lambda: False, patience=1.0)
        yield app


def keys_idle(folder, *, times):
    with opened(folder) as app:
        taken = []
        for _ in range(times):
            taken += type_mix(app, MIX, quiet=QUIET)
            if taken[-1][1] is None:
                break
        return taken


def keys_in_refresh(folder, *, most=240.0):
    """The same while `R` reads all sources; how long that took, too."""
    with opened(folder) as app:
        began = app.press(b"R")
        under_way = re.compile(r"\w+ \d+/\d+ [━─]")

        def shown():
            return under_way.search(app.screen.rows[0])

        def going():
            # a screen that was just opened shows the progress at its next tick
            return time.perf_counter() < began + most and bool(shown() or app.read(until=shown, patience=LULL))

        taken = []
        while going():
            typed_now = type_mix(app, MIX, quiet=0.0, going=going)
            taken += typed_now
            if len(typed_now) < len(MIX):  # it is over, or a key had no answer
                break
        return taken, time.perf_counter() - began - LULL


# -- two hours of news -------------------------------------------------------------------------------------------------


@contextmanager
def served(folder, *, port, articles=None):
    """The articles of ../shared on loopback: [settings] that let them in, and their sources."""
    lines = gzip.decompress((SHARED / "data/stream/two_hours.jsonl.gz").read_bytes()).decode().splitlines()
    (folder / "articles.jsonl").write_text("\n".join(lines[:articles]), "utf-8")
    command = [sys.executable, SHARED / "tools/serve_corpus.py", folder / "articles.jsonl", "--port", port]
    command += ["--hosts", 4, "--run-s", 3000]
    serving = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
    try:
        serving.stdout.readline()
        hosts = json.dumps([f"127.0.0.{n}:{port}" for n in range(1, 5)])
        yield f"allow_hosts = {hosts}", json.loads(get(f"http://127.0.0.1:{port}/sources.json"))
    finally:
        serving.terminate()
        serving.wait()


def get(address):
    with urlopen(address, timeout=60) as answer:  # noqa: S310 (loopback)
        return answer.read()


def morning(folder, *, port):
    """200 real articles, a third of the feeds ill: read, refresh, look at the failures, leave; in words."""
    with served(folder, port=port, articles=200) as (settings, sources):
        ill = sources[::3]
        for n, source in enumerate(ill):
            kind = ("503", "404", "truncated", "html", "reset", "redirloop")[n % 6]
            get(f"http://127.0.0.1:{port}/_fault?kind={kind}&path=/feeds/{source['slug']}.*")
        place = workspace(folder / "morning", settings=settings, sources=sources)
        with Terminal("--workspace", place, folder=folder) as terminal:
            terminal.see(f"▌• {FIRST}")
            terminal.press("R")
            terminal.see(rf"{len(ill)} of {len(sources)} sources failed \(F\)", within=120)
            terminal.press("F")
            terminal.see(f"asked {len(sources)} sources: .*{len(ill)} failed")
            terminal.press("q")
            terminal.see("^ BRIEFING")
            terminal.press("1")
            terminal.see("▌ +[^ ]", "⏎ Open")
            terminal.press("Enter")
            terminal.see("▸ ", "^ (In its article|Article)")
            terminal.press("q")
            terminal.see("^ BRIEFING")
            terminal.press("q")
            assert terminal.end() == 0
            assert terminal.processes(within=5) == []
        assert b"Traceback" not in terminal.raw.read_bytes()
    return f"{len(ill)} of {len(sources)} feeds ill: refreshed, told, read, left"


# -- the table ---------------------------------------------------------------------------------------------------------


def main():
    options = _options()
    missed = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        missed += paint(folder, options)
        many = workspace(folder / "keys", stories=options.stories, earlier=1)
        missed += show_keys("idle", keys_idle(many, times=options.times))
        stream = SHARED / "data/stream/two_hours.jsonl.gz"
        if options.corpus and not stream.is_file():
            print(f"\nskipped: there is no {stream}")
        elif options.corpus:
            (folder / "served").mkdir()
            with served(folder / "served", port=options.port) as (settings, sources):
                place = workspace(folder / "r", stories=options.stories, earlier=1, settings=settings, sources=sources)
                taken, seconds = keys_in_refresh(place)
            missed += show_keys(f"during a refresh of {seconds:.0f} s", taken)
            print(f"\n{morning(folder, port=options.port + 1)}" if HAS_TMUX else "\nskipped: there is no tmux")
    sys.stderr.writelines(f"over budget: {line}\n" for line in missed)
    return 1 if missed and options.check else 0


def paint(folder, options):
    """Measure and print first paints; those over the budget."""
    small = workspace(folder / "a")
    old = workspace(folder / "b", earlier=400, articles=20_000, marks=10_000)
    many = workspace(folder / "c", stories=options.stories)
    baseline = folder / "smallest.py"
    baseline.write_text(BASELINE, "utf-8")
    briefing = (sys.executable, "-m", "briefing", "--workspace")
    count = f"{options.stories:,} stories"
    runs = {
        "the smallest Textual app": (sys.executable, baseline),
        "25 stories": (*briefing, small),
        "25 stories, 400 earlier editions, 20,000 articles, 10,000 marks": (*briefing, old),
        count: (*briefing, many),
    }
    taken = {name: [] for name in runs}
    for n in range(options.rounds + 1):
        for name, command in runs.items():
            seconds = first_paint(*command)
            if n:  # the first warms the caches of files
                taken[name].append(seconds)
    find_workspace(str(many)).archive.unlink()
    taken[f"{count}, index made anew (no budget)"] = [first_paint(*briefing, many)]
    print("| first paint of | median s | worst s | × smallest |\n|---|--:|--:|--:|")
    base = statistics.median(taken["the smallest Textual app"])
    over = []
    for name, each in taken.items():
        median = statistics.median(each)
        print(f"| {name} | {median:.3f} | {max(each):.3f} | {median / base:.2f} |")
        if name in runs and median > BUDGETS["paint"]:
            over.append(f"first paint of {name}: {median:.3f} s > {BUDGETS['paint']} s")
    return over


def show_keys(name, taken):
    """Print how soon keys were answered, kind by kind; what is over the budget."""
    kinds = {}
    for kind, seconds in taken:
        kinds.setdefault(kind, []).append(math.inf if seconds is None else seconds)
    counted = [s for kind, each in kinds.items() if not kind.startswith("search (") for s in each]
    print(f"\n| keys, {name} | n | p50 ms | p95 ms | max ms |\n|---|--:|--:|--:|--:|")
    for kind, each in {"all but search": counted, **dict(sorted(kinds.items()))}.items():
        cells = (f"{1000 * s:.0f}" for s in (statistics.median(each), _p95(each), max(each)))
        print(f"| {kind} | {len(each)} | {' | '.join(cells)} |", flush=True)
    p95 = _p95(counted)
    return [f"keys, {name}: p95 {1000 * p95:.0f} ms > {1000 * BUDGETS['key']:.0f} ms"] if p95 > BUDGETS["key"] else []


def _p95(each):
    return sorted(each)[math.ceil(0.95 * len(each)) - 1]


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7, help="starts of each kind")
    parser.add_argument("--times", type=int, default=5, help="how often the mix of keys is typed")
    parser.add_argument("--port", type=int, default=8760)
    parser.add_argument("--corpus", action="store_true", help="also during a refresh of two hours of news")
    parser.add_argument("--check", action="store_true", help="exit 1 when over budget")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

"""What may be said on the command line."""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from briefing import __version__
from briefing.cli.values import SECTIONS, day, days, hours, moment, pair, past, positive, sections, words

FORMATS = ("terminal", "text", "markdown", "html", "json", "toml")

Options = argparse.Namespace
#: Options of the app; with any other, and no command, it is `print` that is meant.
APP = frozenset(("--demo", "--linear", "--offline"))


def read_arguments(arguments: Sequence[str]) -> Options:
    """The options of the command that `arguments` name; `run` in them carries it out.

    Without a command it is the app, with options of `print` it is that. Wrong usage ends the program with exit code 2.
    """
    parser, commands = _parser()
    words = list(arguments)
    if words and not words[0].startswith("-"):
        return parser.parse_args(words)
    if words and words[0] in ("-h", "--help", "--version"):
        return parser.parse_args(words)
    before = _leading(words)
    rest = words[len(before) :]
    if rest and rest[0] in commands:
        return parser.parse_args([rest.pop(0), *before, *rest])
    return parser.parse_args(["app" if _is_app(words) else "print", *words])


def _is_app(words: Sequence[str]) -> bool:
    """Whether nothing but options of the app, and those that hold everywhere, is said."""
    left = list(words)
    while left:
        everywhere = _leading(left)
        if not everywhere and left[0] not in APP:
            return False
        left = left[len(everywhere) or 1 :]
    return True


def _leading(words: Sequence[str]) -> list[str]:
    """The options that hold everywhere and stand at the head of `words`, with their values."""
    flags = {flag: action.nargs != 0 for action in _common()._actions for flag in action.option_strings}  # noqa: SLF001
    taken = 0
    while taken < len(words) and words[taken].partition("=")[0] in flags:
        taken += 1 + (flags[words[taken].partition("=")[0]] and "=" not in words[taken])
    return list(words[:taken])


class _Parser(argparse.ArgumentParser):
    """Tells of wrong words without doing what they say."""

    def error(self, message: str) -> NoReturn:
        """End the program; `message` may repeat anything that was typed."""
        from briefing.language.clean import clean
        from briefing.language.secrets import concealed

        super().error(concealed(clean(message, keep_newlines=False)))


def parser() -> argparse.ArgumentParser:
    """The parser itself, for whoever describes it."""
    return _parser()[0]


def _parser() -> tuple[argparse.ArgumentParser, set[str]]:
    common = _common()
    parser = _Parser(
        prog="briefing",
        description="From news feeds to a structured briefing; every line is a source's own, with its citation.",
        epilog="Without a command: the app on a terminal, print elsewhere. Exit codes: 0 done, 1 done but not "
        "complete, 2 wrong usage or configuration, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    _app(parser)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, summary: str, run: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=summary, parents=[common])
        made.set_defaults(run=_lazily(run))
        return made

    app = commands.add_parser("app", parents=[common])  # unnamed in the help: it is what no command means
    app.set_defaults(run=_lazily("app"))
    _app(app)
    _print(command("print", "print a briefing: the newest snapshot, or one of the INPUTs", "print"))
    _progress(command("fetch", "pull the feeds and pages into the store, no more", "fetch"))
    _refresh(command("refresh", "fetch, then save a new snapshot", "refresh"))
    _documents(command("analyse", "every sentence with its section, voice and dates, as JSON Lines", "analyse"))
    _documents(command("group", "the story of each article, as JSON Lines", "group"))
    _sources(command("sources", "what is read", "sources"))
    _mute(command("mute", "what is not shown: words and outlets, for a while or for good", "mute"))
    _stories(command("stories", "why articles are one story, and your corrections", "stories"))
    _config(command("config", "the reader's settings", "config"))
    _snapshots(command("snapshots", "what was saved", "snapshots"))
    _quotes(command("quotes", "who said what, where first, and in what other words", "quotes"))
    _diff(command("diff", "what changed between two snapshots", "diff"))
    _verify(command("verify", "check each statement of a snapshot or a report against the stored text", "verify"))
    doctor = command("doctor", "check the workspace's files, and mend what can be mended", "doctor")
    doctor.add_argument("--repair", action="store_true", help="mend: what can't be used is set aside, never deleted")
    _json(doctor)
    shells = command("completions", "what bash, zsh or fish needs to complete commands and options", "completions")
    shells.add_argument("shell", choices=("bash", "zsh", "fish", "words"), metavar="SHELL", help="bash, zsh or fish")
    shells.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    command("manual", "the manual page: briefing manual | man -l -", "manual")
    return parser, set(commands.choices)


def _lazily(name: str) -> Callable[[Options], int]:
    def run(options: Options) -> int:
        code: int = import_module(f"briefing.cli.{name}").run(options)
        return code

    return run


def _common(*, again: bool = False) -> _Parser:
    """The options that hold everywhere; those of an action say nothing `again` that was not given."""
    common = _Parser(add_help=False)
    anywhere = common.add_argument_group("everywhere")
    anywhere.add_argument("--workspace", metavar="DIR", help="the folder of sources.toml and cache/")
    anywhere.add_argument(
        "--allow-host", action="append", default=[], metavar="HOST[:PORT]", help="this host may be a private address"
    )
    anywhere.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour in the terminal")
    anywhere.add_argument(
        "--bidi",
        choices=("auto", "app", "terminal", "off"),
        default="auto",
        help="who puts right-to-left text in order for the eye (terminal format)",
    )
    anywhere.add_argument("-v", "--verbose", action="store_true", help="tell more on stderr")
    for action in common._actions if again else ():  # noqa: SLF001 (argparse has no other way)
        action.default = argparse.SUPPRESS
    return common


def _app(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="the app on the bundled sample edition")
    parser.add_argument("--linear", action="store_true", help="the app line by line, for a screen reader")
    parser.add_argument("--offline", action="store_true", help="the app without asking the network")


def _print(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="files, URLs or - (stdin): a briefing of just those")
    parser.add_argument("--demo", action="store_true", help="the bundled sample edition, offline")
    parser.add_argument("--refresh", action="store_true", help="read the sources first")
    parser.add_argument("--offline", action="store_true", help="never ask the network")
    _wait(parser)
    parser.add_argument("--snapshot", metavar="NAME", help="a saved snapshot other than the newest: its name, or a day")
    _selection(parser)
    parser.add_argument("--published", type=moment, metavar="DATE", help="the date of an INPUT that bears none")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a source failed or no story was found")


def _selection(parser: argparse.ArgumentParser) -> None:
    """Which part of a snapshot is shown, and how."""
    parser.add_argument("--format", choices=FORMATS, help="default: terminal on a terminal, else text")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE (its suffix names the format)")
    parser.add_argument("--story", metavar="ID", help="only the story of this id")
    parser.add_argument("--top", type=positive, metavar="N", help="only the first N stories")
    parser.add_argument("--sections", type=sections, default=SECTIONS, metavar="LIST", help=",".join(SECTIONS))
    parser.add_argument("--since", type=hours, metavar="24h", help="only stories with an article that new (m, h, d, w)")
    parser.add_argument("--match", metavar="TEXT", help="only stories that say TEXT")
    parser.add_argument("--language", type=words, default=(), metavar="ar,en", help="only stories told in one of these")
    parser.add_argument("--new", action="store_true", help="only stories that are new or updated")
    parser.add_argument("--unmuted", action="store_true", help="also what you muted")
    parser.add_argument("--width", type=positive, metavar="N", help="columns (default: the terminal's, else 100)")


def _diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", nargs="?", default="", metavar="OLD", help="a snapshot (default: the one before NEW)")
    parser.add_argument("new", nargs="?", default="", metavar="NEW", help="a later snapshot (default: the newest)")
    parser.add_argument("--read", action="store_true", help="since the briefing that you last read in the app")
    parser.add_argument("--format", choices=("terminal", "text", "markdown", "html", "json"), help="as of print")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE (its suffix names the format)")
    parser.add_argument("--width", type=positive, metavar="N", help="columns (default: the terminal's, else 100)")


def _documents(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="text, Markdown, HTML, feed or .jsonl files, URLs, -"
    )
    parser.add_argument("--published", type=moment, metavar="DATE", help="the date of an INPUT that bears none")


def _refresh(parser: argparse.ArgumentParser) -> None:
    _progress(parser)
    parser.add_argument("--every", type=hours, metavar="30m", help="keep going: again after so long (m, h, d, w)")
    parser.add_argument("--offline", action="store_true", help="never ask the network: stories of what is stored")
    parser.add_argument(
        "--source", action="append", default=[], metavar="ID", help="ask only this source (may be given again)"
    )
    # for the app, whose sample edition has a folder of its own
    parser.add_argument("--demo", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--cache", help=argparse.SUPPRESS)


def _progress(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--progress",
        choices=("auto", "json", "off"),
        default="auto",
        help="how far it is, on stderr: a bar on a terminal, or one JSON object a line",
    )
    _wait(parser)


def _wait(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--wait",
        type=hours,
        default=1 / 60,
        metavar="10m",
        help="for the end of a refresh that is at work already (default: 1m; 0m leaves at once)",
    )


def _sources(parser: argparse.ArgumentParser) -> None:
    action = _subactions(parser)
    listed = action("list", "show all sources, or some", "sources")
    for field, of in {"tag": "with this tag", "language": "in this language", "kind": "of this kind"}.items():
        listed.add_argument(f"--{field}", help=f"only those {of}")
    listed.add_argument("--failing", action="store_true", help="only those that could not be read when last asked")
    for told in (listed, action("check", "ask each source now, and tell how it fares", "sources")):
        _json(told)
    find = action("find", "the feeds at an address", "sources")
    _json(find)
    add = action("add", "read the feeds at addresses, shown before they are added", "add_sources")
    address = "of a feed, or of a page that names its feeds"
    find.add_argument("url", metavar="URL", help=address)
    add.add_argument("urls", metavar="URL", nargs="+", help=f"{address}; - for stdin")
    add.add_argument("--all", action="store_true", help="add all feeds of a page, not one")
    add.add_argument("-y", "--yes", action="store_true", help="ask nothing: of several feeds take the first")
    for field, help_ in {
        "id": "your name for it (default: from its title)",
        "name": "as it is printed (default: its title)",
        "language": "BCP 47 (default: as the feed says)",
        "country": "ISO 3166 alpha-2",
        "kind": "agency, independent, public, state, …",
    }.items():
        add.add_argument(f"--{field}", help=help_)
    add.add_argument("--tags", type=words, metavar="a,b", help="words to choose it by")
    remove = action("remove", "read a source no more", "change_sources")
    mute = action("mute", "leave a source out for a while", "change_sources")
    _until(mute, required=True)
    move = action("move", "read a source at another address; what is stored of it stays", "change_sources")
    set_ = action("set", "change what is said of a source", "change_sources")
    unmute = action("unmute", "read a muted source again", "change_sources")
    for named in (remove, mute, unmute, move, set_):
        named.add_argument("id", metavar="ID", help="of the source")
    move.add_argument("url", metavar="URL", help="of the feed, from now on")
    set_.add_argument(
        "values",
        nargs="+",
        type=pair,
        metavar="KEY=VALUE",
        help="name, url, language, country, kind, tags=a,b, weight …",
    )
    taken = action("import", "add the feeds of OPML, or of newsboat's urls; folders become tags", "subscriptions")
    taken.add_argument("file", metavar="FILE", help="or - for stdin")
    _json(taken)
    for careful in (add, taken):
        careful.add_argument("-n", "--dry-run", action="store_true", help="show what would be added, add nothing")
    given = action("export", "all sources as OPML, for other feed readers", "subscriptions")
    given.add_argument("file", metavar="FILE", nargs="?", help="where to write it (default: stdout)")


def _mute(parser: argparse.ArgumentParser) -> None:
    action = _subactions(parser)
    _json(action("list", "what is muted, and what that hides", "mute"))
    add = action("add", "hide the stories that say a word, or the articles of an outlet", "mute")
    remove = action("remove", "show them again", "mute")
    for named in (add, remove):
        what = named.add_mutually_exclusive_group(required=True)
        what.add_argument("word", nargs="?", default="", metavar="WORD", help="or a phrase; names in any script")
        what.add_argument("--outlet", default="", metavar="NAME", help="as it is printed")
    _until(add, required=False)
    add.add_argument("-n", "--dry-run", action="store_true", help="show what it would hide, mute nothing")


def _until(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Until when something is muted."""
    when = parser.add_mutually_exclusive_group(required=required)
    when.add_argument("--until", type=day, metavar="DATE", help="the day it is back: 2026-12-01")
    when.add_argument("--for", type=days, dest="until", metavar="7d", help="so long from today (d, w)")


def _stories(parser: argparse.ArgumentParser) -> None:
    action = _subactions(parser)
    listed = action("list", "the stories of the newest snapshot", "stories")
    listed.add_argument("--demo", action="store_true", help="those of the sample edition")
    why = action("why", "what holds a story, or an article in it, together", "stories")
    why.add_argument("id", metavar="ID", help="of a story or an article, or the beginning of it")
    why.add_argument("--demo", action="store_true", help="in the sample edition")
    why.add_argument("--width", type=positive, metavar="N", help="columns (default: the terminal's, else 100)")
    merge = action("merge", "make one story of several, from now on", "change_stories")
    split = action("split", "part articles from a story, from now on", "change_stories")
    undo = action("undo", "take back the newest correction", "change_stories")
    for one in (merge, split):
        one.add_argument("id", metavar="STORY", help="its id, or the beginning of it")
    merge.add_argument("ids", nargs="+", metavar="STORY", help="a story that is the same one")
    split.add_argument("articles", nargs="+", metavar="ARTICLE", help="its id, as `why` shows it")
    undo.add_argument("id", nargs="?", default="", metavar="ID", help="the newest about this story or article")
    for one in (merge, split, undo):
        one.add_argument("--demo", action="store_true", help=argparse.SUPPRESS)
    for one in (why, merge, split, undo):  # for the app, whose sample edition has a folder of its own
        one.add_argument("--cache", default="", help=argparse.SUPPRESS)
    for shown in (listed, why, action("corrections", "what you corrected, and what became of it", "stories")):
        _json(shown)
    parser.set_defaults(demo=False)


def _config(parser: argparse.ArgumentParser) -> None:
    action = _subactions(parser)
    action("path", "the file they stand in", "config")
    _json(action("list", "all settings", "config"))
    get = action("get", "one setting", "config")
    set_ = action("set", "change one setting", "config")
    for named in (get, set_):
        named.add_argument("key", metavar="KEY", help="of [settings]; keys.ACTION is a key of the app")
    set_.add_argument("value", metavar="VALUE", help="lists with commas")


def _snapshots(parser: argparse.ArgumentParser) -> None:
    action = _subactions(parser)
    listed = action("list", "show all snapshots", "snapshots")
    show = action("show", "print one", "print")
    show.add_argument("snapshot", metavar="NAME", help="its name or the beginning of it; a day is its last snapshot")
    _selection(show)
    show.set_defaults(demo=False, inputs=[], refresh=False, offline=False, strict=False, published=None, wait=None)
    search = action("search", "stories of all snapshots, by words, voice, place and day", "snapshots")
    search.add_argument("words", nargs="*", metavar="WORD", help="all must occur; the last may be a beginning")
    search.add_argument("--voice", default="", metavar="NAME", help="who speaks, in any spelling or script")
    search.add_argument("--place", default="", metavar="NAME", help="what is named, in any spelling or script")
    search.add_argument("--since", type=day, metavar="DATE", help="only in snapshots of this day or later")
    search.add_argument("--until", type=day, metavar="DATE", help="only in snapshots of this day or earlier")
    search.add_argument("--top", type=positive, metavar="N", help="at most N stories (default: 50)")
    search.add_argument("--width", type=positive, metavar="N", help="columns (default: the terminal's, else 100)")
    for one in (listed, search):
        _json(one)
    remove = action("remove", "delete snapshots", "snapshots")
    remove.add_argument("names", nargs="+", metavar="NAME", help="its whole name")
    remove.add_argument("--yes", action="store_true", help="also those that you kept under a name, and the last ones")
    action("index", "make the index of the search anew from the files", "snapshots")


def _quotes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--speaker", default="", metavar="NAME", help="only this voice, in any spelling or script")
    parser.add_argument("--story", default="", metavar="ID", help="only in the story of this id, or its beginning")
    parser.add_argument("--since", type=past, metavar="DATE|24h", help="only of articles that new (default: all)")
    parser.add_argument("--match", default="", metavar="TEXT", help="only what says TEXT")
    parser.add_argument("--demo", action="store_true", help="in the sample edition")
    parser.add_argument("--width", type=positive, metavar="N", help="columns (default: the terminal's, else 100)")
    _json(parser)


def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "reports",
        nargs="*",
        metavar="REPORT",
        help="what `print` wrote, in any format, edited or not; - (stdin); or a snapshot's name (default: the newest)",
    )
    parser.add_argument("--demo", action="store_true", help="check the sample edition, or reports made of it")
    _json(parser)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for other programs")


def _subactions(parser: argparse.ArgumentParser) -> Callable[[str, str, str], argparse.ArgumentParser]:
    actions = parser.add_subparsers(metavar="ACTION", dest="action")
    parser.set_defaults(action="list", json=False)
    common = _common(again=True)

    def action(name: str, summary: str, run: str) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=summary, description=summary, parents=[common])
        made.set_defaults(run=_lazily(run))
        return made

    return action

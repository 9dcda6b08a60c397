"""What may be said on the command line."""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module

from briefing import __version__

SECTIONS = ("background", "escalation", "analyst_views", "outlook")
FORMATS = ("terminal", "text", "markdown", "html", "json", "toml")

MOST = 1_000_000

Options = argparse.Namespace


def read_arguments(arguments: Sequence[str]) -> Options:
    """The options of the command that `arguments` name; `run` in them carries it out.

    Without a command it is `print`. Wrong usage ends the program with exit code 2.
    """
    parser, commands = _parser()
    words = list(arguments)
    if words and not words[0].startswith("-"):
        return parser.parse_args(words)
    if words and words[0] in ("-h", "--help", "--version"):
        return parser.parse_args(words)
    before = _leading(words)
    rest = words[len(before) :]
    command = [rest.pop(0)] if rest and rest[0] in commands else ["print"]
    return parser.parse_args([*command, *before, *rest])


def _leading(words: Sequence[str]) -> list[str]:
    """The options that hold everywhere and stand before the command, with their values."""
    flags = {flag: action.nargs != 0 for action in _common()._actions for flag in action.option_strings}  # noqa: SLF001
    taken = 0
    while taken < len(words) and words[taken].partition("=")[0] in flags:
        taken += 1 + (flags[words[taken].partition("=")[0]] and "=" not in words[taken])
    return list(words[:taken])


def _parser() -> tuple[argparse.ArgumentParser, set[str]]:
    common = _common()
    parser = argparse.ArgumentParser(
        prog="briefing",
        description="From news feeds to a structured briefing; every line is a source's own, with its citation.",
        epilog="Without a command: print. Exit codes: 0 done, 1 done but not complete, 2 wrong usage or configuration, "
        "130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, summary: str, run: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=summary, parents=[common])
        made.set_defaults(run=_lazily(run))
        return made

    _print(command("print", "print a briefing: the newest snapshot, or one of the INPUTs", "print"))
    command("fetch", "pull the feeds and pages into the store, no more", "fetch")
    again = command("refresh", "fetch, then save a new snapshot", "refresh")
    again.add_argument("--every", type=_hours, metavar="30m", help="keep going: again after so long (m, h, d, w)")
    _documents(command("analyse", "every sentence with its section, voice and dates, as JSON Lines", "analyse"))
    _documents(command("group", "the story of each article, as JSON Lines", "group"))
    _actions(
        command("sources", "what is read", "sources"), {"list": "show all sources", "check": "ask each source now"}
    )
    _actions(command("snapshots", "what was saved", "snapshots"), {"list": "show all snapshots"})
    verify = command("verify", "check each statement of a snapshot against the stored text", "verify")
    verify.add_argument(
        "snapshot", nargs="?", default="", metavar="SNAPSHOT", help="its name or file (default: the newest)"
    )
    verify.add_argument("--demo", action="store_true", help="check the sample edition")
    return parser, set(commands.choices)


def _lazily(name: str) -> Callable[[Options], int]:
    def run(options: Options) -> int:
        code: int = import_module(f"briefing.cli.{name}").run(options)
        return code

    return run


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
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
    return common


def _print(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="files, URLs or - (stdin): a briefing of just those")
    parser.add_argument("--demo", action="store_true", help="the bundled sample edition, offline")
    parser.add_argument("--refresh", action="store_true", help="read the sources first")
    parser.add_argument("--offline", action="store_true", help="never ask the network")
    parser.add_argument("--format", choices=FORMATS, help="default: terminal on a terminal, else text")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE (its suffix names the format)")
    parser.add_argument("--snapshot", metavar="NAME", help="a saved snapshot other than the newest")
    parser.add_argument("--story", metavar="ID", help="only the story of this id")
    parser.add_argument("--top", type=_positive, metavar="N", help="only the first N stories")
    parser.add_argument("--sections", type=_sections, default=SECTIONS, metavar="LIST", help=",".join(SECTIONS))
    parser.add_argument(
        "--since", type=_hours, metavar="24h", help="only stories with an article that new (m, h, d, w)"
    )
    parser.add_argument("--match", metavar="TEXT", help="only stories that say TEXT")
    parser.add_argument(
        "--language", type=_words, default=(), metavar="ar,en", help="only stories told in one of these"
    )
    parser.add_argument("--new", action="store_true", help="only stories that are new or updated")
    parser.add_argument("--published", type=_date, metavar="DATE", help="the date of an INPUT that bears none")
    parser.add_argument("--width", type=_positive, metavar="N", help="columns (default: the terminal's, else 100)")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a source failed or no story was found")


def _documents(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="text, Markdown, HTML, feed or .jsonl files, URLs, -"
    )
    parser.add_argument("--published", type=_date, metavar="DATE", help="the date of an INPUT that bears none")


def _actions(parser: argparse.ArgumentParser, actions: dict[str, str]) -> None:
    about = "; ".join(f"{name}: {summary}" for name, summary in actions.items())
    parser.add_argument("action", choices=tuple(actions), nargs="?", default="list", help=about)


def _positive(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text}: must be a whole number from 1 to {MOST}")
    return int(text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in (part.strip() for part in text.split(",")) if word)


def _sections(text: str) -> tuple[str, ...]:
    aliases = {"views": "analyst_views", "analyst-views": "analyst_views"}
    named = {aliases.get(word, word) for word in _words(text)}
    if not named or named - set(SECTIONS):
        raise argparse.ArgumentTypeError(f"{text}: sections are {', '.join(SECTIONS)}")
    return tuple(section for section in SECTIONS if section in named)


def _hours(text: str) -> float:
    units = {"m": 1 / 60, "h": 1, "d": 24, "w": 168}
    number, unit = text[:-1], text[-1:]
    if unit not in units or not number.replace(".", "", 1).isdigit():
        raise argparse.ArgumentTypeError(f"{text}: write it as 30m, 24h, 3d or 1w")
    if float(number) * units[unit] > MOST:
        raise argparse.ArgumentTypeError(f"{text}: is longer than there has been news")
    return float(number) * units[unit]


def _date(text: str) -> object:
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: write the date as 2026-11-23 or 2026-11-23T08:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

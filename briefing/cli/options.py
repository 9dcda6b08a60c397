"""What each command without actions takes: its own options and INPUTs."""

import argparse

from briefing.cli.parsing import json_option
from briefing.cli.values import SECTIONS, hours, moment, past, positive, sections, words

FORMATS = ("terminal", "text", "markdown", "html", "json", "toml", "mail")


def app(parser: argparse.ArgumentParser) -> None:
    """Those of the app."""
    parser.add_argument("--demo", action="store_true", help="the app on the bundled sample edition")
    parser.add_argument("--linear", action="store_true", help="the app line by line, for a screen reader")
    parser.add_argument("--offline", action="store_true", help="the app without asking the network")


def print_(parser: argparse.ArgumentParser) -> None:
    """Those of `print`."""
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="files, URLs or - (stdin): a briefing of just those")
    parser.add_argument("--demo", action="store_true", help="the bundled sample edition, offline")
    parser.add_argument("--refresh", action="store_true", help="read the sources first")
    parser.add_argument("--offline", action="store_true", help="never ask the network")
    wait(parser)
    parser.add_argument("--snapshot", metavar="NAME", help="a saved snapshot other than the newest: its name, or a day")
    selection(parser)
    parser.add_argument("--published", type=moment, metavar="DATE", help="the date of an INPUT that bears none")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a source failed or no story was found")


def selection(parser: argparse.ArgumentParser) -> None:
    """Which part of a snapshot is shown, and how."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=FORMATS, help="default: terminal on a terminal, else text")
    other_formats(form)
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE (its suffix names the format)")
    parser.add_argument("--story", metavar="ID", help="only the story of this id, or its beginning")
    parser.add_argument("--top", type=positive, metavar="N", help="only the first N stories")
    parser.add_argument("--sections", type=sections, default=SECTIONS, metavar="LIST", help=",".join(SECTIONS))
    parser.add_argument("--since", type=hours, metavar="24h", help="only stories with an article that new (m, h, d, w)")
    parser.add_argument("--match", metavar="TEXT", help="only stories that say TEXT")
    parser.add_argument("--language", type=words, default=(), metavar="ar,en", help="only stories told in one of these")
    parser.add_argument("--new", action="store_true", help="only stories that are new or updated")
    parser.add_argument("--unmuted", action="store_true", help="also what you muted")
    parser.add_argument("--width", type=positive, metavar="N", help="columns (default: the terminal's, else 100)")


def other_formats(form: argparse._MutuallyExclusiveGroup) -> None:
    """The format of other programs, as lists call it, and the reader's own."""
    form.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    form.add_argument("--template", metavar="FILE", help="your own page: a Jinja2 template, given what JSON has")


def diff(parser: argparse.ArgumentParser) -> None:
    """Those of `diff`."""
    parser.add_argument("old", nargs="?", default="", metavar="OLD", help="a snapshot (default: the one before NEW)")
    parser.add_argument("new", nargs="?", default="", metavar="NEW", help="a later snapshot (default: the newest)")
    parser.add_argument("--read", action="store_true", help="since the briefing that you last read in the app")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("terminal", "text", "markdown", "html", "json"), help="as of print")
    other_formats(form)
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE (its suffix names the format)")
    parser.add_argument("--width", type=positive, metavar="N", help="columns (default: the terminal's, else 100)")


def documents(parser: argparse.ArgumentParser) -> None:
    """INPUTs to read."""
    parser.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="text, Markdown, HTML, feed or .jsonl files, URLs, -"
    )
    parser.add_argument("--published", type=moment, metavar="DATE", help="the date of an INPUT that bears none")


def refresh(parser: argparse.ArgumentParser) -> None:
    """Those of `refresh`."""
    progress(parser)
    parser.add_argument("--every", type=hours, metavar="30m", help="keep going: again after so long (m, h, d, w)")
    parser.add_argument("--offline", action="store_true", help="never ask the network: stories of what is stored")
    parser.add_argument(
        "--source", action="append", default=[], metavar="ID", help="ask only this source (may be given again)"
    )
    # for the app, whose sample edition has a folder of its own
    parser.add_argument("--demo", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--cache", help=argparse.SUPPRESS)


def progress(parser: argparse.ArgumentParser) -> None:
    """How far it is."""
    parser.add_argument(
        "--progress",
        choices=("auto", "json", "off"),
        default="auto",
        help="how far it is, on stderr: a bar on a terminal, or one JSON object a line",
    )
    wait(parser)


def wait(parser: argparse.ArgumentParser) -> None:
    """How long another refresh is waited for."""
    parser.add_argument(
        "--wait",
        type=hours,
        default=1 / 60,
        metavar="10m",
        help="for the end of a refresh that is at work already (default: 1m; 0m leaves at once)",
    )


def quotes(parser: argparse.ArgumentParser) -> None:
    """Those of `quotes`."""
    parser.add_argument("--speaker", default="", metavar="NAME", help="only this voice, in any spelling or script")
    parser.add_argument("--story", default="", metavar="ID", help="only in the story of this id, or its beginning")
    parser.add_argument("--since", type=past, metavar="DATE|24h", help="only of articles that new (default: all)")
    parser.add_argument("--match", default="", metavar="TEXT", help="only what says TEXT")
    parser.add_argument("--demo", action="store_true", help="in the sample edition")
    parser.add_argument("--width", type=positive, metavar="N", help="columns (default: the terminal's, else 100)")
    json_option(parser)


def verify(parser: argparse.ArgumentParser) -> None:
    """Those of `verify`."""
    parser.add_argument(
        "reports",
        nargs="*",
        metavar="REPORT",
        help="what `print` wrote, in any format, edited or not; - (stdin); or a snapshot's name (default: the newest)",
    )
    parser.add_argument("--demo", action="store_true", help="check the sample edition, or reports made of it")
    json_option(parser)


def doctor(parser: argparse.ArgumentParser) -> None:
    """Those of `doctor`."""
    parser.add_argument("--repair", action="store_true", help="mend: what can't be used is set aside, never deleted")
    json_option(parser)


def completions(parser: argparse.ArgumentParser) -> None:
    """Those of `completions`."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish", "words"), metavar="SHELL", help="bash, zsh or fish")
    parser.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def nothing(parser: argparse.ArgumentParser) -> None:
    """No option but those that hold everywhere."""
    del parser

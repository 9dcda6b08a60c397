"""What may be said on the command line."""

import argparse
from collections.abc import Sequence

from briefing import __version__
from briefing.cli import actions, options
from briefing.cli.parsing import Options, Parser, common_options, json_option, lazily

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
    flags = {flag: action.nargs != 0 for action in common_options()._actions for flag in action.option_strings}  # noqa: SLF001
    taken = 0
    while taken < len(words) and words[taken].partition("=")[0] in flags:
        taken += 1 + (flags[words[taken].partition("=")[0]] and "=" not in words[taken])
    return list(words[:taken])


def parser() -> argparse.ArgumentParser:
    """The parser itself, for whoever describes it."""
    return _parser()[0]


def _parser() -> tuple[argparse.ArgumentParser, set[str]]:
    common = common_options()
    parser = Parser(
        prog="briefing",
        description="From news feeds to a structured briefing; every line is a source's own, with its citation.",
        epilog="Without a command: the app on a terminal, print elsewhere. Exit codes: 0 done, 1 done but not "
        "complete, 2 wrong usage or configuration, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    options.app(parser)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, summary: str, run: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=summary, parents=[common])
        made.set_defaults(run=lazily(run))
        return made

    app = commands.add_parser("app", parents=[common])  # unnamed in the help: it is what no command means
    app.set_defaults(run=lazily("app"))
    options.app(app)
    options.print_(command("print", "print a briefing: the newest snapshot, or one of the INPUTs", "print"))
    options.progress(command("fetch", "pull the feeds and pages into the store, no more", "fetch"))
    options.refresh(command("refresh", "fetch, then save a new snapshot", "refresh"))
    options.documents(command("analyse", "every sentence with its section, voice and dates, as JSON Lines", "analyse"))
    options.documents(command("group", "the story of each article, as JSON Lines", "group"))
    actions.sources(command("sources", "what is read", "sources"))
    actions.mute(command("mute", "what is not shown: words and outlets, for a while or for good", "mute"))
    actions.stories(command("stories", "why articles are one story, and your corrections", "stories"))
    actions.config(command("config", "the reader's settings", "config"))
    actions.snapshots(command("snapshots", "what was saved", "snapshots"))
    options.quotes(command("quotes", "who said what, where first, and in what other words", "quotes"))
    options.diff(command("diff", "what changed between two snapshots", "diff"))
    options.verify(
        command("verify", "check each statement of a snapshot or a report against the stored text", "verify")
    )
    doctor = command("doctor", "check the workspace's files, and mend what can be mended", "doctor")
    doctor.add_argument("--repair", action="store_true", help="mend: what can't be used is set aside, never deleted")
    json_option(doctor)
    shells = command("completions", "what bash, zsh or fish needs to complete commands and options", "completions")
    shells.add_argument("shell", choices=("bash", "zsh", "fish", "words"), metavar="SHELL", help="bash, zsh or fish")
    shells.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    command("schema", "the JSON Schema of what `print --format json` writes", "schema")
    command("manual", "the manual page: briefing manual | man -l -", "manual")
    return parser, set(commands.choices)

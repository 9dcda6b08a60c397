"""What may be said on the command line."""

import argparse
from collections.abc import Callable, Iterable, Sequence

from briefing import __version__
from briefing.cli import actions, options
from briefing.cli.parsing import Options, Parser, common_options, lazily

#: Each command, in the order of the help: what it is for, and what it takes. The module that runs it has its name.
COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "app": ("", options.app),  # unnamed in the help: it is what no command means
    "print": ("print a briefing: the newest snapshot, or one of the INPUTs", options.print_),
    "fetch": ("pull the feeds and pages into the store, no more", options.progress),
    "refresh": ("fetch, then save a new snapshot", options.refresh),
    "analyse": ("every sentence with its section, voice and dates, as JSON Lines", options.documents),
    "group": ("the story of each article, as JSON Lines", options.documents),
    "sources": ("what is read", actions.sources),
    "mute": ("what is not shown: words and outlets, for a while or for good", actions.mute),
    "stories": ("why articles are one story, and your corrections", actions.stories),
    "config": ("the reader's settings", actions.config),
    "snapshots": ("what was saved", actions.snapshots),
    "quotes": ("who said what, where first, and in what other words", options.quotes),
    "diff": ("what changed between two snapshots", options.diff),
    "verify": ("check each statement of a snapshot or a report against the stored text", options.verify),
    "doctor": ("check the workspace's files, and mend what can be mended", options.doctor),
    "completions": ("what bash, zsh or fish needs to complete commands and options", options.completions),
    "schema": ("the JSON Schema of what `print --format json` writes", options.nothing),
    "manual": ("the manual page: briefing manual | man -l -", options.nothing),
}

#: Options of the app, which take no value; with any other, and no command, it is `print` that is meant.
APP = frozenset(("--demo", "--linear", "--offline"))


def read_arguments(arguments: Sequence[str]) -> Options:
    """The options of the command that `arguments` name; `run` in them carries it out.

    Without a command it is the app, with options of `print` it is that. What holds everywhere or for the app may stand
    before a command that takes it. Wrong usage ends the program with exit code 2.
    """
    words = list(arguments)
    first = words[0] if words else ""
    if first in COMMANDS:
        return _command(first).parse_args(_with_action(first, words[1:]))
    if first in ("-h", "--help", "--version") or (first and not first.startswith("-")):
        return parser().parse_args(words)
    before = _leading(words, APP)
    name, *rest = words[len(before) :] or [""]
    if name in COMMANDS:
        everywhere = [word for word in before if word not in APP]
        told = [*everywhere, *_with_action(name, rest)]
        at = len(_leading(told)) + _has_actions(name)
        return _command(name).parse_args([*told[:at], *(word for word in before if word in APP), *told[at:]])
    if _is_app(words):
        return _command("app").parse_args(words)
    return _printing(words)


def _printing(words: Sequence[str]) -> Options:
    """The options of `print`, which isn't said; a command behind them is no INPUT, unless a file has its name."""
    from pathlib import Path

    made = _command("print")
    options_ = made.parse_args(words)
    name = next(iter(options_.inputs), "")
    if name in COMMANDS and not Path(name).exists():
        made.error(f"{name} is a command: its own options stand behind it: briefing {name} …")
    return options_


def _with_action(name: str, words: Sequence[str]) -> list[str]:
    """`words` after the command `name`: where it has actions and none is said, `list` is meant."""
    before = _leading(words)
    after = list(words[len(before) :])
    listed = _has_actions(name) and (not after or after[0].startswith("-"))
    return [*before, "list", *after] if listed and after[:1] not in (["-h"], ["--help"]) else list(words)


def _has_actions(name: str) -> bool:
    return COMMANDS[name][1].__module__ == actions.__name__


def _is_app(words: Sequence[str]) -> bool:
    """Whether nothing but options of the app, and those that hold everywhere, is said."""
    left = list(words)
    while left:
        everywhere = _leading(left)
        if not everywhere and left[0] not in APP:
            return False
        left = left[len(everywhere) or 1 :]
    return True


def _leading(words: Sequence[str], also: Iterable[str] = ()) -> list[str]:
    """The options that hold everywhere and stand at the head of `words`, with their values, and those in `also`."""
    flags = {flag: action.nargs != 0 for action in common_options()._actions for flag in action.option_strings}  # noqa: SLF001
    flags |= dict.fromkeys(also, False)
    taken = 0
    while taken < len(words) and words[taken].partition("=")[0] in flags:
        taken += 1 + (flags[words[taken].partition("=")[0]] and "=" not in words[taken])
    return list(words[:taken])


def parser() -> argparse.ArgumentParser:
    """The whole parser, for whoever describes it or was asked for a command that there isn't."""
    made = Parser(
        prog="briefing",
        description="From news feeds to a structured briefing; every line is a source's own, with its citation.",
        epilog="Without a command: the app on a terminal, print elsewhere. Exit codes: 0 done, 1 done but not "
        "complete, 2 wrong usage or configuration, 130 interrupted.",
    )
    made.add_argument("--version", action="version", version=f"briefing {__version__}")
    options.app(made)
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    common = common_options()
    for name, (summary, takes) in COMMANDS.items():
        if summary:
            takes(commands.add_parser(name, help=summary, description=summary, parents=[common]))
    return made


def _command(name: str) -> argparse.ArgumentParser:
    """The parser of one command alone: nobody waits for those of the others."""
    summary, takes = COMMANDS[name]
    made = Parser(prog=f"briefing {name}", description=summary, parents=[common_options()])
    takes(made)
    made.set_defaults(run=lazily(name))
    return made

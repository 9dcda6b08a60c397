"""The command line described by its own parser: for completions and the manual, which can't go stale so.

It reads what argparse was told; it parses nothing and imports no command.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option, or a position (`flags` is empty then). `value` is what it takes, "" for a switch."""

    flags: tuple[str, ...]
    value: str
    summary: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command, its own options, those that hold everywhere, and what may follow it."""

    name: str
    summary: str
    options: tuple[Option, ...]
    everywhere: tuple[Option, ...]
    commands: "tuple[Command, ...]" = ()


def describe(parser: argparse.ArgumentParser, *, name: str = "", summary: str = "") -> Command:
    """All that `parser` takes; what its help doesn't show is left out."""
    groups = {id(action): group.title for group in parser._action_groups for action in group._group_actions}  # noqa: SLF001 (argparse has no other way)
    own: list[Option] = []
    everywhere: list[Option] = []
    inner: list[Command] = []
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            shown = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
            inner += [describe(action.choices[key], name=key, summary=text) for key, text in shown.items()]
        elif action.help != argparse.SUPPRESS:
            (everywhere if groups.get(id(action)) == "everywhere" else own).append(_option(action))
    return Command(name=name, summary=summary, options=tuple(own), everywhere=tuple(everywhere), commands=tuple(inner))


def _option(action: argparse.Action) -> Option:
    choices = tuple(map(str, action.choices or ()))
    metavar = action.metavar if isinstance(action.metavar, str) else "|".join(choices) or action.dest.upper()
    takes = not action.option_strings or action.nargs != 0
    return Option(
        flags=tuple(action.option_strings),
        value=metavar if takes else "",
        summary=" ".join((action.help or "").split()) % {"prog": "briefing"},
        choices=choices,
    )


def complete(root: Command, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What the last of `words` may become, each with what it means; the words before it are as typed."""
    *before, last = words or [""]
    command, waiting = root, None
    for word in before:
        flag = next((option for option in _options(command) if word in option.flags), None)
        if waiting:
            waiting = None
        elif flag:
            waiting = flag if flag.value else None
        else:
            command = next((inner for inner in command.commands if inner.name == word), command)
    if waiting:
        yield from ((choice, "") for choice in waiting.choices if choice.startswith(last))
        return
    if last.startswith("-"):
        for option in _options(command):
            yield from ((flag, option.summary) for flag in option.flags if flag.startswith(last))
        return
    yield from ((inner.name, inner.summary) for inner in command.commands if inner.name.startswith(last))
    for option in command.options:
        yield from ((choice, "") for choice in option.choices if not option.flags and choice.startswith(last))


def _options(command: Command) -> tuple[Option, ...]:
    return (*command.options, *command.everywhere)

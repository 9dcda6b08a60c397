"""`briefing manual`: the manual page, made of the parser, in roff for `man`."""

from collections.abc import Iterator

from briefing import __version__
from briefing.cli.arguments import parser
from briefing.cli.grammar import Command, Option, describe
from briefing.cli.parsing import Options

_DESCRIPTION = (
    "turns a list of news feeds into a structured briefing: background, escalation, analyst views, outlook. Every "
    "line is a source's own sentence with its citation. Alone on a terminal it opens the app; in a pipe it prints the "
    "newest snapshot."
)
_EXITS = (
    ("0", "done"),
    ("1", "done, but not complete: every source failed, something is not in its source, nothing was found"),
    ("2", "wrong usage or configuration"),
    ("130", "interrupted"),
)
_ENVIRONMENT = (
    ("BRIEFING_WORKSPACE", "the folder of sources.toml and cache/"),
    ("NO_COLOR, TERM, COLUMNS, PAGER, EDITOR, BROWSER", "as everywhere"),
    ("BRIEFING_LINEAR", "if 1, the app reads line by line"),
)


def run(options: Options) -> int:
    """Print the page."""
    from briefing.cli.output import write_lines

    del options
    write_lines(_page(describe(parser())))
    return 0


def _page(root: Command) -> Iterator[str]:
    yield f'.TH BRIEFING 1 "" "briefing {__version__}"'
    yield from (".SH NAME", r"briefing \- from news feeds to a structured, cited briefing")
    yield from (".SH SYNOPSIS", r"\fBbriefing\fR [\fICOMMAND\fR] [\fIOPTION\fR...]")
    yield from (".SH DESCRIPTION", r"\fBbriefing\fR", _roff(_DESCRIPTION))
    yield ".SH OPTIONS"
    yield from _options(root.options)
    yield ".SH COMMANDS"
    for command in root.commands:
        yield from _command(command, command.name)
    yield ".SH EVERYWHERE"
    yield from _options(root.commands[0].everywhere)
    for title, rows in (("EXIT STATUS", _EXITS), ("ENVIRONMENT", _ENVIRONMENT)):
        yield f".SH {title}"
        for term, text in rows:
            yield from (".TP", rf"\fB{_roff(term)}\fR", _roff(text))


def _command(command: Command, name: str) -> Iterator[str]:
    yield from (f".SS {_roff(name)}", _roff(command.summary))
    yield from _options(command.options)
    for inner in command.commands:
        yield from _command(inner, f"{name} {inner.name}")


def _options(options: tuple[Option, ...]) -> Iterator[str]:
    for option in options:
        if "-h" in option.flags:
            continue
        flags = ", ".join(rf"\fB{_roff(flag)}\fR" for flag in option.flags)
        value = rf"\fI{_roff(option.value)}\fR" if option.value else ""
        yield from (".TP", " ".join(filter(None, (flags, value))), _roff(option.summary) or r"\&")


def _roff(text: str) -> str:
    """`text` as words of a roff line: none of it is a request or an escape."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    escaped = "".join(char if char.isascii() else rf"\[u{ord(char):04X}]" for char in escaped)
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped

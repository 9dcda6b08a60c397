"""Where results go: stdout, a file, a pager."""

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from briefing.render.look import Bidi


def write_lines(lines: Iterable[str]) -> None:
    """Each of `lines` to stdout as it comes."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def as_json(row: Mapping[str, object]) -> str:
    """`row` on one line; dates as ISO 8601."""
    import json

    return json.dumps(row, ensure_ascii=False, default=_as_iso)


def _as_iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def write_text(text: str, *, file: str | None = None) -> None:
    """`text` to `file` (whole or not at all), else to stdout: through $PAGER if it is set and the screen too small.

    Raises:
        StoreError: the file can't be written.
    """
    if file:
        from briefing.store.atomic import write_atomically

        write_atomically(Path(file), text)
        return
    if not (sys.stdout.isatty() and _paged(text, os.environ.get("PAGER", ""))):
        sys.stdout.write(text)


def _paged(text: str, pager: str) -> bool:
    """Whether `text` was too long for the screen and was shown by `pager`."""
    import shlex
    import shutil
    import subprocess

    if not pager or text.count("\n") < shutil.get_terminal_size().lines:
        return False
    try:
        environment = {"LESS": "FRX", **os.environ}
        subprocess.run(shlex.split(pager), input=text, text=True, check=False, env=environment)  # noqa: S603 (the user's own)
    except (IndexError, OSError, ValueError):
        return False  # a pager that can't be started is no reason to show nothing
    return True


def write_filled(page: str, template: str, language: str, *, file: str | None = None) -> None:
    """`page`, a JSON object, as the reader's own `template` has it, to `file` or stdout; words of ours in `language`.

    Raises:
        InputError: the template can't be used.
        StoreError: the file can't be written.
    """
    from briefing.pipeline.templates import filled

    write_text(filled(page, Path(template), language), file=file)


def for_eye(text: str, bidi: "Bidi", *, stream: TextIO | None = None) -> str:
    """One line of `text` from a source: if `stream` (stdout) is a screen, right-to-left text in order for the eye."""
    if not is_screen(stream):
        return text
    from briefing.render.bidi import choose, order
    from briefing.render.direction import is_rtl

    return order(text, choose(bidi, os.environ), rtl=is_rtl(text))


def drop(*streams: TextIO) -> None:
    """What is still to be flushed to `streams` at the end goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(nowhere, stream.fileno())


def is_screen(stream: TextIO | None = None) -> bool:
    """Whether `stream` (stdout) is a terminal that can show more than plain text."""
    return (stream or sys.stdout).isatty() and os.environ.get("TERM", "") != "dumb"


def wants_color(choice: str) -> bool:
    """Whether to colour: as `choice` says; `auto` is on a screen unless NO_COLOR is set (no-color.org)."""
    return choice == "always" or (choice == "auto" and is_screen() and not os.environ.get("NO_COLOR"))


def width_of(choice: int | None) -> int:
    """Columns to use: `choice`, else $COLUMNS or the screen's, else 100."""
    if choice:
        return choice
    if os.environ.get("COLUMNS", "").isdigit() or sys.stdout.isatty():
        import shutil

        return max(20, shutil.get_terminal_size((100, 24)).columns)
    return 100

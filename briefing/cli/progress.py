"""How far a run has come, on stderr: a bar on a terminal, JSON Lines for a program, else only what `tell` says."""

import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Self

from briefing.model import WAITING, Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

#: What takes less than this is not worth a line.
PATIENCE = 0.5


class ProgressLine:
    """Shows each `Progress` it is called with while the block runs, as `mode` says.

    That is `auto`: a bar if stderr is a terminal; `json`: one object a line, at once; `off`: nothing.
    """

    def __init__(self, mode: str = "auto") -> None:
        self._writes = mode == "json"
        self._speaks = mode == "auto"
        self._shows = self._speaks and sys.stderr.isatty()
        self._since = time.monotonic()
        self._bar: Bar | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        return self

    def __call__(self, progress: Progress) -> None:
        """Show `progress`; the bar itself sees to it that this is done a few times a second."""
        if self._writes:
            _write(progress)
        if progress.stage == WAITING and self._speaks:
            tell(progress.current)
            return
        if not self._shows or (self._bar is None and time.monotonic() - self._since < PATIENCE):
            return
        bar = self._started()
        if progress.stage not in self._tasks:
            for task in self._tasks.values():
                bar.update(task, visible=False)
            self._tasks[progress.stage] = bar.add_task(progress.stage, current="")
        bar.update(self._tasks[progress.stage], completed=progress.done, total=progress.total, current=progress.current)

    def _started(self) -> "Bar":
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
            from rich.progress import Progress as Bar
            from rich.table import Column

            current = TextColumn("{task.fields[current]}", markup=False, table_column=Column(no_wrap=True))
            stage = TextColumn("{task.description}", markup=False)
            console = Console(stderr=True)
            self._bar = Bar(stage, BarColumn(), MofNCompleteColumn(), current, console=console, transient=True)
            self._bar.start()
        return self._bar

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()


def _write(progress: Progress) -> None:
    """One JSON line on stderr; when nobody is left to read it, the program ends."""
    import json
    import signal

    from briefing.cli.output import drop

    try:
        sys.stderr.write(f"{json.dumps(asdict(progress), ensure_ascii=False)}\n")
        sys.stderr.flush()
    except BrokenPipeError:
        drop(sys.stderr)
        signal.raise_signal(signal.SIGTERM)


def tell(line: str) -> None:
    """One line on stderr, or several; no password in an address, nothing that acts."""
    from briefing.language.clean import clean
    from briefing.language.secrets import concealed

    sys.stderr.write(f"{concealed(clean(line))}\n")

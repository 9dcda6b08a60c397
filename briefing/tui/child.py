"""Commands of this program, started beside the app: what they do to the network or a core, they do to themselves."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from briefing.language.clean import clean
from briefing.model import Progress, Report

#: How long a child that was asked to end may tidy up, in seconds.
GRACE = 3.0
#: The scheduler prefers the app by so much (nice values run from -20 to 19).
NICE = 10
_LINE = 2**20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left: its exit code, the lines of its stdout, and what it told on stderr beside progress."""

    code: int
    lines: tuple[str, ...]
    told: tuple[str, ...]


class Child:
    """One command at work. `run` may be called once; `stop` ends it early, and tidily if it can."""

    def __init__(self, words: Sequence[str], *, progress: Report) -> None:
        self._words = tuple(words)
        self._progress = progress
        self._process: asyncio.subprocess.Process | None = None
        self._stopped = False

    async def run(self) -> Outcome:
        """Start the command and wait for it."""
        # -P: whatever lies in the folder where the reader happens to be is not the program
        command = (sys.executable, "-P", "-m", "briefing", *self._words)
        pipe, null = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        try:
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=null, stdout=pipe, stderr=pipe, limit=_LINE
            )
        except OSError as error:
            return Outcome(1, (), (f"can't be started: {error.strerror or error}",))
        with suppress(AttributeError, OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICE))
        if self._stopped:
            self._process.terminate()
        lines: list[str] = []
        told: list[str] = []
        try:
            await asyncio.gather(
                _each(self._process.stdout, lines.append),
                _each(self._process.stderr, lambda line: self._hear(line, told)),
            )
            return Outcome(await self._process.wait(), tuple(lines), tuple(told))
        except asyncio.CancelledError:  # nobody waits for it any more
            await self.stop()
            raise
        finally:
            # what is left open when the app ends would complain of it on the reader's terminal
            self._process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001 (asyncio has no other way)

    async def stop(self) -> None:
        """End the command: as Ctrl-C would, or at once if it does not listen."""
        self._stopped = True
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()

    def _hear(self, line: str, told: list[str]) -> None:
        progress = _progress(line)
        if progress:
            self._progress(progress)
        elif line:
            told.append(line)


async def _each(stream: asyncio.StreamReader | None, take: Callable[[str], object]) -> None:
    """Hand over each line of `stream`, cleaned, as it comes."""
    while stream:
        try:
            line = await stream.readline()
        except ValueError:  # longer than any line of ours
            continue
        if not line:
            return
        take(clean(line.decode("utf-8", "replace").rstrip("\n"), keep_newlines=False))


def _progress(line: str) -> Progress | None:
    if not line.startswith('{"stage"'):
        return None
    try:
        return Progress(**json.loads(line))
    except (TypeError, ValueError):
        return None

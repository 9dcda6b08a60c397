"""Processes that work on text from outside: none of it can hang, kill or starve the program.

Each task has so many seconds and its process so much memory. A process that passes either, or dies, is replaced; only
the task it worked on fails, with a `TaskError` that says why in plain words. A worker keeps nothing, so that it can be
killed at any moment; it writes nothing to the terminal and ends with the program.

The seconds are the processor's, which the system itself counts for a worker and ends it, whatever it is doing and even
if nobody is left who waits: a busy machine makes no innocent text late. By the clock a task has `PATIENCE` times as
many. Where a platform lacks `setitimer` (Windows) only the clock counts, where it lacks `RLIMIT_DATA`, no memory.
"""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from briefing.pipeline.worker import BEGUN, LATE, RAISED, STARVED, Bounds, work_until_the_end

R = TypeVar("R")

USUAL = Bounds()
#: For a process to start and for `prepared_by`, which is the program's own work and no input's.
START_SECONDS = 120.0
#: How many times its seconds a task may take by the clock.
PATIENCE = 4

# Why a task is given up, by how its process ended.
_REASONS = {
    LATE: "{doing} it took more than {bounds.seconds:g} s",
    STARVED: "{doing} it took more than {bounds.megabytes} MB of memory",
}
_CRASHED = "{doing} it crashed its process"


class TaskError(Exception):
    """A task was given up; the text is the reason, for a reader. Anything else that a task raises is its own."""


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    future: Future[Any] = field(default_factory=Future)


class Workers(Executor):
    """As many processes as there are cores, or as `most` says, each started when there is work for it."""

    def __init__(self, bounds: Bounds = USUAL, *, most: int = 0, doing: str = "reading") -> None:
        """`doing` is what the reason says that they did to what they were given."""
        self._bounds = bounds
        self._doing = doing
        self._most = most or _cores()
        self._waiting: deque[_Task] = deque()
        self._changed = threading.Condition()
        self._hands: list[_Hand] = []
        self._idle = 0
        self._ended = False

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:  # noqa: ANN401
        """Have one of the processes run `fn`, which must be a module's function; the future may raise TaskError."""
        task = _Task(fn, args, kwargs)
        with self._changed:
            if self._ended:
                raise RuntimeError("no work is taken after the end")
            self._waiting.append(task)
            if self._idle < len(self._waiting) and len(self._hands) < self._most:
                hand = _Hand(self._bounds, self._doing)
                self._hands.append(hand)
                threading.Thread(target=self._serve, args=(hand,), name="worker", daemon=True).start()
            self._changed.notify()
        return task.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """End the processes: when all is done if `wait`, else at once, and what they work on fails."""
        with self._changed:
            self._ended = True
            if cancel_futures:
                while self._waiting:
                    self._waiting.popleft().future.cancel()
            if wait:
                self._changed.wait_for(lambda: not self._waiting and self._idle == len(self._hands))
            self._changed.notify_all()
            for hand in self._hands:
                hand.end()

    def _serve(self, hand: "_Hand") -> None:
        """Give one process its tasks, one after the other."""
        while task := self._next():
            if task.future.set_running_or_notify_cancel():
                hand.do(task)

    def _next(self) -> _Task | None:
        with self._changed:
            self._idle += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._waiting or self._ended)
            if not self._waiting:
                return None
            self._idle -= 1
            return self._waiting.popleft()


class _Hand:
    """The program's end of one worker: its process, replaced whenever it has ended, and the pipe to it."""

    def __init__(self, bounds: Bounds, doing: str) -> None:
        self._bounds = bounds
        self._doing = doing
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._over = threading.Lock()
        self._ended = False

    def do(self, task: _Task) -> None:
        """Settle a task's future, whatever its process does."""
        try:
            found = self._ask(task)
        except TaskError as trouble:
            self._stop()
            task.future.set_exception(trouble)
        except Exception as bug:  # noqa: BLE001 (it is raised again where the result is asked for)
            task.future.set_exception(bug)
        else:
            task.future.set_result(found)

    def end(self) -> None:
        """End the process for good."""
        with self._over:
            self._ended = True
        self._stop()

    def _ask(self, task: _Task) -> Any:  # noqa: ANN401
        try:
            pipe = self._pipe or self._start()
            pipe.send((task.work, task.args, task.kwargs))
            kind, found = _heard(pipe, START_SECONDS)
            if kind == BEGUN:
                kind, found = _heard(pipe, self._bounds.seconds * PATIENCE)
        except TimeoutError:
            raise self._trouble(LATE) from None
        except (EOFError, OSError):
            raise self._trouble(self._exit_code()) from None
        if kind == RAISED:
            raise found
        return found

    def _trouble(self, exit_code: int) -> TaskError:
        return TaskError(_REASONS.get(exit_code, _CRASHED).format(bounds=self._bounds, doing=self._doing))

    def _exit_code(self) -> int:
        """How the process ended."""
        process = self._process  # which another thread may be ending for good
        if process:
            process.join(1)
        return (process and process.exitcode) or 0

    def _start(self) -> Connection:
        # a fork of a program with threads may hang; a fork server never has any
        methods = multiprocessing.get_all_start_methods()
        context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        pipe: Connection
        with self._over:
            if self._ended:
                raise EOFError
            pipe, theirs = context.Pipe()
            process = context.Process(target=work_until_the_end, args=(theirs, self._bounds), daemon=True)
            process.start()
            theirs.close()  # so that the end of the process is the end of the pipe
            self._process, self._pipe = process, pipe
        return pipe

    def _stop(self) -> None:
        with self._over:
            if self._process:
                self._process.kill()
                self._process.join()
            self._process = self._pipe = None


def _heard(pipe: Connection, seconds: float) -> tuple[str, Any]:
    """What a worker says next; raises TimeoutError if it says nothing."""
    if not pipe.poll(seconds):
        raise TimeoutError
    said: tuple[str, Any] = pipe.recv()
    return said


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

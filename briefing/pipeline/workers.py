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
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from traceback import format_exc
from typing import Any, TypeVar

R = TypeVar("R")
Work = TypeVar("Work", bound=Callable[..., Any])

#: For a process to start and for `prepared_by`, which is the program's own work and no input's.
START_SECONDS = 120.0
#: Libraries that would otherwise start a thread, with its memory, for each core in each worker.
_ONE_THREAD = ("MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


#: How many times its seconds a task may take by the clock.
PATIENCE = 4

# What came of a task.
_BEGUN, _DONE, _RAISED, _LATE, _STARVED, _CRASHED = "begun", "done", "raised", "late", "starved", "crashed"
_REASONS = {
    _LATE: "reading it took more than {0.seconds:g} s",
    _STARVED: "reading it took more than {0.megabytes} MB of memory",
    _CRASHED: "reading it crashed its process",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Of one task: its seconds of the processor, and the megabytes of its whole process."""

    seconds: float = 10.0
    megabytes: int = 400


class TaskError(Exception):
    """A task was given up; the text is the reason, for a reader. Anything else that a task raises is its own."""


def prepared_by(prepare: Callable[[], object]) -> Callable[[Work], Work]:
    """Have a worker run `prepare`, which loads what a function needs, before that function's seconds begin."""

    def mark(work: Work) -> Work:
        work.prepare = prepare  # type: ignore[attr-defined]
        return work

    return mark


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    future: Future[Any] = field(default_factory=Future)


class Workers(Executor):
    """As many processes as there are cores, or as `most` says, each started when there is work for it."""

    def __init__(self, bounds: Bounds = Bounds(), *, most: int = 0) -> None:
        self._bounds = bounds
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
                hand = _Hand(self._bounds)
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

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
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
            if kind == _BEGUN:
                kind, found = _heard(pipe, self._bounds.seconds * PATIENCE)
        except (EOFError, OSError):
            kind, found = (_LATE if self._was_late() else _CRASHED), None
        if kind in _REASONS:
            raise TaskError(_REASONS[kind].format(self._bounds))
        if kind == _RAISED:
            raise found
        return found

    def _was_late(self) -> bool:
        """Whether the process, which has ended, had used up its seconds."""
        process = self._process  # which another thread may be ending for good
        if process:
            process.join(1)
        return process is not None and process.exitcode == -getattr(signal, "SIGPROF", 0)

    def _start(self) -> Connection:
        # a fork of a program with threads may hang; a fork server never has any
        methods = multiprocessing.get_all_start_methods()
        context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        pipe: Connection
        with self._over:
            if self._ended:
                raise EOFError
            pipe, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, self._bounds), daemon=True)
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
    """What a worker says next."""
    return pipe.recv() if pipe.poll(seconds) else (_LATE, None)


def _work(pipe: Connection, bounds: Bounds) -> None:
    """A worker's life: tasks come through `pipe`, and what came of each goes back, until nobody is at the other end."""
    _keep_quiet()
    _end_with_program()
    _limit_memory(bounds.megabytes)
    with suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(_answer(pipe, bounds))
            _count_down(0)


def _answer(pipe: Connection, bounds: Bounds) -> bytes | memoryview:
    """Take a task and do it; what came of it, as it is sent."""
    try:
        work, args, kwargs = pipe.recv()
        getattr(work, "prepare", bool)()
        pipe.send((_BEGUN, None))
        _count_down(bounds.seconds)
        return ForkingPickler.dumps((_DONE, work(*args, **kwargs)))
    except MemoryError:
        return ForkingPickler.dumps((_STARVED, None))
    except EOFError:
        raise
    except Exception as bug:  # noqa: BLE001 (whoever asked is told)
        bug.add_note(format_exc())
        return _raised(bug)


def _raised(bug: Exception) -> bytes | memoryview:
    try:
        return ForkingPickler.dumps((_RAISED, bug))
    except Exception:  # noqa: BLE001 (what a bug holds may be anything)
        return ForkingPickler.dumps((_RAISED, RuntimeError(f"{type(bug).__name__}: {bug}")))


def _keep_quiet() -> None:
    """Leave Ctrl-C to the program, and the terminal: C libraries write there when they fail."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.__stdout__, sys.__stderr__):
        with suppress(AttributeError, OSError, ValueError):
            os.dup2(null, stream.fileno())  # type: ignore[union-attr]


def _end_with_program() -> None:
    """Have this worker end with the program that started it, even one that was killed and could tell nobody."""
    program = multiprocessing.parent_process()

    def watch() -> None:
        if program:
            program.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _count_down(seconds: float) -> None:
    """Have the system end this process after so much of the processor's time; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(megabytes: int) -> None:
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 2**20, megabytes * 2**20))


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

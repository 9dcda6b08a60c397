"""What a worker process does from its start to its end. It imports little: it starts for one task as for thousands.

It takes tasks from a pipe and sends back what came of them, within its `Bounds`, quietly, and no longer than the
program lives that started it. Limits of time need `setitimer`, those of memory `RLIMIT_DATA`; where a platform lacks
one, it is not kept here.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from traceback import format_exc
from typing import Any, TypeVar

Work = TypeVar("Work", bound=Callable[..., Any])

#: Libraries that would otherwise start a thread, with its memory, for each core in each worker.
_ONE_THREAD = ("MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")

# What a worker says of a task, each with a value.
BEGUN, DONE, RAISED = "begun", "done", "raised"
#: How a process ends that has used up its seconds, and one that got no more memory.
LATE, STARVED = -getattr(signal, "SIGPROF", 0), 77


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Of one task: its seconds of the processor, and the megabytes of its whole process."""

    seconds: float = 10.0
    megabytes: int = 400


def prepared_by(prepare: Callable[[], object]) -> Callable[[Work], Work]:
    """Have a worker run `prepare`, which loads what a function needs, before that function's seconds begin."""

    def mark(work: Work) -> Work:
        work.prepare = prepare  # type: ignore[attr-defined]
        return work

    return mark


def work_until_the_end(pipe: Connection, bounds: Bounds) -> None:
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
        pipe.send((BEGUN, None))
        _count_down(bounds.seconds)
        return ForkingPickler.dumps((DONE, work(*args, **kwargs)))
    except MemoryError:
        os._exit(STARVED)  # there may be too little left to say so, or to read the rest of the task
    except EOFError:
        raise
    except Exception as bug:  # noqa: BLE001 (whoever asked is told)
        bug.add_note(format_exc())
        return _raised(bug)


def _raised(bug: Exception) -> bytes | memoryview:
    try:
        return ForkingPickler.dumps((RAISED, bug))
    except Exception:  # noqa: BLE001 (what a bug holds may be anything)
        return ForkingPickler.dumps((RAISED, RuntimeError(f"{type(bug).__name__}: {bug}")))


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

"""What every stage is given: where to work, when it is, whom to tell, who does the heavy work."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from briefing.errors import IncompleteError
from briefing.model import Report, Settings, Source, silent
from briefing.store.local import is_local
from briefing.store.workspace import Workspace

T = TypeVar("T")
R = TypeVar("R")


class Workers(Executor):
    """As many processes as there are cores, started when the first work comes."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:  # noqa: ANN401
        """Have one of the processes run `fn`, which must be a module's function."""
        if self._pool is None:
            # a fork of a program with threads may hang; a fork server never has any
            methods = multiprocessing.get_all_start_methods()
            context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
            self._pool = ProcessPoolExecutor(_cores(), mp_context=context, initializer=_end_with_program)
        return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """End the processes, if any were started."""
        if self._pool:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _end_with_program() -> None:
    """Have this worker end with the program that started it, even one that was killed and could tell nobody."""
    program = multiprocessing.parent_process()

    def watch() -> None:
        if program:
            program.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over a workspace at the moment `now`.

    All of `sources` may be in stories; with `only`, no others than those of these ids are asked. With `offline`,
    sources on the network are not asked. `note` is what its snapshot says about itself.
    """

    workspace: Workspace
    settings: Settings
    sources: tuple[Source, ...]
    now: datetime
    executor: Executor
    progress: Report = silent
    offline: bool = False
    only: frozenset[str] = frozenset()
    note: str = ""

    @property
    def asked(self) -> tuple[Source, ...]:
        """The sources to ask."""
        chosen = (source for source in self.sources if not self.only or source.id in self.only)
        return tuple(source for source in chosen if not self.offline or is_local(source.url))


@dataclass(frozen=True, slots=True)
class Window:
    """The time that stories are made of, both ends included."""

    since: datetime
    until: datetime


def in_chunks(
    executor: Executor, work: Callable[[list[T]], R], items: Iterable[T], *, size: int
) -> Iterator[tuple[list[T], R]]:
    """Have `executor` do `work` on chunks of `items`; yields each chunk with its result, in order."""
    every = list(items)
    chunks = [every[i : i + size] for i in range(0, len(every), size)]
    ahead = 8
    waiting: list[tuple[list[T], Future[R]]] = []
    try:
        for chunk in chunks:
            waiting.append((chunk, executor.submit(work, chunk)))
            if len(waiting) > ahead:
                done, future = waiting.pop(0)
                yield done, future.result()
        for done, future in waiting:
            yield done, future.result()
    except BrokenProcessPool:
        raise IncompleteError("a worker process was ended from outside (out of memory?): run it again") from None

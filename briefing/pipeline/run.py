"""What every stage is given: where to work, when it is, whom to tell, who does the heavy work."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from briefing.model import Report, Settings, Source, silent
from briefing.pipeline.workers import TaskError
from briefing.store.local import is_local
from briefing.store.workspace import Workspace

T = TypeVar("T")
R = TypeVar("R")


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
    executor: Executor, work: Callable[[T], R], items: Iterable[T], *, size: int
) -> Iterator[list[tuple[T, R | TaskError]]]:
    """Have `executor` do `work` on each of `items`; yields `size` at a time, in order, each with what came of it."""
    pairs = _in_order(executor, work, items, ahead=size * 8)
    while chunk := list(islice(pairs, size)):
        yield chunk


def _in_order(
    executor: Executor, work: Callable[[T], R], items: Iterable[T], *, ahead: int
) -> Iterator[tuple[T, R | TaskError]]:
    waiting: deque[tuple[T, Future[R]]] = deque()
    for item in items:
        waiting.append((item, executor.submit(work, item)))
        if len(waiting) > ahead:
            pair = _settled(waiting)
            yield pair
    while waiting:
        last = _settled(waiting)
        yield last


def _settled(waiting: deque[tuple[T, Future[R]]]) -> tuple[T, R | TaskError]:
    item, future = waiting.popleft()
    found = outcome(future)
    return item, found


def outcome(future: Future[R]) -> R | TaskError:
    """What came of a task, or why it was given up."""
    try:
        return future.result()
    except TaskError as trouble:
        return trouble


async def in_worker(executor: Executor, work: Callable[..., R], *args: object) -> R | str:
    """What `work` makes of its arguments in one of the processes, or the reason why that was given up."""
    try:
        return await asyncio.wrap_future(executor.submit(work, *args))
    except TaskError as trouble:
        return str(trouble)

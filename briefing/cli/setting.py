"""From options to a `Run`: the workspace, its settings, the processes, the line that shows progress."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime

from briefing.cli.clock import now
from briefing.cli.parsing import Options
from briefing.cli.progress import ProgressLine, tell
from briefing.errors import ConfigurationError
from briefing.model import WAITING, Progress, Report, Settings, Source
from briefing.pipeline.run import Run
from briefing.pipeline.workers import Workers
from briefing.store.lock import working_alone
from briefing.store.sources import read_sources, source_of
from briefing.store.workspace import Workspace, ensure_sources, find_workspace, is_there


@contextmanager
def started(
    options: Options,
    *,
    workspace: Workspace | None = None,
    at: datetime | None = None,
    needs_sources: bool = True,
    alone: bool = False,
    with_muted: bool = False,
    note: str = "",
) -> Iterator[Run]:
    """A run over the workspace that `options` name and its sources; its processes end with the block.

    Muted sources take no part, unless `with_muted`. Documents given by hand need no sources: then a workspace without
    sources.toml has the default settings. With `alone`, there is only one such run over the workspace at a time.

    Raises:
        ConfigurationError: sources.toml can't be used, or `options` choose a source that can't be asked.
        BusyError: another run is at work, for longer than `options` say to wait.
    """
    workspace = workspace or find_workspace(options.workspace)
    if needs_sources and ensure_sources(workspace):
        tell(f"briefing: wrote {workspace.sources}: edit it to choose what is read")
    with ExitStack() as stack:
        progress = stack.enter_context(ProgressLine(getattr(options, "progress", "auto")))
        if alone:
            read_sources(workspace.sources)  # what can't be used is told before anybody is waited for
            stack.enter_context(_alone(workspace, progress, wait=getattr(options, "wait", 0.0)))
        moment = at or now()
        settings, sources = read_sources(workspace.sources) if is_there(workspace.sources) else (Settings(), ())
        if needs_sources and not sources:
            raise ConfigurationError(f"{workspace.sources}: lists no [[source]] to read")
        only = _chosen(options, sources, workspace, today=moment.date())
        heard = tuple(source for source in sources if with_muted or not source.is_muted(moment.date()))
        if needs_sources and not heard:
            raise ConfigurationError(f"{workspace.sources}: all sources are muted")
        yield Run(
            workspace=workspace,
            settings=replace(settings, allow_hosts=(*settings.allow_hosts, *options.allow_host)),
            sources=heard,
            now=moment,
            executor=stack.enter_context(_workers()),
            progress=progress,
            offline=getattr(options, "offline", False),
            only=only,
            note=note,
        )


def _alone(workspace: Workspace, progress: Report, *, wait: float) -> AbstractContextManager[None]:
    def busy(holder: str) -> None:
        progress(Progress(stage=WAITING, done=0, total=1, current=f"{holder} is at work: waiting for its end"))

    return working_alone(workspace.refreshing, since=f"{now():%Y-%m-%d %H:%M} UTC", wait=wait * 3600, busy=busy)


@contextmanager
def _workers() -> Iterator[Workers]:
    """Processes for heavy work, which end with the block."""
    workers = Workers()
    finished = False
    try:
        yield workers
        finished = True
    finally:
        workers.shutdown(wait=finished, cancel_futures=True)


def _chosen(options: Options, sources: Iterable[Source], workspace: Workspace, *, today: date) -> frozenset[str]:
    """The ids of the sources that `--source` names; none stands for all."""
    chosen = [source_of(id_, sources, workspace.sources) for id_ in getattr(options, "source", [])]
    for source in chosen:
        if source.is_muted(today):
            raise ConfigurationError(f"{workspace.sources}: [[source]] {source.id}: is muted until {source.mute_until}")
    return frozenset(source.id for source in chosen)

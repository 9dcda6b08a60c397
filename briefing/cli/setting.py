"""From options to a `Run`: the workspace, its settings, the processes, the line that shows progress."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

from briefing.cli.arguments import Options
from briefing.cli.progress import ProgressLine, tell
from briefing.errors import ConfigurationError
from briefing.model import Settings, Source
from briefing.pipeline.run import Run
from briefing.pipeline.workers import Workers
from briefing.store.sources import read_sources, source_of
from briefing.store.workspace import Workspace, ensure_sources, find_workspace


def now() -> datetime:
    """The time, to the second: the only place that reads the clock."""
    return datetime.now(UTC).replace(microsecond=0)


@contextmanager
def started(
    options: Options,
    *,
    workspace: Workspace | None = None,
    at: datetime | None = None,
    needs_sources: bool = True,
    note: str = "",
) -> Iterator[Run]:
    """A run over the workspace that `options` name and its unmuted sources; its processes end with the block.

    Documents given by hand need no sources: then a workspace without sources.toml has the default settings.

    Raises:
        ConfigurationError: sources.toml can't be used, or `options` choose a source that can't be asked.
    """
    moment = at or now()
    workspace = workspace or find_workspace(options.workspace)
    if needs_sources and ensure_sources(workspace):
        tell(f"briefing: wrote {workspace.sources}: edit it to choose what is read")
    settings, sources = read_sources(workspace.sources) if workspace.sources.is_file() else (Settings(), ())
    if needs_sources and not sources:
        raise ConfigurationError(f"{workspace.sources}: lists no [[source]] to read")
    only = _chosen(options, sources, workspace, today=moment.date())
    heard = tuple(source for source in sources if not source.is_muted(moment.date()))
    if needs_sources and not heard:
        raise ConfigurationError(f"{workspace.sources}: all sources are muted")
    workers = Workers()
    finished = False
    try:
        with ProgressLine(getattr(options, "progress", "auto")) as progress:
            yield Run(
                workspace=workspace,
                settings=replace(settings, allow_hosts=(*settings.allow_hosts, *options.allow_host)),
                sources=heard,
                now=moment,
                executor=workers,
                progress=progress,
                offline=getattr(options, "offline", False),
                only=only,
                note=note,
            )
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

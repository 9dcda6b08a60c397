"""From options to a `Run`: the workspace, its settings, the processes, the line that shows progress."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from briefing.cli.arguments import Options
from briefing.cli.progress import ProgressLine, tell
from briefing.errors import ConfigurationError
from briefing.model import Settings
from briefing.pipeline.run import Run, Workers
from briefing.store.sources import read_sources
from briefing.store.workspace import Workspace, ensure_sources, find_workspace


def now() -> datetime:
    """The time, to the second: the only place that reads the clock."""
    return datetime.now(UTC).replace(microsecond=0)


@contextmanager
def started(
    options: Options, *, workspace: Workspace | None = None, at: datetime | None = None, needs_sources: bool = True
) -> Iterator[Run]:
    """A run over the workspace that `options` name; its processes end with the block.

    Documents given by hand need no sources: then a workspace without sources.toml has the default settings.

    Raises:
        ConfigurationError: sources.toml can't be used.
    """
    workspace = workspace or find_workspace(options.workspace)
    if needs_sources and ensure_sources(workspace):
        tell(f"briefing: wrote {workspace.sources}: edit it to choose what is read")
    settings, sources = read_sources(workspace.sources) if workspace.sources.is_file() else (Settings(), ())
    if needs_sources and not sources:
        raise ConfigurationError(f"{workspace.sources}: lists no [[source]] to read")
    workers = Workers()
    finished = False
    try:
        with ProgressLine() as progress:
            yield Run(
                workspace=workspace,
                settings=replace(settings, allow_hosts=(*settings.allow_hosts, *options.allow_host)),
                sources=sources,
                now=at or now(),
                executor=workers,
                progress=progress,
                offline=getattr(options, "offline", False),
            )
        finished = True
    finally:
        workers.shutdown(wait=finished, cancel_futures=True)

"""The sample edition: the same pipeline over local feeds and pages, in a folder that is gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from briefing.cli.arguments import Options
from briefing.model import Snapshot
from briefing.store.workspace import Workspace


@contextmanager
def _refreshed(options: Options) -> Iterator[tuple[Snapshot, Workspace]]:
    from briefing.cli.setting import started
    from briefing.demo import EDITION, NOTE, TAKEN
    from briefing.pipeline.refresh import refresh

    with tempfile.TemporaryDirectory(prefix="briefing-demo-") as folder:
        workspace = Workspace(EDITION / "sources.toml", Path(folder))
        options.offline = True
        with started(options, workspace=workspace, at=TAKEN) as this:
            yield replace(refresh(this), note=NOTE), workspace


def edition(options: Options) -> Snapshot:
    """The sample edition, made anew."""
    with _refreshed(options) as (snapshot, _):
        return snapshot


def verified(options: Options) -> tuple[int, list[str]]:
    """How many statements of the sample edition were checked, and those that are not in their source."""
    from briefing.pipeline.verify import verify

    with _refreshed(options) as (snapshot, workspace):
        return verify(snapshot, workspace.database)

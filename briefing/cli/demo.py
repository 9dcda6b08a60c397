"""The sample edition: the same pipeline over local feeds and pages, in a folder that is gone afterwards or is named."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.cli.parsing import Options
from briefing.model import Snapshot
from briefing.pipeline.run import Run
from briefing.store.workspace import Workspace


def refreshed(options: Options, cache: Path) -> tuple[Snapshot, Workspace]:
    """The sample edition, made anew in the folder `cache`, where it is also saved."""
    from briefing.cli.setting import started
    from briefing.demo import EDITION, NOTE, TAKEN
    from briefing.pipeline.refresh import refresh

    workspace = Workspace(EDITION / "sources.toml", cache)
    options.offline = True
    with started(options, workspace=workspace, at=TAKEN, note=NOTE) as this:
        return refresh(this), workspace


@contextmanager
def sample(options: Options) -> Iterator[Run]:
    """A run over the sample edition: made anew, or as it lies in the folder that `--cache` names."""
    from briefing.cli.setting import started
    from briefing.demo import EDITION, TAKEN
    from briefing.pipeline.refresh import refresh

    options.offline = True
    with _folder() as folder:
        workspace = Workspace(EDITION / "sources.toml", Path(options.cache) if options.cache else folder)
        with started(options, workspace=workspace, at=TAKEN) as this:
            if not options.cache:
                refresh(this)
            yield this


def edition(options: Options) -> Snapshot:
    """The sample edition."""
    with _folder() as folder:
        return refreshed(options, folder)[0]


@contextmanager
def made(options: Options) -> Iterator[tuple[Snapshot, Workspace]]:
    """The sample edition, with the workspace that holds its articles for as long as the block runs."""
    with _folder() as folder:
        yield refreshed(options, folder)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="briefing-demo-") as folder:
        yield Path(folder)

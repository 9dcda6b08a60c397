"""INPUTs given by hand: files, URLs, stdin."""

from collections.abc import Iterator
from contextlib import contextmanager

from briefing.cli.parsing import Options
from briefing.model import Article
from briefing.pipeline.run import Run


@contextmanager
def reading(options: Options) -> Iterator[tuple[Run, tuple[Article, ...]]]:
    """A run, and the documents of the INPUTs; the run's processes end with the block.

    Raises:
        InputError: one of them can't be read.
    """
    from briefing.cli.setting import started
    from briefing.pipeline.inputs import read_inputs

    with started(options, needs_sources=False) as this:
        yield this, read_inputs(options.inputs, this, published=options.published)

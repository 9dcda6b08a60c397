"""Sources and documents that take more than there is: each fails alone, in one line, and the rest arrives."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from briefing.errors import InputError
from briefing.pipeline.check import check
from briefing.pipeline.gather import gather
from briefing.pipeline.inputs import read_inputs
from briefing.pipeline.run import Run
from briefing.pipeline.worker import Bounds
from briefing.pipeline.workers import Workers
from briefing.store.sources import read_sources
from briefing.store.workspace import Workspace

TOO_MUCH = "reading it took more than 160 MB of memory"
ENTRY = "<item><title>Rain in Grend</title><link>/1</link><description>Two days of it.</description></item>"
GOOD = f"<rss version='2.0'><channel>{ENTRY}</channel></rss>"
#: A tree of two million elements.
WIDE = f"<rss><channel><item><title>x</title>{'<a/>' * 1_900_000}</item></channel></rss>"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bounded")
    names = {"good": GOOD, "wide": WIDE, "also": GOOD}
    lines = []
    for name, text in names.items():
        (folder / f"{name}.xml").write_text(text, "utf-8")
        lines += ["[[source]]", f'id = "{name}"', f'name = "{name.title()}"', f'url = "{name}.xml"']
    workspace = Workspace(folder / "sources.toml", folder / "cache")
    workspace.sources.write_text("\n".join(lines), "utf-8")
    settings, sources = read_sources(workspace.sources)
    workers = Workers(Bounds(megabytes=160), most=1)
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    yield Run(workspace=workspace, settings=settings, sources=sources, now=now, executor=workers, offline=True)
    workers.shutdown(wait=False, cancel_futures=True)


def test_a_feed_that_takes_too_much_memory_is_a_failure_and_the_others_are_read(run):
    gathered = gather(run)
    assert {failure.source: failure.reason for failure in gathered.failures} == {"wide": TOO_MUCH}
    assert gathered.read == 2


def test_sources_are_checked_within_the_same_limits(run):
    wide = replace(run, sources=run.sources[:2])
    assert {health.source.id: health.failure for health in check(wide)} == {"good": "", "wide": TOO_MUCH}


def test_a_document_given_by_hand_that_takes_too_much_is_one_line(run):
    folder = run.workspace.sources.parent
    (article,) = read_inputs([str(folder / "good.xml")], run)
    assert article.title == "Rain in Grend"
    with pytest.raises(InputError, match=f"wide.xml: {TOO_MUCH}$"):
        read_inputs([str(folder / "wide.xml")], run)

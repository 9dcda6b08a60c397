"""Commands of this program beside the app: what they print, how far they are, how they end."""

import asyncio
import os
import socket
import time
from pathlib import Path

import pytest

from briefing.model import Progress
from briefing.tui.child import Child

SETTINGS = "[settings]\nallow_hosts = [{hosts}]\n"
SOURCE = '[[source]]\nid = "{0}"\nname = "{1}"\nurl = "{2}"\n'


def run(*words, progress=lambda _: None):
    return asyncio.run(Child(words, progress=progress).run())


def test_what_a_command_prints_and_tells_is_kept_apart(tmp_path):
    (tmp_path / "sources.toml").write_text(SOURCE.format("a", "Port", "a.xml") + SOURCE.format("b", "Post", "b.xml"))
    outcome = run("sources", "list", "--workspace", str(tmp_path))
    assert outcome.code == 0
    assert [line.split()[:2] for line in outcome.lines] == [["a", "Port"], ["b", "Post"]]
    assert outcome.told == ()


def test_a_command_that_fails_says_why(tmp_path):
    outcome = run("sources", "list", "--workspace", str(tmp_path / "nowhere"))
    assert outcome.code == 2
    assert outcome.lines == ()
    assert "there is no such folder to work in" in outcome.told[-1]


def test_progress_is_heard_and_is_not_among_what_was_told(tmp_path):
    (tmp_path / "sources.toml").write_text(SOURCE.format("a", "Port", "a.xml"))
    heard = []
    outcome = run("refresh", "--offline", "--workspace", str(tmp_path), "--progress", "json", progress=heard.append)
    assert outcome.code == 1
    assert Progress(stage="feeds", done=1, total=1, current="Port") in heard
    assert len(outcome.told) == 1
    assert outcome.told[0].startswith("asked 1 source")


def test_a_line_longer_than_any_of_ours_holds_nothing_up(tmp_path):
    sources = SOURCE.format("a", "x" * 3_000_000, "a.xml") + SOURCE.format("b", "Post", "b.xml")
    (tmp_path / "sources.toml").write_text(sources)
    outcome = run("sources", "list", "--workspace", str(tmp_path))
    assert outcome.code == 0
    assert outcome.lines[-1].split()[:2] == ["b", "Post"]


@pytest.fixture
def endless(tmp_path):
    """The words of a command that waits for a server that never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
        text = SETTINGS.format(hosts=f'"{host}"') + SOURCE.format("a", "Port", f"http://{host}/")
        (tmp_path / "sources.toml").write_text(text)
        server.settimeout(60)
        yield ("refresh", "--workspace", str(tmp_path)), server.accept


def test_a_child_that_is_stopped_ends_soon_and_leaves_no_process(endless):
    words, asked = endless

    async def act():
        child = Child(words, progress=lambda _: None)
        running = asyncio.create_task(child.run())
        await asyncio.to_thread(asked)
        pid = child._process.pid  # noqa: SLF001
        since = time.monotonic()
        await child.stop()
        outcome = await running
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        await child.stop()
        return outcome, time.monotonic() - since

    outcome, took = asyncio.run(act())
    assert outcome.code != 0
    assert took < 5


def test_a_child_that_is_stopped_before_it_began_ends_at_once(endless):
    words, _ = endless

    async def act():
        child = Child(words, progress=lambda _: None)
        await child.stop()
        return await asyncio.wait_for(child.run(), 10)

    assert asyncio.run(act()).code != 0


def test_a_child_whose_task_is_cancelled_ends_with_it(endless):
    words, asked = endless

    async def act():
        child = Child(words, progress=lambda _: None)
        running = asyncio.create_task(child.run())
        await asyncio.to_thread(asked)
        pid = child._process.pid  # noqa: SLF001
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        return pid

    pid = asyncio.run(act())
    until = time.monotonic() + 5
    while Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z":
        assert time.monotonic() < until, "the child outlived the app"
        time.sleep(0.02)


def test_a_child_is_less_urgent_than_the_app(endless):
    words, asked = endless

    async def act():
        child = Child(words, progress=lambda _: None)
        running = asyncio.create_task(child.run())
        await asyncio.to_thread(asked)
        nice = os.getpriority(os.PRIO_PROCESS, child._process.pid)  # noqa: SLF001
        await child.stop()
        await running
        return nice

    assert asyncio.run(act()) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 10)

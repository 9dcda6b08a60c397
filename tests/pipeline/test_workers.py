import os
import subprocess
import sys
import time
from contextlib import suppress

import pytest
import tasks

from briefing.pipeline.run import in_chunks
from briefing.pipeline.worker import Bounds
from briefing.pipeline.workers import TaskError, Workers

SMALL = Bounds(seconds=0.1, megabytes=200)


@pytest.fixture(scope="module")
def workers():
    made = Workers(SMALL, most=1)
    yield made
    made.shutdown(wait=False, cancel_futures=True)


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (tasks.sleep, "reading it took more than 0.1 s"),
        (tasks.spin, "reading it took more than 0.1 s"),
        (tasks.devour, "reading it took more than 200 MB of memory"),
        (tasks.crash, "reading it crashed its process"),
        (tasks.leave, "reading it crashed its process"),
    ],
)
def test_a_task_that_would_never_end_or_takes_too_much_fails_alone(workers, task, reason):
    before, ill, after = workers.submit(tasks.double, 2), workers.submit(task), workers.submit(tasks.double, 3)
    assert (before.result(), after.result()) == (4, 6)
    with pytest.raises(TaskError) as told:
        ill.result()
    assert str(told.value) == reason


def test_a_process_is_kept_while_it_does_well_and_replaced_when_it_does_not(workers):
    first = workers.submit(tasks.process).result()
    with pytest.raises(ZeroDivisionError, match="a bug"):
        workers.submit(tasks.stumble).result()
    assert workers.submit(tasks.process).result() == first
    with pytest.raises(TaskError):
        workers.submit(tasks.crash).result()
    assert workers.submit(tasks.process).result() != first


def test_a_bug_in_a_task_tells_where_it_was(workers):
    error = workers.submit(tasks.stumble).exception()
    assert "in stumble" in error.__notes__[0]


def test_a_result_that_can_not_be_sent_is_a_bug_and_no_crash(workers):
    assert "pickle" in str(workers.submit(tasks.hand_back_what_can_not_be_sent).exception())
    assert "pickle" in str(workers.submit(lambda: None).exception())


def test_what_a_task_needs_is_loaded_once_and_takes_none_of_its_time(workers):
    assert workers.submit(tasks.prepare_for_longer_than_allowed).result() == "done"
    fresh = Workers(SMALL, most=1)
    assert [fresh.submit(tasks.what_is_prepared).result() for _ in range(2)] == [["encoder"], ["encoder", "encoder"]]
    fresh.shutdown()


def test_of_many_items_only_the_one_that_crashes_is_lost(workers):
    chunks = list(in_chunks(workers, tasks.no_longer_than_one, ["a", "b", "cc", "d", "e"], size=2))
    assert [[item for item, _ in chunk] for chunk in chunks] == [["a", "b"], ["cc", "d"], ["e"]]
    results = [result for chunk in chunks for _, result in chunk]
    assert [*results[:2], *results[3:]] == ["A", "B", "D", "E"]
    assert isinstance(results[2], TaskError)


def test_processes_are_started_for_work_only_and_end_when_they_are_told_to():
    idle = Workers(SMALL)
    idle.shutdown()
    with Workers(SMALL, most=2) as two:
        several = {two.submit(tasks.process).result() for _ in range(4)}
        assert len(several) <= 2
    assert all(is_gone(process) for process in several)
    with pytest.raises(RuntimeError):
        two.submit(tasks.double, 1)


def test_the_end_waits_for_nobody_when_it_must_be_soon():
    busy = Workers(Bounds(seconds=60), most=1)
    at_work, waiting = busy.submit(tasks.sleep), busy.submit(tasks.double, 1)
    while not at_work.running():
        time.sleep(0.01)
    busy.shutdown(wait=False, cancel_futures=True)
    assert waiting.cancelled()
    with pytest.raises(TaskError):
        at_work.result(timeout=30)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_ctrl_c_and_a_crash_write_nothing_and_a_killed_program_takes_a_worker_along_that_hears_nobody(tmp_path):
    note = tmp_path / "process"
    code = (
        "import os, signal, tasks; from briefing.pipeline.worker import Bounds\n"
        "from briefing.pipeline.workers import Workers\n"
        "workers = Workers(Bounds(seconds=.5), most=1); workers.submit(tasks.crash).exception()\n"
        "workers.submit(tasks.double, 2).result(); signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "os.killpg(0, signal.SIGINT); print(workers.submit(tasks.double, 2).result(), flush=True)\n"
        f"workers.submit(tasks.spin, {str(note)!r}).exception()"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    ) as program:
        while not (note.is_file() and note.read_text("utf-8")):
            time.sleep(0.01)
        program.kill()
        assert program.communicate(timeout=60) == (b"4\n", b"")
    deadline = time.monotonic() + 60
    while not is_gone(int(note.read_text("utf-8"))):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_gone(process):
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return False
    return True

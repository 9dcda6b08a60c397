import asyncio
import subprocess
import sys
import threading

import pytest
from fetch.asking import ask_all
from fetch.server import Origin, answer, drip, last

from briefing.fetch import Limits, Request, Response, fetch


def requests_to(origin, paths):
    return [Request(key=path, url=origin.base + path) for path in paths]


def test_every_request_gets_one_answer_and_connections_are_kept():
    paths = [f"/{n}" for n in range(200)]
    with Origin({path: answer(body=path.encode()) for path in paths}) as origin:
        answers = ask_all(requests_to(origin, paths), allow_hosts=[origin.host])
        assert {got.key: got.body for got in answers} == {path: path.encode() for path in paths}
        assert origin.most <= 2
        assert origin.connections <= 2


@pytest.mark.parametrize("at_once", [1, 3])
def test_a_host_gets_no_more_requests_at_once_than_set(at_once):
    paths = [f"/{n}" for n in range(9)]
    all_there = threading.Barrier(at_once)

    def held(_):
        all_there.wait(timeout=20)
        yield from drip([b"", last()], every=0.05)

    with Origin(dict.fromkeys(paths, held)) as origin:
        answers = ask_all(requests_to(origin, paths), allow_hosts=[origin.host], limits=Limits(per_host=at_once))
        assert [type(got) for got in answers] == [Response] * 9
        assert origin.most == at_once


def test_all_together_are_no_more_at_once_than_set():
    origins = [Origin({}, host=f"127.0.0.{n}") for n in range(1, 9)]
    now = most = 0
    lock = threading.Lock()

    def counted(_):
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        yield from drip([b"", b""], every=0.1)
        with lock:
            now -= 1
        yield last()

    for origin in origins:
        origin.routes["/"] = counted
        origin.__enter__()
    try:
        requests = [Request(key=origin.host, url=f"{origin.base}/") for origin in origins for _ in range(2)]
        answers = ask_all(requests, allow_hosts=[o.host for o in origins], limits=Limits(connections=5))
    finally:
        for origin in origins:
            origin.__exit__()
    assert len(answers) == 16
    assert most <= 5


def test_a_slow_host_holds_up_nobody_else():
    released = threading.Event()
    waiting = {"/": lambda _: [last()] if released.wait(20) else []}
    with Origin(waiting, host="127.0.0.2") as slow, Origin({"/": answer(body=b"x")}) as fast:
        requests = [Request(key="slow", url=f"{slow.base}/")] * 60 + [Request(key="fast", url=f"{fast.base}/")] * 20

        async def run():
            order = []
            async for got in fetch(requests, allow_hosts=[slow.host, fast.host], limits=Limits(connections=4)):
                order.append(got.key)
                if len(order) == 20:
                    released.set()
            return order

        order = asyncio.run(run())
    assert order[:20] == ["fast"] * 20
    assert order[20:] == ["slow"] * 60


def test_one_bad_source_leaves_the_others_whole():
    routes = {"/good": answer(body=b"x"), "/bad": b"\0\0\0\r\n\r\n", "/cut": answer(body=b"x", length=9)}
    with Origin(routes) as origin:
        answers = ask_all(requests_to(origin, ["/good", "/bad", "/cut", "/none"]), allow_hosts=[origin.host])
    assert {got.key: getattr(got, "reason", "") for got in answers} == {
        "/good": "",
        "/bad": "not an HTTP answer",
        "/cut": "the body is cut short",
        "/none": "not found (404)",
    }


def test_nothing_asked_is_nothing_answered():
    assert ask_all([]) == []


def test_a_slow_taker_slows_the_asking():
    paths = [f"/{n}" for n in range(30)]
    with Origin({path: answer(body=b"x") for path in paths}) as origin:

        async def run():
            taken = 0
            async for _ in fetch(requests_to(origin, paths), allow_hosts=[origin.host]):
                taken += 1
                await asyncio.sleep(0.02)
                # one is in the queue, two hold their places, one more may have been asked since
                assert len(origin.requests) <= taken + 4
            return taken

        assert asyncio.run(run()) == 30


def test_leaving_early_ends_all_requests():
    released = threading.Event()
    routes = {"/fast": answer(body=b"x"), "/slow": lambda _: [b""] if released.wait(20) else []}
    with Origin(routes) as origin:

        async def run():
            answers = fetch(requests_to(origin, ["/slow", "/fast"]), allow_hosts=[origin.host])
            first = await anext(answers)
            await answers.aclose()
            left = asyncio.all_tasks() - {asyncio.current_task()}
            return first.key, len(left)

        assert asyncio.run(run()) == ("/fast", 0)
        released.set()


def test_cancelling_is_silent():
    """A program that is cancelled in the middle, and one that just stops taking, say nothing on stderr."""
    program = """
import asyncio, sys
from briefing.fetch import Request, fetch
async def take(stop):
    paths = ["/fast", *["/slow"] * 9]
    async for answer in fetch([Request(key=path, url=sys.argv[1] + path) for path in paths], allow_hosts=["127.0.0.1"]):
        if stop: return
async def main():
    await take(True)
    task = asyncio.create_task(take(False))
    await asyncio.sleep(0.3)
    task.cancel()
    try: await task
    except asyncio.CancelledError: print("cancelled")
asyncio.run(main(), debug=False)
"""
    routes = {"/slow": lambda _: drip([answer(length=99), *[b"x"] * 60], every=0.1), "/fast": answer(body=b"x")}
    with Origin(routes) as origin:
        ran = subprocess.run(
            [sys.executable, "-W", "always", "-c", program, origin.base],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "cancelled\n", "")


def test_importing_the_package_imports_no_http_client():
    program = "import sys, briefing.fetch; print('aiohttp' in sys.modules, 'asyncio' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout == "False False\n"

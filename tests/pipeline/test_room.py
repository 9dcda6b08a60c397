"""Bodies that wait to be read take no more room than there is."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from briefing.pipeline.room import Room


@given(st.lists(st.integers(0, 30), max_size=12))
def test_no_more_is_held_than_fits_but_for_one_that_is_larger_than_all(sizes):
    held, most = [], []

    async def work(size):
        held.append(size)
        most.append((sum(held), len([one for one in held if one])))
        await asyncio.sleep(0)
        held.remove(size)

    async def every():
        room = Room(20)
        for task in [await room.begin(work(size), size) for size in sizes]:
            await task

    asyncio.run(every())
    assert len(most) == len(sizes)
    assert all(total <= 20 or count == 1 for total, count in most)


def test_work_that_fails_gives_its_room_back():
    async def fail():
        raise ValueError

    async def both():
        room = Room(1)
        failed = await room.begin(fail(), 1)
        await (await room.begin(asyncio.sleep(0), 1))
        return failed.exception()

    assert isinstance(asyncio.run(asyncio.wait_for(both(), 5)), ValueError)

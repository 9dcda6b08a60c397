"""What the settings no longer keep leaves the store; what a snapshot cites stays, and a run costs what it drops."""

from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest
from builders import NOON, analysis, article
from newsroom import Newsroom

from briefing.extract import Page
from briefing.model import Entry
from briefing.pipeline.gather import gather, window_of
from briefing.pipeline.retain import retain
from briefing.pipeline.verify import verify
from briefing.render.toml import load
from briefing.store import retention
from briefing.store.articles import save_analysis, save_articles
from briefing.store.database import open_database
from briefing.store.feeds import save_entries
from briefing.store.pages import StoredPage, save_page
from briefing.store.snapshots import newest_snapshot

DAY = timedelta(days=1)


@pytest.fixture
def room(tmp_path):
    return Newsroom(tmp_path)


def store(room, count, *, days, text="Rain fell."):
    """So many articles with their pages, first seen and dated `days` before noon."""
    moment = NOON - days * DAY
    with open_database(room.workspace.database) as connection, connection:
        for n in range(count):
            id_ = f"old-{days}-{n}"
            url = f"https://port.example/{id_}"
            entry = Entry(source="s", id=id_, url=url, title=id_, published=moment)
            one = article(id_, text, source="s", published=moment)
            save_entries(connection, [(entry, True)], seen=moment)
            save_page(connection, StoredPage(url=url, page=Page(text=text)), asked=moment)
            save_articles(connection, [(id_, one)], seen=moment)
            save_analysis(connection, one, analysis(one, "Main"), vector=b"", version="v")


def counts(room):
    names = ("article", "entry", "page", "analysis", "superseded")
    with open_database(room.workspace.database) as connection:
        return [connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names]  # noqa: S608


def clean_up(room, *, now=None, **settings):
    run = room.run()
    run = replace(run, now=now or run.now, settings=replace(run.settings, **settings))
    with open_database(room.workspace.database) as connection:
        return retain(connection, run, window_of(connection, run))


def test_what_is_older_than_the_settings_keep_is_dropped(room):
    store(room, 3, days=500)
    store(room, 2, days=300)
    room.report(0)
    assert clean_up(room)
    assert counts(room) == [3, 3, 2, 3, 0]
    assert clean_up(room) == 0
    assert clean_up(room, keep_days=100)
    assert counts(room) == [1, 1, 0, 1, 0]


def test_what_a_snapshot_cites_stays_until_the_snapshot_goes(room):
    room.report(0, 1, 0, 1)
    room.refresh()
    room.rewrite("a000", 2)
    (path,) = room.workspace.snapshots.glob("*.toml")
    snapshot = newest_snapshot(room.workspace.snapshots, load=load)
    later = NOON + 900 * DAY
    with open_database(room.workspace.database) as connection, connection:
        entry = Entry(source="s", id="late", url="https://port.example/late", title="late", published=later)
        save_entries(connection, [(entry, False)], seen=later)
    assert clean_up(room, now=later)
    assert counts(room) == [4, 1, 0, 0, 1]
    assert verify(snapshot, room.workspace.database).wrong == ()
    path.unlink()
    assert clean_up(room, now=later)
    assert counts(room) == [0, 1, 0, 0, 0]


def test_an_entry_without_a_date_goes_when_it_is_old_and_its_feed_holds_it_no_more(room):
    room.workspace.sources.write_text('[[source]]\nid = "s"\nname = "Port"\nurl = "feed.xml"\n', "utf-8")

    def read(*titles, days=0):
        moment = NOON - days * DAY
        dated = f"<item><title>Dated</title><guid>dated</guid><pubDate>{format_datetime(moment)}</pubDate></item>"
        items = "".join(f"<item><title>{title}</title><guid>{title}</guid></item>" for title in titles)
        feed = room.workspace.sources.with_name("feed.xml")
        feed.write_text(f'<rss version="2.0"><channel><title>Port</title>{dated}{items}</channel></rss>', "utf-8")
        gather(replace(room.run(), now=moment))
        with open_database(room.workspace.database) as connection:
            return {id_ for (id_,) in connection.execute("SELECT id FROM entry")} - {"dated"}

    assert read("dam", "ferry", days=500) == {"dam", "ferry"}
    assert read("ferry", "tulips", days=200) == {"dam", "ferry", "tulips"}
    assert read("ferry", days=1) == {"dam", "ferry", "tulips"}  # how old it is, the feed's own dates tell, as stored
    assert read("ferry") == {"ferry", "tulips"}
    assert read("rain") == {"tulips", "rain"}


def test_a_clock_that_jumps_ahead_drops_nothing(room):
    store(room, 3, days=300)
    room.report(0, 1)
    before = counts(room)
    clean_up(room, now=NOON + 9000 * DAY)
    assert counts(room) == before


def test_what_stories_are_made_of_stays_however_little_is_kept(room):
    room.report(0, 1, 0, 1)
    clean_up(room, keep_days=1, keep_mb=0, window_days=8)
    with open_database(room.workspace.database) as connection:
        size = retention.size(connection)
    assert size > 0
    before = counts(room)
    store(room, 5, days=100, text="Rain fell on Grend. " * 9000)
    clean_up(room, keep_mb=1)
    assert counts(room)[:2] == before[:2]


def test_the_oldest_go_until_the_rest_has_room(room):
    room.report(0)
    for days in (90, 80, 70):
        store(room, 60, days=days, text=f"Rain fell on Grend for {days} days. " * 300)
    retention_piece = retention.PIECE
    assert retention_piece >= 60
    with open_database(room.workspace.database) as connection:
        before = retention.size(connection)
    assert before > 2 * 2**20
    clean_up(room, keep_mb=before // 2**20 - 1)
    with open_database(room.workspace.database) as connection:
        assert retention.size(connection) <= (before // 2**20 - 1) * 2**20
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] == 0
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert room.refresh()


def test_a_run_costs_what_it_drops_and_not_what_is_kept(tmp_path):
    def steps(kept):
        place = Newsroom(tmp_path)
        place.workspace.database.unlink(missing_ok=True)
        place.report(0)
        store(place, 40, days=500)
        store(place, kept, days=100)
        run = place.run()
        taken = []
        with open_database(place.workspace.database) as connection:
            window = window_of(connection, run)
            connection.set_progress_handler(lambda: taken.append(1), 100)
            assert retain(connection, run, window)
            connection.set_progress_handler(None, 0)
        return len(taken)

    assert steps(2000) < 1.3 * steps(100)

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON

from briefing.extract import Page
from briefing.model import Entry, Rest, Robots
from briefing.store.database import open_database
from briefing.store.feeds import FeedState, feed_states, save_entries, save_feed
from briefing.store.hosts import forget_hosts, known_hosts, save_host
from briefing.store.pages import StoredPage, forget_failures, save_page, unread_pages

REST = Rest(host="port.example", until=NOON + timedelta(hours=2), reason="429, retry after 14:00 UTC")
ROBOTS = Robots(site="https://port.example", asked=NOON, text="User-agent: *\nDisallow: /a\r\n# غ\n")
PAGE = "https://port.example/1"


@pytest.fixture
def connection(tmp_path):
    with open_database(tmp_path / "articles.sqlite") as opened, opened:
        yield opened


def test_what_hosts_ask_for_is_kept_whole(connection):
    unread = Robots(site="http://orsk.example:8080", asked=NOON, failure="no answer in 20 s")
    empty = Robots(site="https://grend.example", asked=NOON, text="")
    for told in (REST, unread, empty, ROBOTS):
        save_host(connection, told)
    assert known_hosts(connection) == [REST, unread, empty, ROBOTS]


def test_the_last_word_of_a_host_holds(connection):
    save_host(connection, REST)
    shorter = replace(REST, until=NOON + timedelta(minutes=1))
    save_host(connection, shorter)
    assert known_hosts(connection) == [shorter]


def test_what_is_over_is_forgotten(connection):
    save_host(connection, REST)
    save_host(connection, ROBOTS)
    forget_hosts(connection, now=REST.until - timedelta(seconds=1))
    assert known_hosts(connection) == [REST, ROBOTS]
    forget_hosts(connection, now=REST.until)
    assert known_hosts(connection) == [ROBOTS]
    forget_hosts(connection, now=NOON + timedelta(days=31))
    assert known_hosts(connection) == []


def test_all_that_is_known_of_a_feed_is_kept(connection):
    state = FeedState(
        url="https://port.example/feed",
        asked=NOON,
        answered=NOON,
        validated="https://port.example/b",
        digest="ab",
        sends_all=True,
        moving="https://orsk.example/c",
        moved="https://orsk.example/b",
        gone=True,
    )
    save_feed(connection, "s", state)
    assert feed_states(connection) == {"s": state}


@pytest.mark.parametrize(("hours", "asked"), [(-1, True), (0, True), (1, False), (24 * 30, False), (24 * 31, True)])
def test_a_page_that_failed_is_asked_for_when_it_was_said_but_not_for_ever_left(connection, hours, asked):
    """More than thirty days ahead is a time that a wrong clock wrote."""
    entry = Entry(source="s", id="1", url=PAGE, title="Dam at Orsk", published=NOON)
    save_entries(connection, [(entry, True)], seen=NOON)
    again = NOON + timedelta(hours=hours)
    save_page(connection, StoredPage(url=PAGE, failure="no answer"), asked=NOON, again=again)
    forget_failures(connection, now=NOON)
    assert (PAGE in unread_pages(connection, since=NOON)) == asked


def test_a_page_that_was_read_is_never_asked_for_again(connection):
    save_entries(connection, [(Entry(source="s", id="1", url=PAGE, title="Dam", published=NOON), True)], seen=NOON)
    save_page(connection, StoredPage(url=PAGE, page=Page(text="Body.")), asked=NOON, again=NOON)
    forget_failures(connection, now=NOON + timedelta(days=99))
    assert unread_pages(connection, since=NOON) == {}

"""What hosts have asked of their visitors, from one run to the next: rests, and the text of robots.txt."""

import sqlite3
from datetime import datetime

from briefing.model import LONGEST_REST, Rest, Robots
from briefing.store.database import to_moment, to_text


def known_hosts(connection: sqlite3.Connection) -> list[Rest | Robots]:
    """All that was ever asked and not yet forgotten, in force or not."""
    rests = connection.execute("SELECT host, until, reason FROM rest ORDER BY host")
    robots = connection.execute("SELECT site, asked, text, failure FROM robots ORDER BY site")
    return [
        *(
            Rest(host=host, until=moment, reason=reason)
            for host, until, reason in rests
            if (moment := to_moment(until))
        ),
        *(
            Robots(site=site, asked=moment, text=text, failure=failure)
            for site, asked, text, failure in robots
            if (moment := to_moment(asked))
        ),
    ]


def save_host(connection: sqlite3.Connection, asked: Rest | Robots) -> None:
    """Keep what a host asks for, instead of what it asked for before."""
    if isinstance(asked, Rest):
        values = (asked.host, to_text(asked.until), asked.reason)
        connection.execute("INSERT OR REPLACE INTO rest (host, until, reason) VALUES (?, ?, ?)", values)
    else:
        row = (asked.site, to_text(asked.asked), asked.text, asked.failure)
        connection.execute("INSERT OR REPLACE INTO robots (site, asked, text, failure) VALUES (?, ?, ?, ?)", row)


def forget_hosts(connection: sqlite3.Connection, *, now: datetime) -> None:
    """Drop rests that are over, and copies of robots.txt that nobody asked for in a month."""
    connection.execute("DELETE FROM rest WHERE until <= ?", (to_text(now),))
    connection.execute("DELETE FROM robots WHERE asked < ?", (to_text(now - LONGEST_REST),))

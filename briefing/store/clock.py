"""A clock that was wrong leaves moments that are still to come: nothing would be asked, or known, until then."""

import sqlite3
from datetime import datetime

from briefing.model import LONGEST_REST
from briefing.store.database import to_text

#: Each finds what it changes by an index, or in a table of one row a feed or host.
_SET_RIGHT = (
    "UPDATE article SET seen = :now WHERE seen > :now",
    "UPDATE entry SET seen = :now WHERE seen > :now AND published IS NOT NULL",
    "UPDATE entry SET seen = :now WHERE coalesce(published, seen) > :now AND published IS NULL",
    "UPDATE page SET asked = :now WHERE asked > :now",
    "UPDATE feed SET asked = :now WHERE asked > :now",
    "UPDATE feed SET read = :now WHERE read > :now",
    "UPDATE feed SET answered = :now WHERE answered > :now",
    "UPDATE feed SET not_modified = :now WHERE not_modified > :now",
    "UPDATE feed SET retry_after = NULL WHERE retry_after > :longest",
    "DELETE FROM rest WHERE until > :longest",
    "DELETE FROM robots WHERE asked > :now",
)


def set_right(connection: sqlite3.Connection, now: datetime) -> bool:
    """Have what was seen or asked after `now` be so at `now`; whether that was done.

    It isn't where everything was: then it is `now` that is wrong.
    """
    moments = {"now": to_text(now), "longest": to_text(now + LONGEST_REST)}
    (is_known,) = connection.execute("SELECT EXISTS (SELECT 1 FROM article WHERE seen <= :now)", moments).fetchone()
    if is_known:
        with connection:
            for statement in _SET_RIGHT:
                connection.execute(statement, moments)
    return bool(is_known)

"""ISO 8601 dates of any precision as sortable text. Seasons are EDTF's ("2024-SP"), ranges have a slash."""

from datetime import date, timedelta

#: Where a season stands among the months: by its middle. Winter is named by the year in which it ends.
SEASONS = {"SP": "04", "SU": "07", "AU": "10", "WI": "01"}
#: After every day of a month or year that is not named.
END = "-99"


def first_day(iso: str) -> str:
    """Where a date, season or range begins: "2024" before "2024-01", "2024-SP" in its place among the months."""
    start = iso.partition("/")[0]
    return start[:5] + SEASONS.get(start[5:], start[5:])


def last_day(iso: str) -> str:
    """Where it ends: a year lasts until after its last month, a month until after its last day."""
    end = first_day(iso.rpartition("/")[2])
    return end if len(end) >= len("2020-01-01") else end + END


def year_before(day: str) -> str:
    """The same day a year earlier."""
    return f"{int(day[:4]) - 1:04}{day[4:]}" if day[:4].isdecimal() else day


def week_before(day: str) -> str:
    """The day a week earlier; of what is no whole day, its month."""
    try:
        return (date.fromisoformat(day) - timedelta(weeks=1)).isoformat()
    except (OverflowError, ValueError):
        return day[:7]

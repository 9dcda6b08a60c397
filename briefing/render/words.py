"""The words that are ours, not a source's: headings, labels, counts. No format spells one itself."""

from datetime import UTC, datetime

SECTIONS = {
    "background": "Background",
    "escalation": "Escalation",
    "analyst_views": "Analyst views",
    "outlook": "Outlook",
}
STATUS = {"new": "new", "updated": "updated"}
KINDS = {
    "analyst": "analyst",
    "media": "media",
    "official": "official",
    "unnamed": "unnamed",
    "witness": "witness",
}
MEASURES = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "detained": "detained",
    "displaced": "displaced",
}
WHAT = {
    "new": "new",
    "merged": "merged",
    "grown": "grown",
    "changed": "told otherwise",
    "quiet": "no longer among the stories",
}
SEASONS = {"AU": "autumn", "SP": "spring", "SU": "summer", "WI": "winter"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

ALSO = "also"
AS_BEFORE = "as before"
BACK = "back to citation"
CHANGES = "What changed"
CONTENTS = "Contents"
COVERAGE = "Coverage"
EDITED = "headline edited"
EXPECTS = "who"
FAILED = "failed"
FIGURES = "Figures that differ"
FORMERLY = "now also here"
GONE = "no longer printed"
HEADLINE_BEFORE = "headline before"
LEAD = "Lead"
LIKELIHOOD = "likelihood"
LOOSENS = "eases"
NEW = "new"
NEW_VOICE = "new voice"
NOTHING = "nothing reported"
NOTHING_CHANGED = "nothing has changed"
NO_STORY = "No story to show."
READ = "was"
REPORTED = "reported"
RESOLVED = "worked out from relative words"
SAID = "said before"
SILENT = "silent"
SKIP = "Skip to the stories"
SOURCES = "Sources"
STORY = "story"
TIGHTENS = "escalates"
TITLE = "Briefing"
UNDATED = "undated"
UNNAMED = "unnamed voice"
UNTITLED = "untitled"
WATCHED = "you watch"


def count(number: int, one: str, many: str = "") -> str:
    """`number` with the right form of the noun: "1 story", "2 stories"."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def number(value: int) -> str:
    """A whole number with its thousands apart: "1 204"."""
    return f"{value:,}".replace(",", " ")


def moment(when: datetime) -> str:
    """A point in time, in UTC: "23 Nov 2026 08:00 UTC"."""
    utc = when.astimezone(UTC)
    return f"{utc.day} {MONTHS[utc.month - 1]} {utc.year} {utc:%H:%M} UTC"


def hour(when: datetime | None) -> str:
    """A point in time within a story's days, in UTC: "23 Nov 08:00"; "undated" if nothing says it."""
    if not when:
        return UNDATED
    utc = when.astimezone(UTC)
    return f"{utc.day:2} {MONTHS[utc.month - 1]} {utc:%H:%M}"


def day(when: datetime | None) -> str:
    """The date of publication, in UTC: "2026-11-23"; "undated" if nothing says it."""
    return when.astimezone(UTC).date().isoformat() if when else UNDATED


def date(iso: str) -> str:
    """An event's ISO 8601 date for the eye: only a season ("2026-SP") is put into words."""
    year, _, season = iso.partition("-")
    return f"{SEASONS[season]} {year}" if season in SEASONS else iso


def age(when: datetime | None, now: datetime) -> str:
    """The time from `when` to `now` in its largest unit: "5 min", "3 h", "2 d"; "" if nothing says when."""
    if when is None:
        return ""
    minutes = max(0, int((now - when).total_seconds() // 60))
    if minutes < 60:  # noqa: PLR2004 (minutes of an hour)
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} d"

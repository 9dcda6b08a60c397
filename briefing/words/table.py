"""The words of one language, and the numbers and dates that stand among them. It knows no page and no format."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

#: A place for a value.
_PLACE = re.compile(r"\{(\w+)\}")
_HOUR, _DAY = 60, 24 * 60
#: Ages are told in hours up to so many minutes.
_HOURS = 48 * _HOUR
_DAYS_OF_WEEK, _DAYS_OF_MONTH = 7, 30.4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """`texts` by keys such as "section.outlook"; `lists` are months, and forms of what is counted.

    `form_of` says which form goes with a number (the plural rule of gettext).
    """

    language: str
    rtl: bool
    form_of: Callable[[int], int]
    texts: Mapping[str, str] = field(repr=False)
    lists: Mapping[str, tuple[str, ...]] = field(repr=False)

    def __getitem__(self, key: str) -> str:
        """A text that has no places for values."""
        return self.texts[key]

    def __call__(self, key: str, /, **values: object) -> str:
        """A text with its `values` in their places; they are put in as they are, whatever they look like."""
        return self.texts[key].format_map(values)

    def of(self, family: str, name: str) -> str:
        """What a value of the data is called: its `name` itself where it has no word."""
        return self.texts.get(f"{family}.{name}", name)

    def parts(self, key: str) -> Iterator[tuple[str, str]]:
        """A text in pieces: what stands before a place, and the name of that place ("" at the end)."""
        *pieces, last = _PLACE.split(self.texts[key])
        yield from zip(pieces[::2], pieces[1::2], strict=True)
        if last or not pieces:
            yield last, ""

    def count(self, number: int, of: str, /, **values: object) -> str:
        """`number` with the right form of what is counted: "1 story", "2 stories"."""
        return self.lists[f"count.{of}"][self.form_of(number)].format_map({"n": number, **values})

    def capitals(self, text: str) -> str:
        """`text` in capital letters, as the language writes them; the same where it has none."""
        for small, capital in zip(self.texts["case.small"], self.texts["case.capital"], strict=True):
            text = text.replace(small, capital)
        return text.upper()

    def sentence(self, text: str) -> str:
        """`text` as a sentence of its own."""
        return self("case.sentence", text=self.capitals(text[:1]) + text[1:])

    def number(self, value: int) -> str:
        """A whole number with its thousands apart: "1 204"."""
        return f"{value:,}".replace(",", self.texts["number.thousands"])

    def moment(self, when: datetime) -> str:
        """A point in time, in UTC: "23 Nov 2026 08:00 UTC"."""
        utc = when.astimezone(UTC)
        return self("time.moment", day=utc.day, month=self._month(utc), year=utc.year, time=f"{utc:%H:%M}")

    def hour(self, when: datetime | None) -> str:
        """A point in time within a story's days, in UTC: "23 Nov 08:00"; "undated" if nothing says it."""
        if not when:
            return self["time.undated"]
        utc = when.astimezone(UTC)
        return self("time.hour", day=f"{utc.day:2}", month=self._month(utc), time=f"{utc:%H:%M}")

    def day(self, when: datetime | None) -> str:
        """The date of publication, in UTC: "2026-11-23"; "undated" if nothing says it."""
        return when.astimezone(UTC).date().isoformat() if when else self["time.undated"]

    def date(self, iso: str) -> str:
        """An event's ISO 8601 date for the eye: only a season ("2026-SP") is put into words."""
        year, _, season = iso.partition("-")
        return self(f"season.{season}", year=year) if f"season.{season}" in self.texts else iso

    def age(self, when: datetime | None, now: datetime) -> str:
        """The time from `when` to `now` in its largest unit: "5 min", "3 h", "2 d"; "" if nothing says when."""
        if when is None:
            return ""
        minutes = max(0, int((now - when).total_seconds() // 60))
        if minutes < _HOUR:
            return self.count(minutes, "minutes")
        return self.count(minutes // _HOUR, "hours") if minutes < _HOURS else self.count(minutes // _DAY, "days")

    def often(self, a_day: float | None) -> str:
        """How often something comes: "12 a day", "3 a week", "1 a month"; "" if it isn't known."""
        if a_day is None:
            return ""
        for times, span in ((1, "a_day"), (_DAYS_OF_WEEK, "a_week"), (_DAYS_OF_MONTH, "a_month")):
            if a_day * times >= 1:
                return self.count(round(a_day * times), span)
        return self["time.seldom"]

    def _month(self, when: datetime) -> str:
        return self.lists["time.months"][when.month - 1]

"""How old a date is on the day of publication, whatever its precision."""

from datetime import UTC, datetime

import pytest

from briefing.analyse.ages import AGES, date_ages, days_of
from briefing.model import DateMention

PUBLISHED = datetime(2026, 11, 23, tzinfo=UTC)
NAMES = (*(name for name, _ in AGES), "unplaced")


def ages(*isos, published=PUBLISHED):
    mentions = [DateMention(text="x", iso=iso, precision="day", start=0, end=1) for iso in isos]
    return [name for name, flag in zip(NAMES, date_ages(mentions, published), strict=True) if flag]


@pytest.mark.parametrize(
    ("iso", "age"),
    [
        ("2026-11-23", "days"),
        ("2026-11-12", "weeks"),
        ("2026-10", "months"),
        ("2026", "days"),
        ("2026-11", "days"),
        ("2026-11-20/2026-11-29", "days"),
        ("2025-12", "this_year"),
        ("2020", "years"),
        ("2020-09/2020-11", "years"),
        ("2026-SP", "this_year"),
        ("2026-12-01", "ahead"),
        ("2030", "ahead"),
        ("", "unplaced"),
        ("nonsense", "unplaced"),
        ("2026-13-40", "unplaced"),
    ],
)
def test_a_date_has_one_age(iso, age):
    assert ages(iso) == [age]


def test_a_sentence_is_as_old_as_its_nearest_date_and_one_ahead_wins():
    assert ages("1998", "2026-11-22") == ["days"]
    assert ages("1998", "2027") == ["ahead"]


def test_without_a_day_of_publication_nothing_is_placed():
    assert ages("2020", published=None) == ["unplaced"]
    assert ages() == []


def test_a_month_ends_on_its_last_day():
    first, last = days_of("2024-02")
    assert (first.isoformat(), last.isoformat()) == ("2024-02-01", "2024-02-29")

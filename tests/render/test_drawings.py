"""The drawings of a page: a story's events to scale, and when its articles came. Read as a browser's tree has them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring
from render.sample import expulsion, reference, snapshot, statement

from briefing.render import html
from briefing.render.axis import NARROW, flags, rows
from briefing.render.look import Look
from briefing.words import speak

RIGHT_TO_LEFT = replace(speak(), rtl=True)


def page(*dates, words=None, resolved=(), hours=(3, 5)):
    """The page of one story with an event at each date ("" for none), its articles so many hours old."""
    events = tuple(
        statement(f"Event {i}.", 1, date=date, date_text="then" * bool(date), date_resolved=i in resolved)
        for i, date in enumerate(dates)
    )
    articles = tuple(reference(n, f"Outlet {n}", "Title", hours=age) for n, age in enumerate(hours, 1))
    story = replace(expulsion(), escalation=events, articles=articles, figures=(), background=(), lead=None)
    made = html.render(snapshot(stories=(replace(story, analyst_views=(), outlook=()),)), Look(words=words or speak()))
    return document_fromstring(made)


def drawing(tree):
    return tree.find(".//figure/svg")


def marks(tree):
    """By number: where a mark's middle is, in per cent from the left, its breadth (0 of a day), kind and target."""
    found = {}
    for a in drawing(tree).findall("a"):
        number = a.find("text")
        bar = a.find("rect")
        breadth = 0 if bar is None else float(bar.get("width").rstrip("%"))
        middle = float(number.get("x").rstrip("%"))
        found[int(number.text)] = (middle, breadth, a.get("class"), a.get("href"))
    return found


def dates(tree):
    return [text.text for text in drawing(tree).findall("text")]


def test_time_is_to_scale():
    drawn = marks(page("2026-11-01", "2026-11-02", "2026-11-11", "2026-11-21"))
    first, second, third, fourth = (drawn[n][0] for n in (1, 2, 3, 4))
    assert (third - first) / (second - first) == pytest.approx(10, rel=0.02)
    assert (fourth - first) / (second - first) == pytest.approx(20, rel=0.02)


def test_it_ends_with_the_newest_article():
    assert marks(page("2026-11-01", "2026-11-02", hours=(3,)))[2][0] < 15
    assert marks(page("2026-11-01", "2026-11-02", hours=(24 * 21 + 3,)))[2][0] > 70


def test_what_is_less_exact_than_a_day_is_a_bar_as_long_as_it_may_be():
    drawn = marks(page("2025", "2025-12", "2026-SP", "2026-01/2026-06", "2026-11-22"))
    year, month, season, half, day = (drawn[n][1] for n in range(1, 6))
    assert day == 0
    assert year / half == pytest.approx(365 / 181, rel=0.02)
    assert year / season == pytest.approx(365 / 92, rel=0.02)
    assert month >= 24 / NARROW * 100 - 0.1


def test_a_date_that_was_worked_out_is_told_apart_in_shape_and_in_words():
    tree = page("2026-11-01", "2026-11-09", "2026-11-09", "2026-11-20", resolved=(1, 2, 3))
    assert [kind for _, _, kind, _ in marks(tree).values()] == ["exact", "resolved", "resolved", "resolved"]
    assert sorted(dates(tree)) == ["2026-11-01", "2026-11-09 ~", "2026-11-20 ~"]
    assert "~ worked out from relative words" in tree.find(".//figcaption").text


def test_marks_lead_to_their_events_which_bear_their_numbers():
    tree = page("2026-11-01", "", "2026-11-09")
    events = {li.get("id"): li for li in tree.iter("li") if li.get("data-mark")}
    for number, (_, _, _, target) in marks(tree).items():
        assert events[target[1:]].get("data-mark") == str(number)
    assert ["Event 0." in "".join(li.itertext()) for li in events.values()] == [True, False]
    assert len(events) == 2


def test_a_screen_reader_hears_the_event_itself():
    tree = page("2026-11-01", "2026-11-09")
    ids = {element.get("id") for element in tree.iter()}
    for a in drawing(tree).findall("a"):
        assert a.get("aria-labelledby") == a.get("href")[1:]
        assert a.get("aria-labelledby") in ids
    told = {element.tag: element for element in drawing(tree)}
    assert told["title"].text == "Timeline"
    assert told["desc"].text == "2 dated events, from 2026-11-01 to 2026-11-09"
    assert drawing(tree).get("aria-labelledby") == told["title"].get("id")
    assert drawing(tree).get("aria-describedby") == told["desc"].get("id")


@pytest.mark.parametrize(
    "told", [(), ("2026-11-01",), ("2026-11-01", "2026-11-01"), ("", "soon"), ("2026-13-40", "2026")]
)
def test_there_is_none_where_nothing_stands_apart_in_time(told):
    tree = page(*told)
    assert drawing(tree) is None
    assert not [li for li in tree.iter("li") if li.get("data-mark")]


def test_on_a_page_from_right_to_left_time_runs_so_too():
    told = ("2025-12", "2026-10-02", "2026-11-22")
    there, back = marks(page(*told)), marks(page(*told, words=RIGHT_TO_LEFT))
    assert [100 - middle for middle, *_ in there.values()] == pytest.approx([middle for middle, *_ in back.values()])
    columns = [rect.get("height") for rect in spark(page(hours=(1, 9, 9))).iter("rect")]
    turned = [rect.get("height") for rect in spark(page(hours=(1, 9, 9), words=RIGHT_TO_LEFT)).iter("rect")]
    assert columns == turned[::-1] != turned


@given(
    st.lists(st.tuples(st.sampled_from(["2026", "2026-11-22 ~", "2020-09/2020-11"]), st.floats(4.5, 95.5)), max_size=8)
)
def test_no_date_covers_another_on_the_narrowest_screen(told):
    placed = flags(told, letter=7.2)
    assert sorted(flag.text for flag in placed) == sorted(text for text, _ in told)
    for lane in {flag.lane for flag in placed}:
        ends = []
        for flag in placed:
            width = len(flag.text) * 7.2 / NARROW * 100
            ends += [(flag.x - width, flag.x) if flag.at_end else (flag.x, flag.x + width)] if flag.lane == lane else []
        ends.sort()
        assert all(left[1] <= right[0] for left, right in pairwise(ends))
        assert all(left > -10 and right < 110 for left, right in ends)


@given(st.lists(st.tuples(st.floats(0, 90), st.floats(1, 40)), max_size=9))
def test_no_mark_covers_another(told):
    extents = [(left, left + breadth) for left, breadth in told]
    found = rows(extents)
    for i, (left, right) in enumerate(extents):
        for j in range(i):
            assert found[i] != found[j] or right <= extents[j][0] or extents[j][1] <= left


def spark(tree):
    return tree.find(".//p[@class='spread']/svg")


def test_a_column_is_an_hour_day_month_or_year_as_fits():
    def told(*hours):
        return spark(page(hours=hours)).findtext("title")

    assert told(1, 1.5, 3) == "Articles by the hour: 23 Nov 05:00: 1; 23 Nov 06:00: 1; 23 Nov 07:00: 1"
    assert told(1, 24 * 7) == "Articles by the day: 2026-11-16: 1; 2026-11-23: 1"
    assert told(1, 24 * 70) == "Articles by the month: 2026-09: 1; 2026-11: 1"
    assert told(1, 24 * 365 * 9) == "Articles by the year: 2017: 1; 2026: 1"


def test_columns_are_as_high_as_their_articles_are_many():
    columns = [float(rect.get("height")) for rect in spark(page(hours=(1, 5, 5, 5))).iter("rect")]
    assert columns == [15, 5]


def test_one_article_or_one_hour_makes_no_drawing():
    assert spark(page(hours=(3,))) is None
    assert spark(page(hours=(3, 3))) is None


def test_the_contents_compare_stories_on_one_scale_unheard():
    def story(*hours):
        return replace(
            expulsion(), figures=(), articles=tuple(reference(n, "A", "B", hours=h) for n, h in enumerate(hours, 1))
        )

    made = html.render(snapshot(stories=(story(1, 1, 1, 30), story(1, 71), story(2), story(100, 101))), Look())
    tree = document_fromstring(made)
    drawn = [li.find("svg") for li in tree.find(".//nav").iter("li")]
    assert [svg is not None for svg in drawn] == [True, True, False, False]
    assert {svg.get("aria-hidden") for svg in drawn[:2]} == {"true"}
    heights = [[float(rect.get("height")) for rect in svg.iter("rect")] for svg in drawn[:2]]
    assert heights == [[5, 15], [5, 5]]

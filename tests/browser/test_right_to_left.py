"""Where letters stand on the screen: right-to-left text as its readers expect it, measured in the browser.

No picture is compared, so that other fonts don't matter: a range of characters is asked for its boxes.
"""

from dataclasses import replace
from itertools import pairwise

import pytest
from printed import printed
from render.sample import expulsion, snapshot, statement

from briefing.render import html
from briefing.render.look import Look
from briefing.words import speak

#: Boxes of `text`, where it first stands in the element that `selector` finds; [left, right, top, bottom] in pixels.
BOXES = """([selector, text]) => {
  const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(text);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + text.length);
    return [...range.getClientRects()].map(box => [box.left, box.right, box.top, box.bottom]);
  }
  throw new Error(`${text} isn't there`);
}"""
#: The ids and classes of elements that reach beyond the page's sides.
BEYOND = """() => [...document.querySelectorAll("body *")]
  .filter(one => { const box = one.getBoundingClientRect();
                   return box.width && (box.left < -1 || box.right > innerWidth + 1) && !one.closest(".skip"); })
  .map(one => `${one.tagName} ${one.id} ${one.getAttribute("class")}`)"""
ARABIC = "داهمت الشرطة في أورسك شقة في حي الميناء"
MIXED = "قالت وكالة Gulf Wire إن 48 ساعة تكفي."


class Shown:
    """A page in the browser, asked for places."""

    def __init__(self, page):
        self.page = page

    def box(self, text, selector="body"):
        """The one box of `text`, which stands on one line."""
        boxes = self.page.evaluate(BOXES, [selector, text])
        assert len({round(top) for _, _, top, _ in boxes}) == 1
        return min(box[0] for box in boxes), max(box[1] for box in boxes), boxes[0][2], boxes[0][3]

    def left(self, text, selector="body"):
        return self.box(text, selector)[0]

    def right(self, text, selector="body"):
        return self.box(text, selector)[1]

    def in_order(self, *texts, selector="body"):
        """Whether the texts stand on one line, one after another, from right to left."""
        boxes = [self.box(text, selector) for text in texts]
        assert len({round(top + bottom) // 16 for _, _, top, bottom in boxes}) == 1, boxes
        return all(before[0] >= after[1] - 1 for before, after in pairwise(boxes))


def story():
    said = (
        statement(MIXED, 1, 2, language="ar"),
        statement(f"{ARABIC}، وقالت النيابة إن شقيقين توفيا.", 2, language="ar"),
    )
    return replace(expulsion(), headline="فيلديا وأورسك تتبادلان الطرد", background=said)


def made(*, rtl=False):
    words = speak("ar" if rtl else "en")
    return html.render(snapshot(stories=(story(), *snapshot().stories[1:])), Look(words=words))


@pytest.fixture(params=[False, True], ids=["page from left to right", "page from right to left"])
def shown(request, opened):
    return Shown(opened(made(rtl=request.param)))


FIRST, SECOND = (f".background li:nth-child({n})" for n in (1, 2))


def test_words_run_from_the_right_and_the_text_is_flush_there(shown):
    assert shown.in_order("داهمت", "الشرطة", "في", selector=SECOND)
    paragraph = shown.page.locator(f"{SECOND} p").bounding_box()
    assert shown.right("داهمت", SECOND) == pytest.approx(paragraph["x"] + paragraph["width"], abs=2)


def test_marks_follow_at_the_left_end(shown):
    assert shown.in_order("تكفي", "[1]", "[2]", selector=FIRST)


def test_punctuation_is_on_the_side_where_the_text_ends(shown):
    assert shown.in_order("تكفي", ".", selector=FIRST)
    assert shown.in_order("الميناء", "،", selector=SECOND)


def test_a_name_in_latin_letters_and_a_number_keep_their_own_order_inside(shown):
    assert shown.in_order("وكالة", "Gulf Wire", "إن", "48", "ساعة", selector=FIRST)
    assert shown.right("Gulf", FIRST) <= shown.left("Wire", FIRST)


def test_letters_are_joined(shown):
    """A word is narrower than its letters apart."""
    alone = """text => { const span = document.createElement("span"); span.textContent = text;
      document.querySelector(".background p").append(span); const width = span.getBoundingClientRect().width;
      span.remove(); return width; }"""
    assert shown.page.evaluate(alone, "الميناء") < shown.page.evaluate(alone, "\u200c".join("الميناء")) - 1


def test_no_space_is_put_between_letters_that_join(shown):
    spacing = """() => [...document.querySelectorAll("body *")].map(one => getComputedStyle(one))
      .filter(style => style.direction === "rtl").map(style => style.letterSpacing)"""
    assert {space for space in shown.page.evaluate(spacing) if space not in ("normal", "0px")} == set()
    assert shown.page.evaluate("getComputedStyle(document.querySelector('#headline-1')).direction") == "rtl"


def test_a_source_and_its_date_are_not_drawn_into_each_other(shown):
    source = "#s1-2"
    rtl = shown.page.evaluate("document.documentElement.dir") == "rtl"
    parts = ("صحيفة الميناء", "فيلديا وأورسك", "2026-11-23", "العربية" if rtl else "Arabic")
    boxes = [shown.box(part, source) for part in parts]
    order = [box[0] for box in boxes]
    assert order == sorted(order, reverse=rtl)
    year, day = shown.box("2026", f"{source} time"), shown.box("23", f"{source} time")
    assert year[1] <= day[0]


def test_statements_that_run_the_other_way_are_flush_on_their_own_side(shown):
    lead = shown.page.locator("#story-1 .lead p").bounding_box()
    assert shown.left("Veldia gave", "#story-1 .lead") == pytest.approx(lead["x"], abs=2)


def test_columns_stand_where_the_page_begins(opened):
    here, there = (Shown(opened(made(rtl=rtl))) for rtl in (False, True))
    assert here.right("2025-12", ".timeline") < here.left("An airliner", ".timeline")
    assert there.left("2025-12", ".timeline") > there.right("An airliner", ".timeline")
    assert here.right("Contents", "nav") < here.left("Background", "main")
    assert there.left("المحتويات", "nav") > there.right("الخلفية", "main")


def test_time_runs_as_the_page_does(opened):
    for rtl in (False, True):
        places = opened(made(rtl=rtl)).evaluate(
            "() => [...document.querySelectorAll('.drawn .number')].map(one => one.getBoundingClientRect().left)"
        )
        assert len(places) == 4
        assert [places[0], places[2], places[3]] == sorted([places[0], places[2], places[3]], reverse=rtl)


@pytest.mark.parametrize("rtl", [False, True])
def test_nothing_reaches_beyond_the_sides(rtl, opened, tmp_path_factory):
    edition = printed("html", tmp_path_factory, "--interface", "ar" if rtl else "en")
    for page in (made(rtl=rtl), edition):
        shown = opened(page)
        for width in (320, 768, 1280):
            shown.set_viewport_size({"width": width, "height": 900})
            assert shown.evaluate(BEYOND) == []
            assert shown.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 1280])
def test_no_date_on_the_drawing_covers_another(width, opened):
    told = ("2025-12", "2026-10", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22", "2026-SU", "2026-11-23")
    events = tuple(statement(f"Event {date}.", 1, date=date, date_resolved=True) for date in told)
    page = html.render(snapshot(stories=(replace(story(), escalation=events),)), Look())
    boxes = opened(page, width=width).evaluate(
        """() => [...document.querySelectorAll(".drawn svg > text, .drawn a")].map(one => one.getBoundingClientRect())
           .map(box => [box.left, box.right, box.top, box.bottom])"""
    )
    assert len(boxes) == 2 * len(told)
    for i, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[:i]:
            assert right <= other[0] + 1 or other[1] <= left + 1 or bottom <= other[2] + 4 or other[3] <= top + 4

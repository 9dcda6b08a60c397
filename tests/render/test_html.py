import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import html5lib
import pytest
from render.hostile import hostile
from render.sample import snapshot

from briefing.render import render

GIVEN = pytest.mark.parametrize(
    "given", [snapshot(), hostile(), snapshot(stories=())], ids=["sample", "hostile", "empty"]
)

SVG = "{http://www.w3.org/2000/svg}"
#: What an element of a drawing may say of itself.
SHAPES = {"aria-describedby", "aria-hidden", "aria-labelledby", "class", "cx", "cy", "dx", "height", "href", "id", "r"}
SHAPES |= {"role", "rx", "width", "x", "x1", "x2", "y", "y1", "y2"}


def html(given=None, **look):
    return render(given or snapshot(), format="html", **look)


def tree(page):
    """Every element; fails at the first parse error of the HTML standard."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


@GIVEN
def test_it_is_valid_html_without_a_parse_error(given):
    assert tree(html(given)).find("body") is not None


@GIVEN
def test_it_has_no_script_and_loads_nothing(given):
    page = tree(html(given))
    names = {element.tag for element in page.iter()}
    assert not names & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "video", "audio"}
    for element in page.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name in ("src", "style", "srcset")]


@GIVEN
def test_a_drawing_is_made_of_shapes_and_our_own_words_alone(given):
    for drawing in tree(html(given)).iter(f"{SVG}svg"):
        for element in drawing.iter():
            assert element.tag.removeprefix(SVG) in {"svg", "title", "desc", "line", "rect", "circle", "text", "a"}
            assert re.fullmatch("#e[0-9]+-[0-9]+", element.get("href", "#e1-1"))
            assert set(element.attrib) <= SHAPES


@GIVEN
def test_links_lead_inside_the_page_or_to_the_web_without_a_referrer(given):
    page = tree(html(given))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.iter("a"):
        if link.get("href").startswith("#"):
            assert link.get("href")[1:] in ids
        else:
            assert re.match("https?://", link.get("href"))
            assert link.get("rel") == "noopener noreferrer"


def test_the_policy_allows_its_own_style_and_nothing_else():
    page = html()
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)[1]
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    own = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{own}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


def test_each_statement_bears_its_language_and_direction():
    page = tree(html())
    said = {
        span.text: (p.get("dir"), span.get("lang"))
        for p in page.iter("p")
        for span in p.findall("span")
        if span.get("lang")
    }
    assert said["يربط ممر كارسو (بطول 43 كيلومترا) بين فيلديا والبحر منذ عام 1994."] == ("rtl", "ar")
    assert said["Границу у Гренда закрыли."] == ("ltr", "ru")


def test_headings_never_skip_a_level():
    levels = [int(element.tag[1]) for element in tree(html()).iter() if re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_has_the_landmarks_of_a_page():
    body = tree(html()).find("body")
    assert [element.tag for element in body] == ["a", "header", "nav", "main", "section", "footer"]


def test_a_citation_leads_to_its_source_and_the_source_back():
    page = tree(html())
    marks = {a.get("id"): a.get("href") for a in page.iter("a") if (a.get("id") or "").startswith("c1-2-")}
    assert set(marks.values()) == {"#s1-2"}
    source = next(li for li in page.iter("li") if li.get("id") == "s1-2")
    assert [a.get("href")[1:] for a in source.iter("a") if a.get("href").startswith("#")] == list(marks)
    assert len(marks) == 3


def test_escalation_is_a_timeline_with_machine_readable_dates():
    page = tree(html())
    times = [time.get("datetime") for li in page.iter("li") for time in li.findall("div/time")]
    assert times == ["2025-12", "2026-11-20", "2026-11-22"]
    assert "summer 2026" in html()


def contrast(one, other):
    """WCAG 2.2: from 1 to 21."""

    def light(colour):
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_every_colour_of_text_can_be_read_by_day_and_by_night():
    style = re.search("<style>(.*?)</style>", html(), re.DOTALL)[1]
    schemes = [
        dict(re.findall("--([a-z_]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    ]
    assert len(schemes) == 2
    for scheme in schemes:
        for name in set(scheme) - {"paper", "line", "notice"}:
            assert contrast(scheme[name], scheme["paper"]) >= 4.5, name
            assert contrast(scheme[name], scheme["notice"]) >= 4.5, name

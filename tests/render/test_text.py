import re
from dataclasses import replace

import pytest
from render.hostile import hostile
from render.sample import drought, expulsion, reference, snapshot, statement

from briefing.model import Coverage
from briefing.render import render
from briefing.render.cells import cells

WIDTHS = (20, 33, 40, 60, 79, 100, 160)


def text(given=None, **look):
    return render(given or snapshot(), format="text", **look)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("given", [snapshot(), hostile()], ids=["sample", "hostile"])
def test_no_line_is_wider_than_the_page_or_ends_in_a_space(width, given):
    for line in text(given, width=width).splitlines():
        assert cells(line) <= width, line
        assert line == line.rstrip()
        assert "\t" not in line
        assert not re.search("[\u2500-\u259f]", line)


def test_chinese_breaks_between_characters_but_not_before_a_full_stop():
    long = "韦尔迪亚政府宣布与奥尔斯克断绝外交关系并要求其大使在四十八小时内离境。" * 3
    story = replace(drought(), background=(statement(long, 1, language="zh"),))
    lines = text(snapshot(stories=(story,)), width=40).splitlines()
    said = [line.strip() for line in lines if "政" in line or "境" in line]
    assert "".join(said).startswith("韦尔迪亚")
    assert max(map(cells, lines)) <= 40
    assert not [line for line in said if line.startswith("。")]


def test_arabic_stays_in_logical_order():
    assert "يربط ممر كارسو (بطول 43 كيلومترا) بين فيلديا والبحر منذ عام 1994. [2]" in text()


def test_a_voice_is_named_once_with_all_its_spellings():
    page = text()
    assert page.count("Mira Hale") == 1
    assert "Mira Hale (Мира Хейл, ميرا هيل), director, Topaz Centre (analyst)" in page


def test_reported_speech_is_told_from_a_quotation():
    page = text()
    assert "     “Orsk needs Veldia more than ever.” [1]" in page
    assert "     reported: Veldia is seeking" in page


def test_a_resolved_date_bears_a_tilde_and_the_words_as_written():
    page = text()
    assert re.search(r'2026-11-22 ~ +Veldia cancelled .* \[1\]  \("on Sunday"\)', page)
    assert re.search(r'2025-12 +An airliner .* \[1\]\[3\]  \("in December"\)', page)


def test_an_undated_event_keeps_its_place_with_a_blank_date():
    lines = text().splitlines()
    events = lines[lines.index("ESCALATION") + 1 :]
    assert events[2].strip() == "The two capitals stopped talking. [1]"
    assert events[2].index("The") == events[0].index("An")


def test_what_is_new_is_marked():
    page = text()
    assert "centre. [1][3]  new" in page
    assert re.search(r"4 outlets: ar en ru tr   NEW", page)
    assert "UPDATED" in page


def test_the_likelihood_is_the_sources_own_word():
    assert 'likelihood: "could"' in text()


def test_an_empty_section_says_so():
    page = text(snapshot(stories=(drought(),)))
    assert re.findall(r"^([A-Z ]+)  nothing reported$", page, re.MULTILINE) == [
        "BACKGROUND",
        "ESCALATION",
        "ANALYST VIEWS",
        "OUTLOOK",
    ]


def test_cited_articles_come_with_their_address_and_the_others_by_name():
    page = text()
    assert "[2] صحيفة الميناء, 2026-11-23, ar  https://outlet2.example/2026/11/story-2.html" in page
    assert "also: [5] Gulf Wire" in page


def test_the_footer_tells_what_is_missing_and_why():
    page = text()
    assert "asked 38 sources: 31 read, 5 unchanged, 2 failed; 3 stale; 1 page not read" in page
    assert "failed: Gulf Wire: 503, retry after 23 Nov 2026 14:00 UTC" in page


def test_the_footer_tells_whose_turn_it_was_not_and_what_robots_kept_out():
    some = Coverage(asked=3, read=2, unchanged=1, not_due=35, pages_failed=4, pages_refused=3)
    told = (
        "asked 3 sources: 2 read, 1 unchanged, 0 failed; 35 not due yet; 4 pages not read, 3 of them as robots.txt asks"
    )
    assert told in text(snapshot(coverage=some)).replace("\n", " ")
    assert "asked 0 sources; 38 not due yet" in text(snapshot(coverage=Coverage(not_due=38)))


def test_the_same_trouble_is_told_once():
    nord = snapshot().failures[1]
    assert "failed: Nord: no answer in 20 s (3 times)" in text(snapshot(failures=(nord,) * 3))


def test_a_briefing_of_documents_has_no_footer():
    page = text(snapshot(coverage=Coverage(), failures=(), note="", stories=(drought(),)))
    assert "asked" not in page
    assert page.splitlines()[1] == "1 story (1 updated)"


def test_the_note_stands_at_the_top():
    assert text().splitlines()[3] == "All countries, people and outlets here are invented."


def test_a_document_without_outlet_is_named_by_its_title():
    own = reference(1, "", "A letter from Grend", url="")
    page = text(snapshot(stories=(replace(drought(), articles=(own,)),)))
    assert "[1] A letter from Grend, 2026-11-23, en" in page


def test_a_long_address_is_cut_rather_than_too_wide():
    long = reference(1, "Harbour", "T", url="https://harbour.example/" + "a" * 200)
    lines = text(snapshot(stories=(replace(expulsion(), articles=(long, *expulsion().articles[1:])),))).splitlines()
    assert max(map(cells, lines)) <= 100
    assert "a" * 200 in "".join(line.strip() for line in lines)

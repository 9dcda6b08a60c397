"""The letter: any mail program reads it, and no text in it can change what it is."""

from dataclasses import replace
from email import message_from_string
from email.policy import default
from email.utils import parsedate_to_datetime

import html5lib
from render.sample import TAKEN, expulsion, snapshot

from briefing.render import render
from briefing.render.read import read_report


def letter(made=None):
    return message_from_string(render(made or snapshot(), format="mail"), policy=default)


def test_a_letter_has_the_text_and_the_page():
    read = letter()
    assert read.get_content_type() == "multipart/alternative"
    text, page = (part.get_content() for part in read.iter_parts())
    assert text == render(snapshot(), format="text", width=76)
    assert page == render(snapshot(), format="html")
    html5lib.HTMLParser(strict=True).parse(page)


def test_its_head_tells_when_it_was_taken_and_what_leads():
    read = letter()
    assert parsedate_to_datetime(read["Date"]) == TAKEN
    assert read["Subject"].strip() == "Briefing, 23 Nov 2026 08:00 UTC: Veldia and Orsk expel each other's diplomats"


def test_it_is_plain_ascii_with_short_lines_in_any_language():
    arabic = replace(snapshot(), stories=(replace(expulsion(), headline="فيلديا وأورسك تتبادلان طرد الدبلوماسيين"),))
    text = render(arabic, format="mail")
    assert text.isascii()
    assert max(map(len, text.split("\n"))) <= 78
    assert "فيلديا" in letter(arabic)["Subject"]


def test_no_headline_can_add_a_header_or_a_part():
    hostile = "Dam\r\nBcc: all@port.example\n\n--briefing-000\nContent-Type: text/html\n\n<script>"
    read = letter(replace(snapshot(), stories=(replace(expulsion(), headline=hostile),)))
    assert read.keys() == letter().keys()
    assert len(list(read.iter_parts())) == 2


def test_the_same_snapshot_gives_the_same_bytes():
    assert render(snapshot(), format="mail") == render(snapshot(), format="mail")


def test_it_is_read_back_by_its_page():
    assert read_report(render(snapshot(), format="mail")) == read_report(render(snapshot(), format="html"))

"""Reports end with the ranges of their words of likelihood; the words stay the sources'."""

import json
import re
from dataclasses import replace

import pytest
from render.sample import snapshot, statement

from briefing.render import render
from briefing.render.read import read_report
from briefing.words import languages, speak

#: Words with their ranges, not in the order of the ranges.
SAID = (
    statement("A deal is likely soon, the ferry office of Grend believes.", 1, likelihood="is likely", band="likely"),
    statement(
        "Yağmur muhtemelen pazara kadar sürecek, dedi Hale.", 4, language="tr", likelihood="muhtemelen", band="likely"
    ),
    statement("من غير المرجح أن توافق أورسك.", 2, language="ar", likelihood="من غير المرجح", band="unlikely"),
    statement("The bridge could fall before the winter comes.", 1, likelihood="could"),
    statement("A deal Is Likely this week, said Eldon Nam.", 1, likelihood="Is Likely", band="likely"),
)
EYES = ("terminal", "text", "markdown", "html", "mail")


def made(said=SAID):
    (first, *_) = snapshot().stories
    return snapshot(stories=(replace(first, outlook=said),))


def page(format_, **look):
    text = render(made(), format=format_, bidi="off", **look)
    return "\n".join(re.sub("<[^>]*>", "", line) for line in text.splitlines())


@pytest.mark.parametrize("format_", ["terminal", "text", "markdown", "html"])
def test_words_stand_by_their_ranges_the_least_likely_first_each_once(format_):
    shown = " ".join(re.sub(r"[\"“”\u200e-]", "", page(format_)).split())
    legend = shown[shown.lower().rindex("words of likelihood") :]
    unlikely = legend.index("unlikely (20–45 %): من غير المرجح")
    likely = legend.index("likely (55–80 %): is likely, muhtemelen")
    assert unlikely < likely < legend.index("no range: could") < legend.index("ICD 203")
    assert legend.lower().count("is likely") == 1


@pytest.mark.parametrize("format_", EYES)
@pytest.mark.parametrize("width", [40, 100])
def test_no_line_of_it_is_taken_for_somebody_s_own(format_, width):
    report = read_report(render(made(), format=format_, bidi="off", width=width))
    assert report.own == ()
    assert [story.own for story in report.stories] == [()]
    assert [one.likelihood for one in report.stories[0].told if one.likelihood] == [said.likelihood for said in SAID]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("format_", EYES)
@pytest.mark.parametrize("bidi", ["app", "terminal", "off"])
def test_it_is_read_back_in_every_language_of_the_interface(language, format_, bidi):
    report = read_report(render(made(), format=format_, bidi=bidi, width=70, words=speak(language)))
    assert report.interface == language
    assert (report.own, [story.own for story in report.stories]) == ((), [()])


def test_other_programs_find_the_range_with_the_statement():
    told = json.loads(render(made(), format="json"))["stories"][0]["outlook"]
    assert [one.get("band") for one in told] == ["likely", "likely", "unlikely", None, "likely"]


def test_words_that_are_not_shown_have_no_legend():
    assert "ikelihood" not in page("text", sections=("background",))
    assert "WORDS OF LIKELIHOOD" not in render(made(()), format="text")


def test_without_any_range_nobody_is_named_for_it():
    text = render(made(SAID[3:4]), format="text")
    assert 'no range: "could"' in text
    assert "ICD" not in text

import random
import re
from contextlib import suppress
from dataclasses import replace

import pytest
from archives import ARTICLES, archive
from builders import NOON
from planting import KINDS

from briefing.errors import InputError
from briefing.pipeline.verify import verify, verify_report
from briefing.render import FORMATS, SECTIONS, render
from briefing.render.read import read_report
from briefing.store.articles import save_articles
from briefing.store.database import open_database
from briefing.store.evidence import stored_wordings
from briefing.words import languages, speak

TEXTS = {id_: "\n".join(text for text, *_ in told[3]) for id_, told in ARTICLES.items()}
SAID = "In 2019 engineers did not find a crack"


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    return archive(tmp_path_factory.mktemp("archive"))


def page(snapshot, format_, **look):
    return render(snapshot, format=format_, **look)


def checked(text, database, snapshot=None):
    return verify_report(read_report(text), database, saved=snapshot)


def said(snapshot):
    """How many statements and figures its only story has."""
    (story,) = snapshot.stories
    return len(story.statements) + len(story.figures)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_untouched_report_is_true(saved, format_):
    snapshot, database = saved
    for known in (None, snapshot):
        verdict = checked(page(snapshot, format_), database, known)
        assert verdict.wrong == ()
        assert verdict.own == ()
        assert verdict.checked == said(snapshot)


@pytest.mark.parametrize("width", [*range(30, 80, 3), 100, 200])
def test_a_page_of_any_width_is_read_back(saved, width):
    snapshot, database = saved
    for format_, bidi in (("text", "auto"), ("terminal", "app"), ("terminal", "terminal"), ("terminal", "off")):
        text = page(snapshot, format_, width=width, bidi=bidi, color=True)
        verdict = checked(text, database)
        assert verdict.wrong == (), (format_, bidi)
        assert verdict.checked == said(snapshot)


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_in_any_language_of_the_interface_is_read_back(saved, format_, language):
    snapshot, database = saved
    looks = [{"width": width, "bidi": bidi} for width in (40, 61, 100) for bidi in ("app", "terminal", "off")]
    for look in looks if format_ in ("terminal", "text") else looks[:1]:
        report = read_report(page(snapshot, format_, words=speak(language), color=True, **look))
        assert report.interface == (language if format_ not in ("json", "toml") else "en")
        verdict = verify_report(report, database)
        assert (verdict.wrong, verdict.own, verdict.checked) == ((), (), said(snapshot)), look
    empty = read_report(page(replace(snapshot, stories=()), format_, words=speak(language), color=True))
    assert (empty.stories, empty.taken) == ((), snapshot.taken)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("format_", ["terminal", "text", "markdown", "html", "mail"])
def test_a_report_of_documents_that_no_outlet_wrote_counts_none(saved, format_, language):
    snapshot, database = saved
    given = replace(snapshot, coverage=replace(snapshot.coverage, outlets=0))
    text = page(given, format_, words=speak(language), bidi="off", width=100)
    assert read_report(text).own == ()
    assert speak(language).count(0, "outlet") not in text
    verdict = verify_report(read_report(text), database)
    assert (verdict.wrong, verdict.own, verdict.checked) == ((), (), said(snapshot))


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_planted_error_is_found_in_any_language_of_the_interface(saved, format_, language):
    snapshot, database = saved
    for kind, plant in KINDS.items():
        changed = plant(snapshot, random.Random(kind), TEXTS)
        text = page(changed, format_, bidi="app", words=speak(language))
        assert verify_report(read_report(text), database).wrong, kind


@pytest.mark.parametrize("sections", [("outlook",), ("escalation", "analyst_views"), SECTIONS])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_of_some_sections_is_true(saved, format_, sections):
    snapshot, database = saved
    assert checked(page(snapshot, format_, sections=sections), database).wrong == ()


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_error_is_found_in_every_format(saved, kind, format_):
    snapshot, database = saved
    chance = random.Random(kind)
    for _ in range(3):
        changed = KINDS[kind](snapshot, chance, TEXTS)
        assert changed is not None
        assert checked(page(changed, format_, bidi="app"), database).wrong


@pytest.mark.parametrize("format_", FORMATS)
def test_a_figure_that_is_not_the_one_of_its_words_is_found(saved, format_):
    snapshot, database = saved
    (story,) = snapshot.stories
    assert story.figures
    for n, figure in enumerate(story.figures):
        wrong = (*story.figures[:n], replace(figure, value=figure.value + 1), *story.figures[n + 1 :])
        changed = replace(snapshot, stories=(replace(story, figures=wrong),))
        (found,) = checked(page(changed, format_, bidi="app"), database).wrong
        assert (found.says, found.told(speak())) == (str(figure.value + 1), "the number is not the one of its words")


def test_both_texts_are_shown(saved):
    snapshot, database = saved
    text = page(snapshot, "markdown").replace("killed 38 people", "killed 83 people")
    found = checked(text, database).wrong
    assert found
    for one in found:
        assert "killed 83 people" in one.says
        assert "killed 38 people" in one.source


def test_a_mark_that_was_moved_names_the_source_that_says_it(saved):
    snapshot, database = saved
    text = page(snapshot, "text", width=100)
    moved = re.sub(rf"({SAID}[^\[]*)\[1\]", r"\1[2]", text)
    assert moved != text
    (found,) = checked(moved, database).wrong
    assert found.told(speak()) == "[2] does not say it, [1] does"


def test_a_link_that_leads_to_another_source_than_its_mark_is_found(saved):
    snapshot, database = saved
    text = page(snapshot, "markdown").replace(r"[\[1\]](#s1-1)", r"[\[1\]](#s1-2)", 1)
    assert [one.told(speak()) for one in checked(text, database).wrong] == ["the marks lead to other sources"]


def test_a_sentence_that_is_cut_short_is_found(saved):
    snapshot, database = saved
    text = page(snapshot, "markdown").replace(", said Mira Hale. [", " [").replace(", said Mira Hale.**", "**")
    found = checked(text, database).wrong
    assert found
    assert {one.told(speak()) for one in found} == {"it is only a part of its source's words"}


def test_an_address_that_leads_elsewhere_is_found(saved):
    snapshot, database = saved
    for format_ in ("text", "markdown", "html"):
        text = page(snapshot, format_, width=200).replace("https://a1.example", "https://a9.example")
        assert "the address is not the source's" in [
            one.told(speak()) for one in checked(text, database, snapshot).wrong
        ]


def test_a_number_of_articles_is_checked(saved):
    snapshot, database = saved
    text = page(snapshot, "text").replace("4 articles, 4 outlets:", "7 articles, 4 outlets:")
    assert [one.told(speak()) for one in checked(text, database).wrong] == ["it counts otherwise"]


@pytest.mark.parametrize("format_", ["markdown", "html", "text"])
def test_own_words_are_told_apart_and_only_their_quotations_checked(saved, format_):
    snapshot, database = saved
    text = page(snapshot, format_)
    heading = {"markdown": "### Outlook", "html": '<section class="outlook">', "text": "OUTLOOK"}[format_]
    own = {"markdown": "{}\n\n", "html": "<p>{}</p>", "text": "{}\n\n"}[format_]
    said = own.format("We think that this is “not at fault” but careless.")
    verdict = checked(text.replace(heading, said + heading), database)
    assert verdict.wrong == ()
    assert verdict.own == ("We think that this is “not at fault” but careless.",)
    said = own.format("We heard that “nobody is to blame” for it.")
    (wrong,) = checked(text.replace(heading, said + heading), database).wrong
    assert wrong.says == "nobody is to blame"


@pytest.mark.parametrize("format_", ["markdown", "html", "text"])
def test_an_uncited_line_in_a_section_is_no_statement(saved, format_):
    snapshot, database = saved
    line = "The mayor has resigned over it."
    at = {"markdown": "\n- In 2019", "html": '<li><p dir="ltr"><span lang="en">In 2019', "text": "\n   In 2019"}[
        format_
    ]
    new = {"markdown": f"\n- {line}{at}", "html": f"<li>{line}</li>{at}", "text": f"\n   {line}{at}"}[format_]
    text = page(snapshot, format_)
    assert at in text
    (wrong,) = checked(text.replace(at, new), database).wrong
    assert (wrong.told(speak()), wrong.says) == ("no source is cited for it", line)


def test_a_report_that_an_editor_wrapped_and_spelt_anew_is_still_true(saved):
    snapshot, database = saved
    text = page(snapshot, "markdown")
    softer = (
        text.replace("\\'", "'").replace('\\"', "&quot;").replace("\\&", "&amp;").replace(" engineers", "\n  engineers")
    )
    assert softer != text
    assert checked(softer, database).wrong == ()
    entities = page(snapshot, "html").replace("engineers did not", "engineers\n   did&#32;not")
    assert "&#32;" in entities
    assert checked(entities, database).wrong == ()


def test_a_wording_that_the_article_had_before_is_true(tmp_path):
    snapshot, database = archive(tmp_path)
    with open_database(database) as connection, connection:
        (now,) = stored_wordings(connection, ["a1"])["a1"]
        later = replace(
            now, title="Orsk: 39 dead", text=now.text.replace("38", "39"), outlet="The Harbour", published=NOON
        )
        save_articles(connection, [("a1", later)], seen=NOON)
    for format_ in FORMATS:
        assert checked(page(snapshot, format_), database).wrong == ()
    text = page(snapshot, "markdown").replace("killed 38", "killed 83")
    assert checked(text, database).wrong


def test_a_snapshot_and_its_report_are_judged_alike(saved):
    snapshot, database = saved
    changed = KINDS["number"](snapshot, random.Random(3), TEXTS)
    assert len(verify(changed, database).wrong) == len(checked(page(changed, "markdown"), database).wrong) > 0


def test_a_report_torn_to_pieces_is_read_or_refused_but_never_breaks_the_program(saved):
    snapshot, _ = saved
    chance = random.Random(7)
    for format_ in FORMATS:
        lines = page(snapshot, format_, bidi="app", width=60).split("\n")
        for _ in range(8):
            torn = [line[chance.randrange(len(line) + 1) :] if chance.random() < 0.1 else line for line in lines]
            chance.shuffle(torn[: chance.randrange(len(torn))])
            torn = torn[chance.randrange(5) :] + torn[: chance.randrange(20)]
            with suppress(InputError):
                assert read_report("\n".join(torn)).stories is not None


@pytest.mark.parametrize(
    "text", ["", "Just a letter.\n\nWith regards.", "# A heading\n\nand text", "<html><p>page</html>", "{}"]
)
def test_what_is_no_report_is_refused(text):
    with pytest.raises(InputError):
        read_report(text)

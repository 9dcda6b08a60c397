import pytest

from briefing.analyse.boilerplate import boilerplate
from briefing.analyse.junk_words import lists_of
from briefing.analyse.paragraphs import words_of
from briefing.analyse.sentences import split
from briefing.language import known_languages, table
from briefing.model import Article

SAMPLES = [(tag, sample) for tag in known_languages() for sample in table(tag, "boilerplate").get("samples", ())]
LONG = "The council of Grend decided on Friday that the bridge will be built again from stone."


def junk(text, language="en", **fields):
    """The lines, counted from 0, of which every sentence is boilerplate."""
    article = Article(id="a", title=fields.pop("title", ""), text=text, language=language, **fields)
    spans = split(text, language)
    found = boilerplate(article, spans)
    lines = {span.paragraph for span in spans}
    return [n for n in sorted(lines) if all(i in found for i, span in enumerate(spans) if span.paragraph == n)]


@pytest.mark.parametrize(("tag", "sample"), SAMPLES, ids=[f"{tag} {n}" for n, (tag, _) in enumerate(SAMPLES)])
def test_each_language_knows_its_own_samples(tag, sample):
    fields = {key: sample[key] for key in ("title", "byline", "outlet") if key in sample}
    assert junk(sample["text"], tag, **fields) == sample["junk"]


def test_plain_reporting_is_kept_whole():
    text = f"{LONG}\nMira Hale, the mayor, said that she was glad.\n“We will build,” she said.\nWork begins in May."
    assert junk(text) == []


def test_a_text_without_full_stops_keeps_its_lines():
    assert junk("the river rose\nthe bridge fell\nnobody came\nthe rain went on for a week and a day and an hour") == []


@pytest.mark.parametrize(
    "line",
    [
        "[ad_1]",
        "https://example.org/a?b=c",
        "* * *",
        "@harbourpost",
        "© 2026 Harbour Post",
        "(Reuters)",
        "kd/hal (dpa)",
        "Mayor Hale opens the bridge. (AP Photo/Odile Marn)",
        "editor@example.org",
        "Odile Marn: odile@example.org",
        "+44 20 5550 1234",
        "#grend #bridges of the river #karsu",
        "pic.twitter.com/a1b2C3d4",
        "— Mira Hale (@mirahale) November 8, 2026",
        "08:00 3.20 3.45",
        "+++ Five dead in the mine of Karsu +++",
        "- A long winter -",
        'Here are nine pictures of it all: [{"src": "https://example.org/1.jpg"}] and that is all there is to see.',
        "function(a) { return a; } is how the page counts its readers, or so it seems to the eye.",
        "Facebook Twitter WhatsApp Telegram",
    ],
)
@pytest.mark.parametrize("language", ["und", "en", "ar", "ka"])
def test_furniture_is_known_in_every_language(line, language):
    assert junk(f"{LONG}\n{line}\nThe traders of the town say that it will have two lanes.", language) == [1]


def test_a_headline_above_the_text_is_no_sentence_of_it():
    assert junk(f"Grend builds again\n{LONG}", title="Grend builds again") == [0]
    assert junk(f"Grend builds again\nGrend builds again\n{LONG}") == [0, 1]


def test_the_same_line_twice_counts_once():
    assert junk(f"{LONG}\nThe mayor said nothing at all.\n{LONG}") == [2]


def test_a_quotation_that_stands_once_is_no_pull_quote():
    assert (
        junk(f"{LONG}\n“We will build it from stone and from nothing else,” said Mira Hale.\n{LONG} Work is slow.")
        == []
    )


def test_the_attributed_wording_survives_its_pull_quote():
    quote = "We build it from stone and nothing else at all"
    text = f"{LONG}\n“{quote}”\n{LONG} Then she spoke.\nMira Hale said: “{quote}.”"
    assert junk(text) == [1]


def test_a_list_that_a_colon_introduces_is_reporting():
    assert (
        junk(f"{LONG}\nIt named three towns:\nGrend on the river\nKarsu in the hills\n{LONG} None has answered.") == []
    )


@pytest.mark.parametrize(
    "line",
    [
        "Facebook has sued Orsk Soft for spying on users of WhatsApp and Instagram.",
        "The council read also the second letter and related it to the flood.",
        "Subscribers of the newspaper in Grend fell by a third.",
        "Comments by the mayor angered the traders.",
        "Three of 12 rooms were full on 8 November 2026.",
        "“The harbour is my home,” wrote Hale on Twitter.",
        "More than 400 people had to sign for the boats.",
        "He told Reuters that he would stay.",
    ],
)
def test_news_about_what_furniture_is_made_of_is_kept(line):
    assert junk(f"{LONG}\n{line}\n{LONG} It will have two lanes.") == []


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("If you like what you see of Grend, subscribe and have the newsletter on Mondays.", "en"),
        ("Pour vivre à l'heure de Grend, téléchargez vite l'application de la ville.", "fr"),
        ("Если вам по душе Гренд, скачайте вечером приложение города.", "ru"),
    ],
)
def test_a_word_that_urges_and_what_it_urges_to_give_a_line_away(line, language):
    assert junk(f"{LONG}\n{line}\nThe traders of the town say that it will have two lanes.", language) == [1]
    assert lists_of(language).promo.inside(words_of(line)) == 1


def test_a_label_makes_a_long_line_a_note_of_the_editors():
    note = (
        "Correction: " + "an earlier version of this text gave the name of the river and of the town wrongly, and " * 4
    )
    assert junk(f"{LONG}\n{note}\nThe traders of the town say that it will have two lanes.") == [1]


def test_a_link_beside_its_label_leaves_the_lines_after_it_alone():
    rain = "rain fell on Grend all day and nobody came to the market"
    assert junk(f"{LONG}\nRead also: Orsk closes its border\n{rain}") == [1]
    assert junk(f"{LONG}\nRead also:\n{rain}") == [1, 2]


def test_news_before_a_pointer_is_kept():
    pointed = "The traders of the town say that it will have two lanes. Follow us on Twitter. It is free."
    text = f"{LONG}\n{pointed}\n{LONG} So be it."
    article = Article(id="a", title="", text=text, language="en")
    spans = split(text, "en")
    found = boilerplate(article, spans)
    assert [text[spans[i].start : spans[i].end] for i in sorted(found)] == ["Follow us on Twitter.", "It is free."]


def test_nothing_is_told_under_a_heading_for_comments():
    told = f"{LONG}\n{LONG} It will have two lanes.\n{LONG} Work begins in May."
    assert junk(f"{told}\nLeave a comment\nI crossed that bridge every day of my life.") == [3, 4]
    assert junk(f"{LONG}\nComments\n{LONG} It will have two lanes.\n{LONG} Work begins in May.") == [1]


def test_a_dateline_and_an_agency_under_the_text_are_no_reporting_but_their_sentences_are():
    text = f"GREND, June 3 (Reuters) - {LONG} It will have two lanes. (hal/dpa)"
    article = Article(id="a", title="", text=text, language="en")
    spans = split(text, "en")
    kept = [text[span.start : span.end] for i, span in enumerate(spans) if i not in boilerplate(article, spans)]
    assert kept == [LONG, "It will have two lanes."]


def test_a_few_words_above_the_text_sign_it():
    assert junk(f"Grend - Harbour Post\n{LONG}\n{LONG} Work begins in May.") == [0]
    assert junk(f"The river rose and took the bridge of Grend\n{LONG}\n{LONG} Work begins in May.") == []


def test_a_headline_under_prose_points_elsewhere():
    prose = "\n".join(f"{LONG} It will have {n} lanes." for n in ("two", "three", "four", "five"))
    assert junk(f"{prose}\nOrsk closes its border after the raid on the cultural centre of the Veldian minority") == [4]
    assert junk(f"{prose}\nHale named two towns:\nGrend on the river and Karsu in the hills behind the old mine") == []


def test_nothing_gives_nothing():
    assert junk("") == []


def test_a_hostile_text_of_many_lines_ends():
    lines = [f"“line {n} of the same words again and again" for n in range(5000)]
    assert isinstance(junk("\n".join(lines)), list)


@pytest.mark.parametrize("line", ["subscribe ", "— Reuters ", "(", "+++ ", "GREND, ", "#a ", "{", "Photo: ", "日电"])
def test_a_hostile_line_ends(line):
    text = line * (200_000 // len(line))
    assert isinstance(junk(f"{text}\n{LONG}\n{text}"), list)

"""Figures for the same thing that differ between outlets, and who is silent."""

from datetime import timedelta

from builders import NOON, analysis, article, story

from briefing.compose import compose
from briefing.compose.silence import silence
from briefing.model import Silence, Source


def told(*articles):
    """The figures of a story of `articles`, whose sentences are all main events."""
    found = {a.id: analysis(a, *("Main",) * (a.text.count("\n") + 1)) for a in articles}
    made = story(*(a.id for a in articles))
    briefing = compose(made, headline=articles[0].id, articles={a.id: a for a in articles}, analyses=found)
    return [(figure.measure, figure.value, figure.n, figure.text) for figure in briefing.figures]


def at(hours, id_, text, **fields):
    return article(id_, text, published=NOON + timedelta(hours=hours), **fields)


def test_figures_that_differ_stand_side_by_side_in_their_sources_words_and_the_order_of_their_articles():
    one = at(0, "one", "At least 57 people were killed in Gulvar on Sunday.")
    two = at(3, "two", "В Гульваре погибли 63 человека, сообщили спасатели.", language="ru")
    three = at(6, "three", "مقتل 71 شخصاً في غولفار وفق مكتب الكوارث.", language="ar")
    assert told(three, one, two) == [
        ("killed", 57, 1, "57 people were killed"),
        ("killed", 63, 2, "погибли 63"),
        ("killed", 71, 3, "مقتل 71"),
    ]


def test_a_figure_that_all_tell_alike_is_no_difference():
    one = at(0, "one", "At least 57 people were killed in Gulvar on Sunday.")
    two = at(3, "two", "В Гульваре погибли 57 человек, сообщили спасатели.", language="ru")
    assert told(one, two) == []


def test_one_outlet_does_not_differ_from_itself():
    one = at(0, "one", "At least 57 people were killed in Gulvar.", outlet="Orsk Post")
    two = at(3, "two", "The dead in Gulvar now number 63 people killed.", outlet="Orsk Post")
    assert told(one, two) == []


def test_what_an_article_reminds_of_is_not_compared_with_the_news():
    one = at(0, "one", "At least 57 people were killed in Gulvar on Sunday.")
    two = at(3, "two", "An earthquake killed 212 people in Gulvar in 1998, as many recall.")
    assert told(one, two) != []  # undated, it can't be told from the news
    dated = analysis(two, "Main", dates={0: [("1998", "1998", "year")]})
    found = {"one": analysis(one, "Main"), "two": dated}
    briefing = compose(story("one", "two"), headline="one", articles={"one": one, "two": two}, analyses=found)
    assert briefing.figures == ()


def test_figures_far_down_belong_together_only_by_a_name():
    filler = "\n".join(f"The council of the valley met again for its session number {word}." for word in "abcd")
    one = at(0, "one", f"{filler}\nThe blast at Orsk killed 3 people.")
    two = at(3, "two", f"{filler}\nThe fire at Karsu killed 9 people.")
    three = at(5, "three", f"{filler}\nThe blast at Orsk killed 4 people.")
    assert [value for _, value, *_ in told(one, two, three)] == [3, 4]


def test_each_figure_is_a_statement_with_its_place():
    one = at(0, "one", "At least 57 people were killed in Gulvar.")
    two = at(3, "two", "At least 63 people were killed in Gulvar.")
    found = {a.id: analysis(a, "Main") for a in (one, two)}
    briefing = compose(story("one", "two"), headline="one", articles={"one": one, "two": two}, analyses=found)
    for figure in briefing.figures:
        text = (one, two)[figure.n - 1].text
        assert text[figure.start : figure.end] == figure.text
        assert [(c.n, c.start, c.end) for c in figure.statement.citations] == [(figure.n, figure.start, figure.end)]


def source(id_, **fields):
    return Source(id=id_, name=id_, url=f"https://{id_}.example/feed", **fields)


READ = (
    source("a", language="en", country="VE", kind="public"),
    source("b", language="en", country="VE", kind="independent"),
    source("c", language="ru", country="OR", kind="state"),
    source("d", language="ru", country="OR", kind="state"),
    source("e", language="en", country="KA", kind="independent"),
)


def of(*ids):
    """Articles of these sources, each an outlet of its own."""
    made = [article(id_, "x", outlet=id_, source=id_, language="en") for id_ in ids]
    return story(*ids), {a.id: a for a in made}


def test_languages_countries_and_kinds_that_are_read_and_do_not_tell_are_silent():
    told_, articles = of("a", "b", "e")
    found = silence(told_, articles, sources=READ, languages=("ru", "en", "tr"))
    assert found == Silence(languages=("ru",), countries=("OR",), kinds=("state",))


def test_of_a_story_that_hardly_anybody_tells_nobody_is_silent():
    told_, articles = of("a", "b")
    assert silence(told_, articles, sources=READ, languages=("ru",)) == Silence()

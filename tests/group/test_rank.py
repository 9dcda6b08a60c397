"""What leads, and under which headline."""

from datetime import timedelta

from builders import NOON, article

from briefing.group import headline, rank
from briefing.model import Story


def story(name, *articles, reprints=()):
    return Story(id=name, articles=tuple(a.id for a in articles), reprints=reprints)


def order(*stories, articles, **options):
    found = rank(stories, {a.id: a for a in articles}, now=NOON, **options)
    return [one.id for one in found]


def test_more_outlets_lead():
    articles = [article(f"a{i}") for i in range(3)]
    assert order(story("one", articles[0]), story("two", *articles[1:]), articles=articles) == ["two", "one"]


def test_reprints_count_as_one_voice():
    articles = [article(f"a{i}") for i in range(5)]
    wire = story("wire", *articles[:3], reprints=(("a1", "a0"), ("a2", "a0")))
    assert order(wire, story("own", *articles[3:]), articles=articles) == ["own", "wire"]


def test_one_outlet_counts_once_however_much_it_writes():
    articles = [article(f"a{i}", outlet="The Harbour Post") for i in range(4)] + [article("b0"), article("b1")]
    assert order(story("loud", *articles[:4]), story("broad", *articles[4:]), articles=articles) == ["broad", "loud"]


def test_news_of_today_leads_over_as_many_outlets_last_week():
    old = [article(f"a{i}", published=NOON - timedelta(days=6)) for i in range(3)]
    new = [article(f"b{i}") for i in range(2)]
    assert order(story("old", *old), story("new", *new), articles=[*old, *new]) == ["new", "old"]


def test_more_languages_lead_among_as_many_outlets():
    one = [article("a0"), article("a1")]
    two = [article("b0"), article("b1", language="ar")]
    assert order(story("x", *one), story("y", *two), articles=[*one, *two]) == ["y", "x"]


def test_a_reprint_in_another_language_is_no_further_language():
    one = [article("b0"), article("b1")]
    two = [article("c0"), article("c1"), article("c2", language="ar")]
    repeated = story("y", *two, reprints=(("c2", "c0"),))
    assert order(story("x", *one), repeated, articles=[*one, *two]) == ["x", "y"]


def test_the_weight_of_a_source_counts():
    articles = [article("a", source="local"), article("b", source="wire")]
    stories = story("x", articles[0]), story("y", articles[1])
    assert order(*stories, articles=articles, weights={"local": 0.5, "wire": 2.0}) == ["y", "x"]
    assert order(*stories, articles=articles, weights={"local": 2.0, "wire": 0.0}) == ["x", "y"]


def test_ties_go_to_the_lower_id_whatever_the_order():
    articles = [article("a"), article("b")]
    stories = story("x", articles[0]), story("y", articles[1])
    assert order(*stories, articles=articles) == order(*reversed(stories), articles=articles) == ["x", "y"]


def chosen(*articles, languages=(), reprints=()):
    return headline(story("s", *articles, reprints=reprints), {a.id: a for a in articles}, languages=languages)


def test_the_headline_is_the_most_central_one():
    aside = article("a", title="Why nobody in the valley slept last night")
    central = article("b", title="Orsk dam gives way after rain")
    near = article("c", title="Dam near Orsk gives way, hundreds flee")
    assert chosen(aside, central, near) == "b"


def test_the_headline_is_in_the_first_preferred_language_there_is():
    articles = [
        article("a", title="Orsk dam gives way after rain"),
        article("b", title="Orsk dam gives way, hundreds flee"),
        article("c", title="انهيار سد أورسك بعد أيام من المطر", language="ar"),
    ]
    assert chosen(*articles, languages=("fr", "ar", "en")) == "c"
    assert chosen(*articles, languages=("ko",)) in {"a", "b"}


def test_a_regional_form_of_a_preferred_language_will_do():
    articles = [article("a", title="Dam gives way near Orsk"), article("b", title="Orsk 水壩潰決", language="zh-TW")]
    assert chosen(*articles, languages=("zh",)) == "b"


def test_a_reprint_gives_no_headline_and_no_vote():
    first = article("a", title="Orsk dam gives way after rain")
    other = article("b", title="Orsk dam gives way, hundreds flee")
    copies = [article(f"c{i}", title="Valley drowned in a single night of terror") for i in range(3)]
    reprints = tuple((copy.id, "a") for copy in copies)
    assert chosen(first, other, *copies, reprints=reprints) in {"a", "b"}


def test_a_statement_is_preferred_to_a_question():
    asking = article("a", title="Why did the Orsk dam give way after rain?")
    telling = article("b", title="The Orsk dam did give way after rain")
    assert chosen(asking, telling) == "b"

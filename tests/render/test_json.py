import json

from render.sample import drought, snapshot

from briefing.render import render


def page(given=None, **look):
    return json.loads(render(given or snapshot(), format="json", **look))


def test_the_page_has_the_documented_keys():
    assert list(page(snapshot(note=""))) == ["schema", "taken", "stories", "failures", "coverage"]
    assert page()["taken"] == "2026-11-23T08:00:00Z"


def test_a_story_has_all_its_keys_even_if_it_says_nothing():
    story = page(snapshot(stories=(drought(),)))["stories"][0]
    keys = [
        "id",
        "headline",
        "status",
        "watched",
        "outlets",
        "lead",
        "languages",
        "articles",
        "background",
        "escalation",
        "analyst_views",
        "outlook",
        "figures",
        "silence",
    ]
    assert list(story) == keys
    assert [story[key] for key in keys[-6:-1]] == [[]] * 5
    assert story["silence"] == {"languages": [], "countries": [], "kinds": []}
    assert list(story["articles"][0]) == ["n", "id", "outlet", "title", "url", "language", "published"]


def test_a_statement_leaves_out_what_is_empty():
    lead = page()["stories"][0]["lead"]
    assert list(lead) == ["text", "language", "citations", "new"]
    assert lead["citations"][0] == {"n": 1, "start": 40, "end": 126}


def test_a_figure_tells_what_is_counted_and_where_it_stands():
    figures = page()["stories"][0]["figures"]
    assert [(figure["measure"], figure["value"], figure["n"]) for figure in figures] == [
        ("detained", 2, 1),
        ("detained", 14, 3),
        ("detained", 1204, 2),
    ]


def test_a_view_tells_who_and_how():
    view = page()["stories"][0]["analyst_views"][0]
    assert (view["speaker"], view["role"], view["kind"], view["direct"]) == (
        "Mira Hale",
        "director, Topaz Centre",
        "analyst",
        True,
    )


def test_text_is_not_escaped_to_ascii():
    assert "صحيفة الميناء" in render(snapshot(), format="json")


def test_a_section_not_asked_for_has_no_key():
    story = page(sections=("background",))["stories"][0]
    assert "background" in story
    assert "outlook" not in story

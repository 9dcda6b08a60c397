"""Lists of feeds become sources, and sources lists."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.language.clean import clean
from briefing.model import Source
from briefing.parse.titles import one_line
from briefing.pipeline.subscribing import export, plan
from briefing.render.opml import opml
from briefing.store.edit import add_sources
from briefing.store.sources import read_sources


def outlines(*rows):
    """OPML of (title, url) pairs."""
    body = "".join(f'<outline type="rss" text="{title}" xmlUrl="{url}"/>' for title, url in rows)
    return f"<opml version='1.0'><body>{body}</body></opml>".encode()


def test_a_feed_in_two_folders_is_one_source_with_the_tags_of_both():
    feed = '<outline text="Post" xmlUrl="{}"/>'
    body = (
        f'<opml><body><outline text="Sea">{feed.format("https://www.post.example/feed/")}</outline>'
        f'<outline text="River">{feed.format("http://post.example/feed?utm_source=x")}</outline></body></opml>'
    )
    planned = plan(body.encode(), ())
    assert planned.added == (
        Source(id="post", name="Post", url="https://www.post.example/feed/", tags=("Sea", "River")),
    )


def test_ids_are_readable_and_no_one_is_given_twice():
    sources = (Source(id="harbour-post", name="Harbour Post", url="https://old.example/"),)
    rows = [
        ("Harbour Post", "https://a.example/"),
        ("Harbour Post", "https://b.example/"),
        ("Вести", "https://c.example"),
    ]
    rows += [("", "https://www.d.example/feed"), ("!", "https://d.example/other")]
    added = plan(outlines(*rows), sources).added
    assert [source.id for source in added] == ["harbour-post-2", "harbour-post-3", "vesti", "d-example", "d-example-2"]
    assert added[3].name == "d.example"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("filter:/usr/bin/x:https://a.example/", "a filter of newsboat's"),
        ("exec:/usr/bin/x", "a command of newsboat's"),
        ("query:New:unread", "a query of newsboat's"),
        ("file:///etc/passwd", "not an address of the web"),
        ("../../etc/passwd", "not an address of the web"),
        ("/feed", "not an address of the web"),
        ("javascript:alert(1)", "not an address of the web"),
        ("https://a.example/" + "x" * 3_000, "too long"),
        ("https://", "not an address of the web"),
        ("https://[::1", "not an address of the web"),
    ],
)
def test_what_can_not_be_read_is_skipped_with_the_reason(url, reason):
    planned = plan(outlines(("Odd", url)), ())
    assert planned.added == ()
    assert reason in planned.skipped[0].reason
    assert len(planned.skipped[0].url) <= 80


def test_addresses_that_are_known_in_another_spelling_are_not_added():
    sources = (Source(id="port", name="Port", url="https://port.example/feed?of=sea"),)
    rows = [("A", "http://www.PORT.example:80/feed/?utm_medium=rss&amp;of=sea#top"), ("B", "feed:https://b.example/")]
    planned = plan(outlines(*rows), sources)
    assert [id_ for _, id_ in planned.known] == ["port"]
    assert [source.url for source in planned.added] == ["https://b.example/"]


def test_our_own_fields_are_taken_where_they_are_right():
    ours = 'xmlns:b="urn:briefing:source" b:id="mine" b:weight="{}" b:content="{}" '
    ours += 'b:mute_until="{}" b:kind="state" b:x="1"'
    row = '<opml><outline text="A" language="ar" xmlUrl="https://a.example/" {}/></opml>'
    right = plan(row.format(ours.format("0.5", "feed", "2099-01-02")).encode(), ()).added[0]
    assert (right.id, right.weight, right.content, right.mute_until) == ("mine", 0.5, "feed", date(2099, 1, 2))
    assert (right.language, right.kind) == ("ar", "state")
    wrong = plan(row.format(ours.format("-1", "audio", "soon")).encode(), ()).added[0]
    assert (wrong.weight, wrong.content, wrong.mute_until) == (1.0, "auto", None)


def test_more_feeds_than_anybody_reads_are_refused():
    with pytest.raises(InputError, match="10001 feeds"):
        plan(outlines(*((n, f"https://n{n}.example/") for n in range(10_001))), ())


def test_passwords_and_files_stay_at_home():
    sources = (
        Source(id="a", name="A", url="https://bob:secret@a.example/feed?x=1"),
        Source(id="b", name="B", url="articles/b.txt"),
        Source(id="c", name="C", url="https://c.example/"),
    )
    found = export(sources)
    assert "secret" not in opml(found.sources)
    assert [source.url for source in found.sources] == ["https://a.example/feed?x=1", "https://c.example/"]
    assert ([s.id for s in found.secret], [s.id for s in found.files]) == (["a"], ["b"])


def words(least=1, most=20):
    """Text as sources.toml keeps it: clean, on one line."""
    text = st.text(st.characters(exclude_categories=("Cs",)), min_size=least, max_size=most)
    return text.map(lambda t: one_line(clean(t))).filter(lambda t: len(t) >= least and "<" not in t and "&" not in t)


@st.composite
def lists(draw):
    """Sources with ids and addresses that differ."""
    ids = draw(st.lists(words(), unique=True, max_size=6))
    return tuple(
        Source(
            id=id_,
            name=draw(words()),
            url=f"https://n{n}.example/{draw(st.text('abc/?&=%41', max_size=9))}",
            language=draw(st.sampled_from(("", "ar", "zh-TW"))),
            country=draw(words(0, 4)),
            kind=draw(words(0)),
            tags=tuple(draw(st.lists(words(), unique=True, max_size=4))),
            weight=draw(st.floats(0, 1e6)),
            content=draw(st.sampled_from(("auto", "feed", "page"))),
            mute_until=draw(st.none() | st.dates()),
        )
        for n, id_ in enumerate(ids)
    )


@settings(max_examples=80, deadline=None)
@given(lists())
def test_what_is_exported_and_imported_again_is_the_same(sources):
    text = opml(export(sources).sources)
    planned = plan(text.encode(), ())
    assert planned.damage == ""
    assert sorted(planned.added, key=lambda s: s.id) == sorted(sources, key=lambda s: s.id)
    assert opml(export(sources).sources) == text


def test_a_thousand_feeds_are_added_at_once_and_all_else_stays(tmp_path):
    path = tmp_path / "sources.toml"
    ours = '# mine\r\n[settings]\r\nwatch = ["Karsu"] # why\r\n'
    path.write_bytes(ours.encode())
    body = outlines(*((f"Outlet of Grend {n}", f"https://n{n}.example/feed") for n in range(1_000)))
    began = time.process_time()
    add_sources(path, plan(body, ()).added)
    assert time.process_time() - began < 2
    assert path.read_bytes().decode().startswith(ours)
    assert len(read_sources(path)[1]) == 1_000

"""Lists of feeds as other readers export them, and as an attacker would."""

import time

import pytest

from briefing.parse import ParseError
from briefing.parse.subscriptions import read_subscriptions

HEAD = '<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>x</title></head><body>'
TAIL = "</body></opml>"


def read(body, *, head=HEAD, tail=TAIL):
    """(title, url, tags) of each feed in an OPML body."""
    return [(one.title, one.url, one.tags) for one in read_subscriptions(f"{head}{body}{tail}".encode()).feeds]


def test_folders_one_in_the_other_are_tags_the_outer_one_first():
    body = """
    <outline text="Sea &amp; river"><outline title="Grend" text="ignored">
      <outline type="rss" text="Harbour Post" title="The Harbour Post" xmlUrl="https://post.example/feed"
               htmlUrl="https://post.example/" description=""/></outline>
      <outline type="rss" text="Orsk Wire" xmlUrl="https://orsk.example/rss?a=1&amp;b=2"/></outline>
    <outline type="rss" text="Alone" xmlUrl="https://alone.example/"/>"""
    assert read(body) == [
        ("The Harbour Post", "https://post.example/feed", ("Sea & river", "Grend")),
        ("Orsk Wire", "https://orsk.example/rss?a=1&b=2", ("Sea & river",)),
        ("Alone", "https://alone.example/", ()),
    ]


@pytest.mark.parametrize(
    ("outline", "title", "url", "tags"),
    [
        ('<outline xmlurl="https://a.example/f" TITLE="Upper"/>', "Upper", "https://a.example/f", ()),
        ('<OUTLINE Text="Old" XMLURL="https://a.example/f"/>', "Old", "https://a.example/f", ()),
        ('<outline type="rss" url="https://a.example/f" text="1.0"/>', "1.0", "https://a.example/f", ()),
        ('<outline xmlUrl="https://a.example/f"/>', "", "https://a.example/f", ()),
        ('<outline title="" text="Text" xmlUrl="https://a.example/f"/>', "Text", "https://a.example/f", ()),
        ('<outline text="&lt;b&gt;Bold&lt;/b&gt; &amp;amp; co" xmlUrl="u:x"/>', "Bold & co", "u:x", ()),
        ('<outline text="Caf&eacute;&nbsp;&bogus; &" xmlUrl="u:x"/>', "Café &bogus; &", "u:x", ()),
        ('<outline text="x" xmlUrl="https://a.example/?b=1&c=2&amp;d=3"/>', "x", "https://a.example/?b=1&c=2&d=3", ()),
        ('<outline text="x" category="/Sea/Ports, wire" xmlUrl="u:x"/>', "x", "u:x", ("Sea", "Ports", "wire")),
        ('<outline text="a&#x202e;b&#10;c&#x1b;[31m" xmlUrl="u:x"/>', "ab c", "u:x", ()),
    ],
)
def test_attributes_are_read_as_readers_have_written_them(outline, title, url, tags):
    assert read(outline) == [(title, url, tags)]


def test_comments_empty_outlines_and_links_are_no_feeds():
    body = (
        '<outline/><outline text=""/><outline text="Empty"><outline text="too"/></outline>'
        '<outline isComment="true" text="c" xmlUrl="https://c.example"><outline xmlUrl="https://d.example"/></outline>'
        '<outline type="link" text="l" url="https://page.example/"/><!-- <outline xmlUrl="https://e.example"/> -->'
    )
    assert read(body) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_the_encoding_may_be_any_that_is_declared_or_marked(encoding):
    text = HEAD.replace("UTF-8", encoding) + '<outline text="Порт" xmlUrl="https://port.example/"/>' + TAIL
    assert [one.title for one in read_subscriptions(text.encode(encoding)).feeds] == ["Порт"]


def test_a_damaged_file_gives_what_can_be_read_and_says_so():
    body = f'{HEAD}<outline text="A" xmlUrl="https://a.example/"/><outline text="B" xmlUrl="https://b.example/"'
    found = read_subscriptions(body.encode())
    assert [one.url for one in found.feeds][:1] == ["https://a.example/"]
    assert found.damage.startswith("line 1: ")
    assert read_subscriptions(f"{HEAD}{TAIL}".encode()).damage == ""


def test_a_document_type_is_passed_over_and_entities_are_refused(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    plain = '<!DOCTYPE opml SYSTEM "https://evil.example/x.dtd">'
    assert read('<outline text="A" xmlUrl="u:a"/>', head=plain + HEAD.partition("?>")[2]) == [("A", "u:a", ())]
    bomb = '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    steal = f'<!DOCTYPE opml [<!ENTITY x SYSTEM "file://{secret}">]>'
    hidden = "<!-- --><!DOCTYPE opml [<!ENTITY % p SYSTEM 'https://evil.example/'> %p;]>"
    for entity, doctype in (("&b;", bomb), ("&x;", steal), ("", hidden)):
        with pytest.raises(ParseError, match="entities"):
            read(f'<outline text="{entity}" xmlUrl="u:a"/>', head=doctype + HEAD.partition("?>")[2])


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<opml" + b" a='1'" * 2_000 + b"/>", "too many attributes"),
        (b"<opml>" + b"<outline>" * 600_000, "too many elements"),
        (b"<opml>" + b" " * 20_000_001, "larger than 20 MB"),
        (b"\x89PNG\0\0", "not text"),
        (b"<html><body>Hello</body></html>", "neither OPML nor a list"),
        (b"Dear reader,\nhttps://a.example/\n", "neither OPML nor a list"),
    ],
)
def test_what_is_no_list_of_feeds_is_refused_in_a_line(body, reason):
    with pytest.raises(ParseError, match=reason) as raised:
        read_subscriptions(body)
    assert "\n" not in str(raised.value)


def test_many_and_deep_outlines_take_little_time():
    began = time.process_time()
    many = "".join(f'<outline text="n{n}" xmlUrl="https://n{n}.example/"/>' for n in range(20_000))
    assert len(read(many)) == 20_000
    deep = "<outline text='d'>" * 50_000 + '<outline xmlUrl="https://deep.example/"/>' + "</outline>" * 50_000
    with pytest.raises(ParseError, match="nested too deeply"):
        read(deep)
    assert time.process_time() - began < 3


def test_newsboats_urls_file_is_read_with_tags_and_titles():
    text = """
# ours
https://post.example/feed "sea and river" wire "~The Harbour Post" !hidden
"https://orsk.example/a b" "say \\"hello\\"" # remark
query:Unread:unread = "yes"
file:///var/tmp/feed.xml ~Local
"""
    found = read_subscriptions(text.encode())
    assert [(one.title, one.url, one.tags) for one in found.feeds] == [
        ("The Harbour Post", "https://post.example/feed", ("sea and river", "wire")),
        ("", "https://orsk.example/a b", ('say "hello"',)),
        ("", "query:Unread:unread", ("=", "yes")),
        ("Local", "file:///var/tmp/feed.xml", ()),
    ]

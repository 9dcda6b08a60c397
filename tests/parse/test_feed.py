from datetime import UTC, datetime

import pytest

from briefing.model import Source
from briefing.parse import ParseError, parse, wellformed
from briefing.parse.entries import MAX_ENTRIES, NEWEST, RawEntry, entries
from briefing.parse.feed import _lenient

SOURCE = Source(id="harbour", name="The Harbour Post", url="https://harbour.example/feed.xml")

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://harbour.example/</link><language>en-GB</language>
<item><title>Karna &amp;amp; Orsk sign a &lt;b&gt;truce&lt;/b&gt;</title><link>https://harbour.example/a/1</link>
<guid isPermaLink="false">hp-1</guid><pubDate>Mon, 23 Nov 2026 08:05:00 +0300</pubDate>
<dc:creator>Mira Hale</dc:creator><description>&lt;p&gt;The guns fell silent.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The guns fell silent at dawn.</p><p>Both sides said so.</p>]]></content:encoded></item>
<item><title>رئيس بلدية كارنا: الجسر سيفتح</title><guid>https://harbour.example/a/2</guid>
<author>desk@harbour.example (Night Desk)</author><pubDate>Tue, 24 Nov 2026 09:00:00 GMT</pubDate></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"><title>Порт</title><id>urn:port</id>
<author><name>Редакция</name></author>
<entry><title>AT&amp;T &lt;b&gt;</title><id>urn:port:1</id><link rel="enclosure" href="https://port.example/1.mp3"/>
<link rel="alternate" type="text/html" href="https://port.example/1"/><link href="https://port.example/1.amp"/>
<updated>2026-11-23T10:00:00Z</updated><published>2026-11-23T09:00:00.123+03:00</published>
<summary>Мост &lt; 5 км</summary></entry>
<entry xml:lang="tr"><title type="html">Köprü &amp;lt;açıldı&amp;gt;</title><id>urn:port:2</id>
<link href="https://port.example/2"/><updated>2026-11-23T11:00:00Z</updated><author><name>Ece Taş</name></author>
<content type="html">&lt;p&gt;Köprü açıldı.&lt;/p&gt;</content></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://old.example/"><title>Old</title><link>https://old.example/</link></channel>
<item rdf:about="https://old.example/1"><title>Flood in Karna</title><link>https://old.example/1</link>
<description>Water rose.</description><dc:date>2026-11-22T07:00:00+01:00</dc:date></item></rdf:RDF>"""

OLD = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.example/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>x</title>
<item><title>Flood in Karna</title><link>/1</link></item></channel></rss>"""


def read(text, **kwargs):
    body = text if isinstance(text, bytes) else text.encode()
    return parse(body, source=SOURCE, url=SOURCE.url, **kwargs)


def rss(items, before="", version="2.0"):
    return f'{before}<rss version="{version}"><channel><title>x</title>{items}</channel></rss>'


def item(inside):
    return read(rss(f"<item>{inside}</item>"))[0]


def test_an_rss_item_becomes_an_entry():
    first, second = read(RSS)
    assert (first.source, first.id, first.url) == ("harbour", "hp-1", "https://harbour.example/a/1")
    assert first.title == "Karna & Orsk sign a truce"
    assert first.summary == "<p>The guns fell silent.</p>"
    assert first.content == "<p>The guns fell silent at dawn.</p><p>Both sides said so.</p>"
    assert first.published == datetime(2026, 11, 23, 5, 5, tzinfo=UTC)
    assert (first.byline, first.language) == ("Mira Hale", "en")
    assert (second.title, second.byline) == ("رئيس بلدية كارنا: الجسر سيفتح", "Night Desk")
    assert second.url == "https://harbour.example/a/2"


def test_an_atom_entry_keeps_what_its_types_say():
    first, second = read(ATOM)
    assert first.title == "AT&T <b>"
    assert first.url == "https://port.example/1"
    assert first.published == datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    assert first.summary == "<p>Мост &lt; 5 км</p>"
    assert (first.byline, first.language) == ("Редакция", "ru")
    assert second.title == "Köprü <açıldı>"
    assert second.content == "<p>Köprü açıldı.</p>"
    assert (second.byline, second.language) == ("Ece Taş", "tr")
    assert second.published == datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def test_rdf_and_old_rss_are_read():
    (entry,) = read(RDF)
    assert (entry.title, entry.summary) == ("Flood in Karna", "Water rose.")
    assert entry.published == datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
    (entry,) = read(OLD)
    assert (entry.url, entry.title) == ("https://harbour.example/1", "Flood in Karna")


def test_atom_with_xhtml_content_keeps_its_paragraphs():
    (entry,) = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title><id>1</id><content type="xhtml">'
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>'
    )
    assert "<p>One.</p><p>Two.</p>" in entry.content


@pytest.mark.parametrize("feed", [RSS, ATOM, rss("<item><title>a</title><description>b</description></item>")])
def test_the_strict_and_the_lenient_reader_agree(feed):
    strict, lenient = wellformed.read(feed.encode()), _lenient(feed.partition("?>")[2] or feed)
    assert strict is not None
    assert entries(strict, source=SOURCE, url=SOURCE.url) == entries(lenient, source=SOURCE, url=SOURCE.url)


@pytest.mark.parametrize(
    "feed", [OLD, RDF, "<rss", rss("<item><title>a&nbsp;b</title></item>"), rss("", "<!DOCTYPE x>")]
)
def test_the_strict_reader_leaves_the_rest_to_the_lenient_one(feed):
    assert wellformed.read(feed.encode()) is None


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ("<dc:title>t</dc:title><dc:description>d</dc:description>", ("t", "d", "")),
        ("<media:title>m</media:title><summary>s</summary>", ("m", "", "s")),
        ("<title>t</title><description>d</description><fullitem>f</fullitem>", ("t", "d", "f")),
        ("<title> </title><media:title>m</media:title>", ("m", "", "")),
        ("<title>t</title><body><p>One.</p><p>Two.</p></body>", ("t", "", "<p>One.</p><p>Two.</p>")),
    ],
)
def test_words_are_found_in_the_elements_that_stand_in_for_others(parts, told):
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    (entry,) = read(f'<rss version="2.0" {spaces}><channel><item>{parts}</item></channel></rss>')
    assert (entry.title, entry.summary, entry.content) == told


def test_a_broken_feed_still_gives_its_entries():
    found = read(rss("<item><title>One & two&nbsp;three</title><link>/1</link></item><item><title>Cut off</tit")[:-30])
    assert found[0].title == "One & two three"
    assert found[0].url == "https://harbour.example/1"


@pytest.mark.parametrize(
    "odd",
    ["<links>x</links>", "<title_detail>x</title_detail>", "<content>x</content>", "<id/>", "<link/>", "<a:b:c/>"],
)
def test_elements_named_like_a_parsers_own_fields_do_no_harm(odd):
    found = read(rss(f"<item>{odd}<title>t&nbsp;u</title><link>/1</link></item>"))
    assert [entry.title for entry in found] == ["t u"]


def test_what_the_parser_itself_stumbles_over_is_refused():
    with pytest.raises(ParseError, match="not well-formed"):
        read('<rdf:RDF xmlns:rdf="http://rdf.example/1\u00a02\u00a03"><channel/></rdf:RDF>')


def test_junk_before_the_feed_is_passed_over():
    assert read("\n\n<br />Warning: line 3\n" + rss("<item><title>Here</title></item>"))[0].title == "Here"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("A&amp;amp;B", "A&B"),
        ("<![CDATA[<em>Now</em>:&nbsp; it &#8220;rains&#8221;]]>", "Now: it “rains”"),
        ("5 &lt; 6 and &lt;Project&gt; x", "5 < 6 and <Project> x"),
        ("a\n   b\tc", "a b c"),
        ("red &amp;#27;[31m\u202e alert&amp;#x202e;", "red [31m alert"),
        ("x" * 2000, "x" * 499 + "…"),
    ],
)
def test_a_title_is_one_clean_line(raw, title):
    assert item(f"<title>{raw}</title>").title == title


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://harbour.example/a?b=1&amp;c=2#d", "https://harbour.example/a?b=1&c=2#d"),
        ("/a/b", "https://harbour.example/a/b"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("http://", ""),
        ("http://user:secret@harbour.example/a", "http://harbour.example/a"),
        ("https://harbour.example/a b&lt;c&gt;", "https://harbour.example/a%20b%3Cc%3E"),
        ("https://порт.example/нов", "https://xn--n1abei.example/%D0%BD%D0%BE%D0%B2"),
        ("https://harbour.example/" + "a" * 3000, ""),
        ("http://[::1", ""),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
    ],
)
def test_only_whole_web_addresses_without_password_are_kept(link, url):
    assert item(f"<title>t</title><link>{link}</link>").url == url


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Mon, 23 Nov 2026 08:05:00 EST", datetime(2026, 11, 23, 13, 5, tzinfo=UTC)),
        ("23 Nov 2026 08:05", datetime(2026, 11, 23, 8, 5, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
        ("2026-11-23 08:05:00 +0530", datetime(2026, 11, 23, 2, 35, tzinfo=UTC)),
        ("2026-11-23T08:05:00.123456789Z", datetime(2026, 11, 23, 8, 5, tzinfo=UTC)),
        ("soon", None),
        ("0001-01-01T00:00:00Z", None),
        ("9" * 500, None),
        ("Mon, 99 Nov 2026 99:99:99 GMT", None),
    ],
)
def test_dates_become_utc_or_nothing(date, published):
    assert item(f"<title>t</title><pubDate>{date}</pubDate>").published == published


def test_of_entries_with_one_id_the_first_stays():
    found = read(rss("".join(f"<item><title>t{i}</title><guid>g{i % 2}</guid></item>" for i in range(6))))
    assert [entry.title for entry in found] == ["t0", "t1"]


def test_without_an_id_the_address_or_the_words_make_one():
    assert item("<title>t</title><link>/1</link>").id == "https://harbour.example/1"
    assert item("<title>t</title>").id == item("<title>t</title>").id != item("<title>u</title>").id


def test_a_feed_without_entries_gives_none():
    assert read(rss("")) == ()
    assert read('<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>') == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!doctype html><title>Just a moment...</title><p>Checking your browser", "a web page, not a feed"),
        (b"<html><body>404</body></html>", "a web page, not a feed"),
        (b"%PDF-1.7 \x00\x01", "not text but binary data"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not text but binary data"),
        (b"<rss>\x00\x01</rss>", "not text but binary data"),
        (b"<note><to>Tove</to></note>", "not a feed"),
        (b"Service unavailable", "not a feed"),
        (b'{"error": "x"}', "not a feed"),
        (b"<rss>" + b" " * 20_000_000, "larger than 20 MB"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(body, reason):
    with pytest.raises(ParseError, match=f"^{reason}$"):
        read(body)


HOSTILE = {
    "entity bomb": '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
    + rss("<item><title>&j;</title></item>"),
    "external entity": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + rss("<item><title>a&x;b</title><description>root</description></item>"),
    "nesting": rss("<item><title>t</title><description>" + "<b>" * 100_000 + "</description></item>"),
    "attributes": rss("<item " + " ".join(f'a{i}="x"' for i in range(50_000)) + "><title>t&nbsp;</title></item>"),
    "bare attributes": rss("<item " + " ".join(f"a{i}" for i in range(50_000)) + "><title>t</title></item>"),
    "namespaces": rss("<item>" + "".join(f'<a{i}:b xmlns:a{i}="u{i}"/>' for i in range(20_000)) + "&nbsp;</item>"),
    "long title": rss(f"<item><title>{'a' * 1_000_000}</title></item>"),
    "unended tags": rss("<item><title>" + "<a '" * 100_000),
    "unended sections": rss("<item><title>" + "<![CDATA[<!--" * 50_000),
}

REFUSED = {"attributes": "attributes", "bare attributes": "attributes", "namespaces": "namespaces"}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_feeds_are_read_or_refused(case):
    if case in REFUSED:
        with pytest.raises(ParseError, match=REFUSED[case]):
            read(HOSTILE[case])
    else:
        assert all(len(entry.title) <= 500 and "root:" not in entry.title for entry in read(HOSTILE[case]))


@pytest.mark.parametrize("before", ["", "<!DOCTYPE rss>"])
def test_no_more_than_the_first_of_very_many_entries_are_read(before):
    items = "".join(f"<item><title>t{i}</title><guid>{i}</guid></item>" for i in range(MAX_ENTRIES + 100))
    found = read(rss(items, before))
    assert [entry.id for entry in found] == [str(n) for n in range(NEWEST)]


def test_of_a_thousand_entries_and_more_the_newest_stay_in_the_feed_s_order():
    days = ["", *(f"<pubDate>{i % 28 + 1} Nov {1950 + i // 28} 08:00:00 GMT</pubDate>" for i in range(NEWEST + 50))]
    found = read(rss("".join(f"<item><guid>{i}</guid><title>t{i}</title>{day}</item>" for i, day in enumerate(days))))
    assert [entry.id for entry in found] == [str(n) for n in range(51, NEWEST + 51)]


def test_empty_entries_without_end_are_not_looked_through():
    raws = iter([RawEntry()] * (MAX_ENTRIES * 4) + [RawEntry(title="never reached")] * 3)
    assert entries(raws, source=SOURCE, url=SOURCE.url) == ()
    assert len(list(raws)) == 3


@pytest.mark.parametrize("half", ["&#xD800;", "&#57343;", "&#x00dfff", "&#0055296;"])
def test_half_a_character_costs_no_feed(half):
    (entry,) = read(rss(f"<item><title>Rain&nbsp;in {half}Orsk &#55200;</title></item>"))
    assert entry.title == "Rain in Orsk \ud7a0"


def test_control_sequences_reach_no_field():
    entry = item("<title>a\u009b31mb</title><description>c\u202ed\ufeff</description><author>e\u200bf</author>")
    assert (entry.title, entry.summary, entry.byline) == ("ab", "cd", "ef")

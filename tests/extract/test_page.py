from datetime import UTC, datetime

import pytest

from briefing.extract import extract_page, feed_links
from briefing.parse import ParseError

URL = "https://harbour.example/news/bridge"
BODY = (
    "The council of Karna voted on Monday to reopen the harbour bridge, ending a dispute that had lasted two winters.",
    "Mayor Mira Hale said the first lorries would cross on Friday, once engineers had checked the northern span.",
    "Ferry owners, who had carried freight since the flood, said that they had not been asked for their view.",
)
ARABIC = (
    "صوّت مجلس كارنا يوم الاثنين على إعادة فتح جسر الميناء، منهيا خلافا استمر شتاءين بين البلدية وأصحاب العبّارات.",
    "وقالت رئيسة البلدية ميرا هيل إن أولى الشاحنات ستعبر يوم الجمعة بعد أن يفحص المهندسون الجزء الشمالي من الجسر.",
)
PERSIAN = (
    "شهردار کارنا گفت مردم می\u200cخواهند پل را زودتر باز ببینند و کتاب\u200cخانه\u200cها نیز دوباره کار می\u200cکنند."
    * 3,
)
JAPANESE = ("カルナ市議会は月曜日、港の橋を再開することを決めた。", "市長は、金曜日に最初のトラックが渡ると述べた。")
HEAD = """<title>Bridge reopens - The Harbour Post</title>
<meta property="og:title" content="Bridge reopens | The Harbour Post">
<meta property="og:site_name" content="The Harbour Post"><meta name="author" content="Eldon Nam">
<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="alternate" hreflang="ar" href="/ar">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2026-11-23T08:05:00+03:00",
"author": [{"name": "Ada Venn"}], "publisher": {"name": "The Harbour Post"}}]}</script>"""
RELATED = "".join(f'<li><a href="/{i}">Another story of the day number {i}</a></li>' for i in range(6))
COOKIES = '<div class="cookie-banner"><p>We use cookies to improve your visit and that of our partners.</p></div>'


def paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def semantic(lines, lang="en"):
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{HEAD}</head>'
        f"<body>{COOKIES}<nav><ul>{RELATED}</ul></nav>"
        f"<main><article><h1>Bridge reopens</h1><time>2026-11-23</time>{paragraphs(lines[:1])}"
        '<figure><img src="x"><figcaption>The bridge, seen from the ferry.</figcaption></figure>'
        f'<aside class="newsletter"><p>Sign up for our letter.</p></aside>{paragraphs(lines[1:])}</article>'
        f'<section class="related"><h2>Related</h2><ul>{RELATED}</ul></section></main>'
        "<footer>© The Harbour Post</footer>"
    )


def layout_table(lines, lang="en"):
    return (
        f"<html lang='{lang}'><head>{HEAD}</head><body>{COOKIES}<table><tr>"
        f"<td><ul>{RELATED}</ul></td><td><b>Bridge reopens</b><br><small>2026-11-23</small>"
        f"<div>{paragraphs(lines)}</div></td><td><ul>{RELATED}</ul></td></tr></table></body></html>"
    )


@pytest.mark.parametrize("template", [semantic, layout_table])
@pytest.mark.parametrize(("lines", "lang"), [(BODY, "en"), (ARABIC, "ar"), (PERSIAN, "fa"), (JAPANESE, "ja")])
def test_only_the_article_is_left_of_a_page(template, lines, lang):
    page = extract_page(template(lines, lang).encode(), url=URL)
    assert page.text.split("\n") == list(lines)
    assert page.language == lang


def test_a_layout_table_whose_lines_are_only_broken_is_read():
    cell = f"<b>Bridge reopens</b><br>{'<br><br>'.join(BODY)}"
    page = f"<html><head>{HEAD}</head><body><table><tr><td><ul>{RELATED}</ul></td><td>{cell}</td></tr></table></body>"
    assert extract_page(page, url=URL).text.split("\n") == list(BODY)


def test_a_short_article_isnt_lost():
    page = extract_page(semantic(["The bridge stays shut."]), url=URL)
    assert page.text == "The bridge stays shut."


def test_headline_byline_site_and_time_come_from_what_the_page_declares():
    page = extract_page(semantic(BODY), url=URL)
    assert (page.title, page.site, page.byline) == ("Bridge reopens", "The Harbour Post", "Ada Venn")
    assert page.published == datetime(2026, 11, 23, 5, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "url", "published"),
    [
        (
            '<meta property="article:published_time" content="2026-11-23T08:05:00Z">',
            URL,
            datetime(2026, 11, 23, 8, 5, tzinfo=UTC),
        ),
        ('<meta name="DC.date.issued" content="2026-11-22">', URL, datetime(2026, 11, 22, tzinfo=UTC)),
        ('<meta name="date" content="yesterday">', URL + "/2026/11/21/x", datetime(2026, 11, 21, tzinfo=UTC)),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":[1]}</script>', URL, None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", URL, None),
        ("", URL + "/2026/99/99/", None),
    ],
)
def test_dates_are_read_where_pages_put_them_and_never_guessed(head, url, published):
    assert extract_page(f"<html><head>{head}</head><body>{paragraphs(BODY)}", url=url).published == published


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Bridge - Karna - The Harbour Post", "Bridge - Karna"),
        ("The Harbour Post: Bridge", "The Harbour Post: Bridge"),
        ("The Harbour Post » Bridge", "Bridge"),
        ("Bridge - Orsk", "Bridge - Orsk"),
        ("The Harbour Post", "The Harbour Post"),
        ("A &amp;amp; B \u202e", "A & B"),
    ],
)
def test_a_headline_loses_the_sites_name_only(title, shown):
    page = f'<meta property="og:site_name" content="The Harbour Post"><title>{title}</title><p>x</p>'
    assert extract_page(page, url=URL).title == shown


def test_a_headline_repeated_as_first_line_is_left_out():
    head = "<html><head><title>Bridge reopens</title></head>"
    page = f"{head}<body><div><p>Bridge reopens</p>{paragraphs(BODY)}</div></body></html>"
    assert extract_page(page, url=URL).text.split("\n") == list(BODY)


def test_a_legacy_page_is_decoded_by_its_meta_element_or_its_language():
    text = "Мэр Карны сказал, что мост через гавань откроют в пятницу, когда инженеры проверят северный пролёт. " * 3
    page = f'<html><head><meta charset="windows-1251"></head><body><article><p>{text}</p></article></body></html>'
    assert extract_page(page.encode("cp1251"), url=URL).text == text.strip()
    silent = page.replace("windows-1251", "utf-8").encode("cp1251")
    assert extract_page(silent, url=URL, language="ru").text == text.strip()


@pytest.mark.parametrize("page", ["", " ", "<html></html>", "<!-- -->", "just words", "<p>", b"\xff\xfe"])
def test_a_page_without_an_article_has_no_text_or_its_words(page):
    assert extract_page(page, url=URL).text in ("", "just words")


def test_binary_data_is_no_page():
    with pytest.raises(ParseError):
        extract_page(b"\x89PNG\x00\x00", url=URL)


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000,
        "<table><tr><td>" * 30_000,
        "<b>" * 100_000 + "x",
        "<p>x</p>" * 60_000,
        "<!--" * 100_000,
        "<a href='" * 100_000,
        "&" * 500_000,
        "a" * 4_000_000,
        "<div class=ad>" * 50_000,
    ],
)
def test_hostile_pages_are_read(hostile):
    page = extract_page("<html><body>" + hostile + paragraphs(BODY), url=URL)
    assert len(page.text) <= 3_000_000


def test_a_tag_with_too_many_attributes_is_refused():
    with pytest.raises(ParseError, match="attributes"):
        extract_page("<p " + " ".join(f"a{i}" for i in range(50_000)) + ">x", url=URL)


def test_text_from_a_page_is_inert():
    line = "a &#27;[31mred \u202e\x9b2J &#x200b;line&#xfffe;, long enough to be read as a paragraph of its own."
    page = extract_page(semantic([line]), url=URL)
    assert page.text == "a red line, long enough to be read as a paragraph of its own."


def test_feeds_that_a_page_names_are_found():
    page = (
        '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        '<link rel="ALTERNATE home" type="application/atom+xml;x" href="https://a.example/atom">'
        '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        '<link rel="alternate" type="application/feed+json" href="javascript:1">'
        '<link rel="alternate" hreflang="ar" href="/ar"><link rel="stylesheet" href="/s">'
    )
    assert feed_links(page, URL) == ("https://harbour.example/feed.xml", "https://a.example/atom")

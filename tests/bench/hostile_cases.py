"""Hostile feeds, pages and texts, each made by the rule that its name tells; `k` multiplies their size."""

from html import escape

DATE = "Mon, 23 Nov 2026 08:05:00 GMT"
WORDS = "The dam above Orsk gave way on Monday and Mira Hale said the town would be dry by Friday. "


def item(title="t", text="x", more="", n=0):
    head = f"<title>{title}</title><guid>{n}</guid><pubDate>{DATE}</pubDate>"
    return f"<item>{head}<description>{text}</description>{more}</item>"


def rss(items, before=""):
    return f'{before}<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


def atom(entries):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{entries}</feed>'


def jsonfeed(items):
    return '{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": ' + items + "}"


def page(body):
    head = "<!doctype html><html><head><title>Dam at Orsk gives way</title></head>"
    return f"{head}<body><article><h1>Dam</h1>{body}</article>"


def bomb(kind):
    entities = {
        "internal": "".join(
            f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
        ),
        "recursive": '<!ENTITY k "&b;"><!ENTITY b "&k;">',
        "parameter": '<!ENTITY % p SYSTEM "file:///etc/hostname"><!ENTITY % q "%p;%p;">%q;<!ENTITY k "%p;">',
        "external": '<!ENTITY k SYSTEM "file:///etc/hostname">',
        "quadratic": f'<!ENTITY k "{"k" * 100_000}">',
    }[kind]
    return rss(
        item("&k;" * (2_000 if kind == "quadratic" else 1), "&k;"), f'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{entities}]>'
    )


def feeds(k):
    yield (
        "100,000 entries",
        rss("".join(item(f"Dam {n} at Orsk", f"Rain in ward {n}", n=n) for n in range(int(100_000 * k)))),
    )
    yield "100,000 entries, broken", rss("".join(item(f"Dam {n}&nbsp;", "x", n=n) for n in range(int(100_000 * k))))
    yield (
        "100,000 Atom entries",
        atom("".join(f"<entry><id>{n}</id><title>t{n}</title></entry>" for n in range(int(1e5 * k)))),
    )
    yield "1 MB titles", rss("".join(item("Orsk " * int(200_000 * k), n=n) for n in range(15)))
    yield "1 MB titles, broken", rss("".join(item("&nbsp;Orsk " * int(100_000 * k), n=n) for n in range(10)))
    yield "5 MB word", rss(item("a" * int(5e6 * k), "b" * int(5e6 * k)))
    yield "50,000 attributes", rss(item(more="<a " + " ".join(f'a{n}="x"' for n in range(int(50_000 * k))) + "/>"))
    yield (
        "many tags of 400 attributes",
        rss(item(more=("<a " + " ".join(f'a{n}="x"' for n in range(400)) + "/>&nbsp;") * int(3_000 * k))),
    )
    yield "100,000 deep", rss(item(more="<a>" * int(1e5 * k)))
    yield "100,000 deep in text", rss(item(text=escape("<div>" * int(1e5 * k) + WORDS)))
    yield (
        "100,000 deep, xhtml",
        atom(
            '<entry><id>1</id><title>t</title><content type="xhtml">'
            + "<div>" * int(1e5 * k)
            + WORDS
            + "</content></entry>"
        ),
    )
    for kind in ("internal", "external", "recursive", "parameter", "quadratic"):
        yield f"entities, {kind}", bomb(kind)
    yield (
        "external stylesheet and DTD",
        rss(item(), '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?><!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">'),
    )
    yield "10^6 links", rss(item(more='<link href="http://a.example/"/>' * int(4e5 * k)))
    yield "10^6 categories, broken", rss(item(more="<category>a</category>&nbsp;" * int(4e5 * k)))
    yield "namespaces", rss(item(more="".join(f'<a{n}:b xmlns:a{n}="u{n}"/>' for n in range(int(1e5 * k)))))
    yield "CDATA inside out", rss(item(text="]]><![CDATA[" * int(5e5 * k)))
    yield "CDATA never closed", rss(item(text="<![CDATA[" * int(1e6 * k)))
    yield "comments never closed", rss(item(text="<!--" * int(2e6 * k)))
    yield "declarations", rss(item(text="<!DOCTYPE " * int(5e5 * k)))
    yield "quotes never closed", rss(item(text="&nbsp;<a b='" * int(5e5 * k)))
    yield "less-than signs", rss(item(text="<" * int(5e6 * k)))
    yield "ampersands", rss(item(text="&" * int(5e6 * k)))
    yield "character references", rss(item(text="&#1;&#xd800;&#0;" * int(3e5 * k)))
    yield "escaped ten times", rss(item(text="&" + "amp;" * int(1e6 * k) + "lt;b>"))
    yield "controls and NULs", rss(item("\x1b[31m" * int(2e5 * k), "\x00\x01\x9b" * int(2e5 * k)))
    yield "stacked marks", rss(item("a" + "\u0301" * int(5e5 * k), ("a" + "\u0301" * 50) * int(4e4 * k)))
    yield "bidi", rss(item("\u202e\u2067" * int(3e5 * k), "\u2067a\u2069" * int(3e5 * k)))
    yield "dates", rss("".join(item(n=n, more=f"<dc:date>{'9' * 60}</dc:date>") for n in range(int(3e4 * k))))
    yield "long dates", rss(item(more=f"<pubDate>{'1' * int(5e6 * k)}</pubDate>"))
    yield "base64", atom(f'<entry><id>1</id><content mode="base64">{"QUFB" * int(2e6 * k)}</content></entry>')
    yield "5 MB of spaces", " " * int(5e6 * k) + rss(item())
    yield "spaces in tags", rss(item(text="&nbsp;<a" + " " * int(5e6 * k) + ">"))
    yield "UTF-7", '<?xml version="1.0" encoding="utf-7"?>' + rss(item("+ADw-script+AD4-" * int(1e5 * k)))
    yield "invalid UTF-8", rss(item("\udcff\udcfe" * int(1e6 * k), "\udc80" * int(1e6 * k)))
    yield "UTF-32", rss("".join(item(n=n) for n in range(int(2e4 * k)))).encode("utf-32")
    yield (
        "JSON, huge numbers",
        jsonfeed("[" + ", ".join(f'{{"id": {"9" * 4000}, "title": "t"}}' for _ in range(int(2e3 * k))) + "]"),
    )
    yield "JSON, a number of 5 MB", jsonfeed('[{"id": ' + "9" * int(5e6 * k) + "}]")
    yield "JSON, deep", jsonfeed("[" * int(1e5 * k))
    yield "JSON, deep objects", jsonfeed("[" + '{"a":' * int(1e5 * k))
    yield (
        "JSON, wrong types",
        jsonfeed('[1, null, [], {"id": {}, "title": [], "url": 1e999, "authors": {"name": 1}}, "x"]'),
    )
    yield "JSON, the same key", jsonfeed('[{"id": 1, "title": "a"' + ', "title": "b"' * int(3e5 * k) + "}]")
    yield "JSON, 10^6 items", jsonfeed("[" + '{"id":1},' * int(1e6 * k) + "1]")
    yield "JSON, 10^6 authors", jsonfeed('[{"id":1,"title":"t","authors":[' + '{"name":"a"},' * int(1e6 * k) + "1]}]")


def texts(k):
    size = int(1e6 * k)
    baits = {
        "quotes": '"',
        "opening quotes": "“",
        "apostrophes": "' ",
        "guillemets": "«a» ",
        "dots": ". ",
        "brackets": "(",
        "numbers": "1 ",
        "digits": "1",
        "grouped digits": "1,000,",
        "months": "May ",
        "days": "Monday, ",
        "dates": "3 May 2026 ",
        "spaces": " ",
        "capital words": "Orsk ",
        "capitals": "A. B. ",
        "hyphens": "a-",
        "dashes": "— ",
        "lines": "a\n",
        "one word": "a",
        "said": "said Mira Hale, ",
        "quoted": '"Orsk," said Mira Hale. ',
        "colons": "Hale: ",
        "commas": "a, ",
        "ands": "Orsk and ",
        "percent": "5% ",
        "addresses": "http://a.example/b?c=d ",
        "mail": "a@b.c ",
        "emoji": "\U0001f468\u200d\U0001f469\u200d",
        "arabic": "وقال ",
        "arabic joined": "قال",
        "japanese": "「言」と述べた",
        "japanese one line": "言",
        "thai": "กล่าวว่า",
        "russian": "сказал Иван ",
        "read more": "Read more: Dam\n",
        "titles": "Dr. Prof. Mr. ",
        "initials": "A.B.C.",
        "ellipses": "…",
        "stars": "* ",
        "underscores": "__a__ ",
        "markdown": "[a](b) ",
        "ticks": "`",
        "nested brackets": "[[",
        "angle": "<a> ",
        "entities": "&lt;",
        "sentences": WORDS,
        "short sentences": "No. ",
        "questions": "Why? ",
    }
    for name, bait in baits.items():
        yield name, f"Dam at Orsk gives way\n\n{WORDS}\n" + bait * (size // len(bait))


def pages(k):
    for name, text in texts(k):
        yield f"page: {name}", page(f"<p>{WORDS}</p><p>{escape(text)}</p>")
    yield "page: one line of 5 MB", page("<p>" + WORDS * int(55_000 * k))
    yield "page: 200,000 paragraphs", page(f"<p>{WORDS[:20]}</p>" * int(200_000 * k))
    yield "page: 50,000 paragraphs", page(f"<p>{WORDS}" * int(50_000 * k))
    yield "page: nested tables", page("<table><tr><td>" * int(50_000 * k) + WORDS)
    yield "page: nested divs", page("<div>" * int(100_000 * k) + WORDS)
    yield "page: nested lists", page("<ul><li>" * int(50_000 * k) + WORDS)
    yield "page: nested inline", page("<b><i>" * int(100_000 * k) + WORDS)
    yield "page: tables side by side", page(f"<table><tr><td>{WORDS}</td></tr></table>" * int(20_000 * k))
    yield "page: 10^6 links", page(f'<a href="/a">{WORDS[:10]}</a>' * int(200_000 * k))
    yield "page: links in lists", page("".join(f'<ul><li><a href="/{n}">x</a></ul>' for n in range(int(30_000 * k))))
    yield "page: unclosed elements", page("<font><nobr><a>" * int(100_000 * k))
    yield "page: attributes", page(("<p " + " ".join(f"a{n}=x" for n in range(400)) + ">") * int(2_000 * k))
    yield "page: comments", page("<!--a-->" * int(500_000 * k))
    yield "page: scripts", page("<script>a</script>" * int(200_000 * k))
    yield "page: ld+json", page('<script type="application/ld+json">' + "[" * int(400_000 * k) + "</script>")
    yield "page: many metas", page('<meta name="author" content="a">' * int(100_000 * k))
    yield "page: classes", page(f'<div class="{"a " * 100}promo-related share">{WORDS}</div>' * int(10_000 * k))
    yield "page: br", page("<br>" * int(1_000_000 * k))
    yield "page: h1", page("<h1>a</h1>" * int(50_000 * k))
    yield "page: time", page('<time datetime="9999-99-99">' * int(100_000 * k))
    yield "page: blockquotes", page(f"<blockquote>{WORDS}" * int(20_000 * k))

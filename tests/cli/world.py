"""A little web whose every word is an attack: feeds of three kinds with the articles that they tease."""

import json
from datetime import UTC, datetime, timedelta
from html import escape

from attacks import ADDRESSES, TEXTS
from fetch.server import answer

SAID = (
    "Officials in {p} confirmed that the {w} of {x} was lost on Monday.",
    '"{x} will come back to {p}," said {p} {p}son, director of the {w} of {x}.',
    "In 2020 a {w} like {x} ended only after mediation by {p}.",
    "The government could ask {p} for {x} next week, said Eldon {p}.",
    "{x}",
)
PLACES = (
    "Grend",
    "Orsk",
    "Karsu",
    "Tolva",
    "Merin",
    "Zabel",
    "Uvest",
    "Dorrim",
    "Veldia",
    "Talmar",
    "Gulvar",
    "Oshtan",
)
WORDS = (
    "dam",
    "ferry",
    "tulip",
    "parliament",
    "chess",
    "bank",
    "mine",
    "school",
    "vaccine",
    "railway",
    "wheat",
    "museum",
)
#: What a page asks a browser to load, and a feed's reader to follow; `{trap}` is a host that may not be asked.
LURES = (
    '<img src="{trap}/img.png"><iframe src="{trap}/frame"></iframe><script src="{trap}/x.js"></script>'
    '<link rel="stylesheet" href="{trap}/x.css"><link rel="amphtml" href="{trap}/amp"><base href="{trap}/">'
    '<meta http-equiv="refresh" content="0;url={trap}/go"><link rel="canonical" href="{trap}/canonical">'
    '<video src="{trap}/v"></video><object data="{trap}/o"></object><meta property="og:image" content="{trap}/og">'
)
KINDS = ("rss", "atom", "json")
#: Pages; each attack stands in one of them, and in one feed.
EACH = 12


def said(texts):
    """An article of which each sentence holds one of `texts`; its other words are its own."""
    n = sum(map(len, texts)) % EACH
    return [
        sentence.replace("{x}", texts[i % len(texts)]).replace("{p}", PLACES[n]).replace("{w}", WORDS[n])
        for i, sentence in enumerate(SAID)
    ]


def page(texts, trap):
    """Its page, an hour old, the first of `texts` in every place from which something is read."""
    text = texts[0]
    published = datetime.now(UTC) - timedelta(hours=1)
    lures = LURES.replace("{trap}", trap)
    linked = {
        "@type": "NewsArticle",
        "headline": text,
        "datePublished": published.isoformat(),
        "author": {"name": text},
        "publisher": {"name": text},
        "inLanguage": text,
        "image": f"{trap}/ld.png",
    }
    quoted = escape(text)
    head = (
        f'<!doctype html><html lang="{quoted}"><head><title>{text}</title>{lures}<meta property="og:title" '
        f'content="{quoted}"><meta property="og:site_name" content="{quoted}"><meta name="author" content="{quoted}">'
        f'<script type="application/ld+json">{json.dumps(linked)}</script></head>'
    )
    body = "".join(f"<p>{escape(sentence)}</p>" for sentence in said(texts))
    return f"{head}<body>{lures}<article><h1>{quoted}</h1>{body}</article></body></html>"


def feed(kind, texts, base, trap):
    """A feed of this kind: for each (number, texts) an entry with its text, and one that teases its page."""
    made = {"rss": _rss, "atom": _atom, "json": _json}[kind]
    host = trap.removeprefix("http://")  # nothing here waits for a name server
    addresses = [url.replace("evil.example", host) for url in ADDRESSES.values() if url.isascii()]
    rows = []
    for n, several in texts:
        text = several[n % len(several)]
        whole = " ".join(f"<p>{sentence}</p>" for sentence in said(several)) + LURES.replace("{trap}", trap)
        rows.append((f"{text} one", f"{base}/page/{n}", text, text))
        rows.append((f"{text} two", addresses[n % len(addresses)], text, whole))
    return made(rows, trap)


def _rss(rows, trap):
    entries = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><guid>{escape(title)}</guid>"
        f"<author>{escape(by)}</author><category>{escape(by)}</category><description>{escape(text)}</description>"
        f'<enclosure url="{trap}/enclosure.mp3" type="audio/mpeg" length="1"/></item>'
        for title, link, by, text in rows
    )
    name = escape(rows[0][2])
    return (
        f'<?xml version="1.0"?><?xml-stylesheet href="{trap}/x.xsl" type="text/xsl"?><!DOCTYPE rss [<!ENTITY e SYSTEM '
        f'"{trap}/entity"><!ENTITY % p SYSTEM "{trap}/dtd"> %p;]><rss version="2.0"><channel><title>{name} &e;</title>'
        f"<language>{name}</language><image><url>{trap}/logo.png</url></image>{entries}</channel></rss>"
    )


def _atom(rows, trap):
    entries = "".join(
        f'<entry><title type="html">{escape(title)}</title><id>{escape(title)}</id><link href="{escape(link)}"/>'
        f'<author><name>{escape(by)}</name></author><summary type="html">{escape(text)}</summary></entry>'
        for title, link, by, text in rows
    )
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(rows[0][2])}"><title>{escape(rows[0][2])}</title>'
        f'<link rel="hub" href="{trap}/hub"/><link rel="next" href="{trap}/next"/><icon>{trap}/icon</icon>'
        f"{entries}</feed>"
    )


def _json(rows, trap):
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": rows[0][2],
            "language": rows[0][2],
            "next_url": f"{trap}/next.json",
            "icon": f"{trap}/icon.png",
            "hubs": [{"type": "x", "url": f"{trap}/hub"}],
            "items": [
                {"id": t, "url": link, "title": t, "authors": [{"name": by}], "content_html": text, "tags": [by]}
                for t, link, by, text in rows
            ],
        }
    )


def routes(base, trap):
    """What a server at `base` answers, and a sources.toml's sources that read it."""
    every = [text.encode("utf-8", "replace").decode().replace("\0", "") for text in TEXTS.values()]
    numbered = [(n, every[n::EACH]) for n in range(EACH)]
    answers = {
        f"/page/{n}": answer(body=page(texts, trap).encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        for n, texts in numbered
    }
    for n, kind in enumerate(KINDS):
        headers = {"ETag": '"\x1b[31m"', "Link": f"<{trap}/link>; rel=alternate", "Content-Location": f"{trap}/there"}
        answers[f"/{kind}"] = answer(body=feed(kind, numbered[n::3], base, trap).encode(), headers=headers)
    return answers

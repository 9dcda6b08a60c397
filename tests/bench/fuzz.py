"""Coverage-guided fuzzing of reading: what comes in is any bytes, what may come out is an answer or a one-line reason.

    python -m venv FOLDER && FOLDER/bin/pip install atheris -e .
    FOLDER/bin/python tests/bench/fuzz.py [--seconds 600] [--keep finds]

atheris has wheels for few versions of Python and is no dependency of anything here. Feeds, JSON Feeds, Markdown, JSON
Lines and pages are read from the bytes that libFuzzer makes of small samples; kept in --keep is every input that
raised something unforeseen, that took more than a second of the processor, or of which text came out that cleaning
would still change. The last line counts them.
"""

import argparse
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("fuzz.py needs atheris: pip install atheris, in an environment of its own")

with atheris.instrument_imports(include=["briefing", "feedparser"]):
    from briefing.errors import InputError
    from briefing.extract import article_from, extract_page, needs_page, read_documents
    from briefing.language.clean import clean
    from briefing.model import Source
    from briefing.parse import ParseError, feed_title, parse

URL = "https://harbour.example/feed"
SOURCE = Source(id="s", name="Harbour", url=URL)
SLOW = 1.0
ITEM = "<item><title>Dam at Orsk &amp;amp; gives</title><link>/1</link><guid>g</guid><description>&lt;p&gt;Rain"
ITEM += "</description><pubDate>Mon, 23 Nov 2026 08:05:00 EST</pubDate></item>"
SEEDS = (
    f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>{ITEM}</channel></rss>',
    f"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel>{ITEM}<item><title>&a;&nbsp;</title></item></channel></rss>",
    (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"><entry><title type="html">&lt;b&gt;x</title><id>1</id>'
        '<link rel="alternate" href="//a.example/1"/><content type="xhtml"><div>Hm</div></content></entry></feed>'
    ),
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><title>x',
    '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "title": "x", "content_html": "<p>y</p>"}]}',
    '{"id": 1, "title": "Orsk", "text": "The dam gave way.", "published": "2026-11-23"}\n{"id": "b", "text": "x"}',
    "---\ntitle: x\n---\n# Dam\n\n> **one** *two* `three`\n\n[link](a_(b)) <https://a.example> <!-- c --> ![i](j)\n",
    (
        '<!doctype html><html lang="tr"><head><title>x - Harbour</title><meta property="og:title" content="x">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-11-23"}</script></head>'
        "<body><article><h1>x</h1><p>The dam gave way.</p><table><tr><td>a<figure>b</figure></table></article>"
    ),
    "The dam at Orsk\n\nRain fell for three days\u202e and\u0301\u0301\u0301\u0301\u0301\u0301 \u2067more.\n",
)
WORDS = "<![CDATA[ ]]> <!-- --> <?xml <!DOCTYPE <!ENTITY &#x0; &#55296; &lt; &amp;#27; xmlns:a= xml:base= type= mode="
WORDS += " charset=utf-7 encoding=utf-16 \\u0000 1e999 NaN -0 [[[[ {{{{ <table> <svg> <textarea> <plaintext> <frameset>"
FILES = ("feed", "a.json", "a.md", "a.jsonl", "a.html", "a.txt", "-")


class Finds:
    """What was found, one of a kind."""

    def __init__(self, folder):
        self.folder = folder
        self.kinds = set()

    def keep(self, kind, data, told):
        if kind not in self.kinds:
            self.kinds.add(kind)
            self.folder.mkdir(exist_ok=True, parents=True)
            (self.folder / f"{len(self.kinds)}.bin").write_bytes(data)
            (self.folder / f"{len(self.kinds)}.txt").write_text(told, "utf-8", "replace")
            print(f"found: {kind}", flush=True)

    def look(self, data):
        began = time.process_time()
        try:
            for text in texts(data):
                if clean(text) != text:
                    self.keep("not clean", data, repr(text))
        except (ParseError, InputError) as error:
            if "\n" in str(error):
                self.keep("several lines", data, str(error))
        except Exception as bug:  # noqa: BLE001 (it is what is looked for)
            where = traceback.extract_tb(bug.__traceback__)[-1]
            self.keep(f"{type(bug).__name__} at {where.name}:{where.lineno}", data, traceback.format_exc())
        if time.process_time() - began > SLOW:
            self.keep("slow", data, f"{time.process_time() - began:.1f} s")


def texts(data):
    """All texts that come of these bytes; the first of them chooses as what they are read."""
    kind, body = FILES[data[0] % len(FILES)] if data else "-", data[1:]
    if kind in ("feed", "a.json"):
        content_type = "application/feed+json" if kind == "a.json" else ""
        yield feed_title(body, url=URL, content_type=content_type)
        for entry in parse(body, source=SOURCE, url=URL, content_type=content_type):
            needs_page(entry, SOURCE)
            article = article_from(entry, source=SOURCE)
            yield from (entry.title, entry.summary, entry.content, entry.byline, article.title, article.text)
    else:
        for article in read_documents(body, name=kind):
            yield from (article.title, article.text, article.byline, article.outlet)
    if kind == "a.html":
        page = extract_page(body, url=URL)
        yield from (page.title, page.text, page.byline, page.site)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", type=Path, default=Path("finds"), metavar="FOLDER")
    options = parser.parse_args()
    options.keep.mkdir(parents=True, exist_ok=True)
    finds = Finds(options.keep)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n, seed in enumerate(SEEDS):
            for kind in range(len(FILES)):
                (folder / f"{n}-{kind}").write_bytes(bytes([kind]) + seed.encode())
        escaped = (word.encode("unicode_escape").decode().replace('"', r"\"") for word in WORDS.split())
        words = folder.with_suffix(".words")
        words.write_text("".join(f'"{word}"\n' for word in escaped), "utf-8")
        limits = ("-max_len=4096", "-timeout=60", "-rss_limit_mb=2000", f"-artifact_prefix={options.keep}/")
        began = time.process_time()

        def look(data):
            finds.look(data)
            if time.process_time() - began > options.seconds:
                print(f"{len(finds.kinds)} kinds found in {options.seconds} s of the processor", flush=True)
                os._exit(0)  # libFuzzer would take any other end for a crash

        atheris.Setup([sys.argv[0], f"-dict={words}", *limits, str(folder)], look)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

"""Feed files as the world writes them, read one by one in a worker with limits: is any lost, slow, or a trace?

    python tests/bench/broken_feeds.py DIR [--slow 2] [--verbose]

DIR holds feed files of any kind and number, such as the test suites that feed parsers come with (`pip download
--no-binary :all: feedparser`, unpacked). Counts what was read, what was refused and why, what took long or a trace.
Of well-formed files the words of every entry are compared with what feedparser alone finds; --verbose names those
where some are missing. Exit code 1 where there was a trace, a hang or a crash.
"""

import argparse
import re
import sys
import time
from collections import Counter
from pathlib import Path

from briefing.extract import html_to_text
from briefing.language.clean import clean
from briefing.model import Source
from briefing.parse import MAX_BYTES, ParseError, parse
from briefing.pipeline.workers import TaskError, Workers

SUFFIXES = ("", ".atom", ".feed", ".json", ".rdf", ".rss", ".xml")
URL = "https://harbour.example/feed"


def main():
    options = _options()
    files = sorted(path for path in options.folder.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
    workers = Workers()
    futures = [(path, workers.submit(look, path.read_bytes()[: MAX_BYTES + 1])) for path in files]
    reasons, slow, bad, lost, read = Counter(), [], [], [], 0
    for path, future in futures:
        try:
            seconds, entries, reason, missing = future.result()
        except TaskError as trouble:
            bad.append((path, str(trouble)))
            continue
        if seconds > options.slow:
            slow.append((path, f"{seconds:.1f} s"))
        if entries is None:
            (bad.append((path, reason)) if reason.startswith("trace") else reasons.update([reason]))
            continue
        read += 1
        if missing:
            lost.append((path, missing))
    workers.shutdown()
    print(f"{len(files)} files: {read} read, {sum(reasons.values())} refused, {len(slow)} slow, {len(bad)} bad")
    print(*(f"  {count:5}  {reason}" for reason, count in reasons.most_common()), sep="\n")
    print(f"{len(lost)} well-formed files of which words are missing")
    told = [*bad, *slow, *(lost if options.verbose else ())]
    print(*(f"{path.relative_to(options.folder)}: {what}" for path, what in told), sep="\n")
    return 1 if bad else 0


def look(body):
    """Seconds, number of entries or None, the reason, and what feedparser finds in it and we don't. In a worker."""
    began = time.process_time()
    try:
        entries = parse(body, source=Source(id="s", name="S", url=URL), url=URL)
    except ParseError as error:
        return time.process_time() - began, None, str(error), ""
    except MemoryError:
        raise
    except Exception as bug:  # noqa: BLE001 (it is what is looked for)
        return time.process_time() - began, None, f"trace: {type(bug).__name__}: {bug}", ""
    seconds = time.process_time() - began
    return seconds, len(entries), "", _missing(body, entries)


def _missing(body, entries):
    import feedparser

    try:
        other = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # noqa: BLE001 (it raises anything)
        return ""
    if other.bozo:
        return ""
    ours = _letters(" ".join(f"{e.title} {html_to_text(e.summary)} {html_to_text(e.content)}" for e in entries))
    for entry in other.entries:
        said = [entry.get("title"), dict.get(entry, "summary"), *(c.get("value") for c in entry.get("content", ()))]
        for words in filter(None, said):
            if isinstance(words, str) and not any(form in ours for form in _forms(clean(words))):
                return words[:200]
    return ""


def _forms(words):
    """The letters of a text, that of HTML without its tags: its type may say that it is none."""
    return _letters(html_to_text(words))[:400], _letters(words)[:400]


def _letters(text):
    return re.sub(r"\W+", "", text)


def _options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--slow", type=float, default=2.0, help="seconds of the processor from which a file is named")
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

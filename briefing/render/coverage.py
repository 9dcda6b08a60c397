"""What a snapshot covers: its size above, and below what was asked, what failed and why."""

from collections import Counter
from collections.abc import Iterator

from briefing.model import Coverage, Edition, Failure, Snapshot
from briefing.words import Words

_STATUS = ("new", "updated")


def summary(snapshot: Snapshot, words: Words, *, arrow: str = "") -> str:
    """One line: "412 articles, 38 outlets, 5 languages -> 27 stories (9 new, 6 updated)".

    Documents that a reader gives may be by no outlet: then none is counted.
    """
    of = snapshot.coverage
    total, shown = max(of.stories, len(snapshot.stories)), len(snapshot.stories)
    stories = words.count(total, "story")
    if shown < total:
        stories = words("coverage.shown", stories=stories, shown=shown)
    status = Counter[str](story.status for story in snapshot.stories)
    changes = words["list.comma"].join(words.count(status[key], key) for key in _STATUS if status[key])
    if changes:
        stories = words("coverage.changes", stories=stories, changes=changes)
    if told := hidden(of, words):
        stories += f"{words['list.semicolon']}{told}"
    if not of.articles:
        return stories
    counts = {
        "articles": words.count(of.articles, "article"),
        "languages": words.count(of.languages, "language"),
        "arrow": arrow or words["coverage.arrow"],
        "stories": stories,
    }
    if not of.outlets:
        return words("coverage.summary_unnamed", **counts)
    return words("coverage.summary", outlets=words.count(of.outlets, "outlet"), **counts)


def size(articles: int, outlets: int, words: Words, *, languages: str = "") -> str:
    """How many tell a story: "14 articles, 7 outlets: en ar ru tr"."""
    of = words("report.size", articles=words.count(articles, "article"), outlets=words.count(outlets, "outlet"))
    return words("report.size_in", size=of, languages=languages) if languages else of


def hidden(of: Coverage, words: Words) -> str:
    """What the reader muted: "3 stories and 2 articles hidden by 2 filters"; "" if nothing is hidden."""
    what = counted(of.hidden_stories, of.hidden_articles, words)
    return words("coverage.hidden", what=what, filters=words.count(of.filters, "filter")) if what else ""


def counted(stories: int, articles: int, words: Words) -> str:
    """So many stories, and so many articles of others: "3 stories and 2 articles"; "" if there are none."""
    if stories and articles:
        return words("coverage.both", stories=words.count(stories, "story"), articles=words.count(articles, "article"))
    return words.count(stories, "story") if stories else words.count(articles, "article") if articles else ""


def asked(snapshot: Snapshot | Edition, words: Words) -> str:
    """One line: "asked 38 sources: 31 read, 5 unchanged, 2 failed"; "" if no source was asked."""
    of = snapshot.coverage
    if not of.asked and not of.not_due:
        return ""
    return words["list.semicolon"].join(_asked(of, words))


def _asked(of: Coverage, words: Words) -> Iterator[str]:
    sources = words.count(of.asked, "source")
    if of.asked:
        yield words("coverage.read", sources=sources, read=of.read, unchanged=of.unchanged, failed=of.failed)
    else:
        yield words("coverage.asked", sources=sources)
    if of.not_due:
        yield words("coverage.not_due", n=of.not_due)
    if of.stale:
        yield words("coverage.stale", n=of.stale)
    pages = words.count(of.pages_failed, "page")
    if of.pages_refused:
        yield words("coverage.refused", pages=pages, refused=words.count(of.pages_refused, "refused"))
    elif of.pages_failed:
        yield pages


def failures(snapshot: Snapshot | Edition, words: Words) -> tuple[str, ...]:
    """Who failed and why, one line each, the same trouble of one source once: "Nord: no answer in 20 s (3 times)"."""
    lines = Counter(_failure(failure, words) for failure in snapshot.failures)
    return tuple(line if times == 1 else words.count(times, "repeated", line=line) for line, times in lines.items())


def footer(snapshot: Snapshot, words: Words) -> tuple[str, ...]:
    """`asked` and `failures` as lines."""
    first = asked(snapshot, words)
    failed = (words("coverage.failed", line=line) for line in failures(snapshot, words))
    return (*((first,) if first else ()), *failed)


def _failure(failure: Failure, words: Words) -> str:
    name = failure.name or failure.source or failure.url
    line = words("coverage.because", name=name, reason=failure.reason) if name else failure.reason
    if not failure.retry_after or "retry after" in failure.reason:
        return line
    return words("coverage.retry", line=line, moment=words.moment(failure.retry_after))

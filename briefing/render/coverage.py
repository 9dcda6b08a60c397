"""What a snapshot covers: its size above, and below what was asked, what failed and why."""

from collections import Counter

from briefing.model import Coverage, Edition, Failure, Snapshot
from briefing.render import words


def summary(snapshot: Snapshot, *, arrow: str = "->") -> str:
    """One line: "412 articles, 38 outlets, 5 languages -> 27 stories (9 new, 6 updated)"."""
    of = snapshot.coverage
    total, shown = max(of.stories, len(snapshot.stories)), len(snapshot.stories)
    stories = words.count(total, "story", "stories") + (f", {shown} shown" if shown < total else "")
    status = Counter[str](story.status for story in snapshot.stories)
    changes = ", ".join(f"{status[key]} {word}" for key, word in words.STATUS.items() if status[key])
    if changes:
        stories += f" ({changes})"
    if told := hidden(of):
        stories += f"; {told}"
    if not of.articles:
        return stories
    return (
        f"{words.count(of.articles, 'article')}, {words.count(of.outlets, 'outlet')}, "
        f"{words.count(of.languages, 'language')} {arrow} {stories}"
    )


def hidden(of: Coverage) -> str:
    """What the reader muted: "3 stories and 2 articles hidden by 2 filters"; "" if nothing is hidden."""
    what = counted(of.hidden_stories, of.hidden_articles)
    return f"{what} hidden by {words.count(of.filters, 'filter')}" if what else ""


def counted(stories: int, articles: int) -> str:
    """So many stories, and so many articles of others: "3 stories and 2 articles"; "" if there are none."""
    counts = ((stories, "story", "stories"), (articles, "article", "articles"))
    return " and ".join(words.count(*count) for count in counts if count[0])


def asked(snapshot: Snapshot | Edition) -> str:
    """One line: "asked 38 sources: 31 read, 5 unchanged, 2 failed"; "" if no source was asked."""
    of = snapshot.coverage
    if not of.asked and not of.not_due:
        return ""
    line = f"asked {words.count(of.asked, 'source')}"
    if of.asked:
        line += f": {of.read} read, {of.unchanged} unchanged, {of.failed} failed"
    if of.not_due:
        line += f"; {of.not_due} not due yet"
    if of.stale:
        line += f"; {of.stale} stale"
    if of.pages_failed:
        line += f"; {words.count(of.pages_failed, 'page')} not read"
    if of.pages_refused:
        line += f", {of.pages_refused} of them as robots.txt asks"
    return line


def failures(snapshot: Snapshot | Edition) -> tuple[str, ...]:
    """Who failed and why, one line each, the same trouble of one source once: "Nord: no answer in 20 s (3 times)"."""
    lines = Counter(_failure(failure) for failure in snapshot.failures)
    return tuple(line if times == 1 else f"{line} ({times} times)" for line, times in lines.items())


def footer(snapshot: Snapshot) -> tuple[str, ...]:
    """`asked` and `failures` as lines."""
    first = asked(snapshot)
    return (*((first,) if first else ()), *(f"{words.FAILED}: {line}" for line in failures(snapshot)))


def _failure(failure: Failure) -> str:
    name = failure.name or failure.source or failure.url
    told = not failure.retry_after or "retry after" in failure.reason
    again = "" if told or not failure.retry_after else f", retry after {words.moment(failure.retry_after)}"
    return f"{name}: {failure.reason}{again}" if name else f"{failure.reason}{again}"

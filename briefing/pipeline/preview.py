"""What a feed holds, before it is read for good."""

from collections import Counter

from briefing.extract import needs_page
from briefing.fetch import Response
from briefing.language.detect import detect
from briefing.model import Found, Headline, Source
from briefing.parse import ParseError, feed_title, parse
from briefing.parse.kind import feed_kind
from briefing.parse.pace import pace

#: So many headlines tell the language.
_SAMPLE = 5
#: So many entries tell whether it teases.
_MANY = 20
#: So many headlines tell a reader what it is.
FEW = 3


def preview(answer: Response) -> Found | str:
    """What the feed in an answer holds, or why there is none. Runs in a worker."""
    body, url = answer.body or b"", answer.moved or answer.key
    source = Source(id="new", name="", url=url)
    try:
        entries = parse(body, source=source, url=answer.url, content_type=answer.content_type)
    except ParseError as error:
        return str(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (a parser that stumbles over one feed is no reason to stop looking)
        return f"can't be read ({type(error).__name__})"
    told = Counter(entry.language for entry in entries if entry.language).most_common(1)
    titles = [entry.title for entry in entries if entry.title]
    newest = sorted(entries, key=lambda e: (e.published is None, -e.published.timestamp() if e.published else 0))
    return Found(
        url=url,
        at=answer.url,
        kind=feed_kind(body),
        title=feed_title(body, url=answer.url, content_type=answer.content_type),
        language=told[0][0] if told else detect(" ".join(titles[:_SAMPLE]), default=""),
        entries=len(entries),
        newest=next((entry.published for entry in newest), None),
        a_day=pace(entry.published for entry in entries),
        teases=sum(needs_page(entry, source) for entry in entries[:_MANY]) * 2 > len(entries[:_MANY]),
        headlines=tuple(Headline(entry.title, entry.published) for entry in newest if entry.title)[:FEW],
    )

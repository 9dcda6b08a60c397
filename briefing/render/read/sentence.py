"""What stands around a statement on a page: its marks, whether it is new, the words that date or judge it."""

import re
from collections.abc import Iterable

from briefing.model import Told
from briefing.render.direction import MARKS
from briefing.render.read.phrases import Phrases

_UNSEEN = re.compile(f"[\\s{MARKS}]+")


def one_line(text: str) -> str:
    """`text` with all its spaces and breaks single spaces."""
    return " ".join(text.split())


def is_date(text: str, of: Phrases) -> bool:
    """Whether it is a date as the column of dates shows it."""
    return bool(of.date.match(text))


def is_cited(text: str, of: Phrases) -> bool:
    """Whether it ends as a statement does."""
    return bool(of.tail.search(text))


def numbers(marks: str) -> tuple[int, ...]:
    """The numbers in "[1][4]"."""
    return tuple(map(int, re.findall(r"\d+", marks.replace("\n", ""))))


def told(
    text: str, section: str, of: Phrases, *, date: str = "", voice: str = "", value: str = "", drawn: Iterable[str] = ()
) -> Told:
    """The statement in `text`, with whatever it has around it."""
    body, marks, after = text, "", ""
    tail = of.tail.search(text)
    if tail:
        body, marks, after = text[: tail.start()], tail[1], tail[2] or ""
    reported = None
    if section == "analyst_views":
        reported = bool(of.how.match(body))
        body = of.how.sub("", body)
    who, likely = noted(after, of)
    written = of.quoted.match(after)
    return Told(
        text=body.strip(),
        section=section,
        marks=numbers(marks),
        date=date.removesuffix(" ~"),
        resolved=date.endswith(" ~"),
        date_text=one_line(written[1]) if written else "",
        voice=voice,
        reported=reported,
        who=who,
        likelihood=likely,
        value=value,
        drawn=tuple(drawn),
    )


def noted(note: str, of: Phrases) -> tuple[str, str]:
    """Who expects it and how likely it is, of a note such as "who: Mira Hale; likelihood: “could”"."""
    likely = of.likely.search(note)
    who = of.who.match(note[: likely.start()] if likely else note)
    return (one_line(who[1]) if who else ""), (one_line(likely[1]) if likely else "")


def squashed(text: str) -> str:
    """`text` without spaces and marks of direction: where a page breaks a line inside a word, nothing tells."""
    return _UNSEEN.sub("", text)

"""What stands around a statement on a page: its marks, whether it is new, the words that date or judge it."""

import re
from collections.abc import Iterable

from briefing.model import Told
from briefing.render import words

_MARK = r"\[\n?\d[\d\n]{0,8}\]"
#: Where there is no room for a word, it is cut.
_NEW = r"\n?".join(map(re.escape, words.NEW))
_TAIL = re.compile(rf"(?s)\s?((?:{_MARK}\n?)*{_MARK})(?:\s+{_NEW})?(?:\s+\((.*)\))?\s*$")
_QUOTED = re.compile('(?s)^["“](.*)["”]$')
_LIKELY = re.compile(rf"(?s)(?:^|;\s|\s+){re.escape(words.LIKELIHOOD)}:\s[\"“](.*)[\"”]$")
_WHO = re.compile(rf"(?s)^{re.escape(words.EXPECTS)}:\s(.*?)(?:;?)$")
_DATE = re.compile(
    rf"^(?:\d{{4}}(?:-\d\d){{0,2}}(?:/\d{{4}}(?:-\d\d){{0,2}})?|(?:{'|'.join(words.SEASONS.values())}) \d{{4}})(?: ~)?$"
)
_REPORTED = re.compile(rf"^{re.escape(words.REPORTED)}:\s+")


def one_line(text: str) -> str:
    """`text` with all its spaces and breaks single spaces."""
    return " ".join(text.split())


def is_date(text: str) -> bool:
    """Whether it is a date as the column of dates shows it."""
    return bool(_DATE.match(text))


def is_cited(text: str) -> bool:
    """Whether it ends as a statement does."""
    return bool(_TAIL.search(text))


def numbers(marks: str) -> tuple[int, ...]:
    """The numbers in "[1][4]"."""
    return tuple(map(int, re.findall(r"\d+", marks.replace("\n", ""))))


def told(
    text: str, section: str, *, date: str = "", voice: str = "", value: str = "", drawn: Iterable[str] = ()
) -> Told:
    """The statement in `text`, with whatever it has around it."""
    body, marks, after = text, "", ""
    tail = _TAIL.search(text)
    if tail:
        body, marks, after = text[: tail.start()], tail[1], tail[2] or ""
    reported = None
    if section == "analyst_views":
        reported = bool(_REPORTED.match(body))
        body = _REPORTED.sub("", body)
    who, likely = noted(after)
    written = _QUOTED.match(after)
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


def noted(note: str) -> tuple[str, str]:
    """Who expects it and how likely it is, of a note such as "who: Mira Hale; likelihood: “could”"."""
    likely = _LIKELY.search(note)
    who = _WHO.match(note[: likely.start()] if likely else note)
    return (one_line(who[1]) if who else ""), (one_line(likely[1]) if likely else "")


def squashed(text: str) -> str:
    """`text` without spaces: where a page breaks a line inside a word, nothing tells."""
    return "".join(text.split())

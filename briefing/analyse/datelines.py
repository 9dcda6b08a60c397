"""The dateline before the first sentence (« KARSU, 3 June (Agency) — ») and the agency's name after the last.

Both say where, when and by whom a text was written, not what happened: read as part of the sentence, a dateline makes
the day of writing the day of the event. So the splitter cuts them off as pieces of their own, and boilerplate drops
the pieces; what is left of the sentence is verbatim still. A beginning that is no dateline for certain stays: a place
must stand in capitals or beside an agency or a day, a sentence must begin after it. Never alters the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SIGN = r"(?:[.,]?\s*(?:[–—―ـ]|--?)(?=[\s\"“«„])|\s*[:：](?=\s))\s*"
_BESIDE = r"(?P<beside>[^\n()–—―:]{0,30})?"
_SIGNATURE, _LONGEST = 60, 120
_ANY_SIGN = re.compile(r"[-–—―ـ:：)\]）】日]|\.\s")
_DIGIT = re.compile(r"\d")
_SHORTEST, _SENTENCE = 4, 40
_PLACE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Datelines:
    """What one language writes around its news; made from `agencies` (names) and `datelines` (expressions)."""

    agencies: frozenset[str]
    place: re.Pattern[str]
    whole: re.Pattern[str]
    signature: re.Pattern[str]

    def end(self, text: str, start: int, end: int) -> int:
        """Where the dateline that the line `text[start:end]` begins with ends; `start` if there is none."""
        if not _ANY_SIGN.search(text, start, min(end, start + _LONGEST)):
            return start
        found = self.whole.match(text, start, end)
        if not found:
            found = self.place.match(text, start, end)
            if found and not self._certain(text, found, end):
                found = None
        return found.end() if found and found.end() < end else start

    def _certain(self, text: str, found: re.Match[str], end: int) -> bool:
        following = text[found.end() : found.end() + 1]
        place = found["place"].strip()
        if following.islower() or not following or len(place.split()) > _PLACE_WORDS:
            return False
        capitals = place.isupper() and sum(map(str.isalpha, place)) >= _SHORTEST and place not in self.agencies
        beside = found["beside"] or ""
        if found["agency"] and not found["stop"]:
            return True
        sentence = end - found.end() >= _SENTENCE and not text[found.end() : found.end() + _SENTENCE].isupper()
        dated = _DIGIT.search(beside) is not None
        return capitals and sentence and (dated or not (found["stop"] or beside.strip(" ,.")))

    def signs(self, text: str, start: int, end: int) -> bool:
        """Whether nothing but an agency's name follows."""
        return end - start <= _SIGNATURE and self.signature.match(text, start, end) is not None


def datelines_of(agencies: Sequence[str], expressions: Sequence[str]) -> Datelines:
    """Compile the names of agencies and what else a dateline may look like."""
    names = "|".join(re.escape(name) for name in sorted(agencies, key=lambda name: (-len(name), name)))
    closed = rf"[(«/]\s*(?:{names})\b[^()«»/\n]{{0,20}}[)»/]"
    dashed = rf"[–—-]\s(?:{names})(?=\s?[.–—:-])|(?<!\w)(?:{names})(?=\s?[–—:-])"
    agency = rf"(?P<agency>{closed}|{dashed})"
    place = rf"(?P<place>[^\W\d_][\w.'’/ -]{{1,40}}?)(?:(?:\s*,\s*|\s+(?=\d)){_BESIDE})?"
    alone = rf"(?P<alone>(?:{names})(?:[-.]\w{{2,10}}){{0,2}})"
    ends = rf"(?:{_SIGN}|(?P<stop>\.\s+(?:/[^/\n]{{2,20}}/\.?\s+)?))"
    opened = r"[(\[/]\s*(?:[^()\[\]\n]{0,30}[\s/,])?"
    named = rf"(?:[–—―-]+\s*|{opened})?(?:{names})(?:[/, -]\w{{2,20}})?\s*[)\]/]?\W*\Z"
    initials = r"\(\s*[a-z]{2,4}(?:/[a-z]{2,5}){0,3}\s*\)\W*\Z"
    signature = rf"\s*(?:{named}|{initials})"
    return Datelines(
        agencies=frozenset(name.upper() for name in agencies),
        place=re.compile(rf"{place}\s*[-–—ـ]?\s*(?:{agency})?{ends}"),
        whole=re.compile("|".join([*expressions, rf"{alone}\s*[–—-]\s+(?=\S)"])),
        signature=re.compile(signature),
    )

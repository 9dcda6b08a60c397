"""The words and patterns of dates in one language, compiled from its `[dates]`.

A sentence becomes a row of tokens, each with the *roles* it can play ("May": a month; "3": a day, a number). A pattern
is a regular expression over roles, `day month year?`, so a language adds words, seldom grammar:

    months, weekdays    twelve and seven lists of forms, January and Monday first; jalali and hijri alike
    weak                forms that are everyday words, too ("may"): they need a day, a year or a preposition
    seasons, units      forms by SP SU AU WI, and by day week month year
    seasonal            forms that say "in spring" in one word, by SP SU AU WI
    relative            forms by distance: "-1 day" = ["yesterday"], "0 week" = ["this week"]
    pairs               forms that say two of a unit in one word, as the Arabic dual does
    numbers, days       forms by value, of amounts and of days of the month
    words               forms by role, for everything else a pattern names (in, of, to, ago, last, next, …); `outside`
                        licenses a date and is no part of it, `article` neither when its noun comes later, `label`
                        and `vague` make none of it, `within` needs a verb that points ahead
    eras                forms by the year before the era's first
    patterns, more      what makes a date, for any language and for this one
    fold                letters that count as the same; left, right  what may stand beside a form
    suffix              what may be glued to a form
    number_suffix, year_suffix, decade_suffix   what may be glued to a number; the second makes it a year
    decades             forms by the first year of a decade ("nineties")
    year_digits         nought to nine where years are spelled out digit by digit
    until, future       forms inside and around a date that point ahead of the day of publication
    past                forms around it that point back: of verbs the nearest to a date tells
    verb_last           whether verbs follow what they say the time of
    capitals            whether months and weekdays are written large, as names are
    counted             what after a lone number makes it an amount and no year
    numeric             order of 3/6/2021: dmy, mdy, ymd, or "" when the language has none

Forms are regular expressions over lower-case text. Never resolves anything.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from briefing.analyse.date_tokens import YEAR_DIGITS, Roles, Token, between, number_roles
from briefing.language.layers import layered

Pattern = tuple[re.Pattern[str], tuple[str, ...]]
_ROLE = re.compile(r"[a-z]+\d?")
_PART = re.compile(r"[A-Z]+")
_SPACE = r"[\s\u200c]+"
_ONE_LETTER = re.compile(r"\[[^\]]*\]")
#: What a form looks at beside itself, with groups in groups in it.
_LOOKAROUND = re.compile(r"\(\?<?[!=](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
#: No date repeats a role more often; without bounds a hostile row of words would take time quadratic in its length.
_BOUNDED = {"*": "{0,4}", "+": "{1,4}"}
_NUMBERED_TABLES = {
    "months": ("month", "anymonth"),
    "weekdays": ("weekday", "anyweekday"),
    "jalali": ("jalali",),
    "hijri": ("hijri",),
}
_KEYED_TABLES = {
    "seasons": "season",
    "seasonal": "seasonal",
    "units": "unit",
    "pairs": "pair",
    "numbers": "number",
    "days": "day",
    "eras": "era",
    "decades": "decade",
}
_ZEROS = (0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20)
_MORE_ZEROS = (0x1040, 0x17E0, 0x1810, 0xFF10)
_DIGITS = {zero + i: str(i) for zero in (*_ZEROS, *_MORE_ZEROS) for i in range(10)}
#: "İ" is the one letter that grows when made small, which would move all places behind it.
_DIGITS[ord("İ")] = "i"
_DATE = (
    r"(?<![\d.,/:a-z-])(?:\d{4}(?P<ymd>[-./])\d{1,2}(?P=ymd)\d{1,2}|\d{1,2}(?P<dmy>[-./])\d{1,2}(?P=dmy)\d{4}"
    r"|\d{1,2}\. \d{1,2}\. ?\d{4})(?![\d/-])"
)
#: Roles that make no date without another one.
_LINKS = frozenset(
    _ROLE.findall(
        "about and article between century close comma dash day daypart dot in label last monthnumber next number of "
        "open outside phase short slash this to unit until vague weak within"
    )
)
_CURRENCY = frozenset("$€£¥₽₺₴₹₩₪₼₾֏฿﷼#№@+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's dates. `patterns` are written over `row`s of tokens."""

    language: str
    fold: dict[int, str]
    year_digits: str
    spelled: re.Pattern[str] | None
    scan: re.Pattern[str]
    forms: tuple[tuple[re.Pattern[str], str, Any], ...]
    patterns: tuple[Pattern, ...]
    letters: dict[str, str]
    glued: dict[str, Roles]
    weak_capital: bool
    numeric: str
    jalali_years: bool
    future: re.Pattern[str] | None
    past: re.Pattern[str] | None
    until: re.Pattern[str] | None
    capitals: bool
    verb_last: bool
    counted: re.Pattern[str]

    def folded(self, text: str) -> str:
        """Return `text` in the letters that the forms are written in, of the same length."""
        folded = text.translate(self.fold).lower()
        return self.spelled.sub(self._digits, folded) if self.spelled else folded

    def _digits(self, year: re.Match[str]) -> str:
        return "".join(str(self.year_digits.find(c)) if c in self.year_digits else c for c in year[0])

    def tokens(self, text: str, folded: str) -> list[Token]:
        """What may matter for a date, in order; one token without roles stands for any text between.

        Nothing where no word or number makes a date, as in most sentences: signs and words between never do.
        """
        told = [(self._token(text, folded, hit), hit.end()) for hit in self.scan.finditer(folded)]
        if not any("unit" in token.roles or not token.roles.keys() <= _LINKS for token, _ in told):
            return []
        found: list[Token] = []
        end = 0
        for token, after in told:
            found += between(folded, end, token.start, self.glued)
            found.append(token)
            end = after
        found += between(folded, end, len(folded), self.glued)
        return found

    def row(self, tokens: Sequence[Token]) -> tuple[str, dict[int, int]]:
        """Write the roles of `tokens` as text for the patterns; also tell which token begins where in it.

        Stretches without a role that makes a date are left out: nearly all are, and the patterns are what takes time.
        """
        parts, starts, length = [], {}, 0
        for stretch in _stretches(tokens):
            for i in stretch:
                starts[length] = i
                part = "".join([self.letters[role] for role in tokens[i].roles if role in self.letters]) + ";"
                length += len(part)
                parts.append(part)
            starts[length] = stretch.stop
            parts.append(";")
            length += 1
        return "".join(parts), starts

    def _token(self, text: str, folded: str, hit: re.Match[str]) -> Token:
        if hit["word"]:
            start = hit.start("word")
            roles = _word_roles(self.language, hit["word"])
            if self.weak_capital and "weak" in roles and text[start].islower():
                roles = {}
            return Token(start, hit.end("word"), roles)
        if hit["date"]:
            return Token(hit.start(), hit.end(), {"date": hit["date"]})
        before, after = folded[max(0, hit.start() - 1) : hit.start()], folded[hit.end() : hit.end() + 1]
        odd = before in _CURRENCY or after in _CURRENCY or after == "%"
        return Token(hit.start(), hit.end(), {} if odd else number_roles(hit))


def _stretches(tokens: Sequence[Token]) -> Iterator[range]:
    """Yield the places of tokens with roles that stand together, where one of them may make a date."""
    first, telling = 0, False
    for i, token in enumerate(tokens):
        if token.roles:
            counts = "unit" in token.roles and i > first and "number" in tokens[i - 1].roles
            telling = telling or counts or not token.roles.keys() <= _LINKS
        else:
            if telling:
                yield range(first, i)
            first, telling = i + 1, False
    if telling:
        yield range(first, len(tokens))


@lru_cache(maxsize=8192)
def _word_roles(language: str, word: str) -> Roles:
    roles: dict[str, Any] = {}
    for form, role, value in lexicon_of(language).forms:
        if role not in roles and form.fullmatch(word):
            roles[role] = value
    if "weak" in roles:
        roles.pop("month", None)
        roles.pop("weekday", None)
    return roles


@cache
def lexicon_of(language: str) -> Lexicon:
    """Compile the words and patterns for a BCP 47 tag, once a process."""
    known = layered(language, "dates")
    fold = _DIGITS | {ord(a): b for a, b in known["fold"].items()}
    forms = tuple((form.translate(fold).replace(" ", _SPACE), role, value) for form, role, value in _forms(known))
    patterns = [_with_parts(pattern, known["parts"]) for pattern in (*known["patterns"], *known["more"])]
    roles = sorted({role.rstrip("2") for pattern in patterns for role in _ROLE.findall(pattern)})
    letters = {role: chr(0x100 + i) for i, role in enumerate(roles)}
    return Lexicon(
        language=language,
        fold=fold,
        year_digits=known["year_digits"],
        spelled=re.compile(f"[0{known['year_digits']}]{{{YEAR_DIGITS}}}") if known["year_digits"] else None,
        scan=_scan(known, {form for form, _, _ in forms}),
        forms=tuple((re.compile(f"(?:{form}){known['suffix']}"), role, value) for form, role, value in forms),
        patterns=tuple(_pattern(pattern, letters) for pattern in patterns),
        letters=letters,
        glued={word.translate(fold): {"and": "and"} for word in known["words"].get("and", ())},
        weak_capital=known["weak_capital"],
        numeric=known["numeric"],
        jalali_years=known["jalali_years"],
        future=_cue(known, "future", fold),
        past=_cue(known, "past", fold),
        capitals=known["capitals"],
        verb_last=known["verb_last"],
        until=_cue(known, "until", fold),
        counted=re.compile(known["counted"]),
    )


def _cue(known: Mapping[str, Any], key: str, fold: Mapping[int, str]) -> re.Pattern[str] | None:
    cues = "|".join(known[key]).translate(fold).replace(" ", _SPACE)
    return re.compile(f"{known['left']}(?:{cues}){known['right']}") if cues else None


def _forms(known: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield every form with one role and its value there."""
    for table, roles in _NUMBERED_TABLES.items():
        for value, forms in enumerate(known[table], start=1):
            yield from ((form, role, value) for form in forms for role in roles)
    for table, role in _KEYED_TABLES.items():
        for key, forms in known[table].items():
            value = int(key) if key.lstrip("-").isdigit() else key
            yield from ((form, role, value) for form in forms)
    for distance, forms in known["relative"].items():
        amount, unit = distance.split()
        yield from ((form, role, (int(amount), unit)) for form in forms for role in ("relative", f"relative{unit}"))
    for role, forms in known["words"].items():
        yield from ((form, role, role) for form in forms)
    yield from ((form, "weak", True) for form in known["weak"])


def _scan(known: Mapping[str, Any], forms: set[str]) -> re.Pattern[str]:
    """Find the next date, number or form; of forms that begin alike those of more words come first.

    Most places have no digit: asking that first saves asking what may stand beside one.
    """
    longest_first = sorted(forms, key=_longest_first)
    glued = "|".join(
        f"(?P<{name}>{known[key] or '(?!)'})"
        for name, key in (("decade", "decade_suffix"), ("cue", "year_suffix"), ("ordinal", "number_suffix"))
    )
    number = rf"(?<![\d.,:a-z])(?P<digits>\d+(?:[.,:]\d+)*)(?:{glued})?(?![a-z\d]){known['right']}"
    word = (
        f"{known['left']}(?P<word>(?:{'|'.join(longest_first)}){known['suffix']}){known['right']}"
        if forms
        else "(?P<word>(?!))"
    )
    return re.compile(rf"(?=\d)(?:(?P<date>{_DATE})|{number})|{word}")


def _longest_first(form: str) -> tuple[int, int, str]:
    told = _LOOKAROUND.sub("", form)
    return -told.count(_SPACE), -len(_ONE_LETTER.sub("x", told)), form


def _with_parts(pattern: str, parts: Mapping[str, str]) -> str:
    while any(name in parts for name in _PART.findall(pattern)):
        pattern = _PART.sub(lambda m: f"({parts[m[0]]})", pattern)
    return pattern


def _pattern(pattern: str, letters: Mapping[str, str]) -> Pattern:
    """Compile a pattern over rows; also give the role that each of its groups stands for."""
    groups: list[str] = []

    def group(role: re.Match[str]) -> str:
        groups.append(role[0])
        return f"([^;]*{letters[role[0].rstrip('2')]}[^;]*;)"

    roles = _ROLE.sub(group, pattern.replace("(", "(?:")).replace(" ", "")
    for sign, bounds in _BOUNDED.items():
        roles = roles.replace(f"){sign}", f"){bounds}")
    compiled = re.compile(rf"(?<![^;]){roles}")
    return compiled, tuple(groups)

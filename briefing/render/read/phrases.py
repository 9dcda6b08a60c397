"""Our own words on a page, as patterns: what the writers put there, found again in any language of the interface.

A pattern is made of the very text that the writers use, so that a table says all there is to know of its language.
"""

import re
from collections.abc import Iterable
from functools import cache, cached_property

from briefing.model import BANDS
from briefing.render.bidi import order
from briefing.render.direction import is_rtl
from briefing.render.layout import INDENT
from briefing.render.look import SECTIONS
from briefing.render.read.drawn import among
from briefing.words import Words, speak

_HEADINGS = (*SECTIONS, "figures", "sources")
_KINDS = ("analyst", "media", "official", "unnamed", "witness")
_MEASURES = ("detained", "displaced", "injured", "killed", "missing")
_SEASONS = ("AU", "SP", "SU", "WI")
_SIGNS = ("bar", "day", "decade", "month", "week", "year")
_STATUS = ("new", "updated")
#: Marks of quotation, in any language, as they open and close.
CLOSING = ('"', "”", "»", "“")
_OPEN, _CLOSE = '["“«„]', f"[{''.join(CLOSING)}]"
_MARK = r"\[\n?\d[\d\n]{0,8}\]"
_TAG = r"[a-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"
#: A number with its thousands apart, whatever parts them.
_NUMBER = "\\d(?:[\\d .,'’\u00a0\u202f]*\\d)?"


class Phrases:
    """The patterns of one language."""

    def __init__(self, words: Words) -> None:
        """Each is made when it is first asked for."""
        self.words = words
        self.headings = {words[f"section.{name}"]: name for name in _HEADINGS}
        self.capitals = {words.capitals(text): name for text, name in self.headings.items()}
        self.kinds = tuple(f"({words.of('kind', kind)})" for kind in _KINDS)
        self.new = re.escape(words["report.new"])

    # ---- around a statement

    @cached_property
    def tail(self) -> re.Pattern[str]:
        """A statement's marks, "new", and what stands in brackets behind it; without room for a word, it is cut."""
        new = r"\n?".join(map(re.escape, self.words["report.new"]))
        return re.compile(rf"(?s)\s?((?:{_MARK}\n?)*{_MARK})(?:\s+{new})?(?:\s+\((.*)\))?\s*$")

    @cached_property
    def quoted(self) -> re.Pattern[str]:
        """Words in marks of quotation."""
        return re.compile(f"(?s)^{_OPEN}(.*){_CLOSE}$")

    @cached_property
    def likely(self) -> re.Pattern[str]:
        """A word of likelihood at the end of a note."""
        return re.compile(rf"(?s)(?:^|;\s|\s+){_loose(_either(self.likely_head))}\s+{_OPEN}(.*){_CLOSE}$")

    @cached_property
    def who(self) -> re.Pattern[str]:
        """Who expects it, at the head of a note."""
        return re.compile(rf"(?s)^{_loose(_either(self._before('report.expects')))}\s+(.*?)(?:;?)$")

    @cached_property
    def date(self) -> re.Pattern[str]:
        """A date as the column of dates shows it."""
        seasons = _any(self._said(f"season.{name}", year=r"\d{4}") for name in _SEASONS)
        return re.compile(rf"^(?:\d{{4}}(?:-\d\d){{0,2}}(?:/\d{{4}}(?:-\d\d){{0,2}})?|{seasons})(?: ~)?$")

    @cached_property
    def how(self) -> re.Pattern[str]:
        """That it is reported speech."""
        return re.compile(rf"^{_either(self.words['report.how'])}\s+")

    @cached_property
    def moment(self) -> re.Pattern[str]:
        """When the snapshot was taken."""
        months = f"(?P<month>{_any(map(re.escape, self.words.lists['time.months']))})"
        day, year, time = r"(?P<day>\d\d?)", r"(?P<year>\d{4})", r"(?P<hour>\d\d):(?P<minute>\d\d)"
        return re.compile(self._said("time.moment", day=day, month=months, year=year, time=time))

    # ---- about a story

    @cached_property
    def size(self) -> str:
        """How many articles and outlets."""
        return self._said("report.size", articles=self._counted("article"), outlets=self._counted("outlet"))

    @cached_property
    def size_only(self) -> re.Pattern[str]:
        """The same with the languages' names, and no more."""
        languages = self._said("report.size_in", size=f"(?P<size>{self.size})", languages="(?P<languages>.*)")
        return re.compile(rf"^(?:{languages}|(?P<bare>{self.size}))$")

    @cached_property
    def counts(self) -> re.Pattern[str]:
        """A line that begins with a story's counts."""
        (_, first), (between, second), *_ = self.words.parts("report.size")
        del second
        of = {"articles": "article", "outlets": "outlet"}[first]
        return re.compile(rf"^{self._counted(of)}{re.escape(between.rstrip())}(?: |$)")

    @cached_property
    def about(self) -> re.Pattern[str]:
        """All that a page in columns says of a story below its headline."""
        tags = rf"(?P<languages>{_TAG}(?: {_TAG})*)"
        whole = self._said("report.size_in", size=f"(?P<size>{self.size})", languages=tags)
        status = _any(re.escape(self.words.capitals(self.words.of("status", name))) for name in _STATUS)
        watched = self._said("report.watched", phrases=".*")
        story = self._said("report.story", id=r"(?P<id>\S+)")
        return re.compile(rf"^(?:{whole}|(?P<bare>{self.size}))(?: {status})?(?: {watched})? {story}$")

    @cached_property
    def id(self) -> re.Pattern[str]:
        """The id at the end of what is said of a story."""
        story = self._said("report.story", id=r"(\S+)")
        return re.compile(rf"(?:^|\s){story}$")

    @cached_property
    def summary(self) -> re.Pattern[str]:
        """A snapshot's size."""
        arrow = f"{re.escape(self.words['coverage.arrow_print'])}|{re.escape(self.words['coverage.arrow'])}"
        told = {"articles": self._counted("article"), "languages": ".*", "arrow": f"(?:{arrow})", "stories": ".*"}
        whole = self._said("coverage.summary", outlets=".*", **told)
        unnamed = self._said("coverage.summary_unnamed", **told)
        return re.compile(rf"^(?:{whole}|{unnamed}|{self._counted('story')}(?!\w).*)$")

    # ---- lines of ours

    @cached_property
    def figure(self) -> re.Pattern[str]:
        """A point of the list of figures: the number, its source's words, the mark."""
        return re.compile(rf"(?s)^[^:\n]+:\s+({_NUMBER})\s+{_OPEN}(.*){_CLOSE}\s*(\[\d+\]),\s.*$")

    @cached_property
    def hour(self) -> str:
        """A moment within a story's days."""
        months = _any(map(re.escape, self.words.lists["time.months"]))
        return self._said("time.hour", day=r"\s?\d{1,2}", month=months, time=r"\d\d:\d\d")

    @cached_property
    def row(self) -> re.Pattern[str]:
        """The columns of a figure: the measure, the number, the moment."""
        measures = _any(re.escape(self.words.of("measure", name)) for name in _MEASURES)
        undated = re.escape(self.words["time.undated"])
        columns = rf"(?:{measures} +| *)({_NUMBER}) {{2,}}(?:{self.hour}|{undated}) *"
        return re.compile(rf"^ {{{INDENT}}}{columns}(?: {{2,}}(\S.*))?$")

    @cached_property
    def foot(self) -> re.Pattern[str]:
        """Where a page in columns ends its stories: its legend, what was asked, or what failed."""
        sources = self._counted("source")
        asked = _any(self._head(key, sources=sources) for key in ("coverage.read", "coverage.asked"))
        legend = rf"{re.escape(self.words.capitals(self.words['legend.title']))}$"
        return re.compile(f"^(?:{asked}(?:[:;.,،؛] |[.;:]?$)|{self._head('coverage.failed')}|{legend})", re.IGNORECASE)

    @cached_property
    def ours(self) -> re.Pattern[str]:
        """The same, who is silent, what stands beside a drawing, and the lines of the legend."""
        patterns = (self.foot.pattern, self.silent.pattern, self.drawing, self.legend)
        return re.compile("|".join(patterns), re.IGNORECASE)

    @cached_property
    def legend(self) -> str:
        """A line of the legend of words of likelihood."""
        bands = _any(re.escape(self.words.of("band", band)) for band in BANDS)
        of_range = self._said("legend.range", band=bands, least=r"\d+", most=r"\d+", words=f"{_OPEN}.*{_CLOSE}")
        of_none = self._said("legend.none", words=f"{_OPEN}.*{_CLOSE}")
        return f"(?s:^(?:{of_range}|{of_none}|{_loose(re.escape(self.words['legend.source']))})$)"

    @cached_property
    def drawing(self) -> str:
        """The times beside a drawing, or what its signs mean."""
        span = self._said("drawing.span", first=self.hour, last=self.hour)
        resolved = f"~ {re.escape(self.words['report.resolved'])}"
        sign = _any((*(re.escape(self.words[f"drawing.{sign}"]) for sign in _SIGNS), resolved))
        semicolon = re.escape(self.words["list.semicolon"])
        return f"^(?:{span}|{sign}(?:{semicolon}{sign})*)$"

    @cached_property
    def silent(self) -> re.Pattern[str]:
        """Who is silent."""
        return re.compile(f"^{self._head('report.silent')}")

    @cached_property
    def also(self) -> str:
        """What stands before the sources that aren't cited."""
        return self._before("report.also")

    @cached_property
    def also_begins(self) -> re.Pattern[str]:
        """The same at the head of a line, alone or before a source."""
        return re.compile(rf"^{re.escape(self.also)}(?: (?=\[\d)|$)")

    @cached_property
    def also_inside(self) -> re.Pattern[str]:
        """The same in a line whose words were put in order."""
        return re.compile(rf"(?:^|[\s,]){re.escape(self.also)}")

    @cached_property
    def note(self) -> re.Pattern[str]:
        """A line on which a note begins."""
        heads = _any(_either(self._before(key)) for key in ("report.expects", "report.likelihood"))
        return re.compile(f"^{heads}(?: |$)")

    @cached_property
    def likely_head(self) -> str:
        """What stands before a word of likelihood."""
        return self._before("report.likelihood")

    # ---- lines that go on

    @cached_property
    def further(self) -> re.Pattern[str]:
        """With what a line begins that is no statement's first: words that date it, marks that found no room."""
        new = self.words["report.new"]
        rest = _any(re.escape(new[i:]) for i in range(len(new)))
        return re.compile(rf"^(?:\({_OPEN}|[\d\[]*\d?\]|{rest}(?:  |$))")

    @cached_property
    def may_float(self) -> re.Pattern[str]:
        """What goes on with a text that runs from right to left though most of its letters don't."""
        rtl = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
        return re.compile(rf"{rtl}|^(?:{self.new})?[\W\d_]*$|^{_turned(self.words['report.how'])}$")

    @cached_property
    def begins_left(self) -> re.Pattern[str]:
        """With what only a line begins that runs from left to right."""
        how = self.words["report.how"]
        # the notes of an interface that runs from right to left do so, too
        notes = () if self.words.rtl else (self._before("report.expects"), self.likely_head)
        return re.compile(f"^{_any((re.escape(how), _turned(how), *map(re.escape, notes)))} ")

    @cached_property
    def ends_right(self) -> re.Pattern[str]:
        """Words of ours with which a line ends that runs from left to right, whatever most of its letters do."""
        new = self.words["report.new"]
        marked = rf"\]\s+{_any((re.escape(new), _turned(new)))}(?:\s+\({_OPEN}[^()]*\)?)?"
        kinds = _any(form for kind in self.kinds for form in (re.escape(kind), _turned(kind)))
        return re.compile(f"(?:{marked}|(?P<kind>{kinds}))$")

    @cached_property
    def glued(self) -> re.Pattern[str]:
        """A word, and the marks that cling to it."""
        return re.compile(rf"^\S+(?:\s(?:\[\d+\])+(?:\s+{self.new})?)?")

    @cached_property
    def drawn_tail(self) -> re.Pattern[str]:
        """What a drawn line has at its left where the words end: the words that date it, "new", its marks."""
        quoted = rf"\({_OPEN}[^()]*{_CLOSE}\)"
        return re.compile(rf"^(?:{quoted}\s*)?(?:{_turned(self.words['report.new'])}\s+)?(?:\[\d+\])*\s?")

    @cached_property
    def drawn_how(self) -> re.Pattern[str]:
        """The same of "reported"."""
        return re.compile(rf"\s*{_turned(self.words['report.how'])}$")

    def _said(self, key: str, **places: str) -> str:
        """The pattern of a text of ours, `places` being patterns of what stands in it."""
        return "".join(re.escape(before) + (places[place] if place else "") for before, place in self.words.parts(key))

    def _before(self, key: str) -> str:
        """What stands before the place in a text of ours that ends with it."""
        return next(self.words.parts(key))[0].strip()

    def _head(self, key: str, **places: str) -> str:
        """The pattern of a text of ours up to the last of `places`, else to its first place."""
        found = ""
        for before, place in self.words.parts(key):
            found += re.escape(before)
            if place not in places:
                break
            found += places[place]
            if place == list(places)[-1]:
                break
        return found

    def _counted(self, of: str) -> str:
        """The pattern of any number of what is counted."""
        number = re.escape("{n}")
        return _any(re.escape(form).replace(number, r"\d+") for form in self.words.lists[f"count.{of}"])


@cache
def phrases(language: str) -> Phrases:
    """Those of a language of the interface."""
    return Phrases(speak(language))


def _any(patterns: Iterable[str]) -> str:
    """Any of `patterns`, the longest first."""
    return f"(?:{'|'.join(sorted(set(patterns), key=lambda one: (-len(one), one)))})"


def _either(text: str) -> str:
    """The pattern of a text of ours as it is, and as it is read where it was drawn among words from left to right."""
    return _any(map(re.escape, (text, among(order(text, "app", rtl=is_rtl(text))))))


def _turned(text: str) -> str:
    """The pattern of a text of ours among text that runs from right to left, in order for the eye."""
    return re.escape(order(text, "app", rtl=True))


def _loose(pattern: str) -> str:
    """A pattern in which a space may be any, or a break."""
    return pattern.replace(r"\ ", r"\s+")

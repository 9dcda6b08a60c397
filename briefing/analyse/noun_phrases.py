"""Who stands in a stretch of words where names are capitalised.

« the Turkish interior minister Mira Hale (49) »: the run of capitals that no preposition governs is the name, what
stands before it the role; without such a run the stretch describes somebody. Never reads beyond its stretch.
"""

from dataclasses import dataclass

from briefing.analyse.capitals import is_name, media, run_end, title_end
from briefing.analyse.mentions import Line, Mention, describe, named
from briefing.analyse.name_runs import WHOLE_NAME, NameRun, name_closes
from briefing.analyse.voice_words import (
    ANALYST,
    ANOTHER,
    BREAKS,
    DETERMINER,
    INDEFINITE,
    MEDIA,
    OF,
    OFFICIAL,
    PASSIVE,
    PREPOSITION,
    PRONOUNS,
    ROLE,
    SKIP,
    TITLES,
    VERB,
)

LONGEST_DESCRIPTION = 14
_BRACKET = 12


def read_capitals(line: Line, start: int, end: int) -> Mention | None:
    """The source in the words from `start` to `end`."""
    return _Scan(line, start, end).read()


@dataclass(slots=True)
class _Scan:
    """How far a stretch is read: `begin` is where its noun phrase begins, `head` its first role.

    `governed` while the words at hand depend on a preposition, `passed` when such words have been passed over.
    """

    line: Line
    begin: int
    end: int
    i: int = 0
    head: int = -1
    governed: bool = False
    passed: bool = False
    done: bool = False

    def read(self) -> Mention | None:
        self.i = self.begin
        while self.i < self.end and not self.done:
            token = self.line.tokens[self.i]
            mention = None
            if token.mark:
                mention = self._mark(token.mark)
            elif self._opens_run():
                mention = self._run()
            elif token.word & PREPOSITION:
                self._preposition(inside=bool(token.word & OF))
            elif self._has_verb():
                return None
            else:
                self._word()
            if mention:
                return mention
        if self.head < 0 and (self.passed or self.governed):
            return None
        return _description(self.line, self.begin, self.i, self.head)

    def _opens_run(self) -> bool:
        token = self.line.tokens[self.i]
        office = token.capital and bool(token.word & (TITLES | ROLE)) and not token.quoted
        return office or is_name(self.line, self.i)

    def _mark(self, mark: str) -> Mention | None:
        closing = title_end(self.line, self.i, self.end) if mark == '"' else 0
        if mark == "(":
            self.i = _after_bracket(self.line, self.i, self.end)
        elif closing:
            before = self.line.tokens[self.i - 1].word if self.i > self.begin else 0
            whole = closing >= self.end or not is_name(self.line, closing)
            if whole and before & MEDIA and not self.governed:
                return media(self.line, self.begin, (self.i, closing))
            self.i = closing
        else:
            self.done = mark in {",", ";", ":", "–"} and self.head >= 0
            self.i += not self.done
        return None

    def _run(self) -> Mention | None:
        line, start = self.line, self.i
        stop = max(run_end(line, start, self.end), start + 1)
        self.i = stop
        office = self.head >= 0 and bool(line.tokens[self.head].word & (OFFICIAL | ANALYST))
        if self.governed and office and stop - start >= WHOLE_NAME and self._leaves_name(start, stop):
            return named(line, self.begin, (stop - WHOLE_NAME, stop), self.head)
        mention = None if self.governed else NameRun(line, self.begin, self.end, self.head, start, stop).name()
        roles = [k for k in range(start, stop) if line.tokens[k].word & ROLE]
        if roles and not self.governed and self.head < 0:
            self.head = roles[-1]
        self.passed = self.passed or self.governed
        self.governed = False
        return mention

    def _leaves_name(self, start: int, stop: int) -> bool:
        """Whether the last words of a governed run are a name: « министр по делам Орска Мира Хейл »."""
        words = self.line.words
        if words.bare_names:
            return stop - start > WHOLE_NAME
        complete = not self.line.tokens[start - 1].word & (PREPOSITION | DETERMINER)
        run = self.line.tokens[stop - WHOLE_NAME : stop]
        closes = stop == self.end or not all(words.is_genitive(token.text) for token in run)
        return words.genitive and closes and (complete or stop - start > WHOLE_NAME)

    def _preposition(self, *, inside: bool) -> None:
        if not inside and self.head >= 0 and not name_closes(self.line, self.i, self.end):
            self.done = True
            return
        if not inside and self.head >= 0:
            inside = True
        self.governed = True
        self.i += 1
        if not inside:
            self.begin = self.i

    def _has_verb(self) -> bool:
        """A subject that another verb follows is not the subject of the verb at the end of the stretch."""
        token = self.line.tokens[self.i]
        idle = bool(token.word & (PASSIVE | SKIP)) and not token.word & (DETERMINER | ROLE)
        return (
            idle and self.head >= 0 and not self.governed and self.i + 1 < self.end and self.line.words.order == "svo"
        )

    def _word(self) -> None:
        word = self.line.tokens[self.i].word
        if self.line.tokens[self.i].oblique and self.head < 0:
            self.governed = True
        if word & ROLE and self.head < 0 and not self.governed:
            self.head = self.i
        if self.governed and self.head < 0 and not word & DETERMINER:
            self.begin = self.i + 1
        self.passed = self.passed or (self.governed and bool(word & ROLE))
        self.governed = self.governed and bool(word & (DETERMINER | ROLE) or not word & (SKIP | VERB))
        self.i += 1


def _after_bracket(line: Line, i: int, end: int) -> int:
    return next((k + 1 for k in range(i + 1, min(end, i + _BRACKET)) if line.tokens[k].mark == ")"), i + 1)


def _description(line: Line, start: int, end: int, head: int) -> Mention | None:
    tokens = line.tokens
    while (
        start < end
        and (tokens[start].mark or tokens[start].word & (SKIP | BREAKS))
        and not tokens[start].word & DETERMINER
    ):
        start += 1
    while end > start and (line.has_mark(end - 1, ",:;–.") or tokens[end - 1].word & (PREPOSITION | SKIP | BREAKS)):
        end -= 1
    while line.words.objects and start < head and tokens[start].text.endswith(line.words.objects):
        start += 1
    end = min(end, start + LONGEST_DESCRIPTION)
    if line.words.order == "svo" and head < 0 and any(token.word & PRONOUNS for token in tokens[start:end]):
        return None
    if all(token.mark or token.word & DETERMINER for token in tokens[start:end]):
        some = start < end and bool(tokens[start].word & (INDEFINITE | ANOTHER))
        return describe(line, start, end, -1) if some else None
    if head < start:
        head = next((i for i in range(start, end) if tokens[i].word & ROLE), -1)
    return describe(line, start, end, head)

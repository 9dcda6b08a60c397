"""Who stands in a stretch of words where names are capitalised.

« the Turkish interior minister Mira Hale (49) »: the run of capitals that no preposition governs is the name, what
stands before it the role; without such a run the stretch describes somebody. Never reads beyond its stretch.
"""

from dataclasses import dataclass

from briefing.analyse.mentions import Line, Mention, describe, named
from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import (
    ANALYST,
    ANOTHER,
    BODY,
    BREAKS,
    CENTRE,
    DETERMINER,
    FUNCTION,
    INDEFINITE,
    MEDIA,
    NEVERS,
    OF,
    OFFICIAL,
    PARTICLES,
    PASSIVE,
    PLACES,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUNS,
    ROLE,
    SKIP,
    TITLES,
    UNNAMED,
    VERB,
)

LONGEST_DESCRIPTION = 14
_BRACKET, _TITLE = 12, 8
_WHOLE_NAME = 2
_FEW = 4


def is_name(line: Line, i: int) -> bool:
    """Whether the capital of the word at `i` is a name's, not a sentence's."""
    token = line.tokens[i]
    if not token.capital or token.quoted or token.word & NEVERS:
        return False
    if not _begins_sentence(line, i):
        return not token.word & (DETERMINER | PRONOUNS | PREPOSITIONS)
    after = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    beside = after is not None and (after.capital or bool(after.word & VERB) or after.mark == ",")
    marked = line.words.case_suffixes and bool(token.suffix)
    known = marked or token.key in line.usage.capital or beside
    return known and not token.word & (FUNCTION | BREAKS | ROLE | VERB) and token.key not in line.usage.lower


def _begins_sentence(line: Line, i: int) -> bool:
    before = line.tokens[max(0, i - 2) : i]
    return all(token.mark in {'"', "–", "("} for token in before) or line.has_mark(i - 1, ".:")


def run_end(line: Line, start: int, end: int) -> int:
    """Where the run of name words that begins at `start` ends; a particle belongs to it if a name follows."""
    i = start
    while i < end:
        token = line.tokens[i]
        joins = i > start and i + 1 < end and bool(token.word & PARTICLES)
        if is_name(line, i) or (i == start and token.capital):
            i += 1
            if token.suffix:
                break
        elif joins and (is_name(line, i + 1) or line.tokens[i + 1].word & PARTICLES):
            i += 1
        else:
            break
    return i


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
        if self.governed and office and stop - start >= _WHOLE_NAME and self._leaves_name(start, stop):
            return named(line, self.begin, (stop - _WHOLE_NAME, stop), self.head)
        mention = None if self.governed else self._name(start, stop)
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
            return stop - start > _WHOLE_NAME
        complete = not self.line.tokens[start - 1].word & (PREPOSITION | DETERMINER)
        run = self.line.tokens[stop - _WHOLE_NAME : stop]
        closes = stop == self.end or not all(words.is_genitive(token.text) for token in run)
        return words.genitive and closes and (complete or stop - start > _WHOLE_NAME)

    def _preposition(self, *, inside: bool) -> None:
        if not inside and self.head >= 0 and not self._name_closes():
            self.done = True
            return
        if not inside and self.head >= 0:
            inside = True
        self.governed = True
        self.i += 1
        if not inside:
            self.begin = self.i

    def _name_closes(self) -> bool:
        """Whether a name ends the stretch, behind where its bearer holds office: « посол в Орске Мира Хейл »."""
        tokens, end = self.line.tokens, self.end
        whole = end - self.i > _WHOLE_NAME and all(is_name(self.line, k) for k in range(end - _WHOLE_NAME, end))
        return self.line.words.genitive and whole and not any(t.quoted for t in tokens[self.i : end])

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

    def _name(self, start: int, stop: int) -> Mention | None:
        """The name in the run from `start` to `stop`, unless the run only describes what follows it."""
        line = self.line
        offices = [k for k in range(start, stop) if line.tokens[k].word & (ROLE | TITLES)]
        last = offices[-1] if offices else start - 1
        first = last + 1
        while first < stop and line.tokens[first].mark:
            first += 1
        whole = first
        while (
            (self.head >= 0 or offices or stop - first > _WHOLE_NAME) and first < stop and self._completes(first, stop)
        ):
            first += 1
        owns = line.words.possessive or (line.words.case_suffixes and stop < self.end)
        possessive = owns and bool(line.tokens[stop - 1].suffix)
        if first >= stop or possessive or self._describes(first, stop, last):
            return None
        if self._of_body(start, stop, last):
            return describe(line, self.begin, stop, self.head if self.head >= 0 else last)
        if (
            line.words.genitive
            and stop - first > 1
            and (self.head >= 0 or last >= start)
            and first == whole
            and self._is_place(first, stop, self.head if self.head >= 0 else last)
        ):
            first += 1
        role = next((k for k in range(self.begin, first) if line.tokens[k].word & ROLE), -1)
        return named(line, self.begin, (first, stop), role)

    def _completes(self, i: int, stop: int) -> bool:
        """Whether the word at `i` completes the role before it: « министр Турции »."""
        token, words = self.line.tokens[i], self.line.words
        if words.genitive and stop - i == 1 and token.text.isupper() and len(token.text) > 1:
            return True
        if token.word & PLACES or token.text.casefold().endswith(words.places_in):
            return not token.word & ROLE
        goes_on = stop < self.end and words.is_surely_genitive(token.text)
        return stop - i == 1 and (goes_on or self._is_genitive(token))

    def _is_genitive(self, token: Token) -> bool:
        """Whether the article has the same word as a nominative, too: "Турции" beside "Турция"."""
        words, key = self.line.words, token.key
        if len(key) <= _FEW or not words.is_genitive(token.text):
            return False
        forms = {key[:-1] + ending for ending in words.nominatives} - {key}
        return not forms.isdisjoint(self.line.usage.capital)

    def _describes(self, first: int, stop: int, last: int) -> bool:
        line = self.line
        if line.words.order != "sov" and _role_follows(line, stop, self.end):
            return True
        if self.head >= 0 and line.tokens[self.head].word & UNNAMED:
            return True
        single = stop - first == 1
        if single and self.head >= 0 and line.words.is_genitive(line.tokens[first].text) and self._name_closes():
            return True
        body = last >= first - 1 and last >= 0 and bool(line.tokens[last].word & (BODY | CENTRE))
        if line.words.genitive and single and body and self.head >= 0:
            return True
        complement = first > self.begin and bool(line.tokens[first - 1].word & DETERMINER)
        return line.words.capital_nouns and single and self.head >= 0 and complement

    def _of_body(self, start: int, stop: int, last: int) -> bool:
        """Whether the only office before the name is an institution's, so that the name belongs to it."""
        line = self.line
        offices = [
            line.tokens[k].word & ROLE for k in (self.head, last) if self.begin <= k and line.tokens[k].word & ROLE
        ]
        if not offices or any(office & ~(BODY | CENTRE) for office in offices):
            return False
        spoken_for = self.head >= 0 and not line.tokens[self.head].capital and last < start and stop - start > 1
        return line.words.genitive or not spoken_for

    def _is_place(self, first: int, stop: int, office: int) -> bool:
        """A bare genitive between role and name: it stands alone elsewhere, or leaves a whole name behind."""
        key = self.line.tokens[first].key
        words, text = self.line.words, self.line.tokens[first].text
        if not words.is_genitive(text):
            return False
        stem = key[:-2] if len(key) > _FEW else key
        held = not self.line.tokens[office].word & ANALYST
        longer = stop - first > _WHOLE_NAME and not words.is_patronymic(self.line.tokens[first + 1].text)
        if longer and (held or words.is_surely_genitive(text)):
            return True
        return any(other.startswith(stem) for other in self.line.usage.alone)


def _role_follows(line: Line, start: int, end: int) -> bool:
    """Whether a role in lower case follows at once: "the Orsk campaign manager"."""
    for token in line.tokens[start : min(end, start + _FEW)]:
        if token.mark or token.capital or token.word & (PREPOSITION | BREAKS | DETERMINER | VERB | SKIP):
            return False
        if token.word & ROLE:
            return True
    return False


def title_end(line: Line, i: int, end: int) -> int:
    """Where a name between quotation marks ends, 0 if the mark at `i` opens none."""
    tokens = line.tokens
    if i + 1 >= end or tokens[i].quoted or tokens[i + 1].mark:
        return 0
    return next((k + 1 for k in range(i + 2, min(end, i + _TITLE)) if tokens[k].mark == '"'), 0)


def media(line: Line, start: int, name: tuple[int, int]) -> Mention:
    """« the newspaper "Harbour Post" »: a medium's name between quotation marks."""
    while start < name[0] and line.tokens[start].word & (DETERMINER | SKIP):
        start += 1
    head = line.tokens[name[0] - 1].key
    return Mention(line.text(*name), line.role(start, name[0]), "", head, "media", start=start, end=name[1])


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
    if all(token.mark or token.word & DETERMINER for token in tokens[start:end]):
        some = start < end and bool(tokens[start].word & (INDEFINITE | ANOTHER))
        return describe(line, start, end, -1) if some else None
    if head < start:
        head = next((i for i in range(start, end) if tokens[i].word & ROLE), -1)
    return describe(line, start, end, head)

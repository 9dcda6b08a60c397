"""Which words of a run of capitals are the name, and which only say whose or where the role before it is.

« the Turkish Interior Minister Mira Hale », « министр Турции Хейл ». Never looks for the run itself.
"""

from dataclasses import dataclass

from briefing.analyse.capitals import is_name
from briefing.analyse.mentions import Line, Mention, describe, named
from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import (
    ANALYST,
    BODY,
    BREAKS,
    CENTRE,
    DETERMINER,
    OFFICIAL,
    PARTICLES,
    PLACES,
    PREPOSITION,
    ROLE,
    SKIP,
    TITLES,
    UNNAMED,
    VERB,
)

WHOLE_NAME = 2
_FEW = 4


@dataclass(frozen=True, slots=True)
class NameRun:
    """The run of capitals from `start` to `stop` in a noun phrase that goes from `begin` to `end` at the most.

    `head` is the phrase's first role before the run, -1 if there is none.
    """

    line: Line
    begin: int
    end: int
    head: int
    start: int
    stop: int

    def name(self) -> Mention | None:
        """None if the run only describes what follows it."""
        line, start, stop = self.line, self.start, self.stop
        offices = [k for k in range(start, stop) if line.tokens[k].word & (ROLE | TITLES)]
        last = offices[-1] if offices else start - 1
        first = last + 1
        while first < stop and line.tokens[first].mark:
            first += 1
        whole = first
        while (self.head >= 0 or offices or stop - first > WHOLE_NAME) and first < stop and self._completes(first):
            first += 1
        owns = line.words.possessive or (line.words.case_suffixes and stop < self.end)
        possessive = owns and bool(line.tokens[stop - 1].suffix)
        if first >= stop or possessive or self._describes(first, last):
            return None
        if self._of_body(last):
            return describe(line, self.begin, stop, self.head if self.head >= 0 else last)
        if (
            line.words.genitive
            and stop - first > 1
            and (self.head >= 0 or last >= start)
            and first == whole
            and self._is_place(first, self.head if self.head >= 0 else last)
        ):
            first += 1
        role = next((k for k in range(self.begin, first) if line.tokens[k].word & ROLE), -1)
        return named(line, self.begin, (first, stop), role)

    def _completes(self, i: int) -> bool:
        """Whether the word at `i` completes the role before it: « министр Турции »."""
        token, words, stop = self.line.tokens[i], self.line.words, self.stop
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

    def _describes(self, first: int, last: int) -> bool:
        line, stop = self.line, self.stop
        if line.words.order != "sov" and _role_follows(line, stop, self.end):
            return True
        if self.head >= 0 and line.tokens[self.head].word & UNNAMED:
            return True
        single = stop - first == 1
        if (
            single
            and self.head >= 0
            and line.words.is_genitive(line.tokens[first].text)
            and name_closes(line, stop, self.end)
        ):
            return True
        body = last >= first - 1 and last >= 0 and bool(line.tokens[last].word & (BODY | CENTRE))
        if line.words.genitive and single and body and self.head >= 0:
            return True
        complement = first > self.begin and bool(line.tokens[first - 1].word & DETERMINER)
        return line.words.capital_nouns and single and self.head >= 0 and complement

    def _of_body(self, last: int) -> bool:
        """Whether the only office before the name is an institution's, so that the name belongs to it."""
        line = self.line
        if self._completed(last):
            return True
        offices = [
            line.tokens[k].word & ROLE for k in (self.head, last) if self.begin <= k and line.tokens[k].word & ROLE
        ]
        if not offices or any(office & ~(BODY | CENTRE) for office in offices):
            return False
        spoken_for = (
            self.head >= 0 and not line.tokens[self.head].capital and last < self.start and self.stop - self.start > 1
        )
        return line.words.genitive or not spoken_for

    def _completed(self, last: int) -> bool:
        """Whether a preposition joins an institution to its complement: « Verfassungsgericht von Veldia »."""
        tokens = self.line.tokens
        if not self.start <= last < self.stop - 1:
            return False
        joined = tokens[last + 1].word & PARTICLES and tokens[last + 1].word & PREPOSITION
        return bool(joined) and bool(tokens[last].word & (BODY | CENTRE)) and not tokens[last].word & OFFICIAL

    def _is_place(self, first: int, office: int) -> bool:
        """A bare genitive between role and name: it stands alone elsewhere, or leaves a whole name behind."""
        key = self.line.tokens[first].key
        words, text = self.line.words, self.line.tokens[first].text
        if not words.is_genitive(text):
            return False
        stem = key[:-2] if len(key) > _FEW else key
        held = not self.line.tokens[office].word & ANALYST
        longer = self.stop - first > WHOLE_NAME and not words.is_patronymic(self.line.tokens[first + 1].text)
        if longer and (held or words.is_surely_genitive(text)):
            return True
        return any(other.startswith(stem) for other in self.line.usage.alone)


def name_closes(line: Line, i: int, end: int) -> bool:
    """Whether a name ends the stretch from `i`, behind where its bearer holds office: « посол в Орске Мира Хейл »."""
    whole = end - i > WHOLE_NAME and all(is_name(line, k) for k in range(end - WHOLE_NAME, end))
    return line.words.genitive and whole and not any(token.quoted for token in line.tokens[i:end])


def _role_follows(line: Line, start: int, end: int) -> bool:
    """Whether a role in lower case follows at once: "the Orsk campaign manager"."""
    for token in line.tokens[start : min(end, start + _FEW)]:
        if token.mark or token.capital or token.word & (PREPOSITION | BREAKS | DETERMINER | VERB | SKIP):
            return False
        if token.word & ROLE:
            return True
    return False

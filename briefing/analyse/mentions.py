"""A source as one place in the text has it, and the sentence it is read from.

`Line` carries what every reader needs: the sentence's tokens, the language's words, and what the whole article tells
about its words. Never decides which voice a mention is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import (
    ANALYST,
    ANONYMOUS,
    ANOTHER,
    BODY,
    BREAKS,
    CENTRE,
    DEFINITE,
    DETERMINER,
    INDEFINITE,
    INFINITIVE,
    JOINS,
    MEDIA,
    OFFICIAL,
    POSSESSIVES,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    ROLE,
    SKIP,
    TITLES,
    UNNAMED,
    UTTERANCES,
    VERB,
    WITNESS,
    Lexicon,
)
from briefing.model import Kind

_NEAR, _ROLE_WITHIN, _HEAD_WITHIN, _PHRASE = 3, 9, 2, 6


_OPENED_BY = {'"': '"', "”": "“", "»": "«"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Without a `name` it is `described`; a pronoun has neither.

    `head` is the folded word that says what it is ("diplomat"), by which a later "the diplomat" is understood.
    `new` marks a source that must be another than any before, `person` a description of one who holds an office,
    `subject` what stands in the case of its verb's subject.
    """

    name: str = ""
    role: str = ""
    described: str = ""
    head: str = ""
    kind: Kind | None = None
    definite: bool = False
    new: bool = False
    person: bool = False
    subject: bool = False
    start: int = 0
    end: int = 0


PRONOUN = Mention()


@dataclass(slots=True)
class Usage:
    """Words, folded, that the article has in lower case, capitalised inside a sentence, or alone without a neighbour.

    `told` are those it says were told something: the outlet.
    `known` are the words of the names that it gives in full.
    """

    lower: set[str] = field(default_factory=set)
    capital: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to read."""

    tokens: Sequence[Token]
    words: Lexicon
    usage: Usage

    def has_role(self, start: int, end: int) -> bool:
        """Whether a word between `start` and `end` says what somebody is."""
        return any(token.word & ROLE for token in self.tokens[start:end])

    def is_phrase(self, start: int, end: int) -> bool:
        """Whether the words from `start` to `end` can be one noun phrase: no unknown word follows its noun at once."""
        if self.words.adjectives_follow:
            return True
        heads = [i for i in range(start, end) if self.tokens[i].word & ROLE]
        after = heads[-1] + 1 if heads else end
        return after >= end or bool(self.tokens[after].word or self.tokens[after].mark or self.tokens[after].capital)

    def has_mark(self, i: int, marks: str) -> bool:
        """Whether there is a token at `i`, and it is one of these marks."""
        return 0 <= i < len(self.tokens) and self.tokens[i].mark != "" and self.tokens[i].mark in marks

    def noun_start(self, start: int, end: int) -> int:
        """Where the words between begin without article, unless it is an owner's: "the commission's chairman"."""
        while start < end and (self.tokens[start].mark or self.tokens[start].word & (DETERMINER | SKIP)):
            owned = self.tokens[start].word & DEFINITE and not self.tokens[start].word & POSSESSIVES
            head = next((k for k in range(start, end) if self.tokens[k].word & ROLE and not self.tokens[k].suffix), end)
            if self.words.possessive and owned and any(token.suffix for token in self.tokens[start:head]):
                break
            start += 1
        return start

    def is_noun(self, i: int) -> bool:
        """Whether a word that looks like a verb follows an article, a preposition or an owner: "the claims"."""
        if not self.words.cased or i == 0 or (self.words.capital_nouns and not self.tokens[i].capital):
            return False
        i = self._verb_start(i)
        before = self.tokens[i - 1]
        if self._counts_as_noun(i):
            return True
        alone = before.word & (INDEFINITE | ANOTHER | RELATIVES | PRONOUNS | SKIP | INFINITIVE)
        if self.words.order == "svo" and (before.word & (DETERMINER | PREPOSITION) or before.suffix) and not alone:
            return True
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return self.tokens[i].capital and before.capital and after is not None and after.capital

    def _verb_start(self, i: int) -> int:
        """Where the verb begins of which the word at `i` is the last: "calls for"."""
        alone = self.words.lookup(self.tokens[i].text).word
        phrase = i > 1 and not alone & VERB and self.tokens[i - 1].word == SKIP
        return i - 1 if phrase else i

    def _counts_as_noun(self, i: int) -> bool:
        """Whether a word that is also what somebody says follows preposition and adjective: "into louder calls"."""
        if i < 2 or self.words.order != "svo" or not self.words.lookup(self.tokens[i].text).word & UTTERANCES:  # noqa: PLR2004
            return False
        between, before = self.tokens[i - 1], self.tokens[i - 2]
        plain = not (between.word or between.mark or between.capital or between.number)
        return plain and bool(before.word & PREPOSITION) and not before.mark

    def role(self, start: int, end: int) -> str:
        """The words of a role as they are written within a sentence."""
        text = self.text(start, end)
        opens = self.words.lower_roles or bool(self.tokens[start].word & DETERMINER)
        plain = opens and start == 0 and text[1:2].islower()
        return text[:1].lower() + text[1:] if plain else text

    def text(self, start: int, end: int) -> str:
        """The words from `start` to `end` as written, one space between those that are parted."""
        parts: list[str] = []
        for i in range(start, end):
            token = self.tokens[i]
            if parts and token.start > self.tokens[i - 1].end:
                parts.append(" ")
            parts.append(token.text + ("’s" if token.suffix in {"s", "S"} and i < end - 1 else ""))
        return _bare("".join(parts))


def _bare(text: str) -> str:
    """`text` without marks around it, but for one that closes what stands open: « centre "Topaz" »."""
    bare = text.strip(" ,;:،–—-\"“”«»《》'")
    after = text[text.find(bare) + len(bare) :][:1]
    opens = _OPENED_BY.get(after, "")
    closed = bare.count(after) if opens != after else bare.count(opens) - bare.count(opens) % 2
    return bare + after if opens and bare.count(opens) > closed else bare


def kind_of(tokens: Sequence[Token]) -> Kind | None:
    """The kind that a role's words tell: its first word of office or profession, unless a centre of study is named."""
    words = [token.word & ROLE for token in tokens if token.word & ROLE]
    first = words[0] if words else 0
    if first & (ANALYST | CENTRE) or (first & (OFFICIAL | BODY) and any(word & CENTRE for word in words)):
        return "analyst"
    if first & (OFFICIAL | BODY):
        return "official"
    named: tuple[tuple[int, Kind], ...] = ((WITNESS, "witness"), (MEDIA, "media"), (UNNAMED, "unnamed"))
    return next((kind for bit, kind in named if first & bit), None)


def _before_object(line: Line, start: int, end: int, head: int) -> int:
    """Where « the minister | took a walk » ends: before the verb that an object's article shows."""
    if head < start or line.words.adjectives_follow or line.words.order != "svo" or not line.words.cased:
        return end
    after = next((k for k in range(head + 1, end) if not line.tokens[k].word & ROLE), end)
    for k in range(after, end - 1):
        token = line.tokens[k]
        if token.word or token.mark or token.capital:
            return end
        if line.tokens[k + 1].word & DETERMINER:
            return k
    return end


def describe(line: Line, start: int, end: int, head: int) -> Mention:
    """The words from `start` to `end` as a description; `head` is the index of its noun, -1 if that is unknown."""
    end = _before_object(line, start, end, head)
    stretch = line.tokens[start:end]
    indefinite = any(token.word & INDEFINITE for token in stretch[:2])
    another = any(token.word & ANOTHER for token in stretch)
    noun = line.tokens[head].word if head >= 0 else 0
    kind = kind_of(line.tokens[head:end]) if head >= 0 else None
    person = bool(noun & (OFFICIAL | ANALYST) and not noun & BODY)
    nameless = person and bool(indefinite or another or noun & ANONYMOUS)
    loose = any(token.word & UNNAMED for token in stretch) and not noun & (BODY | CENTRE)
    if kind is None or nameless or loose:
        kind = "unnamed"
    marked = bool(stretch[0].word & DEFINITE or any(token.definite for token in stretch[:_NEAR]))
    last = next((token.key for token in reversed(stretch) if not token.mark), "")
    return Mention(
        described=line.text(start, end),
        head=line.tokens[head].key if head >= 0 else last,
        kind=kind,
        definite=not (indefinite or another) and (marked or not line.words.articles),
        person=person,
        new=another or (indefinite and (person or kind in {"unnamed", "witness"})),
        start=start,
        end=end,
    )


def named(line: Line, start: int, name: tuple[int, int], head: int) -> Mention:
    """The name at `name`, with the words before it from `start` as its role if `head`, their noun, is among them."""
    begin, end = start, name[0]
    begin = line.noun_start(begin, end)
    while end > begin and (line.tokens[end - 1].mark not in {"", '"'} or line.tokens[end - 1].is_title):
        end -= 1
    has_role = begin <= head < end
    return Mention(
        name=line.text(*name),
        role=line.role(begin, end) if has_role else "",
        kind=kind_of(line.tokens[head : name[0]]) if has_role else None,
        head=line.tokens[head].key if has_role else "",
        start=start,
        end=name[1],
    )


def with_role(mention: Mention, line: Line, start: int, end: int) -> Mention:
    """`mention` with the role that the apposition from `start` to `end` gives it, if that is one."""
    start = line.noun_start(start, end)
    while end > start and line.tokens[end - 1].mark not in {"", '"'}:
        end -= 1
    heads = [i for i in range(start, min(end, start + _ROLE_WITHIN)) if line.tokens[i].word & ROLE]
    if not mention.name or not heads or not _is_role(line, start, heads[0], end):
        return mention
    if not all(t.word & TITLES for t in line.tokens[mention.start : mention.start + len(mention.role.split())]):
        return mention
    ends = (i for i in range(heads[0] + 1, end) if _ends_role(line, i))
    stop = next(ends, end)
    kind = kind_of(line.tokens[start:stop])
    return replace(mention, role=line.text(start, stop), kind=kind, head=line.tokens[heads[0]].key)


def _ends_role(line: Line, i: int) -> bool:
    """Whether an apposition's role ends before the word at `i`; without capitals an adverb ends it, too (fa)."""
    token = line.tokens[i]
    if line.words.ezafe and (token.word & PREPOSITIONS or (token.word & SKIP and not token.number)):
        return not token.word & ROLE
    return bool(token.word & BREAKS) and not token.word & JOINS


def _is_role(line: Line, start: int, head: int, end: int) -> bool:
    """Whether the words before `head`, the first noun that is a role's, can be its attributes, not a clause.

    Where verbs come last and roles, too, the role's noun ends the apposition (tr).
    """
    if line.words.cased and line.words.order == "sov":
        last = line.tokens[end - 1]
        return bool(last.word & ROLE) and not last.oblique and end - start <= _PHRASE
    strict = line.words.genitive or not line.words.cased
    parted = any(token.mark == "," or token.word & PREPOSITIONS for token in line.tokens[start:head])
    opens = line.tokens[start].word & (BREAKS | PREPOSITION)
    return not (parted or opens or (strict and head - start > _HEAD_WITHIN))

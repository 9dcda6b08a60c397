"""Whose words each sentence holds: quotations, reported speech, and the voice behind both.

One pass in reading order. A quotation belongs to the cue in its own sentences, else to who spoke before; a pronoun or
a verb without subject means the last voice. The outlet itself, and whoever it says was told, is never a voice. Never
judges whether the words are true, and never prints them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from briefing.analyse.incises import without_incises
from briefing.analyse.mentions import PRONOUN, Line, Mention
from briefing.analyse.names import fold
from briefing.analyse.outlets import outlet_names
from briefing.analyse.people import People, Voice
from briefing.analyse.pieces import holds_words, units
from briefing.analyse.quotes import Quotation, find_quotations, without_narrator
from briefing.analyse.sentences import Span
from briefing.analyse.sources import opening_source
from briefing.analyse.speech import Cue, find_cues
from briefing.analyse.titles import is_title
from briefing.analyse.tokens import Token, tokens_of
from briefing.analyse.usage import main_script, usage_of
from briefing.analyse.voice_words import (
    ADDING,
    BREAKS,
    MOOD,
    PRONOUNS,
    ROLE,
    SAY,
    SKIP,
    lexicon,
)
from briefing.language.detect import detect
from briefing.model import Article, Attribution

_NAME_WORDS = 5
_MOSTLY = 0.6
_SMALL = 3
_AHEAD, _BACK = 40, 12


#: How probable it must be that a sentence holds somebody's words to look for whose without a cue, and how improbable
#: to doubt a weak one.
SPOKEN, UNSPOKEN = 0.7, 0.1


def attribute(
    article: Article,
    spans: Sequence[Span],
    boilerplate: Collection[int] = frozenset(),
    spoken: Sequence[float] | None = None,
) -> tuple[Attribution | None, ...]:
    """The voice of each sentence of `article`, None where the outlet speaks for itself; one for each of `spans`.

    `boilerplate` are indices of sentences that are no reporting: they get no voice, but the names and roles in them
    count. An article of unknown language ("und") is read as what its text looks like. `spoken` are probabilities that
    each sentence holds somebody's words: where one is high and no cue is found, the likeliest voice is taken; where it
    is low, a verb of judging or an owned noun is no cue.
    """
    language = article.language if article.language != "und" else detect(article.text)
    return _Reading(article, spans, frozenset(boilerplate), language, spoken).attributions()


@dataclass(slots=True)
class _Sentence:
    """`pieces` are the indices of its spans, one for a sentence that is not cut; `i` counts sentences."""

    i: int
    pieces: list[int]
    span: Span
    tokens: list[Token]
    quotes: list[int]
    covered: float
    skipped: bool
    cues: list[Cue] = field(default_factory=list)
    cue: Cue | None = None
    speaks_on: bool = False


class _Reading:
    """The state of one reading: who spoke last, and whose each quotation is."""

    def __init__(
        self,
        article: Article,
        spans: Sequence[Span],
        skipped: frozenset[int],
        language: str,
        spoken: Sequence[float] | None,
    ) -> None:
        self._spoken = spoken
        self._text, self._spans, self._skipped, self._language = article.text, spans, skipped, language
        self._words = words = lexicon(language)
        self._outlet = outlet_names(article)
        quoted = (q for q in find_quotations(article.text) if not is_title(article.text, q, words))
        parts = (part for q in quoted for part in without_narrator(article.text, q, self._speaks))
        self._quotes = [part for q in parts for part in without_incises(article.text, q, words)]
        self._sentences = self._tokenised()
        self._usage = usage_of([sentence.tokens for sentence in self._sentences], words)
        self._people = People([self._line(sentence.tokens) for sentence in self._sentences])
        self._usage.known |= self._people.known_words()
        self._script = main_script(article.text)
        self._owner: dict[int, Voice | None] = {}
        self._last: Voice | None = None
        self._salient: Voice | None = None
        self._heard: Voice | None = None
        self._told: set[str] = {fold(word) for word in self._usage.told}

    def _speaks(self, start: int, end: int) -> bool:
        return any(token.word & SAY for token in tokens_of(self._text, start, end, self._words))

    def _line(self, tokens: Sequence[Token]) -> Line:
        return Line(tokens, self._words, self._usage)

    def _tokenised(self) -> list[_Sentence]:
        starts = [q.start for q in self._quotes]
        ends = [q.end for q in self._quotes]
        found = []
        for i, pieces in enumerate(units(self._text, self._spans, self._language, self._skipped)):
            first = self._spans[pieces[0]]
            span = first if len(pieces) == 1 else Span(first.start, self._spans[pieces[-1]].end, first.paragraph)
            tokens = tokens_of(self._text, span.start, span.end, self._words)
            inside = list(range(bisect_right(ends, span.start), bisect_left(starts, span.end)))
            covered = 0
            for k in inside:
                quote = self._quotes[k]
                covered += min(quote.end, span.end) - max(quote.start, span.start)
                for token in tokens[_at(tokens, quote.start) : _at(tokens, quote.end)]:
                    token.quoted = True
            share = covered / max(1, span.end - span.start)
            found.append(_Sentence(i, pieces, span, tokens, inside, share, pieces[0] in self._skipped))
        return found

    def attributions(self) -> tuple[Attribution | None, ...]:
        for sentence in self._sentences:
            if not sentence.skipped:
                sentence.cues = find_cues(self._line(sentence.tokens))
                sentence.cue = self._best_cue(sentence)
        voices = [None if s.skipped else self._voice(s) for s in self._sentences]
        found: list[Attribution | None] = [None] * len(self._spans)
        for sentence, voice in zip(self._sentences, voices, strict=True):
            for i in sentence.pieces if voice else ():
                found[i] = self._attribution(sentence, i, voice)
        return tuple(found)

    def _attribution(self, sentence: _Sentence, i: int, voice: Voice | None) -> Attribution | None:
        piece = self._spans[i]
        quoted = [self._quotes[k] for k in sentence.quotes if _overlap(self._quotes[k], piece)]
        longest = max(quoted, key=lambda q: (q.end - q.start, -q.start), default=None)
        likely = self._spoken is not None and self._spoken[i] >= SPOKEN
        if voice is None or (longest is None and not likely and not self._carries(sentence, piece)):
            return None
        if longest is None:
            return voice.attribution(self._script, direct=False, quote=None)
        span = max(longest.start, piece.start), min(longest.end, piece.end)
        return voice.attribution(self._script, direct=True, quote=span)

    def _carries(self, sentence: _Sentence, piece: Span) -> bool:
        """Whether a piece of a sentence holds any of the words that the sentence's voice is said to have said."""
        if len(sentence.pieces) == 1 or not sentence.cues:
            return True
        start, end = _at(sentence.tokens, piece.start), _at(sentence.tokens, piece.end)
        return holds_words(self._line(sentence.tokens), sentence.cues, start, end)

    def _best_cue(self, sentence: _Sentence) -> Cue | None:
        cues = sentence.cues
        elided = any(cue.mention is None and cue.sure for cue in cues) and bool(sentence.quotes)
        if self._words.order == "sov" and (opening := self._opening(sentence, cues)):
            return opening
        others = any(cue.sure and not cue.relays and self._may_speak(cue, sentence) for cue in cues)
        ranked = sorted(
            cues,
            key=lambda cue: (cue.aside, self._weak(cue, elided=elided, others=others), not cue.sure, cue.at),
        )
        return ranked[0] if ranked else None

    def _opening(self, sentence: _Sentence, cues: Sequence[Cue]) -> Cue | None:
        """The cue of a pronoun with which the sentence begins: where verbs come last, those before are its object's."""
        first = next((token for token in sentence.tokens if not token.mark and not token.word & SKIP), None)
        if first is None or not first.word & PRONOUNS or first.quoted:
            return None
        return next((cue for cue in cues if cue.mention is PRONOUN and cue.sure), None)

    def _may_speak(self, cue: Cue, sentence: _Sentence) -> bool:
        return cue.mention is not None or bool(sentence.quotes)

    def _weak(self, cue: Cue, *, elided: bool, others: bool) -> int:
        """Named sources first; a medium that passes on what another said comes after that one."""
        if not self._names_someone(cue):
            return 1
        if cue.relays and others:
            return 2
        return 2 if elided and cue.mention and cue.mention.kind == "media" else 0

    def _names_someone(self, cue: Cue) -> bool:
        return cue.mention is not None and cue.mention is not PRONOUN and not self._is_outlet(cue.mention)

    def _is_outlet(self, mention: Mention) -> bool:
        name = fold(mention.name or mention.described)
        return name in self._told or name in self._outlet

    def _voice(self, sentence: _Sentence) -> Voice | None:
        wholly = sentence.covered >= _MOSTLY and bool(sentence.quotes)
        voice = None if self._is_doubtful(sentence) else self._cued(sentence)
        if voice is None and wholly:
            voice = self._quoted(sentence)
        elif voice is None and sentence.quotes and self._quotes[sentence.quotes[0]].start < sentence.span.start:
            voice = self._owner.get(sentence.quotes[0])
        if voice is None and sentence.cue is None and self._goes_on(sentence):
            voice = self._last
        if voice is None and self._last and self._reports_on(sentence):
            voice = self._last
        if voice is None and self._probability(sentence, 0) >= SPOKEN:
            voice = self._likeliest(sentence)
        self._heard = voice
        sentence.speaks_on = voice is not None and (sentence.cue is None or _opens_speech(sentence))
        if voice is not None:
            self._last = self._people.last = voice
            self._salient = None
            for k in sentence.quotes:
                self._owner.setdefault(k, voice)
        elif not sentence.quotes:
            self._notice(sentence)
        return voice

    def _probability(self, sentence: _Sentence, unknown: float) -> float:
        return max(self._spoken[i] for i in sentence.pieces) if self._spoken is not None else unknown

    def _is_doubtful(self, sentence: _Sentence) -> bool:
        """Whether a sentence that hardly holds anybody's words has no more than a weak cue."""
        cue = sentence.cue
        weak = cue is not None and not cue.sure and not sentence.quotes
        return weak and self._probability(sentence, 1) <= UNSPOKEN

    def _likeliest(self, sentence: _Sentence) -> Voice | None:
        """Who speaks in a sentence without a cue, if anybody: whom it begins with, else who spoke last."""
        tokens = sentence.tokens
        named = (k for k, token in enumerate(tokens) if token.word & ROLE or (token.capital and not token.word))
        start = next(named, len(tokens))
        idle = (k for k in range(start, len(tokens)) if tokens[k].word & SKIP and not tokens[k].capital)
        end = next(idle, len(tokens))
        first = opening_source(self._line(tokens), end)
        if first and first is not PRONOUN and not self._is_outlet(first):
            return self._people.voice(first)
        return self._owned(sentence) or self._heard or self._salient or self._last

    def _goes_on(self, sentence: _Sentence) -> bool:
        """Whether speech without marks goes on, up to the paragraph's end: « Hale said: We wait. | We stay. »."""
        if not self._words.unmarked or sentence.quotes or sentence.i == 0:
            return False
        before = self._sentences[sentence.i - 1]
        if before.span.paragraph != sentence.span.paragraph or before.skipped:
            return False
        return before.speaks_on

    def _reports_on(self, sentence: _Sentence) -> bool:
        """Whether the forms of its verbs show that a sentence is still reported speech."""
        after = self._words.mood_after if self._heard else ()
        return any(
            (token.word & MOOD or token.text in after) and not token.quoted and not token.capital
            for token in sentence.tokens
        )

    def _notice(self, sentence: _Sentence) -> None:
        """A person whom a sentence is about is who a pronoun after it means."""
        first = opening_source(self._line(sentence.tokens), len(sentence.tokens))
        if first and first.name and first.start <= 1 and not self._is_outlet(first):
            self._salient = self._people.known(first)

    def _cued(self, sentence: _Sentence) -> Voice | None:
        cue = sentence.cue
        if cue is None:
            return self._captioned(sentence)
        if self._names_someone(cue) and cue.mention:
            return self._people.voice(cue.mention)
        if cue.mention is not None and cue.mention is not PRONOUN and not sentence.quotes:
            return None
        if cue.mention is None or self._within(sentence, cue.at):
            first = opening_source(self._line(sentence.tokens), cue.at)
            if first and first is not PRONOUN and not self._is_outlet(first):
                return self._people.voice(first)
            if sentence.tokens[cue.at].word & ADDING and not sentence.quotes and first is None:
                return None
        return self._owned(sentence) or self._salient or self._last

    def _within(self, sentence: _Sentence, at: int) -> bool:
        """Whether a pronoun stands in a clause of its own, as in « Hale left when he heard » but not « …, he said »."""
        tokens = sentence.tokens
        k = next((k for k in range(at - 1, max(-1, at - _SMALL - 1), -1) if tokens[k].word & PRONOUNS), 0)
        return k > 0 and bool(tokens[k - 1].word & BREAKS)

    def _owned(self, sentence: _Sentence) -> Voice | None:
        return next((self._owner[k] for k in sentence.quotes if self._owner.get(k)), None)

    def _captioned(self, sentence: _Sentence) -> Voice | None:
        """« "…" – Mira Hale, minister »: a quotation with no more than a name after it."""
        if not sentence.quotes:
            return None
        if speaker := self._introduced(sentence):
            return speaker
        if sentence.covered < _MOSTLY and (subject := self._subject(sentence)):
            return subject
        end = _at(sentence.tokens, self._quotes[sentence.quotes[-1]].end)
        rest = sentence.tokens[end:]
        if not 1 < len(rest) < 3 * _NAME_WORDS or any(token.word & BREAKS for token in rest):
            return None
        mention = opening_source(self._line(rest), len(rest))
        return self._people.voice(mention) if mention and mention.name and mention.start <= 1 else None

    def _introduced(self, sentence: _Sentence) -> Voice | None:
        """« Hale, "We are late. | We go" said »: who stands before a quotation that outlasts the sentence."""
        quote = self._quotes[sentence.quotes[-1]]
        at = _at(sentence.tokens, quote.start)
        if quote.end <= sentence.span.end or at < 1 or sentence.tokens[at - 1].mark not in {",", ":"}:
            return None
        first = opening_source(self._line(sentence.tokens), at - 1)
        named = first is not None and bool(first.name) and not self._is_outlet(first)
        return self._people.voice(first) if first and named else None

    def _subject(self, sentence: _Sentence) -> Voice | None:
        """Who a sentence is about that quotes a few words and has no verb of saying: « Hale finds it “too late” »."""
        if sum(not token.mark for token in sentence.tokens if token.quoted) < _NAME_WORDS:
            return None
        first = opening_source(self._line(sentence.tokens), len(sentence.tokens))
        named = first is not None and bool(first.name) and first.start <= 1 and not self._is_outlet(first)
        return self._people.voice(first) if first and named else None

    def _quoted(self, sentence: _Sentence) -> Voice | None:
        """Whose a sentence is that is nothing but quotation."""
        k = sentence.quotes[-1]
        if k in self._owner:
            return self._owner[k]
        voice = self._owner[k] = self._ahead(sentence, k) or self._before(sentence)
        return voice

    def _ahead(self, sentence: _Sentence, k: int) -> Voice | None:
        """The voice of the sentence in which the quotation ends, or of the next paragraphs it goes on in."""
        i = sentence.i
        for ahead in self._sentences[i + 1 : i + _AHEAD]:
            if k not in ahead.quotes and not (self._quotes[k].continues and k + 1 in ahead.quotes):
                break
            if k not in ahead.quotes:
                k += 1
            if ahead.cue:
                return self._cued(ahead)
        return None

    def _before(self, sentence: _Sentence) -> Voice | None:
        previous = next(
            (s for s in reversed(self._sentences[max(0, sentence.i - _BACK) : sentence.i]) if not s.skipped),
            None,
        )
        if previous is None or self._last is None:
            return None
        introduced = previous.tokens and previous.tokens[-1].mark == ":"
        spoke = previous.cue is not None or bool(previous.quotes)
        return self._last if introduced or spoke else None


def _opens_speech(sentence: _Sentence) -> bool:
    """Whether a colon that no mark follows stands behind the verb of saying."""
    at = sentence.cue.at if sentence.cue else -1
    after = sentence.tokens[at + 1 : at + 3]
    return len(after) > 1 and after[0].mark == ":" and not (after[1].quoted or after[1].mark)


def _at(tokens: Sequence[Token], offset: int) -> int:
    return bisect_left(tokens, offset, key=lambda token: token.start)


def _overlap(quote: Quotation, span: Span) -> bool:
    return quote.start < span.end and span.start < quote.end

"""Whose words each sentence holds: quotations, reported speech, and the voice behind both.

One pass in reading order. A quotation belongs to the cue in its own sentences, else to who spoke before; a pronoun or
a verb without subject means the last voice. The outlet itself, and whoever it says was told, is never a voice. Never
judges whether the words are true, and never prints them.
"""

from collections.abc import Collection, Sequence

from briefing.analyse.captions import captioned
from briefing.analyse.certainty import goes_on, is_somebody, names_voice
from briefing.analyse.mentions import PRONOUN, Line, Mention
from briefing.analyse.names import fold
from briefing.analyse.outlets import outlet_names
from briefing.analyse.passages import Passage, passages_of, quotations_of
from briefing.analyse.people import People, Voice
from briefing.analyse.pieces import holds_words
from briefing.analyse.quotes import Quotation
from briefing.analyse.ranking import best_cue, names_someone
from briefing.analyse.sentences import Span
from briefing.analyse.sources import opening_source
from briefing.analyse.speech import find_cues
from briefing.analyse.tokens import Token
from briefing.analyse.usage import main_script, usage_of
from briefing.analyse.voice_words import (
    BREAKS,
    MOOD,
    PRONOUNS,
    ROLE,
    SKIP,
    STATEMENTS,
    lexicon,
)
from briefing.language.detect import detect
from briefing.model import Article, Attribution

_MOSTLY = 0.6
_SMALL = 3
_AHEAD, _BACK = 40, 12


#: How probable it must be that a sentence holds somebody's words to look for whose without a cue, and how improbable
#: to doubt a weak one.
SPOKEN, UNSPOKEN = 0.9, 0.02


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
        self._spans = spans
        self._words = words = lexicon(language)
        self._outlet = outlet_names(article)
        self._quotes = quotations_of(article.text, words)
        self._sentences = passages_of(article.text, spans, self._quotes, words, language=language, skipped=skipped)
        self._usage = usage_of([sentence.tokens for sentence in self._sentences], words)
        self._people = People([self._line(sentence.tokens) for sentence in self._sentences])
        self._usage.known |= self._people.known_words()
        self._script = main_script(article.text)
        self._owner: dict[int, Voice | None] = {}
        self._last: Voice | None = None
        self._salient: Voice | None = None
        self._heard: Voice | None = None
        self._named: set[Voice] = set()
        self._told: set[str] = {fold(word) for word in self._usage.told}

    def _line(self, tokens: Sequence[Token]) -> Line:
        return Line(tokens, self._words, self._usage)

    def attributions(self) -> tuple[Attribution | None, ...]:
        for sentence in self._sentences:
            if not sentence.skipped:
                sentence.cues = find_cues(self._line(sentence.tokens))
                sentence.cue = best_cue(sentence, self._words, self._is_outlet)
        voices = [None if s.skipped else self._voice(s) for s in self._sentences]
        found: list[Attribution | None] = [None] * len(self._spans)
        for sentence, voice in zip(self._sentences, voices, strict=True):
            for i in sentence.pieces if voice else ():
                found[i] = self._attribution(sentence, i, voice)
        return tuple(found)

    def _attribution(self, sentence: Passage, i: int, voice: Voice | None) -> Attribution | None:
        piece = self._spans[i]
        quoted = [self._quotes[k] for k in sentence.quotes if _overlap(self._quotes[k], piece)]
        longest = max(quoted, key=lambda q: (q.end - q.start, -q.start), default=None)
        likely = self._spoken is not None and self._spoken[i] >= SPOKEN
        if voice is None or (longest is None and not likely and not self._carries(sentence, piece)):
            return None
        certain = sentence.certain and (voice in self._named or is_somebody(voice))
        if longest is None:
            return voice.attribution(self._script, direct=False, quote=None, certain=certain)
        span = max(longest.start, piece.start), min(longest.end, piece.end)
        return voice.attribution(self._script, direct=True, quote=span, certain=certain)

    def _carries(self, sentence: Passage, piece: Span) -> bool:
        """Whether a piece of a sentence holds any of the words that the sentence's voice is said to have said."""
        if len(sentence.pieces) == 1 or not sentence.cues:
            return True
        start, end = sentence.at(piece.start), sentence.at(piece.end)
        return holds_words(self._line(sentence.tokens), sentence.cues, start, end)

    def _is_outlet(self, mention: Mention) -> bool:
        name = fold(mention.name or mention.described)
        return name in self._told or name in self._outlet

    def _voice(self, sentence: Passage) -> Voice | None:
        wholly = sentence.covered >= _MOSTLY and bool(sentence.quotes)
        voice = None if self._is_doubtful(sentence) else self._cued(sentence)
        if voice is not None and names_voice(self._line(sentence.tokens), sentence, voice):
            self._named.add(voice)
            sentence.certain = True
        else:
            sentence.certain = voice is not None and goes_on(sentence, heard=self._heard is not None)
        if voice is None and wholly:
            voice = self._quoted(sentence)
            sentence.certain = voice is not None
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

    def _probability(self, sentence: Passage, unknown: float) -> float:
        return max(self._spoken[i] for i in sentence.pieces) if self._spoken is not None else unknown

    def _is_doubtful(self, sentence: Passage) -> bool:
        """Whether a sentence that hardly holds anybody's words has no more than a weak cue."""
        cue = sentence.cue
        weak = cue is not None and not cue.sure and not sentence.quotes
        return weak and self._probability(sentence, 1) <= UNSPOKEN

    def _likeliest(self, sentence: Passage) -> Voice | None:
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

    def _goes_on(self, sentence: Passage) -> bool:
        """Whether speech without marks goes on, up to the paragraph's end: « Hale said: We wait. | We stay. »."""
        if not self._words.unmarked or sentence.quotes or sentence.i == 0:
            return False
        before = self._sentences[sentence.i - 1]
        if before.span.paragraph != sentence.span.paragraph or before.skipped:
            return False
        return before.speaks_on

    def _reports_on(self, sentence: Passage) -> bool:
        """Whether the forms of its verbs show that a sentence is still reported speech."""
        after = self._words.mood_after if self._heard else ()
        return any(
            (token.word & MOOD or token.text in after) and not token.quoted and not token.capital
            for token in sentence.tokens
        )

    def _notice(self, sentence: Passage) -> None:
        """Whom a sentence is about is who a pronoun after it means, or a statement, if it tells of one."""
        tokens = sentence.tokens
        if any(token.word & STATEMENTS for token in tokens):
            issuer = opening_source(self._line(tokens), _noun_end(tokens))
            if issuer and issuer.described and issuer.kind == "official" and issuer.start <= 1:
                self._salient = self._people.voice(issuer)
                return
        first = opening_source(self._line(tokens), len(tokens))
        if first and first.name and first.start <= 1 and not self._is_outlet(first):
            self._salient = self._people.known(first)

    def _cued(self, sentence: Passage) -> Voice | None:
        cue = sentence.cue
        if cue is None:
            return self._captioned(sentence)
        if names_someone(cue, self._is_outlet) and cue.mention:
            return self._people.voice(cue.mention)
        if cue.mention is not None and cue.mention is not PRONOUN and not sentence.quotes:
            return None
        if cue.mention is None or self._within(sentence, cue.at):
            first = opening_source(self._line(sentence.tokens), cue.at)
            if first and first is not PRONOUN and not self._is_outlet(first):
                return self._people.voice(first)
            if not cue.sure and cue.mention is None and not sentence.quotes and first is None:
                return None
        return self._owned(sentence) or self._salient or self._last

    def _within(self, sentence: Passage, at: int) -> bool:
        """Whether a pronoun stands in a clause of its own, as in « Hale left when he heard » but not « …, he said »."""
        tokens = sentence.tokens
        k = next((k for k in range(at - 1, max(-1, at - _SMALL - 1), -1) if tokens[k].word & PRONOUNS), 0)
        return k > 0 and bool(tokens[k - 1].word & BREAKS)

    def _owned(self, sentence: Passage) -> Voice | None:
        return next((self._owner[k] for k in sentence.quotes if self._owner.get(k)), None)

    def _captioned(self, sentence: Passage) -> Voice | None:
        found = captioned(sentence, self._line(sentence.tokens), self._quotes, self._is_outlet)
        return self._people.voice(found) if found else None

    def _quoted(self, sentence: Passage) -> Voice | None:
        """Whose a sentence is that is nothing but quotation."""
        k = sentence.quotes[-1]
        if k in self._owner:
            return self._owner[k]
        voice = self._owner[k] = self._ahead(sentence, k) or self._before(sentence)
        return voice

    def _ahead(self, sentence: Passage, k: int) -> Voice | None:
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

    def _before(self, sentence: Passage) -> Voice | None:
        previous = next(
            (s for s in reversed(self._sentences[max(0, sentence.i - _BACK) : sentence.i]) if not s.skipped),
            None,
        )
        if previous is None or self._last is None:
            return None
        introduced = previous.tokens and previous.tokens[-1].mark == ":"
        spoke = previous.cue is not None or bool(previous.quotes)
        return self._last if introduced or spoke else None


def _noun_end(tokens: Sequence[Token]) -> int:
    """Where the first noun ends that says what somebody is."""
    return next((k + 1 for k, token in enumerate(tokens) if token.word & ROLE), 0)


def _opens_speech(sentence: Passage) -> bool:
    """Whether a colon that no mark follows stands behind the verb of saying."""
    at = sentence.cue.at if sentence.cue else -1
    after = sentence.tokens[at + 1 : at + 3]
    return len(after) > 1 and after[0].mark == ":" and not (after[1].quoted or after[1].mark)


def _overlap(quote: Quotation, span: Span) -> bool:
    return quote.start < span.end and span.start < quote.end

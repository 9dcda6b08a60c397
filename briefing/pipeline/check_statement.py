"""A statement of a report against its sources: its words, its marks, its date, its voice, its word of likelihood."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from briefing.analyse.figures import numbers_of
from briefing.analyse.joining import StoryVoice
from briefing.compose.agreement import facts_of, may_agree, same_facts
from briefing.language.likelihood import likelihood
from briefing.language.wording import same_wording
from briefing.model import Article, Attribution, Sentence, Told
from briefing.pipeline.evidence import Evidence
from briefing.pipeline.find import Place, nearest, places, plain, same
from briefing.pipeline.mismatch import Mismatch
from briefing.render.voices import joined, part

#: How far around a statement the words that date it may stand, where its sentence isn't known.
_AROUND = 300


def statement_mismatches(story: str, told: Told, evidence: Evidence) -> Iterator[Mismatch]:
    """All that is wrong with one statement."""
    for wrong in _Check(told, evidence).all():
        yield Mismatch(
            story=story,
            where=told.section or "own",
            marks=told.marks,
            what=wrong.what,
            n=wrong.n,
            other=wrong.other,
            says=plain(wrong.says),
            source=plain(wrong.source),
        )


class Wrong(NamedTuple):
    """What is wrong (a key of the words for mismatches), what the report and the source say, and the sources meant."""

    what: str
    says: str
    source: str
    n: int = 0
    other: int = 0


class _Check:
    """One statement and its evidence; each check gives what is wrong, what the report says and what the source says."""

    def __init__(self, told: Told, evidence: Evidence) -> None:
        self.told = told
        self.evidence = evidence

    @cached_property
    def place(self) -> Place | None:
        """Where it stands in its first source: as a sentence of its own, if it is one."""
        wordings = self.evidence.cited.get(self.told.marks[0], ()) if self.told.marks else ()
        found = list(places(self.told, wordings, self.evidence))
        return next((place for place in found if place.is_whole), next(iter(found), None))

    def all(self) -> Iterator[Wrong]:
        """Run all checks; where the words are wrong, what stands around them can't be right."""
        lost = list(self.lost())
        if lost:
            yield from lost[:1]
            return
        if self.told.section == "figures":
            yield from self.figure()
            return
        yield from self.marks()
        yield from self.dates()
        yield from self.likelihood()
        yield from self.voice()

    def lost(self) -> Iterator[Wrong]:
        """Words that don't stand where they are cited from."""
        told = self.told
        if not told.marks:
            found = next(places(told, self.evidence.articles, self.evidence), None)
            source = found.article.text[found.start : found.end] if found else self._near(self.evidence.articles)
            yield Wrong("uncited", told.text, source)
            return
        for n in told.marks:
            if n not in self.evidence.cited:
                yield Wrong("no_source", told.text, "", n)
            elif not self.evidence.cited[n]:
                yield Wrong("not_stored_one", told.text, "", n)
        if self.place is None:
            yield self._elsewhere()
        elif not self.place.is_whole and told.section != "figures":
            whole = self.place.sentence
            yield Wrong("part", told.text, whole.text if whole else "")

    def _elsewhere(self) -> Wrong:
        first = self.told.marks[0]
        for n, wordings in self.evidence.cited.items():
            if n != first and next(places(self.told, wordings, self.evidence), None):
                near = nearest(self.told.text, self.evidence.cited[first], self.evidence)
                return Wrong("elsewhere", self.told.text, near, first, n)
        source = self._near(self.evidence.cited[first]) or self._near(self.evidence.articles)
        return Wrong("words" if source else "nowhere", self.told.text, source)

    def _near(self, articles: Sequence[Article]) -> str:
        return nearest(self.told.text, articles, self.evidence)

    def marks(self) -> Iterator[Wrong]:
        """Further sources that don't say the same; marks that lead elsewhere than they say."""
        told = self.told
        if told.targets and told.targets != told.marks:
            shown, led = ("".join(f"[{n}]" for n in numbers) for numbers in (told.marks, told.targets))
            yield Wrong("targets", shown, led)
        for citation in told.spans[1:]:
            texts = self.evidence.cited.get(citation.n, ())
            if not any(0 <= citation.start < citation.end <= len(article.text) for article in texts):
                yield Wrong("no_place", told.text, "", citation.n)
        sentence = self.place.sentence if self.place else None
        for n in told.marks[1:]:
            article = self.evidence.cited[n][0]
            others = self.evidence.sentences.get(article.id)
            if sentence and others is not None and not any(_agree(sentence, other) for other in others):
                yield Wrong("not_same", told.text, nearest(told.text, (article,), self.evidence), n)

    def figure(self) -> Iterator[Wrong]:
        """A number that is not the one its own words say."""
        told, place = self.told, self.place
        if (
            place
            and told.value
            and "".join(filter(str.isdigit, told.value)) not in map(str, numbers_of(told.text, place.language))
        ):
            yield Wrong("number", told.value, told.text)

    def dates(self) -> Iterator[Wrong]:
        """A date, or words that date it, that are not the sentence's."""
        told, place = self.told, self.place
        if place is None or not (told.date or told.date_text):
            return
        if place.sentence is None:
            around = place.article.text[max(0, place.start - _AROUND) : place.end + _AROUND]
            if told.date_text and plain(told.date_text) not in plain(around):
                yield Wrong("undated", told.date_text, around)
            return
        words = self.evidence.words
        says = _dated(told.date, told.date_text, resolved=told.resolved)
        expected = [_dated(words.date(d.iso), d.text, resolved=d.resolved) for d in place.sentence.dates]
        bare = [_dated(words.date(d.iso), "", resolved=d.resolved) for d in place.sentence.dates if d.iso == d.text]
        if not same(says, (*expected, *bare), drawn=self.evidence.is_drawn):
            yield Wrong("date", says, "; ".join(expected))

    def likelihood(self) -> Iterator[Wrong]:
        """A word of likelihood that is not the one the source uses."""
        told, place = self.told, self.place
        if place is None or not told.likelihood:
            return
        sentence = place.sentence
        text, language = (sentence.text, sentence.language) if sentence else (told.text, place.article.language)
        expected = likelihood(text, language=language)
        if not same(told.likelihood, (expected,), drawn=self.evidence.is_drawn):
            yield Wrong("likelihood", told.likelihood, expected)

    def voice(self) -> Iterator[Wrong]:
        """A speaker who is not the one that the article says it of, or who is called what nobody calls them."""
        told, place = self.told, self.place
        if place is None or not (told.voice or told.who or told.names):
            return
        says = told.voice or told.who
        if place.sentence is None:
            if told.names or says:
                yield from self._named_at_all(says)
            return
        spoken = place.sentence.attribution
        if spoken is None:
            if says:
                yield Wrong("no_voice", says, place.sentence.text)
            return
        if told.reported is not None and told.reported == spoken.direct:
            forms = (self.evidence.words["report.reported"], self.evidence.words["report.direct"])
            yield Wrong("speech", forms[not told.reported], forms[told.reported])
        voice = self.evidence.voices.get((place.article.id, spoken.speaker_id))
        names = set(voice.names) if voice else {spoken.speaker}
        if says and not same(says, self._called(voice, spoken), drawn=self.evidence.is_drawn):
            yield Wrong("voice", says, next(iter(self._called(voice, spoken))))
        elif not names.issuperset(told.names):
            yield Wrong("name", ", ".join(told.names), ", ".join(sorted(names)))

    def _named_at_all(self, says: str) -> Iterator[Wrong]:
        """For a wording whose analysis is gone: that some article has each word of the name."""
        name = says.partition(" (")[0].partition(", ")[0]
        text = plain(" ".join(article.text for article in self.evidence.articles)).casefold()
        if not all(word in text for word in name.casefold().split()):
            yield Wrong("unnamed", name, "")

    def _called(self, voice: StoryVoice | None, spoken: Attribution) -> list[str]:
        """All that may stand for a voice: each of its names first, in a heading with the others, and each role."""
        words = self.evidence.words
        names = sorted(voice.names) if voice else [spoken.speaker]
        roles = self.evidence.roles.get(voice.id, frozenset()) if voice else {spoken.role}
        kind = (voice.kind if voice else spoken.kind) or ""
        found = []
        for name in (spoken.speaker, *names):
            others = ", ".join(other for other in names if other != name)
            for role in (spoken.role, *sorted({*roles, ""})):
                both = (f"{name} ({others})" if others else name, name)
                found += [joined(called or words["report.unnamed"], part(role, kind, words)) for called in both]
        return found


def _agree(one: Sentence, other: Sentence) -> bool:
    """Whether the other may be cited for the one, as `compose` has it."""
    a, b = facts_of(one), facts_of(other)
    return (same_wording(one.text, other.text) and may_agree(a, b)) or same_facts(a, b)


def _dated(date: str, text: str, *, resolved: bool) -> str:
    shown = f"{date} ~" if date and resolved else date
    return f'{shown} ("{plain(text)}")' if text and text != date else shown

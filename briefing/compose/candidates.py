"""Which sentences of a story compete for a place in its briefing, and how good each would be there.

A sentence scores by the model's probability of its label and by how much of it the story's other articles say too
(centrality, after SumBasic, Nenkova & Vanderwende 2005).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.compose.agreement import (
    Facts,
    facts_of,
    may_agree,
    same_event,
    same_facts,
)
from briefing.compose.calendar import last_day
from briefing.language.wording import holds_wording, same_wording, wording, words_of
from briefing.model import Analysis, Article, Reference, Sentence, Story

SHORTEST, LONGEST = 20, 700
#: Of two sentences that say the same, the one in the reader's first language is to win.
PREFERRED = 1.5
#: On the validation data hardly more than a third of the sentences less sure than this were where they belong.
SURE = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence with the reference it stands in.

    `preference` is the place of its language among the reader's, 0 the first; it is `foreign` if it is none of them.
    `present` is the day of its article (ISO 8601), or of the newest
    thing an undated article tells, "" if it dates nothing.
    """

    reference: Reference
    article: Article
    sentence: Sentence
    score: float
    preference: int
    foreign: bool
    present: str
    facts: Facts
    new: bool

    @property
    def order(self) -> tuple[int, int]:
        """Older articles first, then as the article tells it."""
        return self.reference.n, self.sentence.i

    @property
    def outlet(self) -> str:
        """Whose voice it is; a document without an outlet is one of its own."""
        return self.article.outlet or self.article.id

    def agrees(self, other: "Candidate") -> bool:
        """Whether the other sentence may be cited for this one."""
        same = same_wording(self.sentence.text, other.sentence.text) and may_agree(self.facts, other.facts)
        return same or same_facts(self.facts, other.facts)

    def repeats(self, other: "Candidate") -> bool:
        """Whether who has read the other sentence needs this one no more."""
        if self.agrees(other):
            return True
        if self.sentence.language != other.sentence.language:
            return same_event(self.facts, other.facts)
        return holds_wording(self.sentence.text, other.sentence.text) and may_agree(self.facts, other.facts)


def candidates(
    story: Story,
    references: Sequence[Reference],
    *,
    articles: Mapping[str, Article],
    analyses: Mapping[str, Analysis],
    languages: Sequence[str],
    known: frozenset[str],
) -> tuple[Candidate, ...]:
    """All sentences of the story's own texts that may be printed, in the order they are told.

    Reprints give none: the text they repeat speaks for them. `known` are the articles that are not new.
    """
    copies = {copy for copy, _ in story.reprints}
    told = [r for r in references if r.id in analyses and r.id not in copies]
    weight = _centrality([articles[r.id] for r in told])
    found = []
    for reference in told:
        article = articles[reference.id]
        preference = _preference(article.language, languages)
        foreign = bool(languages) and preference == len(languages)
        weight_of_language = PREFERRED if preference == 0 else 1.0
        present = _present(article, analyses[reference.id])
        for sentence in analyses[reference.id].sentences:
            if sentence.section == "boilerplate" or not SHORTEST <= len(sentence.text) <= LONGEST:
                continue
            words = wording(sentence.text)
            central = sum(weight[word] for word in words) / (len(words) + 4)
            found.append(
                Candidate(
                    reference=reference,
                    article=article,
                    sentence=sentence,
                    score=sentence.probability * (0.5 + central) * weight_of_language,
                    preference=preference,
                    foreign=foreign,
                    present=present,
                    facts=facts_of(sentence),
                    new=reference.id not in known,
                )
            )
    return tuple(found)


def _preference(language: str, languages: Sequence[str]) -> int:
    """The place of `language`, or of its primary tag, among `languages`; their number if it is none of them."""
    places = (n for n, known in enumerate(languages) if known in (language, language.partition("-")[0]))
    return next(places, len(languages))


def _present(article: Article, analysis: Analysis) -> str:
    if article.published:
        return f"{article.published:%Y-%m-%d}"
    told = (date.iso for sentence in analysis.sentences if sentence.section != "outlook" for date in sentence.dates)
    return max((last_day(iso) for iso in told if iso), default="")


def _centrality(articles: Iterable[Article]) -> Counter[str]:
    """How much a word belongs to the story: the share of its articles that use it, doubled for words of headlines."""
    texts = [(wording(article.title), words_of(article.text)) for article in articles]
    weight: Counter[str] = Counter()
    for title, text in texts:
        weight.update(dict.fromkeys(title | text, 1 / len(texts)))
        weight.update(dict.fromkeys((word for word in title if len(word) > 1), 1 / len(texts)))
    return weight


def sure(competing: Sequence[Candidate]) -> Sequence[Candidate]:
    """Those of a section that aren't doubtful; all of them where every one is."""
    return [c for c in competing if c.sentence.probability >= SURE] or competing


def choose(ranked: Iterable[Candidate], *, most: int, taken: Sequence[Candidate] = ()) -> tuple[Candidate, ...]:
    """The best `most` candidates no two of which say the same, nor the same as one `taken` already.

    What the reader can read comes first; the rest fills no more than half of the places, unless there is nothing else.
    """
    chosen: list[Candidate] = []
    readable = 0
    for candidate in sorted(ranked, key=lambda c: (c.foreign, -c.score, c.order)):
        if len(chosen) == most or (candidate.foreign and readable and len(chosen) >= (most + 1) // 2):
            break
        if not any(candidate.repeats(other) for other in (*chosen, *taken)):
            chosen.append(candidate)
            readable += not candidate.foreign
    return tuple(chosen)

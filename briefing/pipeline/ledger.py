"""The ledger of quotations: who said what, where it was first printed, who repeated it, and who changed its words.

Nothing is reworded or translated; two quotations are one where their words are, and changed where they nearly are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.analyse.joining import Member, StoryVoice, join_voices
from briefing.analyse.names import fold, same_person
from briefing.language.wording import SAME, words_of
from briefing.store.quotes import Spoken

#: Shorter quotations ("no comment") are alike by chance.
FEWEST_WORDS = 4
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What was said, as it was first printed. `copies` have the same words, `changed` nearly the same, first first."""

    first: Spoken
    copies: tuple[Spoken, ...] = ()
    changed: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice with all spellings joined, over scripts and stories, and its quotes, the oldest first."""

    name: str
    names: tuple[str, ...]
    role: str
    kind: str
    quotes: tuple[Quote, ...]


def ledger(said: Iterable[Spoken], *, speaker: str = "", match: str = "") -> tuple[Voice, ...]:
    """The voices among `said`, those with the newest words first.

    `speaker` is a name in any spelling or script; `match` must stand in what is said.
    """
    by_story: dict[str, list[Spoken]] = defaultdict(list)
    for one in said:
        by_story[one.story or one.article].append(one)
    wanted = match.casefold()
    stories = [
        told
        for told in by_story.values()
        if (not speaker or _is_heard(told, speaker)) and any(wanted in one.text.casefold() for one in told)
    ]
    joined = [(told, join_voices((one.article, one.voice) for one in told)) for told in stories]
    voices = [_voice(parts) for parts in _people(joined)]
    if speaker:
        voices = [voice for voice in voices if any(is_called(name, speaker) for name in voice.names)]
    kept = [_matching(voice, wanted) for voice in voices] if wanted else voices
    return tuple(sorted((v for v in kept if v.quotes), key=lambda v: (-_newest(v), v.name)))


def _is_heard(told: Iterable[Spoken], speaker: str) -> bool:
    return any(is_called(name, speaker) for name in {one.voice.speaker for one in told})


def is_called(name: str, wanted: str) -> bool:
    """Whether a voice of this `name` may be the one that is `wanted`: the same person, or words of its description."""
    return same_person(name, wanted) or f" {fold(wanted)} " in f" {fold(name)} "


Part = tuple[StoryVoice, list[Spoken]]


def _people(joined: Iterable[tuple[Sequence[Spoken], Mapping[Member, StoryVoice]]]) -> Iterable[list[Part]]:
    """The voices of all stories: those of different stories are one where a full name is, letter for letter."""
    people: list[list[Part]] = []
    by_name: dict[str, list[Part]] = {}
    for told, voices in joined:
        parts: dict[str, Part] = {}
        for one in told:
            voice = voices[one.article, one.voice.speaker_id]
            parts.setdefault(voice.id, (voice, []))[1].append(one)
        for voice, words in parts.values():
            names = [fold(name) for name in voice.names if " " in name.strip() and voice.kind != "unnamed"]
            person = next((by_name[name] for name in names if name in by_name), None)
            if person is None:
                person = []
                people.append(person)
            person.append((voice, words))
            by_name.update(dict.fromkeys(names, person))
    return people


def _voice(parts: Sequence[Part]) -> Voice:
    names = dict.fromkeys(name for voice, _ in parts for name in voice.names)
    said = sorted((one for _, words in parts for one in words), key=lambda one: (one.moment, one.article, one.start))
    return Voice(
        name=parts[0][0].name,
        names=tuple(names),
        role=next((voice.role for voice, _ in reversed(parts) if voice.role), ""),
        kind=next((voice.kind for voice, _ in parts if voice.kind), ""),
        quotes=_quotes(said),
    )


@dataclass(slots=True)
class _Words:
    """All that say the same: its set of words, in one language, direct or reported, and who `changed` it."""

    said: list[Spoken]
    words: frozenset[str]
    changed: list[Spoken]


def _quotes(said: Iterable[Spoken]) -> tuple[Quote, ...]:
    """Each thing said once, with its copies; then those that are nearly alike beside the first of them."""
    same: dict[tuple[bool, str, str], list[Spoken]] = {}
    for one in said:
        # quotation marks and stops are each outlet's own
        letters = _BETWEEN.sub(" ", one.text.casefold()).strip()
        same.setdefault((one.voice.direct, one.language, letters), []).append(one)
    heads: dict[tuple[bool, str], list[_Words]] = {}
    for (direct, language, _), copies in same.items():
        # reported speech is in the outlet's own words anyway
        others = heads.setdefault((direct, language), [])
        words = words_of(copies[0].text) if direct else frozenset()
        near = next((head for head in others if _are_near(head.words, words)), None)
        if near:
            near.changed += copies
        else:
            others.append(_Words(copies, words, []))
    found = (head for others in heads.values() for head in others)
    quotes = (Quote(first=h.said[0], copies=tuple(h.said[1:]), changed=tuple(h.changed)) for h in found)
    return tuple(sorted(quotes, key=lambda quote: (quote.first.moment, quote.first.article, quote.first.start)))


def _are_near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two quotations share so many words that one is the other, changed."""
    fewest, most = sorted((len(one), len(other)))
    return fewest >= FEWEST_WORDS and fewest >= SAME * most and len(one & other) >= SAME * most


def _matching(voice: Voice, wanted: str) -> Voice:
    quotes = tuple(q for q in voice.quotes if any(wanted in one.text.casefold() for one in (q.first, *q.changed)))
    return Voice(name=voice.name, names=voice.names, role=voice.role, kind=voice.kind, quotes=quotes)


def _newest(voice: Voice) -> float:
    return max(one.moment.timestamp() for quote in voice.quotes for one in (quote.first, *quote.copies, *quote.changed))

"""What the store holds about one story of a report: which article each of its numbers means, who speaks in them."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.analyse.joining import Member, StoryVoice, join_voices
from briefing.compose.candidates import LONGEST, SHORTEST
from briefing.model import Article, Briefing, Listed, Printed, PrintedStory, Sentence
from briefing.render.citing import link, named
from briefing.render.read.sentence import squashed
from briefing.store.evidence import ids_at, ids_of_stories, ids_titled, stored_sentences, stored_wordings
from briefing.store.stories import stored_copies
from briefing.words import Words, speak


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`cited` are the wordings of the article behind each number, the newest first; none where it isn't stored.

    `sentences` are those of present wordings, by article; `voices` who speaks in them, joined over the story, and
    `roles` what each voice is called, by its id. `known` is the story as the saved snapshot has it;
    `is_drawn` as the report has it; `words` are those of its interface.
    """

    cited: Mapping[int, tuple[Article, ...]]
    articles: tuple[Article, ...]
    sentences: Mapping[str, tuple[Sentence, ...]]
    voices: Mapping[Member, StoryVoice] = field(default_factory=dict)
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known: Briefing | None = None
    is_drawn: bool = False
    words: Words = field(default_factory=speak)


def gather(
    connection: sqlite3.Connection, report: Printed, saved: Mapping[str, Briefing]
) -> Iterable[tuple[PrintedStory, Evidence]]:
    """Each story of `report` with its evidence; `saved` are the stories of the snapshot that it was made from."""
    grouped = ids_of_stories(connection, {story.id for story in report.stories})
    addressed = ids_at(connection, (listed.url for story in report.stories for listed in story.sources))
    copies, words = stored_copies(connection), speak(report.interface)
    for story in report.stories:
        known = saved.get(story.id)
        ids = [reference.id for reference in known.articles] if known else grouped[story.id]
        ids = list(dict.fromkeys([*ids, *(listed.id for listed in story.sources if listed.id)]))
        ids += [id_ for listed in story.sources for id_ in addressed.get(listed.url, ()) if id_ not in ids]
        if not ids:
            ids = ids_titled(connection, story.headlines)
        wordings = stored_wordings(connection, ids)
        cited = _cited(story.sources, wordings, known, words)
        meant = {one.id for found in cited.values() for one in found}
        used = {id_: found for id_, found in wordings.items() if id_ in meant} or wordings
        found = _evidence(connection, cited, used, copies)
        yield story, replace(found, known=known, is_drawn=report.is_drawn, words=words)


def _evidence(
    connection: sqlite3.Connection,
    cited: Mapping[int, tuple[Article, ...]],
    wordings: Mapping[str, tuple[Article, ...]],
    copies: Mapping[str, str],
) -> Evidence:
    sentences = stored_sentences(connection, (found[0] for found in wordings.values()))
    spoken = [
        (id_, sentence.attribution)
        for id_ in _in_order(wordings)
        if id_ not in copies
        for sentence in sentences.get(id_, ())
        if sentence.attribution and sentence.section != "boilerplate" and SHORTEST <= len(sentence.text) <= LONGEST
    ]
    voices = join_voices(spoken)
    roles: dict[str, set[str]] = {}
    for id_, voice in spoken:
        roles.setdefault(voices[id_, voice.speaker_id].id, set()).add(voice.role)
    return Evidence(
        cited=cited,
        articles=tuple(article for found in wordings.values() for article in found),
        sentences=sentences,
        voices=voices,
        roles={id_: frozenset(found) for id_, found in roles.items()},
    )


def _in_order(wordings: Mapping[str, tuple[Article, ...]]) -> list[str]:
    """As a story lists its articles: oldest first."""
    dated = {id_: found[0].published for id_, found in wordings.items()}
    return sorted(dated, key=lambda id_: (dated[id_] is None, str(dated[id_] or ""), id_))


def _cited(
    sources: Sequence[Listed], wordings: Mapping[str, tuple[Article, ...]], known: Briefing | None, words: Words
) -> dict[int, tuple[Article, ...]]:
    """What each number means: by its id, by the snapshot, by its address and by how it is called."""
    ids = {reference.n: reference.id for reference in known.articles} if known else {}
    found: dict[int, tuple[Article, ...]] = {}
    unread = []
    for listed in sources:
        id_ = listed.id or ids.get(listed.n, "")
        found[listed.n] = wordings.get(id_, ()) or (() if id_ else _called(listed, wordings.values(), words))
        unread += [listed.n] if not listed.line and not id_ else []
    taken = {one.id for told in found.values() for one in told}
    free = [told for id_, told in wordings.items() if id_ not in taken]
    return found | dict(zip(unread, free, strict=False))


def _called(listed: Listed, wordings: Iterable[tuple[Article, ...]], words: Words) -> tuple[Article, ...]:
    from rapidfuzz.fuzz import ratio

    best: tuple[float, tuple[Article, ...]] = (0.0, ())
    for found in wordings:
        likeness = max(ratio(squashed(named(one, listed.parts, words)), squashed(listed.line)) for one in found)
        if listed.url and link(found[0].url) == listed.url:
            likeness += 100.0
        best = max(best, (likeness, found), key=lambda pair: pair[0])
    return best[1]

"""Who speaks in a story: one person is one voice, with all spellings joined, called as the reader knows best."""

from collections.abc import Iterable, Mapping
from typing import Any

from briefing.analyse.joining import Member, StoryVoice, join_voices
from briefing.compose.candidates import Candidate
from briefing.model import Attribution

#: Words of a name.
LONGEST = 4

#: A voice as a statement names it.
Described = Mapping[str, Any]


class Voices:
    """All voices of a story. What somebody reports tells their name and role too, so every sentence counts."""

    def __init__(self, told: Iterable[Candidate]) -> None:
        spoken = [(c, c.sentence.attribution) for c in told if c.sentence.attribution]
        self._of: Mapping[Member, StoryVoice] = join_voices((c.article.id, voice) for c, voice in spoken)
        self._said: dict[str, list[tuple[Candidate, Attribution]]] = {}
        for candidate, voice in spoken:
            self._said.setdefault(self._of[candidate.article.id, voice.speaker_id].id, []).append((candidate, voice))

    def id_of(self, candidate: Candidate) -> str:
        """The story's id of who speaks in `candidate`, "" if nobody does."""
        voice = candidate.sentence.attribution
        return self._of[candidate.article.id, voice.speaker_id].id if voice else ""

    def described(self, id_: str) -> Described:
        """How statements name a voice: by its fullest name, and its role, in the language the reader prefers."""
        said = sorted(self._said[id_], key=lambda s: (s[0].preference, _fitness(s[1].speaker), s[0].order))
        candidate, voice = said[0]
        joined = self._of[candidate.article.id, voice.speaker_id]
        roles = [(c.sentence.language, v.role) for c, v in said if v.role]
        alike = [role for language, role in roles if language == candidate.sentence.language]
        return {
            "speaker": voice.speaker,
            "speaker_id": id_,
            "names": tuple(sorted(joined.names)),
            "role": next(iter(alike or [role for _, role in roles]), ""),
            "kind": joined.kind or "",
        }


def _fitness(name: str) -> tuple[bool, int]:
    """A full name first: longer is fuller, but beyond so many words more than the name was taken for it."""
    length = len(name.split())
    return length > LONGEST, -length

"""Who an article speaks of: one voice for all spellings of a name, with its fullest name and its role.

Full names and roles are read wherever they stand, also in captions and pull quotes, so that a bare surname finds its
owner. Never joins two people who are given different first names, nor two unnamed sources.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from briefing.analyse.full_names import full_names
from briefing.analyse.mentions import Line, Mention
from briefing.analyse.names import WORD, are_initials, fold, name_key, same_person, script
from briefing.analyse.usage import sole_predecessors
from briefing.model import Attribution, Kind

_RECENT = 40
_SHARED = 0.6
_FEW, _SHORT = 3, 4
_STEM = 5
_DEFINITE = re.compile(r"\bو?ال(?=\w)")
_ARTICLES = frozenset({"das", "der", "die", "las", "les", "los", "the"})


@dataclass(slots=True, eq=False)
class Voice:
    """One who speaks in the article; grows as more is learnt."""

    id: str
    names: list[str] = field(default_factory=list)
    described: str = ""
    role: str = ""
    kind: Kind | None = None
    heads: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)

    def attribution(self, main: str, *, direct: bool, quote: tuple[int, int] | None, certain: bool) -> Attribution:
        """As the model has it; `main` is the script that the article is written in."""
        speaker = max(self.names, key=lambda name: self._worth(name, main), default="")
        kind = self.kind or (None if self.names else "unnamed")
        name = self.described if not speaker or are_initials(speaker, self.described) else speaker
        return Attribution(
            speaker=name,
            speaker_id=self.id,
            role=self.role,
            kind=kind,
            direct=direct,
            quote=quote,
            certain=certain,
        )

    def _worth(self, name: str, main: str) -> tuple[int, bool, bool]:
        """The fullest name wins, then one in the article's script, then one that is no oblique case."""
        return len(WORD.findall(name)), script(name) == main, name in self.subjects

    def learn(self, mention: Mention) -> None:
        """Take over the spelling, the role and the kind that `mention` gives; what is known already stays."""
        if mention.name and mention.name not in self.names:
            self.names.append(mention.name)
        if mention.subject and mention.name:
            self.subjects.add(mention.name)
        if mention.role:
            self.heads.add(mention.head)
            self.kind = (mention.kind or self.kind) if not self.role else self.kind
            self.role = self.role or mention.role
        self.kind = self.kind or mention.kind

    def is_a(self, mention: Mention) -> bool:
        """Whether a definite description repeats what is known: "the official" after "one of Orsk's officials"."""
        described, alike = _bare(self.described), _akin if mention.person else _is_form
        same = mention.head in self.heads or any(mention.head == w or alike(mention.head, w) for w in described)
        other = _contradicts(mention, self.heads, self.role or self.described)
        body = mention.kind == "official" and not mention.person and bool(self.names and self.role)
        if not mention.head or not same or other or body or (mention.kind == "media" != self.kind):
            return False
        wanted, known = _bare(mention.described), _bare(" ".join((self.role, self.described, *self.names)))
        inside = any(w in k for w in wanted for k in known if not w.isascii())
        inside = inside or (len(wanted) == 1 and any(alike(w, k) for w in wanted for k in known))
        inside = inside or (len(wanted) == 1 and mention.head in known)
        return inside or len(wanted & known) >= _SHARED * len(wanted)

    def is_short_for(self, mention: Mention) -> bool:
        """Whether it is an institution called by its noun alone, which `mention` gives in full: "the court"."""
        described = _bare(self.described)
        alone = len(described) == 1 and not self.names and self.kind == mention.kind == "official"
        return alone and not mention.person and any(_is_form(mention.head, word) for word in described)

    def rename(self, mention: Mention) -> None:
        """Show the fullest description of an institution, however it was called first."""
        fuller = len(mention.described.split()) > len(self.described.split())
        if fuller and not self.names and not mention.person and self.kind == mention.kind == "official":
            self.described = mention.described


class People:
    """The voices of one article and the full names it gives. `last` is who spoke last."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Read every full name in `lines`."""
        self.last: Voice | None = None
        self._full: dict[str, list[Mention]] = {}
        self._bearers: dict[str, dict[str, Mention]] = {}
        self._exact: dict[str, Voice] = {}
        self._voices: list[Voice] = []
        self._ids: dict[str, int] = {}
        uncased = bool(lines) and not lines[0].words.cased
        self._given = sole_predecessors([line.tokens for line in lines]) if uncased else {}
        for line in lines:
            for mention in full_names(line):
                self._note(mention)

    def _note(self, mention: Mention) -> None:
        key = name_key(mention.name)
        for head in filter(None, (mention.head, mention.kind if mention.head else None)):
            self._bearers.setdefault(head, {}).setdefault(key, mention)
        known = self._full.setdefault(_surname_key(mention.name), [])
        if len(known) < _RECENT and (mention.role or all(m.name != mention.name for m in known)):
            known.append(mention)

    def known_words(self) -> set[str]:
        """The words, folded, of all names that are given in full."""
        full = (mention.name for mentions in self._full.values() for mention in mentions)
        return {fold(word) for name in full for word in WORD.findall(name)}

    def known(self, mention: Mention) -> Voice | None:
        """The voice of a name that has spoken, or is given in full: one that a pronoun may mean."""
        full = len(WORD.findall(mention.name)) > 1
        return self._named(mention) if full or fold(mention.name) in self._exact else None

    def voice(self, mention: Mention) -> Voice | None:
        """The voice that `mention` is one of, a new one if need be; None if it tells nothing."""
        if mention.name:
            return self._named(mention)
        if not mention.described:
            return None
        key = fold(mention.described)
        voice = None if mention.new else self._exact.get(key)
        if voice is None and mention.definite and not mention.new:
            voice = self._meant(mention)
        if voice is None and not mention.new and not mention.person:
            voice = self._initialled(mention.described)
        if voice is None:
            voice = self._add(mention.described)
        if not voice.described:
            voice.described, voice.kind, voice.heads = mention.described, mention.kind, {mention.head}
        self._exact.setdefault(key, voice)
        return voice

    def _meant(self, mention: Mention) -> Voice | None:
        """Whom a definite description means: a voice, who spoke last, or the one name that bears the role."""
        for voice in reversed(self._voices[-_RECENT:]):
            if voice.is_a(mention) or voice.is_short_for(mention):
                voice.rename(mention)
                return voice
        wanted, last = _bare(mention.described), self.last
        holder = mention.person and last is not None and last.names and last.kind in {None, mention.kind}
        if holder and last and len(wanted) <= _FEW and not _contradicts(mention, last.heads, last.role):
            return last
        named = self._bearers.get("media" if mention.kind == "media" else mention.head, {})
        shared = [m for m in named.values() if len(wanted & _bare(f"{m.role} {m.name}")) >= _SHARED * len(wanted)]
        named = {key: m for key, m in named.items() if not _contradicts(mention, {m.head}, m.role)}
        loose = mention.kind != "media" and len(wanted) <= _FEW
        bearers = list(named.values()) if len(wanted) == 1 or (not shared and loose) else shared
        return self._named(bearers[0]) if len(bearers) == 1 and len(wanted) <= _SHORT else None

    def _named(self, mention: Mention) -> Voice:
        key = fold(mention.name)
        voice = self._exact.get(key)
        if voice is None:
            voice = self._exact[key] = self._similar(mention.name) or self._add(mention.name)
            if mention.name in self._given:
                voice.learn(Mention(name=f"{self._given[mention.name]} {mention.name}"))
            if mention.role:
                voice.learn(mention)
            for full in self._fuller(mention.name):
                voice.learn(full)
        voice.learn(mention)
        return voice

    def _similar(self, name: str) -> Voice | None:
        if voice := self._initialled(name):
            return voice
        for voice in reversed(self._voices[-_RECENT:]):
            if voice.names and all(same_person(name, known) for known in voice.names):
                return voice
        return None

    def _initialled(self, name: str) -> Voice | None:
        """The institution that `name` is short for, or that is short for it: "UN" and "United Nations"."""
        for voice in reversed(self._voices[-_RECENT:]):
            if not voice.role and any(
                are_initials(name, known) or are_initials(known, name) for known in (*voice.names, voice.described)
            ):
                return voice
        return None

    def _fuller(self, name: str) -> Iterator[Mention]:
        """Mentions of the same person by full name; of the one named first, if several share the surname."""
        best = name
        for mention in self._full.get(_surname_key(name), ()):
            if same_person(best, mention.name) and same_person(name, mention.name):
                best = max(best, mention.name, key=lambda n: len(WORD.findall(n)))
                yield mention

    def _add(self, name: str) -> Voice:
        slug = re.sub(r"[\W_]+", "-", fold(name)).strip("-") or "voice"
        self._ids[slug] = self._ids.get(slug, 0) + 1
        voice = Voice(slug if self._ids[slug] == 1 else f"{slug}~{self._ids[slug]}")
        self._voices.append(voice)
        return voice


def _surname_key(name: str) -> str:
    words = WORD.findall(name)
    return name_key(words[-1]) if words else ""


def _akin(one: str, other: str) -> bool:
    """Whether two words begin alike, as two numbers or cases of a noun do; of little use in Latin script."""
    return not other.isascii() and len(one) >= _STEM and one[:_STEM] == other[:_STEM]


def _is_form(one: str, other: str) -> bool:
    """Whether two words are alike, forms of one short noun ("суд", "суда"), or one ends the other's compound."""
    short, long = sorted((one, other), key=len)
    if len(short) > _STEM and long.endswith(short):
        return True
    ended = len(short) >= _FEW and len(long) <= _STEM and len(long) - len(short) <= 1
    return one == other or _akin(one, other) or (ended and not one.isascii() and long[:_FEW] == short[:_FEW])


def _contradicts(mention: Mention, heads: Collection[str], role: str) -> bool:
    """Whether a description is of the same office elsewhere: "the minister of health" beside "minister of defence"."""
    wanted, known = _bare(mention.described), _bare(role)
    shared = wanted & known
    return mention.head in heads and len(shared) <= 1 and len(wanted) > 1 and len(known) > 1


def _bare(text: str) -> set[str]:
    """The words of a description without articles."""
    found = re.findall(r"\w+", _DEFINITE.sub("", fold(text)))
    return {word for word in found if len(word) > 2 or not word.isascii()} - _ARTICLES  # noqa: PLR2004 — "a", "of"

"""Who an article speaks of: one voice for all spellings of a name, with its fullest name and its role.

Full names and roles are read wherever they stand, also in captions and pull quotes, so that a bare surname finds its
owner. Never joins two people who are given different first names, nor two unnamed sources.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.analyse.names import WORD, fold, name_key, same_person, script
from briefing.analyse.sources import Mention, Usage, is_name, read_source, run_end
from briefing.analyse.subjects import appose, clause_start
from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import BODY, BREAKS, MEDIA, NEVERS, OFFICIAL, ROLE, TITLES, TOLD, Lexicon
from briefing.model import Attribution, Kind

_RECENT = 40
_SHARED = 0.6
_SHORT = 4
_STEM = 5
_ARTICLE = re.compile(r"\bو?ال(?=\w)")


@dataclass(slots=True, eq=False)
class Voice:
    """One who speaks in the article; grows as more is learnt."""

    id: str
    names: list[str] = field(default_factory=list)
    described: str = ""
    role: str = ""
    kind: Kind | None = None
    heads: set[str] = field(default_factory=set)

    def attribution(self, scripts: str, *, direct: bool, quote: tuple[int, int] | None) -> Attribution:
        """As the model has it; `scripts` is the script that the article is written in."""
        speaker = max(self.names, key=lambda name: (len(WORD.findall(name)), script(name) == scripts), default="")
        return Attribution(
            speaker=speaker or self.described,
            speaker_id=self.id,
            role=self.role,
            kind=self.kind or ("official" if self.names else "unnamed"),
            direct=direct,
            quote=quote,
        )


class People:
    """The voices of one article and the full names it gives."""

    def __init__(self, sentences: Sequence[Sequence[Token]], words: Lexicon, usage: Usage) -> None:
        """Read every full name in `sentences`."""
        self._full: dict[str, list[Mention]] = {}
        self._exact: dict[str, Voice] = {}
        self._bearers: dict[str, dict[str, Mention]] = {}
        self._voices: list[Voice] = []
        self._ids: dict[str, int] = {}
        self._before = {} if words.cased else _sole_predecessors(sentences)
        self.last: Voice | None = None
        for tokens in sentences:
            for mention in _full_names(tokens, words, usage):
                self._learn(mention)

    def _learn(self, mention: Mention) -> None:
        if mention.head:
            for head in (mention.head, mention.kind or ""):
                self._bearers.setdefault(head, {}).setdefault(name_key(mention.name), mention)
        for word in {*WORD.findall(mention.name)[-1:]}:
            known = self._full.setdefault(name_key(word), [])
            if len(known) < _RECENT and (mention.role or all(m.name != mention.name for m in known)):
                known.append(mention)

    def known(self, mention: Mention) -> Voice | None:
        """The voice of a name that has spoken, or is given in full: one that a pronoun may mean."""
        if fold(mention.name) in self._exact or len(WORD.findall(mention.name)) > 1:
            return self._named(mention)
        return None

    def voice(self, mention: Mention) -> Voice | None:
        """The voice that `mention` is one of, a new one if need be; None if it tells nothing."""
        if mention.name:
            return self._named(mention)
        if not mention.described:
            return None
        exact = self._exact.get(fold(mention.described))
        if exact and not mention.new:
            return exact
        if not mention.new and mention.definite and (known := self._meant(mention)):
            self._exact.setdefault(fold(mention.described), known)
            return known
        voice = self._add(mention.described)
        voice.described, voice.kind, voice.heads = mention.described, mention.kind, {mention.head}
        self._exact.setdefault(fold(mention.described), voice)
        return voice

    def _meant(self, mention: Mention) -> Voice | None:
        """Whom a definite description means: a voice whose role it repeats, else the one name that bears that role."""
        wanted = _bare(mention.described)
        for voice in reversed(self._voices[-_RECENT:]):
            if mention.head and _same_head(mention.head, voice) and not (mention.kind == "media" != voice.kind):
                known = _bare(" ".join((voice.role, voice.described, *voice.names)))
                if len(wanted & known) >= _SHARED * len(wanted) or any(
                    w in k or (len(wanted) == 1 and w[:_STEM] == k[:_STEM])
                    for w in wanted
                    for k in known
                    if not w.isascii()
                ):
                    return voice
        last = self.last
        if mention.person and last and last.names and last.kind in {None, "official"} and len(wanted) <= _SHORT - 1:
            return last
        names = self._bearers.get("media" if mention.kind == "media" else mention.head, {})
        bearers = [
            m
            for m in names.values()
            if len(wanted & _bare(f"{m.role} {m.name}")) >= _SHARED * len(wanted) or len(wanted) == 1
        ]
        if not bearers and len(names) == 1 and len(wanted) <= _SHORT - 1:
            bearers = list(names.values())
        return self._named(bearers[0]) if len(bearers) == 1 and len(wanted) <= _SHORT else None

    def _named(self, mention: Mention) -> Voice:
        exact = self._exact.get(fold(mention.name))
        voice = exact or self._similar(mention.name) or self._add(mention.name)
        if exact is None:
            self._exact[fold(mention.name)] = voice
            if mention.name in self._before:
                _enrich(voice, Mention(name=f"{self._before[mention.name]} {mention.name}"))
            for full in self._fuller(mention.name):
                _enrich(voice, full)
        _enrich(voice, mention)
        return voice

    def _similar(self, name: str) -> Voice | None:
        for voice in reversed(self._voices[-_RECENT:]):
            if voice.names and all(same_person(name, known) for known in voice.names):
                return voice
        return None

    def _fuller(self, name: str) -> Iterator[Mention]:
        """Mentions of the same person by full name; of the one named first, if several share the surname."""
        best = name
        for mention in self._full.get(name_key(WORD.findall(name)[-1]) if WORD.findall(name) else "", ()):
            if same_person(best, mention.name) and same_person(name, mention.name):
                best = max(best, mention.name, key=lambda n: len(WORD.findall(n)))
                yield mention

    def _add(self, name: str) -> Voice:
        slug = re.sub(r"[\W_]+", "-", fold(name)).strip("-") or "voice"
        self._ids[slug] = self._ids.get(slug, 0) + 1
        voice = Voice(slug if self._ids[slug] == 1 else f"{slug}~{self._ids[slug]}")
        self._voices.append(voice)
        return voice


def _same_head(head: str, voice: Voice) -> bool:
    """Whether `head` says what the voice is, in any number: "the official" after "one of the officials"."""
    if head in voice.heads:
        return True
    known = _bare(voice.described)
    return head in known or any(
        one[:_STEM] == head[:_STEM] and len(head) >= _STEM for one in known if not one.isascii()
    )


def _bare(text: str) -> set[str]:
    """The words of a description without articles."""
    return {
        word for word in re.findall(r"\w+", _ARTICLE.sub("", fold(text))) if len(word) > 2 or not word.isascii()
    } - {"the", "der", "die", "das", "les"}


def _enrich(voice: Voice, mention: Mention) -> None:
    if mention.name and mention.name not in voice.names:
        voice.names.append(mention.name)
    if mention.role and not voice.role:
        voice.role, voice.kind = mention.role, mention.kind or voice.kind
    if mention.role:
        voice.heads.add(mention.head)
    voice.kind = voice.kind or mention.kind


def _sole_predecessors(sentences: Sequence[Sequence[Token]]) -> dict[str, str]:
    """For a word, the one unknown word that stands before it and nowhere else: where nothing is capitalised, a given name."""
    following: dict[str, set[str]] = {}
    preceding: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for tokens in sentences:
        for one, other in zip(tokens, tokens[1:], strict=False):
            if not other.mark:
                counts[other.text] = counts.get(other.text, 0) + 1
            if one.mark or one.word or one.definite or one.number or one.quoted or len(one.text) < _SHORT:
                continue
            following.setdefault(one.text, set()).add(other.text)
            if not other.mark and not other.word and not other.definite:
                preceding.setdefault(other.text, set()).add(one.text)
    found = {}
    for name, before in preceding.items():
        sole = [word for word in before if following[word] == {name}]
        if len(sole) == 1 and counts[name] > 1:
            found[name] = sole[0]
    return found


def _full_names(tokens: Sequence[Token], words: Lexicon, usage: Usage) -> Iterator[Mention]:
    i = 0
    while i < len(tokens):
        if tokens[i].capital and is_name(tokens, i, words, usage):
            stop = max(run_end(tokens, i, len(tokens), words, usage), i + 1)
            if stop - i > 1 or (i and tokens[i - 1].word & MEDIA):
                mention = read_source(tokens, max(clause_start(tokens, i), i - 12), stop, words, usage)
                if mention and (len(WORD.findall(mention.name)) > 1 or mention.kind == "media"):
                    yield appose(mention, tokens, words)
            i = stop
            continue
        if (
            not words.cased
            and tokens[i].mark == ","
            and i + 1 < len(tokens)
            and tokens[i + 1].word & ROLE
            and (mention := _before_role(tokens, i))
        ):
            yield appose(mention, tokens, words)
        if tokens[i].word & MEDIA and i + 1 < len(tokens) and tokens[i + 1].mark == '"' and not tokens[i + 1].quoted:
            mention = read_source(tokens, i, min(len(tokens), i + 9), words, usage)
            if mention and mention.name:
                yield mention
        elif (
            not words.cased
            and tokens[i].word & (OFFICIAL | TITLES)
            and not tokens[i].word & BODY
            and tokens[i].definite
        ):
            mention = read_source(tokens, i, min(len(tokens), i + 8), words, usage)
            if mention and len(WORD.findall(mention.name)) in {2, 3}:
                yield mention
        i += 1


def _before_role(tokens: Sequence[Token], comma: int) -> Mention | None:
    """Two or three unknown words between a boundary and « , role »: a name, where nothing is capitalised."""
    start = comma
    while (
        start > 0
        and comma - start < _SHORT
        and not (tokens[start - 1].word or tokens[start - 1].mark or tokens[start - 1].number)
    ):
        start -= 1
    if not 1 < comma - start < _SHORT or tokens[start].definite or any(token.quoted for token in tokens[start:comma]):
        return None
    return Mention(name=" ".join(token.text for token in tokens[start:comma]), start=start, end=comma)


def usage_of(sentences: Sequence[Sequence[Token]], words: Lexicon) -> Usage:
    """What the whole article tells about its words."""
    usage = Usage()
    told: dict[str, int] = {}
    for tokens in sentences:
        after_told = -1
        for i, token in enumerate(tokens):
            if token.mark:
                continue
            if words.cased and not token.capital:
                usage.lower.add(token.key)
            elif words.cased and i and tokens[i - 1].mark not in {'"', ":", ".", "–"}:
                usage.capital.add(token.key)
            if (
                words.cased
                and token.capital
                and i
                and not (tokens[i - 1].capital or (i + 1 < len(tokens) and tokens[i + 1].capital))
            ):
                usage.alone.add(token.key)
            if token.word & TOLD and not token.quoted:
                after_told = i
                if words.cased and i + 1 < len(tokens) and tokens[i + 1].capital and not tokens[i + 1].word & NEVERS:
                    told[tokens[i + 1].text] = told.get(tokens[i + 1].text, 0) + 1
            if not words.cased and token.word & BREAKS and 0 <= after_told < i - 1:
                told[tokens[i - 1].text] = told.get(tokens[i - 1].text, 0) + 1
                after_told = -1
    usage.told = {word for word, times in told.items() if times > 1}
    return usage


def main_script(text: str) -> str:
    """The script in which most of `text` is written."""
    letters = [c for c in text[:4000:7] if c.isalpha()]
    counts: dict[str, int] = {}
    for letter in letters:
        counts[script(letter)] = counts.get(script(letter), 0) + 1
    return max(counts, key=lambda s: counts[s], default="LATIN")

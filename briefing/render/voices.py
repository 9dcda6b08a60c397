"""Who says what: statements by the voice that makes them, so that each voice is named once."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.model import Statement
from briefing.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice of a story: `others` are further spellings of `name`, `part` is role and kind in words."""

    name: str
    others: tuple[str, ...]
    part: str
    statements: tuple[Statement, ...]


def voices(views: Iterable[Statement], words: Words) -> tuple[Voice, ...]:
    """`views` by voice, in the order in which each is first heard."""
    heard: dict[str, list[Statement]] = {}
    for view in views:
        heard.setdefault(view.speaker_id or view.speaker or view.role, []).append(view)
    return tuple(_voice(tuple(said), words) for said in heard.values())


def _voice(said: tuple[Statement, ...], words: Words) -> Voice:
    name = next((s.speaker for s in said if s.speaker.strip()), words["report.unnamed"])
    spellings = dict.fromkeys(spelling for s in said for spelling in (*s.names, s.speaker) if spelling.strip())
    spellings.pop(name, None)
    role = next((s.role for s in said if s.role), "")
    kind = next((s.kind for s in said if s.kind), "")
    return Voice(name=name, others=tuple(spellings), part=part(role, kind, words), statements=said)


def heading(voice: Voice) -> str:
    """All that stands above what a voice says: "Mira Hale (ميرا هيل), director, Topaz Centre (analyst)"."""
    named = f"{voice.name} ({', '.join(voice.others)})" if voice.others else voice.name
    return joined(named, voice.part)


def joined(name: str, of: str) -> str:
    """A name and its `part`."""
    return f"{name}{'' if not of else ' ' if of.startswith('(') else ', '}{of}"


def part(role: str, kind: str, words: Words) -> str:
    """Role and kind in words: "director, Topaz Centre (analyst)".

    Without a role "official" is what most speakers are, and says nothing.
    """
    if not role and kind == "official":
        return ""
    return " ".join(filter(None, (role, f"({words.of('kind', kind)})" if kind else "")))


def expectation(statement: Statement, words: Words) -> str:
    """Who expects what an outlook says: name, role and kind; "" if nobody is named."""
    if not statement.speaker:
        return ""
    return joined(statement.speaker, part(statement.role, statement.kind, words))

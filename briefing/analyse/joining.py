"""One voice for one person over all articles of a story, whatever each article's spelling and script.

Names join when `same_person` holds for every pair in the group, so that a surname shared by two people joins neither;
institutions and media join by their words; unnamed sources never do, since two diplomats are not one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.analyse.names import WORD, are_initials, extends, fold, same_person
from briefing.model import Attribution, Kind

#: An article's id and the `speaker_id` there: one voice of one article.
Member = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryVoice:
    """A voice of a story. `name` is its fullest name, `names` all spellings in order of appearance, `name` included.

    `id` is the first member's speaker id, made unique within the story by a "~2", "~3".
    """

    id: str
    name: str
    names: tuple[str, ...]
    role: str = ""
    kind: Kind | None = None


@dataclass(slots=True)
class _Group:
    spellings: list[str]
    members: list[Member]
    attributions: list[Attribution] = field(default_factory=list)


def join_voices(attributions: Iterable[tuple[str, Attribution]]) -> Mapping[Member, StoryVoice]:
    """The story's voice of each article's voice. `attributions` are pairs of article id and attribution, in order.

    Depends on nothing but its input and its order. A bare surname joins the only full name it fits; if it fits two
    people, it stays apart.
    """
    voices: dict[Member, list[Attribution]] = {}
    for article, attribution in attributions:
        voices.setdefault((article, attribution.speaker_id), []).append(attribution)
    fullest = sorted(voices, key=lambda member: -_length(voices[member][0].speaker))
    groups: list[_Group] = []
    for member in fullest:
        _place(groups, member, voices[member])
    order = {member: n for n, member in enumerate(voices)}
    return _named(sorted(groups, key=lambda group: min(order[m] for m in group.members)), order)


def _length(name: str) -> int:
    return len(WORD.findall(name))


def _place(groups: list[_Group], member: Member, attributions: Sequence[Attribution]) -> None:
    speaker = attributions[0].speaker
    fitting = [group for group in groups if _fits(group, attributions[0], member[0])]
    if len(fitting) > 1:
        fitting = [group for group in fitting if any(fold(s) == fold(speaker) for s in group.spellings)]
    group = fitting[0] if len(fitting) == 1 else None
    if group is None:
        group = _Group([], [])
        groups.append(group)
    group.members.append(member)
    group.attributions.extend(attributions)
    if speaker not in group.spellings:
        group.spellings.append(speaker)


def _fits(group: _Group, attribution: Attribution, article: str) -> bool:
    """Two voices that one article keeps apart stay apart, but for a longer form; sources without a name join nobody."""
    if "unnamed" in (attribution.kind, group.attributions[0].kind):
        return False
    name = attribution.speaker
    if any(article == other for other, _ in group.members) and not any(extends(name, s) for s in group.spellings):
        return False
    titled = any(other.role for other in (attribution, *group.attributions))
    return all(_one(name, spelling, titled=titled) for spelling in group.spellings)


def _one(name: str, other: str, *, titled: bool) -> bool:
    """Who has a role is a person, for whom no initials stand."""
    if fold(name) == fold(other) or (not titled and (are_initials(name, other) or are_initials(other, name))):
        return True
    return _both_people(name, other) and same_person(name, other)


def _both_people(a: str, b: str) -> bool:
    """Descriptions ("the ministry") begin in lower case and join by their words alone."""
    return not a[:1].islower() and not b[:1].islower()


def _first_kind(attributions: Sequence[Attribution]) -> Kind | None:
    return next((a.kind for a in attributions if a.kind), None)


def _named(groups: Sequence[_Group], order: Mapping[Member, int]) -> dict[Member, StoryVoice]:
    used: dict[str, int] = {}
    found: dict[Member, StoryVoice] = {}
    for group in groups:
        members = sorted(group.members, key=order.__getitem__)
        first = members[0][1]
        used[first] = used.get(first, 0) + 1
        attributions = group.attributions
        voice = StoryVoice(
            id=first if used[first] == 1 else f"{first}~{used[first]}",
            name=max(group.spellings, key=_length),
            names=tuple(group.spellings),
            role=next((a.role for a in attributions if a.role), ""),
            kind=next((a.kind for a in attributions if a.role and a.kind), _first_kind(attributions)),
        )
        found.update(dict.fromkeys(members, voice))
    return found

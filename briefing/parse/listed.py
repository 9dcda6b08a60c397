"""A feed as another reader's list has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """`url` is the address as it is written there, `tags` the folders it lies in, the outer one first.

    `ours` are our own fields of a source, as text, where the list was written by this program.
    """

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()
    ours: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All feeds of a list; `damage` tells in a line what of it could not be read, "" if all was."""

    feeds: tuple[Listed, ...]
    damage: str = ""

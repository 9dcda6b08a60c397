"""All articles on one running matter."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What grouping makes. `articles` are article ids, oldest first.

    `id` comes from the story's first article and stays when it grows. `reprints` maps the id of a wire copy,
    a reprint or a near-duplicate to the id of the article it repeats: together they are one voice.
    """

    id: str
    articles: tuple[str, ...]
    reprints: tuple[tuple[str, str], ...] = ()

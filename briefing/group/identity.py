"""Story ids: from the first article, and the same tomorrow."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256


def identify(stories: Iterable[Sequence[str]], previous: Mapping[str, str]) -> tuple[str, ...]:
    """Give each story an id, no two alike; a story is its article ids, oldest first.

    A story takes the id under which its oldest article that was published before appeared. When two stories claim
    one id, as after a split, the one that holds the id's own first article keeps it, else the one with more of its
    articles, else the one that comes first; the other goes on to its next claim and at last to an id from its first
    article.
    """
    stories = tuple(stories)
    claims = sorted(_claims(stories, previous))
    found: dict[int, str] = {}
    taken: set[str] = set()
    for *_, story, name in claims:
        if story not in found and name not in taken:
            found[story] = name
            taken.add(name)
    reserved = taken | set(previous.values())
    for i, articles in enumerate(stories):
        if i not in found:
            found[i] = _new(articles[0], reserved)
            reserved.add(found[i])
    return tuple(found[i] for i in range(len(stories)))


def _claims(stories: Sequence[Sequence[str]], previous: Mapping[str, str]) -> Iterable[tuple[int, bool, int, int, str]]:
    for i, articles in enumerate(stories):
        names = [previous[article] for article in articles if article in previous]
        for turn, name in enumerate(dict.fromkeys(names)):
            founder = any(story_id(article) == name for article in articles)
            yield turn, not founder, -names.count(name), i, name


def _new(article: str, taken: set[str]) -> str:
    name, salt = story_id(article), 0
    while name in taken:
        salt += 1
        name = story_id(f"{article}\n{salt}")
    return name


def story_id(article: str) -> str:
    """Make twelve hexadecimal digits from an article's id."""
    return sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:12]

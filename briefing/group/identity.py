"""Story ids: from the first article, and the same tomorrow. Knows the order of articles, no clock."""

from collections.abc import Mapping, Sequence
from hashlib import sha256


def identify(articles: Sequence[str], stories: Sequence[Sequence[int]], previous: Mapping[str, str]) -> tuple[str, ...]:
    """Give each story an id, no two alike; a story is the places of its articles in `articles`, which are oldest first.

    The id is made from the story's first article. So a stream that comes in the order of its articles leaves the same
    ids whether it comes at once, by the hour or one by one, and stories that merge go by the older id.

    `previous` maps articles to the ids under which they were published. It counts in two cases only. Where the first
    article was published under the id of one that is not given any more (it left the window), the id stays; if that
    story fell apart, with the part that begins first. And an article that comes late, after younger ones of its story
    were published, doesn't name it: an id that a reader has seen stays. So where articles come in another order than
    that of their age, ids depend on that order.
    """
    place = {story_id(article): i for i, article in enumerate(articles)}

    def names(i: int) -> bool:
        """Whether it was published, and not late then: by the id of a younger one."""
        former = previous.get(articles[i])
        return former is not None and place.get(former, i) <= i

    first = [min(filter(names, story), default=min(story)) for story in stories]
    found: dict[int, str] = {}
    taken: set[str] = set()
    for i in sorted(first):
        former = previous.get(articles[i], "")
        keeps = former and former not in place and former not in taken
        found[i] = former if keeps else story_id(articles[i])
        taken.add(found[i])
    return tuple(found[i] for i in first)


def story_id(article: str) -> str:
    """Make twelve hexadecimal digits from an article's id."""
    return sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:12]

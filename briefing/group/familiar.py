"""How many articles use a name: one that few use tells that two texts are on one matter.

A morning's few articles can't say which names are rare. So counts over two hours of the world's news come along, in 50
languages, as numbers in hashed buckets: no name can be read from them. They are made from a file of articles with
`title` and `text` by `python -m briefing.group.familiar DATA.jsonl.gz`.
"""

import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from briefing.group.names import names, names_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 1 << 16
#: Names are looked for in so much of a text.
CHARS = 2000
_FEW = 2
_FILE = "familiar.npz"

#: A text's names and numbers with their weights: a sparse unit vector.
Row = Mapping[str, float]
Name = TypeVar("Name", str, int)


def rows(texts: Sequence[str]) -> list[Row]:
    """One row a text: (1 + ln tf) * ln((1 + n) / (1 + df)), counted over the world's news and `texts` together."""
    counted = [Counter(keys) for keys in names_of([text[:CHARS].replace("\n", " ") for text in texts])]
    here = Counter(chain.from_iterable(counted))
    total, known = world()
    total += len(texts)
    rare = {key: math.log((1 + total) / (1 + df + int(known[_bucket(key)]))) for key, df in here.items()}
    return [_unit({key: (1 + math.log(tf)) * rare[key] for key, tf in one.items()}) for one in counted]


def rarity(key: str) -> float:
    """ln((1 + n) / (1 + df)) over the world's news: 0 is a name that every article uses."""
    total, known = world()
    return math.log((1 + total) / (1 + int(known[_bucket(key)])))


def likeness(one: Mapping[Name, float], other: Mapping[Name, float]) -> float:
    """The cosine of two rows."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(weight * many[key] for key, weight in few.items() if key in many)


def _unit(row: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in row.values()))
    return {key: weight / length for key, weight in row.items()} if length else {}


def _bucket(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass")) % BUCKETS


@cache
def world() -> "tuple[int, NDArray[np.uint16]]":
    """How many articles were counted, and in how many of them the keys of each bucket stand."""
    import numpy as np

    with (files("briefing.group") / _FILE).open("rb") as file, np.load(file) as data:
        return int(data["articles"]), data["counts"]


def count(texts: Iterable[str], path: Path) -> None:
    """Count the names of `texts` and write the counts to `path`; names that hardly any text uses are left out."""
    import numpy as np

    counts = np.zeros(BUCKETS, dtype=np.uint16)
    articles = 0
    for text in texts:
        articles += 1
        for key in set(names(text[:CHARS])):
            counts[_bucket(key)] += 1
    counts[counts <= _FEW] = 0
    np.savez_compressed(path, articles=np.int32(articles), counts=counts)


if __name__ == "__main__":
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        read = (json.loads(line) for line in lines)
        count((f"{row['title']}\n{row['text']}" for row in read), Path(str(files("briefing.group") / _FILE)))

"""A stream as bytes, so that the next process goes on where this one ended. Knows no file.

What can't be read, or was written by another version, is no error: the stream begins anew with the whole window.
"""

import json
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from briefing.group.centre import Meant
from briefing.group.prints import Prints
from briefing.group.spans import Spans
from briefing.group.stream import Stream
from briefing.group.tallies import Tally
from briefing.group.usual import TALLIES, Heard, Usual
from briefing.group.weights import FROZEN, Weights
from briefing.model import Article

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[Any]]

#: Goes up whenever an article's numbers would be others than those that were saved.
_VERSION = 3
_MEANT = ("texts", "sums", "squares")


def remember(stream: Stream) -> bytes:
    """Give all that `recall` needs; nothing while the first span is open, since all of it would be made anew."""
    import numpy as np

    if stream.usual is None:
        return b""
    facts = {
        "version": _version(stream.weights),
        "ids": [article.id for article in stream.reprints.originals],
        "marks": stream.marks,
        "copies": stream.copies,
        "tags": stream.tags,
        "opened": stream.opened,
        "known": stream.spans.known,
        "newest": stream.spans.newest,
        "renew": stream.candidates.renew,
        "size": stream.window.size,
        "density": [stream.usual.again, stream.usual.asked],
    }
    arrays: Arrays = {
        "facts": np.frombuffer(json.dumps(facts).encode("utf-8", "surrogatepass"), dtype=np.uint8),
        **_named("window", stream.window.arrays()),
        **_named("web", stream.web.arrays()),
        **_named("prints", stream.reprints.prints.arrays()),
        "titles": np.array(stream.reprints.titles, dtype=np.uint64),
        **_named("cells", stream.candidates.arrays()),
        **_usual("usual", stream.usual),
        **_usual("heard", stream.heard.usual()),
    }
    file = BytesIO()
    np.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def recall(data: bytes, articles: Iterable[Article], *, weights: Weights = FROZEN) -> Stream:
    """Give the stream that was remembered; `articles` are those of the window now, by whose words it goes on."""
    import numpy as np

    stream = Stream(weights)
    try:
        with np.load(BytesIO(data), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        facts = json.loads(arrays["facts"].tobytes().decode("utf-8", "surrogatepass"))
        if facts["version"] == _version(weights):
            _restore(stream, facts, arrays, {article.id: article for article in articles})
    except (AttributeError, BadZipFile, EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError):
        return Stream(weights)
    return stream


def _restore(stream: Stream, facts: dict[str, Any], arrays: "Arrays", articles: dict[str, Article]) -> None:
    stream.begin(facts["size"])
    stream.marks, stream.copies, stream.tags = facts["marks"], facts["copies"], facts["tags"]
    stream.opened, stream.spans = facts["opened"], Spans(facts["known"], facts["newest"])
    again, asked = facts["density"]
    stream.usual = Usual(**_parts("usual", arrays), again=again, asked=asked)
    stream.heard = Heard.restored(Usual(**_parts("heard", arrays)))
    stream.web.restore(**_of("web", arrays))
    # Those of which there is no article any more are dropped before anything is compared with them.
    originals = [articles.get(id_) or Article(id=id_, title="", text="") for id_ in facts["ids"]]
    stream.reprints.restore(originals, Prints.restored(**_of("prints", arrays)), arrays["titles"].tolist())
    stream.window.restore(_of("window", arrays))
    stream.candidates.restore(_of("cells", arrays), facts["renew"])


def _version(weights: Weights) -> str:
    return f"{_VERSION} {weights!r}"


def _usual(name: str, usual: Usual) -> "Arrays":
    found: Arrays = {}
    for part, meant in (("meant", usual.meant), ("rows", usual.rows)):
        found |= _named(f"{name}.{part}", {column: getattr(meant, column) for column in _MEANT})
    for part in TALLIES:
        tally = getattr(usual, part)
        found |= _named(f"{name}.{part}", {"keys": tally.keys, "counts": tally.counts})
    return found


def _parts(name: str, arrays: "Arrays") -> dict[str, Any]:
    meant = {part: Meant(**_of(f"{name}.{part}", arrays)) for part in ("meant", "rows")}
    return meant | {part: Tally(**_of(f"{name}.{part}", arrays)) for part in TALLIES}


def _named(name: str, arrays: "Arrays") -> "Arrays":
    return {f"{name}.{column}": values for column, values in arrays.items()}


def _of(name: str, arrays: "Arrays") -> "Arrays":
    begin = f"{name}."
    return {key.removeprefix(begin): values for key, values in arrays.items() if key.startswith(begin)}

"""A stream as pieces of bytes, so that the next process goes on where this one ended. Knows no file.

Articles' numbers are in pieces that are never changed (see `pieces`); one piece more, `STATE`, tells what else is
known, and which pieces count. It is given last: who keeps the others first keeps the old state or the new one, whole.
What can't be read, doesn't fit together (see `sound`) or was written by another version is no error: the stream begins
anew with the whole window.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from briefing.group.centre import Meant
from briefing.group.pieces import Piece, planned
from briefing.group.prints import Prints
from briefing.group.sound import check, check_cells, check_part, check_state
from briefing.group.spans import Spans
from briefing.group.spread import Spread
from briefing.group.stream import Stream
from briefing.group.tallies import Tally
from briefing.group.usual import TALLIES, Heard, Usual
from briefing.group.weights import FROZEN, Weights
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[Any]]

STATE = "state"
#: Goes up whenever an article's numbers would be others than those that were saved.
_VERSION = 7
_MEANT = ("texts", "sums", "squares")
_UNFIT = (
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    OverflowError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)


def remember(stream: Stream) -> Iterator[tuple[str, bytes]]:
    """Give the pieces that are new, by name, `STATE` last; nothing while the first span is open.

    In that all would be made anew.
    """
    if stream.usual is None:
        return
    found, begin = [], 0
    for plan in planned(stream.pieces, len(stream.window)):
        piece, end = plan, begin + plan.left
        if not plan.name:
            part = stream.window.part(begin, end)
            data = _packed({**_named("window", part), **_named("prints", stream.reprints.prints.part(begin, end))})
            piece = replace(plan, name=_name(data))
            yield piece.name, data
        found.append(piece)
        begin = end
    if stream.usual is not stream.usual_kept[1]:
        data = _packed(_usual("usual", stream.usual))
        stream.usual_kept = _name(data), stream.usual
        yield stream.usual_kept[0], data
    stream.pieces = found
    yield STATE, _packed(_state(stream, stream.usual))


def pieces_of(state: bytes) -> frozenset[str]:
    """Give the names of the pieces that count beside `STATE`; none where this is no state."""
    try:
        facts = _facts(_unpacked(state))
        return frozenset([str(facts["usual"]), *(str(name) for name, _ in facts["pieces"])])
    except _UNFIT:
        return frozenset()


def recall(pieces: Mapping[str, bytes], articles: Iterable[Article], *, weights: Weights = FROZEN) -> Stream:
    """Give the stream that was remembered; `articles` are those of the window now, by whose words it goes on."""
    stream = Stream(weights)
    try:
        arrays = _unpacked(pieces[STATE])
        facts = _facts(arrays)
        if facts["version"] == _version(weights):
            _restore(stream, facts, arrays, pieces, {article.id: article for article in articles})
            check(stream)
    except _UNFIT:
        return Stream(weights)
    return stream


def _state(stream: Stream, usual: Usual) -> "Arrays":
    import numpy as np

    facts = {
        "version": _version(stream.weights),
        "pieces": [(piece.name, piece.written) for piece in stream.pieces],
        "usual": stream.usual_kept[0],
        "ids": [article.id for article in stream.reprints.originals],
        "marks": stream.marks,
        "copies": stream.copies,
        "tags": stream.tags,
        "opened": stream.opened,
        "known": stream.spans.known,
        "newest": stream.spans.newest,
        "renew": stream.candidates.renew,
        "size": stream.window.size,
        "density": [usual.again, usual.asked],
    }
    return {
        "facts": np.frombuffer(json.dumps(facts).encode("utf-8", "surrogatepass"), dtype=np.uint8),
        "serials": stream.window.serials,
        "titles": np.array(stream.reprints.titles, dtype=np.uint64),
        **_named("web", stream.web.arrays()),
        **_named("cells", stream.candidates.arrays()),
        **_usual("heard", stream.heard.usual()),
    }


def _restore(
    stream: Stream, facts: dict[str, Any], arrays: "Arrays", pieces: Mapping[str, bytes], articles: dict[str, Article]
) -> None:
    check_state(arrays["serials"], arrays["titles"], _of("web", arrays))
    stream.begin(facts["size"])
    stream.marks, stream.copies, stream.tags = facts["marks"], facts["copies"], facts["tags"]
    stream.opened, stream.spans = facts["opened"], Spans(facts["known"], facts["newest"])
    again, asked = facts["density"]
    stream.usual = Usual(**_parts("usual", _unpacked(pieces[facts["usual"]])), again=again, asked=asked)
    stream.usual_kept = facts["usual"], stream.usual
    stream.heard = Heard.restored(Usual(**_parts("heard", arrays)))
    prints: list[tuple[Arrays, NDArray[np.bool_]]] = []
    stream.window.restore(_read(stream, facts["pieces"], pieces, arrays["serials"], prints), len(arrays["serials"]))
    # Those of which there is no article any more are dropped before anything is compared with them.
    originals = [articles.get(id_) or Article(id=id_, title="", text="") for id_ in facts["ids"]]
    stream.reprints.restore(originals, Prints.restored(prints), arrays["titles"].tolist())
    stream.web.restore(**_of("web", arrays))
    check_cells(_of("cells", arrays), len(stream.window), stream.window.size)
    stream.candidates.restore(_of("cells", arrays), facts["renew"])


def _read(
    stream: Stream,
    listed: Iterable[tuple[str, int]],
    pieces: Mapping[str, bytes],
    serials: "NDArray[np.int64]",
    prints: "list[tuple[Arrays, NDArray[np.bool_]]]",
) -> "Iterator[tuple[Arrays, NDArray[np.bool_]]]":
    """Give of each piece the articles, and which of them are still there; put their prints aside."""
    import numpy as np

    for name, written in listed:
        arrays = _unpacked(pieces[name])
        part, runs = _of("window", arrays), _of("prints", arrays)
        check_part(part, runs, written=written, like=stream.window)
        kept = np.isin(part["serials"], serials, assume_unique=True)
        stream.pieces.append(Piece(name, written, int(kept.sum())))
        prints.append((runs, kept))
        yield part, kept


def _packed(arrays: "Arrays") -> bytes:
    import numpy as np

    file = BytesIO()
    np.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _unpacked(data: bytes) -> "Arrays":
    import numpy as np

    with np.load(BytesIO(data), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def _facts(arrays: "Arrays") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(arrays["facts"].tobytes().decode("utf-8", "surrogatepass"))
    return found


def _name(data: bytes) -> str:
    return blake2b(data, digest_size=10).hexdigest()


def _version(weights: Weights) -> str:
    return f"{_VERSION} {weights!r}"


def _usual(name: str, usual: Usual) -> "Arrays":
    found: Arrays = {f"{name}.spread": usual.spread.products}
    for part, meant in (("meant", usual.meant), ("rows", usual.rows)):
        found |= _named(f"{name}.{part}", {column: getattr(meant, column) for column in _MEANT})
    for part in TALLIES:
        tally = getattr(usual, part)
        found |= _named(f"{name}.{part}", {"keys": tally.keys, "counts": tally.counts})
    return found


def _parts(name: str, arrays: "Arrays") -> dict[str, Any]:
    meant = {part: Meant(**_of(f"{name}.{part}", arrays)) for part in ("meant", "rows")}
    spread = {"spread": Spread(arrays[f"{name}.spread"])}
    return meant | spread | {part: Tally(**_of(f"{name}.{part}", arrays)) for part in TALLIES}


def _named(name: str, arrays: "Arrays") -> "Arrays":
    return {f"{name}.{column}": values for column, values in arrays.items()}


def _of(name: str, arrays: "Arrays") -> "Arrays":
    begin = f"{name}."
    return {key.removeprefix(begin): values for key, values in arrays.items() if key.startswith(begin)}

"""Whether what was read fits together, so that nothing that was damaged or made up can stop grouping or bend it.

Only shapes, kinds and ranges: what is whole and in range is taken to be right.
"""

from typing import TYPE_CHECKING, Any

from briefing.group.cells import LATEST
from briefing.group.points import SIZE
from briefing.group.tallies import Tally
from briefing.group.usual import TALLIES, Usual
from briefing.group.window import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.group.centre import Meant
    from briefing.group.stream import Stream

    Arrays = dict[str, NDArray[Any]]

_OWNER = 32
#: A story's id is a number of so many bits.
_ID = 48
#: The columns of a part of a window of which an article has many rows or none.
_MANY = ("names", "weights")


def check_part(part: "Arrays", prints: "Arrays", *, written: int, like: Window) -> None:
    """Check the columns of some articles, so many, for a window `like` this one, and their prints.

    Raises:
        ValueError: they don't fit.
    """
    model = like.part(0, 0)
    _need(part.keys() == model.keys(), "columns")
    for name, column in part.items():
        _need(column.dtype == model[name].dtype and column.shape[1:] == model[name].shape[1:], name)
        _need(name in _MANY or len(column) == written, name)
        _need(name == "days" or _finite(column), name)
    _need(len(part["names"]) == len(part["weights"]) and _rising(part["names"]), "names")
    _need(_within(part["names"] >> _OWNER, 0, written), "names")
    _need(_rising(part["serials"]), "serials")
    _need({name: str(column.dtype) for name, column in prints.items()} == _PRINTS, "prints")
    _need(_within(prints["owners"], 0, written) and len(prints["owners"]) == len(prints["runs"]), "prints")
    _need(len(prints["sizes"]) == written and _within(prints["sizes"], 0, 1 << 31), "prints")


_PRINTS = {"runs": "uint64", "owners": "int32", "sizes": "int32"}


def check(stream: "Stream") -> None:
    """Check all of a stream that was restored.

    Raises:
        ValueError: it doesn't fit together.
    """
    n, tongues = len(stream.window), len(stream.tags)
    points = stream.window.points
    _need(_within(points.tongue, 0, tongues) and all(isinstance(tag, str) for tag in stream.tags), "tags")
    _need(sum(piece.left for piece in stream.pieces) == n, "pieces")
    _identities(stream, n)
    _need(type(stream.candidates.renew) is int and stream.candidates.renew >= 0, "renew")
    _need(type(stream.opened) is int and 0 <= stream.opened <= n, "opened")
    _need(type(stream.spans.known) is int and stream.spans.known >= n, "spans")
    _need(isinstance(stream.spans.newest, float | int) and stream.spans.newest == stream.spans.newest, "spans")
    for usual in (stream.usual or Usual(), stream.heard.usual()):
        _usual(usual, tongues, stream.window.size)


def _identities(stream: "Stream", n: int) -> None:
    ids = {article.id for article in stream.reprints.originals}
    _need(len(ids) == len(stream.reprints.originals) == n, "ids")
    _need(len(stream.reprints.prints.sizes) == n, "prints")
    _need(stream.marks.keys() == ids | stream.copies.keys() and ids.isdisjoint(stream.copies), "marks")
    _need(all(type(mark) is int for mark in stream.marks.values()), "marks")
    _need(ids.issuperset(stream.copies.values()), "copies")


def check_state(serials: "NDArray[Any]", titles: "NDArray[Any]", web: "Arrays") -> None:
    """Check what is known of all articles: their numbers, those of their headlines, their pairs and stories.

    Raises:
        ValueError: they don't fit.
    """
    import numpy as np

    n = len(serials)
    _need(serials.dtype == "int64" and serials.shape == (n,) and _rising(serials), "serials")
    _need(titles.dtype == "uint64" and titles.shape == (n,), "titles")
    story, ends, scores = web["story"], web["ends"], web["scores"]
    _need(
        story.dtype == ends.dtype == "int64"
        and story.shape == (n,)
        and _within(story, 0, n)
        and bool((story <= np.arange(n)).all()),
        "stories",
    )
    _need(bool((story[story] == story).all()), "stories")
    held = web["held"]
    _need(held.dtype == "int64" and held.shape == (n,) and _within(held, 0, 1 << _ID), "ids")
    _need(ends.shape == (len(scores), 2) and _within(ends, 0, n) and bool((ends[:, 0] < ends[:, 1]).all()), "pairs")
    _need(scores.dtype == "float32" and scores.ndim == 1 and _finite(scores) and bool((scores > 0).all()), "scores")


def check_cells(cells: "Arrays", n: int, size: int) -> None:
    """Check the cells of n articles whose vectors have `size` numbers; there may be none.

    Raises:
        ValueError: they don't fit.
    """
    if cells:
        count = len(cells["pivots"])
        _need(cells["pivots"].dtype == "int8" and cells["pivots"].shape == (count, size), "pivots")
        _need(cells["members"].dtype == "int32" and cells["members"].shape == (count, LATEST), "members")
        _need(_within(cells["members"], -1, n), "members")
        _need(cells["oldest"].dtype == "int64" and cells["oldest"].shape == (count,), "oldest")
        _need(_within(cells["oldest"], 0, LATEST), "oldest")


def _usual(usual: Usual, tongues: int, size: int) -> None:
    _meant(usual.meant, tongues, size)
    _meant(usual.rows, tongues, size + SIZE)
    products = usual.spread.products
    _need(products.dtype == "float64" and products.shape in {(0, 0), (size, size)} and _finite(products), "spread")
    for name in TALLIES:
        tally: Tally = getattr(usual, name)
        _need(tally.keys.dtype == "int64" and tally.keys.ndim == 1 and _rising(tally.keys), name)
        _need(tally.counts.dtype == "float32" and tally.counts.shape == tally.keys.shape, name)
        _need(_finite(tally.counts) and bool((tally.counts >= 0).all()), name)
    _need(isinstance(usual.again, float | int) and isinstance(usual.asked, float | int), "density")
    _need(0 <= usual.again <= usual.asked < float("inf"), "density")


def _meant(meant: "Meant", tongues: int, size: int) -> None:
    columns = (meant.texts, meant.sums, meant.squares)
    count = len(meant.texts)
    _need(all(column.dtype == "float64" and _finite(column) for column in columns), "means")
    _need(count <= tongues and meant.squares.shape == (count,), "means")
    _need(count == 0 or meant.sums.shape == (count, size), "means")
    _need(bool((meant.texts >= 0).all()), "means")


def _need(good: object, about: str) -> None:
    if not good:
        raise ValueError(f"{about}: don't fit")


def _within(numbers: "NDArray[Any]", low: int, high: int) -> bool:
    return numbers.dtype.kind == "i" and (not numbers.size or bool(low <= numbers.min() and numbers.max() < high))


def _rising(numbers: "NDArray[Any]") -> bool:
    return bool((numbers[1:] > numbers[:-1]).all())


def _finite(numbers: "NDArray[Any]") -> bool:
    import numpy as np

    return numbers.dtype.kind != "f" or bool(np.isfinite(numbers).all())

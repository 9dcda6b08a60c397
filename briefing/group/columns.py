"""Columns of numbers that grow at the end at a cost that doesn't depend on their length."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Columns = Sequence[NDArray[Any]]


def grown(column: "NDArray[Any]", used: int, more: "NDArray[Any]") -> "NDArray[Any]":
    """Put `more` behind the rows of `column` that are `used`; it is moved only when full, to a quarter more room.

    Gives the column, whose rows behind those are not used.
    """
    import numpy as np

    end = used + len(more)
    if end > len(column):
        room = np.empty((end + end // 4, *column.shape[1:]), dtype=column.dtype)
        room[:used] = column[:used]
        column = room
    column[used:end] = more
    return column


def inserted(columns: "Columns", places: "NDArray[np.int64]", more: "Columns") -> "list[NDArray[Any]]":
    """Put `more` into `columns` of equal length, each row before that in one of `places`, which rise."""
    import numpy as np

    at = places + np.arange(len(places))
    rest = np.ones(len(columns[0]) + len(at), dtype=bool)
    rest[at] = False
    found = []
    for column, new in zip(columns, more, strict=True):
        room = np.empty(len(rest), dtype=column.dtype)
        room[at] = new
        room[rest] = column
        found.append(room)
    return found

"""Columns of numbers that grow at the end at a cost that doesn't depend on their length."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


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

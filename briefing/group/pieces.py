"""Which pieces of what is remembered hold which articles, so that only what is new is written.

Pieces are never changed. Of the last, those that are no larger than what is new are written anew with it, so that
there are few; so is one of which half the articles have left the window (a log-structured merge, O'Neil et al. 1996).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: A piece holds so many articles at most; one of half as many isn't merged with others.
MOST = 8192


@dataclass(frozen=True, slots=True)
class Piece:
    """One that holds `written` articles, of which `left` are still in the window; without a name it isn't written."""

    name: str
    written: int
    left: int


def planned(pieces: Iterable[Piece], count: int) -> Iterator[Piece]:
    """Give the pieces that hold `count` articles, where `pieces` hold the first of them."""
    stay = [piece if piece.left * 2 > piece.written else _new(piece.left) for piece in pieces if piece.left]
    rest = count - sum(piece.left for piece in stay)
    while stay and rest and stay[-1].left <= min(rest * 2, MOST // 2):
        rest += stay.pop().left
    yield from stay
    for begin in range(0, rest, MOST):
        yield _new(min(MOST, rest - begin))


def left(pieces: Iterable[Piece], kept: "NDArray[np.bool_]") -> list[Piece]:
    """Give what is left of `pieces` when all but those that are `kept` of their articles are dropped."""
    found, begin = [], 0
    for piece in pieces:
        found.append(replace(piece, left=int(kept[begin : begin + piece.left].sum())))
        begin += piece.left
    return found


def _new(count: int) -> Piece:
    return Piece("", count, count)

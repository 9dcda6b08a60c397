"""Rows for the eye: in columns on a screen, with tabs between in a pipe."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.render.look import Bidi

GAP = "  "
#: No column is cut to less.
NARROWEST = 8


def write_rows(rows: Iterable[Sequence[str]], *, bidi: "Bidi") -> None:
    """Each of `rows`, which have as many cells, to stdout; on a screen what does not fit ends in "…"."""
    from briefing.cli.output import for_eye, is_screen, width_of, write_lines
    from briefing.render.cells import cells, cut

    every = [[" ".join(cell.split()) for cell in row] for row in rows]
    if not is_screen():
        write_lines("\t".join(row) for row in every)
        return
    widths = _widths([[cells(cell) for cell in row] for row in every], width_of(None))
    for row in every:
        shown = [cut(cell, width) for cell, width in zip(row, widths, strict=True)]
        padded = (for_eye(cell, bidi) + " " * (w - cells(cell)) for cell, w in zip(shown, widths, strict=True) if w)
        write_lines([GAP.join(padded).rstrip()])


def _widths(sizes: Sequence[Sequence[int]], width: int) -> list[int]:
    """How wide the columns are: the widest is cut until all fit; one in which nothing stands takes no room."""
    widths = [max(column) for column in zip(*sizes, strict=True)]
    shown = sum(1 for one in widths if one)
    while (over := sum(widths) + len(GAP) * (shown - 1) - width) > 0 and max(widths) > NARROWEST:
        widest = widths.index(max(widths))
        second = max((one for i, one in enumerate(widths) if i != widest), default=0)
        widths[widest] -= min(over, max(1, widths[widest] - max(second, NARROWEST)))
    return widths

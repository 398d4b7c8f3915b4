"""The columns of text on a page of a PDF, and what stands in one of them: tables stand in one as text does."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tui.newspaper.boxes import Box
from tui.newspaper.sheet import Row, is_solid

_PROSE, _SPACES, _ENOUGH = 9.0, 3, 6  # heights of a row; in it; lines that begin at one place
_STEP, _TOUCHING = 0.4, 0.3  # heights of a row
_MOSTLY = 0.5  # of the lines beside


def in_columns(rows: Sequence[Row], height: float) -> Iterator[tuple[list[Row], set[int]]]:
    """Of each column, where there are several: its rows with those that reach into it from others, and which are its
    own, by `id`."""
    starts = _starts(rows, height)
    if len(starts) < 2:
        return
    for left, right in pairwise([*starts, max(row.box.right for row in rows) + height]):
        least, most = left - _TOUCHING * height, right - _TOUCHING * height
        within = [row for row in rows if row.box.right > least and row.box.left < most]
        yield within, {id(row) for row in within if row.box.left >= least and row.box.right <= most}


def is_beside_text(box: Box, own: set[int], rows: Sequence[Row], height: float) -> bool:
    """What stands beside a box in other columns is text, and not the rest of what is in it."""
    beside = [row for row in rows if id(row) not in own and box.top < (row.box.top + row.box.bottom) / 2 < box.bottom]
    return sum(_is_prose(row, height) for row in beside) >= _MOSTLY * len(beside)


def _is_prose(row: Row, height: float) -> bool:
    is_wide = row.box.width >= _PROSE * height
    return is_wide and (row.text.count(" ") >= _SPACES or any(map(is_solid, row.text)))


def _starts(rows: Sequence[Row], height: float) -> list[float]:
    """Where columns begin: enough lines do there, and enough end before it that begin where the column before does."""
    lines = [row.box for row in rows if _is_prose(row, height)]
    step = _STEP * height or 1.0
    found = Counter(round(box.left / step) for box in lines)
    starts = [min((row.box.left for row in rows), default=0.0)]
    for at in sorted(found):
        left = min(box.left for box in lines if round(box.left / step) == at)
        before = [box for box in lines if box.left > starts[-1] - step and box.right < left]
        if found[at] + found[at + 1] >= _ENOUGH <= len(before):
            starts.append(left)
    return starts

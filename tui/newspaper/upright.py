"""Pages whose lines run from top to bottom and follow each other from right to left: turned, so that they are read
like any other. What was the top of the page is then its left side, and what was on the right is at the top."""

from tui.newspaper.boxes import Box
from tui.newspaper.sheet import Row

_TALLER, _LEAST = 1.5, 2  # times as tall as wide; letters
_MOST = 0.5  # of the letters of a page


def is_upright(row: Row) -> bool:
    """The line runs from top to bottom: it is much taller than wide, for several letters written so."""
    if not row.box.height > _TALLER * row.box.width > 0:
        return False
    return sum(letter >= "\u2e80" for letter in row.text) >= _LEAST


def upright(rows: list[Row]) -> list[Row]:
    """The rows, turned where most of the page is set from top to bottom. Lines across it, as many headlines are,
    are turned with them; their type is as large as they are high."""
    letters = sum(len(row.text) for row in rows)
    if sum(len(row.text) for row in rows if is_upright(row)) <= _MOST * letters:
        return rows
    right = max(row.box.right for row in rows)
    known = any(row.size > 0 for row in rows)
    return [row._replace(box=_turned(row.box, right), size=row.size if known else _thickness(row.box)) for row in rows]


def _turned(box: Box, right: float) -> Box:
    return Box(box.top, right - box.right, box.bottom, right - box.left)


def _thickness(box: Box) -> float:
    return max(0.0, min(box.width, box.height))

"""Does a row of print follow another as people read? What can be said of an order without knowing a better one."""

from itertools import pairwise

from tui.newspaper.boxes import Box
from tui.newspaper.sheet import Row

_FEW, _MOST_JUMPS, _MORE_JUMPS = 20, 0.4, 0.7
_FEW_WRONG, _MOST_WRONG, _MOST_ODD = 5, 0.1, 0.05
_OVERLAP, _SPACE = 0.3, 1.2  # of the narrower one; of the height of a line: no space between two words
_LINE = 3.0  # of its height: wider than a few characters


def believable(rows: list[Row], found: list[Row]) -> bool:
    """Most rows stand below the one that they follow, and nearly all of one block do so as they were found: what the
    boxes say can be true."""
    if len(rows) < _FEW:
        return True
    inside = [(one.box, other.box) for one, other in pairwise(found) if one.block == other.block >= 0]
    wrong = sum(not flows(one, other) for one, other in inside)
    orderly = jumps(rows) < (_MOST_JUMPS if odd(rows) > _MOST_ODD * len(rows) else _MORE_JUMPS) * len(rows)
    return orderly and wrong <= max(_FEW_WRONG, _MOST_WRONG * len(inside))


def flows(above: Box, box: Box) -> bool:
    """The second box stands below the first, in the same column."""
    left, top, right, bottom = box
    over_left, over_top, over_right, over_bottom = above
    height, over_height = bottom - top, over_bottom - over_top
    if top < over_top + 0.3 * (height if height < over_height else over_height):
        return False
    width, over_width = right - left, over_right - over_left
    shared = (right if right < over_right else over_right) - (left if left > over_left else over_left)
    return shared > _OVERLAP * (width if width < over_width else over_width)


def jumps(rows: list[Row]) -> int:
    """How often a row does not stand below the one before, in its column."""
    return sum(not flows(one.box, other.box) for one, other in pairwise(rows))


def odd(rows: list[Row]) -> int:
    """How often a row follows one that nobody reads it after: one that it stands above of in its column, or above and
    left of; one that it stands beside; a headline whose right half it stands under. What is sure counts twice: a
    headline, and a step back from text, which one from the number of a page is not."""
    boxes = [row.box for row in rows]
    return sum(map(_oddness, boxes, boxes[1:], boxes[2:]))


def _oddness(above: Box, last: Box, box: Box) -> int:
    if box.bottom <= last.top:
        back = box.left < last.right - _OVERLAP * last.width and box.width > _LINE * box.height
        return back * (1 + flows(above, last))
    if box.top >= last.bottom:
        return 2 * (last.left + 0.5 * last.width < box.left < last.right and box.height < last.height)
    height, width = min(last.height, box.height), min(last.width, box.width)
    apart = box.left - last.right > _SPACE * height and width > _LINE * height
    return apart and shared_height(last, box) > 0.5 * height


def shared_height(one: Box, other: Box) -> float:
    """How far two boxes reach over the same lines; less than nothing where they do not."""
    return min(one.bottom, other.bottom) - max(one.top, other.top)

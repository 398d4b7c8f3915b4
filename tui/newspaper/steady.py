"""Boxes that contradict what stands beside them, in damaged files and wrong ones: they are not believed.

A file says which words make a line, and which lines a block. Where a box cannot be true by that, the word or the
line stays where the file has it, without a box or with one between its neighbours.
"""

from itertools import pairwise

from tui.core.light import Sequence
from tui.newspaper.boxes import NOWHERE, Box, around
from tui.newspaper.follow import flows
from tui.newspaper.sheet import Row, Word, downwards, leftwards

_FEW, _MANY, _MOST = 3, 200, 0.5  # words of a line; of them
_OFF, _TALL, _NEAR, _SAME = 0.9, 3.0, 3.0, 0.6  # of the height of a line
_ROOM = 3.5  # heights of a line: between two lines for one whose box is wrong


def steady(words: list[Word]) -> list[Word]:
    """The words of one line. Those whose boxes cannot be on it stand nowhere; all of them, where that are most."""
    placed = [word.box for word in words if word.box.width > 0 and word.box.height > 0]
    down = sum(downwards(one, other) for one, other in pairwise(placed))
    if not _FEW <= len(placed) <= len(words) <= _MANY or 2 * down >= len(placed):
        return words
    height = _middle([box.height for box in placed])
    centre = _middle([box.top + box.bottom for box in placed]) / 2
    off = [_off(word.box, centre, height) for word in words]
    if not any(leftwards(word.text) for word in words):
        off = _unordered([word.box for word in words], off)
    if not any(off) or _is_another_line([word.box for word in words], off, height):
        return words
    none_holds = sum(off) > _MOST * len(words)
    return [word._replace(box=NOWHERE) if none_holds or wrong else word for word, wrong in zip(words, off, strict=True)]


def _off(box: Box, centre: float, height: float) -> bool:
    if box.width <= 0 or box.height <= 0:
        return False
    return abs((box.top + box.bottom) / 2 - centre) > _OFF * height or box.height > _TALL * height


def _unordered(boxes: Sequence[Box], off: list[bool]) -> list[bool]:
    """Also those that do not stand in the longest run from left to right."""
    best: list[tuple[int, int]] = []  # of each: how long the run is that ends with it, and what stands before it there
    for at, box in enumerate(boxes):
        before = [
            (best[other][0], other) for other in range(at) if not off[other] and boxes[other].left <= box.left + 0.1
        ]
        length, last = max(before, default=(0, -1))
        best.append((0, -1) if off[at] else (length + 1, last))
    at = max(range(len(best)), key=lambda each: best[each][0])
    kept = set()
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return [at not in kept and box.width > 0 for at, box in enumerate(boxes)]


def _is_another_line(boxes: Sequence[Box], off: list[bool], height: float) -> bool:
    """What is off stands together at the end or the beginning, on a line of its own near the other."""
    first, last = off.index(True), len(off) - 1 - off[::-1].index(True)
    if not all(off[first : last + 1]) or (first > 0 and last + 1 < len(off)):
        return False
    centres = [(box.top + box.bottom) / 2 for box in boxes[first : last + 1] if box.height > 0]
    others = [(box.top + box.bottom) / 2 for at, box in enumerate(boxes) if not off[at] and box.height > 0]
    near = bool(others and centres) and abs(_middle(centres) - _middle(others)) < _NEAR * height
    return near and max(centres) - min(centres) < _SAME * height


def between_neighbours(rows: list[Row]) -> list[Row]:
    """The rows; one of a block whose box contradicts those above and below it, which agree, stands between them."""
    mended = list(rows)
    for at in range(1, len(rows) - 1):
        above, row, below = mended[at - 1], rows[at], rows[at + 1]
        if not above.block == row.block == below.block >= 0 or _agree(above.box, row.box, below.box):
            continue
        height = min(above.box.height, below.box.height)
        if flows(above.box, below.box) and 0 < height <= below.box.top - above.box.bottom < _ROOM * height:
            left, right = min(above.box.left, below.box.left), max(above.box.right, below.box.right)
            middle = (above.box.bottom + below.box.top) / 2
            mended[at] = row._replace(box=Box(left, middle - height / 2, right, middle + height / 2))
    return mended


def _agree(above: Box, box: Box, below: Box) -> bool:
    """The box stands near where the line must be."""
    if box.width <= 0 or box.height <= 0 or box.height > _TALL * max(above.height, below.height):
        return False
    space = around((above, below))
    return space.top <= (box.top + box.bottom) / 2 <= space.bottom and box.left < space.right and space.left < box.right


def pieces(rows: list[Row]) -> list[Row]:
    """What one line of the file was parted into: where boxes turn out to tell nothing, it is one line again."""
    return [row._replace(more=at > 0) for at, row in enumerate(rows)]


def _middle(numbers: list[float]) -> float:
    return sorted(numbers)[len(numbers) // 2]

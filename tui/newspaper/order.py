"""The order in which the rows of a printed page are read.

Two orders are compared: the one in which the rows were found, and the one that cutting the page makes (XY-cut:
columns where white runs down the page, strips where it runs across). The one that jumps less is taken; where the
boxes say nothing, that is the order found, but for the foot of a page that was drawn first.
"""

from bisect import bisect
from functools import cmp_to_key
from itertools import groupby, pairwise

from tui.newspaper.boxes import around
from tui.newspaper.floors import GUTTER, Piece, floors_of, is_headline, split, with_tags, with_their_headlines
from tui.newspaper.follow import jumps, odd, shared_height
from tui.newspaper.sheet import Row

_TOUCHING, _ALIGNED = 0.25, 3.0  # of the height of a line
_APART, _CENTRED = 0.8, 1.2  # of the height of a line: between strips; of the margins: one of the other
_TRIMMED = 2.5  # of the height of a line: so far some lines go over the edge of their column
_FEW_ODD, _ABOUT, _FEWER, _BETTER, _DEEPEST, _MOST_BESIDE = 2, 1.1, 0.9, 0.5, 40, 200
_LEAST_LINES, _MOST_LINES, _FILLED, _CELL = 2, 0.8, 0.6, 24  # of a table
Interval = tuple[float, float]


def reading_order(rows: list[Row]) -> list[Row]:
    """The rows in the order of reading."""
    if not all(row.box.width > 0 and row.box.height > 0 for row in rows):
        return rows
    pieces, height = _pieces(rows), _line_height(rows)
    cut = _ordered(pieces, height)
    if odd(cut) >= _FEW_ODD:
        cut = min(cut, _ordered(_clipped(pieces), height), key=odd)
    fewer, found = jumps(cut), jumps(rows)
    if fewer < _BETTER * found:
        return cut
    strange, blocks = odd(rows), any(row.block >= 0 for row in rows)
    most = _FEWER * found if blocks else _ABOUT * found + 1  # what found the blocks may have known their order
    is_better = strange >= _FEW_ODD and odd(cut) < _BETTER * strange and fewer <= most
    return cut if is_better else _foot_last(rows)


def _foot_last(rows: list[Row]) -> list[Row]:
    """The rows; those at the foot of the page, where they were drawn first, behind all others."""
    steps = (at for at, (one, other) in enumerate(pairwise(rows), 1) if other.box.bottom <= one.box.top)
    first = next(steps, len(rows))
    foot, rest = rows[:first], rows[first:]
    is_below = rest and max(row.box.bottom for row in rest) <= min(row.box.top for row in foot)
    return rest + foot if is_below else rows


def _ordered(pieces: list[Piece], height: float) -> list[Row]:
    return [row for piece in _cut(pieces, height, _DEEPEST) for row in piece[1]]


def _clipped(pieces: list[Piece]) -> list[Piece]:
    """The pieces; no line goes over the beginning of one beside it, whatever its box says."""
    clipped = []
    lines = sorted(box for box, _rows in pieces)
    for box, rows in pieces:
        first = bisect(lines, (box.left + 2 * box.height,))
        after = lines[first : min(first + _MOST_BESIDE, bisect(lines, (box.right,)))]
        beside = (other.left for other in after if shared_height(box, other) > 0.5 * min(box.height, other.height))
        right = min((left - GUTTER * box.height for left in beside), default=box.right)
        clipped.append((box._replace(right=min(box.right, right)), rows))
    return clipped


def _line_height(rows: list[Row]) -> float:
    heights = sorted(row.box.height for row in rows)
    return heights[len(heights) // 2] if heights else 0.0


def _pieces(rows: list[Row]) -> list[Piece]:
    """The blocks that were found, and rows without one."""
    pieces = []
    for block, group in groupby(rows, key=lambda row: row.block):
        together = list(group)
        if block >= 0:
            pieces.append((around(row.box for row in together), together))
        else:
            pieces += [(row.box, [row]) for row in together]
    return pieces


def _cut(pieces: list[Piece], height: float, deep: int) -> list[Piece]:
    if len(pieces) < 2 or not deep:
        return pieces
    groups = split(pieces, 0, GUTTER * height)
    if len(groups) > 1 and (table := _table(groups, height)):
        return table
    if len(groups) > 1:
        whole = floors_of(pieces, height) or _headed(pieces, height)
        groups = whole or with_their_headlines(sorted(groups, key=cmp_to_key(_above)), height)
    if len(groups) < 2:
        groups = _strips(with_tags(split(pieces, 1, -_TOUCHING * height), height), height)
    if len(groups) < 2:
        groups = split(pieces, 0, GUTTER * height, _TRIMMED * height)
    if len(groups) < 2:
        return pieces
    return [piece for group in groups for piece in _cut(group, height, deep - 1)]


def _above(group: list[Piece], other: list[Piece]) -> int:
    """Columns are read from left to right, but not what ends above where the other begins."""
    first, second = around(box for box, _rows in group), around(box for box, _rows in other)
    if first.bottom <= second.top or second.bottom <= first.top:
        return -1 if first.top < second.top else 1
    return -1 if first.left < second.left else 1


def _headed(pieces: list[Piece], height: float) -> list[list[Piece]]:
    """What stands in the middle above all columns, and the rest; nothing where there is no such thing."""
    top, *rest = split(pieces, 1, -_TOUCHING * height)
    left, right = min(box.left for box, _rows in pieces), max(box.right for box, _rows in pieces)
    if len(top) > 1 or not rest or not _centred(top[0][0].left - left, right - top[0][0].right, height):
        return []
    return [top, [piece for strip in rest for piece in strip]]


def _centred(left: float, right: float, height: float) -> bool:
    """These margins are large, and about the same."""
    return min(left, right) > _ALIGNED * height and max(left, right) < _CENTRED * min(left, right)


def _table(columns: list[list[Piece]], height: float) -> list[Piece]:
    """Columns of short texts that stand in lines: read line by line, each as one row. Nothing where it is no table:
    headlines side by side have text below."""
    pieces = [piece for column in columns for piece in column]
    if any(len(rows) > 1 for _box, rows in pieces) or min(map(len, columns)) < _LEAST_LINES:
        return []
    if sum(is_headline(piece, height) for piece in pieces) > 1:
        return []
    lefts = [min(box.left for box, _rows in column) for column in columns]
    filled = [
        box.width / (other - left)
        for column, (left, other) in zip(columns, pairwise(lefts), strict=False)
        for box, _rows in column
    ]
    lines = split(pieces, 1, 0.0)
    if max(map(len, lines)) > len(columns):
        return []
    full = sum(len(line) == len(columns) for line in lines)
    letters = sum(len(rows[0].text) for _box, rows in pieces)
    if letters > _CELL * len(pieces) or full < _MOST_LINES * len(lines) or sum(filled) > _FILLED * len(filled):
        return []
    return [_as_one(line) for line in lines]


def _as_one(line: list[Piece]) -> Piece:
    cells = sorted((row for _box, rows in line for row in rows), key=lambda row: row.box.left)
    row = cells[0]._replace(text="  ".join(cell.text for cell in cells), box=around(cell.box for cell in cells))
    return row.box, [row]


def _strips(strips: list[list[Piece]], height: float) -> list[list[Piece]]:
    """Strips whose columns stand above each other are one: white runs down through all of them. What stands over
    several of these columns, and is set apart, ends them."""
    left, right = min(p[0].left for s in strips for p in s), max(p[0].right for s in strips for p in s)
    joined: list[list[Piece]] = []
    white: list[Interval] = []
    between: list[Interval] = []  # columns, and not at a margin
    bottom, least = 0.0, GUTTER * height
    for strip in strips:
        own = _gutters(strip, left, right, height)
        shared, columns = _shared(white, own, least), between + own[1:-1]
        if joined and len(joined[-1]) == 1 and len(shared) < 2 and _in_the_middle(joined[-1], left, right, height):
            shared = []  # a line that is centred over several columns stands over no gutter on one side
        apart = min(piece[0].top for piece in strip) - bottom > _APART * height
        runs = bool(shared) and (not columns or bool(_shared(shared, columns, least)))
        if joined and runs and not (apart and _over(strip, white)):
            joined[-1] += strip
            white, between = shared, _shared(shared, columns, least)
        else:
            joined.append([*strip])
            white, between = own, own[1:-1]
        bottom = max(piece[0].bottom for piece in strip)
    return joined


def _in_the_middle(strip: list[Piece], left: float, right: float, height: float) -> bool:
    box = around(box for box, _rows in strip)
    return _centred(box.left - left, right - box.right, height)


def _over(strip: list[Piece], white: list[Interval]) -> bool:
    """Something in the strip stands over white that runs down between columns."""
    return any(box.left < start and end < box.right for box, _rows in strip for start, end in white)


def _gutters(strip: list[Piece], left: float, right: float, height: float) -> list[Interval]:
    """Where white runs down through a strip between `left` and `right`. Of the left margin only what is next to
    the text counts, and of both where it stands in the middle: a headline that is centred belongs to no column."""
    edges = sorted((piece[0].left, piece[0].right) for piece in strip)
    near = _ALIGNED * height
    found = [(max(left, edges[0][0] - near), edges[0][0])]
    reached = edges[0][1]
    for start, end in edges[1:]:
        if start > reached:
            found.append((reached, start))
        reached = max(reached, end)
    centred = _centred(edges[0][0] - left, right - reached, height)
    return [*found, (reached, min(right, reached + near) if centred else right)]


def _shared(one: list[Interval], other: list[Interval], least: float) -> list[Interval]:
    both = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [(left, right) for left, right in both if right - left >= least]

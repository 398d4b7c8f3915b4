"""The rows of a printed page, in the order of reading → its text, and how each line of it is set."""

from bisect import bisect_right
from itertools import compress, pairwise

from tui.core.clean import clean_line
from tui.core.light import NamedTuple
from tui.newspaper.boxes import Box, around
from tui.newspaper.follow import believable, flows
from tui.newspaper.order import reading_order
from tui.newspaper.sheet import Row, Sheet, Told, body_size, is_solid, leftwards
from tui.newspaper.steady import between_neighbours
from tui.newspaper.upright import upright

_NEAR = 6  # rows above and below that show where a column begins and ends
_APART, _OTHER_SIZE = 0.7, 1.15
_SMALL, _TALL = 0.7, 1.4  # of the height of most rows: still the same type, with longer or shorter letters
_LEVEL, _SPACE, _TALLER = 0.6, 3.0, 1.4  # of the height of a row
_SAME = 0.5  # of the width of the narrower of two lines: they stand in one column
_EDGE = 0.25  # of the rows around a line begin left of where its column is taken to begin
# Of a page whose columns are prose: the share of such lines, and of those with as many beside them, and how many.
_MOSTLY, _ALONG, _ENOUGH = 0.5, 0.1, 6
_FILLED, _BODY, _NARROWEST, _LETTERS, _CLOSE = 0.15, 0.12, 5.0, 0.5, 1.2


class Set(NamedTuple):
    """How a line is set. `size`: of its type, body type being 1.0. `white`: how far above it stands what it follows
    in its column, in heights of a line of body type; a large number at the head of a column. `indent`, `room`: white
    before and behind it in its column, in the same unit. `column`: the width of that column.
    `told`: see `Told`. `style`: see `Row`."""

    size: float
    white: float
    indent: float
    room: float
    column: float
    told: Told | None = None
    style: int = 0


class Lead(NamedTuple):
    """The characters `start` to `end` of a line, by its number on the page, lead to an address or, as `page` and how
    far down on it, elsewhere in the document; -1 for no page."""

    line: int
    start: int
    end: int
    address: str
    page: int = -1
    top: float = 0.0


EDGE = "edge"
"""The kind of lines that run along the edges of pages, by the word of the file."""


class Tag(NamedTuple):
    """What a file says that a line is. Lines of a page with the same `unit` become one block. `kind`: head, text, para
    (a heading perhaps that nobody has called so), item, quote, note, caption, row or `EDGE`. `column`: of a row of a
    table. `level`, `first`: as of a block. `more`: it begins on an earlier page; `goes_on`: it ends on a later one."""

    kind: str
    unit: int
    column: int = 0
    level: int = 0
    first: bool = False
    more: bool = False
    goes_on: bool = False


class Typeset(NamedTuple):
    """The text of a page, a line for each row, and how each line that is not blank is set. `columns`: how many of
    prose stand side by side on it. `blocks`: the block of each line, as in `Row`. `tops`: how far down each line
    begins. `links`: what leads elsewhere. `tags`: of each line, None where nobody says; none at all where no line has
    one. `tagged`: the same page in the order that its file tells, where that can be believed. `lefts`: how far from
    the edge each line begins, in heights of a line of body type."""

    text: str
    lines: tuple[Set, ...]
    columns: int = 1
    blocks: tuple[int, ...] = ()
    tops: tuple[float, ...] = ()
    links: tuple[Lead, ...] = ()
    tags: tuple[Tag | None, ...] = ()
    tagged: "Typeset | None" = None
    lefts: tuple[float, ...] = ()


_HEAD_OF_COLUMN = 99.0


def typeset(sheet: Sheet, is_sure: bool = False) -> Typeset:
    """The text in the order of reading. Blank lines stand between what is set apart: other blocks, other type.
    `is_sure`: the order is that of the file, however the lines lie."""
    rows = upright([row._replace(text=text) for row in sheet.rows if (text := clean_line(row.text))])
    rows = between_neighbours(rows)
    found, rows = rows, rows if sheet.ordered else reading_order(rows)
    if not all(row.box.width > 0 and row.box.height > 0 for row in rows) or not (is_sure or believable(rows, found)):
        return _unset(found)
    rows = _sized(_whole(rows))
    body = body_size(rows) or 1.0
    height = _body_height(rows, body)
    boxes = [row.box for row in rows]
    lines = [
        _set(row, boxes, index, body, height, _white(boxes[index - 1], row.box, height) if index else _HEAD_OF_COLUMN)
        for index, row in enumerate(rows)
    ]
    parts = [rows[0].text] if rows else []
    usual = _usual(lines)
    for (above, row), (first, second) in zip(pairwise(rows), pairwise(lines), strict=True):
        parts += ["\n\n" if _parted(above, row, first, second, usual) else "\n", row.text]
    tops = tuple(row.box.top for row in rows)
    page = Typeset("".join(parts), tuple(lines), _columns(rows, lines), tuple(row.block for row in rows), tops)
    return page._replace(lefts=tuple(round(row.box.left / height, 2) for row in rows))


def without(mark: str, page: Typeset) -> Typeset:
    """A page without the lines that begin with a mark, and without its links."""
    if mark not in page.text:
        return page
    lines = page.text.split("\n")
    kept = [not line.startswith(mark) for line in lines if line]
    text = "\n".join(line for line in lines if not line.startswith(mark)).strip("\n")
    sets, tops = tuple(compress(page.lines, kept)), tuple(compress(page.tops, kept))
    return page._replace(text=text, lines=sets, tops=tops, blocks=tuple(compress(page.blocks, kept)), links=())


def _unset(rows: list[Row]) -> Typeset:
    """Rows in the order in which they were found, where boxes tell nothing, or what cannot be."""
    parts = [rows[0].text] if rows else []
    for above, row in pairwise(rows):
        parts += [_between(above, row), row.text]
    blocks = tuple(row.block for at, row in enumerate(rows) if not (at and row.more))
    return Typeset("".join(parts), (), blocks=blocks)


def _between(above: Row, row: Row) -> str:
    if row.more:
        return "" if is_solid(above.text[-1]) and is_solid(row.text[0]) else " "
    return "\n" if above.block == row.block else "\n\n"


def _whole(rows: list[Row]) -> list[Row]:
    """Rows that follow each other on one line of one column are one: a wide space had parted them."""
    whole = rows[:1]
    for row in rows[1:]:
        last = whole[-1]
        beside = _beside(last.box, row.box) or (leftwards(last.text) and _beside(row.box, last.box))
        if beside and row.block == last.block and row.told == last.told:
            text = f"{last.text} {row.text}"
            size = last.size if len(last.text) > len(row.text) else row.size
            box, style = around((last.box, row.box)), last.style & row.style
            whole[-1] = last._replace(text=text, box=box, size=size, style=style)
        else:
            whole.append(row)
    return whole


def _beside(left: Box, right: Box) -> bool:
    height = min(left.height, right.height)
    if max(left.height, right.height) > _TALLER * height:
        return False
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    return shared > _LEVEL * height and -height < right.left - left.right < _SPACE * height


def _sized(rows: list[Row]) -> list[Row]:
    """Where nobody says how large the type is, the height of a row tells what is much larger or smaller than most."""
    if any(row.size > 0 for row in rows):
        return rows
    heights = sorted(row.box.height for row in rows) or [1.0]
    usual = heights[len(heights) // 2]
    shares = [row.box.height / usual for row in rows]
    return [
        row._replace(size=1.0 if _SMALL < share < _TALL else share) for row, share in zip(rows, shares, strict=True)
    ]


def _columns(rows: list[Row], lines: list[Set]) -> int:
    """How many stand side by side along enough lines of prose; 1 where most of the page is none: forms, tables, lists
    and cards of commands have columns of their own."""
    boxes = [rows[index].box for index in _prose(rows, lines)]
    if len(boxes) < _MOSTLY * len(rows):
        return 1
    tops, bottoms = sorted(box.top for box in boxes), sorted(box.bottom for box in boxes)
    middles = [(box.top + box.bottom) / 2 for box in boxes]
    beside = sorted(bisect_right(tops, middle) - bisect_right(bottoms, middle) for middle in middles)
    return beside[-max(_ENOUGH, int(_ALONG * len(beside)))] if len(beside) >= _ENOUGH else 1


def _prose(rows: list[Row], lines: list[Set]) -> list[int]:
    """The lines of words that fill their column, above or below another one of the kind."""
    full = [_fills(row, line) for row, line in zip(rows, lines, strict=True)]
    flows = [a and b and abs(line.white) < _CLOSE for a, b, line in zip(full, full[1:], lines[1:], strict=False)]
    return [index for index, (above, below) in enumerate(pairwise([False, *flows, False])) if above or below]


def _fills(row: Row, line: Set) -> bool:
    most = _FILLED * line.column
    is_body = abs(line.size - 1) < _BODY and line.column >= _NARROWEST and line.room <= most and line.indent <= most
    return is_body and sum(map(str.isalpha, row.text)) >= _LETTERS * len(row.text)


def _body_height(rows: list[Row], body: float) -> float:
    heights = sorted(row.box.height for row in rows if abs(row.size - body) <= 0.1 * body) or [1.0]
    return heights[len(heights) // 2]


def _usual(lines: list[Set]) -> float:
    """The white between most lines."""
    whites = sorted(line.white for line in lines if line.white < _HEAD_OF_COLUMN)
    return whites[len(whites) // 2] if whites else 0.0


def _white(above: Box, box: Box, height: float) -> float:
    return (box.top - above.bottom) / height if flows(above, box) else _HEAD_OF_COLUMN


def _parted(above: Row, row: Row, first: Set, second: Set, usual: float) -> bool:
    if above.block != row.block:
        return True
    if row.block >= 0 and second.white < _HEAD_OF_COLUMN:
        return False
    larger = max(first.size, second.size) > _OTHER_SIZE * min(first.size, second.size)
    return larger or second.white > usual + _APART


def _set(row: Row, boxes: list[Box], index: int, body: float, height: float, white: float) -> Set:
    left, right = _column(boxes, index)
    before, behind = (row.box.left - left) / height, (right - row.box.right) / height
    if leftwards(row.text):
        before, behind = behind, before
    return Set((row.size or body) / body, white, before, behind, (right - left) / height, row.told, row.style)


def _column(boxes: list[Box], index: int) -> tuple[float, float]:
    """Where the column of a row begins and ends, by the rows near it that stand in the same one."""
    left, _top, right, _bottom = boxes[index]
    lefts, rights = [left], [right]
    for start, _above, end, _below in boxes[max(0, index - _NEAR) : index + _NEAR + 1]:
        shared = (end if end < right else right) - (start if start > left else left)
        if shared > _SAME * (right - left) or shared > _SAME * (end - start):
            lefts.append(start)
            rights.append(end)
    lefts.sort()
    rights.sort()
    skip = int(_EDGE * len(lefts))
    return min(left, lefts[skip]), max(right, rights[-1 - skip])

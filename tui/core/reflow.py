"""Blocks as rows of a screen: an article divided into what is drawn, as far as somebody asks for it.

Between the end of a row and the start of the next there is only white space. Blank rows are rows too: drawing a
screen is drawing the rows as they come.
"""

from bisect import bisect_right
from operator import itemgetter

from tui.core.blocks import block_after, block_before, last_block
from tui.core.light import TYPE_CHECKING, NamedTuple
from tui.core.publication import LINES, Block, Blocks, Kind
from tui.core.rows import Row, Style, as_drawn, showing
from tui.core.wrapping import piece_start, wrap

if TYPE_CHECKING:
    from tui.core.tabular import Tables

_HEADER = frozenset({Kind.TAG, Kind.KICKER, Kind.TITLE, Kind.SUBTITLE})
_PICTURE = frozenset({Kind.IMAGE, Kind.CAPTION, Kind.CREDIT})
_SET_IN = frozenset({Kind.ITEM, Kind.QUOTE, Kind.NOTE})
_PIECE = 8192
_KEPT = 64
_START = itemgetter(2)  # of a row


class Position(NamedTuple):
    """A screen line of a layout: block, piece of the block (0 but in very long ones), line of the piece.

    Positions are ordered. They hold for one layout only; what survives a new width is `Row.start`.
    """

    block: int
    piece: int
    line: int


def rows_of(
    text: str, style: Style, block: int = 0, kind: Kind = Kind.PARAGRAPH, language: str = "", level: int = 0
) -> tuple[Row, ...]:
    """The rows of text of one block, at least one, without gaps and spacing."""
    margin = _margin(style, kind, level)
    width = max(1, style.width - margin)
    indent = _indent(text, style, language) if kind is Kind.PARAGRAPH else _own_indent(text, width, kind)
    found = wrap(text, width, indent, style.ambiguous) or [(0, 0)]
    rows = [_row(text, " " * margin, block, start, end) for start, end in found]
    rows[0] = rows[0]._replace(text=" " * indent * bool(rows[0].text) + rows[0].text)
    return tuple(rows)


def _row(text: str, margin: str, block: int, start: int, end: int) -> Row:
    shown = as_drawn(text, start, end)
    return Row(margin + shown if shown else "", block, start, end)


def _margin(style: Style, kind: Kind, level: int) -> int:
    """How far quotations, notes and lists are set in: two cells a level, but no column is made narrow by it."""
    wished = 2 * max(1, level) - (2 if kind is Kind.ITEM else 0)
    return min(wished, style.width // 4) if kind in _SET_IN and style.width >= 16 else 0


def _own_indent(text: str, width: int, kind: Kind) -> int:
    """The white space before a line of code or verse, which means something."""
    return min(len(text) - len(text.lstrip()), width // 2) if kind in (Kind.CODE, Kind.VERSE) else 0


def _indent(text: str, style: Style, language: str) -> int:
    """Two Chinese characters are four cells. Narrow columns have no room for it."""
    if style.paragraphs != "indent":
        return 0
    wide = language[:2] in ("zh", "ja", "yu") if language else any(letter >= "\u2e80" for letter in text[:20])
    indent = 4 if wide else 2
    return indent if style.width >= 4 * indent else 0


def _apart(above: Block, below: Block, style: Style) -> int:
    """How many blank rows stand between two blocks that follow each other."""
    kinds = {above.kind, below.kind}
    if len(kinds) == 1 and above.kind in LINES:
        return max(below.gap, int(below.first))
    return int(_are_apart(below, kinds, style))


def _are_apart(below: Block, kinds: set[Kind], style: Style) -> bool:
    if style.paragraphs == "gap" or below.first or Kind.HEAD in kinds:
        return True
    return not (len(kinds) == 1 or kinds <= _HEADER or kinds <= _PICTURE)


class _Lines(NamedTuple):
    """The screen lines of a piece of a block: `gap` blank ones, then each row of text and what keeps it apart."""

    gap: int
    rows: tuple[Row, ...]


class Layout:
    """The blocks of an article in one style. Only what is asked for is reflowed, a block or a piece of some
    thousand characters of a very long one at a time, and only the last of them are kept."""

    def __init__(self, blocks: Blocks, style: Style, language: str = "") -> None:
        self.style = style
        self._blocks = blocks
        self._language = language
        self._spacing = max(1, style.spacing)
        self._cache: dict[tuple[int, int], _Lines] = {}
        self._starts: dict[tuple[int, int], int] = {}
        self._tables: Tables | None = None

    @property
    def last(self) -> Position:
        """The last line of the last block."""
        block = last_block(self._blocks)
        piece = self._pieces(block) - 1
        return Position(block, piece, self._height(block, piece) - 1)

    def rows(self, block: int) -> tuple[Row, ...]:
        """All screen lines of a block, the gap before it among them. Work: the whole block."""
        pieces = range(self._pieces(block))
        return tuple(row for piece in pieces for row in self._lines(block, piece).rows[: self._height(block, piece)])

    def row(self, position: Position) -> Row:
        """What stands on a line."""
        return self._lines(position.block, position.piece).rows[position.line]

    def row_of(self, block: int, offset: int) -> Position:
        """The line that shows a character; white space between two rows belongs to the row before."""
        piece = min(offset // _PIECE, self._pieces(block) - 1)
        if piece + 1 < self._pieces(block) and offset >= self._start(block, piece + 1):
            piece += 1
        gap, rows = self._lines(block, piece)
        if rows[gap].parts:
            return Position(block, piece, showing(rows, offset))
        number = max(0, bisect_right(rows, offset, key=_START) - 1 - gap)
        return Position(block, piece, gap + number // self._spacing * self._spacing)

    def move(self, position: Position, lines: int) -> Position:
        """So many screen lines down, or up when negative; stops at the first and the last line."""
        block, piece, line = position
        line += lines
        while line < 0:
            if (before := self._before(block, piece)) is None:
                return Position(block, piece, 0)
            block, piece = before
            line += self._height(block, piece)
        while line >= (height := self._height(block, piece)):
            if (after := self._after(block, piece)) is None:
                return Position(block, piece, height - 1)
            block, piece = after
            line -= height
        return Position(block, piece, line)

    def next(self, position: Position) -> Position | None:
        """The next line that shows text, or None at the end."""
        return self._text_line(position, 1)

    def previous(self, position: Position) -> Position | None:
        """The line before that shows text, or None at the beginning."""
        return self._text_line(position, -1)

    def screen(self, position: Position, height: int) -> list[Row]:
        """The rows from a line on, as many as a screen of that height shows."""
        found: list[Row] = []
        block, piece, line = position
        while True:
            end = min(self._height(block, piece), line + height - len(found))
            found += self._lines(block, piece).rows[line:end]
            if len(found) >= height or (after := self._after(block, piece)) is None:
                return found
            (block, piece), line = after, 0

    def _text_line(self, position: Position, step: int) -> Position | None:
        while (moved := self.move(position, step)) != position:
            if self.row(moved).text:
                return moved
            position = moved
        return None

    def _pieces(self, block: int) -> int:
        return max(1, -(-len(self._blocks[block].text) // _PIECE))

    def _start(self, block: int, piece: int) -> int:
        """Where a piece begins in its block; remembered, for it is asked at every key."""
        if piece >= self._pieces(block):
            return len(self._blocks[block].text)
        if (block, piece) not in self._starts:
            if len(self._starts) >= 16 * _KEPT:
                self._starts.clear()
            self._starts[block, piece] = piece_start(self._blocks[block].text, piece, _PIECE)
        return self._starts[block, piece]

    def _lines(self, block: int, piece: int) -> _Lines:
        lines = self._cache.pop((block, piece), None) or self._made(block, piece)
        self._cache[block, piece] = lines
        if len(self._cache) > _KEPT:
            del self._cache[next(iter(self._cache))]
        return lines

    def _made(self, block: int, piece: int) -> _Lines:
        rows, gap = self._reflow(block, piece), self._gap(block, piece)
        between = self._spacing - 1
        if between:
            rows = tuple(each for row in rows for each in (row, *[Row("", block, row.end, row.end)] * between))
        return _Lines(gap, (*[Row("", block, rows[0].start, rows[0].start)] * gap, *rows))

    def _reflow(self, block: int, piece: int) -> tuple[Row, ...]:
        if drawn := self._in_columns(block):
            return drawn
        whole = self._blocks[block]
        start, end = self._start(block, piece), self._start(block, piece + 1)
        style = self.style._replace(paragraphs="gap") if piece else self.style
        rows = rows_of(whole.text[start:end], style, block, whole.kind, whole.language or self._language, whole.level)
        return tuple(row._replace(start=start + row.start, end=start + row.end) for row in rows) if start else rows

    def _gap(self, block: int, piece: int) -> int:
        above = None if piece else block_before(self._blocks, block)
        if above is None:
            return 0
        return _apart(self._blocks[above], self._blocks[block], self.style) or int(self._is_tall(above, block))

    def _in_columns(self, block: int) -> tuple[Row, ...]:
        """The rows of a row of a table; none where it is no such thing, or better a sentence."""
        if not self.style.columns or self._blocks[block].kind is not Kind.TABLE:
            return ()
        if self._tables is None:
            from tui.core.tabular import Tables  # nobody waits for it who reads no table

            self._tables = Tables(self._blocks, self.style.width, self.style.ambiguous)
        return self._tables.rows(block)

    def _is_tall(self, above: int, below: int) -> bool:
        """Whether two rows of a table would run into each other for the eye: one of them has several lines."""
        is_table = self.style.columns and self._blocks[above].kind is self._blocks[below].kind is Kind.TABLE
        return is_table and any(len(self._reflow(row, 0)) > 1 for row in (above, below))

    def _height(self, block: int, piece: int) -> int:
        height = len(self._lines(block, piece).rows)
        return height if self._spacing == 1 or self._after(block, piece) else height - self._spacing + 1

    def _before(self, block: int, piece: int) -> tuple[int, int] | None:
        if piece:
            return block, piece - 1
        above = block_before(self._blocks, block)
        return None if above is None else (above, self._pieces(above) - 1)

    def _after(self, block: int, piece: int) -> tuple[int, int] | None:
        if piece + 1 < self._pieces(block):
            return block, piece + 1
        below = block_after(self._blocks, block)
        return None if below is None else (below, 0)

"""A row of a screen, which knows exactly what characters it shows.

A row of text stands for the characters `start` to `end` of its block, one for one: behind the indent every
character of the row is the character of the block at the same distance (a tab is shown as a space). A row of a table in
columns has parts, of which each does so: it shows a piece of every cell, and what parts these is not drawn.
"""

from operator import itemgetter

from tui.core.cells import columns
from tui.core.light import NamedTuple, Sequence
from tui.core.words import character_at
from tui.core.wrapping import Part, wrap

_START = itemgetter(1)  # of a part


class Style(NamedTuple):
    """How rows are made.

    `width` in cells. `paragraphs`: "indent" (the first line begins two characters further in, a gap only
    around headings and the like) or "gap" (one blank row between all blocks). `spacing`: 1, or 2 for a
    blank row after each row. `ambiguous`: cells of characters of ambiguous width, see `cells.columns`.
    `columns`: tables are drawn in columns where these fit.
    """

    width: int = 80
    paragraphs: str = "indent"
    spacing: int = 1
    ambiguous: int = 1
    columns: bool = False


class Row(NamedTuple):
    """A screen line. `text` has no white space at its end; `block` is its number, `start` and `end` are offsets
    in the block's text. A blank row has no text and stands at one offset. `parts`: of a row in columns, in order, one
    at least; between them it shows nothing of the block."""

    text: str
    block: int
    start: int
    end: int
    parts: tuple[Part, ...] = ()

    @property
    def indent(self) -> int:
        """How many spaces stand before what is shown of the block."""
        return self.parts[0].at if self.parts else len(self.text) - (self.end - self.start)

    @property
    def shown(self) -> tuple[Part, ...]:
        """What it shows of the block, and where."""
        return self.parts or (Part(self.indent, self.start, self.end),)


def column_of(row: Row, offset: int, ambiguous: int = 1) -> int:
    """In which cell of its row the character of the block at `offset` begins; the row's end for what is not
    in it any more."""
    part = max((part for part in row.shown if part.start <= offset), default=row.shown[0], key=_START)
    at = part.at + max(part.start, min(offset, part.end)) - part.start
    behind = max(0, at - len(row.text))  # an empty cell at the end
    return columns(row.text, ambiguous)[character_at(row.text, at - behind)[0]] + behind


def showing(rows: Sequence[Row], offset: int) -> int:
    """Which of the rows of a row of a table shows a character; what parts two cells belongs to the one before."""
    parts = ((part.start, number) for number, row in enumerate(rows) for part in row.parts)
    return max((found for found in parts if found[0] <= offset), default=(0, 0))[1]


def break_at_clauses(text: str, width: int, ambiguous: int = 1) -> list[str]:
    """A text in rows of at most `width` cells that end after a clause where it leaves them half full at least.

    Nothing is lost but the white space where rows part. What a text is set in by, as lines of code are, stays, up to a
    quarter of a row: fingers and screen readers that tell of it know the depth by it.
    """
    before = len(text) - len(text.lstrip(" \t"))
    indent = min(before, width // 4)
    found = wrap(text, max(1, width), indent, ambiguous, clauses=True)
    set_in = " " * indent if found and found[0][0] == before else ""
    return [(set_in if not number else "") + as_drawn(text, *row) for number, row in enumerate(found)]


def as_drawn(text: str, start: int, end: int) -> str:
    """Some characters of a text as a row of a screen shows them."""
    return text[start:end].replace("\t", " ")

"""The text on the screen: one article at a time, scrolled so that the place is in view.

What keeps its position is a place, never a row, so a new width or a new style changes nothing for the
reader. Work per key depends on the screen: the layout reflows only what is asked for.
"""

from functools import lru_cache

from tui.app.doubtful import Doubtful
from tui.app.frame import Line, Piece, Role, Stretch
from tui.app.marks import Span, painted
from tui.core.blocks import block_at
from tui.core.light import NamedTuple, Sequence
from tui.core.publication import HEADINGS, Kind, Place, Publication
from tui.core.reflow import Layout, Position
from tui.core.rows import Row, Style, column_of
from tui.core.source import SourceMap
from tui.core.words import Range

_COMFORTABLE = 80  # cells; WCAG 1.4.8: at most 80 columns, or 40 Chinese characters
_LAYOUTS = 4


class Shape(NamedTuple):
    """What the rows depend on: how many of them are visible, the cells before the text, and the style."""

    height: int
    gutter: int
    style: Style


def gutter_of(columns: int) -> int:
    """Cells kept free before the text, where the current row is marked."""
    return 2 if columns >= 20 else int(columns >= 4)


def width_of_text(columns: int, wish: int) -> int:
    """Cells for text on a screen of so many columns. A wish of 0 is a comfortable width."""
    room = columns - gutter_of(columns)
    return max(1, min(room, wish or _COMFORTABLE - gutter_of(columns)))


class TextView:
    """Divides a publication into rows and screens (it is the reader's `Lines`) and draws them."""

    def __init__(self, publication: Publication, shape: Shape, doubtful: Doubtful) -> None:
        self._publication = publication
        self._doubtful = doubtful
        self._shape = shape
        self._layout = lru_cache(_LAYOUTS)(self._make_layout)
        self._top = Place()
        self._wanted: Place | None = None

    def replace(self, publication: Publication, places: SourceMap) -> None:
        """Draws the same text cut otherwise, scrolled as it was. `places`: of the new publication."""
        top = places.place(SourceMap(self._publication).offset(self._top))
        self._publication, self._top, self._wanted = publication, top, None
        self._layout.cache_clear()

    def reshape(self, shape: Shape) -> None:
        """Draws in this shape from now on."""
        if shape.style != self._shape.style:
            self._layout.cache_clear()
        self._shape = shape

    def line(self, place: Place, step: int) -> Place | None:
        """The beginning of the next row, or of the one before; None where the publication ends."""
        layout = self._layout(place.article)
        here = layout.row_of(place.block, place.offset)
        found = layout.next(here) if step > 0 else layout.previous(here)
        if found is not None:
            return self._place(place.article, found)
        return self._neighbour(place.article, step)

    def page(self, place: Place, step: int) -> Place | None:
        """The beginning of the next screen, or of the one before; None where the publication ends."""
        self.follow(place)
        layout, height = self._layout(place.article), self._shape.height
        top = layout.row_of(self._top.block, self._top.offset)
        if step > 0:
            found = layout.move(top, height)
            if layout.move(top, height - 1) == layout.last:
                return self._neighbour(place.article, step)
        elif (found := layout.move(top, -height)) == top:
            return self._page_before(place)
        if not layout.row(found).text:
            found = layout.next(found) or found
        self._wanted = self._place(place.article, found)
        return self._wanted

    def follow(self, place: Place, spoken: Range | None = None) -> None:
        """Scrolls as little as is needed to have the place in view; while speaking, to the next screen as
        soon as the sentence does not end on this one."""
        wanted, self._wanted = self._wanted, None
        if wanted == place:
            self._top = wanted
            return
        layout = self._layout(place.article)
        here = layout.row_of(place.block, place.offset)
        end = layout.row_of(place.block, spoken[1] - 1) if spoken else here
        if self._top.article != place.article:
            found = layout.move(here, -(self._shape.height // 4))
        else:
            top = layout.row_of(self._top.block, self._top.offset)
            found = self._flipped(layout, top, here, end) if spoken else self._scrolled(layout, top, here)
        self._top = self._place(place.article, found)

    def rows(
        self, place: Place, found: Sequence[Span] = (), has_ruler: bool = False
    ) -> tuple[list[Line], tuple[int, int]]:
        """The rows of the screen with what stands out in them, and the cell where the place begins. Call `follow`
        before. `has_ruler`: the row of the place stands out too."""
        layout, gutter = self._layout(place.article), self._shape.gutter
        current = layout.row(layout.row_of(place.block, place.offset))
        top = layout.row_of(self._top.block, self._top.offset)
        screen = layout.screen(top, self._shape.height)
        if has_ruler:
            block = place._replace(block=current.block)
            ruler = [[block._replace(offset=offset) for offset in (part.start, part.end)] for part in current.shown]
            found = [*(Span(start, end, Role.RULER) for start, end in ruler), *found]
        lines = [self._line(row, place.article, row == current, found) for row in screen]
        lines += [()] * (self._shape.height - len(lines))
        column = gutter + column_of(current, place.offset, self._shape.style.ambiguous)
        return lines, (screen.index(current) if current in screen else 0, column)

    def row_text(self, place: Place) -> str:
        """The row that shows the place; what it is set in by only where that means something."""
        layout = self._layout(place.article)
        text = layout.row(layout.row_of(place.block, place.offset)).text
        return text.rstrip() if block_at(self._publication, place).kind in (Kind.CODE, Kind.VERSE) else text.strip()

    def stretches(self, place: Place, offsets: Range | None = None) -> tuple[Stretch, ...]:
        """The cells that show these offsets of the place's block, or the row of the place."""
        layout, shape = self._layout(place.article), self._shape
        current = layout.row(layout.row_of(place.block, place.offset))
        wanted = [offsets] if offsets else [(part.start, part.end) for part in current.shown]
        top = layout.row_of(self._top.block, self._top.offset)
        return tuple(
            Stretch(number, *(shape.gutter + column_of(row, at, shape.style.ambiguous) for at in (first, last)))
            for number, row in enumerate(layout.screen(top, shape.height))
            if row.text and row.block == place.block
            for part in row.shown
            for start, end in wanted
            if (first := max(start, part.start)) < (last := min(end, part.end))
        )

    def _line(self, row: Row, article: int, is_current: bool, found: Sequence[Span]) -> Line:
        if not row.text:
            return ()
        blocks = self._publication.articles[article].blocks
        doubtful = self._doubtful.words(article, row.block)
        block = article, row.block
        doubts = [Span(Place(*block, start), Place(*block, end), Role.DOUBT) for start, end in doubtful]
        is_head = blocks[row.block].kind in HEADINGS or bool(row.parts and blocks[row.block].level)
        pieces = painted(row, article, [*doubts, *found], is_head)
        return (*gutter_pieces(self._shape.gutter, is_current), *pieces)

    def _make_layout(self, article: int) -> Layout:
        publication = self._publication
        return Layout(publication.articles[article].blocks, self._shape.style, publication.language)

    def _place(self, article: int, position: Position) -> Place:
        row = self._layout(article).row(position)
        return Place(article, row.block, row.start)

    def _neighbour(self, article: int, step: int) -> Place | None:
        """The first row of the next article, or the last one of the article before."""
        if not 0 <= article + step < len(self._publication.articles):
            return None
        return Place(article + 1) if step > 0 else self._place(article - 1, self._layout(article - 1).last)

    def _page_before(self, place: Place) -> Place | None:
        """Above the first screen of an article: its beginning, then the last screen of the article before."""
        if place > (first := Place(place.article)):
            return first
        if not place.article:
            return None
        layout = self._layout(place.article - 1)
        self._wanted = self._place(place.article - 1, layout.move(layout.last, 1 - self._shape.height))
        return self._wanted

    def _scrolled(self, layout: Layout, top: Position, here: Position) -> Position:
        """A new first row, when the place is out of view: by rows when it is near, else with some of the text
        before it."""
        height = self._shape.height
        bottom = layout.move(top, height - 1)
        if top <= here <= bottom:
            return top
        near = max(1, height // 2)
        if bottom < here <= layout.move(bottom, near):
            return layout.move(here, 1 - height)
        if layout.move(top, -near) <= here < top:
            return here
        return layout.move(here, -(height // 4))

    def _flipped(self, layout: Layout, top: Position, here: Position, end: Position) -> Position:
        return top if top <= here and max(here, end) <= layout.move(top, self._shape.height - 1) else here


def gutter_pieces(gutter: int, is_current: bool) -> Line:
    """The cells before the text. Only cells without text mark a row: screen readers say everything else."""
    if not gutter:
        return ()
    if not is_current:
        return (Piece(" " * gutter),)
    return (Piece(" ", Role.MARK), Piece(" " * (gutter - 1)))

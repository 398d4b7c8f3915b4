"""Tables in columns: every character once, cells below each other, one place for eye, ear and finger."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.make import MemoryStandIn, OptionsStandIn
from tui.app.frame import Role
from tui.app.view import View
from tui.core import tables
from tui.core.cells import columns, width_of
from tui.core.publication import Block, Kind, Place
from tui.core.reader import Reader
from tui.core.reflow import Layout, Position
from tui.core.rows import Style, column_of
from tui.core.shelf import Highlight
from tui.core.tabular import columns_of
from tui.importers import open_bytes
from tui.settings import Settings

calmly = settings(deadline=None)
PIECES = ["市委", "人口，", "a", "word ", "3.14", "12%", "; ", "；", " ", "，", "“q”", "e\u0301", "👨\u200d👩\u200d👧"]
PIECES += ["☺\ufe0f", "한글", "a-b", "\t"]
ODD = ["\u0308", "\u200d", "\u0600", "\ufe0f", "\u00ad"]


def rows_from(pieces):
    cell = st.lists(st.sampled_from(pieces), max_size=12).map(lambda found: "".join(found).strip(" ;；\t"))
    return st.lists(st.lists(cell, min_size=1, max_size=5), min_size=1, max_size=6).map(table)


def table(rows):
    """Blocks as importers write them."""
    blocks = []
    for row in rows:
        text, starts = "", []
        for number, cell in enumerate(row):
            text += "; " * bool(number)
            starts.append(len(text))
            text += cell
        text = text.rstrip("; ；") or "x"
        cells = tuple(min(start, len(text)) for start in starts)
        blocks.append(Block(text, Kind.TABLE, first=not blocks, cells=cells))
    return blocks


def shown(text):
    return text.replace("\t", " ")


widths, ambiguous = st.integers(4, 120), st.sampled_from([1, 2])


@calmly
@given(rows_from(PIECES + ODD), widths, ambiguous, st.sampled_from([1, 2]))
def test_every_character_of_every_cell_is_shown_once_where_its_row_says(blocks, width, ambiguous, spacing):
    layout = Layout(blocks, Style(width, "indent", spacing, ambiguous, columns=True))
    for number, block in enumerate(blocks):
        rows = [row for row in layout.rows(number) if row.text]
        for row in rows:
            assert row.text == row.text.rstrip()
            assert width_of(row.text, ambiguous) <= width or not row.parts
            drawn = list(row.text)
            for part in row.shown:
                assert row.text[part.at : part.at + part.end - part.start] == shown(block.text[part.start : part.end])
                drawn[part.at : part.at + part.end - part.start] = " " * (part.end - part.start)
                for offset in range(part.start, part.end):
                    assert layout.row(layout.row_of(number, offset)) == row
            assert not "".join(drawn).strip(" ")
        parts = sorted((part.start, part.end) for row in rows for part in row.shown)
        text = "".join(block.text[start:end] for start, end in parts)
        cells = "".join(tables.cells(block)) if rows[0].parts else block.text
        assert "".join(text.split()) == "".join(cells.split())


@calmly
@given(rows_from(PIECES), widths, ambiguous)
def test_cells_of_a_column_stand_in_it(blocks, width, ambiguous):
    found = columns_of(blocks, width, ambiguous)
    for number, block in enumerate(blocks):
        for row in Layout(blocks, Style(width, ambiguous=ambiguous, columns=True)).rows(number):
            for part in row.parts if row.text else ():
                number_of = max(index for index, start in enumerate(block.cells) if start <= part.start)
                at = column_of(row, part.start, ambiguous)
                column = next(column for column in found if column.at <= at <= column.at + column.width)
                assert number_of == found.index(column) or part.start == part.end
                assert at == column.at or column.to_right


@calmly
@given(rows_from(PIECES), widths, st.data())
def test_lines_of_a_table_are_gone_through_one_by_one(blocks, width, data):
    layout = Layout(blocks, Style(width, columns=True))
    lines = [row for number in range(len(blocks)) for row in layout.rows(number) if row.text]
    position, met = layout.row_of(0, 0), []
    while position:
        met.append(layout.row(position))
        assert layout.row_of(met[-1].block, met[-1].start) == position
        position = layout.next(position)
    assert met == lines
    assert [(row.block, row.start) for row in met] == sorted({(row.block, row.start) for row in met})


PAGE = """# Settings

| Setting | Meaning | Default |
|---|---|---|
| width | How many columns the text takes on the screen; nought: as many as are comfortable | 0 |
| 主题 | 颜色：深色、浅色、高对比度，或者不设颜色，由终端决定 | 12 |
| spacing | | 1.5 |
"""


def drawn(width, page=PAGE):
    (article,) = open_bytes(page.encode(), "page.md").articles
    screen = Layout(article.blocks, Style(width, columns=True)).screen(Position(1, 0, 0), 100)
    return [row.text for row in screen]


def test_columns_are_as_wide_as_their_cells_and_long_cells_are_wrapped():
    assert drawn(78) == [
        "",
        "Setting  Meaning                                                       Default",
        "",
        "width    How many columns the text takes on the screen; nought: as           0",
        "         many as are comfortable",
        "",
        "主题     颜色：深色、浅色、高对比度，或者不设颜色，由终端决定               12",
        "spacing                                                                    1.5",
    ]
    assert drawn(38)[3:9] == [
        "width    How many columns the        0",
        "         text takes on the",
        "         screen; nought: as",
        "         many as are",
        "         comfortable",
        "",
    ]


def test_without_room_for_columns_rows_are_sentences():
    assert drawn(20)[1:5] == ["Setting; Meaning;", "Default", "", "width; How many"]
    assert Layout(table([["a", "b"]]), Style(40)).rows(0)[0].text == "a; b"


@pytest.mark.parametrize("count", [20, 255, 256, 257, 511, 512, 513, 1000])
def test_columns_of_a_long_table_do_not_depend_on_where_one_comes_from(count):
    rows = table([[str(number), "w" * (number % 37), "x"] for number in range(count)])
    blocks = [Block("Above.", Kind.PARAGRAPH)] * 100 + rows + [Block("Below.", Kind.PARAGRAPH)]
    style = Style(60, columns=True)
    down, up = Layout(blocks, style), Layout(blocks, style)
    downward = [down.rows(number) for number in range(len(blocks))]
    assert [up.rows(number) for number in reversed(range(len(blocks)))][::-1] == downward


class Counted(list):
    got = 0

    def __getitem__(self, number):
        self.got += 1
        return super().__getitem__(number)


def test_a_key_in_a_table_of_a_hundred_thousand_rows_looks_at_some_hundred():
    blocks = Counted(table([["a", "b c", "12"]]) * 100_000)
    layout = Layout(blocks, Style(40, columns=True))
    position = layout.row_of(70_000, 0)
    layout.screen(position, 24)
    assert blocks.got < 3000
    blocks.got = 0
    for _time in range(20):
        position = layout.move(position, 1)
        layout.screen(position, 24)
    assert blocks.got < 20_000


def view_of(place, **chosen):
    reader = Reader(open_bytes(PAGE.encode(), "page.md"), MemoryStandIn(place), OptionsStandIn(), None)
    view = View(reader, Settings(**chosen))
    view.resize(80, 24)
    if reader.menu:
        view.press("enter")
    return view


def row_of(view, at=0):
    frame = view.frame()
    return "".join(piece.text for piece in frame.lines[frame.cursor[0] + at]).rstrip()


def test_the_cursor_is_on_the_cell_that_is_said():
    view = view_of(Place(0, 2))
    columns_met = []
    for key in ("|", "|", "&", "!", "&"):
        view.press(key)
        frame = view.frame()
        text = "".join(piece.text for piece in frame.lines[frame.cursor[0]])
        columns_met.append((frame.cursor[1], columns(text).index(frame.cursor[1])))
    assert [column for column, _at in columns_met] == [11, 79, 78, 11, 11]


def test_what_is_found_and_highlighted_is_marked_in_its_cell_only():
    view = view_of(Place(0, 0))
    view.reader.press("/")
    view.reader.answer("nought: as many")
    view.press("enter")
    frame = view.frame()
    assert row_of(view).startswith("  width    How many columns the text takes on the screen; nought: as  ")
    assert frame.cursor[1] == len("  width    How many columns the text takes on the screen; ")
    reading = view.reader.reading
    block = reading.session.block.text
    start = block.index("nought")
    reading.highlights_of(0).append(Highlight(1, Place(0, 2, start), block[start : block.index(" comfortable")]))
    lines = view.frame().lines[frame.cursor[0] :][:2]
    marked = [[piece.text for piece in line if piece.role is Role.HIGHLIGHT] for line in lines]
    assert marked == [["nought: as"], ["many as are"]]


def test_the_ruler_marks_the_row_on_the_screen_and_no_other():
    frame = view_of(Place(0, 2), ruler="row").frame()
    marked = [[piece.text for piece in line if piece.role is Role.RULER] for line in frame.lines]
    assert [row for row in marked if row] == [
        ["width", "How many columns the text takes on the screen; nought: as", "0"]
    ]


@pytest.mark.parametrize("chosen", [{"columns": False}, {"speaking": True}])
def test_sentences_where_somebody_listens_or_wants_them(chosen):
    view = view_of(Place(0, 2), **chosen)
    view.press("j")
    view.press("k")
    assert row_of(view).strip().startswith("width; How many")

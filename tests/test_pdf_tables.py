"""Tables of PDFs that do not say where they have some, and what only looks like one."""

from collections.abc import Sequence

import pytest

from tests.made.pdf import column, pdf
from tui.core.publication import Block, Kind
from tui.importers import open_bytes
from tui.importers.pdf.cells import columns_of, is_table
from tui.newspaper.boxes import Box
from tui.newspaper.sheet import Row

_PROSE = ["The quay was cold and nobody came down to the boats before the morning", "was over."]
_SENTENCES = [
    "The quay was cold and nobody had",
    "come down to it before the bell of",
    "the harbour rang, and then the old",
    "man with the nets came by and said",
    "that all boats would stay where they",
    "lay until the wind had turned again.",
]


def _table(rows: Sequence[Sequence[str]], places: Sequence[float], top: float = 120, step: float = 16) -> list[Block]:
    cells = [
        (left, top + step * number, 10.0, text)
        for number, row in enumerate(rows)
        for left, text in zip(places, row, strict=True)
        if text
    ]
    page = [*column(50, 60, _PROSE), *cells, *column(50, top + step * len(rows) + 40, _PROSE)]
    return list(open_bytes(pdf([page]), "made.pdf").articles[0].blocks)


def _rows(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if block.kind is Kind.TABLE]


def test_cells_beside_each_other_are_read_row_by_row() -> None:
    rows = [["Boat", "Sails", "Tons"], ["Anna", "two", "12"], ["Bertha", "three", "30"], ["Clara", "none", "4"]]
    blocks = _table(rows, (50, 200, 320))
    assert _rows(blocks) == ["; ".join(row) for row in rows]
    assert [block.first for block in blocks if block.kind is Kind.TABLE] == [True, False, False, False]
    assert [block.text for block in blocks if block.kind is not Kind.TABLE] == [" ".join(_PROSE)] * 2


def test_what_is_told_of_a_word_stands_behind_it() -> None:
    rows = [
        ["-a", "All boats that lie at the quay, also those"],
        ["", "of which nobody knows."],
        ["-b", "The bell rings."],
    ]
    assert _rows(_table([*rows, ["-c", "Nothing is said."]], (50, 120), step=12)) == [
        "-a; All boats that lie at the quay, also those of which nobody knows.",
        "-b; The bell rings.",
        "-c; Nothing is said.",
    ]


def test_numbers_before_entries_are_no_column() -> None:
    rows = [["1.", "Boats at the quay"], ["2.", "Nets"], ["3.", "Ropes of hemp"]]
    blocks = _table(rows, (50, 120))
    assert [block.text for block in blocks if block.kind is Kind.ITEM] == [" ".join(row) for row in rows]


@pytest.mark.parametrize("more", [1, 2])
def test_text_in_columns_is_no_table(more: int) -> None:
    rows = [[line] * (more + 1) for line in _SENTENCES]
    assert not _rows(_table(rows, (50, 235, 420)[: more + 1], step=12))


def test_an_index_in_columns_is_no_table() -> None:
    words = [f"{word}, {10 + number}" for number, word in enumerate(["boats", "bells", "nets", "ropes"] * 6)]
    assert not _rows(_table([[word, word[::-1]] for word in words], (50, 300), top=100, step=12))


def test_notes_at_the_margin_of_text_are_no_table() -> None:
    rows = [
        ["Bells", _SENTENCES[0]],
        ["", _SENTENCES[1]],
        ["Nets", _SENTENCES[2]],
        ["", _SENTENCES[3]],
        ["Wind", _SENTENCES[4]],
    ]
    assert not _rows(_table(rows, (50, 180), step=12))


def test_numbers_of_lines_make_no_table() -> None:
    rows = [[str(number), line] for number, line in enumerate(_SENTENCES, 1)]
    assert not _rows(_table(rows, (50, 90), step=12))


@pytest.mark.parametrize(("times", "wanted"), [(1, False), (7, True)])
def test_numbers_of_every_fifth_line_make_no_table(times: int, wanted: bool) -> None:
    """They grow by as many as there are lines between them; others do not."""
    text = "The bell of the harbour rang once."
    lines = [[Row(text, Box(90, 12 * at, 290, 12 * at + 10))] for at in range(18)]
    for at in range(0, 18, 5):
        lines[at].insert(0, Row(str(times * (90 + at)), Box(50, 12 * at, 62, 12 * at + 10)))
    assert is_table(lines, columns_of(lines, 10.0), 10.0) == wanted


def test_long_names_before_figures_are_a_table() -> None:
    rows = [["Boats that lie at the quay", "12", "-"], ["Bells that ring in the fog", "30", "4"], ["Nets", "4", "-"]]
    assert _rows(_table(rows, (50, 250, 350))) == ["; ".join(row) for row in rows]


def _beside(rows: Sequence[Sequence[str]], places: Sequence[float], right: Sequence[str]) -> list[Block]:
    """What is read of two columns: text, cells and text on the left, other lines on the right."""
    cells = [
        (left, 150 + 12 * number, 10.0, text)
        for number, row in enumerate(rows)
        for left, text in zip(places, row, strict=True)
        if text
    ]
    under = column(50, 150 + 12 * len(rows) + 20, _SENTENCES)
    page = [*column(50, 60, _SENTENCES), *cells, *under, *column(310, 66, right)]
    return list(open_bytes(pdf([page]), "made.pdf").articles[0].blocks)


_CELLS = [["Boat", "Sails", "Tons"], ["Anna", "two", "12"], ["Bertha", "three", "30"], ["Clara", "none", "4"]]


def test_a_table_in_one_of_two_columns_of_text() -> None:
    blocks = _beside(_CELLS, (60, 130, 200), _SENTENCES * 3)
    assert _rows(blocks) == ["; ".join(row) for row in _CELLS]
    texts = [block.text for block in blocks if block.kind is not Kind.TABLE]
    assert " ".join(texts) == " ".join(_SENTENCES * 5)


def test_a_table_over_two_columns_of_text_is_not_cut_between_them() -> None:
    rows = [[*row, *reversed(row)] for row in _CELLS]
    cells = [(left, 210 + 12 * at, 10.0, text) for at, row in enumerate(rows)
             for left, text in zip((60, 130, 200, 320, 390, 460), row, strict=True)]  # fmt: skip
    columns = [line for x in (50, 310) for y in (60, 290) for line in column(x, y, _SENTENCES)]
    title = (
        50.0,
        160.0,
        10.0,
        "Of all the boats that lay at the quay, and of those that had gone, with their sails and tons",
    )
    blocks = list(open_bytes(pdf([[*columns, title, *cells]]), "made.pdf").articles[0].blocks)
    assert _rows(blocks) == ["; ".join(row) for row in rows]


def test_words_of_a_drawing_beside_code_are_no_table() -> None:
    labels = [["b" if at % 4 == column else "" for column in range(4)] for at in range(8)]
    rows = [[*each, f"draw line({at});"] for at, each in enumerate(labels)]
    assert not _rows(_table(rows, (50, 100, 150, 200, 300), step=12))


def test_pieces_of_a_formula_that_touch_are_one_cell() -> None:
    lines = [
        [Row("kilo", Box(0, top, 20, top + 10)), Row(f"10{top} (", Box(60, top, 90, top + 10)), *more]
        for top, more in (
            (0, [Row(")3", Box(91, 0, 100, 10))]),
            (12, [Row(")-6", Box(91, 12, 104, 22))]),
            (24, [Row(")9", Box(91, 24, 100, 34))]),
        )
    ]
    assert is_table(lines, columns_of(lines, 10.0), 10.0)

"""Tables of PDFs that do not say where they have some, and what only looks like one."""

from collections.abc import Sequence

import pytest

from tests.made.pdf import column, pdf
from tui.core.publication import Block, Kind
from tui.importers import open_bytes

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


def test_long_names_before_figures_are_a_table() -> None:
    rows = [["Boats that lie at the quay", "12", "-"], ["Bells that ring in the fog", "30", "4"], ["Nets", "4", "-"]]
    assert _rows(_table(rows, (50, 250, 350))) == ["; ".join(row) for row in rows]

"""Notes at the foot of pages and what is written at figures: no part of the text beside them."""

import pytest

from tests.made.pdf import Line, column, pdf
from tui.core.publication import Block, Kind
from tui.importers import open_bytes

_PROSE = [
    "The quay was cold and nobody came down to the boats before the morning",
    "was over. When the bell rang the old man with the nets came by and said",
    "that all boats would stay where they lay until the wind had turned and",
]
_END = ["the tide had come in."]


def _read(*pages: list[Line]) -> list[Block]:
    return list(open_bytes(pdf(pages), "made.pdf").articles[0].blocks)


def test_notes_at_the_foot_of_a_page_are_notes_and_end_no_paragraph() -> None:
    notes = [*column(50, 700, ["1 Of hemp, as was the use in all", "harbours."], 8, 10), (50, 722, 8, "2 In May.")]
    blocks = _read([*column(50, 60, _PROSE), *notes], column(50, 60, _END))
    assert [(block.kind, block.text) for block in blocks] == [
        (Kind.PARAGRAPH, " ".join([*_PROSE, *_END])),
        (Kind.NOTE, "1 Of hemp, as was the use in all harbours."),
        (Kind.NOTE, "2 In May."),
    ]


def test_small_type_that_begins_with_no_mark_is_text() -> None:
    small = column(50, 700, ["Of hemp, as was the use in all", "harbours."], 8, 10)
    assert Kind.NOTE not in {block.kind for block in _read([*column(50, 60, _PROSE), *small])}


@pytest.mark.parametrize("words", ["Figure 3: The quay in winter.", "Table 2.1. Boats and nets.", "Abb. 4: Der Kai."])
def test_what_is_written_at_a_figure_is_a_caption(words: str) -> None:
    blocks = _read([*column(50, 60, _PROSE + _END), (50, 140, 10, words), *column(50, 180, _PROSE)])
    assert [block.text for block in blocks if block.kind is Kind.CAPTION] == [words]


def test_a_sentence_on_a_figure_is_none() -> None:
    blocks = _read(
        column(50, 60, [*_PROSE, "Figure 3 of the book shows the bell and the man with the nets and the", *_END])
    )
    assert [block.kind for block in blocks] == [Kind.PARAGRAPH]

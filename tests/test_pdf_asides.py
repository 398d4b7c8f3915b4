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


@pytest.mark.parametrize("column_of", [50, 320])
def test_a_notice_that_cuts_a_sentence_is_a_note(column_of: int) -> None:
    notice = ["Permission to copy this is granted to all", "who live here."]
    lines = [line[:40].rsplit(" ", 1)[0] for line in _PROSE]
    first, end = column(50, 60, ["Nobody knew it. " + lines[0][:20], *lines]), ["the tide had come in.", *_END]
    pages = [[*first, *column(50, 700, [*notice, "Copyright 1901."], 8, 10), *column(column_of, 60, end)]]
    if column_of == 50:
        pages = [pages[0][:-2], column(50, 60, end)]
    kinds = [(block.kind, block.text) for block in _read(*pages)]
    assert kinds[1:] == [(Kind.NOTE, " ".join(notice)), (Kind.NOTE, "Copyright 1901.")]
    assert kinds[0][1].endswith(" ".join([lines[-1], *end]))


def test_small_type_that_begins_with_no_mark_is_text() -> None:
    small = column(50, 700, ["Of hemp, as was the use in all", "harbours."], 8, 10)
    assert Kind.NOTE not in {block.kind for block in _read([*column(50, 60, _PROSE), *small])}


@pytest.mark.parametrize(
    "words", ["Figure 3: The quay in winter.", "Table 2.1. Boats and nets.", "Abb. 4: Der Kai.", "TABLE XVII. Nets."]
)
def test_what_is_written_at_a_figure_is_a_caption(words: str) -> None:
    blocks = _read([*column(50, 60, _PROSE + _END), (50, 140, 10, words), *column(50, 180, _PROSE)])
    assert [block.text for block in blocks if block.kind is Kind.CAPTION] == [words]


def test_a_sentence_on_a_figure_is_none() -> None:
    blocks = _read(
        column(50, 60, [*_PROSE, "Figure 3 of the book shows the bell and the man with the nets and the", *_END])
    )
    assert [block.kind for block in blocks] == [Kind.PARAGRAPH]


def test_the_foot_of_a_page_that_was_drawn_first_is_read_last() -> None:
    foot = [*column(50, 700, ["1 Of hemp, as was the use in all", "harbours."], 8, 10), (290, 740, 10, "- 2 -")]
    blocks = _read([*foot, *column(50, 60, [*_PROSE, *_END])])
    assert [block.text for block in blocks][:2] == [
        " ".join([*_PROSE, *_END]), "1 Of hemp, as was the use in all harbours.",
    ]  # fmt: skip

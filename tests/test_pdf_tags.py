"""A tagged PDF: lists, tables, notes and the order of reading are those of its tags, if these can be believed."""

from collections import Counter

import pytest

from tests.made.pdf import Tagged, pdf, read_in_parts, structured
from tui.core.publication import Block, Kind
from tui.core.tables import cells
from tui.importers import open_bytes

LEFT = ["The quay was cold and nobody came to the", "harbour before the tide had turned again."]
RIGHT = ["All boats lie in the harbour while the bells", "ring over the quiet quay and its lamps."]
ROWS = [["Place", "Time", "Boats"], ["The old quay", "", "12"], ["Harbour", "noon", "7"]]


def blocks(data: bytes) -> list[Block]:
    return [block for article in open_bytes(data, "quay.pdf").articles for block in article.blocks]


def told(data: bytes) -> list[tuple[Kind, int, str]]:
    return [(block.kind, block.level, block.text) for block in blocks(data)]


def letters(data: bytes) -> Counter[str]:
    publication = open_bytes(data, "quay.pdf")
    texts = [*blocks(data), *publication.furniture]
    return Counter("".join(block.text.replace("; ", "") for block in texts).replace(" ", ""))


def lines(x: float, y: float, texts: list[str], page: int = 0) -> list[tuple[int, float, float, float, str]]:
    return [(page, x, y + 14 * at, 10, text) for at, text in enumerate(texts)]


def p(x: float, y: float, *texts: str, page: int = 0, name: str = "P") -> Tagged:
    return Tagged(name, lines(x, y, list(texts), page))


def item(y: float, mark: str, text: str, *below: Tagged) -> Tagged:
    label = Tagged("Lbl", [(0, 50, y, 10, mark)])
    return Tagged("LI", [label, Tagged("LBody", [p(64, y, text), *below])])


def table(heads: str = "TH") -> Tagged:
    rows = []
    for at, row in enumerate(ROWS):
        texts = [lines(50 + 120 * column, 100 + 20 * at, [text]) if text else [] for column, text in enumerate(row)]
        rows.append(Tagged("TR", [Tagged("TD" if at else heads, text) for text in texts]))
    return Tagged("Table", rows)


def test_lists_are_items_with_levels():
    deeper = Tagged("L", [item(74, "-", "deeper"), item(88, "-", "and another")])
    data = structured([p(50, 40, *LEFT), Tagged("L", [item(68, "1.", "one", deeper), item(102, "2.", "two")])])
    found = blocks(data)
    assert [(block.kind, block.level, block.text) for block in found] == [
        (Kind.PARAGRAPH, 0, " ".join(LEFT)),
        (Kind.ITEM, 1, "1. one"),
        (Kind.ITEM, 2, "- deeper"),
        (Kind.ITEM, 2, "- and another"),
        (Kind.ITEM, 1, "2. two"),
    ]
    assert [block.first for block in found] == [False, True, False, False, False]


@pytest.mark.parametrize("heads", ["TH", "TD"])
def test_tables_have_rows_with_cells_and_heads(heads):
    rows = [block for block in blocks(structured([p(50, 40, *LEFT), table(heads=heads)])) if block.kind is Kind.TABLE]
    assert [cells(row) for row in rows] == ROWS
    assert [(row.level, row.first) for row in rows] == [(1, True), (0, False), (0, False)]
    assert rows[1].text == "The old quay;; 12"


def test_cells_over_several_rows_keep_the_columns_below():
    tall = Tagged("TD", lines(50, 120, ["Tall"]), "/A << /O /Table /RowSpan 2 >>")
    wide = Tagged("TD", lines(170, 140, ["wide"]), "/A << /O /Table /ColSpan 2 >>")
    rows = [
        Tagged("TR", [Tagged("TH", lines(50 + 120 * at, 100, [text])) for at, text in enumerate("ABCD")]),
        Tagged("TR", [tall, *(Tagged("TD", lines(170 + 120 * at, 120, [text])) for at, text in enumerate("bcd"))]),
        Tagged("TR", [wide, Tagged("TD", lines(410, 140, ["last"]))]),
    ]
    found = blocks(structured([p(50, 40, *LEFT), Tagged("Table", rows)]))[1:]
    assert [cells(row) for row in found] == [["A", "B", "C", "D"], ["Tall", "b", "c", "d"], ["", "wide", "", "last"]]


def test_tables_that_are_made_to_set_a_page_are_none():
    cell = Tagged("TD", [Tagged("H1", lines(50, 100, ["The quay"])), p(50, 120, *LEFT)])
    beside = Tagged("TD", [p(320, 120, *RIGHT)])
    found = told(structured([Tagged("Table", [Tagged("TR", [cell, beside])])]))
    assert found == [
        (Kind.TITLE, 1, "The quay"),
        (Kind.PARAGRAPH, 0, " ".join(LEFT)),
        (Kind.PARAGRAPH, 0, " ".join(RIGHT)),
    ]


def test_the_order_of_the_tags_is_followed_where_it_is_not_that_of_the_page():
    elements = [p(50, 400, *LEFT), p(50, 40, *RIGHT), p(320, 40, "In the middle of it."), p(50, 200, "The last one.")]
    texts = [" ".join(LEFT), " ".join(RIGHT), "In the middle of it.", "The last one."]
    assert [text for _kind, _level, text in told(structured(elements))] == texts
    assert [text for _kind, _level, text in told(structured(elements, drawn=lambda line: line[2]))] == texts


def test_notes_stand_behind_the_paragraph_that_holds_them():
    note = Tagged("Note", [p(50, 700, "1 They were at sea.")])
    data = structured([Tagged("P", [*lines(50, 40, LEFT[:1]), note, *lines(50, 54, LEFT[1:])]), p(50, 90, *RIGHT)])
    assert told(data) == [
        (Kind.PARAGRAPH, 0, " ".join(LEFT)),
        (Kind.NOTE, 0, "1 They were at sea."),
        (Kind.PARAGRAPH, 0, " ".join(RIGHT)),
    ]


def test_a_paragraph_over_two_pages_is_one():
    long = Tagged("P", [*lines(50, 700, LEFT[:1]), *lines(50, 40, LEFT[1:], page=1)])
    data = structured([p(50, 40, *RIGHT), long, p(50, 90, *RIGHT, page=1)])
    assert [text for _kind, _level, text in told(data)] == [" ".join(RIGHT), " ".join(LEFT), " ".join(RIGHT)]


def test_a_table_that_goes_on_has_no_new_heads_and_begins_no_new_table():
    rows = [
        Tagged("TR", [Tagged("TD", lines(50 + 120 * at, y, [text], page)) for at, text in enumerate(row)])
        for page, y, row in [(0, 700, ["A", "B"]), (0, 720, ["a", "b"]), (1, 40, ["c", "d"]), (1, 60, ["e", "f"])]
    ]
    found = blocks(structured([p(50, 40, *RIGHT), Tagged("Table", rows), p(50, 90, *RIGHT, page=1)]))[1:-1]
    assert [(block.text, block.level, block.first) for block in found] == [
        ("A; B", 1, True), ("a; b", 0, False), ("c; d", 0, False), ("e; f", 0, False),
    ]  # fmt: skip


def test_what_the_file_says_is_no_text_is_furniture():
    body = [p(50, 100, *LEFT), p(50, 200, *RIGHT)]
    data = structured(body, beside=[(50, 20, 10, "A head"), (300, 780, 10, "17")], mark="Artifact")
    publication = open_bytes(data, "quay.pdf")
    assert [block.text for block in publication.furniture] == ["A head", "17"]
    assert [text for _kind, _level, text in told(data)] == [" ".join(LEFT), " ".join(RIGHT)]


def test_where_much_is_not_tagged_the_page_is_read_as_it_is_set():
    body = [p(50, 400, *LEFT), p(50, 40, *RIGHT)]
    beside = [(50, 200.0 + 14 * at, 10.0, text) for at, text in enumerate(LEFT)]
    assert [text for _kind, _level, text in told(structured(body, beside=beside))] == [
        " ".join(RIGHT), " ".join(LEFT), " ".join(LEFT),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["P", "H1", "LI", "TD", "Span", "Nothing", "TR", "Document"])
def test_whatever_the_tags_no_character_is_lost_or_doubled(name):
    elements = [p(50, 40, *LEFT, name=name), p(320, 40, *RIGHT, name=name), p(50, 90, "- a word", name=name)]
    plain = pdf([[line[1:] for each in elements for line in each.inside]])
    assert letters(structured(elements)) == letters(plain)


def test_words_of_two_cells_that_touch_are_two_words():
    row = Tagged("TR", [Tagged("TD", [(0, 50, 100, 10, "Harbour")]), Tagged("TD", [(0, 89.5, 100, 10, "quay")])])
    other = Tagged("TR", [Tagged("TD", [(0, 50, 120, 10, "a")]), Tagged("TD", [(0, 89.5, 120, 10, "b")])])
    found = blocks(structured([p(50, 40, *LEFT), Tagged("Table", [row, other])]))
    assert [cells(block) for block in found[1:]] == [["Harbour", "quay"], ["a", "b"]]


def test_long_books_are_read_by_their_tags_too(monkeypatch):
    read_in_parts(monkeypatch, 2, 2)
    names = ["The Anna", "A lamp", "No bell", "Old rope", "Her sail", "One tide", "Fog", "Salt", "That wind", "His oar"]
    texts = [[f"{name} came to the cold quay and waited", "until the lamps were out again."] for name in names]
    ways = [(page, first) for page in range(5) for first in (True, False)]
    elements = [p(50, 400 if first else 40, *texts[at], page=page) for at, (page, first) in enumerate(ways)]
    found = told(structured([*elements, Tagged("L", [Tagged("LI", lines(50, 600, ["- the last"], page=4))])]))
    assert [text for kind, _level, text in found if kind is Kind.PARAGRAPH] == [" ".join(text) for text in texts]
    assert found[-1] == (Kind.ITEM, 1, "- the last")

"""Rows: every character once, never too wide, no mark in the wrong place; layouts that cost one screen."""

from itertools import pairwise
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui.core import cells, reflow
from tui.core.clean import clean
from tui.core.linebreak import breaks
from tui.core.publication import Block, Kind
from tui.core.reflow import Layout, Position, rows_of
from tui.core.rows import Row, Style, break_at_clauses, column_of
from tui.core.words import characters

calmly = settings(deadline=None)  # two busy cores are no fault of the code
TESTS = Path(__file__).parent
SEED = (TESTS.parent / "seeds/zhuzhou-daily-2022-10-09.txt").read_text("utf-8")
PARAGRAPHS = [line for line in SEED.splitlines() if line.strip()]
NEVER_FIRST = set("，。、；：！？”’）】》〉」』,.;:!?)]}%…·")
ADDED = tuple("·～／")  # what Chinese typography keeps from the beginning of a row beyond UAX #14
NEVER_LAST = set("（【《〈「『“‘([{")

PIECES = ["市委", "a", "word ", "，", "。", "（", "）", "“", "”", "(", ")", ",", " ", "　", "\t", "\u00a0", "3.14", "%"]
PIECES += [
    "——",
    "……",
    "e\u0301",
    "\u0308",
    "👨‍👩‍👧",
    "👍🏽",
    "🇨🇳",
    "☺\ufe0f",
    "\u200d",
    "हिन्दी",
    "ภาษา",
    "한글",
    "\n",
    "1️⃣",
    "ー",
]
PIECES += ["http://example.org/a?b=c", "·", "\u00ad", "\U000e0101", "\u0600", "؀م", "\ufe0f", "کتاب‌ها"]
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
).map(clean)
widths = st.one_of(st.integers(1, 12), st.integers(1, 300))
styles = st.builds(Style, widths, st.sampled_from(["indent", "gap"]), st.sampled_from([1, 2]), st.sampled_from([1, 2]))


def shown(text: str) -> str:
    return text.replace("\t", " ")


@calmly
@given(texts, styles, st.sampled_from(list(Kind)), st.sampled_from(["", "zh", "en"]))
def test_every_character_is_shown_once_and_offsets_are_exact(text, style, kind, language):
    rows = rows_of(text, style, 7, kind, language)
    assert text[: rows[0].start].strip() == "" == text[rows[-1].end :].strip()
    for before, after in pairwise(rows):
        assert before.end <= after.start
        assert text[before.end : after.start].strip() == ""
    for number, row in enumerate(rows):
        assert row.block == 7
        assert row.text == " " * row.indent + shown(text[row.start : row.end])
        assert row.text == row.text.rstrip()
        first = number == 0 and kind is Kind.PARAGRAPH and style.paragraphs == "indent"
        own = number == 0 and kind in (Kind.CODE, Kind.VERSE)
        assert row.indent == 0 or first or own or kind in (Kind.ITEM, Kind.QUOTE, Kind.NOTE)
        assert row.text or (text.strip() == "" and len(rows) == 1)


@pytest.mark.parametrize(
    ("text", "kind", "width", "level", "rows"),
    [
        ("    if x:", Kind.CODE, 40, 0, ["    if x:"]),
        ("x = 1", Kind.CODE, 40, 0, ["x = 1"]),
        (" " * 30 + "deep", Kind.CODE, 40, 0, [" " * 20 + "deep"]),
        ("  a verse", Kind.VERSE, 40, 0, ["  a verse"]),
        ("An item", Kind.ITEM, 40, 1, ["An item"]),
        ("An item", Kind.ITEM, 40, 3, ["    An item"]),
        ("An item of a list", Kind.ITEM, 20, 9, ["     An item of a", "     list"]),
        ("A quote", Kind.QUOTE, 40, 1, ["  A quote"]),
        ("A note", Kind.NOTE, 16, 5, ["    A note"]),
        ("A quote", Kind.QUOTE, 15, 1, ["A quote"]),
    ],
)
def test_how_far_a_row_is_set_in(text, kind, width, level, rows):
    assert [row.text for row in rows_of(text, Style(width), 0, kind, "en", level)] == rows


@pytest.mark.parametrize("paragraphs", ["indent", "gap"])
def test_lines_of_code_stand_apart_only_where_they_did(paragraphs):
    first, second = Block("a", Kind.CODE, first=True), Block("b", Kind.CODE)
    blocks = (first, second, second._replace(gap=2), first, Block("c", Kind.VERSE))
    screen = Layout(blocks, Style(40, paragraphs)).screen(Position(0, 0, 0), 20)
    assert [row.text for row in screen] == ["a", "b", "", "", "b", "", "a", "", "c"]


@calmly
@given(texts, styles)
@example("👨\u200d\n\ufe0f", Style(1))
def test_no_row_is_wider_than_the_screen(text, style):
    for row in rows_of(text, style):
        if cells.width_of(row.text, style.ambiguous) > style.width:
            alone = characters(row.text)
            assert len(alone) == 1 or all(row.text[end - 1] == "\u200d" for _, end in alone[:-1])
        if style.ambiguous == 1:
            assert cells.width_of(row.text) == told_by_rich(row.text)


def told_by_rich(line):
    """And a cell for each mark that takes a place of its own."""
    return cell_len(line) + sum(category(mark) == "Mc" for mark in line)


def stops(text: str) -> list[int]:
    """Where rows may end by the rules."""
    allowed, mandatory = breaks(text)
    starts = {start for start, _ in characters(text)} | {len(text)}
    return [stop for stop in allowed if stop in starts and (text[stop : stop + 1] not in ADDED or stop in mandatory)]


@calmly
@given(texts, styles)
def test_rows_end_where_the_rules_allow_or_nothing_else_is_left(text, style):
    allowed = {len(text[:stop].rstrip()) for stop in stops(text)}
    for row in rows_of(text, style):
        inside = {end for end in allowed if row.start < end <= row.end}
        assert row.end in inside or not inside


@calmly
@given(texts, widths)
def test_rows_are_as_full_as_they_can_be(text, width):
    allowed = [len(text[:stop].rstrip()) for stop in stops(text)]
    ends = [cells.columns(text)[end] for end in allowed]
    for row, following in pairwise(rows_of(text, Style(width, "gap"))):
        if row.end in allowed and not any(row.end < stop <= following.start for stop in breaks(text).mandatory):
            wider = next(column for column, end in zip(ends, allowed, strict=True) if end > row.end)
            assert wider - cells.columns(text)[row.start] > width


@calmly
@given(texts, widths)
def test_no_character_is_cut(text, width):
    starts = {start for start, _ in characters(text)} | {len(text)}
    for row in rows_of(text, Style(width, "gap")):
        assert row.start in starts


@calmly
@given(texts, widths)
def test_a_row_by_itself_stays_one_row(text, width):
    for row in rows_of(text, Style(width, "gap")):
        if cells.width_of(row.text) <= width:
            assert rows_of(row.text, Style(width, "gap")) == (Row(row.text, 0, 0, len(row.text)),)


@pytest.mark.parametrize("paragraphs", ["indent", "gap"])
def test_the_page_has_no_mark_in_a_wrong_place_at_any_width(paragraphs):
    faults = []
    for width in range(20, 201):
        style = Style(width, paragraphs)
        for number, paragraph in enumerate(PARAGRAPHS):
            rows = rows_of(paragraph, style, number, language="zh")
            faults += [row for row in rows[1:] if row.text[0] in NEVER_FIRST]
            faults += [row for row in rows[:-1] if row.text[-1] in NEVER_LAST]
            faults += [row for row in rows if cell_len(row.text) > width]
            assert "".join("".join(row.text for row in rows).split()) == "".join(paragraph.split())
    assert faults == []


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("甲乙丙丁，戊己", 8, ["甲乙丙", "丁，戊己"]),
        ("甲乙丙(丁)戊", 7, ["甲乙丙", "(丁)戊"]),
        ("甲乙丙丁,戊己", 8, ["甲乙丙", "丁,戊己"]),
        ("甲乙——丙……丁", 6, ["甲乙——", "丙……丁"]),
        ("a long-standing word", 7, ["a long-", "standin", "g word"]),
        ("one   two", 3, ["one", "two"]),
        ("one\ntwo\r\n\nthree", 20, ["one", "two", "three"]),
        ("（2022）", 3, ["（2", "02", "2）"]),
        ("）））", 2, ["）", "）", "）"]),
        ("汉字", 1, ["汉", "字"]),
        ("约翰·史密斯", 4, ["约", "翰·", "史密", "斯"]),
        ("\u3000\u3000首行", 4, ["首行"]),
        ("", 5, [""]),
        ("   ", 5, [""]),
        ("👨‍👩‍👧👨‍👩‍👧", 1, ["👨‍👩‍👧", "👨‍👩‍👧"]),
        ("e\u0301" * 3, 2, ["e\u0301" * 2, "e\u0301"]),
        ("a\tb", 80, ["a b"]),
    ],
)
def test_rows(text, width, rows):
    assert [row.text for row in rows_of(text, Style(width, "gap"))] == rows


@pytest.mark.parametrize("text", ["汉" + "\u200db" * 50_000, "汉" + "\u0301" * 50_000, "汉汉" + " \u0308" * 20_000])
def test_a_character_of_many_thousand_code_points(text):
    rows = rows_of(text, Style(1, "gap"))
    assert "".join(row.text for row in rows).split() == text.split()


def test_ambiguous_width_is_a_setting():
    assert [row.text for row in rows_of("“甲乙”丙", Style(6, "gap"))] == ["“甲乙”", "丙"]
    assert [row.text for row in rows_of("“甲乙”丙", Style(6, "gap", 1, 2))] == ["“甲", "乙”丙"]
    assert cells.width_of("“…—α①") == 5
    assert cells.width_of("“…—α①", 2) == 10


@pytest.mark.parametrize(
    ("kind", "style", "language", "text", "indent"),
    [
        (Kind.PARAGRAPH, Style(40), "zh", "正文", 4),
        (Kind.PARAGRAPH, Style(40), "zh-Hans", "text", 4),
        (Kind.PARAGRAPH, Style(40), "ja", "本文", 4),
        (Kind.PARAGRAPH, Style(40), "en", "text", 2),
        (Kind.PARAGRAPH, Style(40), "", "“正文", 4),
        (Kind.PARAGRAPH, Style(40), "", "text", 2),
        (Kind.PARAGRAPH, Style(40, "gap"), "zh", "正文", 0),
        (Kind.PARAGRAPH, Style(12), "zh", "正文", 0),
        (Kind.TITLE, Style(40), "zh", "标题", 0),
        (Kind.HEAD, Style(40), "zh", "小标题", 0),
    ],
)
def test_only_paragraphs_are_indented(kind, style, language, text, indent):
    assert rows_of(text, style, 0, kind, language)[0].text == " " * indent + text


# Widths


def test_the_widths_taken_for_sure_are_those_of_rich():
    for first, last, width in cells._SURE:
        for code in range(ord(first), ord(last) + 1):
            assert get_character_cell_size(chr(code)) == width, hex(code)


@calmly
@given(texts)
def test_widths_are_those_of_rich(text):
    line = shown(text)
    assert cells.width_of(line) == told_by_rich(line)


# Columns and offsets


@calmly
@given(texts, styles)
def test_columns_stand_for_whole_characters(text, style):
    for row in rows_of(text, style):
        ends = [row.start + end - row.indent for _, end in characters(row.text) if end > row.indent]
        for start, end in pairwise([row.start, *ends]):
            column = column_of(row, start, style.ambiguous)
            assert 0 <= column <= cells.width_of(row.text, style.ambiguous)
            assert all(column_of(row, offset, style.ambiguous) == column for offset in range(start, end))


def test_columns():
    row = rows_of("“甲”e\u0301x", Style(40), language="zh")[0]
    assert [column_of(row, offset) for offset in range(7)] == [4, 5, 7, 8, 8, 9, 10]
    assert [column_of(row, offset, 2) for offset in range(7)] == [4, 6, 8, 10, 10, 11, 12]
    assert column_of(row, 99) == 10
    assert column_of(Row("", 0, 3, 3), 3) == 0


# Clauses


@calmly
@given(texts, widths)
def test_rows_of_clauses_fit_and_lose_only_white_space(text, width):
    rows = break_at_clauses(text, width)
    assert "".join("".join(rows).split()) == "".join(text.split())
    position = 0
    starts = {start for start, _ in characters(text)}
    for row in rows:
        position = shown(text).index(row, position)
        assert position in starts
        position += len(row)
        alone = characters(row)
        assert cell_len(row) <= width or len(alone) == 1 or all(row[end - 1] == "\u200d" for _, end in alone[:-1])


CLAUSES = (TESTS / "data/linebreak/clauses.txt").read_text("utf-8").strip().split("\n\n")


@pytest.mark.parametrize("case", CLAUSES[1:])
def test_clauses(case):
    width, *rows = case.splitlines()
    joined = " ".join(rows) if rows[0].isascii() else "".join(rows)
    assert break_at_clauses(joined, int(width)) == rows


def test_what_a_line_is_set_in_by_stays_up_to_a_quarter_of_a_row():
    assert break_at_clauses("    if area < 0:", 40) == ["    if area < 0:"]
    assert break_at_clauses("\t  return area * speed", 16) == ["   return area *", "speed"]
    assert break_at_clauses("          x", 8) == ["  x"]
    assert break_at_clauses("  市委", 2) == ["市", "委"]


# Layouts

BLOCKS = (
    Block("引题", Kind.KICKER),
    Block("标题", Kind.TITLE),
    Block("本报记者 甲", Kind.BYLINE),
    Block("第一段" * 10, Kind.PARAGRAPH),
    Block("第二段", Kind.PARAGRAPH),
    Block("小标题", Kind.HEAD),
    Block("第三段", Kind.PARAGRAPH),
    Block("图为某地", Kind.CAPTION),
    Block("乙 摄", Kind.CREDIT),
)


def drawn(style: Style) -> list[str]:
    return [row.text for row in Layout(BLOCKS, style, "zh").screen(Position(0, 0, 0), 100)]


def test_indent_style_has_gaps_around_what_is_no_paragraph():
    assert drawn(Style(40)) == [
        *("引题", "标题", "", "本报记者 甲", "", "    " + "第一段" * 6, "第一段" * 4, "    第二段", "", "小标题", ""),
        *("    第三段", "", "图为某地", "乙 摄"),
    ]


def test_gap_style_has_a_gap_between_all_blocks():
    assert drawn(Style(40, "gap")) == [
        *("引题", "", "标题", "", "本报记者 甲", "", "第一段" * 6 + "第一", "段" + "第一段" * 3, "", "第二段", ""),
        *("小标题", "", "第三段", "", "图为某地", "", "乙 摄"),
    ]


def test_double_spacing_puts_a_blank_row_after_each():
    assert drawn(Style(40, spacing=2))[:9] == ["引题", "", "标题", "", "", "本报记者 甲", "", "", "    " + "第一段" * 6]
    assert drawn(Style(40, spacing=2))[-3:] == ["图为某地", "", "乙 摄"]


def test_all_rows_of_all_blocks_are_the_whole_screen():
    for style in (Style(40), Style(20, "gap", 2)):
        layout = Layout(BLOCKS, style, "zh")
        rows = [row for block in range(len(BLOCKS)) for row in layout.rows(block)]
        assert rows == layout.screen(Position(0, 0, 0), 1000)
        assert layout.row(layout.last) == rows[-1]


@calmly
@given(
    st.lists(st.tuples(texts.filter(str.strip), st.sampled_from(list(Kind))), min_size=1, max_size=6), styles, st.data()
)
def test_lines_and_places_answer_each_other(blocks, style, data):
    layout = Layout([Block(text, kind) for text, kind in blocks], style)
    top = Position(0, 0, 0)
    total = sum(len(layout.rows(block)) for block in range(len(blocks)))
    assert layout.move(top, total - 1) == layout.last == layout.move(top, 10**6)
    assert layout.move(layout.last, 1 - total) == top == layout.move(layout.last, -(10**6))
    down = data.draw(st.integers(0, total - 1))
    position = layout.move(top, down)
    row = layout.row(position)
    assert layout.move(position, -down) == top
    if row.text:
        for offset in range(row.start, row.end):
            assert layout.row_of(row.block, offset) == position
    following = layout.next(position)
    assert following is None or (following > position and layout.row(following).text)
    if row.text and following:
        assert layout.previous(following) == position


def count_reflowed(monkeypatch) -> list[int]:
    reflowed: list[int] = []
    original = reflow.rows_of

    def counting(text, *rest):
        reflowed.append(len(text))
        return original(text, *rest)

    monkeypatch.setattr(reflow, "rows_of", counting)
    return reflowed


@pytest.fixture(scope="module")
def long_text() -> str:
    body = "".join(PARAGRAPHS)
    return body * (10**6 // len(body) + 1)


def test_a_key_in_a_block_of_a_million_characters_costs_a_piece(monkeypatch, long_text):
    layout = Layout([Block("题", Kind.TITLE), Block(long_text, Kind.PARAGRAPH)], Style(40), "zh")
    reflowed = count_reflowed(monkeypatch)
    position = layout.row_of(1, 700_000)
    row = layout.row(position)
    assert row.start <= 700_000 < row.end
    assert sum(reflowed) <= 10_000
    for _ in range(5):
        position = layout.move(position, 20)
        layout.screen(position, 20)
    assert sum(reflowed) <= 20_000
    assert layout.row(layout.last).end == len(long_text)
    assert sum(reflowed) <= 40_000


def test_a_block_of_a_million_characters_is_shown_whole(long_text):
    layout = Layout([Block(long_text, Kind.PARAGRAPH)], Style(60), "zh")
    rows = layout.rows(0)
    assert rows[0].start == 0
    assert rows[-1].end == len(long_text)
    assert all(long_text[before.end : after.start].strip() == "" for before, after in pairwise(rows))
    assert not [row for row in rows[1:] if row.text[0] in NEVER_FIRST or row.indent]
    assert not [row for row in rows[:-1] if row.text[-1] in NEVER_LAST]
    assert [layout.row(layout.row_of(0, row.start)) for row in rows[::1000]] == list(rows[::1000])


@pytest.mark.parametrize(
    "text", ["a" * 40_000, " " * 9000 + "a" + " " * 9000 + "b", "e" + "\u0301" * 30_000, "a b" * 9000]
)
def test_a_long_block_without_sentences_is_cut_all_the_same(text):
    layout = Layout([Block(text, Kind.PARAGRAPH)], Style(40, "gap"))
    rows = [row for row in layout.rows(0) if row.text]
    assert "".join("".join(row.text for row in rows).split()) == "".join(text.split())
    assert all(text[before.end : after.start].strip() == "" for before, after in pairwise(rows))


def test_rows_kept_do_not_grow_with_the_document():
    blocks = [Block(f"第{number}段。" * 3, Kind.PARAGRAPH) for number in range(5000)]
    layout = Layout(blocks, Style(20), "zh")
    layout.move(Position(0, 0, 0), 4000)
    assert len(layout._cache) <= 64

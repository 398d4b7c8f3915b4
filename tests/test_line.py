"""A line of text typed in plain mode: the terminal shows what has been typed, and little is written for it."""

from time import process_time

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tui.plain import Line

KEYS = st.sampled_from(
    ["a", "盲", "道", "pasted 盲 道", "é", "space", "backspace", "left", "right", "home", "end", "up"]
)


def shown(keys: list[str], columns: int) -> tuple[Line, pyte.Screen]:
    line = Line("Find: ", columns, True)
    screen = pyte.Screen(columns, 5)
    stream = pyte.Stream(screen)
    stream.feed(line.change())
    for key in keys:
        line.press(key)
        stream.feed(line.change())
    return line, screen


def row(screen: pyte.Screen, number: int = 0) -> str:
    return "".join(screen.buffer[number][column].data for column in range(screen.columns)).rstrip()


@given(st.lists(KEYS, max_size=30))
def test_the_terminal_shows_what_has_been_typed(keys):
    line, screen = shown(keys, 80)
    assert row(screen) == f"Find: {line.text}".rstrip()


@given(st.lists(KEYS, max_size=60), st.integers(17, 24))
def test_a_long_answer_keeps_to_its_row(keys, columns):
    line, screen = shown(keys, columns)
    assert row(screen).startswith("Find:")
    assert row(screen)[6:] in line.text
    assert not row(screen, 1)
    assert screen.cursor.x < columns


@given(st.lists(KEYS, max_size=30))
def test_the_cursor_is_where_the_next_letter_goes(keys):
    line, screen = shown(keys, 80)
    column = screen.cursor.x
    line.press("盲")
    pyte.Stream(screen).feed(line.change())
    assert screen.buffer[0][column].data == "盲"


def test_a_letter_at_the_end_writes_itself_only():
    line, _screen = shown(["a", "盲"], 80)
    line.press("道")
    assert line.change() == "道"
    line.press("backspace")
    assert line.change() == "\b\b\x1b[K"


def test_a_narrow_terminal_gives_the_question_rows_of_its_own():
    _line, screen = shown(["盲", "道"], 8)
    assert row(screen) == "Find:"
    assert row(screen, 1) == "盲道"


def test_a_dumb_terminal_gets_no_cursor_movement():
    line = Line("Find: ", 80, False)
    written = line.change()
    for key in ["盲", "a", "backspace", "left", "道"]:
        line.press(key)
        written += line.change()
    assert written == "Find: 盲a\r\n盲\r\n道盲"


def test_a_pasted_book_is_no_answer_and_costs_no_time():
    keys = ["盲", "a", "e", "\u0301", "space"] * 500
    line = Line("Find: ", 80, True)
    begun = process_time()
    for key in keys:
        line.press(key)
        line.change()
    assert process_time() - begun < 5
    assert len(line.text) == 1000
    assert line.text == ("盲ae\u0301 " * 200)

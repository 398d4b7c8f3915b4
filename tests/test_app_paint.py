"""Frames as bytes: after any frames in any order the terminal shows the last one, cell for cell."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.heard.oracle import Oracle
from tests.machine.terminal import Glass, cells_of, forbidden
from tui.app.frame import BLANK, Frame, Line, Piece, Role, Stretch, cells, printable
from tui.app.output import Output
from tui.app.paint import Painter
from tui.app.theme import THEMES
from tui.core.cells import width_of

WORDS = ["缓坡已建好", "盲道,", "words ", "，。", " ", "", "a", "e\u0301", "（全媒体）", "·", "…"]
pieces = st.builds(Piece, st.lists(st.sampled_from(WORDS), max_size=6).map("".join), st.sampled_from(list(Role)))
lines = st.lists(pieces, max_size=4).map(tuple)


@st.composite
def films(draw):
    """Frames of one screen: random ones, and scrolled or slightly changed ones as reading makes them."""
    columns, height = draw(st.sampled_from([(1, 1), (2, 3), (7, 4), (20, 8), (40, 12)]))
    text: list[Line] = draw(st.lists(lines, min_size=height, max_size=height * 3))
    frames = []
    for _number in range(draw(st.integers(1, 6))):
        top = draw(st.integers(0, len(text) - height))
        shown = text[top : top + height]
        for row in draw(st.sets(st.integers(0, height - 1), max_size=2)):
            shown[row] = draw(lines)
        body = (draw(st.integers(0, 1)) if height > 3 else 0, height - (height > 3))
        cursor = (draw(st.integers(0, height - 1)), draw(st.integers(0, columns - 1)))
        theme = draw(st.sampled_from(["dark", "dark", "none", "light", "contrast"]))
        title = draw(st.sampled_from(["", "a", "盲道"]))
        ends = st.integers(0, columns + 2)
        said = tuple(draw(st.lists(st.builds(Stretch, st.integers(0, height - 1), ends, ends), max_size=2)))
        frames.append(Frame(columns, tuple(shown), cursor, body, theme, title, said=said))
    return frames


@given(films(), st.booleans())
def test_the_terminal_shows_the_last_frame_whatever_came_before(frames, forget):
    glass, painter = Glass(frames[0].columns, len(frames[0].lines)), Painter()
    for frame in frames:
        data = painter.paint(frame).encode()
        assert not forbidden(data)
        glass.feed(data)
        assert glass.screen.display, "half a wide character would raise here"
        assert glass.cells() == cells_of(frame)
        assert glass.cursor == frame.cursor
        assert glass.title == frame.title
    if forget:
        glass.feed(b"\x1b[2;3r\x1b[H\x1b[7;31mwhat another program left\r\nhere\x1b[0m")
        painter.forget()
        glass.feed(painter.paint(frames[-1]).encode())
        assert glass.cells() == cells_of(frames[-1])


PIECES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1bM|\x1b\][^\x07]*\x07|[\xc0-\xff][\x80-\xbf]+|.", re.DOTALL)


@given(films())
def test_no_half_of_a_wide_character_stands_there_even_for_a_moment(frames):
    """Fenrir may look at the screen in the middle of a write, and stops when it sees one."""
    oracle, painter = Oracle(len(frames[0].lines), frames[0].columns), Painter()
    oracle.feed(b"\x1b[?7l")
    for frame in frames:
        # Beside a gutter as the views draw it: there what is said anew begins where a character begins.
        frame = frame._replace(said=())
        for piece in PIECES.findall(painter.paint(frame).encode()):
            oracle.feed(piece)
            assert not oracle.broken, piece


def test_a_long_last_row_is_not_written_below_a_region():
    """yasr, which takes a byte for a cell, goes on below the screen there, and crashes; Fenrir does not know the end
    of a region without numbers."""
    first, scrolled, long = text_frame(0), text_frame(1), text_frame(1)
    long = long._replace(lines=(*long.lines[:-1], (Piece("盲" * 27),)))
    last = painted(first, scrolled, long)[-1]
    assert last.startswith(b"\x1b[1;24r")
    assert b"\x1b[r" not in last


def text_frame(first: int, cursor: int = 0, height: int = 23) -> Frame:
    rows = tuple((Piece("  " + f"{number} " + "盲道" * 17),) for number in range(first, first + height))
    return Frame(80, (*rows, (Piece("status"),)), (cursor, 2), (0, height), "dark")


def painted(*frames: Frame) -> list[bytes]:
    painter = Painter()
    return [painter.paint(frame).encode() for frame in frames]


def test_a_row_further_costs_that_row_and_a_few_bytes():
    _first, down, again, up = painted(text_frame(0), text_frame(1), text_frame(2), text_frame(1))
    row = len("23 " + "盲道" * 17) + 2 * 34
    for data in (again, up):
        assert len(data) <= row + 35
        assert data.count("盲".encode()) == 17
    assert len(down) <= len(again) + 8, "the scroll region is set once"


def test_what_is_there_is_not_written_again():
    nothing, moved = painted(text_frame(0), text_frame(0), text_frame(0, 5))[1:]
    assert nothing == b""
    assert len(moved) <= 7


def test_a_screen_of_other_text_is_not_scrolled():
    data = painted(text_frame(0), text_frame(100))[1]
    assert b"r" not in re.sub(rb"[^\x1b\[\dr;]", b"", data)


def test_one_changed_number_is_one_short_write():
    before = text_frame(0)
    after = before._replace(lines=(*before.lines[:-1], (Piece("status 7%"),)))
    assert len(painted(before, after)[1]) <= 20


def test_the_title_is_sent_when_it_changes_and_carries_no_sequence():
    frame = text_frame(0)._replace(title="a\x1b]52;c;eA==\x07\x9bb")
    first, second = painted(frame, frame._replace(cursor=(1, 1)))
    assert first.endswith(b"\x1b]2;a]52;c;eA==b\x07")
    assert b"\x1b]" not in second


@pytest.mark.parametrize(
    ("variables", "title"),
    [({"STY": "1.x"}, "Mangdao"), ({"TERM": "screen.xterm"}, "Mangdao"), ({"TERM": "screen", "TMUX": "x"}, "4 万")],
)
def test_gnu_screen_which_ends_a_title_at_such_a_character_is_sent_none(monkeypatch, variables, title):
    for name in ("STY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"TERM": "xterm"} | variables).items():
        monkeypatch.setenv(name, value)
    for wanted, sent in (("4 万", title), ("4 One", "4 One")):
        assert Output().painted(text_frame(0)._replace(title=wanted)).endswith(f"\x1b]2;{sent}\a".encode())


def test_what_a_key_led_to_is_written_again_and_nothing_else():
    """Screen readers that go by what is drawn say just that."""
    before = text_frame(0)
    said = (Stretch(3, 2, 9), Stretch(4, 4, 6))
    data = painted(before, before._replace(cursor=(3, 2), said=said))[1].decode()
    assert re.sub(r"\x1b\[[\d;]*\w|[\r\n]", "", data).strip() == "3 盲道盲盲"


def test_the_bell_rings_with_its_frame():
    first, second = painted(text_frame(0), text_frame(0)._replace(bell=True))
    assert b"\x07" not in first
    assert second == b"\x07"


@given(st.text(max_size=60), st.sampled_from(sorted(THEMES)))
def test_nothing_in_a_text_reaches_the_terminal_as_a_command(text, theme):
    frame = Frame(30, ((Piece(text),), (Piece("[/] [@click=app.quit]x[/]"),)), (0, 0), (0, 2), theme, title=text)
    assert not forbidden(painted(frame)[0])
    assert b"[/] [@click=app.quit]x[/]" in painted(frame)[0]


@pytest.mark.parametrize("text", ["\u3000", "क्‍ष", "می‌خواهم", "👨‍👩‍👧", "\u00a0", "e\u0301"])
def test_spaces_joiners_and_marks_stay(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    "text", ["\x1b", "\x00", "\x7f", "\x9b", "\u202e", "\u200b", "\ufeff", "\u2066", "\u2028", "\t"]
)
def test_what_moves_cursors_or_hides_text_goes(text):
    assert printable(f"a{text}b") == "ab"


def test_characters_of_several_code_points_are_followed_by_a_sure_move():
    """Terminals differ in how wide they draw them; what comes behind stands right in all of them."""
    frame = Frame(20, ((Piece("a👨‍👩‍👧b☺\ufe0fc"),),), (0, 0), (0, 1), "none")
    data = painted(frame)[0].decode()
    assert "👨‍👩‍👧\x1b[1;4Hb" in data
    assert "☺\ufe0f\x1b[1;7Hc" in data


def test_a_mark_with_a_place_of_its_own_is_not_written_over():
    """As the vowels of Hindi: what terminals that give them a cell show, and nothing old behind them in others."""
    frame = Frame(12, ((Piece("कि ताक"),),), (0, 0), (0, 1), "none")
    painter = Painter()
    painter.paint(frame._replace(lines=((Piece("xxxxxxxxxx"),),)))
    assert "\x1b[Kकि\x1b[1;3H ता\x1b[1;6Hक" in painter.paint(frame)
    assert cells((Piece("\u093eक"),), 3) == [("\u093e", Role.TEXT), ("क", Role.TEXT), BLANK]


@given(st.lists(pieces, max_size=5).map(tuple), st.integers(1, 30), st.sampled_from([1, 2]))
def test_cells_fill_the_width_and_cut_no_character(line, width, ambiguous):
    row = cells(line, width, ambiguous)
    assert len(row) == width
    assert row[0] is not None
    for number, cell in enumerate(row):
        wide = cell is not None and width_of(cell[0], ambiguous) == 2
        assert wide == (number + 1 < width and row[number + 1] is None) or cell is None


def test_a_console_without_titles_gets_none():
    frame = Frame(10, ((Piece("text"),),), (0, 0), (0, 1), "none", "title")
    assert "title" in Painter().paint(frame)
    assert "title" not in Painter(titles=False).paint(frame)

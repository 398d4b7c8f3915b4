"""The speaking view: drawn, changed and caret are the wanted text for every key, and nothing else is there."""

import pytest

from tests.heard.oracle import Oracle
from tests.heard.steps import SEED
from tests.make import MemoryStandIn, VoiceStandIn
from tui.app.paint import Painter
from tui.app.view import View
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.core.reflow import Layout
from tui.core.rows import Style, break_at_clauses
from tui.importers import open_bytes
from tui.settings import Options, Settings
from tui.sources import open_source

PAGE = open_source(SEED)


class Screen:
    """The speaking view on a terminal that tells what a screen reader would make of it."""

    def __init__(self, columns=80, lines=24, place=None, voice=None):
        settings = Settings(speaking=True)
        self.view = View(Reader(PAGE, MemoryStandIn(place), Options(settings), voice), settings)
        self.view.resize(columns, lines)
        self.oracle = Oracle(lines, columns)
        self._painter = Painter()
        self.columns = columns
        self.seen = self.look()

    def look(self):
        self.oracle.feed(self._painter.paint(self.view.frame()).encode())
        return self.oracle.seen()

    def press(self, *keys):
        for key in keys:
            self.view.press(key)
            self.seen = self.look()
        return self.seen.drawn

    @property
    def reader(self):
        return self.view.reader


def squeezed(text):
    return "".join(text.split())


def heard_alike(screen, wanted):
    first = break_at_clauses(wanted, screen.columns - 1)[0]
    assert squeezed(screen.seen.drawn) == squeezed(screen.seen.changed) == squeezed(wanted)
    assert screen.seen.caret == first.strip()
    assert screen.seen.cursor[1] == 0
    assert [row for row in screen.oracle.rows if row] == [
        row.rstrip() for row in break_at_clauses(wanted, screen.columns - 1)
    ]


def rows_of(article, columns):
    layout = Layout(PAGE.articles[article].blocks, Style(min(columns - 2, 80)), "zh")
    return [
        row.text.strip()
        for number in range(len(PAGE.articles[article].blocks))
        for row in layout.rows(number)
        if row.text
    ]


@pytest.mark.parametrize("columns", [80, 40])
def test_a_row_a_key_down_and_up_past_the_bottom_of_the_screen(columns):
    screen = Screen(columns)
    wanted = rows_of(1, columns)
    screen.press("2", "enter")
    heard_alike(screen, wanted[0])
    for row in wanted[1:]:
        screen.press("down")
        heard_alike(screen, row)
        assert screen.seen.size <= 150
    for row in wanted[-2::-1]:
        screen.press("up")
        heard_alike(screen, row)
        assert screen.seen.size <= 150


def test_the_list_speaks_an_entry_a_key():
    screen = Screen()
    assert "? for help, q to quit" in screen.seen.drawn
    for number in range(1, 8):
        screen.press("down")
        heard_alike(screen, screen.reader.menu.entries[number].line)


@pytest.mark.parametrize("keys", ["s", "p", "h", "a", "w", "c", "i", "I", "m", "z", "?", "o", "l", "x", "M"])
def test_every_kind_of_key_says_its_reply(keys):
    screen = Screen(place=Place(1, 2, 0))
    screen.press("enter", "s")
    before = screen.view.reader.press
    replies = []
    screen.view.reader.press = lambda key: replies.append(before(key)) or replies[-1]
    screen.press(keys)
    assert replies[-1].text
    heard_alike(screen, replies[-1].text)


def test_a_question_and_its_answer():
    screen = Screen()
    screen.press("/")
    assert screen.seen.caret == "Find:"
    assert screen.seen.cursor == (0, 6)
    screen.press(*"盲道")
    assert screen.seen.cursor == (0, 10)
    screen.press("enter")
    heard_alike(screen, f"4 hits: {screen.reader.menu.entries[0].line}")


def test_a_long_question_stands_above_its_answer():
    screen = Screen(columns=40)
    screen.press(":", *"take-marks", "enter", "a")
    frame = screen.view.frame()
    rows = ["".join(piece.text for piece in line) for line in frame.lines]
    assert rows[:2] == ["Take in marks from a file (.json):", "a"]
    assert frame.cursor == (1, 1)


def test_the_same_words_again_stand_in_another_row():
    screen = Screen(columns=60)
    screen.press("up")
    first = screen.seen
    screen.press("up")
    assert screen.seen.drawn == first.drawn == "Beginning of the list."
    assert screen.seen.cursor[0] != first.cursor[0]


def test_the_voice_writes_nothing():
    voice = VoiceStandIn()
    screen = Screen(voice=voice)
    screen.press("enter")
    screen.press("space")
    screen.view.heard("started", voice.said[0].id, 0, "")
    screen.view.heard("finished", voice.said[0].id, 0, "")
    screen.view.heard("started", voice.said[1].id, 0, "")
    assert screen.look().size == 0


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (20, 3), (300, 100)])
def test_any_size(size):
    screen = Screen(*size)
    screen.press("enter", "down", "?", "down", "/", "a", "escape", "i")
    assert screen.seen.cursor[0] < size[1]


@pytest.mark.parametrize("key", ["j", "p", "s", "r"])
def test_lines_of_code_are_set_in_as_they_are_written(key):
    settings = Settings(speaking=True)
    page = open_bytes(b"# A\n\nText.\n\n```\nif a:\n    go(a)\n```\n", "a.md")
    view = View(Reader(page, MemoryStandIn(Place(0, 3 if key == "r" else 2)), Options(settings), None), settings)
    view.resize(80, 24)
    if view.reader.menu:
        view.press("enter")
    view.frame()
    view.press(key)
    assert ["".join(piece.text for piece in line) for line in view.frame().lines if line][-1] == "    go(a)"

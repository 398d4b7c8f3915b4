"""The Textual application without a terminal: keys through the pilot, and what the compositor holds."""

import asyncio
import os
import random
import threading

import pytest

from tests.machine.terminal import Glass, cells_of
from tests.make import MemoryStandIn, VoiceStandIn
from tests.needs import PATIENCE
from tests.test_app_view import KEYS, LONG, at_cursor, screen
from tui.app.application import Application
from tui.app.frame import Role, cells
from tui.app.output import Output
from tui.app.theme import THEMES
from tui.app.view import View
from tui.core.reader import Reader
from tui.settings import Options, Settings
from tui.speech import Event

SIZES = [(80, 24), (40, 12), (200, 60)]


class Heard:
    """Stands for the connection to a voice: `listener` is what the application listens with."""

    def __call__(self, listener):
        self.listener = listener


def make(voice=None, output=None, **settings):
    live = []
    options = Options(Settings(**settings), lambda _name: live[0].change(options.settings))
    view = View(Reader(LONG, MemoryStandIn(), options, voice), options.settings)
    live.append(view)
    heard = Heard()
    return Application(view, heard, output), view, heard


def compositor_rows(app):
    return [strip.text for strip in app.screen._compositor.render_strips()]


def frame_rows(frame):
    return ["".join(cell[0] for cell in cells(line, frame.columns) if cell) for line in frame.lines]


@pytest.mark.parametrize("size", SIZES)
async def test_keys_move_and_the_compositor_holds_the_frame(size):
    app, view, _heard = make()
    async with app.run_test(size=size) as pilot:
        for key in ["down", "enter", "j", "s", "question_mark", "pagedown", "escape", "slash", "o", "n", "e", "enter"]:
            await pilot.press(key)
            frame = view.frame()
            assert compositor_rows(app) == frame_rows(frame)
            assert tuple(reversed(app.cursor_position)) == frame.cursor
        assert view.reader.menu.name == "hits"
        assert app.problem is None


async def test_a_new_size_reaches_the_view():
    app, view, _heard = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "d")
        before = at_cursor(view.frame(), 3)
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert len(view.frame().lines) == 12
        assert at_cursor(view.frame(), 3) == before
        assert compositor_rows(app) == frame_rows(view.frame())


async def test_quitting_and_interrupting_end_it_with_code_zero():
    for keys in (["q"], ["enter", "ctrl+c"], ["question_mark", "ctrl+d"]):
        app, _view, _heard = make()
        async with app.run_test() as pilot:
            await pilot.press(*keys)
        assert app.return_code == 0


async def test_reports_of_the_voice_come_from_any_thread():
    voice = VoiceStandIn()
    app, view, heard = make(voice)
    async with app.run_test() as pilot:
        await pilot.press("enter", "space")
        for number in range(3):
            event = Event("started", voice.said[number].id)
            thread = threading.Thread(target=heard.listener, args=[event])
            thread.start()
            thread.join()
            await pilot.pause()
            assert at_cursor(view.frame(), 2) == voice.said[number].text[:2]
            heard.listener(Event("finished", voice.said[number].id))
            await pilot.pause()
    heard.listener(Event("word", 1))  # after the end: nobody listens, nothing breaks


async def test_a_bug_ends_it_and_is_kept_for_the_caller():
    app, view, _heard = make()
    async with app.run_test() as pilot:
        view.press = lambda _key: 1 / 0
        await pilot.press("j")
    assert isinstance(app.problem, ZeroDivisionError)
    assert app.return_code == 70


async def test_themes_reach_the_compositor():
    for name in THEMES:
        app, _view, _heard = make(theme=name)
        async with app.run_test() as pilot:
            await pilot.press("enter")
            strip = app.screen._compositor.render_strips()[1]
            first = app.screen._compositor.render_strips()[0]
        theme = THEMES[name]
        style = next(segment.style for segment in first if "我市" in segment.text)
        assert style.bold
        assert style.color.number == theme.foreground
        assert style.bgcolor.number == theme.background
        assert strip.cell_length == 80


def drained(read):
    """All that a pipe holds now."""
    os.set_blocking(read, False)
    data = b""
    while True:
        try:
            data += os.read(read, 65536)
        except BlockingIOError:
            return data


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_bytes_show_on_a_terminal_what_the_compositor_holds(seed, size):
    """A session of random keys, through the real output into pyte, compared after every key."""
    chance = random.Random(seed)
    read, write = os.pipe()
    glass, output = Glass(*size), Output(write)
    app, view, _heard = make(VoiceStandIn(), output)
    view.resize(*size)
    async with app.run_test(size=size) as pilot:
        output.open(view.frame())
        for _key in range(40):
            key = chance.choice([key for key in KEYS if key not in "qVX"] + ["2"])
            view.press(key)
            app.draw()
            frame = app._page.frame
            await settled(glass, read, frame)
            assert glass.cells() == cells_of(frame), f"after {key}"
            app._page.refresh()
            await pilot.pause()
            assert compositor_rows(app) == ["".join(cell[0] for cell in row) for row in glass.cells()]
        await pilot.press("ctrl+c")
    output.close()
    assert drained(read).endswith(b"\x1b[?1049l")
    os.close(read)
    os.close(write)


async def settled(glass, read, frame):
    """Waits until the frame has been written: its cursor comes last, and its text is there."""
    for _turn in range(2000):
        glass.feed(drained(read))
        if glass.cursor == frame.cursor and glass.cells() == cells_of(frame):
            return
        await asyncio.sleep(0.001)


def test_one_write_for_each_frame_and_none_for_the_same_frame(monkeypatch):
    writes = []
    written = threading.Condition()

    def noted(_file, data):
        with written:
            writes.append(bytes(data))
            written.notify()
        return len(data)

    monkeypatch.setattr("tui.app.output.os.write", noted)
    view = make()[1]
    output = Output()
    output.open(view.frame())
    assert len(writes) == 1
    for key in ("down", "enter", "d"):
        before = len(writes)
        view.press(key)
        frame = view.frame()
        output.show(frame)
        with written:
            assert written.wait_for(lambda before=before: len(writes) > before, 5)
        output.show(frame)
    output.close()
    assert len([data for data in writes if data]) == 5
    assert screen(frame).strip()


@pytest.fixture
def busy(monkeypatch):
    """A terminal that takes what it is sent at once the first time, and then when it may: what it was sent, and what
    is raised when something has come and when the next may go on."""
    writes, reached, may_go_on = [], threading.Semaphore(0), threading.Semaphore(1)

    def held(_file, data):
        writes.append(bytes(data))
        reached.release()
        assert may_go_on.acquire(timeout=PATIENCE)
        return len(data)

    monkeypatch.setattr("tui.app.output.os.write", held)
    return writes, reached, may_go_on


def test_a_screen_taken_back_while_a_frame_is_being_written_is_painted_whole(busy):
    """Somebody stops the program in the midst of a write, writes something else, and lets it go on."""
    writes, reached, may_go_on = busy
    view = make()[1]
    output = Output()
    output.open(view.frame())
    assert reached.acquire(timeout=PATIENCE)
    view.press("down")
    output.show(view.frame())
    assert reached.acquire(timeout=PATIENCE), "it is being written"
    output.take_back(view.frame())
    may_go_on.release(9)
    assert reached.acquire(timeout=PATIENCE), "it is painted again"
    output.close()
    entered = [b"\x1b[?1049h" in data for data in writes]
    assert entered == [True, False, True, False]
    assert len(writes[2]) > len(writes[1])


def test_a_frame_that_nobody_has_seen_leaves_what_is_to_be_said_to_the_next(busy):
    """A key is typed while the line is busy, and then something else has the screen drawn: Textual when it begins, or
    news of a size that is the same."""
    writes, reached, may_go_on = busy
    view = make()[1]
    output = Output()
    output.open(view.frame())
    assert reached.acquire(timeout=PATIENCE)
    view.press("3")
    output.show(view.frame())
    assert reached.acquire(timeout=PATIENCE), "it is being written"
    view.press("2")
    output.show(view.frame()._replace(bell=True))
    output.show(view.frame())
    may_go_on.release(9)
    assert reached.acquire(timeout=PATIENCE)
    output.close()
    assert "Second" in writes[2].decode()
    assert writes[2].endswith(b"\a")


def test_what_a_key_has_led_away_from_is_not_said():
    view = make()[1]
    view.frame()
    view.press("2")
    skipped = view.frame()
    view.press("3")
    frame = view.frame()
    assert skipped.said
    assert frame.instead_of(skipped).said == frame.said
    assert not frame._replace(said=()).instead_of(skipped).said, "the cursor has gone on"


def test_a_stalled_terminal_does_not_keep_the_program():
    read, write = os.pipe()
    view = make()[1]
    output = Output(write)
    output.open(view.frame())
    for _key in range(200):
        view.press("d" if view.reader.menu is None else "enter")
        view._settings = view._settings._replace(theme="light" if view._settings.theme == "dark" else "dark")
        output.show(view.frame())
    output.close()
    os.close(read)


def test_a_bug_in_the_output_is_raised_where_it_ends_the_program(monkeypatch):
    monkeypatch.setattr("tui.app.output.os.write", lambda _file, data: len(data))
    view = make()[1]
    output = Output()
    output.open(view.frame())
    output.show(view.frame()._replace(theme="no such theme"))
    output._thread.join(PATIENCE)
    with pytest.raises(KeyError):
        output.show(view.frame())
    output.close()


def test_roles_all_have_a_style():
    from tui.app.application import style

    assert all(style(name, role) is not None for name in THEMES for role in Role)

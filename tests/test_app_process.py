"""The full screen as a real process on a real terminal, looked at through pyte."""

import os
import shlex
import signal
from pathlib import Path

import pytest

from tests.machine.forked import Forked
from tests.machine.process import SOON
from tests.machine.terminal import FullScreen, Glass, forbidden
from tests.machine.world import SEED
from tui.cli import _full_screen

BAR_GONE = b"\r\x1b[K"  # on a slow machine opening shows how far it is


def on(text: str):
    """The cursor stands on this text."""
    return lambda glass: cursor_text(glass).startswith(text)


def cursor_text(glass: Glass) -> str:
    row, column = glass.cursor
    line = glass.screen.buffer[row]
    return "".join(line[at].data for at in range(column, glass.screen.columns))


def started(glass: Glass) -> bool:
    return bool(glass.title) and cursor_text(glass)[:1].isdigit()


@pytest.fixture
def app(tmp_path):
    with Forked(tmp_path, "full screen") as process:
        process.see(started)
        yield process


def test_the_list_then_an_article_then_out_and_the_terminal_is_as_before(app):
    app.press("j", on("2 "))
    app.press("\r", on("市委常委会召开会议"))
    app.press("l", on("2 市委常委会"))
    app.send("q")
    app.rest()
    assert app.status == 0
    before, entered, _rest = app.all.partition(b"\x1b[?1049h")
    assert entered
    assert not before or before.endswith(BAR_GONE)
    assert not forbidden(app.all)


def test_restores_the_terminal_at_the_end(app):
    app.send("q")
    rest = app.rest()
    assert rest.endswith(b"\x1b[?2004l\x1b[r\x1b[0m\x1b[?7h\x1b[?1049l")


def test_asks_the_terminal_nothing_and_sets_no_mode_but_its_own(app):
    for data in (b"$p", b">", b"<u", b"?1000", b"?1003", b"?1004", b"?25l", b"\x1b[6n", b"\x1b[c"):
        assert data not in app.all


def test_after_every_key_the_cursor_is_on_what_was_moved_to(app):
    app.press("4\r", on("我市启动无障碍综合服务示范区建设"))
    app.press("\x1b[B", on("代表建议督办"))
    app.press("p", on("深入践行"))
    app.press("p", on("株洲日报全媒体记者"))
    app.press("w", on("洲日报"))
    app.press("c", on("日报"))
    app.press("P", on("株洲日报全媒体记者"))
    app.press("p", on("人行道边缘"))
    app.press("p", on("代表建议工作"))
    app.press("s", on("2021年6月23"))
    app.press("k", on("进行跟踪督办"))


def test_nothing_is_written_without_a_key(app):
    app.press("\r", lambda glass: "article" in glass.row(23))
    assert app.silent_for(1.5)


def test_a_key_is_one_write_and_a_small_one(app):
    app.press("4\r", on("我市启动"))
    sizes = {}
    for key in "jjjjjkwcd":
        before = app.glass.cursor
        sizes[key] = max(sizes.get(key, 0), len(app.press(key, lambda glass, before=before: glass.cursor != before)))
    assert max(sizes[key] for key in "wc") <= 60
    assert max(sizes[key] for key in "jk") <= 175, "a row of 39 Chinese characters is 117 bytes"
    assert sizes["d"] <= 4000


def test_find_with_chinese_input_and_back(app):
    app.press("/", "Find:")
    app.press("盲道", "Find: 盲道")
    assert app.glass.cursor == (23, 12)
    app.press("\x7f", lambda glass: glass.cursor == (23, 10))
    app.press("道\r", "hits")
    app.press("\x1b[B\r", on("盲道"))


def test_a_new_size_is_drawn_with_the_place_in_view(app):
    app.press("4\r", on("我市启动"))
    app.press("ppppppp", on("事实上"))
    for rows, columns in [(12, 40), (60, 200), (5, 20), (24, 80)]:
        app.glass.screen.resize(rows, columns)
        app.resize(rows, columns)
        app.see(on("事实上"))


@pytest.mark.parametrize("size", [(1, 1), (1, 80), (24, 1), (2, 3), (50, 400)])
def test_starts_on_any_screen_and_ends(tmp_path, size):
    rows, columns = size
    with Forked(tmp_path, "full screen", rows=rows, columns=columns) as app:
        app.see(lambda glass: bool(glass.title))
        app.send("j\rddi/a\rl?\x1b[B")
        app.send("\x03")
        app.rest()
        assert app.status == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_soon_with_the_terminal_restored(app, number):
    app.press("3\r", on("市委理论学习中心组"))
    app.press("p", lambda glass: glass.cursor[0] > 0)
    begun = app.clock()
    os.kill(app.pid, number)
    rest = app.rest()
    assert app.clock() - begun < SOON
    assert app.status == 128 + number
    assert rest.endswith(b"\x1b[?1049l")


def test_a_terminal_that_goes_away_ends_it(app):
    app.press("j", on("2 "))
    begun = app.clock()
    os.close(app.fd)
    app.fd = os.open(os.devnull, os.O_RDWR)
    app.wait()
    assert app.clock() - begun < SOON


def test_killed_while_reading_it_opens_at_the_same_character(tmp_path):
    with FullScreen(tmp_path, SEED) as app:
        app.see(started)
        app.press("4\r", on("我市启动"))
        app.press("ppppppcccc", on("我市共有残疾人"))
        os.kill(app.pid, signal.SIGKILL)
        app.wait()
    with FullScreen(tmp_path, SEED) as app:
        app.see(on("4 我市启动"))
        app.press("\r", on("我市共有残疾人"))


@pytest.mark.parametrize(
    "keys",
    [
        b"\xff\xfe\x80",
        b"\x1b[48;9999;9999;9;9t",
        b"\x1b[200~abc",
        b"\x1bP1;2|x\x1b\\",
        b"\x1b[<0;1;1M",
        b"\x1b]52;c;?\x07",
        b"\x00\x01\x02",
        b"\x1b[99;99R",
        b"\xe7\x9b",
    ],
)
def test_broken_and_hostile_keys_do_no_harm(app, keys):
    app.send(keys + b"\x1b")
    app.at_rest()  # both at once would be one key
    app.send("l")
    app.press("3", on("3 "))
    app.press("1", on("1 "))


def test_the_beginning_of_a_sequence_silences_the_voice_though_it_is_no_key(tmp_path):
    with Forked(tmp_path, "full screen") as app:
        app.see(started)
        app.press("1", on("1 "))
        app.press("\r", lambda glass: not on("1 ")(glass))
        app.press(" ", "speaking")
        app.press(b"\x1b[", "paused")


def test_text_from_outside_is_drawn_verbatim_and_starts_nothing(tmp_path):
    page = tmp_path / "page.txt"
    page.write_bytes((Path(__file__).parent / "data" / "app" / "hostile.txt").read_bytes())
    with Forked(tmp_path, "full screen", str(page)) as app:
        app.see("[/] [bold]not bold[/bold]")
        app.see("[@click=app.quit]a headline[/]")
        app.press("d", lambda glass: True)
        app.send("\x03")
        app.rest()
        assert not forbidden(app.all)
        assert b"pwned" not in app.all.replace(b"]0;pwned", b"")


def test_control_z_gives_the_terminal_back_and_takes_it_again(app):
    """A session without job control, as here, does not stop; what was given back is taken again at once."""
    app.press("\x1a", lambda glass: app.all.count(b"\x1b[?1049h") == 2 and started(glass))
    assert app.all.count(b"\x1b[?1049l") == 1
    app.press("2", on("2 "))


def test_stopped_and_continued_by_others_it_draws_its_screen_again(app):
    app.press("j", on("2 "))
    os.kill(app.pid, signal.SIGSTOP)
    os.waitpid(app.pid, os.WUNTRACED)
    app.glass.feed(b"\x1b[H\x1b[2Jsomebody else was here")
    os.kill(app.pid, signal.SIGCONT)
    app.see(lambda glass: started(glass) and "somebody" not in glass.row(0))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_it_starts_restores_the_terminal_too(tmp_path, number):
    with FullScreen(tmp_path, SEED) as app:
        app.see(started)
        os.kill(app.pid, number)
        assert app.rest().endswith(b"\x1b[?1049l")
        assert app.status == 128 + number


def test_keys_typed_while_it_starts_are_not_lost(tmp_path):
    with FullScreen(tmp_path, SEED) as app:
        app.send("4\r")
        app.see(on("我市启动无障碍综合服务示范区建设"))
        assert b"^" not in app.all


def test_over_a_line_there_are_only_the_terminals_own_colours_and_a_page_is_one_picture(tmp_path):
    line = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22", "COLORTERM": "truecolor"}
    with Forked(tmp_path, "full screen", **line) as app:
        app.see(started)
        app.press("2\r", on("市委常委会召开会议"))
        before = app.glass.rows
        page = app.press("d", lambda glass: glass.rows[:20] != before[:20])
        page += app.press("~", "Nothing is on that key")
        assert len(page) < 2500  # scrolling row by row would write most of them several times
        for data in (b"38;", b"48;", b"?1000", b"?1002", b"?1003", b"?1006"):
            assert data not in app.all


class Piped(FullScreen):
    """A text is piped in; keys come from the terminal all the same."""

    def command(self, arguments):
        return ["sh", "-c", f"cat '{SEED}' | {shlex.join(super().command(arguments))}"]


def test_a_text_that_is_piped_in_is_on_the_full_screen(tmp_path):
    with Piped(tmp_path, "-") as process:
        process.see(started)
        process.press("j", on("2 "))
        process.press("\r", on("市委常委会召开会议"))
        process.send("q")
        process.rest()
        assert process.status == 0


def test_without_a_terminal_for_keys_a_text_that_is_piped_in_is_read_in_plain_mode(monkeypatch):
    monkeypatch.setattr(os, "isatty", lambda number: number == 1)
    monkeypatch.setattr(os, "open", lambda *_arguments: (_ for _ in ()).throw(OSError()))
    assert not _full_screen({"TERM": "xterm"}, "-")
    monkeypatch.setattr(os, "isatty", lambda number: True)
    assert _full_screen({"TERM": "xterm"}, "-")

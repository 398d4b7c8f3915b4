"""The screen of a known source is there before the program is; what changes meanwhile is shown as it is."""

import contextlib
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.machine.process import ROOT
from tests.machine.terminal import FullScreen

SEED = ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt"
ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
# Writes what was imported when the program takes the screen, to standard error, and ends.
_LOOK = """import os, sys
before = set(sys.modules)
import tui.__main__ as main
def shown(file, data):
    if b"[?1049h" not in data:  # a bar, where opening takes long
        return len(data)
    sys.stderr.write(" ".join(set(sys.modules) - before))
    sys.stderr.flush()
    os._exit(len(data) < 500)
os.write = shown
main.main()"""

# Writes what was imported till the end, and sees whether the network could be spoken to. What is done once somebody has
# been reading for a while is no part of a start, and would be done before the end on a slow machine.
_LOOK_BACK = """import sys
import tui.__main__ as main
import tui.launch
tui.launch._CALM = 1000.0
try:
    main.main()
finally:
    sys.stderr.write(" ".join(sys.modules))
    import ssl
    ssl.create_default_context()"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(SEED.read_bytes())
    return path


def screens(home: Path) -> list[Path]:
    return sorted(home.glob(".local/share/mangdao/library.sqlite-screens/*"))


def on_entry(number: int):
    return lambda glass: glass.rows[glass.cursor[0]].strip().startswith(f"{number} ")


def begun(app: FullScreen) -> bytes:
    """What was written before the answer to the first key, one that leads nowhere."""
    app.see(lambda glass: bool(glass.title))
    answer = app.press("~", "Nothing is on that key")
    # A bar may come before, where opening takes long. The terminal adds to line ends while it is not set up.
    return app.all[app.all.index(ENTER) :].removesuffix(answer).replace(b"\r\r\n", b"\r\n")


def leave(app: FullScreen) -> None:
    app.send("q")
    app.rest()
    assert app.status == 0


def run_through(home: Path, *arguments: object) -> bytes:
    """A whole session without moving; what it began with."""
    with FullScreen(home, *map(str, arguments)) as app:
        data = begun(app)
        leave(app)
    return data


def test_a_known_page_is_there_at_once_and_taken_over_without_a_byte(page, tmp_path):
    first = run_through(tmp_path, page)
    assert {path.read_bytes().split(b"\n", 3)[3] for path in screens(tmp_path)} == {first}
    assert run_through(tmp_path, page) == first
    assert run_through(tmp_path) == first


def test_a_killed_program_leaves_it_too(page, tmp_path):
    with FullScreen(tmp_path, str(page)) as app:
        first = begun(app)
    assert run_through(tmp_path, page) == first


def test_a_library_in_memory_leaves_no_screen(page, tmp_path):
    with FullScreen(tmp_path, str(page), MANGDAO_LIBRARY=":memory:") as app:
        begun(app)
        leave(app)
    assert not [path for path in tmp_path.rglob("*") if "screens" in path.name]


class Looking(FullScreen):
    """Writes into a file what is imported, by a program of its own."""

    program = _LOOK

    def command(self, arguments):
        return ["sh", "-c", 'exec "$0" -c "$1" "$2" 2>modules', sys.executable, self.program, *arguments]


class LookingBack(Looking):
    program = _LOOK_BACK


def imported(home: Path, page: Path) -> set[str]:
    """What the program has imported when it takes the screen."""
    with Looking(home, str(page)) as looking:
        looking.rest()
    return set((home / "modules").read_text().split())


def test_before_a_new_page_only_what_it_needs_is_imported(page, tmp_path):
    found = imported(tmp_path, page)
    assert "tui.app.view" in found
    assert not found & {
        "textual",
        "rich",
        "asyncio",
        "typing",
        "dataclasses",
        "inspect",
        "logging",
        "argparse",
        "tempfile",
        "tui.core.sentences",
        "tui.speech",
    }
    assert len(found) <= 150


def test_what_nobody_asks_for_is_never_imported(page, tmp_path):
    """asyncio goes without OpenSSL, and the library without the module around JSON: milliseconds of every start."""
    for _time in ("new", "known"):
        with LookingBack(tmp_path, str(page)) as app:
            begun(app)
            leave(app)
        found = set((tmp_path / "modules").read_text().split())
        assert {"textual.app", "asyncio.sslproto", "_sqlite3"} <= found
        assert not found & {"ssl", "_ssl", "json", "sqlite3", "argparse", "gettext", "email", "http"}


def test_nothing_is_imported_before_a_known_page(page, tmp_path):
    run_through(tmp_path, page)
    ours = {"tui", "tui.__main__", "tui.core", "tui.core.light", "tui.first_screen", "tui.folders"}
    found = imported(tmp_path, page)
    assert ours <= found <= ours | {"gc", "termios", "_blake2", "_collections"} | STARTING


# What the handlers of signals need.
STARTING = {"signal", "enum", "types", "operator", "_operator", "functools", "_functools", "collections", "itertools"}
STARTING |= {"keyword", "reprlib"}


def test_the_next_start_is_where_one_has_left(page, tmp_path):
    run_through(tmp_path, page)
    with FullScreen(tmp_path, str(page)) as app:
        begun(app)
        app.press("j", on_entry(2))
        app.press("\r", "市委常委会召开会议")
        app.press("l", on_entry(2))
        leave(app)
    (kept, _other) = screens(tmp_path)
    with FullScreen(tmp_path, str(page)) as app:
        assert begun(app) == kept.read_bytes().split(b"\n", 3)[3]
        leave(app)


def begun_again(home: Path, page: Path, **others) -> FullScreen:
    app = FullScreen(home, str(page), **others)
    assert begun(app).count(ENTER) == 1
    return app


def test_another_text_is_shown(page, tmp_path):
    run_through(tmp_path, page)
    page.write_text("另一篇文章。", "utf-8")
    with begun_again(tmp_path, page) as app:
        assert "另一篇文章" in "".join(app.glass.rows)
        leave(app)


def test_what_another_program_has_done_to_the_library_is_shown(page, tmp_path):
    run_through(tmp_path, page)
    with contextlib.closing(sqlite3.connect(tmp_path / ".local/share/mangdao/library.sqlite")) as library, library:
        library.execute("DELETE FROM read_articles")
        library.execute("UPDATE publications SET title = 'x'")
    with FullScreen(tmp_path, str(page)) as app:
        assert begun(app).count(ENTER) == 1
        leave(app)


@pytest.mark.parametrize(
    "others", [{"rows": 30}, {"columns": 60}, {"MANGDAO_THEME": "none"}, {"LANG": "zh_CN.UTF-8"}, {"STY": "1.screen"}]
)
def test_another_terminal_or_manner_is_obeyed(page, tmp_path, others):
    first = run_through(tmp_path, page)
    with FullScreen(tmp_path, str(page), **others) as app:
        app.see(lambda glass: bool(glass.title))
        assert not app.all.replace(b"\r\r\n", b"\r\n").startswith(first)


def test_where_somebody_was_when_the_program_was_killed(page, tmp_path):
    run_through(tmp_path, page)
    with FullScreen(tmp_path, str(page)) as app:
        begun(app)
        app.press("j", on_entry(2))
        app.press("\r", "市委常委会召开会议")
        app.press("h", lambda glass: bool(glass.title))
        app.press("~", "Nothing is on that key")  # by now the place is kept
    with begun_again(tmp_path, page) as app:
        app.see(lambda glass: not on_entry(1)(glass))


@pytest.mark.parametrize("at", [0, 40, 200, -100])
def test_a_damaged_screen_is_not_shown(page, tmp_path, at):
    first = run_through(tmp_path, page)
    for path in screens(tmp_path):
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)
    assert run_through(tmp_path, page) == first


def test_a_source_that_has_gone_leaves_the_ordinary_screen(page, tmp_path):
    run_through(tmp_path, page)
    page.unlink()
    with FullScreen(tmp_path, str(page)) as app:
        data = app.rest()
        assert app.status == 3
    assert ENTER not in data
    assert b"page.txt" in data


def test_a_screen_that_nobody_takes_over_is_put_away(page, tmp_path):
    """The library says that the screen is right, but nothing can be made of the text any more."""
    run_through(tmp_path, page)
    broken = "import tui.__main__ as main, tui.sources as s\ns.find = lambda source: 1 / 0\nmain.main()"

    class Broken(FullScreen):
        def command(self, arguments):
            return [sys.executable, "-c", broken, *arguments]

    with Broken(tmp_path, str(page)) as app:
        data = app.rest()
        assert app.status == 70
    assert data.count(ENTER) == 1
    assert data.index(LEAVE) < data.index(b"something went wrong")

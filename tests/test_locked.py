"""Documents that open with a password only: it is asked for, not shown, not said, and written nowhere."""

import os
import pty
import subprocess
import sys

import pytest

from tests.made.locked_pdf import locked
from tests.made.pdf import pdf, read_in_parts
from tests.make import MemoryStandIn, OptionsStandIn, publication
from tests.needs import PATIENCE
from tui.core.actions.awaiting import arrived, with_shelf
from tui.core.menu import Act, Reply
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.errors import LockedError
from tui.importers import locks, open_bytes
from tui.keeping import messenger
from tui.keeping.background import ReaderShelf
from tui.library import Library
from tui.plain import Line

SECRET = "kerb stone"
PAGES = [[(50, 60, 12, f"Page {number} is nobody else's business.")] for number in range(6)]


@pytest.fixture
def data(monkeypatch):
    monkeypatch.setattr(locks, "_given", {})
    return locked(pdf(PAGES), SECRET)


def test_it_opens_with_the_password_and_with_no_other(data):
    with pytest.raises(LockedError, match="locked with a password") as asked:
        open_bytes(data, "diary.pdf")
    assert not asked.value.is_wrong
    asked.value.give("something else")
    with pytest.raises(LockedError, match=r"That password does not open diary\.pdf") as asked:
        open_bytes(data, "diary.pdf")
    assert asked.value.is_wrong
    asked.value.give(SECRET)
    found = open_bytes(data, "diary.pdf")
    assert found.articles[0].blocks[0].text.startswith("Page 0 is nobody else's")
    assert SECRET not in repr(found)


def test_pages_that_are_read_later_open_with_it_too(data, monkeypatch):
    read_in_parts(monkeypatch, 1, 2)
    locks.take({locks.lock_of(data): SECRET})
    found = open_bytes(data, "diary.pdf")
    assert "Page 5" in " ".join(block.text for article in found.articles for block in article.blocks)


def shelf_of(tmp_path, data):
    (tmp_path / "diary.pdf").write_bytes(data)
    return ReaderShelf(Library(tmp_path / "library.sqlite"), send=messenger.send)


@pytest.mark.parametrize("is_quick", [True, False], ids=["at once", "later"])
def test_the_reader_asks_for_it_and_says_that_another_is_wrong(data, tmp_path, monkeypatch, is_quick):
    shelf = shelf_of(tmp_path, data)
    if not is_quick:
        monkeypatch.setattr("tui.keeping.background.PATIENCE", 0.0)
    reader = Reader(
        publication(("# one", "Text.")), MemoryStandIn(), OptionsStandIn(), helpers=Helpers(find_shelf=lambda: shelf)
    )

    def settled(reply: Reply) -> Reply:
        while reader.reading.waiting:
            assert reader.reading.waiting.opening.wait(PATIENCE)
            reply = reader.heard("opening", 0, 0, "")
        return reply

    def opened(found):
        reader.reading.turn_to(found)
        return Reply(Act.READING, "open")

    path = str(tmp_path / "diary.pdf")
    reply = settled(with_shelf(reader.reading, lambda shelf: arrived(reader.reading, shelf.add(path), opened)))
    assert (reply.act, reply.text) == (Act.ASKED, "Password of diary.pdf, which is not shown: ")
    assert reader.question.is_secret
    reply = settled(reader.answer("wrong"))
    assert (reply.act, reply.text) == (Act.ASKED, "That password does not open diary.pdf. Once more: ")
    assert settled(reader.answer(SECRET)).text == "open"
    assert reader.reading.publication.articles[0].blocks[0].text.startswith("Page 0")
    with_shelf(reader.reading, lambda shelf: arrived(reader.reading, shelf.add(path), opened))
    shelf.library.close()
    assert SECRET.encode() not in (tmp_path / "library.sqlite").read_bytes()


def test_an_empty_answer_leaves_it_locked(data, tmp_path):
    shelf = shelf_of(tmp_path, data)
    reader = Reader(
        publication(("# one", "Text.")), MemoryStandIn(), OptionsStandIn(), helpers=Helpers(find_shelf=lambda: shelf)
    )
    path = str(tmp_path / "diary.pdf")
    nothing = Reply(Act.NOTHING)
    with_shelf(reader.reading, lambda shelf: arrived(reader.reading, shelf.add(path), lambda _found: nothing))
    if reader.reading.waiting:
        assert reader.reading.waiting.opening.wait(PATIENCE)
        reader.heard("opening", 0, 0, "")
    assert reader.answer("").text.startswith("diary.pdf is locked with a password")
    assert reader.question is None
    shelf.library.close()


def test_spaces_at_its_ends_are_its_own_and_no_character_is_written_or_said():
    reader = Reader(publication(("# one", "Text.")), MemoryStandIn(), OptionsStandIn())
    typed = []
    reader.reading.ask("Password: ", lambda text: typed.append(text) or Reply(Act.NOTHING), is_secret=True)
    reader.answer(" a ")
    assert typed == [" a "]
    reader.reading.ask("Password: ", lambda text: Reply(Act.NOTHING), is_secret=True)
    line = Line("Password: ", 80, True, reader.question)
    assert line.change() == "Password: "
    for key in ("k", "space", "é", "backspace"):
        line.press(key)
        assert line.change() == ""
    assert line.text == "k "


@pytest.mark.skipif(os.name != "posix", reason="a terminal of Unix")
def test_the_shell_asks_on_the_terminal_and_writes_data_only(data, tmp_path):
    path = tmp_path / "diary.pdf"
    path.write_bytes(data)
    master, slave = pty.openpty()
    command = [sys.executable, "-c", _IN_TERMINAL, str(path)]
    environment = {**os.environ, "HOME": str(tmp_path), "LANG": "C.UTF-8", "MANGDAO_LANGUAGE": "en"}
    process = subprocess.Popen(
        command, stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    )
    os.close(slave)
    shown = b""
    for answer in (b"wrong\n", SECRET.encode() + b"\n"):
        while b": " not in shown.rpartition(b"\n")[2]:
            shown += os.read(master, 1000)
        os.write(master, answer)
        shown += b"\n"
    out, _err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert out.decode().strip().startswith("Page 0 is nobody else's business.")
    assert b"Password of diary.pdf, which is not shown: " in shown
    assert b"That password does not open diary.pdf. Once more" in shown
    assert b"wrong" not in shown
    os.close(master)


_IN_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from tui.cli import main
sys.exit(main(["read", sys.argv[1]]))
"""


def test_without_a_terminal_it_is_refused_in_a_sentence(data, tmp_path):
    path = tmp_path / "diary.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "tui", "read", str(path)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, start_new_session=True, check=False,
        env={**os.environ, "HOME": str(tmp_path), "LANG": "C.UTF-8", "MANGDAO_LANGUAGE": "en"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (4, "")
    assert "diary.pdf is locked with a password: open it in a terminal" in done.stderr

"""Folders and files of unusual kinds: what comes of them is told, and who does not want to wait need not."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.machine.terminal import FullScreen
from tui.core.progress import CancelledError, listening
from tui.errors import SourceError
from tui.fetch import fetch
from tui.fetch.in_folders import files_of
from tui.keeping.librarian import Librarian
from tui.library import Library

unix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")


def nested(folder, name, levels):
    """Folders of this name in each other, in the last of them a file."""
    descriptor = os.open(folder, os.O_RDONLY)
    for _level in range(levels):
        os.mkdir(name, dir_fd=descriptor)
        inner = os.open(name, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(os.open("last.txt", os.O_CREAT, dir_fd=descriptor))
    os.close(descriptor)


def unread(folder):
    """What is told of its files that cannot be read."""
    told = []
    for path in files_of(str(folder)):
        try:
            fetch(path)
        except SourceError as error:
            told.append(str(error))
    return told


@pytest.fixture
def deep():
    """A folder for what Python cannot take away again: were it left among those of pytest, this could not clear them up
    in later runs."""
    folder = Path(tempfile.mkdtemp(prefix="mangdao-deep-"))
    yield folder
    subprocess.run(["rm", "-rf", folder], check=True)


@unix
def test_folders_in_each_other_may_be_more_than_python_calls_itself(deep):
    nested(deep, "d", 1500)
    assert [path.removeprefix(str(deep)) for path in files_of(str(deep))] == ["/d" * 1500 + "/last.txt"]


@unix
def test_what_lies_deeper_than_paths_reach_is_told(deep):
    nested(deep, "d" * 200, 30)
    (deep / "e.txt").write_text("It is read.")
    (told,) = unread(deep)
    assert told.endswith("cannot be read: File name too long.")
    assert next(files_of(str(deep))) == str(deep / "e.txt")


def test_a_folder_in_a_folder_that_may_not_be_looked_into_is_told(tmp_path, monkeypatch):
    for name in ("all/a/1.txt", "all/b/2.txt", "all/c/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(f"It is {name}.")
    at_work = Librarian(Library(tmp_path / "library.sqlite"))
    for look in ("scandir", "listdir"):
        monkeypatch.setattr(os, look, refusing(getattr(os, look), str(tmp_path / "all/b")))
    keys, problems = at_work.add_all([str(tmp_path / "all")])
    assert len(keys) == 2
    assert [str(each).partition(";")[0] for each in problems] == [f"{tmp_path}/all/b may not be read by you"]


def refusing(real, folder):
    def look(path="."):
        if os.fspath(path) == folder:
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    return look


def test_looking_for_files_can_be_ended(tmp_path):
    for name in "abc":
        (tmp_path / name).mkdir()
    heard = []

    def hear(share):
        heard.append(share)
        if len(heard) == 3:
            raise CancelledError

    with listening(hear), pytest.raises(CancelledError):
        list(files_of(str(tmp_path)))
    assert len(heard) == 3


@unix
@pytest.mark.parametrize("mode", ["--plain", "--full-screen"])
@pytest.mark.parametrize(("key", "status"), [("q", 0), ("\x03", 128 + signal.SIGINT)])
def test_who_waits_for_a_pipe_is_told_and_may_leave(tmp_path, mode, key, status):
    os.mkfifo(tmp_path / "pipe")
    arguments = ["pipe", *([mode] if mode == "--plain" else [])]
    with FullScreen(tmp_path, *arguments) as screen:
        screen.see("0%, q ends it" if mode != "--plain" else "Opening pipe, 0%. q ends it.")
        screen.send(key)
        assert screen.wait() == status


@unix
def test_what_comes_out_of_a_pipe_late_is_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with FullScreen(tmp_path, "--plain", "pipe") as screen:
        screen.see("Opening pipe, 0%. q ends it.")
        (tmp_path / "pipe").write_text("It has come.")
        screen.press("j", "It has come.")
        screen.send("q")
        assert screen.wait() == 0

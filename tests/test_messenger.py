"""Errands in a process of their own: what is kept when either process ends, and what is heard of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import until
from tui.core.progress import CancelledError
from tui.errors import ReaderError
from tui.keeping import errands, messenger
from tui.library import Library, everywhere, open_library
from tui.texts import use_language

ROOT = Path(__file__).parent.parent
MANY = 60
READER = """
import os, subprocess, sys, threading
from tui.keeping import background, messenger
from tui.keeping.background import ReaderShelf
from tui.library import Library

def say(line):  # in one go: two threads do
    os.write(1, f"{line}\\n".encode())

background.OFTEN = 0
real = subprocess.Popen
def popen(*arguments, **keywords):
    process = real(*arguments, **keywords)
    say(process.pid)
    return process
messenger.subprocess.Popen = popen
shelf = ReaderShelf(Library(sys.argv[1]), lambda: say(shelf.news()))
try:
    shelf.add(sys.argv[2])
except Exception as begun:
    say(begun)
threading.Event().wait()
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "many"
    made.mkdir()
    for number in range(MANY):
        (made / f"{number:03}.txt").write_text(f"Number {number}. " + "盲道通了，缓坡已建好。" * 20)
    return made


def titles(path):
    library, warning = open_library(path)
    assert warning == ""
    assert library.rows("PRAGMA integrity_check") == [("ok",)]
    found = [title for (title,) in library.rows("SELECT title FROM publications ORDER BY title")]
    assert [key for (key,) in library.do("SELECT publication FROM texts EXCEPT SELECT key FROM publications")] == []
    library.close()
    return found


def gone(pid):
    """Whether it runs no more; who takes care of orphans may not have buried it yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_it_does_what_it_is_asked_and_tells_how_far_it_is(tmp_path, folder):
    path, reports = str(tmp_path / "library.sqlite"), []
    Library(path).close()
    said = messenger.send(path, "add", [str(folder)], reports.append)
    assert said == f"Added {MANY} publications; L lists them."
    assert len(titles(path)) == MANY
    library = Library(path)
    assert len(everywhere.search(library, "缓坡", 1000)) == MANY
    library.close()
    assert {report.what for report in reports} == {"", "taken in", "made searchable"}
    assert all(0 <= report.done <= report.whole for report in reports)
    assert any(report.said == said for report in reports), "before the end: that stays, whatever follows"


@pytest.mark.parametrize("after", [1, 2, 4])
def test_ended_at_any_moment_all_is_kept_or_nothing(tmp_path, folder, after):
    path, heard = str(tmp_path / "library.sqlite"), []
    Library(path).close()

    def hear(report):
        heard.append(report)
        if len(heard) == after:
            raise CancelledError

    try:
        messenger.send(path, "add", [str(folder)], hear)
    except CancelledError:
        assert len(titles(path)) in (0, MANY)
        said = any(report.said for report in heard)
        assert not said or len(titles(path)) == MANY, "what was said is true"


def test_one_that_is_killed_is_told_of(tmp_path, folder, monkeypatch):
    path, made = str(tmp_path / "library.sqlite"), []
    Library(path).close()
    real = subprocess.Popen
    monkeypatch.setattr(messenger.subprocess, "Popen", lambda *a, **k: made.append(real(*a, **k)) or made[0])
    with pytest.raises(ReaderError, match="ended from outside; what is not whole is not kept"):
        messenger.send(path, "add", [str(folder)], lambda report: made[0].kill())
    assert titles(path) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes as Linux lists them")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_the_reader(tmp_path, folder, number):
    path = tmp_path / "library.sqlite"
    command = [sys.executable, "-c", READER, str(path), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as reader:
        try:
            lines = [reader.stdout.readline().strip() for _line in range(3)]  # the process, that it has begun, and 10%
            (pid,) = [int(line) for line in lines if line.isdecimal()]
            assert not gone(pid)
        finally:
            os.kill(reader.pid, number)  # without that nobody would end it
    until(lambda: gone(pid))
    assert len(titles(path)) in (0, MANY)


def test_what_goes_wrong_there_is_said_here_in_the_language_of_the_reader(tmp_path):
    path = str(tmp_path / "library.sqlite")
    Library(path).close()
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReaderError, match=r"There is no file in .*empty"):
        messenger.send(path, "add", [str(tmp_path / "empty")], lambda report: None)
    use_language("zh")
    with pytest.raises(ReaderError, match="没有"):
        messenger.send(path, "add", [str(tmp_path / "empty")], lambda report: None)


def test_where_no_process_is_to_be_had_it_is_done_here(tmp_path, folder, monkeypatch):
    path = str(tmp_path / "library.sqlite")
    Library(path).close()

    def refuse(*_arguments, **_keywords):
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(messenger.subprocess, "Popen", refuse)
    assert messenger.send(path, "add", [str(folder)], lambda report: None).startswith("Added ")


@pytest.mark.parametrize("has_log", [True, False])
def test_a_bug_is_kept_or_else_told_by_its_name(tmp_path, monkeypatch, has_log):
    path = str(tmp_path / "library.sqlite")
    Library(path).close()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path if has_log else tmp_path / "library.sqlite"))
    log = tmp_path / "mangdao" / "mangdao.log"
    told = f"the details are in {log}" if has_log else "an error in this program: KeyError"
    with pytest.raises(ReaderError, match=told):
        messenger.send(path, "dance", [], lambda report: None)
    assert not has_log or "KeyError" in log.read_text()
    with pytest.raises(KeyError):
        errands.here(path, "dance", [], lambda report: None)


def has_groups():
    """Whether the processor is shared between sessions first. Only who may do all may change that at any time."""
    path = Path("/proc/sys/kernel/sched_autogroup_enabled")
    return path.exists() and path.read_text("ascii").strip() == "1" and os.geteuid() == 0


@pytest.mark.skipif(not has_groups(), reason="no sessions that share the processor")
def test_an_errand_stands_back_for_the_reader_and_not_only_in_its_own_session(folder, tmp_path, monkeypatch):
    begun, seen = [], []
    real = subprocess.Popen
    monkeypatch.setattr(messenger.subprocess, "Popen", lambda *a, **k: begun.append(real(*a, **k)) or begun[-1])

    def hear(report):
        if report.whole:
            pid = begun[0].pid
            group = Path(f"/proc/{pid}/autogroup").read_text("ascii").split()[-1]
            seen.append((os.getpriority(os.PRIO_PROCESS, pid), group))
            raise CancelledError

    path = str(tmp_path / "library.sqlite")
    Library(path).close()
    with pytest.raises(CancelledError):
        messenger.send(path, "add", [str(folder)], hear)
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert seen == [(min(19, own + 10), "10")]

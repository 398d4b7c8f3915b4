"""Killed at any moment: processes that end in the midst of SQLite's work, or of a write, and what they leave.

Each work is done once to its end to see how long it is, and then by processes that are killed on the way: after so many
steps of SQLite, or by the system in the write that makes a file longer than allowed, which leaves half of it written.
"""

import os
import random
import shutil
import signal
import sqlite3

import pytest

from tests.make import publication
from tui.core.publication import Place
from tui.core.shelf import Highlight
from tui.errors import ReaderError
from tui.fetch import Source
from tui.keeping import updating
from tui.keeping.librarian import Librarian
from tui.library import Library, database, everywhere, open_library, schema, shelf, stored, subscriptions, words

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes and limits of Unix")
if hasattr(os, "fork"):
    import resource

_STEPS = 25  # of SQLite between two moments
_ROUNDS = 12


def text(number):
    return f"第{number}篇。The number is {number}. " + "盲道通了，缓坡已建好。" * 60


def files(folder, numbers):
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number:03}.txt").write_text(text(number))


def prepared(home):
    """A library in use: publications, one read and marked; four in the trash; a subscription with news waiting."""
    at_work = Librarian(Library(home / "library.sqlite"))
    files(home / "old", range(6))
    keys, _problems = at_work.add_all([str(home / "old")])
    at_work.index_all()
    for key in keys:
        page = at_work.open(key)
        at_work.library.keep_place(page, Place(0, 0, 3))
        at_work.library.add_bookmark(page, Place(0, 0, 1), "mark")
        at_work.keep_highlight(page, Highlight(0, Place(0, 0, 2), "篇"))
    for key in keys[2:]:
        at_work.remove(key)
    files(home / "issues", range(10, 12))
    updating.update(at_work, updating.subscribe(at_work, str(home / "issues")))
    at_work.index_all()
    files(home / "issues", range(12, 18))
    files(home / "new", range(20, 28))
    at_work.library.close()


def add(library, home):
    Librarian(library).add_all([str(home / "new")])


def update(library, home):
    updating.update(Librarian(library), subscriptions.listed(library))


def empty_trash(library, home):
    Librarian(library).empty_trash()


def index(library, home):
    for key in words.pending(library) or [key for (key,) in library.rows("SELECT key FROM publications")]:
        words.index(library, shelf.text(library, key))


def keep(library, home):
    page = publication(("# 盲道", "缓坡已建好。" * 50))
    library.remember(page, Source("页".encode(), "p", "/papers/p"))
    for number in range(40):
        library.keep_place(page, Place(0, 1, number))
        library.add_bookmark(page, Place(0, 1, number), "here")


def state(library):
    """What each publication has, and the issues: what an interrupted work leaves whole or not at all."""
    tables = ("texts", "details", "places", "places_before", "bookmarks", "bookmarks_again", "highlights", "trash")
    found = {key: [] for (key,) in library.do("SELECT key FROM publications")}
    for table in tables:
        for key, count in library.do(f"SELECT publication, count(*) FROM {table} GROUP BY publication"):
            found.setdefault(key, []).append((table, count))
    issues = library.do("SELECT subscription, name, publication FROM issues ORDER BY 1, 2")
    return {key: tuple(having) for key, having in found.items()}, tuple(issues)


def whole(path):
    """The library opens, and nothing in it is damaged."""
    library, warning = open_library(path)
    assert warning == ""
    assert library.rows("PRAGMA integrity_check") == [("ok",)]
    for key, place in library.do("SELECT publication, offset FROM places"):
        assert library._kept_place(key).offset == place
    assert library.warning == ""
    return library


def child(home, work, moments=None, size=None):
    """Does it in a process that is killed after so many moments, or in the write at so many bytes of a file. How many
    moments and bytes of the log it had, None when it did not come to its end."""
    reading, writing = os.pipe()
    if (process := os.fork()) == 0:
        count = 0

        def moment():
            nonlocal count
            count += 1
            if count == moments:
                os.kill(os.getpid(), signal.SIGKILL)

        real = sqlite3.connect

        def connect(*arguments, **keywords):
            made = real(*arguments, **keywords)
            made.set_progress_handler(moment, _STEPS)
            return made

        try:
            database.sqlite3.connect = connect
            if size is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            library = Library(home / "library.sqlite")
            work(library, home)
            log = home / "library.sqlite-wal"
            os.write(writing, f"{count} {log.stat().st_size}".encode())
            library.close()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        answer = told.read()
    os.waitpid(process, 0)
    return tuple(map(int, answer.split())) if answer else None


def limit(how, rng, moments, size):
    return {"moments": rng.randrange(1, moments + 1)} if how == "step" else {"size": rng.randrange(1, size)}


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    home = tmp_path_factory.mktemp("begun")
    prepared(home)
    return home


def again(begun, tmp_path):
    """The library as it was before, where its files are."""
    for suffix in ("", "-wal", "-shm"):
        path = begun / f"library.sqlite{suffix}"
        path.unlink(missing_ok=True)
    shutil.copy(tmp_path / "before", begun / "library.sqlite")


WORKS = [add, update, empty_trash, index, keep]


@pytest.mark.parametrize("how", ["step", "write"])
@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.__name__)
def test_killed_at_any_moment(begun, tmp_path, work, how):
    shutil.copy(begun / "library.sqlite", tmp_path / "before")
    library = whole(begun / "library.sqlite")
    before = state(library)
    library.close()
    its_end = child(begun, work)
    library = whole(begun / "library.sqlite")
    after = state(library)
    library.close()
    rng = random.Random(work.__name__ + how)
    killed = 0
    for _round in range(_ROUNDS):
        again(begun, tmp_path)
        killed += child(begun, work, **limit(how, rng, *its_end)) is None
        library = whole(begun / "library.sqlite")
        left = state(library)
        check(work, left, before, after)
        work(library, begun)
        if work is not keep:
            assert state(library)[0].keys() == after[0].keys()
            Librarian(library).index_all()
            assert library.do("INSERT INTO words (words) VALUES ('integrity-check')") == []
            hits = everywhere.search(library, "缓坡", 1000)
            in_trash = library.do("SELECT count(*) FROM trash")[0][0]
            assert len(hits) == len(after[0]) - in_trash, "each has it once, and all are found"
        library.close()
    again(begun, tmp_path)
    assert killed >= _ROUNDS // 3, "most of these processes must have been killed"


def check(work, left, before, after):
    if work in (add, update):
        assert left in (before, after), "all or nothing"
    elif work is empty_trash:
        for key, having in left[0].items():
            assert having == before[0][key], "a publication goes with all that it has, or stays"
    elif work is index:
        assert left == before
    else:
        for key, having in before[0].items():
            assert left[0][key] == having


@pytest.mark.parametrize("how", ["step", "write"])
def test_killed_while_an_older_library_is_brought_up_to_date(tmp_path, how):
    path = tmp_path / "library.sqlite"
    raw = sqlite3.connect(path, isolation_level=None)
    for migration in schema.MIGRATIONS[:3]:
        raw.executescript(migration)
    raw.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    raw.execute("PRAGMA user_version = 3")
    page = publication(("# 盲道", "缓坡已建好。" * 50))
    place = stored.kept(page, Place(0, 1, 7)).row
    raw.execute("BEGIN")
    for number in range(60):
        raw.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)", (f"k{number}", *place))
        raw.execute("INSERT INTO bookmarks VALUES (NULL, ?, ?, ?, ?, ?, ?, 'mark', 5)", (f"k{number}", *place))
    raw.execute("COMMIT")
    raw.close()
    shutil.copy(path, tmp_path / "before")
    its_end = child(tmp_path, lambda library, home: None)
    rng = random.Random(how)
    killed = 0
    for _round in range(_ROUNDS):
        again(tmp_path, tmp_path)
        killed += child(tmp_path, lambda library, home: None, **limit(how, rng, *its_end)) is None
        library = whole(path)
        assert [library._kept_place(f"k{number}").offset for number in range(60)] == [7] * 60
        assert library.do("SELECT count(*) FROM bookmarks_again") == [(60,)]
        library.close()
    assert killed >= _ROUNDS // 3


def test_an_export_that_is_killed_leaves_the_file_that_was_there(tmp_path):
    """By the shell's command itself, in the write at so many bytes."""
    from tui.cli import main

    source, target = tmp_path / "a.txt", tmp_path / "a.md"
    source.write_text(text(1) * 50)
    target.write_text("old")
    for size in (1, 4096, 10_000, 40_000):
        if (process := os.fork()) == 0:
            os.environ["HOME"] = str(tmp_path)
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            try:
                main(["export", str(source), "-o", str(target)])
            finally:
                os._exit(0)
        _process, status = os.waitpid(process, 0)
        assert os.WIFSIGNALED(status)
        assert target.read_text() == "old"


def test_two_readers_at_once_each_keep_what_they_do(begun, tmp_path):
    """Two processes keep places and marks, and one of them takes in and removes, all at the same time."""
    shutil.copy(begun / "library.sqlite", tmp_path / "before")
    children = []
    for number in range(2):
        if (process := os.fork()) == 0:
            code = 1
            try:
                library = Library(begun / "library.sqlite")
                page = publication(("# 盲道", f"{number} 缓坡已建好。" * 50))._replace(key=f"own{number}")
                library.remember(page, Source(b"x", "p", f"/papers/own{number}"))
                for at in range(60):
                    library.keep_place(page, Place(0, 1, at))
                    library.add_bookmark(page, Place(0, 1, at), "here")
                    if at == 20 * (number + 1):
                        (add if number else update)(library, begun)
                code = 2 if library.warning else 0
                library.close()
            except ReaderError:
                code = 3
            finally:
                os._exit(code)
        children.append(process)
    assert [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in children] == [0, 0]
    library = whole(begun / "library.sqlite")
    for number in range(2):
        assert library._kept_place(f"own{number}").offset == 59
        assert library.do("SELECT count(*) FROM bookmarks WHERE publication = ?", f"own{number}") == [(60,)]
    assert len(state(library)[0]) == 6 + 2 + 6 + 8 + 2
    library.close()
    again(begun, tmp_path)

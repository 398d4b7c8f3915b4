"""What takes long is opened while somebody waits: they hear how far it is, and may change their mind."""

import gc
import select
import threading
import time
import weakref
from types import SimpleNamespace

import pytest

from tests.made import large
from tests.make import OptionsStandIn, VoiceStandIn
from tests.needs import PATIENCE
from tui import importers, patient, terminal
from tui.app.view import View
from tui.core.blocks import is_lazy
from tui.core.cells import width_of
from tui.core.menu import Act, Reply
from tui.core.progress import CancelledError, listening, part, tell
from tui.core.publication import Publication
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.core.waiting import Waiting
from tui.errors import FormatError, LeftError
from tui.fetch import fetch
from tui.importers import feed
from tui.keeping import background, errands
from tui.keeping.background import ReaderShelf
from tui.library import Library
from tui.library import shelf as library_shelf
from tui.long_work import LongWork
from tui.plain import Plain
from tui.settings import Settings
from tui.texts import use_language


class Slow:
    """Making sense of sources, a step at a time, as the test says."""

    def __init__(self):
        self.quick = importers.open_bytes
        self.shares = [0.25, 0.5, 0.75]
        self.problem = None
        self.may_go_on = threading.Semaphore(0)
        self.is_there = threading.Semaphore(0)
        self.ended = threading.Event()
        self.opened = threading.Semaphore(0)

    def open_bytes(self, data, name, beside=None):
        try:
            for share in self.shares:
                self.is_there.release()
                assert self.may_go_on.acquire(timeout=PATIENCE)
                tell(int(100 * share), 100)
            if self.problem:
                raise self.problem
            return self.quick(data, name, beside)
        finally:
            self.ended.set()

    def step(self):
        self.may_go_on.release()
        assert self.is_there.acquire(timeout=PATIENCE)

    def finish(self):
        for _share in self.shares:
            self.may_go_on.release()


@pytest.fixture
def slow(monkeypatch):
    made = Slow()
    monkeypatch.setattr(importers, "open_bytes", made.open_bytes)
    monkeypatch.setattr(background, "PATIENCE", 0)
    return made


@pytest.fixture
def reader(tmp_path, slow):
    """On a text of its own; another that takes long is in the library."""
    (tmp_path / "a.txt").write_text("盲道通了。")
    (tmp_path / "long.txt").write_text("A long book. It goes on.")
    library = Library(tmp_path / "library.sqlite")
    found = fetch(str(tmp_path / "a.txt"))
    first = slow.quick(found.data, found.name)
    library.remember(first, found)
    shelf = ReaderShelf(library, slow.opened.release)
    with shelf.taking_in() as intake:
        source = fetch(str(tmp_path / "long.txt"))
        intake.stage(source, slow.quick(source.data, source.name))
    made = Reader(first, library, OptionsStandIn(), VoiceStandIn(), helpers=Helpers(find_shelf=lambda: shelf))
    yield made
    slow.finish()
    if waiting := made.reading.waiting:
        assert waiting.opening.wait(PATIENCE)
    library.close()


def opening(reader, slow):
    """The reply when the long one has been chosen in the list."""
    reader.press("L")  # on what is being read
    reader.press("home")
    reply = reader.press("enter")
    assert slow.is_there.acquire(timeout=PATIENCE)
    return reply


def arrived(reader, slow):
    """What is heard in the end."""
    slow.finish()
    while reader.reading.waiting:
        assert slow.opened.acquire(timeout=PATIENCE)
        reply = reader.heard("opening", 0, 0, "")
    return reply


def test_what_takes_long_is_on_its_way_and_then_it_is_read(reader, slow):
    assert opening(reader, slow) == (Act.WAITING, "Opening long, 0%. q cancels.")
    slow.step()
    assert reader.press("j") == (Act.WAITING, "Opening long, 25%")
    assert reader.reading.publication.title == "a"
    assert arrived(reader, slow) == (Act.READING, "A long book.")
    assert reader.reading.publication.title == "long"


@pytest.mark.parametrize("key", ["escape", "q", "interrupt"])
def test_a_key_cancels_and_nothing_has_happened(reader, slow, key):
    opening(reader, slow)
    before = reader.reading.memory.recent()
    assert reader.press(key) == (Act.SAID, "Cancelled.")
    assert reader.reading.publication.title == "a"
    assert reader.menu.current.line.startswith("1 long")
    slow.finish()
    assert slow.ended.wait(PATIENCE)
    assert reader.reading.memory.recent() == before
    assert reader.heard("opening", 0, 0, "") == (Act.NOTHING, "")
    assert opening_again(reader, slow).act is Act.WAITING


def opening_again(reader, slow):
    reply = reader.press("enter")
    assert slow.is_there.acquire(timeout=PATIENCE)
    return reply


def test_what_cannot_be_opened_after_all_says_so(reader, slow):
    slow.problem = FormatError("It is damaged.")
    reader.reading.memory.do("DELETE FROM texts")
    opening(reader, slow)
    assert arrived(reader, slow) == (Act.SAID, "It is damaged.")
    assert reader.reading.publication.title == "a"


def test_a_file_that_is_being_added_is_whole_in_the_library_or_not_at_all(reader, slow, tmp_path):
    (tmp_path / "new.txt").write_text("Something new.")
    listed = [each.title for each in reader.reading.shelf.listed()]
    for ends in (True, False):
        reader.run("add")
        assert reader.answer(str(tmp_path / "new.txt")).text.startswith("Opening new.txt, ")
        assert slow.is_there.acquire(timeout=PATIENCE)
        if ends:
            reader.press("escape")
            slow.finish()
            assert slow.ended.wait(PATIENCE)
            assert [each.title for each in reader.reading.shelf.listed()] == listed
    slow.finish()
    assert arrived(reader, slow) == (Act.READING, "Something new.")


def test_what_is_made_only_to_be_kept_is_made_in_another_process(tmp_path, monkeypatch):
    """All of a long feed, for seconds; it is open, and whole in the library, in the end."""
    monkeypatch.setattr(feed, "_LONG", 0)
    (tmp_path / "long.rss").write_bytes(large.rss(30))
    (tmp_path / "short.txt").write_text("A short text.")
    sent = []

    def send(path, name, arguments, hear):
        sent.append((name, *arguments))
        return errands.here(path, name, arguments, hear)

    shelf = ReaderShelf(Library(tmp_path / "library.sqlite"), send=send)
    opened = {}
    for name in ("long.rss", "short.txt"):
        found = shelf.add(str(tmp_path / name))
        opened[name] = found if isinstance(found, Publication) else found.wait(PATIENCE) and found.result()
    assert sent == [("keep", str(tmp_path / "long.rss"))]
    assert is_lazy(opened["long.rss"])
    monkeypatch.undo()
    for name, publication in opened.items():
        (tmp_path / name).unlink()
        assert shelf.library.rows("SELECT opened > 0 FROM publications WHERE key = ?", publication.key) == [(1,)]
        kept = library_shelf.text(shelf.library, publication.key)
        assert [article.title for article in kept.articles] == [article.title for article in publication.articles]
    shelf.library.close()


def bottom(view):
    return "".join(piece.text for piece in view.frame().lines[-1]).strip()


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (80, "Opening long [#####...............] 25%, q cancels"),
        (40, "Opening lo… [##.......] 25%, q cancels"),
        (20, "25%, q cancels"),
    ],
)
def test_the_full_screen_shows_a_bar(reader, slow, columns, row):
    view = View(reader, Settings())
    view.resize(columns, 12)
    opening(reader, slow)
    slow.step()
    assert bottom(view) == row
    assert view.press("interrupt"), "the program goes on"
    assert bottom(view) == "Cancelled."


class TerminalStandIn:
    """Keys as the test has them; `step` is called before each look for them."""

    has_cursor = True
    is_amid = False

    def __init__(self, keys, step=lambda: None):
        self.written = []
        self._keys = iter(keys)
        self._step = step

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    def size(self):
        return 80, 24

    def write(self, text):
        self.written.append(text)

    def wake(self):
        pass

    def hand_on(self):
        pass

    def suspend(self):
        pass

    def keys(self):
        self._step()
        return next(self._keys, None)


def test_plain_mode_writes_percent_lines(reader, slow):
    terminal = TerminalStandIn([])
    plain = Plain(reader, terminal)
    opening(reader, slow)
    slow.step()
    for _report in range(5):
        plain._hear(background_report())
    assert "".join(terminal.written) == "\r\n25%\r", "seldom enough to be heard out"


def test_how_far_it_is_is_not_said_just_before_it_has_come():
    waiting = Waiting(SimpleNamespace(name="a", percent=96), lambda _found: Reply(Act.NOTHING))
    assert not any(waiting.report().text for _report in range(9))


def background_report():
    from tui.speech import Event

    return Event("opening")


def watched(monkeypatch, keys, plain, steps=4):
    """What is written while something is opened at the start, and whether it was ended."""
    goes, come = threading.Semaphore(0), threading.Semaphore(0)

    def work():
        for number in range(steps):
            tell(number, steps)
            come.release()
            assert goes.acquire(timeout=PATIENCE)
        return "whole"

    under_way = LongWork("book.epub", work)
    assert come.acquire(timeout=PATIENCE)

    def step():
        goes.release()
        if len(terminal.written) < steps:
            assert come.acquire(timeout=PATIENCE)
        else:
            assert under_way.wait(PATIENCE)

    terminal = TerminalStandIn(keys, step)
    monkeypatch.setattr(patient.os, "isatty", lambda number: True)
    monkeypatch.setattr(patient, "open_terminal", lambda: terminal)
    monkeypatch.setattr(patient, "_OFTEN", 0.0)
    try:
        patient.watch(under_way, plain)
        return "".join(terminal.written), under_way.result()
    except KeyboardInterrupt as error:
        for _step in range(steps):
            goes.release()
        assert under_way.wait(PATIENCE)
        with pytest.raises(CancelledError):
            under_way.result()
        return "".join(terminal.written), type(error)


def test_at_the_start_plain_mode_writes_lines(monkeypatch):
    written, result = watched(monkeypatch, [[]] * 9, plain=True)
    assert written == "\r\nOpening book.epub, 0%. q ends it.\r\r\n25%\r\r\n50%\r\r\n75%\r"
    assert result == "whole"


def test_at_the_start_the_full_screen_has_a_bar(monkeypatch):
    written, result = watched(monkeypatch, [[]] * 9, plain=False)
    assert "\rbook.epub [##########..........] 50%, q ends it\x1b[K\r" in written
    assert written.endswith("\r\x1b[K")
    assert result == "whole"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [100, 80, 40, 30, 20, 8])
@pytest.mark.parametrize("name", ["book.epub", "第二十三册 人行道与盲道.epub"])
def test_the_bar_at_the_start_never_needs_a_second_row(language, columns, name):
    use_language(language)
    done = LongWork(name, lambda: None)
    assert done.wait(PATIENCE)
    for percent in (0, 5, 95):
        done.percent = percent
        row = patient._Bar(done, columns).change().removeprefix("\r").removesuffix("\x1b[K\r")
        assert width_of(row) < columns
        assert columns < 80 or row.startswith(name)


@pytest.mark.parametrize("key", ["q", "escape", "interrupt"])
def test_at_the_start_a_key_ends_it(monkeypatch, key):
    ended = KeyboardInterrupt if key == "interrupt" else LeftError
    assert watched(monkeypatch, [[], [key]], plain=True)[1] is ended


def test_escape_whose_rest_might_still_come_when_it_is_done_is_escape(monkeypatch):
    done = LongWork("book.epub", lambda: "whole")
    assert done.wait(PATIENCE)
    there = TerminalStandIn([["escape"]])
    there.is_amid = True
    monkeypatch.setattr(patient.os, "isatty", lambda number: True)
    monkeypatch.setattr(patient, "open_terminal", lambda: there)
    with pytest.raises(LeftError):
        patient.watch(done, plain=True)


def test_control_z_stops_it_at_once_and_then_all_is_said_again(monkeypatch):
    goes_on, stopped = threading.Event(), []
    under_way = LongWork("book.epub", goes_on.wait)

    def step():
        if stopped:
            goes_on.set()
            assert under_way.wait(PATIENCE)

    there = TerminalStandIn([["suspend", "j"], []], step)
    there.suspend = lambda: stopped.append(len(there.written))
    monkeypatch.setattr(patient.os, "isatty", lambda number: True)
    monkeypatch.setattr(patient, "open_terminal", lambda: there)
    typed = []
    monkeypatch.setattr(patient, "type_ahead", typed.extend)
    patient.watch(under_way, plain=True)
    assert "".join(there.written).count("Opening book.epub") == 2
    assert (len(stopped), typed) == (1, ["j"])


def test_what_is_typed_meanwhile_is_for_the_reader(monkeypatch):
    typed = []
    monkeypatch.setattr(terminal, "_typed_ahead", typed)
    watched(monkeypatch, [["j"], [], ["down", "3"], *[[]] * 6], plain=True)
    assert typed == ["j", "down", "3"]
    with terminal.Terminal() as there:
        assert there.keys() == ["j", "down", "3"]
    assert not typed


def test_who_waits_at_a_pipe_gets_nothing_written(monkeypatch):
    monkeypatch.setattr(patient.os, "isatty", lambda number: False)
    under_way = LongWork("x", lambda: "whole")
    patient.watch(under_way, plain=True)
    assert under_way.result() == "whole"


def test_the_shell_tells_on_standard_error_only_what_takes_long(monkeypatch, capsys):
    with patient.told():
        tell(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(patient, "_AT_FIRST", 0.0)
    monkeypatch.setattr(patient, "_OFTEN", 0.0)
    with patient.told():
        for number in range(101):
            tell(number, 100)
    assert capsys.readouterr().err == "".join(f"{ten}%\n" for ten in range(10, 101, 10))


def test_a_part_of_the_work_is_a_part_of_the_whole():
    told = []
    with listening(told.append):
        with part(0.0, 0.5):
            tell(1, 2)
            with part(0.5, 1.0):
                tell(1, 2)
        tell(1, 1)
    tell(1, 2)
    assert told == [0.25, 0.375, 1.0]


def test_what_a_large_document_is_made_of_is_never_looked_through_for_rubbish():
    """A pass over a million new objects takes a second, in which no key is answered."""
    looked = []

    def hear(phase, info):
        looked.append(len(gc.get_objects(generation=info["generation"])) if phase == "start" else 0)

    frozen = gc.get_freeze_count()
    gc.callbacks.append(hear)
    try:
        made = LongWork("large", lambda: [[number] for number in range(300_000)])
        assert made.wait(PATIENCE)
        others = [[] for _number in range(20_000)]  # so many that the collector comes by
    finally:
        gc.callbacks.remove(hear)
        frozen = gc.get_freeze_count() - frozen
        gc.unfreeze()
    assert gc.isenabled()
    assert frozen > 300_000
    assert looked
    assert max(looked) < 100_000
    assert len(made.result()) > len(others)


@pytest.mark.parametrize("problem", [CancelledError, FormatError])
def test_what_was_not_opened_leaves_nothing_behind(problem):
    """Nobody looks for circles among what was made in a thread: keys would wait for that."""

    def work():
        held = Held()
        known.append(weakref.ref(held))
        raise problem("It is damaged.")

    known = []
    gc.disable()
    try:
        opening = LongWork("", work)
        opening.wait(-1)
        del opening
        deadline = time.monotonic() + PATIENCE
        while known[0]() is not None:  # the thread is about to end
            assert time.monotonic() < deadline, "it is still there"
            select.select([], [], [], 0.001)
    finally:
        gc.enable()


class Held:
    """What the work has in its hands."""

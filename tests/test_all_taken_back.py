"""Whatever somebody changes in the reader and the key for it takes back: taken back to the last, all is as before."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.make import OptionsStandIn, VoiceStandIn, press
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.core.shelf import Highlight
from tui.fetch import fetch
from tui.keeping import background, updating
from tui.keeping.background import ReaderShelf
from tui.keeping.intake import understood
from tui.keeping.librarian import Librarian
from tui.library import Library

NOTHING = "There is nothing to take back."
TEXTS = {
    "a": "盲道通了。缓坡已建好。车辆占用，怎么办？\n\nSecond paragraph. It is short.",
    "b": "The library keeps your place. It says so.",
    "c": "还有一篇。没有别的。",
}
MOVES = ("s", "S", "p", "w", "g", "q", "down", "up", "enter", "L", "M", ":highlights", ":trash", ":subscriptions", "b")
CHANGES = ("m", "%", "x", "U", ":note why", ":note other", ":note ", ":category idea", ":category -")
WITHIN = ("L down x", "L x", "M x", "M down x", ":highlights x", ":highlights %", ":trash x", ":subscriptions x")
STEPS = st.lists(st.sampled_from([*MOVES, *CHANGES, *WITHIN]), min_size=1, max_size=14)
STATES = {
    "bookmarks": "SELECT publication, article, block, offset, name FROM bookmarks",
    "highlights": "SELECT publication, article, block, offset, name, category, note FROM highlights",
    "trash": "SELECT publication FROM trash",
    "subscriptions": "SELECT id, source, title FROM subscriptions",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A library in use: marks in two texts, a subscription; what is in the trash is there by the steps."""
    home = tmp_path_factory.mktemp("home")
    for name, text in TEXTS.items():
        (home / f"{name}.txt").write_text(text)
    at_work = Librarian(Library(home / "made.sqlite"))
    for key in at_work.add_all([str(home / f"{name}.txt") for name in TEXTS])[0]:
        page = at_work.whole(key)
        if page.title in "ab":
            at_work.library.add_bookmark(page, Place(0, 0, 0), "known")
            at_work.keep_highlight(page, Highlight(0, Place(0, 0, 0), page.articles[0].blocks[0].text[:5], "", "old"))
    (home / "issues").mkdir()
    updating.subscribe(at_work, str(home / "issues"))
    at_work.library.close()
    return home


def state(library):
    return {name: sorted(library.do(sql)) for name, sql in STATES.items()}


def step(reader, keys):
    """Keys; a word behind a colon is a command, and what follows it an answer where one is wanted."""
    for number, key in enumerate(words := keys.split(" ")):
        if key.startswith(":"):
            reader.run(key[1:])
            if reader.question:
                reader.answer(" ".join(words[number + 1 :]))
                return
        else:
            press(reader, key)


def taken_back(reader):
    reader.reading.menus.clear()
    for _round in range(100):
        if press(reader, "U").text == NOTHING:
            return
    raise AssertionError("there is no end of what is taken back")


@settings(max_examples=60, derandomize=True)
@given(STEPS)
def test_all_that_was_changed_is_taken_back_to_the_last(home, steps):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(background, "_SOON", 60)
        path = Path(tempfile.mkdtemp(dir=home)) / "library.sqlite"  # threads may still have that of the round before
        shutil.copy(home / "made.sqlite", path)
        library = Library(path)
        before = state(library)
        shelf = ReaderShelf(library)
        first = understood(library, fetch(str(home / "a.txt")))
        reader = Reader(first, library, OptionsStandIn(), VoiceStandIn(), Helpers(find_shelf=lambda: shelf))
        try:
            for keys in steps:
                step(reader, keys)
            taken_back(reader)
            assert state(library) == before
        finally:
            library.close()

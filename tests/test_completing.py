"""Tab in an answer: paths, and the names of commands and settings."""

import pytest

from tests.make import TWO, MemoryStandIn
from tui.core.editor import Editor, editor_of
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.exporting import Files
from tui.fetch.typed_paths import paths_like
from tui.plain import Line
from tui.settings import Options, Settings

WORDS = ["paper", "papers/", "papyrus", "盲道.txt"]


def begins(text):
    return sorted(word for word in WORDS if word.startswith(text))


def after(editor, *keys):
    return [(editor.press_aloud(key), editor.text) for key in keys]


def test_tab_writes_what_all_have_in_common_and_then_one_after_the_other():
    editor = Editor(begins)
    assert after(editor, "p", "tab", "tab", "tab", "tab", "tab") == [
        ("p", "p"),
        ("ap", "pap"),
        ("er", "paper"),
        ("s/", "papers/"),
        ("yrus", "papyrus"),
        ("er", "paper"),
    ]
    assert after(editor, "s", "tab", "tab") == [("s", "papers"), ("/", "papers/"), ("", "papers/")]


@pytest.mark.parametrize("keys", [["x", "tab"], ["p", "a", "left", "tab"]])
def test_tab_does_nothing_where_nothing_begins_so_or_inside_the_text(keys):
    editor = Editor(begins)
    *_before, (_said, text) = after(editor, *keys[:-1])
    assert after(editor, "tab") == [("", text)]


def test_without_words_to_choose_from_and_in_a_password_tab_does_nothing():
    assert after(Editor(), "p", "tab") == [("p", "p"), ("", "p")]
    assert after(editor_of(True, begins), "p", "tab")[-1] == ("", "p")


def test_paths_are_files_folders_with_a_slash_and_hidden_ones_when_asked_for(tmp_path):
    for name in ("b.txt", "a b.txt", ".hidden", "盲道.txt", "odd\nname"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "books").mkdir()
    assert paths_like(f"{tmp_path}/") == [f"{tmp_path}/{name}" for name in ("a b.txt", "b.txt", "books/", "盲道.txt")]
    assert paths_like(f"{tmp_path}/b") == [f"{tmp_path}/b.txt", f"{tmp_path}/books/"]
    assert paths_like(f"{tmp_path}/.") == [f"{tmp_path}/.hidden"]
    assert paths_like(f"{tmp_path}/none/") == paths_like("https://a.example/") == paths_like("\0/") == []


def test_paths_below_the_home_and_where_one_is_stay_as_they_are_written(tmp_path, monkeypatch):
    (tmp_path / "papers").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert (paths_like("~/p"), paths_like("p"), paths_like("./p")) == (["~/papers/"], ["papers/"], ["./papers/"])


@pytest.fixture
def reader():
    helpers = Helpers(find_exports=lambda: Files(Settings))
    return Reader(TWO, MemoryStandIn(), Options(Settings()), helpers=helpers)


def completed(reader, name, *keys):
    reader.run(name)
    line = Line("", 80, True, reader.question)
    for key in keys:
        line.press(key)
    return line


@pytest.mark.parametrize("name", ["export", "command"])
def test_only_what_is_a_path_is_completed_as_one(reader, tmp_path, monkeypatch, name):
    (tmp_path / "sleepy.txt").write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    line = completed(reader, name, *"sleep", "tab")
    assert line.text == {"export": "sleepy.txt", "command": "sleep-timer"}[name]
    assert line.change() == line.text


def test_behind_a_command_that_asks_for_a_path_tab_completes_it(reader, tmp_path, monkeypatch):
    (tmp_path / "sleepy.txt").write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert completed(reader, "command", *"add sleep", "tab").text == "add sleepy.txt"
    assert completed(reader, "command", *"find sleep", "tab").text == "find sleep"


def test_what_tab_writes_is_all_that_is_written(reader):
    line = completed(reader, "command", *"exp")
    assert line.change() == "exp"
    line.press("tab")
    assert line.change() == "ort"
    line.press("tab")
    assert line.text == "export-marks"
    assert line.change() == "-marks"


def test_settings_are_among_the_names(reader):
    assert completed(reader, "command", *"emphasis_", "tab").text == "emphasis_style"
    assert completed(reader, "command", "tab").text == ""

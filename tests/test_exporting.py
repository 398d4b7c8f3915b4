"""Writing files from inside the reader: asked for a name, nothing replaced unasked, waited for or not."""

import json
import os
import subprocess
import sys

import pytest

from tests.make import TWO, MemoryStandIn, OptionsStandIn, publication
from tui.app.view import View
from tui.core.menu import Act
from tui.core.progress import CancelledError, listening
from tui.core.publication import Byline, Page, Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.export.marks import as_markdown, marks_of
from tui.exporting import Files
from tui.settings import Settings


class OnItsWay:
    """Work that somebody waits for, as far as the test says."""

    def __init__(self, name, work):
        self.name, self.work = name, work
        self.percent, self.is_done, self.is_cancelled = 0, False, False

    def cancel(self):
        self.is_cancelled = True

    def result(self):
        return self.work()


@pytest.fixture
def files():
    return Files(Settings)


@pytest.fixture
def reader(files, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    reader = Reader(TWO, MemoryStandIn(), OptionsStandIn(), helpers=Helpers(find_exports=lambda: files))
    reader.press("enter")
    return reader


def export(reader, *answers, command="export"):
    reply = reader.run(command)
    for answer in answers:
        assert reply.act is Act.ASKED
        reply = reader.answer(answer)
    return reply


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "json", "JSON"])
def test_the_suffix_says_what_is_written(reader, tmp_path, suffix):
    reply = export(reader, f"out.{suffix}")
    assert reply == (Act.SAID, f"Written: {tmp_path / f'out.{suffix}'}")
    assert "盲道通了！" in (tmp_path / f"out.{suffix}").read_text(encoding="utf-8")
    assert os.listdir(tmp_path) == [f"out.{suffix}"]


def test_a_book_asks_whether_the_voice_is_to_be_in_it(reader, tmp_path):
    assert export(reader, "out.epub", "").text == f"Written: {tmp_path / 'out.epub'}"
    assert (tmp_path / "out.epub").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(("answer", "is_replaced"), [("yes", True), ("Y", True), ("", False), ("no", False)])
def test_nothing_is_replaced_unless_somebody_says_so(reader, tmp_path, answer, is_replaced):
    (tmp_path / "out.txt").write_text("mine")
    assert export(reader, "out.txt").text == "out.txt is there already. yes replaces it: "
    reply = reader.answer(answer)
    assert ((tmp_path / "out.txt").read_text() != "mine") is is_replaced
    assert is_replaced or reply.text == "Nothing has changed."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Nothing has changed."),
        ("out", "Cannot export to out: the known formats are "),
        ("out.docx", "Cannot export to out.docx: "),
        ("nowhere/out.txt", "nowhere/out.txt cannot be written: No such file or directory."),
        ("a" * 300 + ".txt", ".txt cannot be written: File name too long."),
    ],
)
def test_what_cannot_be_written_is_one_sentence(reader, tmp_path, name, said):
    (tmp_path / "folder" / "out.txt").mkdir(parents=True)
    assert said.rstrip() in export(reader, name).text
    assert os.listdir(tmp_path) == ["folder"]


def test_a_folder_is_not_replaced(reader, tmp_path):
    (tmp_path / "out.txt").mkdir()
    assert export(reader, "out.txt", "yes").text == f"{tmp_path / 'out.txt'} cannot be written: Is a directory."
    assert os.listdir(tmp_path) == ["out.txt"]


def test_a_mark_is_cited_by_the_page_that_it_stands_on():
    pages = (Page("iv", Place(0)), Page("5", Place(0, 1, 5)))
    what = publication(("# A", "One. Two."), ("# B", "Three."))._replace(pages=pages)
    marks = marks_of(what, [(Place(0, 1, 0), "One."), (Place(0, 1, 5), "Two."), (Place(1, 1), "Three.")], [])
    assert [mark["page"] for mark in marks] == ["iv", "5", "5"]
    assert "\nA, 株洲日报 2022-10-09, page iv\n" in as_markdown(what, marks)


def test_a_mark_is_cited_with_who_has_written_it():
    what = publication(("# A", "One."), ("# B", "Two."))._replace(metadata={"author": "Ada Writer", "date": "1948"})
    bylines = (Byline(("Lu", "Ma"), "reporter", "Lu, Ma"), Byline(("Li", "Lu"), "photographer", "Li, Lu"))
    first = what.articles[0]._replace(bylines=bylines)
    what = what._replace(articles=(first, what.articles[1]))
    marks = marks_of(what, [(Place(0, 1), "One."), (Place(1, 1), "Two.")], [])
    assert [mark["author"] for mark in marks] == ["Lu, Ma, Li", "Ada Writer"]
    assert "\nAda Writer: B, 株洲日报 2022-10-09, 1948, 60%\n" in as_markdown(what, marks)


def test_marks_are_written_as_markdown_and_as_data(reader, tmp_path):
    assert export(reader, command="export-marks").text == "No bookmarks and no highlights here."
    reader.press("down")
    reader.press("m")
    assert export(reader, "marks.txt", command="export-marks").text.startswith("Marks are written into .md and .json")
    export(reader, "marks.md", command="export-marks")
    export(reader, "marks.json", command="export-marks")
    written = (tmp_path / "marks.md").read_text("utf-8")
    assert written == "# 株洲日报 2022-10-09\n\n> 缓坡已建好。盲道通了！\n\n盲道, 株洲日报 2022-10-09, 3%\n"
    (mark,) = json.loads((tmp_path / "marks.json").read_text("utf-8"))
    assert (mark["kind"], mark["article"], mark["block"], mark["offset"]) == ("bookmark", 1, 1, 0)


def on_its_way(reader):
    made = []

    def begin(name, work, patience=1.0):
        made.append(OnItsWay(name, work))
        return made[-1]

    reader.reading.begin = begin
    return made


def test_somebody_may_wait_read_on_and_is_told_of_the_end(reader, tmp_path):
    made = on_its_way(reader)
    reply = export(reader, "out.txt")
    assert reply == (Act.WAITING, "Writing out.txt, 0%. q cancels, Enter lets you read on.")
    made[0].percent = 40
    assert reader.press("i").text == "Writing out.txt, 40%"
    assert reader.press("enter").text == "It goes on while you read; the command cancel ends it."
    assert reader.press("s").act is Act.MOVED
    assert export(reader) == (Act.SAID, "Writing out.txt, 40%"), "one at a time"
    assert reader.heard("opening", 0, 0, "") == (Act.NOTHING, "")
    made[0].is_done = True
    assert reader.heard("opening", 0, 0, "") == (Act.SAID, f"Written: {tmp_path / 'out.txt'}")
    assert reader.heard("opening", 0, 0, "") == (Act.NOTHING, "")


@pytest.mark.parametrize("columns", [80, 40])
def test_on_the_full_screen_a_message_is_drawn_once_however_often_work_behind_it_reports(reader, columns):
    view = View(reader, Settings())
    view.resize(columns, 12)
    made = on_its_way(reader)
    export(reader, "out.txt")
    assert view.heard("opening", 0, 0, ""), "the bar"
    assert "0%, q cancels, Enter reads on" in "".join(piece.text for piece in view.frame().lines[-1])
    view.press("enter")
    for percent in (10, 40, 70):
        made[0].percent = percent
        assert not view.heard("opening", 0, 0, "")
    made[0].is_done = True
    assert view.heard("opening", 0, 0, ""), "written"


@pytest.mark.parametrize("is_behind", [False, True])
def test_it_can_be_ended_and_leaves_nothing(reader, tmp_path, is_behind):
    made = on_its_way(reader)
    export(reader, "out.txt")
    if is_behind:
        reader.press("enter")
        assert reader.run("cancel").text == "Cancelled."
    else:
        assert reader.press("escape").text == "Cancelled."
    assert made[0].is_cancelled
    assert reader.press("s").act is Act.MOVED


def test_what_is_cancelled_while_it_is_written_is_not_there(files, tmp_path):
    def cancelled(share):
        raise CancelledError

    work = files.publication(str(tmp_path / "out.txt"), TWO, False)
    with listening(cancelled), pytest.raises(CancelledError):
        work()
    assert os.listdir(tmp_path) == []


def test_what_is_unfinished_when_the_program_ends_is_taken_away(files, tmp_path):
    seen = []

    def look(share):
        seen.append(os.listdir(tmp_path))
        files.close()
        seen.append(os.listdir(tmp_path))
        raise CancelledError

    (tmp_path / "other.txt").write_text("mine")
    with listening(look), pytest.raises(CancelledError):
        files.publication(str(tmp_path / "out.txt"), TWO, False)()
    assert [len(names) for names in seen] == [2, 1]


@pytest.mark.skipif(os.name != "posix", reason="nobody can be asked there without ending them")
def test_what_those_left_who_were_killed_is_taken_away_when_the_same_is_written_again(files, tmp_path):
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    left = [f".mangdao-{number}.out.txt{part}" for number in (ended.pid, os.getpid()) for part in ("", ".wav")]
    stays = [f".mangdao-{os.getppid()}.out.txt", f".mangdao-{ended.pid}.more.txt", f".{ended.pid}.out.txt"]
    stays += [".mangdao-mine.out.txt", f".mangdao-{10**30}", ".out.txt"]
    for name in (*left, *stays):
        (tmp_path / name).write_text("left")
    files.publication(str(tmp_path / "out.txt"), TWO, False)()
    assert sorted(os.listdir(tmp_path)) == sorted(["out.txt", *stays])
    assert (tmp_path / "out.txt").read_text() != "left"

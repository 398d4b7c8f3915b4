"""The commands of the shell on the library, as processes: what they print, how they end, and what they leave when they
are killed."""

import ctypes
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from tests.machine import warm
from tests.machine.process import ROOT
from tests.needs import PATIENCE
from tui import importers, sources
from tui.cli import main
from tui.core.publication import Place
from tui.core.shelf import Highlight
from tui.errors import LibraryError
from tui.fetch import fetch
from tui.keeping.intake import understood
from tui.keeping.librarian import Librarian
from tui.library import Library, everywhere, shelf, words
from tui.shell.library import taken_in
from tui.shell.telling import Percent
from tui.texts import use_language

SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")
TEXT = "The library keeps your place."
try:
    import resource
except ImportError:  # not Unix
    resource = None
unix = pytest.mark.skipif(os.name != "posix", reason="signals of Unix")


@pytest.fixture
def home(tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in (("a", "盲道通了，缓坡已建好。"), ("b", TEXT)):
        (papers / f"{name}.txt").write_text(text)
    return tmp_path


def variables(home):
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}


def start(home, *arguments, **keywords):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments], cwd=home, env=variables(home), text=True, **pipes | keywords
    )


def run(home, *arguments, code=0):
    """Standard output and standard error."""
    done = warm.run(arguments, home, variables(home))
    assert done.returncode == code, done.stderr
    return done.stdout.decode(), done.stderr.decode()


def rows(text):
    return [line.split("\t") for line in text.splitlines()]


def test_add_list_search_remove_and_put_back(home):
    out, _err = run(home, "add", "papers", SEED)
    assert out.split("\n") == ["a", "b", "株洲日报 2022-10-09", ""]
    assert [(row[0], row[1], row[4]) for row in rows(run(home, "library")[0])] == [
        ("1", "unread", "a"),
        ("2", "unread", "b"),
        ("3", "unread", "株洲日报 2022-10-09"),
    ]
    found = rows(run(home, "search", "盲道")[0])
    assert [row[0] for row in found][:2] == ["a", "株洲日报 2022-10-09"]
    assert all("盲道" in row[2] for row in found)
    assert "nowhere" in run(home, "search", "地铁", code=1)[1]
    told = "is in no text, but in 1 title or tag: mangdao library 2022-10 lists them."
    assert told in run(home, "search", "2022-10", code=1)[1]
    assert [row[4] for row in rows(run(home, "library", "株洲日報", "2022")[0])] == ["株洲日报 2022-10-09"]
    run(home, "remove", "1")
    assert [row[4] for row in rows(run(home, "library", "--trash")[0])] == ["a"]
    run(home, "remove", "--undo", "a")
    run(home, "tag", "b", "english", "new")
    assert [row[4] for row in rows(run(home, "library", "ENGLISH")[0])] == ["b"]
    run(home, "remove", "2", "1")
    assert "No publication is called 3" in run(home, "remove", "--empty-trash", "a", "3", code=2)[1]
    assert "not allowed with argument" in run(home, "remove", "--empty-trash", "--undo", code=2)[1]
    run(home, "remove", "株洲")
    assert "1 publication deleted" in run(home, "remove", "--empty-trash", "株洲")[1], "and none that nobody has named"
    assert [row[4] for row in rows(run(home, "library", "--trash")[0])] == ["a", "b"]
    run(home, "add", SEED)
    assert "2 publications" in run(home, "remove", "--empty-trash")[1]
    assert len(rows(run(home, "library")[0])) == 1
    assert "No publication is called" in run(home, "remove", "nothing", code=2)[1]


def test_what_was_done_is_told_and_what_nobody_named_is_asked_for(home):
    assert run(home, "library") == ("", "The library is empty.\n")
    run(home, "add", "papers")
    assert run(home, "library", "nothing", code=1) == ("", "No title, author or tag has “nothing”.\n")
    assert "Name a publication" in run(home, "remove", code=2)[1]
    assert "The trash is empty." in run(home, "remove", "--undo", code=2)[1]
    assert run(home, "remove", "1")[1] == "a: removed; mangdao remove --undo puts it back.\n"
    assert run(home, "remove", "1")[1] == "b: removed; mangdao remove --undo puts it back.\n"
    assert run(home, "remove", "--undo")[1] == "b: taken out of the trash.\n"
    assert [row[4] for row in rows(run(home, "library", "--trash")[0])] == ["a"]
    assert run(home, "tag", "b") == ("", "b has no tags.\n")
    assert run(home, "tag", "b", "old", "english")[0] == "english\nold\n"
    assert run(home, "tag", "b", "+new", "--", "-old")[0] == "english\nnew\n"
    assert run(home, "library", "--tags")[0] == "english\t1\nnew\t1\n"
    assert json.loads(run(home, "library", "--tags", "--json")[0])[1] == {"tag": "new", "publications": 1}
    assert run(home, "tag", "b", "one,two", "three，four、five;")[0].split() == ["five", "four", "one", "three", "two"]
    assert run(home, "tag", "b", "--", "-one, two", "+six,")[0].split() == ["five", "four", "six", "three"]
    assert run(home, "tag", "b", "-")[0] == ""
    assert "There are no subscriptions yet" in run(home, "subscribe")[1]
    assert "Name a subscription" in run(home, "subscribe", "--end", code=2)[1]


def test_the_shell_marks_in_a_text(home):
    source = str(home / "papers" / "b.txt")
    out = run(home, "mark", source, "keeps", "--note", "Why?", "--category", "idea")[0]
    assert rows(run(home, "library")[0])[0][4] == "b", "what is marked is in the library, to be found again"
    assert out == f"# b\n\n> {TEXT}\n\n{TEXT}, b, 0% (idea)\n\nWhy?\n"
    assert run(home, "mark", source, "library", "--category", "to quote")[0].count("(to quote)\n\nWhy?") == 1
    (mark,) = json.loads(run(home, "mark", source, "your", "--bookmark", "--json")[0])
    assert (mark["kind"], mark["offset"]) == ("bookmark", 18)
    run(home, "mark", source, "your", "--bookmark")
    assert [each["kind"] for each in json.loads(run(home, "highlights", "--json", source)[0])] == [
        "highlight",
        "bookmark",
    ]
    assert "is not in this publication" in run(home, "mark", source, "nothing of it", code=1)[1]
    assert "Name words" in run(home, "mark", source, code=2)[1]
    removed = run(home, "mark", source, "keeps", "--remove")[0]
    assert removed.endswith("(to quote)\n\nWhy?\n"), "it says what it was, so that it can be put back"
    assert "Nothing is marked in this sentence" in run(home, "mark", source, "keeps", "--remove", code=1)[1]
    run(home, "mark", source, "your", "--bookmark", "--remove")
    assert json.loads(run(home, "highlights", "--json", source)[0]) == []


def test_the_shell_marks_as_read(home):
    run(home, "add", SEED)
    assert run(home, "mark", "@1", "--read")[1] == "8 articles marked as read.\n"
    assert run(home, "mark", "@1", "--unread", "--article", "2")[1] == "1 article marked as unread.\n"
    (each,) = json.loads(run(home, "library", "--json")[0])
    assert (each["read"], each["state"]) == (7, "begun")
    assert "there is no article 9" in run(home, "mark", "@1", "--read", "--article", "9", code=2)[1]
    assert [row[1] for row in rows(run(home, "library", "--language", "zh")[0])] == ["在读"]
    assert json.loads(run(home, "library", "--json", "--language", "zh")[0]) == [each]


def test_what_was_taken_in_is_told_though_it_cannot_be_made_searchable(home, monkeypatch, capsys):
    """In this process, on a disk that is full from then on."""

    def full(*_arguments):
        raise LibraryError("The disk is full.")

    monkeypatch.setenv("MANGDAO_LIBRARY", str(home / "library.sqlite"))
    monkeypatch.setattr(Librarian, "index_all", full)
    assert main(["add", str(home / "papers")]) == LibraryError.exit_code
    out, err = capsys.readouterr()
    assert out == "a\nb\n"
    assert err.endswith(
        "mangdao: The disk is full. What was taken in stays, and what is not searchable yet will be the next time.\n"
    )
    monkeypatch.undo()
    monkeypatch.setenv("MANGDAO_LIBRARY", str(home / "library.sqlite"))
    assert main(["search", "缓坡"]) == 0
    assert capsys.readouterr().out.startswith("a\t")


def test_json_is_whole(home):
    added = json.loads(run(home, "add", "--json", "papers")[0])
    assert [entry["title"] for entry in added] == ["a", "b"]
    listed = json.loads(run(home, "library", "--json")[0])
    assert [entry["characters"] for entry in listed] == [11, 25]
    (hit,) = json.loads(run(home, "search", "--json", "keeps your")[0])
    assert (hit["title"], hit["article"], hit["block"], hit["offset"]) == ("b", 1, 0, 12)
    assert json.loads(run(home, "search", "--json", "nothing of it", code=1)[0]) == []
    assert json.loads(run(home, "subscribe", "--json", "papers")[0])[0]["title"] == "papers"
    (home / "papers" / "c.txt").write_text("New.")
    assert json.loads(run(home, "update", "--json")[0]) == [
        {"id": 1, "subscription": "papers", "new": ["c"], "problem": ""}
    ]
    assert json.loads(run(home, "remove", "--json", "c")[0])[0]["title"] == "c"


def test_what_is_in_the_library_is_a_source_for_every_command(home):
    run(home, "add", SEED)
    assert len(rows(run(home, "list", "@1")[0])) == 8
    assert run(home, "read", "@株洲日报", "7")[0].startswith("萌娃变身“小农夫”")
    assert "mangdao library lists them all" in run(home, "read", "@9", code=2)[1]
    assert run(home, "--plain", "@1")[0].count("株洲日报") > 0


@pytest.mark.parametrize("change", ["", "gone", "changed"])
def test_a_number_means_the_same_for_one_command_after_the_other(home, change):
    """Who only looks has not opened it, and the list stays in its order."""
    files = [home / "papers" / f"{name}.txt" for name in "abc"]
    for file in files:
        file.write_text(f"This is {file.stem}. More of it.", "utf-8")
    run(home, "add", *map(str, files))
    before = [row[4] for row in rows(run(home, "library")[0])]
    if change == "gone":
        files[2].unlink()
    for each in (["read", "@3"], ["list", "@3"], ["mark", "@3", "More"], ["mark", "@3", "--read"], ["export", "@3"]):
        run(home, *each, *(["-o", "x.txt"] if each[0] == "export" else []))
        if change == "changed":
            files[2].write_text("This is c. More of it. And more.", "utf-8")
            break  # it is another text, the newest of all
    assert "This is c" in run(home, "read", "@3")[0]
    after = [row[4] for row in rows(run(home, "library")[0])]
    assert after == (before if change != "changed" else ["c", "a", "b"])
    assert "This is c" in run(home, "read", "@3" if change != "changed" else "@1")[0]


def test_subscriptions_begin_bring_and_end(home):
    out, _err = run(home, "subscribe", "papers")
    assert rows(out) == [["1", "papers", str(home / "papers")]]
    assert run(home, "update")[0] == ""
    (home / "papers" / "c.txt").write_text("New.")
    assert rows(run(home, "update")[0]) == [["papers", "c"]]
    greeting = run(home, "--plain", SEED)[0]
    assert "1 new issue; L lists what there is." in " ".join(greeting.split())
    (home / "papers").rename(home / "gone")
    assert "gone" not in run(home, "update", code=3)[1]
    (home / "gone").rename(home / "papers")
    run(home, "remove", "c")
    assert "mangdao subscribe --undo takes that back" in run(home, "subscribe", "--end", "papers")[1]
    assert run(home, "update")[0] == ""
    assert (
        "There is no subscription nothing; mangdao subscribe lists them."
        in run(home, "subscribe", "--undo", "nothing", code=2)[1]
    )
    assert "There is no file nothing;" in run(home, "subscribe", ".", "nothing", code=3)[1]
    assert [row[1] for row in rows(run(home, "subscribe")[0])] == []
    out, err = run(home, "subscribe", "--undo")
    assert (rows(out)[0][1], err) == ("papers", "papers: goes on.\n")
    assert "No subscription has been ended." in run(home, "subscribe", "--undo", code=2)[1]
    assert run(home, "update")[0] == "", "what was removed does not come back as new"
    run(home, "remove", "--undo")
    assert len(rows(run(home, "library")[0])) == 4, "what it has brought stays"


def test_highlights_come_out_as_markdown_and_json(home):
    library = Library(home / ".local" / "share" / "mangdao" / "library.sqlite")
    source = str(home / "papers" / "b.txt")
    page = understood(library, fetch(source))
    at_work = Librarian(library)
    at_work.keep_highlight(page, Highlight(0, Place(0, 0, 4), "library keeps", "idea", "does it?"))
    library.add_bookmark(page, Place(0, 0, 0), "The library")
    library.close()
    out, _err = run(home, "highlights", source)
    cited = f"{TEXT}, b"
    assert out == f"# b\n\n> The library\n\n{cited}, 0%\n\n> library keeps\n\n{cited}, 13% (idea)\n\ndoes it?\n"
    marks = json.loads(run(home, "highlights", "--json", source)[0])
    assert [(mark["kind"], mark["text"], mark["note"]) for mark in marks] == [
        ("bookmark", "The library", ""),
        ("highlight", "library keeps", "does it?"),
    ]


def test_highlights_of_all_the_library_and_of_a_category(home):
    for name, said, *more in (
        ("b", "keeps", "--category", "idea"),
        ("a", "缓坡", "--category", "问题"),
        ("a", "缓坡", "--bookmark"),
    ):
        run(home, "mark", str(home / "papers" / f"{name}.txt"), said, *more)
    (home / "papers" / "a.txt").unlink()
    out, _err = run(home, "highlights")
    assert [line for line in out.splitlines() if line.startswith("#")] == ["# a", "# b"]
    rows = json.loads(run(home, "highlights", "--json")[0])
    assert [(row["publication"], row["category"]) for row in rows] == [("a", "问题"), ("a", ""), ("b", "idea")]
    assert run(home, "highlights", "--category", "idea")[0].count("\n> ") == 1
    assert run(home, "highlights", "--category", "none") == ("", "No bookmarks and no highlights here.\n")
    assert run(home, "highlights", str(home / "papers" / "b.txt"), "--category", "none")[0] == "# b\n"
    run(home, "remove", "a")
    assert "# a" not in run(home, "highlights")[0], "what is in the trash is not counted"


def test_a_highlight_of_a_newspaper_names_its_article_and_the_day(home):
    library = library_of(home)
    page = understood(library, fetch(SEED))
    Librarian(library).keep_highlight(page, Highlight(0, Place(6, 1, 0), "萌娃"))
    library.close()
    (mark,) = json.loads(run(home, "highlights", "--json", SEED)[0])
    assert (mark["publication"], mark["title"]) == ("株洲日报 2022-10-09", page.articles[6].name)
    assert mark["date"] == "2022-10-09"
    assert f"{page.articles[6].name}, 株洲日报 2022-10-09, " in run(home, "highlights", SEED)[0]


def test_what_people_left_goes_from_one_library_into_another(home):
    """There and again: places to the character, marks, notes, tags, what was read; a second time nothing is new."""
    run(home, "add", "papers")
    library = library_of(home)
    at_work = Librarian(library)
    page = at_work.read(next(each.key for each in at_work.listed() if each.title == "b"))
    library.keep_place(page, Place(0, 0, 9))
    mark = library.add_bookmark(page, Place(0, 0, 4), "library")
    at_work.keep_highlight(page, Highlight(0, Place(0, 0, 12), "keeps", "idea", "why"))
    at_work.tag(page.key, ["english"])
    library.mark_read(page, page.articles[0].key, True)
    library.close()
    written = run(home, "marks")[0]
    (home / "marks.json").write_text(written)
    (home / ".local").rename(home / "elsewhere")
    assert "5 places, marks and tags are new." in run(home, "marks", "--take", "marks.json")[1]
    assert "0 places, marks and tags are new." in run(home, "marks", "--take", "marks.json")[1]
    run(home, "add", "papers")
    library = library_of(home)
    assert library.place(page) == Place(0, 0, 9)
    assert [each[1:] for each in library.bookmarks(page)] == [mark[1:]]
    assert [each[2:] for each in Librarian(library).highlights(page)] == [("keeps", "idea", "why")]
    assert library.read_articles(page) == {page.articles[0].key}
    assert [each.tags for each in shelf.listed(library) if each.key == page.key] == [("english",)]
    library.close()
    ours, theirs = json.loads(written), json.loads(run(home, "marks")[0])
    assert [each | {"path": "", "title": ""} for each in theirs["publications"]] == [
        each | {"path": "", "title": ""} for each in ours["publications"]
    ]


@pytest.mark.parametrize("given", ["", "{}", "[" * 100_000, '{"format": "mangdao-marks/1"}', "\0", "nothing of it"])
def test_what_holds_no_marks_is_told(home, given):
    (home / "marks.json").write_text(given)
    assert "holds no marks" in run(home, "marks", "--take", "marks.json", code=4)[1]


WHERE = {"article": "a", "number": 1, "block": 0, "offset": 0, "text": "t"}
HOSTILE = [
    None,
    7,
    {},
    {"key": 7},
    {"key": "\ud800", "bookmarks": [WHERE | {"name": "x"}]},
    {"key": "k\x1b[31m\u202e", "bookmarks": [WHERE | {"name": "x"}]},
    {"key": "k", "bookmarks": [WHERE | {"name": "x", "text": "\x9b31m"}, WHERE | {"name": "x", "article": "\u202e"}]},
    {"key": "k", "place": [1], "bookmarks": 3, "tags": [None, 5], "read": "x"},
    {"key": "k", "place": WHERE | {"number": 1, "block": 2**80}},
    {"key": "k", "place": WHERE | {"number": 0}},
    {"key": "k", "bookmarks": [WHERE | {"name": "x", "number": number} for number in (None, True, "1", [], 2**40)]},
    {"key": "k", "bookmarks": [None, {}, WHERE | {"name": 3}, WHERE | {"text": "\udfff", "name": "x"}]},
]


def test_articles_are_counted_from_1_and_what_counted_from_0_is_still_taken_in(home):
    from_0 = {name: value for name, value in WHERE.items() if name != "number"} | {"position": 4}
    from_1 = WHERE | {"number": 5}
    rows = [{"kind": "highlight", "key": "h", "text": "it", "place": place} for place in (from_0, from_1)]
    old, new = (
        {"format": f"mangdao-marks/{version}", "publications": [{"key": "k", "place": place, "bookmarks": [mark]}]}
        for version, place in ((1, from_0), (2, from_1))
        for mark in [place | {"name": "x"}]
    )
    for data, count in ((old, 2), (new, 0), (rows[:1], 1), (rows[1:], 0)):
        (home / "marks.json").write_text(json.dumps(data))
        assert f"{count} " in run(home, "marks", "--take", "marks.json")[1]
    first, second = json.loads(run(home, "marks")[0])["publications"]
    places = [*first["highlights"], second["place"], *second["bookmarks"]]
    assert [(place["number"], "position" in place) for place in places] == 3 * [(5, False)]
    library = library_of(home)
    assert library.do("SELECT position FROM places UNION ALL SELECT position FROM highlights") == [(4,), (4,)]
    library.close()


def test_hostile_marks_leave_nothing_and_no_control_characters(home):
    good = {"key": "k", "bookmarks": [WHERE | {"name": "a\x1b[31mb", "created": float("inf")}]}
    data = {"format": "mangdao-marks/1", "publications": [*HOSTILE, good]}
    (home / "marks.json").write_text(json.dumps(data))
    assert "1 place, mark or tag is new." in run(home, "marks", "--take", "marks.json")[1]
    written = run(home, "marks")[0]
    assert not any(each in written for each in ("\\u001b", "\\u009b", "\\u202e"))
    library = library_of(home)
    assert library.rows("PRAGMA integrity_check") == [("ok",)]
    library.close()


def library_of(home):
    return Library(home / ".local" / "share" / "mangdao" / "library.sqlite")


def many(home, count):
    folder = home / "many"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(f"第{number}篇。" + "盲道通了，缓坡已建好。" * 500)
    return folder


@unix
@pytest.mark.parametrize("percent", ["10%", "50%", "90%"])
def test_control_c_while_adding_leaves_nothing(home, percent):
    many(home, 200)
    with start(home, "add", "many") as process:
        for line in process.stderr:
            if line.startswith(percent):
                break
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    library = library_of(home)
    assert len(shelf.listed(library)) == 0
    assert library.rows("SELECT 1 FROM texts UNION SELECT 1 FROM details") == []
    library.close()


@unix
def test_killed_at_any_moment_it_is_all_or_nothing_and_the_index_is_mended(home):
    """Some of these moments are in reading, some in taking in, some in making searchable."""
    many(home, 60)
    rng = random.Random(5)
    counts = set()
    for _round in range(8):
        with start(home, "add", "many") as process:
            lines = rng.randrange(1, 19)
            for number, _line in enumerate(process.stderr):
                if number >= lines:
                    break
            process.kill()
            process.communicate(timeout=PATIENCE)
        library = library_of(home)
        counts.add(len(shelf.listed(library)))
        assert library.rows("PRAGMA integrity_check") == [("ok",)]
        library.close()
    assert counts <= {0, 60}
    run(home, "add", "many")
    assert len(rows(run(home, "search", "第7篇")[0])) == 1
    library = library_of(home)
    assert len(everywhere.search(library, "缓坡", 1000)) == 60
    assert library.do("INSERT INTO words (words) VALUES ('integrity-check')") == []
    library.close()


def test_a_reader_keeps_its_place_while_another_program_adds(home):
    """Nobody waits long for anybody: pieces are small."""
    from tests.make import publication

    many(home, 100)
    page = publication(("# 盲道", "缓坡已建好。" * 50))
    library = library_of(home)
    with start(home, "add", "many") as process:
        number = 0
        while process.poll() is None:
            number = (number + 1) % 200
            library.keep_place(page, Place(0, 1, number))
            assert library.warning == ""
            time.sleep(0.001)
        out, err = process.communicate()
    assert process.returncode == 0, err
    assert len(out.splitlines()) == 100
    assert library.place(page) == Place(0, 1, number)
    library.close()


def test_two_programs_add_at_once(home):
    many(home, 40)
    with start(home, "add", "papers") as first, start(home, "add", "many") as second:
        for process in (first, second):
            _out, err = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, err
    assert len(rows(run(home, "library")[0])) == 42


@unix
def test_a_library_that_cannot_be_written_is_told(home):
    folder = home / ".local" / "share" / "mangdao"
    folder.mkdir(parents=True)
    (folder / "library.sqlite").mkdir()
    for arguments in (["add", "papers"], ["library"], ["search", "x"], ["update"], ["subscribe", "papers"]):
        _out, err = run(home, *arguments, code=5)
        assert err.startswith("mangdao: ")
        assert len(err.splitlines()) == 1


def as_anybody():
    """Root may write everything: programs that it starts then lose the right to (PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def nothing_may_be_written():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@unix
def test_a_library_that_is_only_read_lists_searches_and_reads_whole_texts(home):
    run(home, "add", "papers")
    shutil.rmtree(home / "papers")
    folders = [home, *(each for each in home.rglob("*") if each.is_dir())]
    for each in folders:
        each.chmod(0o555)
    library_of_it = home / ".local" / "share" / "mangdao" / "library.sqlite"
    library_of_it.chmod(0o444)

    def told(*arguments, code=0):
        with start(home, *arguments, preexec_fn=as_anybody) as process:
            out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == code, err
        line, *_more = err.splitlines()  # more: that there are no marks yet
        assert "cannot be written" in line
        return out

    assert [row[4] for row in rows(told("library"))] == ["a", "b"]
    assert [row[0] for row in rows(told("search", "缓坡"))] == ["a"]
    assert [row[0] for row in rows(told("search", "keeps"))] == ["b"]
    assert told("highlights", "@b").startswith("# b")
    assert told("add", "nothing.txt", code=5) == ""
    with start(home, "read", "@b", preexec_fn=as_anybody) as process:
        assert process.communicate(timeout=PATIENCE)[0].strip() == TEXT
    assert process.returncode == 0
    for each in folders:
        each.chmod(0o755)


@unix
def test_on_a_full_disk_what_there_is_is_read_and_searched(home):
    """The size of files is limited instead of the disk's. One publication is not searchable yet."""
    run(home, "add", "papers")
    library = library_of(home)
    words.forget(library, next(each.key for each in shelf.listed(library) if each.title == "b"))
    library.close()

    def full(*arguments, code=0):
        with start(home, *arguments, preexec_fn=nothing_may_be_written) as process:
            out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == code, err
        assert len(err.splitlines()) <= 1
        return out, err

    assert [row[4] for row in rows(full("library")[0])] == ["a", "b"]
    out, err = full("search", "缓坡")
    assert [row[0] for row in rows(out)] == ["a"]
    assert err.startswith("mangdao: The ")
    assert full("read", "@b")[0].strip() == TEXT
    for arguments in (["remove", "a"], ["tag", "a", "x"], ["add", "papers"]):
        assert full(*arguments, code=5)[1].startswith("mangdao: ")
    assert [row[4] for row in rows(run(home, "library")[0])] == ["a", "b"]
    assert [row[0] for row in rows(run(home, "search", "keeps")[0])] == ["b"]


def test_the_first_of_several_is_made_sense_of_once(home, monkeypatch):
    path, made, real = str(home / "library.sqlite"), [], importers.open_bytes
    monkeypatch.setenv("MANGDAO_LIBRARY", path)
    monkeypatch.setattr(importers, "open_bytes", lambda data, name, *rest: made.append(name) or real(data, name, *rest))
    source, told = taken_in(str(home / "papers"))
    assert told == "Added 2 publications; L lists them."
    library = Library(path)
    assert sources.opened(source, None, library, True)[0].title == "a"
    library.close()
    assert sorted(made) == ["a.txt", "b.txt"]


def test_a_folder_and_several_files_are_taken_in_and_the_first_is_opened(home):
    """Standard input is at its end: the reader in plain mode says its first line and goes."""
    out, _err = run(home, "--plain", "papers")
    assert "a, 1 article" in " ".join(out.split())
    out, _err = run(home, "--plain", "papers/b.txt", "papers/nothing.txt", "papers/none.txt", SEED)
    told, greeting = " ".join(out.split()).split(" Mangdao, ")
    assert "b, 1 article" in greeting
    assert told == (
        "Added 2 publications; L lists them. There is no file papers/nothing.txt; check the spelling and the folder you"
        " are in. 1 more could not be read."
    )
    assert [row[4] for row in rows(run(home, "library")[0])] == ["b", "株洲日报 2022-10-09", "a"]
    (home / "empty").mkdir()
    assert "There is no file in empty." in run(home, "--plain", "empty", code=3)[1]


def test_search_in_one_source_tells_what_search_in_the_library_tells(home, monkeypatch, capsys):
    monkeypatch.setenv("MANGDAO_LIBRARY", str(home / "library.sqlite"))
    book = home / "book.md"
    book.write_text("# One\n\nThe café keeps it. The CAFE.\n\n# Two\n\n- a cafe\n\n漢字。\n")
    assert main(["add", str(book), str(home / "papers")]) == 0
    capsys.readouterr()

    def told(*words, code=0):
        assert main(["search", "--json", *words]) == code
        return json.loads(capsys.readouterr().out)

    for text in ("cafe", "汉字", "af", "，", "quagga"):
        everywhere = [hit for hit in told(text, code=text == "quagga") if hit["title"] == "book"]
        code = 0 if everywhere else 1
        assert told("--in", str(book), text, code=code) == everywhere
        assert told("--in", "@book", text, code=code) == everywhere
    (hit,) = told("--in", "@book", "--article", "2", "cafe")
    assert (hit["article"], hit["text"][hit["offset"] :]) == (2, "cafe")
    assert main(["read", f"@{hit['publication']}", str(hit["article"])]) == 0, "what search tells is what read takes"
    assert "a cafe" in capsys.readouterr().out
    assert told("--in", "@book", "--article", "2", "keeps", code=1) == []
    assert main(["search", "--in", "@book", "--article", "2", "keeps"]) == 1
    assert "“keeps” is not in this article." in capsys.readouterr().err
    for wrong in (["--article", "1", "x"], ["--in", "@book", "--article", "9", "x"], [" "]):
        assert main(["search", *wrong]) == 2


def test_words_that_stand_apart_are_told_from_those_that_stand_together(home, monkeypatch, capsys):
    monkeypatch.setenv("MANGDAO_LIBRARY", str(home / "library.sqlite"))
    main(["add", str(home / "papers")])
    capsys.readouterr()
    assert main(["search", "place", "library"]) == 0
    out, err = capsys.readouterr()
    assert out == "b\t1\tThe library keeps your place.\n"
    assert err == "Nowhere one after the other; these paragraphs have all the words.\n"


@pytest.fixture
def here(home, monkeypatch, capsys):
    """The shell in this process: the exit code, standard output, standard error."""
    monkeypatch.setenv("MANGDAO_LIBRARY", str(home / "library.sqlite"))
    monkeypatch.chdir(home)

    def told(*words):
        code = main(list(words))
        return (code, *capsys.readouterr())

    return told


def test_what_was_named_and_cannot_be_read_is_a_failure_and_rubbish_in_a_folder_is_none(home, here):
    (home / "papers" / "empty.txt").write_text("")
    code, out, err = here("add", "papers")
    assert (code, out) == (0, "a\nb\n")
    assert "empty.txt" in err
    code, out, err = here("add", "papers/a.txt", "nothere")
    assert (code, out) == (3, "a\n")
    assert err.count("nothere") == 1
    code, out, err = here("nothere", "neither")
    assert (code, out) == (3, "")
    assert err.count("nothere") == err.count("neither") == 1
    assert here("add", "papers/empty.txt")[0] == 4


def test_numbers_are_those_of_the_list_that_takes_them(home, here):
    here("add", SEED, "papers")
    (added,) = json.loads(here("add", "--json", "papers/b.txt")[1])
    listed = json.loads(here("library", "--json")[1])
    assert listed[added["number"] - 1]["key"] == added["key"]
    (removed,) = json.loads(here("remove", "--json", "b")[1])
    here("remove", "a")
    (back,) = json.loads(here("remove", "--undo", "--json", f"@{removed['key']}")[1])
    listed = json.loads(here("library", "--json")[1])
    assert back == listed[back["number"] - 1]
    (tagged,) = json.loads(here("tag", "--json", "b", "+x")[1])
    assert tagged["number"] == back["number"]


def test_one_subscription_is_looked_at_by_its_number_path_or_title(home, here, monkeypatch):
    (home / "more" / "papers").mkdir(parents=True)
    monkeypatch.chdir(home / "more" / "papers")
    assert here("subscribe", str(home / "papers"), str(home / "more" / "papers"))[0] == 0
    for issue, name in enumerate(["2", str(home / "more" / "papers")]):
        (home / "more" / "papers" / f"{issue}.txt").write_text(f"Issue {issue}.")
        assert here("update", str(home / "papers"))[:2] == (0, "")
        assert here("update", name)[1] == f"papers\t{issue}\n"
    code, _out, err = here("subscribe", "--end", "papers")
    assert (code, err) == (2, "mangdao: Several subscriptions are called papers; give a number of mangdao subscribe.\n")
    here("subscribe", "--end", "1")
    (home / "more" / "papers" / "new.txt").write_text("New issue.")
    assert here("update", "papers")[1] == "papers\tnew\n"
    assert here("update", "nothing")[::2] == (
        2,
        "mangdao: There is no subscription nothing; mangdao subscribe lists them.\n",
    )


def test_wrong_use_names_the_command_that_helps(here):
    assert here("add") == (2, "", "mangdao: the following arguments are required: source; try mangdao add --help.\n")
    assert "There are no subscriptions yet" in here("update")[2]


def test_what_is_missing_is_named_in_the_language_of_the_interface_and_nothing_else(here):
    missing = {"read": "source", "search": "words", "tag": "entry", "mark": "source"}
    for command, name in missing.items():
        assert f"arguments are required: {name};" in here(command)[2]
    for command, name in {"read": "来源", "search": "词", "tag": "条目", "mark": "来源"}.items():
        told = f"mangdao: 缺少参数：{name}；请试试 mangdao {command} --help。\n"
        assert here("--language", "zh", command) == (2, "", told)
    use_language("en")


def test_the_language_may_stand_before_the_command(here):
    for flag in (["--language", "zh"], ["--language=zh"]):
        assert here(*flag, "library", "x") == (1, "", "没有标题、作者或标签里有“x”。\n")
    use_language("en")


def test_what_another_program_is_making_searchable_is_told_and_not_given_up(home, here, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(words, "index", lambda *_all: False)
        here("add", "papers")
        code, out, err = here("search", "library")
        assert (code, out) == (1, "")
        assert "2 publications are still being made searchable\n" in err
    assert here("search", "library")[:2] == (0, "b\t1\tThe library keeps your place.\n")


def test_the_list_is_in_another_order_with_the_same_numbers(home):
    (home / "papers" / "c.md").write_text("---\ntitle: Above\nauthor: Ann Lee\ndate: 1999-01-01\n---\n\nText.\n")
    run(home, "add", "papers")
    told = run(home, "library", "--sort", "title")[0].splitlines()
    assert told[0].split("\t") == ["1", "unread", "-", "1", "a", "-"]
    assert told[1].split("\t") == ["3", "unread", "1999-01-01", "1", "Above", "Ann Lee"]
    (row,) = json.loads(run(home, "library", "lee", "--json")[0])
    assert (row["number"], row["author"]) == (3, "Ann Lee")
    run(home, "mark", "@3", "--read")
    assert [line.split("\t")[4] for line in run(home, "library", "--state", "read")[0].splitlines()] == ["Above"]
    assert run(home, "library", "--state", "begun", code=1)[1] == "No publication is begun.\n"


def test_a_library_that_would_be_gone_at_once_takes_nothing(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("MANGDAO_LIBRARY", ":memory:")
    (tmp_path / "a.txt").write_text("Words.")
    assert main(["add", str(tmp_path / "a.txt")]) == LibraryError.exit_code
    told = "mangdao: The library is in memory only and would be lost at once; name a file with MANGDAO_LIBRARY.\n"
    assert capsys.readouterr().err == told


# How many there are, seconds that lie between two of them, and of which is told.
PROGRESS = {
    "a few at once": (3, 0.1, []),
    "a few that take long": (3, 2.0, ["33%, 1 of 3 looked at", "66%, 2 of 3 looked at", "100%, 3 of 3 looked at"]),
    "one that takes long": (1, 2.0, ["100%"]),
    "many": (20, 0.0, [f"{10 * n}%, {2 * n} of 20 looked at" for n in range(1, 11)]),
}


@pytest.mark.parametrize("name", PROGRESS)
def test_what_is_done_at_once_says_nothing_of_how_far_it_is(monkeypatch, capsys, name):
    count, pause, told = PROGRESS[name]
    now = [0.0]
    monkeypatch.setattr("tui.shell.telling.time", SimpleNamespace(monotonic=lambda: now[0]))
    percent = Percent("looked at")
    for done in range(count + 1):
        percent(done, count)
        now[0] += pause
    assert capsys.readouterr().err.splitlines() == told

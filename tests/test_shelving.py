"""The library in the reader, without a terminal: what every key leads to, and what is heard."""

import os
import re
import threading
from queue import Queue
from types import SimpleNamespace

import pytest

from tests.make import OptionsStandIn, VoiceStandIn, press, publication
from tests.needs import PATIENCE, until
from tests.test_long_text import book
from tui.app.frame import Role
from tui.app.view import View
from tui.core.actions import finding
from tui.core.commands import Unit
from tui.core.menu import Act
from tui.core.progress import CancelledError
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.core.shelf import TRASH
from tui.errors import ReaderError
from tui.exporting import Files
from tui.fetch import fetch
from tui.fetch.files import open_long
from tui.fetch.typed_paths import path_of
from tui.keeping import background, errands, updating
from tui.keeping.background import ReaderShelf
from tui.keeping.intake import understood
from tui.keeping.librarian import Librarian
from tui.library import Library, words
from tui.library import shelf as library_shelf
from tui.settings import Settings


@pytest.fixture(autouse=True)
def a_slow_machine_is_waited_for(monkeypatch):
    monkeypatch.setattr(background, "_SOON", 60)


@pytest.fixture
def reader(tmp_path):
    """On a text of its own, in a library of three."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in (("a", "盲道通了。缓坡已建好。"), ("b", "The library keeps your place."), ("c", "还有一篇。")):
        (folder / f"{name}.txt").write_text(text)
    library = Library(tmp_path / "library.sqlite")
    shelf = ReaderShelf(library)
    shelf.add_all([str(folder / "b.txt"), str(folder / "c.txt")])
    shelf.index_all()
    found = fetch(str(folder / "a.txt"))
    first = understood(library, found)
    library.remember(first, found)
    helpers = Helpers(find_shelf=lambda: shelf, find_exports=lambda: Files(Settings))
    yield Reader(first, library, OptionsStandIn(), VoiceStandIn(), helpers)
    library.close()


def command(reader, name):
    return reader.run(name)


def test_the_library_is_a_list_and_opens_another_without_leaving(reader):
    reply = press(reader, "L")
    assert reply == (Act.MENU, "Library, 3 publications: 1 a, 1 article, 1 minute, unread")
    assert press(reader, "down").text == "2 b, 1 article, 1 minute, unread"
    assert press(reader, "enter") == (Act.READING, "The library keeps your place.")
    assert reader.reading.publication.title == "b"
    press(reader, "w w")
    assert press(reader, "L").text.startswith("Library, 3 publications: 1 b")
    press(reader, "down enter")
    assert reader.reading.publication.title == "a"
    press(reader, "L down enter")
    assert reader.reading.session.place == Place(0, 0, 12), "where it was left"


def test_the_voice_goes_along(reader):
    press(reader, "v")
    spoken = reader.reading.listening.voice.said
    before = len(spoken)
    press(reader, "L 3 enter v")
    assert [each.text for each in spoken[before:]] == ["还有一篇。"]
    assert spoken[-1].id > spoken[before - 1].id


def test_the_full_screen_shows_the_other_text(reader):
    view = View(reader, Settings())
    for key in ("L", "down", "enter"):
        view.press(key)
    text = "\n".join("".join(piece.text for piece in line) for line in view.frame().lines)
    assert "The library keeps your place." in text
    assert "盲道" not in text


def test_the_library_begins_with_what_is_new(reader, tmp_path):
    """It has been told that L lists it."""
    shelf, folder = reader.reading.shelf, tmp_path / "issues"
    folder.mkdir()
    updating.update(shelf, updating.subscribe(shelf, str(folder)))
    (folder / "d.txt").write_text("Fresh today.")
    updating.update(shelf, shelf.subscriptions())
    press(reader, "L down enter")
    press(reader, "L down down enter")
    listed = [each.title for each in reader.reading.shelf.listed()]
    assert press(reader, "L").text == (
        f"Library, 4 publications, 1 new: {listed.index('d') + 1} d, 1 article, 1 minute, 1 new, unread"
    )
    press(reader, "enter")
    assert press(reader, "L").text.startswith("Library, 4 publications: 1 d, ")


def test_who_opens_the_library_hears_of_what_has_come_into_a_folder(reader, tmp_path):
    shelf, folder = reader.reading.shelf, tmp_path / "issues"
    folder.mkdir()
    updating.update(shelf, updating.subscribe(shelf, str(folder)))
    (folder / "d.txt").write_text("Fresh today.")
    assert press(reader, "L").text.startswith("Library, 3 publications: ")
    told(reader, "1 new issue; L lists what there is.")
    assert press(reader, "L").text.startswith("Library, 4 publications, 1 new: 1 d, ")


def test_what_is_asked_for_does_not_wait_for_a_look_into_folders(reader, tmp_path):
    library, folder, may_end, sent = reader.reading.shelf.library, tmp_path / "issues", threading.Event(), Queue()

    def send(_path, name, _arguments, _hear):
        sent.put(name)
        may_end.wait(PATIENCE)
        return f"{name} is over"

    shelf = ReaderShelf(library, send=send)
    folder.mkdir()
    updating.update(shelf, updating.subscribe(shelf, str(folder)))
    (folder / "d.txt").write_text("Fresh today.")
    shelf.listed()
    assert sent.get(timeout=PATIENCE) == "rest"
    shelf.listed()
    shelf.update()
    assert sent.get(timeout=PATIENCE) == "update"
    may_end.set()
    until(lambda: "rest is over" in library.warning and "update is over" in library.warning)
    assert sent.empty()


def test_removed_and_put_back_in_the_list_and_by_undo(reader):
    press(reader, "L down")
    assert press(reader, "x").text == "2 b, removed; U puts it back"
    assert len(reader.reading.shelf.listed()) == 2
    assert press(reader, "U").text.startswith("2 b, 1 article")
    assert command(reader, "remove").text == "2 b, removed; U puts it back"
    assert press(reader, "x").text.startswith("2 b, 1 article"), "the same key again"
    press(reader, "x q")
    assert press(reader, "U").text == "taken back: 2 b"
    assert len(reader.reading.shelf.listed()) == 3


def test_a_list_shows_what_was_done_in_one_above_it(reader):
    press(reader, "L down /")
    reader.answer("b")
    assert press(reader, "x").text == "1 b, removed; U puts it back"
    assert press(reader, "q").text.startswith("2 c, 1 article")
    assert press(reader, "U").text == "taken back: 1 b"
    assert press(reader, "up down").text.startswith("2 b, 1 article")
    press(reader, "/")
    reader.answer("b")
    command(reader, "tag")
    reader.answer("good")
    assert press(reader, "q").text == "2 b, 1 article, 1 minute, unread, tags: good"
    for key in ("L x", "L x", "L /"):
        press(reader, key)
    reader.answer("c")
    press(reader, "x")
    assert press(reader, "q") == (Act.READING, "盲道通了。"), "of the library nothing is left"


def test_what_was_removed_another_day_is_put_back_in_the_list(reader):
    shelf = reader.reading.shelf
    keys = {each.title: each.key for each in shelf.listed()}
    for title in "bc":
        shelf.remove(keys[title])
    assert press(reader, "L").text.startswith("Library, 1 publication: 1 a")
    press(reader, "m x")
    assert press(reader, "U").text.startswith("1 a, 1 article"), "first what was done today"
    assert press(reader, "U").text == "Taken out of the trash: 2 c, 1 article, 1 minute, unread"
    assert press(reader, "up").text.startswith("1 a")
    assert press(reader, "U").text.startswith("Taken out of the trash: 2 b")
    assert press(reader, "U") == (Act.SAID, "There is nothing to take back.")
    assert press(reader, "q").text == "盲道通了。"


def test_what_is_opened_from_the_trash_is_taken_out_of_it_and_that_is_said(reader):
    press(reader, "L down x")
    command(reader, "trash")
    assert press(reader, "enter") == (Act.READING, "Taken out of the trash: The library keeps your place.")
    assert [each.title for each in reader.reading.shelf.listed(TRASH)] == []
    press(reader, "L 1 x")
    assert reader.reading.publication.title == "b", "it is read all the same"
    command(reader, "trash")
    assert press(reader, "enter").text.endswith("the trash: The library keeps your place.")
    assert [each.title for each in reader.reading.shelf.listed(TRASH)] == []
    assert len(reader.reading.shelf.listed()) == 3


@pytest.mark.parametrize("written", ["'{}'", '"{}"', "{}", "\\"])
def test_a_path_is_taken_as_terminals_paste_it(reader, tmp_path, written):
    path = tmp_path / "my paper (1).txt"
    path.write_text("Pasted.", "utf-8")
    pasted = str(path).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")
    text = pasted if written == "\\" else written.format(path)
    command(reader, "add")
    assert reader.answer(text) == (Act.READING, "Pasted.")
    folder = written.format(path.parent) if written != "\\" else str(path.parent)
    command(reader, "subscribe")
    assert reader.answer(folder).text.startswith(f"Subscribed to {path.parent.name};")


def test_a_path_that_is_there_as_it_was_typed_is_that(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("'its'", "a\\ b", "plain"):
        (tmp_path / name).write_text("Odd.", "utf-8")
        assert path_of(name) == name
    for name in ("'", "''", "none", "'none.txt'", "no\\\\ne", "https://a.example/b\\ c"):
        assert path_of(name) == name, "what is nowhere is told as it was typed"
    assert path_of("'plain'") == path_of('"plain"') == "plain"
    assert path_of("'new.epub'", is_new=True) == "new.epub"


def test_a_title_is_found_however_it_is_written_and_told_where_no_text_has_the_words(reader, tmp_path):
    (tmp_path / "papers" / "株洲日报 Café.txt").write_text("一。", "utf-8")
    reader.reading.shelf.add_all([str(tmp_path / "papers" / "株洲日报 Café.txt")])
    reader.reading.shelf.index_all()
    command(reader, "find-everywhere")
    told = "“株洲日報 CAFE” is in no text, but in 1 title or tag: L, then / lists them."
    assert reader.answer("株洲日報 CAFE") == (Act.SAID, told)
    press(reader, "L /")
    assert reader.answer("株洲日報 cafe").text.startswith("“株洲日報 cafe”, 1 publication: 1 株洲日报 Café")


def test_what_a_subscription_is_is_told(reader, tmp_path):
    shelf, folder = reader.reading.shelf, tmp_path / "papers"
    updating.update(shelf, updating.subscribe(shelf, str(folder)))
    command(reader, "subscriptions")
    assert press(reader, "I").text == f"papers; {folder}; 3 publications"


def test_the_trash_is_listed_and_emptied(reader):
    assert command(reader, "trash").text == "The trash is empty."
    press(reader, "L down x")
    assert command(reader, "trash").text == "Trash, 1 publication: 1 b, 1 article, 1 minute, unread"
    assert press(reader, "x").text == "1 b, taken out of the trash; U puts it back"
    press(reader, "U")
    command(reader, "empty-trash")
    assert reader.answer("no").text == "Nothing has changed."
    assert len(reader.reading.shelf.listed(TRASH)) == 1
    assert command(reader, "empty-trash").text.startswith("1 publication and what you left in it. yes deletes")
    assert reader.answer("yes").text == "1 publication deleted for good."
    assert command(reader, "empty-trash").text == "The trash is empty."
    assert len(reader.reading.shelf.listed()) == 2


def test_one_publication_of_the_trash_is_deleted_and_the_others_stay(reader):
    outside = "Open the trash with the command trash, go to a publication, and do this there."
    assert command(reader, "delete").text == outside
    press(reader, "L down x down x")
    assert command(reader, "delete").text == outside, "what stands in the library is no entry of the trash"
    command(reader, "trash")
    assert command(reader, "delete") == (Act.ASKED, "b and what you left in it. yes deletes it for good: ")
    assert reader.answer("").text == "Nothing has changed."
    command(reader, "delete")
    assert reader.answer("yes") == (Act.MENU, "1 b, deleted for good")
    assert press(reader, "x").text == "1 b, deleted for good", "there is nothing that could come back"
    assert press(reader, "enter").text == "1 b, deleted for good"
    assert command(reader, "delete").text == "1 b, deleted for good"
    assert [each.title for each in reader.reading.shelf.listed(TRASH)] == ["c"]
    assert press(reader, "U").text == "taken back: 3 c", "the other one"
    assert press(reader, "U") == (Act.SAID, "b is not in the trash any more.")
    assert press(reader, "U").text == "There is nothing to take back."


def test_one_that_was_found_in_the_trash_is_deleted_and_an_emptied_trash_is_not_listed_any_more(reader):
    press(reader, "L down x down x")
    command(reader, "trash")
    press(reader, "/")
    reader.answer("c")
    command(reader, "delete")
    assert reader.answer("yes").text == "1 c, deleted for good"
    command(reader, "empty-trash")
    assert reader.answer("yes").text == "1 publication deleted for good."
    assert press(reader, "i").text.startswith("Library, 3 publications"), "what was open below"


@pytest.mark.parametrize("order", ["title", "recent"])
def test_the_list_begins_on_what_is_being_read(reader, order):
    """However it is sorted, and in each list that has it."""
    reader.reading.options.order = order
    press(reader, "L end")
    last = reader.menu.current.value.title
    press(reader, "enter L")
    assert reader.menu.current.value.title == last
    press(reader, "/")
    assert reader.answer("txt").text == "No title, author or tag has “txt”."
    command(reader, "tag")
    reader.answer("one")
    press(reader, "home" if reader.menu.index else "end")
    command(reader, "tag")
    reader.answer("one")
    command(reader, "tags")
    press(reader, "enter")
    assert reader.menu.current.value.title == last


def test_a_search_everywhere_that_takes_long_is_on_its_way_while_keys_are_answered(reader, monkeypatch):
    monkeypatch.setattr(background, "_SOON", -1)
    monkeypatch.setattr(background, "PATIENCE", 0)
    may_end = threading.Event()

    class Slow(Librarian):
        def found(self, *sought):
            assert may_end.wait(30)
            return super().found(*sought)

    monkeypatch.setattr(background, "Librarian", Slow)
    act, text = found(reader, "find-everywhere", "place")
    assert act is Act.WAITING
    assert re.fullmatch(r"Searching for place, \d+%\. q cancels\.", text), "how far its thread is by now nobody knows"
    may_end.set()
    assert reader.reading.waiting.opening.wait(30)
    assert reader.heard("opening", 0, 0, "").text.startswith("1 hit in the library: 1 …keeps your place.")
    may_end.clear()
    found(reader, "find-everywhere", "place")
    assert press(reader, "escape") == (Act.SAID, "Cancelled.")
    may_end.set()


def test_a_search_everywhere_that_comes_a_moment_later_is_told_once(reader, monkeypatch):
    monkeypatch.setattr(background, "_SOON", -1)
    monkeypatch.setattr(background, "PATIENCE", 30)
    assert found(reader, "find-everywhere", "place").text.startswith("1 hit in the library: 1 …keeps your place.")


def test_text_is_found_everywhere(reader):
    press(reader, "F")
    assert reader.answer(" library ") == (Act.MENU, "1 hit in the library: 1 The library keeps your place., b")
    assert press(reader, "enter") == (Act.READING, "The library keeps your place.")
    assert reader.reading.session.place == Place(0, 0, 4)
    press(reader, "F")
    assert reader.answer("缓坡").text == "1 hit in the library: 1 盲道通了。缓坡已建好。, a"
    assert press(reader, "enter") == (Act.READING, "缓坡已建好。")
    press(reader, "F")
    assert reader.answer("地铁") == (Act.SAID, "“地铁” is nowhere in the library.")
    press(reader, "F")
    assert reader.answer("").act is Act.SAID


def test_a_file_is_added_and_read_at_once_and_what_is_not_there_is_said(reader, tmp_path):
    (tmp_path / "new.txt").write_text("新的一篇。")
    command(reader, "add")
    assert reader.answer(str(tmp_path / "new.txt")) == (Act.READING, "新的一篇。")
    command(reader, "add")
    assert "There is no file" in reader.answer(str(tmp_path / "nothing")).text
    assert reader.reading.publication.title == "new"


def test_tags(reader):
    press(reader, "L down")
    command(reader, "tag")
    assert reader.answer("old news").text.endswith("tags: news old") or "tags: old news" in reader.menu.current.line
    assert reader.reading.shelf.listed()[1].tags == ("news", "old")


def test_what_is_being_read_is_given_tags_without_its_list(reader):
    for keys in ("", "l", "M"):
        press(reader, keys)
        assert command(reader, "tag").text.startswith("Tags, now -; ")
        assert reader.answer("city") == (Act.SAID, "1 a, 1 article, 1 minute, unread, tags: city")
        assert reader.reading.shelf.listed()[0].tags == ("city",)
        assert press(reader, "U") == (Act.SAID, "1 a, 1 article, 1 minute, unread")
    reader.reading.shelf.remove(reader.reading.decoded.key)
    assert command(reader, "tag").text.startswith("Open the library")


def test_highlights_notes_and_categories(reader):
    assert command(reader, "highlights").text == "No highlights yet; % makes one."
    press(reader, "s")
    assert press(reader, "%") == (Act.SAID, "Highlighted: 缓坡已建好。")
    command(reader, "note")
    assert reader.answer("为什么？").text == "Noted."
    assert press(reader, "i").text.endswith("highlighted: 为什么？")
    press(reader, "g %")
    assert command(reader, "highlights").text == "Highlights: 1 盲道通了。, article 1"
    assert press(reader, "down").text == "2 缓坡已建好。, 为什么？, article 1"
    assert press(reader, "%").text == "2 缓坡已建好。, important, 为什么？, article 1"
    command(reader, "note")
    assert reader.question.prompt == "Note, now 为什么？: "
    assert reader.answer("").text == "2 缓坡已建好。, important, article 1"
    assert press(reader, "x").text == "2 缓坡已建好。, removed; U puts it back"
    assert press(reader, "U").text == "2 缓坡已建好。, important, article 1"
    assert press(reader, "enter") == (Act.READING, "缓坡已建好。")
    assert press(reader, "%").text == "Highlight taken away."
    press(reader, "U")
    command(reader, "note")
    reader.answer("wide enough?")
    assert press(reader, "%").text == "Highlight and its note taken away; U puts them back."
    assert len(reader.reading.shelf.highlights(reader.reading.publication)) == 1
    press(reader, "U")
    assert len(reader.reading.shelf.highlights(reader.reading.publication)) == 2


def test_own_notes_are_notes_and_what_is_written_on_a_passage_is_said_where_one_goes_to_it(reader):
    assert named(reader, "next note").text == "Nothing of that here: 0 notes."
    press(reader, "s %")
    command(reader, "note")
    reader.answer("为什么？")
    press(reader, "g")
    assert named(reader, "next note") == (Act.READING, "为什么？: 缓坡已建好。")
    assert named(reader, "next note").text == "1 note, none of them further on."
    press(reader, "g")
    assert named(reader, "next highlight").text == "为什么？: 缓坡已建好。"
    assert named(reader, "notes").text == "1 note: 1 缓坡已建好。, 为什么？, article 1"
    press(reader, "q")
    assert command(reader, "things").text == "Go to: 1 note"
    assert press(reader, "down").text == "1 highlight"


def named(reader, text):
    command(reader, "command")
    return reader.answer(text)


def test_a_folder_is_subscribed_to_read_and_ended_with_one_key(reader, tmp_path):
    assert command(reader, "subscriptions").text.startswith("No subscriptions yet")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "one.txt").write_text("第一期。")
    command(reader, "subscribe")
    assert reader.answer(str(inbox)).text.startswith("Subscribed to inbox")
    told(reader, "1 issue is there; L lists it.")
    (inbox / "two.txt").write_text("第二期。")
    assert command(reader, "update").text == "It has begun, and you can read on."
    told(reader, "1 new issue; L lists what there is.")
    assert press(reader, "L").text.startswith("Library, 5 publications, 1 new: 1 two, 1 article, 1 minute, 1 new")
    press(reader, "enter")
    assert press(reader, "L").text.startswith("Library, 5 publications: 1 two")
    assert command(reader, "subscriptions").text == "Subscriptions: 1 inbox"
    assert press(reader, "x").text == "1 inbox, ended; what it has brought stays; U takes that back"
    assert reader.reading.shelf.subscriptions() == []
    press(reader, "U")
    assert len(reader.reading.shelf.subscriptions()) == 1


def told(reader, text):
    """Waits until the work in the background is done, and hears of it with the next key."""
    until(lambda: reader.reading.memory.warning)
    assert reader.press("i").text.startswith(f"{text} ")


def test_without_a_library_all_of_it_says_so():
    from tests.make import MemoryStandIn

    reader = Reader(publication(("# 一", "二。")), MemoryStandIn(), OptionsStandIn())
    for name in ("library", "trash", "empty-trash", "subscriptions", "update", "highlight", "note"):
        assert reader.run(name).text == "There is no library here."


def test_ten_thousand_publications_are_listed_a_screen_at_a_time(reader):
    """What is not looked at is not made, nor read from the library."""
    library = reader.reading.memory
    library.do("BEGIN")
    for number in range(10_000):
        row = (f"k{number}", f"Title {number}", "x.txt", f"/papers/{number}", number, number)
        library.do("INSERT INTO publications VALUES (?, ?, ?, ?, ?, ?)", *row)
    library.do("COMMIT")
    asked = []
    library._connection.set_trace_callback(asked.append)
    view = View(reader, Settings())
    view.press("L")
    view.frame()
    assert len(reader.menu.entries) == 10_003
    assert len(reader.menu.entries._made) < 100
    view.press("G")
    view.frame()
    assert reader.menu.current.text == "10003 Title 0"
    assert len(reader.menu.entries._made) < 200
    assert sum("minutes" in sql for sql in asked) <= 4, "rows are read by the fifty"
    assert len(asked) < 40


def test_the_list_is_searched_by_words_of_titles_and_tags(reader):
    press(reader, "L down")
    command(reader, "tag")
    reader.answer("Rivers")
    assert press(reader, "/").text == "Words of a title, an author or a tag: "
    assert reader.answer("RIVER").text == "“RIVER”, 1 publication: 1 b, 1 article, 1 minute, unread, tags: Rivers"
    assert press(reader, "x").text == "1 b, removed; U puts it back"
    assert press(reader, "U").text.startswith("1 b, 1 article")
    assert press(reader, "/").act is Act.ASKED
    assert reader.answer("nothing").text == "No title, author or tag has “nothing”."
    press(reader, "q")
    assert reader.menu.title == "Library, 3 publications", "the whole list stands below"
    press(reader, "/")
    reader.answer("b")
    assert press(reader, "enter").text == "The library keeps your place."
    press(reader, "/")
    assert reader.question.prompt == "Find: ", "in a text it is the text that is searched"


def test_back_and_forward_lead_through_other_publications(reader):
    press(reader, "w w L down enter")
    assert reader.reading.publication.title == "b"
    press(reader, "w")
    press(reader, "L down enter G")
    assert reader.reading.publication.title == "a"
    assert press(reader, "b") == (Act.READING, "盲道通了。"), "first where the jump to the end began"
    assert press(reader, "b") == (Act.READING, "b: The library keeps your place.")
    assert reader.reading.session.place == Place(0, 0, 4)
    assert press(reader, "b") == (Act.READING, "a: 盲道通了。")
    assert reader.reading.session.place == Place(0, 0, 2)
    assert press(reader, "b") == (Act.SAID, "There is no earlier place.")
    assert command(reader, "forward") == (Act.READING, "b: The library keeps your place.")
    assert reader.reading.session.place == Place(0, 0, 4)
    assert command(reader, "forward").text.startswith("a: ")
    assert press(reader, "b").text.startswith("b: ")
    press(reader, "b")
    assert press(reader, "G").act is Act.MOVED
    assert command(reader, "forward") == (Act.SAID, "There is no later place."), "somebody has jumped since"


def test_the_way_back_within_each_publication_outlasts_the_way_through_others(reader):
    assert command(reader, "forward") == (Act.SAID, "There is no later place.")
    press(reader, "G L down enter")
    assert reader.reading.publication.title == "b"
    press(reader, "b")
    assert (reader.reading.publication.title, reader.reading.session.place) == ("a", Place(0, 0, 5))
    assert press(reader, "b") == (Act.READING, "盲道通了。"), "as it was jumped to before the other was opened"
    assert command(reader, "forward") == (Act.READING, "缓坡已建好。")
    assert command(reader, "forward").text.startswith("b: ")
    assert command(reader, "forward") == (Act.SAID, "There is no later place.")


def test_back_to_what_has_gone_says_so(reader):
    press(reader, "L down enter L down x q")
    reader.reading.shelf.empty_trash()
    assert press(reader, "b").act is Act.SAID
    assert press(reader, "b") == (Act.SAID, "There is no earlier place.")
    assert reader.reading.publication.title == "b"


def test_n_goes_through_the_hits_in_the_library_over_publications_and_tells_the_round(reader, tmp_path):
    (tmp_path / "papers" / "d.txt").write_text("一。\n\n盲道在这里。\n\n二。\n\n盲道在那里。")
    reader.reading.shelf.add_all([str(tmp_path / "papers" / "d.txt")])
    reader.reading.shelf.index_all()
    assert found(reader, "find-everywhere", "盲道").text.startswith("3 hits in the library: 1 盲道")
    press(reader, "down enter")

    def here():
        return reader.reading.publication.title, reader.reading.session.text(Unit.SENTENCE)

    seen, replies = [here()], []
    for _hit in range(3):
        replies.append(press(reader, "n"))
        seen.append(here())
    assert set(seen) == {("d", "盲道在这里。"), ("d", "盲道在那里。"), ("a", "盲道通了。")}
    assert seen[0] == seen[3], "after three it has gone round"
    assert [reply.text.startswith("From the beginning: ") for reply in replies] == [False, True, False]
    for before, after, reply in zip(seen, seen[1:], replies, strict=False):
        title = "" if before[0] == after[0] else f"{after[0]}: "
        assert reply.text.removeprefix("From the beginning: ") == title + after[1]
    press(reader, "N")
    assert here() == seen[2]
    assert press(reader, "N").text.startswith("From the end: ")
    assert here() == seen[1]
    assert press(reader, "b").act is Act.READING, "there is a way back"
    found(reader, "find", "盲道")
    press(reader, "enter")
    title, _sentence = here()
    press(reader, "n n")
    assert here()[0] == title, "the last search counts, and that was in one publication"


def test_n_goes_to_the_first_hit_in_the_library_where_none_was_chosen(reader):
    found(reader, "find-everywhere", "place")
    press(reader, "q")
    assert press(reader, "n") == (Act.READING, "b: The library keeps your place.")
    assert press(reader, "n") == (Act.READING, "From the beginning: The library keeps your place.")
    found(reader, "find-everywhere", "quagga")
    assert press(reader, "n").text == "“quagga” is not in this publication."


def test_the_hits_are_listed_again_on_the_one_that_was_gone_to(reader):
    assert command(reader, "hits").text == "Nothing has been searched for yet; / finds text."
    assert found(reader, "find-everywhere", "。").text.startswith("2 hits in the library: 1 ")
    press(reader, "enter n")
    here = reader.reading.publication.key, reader.reading.session.place
    assert command(reader, "hits").text.startswith("2 hits in the library: 2 ")
    assert press(reader, "enter").act is Act.READING
    assert (reader.reading.publication.key, reader.reading.session.place) == here
    found(reader, "find-everywhere", "library")
    press(reader, "enter")
    found(reader, "find", "e")
    press(reader, "enter n")
    place = reader.reading.session.place
    assert command(reader, "hits").text.startswith("4 hits: ")
    assert reader.menu.current.value == place
    press(reader, "enter")
    assert reader.reading.session.place == place
    found(reader, "find", "quagga")
    assert command(reader, "hits").text == "“quagga” is not in this publication."


@pytest.fixture
def long_reader(tmp_path, monkeypatch):
    """On a long text, as such are from a few thousand characters on."""
    monkeypatch.setattr(library_shelf, "_SHORT", 1000)
    monkeypatch.setattr(words, "_LONG", 1000)
    (tmp_path / "long.txt").write_text(book(3000))
    library = Library(tmp_path / "library.sqlite")
    found = open_long(str(tmp_path / "long.txt"))
    publication = understood(library, found)
    library.remember(publication, found)
    shelf = ReaderShelf(library, send=errands.here)
    yield Reader(publication, library, OptionsStandIn(), helpers=Helpers(find_shelf=lambda: shelf)), shelf
    library.close()


def test_nobody_looks_ahead_where_an_index_tells(long_reader):
    (reader, shelf), begun = long_reader, []

    def begin(name, work, patience):
        begun.append(name)
        return SimpleNamespace(is_done=True, cancel=lambda: None)

    reader.reading.begin = begin
    for expected in (["tactile"], []):
        begun.clear()
        reader.press("/")
        reader.question.typed("tactile")
        assert begun == expected
        reader.press("escape")
        shelf.index_all()


def found(reader, name, text):
    reader.run(name)
    return reader.answer(text)


def test_a_long_text_is_made_searchable_when_somebody_searches(long_reader, monkeypatch):
    reader, shelf = long_reader
    go_on = threading.Event()
    breath = words.time.sleep
    monkeypatch.setattr(words.time, "sleep", lambda seconds: go_on.wait(PATIENCE) and breath(seconds))
    reply = found(reader, "find-everywhere", "quagga")
    assert reply.text.startswith("“quagga” is nowhere in the library. long is still being made searchable, ")
    by_reading = found(reader, "find", "ramp").text
    assert not words.is_indexed(shelf.library, reader.reading.publication.key)
    go_on.set()
    assert shelf._indexing.wait(PATIENCE)
    assert shelf._indexing.result()
    monkeypatch.setattr(finding, "_Reading", None)  # nobody goes through the text any more
    assert found(reader, "find", "ramp").text == by_reading
    assert found(reader, "find", "quagga").text == "“quagga” is not in this publication."
    assert found(reader, "find-everywhere", "ramp").text.startswith("The first 500 hits in the library: 1 ")
    press(reader, "enter")
    place = reader.reading.session.place
    found(reader, "find", "ramp")
    press(reader, "enter n")
    assert reader.reading.session.place > place
    command(reader, "end")
    assert press(reader, "n").text.startswith("From the beginning: ")
    assert press(reader, "N").text.startswith("From the end: ")


def test_a_long_text_that_was_changed_in_its_place_is_searched_as_it_is_now(long_reader, tmp_path, monkeypatch):
    """Where nothing of its key is from, and it is as long as it was: only the time of the file tells."""
    reader, shelf = long_reader
    found(reader, "find-everywhere", "quagga")
    assert shelf._indexing.wait(PATIENCE)
    assert found(reader, "find", "quagga").text == "“quagga” is not in this publication."
    path = tmp_path / "long.txt"
    data = path.read_bytes()
    at = data.index(b"ramp", 80_000)
    path.write_bytes(data[:at] + b"yaks" + data[at + 4 :])
    later = shelf.library.now() + 10
    os.utime(path, (later, later))
    opened = open_long(str(path))
    again = understood(shelf.library, opened)
    assert again.key == reader.reading.publication.key
    shelf.library.remember(again, opened)
    reader = Reader(again, shelf.library, OptionsStandIn(), helpers=Helpers(find_shelf=lambda: shelf))
    assert "yaks" in found(reader, "find", "yaks").text
    assert shelf._indexing.wait(PATIENCE)
    assert shelf._indexing.result()
    monkeypatch.setattr(finding, "_Reading", None)  # the index knows it now
    press(reader, "g")
    assert "yaks" in found(reader, "find", "yaks").text
    assert found(reader, "find-everywhere", "yaks").text.startswith("1 hit in the library")


def test_what_else_is_not_searchable_is_told_and_made_so_while_somebody_reads(tmp_path, reader):
    library = reader.reading.shelf.library
    go_on = threading.Event()

    def send(path, name, arguments, hear):
        assert go_on.wait(PATIENCE)
        return errands.here(path, name, arguments, hear)

    reader.reading.shelf._send = send
    for key in words.pending(library) + [key for (key,) in library.do("SELECT publication FROM searchable")]:
        words.forget(library, key)
    told = found(reader, "find-everywhere", "library").text
    assert told == "“library” is nowhere in the library. 2 publications are still being made searchable"
    go_on.set()
    until(lambda: library.warning == "All of the library is searchable now.")
    told = found(reader, "find-everywhere", "library").text
    assert told == "All of the library is searchable now. 1 hit in the library: 1 The library keeps your place., b"


def test_looking_into_one_large_folder_is_told_by_its_parts(reader, tmp_path, monkeypatch):
    monkeypatch.setattr(background, "OFTEN", 0)
    (tmp_path / "inbox").mkdir()
    for number in range(40):
        (tmp_path / "inbox" / f"{number}.txt").write_text(f"Issue {number}.")
    shelf, told = reader.reading.shelf, []
    shelf._notify = lambda: told.append(shelf.news())
    shelf._send = errands.here
    command(reader, "subscribe")
    reader.answer(str(tmp_path / "inbox"))
    until(lambda: shelf.library.warning.startswith("40 issues are there"))
    parts = [text for text in told if text.endswith("% done.")]
    assert parts[0] == "10% done."
    assert len(parts) == 9


def test_making_searchable_is_cancelled_and_goes_on_where_it_ended(long_reader, monkeypatch):
    reader, shelf = long_reader
    monkeypatch.setattr(words, "_PIECE", 1000)
    begun, go_on = threading.Event(), threading.Event()
    breath = words.time.sleep
    monkeypatch.setattr(words.time, "sleep", lambda seconds: (begun.set(), go_on.wait(PATIENCE), breath(seconds)))
    found(reader, "find", "ramp")
    assert begun.wait(PATIENCE)
    assert reader.run("cancel").text == "It ends; what is not whole is not kept."
    go_on.set()
    assert shelf._indexing.wait(PATIENCE)
    with pytest.raises(CancelledError):
        shelf._indexing.result()
    ((before,),) = shelf.library.do("SELECT max(id) FROM passages")
    added = []
    monkeypatch.setattr(words, "_add", lambda *row, add=words._add: added.append(row) or add(*row))
    found(reader, "find", "ramp")
    assert shelf._indexing.wait(PATIENCE)
    ((after,),) = shelf.library.do("SELECT count(*) FROM passages")
    assert len(added) == after - before, "what was there was not made again"
    assert words.is_indexed(shelf.library, reader.reading.publication.key)


def test_forward_and_percent(reader):
    command(reader, "percent")
    assert reader.answer("50 %") == (Act.READING, "缓坡已建好。")
    assert press(reader, "b") == (Act.READING, "盲道通了。")
    assert command(reader, "forward") == (Act.READING, "缓坡已建好。")
    assert command(reader, "forward") == (Act.SAID, "There is no later place.")
    for wrong in ("", "x", "101", "-1", "9" * 30):
        command(reader, "percent")
        assert "0 to 100" in reader.answer(wrong).text
    for right, at in (("0", 0), ("100", 5)):
        command(reader, "percent")
        reader.answer(right)
        assert reader.reading.session.place.offset == at


def test_what_takes_a_moment_in_the_background_tells_only_its_end(tmp_path):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(40):
        (many / f"{number}.txt").write_text(f"Number {number}.")
    library, told = Library(tmp_path / "library.sqlite"), threading.Semaphore(0)
    shelf = ReaderShelf(library, told.release, errands.here)
    with pytest.raises(ReaderError, match="begun"):
        shelf.add(str(many))
    assert told.acquire(timeout=PATIENCE)
    assert (shelf.news(), library.warning) == ("", "Added 40 publications; L lists them.")
    library.close()


def test_work_in_the_background_tells_how_far_it_is_and_ends_without_a_key(tmp_path, monkeypatch):
    """Unless somebody is listening to the text, or answering a question."""
    monkeypatch.setattr(background, "OFTEN", 0.0)
    many = tmp_path / "many"
    many.mkdir()
    for number in range(40):
        (many / f"{number}.txt").write_text(f"Number {number}.")
    library = Library(tmp_path / "library.sqlite")
    come, go_on = threading.Semaphore(0), threading.Semaphore(0)

    def notify():
        come.release()
        assert go_on.acquire(timeout=PATIENCE)

    shelf = ReaderShelf(library, notify, errands.here)
    voice = VoiceStandIn()
    reader = Reader(
        publication(("# 一", "二。三。")), library, OptionsStandIn(), voice, helpers=Helpers(find_shelf=lambda: shelf)
    )
    command(reader, "add")
    reader.answer(str(many))

    def next_report():
        assert come.acquire(timeout=PATIENCE)
        reply = reader.heard("opening", 0, 0, "")
        go_on.release()
        return reply

    reports = [next_report().text, next_report().text]
    assert reports == ["10%, 4 of 40 taken in", "20%, 8 of 40 taken in"]
    command(reader, "add")
    assert next_report().act is Act.NOTHING, "a question is open"
    reader.cancel()
    command(reader, "speak")
    assert next_report().act is Act.NOTHING, "the text is being heard"
    command(reader, "stop")
    while not (reply := next_report()).text.startswith("Added"):
        reports.append(reply.text)
    assert reply == (Act.SAID, "Added 40 publications; L lists them.")
    assert "90%, 36 of 40 made searchable" in reports
    library.close()


def test_work_in_the_background_is_cancelled_and_leaves_nothing(reader, tmp_path):
    assert command(reader, "cancel").text == "Nothing is being done."
    many = tmp_path / "many"
    many.mkdir()
    for number in range(3000):
        (many / f"{number}.txt").write_text(f"Number {number}.")
    command(reader, "add")
    assert reader.answer(str(many)).text == "It has begun, and you can read on."
    assert command(reader, "cancel").text == "It ends; what is not whole is not kept."
    told(reader, "Cancelled.")
    assert len(reader.reading.shelf.listed()) == 3


def test_a_highlight_put_back_from_another_list_leaves_that_list_alone(reader):
    press(reader, "%")
    entry = press(reader, "l")
    assert press(reader, "%").text == "Highlight taken away."
    assert press(reader, "U").text == "Highlighted: 盲道通了。"
    assert press(reader, "l") == entry
    assert press(reader, "enter") == (Act.READING, "盲道通了。")


def test_a_selection_is_highlighted_paragraph_by_paragraph_and_taken_back_at_once(reader, tmp_path):
    path = tmp_path / "three.md"
    path.write_text("# Kerbs\n\nOne. Two.\n\n- Three.\n\nFour. Five.\n")
    command(reader, "add")
    reader.answer(str(path))

    def marked():
        return [(each.place.block, each.text) for each in reader.reading.shelf.highlights(reader.reading.publication)]

    press(reader, "s s % S = p p = S")
    assert press(reader, "%") == (Act.SAID, "Highlighted: One. Two., • Three., Four. Five.")
    assert marked() == [(1, "One. Two."), (1, "Two."), (2, "• Three."), (3, "Four. Five.")]
    assert press(reader, "U").act is Act.SAID
    assert marked() == [(1, "Two.")]
    press(reader, "U = g = s = %")
    assert marked() == [(0, "Kerbs"), (1, "One.")]
    press(reader, "= = s =")
    assert press(reader, "%") == (Act.SAID, "Highlighted: One. Two.")
    assert marked() == [(0, "Kerbs"), (1, "One. Two.")]
    press(reader, "U")
    assert marked() == [(0, "Kerbs"), (1, "One.")]
    assert press(reader, "g %").text == "Highlight taken away."


def test_undo_says_what_a_highlight_is_now(reader):
    for note in ("one", "two"):
        command(reader, "note")
        reader.answer(note)
    assert press(reader, "U").text == "Highlighted: one, 盲道通了。"


def test_highlights_are_gone_through_one_after_the_other(reader):
    press(reader, "% s %")
    command(reader, "things")
    assert press(reader, "end").text == "2 highlights"
    assert press(reader, "enter").text.startswith("Highlights: 2 缓坡已建好。")
    press(reader, "enter")
    assert command(reader, "previous-thing") == (Act.READING, "盲道通了。")
    assert command(reader, "next-thing") == (Act.READING, "缓坡已建好。")


def test_highlights_have_a_look_and_keep_it_when_the_program_begins_again(reader, tmp_path):
    def bold(view):
        return [piece.text for line in view.frame().lines for piece in line if piece.role is Role.HIGHLIGHT]

    view = View(reader, Settings())
    view.press("s")
    assert bold(view) == []
    view.press("%")
    assert bold(view) == ["缓坡已建好。"]
    library = reader.reading.memory
    again = Reader(
        reader.reading.publication, library, OptionsStandIn(), helpers=Helpers(find_shelf=lambda: ReaderShelf(library))
    )
    assert bold(View(again, Settings())) == ["缓坡已建好。"]
    view.press("%")
    assert bold(view) == []
    view.press("U")
    assert bold(view) == ["缓坡已建好。"]


def test_the_list_is_in_the_order_of_the_setting(reader):
    assert press(reader, "L").text.startswith("Library, 3 publications: 1 a, ")
    reader.reading.options.order = "length"
    press(reader, "escape")
    press(reader, "L")
    assert [reader.menu.entries[number].value.characters for number in range(3)] == [5, 11, 25]


def test_a_mark_that_was_just_made_is_taken_back_step_by_step(reader):
    press(reader, "m s %")
    command(reader, "note")
    reader.answer("why?")
    press(reader, "g")
    command(reader, "note")
    reader.answer("new")
    shelf, reading = reader.reading.shelf, reader.reading
    assert press(reader, "U").text == "Highlight and its note taken away."
    assert press(reader, "U").text == "Highlighted: 缓坡已建好。"
    assert [each.note for each in shelf.highlights(reading.publication)] == [""]
    assert press(reader, "U").text == "Highlight taken away."
    assert shelf.highlights(reading.publication) == []
    assert press(reader, "U").text == "Bookmark taken away."
    assert reading.memory.bookmarks(reading.publication) == []
    assert press(reader, "U").text == "There is nothing to take back."


def test_a_mark_that_was_made_and_went_and_came_back_is_taken_back(reader):
    press(reader, "m m U")
    assert press(reader, "U").text == "Bookmark taken away."
    assert reader.reading.memory.bookmarks(reader.reading.publication) == []
    press(reader, "% %")
    assert press(reader, "U").text == "Highlighted: 盲道通了。"
    assert press(reader, "U").text == "Highlight taken away."


@pytest.mark.parametrize(("key", "name", "title"), [("m", "bookmarks", "Bookmarks"), ("%", "highlights", "Highlights")])
def test_a_mark_is_taken_back_in_its_list(reader, key, name, title):
    press(reader, f"{key} s {key}")
    first = command(reader, name).text.removeprefix(f"{title}: ").removesuffix(", article 1")
    assert press(reader, "U").text == "2 缓坡已建好。, taken away"
    assert press(reader, "x").text == "2 缓坡已建好。, taken away"
    assert press(reader, "U").text == f"{first}, taken away"
    assert press(reader, "escape").text == "缓坡已建好。"
    assert "No" in command(reader, name).text


def test_the_category_that_a_key_gave_in_the_list_is_taken_back(reader):
    press(reader, "%")
    command(reader, "highlights")
    assert press(reader, "%").text == "1 盲道通了。, important, article 1"
    assert press(reader, "U").text == "1 盲道通了。, article 1"


def test_in_the_library_what_was_removed_is_put_back_before_marks_of_the_text(reader):
    press(reader, "m")
    key = next(each.key for each in reader.reading.shelf.listed() if each.title == "b")
    reader.reading.shelf.remove(key)
    press(reader, "L")
    assert press(reader, "U").text.startswith("Taken out of the trash: ")
    press(reader, "escape")
    assert press(reader, "U").text == "Bookmark taken away."

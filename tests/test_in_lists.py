"""Commands in a list are about its current entry, never about the text behind it."""

import pytest

from tests.make import press
from tests.test_shelving import command, reader, told
from tui.core.listing import about
from tui.core.menu import Act
from tui.core.publication import Place
from tui.core.shelf import TRASH, Listed, Wanted
from tui.library import shelf, subscriptions
from tui.texts import use_language

__all__ = ["reader"]
OPEN_FIRST = (Act.SAID, "Open something to read first.")
CLOSE_FIRST = (Act.SAID, "That is for the text; q closes this list.")


@pytest.mark.parametrize("opened", ["L", "?", ","])
@pytest.mark.parametrize("key", ["m", "%"])
def test_nothing_is_marked_behind_a_list_that_leads_elsewhere(reader, opened, key):
    told = OPEN_FIRST if opened == "L" else CLOSE_FIRST
    press(reader, opened)
    assert press(reader, key) == told
    assert command(reader, "note") == told
    for name in ("speak", "select", "pronounce"):
        assert command(reader, name) == told
    reading = reader.reading
    assert (reading.memory.bookmarks(reading.publication), reading.highlights) == ([], [])


def test_in_the_library_a_publication_is_marked_as_read(reader):
    press(reader, "L down")
    assert press(reader, "R").text == "2 b, 1 article, 1 minute, read"
    assert press(reader, "R").text == "2 b, 1 article, 1 minute, unread"
    assert press(reader, "up R").text == "1 a, 1 article, 1 minute, read"
    assert reader.reading.read == {reader.reading.session.article.key}
    assert [each.read for each in reader.reading.shelf.listed()] == [1, 0, 0]


def test_a_tag_is_one_short_line_of_text(reader):
    press(reader, "L down")
    command(reader, "tag")
    told = reader.answer("a\x1b[31m\nb " + "x" * 100_000 + " \0").text
    assert told == f"2 b, 1 article, 1 minute, unread, tags: a[31m b {'x' * 100}"
    assert reader.reading.shelf.tags() == [("a[31m", 1), ("b", 1), ("x" * 100, 1)]
    press(reader, "U")
    assert reader.reading.shelf.tags() == []


@pytest.mark.parametrize("name", ["subscribe", "find", "add", "command", "find-everywhere"])
def test_what_somebody_pastes_is_repeated_short(reader, name):
    command(reader, name)
    assert 10 < len(reader.answer("x" * 50_000 + " " + "y" * 50_000).text) < 700


def test_what_cannot_be_looked_at_is_not_marked(reader, tmp_path):
    (tmp_path / "papers" / "b.txt").unlink()
    reader.reading.memory.do("DELETE FROM texts")
    press(reader, "L down")
    assert press(reader, "R").text.startswith("There is no file ")


def test_in_the_library_about_is_about_the_entry(reader, tmp_path):
    press(reader, "L down")
    told = press(reader, "I").text
    assert told == f"b; 1 article; 25 characters; 1 minute; unread; {tmp_path / 'papers' / 'b.txt'}"


@pytest.mark.parametrize(("known", "said"), [
    ({"date": "2022-10-09", "language": "zh-Hans"}, "Paper 2022-10-09; Chinese; unread; a.txt"),
    ({"date": "2021-03-04T05:06:07Z", "language": "pt_BR"}, "Paper 2022-10-09; 2021-03-04; Portuguese; unread; a.txt"),
    ({"language": "tlh"}, "Paper 2022-10-09; tlh; unread; a.txt"),
])  # fmt: skip
def test_of_an_entry_nothing_is_said_twice_or_in_code(known, said):
    assert about(Listed("k", "Paper 2022-10-09", "a.txt", **known)) == said


def test_an_entry_that_was_taken_away_says_so(reader):
    press(reader, "L down x")
    assert press(reader, "enter") == (Act.SAID, "2 b, removed; U puts it back")


def test_bookmarks_are_taken_away_like_everything_else(reader):
    press(reader, "m s m M")
    assert press(reader, "x").text == "1 盲道通了。缓坡已建好。, removed; U puts it back"
    assert len(reader.reading.memory.bookmarks(reader.reading.publication)) == 1
    assert press(reader, "x").text == "1 盲道通了。缓坡已建好。, article 1"


def test_a_bookmark_comes_back_by_undo_in_its_list_and_in_the_text(reader):
    press(reader, "m s m M x")
    assert press(reader, "U").text == "1 盲道通了。缓坡已建好。, article 1"
    assert press(reader, "q m").text == "Bookmark taken away."
    assert press(reader, "U").text == "Bookmark: 缓坡已建好。"
    names = [each.name for each in reader.reading.memory.bookmarks(reader.reading.publication)]
    assert sorted(names) == ["盲道通了。缓坡已建好。", "缓坡已建好。"]


@pytest.mark.parametrize("listed", ["L", "m s m M", "% s % :highlights"])
def test_the_key_that_took_an_entry_away_brings_back_that_entry(reader, listed):
    """Not what was taken away last."""
    *keys, last = listed.split()
    press(reader, " ".join(keys))
    command(reader, last[1:]) if last[0] == ":" else press(reader, last)
    first = reader.menu.current.line
    press(reader, "x down x up")
    assert press(reader, "x").text == first
    assert press(reader, "down").text.endswith(", removed; U puts it back")


def test_marks_by_their_names_are_their_lists(reader):
    """Where x takes away, m and % mean the entry, and the list begins at what comes next."""
    press(reader, "m % s m %")
    command(reader, "things")
    assert press(reader, "enter").text == "Bookmarks: 2 缓坡已建好。, article 1"
    command(reader, "things")
    assert press(reader, "down enter").text == "Highlights: 2 缓坡已建好。, article 1"
    assert press(reader, "x").text == "2 缓坡已建好。, removed; U puts it back"
    assert press(reader, "x").text == "2 缓坡已建好。, article 1"
    assert len(reader.reading.highlights) == 2


def test_in_a_list_of_places_the_entry_is_marked(reader):
    press(reader, "/")
    reader.answer("缓坡")
    assert press(reader, "m").text == "Bookmark: 缓坡已建好。"
    assert press(reader, "%").text == "Highlighted: 缓坡已建好。"
    assert reader.reading.session.place == Place(), "and nobody has gone there"


def test_a_note_can_be_taken_back(reader):
    for text in ("first", "second"):
        command(reader, "note")
        reader.answer(text)
    press(reader, "U")
    assert [each.note for each in reader.reading.highlights] == ["first"]


def test_tags_are_added_taken_away_and_taken_back(reader):
    press(reader, "L down")

    def tagged(text):
        command(reader, "tag")
        return reader.answer(text).text

    assert tagged("poem old").endswith("unread, tags: old poem")
    assert tagged("") == "Nothing has changed."
    assert tagged("+new -old").endswith("unread, tags: new poem")
    assert press(reader, "U").text.endswith("unread, tags: old poem")
    assert tagged("-").endswith("unread")
    assert press(reader, "U").text.endswith("unread, tags: old poem")


def test_tags_are_collections(reader):
    assert command(reader, "tags").text == "No tags yet; the command tag gives them in the library."
    library = reader.reading.memory
    keys = shelf.listed(library).keys
    shelf.tag(library, keys[1], ["poem", "old"])
    shelf.tag(library, keys[2], ["poem"])
    assert command(reader, "tags").text == "Tags: 1 old, 1 publication"
    assert press(reader, "down").text == "2 poem, 2 publications"
    assert press(reader, "enter").text == "poem, 2 publications: 1 b, 1 article, 1 minute, unread, tags: old poem"
    assert press(reader, "down enter").text == "还有一篇。"


def subscribed(reader, folder):
    folder.mkdir()
    (folder / "one.txt").write_text("One issue of it.")
    command(reader, "subscribe")
    reader.answer(str(folder))
    told(reader, "1 issue is there; L lists it.")


def test_a_subscription_leads_to_what_it_has_brought(reader, tmp_path):
    subscribed(reader, tmp_path / "issues")
    command(reader, "subscriptions")
    assert press(reader, "enter").text == "issues, 1 publication: 1 one, 1 article, 1 minute, unread"
    assert press(reader, "enter").text == "One issue of it."


def test_ending_a_subscription_is_taken_back_by_the_same_key(reader, tmp_path):
    subscribed(reader, tmp_path / "issues")
    library = reader.reading.memory
    shelf.remove(library, shelf.listed(library, Wanted(subscription=1)).keys[0])
    before = library.do("SELECT * FROM issues")
    command(reader, "subscriptions")
    assert press(reader, "x").text.startswith("1 issues, ended")
    assert subscriptions.listed(library) == []
    assert press(reader, "x").text == "1 issues"
    assert library.do("SELECT * FROM issues") == before, "what was removed does not come back as new"
    assert len(shelf.listed(library, TRASH)) == 1


def test_a_category_of_ones_own_is_there_for_the_next_highlight(reader):
    command(reader, "category")
    assert reader.question.prompt == "Category, such as important, question, idea, or - for none: "
    assert reader.answer("to quote").text == "Highlighted: to quote, 盲道通了。"
    press(reader, "s %")
    command(reader, "highlights")
    press(reader, "down")
    for category in ("important", "question", "idea", "to quote"):
        assert press(reader, "%").text == f"2 缓坡已建好。, {category}, article 1"
    assert press(reader, "%").text == "2 缓坡已建好。, article 1"
    command(reader, "category")
    assert reader.question.prompt.startswith("Category, such as important, question, idea, to quote, or")
    assert reader.answer("").text == "Nothing has changed."
    command(reader, "category")
    assert reader.answer("idea").text == "2 缓坡已建好。, idea, article 1"
    assert press(reader, "U").text == "2 缓坡已建好。, article 1"
    command(reader, "category")
    assert reader.answer("-").text == "2 缓坡已建好。, article 1"


def test_a_category_is_kept_by_its_own_name_whatever_it_was_called(reader):
    use_language("zh")
    try:
        command(reader, "category")
        reader.answer("想法")
    finally:
        use_language("en")
    assert [each.category for each in reader.reading.highlights] == ["idea"]


def test_marks_that_were_exported_come_back(reader, tmp_path):
    reading = reader.reading
    press(reader, "m s %")
    command(reader, "note")
    reader.answer("why")
    command(reader, "export-marks")
    assert reader.answer(str(tmp_path / "marks.json")).text.startswith("Written:")
    before = (reading.memory.bookmarks(reading.publication), reading.highlights)
    command(reader, "take-marks")
    assert reader.answer(str(tmp_path / "marks.json")).text == "0 places, marks and tags are new."
    for table in ("bookmarks", "highlights"):
        reading.memory.do(f"DELETE FROM {table}")
    command(reader, "take-marks")
    assert reader.answer(str(tmp_path / "marks.json")).text == "2 places, marks and tags are new."
    assert (reading.memory.bookmarks(reading.publication), reading.highlights) == before
    command(reader, "take-marks")
    assert "holds no marks" in reader.answer(str(tmp_path / "papers" / "a.txt")).text


def test_in_the_list_of_commands_find_finds_commands(reader):
    press(reader, "?")
    assert press(reader, "/") == (Act.ASKED, "Find in this list: ")
    assert reader.answer("subscribe to").text == "subscribe to a feed or a folder, :subscribe"

"""Going to what has to be made first: keys are answered meanwhile, and nothing has changed until it has come."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.made.pdf import answer_of, read_in_parts
from tests.make import MemoryStandIn, OptionsStandIn, Slow, VoiceStandIn
from tests.test_long_pdf import book
from tui import launch
from tui.core.actions.awaiting import arrived
from tui.core.lazily import Chapter, NotAtHandError, Recent, at_hand
from tui.core.menu import Act
from tui.core.publication import Article, Block, Kind, Place, Publication
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.core.shelf import Highlight
from tui.importers import open_bytes
from tui.importers.book import LaterLink
from tui.importers.long_book import LaterPage
from tui.importers.pdf import pages as pdf_pages
from tui.keeping.librarian import Librarian
from tui.library import Library


def publication(most=2, key="k"):
    """Ten chapters, of which so many are kept; the last has the only heading, the first a link and a page to it."""
    recent = Recent(most)

    def place():
        next(iter(articles[9].blocks))
        return Place(9, 1)

    def make(number):
        text, page = f"Chapter {number}, which is long. It has two sentences.", str(number)
        last = Block(f"Body {number}.", Kind.PARAGRAPH, page=page)
        if number == 9:
            last = Block("The end", Kind.HEAD, level=1)
        links = (LaterLink(0, 7, "#", place),) if number == 0 else ()
        first = Block(text, Kind.PARAGRAPH, page=page, links=links)
        return first, last

    articles = [Article(str(n), f"Title {n}", Chapter(lambda n=n: make(n), 100, recent), "text") for n in range(10)]
    return Publication(key, "Long", tuple(articles), "en", pages=(LaterPage("x", place),))


def reader_in(found, begin, voice=None, place=None):
    reader = Reader(found, MemoryStandIn(place), OptionsStandIn(), voice, helpers=Helpers(begin=begin))
    reader.reading.menus.clear()
    return reader


class Begun(list):
    """What was begun; it ends when somebody says so."""

    def __call__(self, name, work, patience):
        assert patience <= 0.1, "keys wait for nobody"
        self.append(Slow(name, work))
        return self[-1]


def asked(name, *answers):
    def do(reader):
        reply = reader.run(name)
        for answer in answers:
            reply = reader.answer(answer)
        return reply

    return do


WAYS = {
    "percent": (asked("percent", "100"), Place(9, 1)),
    "page": (asked("page", "x"), Place(9, 1)),
    "command": (asked("command", "100%"), Place(9, 1)),
    "digit": (lambda reader: reader.press("7"), Place(6)),
    "article": (lambda reader: reader.press("a"), Place(1)),
    "heading": (lambda reader: reader.press("h"), Place(9, 1)),
    "thing": (lambda reader: reader.press("]"), Place(9, 1)),
    "link": (lambda reader: reader.press("."), Place(9, 1)),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_jump_is_waited_for_while_keys_are_answered(way):
    go, end = WAYS[way]
    begun = Begun()
    reader = reader_in(publication(), begun)
    before = reader.reading.session.place
    reply = go(reader)
    assert (reply.act, reply.text) == (Act.WAITING, "Getting the text of Long, 30%. q cancels.")
    assert reader.press("w").text == "Getting the text of Long, 30%"
    assert reader.reading.session.place == before
    assert reader.press("q").text == "Cancelled."
    assert begun[0].cancelled
    assert (reader.reading.session.place, reader.reading.session.trail) == (before, ((), ()))
    go(reader)
    while reader.reading.waiting:
        begun[-1].is_done = True
        reply = reader.heard("opening", 0, 0, "")
    assert reader.reading.session.place == end
    assert reader.reading.session.trail[0] == (before,)
    assert reply.act in (Act.READING, Act.MOVED)
    assert reply.text


@pytest.mark.parametrize("name", ["bookmarks", "highlights", "things"])
def test_marks_of_chapters_that_are_not_made_are_waited_for(name):
    """They are found in a thread, which the file of the library is none of."""
    library, begun, kept = Library(), Begun(), publication()
    shelf = Librarian(library)
    for number in (2, 4, 6, 8):
        library.add_bookmark(kept, Place(number, 1), f"kept {number}")
        shelf.keep_highlight(kept, Highlight(0, Place(number, 1), f"kept {number}"))
    shelf = Librarian(library)
    helpers = Helpers(find_shelf=lambda: shelf, begin=begun)
    reader = Reader(publication(), library, OptionsStandIn(), None, helpers=helpers)
    assert reader.run(name).act is Act.WAITING
    assert reader.press("q").text == "Cancelled."
    reply = reader.run(name)
    while reader.reading.waiting:
        with ThreadPoolExecutor() as pool:
            pool.submit(begun[-1].result).result()
        begun[-1].is_done = True
        reply = reader.heard("opening", 0, 0, "")
    assert reply.act is Act.MENU
    assert [mark.place.article for mark in library.bookmarks(reader.reading.publication)] == [2, 4, 6, 8]
    entries = " ".join(entry.line for entry in reader.reading.menu.entries)
    assert ("4 bookmarks" if name == "things" else "kept 8") in entries


def test_what_is_at_hand_is_there_at_once():
    begun = Begun()
    reader = reader_in(publication(10), begun)
    for article in reader.reading.publication.articles:
        assert article.blocks[1]
    reader.reading.show(Place(9))
    assert [reader.press(key).act for key in "b\\7aA"] == [Act.READING, Act.READING, Act.MOVED, Act.MOVED, Act.MOVED]
    assert reader.reading.session.place == Place(6)
    assert not begun


def test_the_way_back_and_the_contents_wait_too_and_a_menu_stays_until_then():
    begun = Begun()
    reader = reader_in(publication(), begun)
    reader.press("9")
    begun[-1].is_done = True
    reader.heard("opening", 0, 0, "")
    for number in (4, 5):
        assert reader.reading.publication.articles[number].blocks[1]  # others are kept now
    assert reader.press("b").act is Act.WAITING
    assert reader.reading.session.place == Place(8)
    begun[-1].is_done = True
    assert reader.heard("opening", 0, 0, "").act is Act.READING
    assert reader.reading.session.place == Place()
    reader.run("list")
    reader.press("4")
    assert reader.press("enter").act is Act.WAITING
    assert reader.menu.name == "articles"
    reader.press("q")
    assert reader.menu.name == "articles"
    reader.press("enter")
    begun[-1].is_done = True
    assert reader.heard("opening", 0, 0, "").text == "Chapter 3, which is long."
    assert (reader.menu, reader.reading.session.place) == (None, Place(3))


def test_going_on_over_the_end_of_a_chapter_waits_for_the_next_one():
    for key, times in (("s", 3), ("p", 2), ("down", 3), ("pagedown", 1)):
        begun = Begun()
        reader = reader_in(publication(), begun)
        assert reader.reading.session.block
        replies = [reader.press(key) for _time in range(times)]
        assert replies[-1].act is Act.WAITING, key
        begun[-1].is_done = True
        reply = reader.heard("opening", 0, 0, "")
        assert reply.act is Act.MOVED
        assert reader.reading.session.place == (Place(3, 0, 26) if key == "pagedown" else Place(1)), key


def test_a_voice_goes_on_where_a_move_has_led_only_when_that_has_come():
    begun, voice = Begun(), VoiceStandIn()
    reader = reader_in(publication(), begun, voice)
    reader.press("space")
    said = len(voice.said)
    assert reader.press("a").act is Act.WAITING
    assert len(voice.said) == said
    begun[-1].is_done = True
    assert reader.heard("opening", 0, 0, "").act is Act.SPEAKING
    assert voice.said[said].text == "Chapter 1, which is long."


def test_reading_aloud_from_a_list_begins_when_the_text_has_come():
    begun, voice = Begun(), VoiceStandIn()
    reader = reader_in(publication(), begun, voice)
    reader.run("list")
    reader.press("5")
    assert reader.press("space").act is Act.WAITING
    assert not voice.said
    begun[-1].is_done = True
    reader.heard("opening", 0, 0, "")
    assert voice.said[0].text == "Chapter 4, which is long."


def test_what_was_opened_is_waited_for_with_the_part_where_it_was_left():
    begun = Begun()
    reader = reader_in(publication(), begun)
    other = publication(key="other")._replace(title="Other")

    class Memory(MemoryStandIn):
        def left_at(self, publication):
            return lambda: Place(8) if publication.articles[8].blocks[0] else None

    reader.reading.memory = Memory(Place(8))

    def turned(found):
        reader.reading.turn_to(found)
        return reader.reading.show(reader.reading.session.place)

    reply = arrived(reader.reading, other, turned)
    assert reply.text == "Getting the text of Other, 30%. q cancels."
    assert reader.reading.publication.title == "Long"
    begun[-1].is_done = True
    reader.heard("opening", 0, 0, "")
    assert (reader.reading.publication.title, reader.reading.session.place) == ("Other", Place(8))


def test_where_one_is_makes_nothing():
    reader = reader_in(publication(), Begun())
    assert reader.reading.session.block
    told = at_hand(lambda: reader.run("where")).text
    assert told == "Long, article 1 of 10: Title 0; paragraph, block 1 of 2; page 0, about 0%"
    with pytest.raises(NotAtHandError):
        at_hand(lambda: reader.reading.publication.articles[5].blocks[0])


def test_pages_of_a_long_pdf_come_while_keys_are_answered(monkeypatch):
    """Real threads, and a process that does not answer before it is told to."""
    may_answer, reports = threading.Event(), threading.Event()

    def slow(_module, data, _limits=None):
        if not data.startswith(b"0 "):
            assert may_answer.wait(60)
        return answer_of(data)

    monkeypatch.setattr(pdf_pages, "apart", slow)
    read_in_parts(monkeypatch, 4, 3)
    found = open_bytes(book(30), "book.pdf")
    reader = reader_in(
        found, lambda name, work, patience: launch._begin(name, work, patience, reports.set), place=Place()
    )
    reader.run("percent")
    assert reader.answer("80").act is Act.WAITING
    assert reader.press("s").text.startswith("Getting the text of book, ")
    assert reader.reading.session.place == Place()
    may_answer.set()
    while reader.reading.waiting:
        assert reports.wait(60)
        reports.clear()
        reader.heard("opening", 0, 0, "")
    assert reader.reading.session.block.text.startswith(("Page 24", "Nobody came down to it, 2"))

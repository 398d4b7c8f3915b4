"""Books in PDF: chapters by the contents of the file, pages of long ones read when somebody comes to them."""

import random
import threading

import pytest

from tests.made.documents import shown
from tests.made.pdf import answer_of, pdf, read_in_parts
from tui.core.progress import CancelledError, listening
from tui.core.publication import Kind
from tui.importers import open_bytes
from tui.importers.pdf import child as pdf_child
from tui.importers.pdf import kept as pdf_kept
from tui.importers.pdf import long as long_pdf
from tui.importers.pdf import opening as pdf_module
from tui.importers.pdf import pages as pdf_pages
from tui.keeping.librarian import Librarian
from tui.library import Library, stored
from tui.library.places import found

CONTENTS = [("Arrival", 0), ("The cold quay", 3), ("Leaving", 7)]


def book(pages: int, outline=(), links=()) -> bytes:
    """Two paragraphs a page, each another."""
    first, second = "Page {} begins at the quay. It was cold.", "Nobody came down to it, {} times."
    texts = [[first.format(number), second.format(number)] for number in range(pages)]
    lines = [[(50, 60 + 40 * at, 12, text) for at, text in enumerate(page)] for page in texts]
    return pdf(lines, outline=outline, links=links)


@pytest.fixture
def asked(monkeypatch):
    """The pages that were asked for, first and last; books of more than four pages are long ones."""
    calls: list[tuple[int, int]] = []

    def here(_module, data, _limits=None):
        start, stop, _whole = map(int, data.partition(b"\n")[0].split())
        calls.append((start, stop))
        return answer_of(data)

    monkeypatch.setattr(pdf_pages, "apart", here)
    read_in_parts(monkeypatch, 4, 3)
    monkeypatch.setattr(long_pdf, "_AROUND", 1)
    return calls


def words(publication) -> str:
    return " ".join(block.text for article in publication.articles for block in article.blocks)


def test_a_long_book_is_read_page_by_page_and_nothing_is_left_out(asked):
    publication = open_bytes(book(10), "book.pdf")
    assert asked == [(0, 4)]
    assert [article.title for article in publication.articles] == [
        "Pages 1 to 3", "Pages 4 to 6", "Pages 7 to 9", "Page 10",
    ]  # fmt: skip
    assert len(publication.pages) == 10
    assert asked == [(0, 4)]
    place = publication.pages[7].place
    assert asked == [(0, 4), (5, 10)]  # one more on both sides, for paragraphs that go on
    assert publication.articles[place.article].blocks[place.block].text.startswith("Page 7 begins")
    assert all(f"Page {number} begins" in words(publication) for number in range(10))
    assert all(f"it, {number} times." in words(publication) for number in range(10))


def test_a_long_book_is_kept_whole_with_its_pages_and_read_once(asked):
    data = book(10)
    publication = open_bytes(data, "book.pdf")
    kept = stored.unpacked(stored.packed(publication))
    assert len(asked) == len(set(asked)), "no pages twice"
    assert words(kept) == words(publication)
    assert [page.label for page in kept.pages] == [str(number) for number in range(1, 11)]
    for number, page in enumerate(kept.pages):
        assert kept.articles[page.place.article].blocks[page.place.block].text.startswith(f"Page {number} begins")
    assert [page.place for page in kept.pages] == [page.place for page in publication.pages]


def test_the_contents_of_the_file_are_those_of_the_book(asked):
    publication = open_bytes(book(10, CONTENTS), "book.pdf")
    titles = [article.title for article in publication.articles]
    assert titles == ["Arrival", "The cold quay, pages 4 to 6", "The cold quay, page 7", "Leaving"]
    assert publication.articles[-1].blocks[0].text.startswith("Page 7 begins")


def test_a_short_book_has_them_too():
    publication = open_bytes(book(9, CONTENTS), "book.pdf")
    assert [article.title for article in publication.articles] == ["Arrival", "The cold quay", "Leaving"]
    assert publication.articles[1].blocks[0].text.startswith("Page 3 begins")
    assert [publication.articles[page.place.article].title for page in publication.pages][3:8] == [
        *["The cold quay"] * 4, "Leaving",
    ]  # fmt: skip
    assert shown(publication).count("begins") == 9


def test_pages_that_cannot_be_read_any_more_say_so_in_their_place(asked, monkeypatch):
    publication = open_bytes(book(10), "book.pdf")

    def gone(_module, _data, _limits=None):
        raise pdf_pages.GoneError(late=True)

    monkeypatch.setattr(pdf_pages, "apart", gone)
    assert "takes too long to read" in publication.articles[3].blocks[0].text


def test_reading_tells_how_far_it_is_and_can_be_ended(asked, monkeypatch):
    monkeypatch.setattr(pdf_child, "_SECONDS", -1.0)  # a page at a time
    heard: list[float] = []
    with listening(heard.append):
        open_bytes(book(4), "book.pdf")
    assert heard == [0.25, 0.5, 0.75]

    def ended(_share):
        raise CancelledError

    with listening(ended), pytest.raises(CancelledError):
        open_bytes(book(4), "book.pdf")


def test_a_book_whose_first_pages_are_pictures_is_read_on(asked):
    pages = [[(50, 60, 12, f"Page {number} begins.")] if number > 5 else [] for number in range(9)]
    publication = open_bytes(pdf(pages), "book.pdf")
    assert words(publication).count("No text on this page") == 6
    assert "Page 8 begins." in words(publication)


WORDS = [
    "quay",
    "wind",
    "water",
    "gull",
    "rope",
    "tide",
    "stone",
    "boat",
    "night",
    "bell",
    "lamp",
    "salt",
    "harbour",
    "road",
    "train",
    "light",
    "snow",
    "bridge",
]


def line_of(number: int) -> str:
    """Every one is another, as those of a book are; one in seven ends a sentence and its paragraph."""
    words = random.Random(number).sample(WORDS, 9)
    return f"{words[0]} {' and '.join(words[1:])}" + ("." if number % 7 == 6 else "")


def prose(pages: int) -> bytes:
    """Paragraphs of many lines that know nothing of pages, each of which has its running head and its number."""
    rows = [(66 if at % 7 == 0 else 50, line_of(at)) for at in range(pages * 10)]
    made = []
    for page in range(pages):
        lines = [(50, 30, 12, "The Cold Quay"), (500, 30, 12, str(page + 1))]
        here = enumerate(rows[page * 10 : page * 10 + 10])
        made.append(lines + [(left, 70 + 16 * at, 12, text) for at, (left, text) in here])
    return pdf(made)


def test_paragraphs_go_on_behind_a_cut_and_running_heads_stand_once_at_the_end(asked, monkeypatch):
    monkeypatch.setattr(long_pdf, "_AROUND", 3)
    data = prose(14)
    cut = open_bytes(data, "book.pdf")
    monkeypatch.setattr(pdf_module, "_EAGER", 100)
    whole = open_bytes(data, "book.pdf")
    assert len(cut.articles) == 5
    assert len(whole.articles) == 1
    for order in (range(5), range(4, -1, -1)):  # whichever is read first
        again = cut._replace(articles=tuple(cut.articles)) if order.step > 0 else long_again(data, monkeypatch)
        parts = {number: list(again.articles[number].blocks) for number in order}
        blocks = [block for number in range(5) for block in parts[number]]
        text = [block.text for block in blocks if block.kind is not Kind.RUNNING_HEAD]
        assert text == [block.text for block in whole.articles[0].blocks]
        for number in range(5):
            assert [b.text for b in parts[number] if b.kind is Kind.RUNNING_HEAD] == ["The Cold Quay"]


def long_again(data, monkeypatch):
    monkeypatch.setattr(pdf_module, "_EAGER", 4)
    return open_bytes(data, "book.pdf")


def test_points_that_lead_to_a_page_number_are_one_sign_and_each_entry_a_paragraph():
    entries = [("1 The quay", "3"), ("1.1 The wind", "12"), ("1.2 Water and salt", "19"), ("2 The road", "104")]
    lines = [(60, 24, 16, "Contents")]
    for at, (name, page) in enumerate(entries * 3):
        points = [(220 + 8 * n, 60 + 14 * at, 10, ".") for n in range(30)]
        lines += [(60, 60 + 14 * at, 10, name), *points, (480, 60 + 14 * at, 10, page)]
    text = [block.text for block in open_bytes(pdf([lines]), "book.pdf").articles[0].blocks]
    assert [f"{name} … {page}" for name, page in entries * 3] == text[-12:]
    assert "." not in text


def test_a_pdf_of_many_pages_is_no_newspaper(asked, monkeypatch):
    monkeypatch.setattr(pdf_module, "is_news", lambda _sheets: True)
    assert len(open_bytes(book(10), "book.pdf").articles) == 4


def test_a_word_that_begins_some_pages_is_no_running_head():
    lines_on = [[f"Page {page} has its words", "and more of them"] for page in range(20)]
    for page in (2, 9, 17):
        lines_on[page].insert(0, "Example:")
    data = pdf([[(50, 60 + 40 * at, 12, text) for at, text in enumerate(lines)] for lines in lines_on])
    assert words(open_bytes(data, "book.pdf")).count("Example:") == 3


def test_taking_a_long_book_in_reads_each_page_once(asked, tmp_path):
    path = tmp_path / "book.pdf"
    path.write_bytes(book(10))
    library = Library(str(tmp_path / "library.sqlite"))
    librarian = Librarian(library)
    librarian.add_all([str(path)])
    librarian.index_all()
    pages = [page for start, stop in asked for page in range(start, min(stop, 10))]
    assert sorted(pages) == list(range(10))
    [hit] = librarian.search("Page 7 begins")
    assert hit.text.startswith("Page 7 begins")
    library.close()


def test_the_next_part_is_read_while_somebody_reads_one(asked, monkeypatch):
    publication = open_bytes(book(12), "book.pdf")
    monkeypatch.setattr(long_pdf, "_AHEAD", 4)
    assert publication.articles[1].blocks[0].text.startswith("Page 3 begins")
    monkeypatch.setattr(long_pdf, "_AHEAD", 0)
    for thread in [each for each in threading.enumerate() if isinstance(each, long_pdf._Ahead)]:
        thread.join()
    before = len(asked)
    assert publication.articles[2].blocks[0].text.startswith("Page 6 begins")
    assert len(asked) == before


@pytest.mark.parametrize("pages", [16, 40, 400])
def test_how_far_reading_is_of_what_will_be_read(monkeypatch, pages):
    """Of a long book that is its first pages: at the end of them it is open."""
    monkeypatch.setattr(pdf_module, "_FIRST", 20)
    monkeypatch.setattr(pdf_module, "_EAGER", 20)
    monkeypatch.setattr(pdf_pages, "apart", lambda _module, data, _limits=None: answer_of(data))
    heard: list[float] = []
    with listening(heard.append):
        open_bytes(book(pages), "book.pdf")
    assert heard == sorted(heard)
    assert heard[-1] > 0.9


def test_pages_that_only_the_count_tells_of_are_missing():
    data = book(3).replace(b"/Count 3", b"/Count 900000")
    pages = answer_of(b"0 2 1\n" + data)
    assert (pages["count"], pages["missing"]) == (3, 899_997)


def test_pages_that_were_read_once_are_kept_packed_with_all_that_they_hold(monkeypatch, asked):
    monkeypatch.setattr(pdf_kept, "_KEPT", 2)
    link = (2, (50, 45, 300, 75), (5, 40.0))
    publication = open_bytes(book(12, links=[link]), "book.pdf")
    first = [list(article.blocks) for article in publication.articles]
    count = len(asked)
    again = [list(article.blocks) for article in publication.articles]
    assert len(asked) == count, "no page is read again"
    assert [[block._replace(links=()) for block in blocks] for blocks in again] == [
        [block._replace(links=()) for block in blocks] for blocks in first
    ]
    (place,) = [link.place for block in again[0] for link in block.links]
    assert again[place.article][place.block].text.startswith("Page 5 begins")


def test_who_goes_through_everything_has_more_pages_read_at_once(monkeypatch):
    calls = []

    def here(_module, data, _limits=None):
        start, stop, _whole = map(int, data.partition(b"\n")[0].split())
        calls.append(stop - start)
        return answer_of(data)

    monkeypatch.setattr(pdf_pages, "apart", here)
    monkeypatch.setattr(pdf_module, "_FIRST", 6)
    monkeypatch.setattr(pdf_module, "_EAGER", 6)
    publication = open_bytes(book(200), "book.pdf")
    assert words(publication).count("begins at the quay") == 200
    assert max(calls) > 2 * long_pdf._AHEAD
    assert sum(calls) == 200, "each page once"


def test_a_place_whose_text_is_read_otherwise_now_is_not_looked_for_in_the_whole_book(asked):
    publication = open_bytes(book(30), "book.pdf")
    place = publication.pages[13].place
    now = stored.kept(publication, place)
    article = publication.articles[place.article]
    assert now.text.startswith("Page 13 begins")
    asked.clear()
    for text in (now.text.replace("begins", "be gins"), now.text.replace("quay", "q u a y")):
        before = now._replace(text=text, before="")
        assert found(publication, before) == place
    assert asked == []
    assert article.key == before.article


def test_pages_are_told_of_as_they_come():
    told: list[float] = []
    publication = open_bytes(book(200), "book.pdf")
    with listening(told.append):
        assert publication.pages[150].place
    assert len(told) > 8
    assert told == sorted(told)

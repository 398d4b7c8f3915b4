"""Books in PDF: chapters by the contents of the file, pages of long ones read when somebody comes to them."""

import pytest

from tests.documents import shown
from tests.pdf import pdf
from tui import stored
from tui.core.progress import CancelledError, listening
from tui.importers import long_pdf, open_bytes, pdf_child, pdf_pages
from tui.importers import pdf as pdf_module

CONTENTS = [("Arrival", 0), ("The cold quay", 3), ("Leaving", 7)]


def book(pages: int, outline=()) -> bytes:
    """Two paragraphs a page, each another."""
    first, second = "Page {} begins at the quay. It was cold.", "Nobody came down to it, {} times."
    texts = [[first.format(number), second.format(number)] for number in range(pages)]
    lines = [[(50, 60 + 40 * at, 12, text) for at, text in enumerate(page)] for page in texts]
    return pdf(lines, outline=outline)


@pytest.fixture
def asked(monkeypatch):
    """The pages that were asked for, first and last; books of more than four pages are long ones."""
    calls: list[tuple[int, int]] = []

    def here(_module, data, _limits=None):
        start, stop, _whole = map(int, data.partition(b"\n")[0].split())
        calls.append((start, stop))
        return pdf_child.read(data)

    monkeypatch.setattr(pdf_pages, "apart", here)
    monkeypatch.setattr(pdf_module, "_EAGER", 4)
    monkeypatch.setattr(long_pdf, "_TOGETHER", 3)
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
    assert asked == [(0, 4), (6, 9)]
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

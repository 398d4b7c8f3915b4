"""Documents as programs really write them, as standards allow them, and as they arrive: every word is read, or one
sentence says why not. In the spirit of the test files of other readers, which `python -m tests.corpora` tries whole."""

import pytest

from tests.corpora import examined
from tests.made import documents
from tests.made.documents import PAGE, archive, epub
from tests.made.variants import BOOKS, FEEDS, LOCKED, PAGES, WORDS, changed, words_of
from tests.scored.truth import missing
from tui.errors import FormatError
from tui.importers import open_bytes


@pytest.mark.parametrize("name", WORDS)
def test_word_documents(name):
    body, wanted, unwanted = WORDS[name]
    said = words_of(open_bytes(body, "letter.docx"))
    assert [word for word in wanted.split() if word not in said] == []
    assert [word for word in unwanted.split() if word in said] == []


@pytest.mark.parametrize("name", BOOKS)
def test_books(name):
    said = words_of(open_bytes(BOOKS[name], "book.epub"))
    assert "quay" in said
    assert "back" in said


@pytest.mark.parametrize("name", LOCKED)
def test_books_that_are_locked_say_so_in_one_sentence(name):
    with pytest.raises(FormatError, match="locked") as caught:
        open_bytes(LOCKED[name], "book.epub")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", FEEDS)
def test_feeds(name):
    data, wanted = FEEDS[name]
    said = words_of(open_bytes(data, "news.xml"))
    assert [word for word in wanted.split() if word not in said] == []


@pytest.mark.parametrize("name", PAGES)
def test_pages(name):
    data, wanted = PAGES[name]
    said = words_of(open_bytes(data, "page.html"))
    assert [word for word in wanted.split() if word not in said] == []


LONG = "9" * 5000  # digits: more than Python makes a number of


@pytest.mark.parametrize(
    "data",
    [
        f"<html><body><p role='heading' aria-level='{LONG}'>One two.</p></body></html>".encode(),
        f"<html><body><ol start='{LONG}'><li value='{LONG}'>One two.</li></ol></body></html>".encode(),
        changed(
            documents.DOCX,
            "word/styles.xml",
            "</w:styles>",
            f"<w:style w:styleId='Quote'><w:pPr><w:outlineLvl w:val='{LONG}'/></w:pPr></w:style></w:styles>",
        ),
        changed(documents.DOCX, "word/document.xml", 'w:ilvl w:val="1"', f'w:ilvl w:val="{LONG}"'),
        changed(documents.DOCX, "word/numbering.xml", "w:start w:val='1'", f"w:start w:val='{LONG}'"),
        changed(documents.ODT, "content.xml", "outline-level='1'", f"outline-level='{LONG}'"),
        changed(documents.ODT, "content.xml", "text:c='2'", f"text:c='{LONG}'"),
    ],
)
def test_numbers_of_any_length(data):
    assert words_of(open_bytes(data, "numbers"))


def test_what_a_document_says_of_itself_may_be_damaged(tmp_path):
    data = bytearray(archive(documents.ODT))
    at = data.index(b"meta.xml")
    data[at - 30 : at - 26] = b"XXXX"
    assert "quay" in words_of(open_bytes(bytes(data), "letter.odt"))


def test_the_title_of_a_document_in_its_text():
    data = changed(documents.ODT, "content.xml", "She went", "<text:title>Wayward</text:title> went")
    assert "Wayward" in words_of(open_bytes(data, "letter.odt"))


def test_whatever_is_done_with_a_document_is_done_with_all_of_them(tmp_path):
    """The command for whole folders, on the documents made here."""
    made = {"a.docx": WORDS["tracked changes"][0], "b.epub": epub(), "c.odt": archive(documents.ODT)}
    made |= {f"{number}.html": data for number, (data, _wanted) in enumerate(PAGES.values())}
    made |= {f"{number}.xml": data for number, (data, _wanted) in enumerate(FEEDS.values())}
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
        assert not examined(str(tmp_path / name)).get("wrong"), name


def test_lost_words_are_noticed(tmp_path):
    """What finds fault with others must be able to."""
    book = epub(one=PAGE.format("<p>Gone quickly.</p>"))
    assert missing("epub", book, open_bytes(epub(), "book.epub")) == ["gone", "quickly"]

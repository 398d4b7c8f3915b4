"""What is written as a page or as a book and opened again has the same text of the same kinds, and the same pages."""

import io

import pytest

from tests.made.documents import EPUB, epub
from tests.test_kinds import TEXT
from tests.test_talking_books import three
from tui.export.epub import write as write_epub
from tui.export.html import write as write_html
from tui.export.markdown import write as write_markdown
from tui.export.text import write as write_text
from tui.importers import open_bytes
from tui.library.stored import packed, unpacked

POEM = (
    "<FictionBook><body><section><title><p>One</p></title><poem><stanza><v>Red,</v><v>blue.</v></stanza><stanza>"
    "<v>White</v><v>too.</v></stanza></poem><p>After it.</p></section></body></FictionBook>"
)
BOOKS = {
    "poem.fb2": POEM.encode(),
    "talking.zip": three(),
    "code.html": b"<h1>Code</h1><pre>\na\n\n\n  b\n</pre><pre>\n\nc\n\n</pre><p>Behind it.</p>",
    "words.md": TEXT.encode() + b"\n# Two\n\nMore.\n",
    "book.epub": epub(),
}


def text_of(publication):
    """Kinds of text and words of every article; a heading that stands alone in its article is its title."""
    return [
        [(block.kind, block.text, block.gap) for block in article.blocks if block.kind not in ("title", "head")]
        for article in publication.articles
    ]


def begun_in(publication):
    """Which notes and lines of verse begin a note or a stanza."""
    kinds = ("note", "verse", "code")
    return [block.first for article in publication.articles for block in article.blocks if block.kind in kinds]


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("suffix", ["html", "epub"])
def test_what_is_written_is_read_again(name, suffix):
    publication = open_bytes(BOOKS[name], name)
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    (write_html if suffix == "html" else write_epub)(publication, out)
    out.flush()
    data = out.buffer.getvalue()
    again = open_bytes(data, f"again.{suffix}")
    assert text_of(again) == text_of(publication)
    assert begun_in(again) == begun_in(publication)
    assert [page.label for page in again.pages] == [page.label for page in publication.pages]


def test_a_page_with_chapters_is_whole_and_one_with_teasers_is_its_article():
    long = "Kerbs are lowered, so that everybody can cross, with wheels or without. " * 20
    chapters = f"<article><h1>One</h1><p>{long}</p></article><article><h1>Two</h1><p>Short, but there.</p></article>"
    assert "Short, but there." in words(f"<body><main>{chapters}</main></body>")
    teasers = chapters.replace("<article><h1>Two</h1>", "<article><h2>Two</h2>").replace(
        "</h1><p>Short", "</h2><p>Short"
    )
    assert "Short, but there." not in words(f"<body><main>{teasers}</main></body>")


def words(page):
    return [block.text for article in open_bytes(page.encode(), "a.html").articles for block in article.blocks]


def test_the_samples_have_something_of_all_that():
    assert "OPS/notes.xhtml" in EPUB
    kinds = {block.kind for name in BOOKS for each in open_bytes(BOOKS[name], name).articles for block in each.blocks}
    assert {"table", "item", "code", "verse", "quote", "note", "image", "caption"} <= kinds


def test_blank_lines_of_code_are_kept_in_markdown_and_in_text():
    publication = open_bytes(BOOKS["code.html"], "code.html")
    out = io.StringIO()
    write_markdown(publication, out)
    again = open_bytes(out.getvalue().encode(), "again.md")
    assert text_of(again)[-1] == text_of(publication)[0]
    assert begun_in(again) == begun_in(publication)
    assert unpacked(packed(publication)) == publication
    out = io.StringIO()
    write_text(publication, out)
    assert out.getvalue().endswith("Code\n\na\n\n\n  b\n\nc\n\nBehind it.\n")


def test_code_that_shows_markdown_is_code_again():
    publication = open_bytes(b"# T\n\n````\n```\nx\n```\n````\n", "a.md")
    out = io.StringIO()
    write_markdown(publication, out)
    assert text_of(open_bytes(out.getvalue().encode(), "again.md"))[-1] == text_of(publication)[0]

"""What a book says of itself, in plain words, in both languages."""

from pathlib import Path

import pytest

from tests.made.documents import EPUB, archive
from tui.core.describe import about
from tui.importers import open_bytes
from tui.texts import use_language

CASES = [
    case.split("\n")
    for case in Path(__file__)
    .with_name("data")
    .joinpath("credits/books.txt")
    .read_text("utf-8")
    .strip()
    .split("\n\n")[1:]
]
START, END = EPUB["OPS/book.opf"].index("<dc:title>"), EPUB["OPS/book.opf"].index("</metadata>")
FB2 = """<FictionBook><description><title-info><author><first-name>A.</first-name><last-name>Lee</last-name>
<nickname>al</nickname><home-page>www.lee.example</home-page><email>a@lee.example</email><id>0f2c9d6e</id></author>
<author><first-name/><nickname>Quill</nickname><id>7</id></author><author><id>8</id></author>
<book-title>Ways</book-title><translator><first-name>T.</first-name><last-name>One</last-name></translator>
<sequence name="Walks" number="2"/></title-info><publish-info><publisher>Quay Press</publisher>
<isbn>9780000000002</isbn></publish-info></description><body><section><p>She went.</p></section></body></FictionBook>"""
DAISY = """<html><head><title>x</title><meta name='dc:title' content='Two'/>
<meta name='dc:publisher' content='Quay Press'/>
<meta name='ncc:narrator' content='Nora'/><meta name='ncc:multimediaType' content='audioNcc'/></head>
<body><h1><a href='s.smil#a'>Two</a></h1></body></html>"""


def packaged(said: str) -> bytes:
    package = EPUB["OPS/book.opf"]
    return archive(EPUB | {"OPS/book.opf": package[:START] + said + package[END:]})


@pytest.mark.parametrize(("said", "english", "chinese"), CASES)
def test_a_book_says_in_plain_words_what_its_package_says(said, english, chinese):
    book = open_bytes(packaged(said), "book.epub")
    heard = {}
    for language in ("zh", "en"):
        use_language(language)
        heard[language] = f"{language} {about(book)}"
    assert heard == {"en": english, "zh": chinese}


def test_other_books_say_so_too():
    assert about(open_bytes(FB2.encode(), "a.fb2")) == (
        "Ways; A. Lee, Quill; translated by T. One; 1 article; series Walks, number 2; Quay Press; ISBN 9780000000002"
    )
    daisy = archive(
        {"ncc.html": DAISY, "s.smil": "<smil><body><par><text id='a' src='ncc.html#a'/></par></body></smil>"}
    )
    assert about(open_bytes(daisy, "a.zip")) == ("Two; read by Nora; 1 article; Quay Press; a recording with headings")


def test_what_goes_on_for_ever_is_told_as_far_as_it_can_be_heard_out():
    long = "<meta property='schema:accessibilitySummary'>" + "word " * 10_000 + "</meta>"
    many = "".join(f"<meta property='schema:accessibilityFeature'>a{number}</meta>" for number in range(10_000))
    assert len(about(open_bytes(packaged("<dc:title>One</dc:title>" + long + many), "book.epub"))) < 1400


def test_what_a_newspaper_says_on_its_pages_is_not_said_again():
    page = next((Path(__file__).parents[1] / "seeds").glob("*.txt"))
    assert about(open_bytes(page.read_bytes(), page.name)).count("2022-10-09") == 1

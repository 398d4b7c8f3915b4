"""What style sheets of a book say of which words are seen: on a screen, and never a note or most of a page."""

from time import process_time

import pytest

from tests.made.documents import archive, epub, files_of
from tests.make import MemoryStandIn, OptionsStandIn
from tui.core.blocks import is_lazy
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.importers import open_bytes

BODY = (
    "<body><h1>One</h1><p class='kindle'>Press the wheel.</p><p class='note'>Mind the step.</p>"
    "<div class='box'><p class='sub'>In a box.</p></div><p>Words enough to be most of the page, as in books.</p>"
    "<aside class='hide' epub:type='footnote' id='n1'>A note.</aside><p class='hide' id='here'>A place.</p></body>"
)


def texts(sheet, body=BODY):
    page = f"<html xmlns='http://www.w3.org/1999/xhtml'><head><style>{sheet}</style></head>{body}</html>"
    book = open_bytes(epub(two=page), "a.epub")
    article = next(each for each in book.articles if any("Words enough" in block.text for block in each.blocks))
    return [block.text for block in article.blocks]


ALL = ["One", "Press the wheel.", "Mind the step.", "In a box."]
WHEEL = [ALL[0], *ALL[2:]]


@pytest.mark.parametrize(("sheet", "shown"), [
    ("", ALL),
    (".kindle {display: none}", WHEEL),
    (".kindle, .else {display:none !important}", WHEEL),
    ("/* .kindle {display: none} */", ALL),
    (".kindle {display: none} p.kindle {display: block}", ALL),
    ("p.kindle {display: none} .kindle {display: block}", WHEEL),
    ("@media screen {.kindle {display: none}}", WHEEL),
    ("@media print {.kindle {display: none}}", ALL),
    ("@media amzn-kf8 {.kindle {display: none}} p {color: red}", ALL),
    ("@media not amzn-mobi {.kindle {display: none}}", WHEEL),
    ("@media (max-width: 5in) {.kindle {display: none}}", ALL),
    ("@supports (display: grid) {@media all {.kindle {display: none}}}", WHEEL),
    ("@import url(x.css); @font-face {src: url(y)} .kindle {display: none}", WHEEL),
    (".kindle:hover {display: none} .kindle[x] {display: none}", ALL),
    (".box > .sub {display: none}", ALL[:3]),
    ("body > .sub {display: none}", ALL),
    (".hide {display: none}", ALL),
    ("p {display: none}", ALL),
    ("body {display: none}", ALL),
    (".note::before {content: 'Note: '}", [*ALL[:2], "Note: Mind the step.", ALL[3]]),
    (".note:after {content: \" (the editor)\"; color: red}", [*ALL[:2], "Mind the step. (the editor)", ALL[3]]),
    (".note::before {content: '→ '} .note:before {content: counter(x) 'n'}", ALL),
])  # fmt: skip
def test_what_is_seen(sheet, shown):
    found = texts(sheet)
    assert found[: len(shown)] == shown
    assert found[len(shown)].startswith("Words enough")
    assert {"A note.", "A place."} <= set(found)


@pytest.mark.parametrize(
    "sheet", ["@media " * 50_000, "@media x {" * 50_000, "{" * 100_000, "a{" * 50_000, "/*" * 50_000]
)
def test_sheets_without_end_hide_nothing_and_take_no_longer_than_words(sheet):
    """A second at most here; what grows with the square of the length takes minutes."""
    began = process_time()
    assert texts(sheet)[:4] == ALL
    assert process_time() - began < 20


def test_words_that_a_sheet_puts_into_a_long_book_are_found_there():
    head = "<head><link rel='stylesheet' href='s.css'/></head>"
    chapter = (
        f"<html xmlns='http://www.w3.org/1999/xhtml'>{head}<body><h1>H</h1><p class='a'>Mind.</p>{{}}</body></html>"
    )
    files = files_of([""] * 44) | {"OPS/s.css": ".a::before {content: 'Watchword: '}"}
    words = f"<p>{'Some words. ' * 1000}</p>" * 6
    files |= {f"OPS/c{number}.xhtml": chapter.format(words) for number in range(44)}
    book = open_bytes(archive(files), "long.epub")
    assert is_lazy(book)
    reader = Reader(book, MemoryStandIn(Place()), OptionsStandIn(), None)
    reader.press("/")
    assert reader.answer("watchword").text.startswith("44 hits: 1 Watchword: Mind.")

"""What a PDF tells of besides its text: links to pages and addresses, title, author, language."""

import pytest

from tests.made.pdf import pdf, read_in_parts
from tui.importers import open_bytes
from tui.importers.pdf.pages import spoken
from tui.library import stored

ADDRESS = "https://example.org/tides"
PAGES = [
    [
        (50, 50, 12, "The tide is told in tables (see Bells below), and at the"),
        (50, 66, 12, "tide office, which knows the water of every day of the year."),
        (50, 120, 12, "A second paragraph says nothing of it."),
    ],
    [
        (50, 50, 12, "Lamps are lit at six."),
        (50, 120, 12, "Bells are rung at seven, and the gulls answer."),
        (50, 190, 12, "Nets are brought in at eight."),
    ],
]
LINKS = [(0, (204, 48, 276, 64), (1, 112.0)), (0, (312, 48, 332, 64), ADDRESS), (0, (48, 66, 110, 80), ADDRESS)]


@pytest.fixture(params=[False, True], ids=["short", "long"])
def publication(request, monkeypatch):
    if request.param:
        read_in_parts(monkeypatch, 1, 1)
    data = pdf(PAGES, links=LINKS, says={"Title": "Of Tides", "Author": "A. Gull"}, language="de-DE")
    return open_bytes(data, "scan0017.pdf")


def leads(publication):
    for article in publication.articles:
        for block in article.blocks:
            for link in block.links:
                place = link.place
                there = place and publication.articles[place.article].blocks[place.block].text
                yield block.text[link.start : link.end], link.target, there


def test_links_lead_to_paragraphs_and_addresses(publication):
    below, office = leads(publication)
    assert below[:2] == ("Bells below", "#page=2")
    assert below[2].startswith(PAGES[1][1][3])
    assert office == ("the tide office", ADDRESS, None)  # over the end of a line


def test_links_are_kept(publication):
    kept = stored.unpacked(stored.packed(publication))
    assert list(leads(kept)) == list(leads(publication))


def test_title_author_and_language_are_those_that_the_file_says(publication):
    assert publication.title == "Of Tides"
    assert publication.metadata == {"author": "A. Gull"}
    assert publication.language == "de-DE"


@pytest.mark.parametrize("title", ["Untitled", "report.doc", "Microsoft Word - report.docx", "C:\\\\x\\\\y", "17", ""])
def test_names_of_files_and_programs_are_no_titles(title):
    assert open_bytes(pdf(PAGES, says={"Title": title}), "tides.pdf").title == "tides"


def test_chinese_is_not_english_because_a_program_says_so():
    text = "\u6d77\u6e2f\u7684\u6f6e\u6c34\u6bcf\u5929\u90fd\u6709\u4eba\u770b\u7740\u3002"
    assert open_bytes(pdf([[(50, 50, 12, text)]], language="en-US"), "tides.pdf").language == "zh-Hans"


GERMAN = "Der Hafen ist kalt, und die Boote liegen still an dem Kai. "
CATALAN = "Els vaixells del moll i les barques de la nit, el far i les campanes del port. "


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        ("You may copy the text of the book under the terms of the licence. " * 150 + GERMAN * 500, "", "de"),
        (GERMAN, "en-US", "de"),
        (GERMAN, "pl-PL", "de"),  # which would be told
        (CATALAN, "ca-ES", "ca-ES"),  # which would not
        (CATALAN, "zh-CN", "fr"),
    ],
)
def test_the_language_of_a_file_is_what_it_says_unless_its_text_tells_better(text, said, language):
    assert spoken(text, said) == language


OVER = [(0, 50, 150, "FreeText", "Bring a lamp."), (0, 50, 180, "Widget", "Ann Lee"), (0, 50, 210, "Stamp", "Received")]


def test_what_is_written_over_a_page_is_read_with_it_and_its_links_still_lead():
    book = open_bytes(pdf(PAGES, links=LINKS, written=OVER), "form.pdf")
    text = " ".join(block.text for article in book.articles for block in article.blocks)
    assert all(words in text for words in ("Bring a lamp.", "Ann Lee", "Received"))
    assert text.index("A second paragraph") < text.index("Bring a lamp.") < text.index("Lamps are lit")
    assert list(leads(book)) == list(leads(open_bytes(pdf(PAGES, links=LINKS), "form.pdf")))


def test_a_form_of_fields_alone_has_a_text():
    book = open_bytes(pdf([[]], written=OVER[1:2]), "form.pdf")
    assert [block.text for block in book.articles[0].blocks] == ["Ann Lee"]


def test_an_address_holds_no_line_end_and_nothing_that_cannot_be_seen():
    links = [(0, LINKS[1][1], "https://example.org/\u2029tides\u202e\x1b/a b")]
    (office,) = leads(open_bytes(pdf(PAGES, links=links), "tides.pdf"))
    assert office[1] == "https://example.org/tides/ab"

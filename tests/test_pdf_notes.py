"""Notes and comments that people have written on a PDF: one goes to them and comes back."""

import io

import pytest

from tests.made.pdf import pdf, read_in_parts
from tests.make import MemoryStandIn, OptionsStandIn
from tests.test_pdf_contents import prose, text_of
from tui.core.publication import Kind, Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.errors import UsageError
from tui.export import html, markdown, truth
from tui.importers import open_bytes
from tui.library import stored
from tui.sources import Corrections

LINE = (50, 60, 12, "The quay is cold in the morning, and nobody goes there.")
PAGES = [[LINE, *prose(1, 120)], [*prose(2, 60), (50, 160, 12, "Bells are rung at seven.")], prose(3, 60)]
NOTES = [
    (0, "Highlight", (68, 58, 98, 74), "Which quay?\nThe old one.", "Ann"),
    (0, "Text", (20, 60, 40, 80), "Cold: 寒冷", ""),
    (0, "Highlight", (68, 58, 98, 74), "Which quay?\nThe old one.", "Bob"),
    (0, "Highlight", (50, 120, 98, 134), "", "Ann"),
    (1, "Underline", (50, 158, 80, 174), "Not on Sundays", "Ann"),
]


@pytest.fixture(params=[False, True], ids=["short", "long"])
def publication(request, monkeypatch):
    if request.param:
        read_in_parts(monkeypatch, 1, 3)
    return open_bytes(pdf(PAGES, notes=NOTES, links=[(0, (68, 58, 98, 74), (1, 160.0))]), "quay.pdf")


def test_each_note_is_a_block_at_the_end_and_the_words_it_is_about_lead_there(publication):
    (article,) = publication.articles
    blocks = list(article.blocks)
    told = [(block.text, block.page) for block in blocks if block.kind is Kind.NOTE]
    assert told == [
        ("Cold: 寒冷", "1"),
        ("Bob: Which quay? The old one.", "1"),
        ("Ann: Which quay? The old one.", "1"),
        ("Ann: Not on Sundays", "2"),
    ]
    leads = [
        (block.text[link.start : link.end], blocks[link.place.block].text)
        for block in blocks
        for link in block.links
        if blocks[link.place.block].kind is Kind.NOTE
    ]
    assert leads == [
        ("The", "Cold: 寒冷"),
        ("quay", "Bob: Which quay? The old one."),
        ("quay", "Ann: Which quay? The old one."),
        ("Bells", "Ann: Not on Sundays"),
    ]
    assert [link.place for block in blocks for link in block.links if link.target.startswith("#page")] == [Place(0, 3)]
    texts = [block.text for block in blocks if block.kind is not Kind.NOTE]
    assert texts == [LINE[3], *text_of(1, 2), "Bells are rung at seven.", *text_of(3)]


def test_one_goes_to_a_note_and_back(publication):
    reader = Reader(publication, MemoryStandIn(Place(0, 3)), OptionsStandIn())
    assert reader.press(".").text == "Ann: Not on Sundays"
    assert reader.reading.session.block.kind is Kind.NOTE
    reader.press(".")
    assert reader.reading.session.place == Place(0, 3)


def test_what_is_only_for_newspaper_pages_is_refused_in_a_sentence(publication):
    with pytest.raises(UsageError):
        truth.write(publication, io.StringIO())
    reader = Reader(publication, MemoryStandIn(Place(0, 6)), OptionsStandIn(), helpers=Helpers(corrector=Corrections()))
    assert reader.reading.session.block.kind is Kind.NOTE
    assert reader.run("correct").text == "Only newspaper pages can be put right."


def test_notes_are_kept_and_exported(publication):
    for write in (html.write, markdown.write):
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        write(publication, out)
        out.seek(0)
        assert out.read().count("Not on Sundays") == 1
    kept = stored.unpacked(stored.packed(publication))
    assert [block.text for block in kept.articles[0].blocks if block.kind is Kind.NOTE][-1] == "Ann: Not on Sundays"

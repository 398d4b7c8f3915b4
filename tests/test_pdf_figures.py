"""Figures of tagged PDF files: the words that stand for them are read where they stand."""

import pytest

from tests.made.pdf import tagged_file
from tui.core.publication import Kind
from tui.export import truth
from tui.importers import open_bytes
from tui.newspaper.boxes import NOWHERE
from tui.newspaper.sheet import Row, Sheet
from tui.newspaper.typeset import typeset, without

ABOVE, BELOW = "The quay at six in the morning.", "The same quay at noon, with all its boats."


def tagged(alternative: bytes, kind: bytes = b"Figure") -> bytes:
    """A page with a line, a picture and another line."""
    shown = b"BT /F1 12 Tf 50 700 Td (%s) Tj ET /%s << /MCID 0 >> BDC 60 400 200 200 re f EMC"
    shown = shown % (ABOVE.encode(), kind) + b" BT /F1 12 Tf 50 350 Td (%s) Tj ET" % BELOW.encode()
    return tagged_file(
        shown,
        [
            b"<< /Type /StructTreeRoot /K [7 0 R] /ParentTree << /Nums [0 [8 0 R]] >> >>",
            b"<< /Type /StructElem /S /Document /P 6 0 R /K [8 0 R] >>",
            b"<< /Type /StructElem /S /%s /P 7 0 R /Pg 4 0 R /K [0] /Alt %s >>" % (kind, alternative),
        ],
    )


def told(data: bytes) -> list[tuple[Kind, str]]:
    publication = open_bytes(data, "quay.pdf")
    for article in publication.articles:
        for block in article.blocks:
            assert "".join(publication.source[span.start : span.end] for span in block.spans) == block.text
    return [(block.kind, block.text) for article in publication.articles for block in article.blocks]


def test_words_of_a_figure_stand_where_it_stands():
    assert told(tagged(b"(A boat\ntied to a ring)")) == [
        (Kind.PARAGRAPH, ABOVE),
        (Kind.IMAGE, "A boat tied to a ring"),
        (Kind.PARAGRAPH, BELOW),
    ]


@pytest.mark.parametrize(("alternative", "kind"), [(b"()", b"Figure"), (b"( )", b"Figure"), (b"(Words)", b"P")])
def test_a_figure_without_words_and_words_of_text_are_not_told(alternative, kind):
    assert [kind for kind, _text in told(tagged(alternative, kind))] == [Kind.PARAGRAPH, Kind.PARAGRAPH]


def test_a_newspaper_page_is_decoded_without_them():
    rows = [Row("One line.", (0, 0, 90, 10)), Row("\ufffcA boat", (0, 20, 90, 30)), Row("Two lines.", (0, 40, 90, 50))]
    rows = [row._replace(box=type(NOWHERE)(*row.box)) for row in rows]
    page = without("\ufffc", typeset(Sheet(tuple(rows))))
    assert page.text.split() == ["One", "line.", "Two", "lines."]
    assert len(page.lines) == len(page.tops) == len(page.blocks) == 2


def test_the_export_for_scores_meets_no_boundary_that_is_nobodys():
    found = truth.as_truth(open_bytes(tagged(b"(A boat)"), "quay.pdf"))
    assert [unit["text"] for unit in found["units"]] == [ABOVE, "A boat", BELOW]
    assert len(found["boundaries"]) == 1

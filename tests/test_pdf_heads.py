"""Headings of tagged PDF files: told by their tags, where these can be believed; the text is the same."""

import pytest

from tests.made.pdf import tagged_file
from tests.test_pdf_contents import prose, text_of
from tui.core.publication import Kind
from tui.importers import open_bytes

UNTAGGED = "Nobody has tagged this line."
HEADS = ["The quay and all", "its boats", "Bells"]


def tagged(kinds: list[str]) -> bytes:
    """A page of paragraphs and of headings that are set like them: what each of these is tagged as, the first over two
    lines."""
    heads = [(50, 124, 12, HEADS[0]), (50, 138, 12, HEADS[1])]
    texts = [(prose(1, 60), "P"), (heads, kinds[0]), (prose(2, 160), "P"), ([(50, 240, 12, HEADS[2])], kinds[1])]
    lines = [(line, kind) for part, kind in [*texts, (prose(3, 262), "P")] for line in part]
    shown, elements = b"", []
    for number, ((x, y, size, text), kind) in enumerate(lines):
        shown += b"/%s << /MCID %d >> BDC BT /F1 %d Tf %d %d Td (%s) Tj ET EMC\n" % (
            kind.encode(), number, size, x, 800 - y - size, text.encode(),
        )  # fmt: skip
        elements.append((kind, number))
    shown += b"BT /F1 12 Tf 50 300 Td (%s) Tj ET" % UNTAGGED.encode()
    every = [8 + at for at in range(len(elements))]
    objects = [
        b"<< /Type /StructTreeRoot /K [7 0 R] /ParentTree << /Nums [0 [%s]] >> >>"
        % b" ".join(b"%d 0 R" % (8 + at + (len(elements) if kind != "P" else 0)) for kind, at in elements),
        b"<< /Type /StructElem /S /Document /P 6 0 R /K [%s] >>" % b" ".join(b"%d 0 R" % each for each in every),
    ]
    spans = 8 + len(elements)
    for kind, number in elements:
        kid = b"%d 0 R" % (spans + number) if kind != "P" else b"%d" % number
        objects.append(b"<< /Type /StructElem /S /%s /P 7 0 R /Pg 4 0 R /K [%s] >>" % (kind.encode(), kid))
    for _kind, number in elements:
        objects.append(b"<< /Type /StructElem /S /Span /P %d 0 R /Pg 4 0 R /K [%d] >>" % (8 + number, number))
    return tagged_file(shown, objects)


def told(data: bytes) -> list[tuple[Kind, int, str]]:
    (article,) = open_bytes(data, "quay.pdf").articles
    return [(block.kind, block.level, block.text) for block in article.blocks]


def test_headings_that_are_set_like_the_text_are_told_by_their_tags():
    one, two, three = text_of(1, 2, 3)
    assert told(tagged(["H1", "H3"])) == [
        (Kind.PARAGRAPH, 0, one),
        (Kind.HEAD, 1, " ".join(HEADS[:2])),
        (Kind.PARAGRAPH, 0, two),
        (Kind.HEAD, 3, HEADS[2]),
        (Kind.PARAGRAPH, 0, three),
        (Kind.PARAGRAPH, 0, UNTAGGED),
    ]


@pytest.mark.parametrize("kinds", [["P", "P"], ["H1", "P"], ["H9", "Span"], ["Title", "H"]])
def test_whatever_the_tags_the_text_is_the_same(kinds):
    words = " ".join(text for _kind, _level, text in told(tagged(["P", "P"])))
    assert " ".join(text for _kind, _level, text in told(tagged(kinds))) == words


def test_tags_that_make_a_heading_of_everything_are_not_believed():
    data = tagged(["H1", "H1"]).replace(b"/S /P ", b"/S /H1")
    assert {kind for kind, _level, _text in told(data)} == {Kind.PARAGRAPH}

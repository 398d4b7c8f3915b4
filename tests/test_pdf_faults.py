"""PDF files with everything wrong that wrong programs and cut lines make of them: text, or one sentence."""

import random
import zlib

import pytest

from tests.corpora import apart, load
from tests.made.pdf import HELVETICA, answer_of, file_of, pdf
from tests.made.variants import words_of
from tui.errors import FormatError
from tui.importers import open_bytes
from tui.importers.apart import GoneError
from tui.importers.pdf import child as pdf_child
from tui.importers.pdf import pages as pdf_pages

PLAIN = pdf([[(50, 50, 12, "The quay was cold that morning.")], [(50, 50, 12, "She went down to it.")]])
_CATALOGUE, _PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
)
_SHOWN = b"BT /F1 12 Tf 50 700 Td (The quay was cold.) Tj ET"
load()


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(data), more, data)


def made(*changes: tuple[int, bytes]) -> bytes:
    """A file of one page whose objects, by their numbers, are these."""
    objects = [_CATALOGUE, _PAGES, HELVETICA, _PAGE, stream(_SHOWN)]
    for number, body in changes:
        objects[number - 1] = body
    return file_of(objects)


READ = {
    "as it should be": made(),
    "packed": made((5, stream(zlib.compress(_SHOWN), b"/Filter /FlateDecode "))),
    "no table of objects": PLAIN.partition(b"xref\n")[0] + b"trailer\n<< /Size 9 /Root 1 0 R >>\n%%EOF\n",
    "a wrong table of objects": PLAIN.replace(b"0000000", b"0000999"),
    "a wrong beginning of the table": PLAIN.replace(b"startxref\n", b"startxref\n9"),
    "something behind it": PLAIN + b"\0" * 2000 + b"<html>",
    "a wrong length of the text": made((5, stream(_SHOWN).replace(b"/Length", b"/Length 9 /L"))),
    "a font that is missing": PLAIN.replace(b"/BaseFont /Helvetica", b"/BaseFont /None"),
    "a parent that is its child": made((4, _PAGE.replace(b"/Parent 2 0 R", b"/Parent 4 0 R"))),
    "a page that is there twice": made((2, _PAGES.replace(b"[4 0 R]", b"[4 0 R 4 0 R]").replace(b"1 /K", b"2 /K"))),
    "a count that is too large": made((2, _PAGES.replace(b"/Count 1", b"/Count 3"))),
    "a box without an inside": made((4, _PAGE.replace(b"[0 0 600 800]", b"[0 0 0 0]"))),
    "numbers that are none": made((4, _PAGE.replace(b"600 800", b"1e999 -1e999"))),
    "no box": made((4, _PAGE.replace(b"/MediaBox [0 0 600 800]", b""))),
}
SAID = {
    "pages that hold each other": made((2, _PAGES.replace(b"[4 0 R]", b"[2 0 R]"))),
    "no pages": made((2, _PAGES.replace(b"[4 0 R]", b"[]").replace(b"1 /K", b"0 /K"))),
    "a million pages that are not there": made((2, _PAGES.replace(b"/Count 1", b"/Count 1000000"))),
    "text that unpacks to very much": made((5, stream(zlib.compress(b" " * (1 << 28)), b"/Filter /FlateDecode "))),
    "packed many times": made(
        (5, stream(zlib.compress(zlib.compress(_SHOWN)), b"/Filter [" + b"/FlateDecode " * 400 + b"] "))
    ),
    "its own length": made((5, stream(_SHOWN).replace(b"/Length 53", b"/Length 5 0 R"))),
    "a form that draws itself": made(
        (
            5,
            stream(
                b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> "
            ),
        )
    ),
    "brackets without end": made((5, stream(b"[" * 500_000))),
    "dictionaries without end": made((3, b"<< /A " * 100_000)),
    "locked": pdf([[(50, 50, 12, "Words.")]], locked=True),
    "only its first line": b"%PDF-1.7\n",
    "a page without text": pdf([[]]),
    "no text anywhere": pdf([[], [], []]),
}


@pytest.mark.parametrize("name", READ)
def test_faults_that_leave_the_text(name):
    said = words_of(open_bytes(READ[name], "page.pdf"))
    assert "quay" in said or "box" in name or "numbers" in name, said


@pytest.mark.parametrize("name", SAID)
def test_faults_that_leave_none_are_told_in_one_sentence(tmp_path, name):
    path = tmp_path / "page.pdf"
    path.write_bytes(SAID[name])
    answer = apart(path, 30, 2048)
    assert not answer.get("wrong")
    assert answer.get("refused", "x").count("\n") == 0
    assert answer["seconds"] < 10


def packed(cut: bytes, *bodies: tuple[int, bytes]) -> bytes:
    """A file that keeps all but the text of its page packed, and ends with this."""
    bodies = ((4, _PAGE), *bodies)
    table = " ".join(
        f"{number} {sum(len(each) + 1 for _no, each in bodies[:at])}" for at, (number, _b) in enumerate(bodies)
    )
    inside = table.encode() + b"\n" + b"\n".join(body for _number, body in bodies)
    more = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode " % (len(bodies), len(table) + 1)
    text = stream(b"BT /F1 12 Tf 50 700 Td (The \\034ve quays.) Tj ET")
    return b"%%PDF-1.5\n5 0 obj\n%s\nendobj\n9 0 obj\n%s\nendobj\n%s" % (text, stream(zlib.compress(inside), more), cut)


_LAST = "[The last page is missing in this file: it is damaged or incomplete.]"
_SOME = "[This file is damaged or incomplete: pages may be missing, and letters may be wrong.]"
CUT = {
    "in its last page": (PLAIN[: PLAIN.index(b"8 0 obj") + 60], "The quay was cold that morning. " + _LAST),
    "before the table of its objects": (
        PLAIN[: PLAIN.index(b"xref")],
        "The quay was cold that morning. She went down to it.",
    ),
    "its pages packed, its fonts gone": (packed(b"10 0 obj\n<< /Type"), f"The five quays. {_SOME}"),
    "its pages packed, the number of them told": (packed(b"", (2, _PAGES)), "The five quays."),
}


@pytest.mark.parametrize("name", CUT)
def test_of_a_file_that_was_cut_off_what_is_there_is_read_and_what_is_missing_told(name):
    data, said = CUT[name]
    blocks = [block.text for article in open_bytes(data, "page.pdf").articles for block in article.blocks]
    assert " ".join(blocks) == said


@pytest.mark.parametrize("share", range(1, 20))
def test_cut_off_after_any_twentieth(share):
    try:
        assert words_of(open_bytes(PLAIN[: len(PLAIN) * share // 20], "page.pdf"))
    except FormatError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - either is right


def test_bytes_that_are_wrong_here_and_there():
    chance = random.Random(7)
    for _time in range(12):
        data = bytearray(PLAIN)
        for _change in range(chance.randint(1, 30)):
            data[chance.randrange(9, len(data))] = chance.randrange(256)
        try:
            open_bytes(bytes(data), "page.pdf")
        except FormatError as error:
            assert len(str(error).splitlines()) == 1  # noqa: PT017 - either is right


def test_a_page_at_which_the_library_ends_is_told_in_its_place_and_the_others_are_read(monkeypatch):
    """As the process has it that reads them: what was answered before counts, and it begins again behind that page."""
    things = ("quay", "boats", "bells", "lamps", "tides", "nights", "ropes")
    texts = [f"Nobody saw the {thing} by day." for thing in things]
    data = pdf([[(50, 50, 12, text)] for text in texts])

    def ends(_module, asked, _limits=None):
        start, stop = map(int, asked.split()[:2])
        if not start <= 4 < stop:
            return answer_of(asked)
        head, _line, file = asked.partition(b"\n")
        raise GoneError(late=True, answer=answer_of(b" ".join([b"%d 4" % start, *head.split()[2:]]) + b"\n" + file))

    monkeypatch.setattr(pdf_pages, "apart", ends)
    found = open_bytes(data, "page.pdf")
    texts[4] = "[This page is damaged, or takes too long to read.]"
    assert " ".join(block.text for article in found.articles for block in article.blocks) == " ".join(texts)
    assert [page.label for page in found.pages] == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize(("what", "most"), [("_MOST_PLACED", 60), ("_MOST_APART", 10)])
def test_a_page_with_more_on_it_than_anybody_prints_is_read_in_the_order_of_the_file(monkeypatch, what, most):
    monkeypatch.setattr(pdf_pages, "apart", lambda _module, asked, _limits=None: answer_of(asked))
    monkeypatch.setattr(pdf_child, what, most)
    lines = [(300, 90, 8, "Nobody came down to it."), (50, 60, 8, "The quay was cold."), (50, 400, 20, "Bells rang.")]
    texts = [block.text for article in open_bytes(pdf([lines]), "page.pdf").articles for block in article.blocks]
    assert " ".join(texts) == "Nobody came down to it. The quay was cold. Bells rang."

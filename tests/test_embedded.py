"""Documents in documents, formulas that say what is meant, and what stands before an archive or a PDF."""

from pathlib import Path

import pytest

from tests.made.documents import DOCX, EPUB, ODT, archive, shown
from tests.made.pdf import pdf
from tui.importers import format_of, is_plain, open_bytes
from tui.importers.formulas import spoken
from tui.importers.markup import parse

CASES = (Path(__file__).parent / "data" / "formulas" / "content.txt").read_text("utf-8").splitlines()[1:]
MATH = (
    "<math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><mfrac><mi>a</mi><mi>b</mi></mfrac>"
    "<annotation encoding='StarMath 5.0'>a over b</annotation></semantics></math>"
)
CHART = (
    "<office:document-content xmlns:office='o' xmlns:chart='c' xmlns:table='b' xmlns:text='t'><office:body>"
    "<office:chart><chart:chart><chart:title><text:p>Ships a year</text:p></chart:title><table:table><table:table-rows>"
    "<table:table-row><table:table-cell><text:p>1918</text:p></table:table-cell><table:table-cell><text:p>7</text:p>"
    "</table:table-cell></table:table-row></table:table-rows></table:table></chart:chart></office:chart></office:body>"
    "</office:document-content>"
)
PROGRAM = b"MZ\x90\0 a program that unpacks what stands behind it\r\n" * 3


def odt(inside: str, **parts: str) -> str:
    frame = f"<text:p>Before <draw:frame>{inside}</draw:frame> behind.</text:p></office:text>"
    content = ODT["content.xml"].replace("</office:text>", frame)
    files = {**ODT, "content.xml": content} | {f"{name}/content.xml": text for name, text in parts.items()}
    return shown(open_bytes(archive(files), "a.odt"))


@pytest.mark.parametrize("href", ["./Object", "Object", "./Object/", "Object/."])
def test_a_formula_that_is_a_document_of_its_own_stands_in_its_sentence(href):
    assert "Before a/b behind." in odt(f"<draw:object xlink:href='{href}'/>", Object=MATH)


def test_a_formula_in_a_document_of_one_file():
    assert "Before a/b behind." in odt(f"<draw:object>{MATH}</draw:object>")


def test_a_chart_has_its_title_and_its_numbers():
    text = odt("<draw:object xlink:href='./Object'/>", Object=CHART)
    assert text.count("Ships a year") == 1
    assert "1918; 7" in text


@pytest.mark.parametrize("part", [{}, {"Object": "<no"}, {"Object": "<office:document-content/>"}])
def test_a_document_in_a_document_that_is_lost_takes_nothing_with_it(part):
    assert "Before behind." in odt("<draw:object xlink:href='./Object'/>", **part)


@pytest.mark.parametrize("case", CASES)
def test_formulas_that_say_what_is_meant(case):
    markup, _mark, expected = case.rpartition(" | ") if case.count(" | ") < 2 else case.partition(" | ")
    formula = parse(f"<math>{markup}</math>", xml=True).find("math")
    assert spoken(formula) == expected.strip()


def test_a_formula_that_is_deep_beyond_measure():
    markup = "<apply><sin/>" * 3000 + "<ci>x</ci>" + "</apply>" * 3000
    assert "x" in spoken(parse(f"<math>{markup}</math>", xml=True).find("math"))


@pytest.mark.parametrize(
    ("files", "name"), [(EPUB, "epub"), (DOCX, "docx"), (ODT, "odt"), ({"a.txt": "The quay was cold."}, "zip")]
)
@pytest.mark.parametrize("before", [PROGRAM, b"\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_archive_behind_something_else_is_read(files, name, before):
    data = archive(files)
    assert open_bytes(before + data, f"a.{name}") == open_bytes(data, f"a.{name}")
    assert not is_plain((before + data)[:65_536], f"a.{name}")


@pytest.mark.parametrize("before", [b"\r\n\r\n", b"X-Served-By: quay\r\n\r\n", b"\xef\xbb\xbf"])
def test_a_pdf_behind_something_else_is_read(before):
    data = pdf([[(50, 60, 12, "The quay was cold.")]])
    assert "The quay was cold." in shown(open_bytes(before + data, "a"))


def test_a_text_about_such_files_is_a_text():
    about = b"A PDF begins with %PDF-1.4 and ends with startxref.\n" + b"The quay was cold.\n" * 400
    assert format_of(about, "a.txt").name == "text"
    assert "begins with %PDF-1.4" in shown(open_bytes(about, "a.txt"))
    assert "%PDF-" in shown(open_bytes(b"# Files\n\nOf %PDF-1.4.\n", "a.md"))

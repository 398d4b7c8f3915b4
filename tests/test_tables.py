"""Tables: along a row and down a column, with what stands over it and before it said; the same in every format."""

import pytest

from tests.made.documents import DOCX, ODT, archive, epub
from tests.make import MemoryStandIn, OptionsStandIn
from tui.core.blocks import last_block
from tui.core.menu import Act
from tui.core.publication import Article, Block, Kind, Place, Publication
from tui.core.reader import Reader
from tui.core.tables import cells, heads
from tui.export.html import write as write_html
from tui.export.markdown import write as write_markdown
from tui.importers import open_bytes
from tui.library.stored import packed, unpacked

HTML = (
    "<p>Before it.</p><table><caption>Sales</caption><thead><tr><th>Name</th><th colspan='2'>Years</th></tr>"
    "<tr><th>of people</th><th>2001</th><th>2002</th></tr></thead><tr><td rowspan='2'>Ann</td><td>1; or so</td>"
    "<td></td></tr><tr><td>3</td><td>4</td></tr><tr><td>Bo</td><td></td><td>6</td></tr></table><p>Behind it.</p>"
)


def reader_in(data, name, place):
    reader = Reader(open_bytes(data, name), MemoryStandIn(place), OptionsStandIn(), None)
    if reader.menu:
        reader.press("enter")
    return reader


def test_along_a_row_and_down_a_column():
    reader = reader_in(HTML.encode(), "page.html", Place(0, 4))
    assert [reader.press(key).text for key in "||||!&&&&&@@!!!@@@@"] == [
        "Years, 2001: 1; or so; column 2 of 3",
        "Years, 2002: empty; column 3 of 3",
        "Last column of the table.",
        "Last column of the table.",
        "Years, 2001: 1; or so; column 2 of 3",
        "Ann: 3; row 4 of 5",
        "Bo: empty; row 5 of 5",
        "Last row of the table.",
        "Last row of the table.",
        "Last row of the table.",
        "Ann: 3; row 4 of 5",
        "Ann: 1; or so; row 3 of 5",
        "Name, of people: Ann; column 1 of 3",
        "First column of the table.",
        "First column of the table.",
        "of people; row 2 of 5",
        "Name; row 1 of 5",
        "First row of the table.",
        "First row of the table.",
    ]


def test_where_tells_the_column_of_an_empty_cell_at_the_end_of_a_row():
    reader = reader_in(HTML.encode(), "page.html", Place(0, 4))
    reader.press("|")
    assert "Years, 2002: empty" in reader.press("|").text
    assert "column 3 of 3: Years, 2002, block" in reader.press("i").text
    reader.press("s")
    assert "column 1 of 3: Name, of people, block" in reader.press("i").text


def test_into_a_table_where_one_is_in_it_and_out_of_it():
    reader = reader_in(HTML.encode(), "page.html", Place(0, 0))
    assert reader.press("|").text == "There is no table here; the command table goes to one."
    reader.press(":")
    assert reader.answer("table 1").text == "table of 5 rows, 3 columns: Name; Years; Years"
    reader.press("&"), reader.press("&"), reader.press("|")
    assert "; table row 3 of 5, column 2 of 3: Years, 2001, block 5 of 8; " in reader.press("i").text
    assert reader.press("s").text == "Ann; 3; 4"
    assert reader.press("}").text == "Behind it."
    assert reader.press("b").text == "Ann; 3; 4"


TABLE = "<table><tr><th>Who</th><th>Euro</th></tr><tr><td>Adults</td><td>4</td></tr></table>"
WORD = DOCX["word/document.xml"].replace("<w:tr><w:tc>", "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>", 1)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", archive(DOCX | {"word/document.xml": WORD})),
        ("a.docx", archive(DOCX)),
        ("a.odt", archive(ODT | {"content.xml": ODT["content.xml"].replace("</table:table>",
            "<table:table-row><table:table-cell><text:p>Adults</text:p></table:table-cell><table:table-cell><text:p>4"
            "</text:p></table:table-cell></table:table-row></table:table>")})),
        ("a.md", b"|Who|Euro|\n|-|-|\n|Adults|4|\n"),
        ("a.html", b"<table><tr><td>Who</td><td>Euro</td></tr><tr><td>Adults</td><td>4</td></tr></table>"),
        ("a.epub", epub(two=f"<body>{TABLE}</body>")),
        ("a.fb2", b"<FictionBook><body><section><table><tr><th>Who</th><th>Euro</th></tr><tr><td>Adults</td><td>4</td>"
            b"</tr></table></section></body></FictionBook>"),
        ("a.xml", b"<dtbook><book><bodymatter><level1><p>x</p><table><tr><th>Who</th><th>Euro</th></tr><tr><td>Adults"
            b"</td><td>4</td></tr></table></level1></bodymatter></book></dtbook>"),
    ],
)  # fmt: skip
def test_every_format_has_cells_and_heads(name, data):
    publication = open_bytes(data, name)
    rows = ((article, row) for article, each in enumerate(publication.articles) for row in enumerate(each.blocks))
    place = next(
        Place(article, row[0]) for article, row in rows if row[1].kind is Kind.TABLE and "Adults" in row[1].text
    )
    reader = reader_in(data, name, place)
    assert reader.press("|").text == "Euro: 4; column 2 of 2"
    assert reader.press("@").text == "Euro; row 1 of 2"


def test_in_a_list_of_tables_a_cell_is_that_of_the_entry_and_the_list_is_left():
    page = f"<h1>T</h1><p>One.</p>{TABLE}<p>Two.</p>{TABLE}".encode()
    reader = reader_in(page, "a.html", Place())
    reader.press(":")
    assert reader.answer("table").text.startswith("2 tables: 1 ")
    reader.press("down")
    assert reader.press("|").text == "Euro; column 2 of 2"
    assert reader.menu is None
    assert reader.press("&").text == "Adults: 4; row 2 of 2"
    here = reader.reading.session.place
    reader.press("m")
    for keys in ("l", "?", ":"):
        assert reader.press(keys).act is (Act.ASKED if keys == ":" else Act.MENU)
        if keys == ":":
            reader.answer("heading")
        assert reader.press("|").text == "There is no table here; the command table goes to one."
        assert reader.menu is not None
        assert reader.reading.session.place == here
    reader.press("q")


def test_a_table_without_heads_of_columns_has_none():
    page = b"<table><tr><th>Born</th><td>1950</td></tr><tr><th>In</th><td>Mainz</td></tr></table>"
    reader = reader_in(page, "a.html", Place())
    assert reader.press("|").text == "1950; column 2 of 2"
    assert reader.press("&").text == "In: Mainz; row 2 of 2"


def test_rows_that_were_kept_without_cells_are_cut_where_they_are_parted():
    blocks = (Block("甲；乙", Kind.TABLE, first=True), Block("1；2", Kind.TABLE), Block("end", Kind.PARAGRAPH))
    reader = Reader(Publication("k", "T", (Article("a", "A", blocks),)), MemoryStandIn(), OptionsStandIn(), None)
    assert reader.press("|").text == "乙; column 2 of 2"
    assert reader.press("&").text == "1: 2; row 2 of 2"


def test_the_library_and_the_exports_keep_cells_as_they_were(tmp_path):
    publication = open_bytes(HTML.encode(), "page.html")
    again = unpacked(packed(publication))
    assert again == publication
    rows = [cells(block) for block in again.articles[0].blocks if block.kind is Kind.TABLE]
    assert rows[:2] == [["Name", "Years", "Years"], ["of people", "2001", "2002"]]
    assert rows[2:] == [["Ann", "1; or so", ""], ["Ann", "3", "4"], ["Bo", "", "6"]]
    for write, name in ((write_html, "out.html"), (write_markdown, "out.md")):
        with open(tmp_path / name, "w", encoding="utf-8") as out:
            write(publication, out)
        made = open_bytes((tmp_path / name).read_bytes(), name)
        found = [cells(block) for article in made.articles for block in article.blocks if block.kind is Kind.TABLE]
        assert found == rows


def _rows(count):
    return "".join(f"| {number} | {number * 7} words stand here |\n" for number in range(count))


LONG = "| Number | Words |\n|---|---|\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", "<table><tr><th>Number</th><th>Words</th></tr>" + "".join(
            f"<tr><td>{number}</td><td>{number * 7}</td></tr>" for number in range(4000)) + "</table>"),
        ("a.md", LONG + _rows(4000)),
        ("long.md", "# One\n\nBegin.\n\n" + LONG + _rows(20_000)),  # parsed in pieces
    ],
)  # fmt: skip
def test_heads_of_columns_are_said_however_long_the_table_is(name, data):
    publication = open_bytes(data.encode(), name)
    article = len(publication.articles) - 1
    last = last_block(publication.articles[article].blocks)
    assert publication.articles[article].blocks[last].kind is Kind.TABLE
    assert heads(publication, Place(article, last), 1) == ["Words"]
    assert heads(publication, Place(article, 1), 0) == ["Number"]


def test_what_a_wide_cell_covers_is_a_place_and_is_not_told():
    rows = "<tr><th>A</th><th>B</th><th>C</th><th>D</th></tr><tr><td colspan='3'>one</td><td>four</td></tr>"
    rows += "<tr><td rowspan='2' colspan='2'>deep</td><td></td><td>x</td></tr><tr><td>y</td><td>z</td></tr>"
    blocks = open_bytes(
        f"<p>Words.</p><table>{rows}<tr><td>1</td><td colspan='3'>last</td></tr></table>".encode(), "a.html"
    )
    found = [(block.text, cells(block)) for block in blocks.articles[0].blocks if block.kind is Kind.TABLE][1:]
    assert found == [
        ("one; four", ["one", "", "", "four"]),
        ("deep;; x", ["deep", "", "", "x"]),
        ("deep; y; z", ["deep", "", "y", "z"]),
        ("1; last", ["1", "last", "", ""]),
    ]

"""Printed pages with boxes: what is read after what, what the setting shows, and nothing lost, whatever comes in."""

import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks import bench_printed
from tests.made.pdf import column, pdf
from tests.test_newspaper import outline
from tui.core.publication import Kind, Place, Publication
from tui.errors import FormatError, ReaderError
from tui.fetch import Source, beside
from tui.importers import format_of, open_bytes
from tui.newspaper import Page, analyse_issue
from tui.newspaper.boxes import NOWHERE, Box
from tui.newspaper.check import losses
from tui.newspaper.language import pack_of
from tui.newspaper.setting import printed_page
from tui.newspaper.sheet import Row, Sheet, Told
from tui.newspaper.typeset import typeset

DATA = Path(__file__).parent / "data" / "printed"
FIXTURES = sorted(path for path in DATA.iterdir() if path.suffix in (".xml", ".hocr"))
FORMATS = {"rennes-1918.xml": "alto", "cutting.hocr": "hocr", "council.page.xml": "page-xml"}


def texts_of(publication: Publication, article: int = 0) -> list[str]:
    return [block.text for block in publication.articles[article].blocks]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_pages_of_every_format(path):
    data = path.read_bytes()
    assert format_of(data, "page").name == FORMATS[path.name]
    publication = open_bytes(data, path.name)
    assert losses(publication.source, publication) == ""
    assert {block.page for article in publication.articles for block in article.blocks} == {"1"}
    assert outline(publication) == path.with_suffix(".expected").read_text("utf-8")


@pytest.mark.parametrize("path", sorted((DATA / "jumps").glob("*.txt")), ids=lambda path: path.stem)
def test_an_article_that_goes_on_elsewhere_is_whole(path):
    texts = path.read_text("utf-8").split("=====\n")
    pack = pack_of("".join(texts))
    analysis = analyse_issue([(str(number), Page(text, pack)) for number, text in enumerate(texts, 1)], path.stem)
    assert analysis.lost == ""
    assert losses(analysis.publication.source, analysis.publication) == ""
    assert outline(analysis.publication) == path.with_suffix(".expected").read_text("utf-8")


# -- the order of reading

BRIDGE = [
    "The council met on Monday to talk about",
    "the old bridge. It will be closed for a",
    "year, and buses will run.",
]
RAIN = [
    "Rain is coming from the west on Tuesday,",
    "and the river may rise. People near the",
    "harbour should take care.",
]
LEFT, RIGHT = " ".join(BRIDGE), " ".join(RAIN)
CHINESE = ["全市春季植树活动昨日在东湖公园", "启动，来自各单位的志愿者参加了", "活动，共种下树苗一千多株。"]
RARE = ["全市春季植树活动昨日在𠮷湖公园", *CHINESE[1:]]
OTHER = ["气象部门说，明天有雨，河水可能", "上涨，住在港口附近的居民应当", "注意安全。山区夜间有雪。"]


def one_after_the_other(left, right):
    return [*column(50, 100, left), *column(320, 100, right)]


def line_by_line(left, right):
    return [line for pair in zip(column(50, 100, left), column(320, 100, right), strict=True) for line in pair]


def the_right_one_first(left, right):
    return [*column(320, 100, right), *column(50, 100, left)]


@pytest.mark.parametrize("drawn", [one_after_the_other, line_by_line])
@pytest.mark.parametrize(("left", "right", "glue"), [(BRIDGE, RAIN, " "), (CHINESE, OTHER, ""), (RARE, OTHER, "")])
def test_columns_are_read_one_after_the_other_however_they_were_drawn(drawn, left, right, glue):
    headline = (50, 60, 24, "Bridge to be closed" if glue else "春季植树活动启动")
    publication = open_bytes(pdf([[headline, *drawn(left, right)]]), "two.pdf")
    assert texts_of(publication) == [headline[3], glue.join(left), glue.join(right)]
    assert publication.articles[0].blocks[0].kind is Kind.TITLE


def test_a_headline_over_two_columns_ends_what_stands_above_it():
    page = [*line_by_line(BRIDGE, RAIN), (50, 200, 20, "Now something else altogether, over both columns")]
    page += [(x, y + 140, size, text) for x, y, size, text in line_by_line(RAIN, BRIDGE)]
    order = texts_of(open_bytes(pdf([page]), "over.pdf"))
    assert order == [LEFT, RIGHT, "Now something else altogether, over both columns", RIGHT, LEFT]


def test_a_tag_is_read_with_the_headline_below_it():
    page = [*line_by_line(CHINESE, OTHER), (50, 190, 11, "走基层"), (50, 206, 20, "新桥明年通车居民出行更方便了")]
    page += [(x, y + 140, size, text) for x, y, size, text in line_by_line(OTHER, CHINESE)]
    rows = open_bytes(pdf([page]), "tag.pdf").source.split()
    assert rows[6:8] == ["走基层", "新桥明年通车居民出行更方便了"]


def test_a_wide_space_inside_a_column_does_not_part_a_line():
    wide = [(50, 112, 10, "the old bridge."), (170, 112, 10, "It will")]
    lines = [*column(50, 100, BRIDGE[:1]), *wide, *column(50, 124, BRIDGE[1:]), *column(320, 100, RAIN)]
    publication = open_bytes(pdf([[(50, 60, 24, "Bridge to be closed"), *lines]]), "wide.pdf")
    assert texts_of(publication)[1] == " ".join([BRIDGE[0], "the old bridge. It will", *BRIDGE[1:]])


def test_a_list_keeps_its_numbers_and_a_table_its_lines():
    numbered = [
        cell
        for n, y in enumerate((100, 114, 128), 1)
        for cell in ((50, y, 10, f"{n}."), (70, y, 10, f"Point {n} of these."))
    ]
    assert "1. Point 1 of these." in open_bytes(pdf([numbered]), "list.pdf").source
    cells = [
        (x, y, 10, f"{name} {y}")
        for x, name in ((50, "Name"), (200, "A much longer cell"), (420, "Sum"))
        for y in (100, 120, 140)
    ]
    assert texts_of(open_bytes(pdf([cells]), "table.pdf")) == [
        f"Name {y}; A much longer cell {y}; Sum {y}" for y in (100, 120, 140)
    ]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_was_turned_is_read_like_any_other(turned):
    assert open_bytes(pdf([column(50, 100, BRIDGE)], turned=turned), "turned.pdf").source.split() == LEFT.split()


# -- documents

PROSE = [
    "    It was a bright day, and the wind came down from the hills over the ",
    "river. Nobody had seen the ferry since ",
    "the evening before.",
    "    She waited on the landing until the bells had stopped, and then she ",
    "walked home with Nobody but the dog.",
]


def test_a_book_is_one_document_with_headings_pages_and_no_running_heads():
    pages, wanted = [], [("1", "Chapter One")]
    for number, name in enumerate(("Ann", "Tom", "Eve", "Kim"), 1):
        head = [(50, 20, 8, "A BOOK ABOUT A RIVER"), (300, 770, 8, str(number))]
        title = [(50, 60, 20, "Chapter One")] if number == 1 else []
        prose = [line.replace("Nobody", name).replace("She", name) for line in PROSE]
        pages.append([*head, *title, *column(50, 100, prose)])
        wanted += [
            (str(number), " ".join("".join(prose[:3]).split())),
            (str(number), " ".join("".join(prose[3:]).split())),
        ]
    publication = open_bytes(pdf(pages), "book.pdf")
    [article] = publication.articles
    assert [(block.page, block.text) for block in article.blocks] == wanted
    assert [(page.label, page.place.block) for page in publication.pages] == [("1", 0), ("2", 3), ("3", 5), ("4", 7)]
    assert Counter(block.kind for block in publication.furniture) == {Kind.RUNNING_HEAD: 8}
    assert losses(publication.source, publication) == ""


def test_a_page_that_is_a_picture_says_so_in_its_place():
    publication = open_bytes(pdf([column(50, 100, BRIDGE), [], column(50, 100, RAIN)]), "mixed.pdf")
    assert texts_of(publication) == [
        LEFT,
        "[No text on this page, probably a scan. The command mangdao recognise reads scans.]",
        RIGHT,
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf([[], []]), "probably they are a scan"),
        (pdf([]), "is damaged"),
        (pdf([column(50, 100, BRIDGE)], locked=True), "is locked with a password"),
        (pdf([column(50, 100, BRIDGE)])[:120], "is damaged"),
        (b"%PDF-1.7\n%\xe2\xe3", "is damaged"),
        (b"<alto><Layout><Page/></Layout></alto>", "probably they are a scan"),
        (b"<alto><Layout><Page>", "is damaged"),
        (b"<PcGts/>", "probably they are a scan"),
        (b"<mets/>", "is a METS file"),
        (b"<html><div class='ocr_page'></div></html>", "probably they are a scan"),
        (b'<!DOCTYPE alto [<!ENTITY a "b">]><alto>&a;</alto>', "it defines entities"),
        (b'<!DOCTYPE alto [<!ENTITY a SYSTEM "file:///etc/passwd">]><alto>&a;</alto>', "it defines entities"),
        (b"<alto>" + b"<a>" * 100_000, "too deep"),
        (b'<?xml version="1.0" encoding="nonsense"?><alto/>', "is damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(data, words):
    with pytest.raises(FormatError) as caught:
        open_bytes(data, "thing")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


# -- an issue of several files


def alto(rows: list[str]) -> bytes:
    """A page of one column, a line each; "# …" is set large."""
    lines = "".join(
        f'<TextLine><String CONTENT="{row.lstrip("# ")}" HPOS="100" VPOS="{100 + 80 * number}" WIDTH="{len(row) * 30}"'
        f' HEIGHT="{60 if row[0] == "#" else 30}"/></TextLine>'
        for number, row in enumerate(rows)
    )
    return (
        f"<alto><Layout><Page><PrintSpace><TextBlock>{lines}</TextBlock></PrintSpace></Page></Layout></alto>".encode()
    )


def mets(*paths: str) -> bytes:
    files = "".join(
        f'<file ID="F{n}" MIMETYPE="text/xml"><FLocat LOCTYPE="URL" xlink:href="{path}"/></file>'
        for n, path in enumerate(paths)
    )
    order = "".join(f'<div ORDER="{n}"><fptr FILEID="F{n}"/></div>' for n in range(len(paths)))
    return (
        '<mets TYPE="Newspaper" LABEL="江城日报 2023" xmlns:xlink="http://www.w3.org/1999/xlink">'
        "<dmdSec ID='ISSUE'><title>江城日报</title><partNumber>5201</partNumber>"
        "<dateIssued>01.03.2023</dateIssued></dmdSec>"
        f'<fileSec><fileGrp USE="FULLTEXT">{files}</fileGrp></fileSec>'
        f'<structMap TYPE="PHYSICAL"><div>{order}</div></structMap></mets>'
    ).encode()


def opened(folder: Path, data: bytes) -> Publication:
    source = Source(data, "issue.xml", str(folder / "issue.xml"))
    return open_bytes(data, source.name, beside(source))


FRONT = ["# 春季植树活动启动", "昨日，全市春季植树活动在东湖公园启动，志愿者", "参加了活动，共种下", "（下转第2版）"]
INNER = ["（上接第1版）", "树苗一千二百株。", "# 春季招聘会周末举行", "记者获悉，春季招聘会将于周六在体育馆举行。"]


def test_the_pages_of_an_issue_are_read_together(tmp_path):
    (tmp_path / "ALTO").mkdir()
    (tmp_path / "ALTO" / "page 1.xml").write_bytes(alto(FRONT))
    (tmp_path / "ALTO" / "2.xml").write_bytes(alto(INNER))
    publication = opened(tmp_path, mets("file://./ALTO/page%201.xml", "ALTO/2.xml"))
    assert publication.title == "江城日报 2023"
    assert publication.metadata == {"paper": "江城日报", "issue_number": "5201", "date": "2023-03-01"}
    first = publication.articles[0]
    assert first.title == "春季植树活动启动"
    assert first.blocks[1].text.endswith("共种下树苗一千二百株。")
    assert publication.articles[1].title == "春季招聘会周末举行"
    assert [(page.label, page.place) for page in publication.pages] == [("1", Place(0)), ("2", Place(0, 3))]
    assert losses(publication.source, publication) == ""


TWO = ["The council and the bridge", "It will be closed for a year.", "The weather of the week", "Rain is coming."]


def two_articles(folder: Path) -> bytes:
    """An issue whose METS file tells apart what looks all the same."""
    box = 'HPOS="100" VPOS="{}" WIDTH="600" HEIGHT="30"'
    blocks = "".join(
        f'<TextBlock ID="B{n}"><TextLine><String CONTENT="{row}" {box.format(100 + 40 * n)}/></TextLine></TextBlock>'
        for n, row in enumerate(TWO)
    )
    (folder / "1.xml").write_text(f"<alto><Layout><Page>{blocks}</Page></Layout></alto>", "utf-8")
    area = '<div TYPE="{}"><fptr><area FILEID="F0" BETYPE="IDREF" BEGIN="B{}"/></fptr></div>'
    articles = "".join(
        f'<div TYPE="ARTICLE" LABEL="{TWO[n]}">{area.format("TITLE", n)}{area.format("PARAGRAPH", n + 1)}</div>'
        for n in (0, 2)
    )
    logical = f'<structMap TYPE="LOGICAL"><div>{articles}</div></structMap></mets>'
    return mets("1.xml").replace(b"</mets>", logical.encode())


def test_what_a_library_says_of_articles_is_believed(tmp_path):
    publication = opened(tmp_path, two_articles(tmp_path))
    assert [texts_of(publication, number) for number in (0, 1)] == [TWO[:2], TWO[2:]]
    assert [article.title for article in publication.articles] == TWO[::2]


def test_a_page_that_is_missing_says_so_and_without_any_there_is_no_issue(tmp_path):
    (tmp_path / "1.xml").write_bytes(alto(FRONT))
    publication = opened(tmp_path, mets("1.xml", "2.xml"))
    assert "A page is missing here: 2.xml cannot be opened." in publication.source
    with pytest.raises(FormatError, match="is a METS file"):
        opened(tmp_path, mets("3.xml"))


@pytest.mark.parametrize(
    "path", ["../out.xml", "/etc/passwd", "link.xml", "file:///etc/passwd", "in/../../out.xml", "a\0b", ""]
)
def test_nothing_outside_of_the_folder_is_opened(tmp_path, path):
    folder = tmp_path / "issue"
    folder.mkdir()
    (tmp_path / "out.xml").write_bytes(alto(FRONT))
    (folder / "link.xml").symlink_to(tmp_path / "out.xml")
    with pytest.raises(ReaderError):
        beside(Source(b"", "issue.xml", str(folder / "issue.xml")))(path)
    with pytest.raises(FormatError):
        opened(folder, mets(path.replace("\0", "")))


def test_nothing_stands_beside_standard_input():
    with pytest.raises(ReaderError):
        beside(Source(b"", "standard input", "-"))("pyproject.toml")


# -- whatever comes in

NUMBERS = st.integers(-50, 2000).map(float)
ROWS = st.builds(
    Row,
    st.text("abc DEF中文.-,。", min_size=1, max_size=20),
    st.one_of(st.just(NOWHERE), st.builds(Box, NUMBERS, NUMBERS, NUMBERS, NUMBERS)),
    st.sampled_from([0.0, 8.0, 10.0, 24.0]),
    st.integers(-1, 3),
    st.none() | st.builds(Told, st.integers(0, 2), st.booleans()),
)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@settings(deadline=None)
@given(st.lists(st.lists(ROWS, max_size=12), min_size=1, max_size=3))
def test_whatever_the_boxes_say_nothing_is_lost(pages):
    sheets = [Sheet(tuple(rows)) for rows in pages]
    sets = [typeset(sheet) for sheet in sheets]
    for sheet, page in zip(sheets, sets, strict=True):
        assert letters(page.text) == letters("".join(row.text for row in sheet.rows))
        assert len(page.lines) in (0, sum(bool(line) for line in page.text.split("\n")))
    pack = pack_of("".join(page.text for page in sets))
    analysis = analyse_issue([("1", printed_page(page, pack)) for page in sets], "any")
    assert analysis.lost == ""
    assert losses(analysis.publication.source, analysis.publication) == ""


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The data cut off, with bytes changed, or with pieces in each other's place."""
    at, other = sorted(dice.randrange(len(data)) for _end in range(2))
    match dice.randrange(4):
        case 0:
            return data[:at]
        case 1:
            changed = bytearray(data)
            for _byte in range(dice.randrange(1, 30)):
                changed[dice.randrange(len(data))] = dice.randrange(256)
            return bytes(changed)
        case 2:
            return data[:at] + data[other : other + 200] + data[at : at + 200] + data[at:]
        case _:
            return data[:at] + data[other:]


def refusal_of(data: bytes, name: str) -> str:
    """The sentence that refuses the data, "" where they are read, and then whole."""
    try:
        publication = open_bytes(data, name)
    except FormatError as error:
        return str(error)
    if publication.source:
        assert losses(publication.source, publication) == ""
    return ""


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_damaged_pages_are_read_or_refused(path):
    data, dice = path.read_bytes(), random.Random(path.name)
    refusals = [refusal_of(damaged(data, dice), path.name) for _time in range(80)]
    assert not any("\n" in refusal for refusal in refusals)
    assert "" in refusals


def test_damaged_pdf_files_are_read_or_refused():
    pages = [[(50, 60, 24, "Bridge"), *line_by_line(BRIDGE, RAIN)], column(50, 100, CHINESE)]
    data, dice = pdf(pages), random.Random(5)
    refusals = [refusal_of(damaged(data, dice), "damaged.pdf") for _time in range(40)]
    assert not any("\n" in refusal for refusal in refusals)
    assert "" in refusals


def test_the_benchmark_measures_an_issue(tmp_path, monkeypatch, capsys):
    (tmp_path / "issue.xml").write_bytes(two_articles(tmp_path))
    monkeypatch.setattr(sys, "argv", ["bench", str(tmp_path / "issue.xml")])
    bench_printed.main()
    table = capsys.readouterr().out.replace("20 kB ms", "decode").replace("set ms", "set").splitlines()
    heads, alone, opened_ = (line.split() for line in table)
    assert dict(zip(heads, alone[1:], strict=True))["lost"] == "0"
    assert dict(zip(heads, opened_[1:], strict=True))["title_f1"] == "1.000"
    assert dict(zip(heads, opened_[1:], strict=True))["cov_iou"] == "1.000"


@pytest.mark.parametrize(
    ("lines", "text", "begins"),
    [
        (
            ["the first page ends in the", "middle of what it says"],
            "the first page ends in the middle of what it says",
            "middle",
        ),
        (["the first page ends in-", "side of a word"], "the first page ends inside of a word", "side"),
        (["无障碍的路还没有走", "完就到了下一页"], "无障碍的路还没有走完就到了下一页", "完就"),
    ],
)
def test_a_page_of_a_book_begins_within_its_paragraph(lines, text, begins):
    publication = open_bytes(pdf([column(60, 80, [line], 16) for line in lines], size=(300, 200)), "book.pdf")
    (block,) = publication.articles[0].blocks
    assert block.text == text
    assert [page.label for page in publication.pages] == ["1", "2"]
    assert publication.pages[0].place == Place(0)
    assert block.text[publication.pages[1].place.offset :].startswith(begins)

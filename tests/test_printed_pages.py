"""Pages composed from stories with known truth, whole and with faults; and issues as Delpher gives them away."""

import cProfile
import random
import re
from pathlib import Path

import pytest

from tests import printed_fuzz
from tests.benchmarks.bench_composed import figures, read
from tests.composed_by_chance import Join, joins, page_of
from tests.made.composed import Composed, Print, compose
from tests.made.composed_files import as_alto, as_hocr, as_page_xml, as_upright_pdf, turned
from tests.made.composed_truth import owners_of
from tests.made.stories import STORIES
from tests.test_printed import letters
from tui.core.publication import Kind, Publication
from tui.errors import FormatError
from tui.fetch import Source, beside
from tui.importers import alto, format_of, open_bytes
from tui.newspaper.boxes import Box
from tui.newspaper.check import losses
from tui.newspaper.order import reading_order
from tui.newspaper.sheet import Row, Sheet, Word, rows_of
from tui.newspaper.typeset import typeset

# Layout, columns, file. Each goes through the three languages.
CASES = [
    ("columns", 4, "pdf"),
    ("columns", 6, "pdf across"),
    ("columns", 3, "hocr"),
    ("modules", 4, "pdf across"),
    ("modules", 5, "page"),
    ("modules", 5, "pdf shuffled"),
    ("photo", 3, "hocr"),
    ("photo", 5, "pdf"),
    ("boxed", 4, "pdf across"),
    ("jumps", 3, "pdf"),
    ("jumps", 4, "hocr"),
]
LEAST = 0.88
"""Of `overall`: what the worst of the cases reaches, and nothing may fall below."""


@pytest.mark.parametrize("language", ["zh", "en", "fr"])
@pytest.mark.parametrize(("layout", "columns", "file"), CASES)
def test_composed_pages_are_read_as_they_were_written(layout, columns, file, language):
    composed = compose(STORIES[language][0], layout, columns, language)
    if file == "page":
        composed = composed._replace(pages=composed.pages[:1])
    publication = read(composed, file)
    found = figures(composed, publication)
    assert found["xart_joins"] == 0
    assert (found["lost"], found["dup"], found["alien"]) == (0, 0, 0)
    assert found["overall"] >= LEAST, found
    assert found["whole"] >= 0.85, found


@pytest.mark.parametrize("layout", ["columns", "modules", "boxed"])
@pytest.mark.parametrize("write", [as_upright_pdf, lambda composed: turned(as_alto(composed))], ids=["pdf", "alto"])
def test_lines_from_top_to_bottom_are_read_from_right_to_left(write, layout):
    composed = compose(STORIES["zh"][0], layout, 4, "zh")
    composed = composed._replace(pages=composed.pages[:1])
    found = figures(composed, open_bytes(write(composed), "upright"))
    lying = figures(composed, open_bytes(as_alto(composed), "lying.xml"))
    assert (found["xart_joins"], found["lost"], found["dup"], found["alien"]) == (0, 0, 0, 0)
    assert (found["order_tau"], found["cov_iou"]) == (1.0, pytest.approx(lying["cov_iou"], abs=0.015))
    assert found["join_f"] >= lying["join_f"] - 0.01
    assert found["overall"] >= LEAST


def test_a_line_that_is_drawn_over_its_neighbours_scatters_no_columns():
    rows = [
        Row(f"{column} {line}", Box(100 * column, 12 * line, 100 * column + 80, 12 * line + 10))
        for column in range(4)
        for line in range(12)
    ]
    rows[5] = rows[5]._replace(box=rows[5].box._replace(right=390))
    drawn = sorted(rows, key=lambda row: row.box.top)
    assert reading_order(drawn) == rows


def test_the_work_of_setting_grows_with_the_rows():
    composed = compose(STORIES["en"][0], "modules", 4, "en")
    [sheet, *_more] = alto.sheets_of(as_alto(composed), "page.xml")
    bottom = max(row.box.bottom for row in sheet.rows) + 200

    def steps(times):
        rows = [
            row._replace(
                box=row.box._replace(top=row.box.top + n * bottom, bottom=row.box.bottom + n * bottom),
                block=row.block + n * 1000,
            )
            for n in range(times)
            for row in sheet.rows
        ]
        profile = cProfile.Profile(builtins=False)
        made = profile.runcall(typeset, Sheet(tuple(rows)))
        assert len(made.lines) == len(rows)
        return sum(entry.callcount for entry in profile.getstats())

    assert steps(10) < 12 * steps(1)


def test_characters_below_each_other_are_lines():
    words = [
        Word(letter, Box(left, 100 + 12 * at, left + 10, 110 + 12 * at))
        for left, line in ((100, "今天有雨。"), (80, "明天无雨。"))
        for at, letter in enumerate(line)
    ]
    assert [row.text for row in rows_of(words)] == ["今天有雨。", "明天无雨。"]
    beside = [Word(word.text, Box(word.box.top, word.box.left, word.box.bottom, word.box.right)) for word in words]
    assert [row.text for row in rows_of(beside[5:] + beside[:5])] == ["明天无雨。", "今天有雨。"]


def test_an_article_that_jumps_is_one_over_both_pages():
    for language in ("zh", "en", "fr"):
        publication = read(compose(STORIES[language][0], "jumps", 3, language), "pdf")
        title = next(unit.text for unit in STORIES[language][0][0] if unit.role == "title")
        article = next(article for article in publication.articles if article.title == title)
        assert {block.page for block in article.blocks} == {"1", "2"}


# -- faults

WHOLE = compose(STORIES["en"][0], "columns", 4, "en")
FILES = {"alto": as_alto(WHOLE), "page": as_page_xml(WHOLE), "hocr": as_hocr(WHOLE)}
SENTENCE = "is damaged at line"


def words_of(text: str) -> set[str]:
    return set(text.split())


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.97])
def test_what_stands_before_the_end_is_read_of_a_file_that_ends_too_early(kind, share):
    data = FILES[kind]
    publication = open_bytes(data[: int(share * len(data))], "cut.xml")
    assert SENTENCE in publication.source
    whole = open_bytes(data, "cut.xml").source
    assert SENTENCE not in whole
    kept = letters(publication.source).total() / letters(whole).total()
    assert share - 0.15 < kept < share + 0.15


FAULTS = [
    (b"</TextLine>", b""),
    (b"</TextBlock>", b""),
    (b"<String ", b"<String A='1' A='2' "),
    (b"<SP/>", b"<SP>"),
    (b"<TextLine", b"&nbsp;& <TextLine"),
    (b"<PrintSpace>", b"</PrintSpace><PrintSpace></x>"),
]


@pytest.mark.parametrize(("tag", "other"), FAULTS)
def test_a_fault_in_the_middle_loses_no_word(tag, other):
    data = FILES["alto"]
    at = data.find(tag, len(data) // 3 if data.count(tag) > 2 else 0)
    publication = open_bytes(data[:at] + other + data[at + len(tag) :], "fault.xml")
    assert SENTENCE in publication.source
    whole = letters(open_bytes(data, "fault.xml").source)
    assert not whole - letters(publication.source)


def test_a_file_of_which_nothing_is_left_is_refused():
    with pytest.raises(FormatError, match=r"is damaged: it is XML .*line 1"):
        open_bytes(b"<alto><Layout><Page><", "nothing.xml")


@pytest.mark.parametrize("part", range(4))
def test_pages_with_faults_are_read_whole_or_refused(part):
    found = [printed_fuzz.happened(seed, pdf=False) for seed in range(20 * part, 20 * part + 20)]
    assert "" in {each.refusal for each in found}


def test_boxes_that_cannot_be_true_leave_the_text_in_its_order():
    dice = random.Random(3)
    data = re.sub(rb'(?<=POS=")\d+', lambda _found: b"%d" % dice.randrange(5000), FILES["alto"])
    composed = WHOLE._replace(pages=WHOLE.pages[:1])
    assert "".join(open_bytes(data, "moved.xml").source.split()) == "".join(
        "".join(line.text.split()) for line in composed.pages[0]
    )


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5])
@pytest.mark.parametrize("kind", FILES)
def test_damaged_boxes_join_no_articles(kind, share):
    dice = random.Random(f"{kind} {share}")

    def changed(found: re.Match[bytes]) -> bytes:
        return re.sub(
            rb"\d+", lambda number: b"%d" % dice.randrange(5000) if dice.random() < share else number[0], found[0]
        )

    data = re.sub(rb"""(?:POS|WIDTH|HEIGHT|points)="[^"]*"|bbox [\d ]+""", changed, FILES[kind])
    composed = WHOLE if kind == "hocr" else WHOLE._replace(pages=WHOLE.pages[:1])
    found = figures(composed, open_bytes(data, "damaged.xml"))
    assert (found["xart_joins"], found["lost"], found["dup"], found["alien"]) == (0, 0, 0, 0)


# -- Delpher


def didl(file: str) -> bytes:
    """An issue of one page, whose first block is the masthead and whose others make two articles."""
    parts = "".join(
        '<zoning><article-part><coordinates><area width="600" height="30"/><area width="600" height="200"/>'
        f'</coordinates><blocks alto="{file}"><TextBlock ID="B{first}"/><TextBlock ID="B{first + 1}"/></blocks>'
        "</article-part></zoning>"
        for first in (1, 3)
    )
    return (
        "<didl:DIDL xmlns:didl='urn:d' xmlns:dc='urn:c' xmlns:dcx='urn:x'><dc:title>De Courant</dc:title>"
        "<dc:date>1813-11-16</dc:date><dcx:issuenumber>92</dcx:issuenumber>"
        f"<didl:Resource mimeType='text/xml' ref='http://x.nl/r' dcx:filename='{file}'/>{parts}</didl:DIDL>"
    ).encode()


LINES = ["De Courant", "EXTRA VERKOOPING.", "Op woensdag zal men.", "Jan de Vries", "Heden is overleden."]


def delpher(folder: Path) -> bytes:
    box = 'HPOS="100" VPOS="{}" WIDTH="600" HEIGHT="30"'
    blocks = "".join(
        f'<TextBlock ID="B{n}"><TextLine><String CONTENT="{line}" {box.format(100 + 40 * n)}/></TextLine></TextBlock>'
        for n, line in enumerate(LINES)
    )
    (folder / "1_alto.xml").write_text(f"<alto><Layout><Page>{blocks}</Page></Layout></alto>", "utf-8")
    return didl("1_alto.xml")


def test_an_issue_of_delpher_has_the_articles_that_it_tells_of(tmp_path):
    data = delpher(tmp_path)
    assert format_of(data, "didl.xml").name == "didl"
    source = Source(data, "didl.xml", str(tmp_path / "didl.xml"))
    publication = open_bytes(source.data, source.name, beside(source))
    assert publication.metadata == {"paper": "De Courant", "date": "1813-11-16", "issue_number": "92"}
    told = [[block.text for block in article.blocks] for article in publication.articles][-2:]
    assert told == [LINES[1:3], LINES[3:]]
    assert [article.title for article in publication.articles][-2:] == ["EXTRA VERKOOPING.", "Jan de Vries"]
    (tmp_path / "1_alto.xml").unlink()
    with pytest.raises(FormatError, match="is a DIDL file"):
        open_bytes(source.data, source.name, beside(source))


def test_an_article_of_delpher_is_a_title_and_paragraphs():
    data = (
        b"<?xml version='1.0'?>\n<text>\n\t<title>EXTRA</title>\n\t<p>Op &quot;16&quot; Nov.</p><p>Twee.</p>\n</text>"
    )
    assert format_of(data, "a.xml").name == "articletext"
    [article] = open_bytes(data, "a.xml").articles
    assert [(block.kind, block.text) for block in article.blocks][1:] == [
        (Kind.PARAGRAPH, 'Op "16" Nov.'),
        (Kind.PARAGRAPH, "Twee."),
    ]
    assert article.title == "EXTRA"
    assert format_of(b"<text>\nNotes of a day", "a.txt").name == "text"


# -- by chance


@pytest.mark.parametrize("seed", range(3))
def test_pages_composed_by_chance_are_read_whole_and_no_articles_joined(seed):
    case, made, publication = page_of(seed, [])
    assert not list(joins(made, publication)), case
    assert losses(publication.source, publication) == ""


def test_the_truth_tells_lines_that_are_alike_apart():
    units = [(0, "para", "first alike last"), (1, "para", "other alike end")]
    prints = [Print(0, 0, 9, word, 50, number) for number, unit in enumerate(units) for word in unit[2].split()]
    made = Composed([prints], units, "en")
    source = "other\nalike\nend\nfirst\nalike\nlast"
    assert [owner.unit for owner in owners_of(made, source)] == [1, 1, 1, 0, 0, 0]
    publication = Publication("", "", (), source=source.replace("end\nfirst", "end first"))
    assert list(joins(made, publication)) == [Join("line", "end", "first")]

"""A publication written to a file, and nothing of it missing there."""

import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.made.documents import epub
from tui.core.corrections import Change, Correction
from tui.core.publication import Article, Block, Foreign, Kind, Link, Page, Place, Publication, Span
from tui.errors import UsageError
from tui.export import EXPORTERS, exporter_for
from tui.importers import open_bytes
from tui.newspaper.corrections import corrected

HERE = Path(__file__).parent
DATA = HERE / "data" / "newspaper"
DOCUMENTS = HERE / "data" / "documents"
SEED = HERE.parent / "seeds" / "zhuzhou-daily-2022-10-09.txt"


@pytest.fixture(scope="module")
def seed() -> Publication:
    return open_bytes(SEED.read_bytes(), SEED.name)


def written(publication: Publication, name: str) -> str:
    out = io.StringIO()
    exporter_for(name).write(publication, out)
    return out.getvalue()


def book_text(publication: Publication) -> str:
    with zipfile.ZipFile(io.BytesIO(book(publication))) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_every_block_is_in_every_format(seed, exporter):
    text = letters(book_text(seed) if exporter.name == "epub" else written(seed, exporter.name)).replace("\\", "")
    blocks = [*seed.furniture, *(block for article in seed.articles for block in article.blocks)]
    assert [block.text for block in blocks if letters(block.text) not in text] == []


def test_json_holds_what_a_scorer_asks_for(seed):
    data = json.loads(written(seed, "issue.json"))
    assert data["issue"]["page_count"] == 4
    assert [article["title"] for article in data["articles"]][3:5] == [
        "我市启动无障碍综合服务示范区建设",
        "中车电动产业学院在湖汽职院揭牌",
    ]
    feature = data["articles"][3]
    assert feature["tag"] == "深入践行 全过程人民民主"
    assert feature["subtitles"] == ["代表建议督办,让残障人士共享幸福株洲"]
    assert feature["bylines"] == [
        {"names": ["邓伟勇"], "role": "reporter", "text": "株洲日报全媒体记者/邓伟勇", "organisation": "株洲日报"}
    ]
    assert [item["role"] for item in feature["items"][:5]] == ["title", "subtitle", "tag", "byline", "para"]
    assert [item["role"] for item in data["furniture"]] == ["masthead", "issue_meta", "issue_meta", "issue_meta"]


def test_json_spans_hold_the_text_of_their_item(seed):
    source = SEED.read_text(encoding="utf-8")
    data = json.loads(written(seed, "json"))
    for article in data["articles"]:
        for item in article["items"]:
            assert letters("".join(source[start:end] for start, end in item["spans"])) == letters(item["text"])


def test_text_that_found_no_place_is_furniture_in_json():
    lost = Article("k", "", (Block("Somewhere", Kind.PARAGRAPH, (Span(0, 9),)),), "unplaced")
    data = json.loads(written(Publication("p", "Page", (lost,)), "json"))
    assert data["articles"] == []
    assert data["furniture"] == [{"role": "misc", "text": "Somewhere", "spans": [[0, 9]]}]


def test_truth_is_what_somebody_found_by_hand(seed):
    truth = json.loads(written(seed, "page.truth.json"))
    by_hand = json.loads((DATA / "seed.json").read_text(encoding="utf-8"))
    assert [(unit["role"], unit["spans"]) for unit in truth["units"]] == [
        (unit["role"], unit["spans"]) for unit in by_hand["units"]
    ]
    assert [unit["article"] for unit in truth["units"]] == [unit["article"] for unit in by_hand["units"]]
    for boundary, wanted in zip(truth["boundaries"], by_hand["boundaries"], strict=True):
        assert {key: boundary[key] for key in wanted} == wanted
    assert {key: truth["issue"][key] for key in by_hand["issue"]} == by_hand["issue"]
    for article, wanted in zip(truth["articles"], by_hand["articles"], strict=True):
        same = ("kind", "tag", "kicker", "title", "subtitles", "section_heads", "dateline", "date")
        assert {key: article[key] for key in same} == {key: wanted[key] for key in same}


def test_truth_of_a_page_in_columns_says_which_hyphens_the_lines_made():
    page = open_bytes((DATA / "pages" / "fr.txt").read_bytes(), "fr.txt")
    truth = json.loads(written(page, "truth"))
    assert truth["dropped_hyphens"]
    for unit in truth["units"]:
        offsets = [at for start, end in unit["spans"] for at in range(start, end)]
        kept = [at for at in offsets if at not in truth["dropped_hyphens"]]
        assert letters("".join(truth["text"][at] for at in kept)) == letters(unit["text"])
    assert all(truth["text"][at] in "-\u00ad" for at in truth["dropped_hyphens"])


def test_places_in_json_count_articles_from_1():
    text = Block(
        "see there", Kind.PARAGRAPH, links=(Link(0, 3, "#x", Place(1, 2, 3)), Link(4, 9, "https://p.example/"))
    )
    articles = (Article("a", "One", (text,)), Article("b", "Two", (Block("x", Kind.PARAGRAPH),)))
    data = json.loads(written(Publication("p", "Page", articles, pages=(Page("7", Place(0, 0, 4)),)), "json"))
    assert data["pages"] == [{"label": "7", "place": {"article": 1, "block": 0, "offset": 4}}]
    places = [link["place"] for link in data["articles"][0]["items"][0]["links"]]
    assert places == [{"article": 2, "block": 2, "offset": 3}, None]


def test_truth_and_json_are_those_of_the_corrected_page(seed):
    offset = seed.source.index("会议还研究了其他事项。")
    made = corrected(seed, [Correction(Change.JOIN, offset), Correction(Change.HEAD, seed.source.index("萌娃变身"))])
    truth, data = (json.loads(written(made, name)) for name in ("truth", "json"))
    label = {boundary["after"]: boundary["label"] for boundary in truth["boundaries"]}
    assert label[offset] == "join"
    assert len(truth["articles"]) == len(data["articles"]) == 7
    assert truth["articles"][5]["section_heads"] == ["萌娃变身“小农夫”"]
    assert data["articles"][5]["items"][-3]["role"] == "head"


def test_the_longest_suffix_says_the_format():
    names = ("truth.json", "a.TRUTH.json", "truth", "page.json", "json", "untruth.json")
    assert [exporter_for(name).name for name in names] == ["truth", "truth", "truth", "json", "json", "json"]


def test_only_a_page_has_a_truth():
    poem = open_bytes(b"Roses are red,\nviolets are blue.\n", "poem.txt")
    with pytest.raises(UsageError, match="poem is none"):
        written(poem, "truth")


def test_markdown_takes_no_text_for_marks():
    blocks = (Block("# 1. *Stars* and [links]", Kind.PARAGRAPH), Block("1. First", Kind.PARAGRAPH))
    text = written(Publication("p", "A_B", (Article("k", "", blocks),)), "md")
    assert text.splitlines()[0] == r"# A\_B"
    assert r"\# 1. \*Stars\* and \[links\]" in text
    assert r"1\. First" in text


def test_markdown_puts_the_title_above_tag_and_kicker(seed):
    text = written(seed, "markdown")
    assert text.index("## 高新区改革创新激发新活力") < text.index("*喜迎二十大*")


def test_text_has_a_paragraph_a_line(seed):
    lines = written(seed, "txt").splitlines()
    assert lines[0] == seed.title
    assert seed.articles[1].blocks[3].text in lines


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(UsageError, match=r"json, txt, md"):
        exporter_for("page.docx")


# Pages and books


def book(publication) -> bytes:
    """The publication as an EPUB."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    exporter_for("book.epub").write(publication, out)
    return out.buffer.getvalue()


def words(publication):
    return [
        "".join(block.text.removeprefix("• ").split())
        for article in publication.articles
        for block in article.blocks
        if block.kind is not Kind.TABLE
    ]


SOURCES = [*(path for path in DOCUMENTS.iterdir() if path.suffix != ".expected"), SEED]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_book_says_what_its_source_says(path):
    publication = open_bytes(path.read_bytes(), path.name)
    again = open_bytes(book(publication), "again.epub")
    heard = words(again)
    for text in words(publication):
        assert text in heard, text
    assert again.title == publication.title


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_book_is_well_formed_and_its_links_lead_somewhere(path):
    publication = open_bytes(path.read_bytes(), path.name)
    with zipfile.ZipFile(io.BytesIO(book(publication))) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        trees = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if "html" in name}
    ids = {name: {each.get("id") for each in tree.iter() if each.get("id")} for name, tree in trees.items()}
    for name, tree in trees.items():
        for link in tree.iter("{http://www.w3.org/1999/xhtml}a"):
            target = link.get("href") or ""
            file, _mark, anchor = target.partition("#")
            if "://" not in target and target:
                assert not anchor or anchor in ids[file or name]


def test_a_book_tells_of_its_accessibility_its_pages_and_its_notes():
    source = open_bytes(epub(), "book.epub")
    data = book(source)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = archive.read("book.opf").decode()
    told = dict.fromkeys(re.findall(r'property="schema:(\w+)"', package))
    names = [
        "accessMode",
        "accessModeSufficient",
        "accessibilityHazard",
        "accessibilityFeature",
        "accessibilitySummary",
    ]
    assert list(told) == names
    assert "pageNavigation" in package
    again = open_bytes(data, "again.epub")
    assert [page.label for page in again.pages] == [page.label for page in source.pages]
    assert [block.kind for block in again.articles[-1].blocks if block.kind is Kind.NOTE] == [Kind.NOTE]
    (link,) = again.articles[0].blocks[1].links
    assert again.articles[link.place.article].blocks[link.place.block].text.startswith("By foot.")


def test_a_page_of_html_reads_as_its_source():
    source = open_bytes((DOCUMENTS / "page.html").read_bytes(), "page.html")
    again = open_bytes(written(source, "html").encode(), "again.html")
    kinds, kept = ([block.kind for block in each.articles[0].blocks] for each in (source, again))
    assert kept == kinds


def test_no_link_of_a_page_runs_a_program():
    source = open_bytes(
        b"<html><body><p><a href='javascript:alert(1)'>x</a> <a href=' DATA:text/html,'>y</a>", "page.html"
    )
    for name in ("html", "epub"):
        data = book(source) if name == "epub" else written(source, name).encode()
        assert b"javascript" not in data
        assert b"DATA:" not in data


def test_markdown_keeps_lists_code_tables_verse_and_levels():
    source = open_bytes((DOCUMENTS / "notes.md").read_bytes(), "notes.md")
    text = written(source, "md")
    for line in ("1. domes", "   - long ones", "> It was laid in Okayama.", "| year | city |", "| --- | --- |", "```"):
        assert line in text.splitlines()
    again = open_bytes(text.encode(), "again.md")
    assert [block.text for block in again.articles[-1].blocks[2:]] == [
        block.text for block in source.articles[0].blocks[1:]
    ]


def test_a_book_keeps_the_rules_whatever_its_source_says():
    """Languages that are none, addresses that are none, no title, pages in lists and between the cells of a table."""
    odd = (
        Link(0, 1, 'https://example.org/a b?x=1&y="2"|é'),
        Link(1, 2, "http://[bad"),
        Link(2, 3, "tel:+1 2"),
        Link(3, 4, "https://example.org/100%"),
        Link(4, 5, "javascript:alert(1)"),
        Link(5, 6, "https://example.org/%E9?a=b#c"),
    )
    blocks = (
        Block("abcdef", Kind.PARAGRAPH, language="zh_CN", links=odd, foreign=(Foreign(0, 1, "no language!"),)),
        Block("• item", Kind.ITEM, first=True),
        Block("one; two", Kind.TABLE, first=True),
        Block("end", Kind.PARAGRAPH),
    )
    pages = (Page("8", Place(0, 3)), *(Page(f"{at}", Place(0, block, at)) for block, at in ((0, 9), (1, 0), (2, 4))))
    publication = Publication(
        "k", " ", (Article("a", "", blocks),), "en_GB!", {"date": "soon"}, pages=(*pages, Page(" ", Place(0, 0)))
    )
    with zipfile.ZipFile(io.BytesIO(book(publication))) as archive:
        chapter, navigation, package = (archive.read(f"{n}").decode() for n in ("a0.xhtml", "nav.xhtml", "book.opf"))
    assert re.findall(r'href="(.*?)"', chapter.partition("<body>")[2]) == [
        "https://example.org/a%20b?x=1&amp;y=%222%22%7C%C3%A9",
        "http://%5Bbad",
        "tel:+1%202",
        "https://example.org/100%25",
        "https://example.org/%E9?a=b#c",
    ]
    assert 'xml:lang="zh-CN"' in chapter
    assert "no language" not in chapter
    targets = re.findall(r"a0\.xhtml#(p\d+)", navigation)
    assert targets == ["p1", "p2", "p3", "p0"], "in the order of reading, without the one that has no name"
    assert all(f'id="{target}"' in chapter for target in targets)
    assert "<title>abcdef</title>" in navigation
    assert "<dc:title>abcdef</dc:title>" in package
    assert "<dc:language>und</dc:language>" in package
    assert "<dc:date>" not in package

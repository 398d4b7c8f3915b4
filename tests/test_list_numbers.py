"""Before each item of a list stands what a sighted reader sees there: numbers that go on, begin anew or run down,
letters, Roman numerals, nothing."""

import pytest

from tests.made.documents import _W, DOCX, EPUB, ODT, PAGE, _p, _r, archive, shown
from tui.core.publication import Kind
from tui.importers import open_bytes

HEADS = (Kind.HEAD, Kind.TITLE)
TWO = "<li>One.</li><li>Two.</li>"


def items(publication):
    lines = shown(publication).splitlines()[1:]
    return [line.partition(": ")[2] for line in lines if line.startswith("item")]


def heads(publication):
    return [block.text for article in publication.articles for block in article.blocks if block.kind in HEADS]


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        (f"<ol>{TWO}</ol>", ["1. One.", "2. Two."]),
        (f"<ol start=4>{TWO}</ol>", ["4. One.", "5. Two."]),
        ("<ul><li><input type=checkbox checked disabled> One.</li><li><label><input type='checkbox'>Two.</label></li>"
         "<li>Three <input type=checkbox>.</li><li><input type=radio>Four.</li></ul>",
         ["• ☑ One.", "• ☐ Two.", "• Three .", "• Four."]),
        (f"<ol reversed>{TWO}</ol>", ["2. One.", "1. Two."]),
        (f"<ol reversed start=10>{TWO}</ol>", ["10. One.", "9. Two."]),
        ("<ol reversed><li>A.<ol><li>In.</li></ol></li><li value=7>B.</li><li>C.</li></ol>",
         ["3. A.", "1. In.", "7. B.", "6. C."]),
        (f"<ol type=a>{TWO}</ol>", ["a. One.", "b. Two."]),
        (f"<ol type=I start=4>{TWO}</ol>", ["IV. One.", "V. Two."]),
        (f"<ol style='list-style-type: lower-alpha'>{TWO}</ol>", ["a. One.", "b. Two."]),
        (f"<ol style='list-style: upper-roman inside'>{TWO}</ol>", ["I. One.", "II. Two."]),
        (f"<ol style='list-style:none'>{TWO}</ol>", ["One.", "Two."]),
        (f"<ul style='list-style:none'>{TWO}</ul>", ["• One.", "• Two."]),
        (f"<ol style='list-style: disc'>{TWO}</ol>", ["• One.", "• Two."]),
        (f"<ul style='list-style: decimal'>{TWO}</ul>", ["1. One.", "2. Two."]),
        ("<ol><li>One.</li><li style='list-style: lower-roman'>Two.</li></ol>", ["1. One.", "ii. Two."]),
        (f"<style>ol.x {{list-style: lower-alpha}}</style><ol class='x y'>{TWO}</ol>", ["a. One.", "b. Two."]),
        (f"<style>ol.x {{list-style: lower-alpha}}</style><ol>{TWO}</ol>", ["1. One.", "2. Two."]),
        (f"<style>.x > ol, .y {{list-style: none !important}}</style><div class=x><ol>{TWO}</ol></div>",
         ["One.", "Two."]),
        (f"<style>.x > ol {{list-style: none}}</style><div class=x><div><ol>{TWO}</ol></div></div>",
         ["1. One.", "2. Two."]),
        (f"<style>ol ol {{list-style: lower-alpha}}</style><ol><li>A.<ol>{TWO}</ol></li></ol>",
         ["1. A.", "a. One.", "b. Two."]),
        (f"<style>/* ol {{list-style:none}} */ #a li {{ list-style: CJK-ideographic }}</style><ol id=A>{TWO}</ol>",
         ["一. One.", "二. Two."]),
        (f"<style>ol {{list-style:none}} li::before {{content: counter(n)}}</style><ol>{TWO}</ol>",
         ["1. One.", "2. Two."]),
        (f"<style>nav ol:first-child, ol[x] {{list-style:none}}</style><ol>{TWO}</ol>", ["1. One.", "2. Two."]),
        (f"<style>@media print {{ ol {{list-style:none </style><ol>{TWO}</ol>", ["1. One.", "2. Two."]),
    ],
)  # fmt: skip
def test_lists_of_pages_are_counted_as_they_are_shown(html, numbers):
    assert items(open_bytes(f"<html><body><p>Text.</p>{html}".encode(), "a.html")) == numbers


def test_the_style_sheets_of_a_book_say_how_its_lists_are_counted():
    page = PAGE.format(f"<ol>{TWO}</ol>").replace(
        "<head>", "<head><link rel='stylesheet' href='../css/a.css'/><link rel='stylesheet' href='lost.css'/>"
    )
    files = EPUB | {"OPS/one.xhtml": page, "css/a.css": "body{margin:0} ol{list-style:lower-latin}"}
    assert items(open_bytes(archive(files), "a.epub"))[:2] == ["a. One.", "b. Two."]


def test_a_book_says_what_it_was_made_from():
    package = EPUB["OPS/book.opf"].replace("<dc:title>", "<dc:source>urn:isbn:9780000000001</dc:source><dc:title>")
    book = open_bytes(archive(EPUB | {"OPS/book.opf": package}), "a.epub")
    assert book.metadata["source"] == "urn:isbn:9780000000001"


def level(depth, form="decimal", text="", start=1, style=""):
    link = f"<w:pStyle w:val='{style}'/>" if style else ""
    return (
        f"<w:lvl w:ilvl='{depth}'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/>{link}"
        f"<w:lvlText w:val='{text or f'%{depth + 1}.'}'/></w:lvl>"
    )


def item(text, number, depth=0):
    numbering = f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr>"
    return f"<w:p><w:pPr>{numbering}</w:pPr>{_r(text)}</w:p>"


def word(body, levels, numbers=("",), styles=""):
    """A document whose lists 1, 2 … are all made from one, each with what it says of its own."""
    made = "".join(
        f"<w:num w:numId='{number}'><w:abstractNumId w:val='0'/>{own}</w:num>" for number, own in enumerate(numbers, 1)
    )
    numbering = f"<w:abstractNum w:abstractNumId='0'>{''.join(levels)}</w:abstractNum>{made}"
    files = DOCX | {
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
    }
    return open_bytes(archive(files), "a.docx")


ANEW = "<w:lvlOverride w:ilvl='{}'><w:startOverride w:val='{}'/></w:lvlOverride>"


@pytest.mark.parametrize(
    ("numbers", "items_of", "shown_numbers"),
    [
        (("", ""), [(1, 0), (1, 0), (2, 0)], ["1.", "2.", "3."]),
        (("", ANEW.format(0, 1)), [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)], ["1.", "2.", "1.", "2.", "3."]),
        (("", ANEW.format(0, 7)), [(1, 0), (2, 0), (2, 0)], ["1.", "7.", "8."]),
        (("", ANEW.format(1, 4)), [(2, 0), (2, 1), (2, 1), (2, 0), (2, 1)], ["1.", "1.4", "1.5", "2.", "2.4"]),
        ((ANEW.format(0, 1) + ANEW.format(1, 1),), [(1, 1), (1, 1), (1, 0)], ["1.1", "1.2", "2."]),
        (("",), [(1, 1), (1, 1), (1, 0), (1, 1)], ["1.1", "1.2", "2.", "2.1"]),
        (("", f"<w:lvlOverride w:ilvl='0'>{level(0, 'upperRoman')}</w:lvlOverride>"), [(1, 0), (2, 0)], ["1.", "II."]),
    ],
)
def test_numbers_in_word_go_on_unless_they_begin_anew(numbers, items_of, shown_numbers):
    body = "".join(item("x", number, depth) for number, depth in items_of)
    publication = word(body, [level(0), level(1, text="%1.%2")], numbers)
    assert items(publication) == [f"{number} x" for number in shown_numbers]


def test_a_list_in_word_may_begin_with_nought():
    assert items(word(item("x", 1) + item("y", 1), [level(0, start=0)])) == ["0. x", "1. y"]


def test_headings_in_word_have_the_numbers_of_their_styles():
    style = (
        "<w:style w:styleId='H{0}'><w:name w:val='heading {0}'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
        "</w:style>"
    )
    styles = style.format(1) + style.format(2)
    styles += "<w:style w:styleId='Own'><w:name w:val='heading 2'/><w:basedOn w:val='H2'/></w:style>"
    unnumbered = (
        f"<w:p><w:pPr><w:pStyle w:val='H1'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>{_r('Thanks')}</w:p>"
    )
    body = _p(_r("First"), style="H1") + _p(_r("In it"), style="Own") + unnumbered + _p(_r("Second"), style="H1")
    levels = [level(0, text="Chapter %1:", style="H1"), level(1, text="%1.%2", style="H2")]
    assert heads(word(body, levels, styles=styles)) == ["Chapter 1: First", "1.1 In it", "Thanks", "Chapter 2: Second"]


def test_what_is_made_from_a_heading_in_word_is_one():
    style = "<w:style w:styleId='{0}'><w:name w:val='{1}'/>{2}</w:style>"
    plain = "<w:pPr><w:outlineLvl w:val='9'/></w:pPr>"  # left out of tables of contents
    styles = style.format("H2", "heading 2", "") + style.format("See", "See Also", f"<w:basedOn w:val='H2'/>{plain}")
    styles += style.format("Loop", "Loop", "<w:basedOn w:val='Loop'/>") + style.format("N", "Normal", plain)
    body = "".join(_p(_r(text), style=name) for text, name in (("A", "See"), ("B", "N"), ("C", "Loop")))
    blocks = word(body, [level(0)], styles=styles).articles[0].blocks
    assert [(block.text, block.kind in HEADS) for block in blocks] == [("A", True), ("B", False), ("C", False)]


def number_style(depth, form="1", more="style:num-suffix='.'"):
    return f"<text:list-level-style-number text:level='{depth}' style:num-format='{form}' {more}/>"


def opendocument(body, levels, name="content.xml"):
    spaces = "xmlns:office='o' xmlns:text='t' xmlns:style='s' xmlns:loext='l'"
    lists = f"<text:list-style style:name='L1'>{levels}</text:list-style>"
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{lists if name == 'content.xml' else ''}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    styles = f"<office:document-styles {spaces}><office:styles>{lists}</office:styles></office:document-styles>"
    files = ODT | {"content.xml": content} | ({} if name == "content.xml" else {name: styles})
    return open_bytes(archive(files), "a.odt")


def odt_list(*inside, more="text:style-name='L1'"):
    return f"<text:list {more}>{''.join(inside)}</text:list>"


def odt_item(*inside, more=""):
    return f"<text:list-item {more}>{''.join(inside)}</text:list-item>"


P = "<text:p>x</text:p>"


@pytest.mark.parametrize(
    ("levels", "body", "numbers"),
    [
        (number_style(1), odt_list(odt_item(P), odt_item(P)), ["1. x", "2. x"]),
        (number_style(1, "a"), odt_list(odt_item(P), odt_item(P)), ["a. x", "b. x"]),
        (number_style(1, "I", "style:num-prefix='(' style:num-suffix=')' text:start-value='4'"), odt_list(odt_item(P)),
         ["(IV) x"]),
        (number_style(1), odt_list(odt_item(P)) + odt_list(odt_item(P)), ["1. x", "1. x"]),
        (number_style(1), odt_list(odt_item(P))
         + odt_list(odt_item(P), more="text:style-name='L1' text:continue-numbering='true'"), ["1. x", "2. x"]),
        (number_style(1), odt_list(odt_item(P), more="text:style-name='L1' xml:id='q'") + odt_list(odt_item(P))
         + odt_list(odt_item(P), more="text:style-name='L1' text:continue-list='q'"), ["1. x", "1. x", "2. x"]),
        (number_style(1), odt_list(odt_item(P), odt_item(P, more="text:start-value='9'"), odt_item(P)),
         ["1. x", "9. x", "10. x"]),
        (number_style(1) + number_style(2, "1", "text:display-levels='2'"),
         odt_list(odt_item(P, odt_list(odt_item(P), odt_item(P), more="")), odt_item(P)),
         ["1. x", "1.1 x", "1.2 x", "2. x"]),
        (number_style(1) + number_style(2, "a", "loext:num-list-format='%1%-%2%)'"),
         odt_list(odt_item(P, odt_list(odt_item(P), more=""))), ["1. x", "1-a) x"]),
        ("<text:list-level-style-bullet text:level='1'/>", odt_list(odt_item(P)), ["• x"]),
        (number_style(1, ""), odt_list(odt_item(P)), ["x"]),
        (number_style(1), odt_list(odt_item(P), "<text:list-header><text:p>y</text:p></text:list-header>", odt_item(P)),
         ["1. x", "y", "2. x"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["content.xml", "styles.xml"])
def test_lists_of_opendocument_have_their_numbers(levels, body, numbers, name):
    assert items(opendocument(body, levels, name)) == numbers


def test_headings_of_opendocument_have_their_numbers():
    levels = "".join(
        f"<text:outline-level-style text:level='{depth}' style:num-format='1' text:display-levels='{depth}'/>"
        for depth in (1, 2)
    )
    styles = (
        "<office:document-styles xmlns:office='o' xmlns:text='t' xmlns:style='s'><office:styles><text:outline-style>"
        f"{levels}</text:outline-style></office:styles></office:document-styles>"
    )
    told = [("1", "A", ""), ("2", "B", ""), ("1", "C", "text:is-list-header='true'"), ("1", "D", "")]
    body = "".join(f"<text:h text:outline-level='{depth}' {more}>{text}</text:h>" for depth, text, more in told)
    content = (
        "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text>"
        "<text:p><text:a xmlns:xlink='x' xlink:href='#1.1.B|outline'>B</text:a></text:p>"
        f"{body}</office:text></office:body></office:document-content>"
    )
    publication = open_bytes(archive(ODT | {"content.xml": content, "styles.xml": styles}), "a.odt")
    assert heads(publication) == ["1 A", "1.1 B", "C", "2 D"]
    link = publication.articles[0].blocks[0].links[0]
    assert publication.articles[link.place.article].blocks[link.place.block].text == "1.1 B"


@pytest.mark.parametrize(
    ("levels", "head"),
    [(number_style(1), "1. A"), ("<text:list-level-style-bullet text:level='1'/>", "A")],
)
def test_a_heading_in_a_list_has_one_number_and_no_sign(levels, head):
    inside = "<text:h text:outline-level='1'>A</text:h>"
    empty = "<text:h text:outline-level='1'></text:h>"
    assert heads(opendocument(odt_list(odt_item(inside)) + empty, levels)) == [head]


DOCBOOK = (
    "<orderedlist numeration='loweralpha'><listitem><para>A</para></listitem><listitem><para>B</para>"
    "<orderedlist><listitem><para>In</para></listitem></orderedlist></listitem></orderedlist><para>x</para>"
    "<orderedlist continuation='continues'><listitem><para>C</para></listitem></orderedlist>"
    "<orderedlist startingnumber='5' numeration='upperroman'><listitem><para>D</para></listitem>"
    "<listitem override='9'><para>E</para></listitem></orderedlist>"
)
JATS = (
    "<list list-type='order'><list-item><p>A</p></list-item></list>"
    "<list list-type='simple'><list-item><label>(x)</label><p>B</p></list-item>"
    "<list-item><label/><p>C</p></list-item></list>"
)
TEI = "<list rend='numbered'><item>A</item><item n='7'>B</item></list><list><item n='3'>C</item></list>"


@pytest.mark.parametrize(
    ("document", "numbers"),
    [
        (f"<article xmlns='http://docbook.org/ns/docbook'><title>T</title>{DOCBOOK}</article>",
         ["a. A", "b. B", "1. In", "c. C", "V. D", "IX. E"]),
        ("<!DOCTYPE article PUBLIC '-//NLM//DTD JATS v1.0//EN' 'JATS-archivearticle1.dtd'><article><body><sec>"
         f"<title>T</title>{JATS}</sec></body></article>", ["1. A", "(x) B", "C"]),
        (f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><head>T</head>{TEI}</body></text></TEI>",
         ["1. A", "7. B", "• C"]),
    ],
)  # fmt: skip
def test_lists_of_books_in_xml_have_their_numbers(document, numbers):
    assert items(open_bytes(document.encode(), "a.xml")) == numbers

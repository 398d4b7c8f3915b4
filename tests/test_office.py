"""What Word and OpenDocument keep beside the words: comments, merged cells, what is told of shapes."""

import re

import pytest

from tests.made.documents import DOCX, ODT, archive, shown
from tui.core.publication import Kind, Publication
from tui.importers import open_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPAN, RESTART = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>"


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_p(text) if text else '<w:p/>'}</w:tc>"


def word(body: str, **parts: str) -> str:
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    files |= {f"word/{name}.xml": f"<w:{name} {W}>{text}</w:{name}>" for name, text in parts.items()}
    return shown(open_bytes(archive(files), "a.docx"))


def test_a_comment_in_word_is_a_note_with_its_author_and_notes_keep_their_numbers():
    body = (
        "<w:p><w:r><w:t>The quay</w:t></w:r><w:r><w:commentReference w:id='7'/></w:r><w:r><w:t> was cold</w:t></w:r>"
        "<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    comments = f"<w:comment w:id='7' w:author='A. Lee'>{_p('Which one?')}</w:comment>"
    text = word(body, comments=comments, footnotes=f"<w:footnote w:id='2'>{_p('Very.')}</w:footnote>")
    assert "The quay[Comment 1] was cold[1]" in text
    assert "Comment 1, A. Lee: Which one?" in text
    assert "1. Very." in text


def test_comments_lead_there_and_back():
    body = "<w:p><w:r><w:t>Quay</w:t></w:r><w:r><w:commentReference w:id='1'/></w:r></w:p>"
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    files["word/comments.xml"] = f"<w:comments {W}><w:comment w:id='1'>{_p('Words.')}</w:comment></w:comments>"
    text, note = open_bytes(archive(files), "a.docx").articles[0].blocks
    assert (text.links[0].place.block, note.links[0].place.block) == (1, 0)
    assert note.kind is Kind.NOTE


def test_merged_cells_in_word_are_said_in_every_row():
    rows = (
        f"<w:tr>{_tc('Who')}{_tc('Sold', SPAN)}</w:tr>"
        f"<w:tr>{_tc('North', RESTART)}{_tc('1')}{_tc('2')}</w:tr>"
        f"<w:tr>{_tc('', '<w:vMerge/>')}{_tc('3')}{_tc('4')}</w:tr>"
    )
    assert "Who; Sold; Sold\n" in word(f"<w:tbl>{rows}</w:tbl>")
    assert "North; 1; 2\n" in word(f"<w:tbl>{rows}</w:tbl>")
    assert "North; 3; 4\n" in word(f"<w:tbl>{rows}</w:tbl>")


BOX = "<w:r><w:drawing><w:txbxContent>" + _p("Beside.") + "</w:txbxContent></w:drawing></w:r>"
FRAME = "<draw:frame><draw:text-box><text:p>Beside.</text:p></draw:text-box></draw:frame>"


@pytest.mark.parametrize("before", ["", "The qu"])
def test_a_box_of_text_cuts_no_sentence(before):
    run = "<w:r><w:rPr><w:b/></w:rPr></w:r><w:r><w:t>{}</w:t></w:r>"
    kept = [f"para: {before}ay was cold.\n", "para: Beside.\n"]
    expected = "".join(kept if before else reversed(kept)) + "para: Then.\n"
    assert expected in word(f"<w:p>{run.format(before)}{BOX}{run.format('ay was cold.')}</w:p>{_p('Then.')}")
    paragraph = f"<text:p>{before and f'<text:span>{before}</text:span>'}{FRAME}ay was cold.</text:p>"
    assert expected in opened(f"{paragraph}<text:p>Then.</text:p>")


def opened(text: str) -> str:
    begin = ODT["content.xml"].index("<text:tracked-changes>")
    content = f"{ODT['content.xml'][:begin]}{text}</office:text></office:body></office:document-content>"
    return shown(open_bytes(archive({**ODT, "content.xml": content}), "a.odt"))


def test_comments_cells_and_shapes_of_opendocument():
    comment = (
        "<text:p>The quay<office:annotation><dc:creator xmlns:dc='c'>A. Lee</dc:creator>"
        "<dc:date xmlns:dc='c'>2026</dc:date><text:p>Which one?</text:p></office:annotation> was cold.</text:p>"
    )
    assert "The quay[Comment 1] was cold." in opened(comment)
    assert "Comment 1, A. Lee: Which one?" in opened(comment)
    shape = (
        "<text:p><draw:custom-shape><svg:title>A circle</svg:title><svg:desc>round</svg:desc>"
        "<text:p>Words in it.</text:p></draw:custom-shape></text:p>"
    )
    assert "A circle: round" in opened(shape)
    assert "Words in it." in opened(shape)
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    tall = cell.replace("-cell>", "-cell table:number-rows-spanned='2'>", 1).format("North")
    rows = (
        f"<table:table-row>{tall}{cell.format(1)}</table:table-row>"
        f"<table:table-row><table:covered-table-cell/>{cell.format(2)}</table:table-row>"
    )
    assert "North; 1\n" in opened(f"<table:table>{rows}</table:table>")
    assert "North; 2\n" in opened(f"<table:table>{rows}</table:table>")
    row = (
        f"<table:table-row>{cell.format(3)}<table:covered-table-cell>{{}}</table:covered-table-cell></table:table-row>"
    )
    assert "3 and four\n" in opened(f"<table:table>{rows}{row.format('<text:p>and four</text:p>')}</table:table>")


def test_words_directly_in_a_comment_of_opendocument_are_kept():
    comment = "<office:annotation>Which one?<text:p>This?</text:p>Or that?</office:annotation>"
    text = opened(f"<text:p>The quay{comment} was cold.</text:p>")
    assert re.findall(r"note.*: (?:Comment 1: )?(.+\?)", text) == ["Which one?", "This?", "Or that?"]


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ("<mc:Choice><w:t>one</w:t></mc:Choice><mc:Fallback><w:t>two</w:t></mc:Fallback>", "one"),
        ("<mc:Choice/><mc:Fallback><w:t>two</w:t></mc:Fallback>", "two"),
        ("<mc:Fallback><w:t>two</w:t></mc:Fallback>", "two"),
        ("<mc:Choice><w:t>one</w:t></mc:Choice><mc:Choice><w:t>two</w:t></mc:Choice>", "one"),
        ("", ""),
    ],
)
def test_of_what_word_has_in_several_ways_one_that_says_anything_is_read(ways, said):
    ways = f"<mc:AlternateContent xmlns:mc='m'>{ways}</mc:AlternateContent>"
    assert f"a{said}z\n" in word(f"<w:p><w:r><w:t>a</w:t>{ways}<w:t>z</w:t></w:r></w:p>")


SUM = "<m:naryPr><m:chr m:val='∑'/></m:naryPr>"


def _m(name: str, *inside: str) -> str:
    return f"<m:{name}>{''.join(inside)}</m:{name}>"


def _x(words: str) -> str:
    return _m("r", f"<m:t>{words}</m:t>")


def test_formulas_of_word_are_read_as_those_of_pages():

    def row(*cells: str) -> str:
        return _m("mr", *(_m("e", _x(cell)) for cell in cells))

    made = {
        _m("f", _m("num", _x("a")), _m("den", _x("b+1"))): "a/(b+1)",
        _m("sSup", _m("e", _x("x")), _m("sup", _x("2"))): "x^2",
        _m("rad", _m("deg", _x("3")), _m("e", _x("x"))): "3√(x)",
        _m("rad", _m("deg"), _m("e", _x("x"))): "√(x)",
        _m("nary", SUM, _m("sub", _x("i=1")), _m("sup", _x("n")), _m("e", _x("i"))): "∑_(i=1)^n i",
        _m("d", _m("e", _m("m", row("1", "2"), row("3")))): "(1; 2 | 3)",
        _m("d", "<m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr>", _m("e", _x("a"))): "[a]",
        _m("acc", "<m:accPr><m:chr m:val='¯'/></m:accPr>", _m("e", _x("x"))): "x with a bar",
        _m("func", _m("fName", _x("sin")), _m("e", _x("x"))): "sin x",
        _m("f", "<m:fPr><m:type m:val='noBar'/></m:fPr>", _m("num", _x("n")), _m("den", _x("k"))): "(n over k)",
    }  # fmt: skip
    for formula, said in made.items():
        body = (
            f"<w:p><w:r><w:t>So </w:t></w:r><m:oMath xmlns:m='m'>{formula}</m:oMath><w:r><w:t> it is.</w:t></w:r></w:p>"
        )
        assert f"So {said} it is." in word(body)
    body = "<w:p><m:oMath xmlns:m='m'>" + "<m:rad><m:e>" * 3000 + _x("z") + "</m:e></m:rad>" * 3000 + "</m:oMath></w:p>"
    assert "z" in word(body)


_CHART = """<c:chartSpace><c:chart><c:title><a:p><a:r><a:t>Fares </a:t></a:r><a:r><a:t>sold</a:t></a:r></a:p></c:title>
<c:barChart><c:ser><c:tx><c:v>North</c:v></c:tx><c:cat><c:strCache><c:pt idx='0'><c:v>May</c:v></c:pt><c:pt idx='1'>
<c:v>June</c:v></c:pt></c:strCache></c:cat><c:val><c:numCache><c:formatCode>General</c:formatCode><c:pt idx='0'>
<c:v>4.4000000000000004</c:v></c:pt><c:pt idx='1'><c:v>1234567.5</c:v></c:pt></c:numCache></c:val></c:ser>
<c:ser><c:tx><c:v>Share</c:v></c:tx><c:val><c:numCache><c:formatCode>0.0%</c:formatCode><c:pt idx='1'><c:v>0.25</c:v>
</c:pt></c:numCache></c:val></c:ser><c:ser><c:val><c:numCache><c:formatCode>yyyy\\-mm\\-dd</c:formatCode><c:pt idx='0'>
<c:v>45000</c:v></c:pt><c:pt idx='1'><c:v>soon</c:v></c:pt></c:numCache></c:val></c:ser></c:barChart></c:chart>
</c:chartSpace>"""
_DIAGRAM = """<dgm:dataModel><dgm:ptLst><dgm:pt type='doc'/><dgm:pt><dgm:t><a:p><a:r><a:t>Ask</a:t></a:r></a:p></dgm:t>
</dgm:pt><dgm:pt><dgm:t><a:p><a:endParaRPr/></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>Answer</a:t></a:r></a:p>
</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"""


def _related(**types: str) -> str:
    told = "".join(
        f"<Relationship Id='{name}' Type='x/{kind}' Target='{'charts/' if kind == 'chart' else ''}{name}.xml'/>"
        for name, kind in types.items()
    )
    return f"<Relationships>{told}</Relationships>"


def _drawn(body: str, files: dict[str, str], **types: str) -> Publication:
    document = {"[Content_Types].xml": "<Types/>", "word/_rels/document.xml.rels": _related(**types)}
    document["word/document.xml"] = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return open_bytes(archive(document | files), "a.docx")


def test_a_chart_in_word_says_its_title_and_its_numbers():
    body = "<w:p><w:r><w:drawing><a:graphicData><c:chart r:id='one'/></a:graphicData></w:drawing></w:r></w:p>"
    blocks = _drawn(body, {"word/charts/one.xml": _CHART}, one="chart").articles[0].blocks
    assert [block.text for block in blocks] == [
        "Fares sold", "; North; Share", "May; 4.4;; 2023-03-15", "June; 1234567.5; 25%; soon",
    ]  # fmt: skip
    assert blocks[1].kind is Kind.TABLE


def test_a_diagram_in_word_is_a_list_of_its_points():
    body = f"{_p('How:')}<w:p><w:r><w:drawing><dgm:relIds r:dm='data'/></w:drawing></w:r></w:p>"
    blocks = _drawn(body, {"word/data.xml": _DIAGRAM}, data="diagramData").articles[0].blocks
    assert [block.text for block in blocks] == ["How:", "• Ask", "• Answer"]
    assert [block.kind for block in blocks[1:]] == [Kind.ITEM, Kind.ITEM]


@pytest.mark.parametrize(
    "part", ["", "<c:chartSpace", "<a/>", "\0", "<c:pt idx='x'><c:v/></c:pt><c:ser><c:val/></c:ser>"]
)
def test_a_drawing_that_is_missing_or_damaged_leaves_the_words_around_it(part):
    body = f"{_p('Before.')}<w:p><w:r><c:chart r:id='one'/><dgm:relIds r:dm='gone'/></w:r></w:p>{_p('After.')}"
    blocks = _drawn(body, {"word/charts/one.xml": part}, one="chart").articles[0].blocks
    assert [block.text for block in blocks] == ["Before.", "After."]


_HEADS = {
    "word/foot.xml": f"<w:ftr {W}>{_p('Harbour Office, Quay 3')}{_p('7')}</w:ftr>",
    "word/head.xml": f"<w:hdr {W}>{_p('The Harbour Post')}</w:hdr>",
    "word/again.xml": f"<w:hdr {W}>{_p('The Harbour Post')}</w:hdr>",
}


def test_what_word_has_at_the_edges_of_pages_belongs_to_the_document_and_is_said_once():
    publication = _drawn(_p("Dear Ann,"), _HEADS, foot="footer", head="header", again="header")
    assert [block.text for block in publication.furniture] == ["The Harbour Post", "Harbour Office, Quay 3"]
    assert {block.kind for block in publication.furniture} == {Kind.RUNNING_HEAD}
    assert [block.text for block in publication.articles[0].blocks] == ["Dear Ann,"]


def test_a_document_that_has_only_edges_says_these():
    publication = _drawn("<w:p/>", _HEADS, foot="footer", head="header")
    texts = [block.text for block in publication.articles[0].blocks]
    assert texts == ["The Harbour Post", "Harbour Office, Quay 3", "7"]


def test_a_damaged_edge_leaves_the_document():
    publication = _drawn(_p("Dear Ann,"), {"word/head.xml": "\0<"}, head="header", gone="footer")
    assert not publication.furniture
    assert publication.articles[0].blocks[0].text == "Dear Ann,"


def test_the_edges_of_pages_in_opendocument():
    head = "<style:header><text:p>The Harbour<text:tab/>Post</text:p></style:header>"
    foot = "<style:footer><text:p>Page <text:page-number>2</text:page-number></text:p></style:footer>"
    pages = f"<style:master-page>{head}{foot}</style:master-page><style:master-page>{head}</style:master-page>"
    masters = f"<office:master-styles>{pages}</office:master-styles>"
    styles = f"<s xmlns:office='o' xmlns:style='y' xmlns:text='t'>{masters}</s>"
    publication = open_bytes(archive(ODT | {"styles.xml": styles}), "a.odt")
    assert [block.text for block in publication.furniture] == ["The Harbour Post", "Page 2"]
    changes = {"document-content": "document", "xmlns:office='o'": "xmlns:office='opendocument' xmlns:style='y'"}
    flat = ODT["content.xml"].replace("<office:body>", f"{masters}<office:body>")
    for before, after in changes.items():
        flat = flat.replace(before, after)
    assert open_bytes(flat.encode(), "a.fodt").furniture == publication.furniture


@pytest.mark.parametrize("style", ["Standard", "Title", "Quotations"])
def test_the_title_of_the_document_within_its_text_is_read_in_every_style(style):
    paragraph = f"<text:p text:style-name='{style}'><text:title>The Quay</text:title> and more</text:p><text:h"
    content = ODT["content.xml"].replace("<text:h", paragraph, 1)
    assert "The Quay and more" in shown(open_bytes(archive(ODT | {"content.xml": content}), "a.odt"))


@pytest.mark.parametrize(
    ("written", "shown_as"),
    [
        ("<w:sym w:font='Symbol' w:char='F061'/>", "α"),
        ("<w:sym w:font='Symbol' w:char='00A5'/>", "∞"),
        ("<w:sym w:font='Symbol' w:char='F0E5'/>", "∑"),
        ("<w:sym w:font='Wingdings' w:char='F0FE'/>", "☑"),
        ("<w:sym w:font='Wingdings' w:char='F082'/>", "②"),
        ("<w:sym w:font='Wingdings 2' w:char='F0A3'/>", "□"),
        ("<w:sym w:font='Wingdings' w:char='F099'/>", "•"),
        ("<w:sym w:font='MS Gothic' w:char='2610'/>", "☐"),
        ("<w:sym w:font='Arial' w:char='F041'/>", "A"),
        ("<w:t>\uf0b7\uf061</w:t>", "•α"),
        ("<w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData></w:fldChar>", "☐"),
        (
            "<w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar>",
            "☑",
        ),
        ("<w:ddList><w:result w:val='1'/><w:listEntry w:val='x'/><w:listEntry w:val='y'/></w:ddList>", "y"),
        ("<w:ddList><w:listEntry w:val='x'/><w:listEntry w:val='y'/></w:ddList>", "x"),
        ("<w:ddList><w:result w:val='9'/><w:listEntry w:val='x'/></w:ddList>", ""),
        ("<w:sym w:font='Symbol'/>", ""),
        ("<w:sym w:char='x'/>", ""),
        ("<w:sym w:font='Arial' w:char='D800'/>", ""),
    ],
)
def test_signs_of_word_are_read_as_what_they_show(written, shown_as):
    text = word(f"<w:p><w:r><w:t>a</w:t>{written}<w:t>b</w:t></w:r></w:p>")
    assert text.splitlines()[-1] == f"para: a{shown_as}b"


def test_blank_lines_between_the_lines_of_code_are_kept():
    code = '<w:p><w:pPr><w:pStyle w:val="SourceCode"/></w:pPr>{}</w:p>'
    lines = "".join(code.format(f"<w:r><w:t>{line}</w:t></w:r>" if line else "") for line in ("a", "", "", "b", ""))
    word = DOCX["word/document.xml"].replace("</w:body>", f"{lines}<w:p><w:r><w:t>Behind.</w:t></w:r></w:p></w:body>")
    styles = DOCX["word/styles.xml"].replace(
        "</w:styles>", '<w:style w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style></w:styles>'
    )
    set_in = "".join(f"<text:p text:style-name='Preformatted_20_Text'>{line}</text:p>" for line in ("a", "", "", "b"))
    open_text = ODT["content.xml"].replace("</office:text>", f"{set_in}</office:text>")
    for name, files in (
        ("a.docx", DOCX | {"word/document.xml": word, "word/styles.xml": styles}),
        ("a.odt", ODT | {"content.xml": open_text}),
    ):
        blocks = [block for article in open_bytes(archive(files), name).articles for block in article.blocks]
        assert [(block.text, block.gap) for block in blocks if block.kind is Kind.CODE] == [("a", 0), ("b", 2)]


def _run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr><w:b/>{look}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


@pytest.mark.parametrize(("runs", "said"), [
    (_run("Was ") + _run("ten", "<w:strike/>") + _run(" twelve"), "Was [deleted: ten] twelve"),
    (_run("Was ") + _run("te", "<w:strike/>") + _run("n", "<w:dstrike w:val='1'/><w:i/>") + _run(", now"),
     "Was [deleted: ten], now"),
    (_run("ten", "<w:strike w:val='0'/>") + _run(" twelve", "<w:dstrike w:val='false'/>"), "ten twelve"),
    (_run("[a]", "<w:strike/>") + _run("]") + _run("b", "<w:strike/>"), "[deleted: [a]]][deleted: b]"),
])  # fmt: skip
def test_what_is_struck_out_in_word_says_so_once(runs, said):
    assert word(f"<w:p>{runs}</w:p>") == f"== \npara: {said}\n"


def test_what_is_struck_out_in_opendocument_says_so():
    styles = "".join(
        f"<style:style style:name='{name}'><style:text-properties style:text-line-through-style='{line}'/>"
        "</style:style>"
        for name, line in (("T1", "solid"), ("T2", "none"))
    )
    content = (
        "<office:document-content xmlns:office='o' xmlns:style='s' xmlns:text='t'>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text><text:p>Was "
        "<text:span text:style-name='T1'>te</text:span><text:span text:style-name='T1'>n</text:span>"
        " <text:span text:style-name='T2'>twelve</text:span></text:p></office:text></office:body>"
        "</office:document-content>"
    )
    made = open_bytes(archive(ODT | {"content.xml": content}), "a.odt")
    assert "para: Was [deleted: ten] twelve" in shown(made)


def _open(text: str) -> str:
    return f"<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>{_run(text)}</w:p>"


def _initial(text: str, kind: str = "drop") -> str:
    return f"<w:p><w:pPr><w:keepNext/><w:framePr w:dropCap='{kind}' w:lines='3'/></w:pPr>{_run(text)}</w:p>"


@pytest.mark.parametrize(("body", "lines"), [
    (_initial("O") + _p("nce upon a time.") + _p("Then."), ["para: Once upon a time.", "para: Then."]),
    (_initial("“T", "margin") + f"<w:p><w:pPr><w:jc/></w:pPr>{_run('he quay')}</w:p>", ["para: “The quay"]),
    (_initial("A", "none") + _p("B"), ["para: A", "para: B"]),
    (_initial("A") + _initial("B") + _p("c"), ["para: ABc"]),
    (_initial("A"), ["para: A"]),
    (_open("She went ") + _open("to ") + _p("the quay.") + _p("Then."), ["para: She went to the quay.", "para: Then."]),
    (_open("She went ") + f"<w:tbl><w:tr><w:tc>{_p('A')}</w:tc><w:tc>{_p('B')}</w:tc></w:tr></w:tbl>" + _p("Then."),
     ["para: She went", "table+: A; B", "para: Then."]),
    (_p("Now.") + _open("She went"), ["para: Now.", "para: She went"]),
    (f"<w:tbl><w:tr><w:tc>{_initial('O')}{_p('nce')}</w:tc></w:tr></w:tbl>", ["para: Once"]),
])  # fmt: skip
def test_what_is_one_paragraph_for_who_reads_is_one(body, lines):
    assert word(body).splitlines()[1:] == lines

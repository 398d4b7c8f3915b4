"""What Word and OpenDocument keep beside the words: comments, merged cells, what is told of shapes."""

from tests.documents import ODT, archive, shown
from tui.core.publication import Kind
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
    assert "Who; Sold\n" in word(f"<w:tbl>{rows}</w:tbl>")
    assert "North; 1; 2\n" in word(f"<w:tbl>{rows}</w:tbl>")
    assert "North; 3; 4\n" in word(f"<w:tbl>{rows}</w:tbl>")


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

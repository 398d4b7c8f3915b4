"""Small documents of every format, made here, and their blocks as lines."""

import io
import zipfile
from collections.abc import Sequence

from tui.core.publication import Publication

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"'
    ' xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{}</body></html>'
)
NAVIGATION = PAGE.format(
    '<nav epub:type="toc"><ol><li><a href="one.xhtml">One: the quay</a></li>'
    '<li><a href="two.xhtml">Two</a><ol><li><a href="two.xhtml#later">Later</a></li></ol></li></ol></nav>'
    '<nav epub:type="page-list"><ol><li><a href="two.xhtml#p3">iii</a></li></ol></nav>'
)
ONE = PAGE.format(
    "<h1>One: the quay</h1><p>She went&nbsp;down<a epub:type='noteref' href='notes.xhtml#n1'>1</a> to the quay."
    " <span epub:type='pagebreak' id='p2' title='2'/>It was cold.</p>"
    "<p xml:lang='zh'>盲道通了。</p><p><img src='a.png' alt='A gull'/></p>"
    "<div class='poem'><p>Roses are red</p><p>violets blue</p></div>"
)
TWO = PAGE.format(
    "<h1>Two</h1><p>She came back<br/>and went again.</p><h2 id='later'>Later</h2>"
    "<p>Years <i id='p3'>passed</i>. See <a href='one.xhtml#p2'>there</a>.</p>"
)
NOTES = PAGE.format("<aside epub:type='footnote' id='n1'><p>By foot. <a href='one.xhtml'>back</a></p></aside>")
PACKAGE = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Quay</dc:title><dc:creator>A. Lee</dc:creator>'
    "<dc:language>en</dc:language></metadata><manifest>"
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    '<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="notes" href="notes.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine toc="ncx"><itemref idref="one"/><itemref idref="two"/><itemref idref="notes" linear="no"/></spine>'
    "</package>"
)
NCX = (
    '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" ""><ncx><navMap>'
    "<navPoint><navLabel><text>One: the quay</text></navLabel><content src='one.xhtml'/></navPoint>"
    "<navPoint><navLabel><text>Two</text></navLabel><content src='two.xhtml'/></navPoint></navMap>"
    "<pageList><pageTarget><navLabel><text>3</text></navLabel><content src='two.xhtml#p3'/></pageTarget></pageList>"
    "</ncx>"
)
EPUB = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": PACKAGE,
    "OPS/nav.xhtml": NAVIGATION,
    "OPS/toc.ncx": NCX,
    "OPS/one.xhtml": ONE,
    "OPS/two.xhtml": TWO,
    "OPS/notes.xhtml": NOTES,
}


def archive(files: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these files; the type of the whole comes first and as it is, as EPUB wants it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in files.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else compression
            made.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, how)
    return out.getvalue()


def files_of(bodies: Sequence[str]) -> dict[str, str]:
    """The files of an EPUB of these chapters, c0.xhtml and so on, without a table of contents."""
    names = [f"c{number}" for number in range(len(bodies))]
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names)
    order = "".join(f'<itemref idref="{name}"/>' for name in names)
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{order}</spine></package>'
    )
    files = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OPS/book.opf": package}
    return files | {f"OPS/{name}.xhtml": PAGE.format(body) for name, body in zip(names, bodies, strict=True)}


def epub(**changes: str) -> bytes:
    """The book; `changes` by the names of its files without folder and ending, "" leaves one out."""
    files = {}
    for name, content in EPUB.items():
        stem = name.rpartition("/")[2].partition(".")[0]
        if changed := changes.get(stem, content):
            files[name] = changed
    return archive(files)


def shown(publication: Publication) -> str:
    """Every block a line: kind, level, "+" where something begins, language, text; links below."""
    lines = []
    for article in publication.articles:
        lines.append(f"== {article.title}")
        for block in article.blocks:
            begins = "+" if block.first else ""
            language = f" [{block.language}]" if block.language else ""
            lines.append(f"{block.kind}{block.level or ''}{begins}{language}: {block.text}")
            for link in block.links:
                where = "/".join(map(str, link.place)) if link.place else "outside"
                lines.append(f"    {block.text[link.start : link.end]} -> {link.target} ({where})")
    return "\n".join(lines) + "\n"


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r" xmlns:wp="wp" xmlns:m="m"'


def _p(*inner: str, style: str = "", more: str = "") -> str:
    """A paragraph of Word."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{more}</w:pPr>{''.join(inner)}</w:p>"


def _r(text: str, more: str = "") -> str:
    return f'<w:r><w:rPr>{more}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _numbered(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


_WORD = [
    _p(_r("The quay"), style="Heading1"),
    _p(
        _r("She went "),
        _r("down", "<w:b/>"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        _r(" at 10"),
        _r("6", '<w:vertAlign w:val="superscript"/>'),
        "<w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t>.</w:t></w:r></w:ins>",
    ),
    _p(_r("one"), more=_numbered(1, 0)),
    _p(_r("inner"), more=_numbered(1, 1)),
    _p(_r("two"), more=_numbered(1, 0)),
    _p(_r("dot"), more=_numbered(2, 0)),
    _p('<w:hyperlink r:id="rId1">', _r("There"), "</w:hyperlink>", _r(" it is.")),
    "<w:tbl><w:tr><w:tc>" + _p(_r("Who")) + "</w:tc><w:tc>" + _p(_r("Euro")) + "</w:tc></w:tr>"
    "<w:tr><w:tc>" + _p(_r("Adults")) + "</w:tc><w:tc>" + _p(_r("4")) + "</w:tc></w:tr></w:tbl>",
    _p('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="A gull"/></wp:inline></w:drawing></w:r>'),
    _p(_r("We waited."), style="Quote"),
    "<w:sdt><w:sdtContent>"
    + _p(_r("In a field."), "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")
    + "</w:sdtContent></w:sdt>",
    _p(_r("Back"), style="Heading1"),
    _p(_r("She came back.")),
]
DOCX = {
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": f"<?xml version='1.0'?><w:document {_W}><w:body>{''.join(_WORD)}</w:body></w:document>",
    "word/styles.xml": f"<w:styles {_W}><w:style w:styleId='Heading1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:styleId='Quote'><w:name w:val='Quote'/></w:style></w:styles>",
    "word/numbering.xml": f"<w:numbering {_W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/>"
    "<w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl></w:abstractNum><w:abstractNum"
    " w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "</w:numbering>",
    "word/footnotes.xml": f"<w:footnotes {_W}><w:footnote w:id='2'>{_p(_r('By foot.'))}</w:footnote></w:footnotes>",
    "word/_rels/document.xml.rels": "<Relationships><Relationship Id='rId1' Target='https://example.org/'/></Relationships>",
    "docProps/core.xml": "<c xmlns:dc='d'><dc:title>The Quay</dc:title><dc:creator>A. Lee</dc:creator></c>",
}
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": "<manifest/>",
    "content.xml": "<?xml version='1.0'?><office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b'"
    " xmlns:xlink='x' xmlns:draw='d' xmlns:svg='s'><office:body><office:text><text:tracked-changes>"
    "<text:p>gone</text:p></text:tracked-changes>"
    "<text:h text:outline-level='1'>The quay</text:h><text:p>She went<text:s text:c='2'/>down"
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>By foot.</text:p></text:note-body>"
    "</text:note>.<text:line-break/>It was cold.</text:p><text:list><text:list-item><text:p>one</text:p><text:list>"
    "<text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item></text:list><table:table>"
    "<table:table-row><table:table-cell><text:p>Who</text:p></table:table-cell><table:table-cell><text:p>Euro</text:p>"
    "</table:table-cell></table:table-row></table:table><text:p><draw:frame><draw:image/><svg:title>A gull</svg:title>"
    "</draw:frame></text:p><text:p><text:a xlink:href='https://example.org/'>There</text:a> it is.</text:p>"
    "</office:text></office:body></office:document-content>",
    "meta.xml": "<m xmlns:dc='d'><dc:title>The Quay</dc:title><dc:creator>A. Lee</dc:creator></m>",
}

DTBOOK = (
    "<?xml version='1.0'?><dtbook xmlns='http://www.daisy.org/z3986/2005/dtbook/' xml:lang='en'><head>"
    "<meta name='dc:Title' content='The Quay'/></head><book><frontmatter><doctitle>The Quay</doctitle></frontmatter>"
    "<bodymatter><level><hd>One</hd><pagenum id='p1'>1</pagenum><p>She went down<noteref idref='#n1'>1</noteref>.</p>"
    "<level><hd>Inner</hd><linegroup><line>Roses are red,</line><line>violets are blue.</line></linegroup></level>"
    "<note id='n1'><p>By foot.</p></note></level><level><hd>Two</hd><list type='ul'><li>one</li></list>"
    "<imggroup><img alt='A gull' src='g.png'/><caption>The gull</caption></imggroup></level></bodymatter>"
    "</book></dtbook>"
)
DAISY3 = {
    "book/package.opf": "<package><metadata><dc:title xmlns:dc='d'>The Quay</dc:title></metadata><manifest>"
    "<item id='t' href='text.xml' media-type='application/x-dtbook+xml'/><item id='s' href='a.smil'"
    " media-type='application/smil'/></manifest><spine><itemref idref='s'/></spine></package>",
    "book/text.xml": DTBOOK,
}
DAISY2 = {
    "ncc.html": "<html><head><meta name='dc:title' content='The Quay'></head><body>"
    "<h1><a href='a.smil#a'>One</a></h1></body>",
    "text.html": "<html><body>"
    "<h1 id='a'>One</h1><span class='page-normal' id='p1'>1</span><p>She went down.</p></body></html>",
}

"""Small documents of every format, made here, and their blocks as lines."""

import io
import zipfile

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

"""Variants of documents: what standards allow, what programs really write, and what goes wrong on the way."""

from tests.made import documents
from tests.made.documents import CONTAINER, EPUB, PACKAGE, PAGE, archive, epub
from tui.core.publication import Publication

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def words_of(publication: Publication) -> set[str]:
    """All words that can be read in it."""
    blocks = [block.text for article in publication.articles for block in article.blocks]
    return {word.strip(".,:;()[]“”") for text in blocks for word in text.split()}


def changed(files: dict[str, str], name: str, old: str, new: str) -> bytes:
    """An archive in one file of which something is something else."""
    assert old in files[name]
    return archive({**files, name: files[name].replace(old, new)})


def _word(body: str, more: dict[str, str] | None = None, namespace: str = _W, without: str = "") -> bytes:
    names = f'xmlns:w="{namespace}" xmlns:r="r" xmlns:mc="mc" xmlns:wps="wps" xmlns:v="v" xmlns:m="m" xmlns:wp="wp"'
    text = f"<?xml version='1.0'?><w:document {names}><w:body>{body}</w:body></w:document>"
    files = {**documents.DOCX, "word/document.xml": text, **(more or {})}
    return archive({name: content for name, content in files.items() if name != without})


def _p(text: str) -> str:
    return f"<w:p>{text}</w:p>"


def _r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _field(command: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{command}</w:instrText></w:r>"
    return f"{mark.format('begin')}{code}{mark.format('separate')}{_r(result)}{mark.format('end')}"


_NOTES = f"<w:footnotes xmlns:w='{_W}'><w:footnote w:id='7'>{_p(_r('beneath'))}</w:footnote></w:footnotes>"
_BOX = f"<w:txbxContent>{_p(_r('boxed'))}</w:txbxContent>"
# By name: the document, the words that are read, those that are not.
WORDS: dict[str, tuple[bytes, str, str]] = {
    "strict": (_word(_p(_r("plain")), namespace=_STRICT), "plain", ""),
    "alternates": (
        _word(
            _p(
                f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{_BOX}</wps:txbx></mc:Choice>"
                f"<mc:Fallback><v:textbox>{_BOX.replace('boxed', 'twice')}</v:textbox></mc:Fallback>"
                "</mc:AlternateContent></w:r>" + _r("around")
            )
        ),
        "boxed around",
        "twice",
    ),
    "an old box": (_word(_p(f"<w:r><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></w:r>")), "boxed", ""),
    "tracked changes": (
        _word(
            _p(
                _r("kept ")
                + "<w:del><w:r><w:delText>removed</w:delText></w:r></w:del><w:ins>"
                + _r("added ")
                + "</w:ins>"
                "<w:moveFrom>" + _r("whence") + "</w:moveFrom><w:moveTo>" + _r("whither") + "</w:moveTo>"
            )
        ),
        "kept added whither",
        "removed whence",
    ),
    "comments": (
        _word(
            _p("<w:commentRangeStart w:id='1'/>" + _r("said") + "<w:commentRangeEnd w:id='1'/>"),
            {"word/comments.xml": f"<w:comments xmlns:w='{_W}'><w:comment>{_p(_r('remark'))}</w:comment></w:comments>"},
        ),
        "said",
        "remark",
    ),
    "notes": (
        _word(_p(_r("above ") + "<w:r><w:footnoteReference w:id='7'/></w:r>"), {"word/footnotes.xml": _NOTES}),
        "above beneath",
        "",
    ),
    "a note that is missing": (_word(_p(_r("above ") + "<w:r><w:footnoteReference w:id='99'/></w:r>")), "above", ""),
    "fields": (
        _word(_p(_field("PAGE", "12") + _r(" of ") + _field("NUMPAGES \\* MERGEFORMAT", "30"))),
        "12 of 30",
        "PAGE NUMPAGES MERGEFORMAT",
    ),
    "a simple field": (_word(_p(f"<w:fldSimple w:instr='DATE'>{_r('today')}</w:fldSimple>")), "today", "DATE"),
    "content controls": (
        _word(
            f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{_p(_r('within'))}</w:sdtContent></w:sdt>"
            + _p(f"<w:sdt><w:sdtContent>{_r('inline')}</w:sdtContent></w:sdt>")
        ),
        "within inline",
        "",
    ),
    "a table in a table": (
        _word(
            f"<w:tbl><w:tr><w:tc>{_p(_r('outer'))}<w:tbl><w:tr><w:tc>{_p(_r('inner'))}</w:tc></w:tr></w:tbl>"
            f"{_p('')}</w:tc></w:tr></w:tbl>"
        ),
        "outer inner",
        "",
    ),
    "custom markup": (_word(f"<w:customXml w:element='x'>{_p(_r('wrapped'))}</w:customXml>"), "wrapped", ""),
    "smart tags": (_word(_p(f"<w:smartTag w:element='City'>{_r('Oslo')}</w:smartTag>")), "Oslo", ""),
    "no styles": (_word(_p(_r("bare")), without="word/styles.xml"), "bare", ""),
    "no numbering": (_word(_p(_r("bare")), without="word/numbering.xml"), "bare", ""),
    "no relations": (_word(_p(_r("bare")), without="word/_rels/document.xml.rels"), "bare", ""),
    "no properties": (_word(_p(_r("bare")), without="docProps/core.xml"), "bare", ""),
    "macros": (_word(_p(_r("harmless")), {"word/vbaProject.bin": "\x01\x02macro"}), "harmless", "macro"),
    "broken styles": (_word(_p(_r("bare")), {"word/styles.xml": "<w:styles><w:style"}), "bare", ""),
    "empty styles": (_word(_p(_r("bare")), {"word/styles.xml": ""}), "bare", ""),
    "an entity of its own": (_word(_p(_r("&own;") + _r(" safe"))), "safe", ""),
    "another name for the main part": (
        archive(
            {
                "[Content_Types].xml": "<Types/>",
                "_rels/.rels": "<Relationships><Relationship Id='a' Target='/word/document2.xml' Type='http://schemas."
                "openxmlformats.org/officeDocument/2006/relationships/officeDocument'/></Relationships>",
                "word/document2.xml": f"<w:document xmlns:w='{_W}'><w:body>{_p(_r('elsewhere'))}</w:body></w:document>",
            }
        ),
        "elsewhere",
        "",
    ),
}

_ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="{how}"/><enc:CipherData><enc:CipherReference URI="{what}"/>'
    "</enc:CipherData></enc:EncryptedData></encryption>"
)
_AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"


def _package(old: str, new: str) -> bytes:
    assert old in PACKAGE
    return epub(book=PACKAGE.replace(old, new))


BOOKS: dict[str, bytes] = {
    "as it should be": epub(),
    "no navigation": epub(nav=""),
    "no table of contents at all": epub(nav="", toc=""),
    "a broken table of contents": epub(nav="", toc="<ncx><navMap><navPoint><navLabel>"),
    "an empty table of contents": epub(nav=PAGE.format("<nav></nav>"), toc="<ncx/>"),
    "navigation that is no markup": epub(nav="\x07 nothing", toc="nothing"),
    "contents that lead nowhere": epub(
        nav=PAGE.format("<nav epub:type='toc'><ol><li><a href='no.xhtml#x'>No</a></li></ol></nav>")
    ),
    "contents that lead outside": epub(
        nav=PAGE.format("<nav epub:type='toc'><ol><li><a href='../../../etc/passwd'>No</a></li></ol></nav>")
    ),
    "contents without end": epub(
        nav=PAGE.format("<nav epub:type='toc'>" + "<ol><li>" * 3000 + "<a href='one.xhtml'>One</a>")
    ),
    "fixed layout": _package("<metadata ", '<metadata xmlns:rendition="r" prefix="rendition: x" '),
    "no title": _package("<dc:title>The Quay</dc:title>", ""),
    "a file of the spine is missing": _package(
        '<itemref idref="one"/>', '<itemref idref="none"/><itemref idref="one"/>'
    ),
    "a file of the manifest is missing": _package('href="notes.xhtml"', 'href="gone.xhtml"'),
    "the same id twice": _package('id="notes"', 'id="nav"'),
    "the same chapter twice": _package('<itemref idref="one"/>', '<itemref idref="one"/><itemref idref="one"/>'),
    "an empty spine": _package('<itemref idref="one"/><itemref idref="two"/><itemref idref="notes" linear="no"/>', ""),
    "media types that are wrong": epub(book=PACKAGE.replace("application/xhtml+xml", "text/html")),
    "absolute paths": _package('href="one.xhtml"', 'href="/OPS/one.xhtml"'),
    "paths from above": _package('href="one.xhtml"', 'href="../OPS/../OPS/one.xhtml"'),
    "percent signs in paths": _package('href="one.xhtml"', 'href="on%65.xhtml"'),
    "capitals in paths": _package('href="one.xhtml"', 'href="ONE.xhtml"'),
    "a wrong type of the whole": archive(EPUB | {"mimetype": "application/octet-stream"}),
    "no type of the whole": archive({name: text for name, text in EPUB.items() if name != "mimetype"}),
    "no container": archive({name: text for name, text in EPUB.items() if "container" not in name}),
    "a container that names nothing": epub(container=CONTAINER.replace("OPS/book.opf", "OPS/no.opf")),
    "a broken container": epub(container="<container><rootfiles>"),
    "a broken package": epub(book=PACKAGE[: len(PACKAGE) // 2]),
    "fonts that are scrambled": archive(
        EPUB
        | {
            "META-INF/encryption.xml": _ENCRYPTED.format(how="http://www.idpf.org/2008/embedding", what="OPS/a.otf"),
            "OPS/a.otf": "\x00\x01",
        }
    ),
    "a broken list of what is encrypted": archive(EPUB | {"META-INF/encryption.xml": "<encryption><enc:"}),
    "chapters with a mark of bytes": epub(two="\ufeff" + EPUB["OPS/two.xhtml"]),
    "a wrong type of the chapters": epub(book=PACKAGE.replace("application/xhtml+xml", "application/octet-stream")),
    "chapters that do not end": epub(two=EPUB["OPS/two.xhtml"].partition("</body>")[0]),
}
LOCKED: dict[str, bytes] = {
    "chapters": archive(EPUB | {"META-INF/encryption.xml": _ENCRYPTED.format(how=_AES, what="OPS/one.xhtml")}),
    "chapters with percent signs": archive(
        EPUB | {"META-INF/encryption.xml": _ENCRYPTED.format(how=_AES, what="OPS/on%65.xhtml")}
    ),
    "by a shop": archive(
        EPUB
        | {
            "META-INF/rights.xml": "<rights/>",
            "META-INF/encryption.xml": _ENCRYPTED.format(how=_AES, what="OPS/two.xhtml"),
        }
    ),
}

_ITEM = "<item><title>{title}</title><description>{text}</description>{more}</item>"


def _rss(items: str, head: str = "<?xml version='1.0'?>", version: str = "2.0") -> str:
    return f"{head}<rss version='{version}'><channel><title>News</title>{items}</channel></rss>"


def _item(title: str = "One", text: str = "Words.", more: str = "") -> str:
    return _ITEM.format(title=title, text=text, more=more)


_RDF = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    "<channel rdf:about='x'><title>News</title></channel><item rdf:about='y'><title>One</title>"
    "<description>Words.</description></item></rdf:RDF>"
)
_ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><entry><title>One</title>{}</entry></feed>"
_DATES = (
    "Sun, 06 Nov 1994 08:49:37 GMT", "2003-12-31T10:14:55Z", "2003-12", "yesterday", "31 février", "", "0000-00-00",
    "Thu, 99 Foo 99999 99:99:99 +9999", "9" * 5000, "１９９４",
)  # fmt: skip
FEEDS: dict[str, tuple[bytes, str]] = {
    **{f"RSS {version}": (_rss(_item(), version=version).encode(), "One Words") for version in ("0.91", "0.92", "2.0")},
    "RSS 1.0": (_RDF.encode(), "One Words"),
    **{f"dated {date[:9]}": (_rss(_item(more=f"<pubDate>{date}</pubDate>")).encode(), "One Words") for date in _DATES},
    "Atom, text": (_ATOM.format("<content>Words.</content>").encode(), "One Words"),
    "Atom, escaped": (_ATOM.format("<content type='html'>&lt;p&gt;Words.&lt;/p&gt;</content>").encode(), "One Words"),
    "Atom, XHTML": (
        _ATOM.format("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Words.</div></content>").encode(),
        "One Words",
    ),
    "Atom, elsewhere": (_ATOM.format("<content src='http://example.org/a'/>").encode(), "One"),
    "only a recording": (
        _rss("<item><enclosure url='http://example.org/a.mp3'/></item>").encode(),
        "http://example.org/a.mp3",
    ),
    "only a name": (_rss("<item><guid>tag:example.org,1</guid></item>").encode(), "tag:example.org,1"),
    "a body": (_rss("<item><body xmlns='http://www.w3.org/1999/xhtml'><p>Words.</p></body></item>").encode(), "Words"),
    "CDATA": (_rss(_item(text="<![CDATA[<p>Words &amp; <b>more</b></p>]]>")).encode(), "One Words more"),
    "CDATA that does not end": (_rss(_item(text="<![CDATA[Words")).encode(), "One"),
    "names of entities": (_rss(_item(text="caf&eacute;&nbsp;noir")).encode(), "One café noir"),
    "a bare ampersand": (_rss(_item(text="Marks & Spencer")).encode(), "Marks Spencer"),
    "a bare less than": (_rss(_item(text="1 < 2 words")).encode(), "One words"),
    "not closed": (_rss(_item()).replace("</item></channel></rss>", "").encode(), "One Words"),
    "space before it": (b"\n\n  " + _rss(_item()).encode(), "One Words"),
    "a mark of bytes": (b"\xef\xbb\xbf" + _rss(_item()).encode(), "One Words"),
    "UTF-16": (_rss(_item(), "<?xml version='1.0' encoding='utf-16'?>").encode("utf-16"), "One Words"),
    "another encoding": (
        _rss(_item("盲道", "缓坡"), "<?xml version='1.0' encoding='gb2312'?>").encode("gb18030"),
        "盲道 缓坡",
    ),
    "a wrong encoding": (_rss(_item("盲道"), "<?xml version='1.0' encoding='us-ascii'?>").encode(), "盲道"),
    "an encoding that is none": (_rss(_item(), "<?xml version='1.0' encoding='x-none'?>").encode(), "One Words"),
    "control characters": (_rss(_item("One\x01\x1b[31m", "Words\x08.")).encode(), "Words"),
    "entities of its own": (
        _rss(_item(text="&a;Words"), "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]>").encode(),
        "One",
    ),
}

_NEWS = "<article><h1>Head</h1><p>Some words, that are read here and there.</p></article>"
PAGES: dict[str, tuple[bytes, str]] = {
    "lines in a name": (
        b"<html><p><a href='a\nb\r\n\x1b[31m'>Words</a></p><p lang='e\nn'>more</p></html>",
        "Words more",
    ),
    "soup": (b"<b><i>One</b> two</i><p>three<table><tr><td>four<p>five</table>six", "One two three four five six"),
    "no end": (b"<html><body><p>One <b>two <!-- three", "One two"),
    "frames": (b"<html><frameset><frame src='a'><noframes><body><p>Words.</p></body></noframes></frameset>", "Words"),
    "scripts": (b"<html><script>var a = '<p>no</p>';</script><p>Words.</p><script>", "Words"),
    "charsets in conflict": (
        "<html><head><meta charset='latin-1'></head><body><p>盲道 words.</p></body></html>".encode("utf-8-sig"),
        "盲道 words",
    ),
    "a charset that is none": (b"<html><meta charset='x-user-defined'><p>Words.</p></html>", "Words"),
    "a codec that is no charset": (b"<html><meta charset='base64'><p>Words.</p></html>", "Words"),
    "punycode": ("<html><meta charset='punycode'><p>Wörds.</p></html>".encode(), "Wörds"),
    "an article": (f"<html><nav>Menu</nav>{_NEWS}<footer>Foot</footer></html>".encode(), "Head words"),
    "attributes without end": (b"<html><p class='" + b"a" * 70_000 + b"'>Words.</p></html>", "Words"),
    "depth": (b"<html><body>" + b"<div>" * 100_000 + b"Words.</html>", "Words"),
    "a template": (b"<html><body><p>Words.</p><template><p>no</p></template></body></html>", "Words"),
    "rubies": ("<html><p>Words <ruby>盲<rt>máng</rt></ruby></p></html>".encode(), "Words"),
    "references that are none": (b"<html><p>Words &#xffffffffffff; &#0; &#xd800; &none; end.</p></html>", "Words end"),
}

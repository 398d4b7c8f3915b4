"""Large documents of every format, made here: as many paragraphs, entries, headings or rows as somebody wants."""

from tests.made.documents import CONTAINER, PAGE, archive

_WORDS = "The quay was cold and nobody came down to it in the morning."
_HAN = "盲道通了，缓坡已建好。"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def sentence(number: int) -> str:
    """Every one is another, so that places can be told apart."""
    return f"{number} {_WORDS if number % 3 else _HAN}"


def docx(paragraphs: int, chapter: int = 100) -> bytes:
    """Every hundredth paragraph is a heading, some have a bold word."""
    made = []
    for number in range(paragraphs):
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if number % chapter == 0 else ""
        bold = "<w:r><w:rPr><w:b/></w:rPr><w:t> indeed</w:t></w:r>" if number % 5 == 0 else ""
        text = f"Chapter {number // chapter}" if number % chapter == 0 else sentence(number)
        made.append(f'<w:p w:rsidR="00A77B3E">{style}<w:r><w:rPr/><w:t>{text}</w:t></w:r>{bold}</w:p>')
    styles = f"<w:styles {_W}><w:style w:styleId='Heading1'><w:name w:val='heading 1'/></w:style></w:styles>"
    body = f"<?xml version='1.0'?><w:document {_W}><w:body>{''.join(made)}</w:body></w:document>"
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": body, "word/styles.xml": styles})


def odt(paragraphs: int, chapter: int = 100) -> bytes:
    made = []
    for number in range(paragraphs):
        if number % chapter == 0:
            made.append(f'<text:h text:outline-level="1">Chapter {number // chapter}</text:h>')
        bold = "<text:span text:style-name='T1'> indeed</text:span>" if number % 5 == 0 else ""
        made.append(f"<text:p text:style-name='P1'>{sentence(number)}{bold}</text:p>")
    body = f"<office:document-content {_ODF}><office:body><office:text>{''.join(made)}</office:text></office:body>"
    manifest = "<manifest:manifest/>"
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": manifest}
    return archive({**files, "content.xml": f"<?xml version='1.0'?>{body}</office:document-content>"})


def fb2(paragraphs: int, chapter: int = 100) -> bytes:
    made = []
    for start in range(0, paragraphs, chapter):
        inside = "".join(
            f"<p>{sentence(n)}{'<emphasis> indeed</emphasis>' if n % 5 == 0 else ''}</p>"
            for n in range(start, min(paragraphs, start + chapter))
        )
        made.append(f"<section><title><p>Chapter {start // chapter}</p></title>{inside}</section>")
    about = "<description><title-info><book-title>Quay</book-title><lang>en</lang></title-info></description>"
    book = f'<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">{about}<body>{"".join(made)}</body>'
    return f"<?xml version='1.0' encoding='utf-8'?>{book}</FictionBook>".encode()


def epub(chapters: int, paragraphs: int, navigation: bool = True) -> bytes:
    """Chapters of so many paragraphs each."""
    names = [f"c{number}" for number in range(chapters)]
    files = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names)
    listed = "".join(f'<li><a href="{name}.xhtml">Chapter {name[1:]}</a></li>' for name in names)
    order = "".join(f'<itemref idref="{name}"/>' for name in names)
    if navigation:
        items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        files["OPS/nav.xhtml"] = PAGE.format(f'<nav epub:type="toc"><ol>{listed}</ol></nav>')
    files["OPS/book.opf"] = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Quay</dc:title><dc:language>en</dc:language></metadata>'
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    for number, name in enumerate(names):
        text = "".join(f"<p>{sentence(number * paragraphs + each)}</p>" for each in range(paragraphs))
        files[f"OPS/{name}.xhtml"] = PAGE.format(f"<h1>Chapter {number}</h1>{text}")
    return archive(files)


def _entry(number: int) -> str:
    """What an entry holds: plain paragraphs, marked-up words, a list, a picture, nothing but text."""
    return (
        f"<p>{sentence(number)}</p><p>See <a href='https://quay.example/{number}'>there</a> &amp; <b>come</b>.</p>",
        f"<p>{sentence(number)}</p>",
        f"{sentence(number)}",
        f"<ul><li>{sentence(number)}</li><li>two</li></ul><img src='a.png' alt='A gull'/>",
    )[number % 4]


def rss(entries: int) -> bytes:
    from html import escape

    made = [
        f"<item><title>Entry {number} &amp; more</title><link>https://quay.example/{number}</link>"
        f"<guid>https://quay.example/{number}</guid><pubDate>Mon, 0{number % 9 + 1} Nov 2026 10:00:00 +0000</pubDate>"
        + (
            f"<description><![CDATA[{_entry(number)}]]></description></item>"
            if number % 2
            else f"<description>{escape(_entry(number))}</description></item>"
        )
        for number in range(entries)
    ]
    head = "<title>Quay</title><link>https://quay.example</link><language>en</language>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{''.join(made)}</channel></rss>".encode()


def atom(entries: int) -> bytes:
    made = [
        f"<entry><title>Entry {number}</title><link href='https://quay.example/{number}'/><id>q:{number}</id>"
        f"<updated>2026-11-0{number % 9 + 1}T10:00:00Z</updated>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{_entry(number)}</div></content></entry>"
        for number in range(entries)
    ]
    return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title>{''.join(made)}</feed>".encode()


def json_feed(entries: int) -> bytes:
    import json

    items = [
        {
            "id": str(number),
            "url": f"https://quay.example/{number}",
            "title": f"Entry {number}",
            "content_html": _entry(number),
            "date_published": f"2026-11-0{number % 9 + 1}T10:00:00Z",
        }
        for number in range(entries)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": items}).encode()


def markdown(headings: int) -> bytes:
    """A paragraph under each."""
    return "\n".join(f"## Chapter {n}\n\n{sentence(n)} It was *cold*.\n" for n in range(headings)).encode()


def markdown_table(rows: int) -> bytes:
    return (
        "| Who | Where | Euro |\n|---|---|---|\n" + "".join(f"| {n} | quay {n} | {n % 97} |\n" for n in range(rows))
    ).encode()


def html(paragraphs: int, chapter: int = 100) -> bytes:
    made = [
        (f"<h2>Chapter {n // chapter}</h2>" if n % chapter == 0 else "") + f"<p>{sentence(n)} <i>indeed</i></p>"
        for n in range(paragraphs)
    ]
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Quay</title></head><body>{''.join(made)}</body></html>".encode()
    )

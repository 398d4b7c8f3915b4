"""EPUB 3 with a table of contents, a list of pages, and what EPUB Accessibility 1.1 wants to be told of a book."""

import re
import time
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple, TextIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tui.core.progress import told
from tui.core.publication import Kind, Place, Publication
from tui.export.pages import STYLE, Pages, anchor, contents, language_tag, names, title_of
from tui.texts import _

_TYPE = "application/epub+zip"
_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"'
    ' xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}"><head><title>{title}</title>'
    '<link rel="stylesheet" href="style.css"/></head><body>\n{body}\n</body></html>\n'
)
_ITEM = '<item id="{id}" href="{href}" media-type="{type}"{more}/>'
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T.+)?)?)?")
_XHTML = "application/xhtml+xml"


class Narration(NamedTuple):
    """An article that is heard too: its sound, the SMIL that tells which sentence is heard when, how many seconds it
    takes, and by the number of a block the sentences in it."""

    sound: Path
    overlay: str
    seconds: float
    sentences: Mapping[int, Sequence[tuple[int, int]]]


def write(publication: Publication, out: TextIO, narrations: Mapping[int, Narration] = {}) -> None:
    """Writes the bytes of the book to what lies under the text stream. `narrations`: by the number of the article."""
    with ZipFile(out.buffer, "w") as book:
        _put(book, "mimetype", _TYPE, ZIP_STORED)  # first and unpacked: it is what the file is known by
        _put(book, "META-INF/container.xml", _CONTAINER)
        _put(book, "book.opf", _package(publication, narrations))
        _put(book, "nav.xhtml", _navigation(publication))
        _put(book, "style.css", STYLE)
        sentences = {
            (number, block): told for number, each in narrations.items() for block, told in each.sentences.items()
        }
        pages = Pages(publication, _address, sentences)
        for number, narration in narrations.items():
            _put(book, f"a{number}.smil", narration.overlay)
            book.write(narration.sound, narration.sound.name, ZIP_STORED)
        for number, name in enumerate(told(names(publication))):
            _put(book, _file(number), _page(publication, name, "\n".join(pages.article(number))))
        if publication.furniture:
            body = "\n".join(f"<p>{escape(block.text, quote=False)}</p>" for block in publication.furniture)
            _put(book, "about.xhtml", _page(publication, title_of(publication), body))


def _put(book: ZipFile, name: str, content: str, how: int = ZIP_DEFLATED) -> None:
    # One moment for all files, so that the same publication makes the same chapters.
    book.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, how)


def _file(number: int) -> str:
    return f"a{number}.xhtml"


def _address(place: Place) -> str:
    return f"{_file(place.article)}#{anchor(place)}"


def _language(publication: Publication) -> str:
    return language_tag(publication.language) or "und"


def _page(publication: Publication, title: str, body: str) -> str:
    return _PAGE.format(language=_language(publication), title=title, body=body)


def _navigation(publication: Publication) -> str:
    name = _("Contents")
    body = f'<nav epub:type="toc" role="doc-toc"><h1>{name}</h1>{contents(publication, _file)}</nav>'
    listed = "".join(
        f'<li><a href="{_file(page.place.article)}#p{number}">{escape(page.label, quote=False)}</a></li>'
        for number, page in sorted(enumerate(publication.pages), key=lambda each: each[1].place)
        if page.label.strip()
    )
    if listed:
        body += f'\n<nav epub:type="page-list" role="doc-pagelist" hidden=""><ol>{listed}</ol></nav>'
    return _page(publication, title_of(publication), body)


def _package(publication: Publication, narrations: Mapping[int, Narration]) -> str:
    files = [(_file(number), f"a{number}") for number in range(len(publication.articles))]
    files = [("about.xhtml", "about"), *files] if publication.furniture else files
    items = [_ITEM.format(id="nav", href="nav.xhtml", type=_XHTML, more=' properties="nav"')]
    items += [_ITEM.format(id="style", href="style.css", type="text/css", more="")]
    voiced = {f"a{number}": f' media-overlay="o{number}"' for number in narrations}
    items += [_ITEM.format(id=id_, href=href, type=_XHTML, more=voiced.get(id_, "")) for href, id_ in files]
    for number, narration in narrations.items():
        items.append(_ITEM.format(id=f"o{number}", href=f"a{number}.smil", type="application/smil+xml", more=""))
        items.append(_ITEM.format(id=f"m{number}", href=narration.sound.name, type="audio/mpeg", more=""))
    spine = "".join(f'<itemref idref="{id_}"/>' for _href, id_ in files)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
        f' unique-identifier="key" xml:lang="{_language(publication)}">\n<metadata'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_metadata(publication, narrations)}\n</metadata>\n'
        f"<manifest>{''.join(items)}</manifest>\n<spine>{spine}</spine></package>\n"
    )


def _metadata(publication: Publication, narrations: Mapping[int, Narration]) -> str:
    about = publication.metadata
    told = [
        f'<dc:identifier id="key">urn:mangdao:{escape(publication.key)}</dc:identifier>',
        f"<dc:title>{title_of(publication)}</dc:title>",
        f"<dc:language>{_language(publication)}</dc:language>",
        f'<meta property="dcterms:modified">{time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}</meta>',
    ]
    for name, element in (("author", "creator"), ("publisher", "publisher"), ("date", "date"), ("source", "source")):
        if name in about and (name != "date" or _DATE.fullmatch(str(about[name]))):
            told.append(f"<dc:{element}>{escape(str(about[name]), quote=False)}</dc:{element}>")
    return "\n".join([*told, *_durations(narrations), *_accessibility(publication, bool(narrations))])


def _durations(narrations: Mapping[int, Narration]) -> list[str]:
    if not narrations:
        return []
    whole = sum(each.seconds for each in narrations.values())
    told = [f'<meta property="media:duration">{whole:.3f}s</meta>']
    told += [
        f'<meta property="media:duration" refines="#o{number}">{each.seconds:.3f}s</meta>'
        for number, each in narrations.items()
    ]
    return [*told, '<meta property="media:active-class">-epub-media-overlay-active</meta>']


def _accessibility(publication: Publication, is_heard: bool) -> list[str]:
    """What a reader who searches for a book that can be heard or felt must know."""
    kinds = {block.kind for article in publication.articles for block in article.blocks}
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    features += ["alternativeText"] if Kind.IMAGE in kinds else []
    features += ["pageBreakMarkers", "pageNavigation"] if publication.pages else []
    features += ["synchronizedAudioText"] if is_heard else []
    told = [("accessMode", "textual"), ("accessModeSufficient", "textual"), ("accessibilityHazard", "none")]
    told += [("accessibilityFeature", feature) for feature in features]
    told += [("accessMode", "auditory"), ("accessModeSufficient", "auditory")] if is_heard else []
    told += [("accessibilitySummary", _("All of this is text: it can be read aloud, in braille and in any size."))]
    return [f'<meta property="schema:{name}">{escape(value, quote=False)}</meta>' for name, value in told]

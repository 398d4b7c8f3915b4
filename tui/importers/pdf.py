"""PDF: born-digital columns, scans with a text layer, books."""

from tui.core.publication import Publication
from tui.errors import FormatError
from tui.importers.long_pdf import long_pdf, upper
from tui.importers.pdf_pages import Pages, Read, told
from tui.importers.printed import is_news, note, nothing, publication_of
from tui.texts import _

_EAGER = 150  # pages; of a longer book they are read when somebody comes to them
_SECONDS = 9.0  # by the clock, after which the rest of it is treated as that of a longer one
_PATIENCE = 60.0  # the same for a newspaper, which has to be read whole: its articles go on on other pages


def parse(data: bytes, name: str) -> Publication:
    """The publication in a PDF; FormatError when it cannot be read or no page of it has text."""
    pages = Pages(data, name)
    read = pages.read(0, _EAGER, _SECONDS, whole=True)
    if len(read.sheets) < read.total:
        is_book = read.total > _EAGER or not is_news(read.sheets)  # no newspaper has so many pages
        if any(sheet.rows for sheet in read.sheets) and is_book:
            return long_pdf(pages, read, name)
        more = pages.read(len(read.sheets), read.total, _PATIENCE)
        read = read._replace(sheets=[*read.sheets, *more.sheets])
    return _whole(read, name)


def _whole(read: Read, name: str) -> Publication:
    if not any(sheet.rows for sheet in read.sheets):
        raise FormatError(nothing(name, read.total))
    sheets = [told(sheet) for sheet in read.sheets]
    if left := read.total - len(sheets):
        words = _("There was no time to read the last {count} pages: open a part of this file.")
        sheets.append(note(words.format(count=left)))
    if read.missing:
        words = _("The last {count} pages are missing in this file: it is damaged or incomplete.")
        sheets.append(note(words.format(count=read.missing)))
    return publication_of(sheets, name, contents=[(entry.title, entry.page) for entry in upper(read.outline)])

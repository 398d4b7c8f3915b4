"""PDF: born-digital columns, scans with a text layer, books."""

from typing import Any

from tui.core.publication import Publication
from tui.errors import FormatError
from tui.importers.apart import GoneError, apart
from tui.importers.printed import note, nothing, publication_of
from tui.newspaper.boxes import Box
from tui.newspaper.gutters import Gutters
from tui.newspaper.sheet import Row, Sheet, Word, rows_of
from tui.texts import _

_WIDEST = 1.1  # of the height of type: a wider space parts columns
_CHILD = "tui.importers.pdf_child"


def parse(data: bytes, name: str) -> Publication:
    """The publication in a PDF; FormatError when it cannot be read or no page of it has text."""
    try:
        answer = apart(_CHILD, data)
    except GoneError as error:
        if error.late:
            message = _("{name} takes too long to read; it may be damaged. Save it anew, or open a part of it.")
        else:
            message = _("{name} is damaged, or needs more memory than there is: save it anew, or open a part of it.")
        raise FormatError(message.format(name=name)) from error
    if why := answer.get("error"):
        raise FormatError(_refusal(why).format(name=name))
    pages = [_sheet(page) for page in answer["pages"]]
    if not any(sheet.rows for sheet in pages):
        raise FormatError(nothing(name, len(pages)))
    notes = [_empty(sheet) for sheet in pages]
    if answer["more"]:
        words = _("There was no time to read the last {count} pages: open a part of this file.")
        notes.append(note(words.format(count=answer["more"])))
    if answer["missing"]:
        words = _("The last {count} pages are missing in this file: it is damaged or incomplete.")
        notes.append(note(words.format(count=answer["missing"])))
    return publication_of(notes, name)


def _refusal(why: str) -> str:
    if why == "password":
        return _("{name} is locked with a password: save it without one in the program that made it, and open that.")
    if why == "library":
        return _("To read PDF files, {name} among them, run: pip install 'mangdao[documents]'")
    return _("{name} is damaged: it begins like a PDF file, but it ends too early or is put together wrongly.")


def _sheet(page: dict[str, Any]) -> Sheet:
    lines = [
        [Word(text, Box(*box), size, broken or None) for text, *box, size, broken in line] for line in page["lines"]
    ]
    gutters = Gutters(word.box for line in lines for word in line)
    rows: list[Row] = []
    for line in lines:
        rows += rows_of(line, widest=_WIDEST, gutters=gutters)
    return Sheet(tuple(rows), page["label"])


def _empty(sheet: Sheet) -> Sheet:
    """A page without text says so, in its place among the others."""
    return sheet if sheet.rows else note(_("No text on this page, probably a scan."), sheet.label)

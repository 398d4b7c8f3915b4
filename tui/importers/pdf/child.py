"""The pages of a PDF, typeset, some at a time: read by PDFium. Runs in a process of its own: see `apart`."""

import re
import sys
import time
from collections.abc import Callable, Generator, Iterator
from functools import partial
from itertools import islice
from typing import Any

from tui.core.progress import tell
from tui.importers.pdf.about import about, label, outline
from tui.importers.pdf.figures import with_figures
from tui.importers.pdf.filled import filled
from tui.importers.pdf.glyphs import Glyphs
from tui.importers.pdf.heads import heads
from tui.importers.pdf.letters import is_no_text, legible
from tui.importers.pdf.links import Linked, Placed, found_in, linked
from tui.importers.pdf.notes import notes
from tui.importers.pdf.order import in_order
from tui.importers.pdf.pieces import pieces_of
from tui.importers.pdf.placing import Placing, as_it_comes, placed
from tui.importers.pdf.rows import Words, sheet_of
from tui.importers.pdf.salvage import salvaged
from tui.importers.pdf.tables import with_tables
from tui.importers.pdf.tree import tree_of
from tui.newspaper.typeset import Typeset, typeset

_SECONDS = 4.0  # of the processor, after which the pages that were read must do
_MOST_MISSING = 50  # pages one after another that only the file's own count tells of
_FEW = 8  # pages, for which nobody waits long
_MOST_WORDS = 100_000  # at a time
_MOST_PLACED = 250_000  # characters of a page: nobody prints so many, and what is set where takes too long to tell
_MOST_APART = 25_000  # words of a page, for the same reason
_MOST_PAGES = 20_000  # of which it tells labels
_LONG, _ENOUGH = re.compile(r"\w{4,}"), 100


def read(data: bytes) -> Iterator[dict[str, Any]]:
    """Before the file stand a line with the first page, counted from 0, and the one behind the last, of how many pages
    all are read where the whole is to be told of as well, else 0, and the bytes of a password as hexadecimal digits.
    `count`: of all pages. Of the whole: `labels` of all pages, `outline` and `about`. `pages`: of each its `label`,
    what `Typeset` holds, its words taken in tenths of points from the top left, and as `tagged` the same by the tags
    of the file, or None; fewer pages where there was no time for all. `missing`: pages at the end that are not there,
    and a lower `count`; UNKNOWN where nothing tells how many. `error`: why nothing could be read: "password",
    "damaged" or "library". `seconds` of the processor that it took."""
    begun = time.process_time()
    head, _line, file = data.partition(b"\n")
    asked, password = tuple(map(int, head.split()[:3])), b"".join(head.split()[3:])
    told = partial(_told, *asked)
    yield from of_document(file, told, bytes.fromhex(password.decode()))
    yield {"seconds": time.process_time() - begun}


def of_document(
    file: bytes, told: Callable[[Any, int], Iterator[dict[str, Any]]], password: bytes = b""
) -> Iterator[dict[str, Any]]:
    """What is told of a PDF, by it and how many pages are missing in it, or why it cannot be opened, as `error`."""
    try:
        import pypdfium2
    except ImportError:
        yield {"error": "library"}
        return
    try:
        yield from told(*_opened(file, password.decode() or None))
    except pypdfium2.PdfiumError as error:
        yield {"error": "password" if "assword" in str(error) else "damaged"}


def _opened(file: bytes, password: str | None) -> tuple[Any, int]:
    """And how many pages are missing."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file, password=password)
        found = None if len(document) else salvaged(file)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or not (found := salvaged(file)):
            raise
    return (pypdfium2.PdfDocument(found.file), found.missing) if found else (document, 0)


def _told(start: int, stop: int, whole: int, document: Any, missing: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - the library has no types
    if document.get_formtype():
        document.init_forms()  # which writes what is in its fields where nothing shows it yet
    count = len(document)
    yield {"count": count, "missing": missing if whole else 0}
    if whole:
        labels = [label(document, number) for number in range(min(count, _MOST_PAGES))]
        yield {"labels": labels, "outline": outline(document), "about": about(document)}
    read = yield from _pages(document, start, min(stop, count), count, count if count <= whole else stop - start)
    if whole and read < count and not _is_there(document, count - 1):
        there = _there(document, read, count)
        yield {"count": there, "missing": count - there}


def _pages(document: Any, start: int, stop: int, count: int, of: int) -> Generator[dict[str, Any], None, int]:  # noqa: ANN401 - the library has no types
    """`of`: how many pages somebody waits for. How many are told of."""
    until, words, glyphs, read = time.process_time() + _SECONDS, 0, Glyphs(document), 0
    missing: list[dict[str, Any]] = []
    for number in range(start, stop):
        if read and (time.process_time() > until or words > _MOST_WORDS):
            break
        if read and of > _FEW:
            tell(number - start, of)
        lines, leads, tagged = _lines(document, number, glyphs)
        words, read = words + sum(map(len, lines)), read + 1
        missing.append(_page(lines, leads, tagged) | {"label": label(document, number)})
        if lines or _is_there(document, number):
            yield {"pages": missing}
            missing = []
        elif len(missing) > _MOST_MISSING:
            there = start + read - len(missing)
            yield {"count": there, "missing": count - there}
            return count
    yield {"pages": missing}
    return read


def _page(lines: Words, leads: list[Linked], tagged: Typeset | None) -> dict[str, Any]:
    page = typeset(sheet := sheet_of(lines))
    tagged = tagged or with_tables(sheet)
    return {**_with_links(page, leads), "tagged": _with_links(tagged, leads) if tagged else None}


def _with_links(page: Typeset, leads: list[Linked]) -> dict[str, Any]:
    return page._replace(links=found_in(page, leads))._asdict()


def _there(document: Any, start: int, count: int) -> int:  # noqa: ANN401 - the library has no types
    """How many pages there are before those that only the file's own count tells of."""
    until, found = time.process_time() + _SECONDS / 2, start
    for number in range(start, count):
        if _is_there(document, number):
            found = number + 1
        elif number - found > _MOST_MISSING or time.process_time() > until:
            return found
    return found


def _is_there(document: Any, number: int) -> bool:  # noqa: ANN401 - the library has no types
    import pypdfium2

    try:
        document[number].close()
    except pypdfium2.PdfiumError:
        return False
    return True


def _lines(
    document: Any,  # noqa: ANN401 - the library has no types
    number: int,
    glyphs: Glyphs,
) -> tuple[Words, list[Linked], Typeset | None]:
    """The words of a page, what leads elsewhere from them, and the page by its tags where these can be believed."""
    import pypdfium2

    try:
        page = document[number]
        shown = filled(document, number, page)
        text_page = shown.get_textpage()
        text = text_page.get_text_range()
        if len(text) != text_page.count_chars():
            text = _by_character(text_page)  # its offsets are those of the page, which has rare characters in halves
        if len(text) > _MOST_PLACED:
            return as_it_comes(text), [], None
        text = glyphs.told(text, text_page, number)
        turned = page.get_rotation()
        if turned and _lies(text, text_page):
            turned = 0
        if is_no_text(text):
            return [], [], None
        placing = Placing(shown, text_page, turned, glyphs.parts)
        lines = placed(legible(text, placing.at), placing)
        if sum(map(len, lines)) > _MOST_APART:
            return as_it_comes(text), [], None
        lines = with_figures(page, lines, placing.seen)
        words = Placed(lines)
        leads = [*linked(document, page, words, placing.seen), *notes(page, words, placing.seen)]
        tagged = _by_tags(page, shown, text_page, lines, placing)
        return lines, leads if tagged else [*leads, *heads(page, words, placing.seen)], tagged
    except (pypdfium2.PdfiumError, ValueError, UnicodeError):
        return [], [], None  # a page that cannot be read is one without text


def _by_tags(page: Any, shown: Any, text_page: Any, lines: Words, placing: Placing) -> Typeset | None:  # noqa: ANN401 - the library has no types
    try:
        tree = tree_of(page)
        return in_order(pieces_of(shown, text_page, lines, tree, placing.box), tree) if tree else None
    except Exception:  # noqa: BLE001 - tags are no reason to lose a page
        return None


def _by_character(text_page: Any) -> str:  # noqa: ANN401 - the library has no types
    import pypdfium2.raw

    told, raw = pypdfium2.raw.FPDFText_GetUnicode, text_page.raw
    return "".join(chr(min(told(raw, at), sys.maxunicode)) for at in range(text_page.count_chars()))


def _lies(text: str, text_page: Any) -> bool:  # noqa: ANN401 - the library has no types
    """The words run from left to right before the page is turned: it was turned for a picture, not for them."""
    across = down = 0.0
    for found in islice(_LONG.finditer(text), _ENOUGH):
        first, last = (text_page.get_charbox(at) for at in (found.start(), found.end() - 1))
        across, down = across + last[0] - first[0], down + last[1] - first[1]
    return across > abs(down)

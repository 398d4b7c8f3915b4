"""What people have written on a page of a PDF: notes, and comments on what they have marked."""

from collections.abc import Iterator
from typing import Any

from tui.core.clean import clean_line
from tui.importers.pdf.links import Linked, Placed, Seen
from tui.importers.pdf.rows import NOTE

_MOST, _LONGEST = 500, 10_000  # notes of a page; characters of one


def notes(page: Any, words: Placed, seen: Seen) -> list[Linked]:  # noqa: ANN401 - the library has no types
    """The words that each is about, or beside which it stands. A page without notes, or with damaged ones, has none."""
    found: list[Linked] = []
    try:
        for number, (text, boxes) in enumerate(_written(page)):
            target = f"{NOTE}{number:04}:{text}", -1, 0.0
            marked = [each for box in boxes for each in words.under(seen(*box), target)]
            found += marked or [each for box in boxes[-1:] for each in words.beside(seen(*box), target)]
    except Exception:  # noqa: BLE001 - notes are no reason to lose a page
        return found
    return found


def _written(page: Any) -> Iterator[tuple[str, list[tuple[float, float, float, float]]]]:  # noqa: ANN401 - the same
    """Text and boxes (left, bottom, right, top) of each note that says something."""
    from pypdfium2 import raw

    kinds = {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY}
    kinds |= {raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_CARET}
    for number in range(min(_MOST, raw.FPDFPage_GetAnnotCount(page))):
        note = raw.FPDFPage_GetAnnot(page, number)
        try:
            if raw.FPDFAnnot_GetSubtype(note) in kinds and (text := _said(note, b"Contents")):
                author = _said(note, b"T")
                yield f"{author}: {text}" if author else text, _boxes(note)
        finally:
            raw.FPDFPage_CloseAnnot(note)


def _said(note: Any, name: bytes) -> str:  # noqa: ANN401 - the library has no types
    from ctypes import create_string_buffer

    from pypdfium2 import raw

    size = raw.FPDFAnnot_GetStringValue(note, name, None, 0)
    if not 2 < size <= 2 * _LONGEST:
        return ""
    buffer = create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(note, name, _as_characters(buffer), size)
    return clean_line(buffer.raw[: size - 2].decode("utf-16-le", "replace"))


def _as_characters(buffer: Any) -> Any:  # noqa: ANN401 - the library has no types
    from ctypes import POINTER, c_ushort, cast

    return cast(buffer, POINTER(c_ushort))


def _boxes(note: Any) -> list[tuple[float, float, float, float]]:  # noqa: ANN401 - the library has no types
    from ctypes import byref

    from pypdfium2 import raw

    corners, box, found = raw.FS_QUADPOINTSF(), raw.FS_RECTF(), []
    for number in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
        if raw.FPDFAnnot_GetAttachmentPoints(note, number, byref(corners)):
            across = corners.x1, corners.x2, corners.x3, corners.x4
            down = corners.y1, corners.y2, corners.y3, corners.y4
            found.append((min(across), min(down), max(across), max(down)))
    if not found and raw.FPDFAnnot_GetRect(note, byref(box)):
        found.append((box.left, box.bottom, box.right, box.top))
    return found

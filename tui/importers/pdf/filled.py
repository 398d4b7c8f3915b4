"""Pages of a PDF with what has been written into their forms and over them."""

from typing import Any

_WRITTEN = frozenset({3, 13, 20})  # PDFium's numbers of free text, stamps and fields of forms
_MOST = 2_000  # that are looked at


def filled(document: Any, number: int, page: Any) -> Any:  # noqa: ANN401 - the library has no types
    """The page, where something is written over it a copy of it that holds the words of that as well. The page itself
    keeps its links, which such a copy loses. Raises PdfiumError."""
    import pypdfium2
    from pypdfium2 import raw

    if not any(_kind(page, at) in _WRITTEN for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST))):
        return page
    copy = pypdfium2.PdfDocument.new()
    copy.import_pages(document, [number])
    written = copy[0]
    if raw.FPDFPage_Flatten(written.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    written.close()
    return copy[0]


def _kind(page: Any, at: int) -> int:  # noqa: ANN401 - the library has no types
    from pypdfium2 import raw

    if not (found := raw.FPDFPage_GetAnnot(page.raw, at)):
        return 0
    kind: int = raw.FPDFAnnot_GetSubtype(found)
    raw.FPDFPage_CloseAnnot(found)
    return kind

"""What a PDF says of itself besides its pages: contents, labels of pages, title, author and language."""

import re
from itertools import islice
from typing import Any

from tui.core.clean import clean_line

_MOST_ENTRIES, _LONGEST = 5_000, 300  # of the outline; of its characters
_DEEPEST = 5  # levels
# What programs write there when nobody has said how the document is called.
_NO_TITLE = re.compile(
    r"untitled|blank|document\d*|book\d*|model|test|[^\\/]*[\\/].*|.*\.(docx?|rtf|odt|indd|qxp?d?|pmd|dvi|tex|ps|pdf|xlsx?|pptx?"
    r"|p65|vp|ai|cdr|tiff?|jpe?g)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(Microsoft|Adobe) \w+ - ", re.IGNORECASE)
_TEX = re.compile(r"TeX\b|\bx?dvip", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def outline(document: Any) -> list[list[Any]]:  # noqa: ANN401 - the library has no types
    """The contents that a file has for reading on a screen: level, title and page."""
    found: list[list[Any]] = []
    try:
        for entry in islice(document.get_toc(max_depth=_DEEPEST), _MOST_ENTRIES):
            target = entry.get_dest()
            page = target.get_index() if target else None
            if page is not None and page >= 0:
                found.append([entry.level, entry.get_title()[:_LONGEST], page])
    except Exception:  # noqa: BLE001 - contents are no reason to lose a book
        return found
    return found


def label(document: Any, number: int) -> str:  # noqa: ANN401 - the library has no types
    """What a page is called, "" where the file does not say."""
    try:
        return str(document.get_page_label(number) or "")
    except Exception:  # noqa: BLE001 - a label is no reason to lose a page
        return ""


def about(document: Any) -> dict[str, str]:  # noqa: ANN401 - the library has no types
    """`title`, `author`, `language`, and as `typeset` that it was made by a program of which no newspaper is made; each
    "" where nobody has said anything."""
    try:
        told = document.get_metadata_dict(skip_empty=True)
    except Exception:  # noqa: BLE001 - a title is no reason to lose a book
        told = {}
    title = _BEFORE.sub("", clean_line(told.get("Title", ""))[:_LONGEST]).strip()
    named = "" if _NO_TITLE.fullmatch(title) or not any(map(str.isalpha, title)) else title
    author = clean_line(told.get("Author", ""))[:_LONGEST].strip()
    maker = "tex" if any(_TEX.search(told.get(name, "")) for name in ("Producer", "Creator", "PTEX.Fullbanner")) else ""
    who = author if any(map(str.isalpha, author)) else ""
    return {"title": named, "author": who, "language": _language(document), "typeset": maker}


def _language(document: Any) -> str:  # noqa: ANN401 - the library has no types
    import ctypes

    import pypdfium2.raw

    try:
        buffer = ctypes.create_string_buffer(128)
        size = pypdfium2.raw.FPDFCatalog_GetLanguage(
            document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 128
        )
    except Exception:  # noqa: BLE001 - the library is older, or the file says nothing that can be read
        return ""
    told = buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace").strip()
    return told.replace("_", "-") if _LANGUAGE.fullmatch(told) else ""

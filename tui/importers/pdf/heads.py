"""Headings of a tagged PDF: which words stand in one, and of which level it is."""

from collections.abc import Iterator
from typing import Any

from tui.importers.pdf.links import Linked, Placed, Seen
from tui.importers.pdf.rows import HEAD

_MOST, _DEEPEST, _LONGEST = 20_000, 60, 64  # elements and objects of a page; of the tree; bytes of a name
_LEVELS = {"Title": 1, "H": 2, **{f"H{level}": level for level in range(1, 7)}}
_MOSTLY = 0.5  # of the characters of a page: whose headings are more has something else tagged so


def heads(page: Any, words: Placed, seen: Seen) -> list[Linked]:  # noqa: ANN401 - the library has no types
    """Untagged pages, and those of which the tags cannot be believed, have none."""
    found: list[Linked] = []
    try:
        levels = _levels(page)
        for level, box in _boxes(page, levels) if levels else ():
            found += words.under(seen(*box), (f"{HEAD}{level}", -1, 0.0))
    except Exception:  # noqa: BLE001 - tags are no reason to lose a page
        return []
    return found if sum(len(each.text) for each in found) <= _MOSTLY * words.characters else []


def _levels(page: Any) -> dict[int, int]:  # noqa: ANN401 - the library has no types
    """By the numbers of what they are made of."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        count = max(0, raw.FPDF_StructTree_CountChildren(tree))
        return dict(_told([(raw.FPDF_StructTree_GetChildAtIndex(tree, at), 0, 0) for at in range(count)]))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _told(waiting: list[tuple[Any, int, int]]) -> Iterator[tuple[int, int]]:
    """Numbers with levels. `waiting`: elements, how deep they stand, and the level of what they stand in."""
    from pypdfium2 import raw

    for _time in range(_MOST):
        if not waiting:
            return
        element, deep, level = waiting.pop()
        if not element or deep > _DEEPEST:
            continue
        level = _LEVELS.get(_name(element), level)
        for at in range(max(0, raw.FPDF_StructElement_GetMarkedContentIdCount(element)) if level else 0):
            number = raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at)
            if number >= 0:  # else it is an element that stands in this one, and so is what nobody has tagged
                yield number, level
        count = max(0, raw.FPDF_StructElement_CountChildren(element))
        waiting += [(raw.FPDF_StructElement_GetChildAtIndex(element, at), deep + 1, level) for at in range(count)]


def _name(element: Any) -> str:  # noqa: ANN401 - the library has no types
    from ctypes import create_string_buffer

    from pypdfium2 import raw

    buffer = create_string_buffer(_LONGEST)
    size = raw.FPDF_StructElement_GetType(element, buffer, _LONGEST)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace") if 2 < size <= _LONGEST else ""


def _boxes(page: Any, levels: dict[int, int]) -> Iterator[tuple[int, tuple[float, float, float, float]]]:  # noqa: ANN401 - the same
    from ctypes import byref, c_float

    from pypdfium2 import raw

    for at in range(min(raw.FPDFPage_CountObjects(page), _MOST)):
        thing = raw.FPDFPage_GetObject(page, at)
        if level := levels.get(raw.FPDFPageObj_GetMarkedContentID(thing)):
            sides = [c_float() for _side in range(4)]
            raw.FPDFPageObj_GetBounds(thing, *map(byref, sides))
            left, bottom, right, top = (side.value for side in sides)
            yield level, (left, bottom, right, top)

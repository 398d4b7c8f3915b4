"""Figures of a tagged PDF: the words that stand for them, where they stand on the page."""

from collections.abc import Callable, Iterator
from typing import Any

from tui.importers.pdf.rows import FIGURE, Words

_MOST, _DEEPEST, _LONGEST = 20_000, 60, 2_000  # elements and objects of a page; of the tree; bytes of a text
_TENTHS, _SIZE = 10, 100
Seen = Callable[[float, float, float, float], tuple[float, float, float, float]]


def with_figures(page: Any, lines: Words, seen: Seen) -> Words:  # noqa: ANN401 - the library has no types
    """The lines, and one for each figure that has words, where it begins. Untagged pages have none."""
    try:
        for text, box in _figures(page):
            left, top, right, _bottom = (int(_TENTHS * side) for side in seen(*box))
            at = next((at for at, line in enumerate(lines) if line[0][2] >= top and line[0][1] < right), len(lines))
            size = lines[min(at, len(lines) - 1)][0][5] if lines else _SIZE
            width = max(right, left + size)
            lines = [*lines[:at], [[FIGURE + text, left, top, width, top + size, size, False, -1, -1, 0]], *lines[at:]]
    except Exception:  # noqa: BLE001 - figures are no reason to lose a page
        return lines
    return lines


def _figures(page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:  # noqa: ANN401 - the same
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        wanted = {number: text for text, numbers in _told(tree) for number in numbers}
    finally:
        raw.FPDF_StructTree_Close(tree)
    boxes: dict[str, list[tuple[float, float, float, float]]] = {text: [] for text in wanted.values()}
    for at in range(min(raw.FPDFPage_CountObjects(page), _MOST) if wanted else 0):
        thing = raw.FPDFPage_GetObject(page, at)
        if text := wanted.get(raw.FPDFPageObj_GetMarkedContentID(thing)):
            boxes[text].append(_bounds(thing))
    for text, found in boxes.items():
        if found:
            lefts, bottoms, rights, tops = zip(*found, strict=True)
            yield text, (min(lefts), min(bottoms), max(rights), max(tops))


def _told(tree: Any) -> Iterator[tuple[str, list[int]]]:  # noqa: ANN401 - the same
    """Words of figures with the numbers of what they are made of."""
    from pypdfium2 import raw

    children = range(raw.FPDF_StructTree_CountChildren(tree))
    waiting = [(raw.FPDF_StructTree_GetChildAtIndex(tree, at), 0) for at in children]
    for _time in range(_MOST):
        if not waiting:
            return
        element, deep = waiting.pop()
        if not element or deep > _DEEPEST:
            continue
        text = _text(raw.FPDF_StructElement_GetAltText, element)
        if text and _text(raw.FPDF_StructElement_GetType, element) == "Figure":
            count = max(0, raw.FPDF_StructElement_GetMarkedContentIdCount(element))
            numbers = [raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at) for at in range(count)]
            yield text, [number for number in numbers if number >= 0]  # else an element that stands in this one
        count = max(0, raw.FPDF_StructElement_CountChildren(element))
        waiting += [(raw.FPDF_StructElement_GetChildAtIndex(element, at), deep + 1) for at in range(count)]


def _text(ask: Callable[..., int], element: Any) -> str:  # noqa: ANN401 - the same
    from ctypes import create_string_buffer

    buffer = create_string_buffer(_LONGEST)
    size = ask(element, buffer, _LONGEST)
    return " ".join(buffer.raw[: min(size, _LONGEST) - 2].decode("utf-16-le", "replace").split()) if size > 2 else ""


def _bounds(thing: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - the same
    from ctypes import byref, c_float

    from pypdfium2 import raw

    sides = [c_float() for _side in range(4)]
    raw.FPDFPageObj_GetBounds(thing, *map(byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top

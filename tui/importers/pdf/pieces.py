"""Which words of a page the tags of its file tell something of."""

from collections.abc import Callable, Iterator
from ctypes import POINTER, byref, c_ulong, c_ushort, c_void_p, cast, create_string_buffer
from itertools import groupby
from typing import Any

from tui.importers.pdf.order import Piece
from tui.importers.pdf.rows import Words
from tui.importers.pdf.tree import Owner, Tree

_MOST, _LONGEST = 20_000, 64  # objects of a page; bytes of a name
_ARTIFACT = "Artifact"
Box = Callable[[int, int], list[int]]
_Told = tuple[Owner | None, bool]
_NOBODY: _Told = (None, False)


def pieces_of(page: Any, text_page: Any, words: Words, tree: Tree, box: Box) -> list[Piece]:  # noqa: ANN401 - the library has no types
    """All words in the order in which they were drawn. `box`: of characters, from the first to the last."""
    objects = _Objects(page, text_page, tree)
    pieces = []
    for number, line in enumerate(words):
        told = ((objects.told(part), part) for word in line for part in _split(word, objects, box))
        for (owner, is_artifact), group in groupby(told, lambda each: each[0]):
            pieces.append(Piece([part for _told, part in group], number, owner, is_artifact))
    return pieces


def _split(word: list[Any], objects: "_Objects", box: Box) -> Iterator[list[Any]]:
    """The word; in parts where one thing ends and another begins inside it."""
    text, start, end, size = word[0], word[7], word[8], word[5]
    if start < 0 or len(text) != end - start or _same(objects.at(start), objects.at(end - 1)):
        yield word
        return
    first = start
    for at in range(start + 1, end + 1):
        if at == end or not _same(objects.at(first), objects.at(at)):
            left, top, right, bottom, _size = box(first, at - 1)
            broken = word[6] if first == start else False
            yield [text[first - start : at - start], left, top, right, bottom, size, broken, first, at, word[9]]
            first = at


def _same(one: _Told, other: _Told) -> bool:
    """No space is missing between them."""
    return not one[0] or not other[0] or one[0][:2] == other[0][:2]


class _Objects:
    """What characters are drawn by, and what the tags tell of that."""

    def __init__(self, page: Any, text_page: Any, tree: Tree) -> None:  # noqa: ANN401 - the same
        from pypdfium2 import raw

        self._raw = raw
        self._text = text_page.raw
        self._owners = tree.owners
        # What stands in a form on the page is numbered otherwise.
        count = min(raw.FPDFPage_CountObjects(page), _MOST)
        self._own = {_address(raw.FPDFPage_GetObject(page, at)) for at in range(count)}
        self._known: dict[int | None, _Told] = {None: _NOBODY}

    def told(self, word: list[Any]) -> _Told:
        """Of a word: of its first character that something was drawn for."""
        return next((told for at in range(word[7], word[8]) if (told := self.at(at)) is not _NOBODY), _NOBODY)

    def at(self, character: int) -> _Told:
        thing = self._raw.FPDFText_GetTextObject(self._text, character)
        address = _address(thing)
        if address not in self._known:
            self._known[address] = self._told(thing, address)
        return self._known[address]

    def _told(self, thing: Any, address: int | None) -> _Told:  # noqa: ANN401 - the same
        number = self._raw.FPDFPageObj_GetMarkedContentID(thing) if address in self._own else -1
        owner = self._owners.get(number)
        return owner, not owner and _ARTIFACT in self._marks(thing)

    def _marks(self, thing: Any) -> Iterator[str]:  # noqa: ANN401 - the same
        buffer, size = create_string_buffer(_LONGEST), c_ulong()
        for at in range(self._raw.FPDFPageObj_CountMarks(thing)):
            mark = self._raw.FPDFPageObj_GetMark(thing, at)
            if self._raw.FPDFPageObjMark_GetName(mark, cast(buffer, POINTER(c_ushort)), _LONGEST, byref(size)):
                yield buffer.raw[: max(0, size.value - 2)].decode("utf-16-le", "replace")


def _address(thing: Any) -> int | None:  # noqa: ANN401 - the same
    return cast(thing, c_void_p).value

"""A PDF that was cut off or is damaged, with a table of its objects and a tree of its pages made anew.

Such a file tells at its end where its objects are, and many keep pages and fonts packed in streams of objects: without
that end nobody finds them. They are looked for by how they begin.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

_BEGIN = re.compile(rb"(?<!\d)(\d{1,8})[ \t\r\n]{1,9}\d{1,5}[ \t\r\n]{1,9}obj(?![a-z])|>>[ \t\r\n]{0,9}stream\r?\n?")
_END, _STREAM_END = b"endobj", b"endstream"
_PAGE, _CATALOGUE, _PACKED, _PAGES = (
    re.compile(rb"/Type\s{0,9}/%s(?![A-Za-z])" % name) for name in (b"Page", b"Catalog", b"ObjStm", b"Pages")
)
_LOCKED = re.compile(rb"/Encrypt\s{0,9}(\d|<<)|/Filter\s{0,9}/Standard(?![A-Za-z])")
_OTHER = re.compile(rb"(\d{1,8})\s{1,9}\d{1,5}\s{1,9}R")
_TREE, _TEXT = (re.compile(rb"/%s[\s\[]{1,9}%s" % (name, _OTHER.pattern)) for name in (b"Pages", b"Contents"))
_KIDS, _FONTS = re.compile(rb"/Kids\s{0,9}\[([^\]]*)"), re.compile(rb"/Font\s{0,9}<<([^>]*)")
_COUNT, _NUMBER, _FIRST = (re.compile(rb"/%s\s{1,9}(\d{1,8})" % name) for name in (b"Count", b"N", b"First"))
_MOST_UNPACKED = 1 << 26  # bytes of all streams of objects together
_MOST_NUMBER = 1 << 22
# TeX writes the fonts last, and its letters that are two or three stand elsewhere than others'.
_LETTERS = b"/ff /fi /fl /ffi /ffl"
_DIFFERENT = b"2 /fi /fl 11 %s 16 /quotedblleft /quotedblright 21 /endash /emdash 27 %s 127 /hyphen"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding /WinAnsiEncoding %s >> >>" % (
    b"/Differences [%s]" % _DIFFERENT % (_LETTERS, _LETTERS)
)
UNKNOWN = -1


class Salvaged(NamedTuple):
    """`missing`: how many pages were not found, UNKNOWN where nothing tells how many there were."""

    file: bytes
    missing: int


class _Object(NamedTuple):
    """`body` is without the stream, which begins at `stream` and ends at `end`. `place`: in the file, -1 for one that
    was packed."""

    number: int
    body: bytes
    place: int = -1
    stream: int = 0
    end: int = 0


def salvaged(file: bytes) -> Salvaged | None:
    """The same with what tells where its pages are; None where it has none, or is locked."""
    file = file[max(0, file.find(b"%PDF")) :]
    if _LOCKED.search(file):
        return None
    # Of several of one number the last counts, in the place of the first.
    objects = {each.number: each for each in chain.from_iterable(_with_packed(file)) if each.number < _MOST_NUMBER}
    catalogue = next((each for each in reversed(objects.values()) if _CATALOGUE.search(each.body)), None)
    tree = list(_in_tree(objects, catalogue))
    pages = [each for each in tree if each] if tree and all(tree) else list(objects.values())
    pages = [each for each in pages if _is_page(each, objects)]
    if not pages:
        return None
    for number in _lost_fonts(objects):
        objects[number] = _Object(number, _FONT)
    count = max((int(found[1]) for each in objects.values() if (found := _counted(each.body))), default=0)
    missing = max(0, count - len(pages)) if count else UNKNOWN
    return Salvaged(_written(file, objects, pages, catalogue), missing)


def _is_page(page: _Object, objects: dict[int, _Object]) -> bool:
    """And what is written on it is there too."""
    text = _TEXT.search(page.body)
    return bool(_PAGE.search(page.body)) and (not text or int(text[1]) in objects)


def _counted(body: bytes) -> re.Match[bytes] | None:
    """How many pages the root of their tree tells of."""
    return _COUNT.search(body) if _PAGES.search(body) and b"/Parent" not in body else None


def _in_tree(objects: dict[int, _Object], catalogue: _Object | None) -> Iterator[_Object | None]:
    """The pages in their order, None for what is not there."""
    root = _TREE.search(catalogue.body) if catalogue else None
    waiting, seen = [int(root[1])] if root else [], set()
    while waiting:
        if (number := waiting.pop()) in seen:
            continue
        seen.add(number)
        found = objects.get(number)
        kids = _KIDS.search(found.body) if found else None
        if kids and not _PAGE.search(found.body if found else b""):
            waiting.extend(reversed([int(kid[1]) for kid in _OTHER.finditer(kids[1])]))
        else:
            yield found


def _lost_fonts(objects: dict[int, _Object]) -> list[int]:
    named = (found[1] for each in objects.values() for found in _FONTS.finditer(each.body))
    return [number for each in named for other in _OTHER.finditer(each) if (number := int(other[1])) not in objects]


def _with_packed(file: bytes) -> Iterator[Iterator[_Object]]:
    room = _MOST_UNPACKED
    for each in _objects(file):
        yield iter((each,))
        if each.stream and _PACKED.search(each.body) and room > 0:
            text = file[each.stream : each.end]
            text = _unpacked(text, room) if b"/Filter" in each.body else text
            room -= len(text)
            yield _inside(each.body, text)


def _objects(file: bytes) -> Iterator[_Object]:
    at, begun = 0, None
    while begin := _BEGIN.search(file, at):
        at = begin.end()
        if begin[1]:
            if begun:
                yield _object(file, begun, begin.start())
            begun = begin
            continue
        end = file.find(_STREAM_END, at)
        stream, at = at, end if end >= 0 else len(file)
        if begun:
            yield _object(file, begun, begin.start() + 2)._replace(stream=stream, end=at)
        begun = None
    if begun and _END in file[begun.end() :]:
        yield _object(file, begun, len(file))


def _object(file: bytes, begun: re.Match[bytes], end: int) -> _Object:
    return _Object(int(begun[1]), file[begun.end() : end].partition(_END)[0], begun.start())


def _unpacked(stream: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, most)
    except zlib.error:  # packed otherwise
        return b""


def _inside(head: bytes, text: bytes) -> Iterator[_Object]:
    number, first = _NUMBER.search(head), _FIRST.search(head)
    if not (number and first):
        return
    table = [int(each) for each in text[: int(first[1])].split()[: 2 * int(number[1])] if each[:9].isdigit()]
    places = [int(first[1]) + place for place in table[1::2]]
    reached = 0
    for packed, at, end in zip(table[::2], places, [*places[1:], len(text)], strict=False):
        if reached <= at < end:  # as they should be, one behind the other
            reached = end
            yield _Object(packed, text[at:end])


def _written(file: bytes, objects: dict[int, _Object], pages: list[_Object], catalogue: _Object | None) -> bytes:
    tree = max(objects) + 1
    kids = b" ".join(b"%d 0 R" % page.number for page in pages)
    added = [_Object(tree, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids))]
    body = catalogue.body if catalogue else b"<< /Type /Catalog /Pages 0 0 R >>"
    added.append(_Object(tree + 1, _TREE.sub(b"/Pages %d 0 R" % tree, body)))
    parts, length, table = [file, b"\nendstream\nendobj\n"], len(file) + 18, [b"xref\n0 1\n0000000000 65535 f \n"]
    for each in (*objects.values(), *added):
        place = each.place
        if place < 0:
            place = length
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (each.number, each.body))
            length += len(parts[-1])
        table.append(b"%d 1\n%010d 00000 n \n" % (each.number, place))
    end = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (tree + 2, tree + 1, length)
    return b"".join((*parts, *table, end))

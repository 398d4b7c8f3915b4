"""The words of a tagged page, in the order of its structure and with what they are told to be there."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from tui.importers.pdf.rows import is_led, led, to_words
from tui.importers.pdf.tree import Owner, Tree, Unit
from tui.newspaper.sheet import WIDE, Row, Sheet, rows_of
from tui.newspaper.typeset import EDGE, Tag, Typeset, typeset

_COVERED, _BESIDE, _HEADS = 0.98, 0.3, 0.5  # of the characters of a page: the least, and at most
_CUT, _CUTS, _MANY = 3, 0.2, 8  # paragraphs that end in the middle of a sentence, and their share; lines
_STOPS = "。！？!?.…：:；;”』」”’)》】\"'"
_FULL, _CLOSE, _APART = 0.85, 1.0, 0.7  # of the width of a column; of the height of a line
_AFTER = 1 << 30


class Piece(NamedTuple):
    """Words beside each other on a `line` of the page as it was drawn. `owner`: None where no tag says. `is_artifact`:
    by the file it is no part of the text."""

    words: list[Any]
    line: int
    owner: Owner | None
    is_artifact: bool = False


class _Part(NamedTuple):
    """Pieces of one unit in the order of reading, and the rows that they make in each column."""

    unit: Unit
    columns: list[tuple[int, list[Row]]]


def in_order(pieces: Sequence[Piece], tree: Tree) -> Typeset | None:
    """The page by its tags; None where these cannot be believed."""
    if not _covers(pieces):
        return None
    parts = _loosened(_believed(list(_parts(_attached(pieces), tree))))
    if any(part.unit.kind == "head" for part in parts):  # the file knows headings, and this is none
        parts = [_plain(part) if part.unit.kind == "para" else part for part in parts]
    rows, tags = list[Row](), list[Tag]()
    for number, part in enumerate(parts):
        for column, found in part.columns:
            block = len(tags) if part.unit.kind else -1
            rows += [row._replace(block=block) for row in found]
            if part.unit.kind:
                tags.append(Tag(part.unit.kind, number, column, *part.unit[1:]))
    page = typeset(Sheet(tuple(rows), ordered=True), is_sure=True)
    return page._replace(tags=tuple(tags[block] if block >= 0 else None for block in page.blocks))


def _plain(part: _Part) -> _Part:
    return part._replace(unit=part.unit._replace(kind="text"))


def _covers(pieces: Sequence[Piece]) -> bool:
    """Tags tell of all the text, and not too much is said to be none, or stands above or below it all."""
    own = sum(_length(piece) for piece in pieces if piece.owner)
    if not own:
        return False
    top, bottom = _extent(pieces)
    others = [piece for piece in pieces if not piece.owner and not is_led(piece.words)]
    nobody = sum(_length(piece) for piece in others if not piece.is_artifact and not _is_outside(piece, top, bottom))
    beside = sum(map(_length, others)) - nobody
    return nobody <= (1 - _COVERED) * (own + nobody) and beside <= _BESIDE * (own + beside)


def _length(piece: Piece) -> int:
    """Characters that stand on the page: what is told of figures does not."""
    return sum(len(word[0]) for word in piece.words if word[7] >= 0)


def _extent(pieces: Sequence[Piece]) -> tuple[float, float]:
    owned = [word for piece in pieces if piece.owner for word in piece.words]
    return min(word[2] for word in owned), max(word[4] for word in owned)


def _is_outside(piece: Piece, top: float, bottom: float) -> bool:
    return bool(piece.words[0][4] <= top or piece.words[0][2] >= bottom)


def _attached(pieces: Sequence[Piece]) -> list[Piece]:
    """What nobody owns belongs to what stands before it on its line, or behind it, as points that lead to a number."""
    found: list[Piece] = []
    for _line, group in groupby(pieces, lambda piece: piece.line):
        beside = list(group)
        first = next((piece.owner for piece in beside if piece.owner), None)
        for piece in beside:
            if not piece.owner and (is_led(piece.words) or not piece.is_artifact):
                piece = piece._replace(owner=first)
            first = piece.owner or first
            found.append(piece)
    return found


def _parts(pieces: Sequence[Piece], tree: Tree) -> Iterator[_Part]:
    """In the order of reading: what nobody owns stands behind what was drawn before it, and what the file says is no
    text above or below everything, where it stands there."""
    top, bottom = _extent(pieces)
    keyed, last = [], -1
    for at, piece in enumerate(pieces):
        if piece.owner:
            last = piece.owner.unit
            keyed.append(((last, 0, piece.owner.column, piece.owner.turn, at), tree.units[last], piece))
            continue
        where = last
        if _is_outside(piece, top, bottom) and piece.words[0][7] >= 0:
            where = -1 if piece.words[0][4] <= top else _AFTER
        unit = Unit(EDGE if piece.is_artifact and where != last else "")
        keyed.append(((where, 1, piece.line, 0, at), unit, piece))
    keyed.sort(key=lambda each: each[0])
    for key, group in groupby(keyed, lambda each: (each[0][:2], each[0][2] if each[0][1] else 0)):
        members = list(group)
        columns = groupby(members, lambda each: each[0][2])
        told = [(0 if key[0][1] else column, _rows([each[2] for each in some])) for column, some in columns]
        yield _Part(members[0][1], told)


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    return rows_of(led(to_words([word for piece in pieces for word in piece.words])))


def _believed(parts: list[_Part]) -> list[_Part]:
    """Without headings, where these are most of the page: something else is tagged so."""
    heads = sum(_weight(part) for part in parts if part.unit.kind == "head")
    if heads <= _HEADS * sum(map(_weight, parts)):
        return parts
    return [part._replace(unit=Unit("")) if part.unit.kind == "head" else part for part in parts]


def _weight(part: _Part) -> int:
    return sum(len(row.text) for _column, rows in part.columns for row in rows)


def _loosened(parts: list[_Part]) -> list[_Part]:
    """Where what is tagged as paragraphs are lines, or several paragraphs, the tags tell but the order."""
    texts = [part for part in parts if part.unit.kind == "para" and _of(part)]
    wide = max((row.box.width for part in texts for row in _of(part)), default=0.0)
    cut = sum(_is_cut(_of(one)[-1], _of(other)[0], wide) for one, other in pairwise(texts))
    are_lines = cut >= max(_CUT, _CUTS * len(texts))
    parts = [
        part._replace(unit=Unit("")) if part.unit.kind == "para" and (are_lines or _is_several(_of(part))) else part
        for part in parts
    ]
    return _joined(parts) if are_lines else parts


def _joined(parts: list[_Part]) -> list[_Part]:
    """Headings of one level in one, where they stand right below each other."""
    joined: list[_Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        is_head = part.unit.kind == "head" and last and part.unit == last.unit
        if last and is_head and _near(_of(last)[-1], _of(part)[0]):
            joined[-1] = last._replace(columns=[(0, _of(last) + _of(part))])
        else:
            joined.append(part)
    return joined


def _of(part: _Part) -> list[Row]:
    return [row for _column, rows in part.columns for row in rows]


def _is_cut(row: Row, below: Row, wide: float) -> bool:
    """A line that ends where its column does, in the middle of a sentence, and goes on in the next one."""
    full = row.box.width > _FULL * wide and row.text[-1] not in _STOPS
    return _near(row, below) and full and (below.text[0].islower() or below.text[0] >= WIDE)


def _near(row: Row, below: Row) -> bool:
    return abs(below.box.top - row.box.bottom) < _CLOSE * row.box.height


def _is_several(rows: list[Row]) -> bool:
    """Many lines with more white between some of them than between the others."""
    whites = [(other.box.top - one.box.bottom) / (one.box.height or 1.0) for one, other in pairwise(rows)]
    usual = sorted(whites)[len(whites) // 2] if whites else 0.0
    return len(rows) > _MANY and any(usual + _APART < white for white in whites)

"""Frames → bytes for a terminal, as few as possible: what is there already is not written again.

The cursor ends on the frame's cursor. A wide character is written or erased whole. Beyond text only these
sequences leave here: SGR, cursor moves, erase cells or to the line's end, clear, scroll region, reverse index,
title.
"""

from __future__ import annotations

from itertools import pairwise

from tui.app.frame import BLANK, Cell, Frame, Role, Stretch, cells
from tui.app.theme import base_code, change_code, theme_of
from tui.core.clean import printable
from tui.core.light import TYPE_CHECKING

_GAP = 4  # cells that are cheaper written again than jumped over
_UNKNOWN: Cell = ("", Role.TEXT)  # what is to be written whatever the terminal shows there
_LONGEST_TITLE = 100

if TYPE_CHECKING:
    from collections.abc import Sized
    from typing import TypeVar

    _Row = TypeVar("_Row")


class Painter:
    """Knows what the terminal shows. `titles`: whether it has a title; one that has none shows it as text. `is_bytes`:
    whether it takes a character of a title for a byte, which may end the title, so that the rest becomes text."""

    def __init__(self, titles: bool = True, is_bytes: bool = False) -> None:
        self._titles = titles
        self._is_bytes = is_bytes
        self._frame: Frame | None = None
        self._rows: list[list[Cell]] = []
        self._region: tuple[int, int] | None = None

    def forget(self) -> None:
        """The terminal shows something else by now: the next frame is painted whole."""
        self._frame = None

    def end(self) -> str:
        """What to send before the screen is given away."""
        return _whole(self._frame.lines) if self._frame and self._region else ""

    def paint(self, frame: Frame) -> str:
        """What to send so that the terminal shows this frame."""
        before, self._frame = self._frame, frame
        pen = _Pen(frame, self._region, before.cursor if before else None)
        if before is None or _shape(before) != _shape(frame):
            pen.clear()
            self._rows = [[BLANK] * frame.columns for _line in frame.lines]
            before = frame._replace(lines=((),) * len(frame.lines), title=before.title if before else "")
        elif shift := _shift(before, frame):
            pen.scroll(frame.body, shift)
            self._rows = _shifted(self._rows, frame.body, shift, [_UNKNOWN] * frame.columns)
            before = before._replace(lines=tuple(_shifted(list(before.lines), frame.body, shift, ())))
        said = {stretch.row for stretch in frame.said}
        for number, line in enumerate(frame.lines):
            if line != before.lines[number] or number in said or _UNKNOWN in self._rows[number][:1]:
                new = cells(line, frame.columns, frame.ambiguous)
                self._paint_row(number, new, _without(self._rows[number], number, frame.said), pen)
        self._region = pen.region
        pen.finish(frame.cursor)
        title = _title(before, frame, self._is_bytes) if self._titles else ""
        return "".join(pen.out) + title + "\a" * frame.bell

    def _paint_row(self, number: int, new: list[Cell], old: list[Cell], pen: _Pen) -> None:
        """`old`: what may stay there."""
        there, self._rows[number] = self._rows[number], new
        end = len(new)
        while end and new[end - 1] == BLANK:
            end -= 1
        erase = sum(cell != BLANK for cell in old[end:]) > 3
        for start, stop in _runs(old, new, end if erase else len(new)):
            if not _cuts(there[start:stop], new[start:stop]):
                pen.put(number, start, new[start:stop])
            elif start < end <= stop:
                pen.erase(number, start)  # and with it all that is to be blank
                pen.put(number, start, new[start:end])
                return
            else:
                pen.put(number, start, new[start:stop], f"\x1b[{stop - start}X")
        if erase:
            pen.erase(number, end)


class _Pen:
    """Collects output; knows where the terminal's cursor is and which look is set."""

    def __init__(self, frame: Frame, region: tuple[int, int] | None, at: tuple[int, int] | None) -> None:
        self.out: list[str] = []
        self.region = region
        self._lines = frame.lines
        self._size = (len(frame.lines), frame.columns)
        self._theme = theme_of(frame.theme)
        self._role = Role.TEXT
        self._at = at

    def clear(self) -> None:
        self._whole()
        self.out.append(base_code(self._theme) + "\x1b[H\x1b[2J")

    def _whole(self) -> None:
        """Ends the region."""
        self.out.append(_whole(self._lines))
        self._at, self.region = (0, 0), None

    def scroll(self, body: tuple[int, int], shift: int) -> None:
        """Moves the body's rows up, or down when negative. The region stays set: nothing else depends on it."""
        first, last = body
        if self.region != body:
            self.out.append(f"\x1b[{first + 1};{last}r")
            self._at, self.region = (0, 0), body
        self._move(last - 1 if shift > 0 else first, 0)
        self.out.append("\n" * shift or "\x1bM" * -shift)

    def put(self, row: int, column: int, run: list[Cell], first: str = "") -> None:
        """`first`: what to send before the cells."""
        if self.region and row + 1 == self._size[0] and column + _size(run) >= self._size[1]:
            # yasr takes a byte for a cell here, and wraps whatever was asked for: below a region it crashes.
            self._whole()
        self._move(row, column)
        if first:
            self.out.append(first)
        is_known = True
        for cell in run:
            column += 1
            if cell is None:
                continue
            if not is_known:
                self._at = None
                self._move(row, column - 1)
            text, role = cell
            if role is not self._role:
                self._look(role)
            self.out.append(text)
            is_known = len(text) == 1  # terminals differ in how wide they draw what is made of several characters
        self._at = (row, column) if is_known else None

    def erase(self, row: int, column: int) -> None:
        """To the end of the row."""
        self._move(row, column)
        self._look(Role.TEXT)
        self.out.append("\x1b[K")

    def finish(self, cursor: tuple[int, int]) -> None:
        self._look(Role.TEXT)
        self._move(*cursor)

    def _look(self, role: Role) -> None:
        if role is not self._role:
            self.out.append(change_code(self._theme, self._role, role))
            self._role = role

    def _move(self, row: int, column: int) -> None:
        if self._at != (row, column):
            ways = [f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H", *self._short_ways(row, column)]
            self.out.append(min(ways, key=len))
            self._at = (row, column)

    def _short_ways(self, row: int, column: int) -> list[str]:
        """Moves from where the cursor is. Behind the last column terminals disagree where that is."""
        if self._at is None:
            return []
        here, behind = self._at
        to = _right(column)
        if row == here + 1 and row < self._size[0] and (self.region is None or row != self.region[1]):
            return ["\r\n" + to]
        if row != here:
            return []
        ahead = column - behind
        return ["\r" + to, *([_right(ahead)] if ahead > 0 and behind < self._size[1] else [])]


def _whole(lines: Sized) -> str:
    """All rows scroll. With numbers: Fenrir does not know the short form, and goes on with the region before."""
    return f"\x1b[1;{len(lines)}r"


def _right(columns: int) -> str:
    return f"\x1b[{columns}C" if columns > 1 else "\x1b[C" * columns


def _shape(frame: Frame) -> tuple[int, int, str, int]:
    return frame.columns, len(frame.lines), frame.theme, frame.ambiguous


def _title(before: Frame, after: Frame, is_bytes: bool) -> str:
    if after.title == before.title:
        return ""
    title = printable(after.title)[:_LONGEST_TITLE]
    return f"\x1b]2;{'Mangdao' if is_bytes and not title.isascii() else title}\a"


def _without(row: list[Cell], number: int, stretches: tuple[Stretch, ...]) -> list[Cell]:
    """The cells of a row, those of the stretches in it unknown."""
    mine = [(start, min(end, len(row))) for at, start, end in stretches if at == number]
    row = list(row) if mine else row
    for start, end in mine:
        row[start:end] = [_UNKNOWN] * (end - start)
    return row


def _size(run: list[Cell]) -> int:
    """Bytes."""
    return sum(len(cell[0].encode()) for cell in run if cell)


def _cuts(old: list[Cell], new: list[Cell]) -> bool:
    """Whether writing cell after cell would leave half of an old wide character for a moment: Fenrir, which may look at
    the screen just then, stops at the sight. Or something old behind what a terminal may draw in fewer cells."""
    is_half = any(was is None and now is not None for was, now in zip(old, new, strict=True))
    return is_half or any(now and len(now[0]) > 1 and behind is None for now, behind in pairwise(new))


def _runs(old: list[Cell], new: list[Cell], end: int) -> list[tuple[int, int]]:
    """The columns to write, as ranges that cut no wide character, old or new."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < end:
        if old[at] == new[at]:
            at += 1
            continue
        start = at
        while start and (old[start] is None or new[start] is None):
            start -= 1
        while at < end and old[at] != new[at]:
            at += 1
        while at < len(new) and (old[at] is None or new[at] is None):
            at += 1
        if runs and start - runs[-1][1] <= _GAP:
            start = runs.pop()[0]
        elif start < _GAP and new[:start] == [BLANK] * start:
            start = 0
        runs.append((start, at))
    return runs


def _shift(before: Frame, after: Frame) -> int:
    """By how many rows the body has moved up (or down, when negative); 0 when it has not."""
    if before.body != after.body:
        return 0
    first, last = after.body
    old = {line: number for number, line in enumerate(before.lines[first:last]) if line}
    moves = {0: 0}
    for number, line in enumerate(after.lines[first:last]):
        if line in old:
            moves[old[line] - number] = moves.get(old[line] - number, 0) + 1
    shift = max(moves, key=moves.__getitem__)
    return shift if moves[shift] > moves[0] + 1 else 0


def _shifted(rows: list[_Row], body: tuple[int, int], shift: int, blank: _Row) -> list[_Row]:
    first, last = body
    moved = rows[max(first, first + shift) : min(last, last + shift)]
    new = [blank] * abs(shift)
    return [*rows[:first], *(moved + new if shift > 0 else new + moved), *rows[last:]]

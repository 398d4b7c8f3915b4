"""What screen readers for terminals go by, computed from the bytes alone.

`drawn`: the text written since the key, in the order of writing (yasr, tdsr after a letter, notifications of
Windows Terminal). `changed`: the rows that were not there before (Fenrir, Orca, NVDA). `caret`: the row in which
the cursor is left (BRLTTY, tdsr and Orca after an arrow). When all three are the wanted text, every screen reader
says it.
"""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

import pyte
from wcwidth import wcwidth

# What pyte takes for text, and terminals do not: titles, private modes and queries.
_UNKNOWN = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[<>=][0-?]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$p")

# A sequence at the end of some bytes whose own end is still to come.
_BEGUN = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?)?\Z")


class Seen(NamedTuple):
    """Texts without white space at their ends; `cursor`: row and column from 0."""

    drawn: str
    changed: str
    caret: str
    cursor: tuple[int, int]
    size: int


class _Screen(pyte.Screen):
    """Notes what is drawn, row by row."""

    def __init__(self, columns: int, lines: int) -> None:
        self.drawn: list[tuple[int, str]] = []
        super().__init__(columns, lines)

    def draw(self, data: str) -> None:
        for character in data:
            row = self.cursor.y
            if self.drawn and self.drawn[-1][0] == row:
                self.drawn[-1] = (row, self.drawn[-1][1] + character)
            else:
                self.drawn.append((row, character))
            super().draw(character)

    def linefeed(self) -> None:
        self.drawn.append((-1, " "))
        super().linefeed()

    def row(self, number: int) -> str:
        # pyte's own `display` fails on a wide character that was half overwritten.
        return "".join(self.buffer[number][column].data for column in range(self.columns)).rstrip()


def _broken(cells: list[str]) -> bool:
    """Cells of a row: a wide character is followed by an empty cell, and nothing else is."""
    wide = [bool(cell) and wcwidth(cell[0]) == 2 for cell in cells]
    return [not cell for cell in cells] != [False, *wide[:-1]] or wide[-1]


class Oracle:
    """A terminal that tells what a screen reader would make of the bytes since the last key."""

    def __init__(self, rows: int = 24, columns: int = 80) -> None:
        self.screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._before = self.rows
        self._size = 0
        self._begun = b""

    @property
    def rows(self) -> list[str]:
        return [self.screen.row(number) for number in range(self.screen.lines)]

    def text(self, row: int, first: int = 0, last: int | None = None) -> str:
        """What stands in these cells of a row, without white space at its end."""
        cells = range(first, self.screen.columns if last is None else last)
        return "".join(self.screen.buffer[row][column].data for column in cells).rstrip()

    @property
    def broken(self) -> bool:
        """Whether half of a wide character stands somewhere; it makes Fenrir stop."""
        return any(_broken([line[column].data for column in range(self.screen.columns)]) for line in self._lines())

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column from 0."""
        return self.screen.cursor.y, self.screen.cursor.x

    def _lines(self) -> list[dict[int, pyte.screens.Char]]:
        return [self.screen.buffer[number] for number in range(self.screen.lines)]

    def feed(self, data: bytes) -> None:
        """Bytes for the terminal, in any pieces."""
        self._size += len(data)
        data = self._begun + data
        begun = _BEGUN.search(data)
        whole = data[: begun.start()] if begun else data
        self._begun = data[len(whole) :]
        self._stream.feed(_UNKNOWN.sub(b"", whole))

    def seen(self) -> Seen:
        """What came since the last call."""
        rows, before = self.rows, self._before
        drawn = " ".join("".join(text for _row, text in self.screen.drawn).split())
        changed = SequenceMatcher(None, before, rows, autojunk=False).get_opcodes()
        new = [row.strip() for tag, _a, _b, start, end in changed if tag != "equal" for row in rows[start:end]]
        seen = Seen(drawn, " ".join(filter(None, new)), rows[self.cursor[0]].strip(), self.cursor, self._size)
        self._before, self._size = rows, 0
        self.screen.drawn.clear()
        return seen

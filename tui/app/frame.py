"""What the screen should show: rows of text with roles, and where the cursor is. No terminal, no Textual."""

from itertools import chain

from tui.core.cells import columns, is_beside, width_of
from tui.core.clean import printable
from tui.core.light import Enum, NamedTuple


class Role(Enum):
    """What a piece of text is for; a theme says how that looks."""

    TEXT = "text"
    HEADING = "heading"
    SPOKEN = "spoken"  # the sentence that is being read aloud
    SPOKEN_HEADING = "spoken heading"
    SPOKEN_WORD = "spoken word"  # inside the sentence
    SPOKEN_WORD_HEADING = "spoken word in a heading"
    RULER = "ruler"  # the row or sentence where somebody is
    RULER_HEADING = "ruler in a heading"
    SELECTED = "selected"
    SELECTED_HEADING = "selected in a heading"
    HIGHLIGHT = "highlight"  # what somebody has marked
    HIGHLIGHT_HEADING = "highlight in a heading"
    DOUBT = "doubt"  # the word at which the page may have been understood wrongly
    DOUBT_HEADING = "doubt in a heading"
    NOTE = "note"  # what comes after the words that matter, and the status row
    MESSAGE = "message"
    MARK = "mark"  # the cell beside the current row


IN_HEADING = {
    Role.TEXT: Role.HEADING,
    Role.SPOKEN: Role.SPOKEN_HEADING,
    Role.SPOKEN_WORD: Role.SPOKEN_WORD_HEADING,
    Role.RULER: Role.RULER_HEADING,
    Role.SELECTED: Role.SELECTED_HEADING,
    Role.HIGHLIGHT: Role.HIGHLIGHT_HEADING,
    Role.DOUBT: Role.DOUBT_HEADING,
}


class Piece(NamedTuple):
    text: str
    role: Role = Role.TEXT


Line = tuple[Piece, ...]
# A cell holds a character and its role; the second half of a wide character is None.
Cell = tuple[str, Role] | None
BLANK: Cell = (" ", Role.TEXT)
_MOST_KEPT = 0x2000  # characters of each role


class Stretch(NamedTuple):
    """Cells of one row, `end` behind the last."""

    row: int
    start: int
    end: int


class Frame(NamedTuple):
    """One picture of the whole screen.

    `lines`: as many as the screen has rows; none is wider than `columns`. `cursor`: row and column from 0.
    `body`: the rows (first, behind the last) that move together when text scrolls. `theme`: a name
    that `tui.app.theme.theme_of` knows. `ambiguous`: see `tui.core.cells.columns`. `bell`: ring with this frame.
    `said`: the cells that a key has led to; they are written even where they stand already, because screen readers
    that go by what is written say just that.
    """

    columns: int
    lines: tuple[Line, ...]
    cursor: tuple[int, int]
    body: tuple[int, int]
    theme: str
    title: str = ""
    ambiguous: int = 1
    bell: bool = False
    said: tuple[Stretch, ...] = ()

    def instead_of(self, skipped: "Frame") -> "Frame":
        """This one, where another that nobody has seen comes before it. What a key has led to there is still to be
        said, unless another key has led on: that it stands there now is no news to a reader of what is written."""
        bell = self.bell or skipped.bell
        if self.said or self.cursor != skipped.cursor:
            return self._replace(bell=bell)
        there = zip(self.lines, skipped.lines, strict=False)
        same = {row for row, (line, before) in enumerate(there) if line == before}
        return self._replace(bell=bell, said=tuple(each for each in skipped.said if each.row in same))


def is_marked(line: Line) -> bool:
    """Whether this is (a row of) the current one."""
    return any(piece.role is Role.MARK for piece in line)


def cells(line: Line, width: int, ambiguous: int = 1) -> list[Cell]:
    """A line as exactly `width` cells, blank behind its text. What does not fit is left away."""
    found: list[Cell] = []
    for piece in line:
        _add(found, printable(piece.text), piece.role, ambiguous)
    if len(found) > width:
        # A wide character across the edge goes as a whole.
        edge = width
        while edge and found[edge] is None:
            edge -= 1
        del found[edge:]
    return found + [BLANK] * (width - len(found))


class _Cells(dict[str, tuple[Cell, ...]]):
    """The cells of every character in one role, made when first met. KeyError for one that has none of its own."""

    def __init__(self, role: Role, ambiguous: int) -> None:
        self._role, self._ambiguous = role, ambiguous

    def __missing__(self, character: str) -> tuple[Cell, ...]:
        width = width_of(character, self._ambiguous)
        if not width or is_beside(character):
            raise KeyError(character)
        made = ((character, self._role), *[None] * (width - 1))
        if len(self) < _MOST_KEPT:
            self[character] = made
        return made


_TABLES = {(role, ambiguous): _Cells(role, ambiguous) for role in Role for ambiguous in (1, 2)}


def _add(found: list[Cell], text: str, role: Role, ambiguous: int) -> None:
    try:
        found += list(chain.from_iterable(map(_TABLES[role, ambiguous].__getitem__, text)))
    except KeyError:
        _add_singly(found, text, role, ambiguous)


def _add_singly(found: list[Cell], text: str, role: Role, ambiguous: int) -> None:
    starts = columns(text, ambiguous)
    for character, start, end in zip(text, starts, starts[1:], strict=False):
        if start == end or character == "\ufe0f" or (found and is_beside(character)):
            _join(found, character, end - start)
        else:
            found.append((character, role))
            found += [None] * (end - start - 1)


def _join(found: list[Cell], mark: str, wider: int) -> None:
    """Puts a mark on the character before it; at the very beginning of a line there is none."""
    at = len(found) - 1
    while at >= 0 and found[at] is None:
        at -= 1
    if at >= 0 and (cell := found[at]) is not None:
        found[at] = (cell[0] + mark, cell[1])
        found += [None] * wider

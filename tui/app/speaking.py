"""The speaking view: what a key has led to is alone on the screen, for people who hear or feel it.

What is drawn, what differs from the screen before and the row with the cursor are then the same text, so
every kind of screen reader says it once and nothing else. Each utterance stands below the last one, which is
taken away. Only where one of the new rows says the same as one on the screen, what is there stays: readers that
compare screens take a row that comes again elsewhere for one that has moved, and are silent.
"""

from tui.app.frame import Line, Piece, Stretch
from tui.core.cells import width_of
from tui.core.light import Callable
from tui.core.rows import break_at_clauses


class SpeakingView:
    """One utterance, and the row where it begins."""

    def __init__(self, welcome: Callable[[], str]) -> None:
        """`welcome`: the first utterance, asked for where it is shown."""
        self._welcome = welcome
        self._said: str | None = None
        self._first = 0
        self._rows: list[str] = []
        self._before: dict[int, str] = {}  # rows of the screen that stay from utterances before
        self._is_new = True

    @property
    def text(self) -> str:
        """What is shown."""
        if self._said is None:
            self._said = self._welcome()
        return self._said

    def say(self, text: str) -> None:
        """Shows this from now on."""
        self._said, self._is_new = text, True

    def rows(self, columns: int, height: int, ambiguous: int) -> tuple[list[Line], int, tuple[Stretch, ...]]:
        """The lines of the screen, the row where the utterance begins, and what has just been said."""
        rows = break_at_clauses(self.text, max(1, columns - 1), ambiguous)[:height] or [""]
        if self._is_new:
            self._go_below(rows, height)
        self._first = max(0, min(self._first, height - len(rows)))
        self._rows = rows
        lines: list[Line] = [()] * height
        for number, row in [*self._before.items(), *enumerate(rows, self._first)]:
            if number < height:
                lines[number] = (Piece(row),)
        said = tuple(Stretch(self._first + number, 0, width_of(row, ambiguous)) for number, row in enumerate(rows))
        is_new, self._is_new = self._is_new, False
        return lines, self._first, said if is_new else ()

    def _go_below(self, rows: list[str], height: int) -> None:
        """Where the next utterance begins, and what stays of those before."""
        below = self._first + len(self._rows)
        fits = below + len(rows) <= height
        last = dict(enumerate(self._rows, self._first))
        there = self._before | last if fits else last
        self._first = below if fits else 0
        self._before = there if set(rows) & set(there.values()) else {}

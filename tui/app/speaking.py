"""The speaking view: what a key has led to is alone on the screen, for people who hear or feel it.

What is drawn, what differs from the screen before and the row with the cursor are then the same text, so
every kind of screen reader says it once and nothing else. Each utterance stands below the last one, which is
taken away: readers that compare screens would not notice the same words in the same row.
"""

from tui.app.frame import Line, Piece, Stretch
from tui.core.cells import width_of
from tui.core.reflow import break_at_clauses


class SpeakingView:
    """One utterance, and the row where it begins."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._first = 0
        self._height = 0
        self._is_new = True

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def say(self, text: str) -> None:
        """Shows this from now on."""
        self._text, self._is_new = text, True

    def rows(self, columns: int, height: int, ambiguous: int) -> tuple[list[Line], int, tuple[Stretch, ...]]:
        """The lines of the screen, the row where the utterance begins, and what has just been said."""
        rows = break_at_clauses(self._text, max(1, columns - 1), ambiguous)[:height] or [""]
        if self._is_new:
            below = self._first + self._height
            self._first = below if below + len(rows) <= height else 0
        self._first = max(0, min(self._first, height - len(rows)))
        self._height = len(rows)
        lines: list[Line] = [()] * height
        for number, row in enumerate(rows):
            lines[self._first + number] = (Piece(row),)
        said = tuple(Stretch(self._first + number, 0, width_of(row, ambiguous)) for number, row in enumerate(rows))
        is_new, self._is_new = self._is_new, False
        return lines, self._first, said if is_new else ()

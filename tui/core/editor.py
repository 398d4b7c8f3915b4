"""A line of text being typed: the answer to a question."""

from collections.abc import Callable

from tui.core.cells import columns, width_of
from tui.core.words import character_at


class Editor:
    """Text and a cursor between its characters, which are what people take for one, marks and all."""

    def __init__(self) -> None:
        self.text = ""
        self._at = 0

    def press(self, key: str) -> bool:
        """Takes a key. False when it is of no use here."""
        if key == "space" or len(key) == 1:
            letter = " " if key == "space" else key
            self.text = self.text[: self._at] + letter + self.text[self._at :]
            self._at += 1
        elif key == "backspace":
            start = self.before
            self.text, self._at = self.text[:start] + self.text[self._at :], start
        elif key in _MOVES:
            self._at = _MOVES[key](self)
        else:
            return False
        return True

    def shown(self, room: int, ambiguous: int) -> tuple[str, int]:
        """The part of the text around the cursor that fits into so many cells, and the cursor's cell in it."""
        starts = columns(self.text, ambiguous)
        first = 0
        while starts[self._at] - starts[first] >= room and first < self._at:
            first = character_at(self.text, first)[1]
        last = self._at
        while last < len(self.text) and starts[character_at(self.text, last)[1]] - starts[first] <= room:
            last = character_at(self.text, last)[1]
        return self.text[first:last], width_of(self.text[first : self._at], ambiguous)

    @property
    def before(self) -> int:
        """Where the character before the cursor begins."""
        return character_at(self.text, self._at - 1)[0] if self._at else 0

    @property
    def after(self) -> int:
        """Where the character behind the cursor ends."""
        return character_at(self.text, self._at)[1] if self._at < len(self.text) else self._at


_MOVES: dict[str, Callable[[Editor], int]] = {
    "left": lambda editor: editor.before,
    "right": lambda editor: editor.after,
    "home": lambda _editor: 0,
    "end": lambda editor: len(editor.text),
}

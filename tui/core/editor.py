"""A line of text being typed: the answer to a question."""

from bisect import bisect_right

from tui.core.cells import columns, width_of
from tui.core.light import Callable, Sequence
from tui.core.menu import PASTED, Complete, none_begun
from tui.core.wording import _
from tui.core.words import character_at

_MOST = 1000  # characters: an answer longer than that is a slip of the mouse, which pastes


class Editor:
    """Text and a cursor between its characters, which are what people take for one, marks and all.

    `complete`: what a text that was begun may become. At the end of the text Tab writes as much as all of these have in
    common, and where that is no more than what is there, one after the other.
    """

    def __init__(self, complete: Complete = none_begun) -> None:
        self.text = ""
        self._at = 0
        self._complete = complete
        self._offered: Sequence[str] = ()

    def press(self, key: str) -> bool:
        """Takes a key. False when it is of no use here."""
        if key == "tab":
            return self._tab()
        self._offered = ()
        if written := _written(key)[: max(0, _MOST - len(self.text))]:
            self.text = self.text[: self._at] + written + self.text[self._at :]
            self._at += len(written)
        elif key == "backspace":
            start = self.before
            self.text, self._at = self.text[:start] + self.text[self._at :], start
        elif key in _MOVES:
            self._at = _MOVES[key](self)
        else:
            return False
        return True

    def _tab(self) -> bool:
        if self._at < len(self.text):
            return False
        if self.text in self._offered:
            following = self._offered[(self._offered.index(self.text) + 1) % len(self._offered)]
        else:
            found = self._complete(self.text)
            following = _common(found)
            if found and len(following) <= len(self.text):
                self._offered, following = found, next((each for each in found if each != self.text), "")
        if len(following) > _MOST or following in ("", self.text):
            return False
        self.text, self._at = following, len(following)
        return True

    def press_aloud(self, key: str) -> str:
        """`press`, and what to say of it: the character that was written, taken away or come to, or all that Tab
        wrote."""
        gone, before = self.text[self.before : self._at] if key == "backspace" else "", self.text
        if not self.press(key):
            return ""
        if key == "tab":
            return self.text[len(_common([before, self.text])) :]
        said = gone if key == "backspace" else self.text[self._at : self.after] if key in _MOVES else _written(key)
        return said if said.strip() else _("space")

    def shown(self, room: int, ambiguous: int) -> tuple[str, int]:
        """The part of the text around the cursor that fits into so many cells, and the cursor's cell in it."""
        starts = columns(self.text, ambiguous)
        first = min(self._at, bisect_right(starts, starts[self._at] - room))
        begin, end = character_at(self.text, first)
        first = end if begin < first else first
        last = max(self._at, bisect_right(starts, starts[first] + room) - 1)
        last = max(self._at, character_at(self.text, last)[0])
        return self.text[first:last], width_of(self.text[first : self._at], ambiguous)

    @property
    def before(self) -> int:
        """Where the character before the cursor begins."""
        return character_at(self.text, self._at - 1)[0] if self._at else 0

    @property
    def after(self) -> int:
        """Where the character behind the cursor ends."""
        return character_at(self.text, self._at)[1] if self._at < len(self.text) else self._at


class Hidden(Editor):
    """The same of what nobody is to see or to hear."""

    def press_aloud(self, key: str) -> str:
        self.press(key)
        return ""

    def shown(self, room: int, ambiguous: int) -> tuple[str, int]:
        return "", 0


def editor_of(is_secret: bool, complete: Complete = none_begun) -> Editor:
    """For the answer to a question that has just been asked."""
    return Hidden() if is_secret else Editor(complete)


def _written(key: str) -> str:
    """What a key writes: itself, or what was pasted."""
    if key.startswith(PASTED):
        return key.removeprefix(PASTED)
    return " " if key == "space" else key if len(key) == 1 else ""


def _common(texts: Sequence[str]) -> str:
    """What all of them begin with."""
    first, last = min(texts, default=""), max(texts, default="")
    same = next((n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:same]


_MOVES: dict[str, Callable[[Editor], int]] = {
    "left": lambda editor: editor.before,
    "right": lambda editor: editor.after,
    "home": lambda _editor: 0,
    "end": lambda editor: len(editor.text),
}

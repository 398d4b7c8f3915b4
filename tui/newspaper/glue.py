"""The text of a unit from the parts of the page that it was made of."""

from collections import Counter
from functools import cached_property

from tui.core.light import Callable, Iterable
from tui.core.publication import Span
from tui.newspaper.lines import close_up, is_spaced_out

Words = Counter[str]

_HYPHENS = "-\u2010\u00ad\u00ac"


class Glue:
    """Joins spans of one page. The page is its own dictionary for what a hyphen at a line end meant; before it
    `known` is asked, which counts words as `words_of` does."""

    def __init__(self, text: str, spaced: bool, known: Callable[[], Words] = Counter) -> None:
        self._text = text
        self._spaced = spaced
        self._known = known
        self._spaced_out = not spaced and is_spaced_out(text)

    def join(self, spans: Iterable[Span], apart: bool = False) -> str:
        """One line of text; white space inside the spans becomes single spaces. `apart`: a space between all."""
        pieces = [self._piece(*span) for span in spans]
        if apart or len(pieces) == 1:
            return " ".join(pieces)
        joined = [pieces[0]]
        for piece in pieces[1:]:
            self._append(joined, piece)
        return "".join(joined)

    def starts(self, spans: Iterable[Span]) -> list[int]:
        """Where each of the spans begins in the line that they make."""
        begins, last, end = list[int](), "", 0
        for piece in (self._piece(*span) for span in spans):
            both = [last] if last else [last, piece]
            if last:
                self._append(both, piece)
            end += sum(map(len, both)) - len(last)
            begins.append(end - len(piece))
            last = piece
        return begins

    def _piece(self, start: int, end: int) -> str:
        piece = " ".join(self._text[start:end].split())
        return close_up(piece) if self._spaced_out else piece

    def _append(self, joined: list[str], piece: str) -> None:
        last, first = joined[-1][-1], piece[0]
        if not self._spaced:
            latin = last.isascii() and last.isalnum() and first.isascii() and first.isalnum()
            joined += [" ", piece] if latin else [piece]
        elif last not in _HYPHENS or len(joined[-1]) < 2 or not joined[-1][-2].isalpha():
            joined += [" ", piece]
        else:
            if self._layout(joined[-1], piece):
                joined[-1] = joined[-1][:-1]
            joined.append(piece)

    def _layout(self, text: str, piece: str) -> bool:
        """The hyphen was put there by the line end and is no part of the word."""
        if not piece[0].islower():
            return False
        head = text.rsplit(None, 1)[-1][:-1].lower()
        tail = _word(piece)
        for words in (self._known(), self._words):
            whole, kept = words[_letters(head + tail)], words[_letters(f"{head}-{tail}")]
            if whole or kept:
                return whole >= kept
        return "-" not in head

    @cached_property
    def _words(self) -> Words:
        return words_of(self._text)


def words_of(text: str) -> Words:
    """How often each word stands in a text."""
    return Counter(_letters(word) for word in text.lower().split())


def _word(text: str) -> str:
    return text.split(None, 1)[0].lower()


def _letters(word: str) -> str:
    return word.strip(".,;:!?\"'“”‘’«»()[]")

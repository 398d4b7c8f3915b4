"""Does a line of print go on with the sentence of the one above, however both are set in?"""

import re

from tui.newspaper.typeset import Set

_WORDS, _LETTERS, _OTHER_LETTERS = 5, 0.88, 0.75  # in a line; letters and spaces of it, and of the next one
_WIDE, _ROOM, _FULL = 18.0, 0.15, 2.0  # heights of a line; of the width of the column; heights
_SAME, _SPILL = 0.3, 0.6  # heights
_OPEN = ",’'”\")-–—"  # what a line may end with in the middle of a sentence
_MARK = re.compile(r"\w{1,3}[.)] ")  # of an entry of a list
_PART = re.compile(r"[^\W\d_][.,;:](?=\s|[^\W\d_]|$)")  # of a sentence, with what ends it, or of an abbreviation


def is_mid_sentence(above: str, text: str, first: Set, second: Set) -> bool:
    """Both are prose, the first is as long as lines are there and ends within a sentence: entries of lists hang over
    their first lines, and quotations are set in as a whole. Code and verse are no prose, or shorter."""
    if not text[0].islower() or _MARK.match(text) or not (above[-1].isalnum() or above[-1] in _OPEN):
        return False
    if first.column - first.indent - first.room < _WIDE:
        return False
    if not (_is_prose(above, _LETTERS) and above.count(" ") >= _WORDS - 1 and _is_prose(text, _OTHER_LETTERS)):
        return False
    is_full = first.room <= max(_FULL, _ROOM * first.column)
    is_set_in = abs(second.indent - first.indent) < _SAME and second.room > first.room - _SPILL
    return is_full or is_set_in


def _is_prose(text: str, least: float) -> bool:
    """A short formula in a line is no reason to take it for none, however its signs are called."""
    letters = sum(letter.isalpha() or letter == " " for letter in text)
    return letters + len(_PART.findall(text)) >= least * len(text)

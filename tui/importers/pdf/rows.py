"""The words of a PDF page → its rows: parted where columns are, with one sign for the points that lead to a number."""

import re
from collections.abc import Iterator
from typing import Any

from tui.importers.pdf.formulas import with_formulas
from tui.importers.pdf.leftwards import in_reading_order
from tui.newspaper.boxes import Box, around
from tui.newspaper.gutters import Gutters
from tui.newspaper.sheet import Row, Sheet, Word, rows_of

_WIDEST = 1.1  # of the height of type: a wider space parts columns
_POINTS, _LEADER = frozenset(".·…․‥"), 4  # signs that lead over white; how many of them do
_LED, _PAGE = "…", re.compile(r"\d{1,4}")
_NUMBER = re.compile(r"(?:[A-Z]|[IVXL]{1,5}|\d{1,3})(?:\.\d{1,3}){0,5}\.?")
_FARTHEST = 5.0  # of the height of type, from a number to its title
_ALIGNED, _WHITE, _ENTRIES = 20.0, 1.5, 4  # tenths of points; of the height of type; numbers below each other
_BACK = 3.0  # of the height of type: where lines run from right to left
_LEAST_ENTRY = 4  # words: number, title, what leads, page
_FAR, _NOWHERE = 500.0, 1e9  # tenths of points
_LEAST_POWER, _MOST_POWER, _SHARED = 0.45, 0.8, 0.3  # of the height of the larger and of the smaller sign
_OVER, _GAP, _CLOSE = 0.2, 0.4, 0.12  # of the height of the larger one
FIGURE = "\ufffc"
"""What a line begins with that stands for a figure."""
NOTE = "note:"
"""What stands before the number and the text of a note in what leads to it."""
HEAD = "head:"
"""The same of words that stand in a heading: its level follows."""
Words = list[list[list[Any]]]
"""Lines, of each its words: text, left, top, right, bottom, height of type, whether no space stands before it, which
characters of the page it is, -1 for what is none of them, and its style."""


def to_words(words: list[list[Any]]) -> list[Word]:
    return [
        Word(text, Box(*box), size, broken or None, style) for text, *box, size, broken, _start, _end, style in words
    ]


def sheet_of(words: Words) -> Sheet:
    lines = _listed(
        [led(line) for line in _joined(with_formulas(in_reading_order([to_words(line) for line in words])))]
    )
    lines = [_numbered(line) for line in lines]
    gutters = Gutters(word.box for line in lines for word in line)
    rows: list[Row] = []
    for line in lines:
        rows += rows_of(line, widest=_WIDEST, gutters=gutters)
    return Sheet(tuple(rows))


def _listed(lines: list[list[Word]]) -> list[list[Word]]:
    """The lines, with a sign for the white that leads to the number of a page, where several numbers stand below each
    other and grow: in a table of contents."""
    below: dict[int, list[tuple[float, int, int]]] = {}
    for at, line in enumerate(lines):
        if len(line) > 1 and _PAGE.fullmatch(line[-1].text) and _is_far(line[-2], line[-1]):
            box = line[-1].box
            below.setdefault(round(box.right / _ALIGNED), []).append((box.top, int(line[-1].text), at))
    found = list(lines)
    for entries in below.values():
        for run in _growing(sorted(entries)):
            for _top, _number, at in run:
                found[at] = [*lines[at][:-1], *_leading(*lines[at][-2:])]
    return found


def _growing(entries: list[tuple[float, int, int]]) -> Iterator[list[tuple[float, int, int]]]:
    """Numbers near below each other of which none is smaller than the one above, where these are several."""
    run: list[tuple[float, int, int]] = []
    for entry in [*entries, (_NOWHERE, -1, -1)]:
        if run and (entry[1] < run[-1][1] or entry[0] - run[-1][0] > _FAR):
            if len(run) >= _ENTRIES and run[0][1] < run[-1][1]:
                yield run
            run = []
        run.append(entry)


def _is_far(last: Word, word: Word) -> bool:
    """White leads to it, or points do."""
    return last.text == _LED or (_beside(last, word) and word.box.left - last.box.right > _WHITE * word.box.height)


def _leading(last: Word, word: Word) -> list[Word]:
    if last.text == _LED:
        return [word]
    return [Word(_LED, Box(last.box.right, last.box.top, word.box.left, last.box.bottom), last.size), word]


def _numbered(line: list[Word]) -> list[Word]:
    """An entry of a table of contents, its number as far as to its title: numbers stand below each other there as if
    they were a column of their own."""
    if len(line) < _LEAST_ENTRY or line[-2].text != _LED or not _NUMBER.fullmatch(line[0].text):
        return line
    number, title = line[:2]
    if not 0 < title.box.left - number.box.right < _FARTHEST * number.box.height:
        return line
    return [number._replace(box=number.box._replace(right=title.box.left)), title._replace(joined=False), *line[2:]]


def _joined(lines: list[list[Word]]) -> list[list[Word]]:
    """The lines, in one where each point was drawn by itself, with what these lead from and to, and where a line ends
    only because a smaller sign stands higher or lower."""
    joined: list[list[Word]] = []
    for line in lines:
        last = joined[-1][-1] if joined and joined[-1] else None
        if last and line and (_leads(last) or _leads(line[0])) and _beside(last, line[0]):
            joined[-1].extend(line)
        elif last and line and _is_raised(last, line[0]):
            joined[-1] += [line[0]._replace(joined=_is_close(last, line[0]) or None), *line[1:]]
        else:
            joined.append([*line])
    return joined


def _is_raised(last: Word, word: Word) -> bool:
    """One is a power of the other, or what a power stands at."""
    small, large = sorted((last.box, word.box), key=lambda box: box.height)
    if not _LEAST_POWER * large.height <= small.height <= _MOST_POWER * large.height:
        return False
    shared = min(last.box.bottom, word.box.bottom) - max(last.box.top, word.box.top)
    white = word.box.left - last.box.right
    return shared > _SHARED * small.height and -_OVER * large.height < white < _GAP * large.height


def _is_close(last: Word, word: Word) -> bool:
    """It belongs to the sign before it: what comes behind a power, or the number of a note, is another word."""
    if word.box.height > last.box.height and word.text[0].isalnum():
        return False
    return word.box.left - last.box.right < _CLOSE * max(last.box.height, word.box.height)


def _leads(word: Word) -> bool:
    return _POINTS.issuperset(word.text)


def is_led(words: list[list[Any]]) -> bool:
    """Nothing but points."""
    return all(_POINTS.issuperset(word[0]) for word in words)


def _beside(last: Word, word: Word) -> bool:
    """One stands behind the other on the same line of print."""
    size = max(last.size, word.size)
    behind = word.box.left >= last.box.left or 0 <= last.box.left - word.box.right < _BACK * size
    return behind and abs(last.box.bottom - word.box.bottom) < size / 2


def led(words: list[Word]) -> list[Word]:
    """The words of a line with one for all points that lead to a page number: from line to line they stand below each
    other, as if white ran down between them, and nobody wants to hear each."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _leads(runs[-1][-1]) and _leads(word) and _beside(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    sides = zip([None, *(run[-1] for run in runs)], runs, [*(run[0] for run in runs[1:]), None], strict=False)
    return [each for last, run, word in sides for each in ([_leader(last, run, word)] if _is_leader(run) else run)]


def _is_leader(run: list[Word]) -> bool:
    return _leads(run[0]) and sum(len(word.text) for word in run) >= _LEADER


def _leader(last: Word | None, run: list[Word], led: Word | None) -> Word:
    """One for all points, from what they lead from as far as to what they lead to."""
    whole = around(word.box for word in run)
    if last and last.box.right < whole.left and _beside(last, run[0]):
        whole = whole._replace(left=last.box.right)
    if led and led.box.left > whole.right:
        whole = whole._replace(right=led.box.left)
    return Word(_LED, whole, run[0].size)

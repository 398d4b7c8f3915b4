"""Headings of a printed book that are no larger than its text: lines of heavy type, and what its contents call so."""

import re
from collections.abc import Iterator, Sequence

from tui.importers.book import letters_of
from tui.importers.printed.chapters import NUMBER, Listed, called
from tui.importers.printed.line import BULLET, LED, Printed
from tui.newspaper.sheet import BOLD, MONO

_MOST, _LONGEST, _FEW = 0.25, 120, 3  # of the lines of a book; characters; lines
_LEVEL, _DEEPEST = 30.0, 6  # tenths of points
_WHITE, _ROOM, _SHORT = 0.25, 2.0, 0.15  # heights of a line; of the width of a column
_ENDS, _GOES_ON = ",;，；、-‐", ".。!?！？:：；;”』」’)》】\"'"
_OPENS = "“„«\"'‘(¿¡§「『《【"
_NUMBERED = re.compile(r"\d{1,2}(\.\d{1,2})*\.? \S")
_SAME, _LARGE = 0.1, 1.15  # of the size


def mark_heads(lines: Sequence[Printed], contents: Sequence[Listed] = ()) -> None:
    """Writes into the lines of a book's text which are headings, and of what level."""
    _by_contents(lines, contents)
    bold = [index for index, line in enumerate(lines) if _is_bold(line)]
    if len(bold) > _MOST * len(lines):
        return
    for run in _runs(lines, bold):
        if _is_head(lines, run):
            large = any(how.size >= _LARGE for index in run if (how := lines[index].how))
            _write([lines[index] for index in run], 2 if large else 3)


def _write(run: Sequence[Printed], level: int) -> None:
    for number, line in enumerate(run):
        line.head, line.more_of_head = level, number > 0


def _by_contents(lines: Sequence[Printed], contents: Sequence[Listed]) -> None:
    here: dict[int, list[tuple[int, str]]] = {}
    wanted = {entry.page for entry in contents}
    for index, line in enumerate(lines if contents else ()):
        if line.sheet in wanted:
            here.setdefault(line.sheet, []).append((index, letters_of(line.line.text)))
    for entry in contents:
        title = letters_of(entry.title)
        for start, letters in here.get(entry.page, ()):
            if _begins(letters, title) and (found := _called(lines[start : start + _FEW], entry)):
                _write(found, min(_DEEPEST, entry.level + 1))
                break


def _begins(letters: str, title: str) -> bool:
    """A line may be the first of a heading that is called so."""
    letters, title = letters.lstrip(NUMBER), title.lstrip(NUMBER)
    return bool(title) and title.startswith(letters)


def _called(lines: Sequence[Printed], entry: Listed) -> Sequence[Printed]:
    """The lines, from the first on, which together are called like an entry of the contents."""
    text = ""
    for count, line in enumerate(lines, 1):
        if line.tag or line.level or line.head or line.sheet != entry.page:
            break
        text += line.line.text
        if called(text, entry.title):
            return lines[:count]
    return ()


def _is_bold(line: Printed) -> bool:
    how = line.how
    is_else = line.tag or line.level or line.head or line.code is not None
    return bool(how and how.style & BOLD and not is_else and not how.style & MONO)


def _runs(lines: Sequence[Printed], bold: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in bold:
        if run and not (index == run[-1] + 1 and _is_one(lines[run[-1]], lines[index])):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _is_one(above: Printed, line: Printed) -> bool:
    is_new = above.sheet != line.sheet or line.line.gap > 1 or _NUMBERED.match(line.line.text)
    if above.how is None or line.how is None or is_new:
        return False
    return abs(above.how.size - line.how.size) < _SAME and above.line.text[-1] not in _GOES_ON


def _is_head(lines: Sequence[Printed], run: Sequence[int]) -> bool:
    """Few short lines that stand alone, with text below them and nothing above that goes on with them."""
    text = " ".join(lines[index].line.text for index in run)
    first, last = lines[run[0]], lines[run[-1]]
    if (
        len(run) > _FEW
        or len(text) > _LONGEST
        or text[-1] in _ENDS
        or LED.search(text)
        or not any(map(str.isalpha, text))
    ):
        return False
    if not (text[0].isalnum() or text[0] in _OPENS):
        return False
    if run[-1] + 1 == len(lines) or BULLET.match(text) or any(_is_beside(lines, index) for index in run):
        return False
    above = lines[run[0] - 1] if run[0] else None
    if above is None or above.sheet != first.sheet or first.line.gap > 1 or above.head or above.how is None:
        return True
    below = lines[run[-1] + 1]
    is_apart = bool(first.how and first.how.white > _WHITE) or above.line.text[-1] in _GOES_ON
    return (is_apart or _is_short(above)) and (_is_short(last) or below.line.gap > 1)


def _is_short(line: Printed) -> bool:
    return line.how is not None and line.how.room > max(_ROOM, _SHORT * line.how.column)


def _is_beside(lines: Sequence[Printed], index: int) -> bool:
    """Something stands beside it, as in tables and forms."""
    own, near = lines[index], lines[max(0, index - 3) : index + 4]
    return any(line is not own and line.sheet == own.sheet and abs(line.top - own.top) < _LEVEL for line in near)

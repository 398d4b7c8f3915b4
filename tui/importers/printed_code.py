"""Code in a printed book: lines in type of one width, each of them as far in as it stands."""

import re
from collections.abc import Iterator, Sequence

from tui.importers.printed_line import Printed
from tui.newspaper.sheet import MONO, is_solid

_TEXTS = ("", "para", "text")
_SIGNS = re.compile(r"[$#{}\\;=<>|~`\[\]]|[\w.]\(|(?<!\S)--?\w|(?<!\S)/\w|\w/\w+/|\w_\w|^%")
_ADDRESS = re.compile(r"(?:(?:\d{1,3}|[*∗†‡§¶]) )?(?:\S+(@|://)\S+|[\w.-]+\.[a-z]{2,4})")  # of a note, too
_PROSE, _LETTERS, _WORDS = 0.5, 0.88, 5  # of the lines; of a line; in it
_DEEPEST, _BLANK = 40, 1.0  # spaces; heights of a line
_LEVEL = 30.0  # tenths of points


def mark_code(lines: Sequence[Printed]) -> None:
    """Writes into the lines of a book's text which are code. A book that is typewritten as a whole has none."""
    mono = [index for index, line in enumerate(lines) if _is_mono(line)]
    if sum(_is_prose(lines[index].line.text) for index in mono) > _PROSE * len(mono):
        return
    for run in _runs(lines, mono):
        texts = [line.line.text for line in run]
        if (any(map(_SIGNS.search, texts)) or _is_command(texts)) and not all(map(_ADDRESS.fullmatch, texts)):
            _write(run)


def _is_mono(line: Printed) -> bool:
    if not line.how or not line.how.style & MONO or (line.tag and line.tag.kind not in _TEXTS) or line.level:
        return False
    return not any(map(is_solid, line.line.text))


def _is_command(texts: Sequence[str]) -> bool:
    """Several words of which nothing tells that they are a sentence."""
    return all(text[0].islower() and " " in text and text[-1].isalnum() for text in texts)


def _is_prose(text: str) -> bool:
    letters = sum(letter.isalpha() or letter == " " for letter in text)
    return letters >= _LETTERS * len(text) and text.count(" ") >= _WORDS - 1


def _runs(lines: Sequence[Printed], mono: Sequence[int]) -> Iterator[list[Printed]]:
    """Lines that follow each other and stand below each other."""
    run: list[Printed] = []
    last = -2
    for index in mono:
        line = lines[index]
        beside = (lines[other] for other in (index - 1, index + 1) if 0 <= other < len(lines))
        if any(other.sheet == line.sheet and abs(other.top - line.top) < _LEVEL for other in beside):
            continue  # the cell of a table
        if index != last + 1 and run:
            yield run
            run = []
        run.append(line)
        last = index
    if run:
        yield run


def _write(run: Sequence[Printed]) -> None:
    width = _width(run)
    for number, line in enumerate(run):
        base = min(other.left for other in run if other.sheet == line.sheet)
        line.code = " " * min(_DEEPEST, round((line.left - base) / width)) if width else ""
        line.begins_code = not number
        line.blank = int(bool(number and line.how and line.how.white < 50 and line.how.white > _BLANK))


def _width(run: Sequence[Printed]) -> float:
    """Of a letter."""
    hows = [(line.how, len(line.line.text)) for line in run]
    widths = sorted((how.column - how.indent - how.room) / count for how, count in hows if how)
    return widths[len(widths) // 2]

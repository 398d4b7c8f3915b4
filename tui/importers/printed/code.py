"""Code in a printed book: lines in type of one width, each of them as far in as it stands."""

import re
from collections.abc import Iterator, Sequence

from tui.importers.printed.line import BULLET, Printed
from tui.newspaper.sheet import MONO, is_solid

_TEXTS = ("", "para", "text")
_SIGNS = re.compile(r"[$#{}\\;=<>|~`\[\]]|[\w.]\(|(?<!\S)--?\w|(?<!\S)/\w|\w/\w+/|\w_\w|^%")
_ADDRESS = re.compile(
    r"(?:(?:\d{1,3}|[*∗†‡§¶]) )?(?:\S(?:[^\s@:]|:(?!//))*+(?:@|://)\S++|[\w.-]+\.[a-z]{2,4})"
)  # of a note, too
_PROSE, _LETTERS, _MIXED, _WORDS = 0.5, 0.88, 0.75, 5  # of the lines; of a line, and of one with other signs; in it
_DEEPEST, _BLANK = 40, 1.0  # spaces; heights of a line
_FULL, _RIGHT_BELOW, _SAME, _HANGS = 2.0, 0.5, 0.1, 3.0  # heights of a line
_STOPS = "。！？!?.…：:；;"
_MARK = re.compile(BULLET.pattern + r"|[([]?\w{1,3}[.)\]] ")
_LEVEL = 30.0  # tenths of points


def mark_code(lines: Sequence[Printed]) -> None:
    """Writes into the lines of a book's text which are code. A book that is typewritten as a whole has none."""
    mono = [index for index, line in enumerate(lines) if _is_mono(line)]
    if sum(_is_prose(lines[index].line.text) for index in mono) > _PROSE * len(mono):
        return
    within = {index for index in mono if _goes_on(lines, index)}
    for run in _runs(lines, [index for index in mono if index not in within]):
        texts = [line.line.text for line in run]
        if (any(map(_SIGNS.search, texts)) or _is_command(texts)) and not all(map(_ADDRESS.fullmatch, texts)):
            _write(run)


def _is_mono(line: Printed) -> bool:
    if not line.how or not line.how.style & MONO or (line.tag and line.tag.kind not in _TEXTS) or line.level:
        return False
    return not any(map(is_solid, line.line.text))


def _goes_on(lines: Sequence[Printed], index: int) -> bool:
    """A line of a paragraph that happens to hold little else than names of commands: the one above is full, ends in the
    middle of a sentence, and this one stands right below it."""
    above, line = lines[index - 1] if index else None, lines[index]
    if above is None or above.sheet != line.sheet or line.line.gap > 1 or not above.how or not line.how:
        return False
    is_text = not above.how.style & MONO and _is_text(above.line.text) and above.how.room < _FULL
    hangs = _MARK.match(above.line.text) and 0 < line.left - above.left < _HANGS
    return is_text and line.how.white < _RIGHT_BELOW and (bool(hangs) or abs(line.left - above.left) < _SAME)


def _is_text(text: str) -> bool:
    """Words of a sentence that goes on, with names of commands and signs among them."""
    letters = sum(letter.isalpha() or letter == " " for letter in text)
    return text[-1:] not in _STOPS and text.count(" ") >= _WORDS - 1 and letters >= _MIXED * len(text)


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

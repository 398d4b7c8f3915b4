"""Lines → paragraphs: prose that was wrapped to a width becomes paragraphs again; verse, tables and source code keep
their lines."""

from itertools import pairwise

from tui.core.light import Iterator
from tui.newspaper.lines import Line, blocks_of

_LEAST_COLUMN, _MOST_STOPPED, _MOST_TITLE, _LEAST_INDENT = 30, 0.6, 60, 2
_STOPS = "。！？!?.…：:；;，,、”』」）)》】\"'"
_NOT_PROSE = ("  ", "\t", " | ", "│", ";", "{", "}", "==", "->")


def paragraphs_of(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of each paragraph, of lines that know their columns."""
    for start, end in blocks_of(lines):
        block = lines[start:end]
        if _wrapped_prose(block):
            yield from _paragraphs(block)
        else:
            yield from ([line] for line in block)


def is_spaced(language: str) -> bool:
    """Whether words have spaces between them, so that a line end is one too."""
    return language[:2] not in ("zh", "ja")


def title_of(lines: list[Line]) -> str:
    """A short first line that stands alone, does not end like a sentence and starts with a letter. Asks for the
    first two lines of a text."""
    first = lines[0]
    alone = len(lines) > 1 and lines[1].gap > 1
    plain = first.text[0].isalnum() and first.text[-1] not in _STOPS.replace(")", "") and "  " not in first.text
    return first.text if alone and plain and first.width <= _MOST_TITLE else ""


def _wrapped_prose(block: list[Line]) -> bool:
    """Most lines reach the column and break off in the middle of a sentence."""
    if len(block) < 2 or block[0].column < _LEAST_COLUMN:
        return False
    before_last = block[:-1]
    stopped = sum(line.text[-1] in _STOPS for line in before_last)
    odd = sum(any(mark in line.text for mark in _NOT_PROSE) for line in block)
    return stopped <= _MOST_STOPPED * len(before_last) and odd <= 0.2 * len(block)


def _paragraphs(block: list[Line]) -> list[list[Line]]:
    """A line that is set in, or that follows a short last line, begins a paragraph."""
    margin = min(line.indent for line in block)
    paragraphs = [[block[0]]]
    for above, line in pairwise(block):
        ended = above.width < 0.75 * above.column and above.text[-1] in _STOPS
        if ended or line.indent >= margin + _LEAST_INDENT > above.indent or line.indent > above.indent + 1:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs

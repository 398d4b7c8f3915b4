"""Lines → blocks: prose that was wrapped to a width becomes paragraphs again; verse keeps its lines, and tables and
source code keep them as they are set in."""

from itertools import pairwise

from tui.core.light import Iterator, NamedTuple
from tui.core.publication import Block, Kind, Span
from tui.importers.listings import kept_lines
from tui.newspaper.glue import Glue
from tui.newspaper.lines import Line, blocks_of

_TAB, _STANZA, _MOST_VERSE, _OPENING = 4, 4, 66, "\"'“‘«(—- "
_LEAST_COLUMN, _MOST_STOPPED, _MOST_TITLE, _LEAST_INDENT = 30, 0.6, 60, 2
_STOPS = "。！？!?.…：:；;，,、”』」）)》】\"'"
_NOT_PROSE = ("  ", "\t", " | ", "│", "{", "}", "==", "->")


class Paragraph(NamedTuple):
    """Its lines. `kept`: one that stays as it is set; `first`: the first of such."""

    lines: list[Line]
    kept: bool = False
    first: bool = False


def paragraphs_of(lines: list[Line]) -> Iterator[Paragraph]:
    """The paragraphs of lines that know their columns."""
    blocks = [lines[start:end] for start, end in blocks_of(lines)]
    before = False
    for block, kept in zip(blocks, kept_lines(blocks), strict=True):
        if kept or not _wrapped_prose(block):
            yield from (Paragraph([line], kept, kept and not before and not at) for at, line in enumerate(block))
        else:
            yield from map(Paragraph, _paragraphs(block))
        before = kept


def blocks_from(lines: list[Line], text: str, glue: Glue, language: str) -> Iterator[Block]:
    """The blocks that lines of a text are."""
    for paragraph in paragraphs_of(lines):
        first = paragraph.lines[0]
        if paragraph.kept:
            span = Span(first.start - first.indent, first.end)
            gap = 0 if paragraph.first else first.gap - 1
            line = text[span.start : span.end].expandtabs(_TAB)
            yield Block(line, Kind.CODE, (span,), language, first=paragraph.first, gap=gap)
        else:
            spans = tuple(Span(line.start, line.end) for line in paragraph.lines)
            yield Block(glue.join(spans), Kind.PARAGRAPH, spans, language)


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
    if len(block) < 2 or block[0].column < _LEAST_COLUMN or _is_verse(block):
        return False
    before_last = block[:-1]
    stopped = sum(line.text[-1] in _STOPS for line in before_last)
    odd = sum(line.text[-1] == ";" or any(mark in line.text for mark in _NOT_PROSE) for line in block)
    return stopped <= _MOST_STOPPED * len(before_last) and odd <= 0.2 * len(block)


def _is_verse(block: list[Line]) -> bool:
    """Short lines of which nearly each begins with a capital letter, as in prose few do."""
    capitals = sum(line.text.lstrip(_OPENING)[:1].isupper() for line in block)
    if len(block) < _STANZA or capitals < len(block) - len(block) // _STANZA or block[0].column > _MOST_VERSE:
        return False
    letters = "".join(line.text for line in block)
    return 2 * sum(map(str.islower, letters)) > len(letters)


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

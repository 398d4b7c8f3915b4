"""Printed lines of which the file says what they are → which of them make one block, and what it is."""

from collections.abc import Sequence
from itertools import groupby
from unicodedata import east_asian_width

from tui.core.publication import Block, Kind, Link
from tui.importers.printed.line import Printed
from tui.importers.printed.links import links_of
from tui.newspaper.glue import Glue

KINDS = {
    "text": Kind.PARAGRAPH,
    "head": Kind.HEAD,
    "item": Kind.ITEM,
    "quote": Kind.QUOTE,
    "note": Kind.NOTE,
    "caption": Kind.CAPTION,
    "row": Kind.TABLE,
}
_LIKE_TEXT = ("", "para", "text")
_STOPS = "。！？!?.…：:；;”』」”’)》】\"'"
_WIDE = "WFH"  # as the characters of the East are


def is_one(above: Printed, line: Printed) -> bool:
    """They stand in the same thing by the word of the file."""
    one, other = above.tag, line.tag
    if not one or not other:
        return False
    if above.sheet == line.sheet:
        return one.unit == other.unit
    return one.kind == other.kind != "row" and one.goes_on and other.more


def may_be_one(above: Printed, line: Printed) -> bool:
    """The file does not say that one goes on with the other, but many break off what goes on on the next page."""
    one, other = (line.tag.kind if line.tag else "" for line in (above, line))
    alike = one == other != "row" or (one in _LIKE_TEXT and other in _LIKE_TEXT)
    return above.sheet != line.sheet and alike and above.line.text[-1] not in _STOPS


def row_of(glue: Glue, unit: Sequence[Printed], language: str) -> Block:
    """A row of a table, as other formats have it: what its cells say, one after the other."""
    text, cells, links = "", [0], list[Link]()
    parts = {column: list(lines) for column, lines in groupby(unit, lambda line: line.tag.column if line.tag else 0)}
    for column in range(max(parts) + 1):
        if column:
            text = text.rstrip()
            cells[-1] = min(cells[-1], len(text))
            text += "；" if text and east_asian_width(text[-1]) in _WIDE else "; "
            cells.append(len(text))
        lines = parts.get(column, [])
        cell = glue.join([line.span for line in lines]) if lines else ""
        links += [moved(link, len(text)) for link in links_of(glue, lines, cell)]
        text += cell
    tag = unit[0].tag
    level, first = (tag.level, tag.first) if tag else (0, False)
    spans = tuple(line.span for line in unit)
    return Block(text, Kind.TABLE, spans, language, unit[0].page, level, first, tuple(links), cells=tuple(cells))


def moved(link: Link, by: int) -> Link:
    """The link so many characters farther on."""
    return link._replace(start=link.start + by, end=link.end + by)

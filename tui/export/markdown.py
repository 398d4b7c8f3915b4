"""Markdown (CommonMark): the publication a first-level heading, each article a second-level one."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from tui.core.progress import told
from tui.core.publication import Article, Block, Kind, Publication
from tui.core.readings import read_as
from tui.core.tables import cells

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_AT_START = re.compile(r"^([#+-]|\d+[.)])(?=\s|$)")
_CLOSE = frozenset({Kind.ITEM, Kind.TABLE, Kind.CODE, Kind.VERSE})
_NUMBER = re.compile(r"(\d{1,9})\. ")
_WRAPPED = {
    Kind.TITLE: "## {}",
    Kind.KICKER: "**{}**",
    Kind.SUBTITLE: "**{}**",
    Kind.TAG: "*{}*",
    Kind.BYLINE: "*{}*",
    Kind.CREDIT: "*{}*",
    Kind.CAPTION: "> {}",
    Kind.JUMP: "*{}*",
    Kind.IMAGE: "*{}*",
    Kind.QUOTE: "> {}",
}


def write(publication: Publication, out: TextIO) -> None:
    """Writes the whole publication; marks that Markdown would take for its own are escaped."""
    publication = read_as(publication, "both")
    out.write(f"# {_escaped(publication.title)}\n")
    for block in publication.furniture:
        out.write(f"\n{_escaped(block.text)}\n")
    for article in told(publication.articles):
        for kind, group in groupby(_title_first(article), key=lambda block: block.kind):
            out.writelines(f"{line}\n" for line in _lines(kind, list(group)))


def _lines(kind: Kind, blocks: list[Block]) -> Iterator[str]:
    """Blocks of one kind that follow each other."""
    fence = _fence(blocks) if kind is Kind.CODE else ""
    for number, block in enumerate(blocks):
        begins = not number or block.first
        if begins and number and fence:
            yield fence
        if begins or kind not in _CLOSE:
            yield ""
        if begins and fence:
            yield fence
        if kind is Kind.CODE:
            yield from [*([""] * block.gap), block.text]
        elif kind is Kind.HEAD:
            yield f"{'#' * min(6, max(3, block.level + 1))} {_escaped(block.text)}"
        elif kind is Kind.ITEM:
            yield _item(block)
        elif kind is Kind.TABLE:
            yield from _row(block, heads=not number or block.first)
        else:
            # Two spaces at its end keep a line of verse a line.
            yield _WRAPPED.get(kind, "{}").format(_escaped(block.text)) + "  " * (kind is Kind.VERSE)
    if fence:
        yield fence


def _fence(lines: list[Block]) -> str:
    """What stands before and behind code: longer than what looks like it in the code itself."""
    longest = max((len(found) for line in lines for found in re.findall("^ {0,3}(`{3,})", line.text)), default=2)
    return "`" * (longest + 1)


def _item(block: Block) -> str:
    """Bullets and numbers of the text are those of Markdown."""
    number = _NUMBER.match(block.text)
    marker = f"{number[1]}. " if number else "- "
    text = block.text[number.end() :] if number else block.text.removeprefix("• ")
    return "   " * (max(1, block.level) - 1) + marker + _escaped(text)


def _row(block: Block, heads: bool) -> Iterator[str]:
    """A row; Markdown knows no table without a row of heads."""
    texts = [_escaped(cell).replace("|", r"\|") for cell in cells(block)]
    yield f"| {' | '.join(texts)} |"
    if heads:
        yield "|" + " --- |" * len(texts)


def _title_first(article: Article) -> list[Block]:
    """A heading must stand above what belongs to it, tag and kicker included."""
    titles = [block for block in article.blocks if block.kind is Kind.TITLE]
    first = titles[:1] or [Block(article.name, Kind.TITLE)]
    return first + [block for block in article.blocks if block is not first[0]]


def _escaped(text: str) -> str:
    return _AT_START.sub(_before_mark, _SPECIAL.sub(r"\\\1", text))


def _before_mark(found: re.Match[str]) -> str:
    mark = found[0]
    return f"\\{mark}" if len(mark) == 1 else f"{mark[:-1]}\\{mark[-1]}"

"""Markdown (CommonMark): the publication a first-level heading, each article a second-level one."""

import re
from typing import TextIO

from tui.core.publication import Article, Block, Kind, Publication

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_AT_START = re.compile(r"^([#+-]|\d+[.)])(?=\s|$)")
_WRAPPED = {
    Kind.TITLE: "## {}",
    Kind.HEAD: "### {}",
    Kind.KICKER: "**{}**",
    Kind.SUBTITLE: "**{}**",
    Kind.TAG: "*{}*",
    Kind.BYLINE: "*{}*",
    Kind.CREDIT: "*{}*",
    Kind.CAPTION: "> {}",
    Kind.JUMP: "*{}*",
}


def write(publication: Publication, out: TextIO) -> None:
    """Writes the whole publication; marks that Markdown would take for its own are escaped."""
    out.write(f"# {_escaped(publication.title)}\n")
    for block in publication.furniture:
        out.write(f"\n{_escaped(block.text)}\n")
    for article in publication.articles:
        for block in _title_first(article):
            out.write(f"\n{_WRAPPED.get(block.kind, '{}').format(_escaped(block.text))}\n")


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

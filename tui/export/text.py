"""Plain text: a paragraph a line, a blank line between blocks, two between articles; lines that are one thing, such
as those of code, one below the other."""

from collections.abc import Iterator
from typing import TextIO

from tui.core.progress import told
from tui.core.publication import LINES, Article, Block, Publication
from tui.core.readings import read_as


def write(publication: Publication, out: TextIO) -> None:
    """Writes the title, the furniture of the issue, then every article whole."""
    publication = read_as(publication, "both")
    out.write(publication.title + "\n")
    for block in publication.furniture:
        out.write(block.text + "\n")
    for article in told(publication.articles):
        out.write("\n\n")
        out.writelines(_lines(article))
        out.write("\n")


def _lines(article: Article) -> Iterator[str]:
    above: Block | None = None
    for block in article.blocks:
        is_more = above is not None and block.kind is above.kind and block.kind in LINES and not block.first
        yield ("\n" * (1 + block.gap) if is_more else "\n\n" if above else "") + block.text
        above = block

"""Plain text: a paragraph a line, a blank line between blocks, two between articles."""

from typing import TextIO

from tui.core.progress import told
from tui.core.publication import Publication


def write(publication: Publication, out: TextIO) -> None:
    """Writes the title, the furniture of the issue, then every article whole."""
    out.write(publication.title + "\n")
    for block in publication.furniture:
        out.write(block.text + "\n")
    for article in told(publication.articles):
        out.write("\n\n")
        out.write("\n\n".join(block.text for block in article.blocks) + "\n")

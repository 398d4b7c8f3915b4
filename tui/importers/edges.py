"""What stands at the top and the bottom of the pages of a document, such as a letterhead."""

import re
from collections.abc import Sequence

from tui.core.publication import Block, Kind, Publication
from tui.importers.book import About, Book, Part, headings
from tui.importers.flow import blocks_of, flow
from tui.importers.tree import Element

_WORD = re.compile(r"[^\W\d_]{2}|[\u3040-\u30ff\u3400-\u9fff]")


def document(root: Element, edges: Sequence[Element], name: str, about: About) -> Publication:
    """A document, and as its furniture what the edges of its pages say, once; that is its text where it has no other.
    Raises FormatError where it says nothing at all."""
    book = Book([Part(flow(root))])
    furniture = _heads(edges)
    if not book.blocks and furniture:
        book, furniture = Book([Part(flow(Element("", None, *edges)))]), ()
    return book.publication(name, about, headings(book.blocks))._replace(furniture=furniture)


def _heads(edges: Sequence[Element]) -> tuple[Block, ...]:
    """Without what is the same on other pages, and without mere numbers."""
    found = {block.text: block for block in blocks_of(Element("", None, *edges)) if _WORD.search(block.text)}
    return tuple(block._replace(kind=Kind.RUNNING_HEAD, level=0, first=False, links=()) for block in found.values())

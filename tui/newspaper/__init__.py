"""A newspaper page's text → an issue with articles, and not one character lost.

    page_of(text)          the text as lines, or None when it is no newspaper page
    parse(text, name)      the Publication
    analyse(page, name)    the same with the decisions that could have gone another way

The way through the package: `lines` (lines and columns) → `page` (what each line shows, in the terms of the
language's `pack`) → `issue` (furniture) → `decode` (the best path) → `headers` (roles) → `assemble` (units) →
`publish` (text, people, dates, keys) → `check` (nothing lost).
"""

from typing import NamedTuple

from tui.core.publication import Doubt, Publication
from tui.newspaper.assemble import assemble
from tui.newspaper.check import losses
from tui.newspaper.decode import decode
from tui.newspaper.issue import furniture_of, metadata_of
from tui.newspaper.language import pack_of
from tui.newspaper.page import Page, Sure
from tui.newspaper.publish import publish, unplaced
from tui.newspaper.recognise import page_of

__all__ = ["Analysis", "Doubt", "Page", "analyse", "page_of", "parse"]


class Analysis(NamedTuple):
    """A publication and all decisions that made it, doubtful or not. `lost`: what was wrong with the decoding
    when it had to be given up for the whole text as one article; "" as it should be."""

    publication: Publication
    doubts: tuple[Doubt, ...]
    lost: str = ""


def parse(text: str, name: str) -> Publication:
    """The articles of a newspaper page. `text` is cleaned; `name` serves where the page does not say its own."""
    return analyse(Page(text, pack_of(text)), name).publication


def analyse(page: Page, name: str) -> Analysis:
    """The articles of a page and how they were decided.

    Every character that is not white space is in exactly one block. That is checked on every page; a page
    that fails comes back whole, as one article of unplaced text.
    """
    furniture = furniture_of(page.lines, page.pack)
    for index in furniture:
        page.sure[index] = Sure.FURNITURE
    draft = assemble(page, decode(page), furniture)
    publication = publish(page, draft, metadata_of(page.lines, furniture, page.pack), name)
    lost = losses(page.text, publication)
    if lost:
        return Analysis(unplaced(page, name), (), lost)
    return Analysis(publication, tuple(draft.doubts))

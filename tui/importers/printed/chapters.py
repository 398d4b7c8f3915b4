"""The paragraphs of a printed book → its chapters and their parts, by the contents that its file has."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.core.clean import clean_line
from tui.core.publication import Article, Block, Kind
from tui.importers.book import letters_of, nested

NUMBER = "0123456789"


class Listed(NamedTuple):
    """An entry of the contents. `page`: that it leads to, from 0. `level`: from 1. `is_chapter`: something begins there
    even where no heading on the page is called so."""

    title: str
    page: int
    level: int = 1
    is_chapter: bool = True


class _Start(NamedTuple):
    title: str
    level: int = 0


def chapters(blocks: Sequence[Block], title: str, contents: Sequence[Listed], labels: Sequence[str]) -> list[Article]:
    """An article for each entry whose page, which has one of these labels, has text; what stands before the first has
    the title of the whole."""
    here: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        here.setdefault(block.page, []).append(index)
    starts = {0: _Start(title)}
    for each in contents:
        if each.page < len(labels):
            _begin(starts, each, here.get(labels[each.page], []), blocks)
    bounds = pairwise([*sorted(starts), max(1, len(blocks))])
    found = [(starts[start], blocks[start:end]) for start, end in bounds if start < end]
    made = [_chapter(part, clean_line(start.title) or title) for start, part in found]
    return nested(made, [start.level for start, _part in found])


def _begin(starts: dict[int, _Start], each: Listed, here: Sequence[int], blocks: Sequence[Block]) -> None:
    """Where an entry begins, among the blocks of its page."""
    heads = [index for index in here if called(blocks[index].text, each.title)]
    if not each.is_chapter:  # what is no heading here stands in the middle of something else
        last = max(starts)
        if free := next((index for index in heads if index > last), None):
            starts[free] = _Start(each.title, each.level)
        return
    if not (found := heads or here):
        return
    before = starts.get(found[0]) if found[0] else None
    name = f"{before.title}: {each.title}" if before else each.title
    starts[found[0]] = _Start(name, before.level if before else each.level)


def called(text: str, title: str) -> bool:
    """A heading is called like an entry of the contents, with or without the number that one of them has."""
    wanted, found = letters_of(title), letters_of(text)
    return bool(wanted) and (wanted == found or (wanted.lstrip(NUMBER) == found.lstrip(NUMBER) != ""))


def _chapter(blocks: Sequence[Block], title: str) -> Article:
    if blocks and (blocks[0].kind is Kind.HEAD or letters_of(blocks[0].text) == letters_of(title)):
        blocks = [blocks[0]._replace(kind=Kind.TITLE, level=blocks[0].level or 2), *blocks[1:]]
    return Article("", title, tuple(blocks), "document")

"""Blocks → XHTML with what they are in its elements: what HTML and EPUB files are made of."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from tui.core.publication import Article, Block, Kind, Place, Publication

STYLE = (
    "body{max-width:40em;margin:auto;padding:0 1em;line-height:1.5}.verse{margin-left:2em}.kicker,.byline,.caption,"
    ".credit,.dateline,.image{font-style:italic}li.own{list-style:none}td{padding:.2em .8em;border:1px solid}"
)
_CELLS = re.compile(r"; |；")
_OUTSIDE = ("http://", "https://", "mailto:", "tel:")
"""Addresses that a link may lead to: what a source calls a link can as well be a program."""
_BULLET = "• "

Address = Callable[[Place], str]
"""Where a place is in the finished file."""


def anchor(place: Place) -> str:
    """What the block at a place is called."""
    return f"b{place.article}-{place.block}"


def targets(publication: Publication) -> set[Place]:
    """The beginnings of all blocks that a link leads to."""
    blocks = (block for article in publication.articles for block in article.blocks)
    return {link.place._replace(offset=0) for block in blocks for link in block.links if link.place}


class Pages:
    """Writes the articles of a publication. `address`: where links lead to. Work: once through it."""

    def __init__(self, publication: Publication, address: Address) -> None:
        self._publication = publication
        self._address = address
        self._targets = targets(publication)
        self._marks: dict[tuple[int, int], list[tuple[int, str]]] = {}
        for number, page in enumerate(publication.pages):
            place = page.place
            mark = (
                f'<span epub:type="pagebreak" role="doc-pagebreak" id="p{number}" aria-label="{escape(page.label)}"/>'
            )
            self._marks.setdefault((place.article, place.block), []).append((place.offset, mark))

    def article(self, number: int) -> Iterator[str]:
        """The lines of an article, its title as a heading of the first level."""
        article = self._publication.articles[number]
        if article.title and not article.texts(Kind.TITLE):
            yield f"<h1>{escape(article.title, quote=False)}</h1>"
        at = 0
        for kind, group in groupby(article.blocks, key=lambda block: block.kind):
            blocks = list(group)
            places = [Place(number, at + index) for index in range(len(blocks))]
            at += len(blocks)
            for start, end in _runs(kind, blocks):
                yield from self._group(kind, blocks[start:end], places[start:end])

    def _group(self, kind: Kind, blocks: Sequence[Block], places: Sequence[Place]) -> Iterator[str]:
        pairs = list(zip(blocks, places, strict=True))
        if kind is Kind.ITEM:
            yield from self._list(pairs)
        elif kind is Kind.TABLE:
            yield f"<table>{''.join(self._row(*pair) for pair in pairs)}</table>"
        elif kind is Kind.CODE:
            yield f"<pre><code>{chr(10).join(self._inline(*pair) for pair in pairs)}</code></pre>"
        elif kind is Kind.VERSE:
            yield f'<p class="verse">{"<br/>".join(self._inline(*pair) for pair in pairs)}</p>'
        elif kind is Kind.QUOTE:
            yield f"<blockquote>{''.join(self._paragraph('p', *pair) for pair in pairs)}</blockquote>"
        else:
            yield from (self._single(*pair) for pair in pairs)

    def _single(self, block: Block, place: Place) -> str:
        if block.kind is Kind.NOTE:
            inside = self._paragraph("p", block, place)
            return f'<aside epub:type="footnote" role="doc-footnote">{inside}</aside>'
        if block.kind is Kind.TITLE:
            return self._paragraph("h1", block, place)
        if block.kind is Kind.HEAD:
            return self._paragraph(f"h{min(6, max(2, block.level))}", block, place)
        return self._paragraph("p", block, place, "" if block.kind is Kind.PARAGRAPH else block.kind.value)

    def _paragraph(self, element: str, block: Block, place: Place, name: str = "") -> str:
        called = f' class="{name}"' if name else ""
        return f"<{element}{called}{self._language(block)}>{self._inline(block, place)}</{element}>"

    def _language(self, block: Block) -> str:
        if not block.language or block.language == self._publication.language:
            return ""
        language = escape(block.language)
        return f' lang="{language}" xml:lang="{language}"'

    def _list(self, pairs: Sequence[tuple[Block, Place]]) -> Iterator[str]:
        """Lists in lists by the levels of their items."""
        depth = 0
        for block, place in pairs:
            level = max(1, min(block.level or 1, depth + 1))
            yield "</li></ul>" * max(0, depth - level) + "</li>" * (0 < level <= depth) + "<ul>" * (level > depth)
            depth = level
            drawn = block.text.startswith(_BULLET)  # by the list itself; a number is part of the text
            called = "" if drawn else ' class="own"'
            yield f"<li{called}{self._language(block)}>{self._inline(block, place, len(_BULLET) * drawn)}"
        yield "</li></ul>" * depth

    def _row(self, block: Block, place: Place) -> str:
        ends = [(found.start(), found.end()) for found in _CELLS.finditer(block.text)]
        starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(block.text)]
        cells = zip(starts, stops, strict=True)
        return f"<tr>{''.join(f'<td>{self._inline(block, place, *cell)}</td>' for cell in cells)}</tr>"

    def _inline(self, block: Block, place: Place, start: int = 0, end: int | None = None) -> str:
        """Text with its links and the marks of pages in it, whole or a part."""
        end = len(block.text) if end is None else end
        marks = [(at, 1, mark) for at, mark in self._marks.get(place[:2], ()) if start <= at < end]
        for link in block.links:
            if start <= link.start < link.end <= end:
                address = self._address(link.place) if link.place else link.target
                if not link.place and not address.lower().startswith(_OUTSIDE):
                    continue
                marks += [(link.start, 2, f'<a href="{escape(address)}">'), (link.end, 0, "</a>")]
        is_first = not block.text[:start].removeprefix(_BULLET)
        parts, reached = [f'<a id="{anchor(place)}"></a>'] if place in self._targets and is_first else [], start
        for at, _order, mark in sorted(marks):
            parts += [escape(block.text[reached:at], quote=False), mark]
            reached = at
        return "".join([*parts, escape(block.text[reached:end], quote=False)])


def _runs(kind: Kind, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """From each block that begins something to the next that does."""
    starts = [0, *(index for index, block in enumerate(blocks) if index and block.first and kind is not Kind.NOTE)]
    return zip(starts, [*starts[1:], len(blocks)], strict=True)


def names(publication: Publication) -> list[str]:
    """What articles are called in a table of contents."""
    return [escape(_named(article), quote=False) for article in publication.articles]


def _named(article: Article) -> str:
    return article.name or "…"

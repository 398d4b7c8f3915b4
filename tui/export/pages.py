"""Blocks → XHTML with what they are in its elements: what HTML and EPUB files are made of."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from tui.core.blocks import block_at
from tui.core.publication import Article, Block, Kind, Place, Publication
from tui.core.tables import cells, starts

STYLE = (
    "body{max-width:40em;margin:auto;padding:0 1em;line-height:1.5}.verse{margin-left:2em}.kicker,.byline,.caption,"
    ".credit,.dateline,.image{font-style:italic}li.own{list-style:none}td{padding:.2em .8em;border:1px solid}"
    ".-epub-media-overlay-active{background:#ff9;color:#000}"
)
_OUTSIDE = ("http://", "https://", "mailto:", "tel:")
"""Addresses that a link may lead to: what a source calls a link can as well be a program."""
_BULLET = "• "
_IN_ADDRESSES = "%/:?#@!$&'()*+,;=~"
_NO_CODE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")

Range = tuple[int, int]
_Tag = tuple[int, int, str, str]  # from a character to another, what opens and what closes it
Address = Callable[[Place], str]
"""Where a place is in the finished file."""


def anchor(place: Place) -> str:
    """What the block at a place is called."""
    return f"b{place.article}-{place.block}"


def sentence_name(article: int, block: int, offset: int) -> str:
    return f"s{article}-{block}-{offset}"


def targets(publication: Publication) -> set[Place]:
    """The beginnings of all blocks that a link leads to."""
    blocks = (block for article in publication.articles for block in article.blocks)
    return {link.place._replace(offset=0) for block in blocks for link in block.links if link.place}


def language_tag(language: str) -> str:
    """A language as files name it; "" for what is no such name."""
    tag = language.replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def title_of(publication: Publication) -> str:
    """What to call it where something must stand."""
    return escape(publication.title.strip() or _named(publication.articles[0]), quote=False)


class Pages:
    """Writes the articles of a publication. `address`: where links lead to. Work: once through it."""

    def __init__(
        self, publication: Publication, address: Address, sentences: Mapping[tuple[int, int], Sequence[Range]] = {}
    ) -> None:
        """`sentences`: what in a block, by its numbers, is to be found by the names that `sentence_name` gives."""
        self._sentences = sentences
        self._publication = publication
        self._address = address
        self._targets = targets(publication)
        self._marks: dict[tuple[int, int], list[tuple[int, str]]] = {}
        for number, page in enumerate(publication.pages):
            place = page.place
            label = escape(page.label)
            # Not ended within its first tag: in HTML the text behind it would be in it.
            mark = f'<span epub:type="pagebreak" role="doc-pagebreak" id="p{number}" aria-label="{label}"></span>'
            last = len(block_at(publication, place).text) - 1
            self._marks.setdefault(place[:2], []).append((min(place.offset, last), mark))

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
            lines = (chr(10) * pair[0].gap + self._inline(*pair) for pair in pairs)
            yield f"<pre><code>{chr(10).join(lines)}</code></pre>"
        elif kind is Kind.VERSE:
            yield f'<p class="verse">{"<br/>".join(self._inline(*pair) for pair in pairs)}</p>'
        elif kind is Kind.QUOTE:
            yield f"<blockquote>{''.join(self._paragraph('p', *pair) for pair in pairs)}</blockquote>"
        elif kind is Kind.NOTE:
            inside = "".join(self._paragraph("p", *pair) for pair in pairs)
            yield f'<aside epub:type="footnote" role="doc-footnote">{inside}</aside>'
        else:
            yield from (self._single(*pair) for pair in pairs)

    def _single(self, block: Block, place: Place) -> str:
        if block.kind is Kind.TITLE:
            return self._paragraph("h1", block, place)
        if block.kind is Kind.HEAD:
            return self._paragraph(f"h{min(6, max(2, block.level))}", block, place)
        return self._paragraph("p", block, place, "" if block.kind is Kind.PARAGRAPH else block.kind.value)

    def _paragraph(self, element: str, block: Block, place: Place, name: str = "") -> str:
        called = f' class="{name}"' if name else ""
        return f"<{element}{called}{self._language(block)}>{self._inline(block, place)}</{element}>"

    def _language(self, block: Block) -> str:
        language = language_tag(block.language)
        if not language or block.language == self._publication.language:
            return ""
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
        begins = [min(start, len(block.text)) for start in starts(block)]
        stops = [start + len(text) for start, text in zip(begins, cells(block), strict=True)]
        parts = zip(begins, stops, [0, *stops[:-1]], strict=True)
        named = "th" if block.level else "td"
        name = sentence_name(place.article, place.block, 0)
        found = f' id="{name}"' if place[:2] in self._sentences else ""
        return f"<tr{found}>{''.join(f'<{named}>{self._inline(block, place, *part)}</{named}>' for part in parts)}</tr>"

    def _inline(self, block: Block, place: Place, start: int = 0, end: int | None = None, since: int = 0) -> str:
        """Text with its links, languages and the marks of pages in it, whole or a part. `since`: where what is left out
        before the part begins, marks of pages aside."""
        end = len(block.text) if end is None else end
        is_first = not block.text[:start].removeprefix(_BULLET)
        target = f'<a id="{anchor(place)}"></a>' if place in self._targets and is_first else ""
        found = self._sentence_tags(block, place), self._link_tags(block), _language_tags(block), _ruby_tags(block)
        layers = [tags for tags in found if tags]
        marks = [(max(at, start), mark) for at, mark in self._marks.get(place[:2], []) if since <= at < end]
        return target + self._within(block.text, marks, (start, end), layers)

    def _within(
        self, text: str, marks: Sequence[tuple[int, str]], part: Range, layers: Sequence[Sequence[_Tag]]
    ) -> str:
        """A part of a text in tags: those of the first layer hold those of the others, whatever is cut for it."""
        start, end = part
        if not layers:
            pieces = []
            for at, mark in sorted(mark for mark in marks if start <= mark[0] < end):
                pieces += [escape(text[start:at], quote=False), mark]
                start = at
            return "".join([*pieces, escape(text[start:end], quote=False)])
        made = []
        for first, last, opening, closing in layers[0]:
            first, last = max(first, start), min(last, end)
            if first < last:
                made.append(self._within(text, marks, (start, first), layers[1:]))
                made += [opening, self._within(text, marks, (first, last), layers[1:]), closing]
                start = last
        return "".join([*made, self._within(text, marks, (start, end), layers[1:])])

    def _sentence_tags(self, block: Block, place: Place) -> list[_Tag]:
        if block.kind is Kind.TABLE:  # its row has the name
            return []
        names = (
            (each, sentence_name(place.article, place.block, each[0])) for each in self._sentences.get(place[:2], ())
        )
        return [(*each, f'<span id="{name}">', "</span>") for each, name in names]

    def _link_tags(self, block: Block) -> list[_Tag]:
        found = []
        for link in block.links:
            address = self._address(link.place) if link.place else _outside(link.target)
            if link.place or address.lower().startswith(_OUTSIDE):
                found.append((link.start, link.end, f'<a href="{escape(address)}">', "</a>"))
        return found


def _language_tags(block: Block) -> list[_Tag]:
    tags = ((each, language_tag(each.language)) for each in block.foreign)
    return [(each.start, each.end, f'<span lang="{tag}" xml:lang="{tag}">', "</span>") for each, tag in tags if tag]


def _ruby_tags(block: Block) -> list[_Tag]:
    return [
        (start, end, "<ruby>", f"<rt>{escape(text, quote=False)}</rt></ruby>") for start, end, text in block.readings
    ]


def _outside(address: str) -> str:
    """An address with what must not stand in one written as addresses write it."""
    return quote(_NO_CODE.sub("%25", address), safe=_IN_ADDRESSES, errors="replace")


def _runs(kind: Kind, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """From each block that begins something to the next that does. Notes of which it is not known where they begin are
    one each."""
    is_each = kind is Kind.NOTE and not any(block.first for block in blocks)
    starts = [0, *(index for index, block in enumerate(blocks) if index and (block.first or is_each))]
    return zip(starts, [*starts[1:], len(blocks)], strict=True)


def names(publication: Publication) -> list[str]:
    """What articles are called in a table of contents."""
    return [escape(_named(article), quote=False) for article in publication.articles]


def contents(publication: Publication, address: Callable[[int], str]) -> str:
    """The table of contents as lists in lists. `address`: of an article by its number."""
    made, depth = [], 0
    for number, name in enumerate(names(publication)):
        level = min(depth + 1, max(1, publication.articles[number].level))
        made.append("<ol>" if level > depth else "</li>" + "</ol></li>" * (depth - level))
        made.append(f'<li><a href="{address(number)}">{name}</a>')
        depth = level
    return "".join([*made, "</li></ol>" * depth])


def _named(article: Article) -> str:
    return article.name or "…"

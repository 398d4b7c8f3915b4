"""Pages of prose as they were printed → one document with headings, whole paragraphs and page numbers."""

import re
from collections.abc import Iterator, Sequence

from tui.core.publication import Article, Block, Kind, Page, Place, Publication
from tui.importers.pdf.rows import FIGURE
from tui.importers.printed.asides import mark_asides
from tui.importers.printed.chapters import Listed, chapters
from tui.importers.printed.code import mark_code
from tui.importers.printed.edges import edges_of
from tui.importers.printed.heads import mark_heads
from tui.importers.printed.items import mark_items
from tui.importers.printed.line import LED, Printed, page_lines
from tui.importers.printed.links import Beginnings, bound, links_of, with_notes
from tui.importers.printed.sentence import is_mid_sentence
from tui.importers.printed.tagged import KINDS, is_one, may_be_one, moved, row_of
from tui.newspaper.glue import Glue
from tui.newspaper.keys import key_of, with_keys
from tui.newspaper.setting import centred
from tui.newspaper.typeset import Set, Typeset

BETWEEN_PAGES = "\n\n"
_HEADING, _MOST_HEADING, _SAME = 1.15, 120, 0.1
_SET_IN, _SHORT, _WHITE = 0.6, 0.15, 0.6
_STOPS = "。！？!?.…：:；;”』」）)》】\"'"
_MARK = re.compile(
    r"[([]?[0-9]{1,3}[.)\]]?|[([]?[a-zA-Z][.)\]]|[([]?[ivxlc]{1,5}[.)\]]|[•◦▪●○■□‣–—*·➢✓-]|[一二三四五六七八九十]{1,3}、"
)
_EQUATION = re.compile(r"\([0-9A-Z]{1,3}([.–-][0-9]{1,3})*[a-z']?\)")  # its number, beside a formula
_ASIDES = {"note": Kind.NOTE, "caption": Kind.CAPTION}
_LEVEL = 30.0  # tenths of points: so far apart lines still stand beside each other
_HYPHENS = "-\u2010\u00ad\u00ac"


def book_of(
    pages: Sequence[tuple[str, Typeset]], title: str, language: str, contents: Sequence[Listed] = ()
) -> Publication:
    """The pages as one article, or one for each entry of the contents. Running heads and page numbers are its
    furniture."""
    text = BETWEEN_PAGES.join(page.text for _label, page in pages)
    printed, furniture = printed_lines(pages, contents)
    glue = glue_of(text, language)
    units = units_of([line for number, line in enumerate(printed) if number not in furniture])
    blocks = [block_of(glue, unit, language) for unit in units]
    edges = [block_of(glue, [printed[number]], language) for number in sorted(furniture)]
    articles = chapters(blocks, title, contents, [label for label, _page in pages])
    noted = _noted(_linked(articles, units))
    has_more = any(block.kind in (Kind.NOTE, Kind.TABLE, Kind.CODE) for article in noted for block in article.blocks)
    return Publication(
        key_of(text),
        title,
        with_keys(noted),
        language,
        furniture=tuple(block._replace(kind=Kind.RUNNING_HEAD) for block in edges),
        source="" if has_more else text,  # of which notes are no part, and signs between cells: nobody looks there
        pages=tuple(_pages_of(glue, units, blocks, articles)),
    )


def glue_of(text: str, language: str) -> Glue:
    return Glue(text, spaced=language[:2] not in ("zh", "ja"))


def units_of(lines: Sequence[Printed]) -> list[list[Printed]]:
    """The lines of each paragraph and heading. What stands beside the text does not end a paragraph."""
    units: list[list[Printed]] = []
    text: list[Printed] = []
    for line in lines:
        if line.aside and line.more_of_aside and units and units[-1][0].aside:
            units[-1].append(line)
        elif line.aside:
            units.append([line])
        elif text and continues(text[-1], line):
            text.append(line)
        else:
            units.append(text := [line])
    return units


def _pages_of(
    glue: Glue, units: Sequence[Sequence[Printed]], blocks: Sequence[Block], articles: Sequence[Article]
) -> Iterator[Page]:
    """Where each page begins, which may be within a paragraph."""
    places = _places(articles)
    seen = {""}
    for unit, block, place in zip(units, blocks, places, strict=True):
        is_known = all(line.page in seen for line in unit)
        starts = glue.starts(line.span for line in unit) if not is_known else [0] * len(unit)
        for at, line in zip(starts, unit, strict=True):
            if line.page not in seen:
                seen.add(line.page)
                yield Page(line.page, place._replace(offset=min(at, len(block.text))))


def _places(articles: Sequence[Article]) -> list[Place]:
    return [
        Place(number, index) for number, article in enumerate(articles) for index, _each in enumerate(article.blocks)
    ]


def _noted(articles: Sequence[Article]) -> list[Article]:
    """The articles with the notes that people have written on their pages."""
    return [
        article._replace(blocks=tuple(with_notes(tuple(article.blocks), number)))
        for number, article in enumerate(articles)
    ]


def _linked(articles: Sequence[Article], units: Sequence[Sequence[Printed]]) -> list[Article]:
    """The articles, whose links to pages lead to what stands there."""
    beginnings = Beginnings()
    for unit, place in zip(units, _places(articles), strict=True):
        beginnings.add(unit[0].sheet, unit[0].top, place)
    return [
        article._replace(blocks=tuple(bound(each, beginnings.find) for each in article.blocks)) for article in articles
    ]


def printed_lines(
    pages: Sequence[tuple[str, Typeset]], contents: Sequence[Listed] = ()
) -> tuple[list[Printed], set[int]]:
    """All lines, and the numbers of those that run along the edges of the pages."""
    printed: list[Printed] = []
    furniture: set[int] = set()
    lines_of_pages = [page_lines(page.text) for _label, page in pages]
    offset = 0
    every = zip(pages, lines_of_pages, edges_of(pages), strict=True)
    for sheet, ((label, page), lines, running) in enumerate(every):
        furniture |= {len(printed) + index for index in running}
        first = len(printed)
        for number, line in enumerate(lines):
            how = page.lines[number] if page.lines else None
            printed.append(Printed(line, how, label, offset))
            printed[-1].sheet, printed[-1].top = sheet, page.tops[number] if page.tops else 0.0
            printed[-1].left = page.lefts[number] if page.lefts else 0.0
            printed[-1].tag = page.tags[number] if page.tags else None
        for lead in page.links:
            printed[first + lead.line].leads.append(lead)
        offset += len(page.text) + len(BETWEEN_PAGES)
    furniture = furniture if len(furniture) < len(printed) else set()
    body = [line for number, line in enumerate(printed) if number not in furniture]
    mark_code(body)
    mark_heads(body, contents)
    mark_asides(body)
    mark_items(body)
    return printed, furniture


def _heading(line: Printed) -> bool:
    text = line.line.text
    return line.how is not None and line.how.size >= _HEADING and len(text) <= _MOST_HEADING and not LED.search(text)


def continues(above: Printed, line: Printed) -> bool:
    """The line goes on with the paragraph, or the heading, of the one above."""
    if FIGURE in (above.line.text[0], line.line.text[0]):
        return False
    if line.code is not None or above.code is not None:
        return False
    if line.aside or above.aside:
        return line.more_of_aside
    if line.head or above.head:
        return line.more_of_head
    if line.item or line.in_item:
        return line.in_item
    if above.tag or line.tag:
        return is_one(above, line) or (may_be_one(above, line) and _goes_on(above, line))
    if above.level or line.level:
        return above.level == line.level and above.page == line.page and line.line.gap == 1
    return _goes_on(above, line)


def _goes_on(above: Printed, line: Printed) -> bool:
    """The same of lines of which the file does not say it."""
    if _EQUATION.fullmatch(line.line.text) and above.page == line.page and above.top > 0:
        return abs(above.top - line.top) < _LEVEL
    first, second = above.how, line.how
    if LED.search(above.line.text):
        return False
    if _MARK.fullmatch(above.line.text) and above.page == line.page and above.top > 0:
        return abs(above.top - line.top) < _LEVEL  # the number of an entry, and the entry beside it
    if first is None or second is None:
        return line.line.gap == 1 and above.line.text[-1] not in _STOPS
    if _heading(above) or _heading(line):
        return above.page == line.page and abs(first.size - second.size) < _SAME and line.line.gap == 1
    if above.line.text[-1] in _HYPHENS and line.line.text[0].islower():
        return True
    if abs(first.size - second.size) > _SAME * first.size:
        return False
    beside = line.line.gap == 1 and above.page == line.page
    is_sentence = beside and is_mid_sentence(above.line.text, line.line.text, first, second)
    return is_sentence or (not _is_apart(first, second) and _flows(above, line, first, second))


def _is_apart(first: Set, second: Set) -> bool:
    """By where they begin and end."""
    set_in = second.indent - first.indent > _SET_IN or min(first.indent, second.indent) > 2 * _SET_IN
    return set_in or centred(second) or centred(first)


def _flows(above: Printed, line: Printed, first: Set, second: Set) -> bool:
    short, ends = first.room > max(2.0, _SHORT * first.column), above.line.text[-1] in _STOPS
    if second.white > 50:  # the head of a column or of a page
        return not short and (not ends or first.room < 1.0)
    return line.line.gap == 1 and not (short and (ends or above.item or above.in_item))


def block_of(glue: Glue, unit: Sequence[Printed], language: str) -> Block:
    tag = unit[0].tag
    if tag and KINDS.get(tag.kind) is Kind.TABLE:
        return row_of(glue, unit, language)
    spans = tuple(line.span for line in unit)
    kind, level, first = _told(unit)
    if unit[0].line.text.startswith(FIGURE):
        kind, level, spans = Kind.IMAGE, 0, (spans[0]._replace(start=spans[0].start + len(FIGURE)), *spans[1:])
    text = glue.join(spans)
    links = tuple(links_of(glue, unit, text)) if any(line.leads for line in unit) else ()
    if (code := unit[0].code) is not None:
        links = tuple(moved(link, len(code)) for link in links)
        first, blank = unit[0].begins_code, unit[0].blank
        return Block(code + text, Kind.CODE, spans, language, unit[0].page, 0, first, links, gap=blank)
    return Block(text, kind, spans, language, unit[0].page, level, first, links)


def _told(unit: Sequence[Printed]) -> tuple[Kind, int, bool]:
    """Kind, level, and whether it is the first of its list."""
    tag = unit[0].tag
    if tag and tag.kind in KINDS and not unit[0].item:
        return KINDS[tag.kind], tag.level, tag.first
    if unit[0].aside:
        return _ASIDES[unit[0].aside], 0, False
    tagged = unit[0].level or unit[0].head
    if unit[0].item and not tagged:
        return Kind.ITEM, unit[0].item, unit[0].begins_list
    is_short = not tag or sum(len(line.line.text) for line in unit) <= _MOST_HEADING
    kind = Kind.HEAD if tagged or (is_short and _heading(unit[0])) else Kind.PARAGRAPH
    return kind, (tagged or 2) if kind is Kind.HEAD else 0, False

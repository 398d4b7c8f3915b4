"""Units → a Publication: texts, titles, people, dates, kinds, keys."""

from tui.core.light import Iterable, Mapping, Sequence
from tui.core.publication import Article, Block, Byline, Doubt, Kind, Place, Publication, Span
from tui.core.publication import Page as PrintedPage
from tui.newspaper.assemble import Draft, Unit
from tui.newspaper.glue import Glue
from tui.newspaper.keys import key_of, with_keys
from tui.newspaper.lines import blocks_of, lines_of
from tui.newspaper.pack import Pack
from tui.newspaper.people import Lead, credit_at_end, read_lead, read_people, read_signature

DOUBTFUL = 2.0
"""Log-odds. On 137 pages with truth a quarter of the joins and breaks that lie closer are wrong and three in five
of the headers; of the others one in a hundred, and one in ten."""
_BRIEF = 160
_NO_LEAD = Lead("", (), None)


def publish(text: str, pack: Pack, draft: Draft, metadata: dict[str, str | int], name: str) -> Publication:
    """The publication that the draft describes."""
    glue = Glue(text, pack.spaced)
    language = pack.name
    articles = [article_of(_blocks(glue, units, language), pack, metadata) for units in draft.articles]
    title = f"{metadata.get('paper', '')} {metadata.get('date', '')}".strip() if "paper" in metadata else ""
    return Publication(
        key=key_of(text),
        title=title or name,
        articles=with_keys(articles),
        language=language,
        metadata=metadata,
        furniture=_blocks(glue, draft.furniture, language),
        source=text,
        doubts=_doubtful(draft.doubts),
        pages=pages_of(articles),
    )


def article_of(blocks: tuple[Block, ...], pack: Pack, metadata: Mapping[str, str | int]) -> Article:
    """The article that consists of these blocks, with what they say of it; without a key. `metadata`: of the
    issue, as in `Publication`."""
    first = {kind: next((block.text for block in blocks if block.kind is kind), "") for kind in Kind}
    lead = read_lead(first[Kind.PARAGRAPH], pack) if first[Kind.PARAGRAPH] else _NO_LEAD
    people = [byline for block in blocks for byline in _people(block, pack)]
    paper, year = str(metadata.get("paper", "")), str(metadata.get("date", ""))[:4]
    bylines = tuple(_with_paper(byline, paper) for byline in (*lead.bylines, *people))
    return Article("", first[Kind.TITLE], blocks, _kind(blocks, lead), bylines, lead.dateline, _iso(lead, year))


def pages_of(articles: Sequence[Article]) -> tuple[PrintedPage, ...]:
    """Where each page begins: at the block of it that stands first in the source. In the order of the source."""
    first: dict[str, tuple[Span, Place]] = {}
    for number, article in enumerate(articles):
        for index, block in enumerate(article.blocks):
            if block.page and block.spans and (block.page not in first or block.spans[0] < first[block.page][0]):
                first[block.page] = block.spans[0], Place(number, index)
    return tuple(PrintedPage(label, place) for label, (_span, place) in sorted(first.items(), key=_by_span))


def _by_span(page: tuple[str, tuple[Span, Place]]) -> Span:
    return page[1][0]


def unplaced(text: str, pack: Pack, name: str) -> Publication:
    """The whole text as one article of unplaced text, a block for each block of lines."""
    glue, lines = Glue(text, pack.spaced), lines_of(text)
    units = []
    for start, end in blocks_of(lines):
        unit = Unit(Kind.PARAGRAPH, Span(lines[start].start, lines[start].end))
        unit.spans += [Span(line.start, line.end) for line in lines[start + 1 : end]]
        units.append(unit)
    article = Article("", "", _blocks(glue, units, pack.name), "unplaced")
    return Publication(key_of(text), name, with_keys([article]), pack.name, source=text)


def block_of(glue: Glue, kind: Kind, spans: Iterable[Span], language: str, page: str = "") -> Block:
    """The block that these parts of the page make, in their order."""
    spans = tuple(spans)
    return Block(glue.join(spans, apart=kind is Kind.CREDIT), kind, spans, language, page)


def _blocks(glue: Glue, units: Iterable[Unit], language: str) -> tuple[Block, ...]:
    return tuple(block_of(glue, unit.kind, unit.spans, language, unit.page) for unit in units)


def _doubtful(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Of the doubts about one place the greatest, when it is great enough."""
    greatest: dict[int, Doubt] = {}
    for doubt in sorted(doubts, key=lambda doubt: -doubt.margin):
        if doubt.margin < DOUBTFUL:
            greatest[doubt.offset] = doubt._replace(margin=round(doubt.margin, 2))
    return tuple(sorted(greatest.values()))


def _people(block: Block, pack: Pack) -> tuple[Byline, ...]:
    if block.kind in (Kind.BYLINE, Kind.CREDIT):
        people = read_people(block.text, pack) or read_signature(block.text, pack)
        return people.bylines if people else ()
    if block.kind is Kind.CAPTION and (start := credit_at_end(block.text, pack)) > 0:
        people = read_people(block.text[start:].strip(), pack)
        return people.bylines if people else ()
    return ()


def _with_paper(byline: Byline, paper: str) -> Byline:
    """`our reporter` is a reporter of this paper."""
    ours = any(word in byline.text for word in ("本报", "本報", "本紙"))
    return byline._replace(organisation=paper) if ours and not byline.organisation else byline


def _kind(blocks: tuple[Block, ...], lead: Lead) -> str:
    kinds = {block.kind for block in blocks}
    if Kind.PARAGRAPH not in kinds and Kind.CAPTION in kinds:
        return "photo"
    if lead.dateline:
        return "news"
    if Kind.BYLINE in kinds or Kind.HEAD in kinds:
        return "feature"
    return "brief" if sum(len(block.text) for block in blocks) < _BRIEF else "news"


def _iso(lead: Lead, year: str) -> str:
    if not lead.date:
        return ""
    own, month, day = lead.date
    return f"{own or year}-{month:02}-{day:02}" if own or year else ""

"""Sentences about publications, articles and places: what lists show and "where am I" says."""

from tui.core.blocks import block_at
from tui.core.extent import Extent, is_certain
from tui.core.menu import Entry
from tui.core.publication import HEADINGS, Article, Kind, LazyBlocks, Place, Publication
from tui.core.wording import N_, _, n_

_CHARACTERS_A_MINUTE = {"zh": 300, "ja": 350}
_LETTERS_A_MINUTE = 900
_MOST_EDGES, _NUMBERS = 8, "0123456789ivx-–— "
_ARTICLE_KINDS = {
    "news": N_("news"),
    "feature": N_("feature"),
    "photo": N_("photo"),
    "brief": N_("brief"),
    "unplaced": N_("unplaced text"),
    "text": N_("text"),
}
_BLOCK_KINDS = {
    Kind.TAG: N_("tag"),
    Kind.KICKER: N_("kicker"),
    Kind.TITLE: N_("title"),
    Kind.SUBTITLE: N_("subtitle"),
    Kind.BYLINE: N_("byline"),
    Kind.PARAGRAPH: N_("paragraph"),
    Kind.HEAD: N_("section heading"),
    Kind.CAPTION: N_("caption"),
    Kind.CREDIT: N_("credit"),
    Kind.JUMP: N_("continuation line"),
    Kind.TABLE: N_("table row"),
    Kind.ITEM: N_("list item"),
    Kind.QUOTE: N_("quotation"),
    Kind.NOTE: N_("note"),
    Kind.CODE: N_("code"),
    Kind.VERSE: N_("verse"),
    Kind.IMAGE: N_("image"),
    Kind.MASTHEAD: N_("masthead"),
    Kind.ISSUE_META: N_("date or number of the issue"),
    Kind.RUNNING_HEAD: N_("running head"),
    Kind.IMPRINT: N_("imprint"),
    Kind.INDEX: N_("index"),
    Kind.AD: N_("advertisement"),
    Kind.MISC: N_("something else"),
}


def minutes(article: Article, language: str) -> int:
    """How long reading it aloud at normal speed takes, rounded up, at least one minute."""
    return max(1, -(-article.characters // pace(language)))


def pace(language: str) -> int:
    """Characters that are no white space, and are read aloud in a minute at normal speed."""
    return _CHARACTERS_A_MINUTE.get(language[:2], _LETTERS_A_MINUTE)


def has_spaces(language: str) -> bool:
    """Whether its words stand apart."""
    return language[:2] not in _CHARACTERS_A_MINUTE


def article_entry(publication: Publication, number: int, read: bool, here: Place | None = None) -> Entry:
    """The list entry of article `number` (from 0): number and title first, the rest as a note. `here`: where somebody
    reads, which in one that was not read tells that it was begun."""
    article = publication.articles[number]
    length = minutes(article, publication.language)
    notes = [
        _(_ARTICLE_KINDS.get(article.kind, article.kind)),
        *_lengths(article, length),
        _("read") if read else _("begun") if here and here.article == number and here > Place(number) else _("unread"),
    ]
    if article.level > 1:
        notes.insert(0, _("level {level}").format(level=article.level))
    return Entry(f"{number + 1} {article.name}", _(", ").join(notes), number, max(0, article.level - 1))


def _lengths(article: Article, minutes: int) -> tuple[str, str]:
    characters = article.characters
    if is_certain(article):
        return n_("{n} character", "{n} characters", characters), n_("{n} minute", "{n} minutes", minutes)
    return (
        n_("about {n} character", "about {n} characters", _rounded(characters)),
        n_("about {n} minute", "about {n} minutes", _rounded(minutes)),
    )


def _rounded(number: int) -> int:
    """An estimate does not pretend to know more than two digits."""
    step = int("1".ljust(len(str(number)) - 1, "0"))
    return max(1, round(number / step) * step)


def percent(publication: Publication, place: Place) -> int:
    """How much of the publication lies before the place, in characters, 0 to 100."""
    return Extent(publication).percent(place)


def at_percent(publication: Publication, wanted: int) -> Place:
    """The first place before which so much of the publication lies, at 100 the last character."""
    return Extent(publication).at(wanted)


def percent_text(extent: Extent, place: Place) -> str:
    """How far a place is: "45%", or "about 45%" where nobody has counted."""
    text = _("{percent}%") if extent.is_certain else _("about {percent}%")
    return text.format(percent=extent.percent(place))


def where(publication: Publication, place: Place, column: int | None = None) -> str:
    """One sentence: publication, article n of m, its title, which block, percent. `column`: of a table, where somebody
    has gone to a cell that its place alone does not tell, because it is empty."""
    return _("{publication}, article {article} of {articles}: {title}; {block}; {percent}").format(
        publication=publication.title,
        article=place.article + 1,
        articles=len(publication.articles),
        title=_titled(publication, place.article),
        block=_block(publication, place, column),
        percent=_(", ").join([*_page(publication, place), percent_text(Extent(publication), place)]),
    )


def _titled(publication: Publication, number: int) -> str:
    """The title of an article, and of what it stands under in the table of contents."""
    article = publication.articles[number]
    if article.level < 2:
        return article.name
    above = next((each for each in publication.articles[number::-1] if each.level < article.level), article)
    return _("{title}, in {above}").format(title=article.name, above=above.name) if above.level else article.name


def _block(publication: Publication, place: Place, column: int | None) -> str:
    """What kind of block it is, and which of how many where that is known."""
    from tui.core.things import standing  # on the way to the first line nobody asks where they are

    blocks = publication.articles[place.article].blocks
    block = blocks[place.block]
    kind = kind_name(block.kind)
    if block.level and block.kind in HEADINGS:
        kind = _("{kind} of level {level}").format(kind=kind, level=block.level)
    inside = standing(publication, place)
    if inside:
        kind = _("{kind} {number} of {count}").format(kind=kind, number=inside[0], count=inside[1])
    if block.kind is Kind.ITEM and block.level > 1:
        kind = _(", ").join([kind, _("level {level}").format(level=block.level)])
    if len(block.cells) > 1:
        kind = _(", ").join([kind, _column(publication, place, column)])
    count = blocks.count() if isinstance(blocks, LazyBlocks) else len(blocks)
    if count is None:
        return kind
    return _("{kind}, block {block} of {blocks}").format(kind=kind, block=place.block + 1, blocks=count)


def _column(publication: Publication, place: Place, column: int | None) -> str:
    """Which column of a table it is, and what stands over it."""
    from tui.core.tables import cell_at, heads

    cell = cell_at(publication, place)
    number = column if column is not None else cell.column if cell else 0
    columns = len(block_at(publication, place).cells)
    told = _("column {number} of {count}").format(number=number + 1, count=columns)
    over = _(", ").join(heads(publication, place, number))
    return _("{what}: {text}").format(what=told, text=over) if over else told


def _page(publication: Publication, place: Place) -> list[str]:
    from tui.core.things import page_at

    label = page_at(publication, place)
    return [_("page {label}").format(label=label)] if label else []


def hits_title(count: int, has_more: bool) -> str:
    """What a list of so many hits in the publication is called."""
    if has_more:
        return _("The first {n} hits, and more").format(n=count)
    return n_("{n} hit", "{n} hits", count)


def gone_round(text: str, step: int) -> str:
    """What stands where somebody has come to who went on beyond the last of something, or back beyond the first."""
    return (_("From the beginning: {text}") if step > 0 else _("From the end: {text}")).format(text=text)


def kind_name(kind: Kind) -> str:
    """What a kind of block is called in the reader's language."""
    return _(_BLOCK_KINDS.get(kind, kind.value))


def about(publication: Publication) -> str:
    """What is known of a publication as one line: title, people, what it was made from, number of articles, where it
    comes from, what its masthead says, what makes it accessible."""
    from tui.core import credits  # when somebody asks

    told = publication.metadata
    count = n_("{n} article", "{n} articles", len(publication.articles))
    parts = [publication.title, *credits.people(told), count, *credits.origin(told, publication.title)]
    return _("; ").join([*parts, *_edges(publication), *credits.access(told)])


def _edges(publication: Publication) -> list[str]:
    """What stands on the edges of the pages, each once and without their numbers, as much as can be heard out."""
    found = dict.fromkeys(block.text for block in publication.furniture if block.text.strip(_NUMBERS))
    rest = len(found) - _MOST_EDGES
    more = [n_("{n} more on the edges of pages", "{n} more on the edges of pages", rest)] if rest > 0 else []
    return [*list(found)[:_MOST_EDGES], *more]

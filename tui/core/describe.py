"""Sentences about publications, articles and places: what lists show and "where am I" says."""

from tui.core.menu import Entry
from tui.core.publication import Article, Kind, Place, Publication
from tui.core.wording import N_, _, n_

_CHARACTERS_A_MINUTE = {"zh": 300, "ja": 350}
_LETTERS_A_MINUTE = 900
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
}


def minutes(article: Article, language: str) -> int:
    """How long reading it aloud at normal speed takes, rounded up, at least one minute."""
    pace = _CHARACTERS_A_MINUTE.get(language[:2], _LETTERS_A_MINUTE)
    return max(1, -(-article.characters // pace))


def article_entry(publication: Publication, number: int, read: bool) -> Entry:
    """The list entry of article `number` (from 0): number and title first, the rest as a note."""
    article = publication.articles[number]
    length = minutes(article, publication.language)
    notes = [
        _(_ARTICLE_KINDS.get(article.kind, article.kind)),
        n_("{n} character", "{n} characters", article.characters),
        n_("{n} minute", "{n} minutes", length),
        _("read") if read else _("unread"),
    ]
    return Entry(f"{number + 1} {article.name}", _(", ").join(notes), number)


def percent(publication: Publication, place: Place) -> int:
    """How much of the publication lies before the place, in characters, 0 to 100."""
    sizes = [[len(block.text) for block in article.blocks] for article in publication.articles]
    before = sum(map(sum, sizes[: place.article]))
    before += sum(sizes[place.article][: place.block]) + place.offset
    total = sum(map(sum, sizes))
    return 100 * before // total if total else 0


def at_percent(publication: Publication, wanted: int) -> Place:
    """The first place before which so much of the publication lies, at 100 the last character."""
    sizes = [len(block.text) for article in publication.articles for block in article.blocks]
    left = min(-(-wanted * sum(sizes) // 100), sum(sizes) - 1)
    for number, article in enumerate(publication.articles):
        for at, block in enumerate(article.blocks):
            if left < len(block.text):
                return Place(number, at, left)
            left -= len(block.text)
    return Place()


def where(publication: Publication, place: Place) -> str:
    """One sentence: publication, article n of m, its title, which block, percent."""
    article = publication.articles[place.article]
    return _(
        "{publication}, article {article} of {articles}: {title}; {kind}, block {block} of {blocks}; {percent}%"
    ).format(
        publication=publication.title,
        article=place.article + 1,
        articles=len(publication.articles),
        title=article.name,
        kind=kind_name(article.blocks[place.block].kind),
        block=place.block + 1,
        blocks=len(article.blocks),
        percent=percent(publication, place),
    )


def kind_name(kind: Kind) -> str:
    """What a kind of block is called in the reader's language."""
    return _(_BLOCK_KINDS.get(kind, kind.value))


def about(publication: Publication) -> str:
    """What is known of a publication as one line: title, author, number of articles, what its masthead says."""
    author = str(publication.metadata.get("author", ""))
    count = n_("{n} article", "{n} articles", len(publication.articles))
    furniture = [block.text for block in publication.furniture]
    return _("; ").join([publication.title, *filter(None, [author]), count, *furniture])

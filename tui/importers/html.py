"""HTML: the article of a page, or a page that is a document, whole."""

from tui.core.clean import clean_line
from tui.core.publication import Kind, Publication
from tui.errors import FormatError
from tui.importers.article import article_of
from tui.importers.attributes import EMBEDDED
from tui.importers.book import About, Book, Cut, Part, headings, named
from tui.importers.days import day_in
from tui.importers.flow import flow
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element
from tui.importers.writer import Flow
from tui.texts import _

_PUBLISHED = "article:published_time"  # as pages tell it to what shows links to them
_SHORTEST = 600  # characters, read in half a minute: many so short ones are those of a changelog, and no chapters


def parse(data: bytes, name: str) -> Publication:
    """The publication in a page; FormatError when there is no text in it."""
    text = decoded(data, name)
    page = _page(text)
    article = article_of(page)
    if any(mark in text.lower() for mark in EMBEDDED):
        from tui.importers.embedded import tell_embedded  # few pages have any

        tell_embedded(article)
    chosen = flow(article)
    if not chosen.blocks:  # what it chose shows nothing
        chosen = flow(_page(text))
    if not chosen.blocks and page.find("script"):
        told = _("The text of {name} is made by a program in a web browser; open it there, save it and open the file.")
        raise FormatError(told.format(name=named(name)))
    return _publication(chosen, name, about(page))


def _page(text: str) -> Element:
    page, told = tree_of(text), text.lower()
    if "list-style" in told:
        from tui.importers.list_styles import style_lists  # most pages have it in files of their own

        style_lists(page)
    if "checkbox" in told:
        from tui.importers.boxes import show_boxes  # few pages have any

        show_boxes(page)
    if "<noscript" in told or "<frameset" in told:
        from tui.importers.standing_in import show_frames, show_pictures  # few pages have either

        show_pictures(page)
        show_frames(page)
    return page


def document(root: Element, name: str, told: About) -> Publication:
    """A tree as a publication that is cut at its headings."""
    return _publication(flow(root), name, told)


def _publication(chosen: Flow, name: str, told: About) -> Publication:
    book = Book([Part(chosen)])
    cuts = list(headings(book.blocks, _SHORTEST))
    if told.title and book.blocks and book.blocks[0].kind is not Kind.HEAD:
        cuts.insert(0, Cut(0, clean_line(told.title)))  # what it begins with says nothing of it
    return book.publication(named(name), told, cuts)


def about(page: Element) -> About:
    """What the head of a page says."""
    title, root = page.find("title"), page.find("html")
    language = (root.get("lang") or root.attributes.get("xml:lang", "")) if root else ""
    metas = page.all("meta")
    found = {meta.get("name").lower(): meta.get("content") for meta in metas if meta.get("name")}
    for meta in metas:
        if meta.get("property").lower() == _PUBLISHED:
            found.setdefault("date", day_in(meta.get("content")))
    metadata = {key: found[key] for key in ("author", "date") if found.get(key)}
    return About(title.text if title else "", language, metadata)

"""HTML: the article of a page, or a page that is a document, whole."""

from posixpath import basename, splitext

from tui.core.publication import Publication
from tui.importers.article import article_of
from tui.importers.book import About, Book, Part, headings
from tui.importers.flow import flow
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element


def parse(data: bytes, name: str) -> Publication:
    """The publication in a page; FormatError when there is no text in it."""
    page = tree_of(decoded(data, name))
    return document(article_of(page), name, about(page))


def document(root: Element, name: str, told: About) -> Publication:
    """A tree as a publication that is cut at its headings."""
    book = Book([Part(flow(root))])
    return book.publication(splitext(basename(name))[0] or name, told, headings(book.blocks))


def about(page: Element) -> About:
    """What the head of a page says."""
    title, root = page.find("title"), page.find("html")
    language = (root.get("lang") or root.attributes.get("xml:lang", "")) if root else ""
    found = {meta.get("name").lower(): meta.get("content") for meta in page.all("meta") if meta.get("name")}
    metadata = {key: found[key] for key in ("author", "date") if found.get(key)}
    return About(title.text if title else "", language, metadata)

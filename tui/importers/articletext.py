"""An article of a newspaper as Delpher of the Dutch national library gives it away: its title and its paragraphs."""

from tui.core.publication import Publication
from tui.importers.book import About, Book, Part, named
from tui.importers.flow import flow
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element


def parse(data: bytes, name: str) -> Publication:
    """The publication in such a file; FormatError when there is no text in it."""
    tree = tree_of(decoded(data, name), xml=True)
    article = Element("article")
    for element in tree.outermost("title", "p"):
        article.children.append(Element("h1" if element.name == "title" else "p", {}, element.text))
    title = tree.find("title")
    book = Book([Part(flow(article))])
    return book.publication(named(name), About(title.text if title else "", "", {}))

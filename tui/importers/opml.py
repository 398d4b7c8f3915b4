"""OPML: a list of subscriptions, as one article of links."""

import re

from tui.core.clean import clean_line
from tui.core.light import NamedTuple
from tui.core.publication import Publication
from tui.importers.book import About, Book, Part, named
from tui.importers.flow import flow
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element

_MOST_TAGS, _LONGEST_TAG = 8, 40  # of a feed, and characters


class Outline(NamedTuple):
    """A subscription: what it is called, where its feed is, and the folders it is in, as tags."""

    title: str
    address: str
    tags: tuple[str, ...] = ()


def subscriptions(data: bytes, name: str) -> list[Outline]:
    """The feeds that the list names, in order. Raises FormatError when the data is no text."""
    found: list[Outline] = []
    waiting: list[tuple[Element, tuple[str, ...]]] = [(tree_of(decoded(data, name), xml=True), ())]
    while waiting:
        element, folders = waiting.pop()
        address = clean_line(element.get("xmlurl")) if element.name == "outline" else ""
        if address:
            categories = re.split("[/,]", clean_line(element.get("category")))
            tags = dict.fromkeys(filter(None, (*folders, *map(_tag, categories[:_MOST_TAGS]))))
            found.append(Outline(_title(element), address, tuple(tags)[:_MOST_TAGS]))
        elif element.name == "outline":
            folders = (*folders, _tag(_title(element)))[-_MOST_TAGS:]
        waiting += [(child, folders) for child in reversed(element.elements)]
    return found


def _tag(folder: str) -> str:
    """The name of a folder as a tag, which is one word."""
    return "-".join(re.split(r"[\s,，/]+", folder)).strip("+-")[:_LONGEST_TAG]


def parse(data: bytes, name: str) -> Publication:
    """The list as something to read; FormatError when nothing is in it."""
    tree = tree_of(decoded(data, name), xml=True)
    title = tree.find("title")
    book = Book([Part(flow(_listed(tree)))])
    return book.publication(named(name), About(title.text if title else ""))


def _title(element: Element) -> str:
    return clean_line(element.get("title") or element.get("text"))


def _listed(tree: Element) -> Element:
    """The same as a list in HTML."""
    root = Element("")
    waiting = [(tree, 0)]
    while waiting:
        element, level = waiting.pop()
        if element.name == "outline":
            level += 1
            address = element.get("xmlurl") or element.get("htmlurl") or element.get("url")
            text = _title(element) or address
            inside = Element("a", {"href": address}, text) if address else text
            root.children.append(Element("li", {"\0level": str(level), "\0marker": "• "}, inside))
        waiting += [(child, level) for child in reversed(element.elements)]
    return root

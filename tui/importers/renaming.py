"""XML of the kinds that have names of their own for headings, paragraphs and lists: under the names of HTML."""

from collections.abc import Callable, Iterable, Mapping

from tui.core.light import NamedTuple
from tui.core.publication import Publication
from tui.importers.book import About, Book, Part, headings, named
from tui.importers.flow import flow
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element


class Place(NamedTuple):
    """Where an element stands: in an element that was called so, `depth` sections deep."""

    inside: str
    depth: int


class Names(NamedTuple):
    """`plain`: what elements are called in HTML. `sections`: those that make headings a level lower. `silent`: what is
    not shown."""

    plain: Mapping[str, str]
    sections: frozenset[str]
    silent: frozenset[str]


Special = Callable[[Element, Place], bool]
"""Makes of an element what it is in HTML; False where its name tells it all."""


def tree(data: bytes, name: str) -> Element:
    return tree_of(decoded(data, name), xml=True)


def rename(root: Element, known: Names, special: Special) -> None:
    """All elements under the names of HTML, each after the one that it stands in."""
    waiting = [(root, Place("", 0))]
    while waiting:
        element, place = waiting.pop()
        own = element.name
        place = place._replace(depth=place.depth + (own in known.sections))
        element.children = [
            child for child in element.children if isinstance(child, str) or child.name not in known.silent
        ]
        if not special(element, place):
            element.name = known.plain.get(own, own)
        waiting += [(child, Place(own, place.depth)) for child in element.elements]


def heading(element: Element, place: Place) -> None:
    element.name = f"h{min(6, max(1, place.depth))}"


def publication(root: Element, behind: Iterable[Element], name: str, about: About) -> Publication:
    """The document, and behind it its notes. Raises FormatError where it holds no text."""
    book = Book([Part(flow(Element("", {"lang": about.language}, root, *behind)))])
    return book.publication(named(name), about, headings(book.blocks))


def words(element: Element | None) -> str:
    return " ".join(element.text.split()) if element else ""

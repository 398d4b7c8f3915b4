"""The tree of elements that markup of all kinds is read into."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

_NEAR = 20  # elements: who asks this of each that stands in another must not go through all of them each time
DEEPEST = 30
"""Levels of lists, quotations and chapters: more is nobody's meaning, and set in by it a text is mostly white space."""


def names(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


class Element:
    """`name` in small letters and without prefix; the names of `attributes` in small letters with theirs."""

    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str] | None = None, *children: "Element | str") -> None:
        self.name = name
        self.attributes = attributes if attributes is not None else {}
        self.children: list[Element | str] = list(children)

    def get(self, name: str) -> str:
        """An attribute, under any prefix; "" where it is not."""
        if name in self.attributes:
            return self.attributes[name]
        return next((value for key, value in self.attributes.items() if key.rpartition(":")[2] == name), "")

    def walk(self) -> "Iterator[Element]":
        """This element and all in it, in order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            for child in reversed(element.children):
                if not isinstance(child, str):
                    waiting.append(child)

    def find(self, *names: str) -> "Element | None":
        """The first element of one of these names."""
        return next((element for element in self.walk() if element.name in names), None)

    def near(self, *names: str) -> "Element | None":
        """The same among the first twenty of them."""
        return next((element for element in islice(self.walk(), _NEAR) if element.name in names), None)

    def child(self, *names: str) -> "Element | None":
        """The first of these names that stands in it and in no other element of it."""
        return next((child for child in self.elements if child.name in names), None)

    def all(self, *names: str) -> "list[Element]":
        return [element for element in self.walk() if element.name in names]

    def outermost(self, *names: str) -> "list[Element]":
        """Those that stand in no other one: of all together the text is said once."""
        found, waiting = [], [self]
        while waiting:
            element = waiting.pop()
            if element.name in names:
                found.append(element)
            else:
                waiting += reversed(element.elements)
        return found

    def around(self, fits: "Callable[[Element], bool]") -> set[int]:
        """The ids of those that fit, and of all in which they stand."""
        outer: dict[int, Element] = {}
        found: set[int] = set()
        for element in self.walk():
            outer |= {id(child): element for child in element.elements}
            above: Element | None = element if fits(element) else None
            while above and id(above) not in found:
                found.add(id(above))
                above = outer.get(id(above))
        return found

    @property
    def elements(self) -> "list[Element]":
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """All text in it."""
        found, waiting = [], [*reversed(self.children)]
        while waiting:
            child = waiting.pop()
            if isinstance(child, str):
                found.append(child)
            else:
                waiting += reversed(child.children)
        return "".join(found)

    def brief(self, most: int) -> str | None:
        """All text in it, where that is no longer than so many characters and stands in twenty elements at the most;
        None otherwise."""
        elements = list(islice(self.walk(), _NEAR + 1))
        size = sum(len(child) for each in elements for child in each.children if isinstance(child, str))
        return self.text if len(elements) <= _NEAR and size <= most else None

    @property
    def is_blank(self) -> bool:
        """Whether it holds no words, as far as twenty elements tell."""
        elements = list(islice(self.walk(), _NEAR + 1))
        words = any(isinstance(child, str) and child.strip() for each in elements for child in each.children)
        return len(elements) <= _NEAR and not words


def labelled(note: Element, label: Element | str) -> Element:
    """The note with its number before its first words, which are near its beginning."""
    leading = next((child for child in note.children if not isinstance(child, str) or child.strip()), note)
    first = note if isinstance(leading, str) else note.near("p") or note
    first.children.insert(0, label)
    return note


def put_behind(note: Element, notes: list[Element], label: str, head: str, inside: Sequence[Element | str]) -> None:
    """The note becomes a link to what it says, which stands behind the text with a link back."""
    key = f"note-{len(notes)}"
    back = Element("a", {"href": f"#{key}back"}, head)
    notes.append(labelled(Element("aside", {"role": "doc-footnote", "id": key}, *inside), back))
    note.name = "a"
    note.attributes = {"href": f"#{key}", "id": f"{key}back", "role": "doc-noteref"}
    note.children = [label]

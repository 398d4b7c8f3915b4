"""SVG: what a drawing says of itself, and the words in it."""

from collections.abc import Iterator

from tui.core.publication import Publication
from tui.importers.book import About
from tui.importers.renaming import publication, tree, words
from tui.importers.tree import Element, names

_UNSEEN = names("defs metadata style script symbol clippath mask pattern marker")
_TOLD = names("title desc")
_WORDS = names("text foreignobject flowroot image")


def parse(data: bytes, name: str) -> Publication:
    """The publication in a drawing; FormatError when there are no words in it."""
    root = tree(data, name)
    drawing = root.find("svg") or root
    title = words(drawing.child("title"))
    return publication(words_in(drawing), (), name, About(title, drawing.get("lang")))


def words_in(drawing: Element) -> Element:
    """What it says of itself, and its words, as paragraphs; a picture where it has neither."""
    made: list[Element] = []
    row = ""
    for element in _seen(drawing):
        above, row = row, element.get("y")
        if element.name in _TOLD:
            made.append(Element("h1" if element.name == "title" and not made else "p", None, words(element)))
        elif element.name == "image":
            made.append(Element("p", None, element))
        elif row and row == above and made[-1].name == "p":
            made[-1].children += ["" if element.get("textlength") else " ", words(_apart(element))]
        elif element.name == "foreignobject":
            made.append(Element("div", None, *element.children))
        else:
            made.append(Element("p", None, words(_apart(element))))
    return Element("div", None, *made)


def _seen(drawing: Element) -> Iterator[Element]:
    """What is told of it, and its pieces of text, in order."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.name in _UNSEEN or "display:none" in element.get("style").replace(" ", ""):
            continue
        if element.name in _TOLD or element.name in _WORDS:
            yield element
        else:
            waiting += reversed(element.elements)


def _apart(element: Element) -> Element:
    """What is set apart in a piece of text is a word apart, as a space is seldom written there."""
    for part in element.walk():
        if part.name in ("tspan", "flowpara", "flowdiv") and any(part.get(name) for name in ("x", "y", "dy")):
            part.children = [" ", *part.children, " "]
    return element

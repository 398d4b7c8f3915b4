"""Mallard: the pages of help of GNOME programs."""

from tui.core.publication import Publication
from tui.importers.book import About
from tui.importers.renaming import Names, Place, heading, publication, rename, tree, words
from tui.importers.tree import Element, names

_SECTIONS = names("page section")
_NAMES = {
    "steps": "ol", "item": "li", "tree": "ul", "terms": "dl", "screen": "pre", "synopsis": "pre", "quote": "blockquote",
    "cite": "p", "desc": "figcaption", "note": "div", "example": "div", "listing": "div", "figure": "div",
    "comment": "div", "page": "div", "section": "div", "gui": "span", "input": "span", "output": "span",
}  # fmt: skip
_KNOWN = Names(_NAMES, _SECTIONS, names("info links stub"))
_PIECES = names("page section note example listing figure item td quote")


def parse(data: bytes, name: str) -> Publication:
    """The publication in a page of help; FormatError when there is no text in it."""
    root = tree(data, name)
    top = root.find("page") or root
    title = words(top.child("title"))
    credits = [each for each in root.all("credit") if "author" in each.get("type")]
    authors = ", ".join(words(each.find("name")) for each in credits)
    rename(root, _KNOWN, _special)
    return publication(root, (), name, About(title, top.get("lang"), {"author": authors} if authors else {}))


def _special(element: Element, place: Place) -> bool:
    name = element.name
    if name == "title":
        if place.inside in _SECTIONS:
            heading(element, place)
        else:
            element.name = "dt" if place.inside == "item" else "figcaption"
    elif name == "list":
        element.name = "ol" if element.get("type") not in ("", "disc", "circle", "square", "none") else "ul"
    elif name == "item" and place.inside == "terms":
        titles = [child for child in element.elements if child.name == "title"]
        element.children = [*titles, Element("dd", None, *(each for each in element.children if each not in titles))]
        element.name = "div"
    elif name == "code" and place.inside in _PIECES:
        element.name = "pre"
    elif name == "link":
        element.attributes["href"], element.name = element.get("href") or element.get("xref"), "a"
        element.children = element.children or [element.attributes["href"]]
    elif name in ("guiseq", "keyseq"):
        between = "+" if name == "keyseq" else " → "
        element.children = [each for part in element.elements for each in (part, between)][:-1]
        element.name = "span"
    elif name == "media":
        is_picture = element.get("type") in ("", "image")
        told = {"alt": words(element)} if words(element) else {}
        element.children = (
            [Element("img", {"src": element.get("src") or "-"} | told)] if is_picture else element.children
        )
        element.name = "div" if place.inside in _PIECES else "span"
    else:
        return False
    return True

"""TEI: books, letters, plays and newspapers as archives and libraries give them away."""

from collections.abc import Sequence

from tui.core.publication import Publication
from tui.importers.book import About, named
from tui.importers.edges import document
from tui.importers.renaming import Names, Place, heading, rename, tree, words
from tui.importers.tree import Element, names, put_behind

_SECTIONS = names("div div0 div1 div2 div3 div4 div5 div6 div7 lg1 titlepage floatingtext")
_NAMES = {
    "ab": "p", "sp": "div", "speaker": "p", "stage": "p", "cell": "td", "row": "tr", "lb": "span", "eg": "pre",
    "quote": "q", "opener": "div", "closer": "div", "dateline": "p", "salute": "p", "signed": "p", "byline": "p",
    "docauthor": "p", "docdate": "p", "docimprint": "p", "doctitle": "div", "titlepart": "p", "trailer": "p",
    "imprimatur": "p", "argument": "div", "postscript": "div", "castlist": "ul", "castitem": "li", "listbibl": "ul",
    "l": "line", "lg": "linegroup", "egxml": "pre", "figdesc": "figcaption", "cit": "div", "milestone": "span",
    "docedition": "p", "listperson": "ul", "person": "li", "address": "div", "addrline": "p", "def": "p", "entry": "p",
    "front": "div", "body": "div", "back": "div", "group": "div", "text": "div", "seg": "span", "date": "span",
    "s": "span", "set": "div", "performance": "div", "label": "p", "title": "cite", "figure": "figure",
    "metamark": "span",
}  # fmt: skip
_SILENT = names("teiheader cb fw gb handshift interp interpgrp standoff facsimile sourcedoc listannotation index desc")
_KNOWN = Names(_NAMES, _SECTIONS, _SILENT)
_RAISED = {"sup": "sup", "superscript": "sup", "super": "sup", "sub": "sub", "subscript": "sub"}
# Of two ways to write a word the one that the editor takes for right.
_CHOSEN = ("corr", "reg", "expan", "add", "ex")
_BESIDE = names("foot bottom end endnote footnote margin left right")
_BLOCKS = names("p l lg ab div quote sp list table")


def parse(data: bytes, name: str) -> Publication:
    """The publication in a TEI file; FormatError when there is no text in it."""
    root = tree(data, name)
    edges = [Element("p", None, *each.children) for each in root.outermost("fw")]
    notes: list[Element] = []

    def special(element: Element, place: Place) -> bool:
        return _special(element, place, notes)

    told = _about(root)
    rename(root, _KNOWN, special)
    return document(Element("", {"lang": told.language}, root, *notes), edges, named(name), told)


def _about(root: Element) -> About:
    header = root.find("teiheader") or Element("")
    statement = header.find("titlestmt") or header
    title, author = statement.find("title"), [words(each) for each in statement.outermost("author")]
    published = header.find("sourcedesc") or header
    date = published.find("date")
    told = {"author": ", ".join(filter(None, author)), "date": (date.get("when") or words(date)) if date else ""}
    language = header.find("language")
    text = root.find("text") or root
    metadata: dict[str, str | int] = {key: text for key, text in told.items() if text}
    return About(words(title), text.get("lang") or (language.get("ident") if language else ""), metadata)


def _special(element: Element, place: Place, notes: list[Element]) -> bool:
    name = element.name
    if name == "head":
        _head(element, place)
    elif name == "titlepart" and element.get("type") in ("", "main"):
        element.name = "h1"
    elif name == "note" and (
        element.get("place").lower() in _BESIDE or place.inside in ("p", "ab", "l", "head", "seg")
    ):
        label = (element.get("n") or str(len(notes) + 1)).strip(" .()[]") or "*"
        inside = Element("div", None, *element.children)
        rename(inside, _KNOWN, lambda inner, at: _special(inner, at, notes))
        put_behind(element, notes, label, f"{label}. ", inside.children)
    elif name == "pb":
        element.name = "pagenum"
        element.children = [element.get("n")]
    elif name in ("choice", "subst"):
        _choose(element)
    else:
        return _piece(element, place)
    return True


def _piece(element: Element, place: Place) -> bool:
    made = _MADE.get(element.name)
    if made:
        made(element, place)
    return bool(made)


def _link(element: Element, place: Place) -> None:
    element.attributes["href"], element.name = element.get("target") or element.get("url"), "a"
    if not element.text.strip():
        element.children = [element.get("target").removeprefix("#")]


def _line_break(element: Element, place: Place) -> None:
    """Where a line of the print ends: of verse it is one, of anything else white space."""
    element.children = [] if element.get("break") == "no" or place.inside in ("l", "lg") else [" "]
    element.name = "span"


def _list(element: Element, place: Place) -> None:
    kind = (element.get("type") or element.get("rend")).partition(":")[0]
    has_labels = any(child.name == "label" for child in element.elements)
    element.name = "dl" if has_labels else "ol" if kind in ("ordered", "numbered") else "ul"
    for item in element.elements:
        if has_labels:
            item.name = "dd" if item.name == "item" else item.name
        elif element.name == "ol":
            item.attributes["value"] = item.get("n")


def _graphic(element: Element, place: Place) -> None:
    element.attributes["src"], element.name = element.get("url") or "-", "img"


def _quote(element: Element, place: Place) -> None:
    is_outer = any(child.name in _BLOCKS for child in element.elements) or place.inside in ("div", "cit", "body")
    element.name = "blockquote" if is_outer else "span"


def _gap(element: Element, place: Place) -> None:
    element.name, element.children = "span", ["[…]"]


def _highlighted(element: Element, place: Place) -> None:
    element.name = _RAISED.get(element.get("rend").lower(), "span")


def _cell(element: Element, place: Place) -> None:
    element.name = "th" if element.get("role") == "label" else "td"
    element.attributes |= {"colspan": element.get("cols"), "rowspan": element.get("rows")}


def _block(element: Element, place: Place) -> None:
    element.name = "pre" if "code" in element.get("type") else "p"


def _head(element: Element, place: Place) -> None:
    if place.inside in ("figure", "table", "list", "listbibl"):
        element.name = "figcaption"
    elif place.inside in ("lg", "lg1") or element.get("type") in ("sub", "subtitle", "subheading"):
        element.name = "p"
    else:
        heading(element, place)


def _item(element: Element, place: Place) -> None:
    has_labels = place.inside == "list" and element.name != "bibl"
    if element.name == "bibl":
        element.name = "li" if place.inside == "listbibl" else "span"
    elif element.name == "label":
        element.name = "dt" if has_labels else "span" if place.inside in ("p", "item") else "p"
    else:
        element.name = "li"


def _choose(element: Element) -> None:
    chosen: Sequence[Element] = [child for child in element.elements if child.name in _CHOSEN]
    element.children = [*(chosen or element.elements)[:1]]
    element.name = "span"


def _picture(figure: Element, place: Place) -> None:
    """What is told of a picture is its description."""
    told, data = figure.find("figdesc"), figure.find("graphic", "binaryobject")
    if told and data:
        data.attributes["alt"] = words(told)
        figure.children = [child for child in figure.children if child is not told]
    elif told:
        told.name, told.attributes = "img", {"alt": words(told)}
    figure.name = "div"


_MADE = {
    **dict.fromkeys(("ref", "ptr", "xref", "xptr"), _link),
    **dict.fromkeys(("item", "label", "bibl"), _item),
    **dict.fromkeys(("graphic", "binaryobject"), _graphic),
    **dict.fromkeys(("quote", "q", "said"), _quote),
    "lb": _line_break,
    "list": _list,
    "figure": _picture,
    "gap": _gap,
    "hi": _highlighted,
    "cell": _cell,
    "ab": _block,
}

"""FictionBook (FB2): its elements under the names that HTML has for them."""

from tui.core.clean import clean_line
from tui.core.publication import Publication
from tui.importers.book import About, Book, Part, headings, named
from tui.importers.flow import flow
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element, labelled

_NAMES = {
    "emphasis": "em",
    "strikethrough": "s",
    "style": "span",
    "empty-line": "hr",
    "cite": "blockquote",
    "epigraph": "blockquote",
    "annotation": "blockquote",
}
_HEADED = frozenset({"title", "subtitle"})
_DEEPER = frozenset({"section", "poem", "stanza", "cite", "epigraph"})
_NOTES = frozenset({"notes", "comments", "footnotes"})


def parse(data: bytes, name: str) -> Publication:
    """The publication in a FictionBook; FormatError when there is no text in it."""
    tree = tree_of(decoded(data, name), xml=True)
    about = _about(tree)
    told_of_it = (tree.find("title-info") or Element("")).outermost("annotation")
    _rename(tree)
    root = Element("", None, *told_of_it, *tree.outermost("body"))
    book = Book([Part(flow(root))])
    return book.publication(named(name), about, headings(book.blocks))


def _about(tree: Element) -> About:
    told = tree.find("title-info") or Element("")
    found = {name: element.text for name in ("book-title", "lang", "date") if (element := told.find(name))}
    series, print_ = told.find("sequence") or Element(""), tree.find("publish-info") or Element("")
    isbn = _said(print_, "isbn")
    told_more = {
        "author": _people(told, "author"),
        "translator": _people(told, "translator"),
        "series": series.get("name"),
        "position": series.get("number") if series.get("name") else "",
        "publisher": _said(print_, "publisher"),
        "date": clean_line(found.get("date", "")),
        "identifier": f"ISBN {isbn}" if isbn else "",
    }
    metadata: dict[str, str | int] = {name: text for name, text in told_more.items() if text}
    return About(found.get("book-title", ""), found.get("lang", ""), metadata)


def _people(told: Element, part: str) -> str:
    people = (_person(person) for person in told.outermost(part))
    return clean_line(", ".join(name for name in people if name))


def _person(person: Element) -> str:
    """A name, or what somebody is called who tells none; no address and number, which stand beside it."""
    name = " ".join(part.text for part in person.elements if part.name in ("first-name", "middle-name", "last-name"))
    return clean_line(name) or _said(person, "nickname")


def _said(element: Element, name: str) -> str:
    found = element.find(name)
    return clean_line(found.text) if found else ""


def _rename(tree: Element) -> None:
    cited: dict[str, Element] = {}
    for link in tree.all("a"):
        if link.get("type") == "note":
            cited.setdefault(link.get("href").removeprefix("#"), link)
    waiting = [(tree, 0, False)]
    while waiting:
        element, depth, notes = waiting.pop()
        notes = notes or (element.name == "body" and element.get("name") in _NOTES)
        depth += element.name in _DEEPER
        if element.name == "section" and notes:
            _note(element, cited.get(element.get("id")))
        else:
            _become(element, depth, notes)
        waiting += [(child, depth, notes) for child in element.elements]


def _become(element: Element, depth: int, notes: bool) -> None:
    """What it is in HTML. `depth`: in how many sections it stands."""
    if element.name == "subtitle" and not any(letter.isalnum() for letter in element.text):
        element.name = "p"  # stars between scenes
    elif element.name in _HEADED and not (notes and depth):
        # The number and the name of a chapter are paragraphs of one title.
        deeper = element.name == "subtitle"
        inner: list[Element | str] = []
        for child in element.children:
            if isinstance(child, str) or child.name not in ("p", "empty-line"):
                inner.append(child)
            else:
                inner += [" ", *child.children, " "]
        element.name = f"h{min(6, max(1, depth + deeper))}"
        element.children = inner
    elif element.name == "a" and element.get("type") == "note":
        element.attributes["role"] = "doc-noteref"
    element.name = _NAMES.get(element.name, element.name)


def _note(section: Element, cited: Element | None) -> None:
    """A note begins with its number, which FictionBook has for its title; it leads back to where it is cited, and has
    the number from there where it has none."""
    section.attributes["role"] = "doc-footnote"
    title = section.child("title")
    if title:
        section.children.remove(title)
    number = title.text.strip() if title else cited.text.strip().strip("[]()*") if cited else ""
    if not number:
        return
    label: Element | str = f"{number}. "
    if cited:
        back = cited.attributes.setdefault("id", f"{section.get('id')}-back")
        label = Element("a", {"href": f"#{back}"}, label)
    labelled(section, label)

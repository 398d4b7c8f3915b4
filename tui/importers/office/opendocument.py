"""OpenDocument text (ODT, and FODT, which is the same in one file): its elements as those of HTML."""

import re
from collections.abc import Iterator
from posixpath import join

from tui.core.publication import Publication
from tui.errors import FormatError
from tui.importers.archive import Archive
from tui.importers.attributes import is_asian, language_by_script
from tui.importers.book import About, named
from tui.importers.edges import document
from tui.importers.formulas import spoken
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.office.anchored import put_boxes_behind
from tui.importers.office.lists import OUTLINE, called_in_contents, number_lists
from tui.importers.office.styles import join_lines, tell_styles
from tui.importers.other_kinds import refused_sheet
from tui.importers.tree import Element, put_behind
from tui.texts import _

_NAMES = {
    "list": "ul",
    "list-item": "li",
    "list-header": "li",
    "table-row": "tr",
    "table-cell": "td",
    "line-break": "br",
    "text-box": "div",
    "bookmark": "a",
    "bookmark-ref": "a",
    "reference-ref": "a",
    "bookmark-start": "a",
    "reference-mark": "a",
    "reference-mark-start": "a",
    "frame": "span",
    "page-number": "span",
    "ruby-text": "rt",
}
_DROPPED = frozenset(
    {
        "tracked-changes",
        "annotation-end",
        "sequence-decls",
        "variable-decls",
        "forms",
    }
)
_SHAPES = frozenset(
    {"frame", "custom-shape", "rect", "line", "polyline", "polygon", "path", "circle", "ellipse", "g", "connector"}
)
_SAYS_MORE = frozenset({"text-box", "object", "object-ole", "span"})
_OF_COMMENTS = frozenset({"creator", "date", "date-string", "creator-initials", "sender-initials"})
_SPANS = {"number-rows-spanned": "rowspan", "number-columns-spanned": "colspan"}
_EDGES = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
_STYLED = frozenset({"text:style-name"})
_MOST_SPACES = 200


def parse(data: bytes, name: str) -> Publication:
    """The publication in an OpenDocument text; FormatError when it is damaged, locked or holds no text."""
    tree, meta, styles, shared = _trees(data, name)
    edges, more = _edges(shared), [part for part in shared.elements if part.name == "styles"]
    if not (text := tree.find("text") or Element("")).children and tree.find("spreadsheet", "presentation", "drawing"):
        raise refused_sheet(name)
    notes: list[Element] = []
    for embedded in text.outermost("object"):
        embedded.name, embedded.children = "span", list(_told_of(embedded))
    around = [part for top in styles.elements for part in top.elements if part.name != "body"]  # the text is longer
    _tell_languages(text, around)
    has_lines = tell_styles(text, around)
    number_lists(text, [*around, *more])
    put_boxes_behind(text, "text-box")
    for element in list(text.walk()):
        _become(element, notes)
    root = Element("", None, text, *notes)
    text.name = "div"
    if has_lines:
        join_lines(root)
    for element in [element for edge in edges for element in edge.walk()]:
        _become(element, [])
    return document(root, edges, named(name), _about(meta))


def _trees(data: bytes, name: str) -> tuple[Element, Element, Element, Element]:
    """The text, what is said of it, what the document itself says of styles, and what is said of named ones and of the
    edges of its pages."""
    if not data.startswith(b"PK"):
        tree = tree_of(decoded(data, name), xml=True)
        return tree.find("body") or tree, tree.find("meta") or Element(""), tree, next(iter(tree.elements), tree)
    archive = Archive(data, name)
    manifest = archive.read("META-INF/manifest.xml") if archive.has("META-INF/manifest.xml") else b""
    if b"encryption-data" in manifest:
        message = _("{name} is locked with a password; unlock it where you have it from and open it again.")
        raise FormatError(message.format(name=name))
    tree = tree_of(decoded(archive.read("content.xml"), name), xml=True)
    has_documents = any(name.endswith("/content.xml") for name in archive.names)
    parts: set[str | None] = {None, archive.found("content.xml")}  # of which each is told once
    for embedded in tree.outermost("object") if has_documents else ():
        path = archive.found(join(embedded.get("href"), "content.xml"))
        embedded.children += _embedded(archive, path) if path and path not in parts else []
        parts.add(path)
    shared = _said(archive, "styles.xml") if archive.has("styles.xml") else Element("")
    return tree.find("body") or tree, _said(archive, "meta.xml"), tree, next(iter(shared.elements), shared)


def _edges(tree: Element) -> list[Element]:
    return [edge for top in tree.elements if top.name == "master-styles" for edge in top.outermost(*_EDGES)]


def _embedded(archive: Archive, path: str) -> list[Element | str]:
    """A formula, a chart, a sheet: documents in the document, each in a folder of its own. One that is damaged or far
    too large is left out, as its picture is all that is seen of it."""
    try:
        tree = tree_of(decoded(archive.read(path), archive.name), xml=True)
    except FormatError:
        return []
    return [tree.find("body") or tree]


def _said(archive: Archive, path: str) -> Element:
    """What the document says of itself beside its text; nothing where that is missing or damaged."""
    try:
        return tree_of(decoded(archive.read(path), archive.name), xml=True)
    except FormatError:
        return Element("")


def _about(meta: Element) -> About:
    found = {element.name: element.text for element in meta.outermost("title", "creator", "language")}
    metadata: dict[str, str | int] = {"author": found["creator"]} if found.get("creator") else {}
    return About(found.get("title", ""), found.get("language", ""), metadata)


def _tell_languages(text: Element, around: list[Element]) -> None:
    """Writes the languages of styles to the elements that are set in them, and which words they strike out."""
    found: dict[str, tuple[str, str]] = {}
    struck: set[str] = set()
    for style in (style for part in around for style in part.outermost("style")):
        told = style.find("text-properties")
        if told and (told.get("text-line-through-style") or "none") != "none":
            struck.add(style.get("name"))
        if told and (told.get("language") or told.get("language-asian")):
            western = _tag(told.get("language"), told.get("country"))
            found[style.get("name")] = (western, _tag(told.get("language-asian"), told.get("country-asian")))
    if not (found or struck):
        return
    asian = text.around(lambda element: any(isinstance(each, str) and is_asian(each) for each in element.children))
    for element in text.walk():
        languages = found.get(element.get("style-name"))
        if languages and (tag := language_by_script(id(element) in asian, *languages)):
            element.attributes.setdefault("lang", tag)
        if element.name == "span" and element.get("style-name") in struck:
            element.name = "del"


def _tag(language: str, country: str) -> str:
    return f"{language}-{country}" if language and country not in ("", "none") else language


def _become(element: Element, notes: list[Element]) -> None:
    """What it is in HTML. Notes are taken out of the sentence they stand in and put behind the text."""
    if _STYLED.issuperset(element.attributes):  # of which the languages are told by now
        element.attributes = {}
    holds_more = len(element.children) != 1 or not isinstance(element.children[0], str)
    if holds_more:
        element.children = [child for child in element.children if isinstance(child, str) or child.name not in _DROPPED]
    if element.name == "table-row":
        _uncover(element)
    if element.name in _SHAPES:
        _picture(element)
        element.name = "span"
    elif element.name == "table-cell":
        element.attributes |= {span: element.get(said) for said, span in _SPANS.items() if element.get(said)}
    else:
        for child in element.elements if holds_more else ():  # the title of the document in its text
            child.name = "span" if child.name == "title" else child.name
        _become_words(element, notes)
    element.name = _NAMES.get(element.name, element.name)


def _uncover(row: Element) -> None:
    """What stands in a cell under another one belongs to that beside it, else it would begin a row of its own."""
    cell = None
    for child in row.elements:
        if child.name == "table-cell":
            cell = child
        elif child.name == "covered-table-cell" and cell:
            cell.children += child.children
            child.children = []


def _become_words(element: Element, notes: list[Element]) -> None:
    name = element.name
    if name == "h":
        element.attributes.setdefault("id", called_in_contents(element))
        level = element.get("outline-level")
        element.name = f"h{min(6, max(1, int(level)))}" if level.isdecimal() and len(level) < 3 else "h2"
    elif name == "s":
        count, element.name = element.get("c"), "span"
        element.children = [" " * (min(_MOST_SPACES, int(count)) if count.isdecimal() and len(count) < 6 else 1)]
    elif name == "tab":
        element.children = [" "]
    elif name in ("note", "annotation"):
        (_note if name == "note" else _comment)(element, notes)
    elif name == "a" and element.get("href").endswith(OUTLINE):
        element.attributes["href"] = re.sub(r"^#(?:\d+\.)*", "#", element.get("href"))
    elif name in ("bookmark-ref", "reference-ref"):
        element.attributes["href"] = f"#{element.get('ref-name')}"
    elif name in ("bookmark", "bookmark-start", "reference-mark", "reference-mark-start"):
        element.attributes["id"] = element.get("name")


def _told_of(embedded: Element) -> Iterator[Element | str]:
    """The formula of an embedded document as it is said, or what its titles and tables hold."""
    if formula := embedded.find("math"):
        yield spoken(formula)
        return
    for element in embedded.outermost("title", "subtitle", "table"):
        if element.name == "table" and element.find("table-cell"):
            yield element
        elif element.name != "table" and element.text.strip():
            yield Element("p", None, element.text)


def _picture(frame: Element) -> None:
    """A picture with what is said of it; a frame may hold text instead."""
    told = [child.text for child in frame.elements if child.name in ("title", "desc") and child.text.strip()]
    inside = {child.name: child for child in frame.elements}
    frame.children = [child for child in frame.children if isinstance(child, str) or child.name != "image"]
    if told:
        frame.children.append(Element("img", {"alt": ": ".join(told)}))
    elif frame.get("decorative") != "true" and "image" in inside and _SAYS_MORE.isdisjoint(inside):
        frame.children.append(Element("img", {"src": inside["image"].get("href") or "-"}))


def _comment(comment: Element, notes: list[Element]) -> None:
    """What somebody has written beside the text, as a note with their name."""
    told = [child for child in comment.elements if child.name in _OF_COMMENTS]
    inside = [child for child in comment.children if isinstance(child, str) or child.name not in _OF_COMMENTS]
    who = next((f", {child.text}" for child in told if child.name == "creator" and child.text.strip()), "")
    count = 1 + next((int(note.get("\0comment")) for note in reversed(notes) if note.get("\0comment")), 0)
    label = _("Comment {n}").format(n=count)
    put_behind(comment, notes, f"[{label}]", f"{label}{who}: ", inside)
    notes[-1].attributes["\0comment"] = str(count)


def _note(note: Element, notes: list[Element]) -> None:
    citation, body = note.child("note-citation"), note.child("note-body")
    label = citation.text.strip() if citation else "*"
    put_behind(note, notes, label, f"{label}. ", body.children if body else [])

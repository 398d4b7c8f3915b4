"""Word documents (DOCX): paragraphs, headings, lists, tables, notes, links and pictures, as elements of HTML."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from posixpath import basename, dirname, join, normpath

from tui.core.publication import Publication
from tui.errors import FormatError
from tui.importers.archive import Archive
from tui.importers.attributes import BEGINS
from tui.importers.book import About, named
from tui.importers.edges import document
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.office.anchored import put_boxes_behind
from tui.importers.office.styles import LINES, element_of, join_lines, put_readings_behind
from tui.importers.office.word_drawings import PICTURES, chart, diagram, picture, tell_pictures
from tui.importers.office.word_fields import HREF, bind_fields
from tui.importers.office.word_formulas import formula
from tui.importers.office.word_runs import join_paragraphs, look_of, shortened, words_alone, words_of
from tui.importers.office.word_styles import Styles
from tui.importers.office.word_symbols import sign_of, with_signs
from tui.importers.tables import HEADS, MERGED
from tui.importers.tree import Element, labelled, names
from tui.texts import _

_INLINE = {
    "tab": " ",
    "ptab": " ",
    "nobreakhyphen": "\u2011",
    "softhyphen": "",
    "sym": "",
    "checkbox": "",
    "ddlist": "",
}
_SAME = {"br": "br", "cr": "br", "ruby": "ruby", "rt": "rt"}
_SKIPPED = names("deltext delinstrtext instrtext del movefrom ppr rpr tblpr trpr tcpr sectpr tblgrid")
_NOTES = {"footnotereference": "footnotes", "endnotereference": "endnotes", "commentreference": "comments"}
_EDGES = ("/header", "/footer")
_DRAWN = {"chart": ("id", chart), "relids": ("dm", diagram)}
_KINDS = (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"))


def parse(data: bytes, name: str) -> Publication:
    """The publication in a Word document; FormatError when it is damaged, locked or holds no text."""
    archive = Archive(data, name)
    path = _main(archive)
    reader = _Reader(archive, path)
    return document(reader.read(), reader.edges(), named(name), _about(archive))


def _tree(archive: Archive, path: str) -> Element:
    """A part of the document; an empty one where it is missing or damaged and the rest can do without it."""
    try:
        return tree_of(decoded(archive.read(path), archive.name), xml=True) if archive.has(path) else Element("")
    except FormatError:
        return Element("")


def _sign(element: Element) -> str:
    """What a sign shows, and the box of a form, if it has been ticked or not, or what was chosen in it."""
    if element.name == "ddlist":
        chosen = (element.find("result") or element.find("default") or Element("")).get("val")
        entries = element.all("listentry")
        number = int(chosen) if chosen.isdecimal() and len(chosen) < 5 else 0
        return entries[number].get("val") if number < len(entries) else ""
    if element.name == "checkbox" and (told := element.find("checked") or element.find("default")):
        return "☑" if told.get("val") not in ("0", "false") else "☐"
    return sign_of(element.get("font"), element.get("char")) if element.name == "sym" else ""


def _chosen(alternatives: Element) -> list[Element]:
    """The first of what says the same in several ways that says anything."""
    return next(([each] for each in alternatives.elements if each.elements), [])


def _main(archive: Archive) -> str:
    if archive.has("word/document.xml"):
        return "word/document.xml"
    for relation in _tree(archive, "_rels/.rels").all("relationship"):
        if relation.get("type").endswith("/officeDocument") and archive.has(relation.get("target").lstrip("/")):
            return relation.get("target").lstrip("/")
    raise archive.damaged()


def _about(archive: Archive) -> About:
    core = _tree(archive, "docProps/core.xml")
    found = {element.name: element.text for element in core.outermost("title", "creator", "language")}
    metadata: dict[str, str | int] = {"author": found["creator"]} if found.get("creator") else {}
    return About(found.get("title", ""), found.get("language", ""), metadata)


def _cell(cell: Element) -> Element:
    properties = cell.child("tcpr")
    told = {each.name: each for each in properties.elements} if properties else {}
    attributes = {"colspan": told["gridspan"].get("val")} if "gridspan" in told else {}
    if "vmerge" in told and told["vmerge"].get("val") != "restart":
        attributes[MERGED] = ""
    return Element("td", attributes)


def _of_table(element: Element) -> Element:
    if element.name == "tc":
        return _cell(element)
    properties = element.child("trpr")
    told = properties.find("tblheader") if properties else None
    is_head = told is not None and told.get("val") not in ("0", "false", "off")
    return Element("table" if element.name == "tbl" else "tr", {HEADS: ""} if is_head else None)


class _Reader:
    """Makes elements of HTML of one document. `around`: the reader of that of which this is a part."""

    def __init__(self, archive: Archive, path: str, around: "_Reader | None" = None) -> None:
        self._archive = archive
        self._told: set[str | None] = around._told if around else {path}  # parts, of which each is told once
        self._folder = dirname(path)
        text = with_signs(decoded(archive.read(path), archive.name))
        self._body = tree_of(shortened(text), xml=True)
        if "blip" in text or "imagedata" in text:
            tell_pictures(self._body)
        if ":ruby" in text:
            put_readings_behind(self._body)
        if "dropCap" in text or "<w:del " in text:
            join_paragraphs(self._body)
        if "instr" in text:
            bind_fields(self._body)
        if "txbxContent" in text:
            put_boxes_behind(self._body, "txbxcontent")
        self._styles: Styles = around._styles if around else Styles(self._part("styles"), self._part("numbering"))
        self._notes: Callable[[], dict[tuple[str, str], Element]] = around._notes if around else cache(self._all_notes)
        relations = _tree(archive, join(self._folder, "_rels", f"{basename(path)}.rels"))
        self._relationships = relations.all("relationship")
        self._links = {each.get("id"): each.get("target") for each in self._relationships}
        self._cited: dict[tuple[str, str], str] = {}  # with their labels
        self._counts = Counter[bool]()
        self._has_lines, self._list = False, ""

    def read(self) -> Element:
        """The whole document, its notes behind its text."""
        root = Element("", None, self._converted(self._body.find("body") or self._body))
        for kind, number in list(self._cited):
            if note := self._notes().pop((kind, number), None):
                root.children.append(self._note(kind, number, note))
        if self._has_lines:
            join_lines(root)
        return root

    def edges(self) -> list[Element]:
        """What stands at the top and the bottom of its pages; what is damaged of that is left out."""
        found = []
        for each in sorted(self._relationships, key=lambda each: each.get("type").endswith("/footer")):
            if each.get("type").endswith(_EDGES) and (path := self._untold(each.get("target"))):
                with suppress(FormatError):
                    found.append(_Reader(self._archive, path, self).read())
        return found

    def _untold(self, target: str) -> str:
        """The path of another part, "" of one that is missing or was told before."""
        path = self._archive.found(normpath(join(self._folder, target)).lstrip("/"))
        is_new = path not in self._told
        self._told.add(path)
        return path or "" if is_new else ""

    def _all_notes(self) -> dict[tuple[str, str], Element]:
        return {(kind, note.get("id")): note for kind, name in _KINDS for note in self._part(kind).outermost(name)}

    def _part(self, name: str) -> Element:
        return _tree(self._archive, join(self._folder, f"{name}.xml"))

    def _note(self, kind: str, number: str, note: Element) -> Element:
        who = f", {note.get('author')}" if note.get("author") else ""
        label = f"{self._label(kind, number).strip('[]')}{who}{': ' if kind == 'comments' else '. '}"
        back = Element("a", {"href": f"#note-{kind}{number}back"}, label)
        aside = Element("aside", {"role": "doc-footnote", "id": f"note-{kind}{number}"}, self._converted(note))
        return labelled(aside, back)

    def _converted(self, source: Element) -> Element:
        """The children of an element of Word under an element of HTML."""
        made = Element("div")
        waiting = [(child, made) for child in reversed(source.elements)]
        while waiting:
            element, parent = waiting.pop()
            if element.name in _SKIPPED:
                continue
            if element.name == "t" or (element.name == "r" and not element.elements):
                parent.children.append(element.text)
                continue
            if element.name == "r" and (words := words_of(element)) is not None:
                parent.children.append(words)
                continue
            if element.name == "omath":
                parent.children.append(Element("math", None, formula(element)))
                continue
            inner = self._element(element)
            if inner is not None:
                parent.children.append(inner)
                if element.name == "p" and (words := words_alone(element)) is not None:
                    inner.children.append(words)
                    continue
            inside = _chosen(element) if element.name == "alternatecontent" else element.elements
            waiting += [(child, inner or parent) for child in reversed(inside)]
        return made

    def _element(self, element: Element) -> Element | None:
        """What it is in HTML; None where only its children are something."""
        name = element.name
        if name == "p":
            return self._paragraph(element)
        if name in ("tbl", "tr", "tc"):
            return _of_table(element)
        if name in _SAME:
            return Element(_SAME[name])
        if name in _INLINE:
            return Element("span", None, _sign(element) or _INLINE[name])
        if name == "hyperlink":
            told = element.attributes.get(HREF) or self._links.get(element.get("id"), "")
            target = told or f"#{element.get('anchor')}"
            return Element("a", {"href": target})
        if name == "bookmarkstart":
            return Element("a", {"id": element.get("name")})
        if name in PICTURES:
            return picture(element)
        if name == "r":
            return look_of(element)
        if name in _DRAWN:
            return self._drawn(element)
        return self._reference(element) if name in _NOTES else None

    def _drawn(self, element: Element) -> Element:
        """What a chart or a diagram says, which is another part of the document."""
        attribute, told_of = _DRAWN[element.name]
        path = self._untold(self._links.get(element.get(attribute), ""))
        return Element("div", None, *told_of(_tree(self._archive, path) if path else Element("")))

    def _reference(self, element: Element) -> Element:
        kind, number = _NOTES[element.name], element.get("id")
        label = self._label(kind, number)
        attributes = {"href": f"#note-{kind}{number}", "id": f"note-{kind}{number}back", "role": "doc-noteref"}
        return Element("a", attributes, label)

    def _label(self, kind: str, number: str) -> str:
        """Comments are counted by themselves, so that notes have the numbers that Word shows."""
        if (kind, number) not in self._cited:
            count = self._counts[kind == "comments"] = self._counts[kind == "comments"] + 1
            label = "[" + _("Comment {n}").format(n=count) + "]" if kind == "comments" else str(count)
            self._cited[kind, number] = label
        return self._cited[kind, number]

    def _paragraph(self, element: Element) -> Element:
        properties = element.child("ppr")
        if properties is None:
            return Element("p")
        told = {child.name: child for child in properties.elements}
        style = told["pstyle"].get("val") if "pstyle" in told else ""
        item = self._styles.item(style, told.get("numpr"))
        if level := self._styles.heading(style, told.get("outlinelvl")):
            return Element(f"h{level}", None, item.number if item and element.text.strip() else "")
        if item:
            attributes = {"\0level": str(item.level), "\0marker": item.marker}
            if item.level == 1 and item.list != self._list:
                self._list, attributes[BEGINS] = item.list, ""
            return Element("li", attributes)
        name = element_of(self._styles.name(style))
        self._has_lines = self._has_lines or name in LINES
        return Element(name)

"""DocBook 4 and 5: manuals, books, articles and pages of reference."""

from tui.core.publication import Publication
from tui.importers.book import About
from tui.importers.renaming import Names, Place, heading, publication, rename, tree, words
from tui.importers.tree import Element, names, put_behind
from tui.texts import N_, _

_INFO = names(
    "info bookinfo articleinfo chapterinfo sectioninfo refentryinfo partinfo prefaceinfo appendixinfo setinfo"
)
_SECTIONS = names(
    "set book part chapter appendix preface article section sect1 sect2 sect3 sect4 sect5 simplesect refentry refsect1"
    " refsect2 refsect3 refsection refsynopsisdiv reference glossary glossdiv bibliography bibliodiv dedication"
    " colophon acknowledgements partintro topic qandadiv index"
)
_NAMES = {
    "para": "p", "simpara": "p", "itemizedlist": "ul", "orderedlist": "ol", "listitem": "li", "simplelist": "ul",
    "member": "li", "variablelist": "dl", "term": "dt", "calloutlist": "ol", "callout": "li", "procedure": "ol",
    "step": "li", "substeps": "ol", "stepalternatives": "ol", "glosslist": "dl", "glossterm": "span",
    "glossdef": "dd", "qandaset": "dl", "question": "dt", "answer": "dd", "programlisting": "pre", "screen": "pre",
    "literallayout": "pre", "synopsis": "pre", "funcsynopsis": "pre", "classsynopsis": "pre", "tgroup": "tbody",
    "informaltable": "table", "row": "tr", "entry": "td", "attribution": "p", "bibliomixed": "p", "biblioentry": "p",
    "superscript": "sup", "subscript": "sub", "quote": "q", "ulink": "a", "link": "a", "anchor": "a", "sbr": "br",
    "author": "p", "editor": "p", "othercredit": "p", "corpauthor": "p", "collab": "p", "releaseinfo": "p",
    "edition": "p", "date": "span", "pubdate": "p", "copyright": "p", "legalnotice": "div", "abstract": "div",
    "revision": "p", "refname": "span", "refpurpose": "span", "refnamediv": "p", "cmdsynopsis": "p",
    "example": "div", "informalexample": "div", "figure": "div", "informalfigure": "div", "equation": "div",
    "informalequation": "div", "msg": "div", "keywordset": "p", "primaryie": "p", "secondaryie": "p", "tertiaryie": "p",
    "seglistitem": "li", "segmentedlist": "ul", "subtitle": "p", "address": "pre", "section": "div", "article": "div",
    "caption": "figcaption", "orgname": "span", "tip": "div", "note": "div", "warning": "div", "caution": "div",
    "important": "div", "danger": "div", "formalpara": "div", "mathphrase": "span", "remark": "span", "option": "span",
}  # fmt: skip
_SILENT = names(
    "indexterm titleabbrev colspec spanspec areaspec toc lot beginpage itermset audiodata videodata productnumber"
    " issuenum refmiscinfo isbn biblioid subjectset revdescription"
)
_KNOWN = Names(_NAMES, _SECTIONS, _SILENT)
_ADVICE = {
    "note": N_("Note"), "tip": N_("Tip"), "warning": N_("Warning"), "caution": N_("Caution"),
    "important": N_("Important"), "danger": N_("Danger"),
}  # fmt: skip
_ONE_AFTER_ANOTHER = names(
    "author editor othercredit personname copyright revision refnamediv keywordset cmdsynopsis collab biblioentry arg"
)
_NUMERALS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
_MEDIA = names("mediaobject inlinemediaobject")
_PARTS_OF_NAMES = names("personname firstname surname othername honorific lineage orgname corpauthor givenname")


def parse(data: bytes, name: str) -> Publication:
    """The publication in a DocBook file; FormatError when there is no text in it."""
    root = tree(data, name)
    about = _about(root)
    titles = _titles(root)
    notes: list[Element] = []
    _number_lists(root)

    def special(element: Element, place: Place) -> bool:
        return _special(element, place, titles, notes)

    rename(root, _KNOWN, special)
    return publication(root, notes, name, about)


def _number_lists(root: Element) -> None:
    """Tells each list with which number it begins, where it says so, or goes on where the last one of its level has
    ended."""
    ends: dict[int, tuple[int, str]] = {}  # by level: the next number, and how these are written
    waiting = [(root, 0)]
    while waiting:
        element, level = waiting.pop()
        if element.name == "orderedlist":
            level += 1
            start, form = ends.get(level, (1, "")) if element.get("continuation") == "continues" else (1, "")
            told = element.get("startingnumber")
            start = int(told) if told.isdecimal() and len(told) < 7 else start
            element.attributes["start"] = str(start)
            form = element.attributes.setdefault("numeration", form)
            ends[level] = (start + sum(child.name == "listitem" for child in element.elements), form)
        waiting += [(child, level) for child in reversed(element.elements)]


def _about(root: Element) -> About:
    top = next(iter(root.elements), root)
    info = top.child(*_INFO) or top
    title = words(info.child("title") or top.child("title"))
    title = title or words(top.find("refentrytitle") if top.name == "refentry" else None)
    authors = [_person(each) for each in info.outermost("author")]
    metadata: dict[str, str | int] = {"author": ", ".join(filter(None, authors))} if any(authors) else {}
    return About(title, top.get("lang"), metadata)


def _person(author: Element) -> str:
    return " ".join(words(each) for each in author.outermost(*(_PARTS_OF_NAMES - {"personname"}))) or words(author)


def _titles(root: Element) -> dict[str, str]:
    """What is called so, by the names that references have for it."""
    found = {}
    for element in root.walk():
        if name := element.get("id"):
            found[name] = element.get("xreflabel") or words(element.child("title", "term", "refmeta"))
    return found


def _special(element: Element, place: Place, titles: dict[str, str], notes: list[Element]) -> bool:
    name = element.name
    if name in ("title", "refmeta"):
        element.children = [each for each in element.children if name == "title" or not isinstance(each, str)]
        _title(element, place)
    elif name in _INFO:
        element.name = "div"
    elif name in _ADVICE:
        if not any(child.name == "title" for child in element.elements):
            element.children.insert(0, Element("p", None, _(_ADVICE[name])))
        element.name = "div"
    elif name == "footnote":
        inside = Element("div", None, *element.children)
        rename(inside, _KNOWN, lambda inner, at: _special(inner, at, titles, notes))
        put_behind(element, notes, label := str(len(notes) + 1), f"{label}. ", inside.children)
    else:
        return _piece(element, place, titles)
    return True


def _piece(element: Element, place: Place, titles: dict[str, str]) -> bool:
    name = element.name
    if name in ("ulink", "link", "xref", "olink", "footnoteref"):
        target = element.get("url") or element.get("href") or f"#{element.get('linkend')}"
        element.attributes["href"], element.name = target, "a"
        if not element.text.strip():
            element.children = [titles.get(element.get("endterm") or element.get("linkend")) or element.get("url")]
    elif name in _MEDIA:
        _picture(element)
    elif name == "orderedlist":
        element.name = "ol"
        element.attributes["type"] = _NUMERALS.get(element.get("numeration"), "")
    elif name == "listitem":
        element.name = "dd" if place.inside == "varlistentry" else "li"
        element.attributes["value"] = element.get("override")
    elif name == "glossterm" and place.inside == "glossentry":
        element.name = "dt"
    elif name == "entry":
        _entry(element)
    elif name in _ONE_AFTER_ANOTHER:
        return _apart(element)
    elif name in ("manvolnum", "keycombo", "menuchoice"):
        _joined(element)
    else:
        return False
    return True


def _title(element: Element, place: Place) -> None:
    """Of a section a heading; of a figure or a table a caption; of anything else a line of its own."""
    if place.inside in _SECTIONS or place.inside in _INFO:
        heading(element, place)
    elif place.inside in ("figure", "table", "example", "equation"):
        element.name = "figcaption"
    else:
        element.name = "p"


def _picture(media: Element) -> None:
    told, data = media.find("textobject"), media.find("imagedata", "graphic")
    caption = media.find("caption")
    picture = {"src": data.get("fileref") or data.get("href") or "-"} if data else {}
    if told and words(told):
        picture["alt"] = words(told)
    media.name = "div" if media.name == "mediaobject" else "span"
    media.children = [*([Element("img", picture)] if picture else []), *([caption] if caption else [])]


def _entry(entry: Element) -> None:
    rows = entry.get("morerows")
    if rows.isdecimal():
        entry.attributes["rowspan"] = str(int(rows[:6]) + 1)
    start, end = (entry.get(edge).lstrip("abcdefghijklmnopqrstuvwxyz_") for edge in ("namest", "nameend"))
    if start.isdecimal() and end.isdecimal() and len(end) < 4:
        entry.attributes["colspan"] = str(max(1, int(end) - int(start[:4]) + 1))
    entry.name = "td"


def _apart(element: Element) -> bool:
    """Its parts with spaces between, as nobody has written any."""
    if element.name == "arg":
        choice = element.get("choice")
        before, behind = {"plain": ("", ""), "req": ("{", "}")}.get(choice, ("[", "]"))
        element.children = [before, *element.children, behind + ("..." if element.get("rep") == "repeat" else "")]
        return False
    parts = [part for part in element.children if not isinstance(part, str) or part.strip()]
    between = " – " if element.name == "refnamediv" else ", " if element.name == "keywordset" else " "
    element.children = [each for part in parts for each in (part, between)][:-1]
    return False


def _joined(element: Element) -> None:
    if element.name == "manvolnum":
        element.children = ["(", *element.children, ")"]
    else:
        parts = element.elements
        between = "+" if element.name == "keycombo" else " → "
        element.children = [each for part in parts for each in (part, between)][:-1] if parts else element.children
    element.name = "span"

"""JATS, once called NLM: articles of scientific journals."""

from tui.core.publication import Publication
from tui.importers.book import About
from tui.importers.renaming import Names, Place, heading, publication, rename, tree, words
from tui.importers.tree import Element, labelled, names

_SECTIONS = names(
    "sec ack app ref-list bio glossary notes boxed-text abstract trans-abstract fn-group sub-article response"
)
_NAMES = {
    "disp-quote": "blockquote", "attrib": "p", "list-item": "li", "def-list": "dl", "def-item": "div", "term": "dt",
    "def": "dd", "verse-group": "linegroup", "verse-line": "line", "preformat": "pre", "ext-link": "a", "uri": "a",
    "graphic": "img", "inline-graphic": "img", "media": "p", "break": "br", "aff": "p", "kwd-group": "p",
    "subtitle": "p", "trans-title": "p", "corresp": "p", "email": "span", "subj-group": "p", "permissions": "div",
    "license": "div", "license-p": "p", "copyright-statement": "p", "funding-group": "div", "table-wrap-foot": "div",
    "disp-formula": "p", "statement": "div", "supplementary-material": "p", "author-notes": "div", "fig": "div",
    "table-wrap": "div", "fig-group": "div", "caption": "div", "sec": "div", "ref-list": "ul", "funding-statement": "p",
    "boxed-text": "div", "article": "div", "award-group": "p", "speech": "div", "speaker": "p", "note": "p",
    "subject": "span", "code": "code", "xref": "a", "front": "div", "body": "div", "back": "div",
}  # fmt: skip
_SILENT = names(
    "journal-meta article-id pub-date volume issue fpage lpage elocation-id history counts custom-meta-group self-uri"
    " contrib-id object-id alt-title copyright-year copyright-holder processing-meta floats-wrap pub-id"
    " related-article issue-id volume-id pub-history season page-range"
)
_KNOWN = Names(_NAMES, _SECTIONS, _SILENT)
_LISTS = {"order": "1", "alpha-lower": "a", "alpha-upper": "A", "roman-lower": "i", "roman-upper": "I"}
_CITED = names("mixed-citation element-citation nlm-citation citation")
_FLOATS = names("fig table-wrap boxed-text supplementary-material disp-formula fig-group")


def parse(data: bytes, name: str) -> Publication:
    """The publication in a JATS file; FormatError when there is no text in it."""
    root = tree(data, name)
    told = _about(root)
    cited: dict[str, Element] = {}
    for each in root.all("xref"):
        cited.setdefault(each.get("rid"), each)

    def special(element: Element, place: Place) -> bool:
        return _special(element, place, cited)

    rename(root, _KNOWN, special)
    return publication(root, (), name, told)


def _about(root: Element) -> About:
    meta, top = root.find("article-meta") or Element(""), root.find("article") or root
    title, date, journal = meta.find("article-title"), meta.find("pub-date"), root.find("journal-title")
    parts = [words(date.find(part)) for part in ("year", "month", "day")] if date else []
    people = (_person(each) for each in meta.outermost("contrib"))
    told = {"author": ", ".join(filter(None, people)), "date": "-".join(filter(None, parts)), "journal": words(journal)}
    metadata: dict[str, str | int] = {key: text for key, text in told.items() if text}
    return About(words(title), top.get("lang"), metadata)


def _person(contributor: Element) -> str:
    found = (contributor.find(part) for part in ("prefix", "given-names", "surname", "suffix"))
    return " ".join(filter(None, map(words, found))) or words(contributor.find("collab", "string-name"))


def _special(element: Element, place: Place, cited: dict[str, Element]) -> bool:
    name = element.name
    if name == "article-title" and place.inside == "title-group":
        element.name = "h1"
    elif name in ("title", "label"):
        _title(element, place)
    elif name == "contrib":
        element.children = [_person(element)]
        element.name = "p"
    elif name == "name":
        element.children = [_person(element)]
        element.name = "span"
    elif name in ("xref", "ext-link", "uri"):
        _link(element)
    elif name == "fn":
        _note(element, cited)
    elif name == "alt-text":
        element.name, element.children = "span", []
    elif name == "p" and place.inside == "caption":
        element.name = "figcaption"
    else:
        return _piece(element, place)
    return True


def _number(section: Element) -> None:
    """Puts its number before the words of its title."""
    told = {child.name: child for child in section.elements if child.name in ("label", "title")}
    if len(told) == 2:
        told["title"].children.insert(0, f"{words(told['label'])} ")
        section.children.remove(told["label"])


def _mark(item: Element) -> None:
    """An item that brings its number with it has no other."""
    label = next((child for child in item.elements if child.name == "label"), None)
    if label is not None:
        item.attributes["\0marker"] = f"{words(label)} " if words(label) else ""
        item.children.remove(label)


def _title(element: Element, place: Place) -> None:
    """A number stands before what it numbers."""
    in_list = place.inside in ("list-item", "ref", "fn", "aff", "corresp", "def-item")
    if element.name == "label":
        element.children.append(" " if element.text.rstrip().endswith((".", ":", ")", "]")) or not in_list else ". ")
        element.name = "figcaption" if place.inside in _FLOATS else "span" if in_list else "p"
    elif place.inside in ("caption", "list", "def-list", "statement"):
        element.name = "figcaption"
    else:
        heading(element, place._replace(depth=place.depth + 1))


def _link(element: Element) -> None:
    if element.name == "xref":
        element.attributes["href"] = f"#{element.get('rid')}"
        if element.get("ref-type") in ("fn", "table-fn"):
            element.attributes["role"] = "doc-noteref"
            element.attributes.setdefault("id", f"{element.get('rid')}-back")
    element.name = "a"


def _note(element: Element, cited: dict[str, Element]) -> None:
    """A note leads back to where it is cited."""
    label = element.child("label")
    link = cited.get(element.get("id"))
    element.children = [child for child in element.children if child is not label]
    text = words(label) or (words(link) if link else "")
    if text:
        back = link.attributes.setdefault("id", f"{element.get('id')}-back") if link else ""
        head: Element | str = f"{text.strip('.[]()')}. "
        labelled(element, Element("a", {"href": f"#{back}"}, head) if back else head)
    element.attributes["role"], element.name = "doc-footnote", "div"


def _describe(figure: Element) -> None:
    """What is told of all of it is told of its picture, where that has no words of its own."""
    told, data = figure.find("alt-text", "long-desc"), figure.find("graphic")
    if told and data and not data.find("alt-text"):
        data.children.append(Element("alt-text", None, words(told)))


def _piece(element: Element, place: Place) -> bool:
    name = element.name
    if name in _SECTIONS:
        _number(element)
    elif name == "fig":
        _describe(element)
    if name == "list":
        form = _LISTS.get(element.get("list-type"))
        element.name, element.attributes["type"] = ("ol", form) if form else ("ul", "")
        for item in element.elements:
            _mark(item)
    elif name == "ref":
        element.name, element.attributes["class"] = "li", "own" if element.find("label") else ""
    elif name in _CITED:
        if not any(isinstance(child, str) and child.strip() for child in element.children):
            element.children = [each for part in element.elements for each in (part, ". ")][:-1]
        element.name = "span"
    elif name == "person-group":
        element.children = [each for part in element.elements for each in (part, ", ")][:-1]
        element.name = "span"
    elif name in ("kwd-group", "subj-group"):
        kinds = [words(part) for part in element.elements if part.name != "title"]
        element.children, element.name = [", ".join(kinds)], "p"
    else:
        return _shown(element, place)
    return True


def _shown(element: Element, place: Place) -> bool:
    name = element.name
    if name in ("graphic", "inline-graphic"):
        told = element.find("alt-text")
        element.attributes = {"src": element.get("href") or "-"} | ({"alt": words(told)} if told else {})
        element.name = "img"
    elif name == "alternatives":
        best = element.find("math") or element.find("table", "tex-math") or next(iter(element.elements), None)
        element.children, element.name = [best] if best else [], "span"
    elif name == "code" and place.inside in ("sec", "body", "p", "boxed-text"):
        element.name = "pre" if "\n" in element.text else "code"
    else:
        return False
    return True

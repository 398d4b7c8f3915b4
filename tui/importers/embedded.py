"""What a page plays or shows of other pages: recordings, films, pages and files within it. It is told that they are
there, what they are called, and where they lead."""

from posixpath import basename, splitext
from urllib.parse import unquote, urlsplit

from tui.core.light import Callable
from tui.importers.attributes import is_hidden
from tui.importers.pictures import PICTURES, called, is_decoration
from tui.importers.tree import Element, names
from tui.texts import _

_KINDS = names("audio video iframe embed object")
_NOWHERE = ("about:", "javascript:", "data:", "blob:")
_UNSEEN = names("0 1 2")  # points: a page of that size counts readers
_PAGES = ("", ".html", ".htm", ".xhtml", ".php", ".asp", ".aspx")


def tell_embedded(root: Element, leads: Callable[[str], bool] = bool) -> None:
    """Puts a link in place of each, before what is written for those who have no program for it: of files, which may be
    shown in no other way. `leads`: whether somebody can follow an address."""
    for parent in list(root.walk()):
        if any(isinstance(child, Element) and child.name in _KINDS for child in parent.children):
            parent.children = [_told(child, leads) for child in parent.children]


def _told(child: Element | str, leads: Callable[[str], bool]) -> Element | str:
    if isinstance(child, str) or child.name not in _KINDS:
        return child
    if child.name == "object" and not (child.get("data") or child.get("type")):
        child.name = "span"  # shows nothing but what is written for those without a program for it
    if not _is_seen(child):
        return child
    target = _target(child)
    link = Element("embedded", {"alt": _words(child, target)})
    for name in ("id", "xml:id"):
        if name in child.attributes:
            link.attributes[name] = child.attributes[name]
    told = Element("a", {"href": target}, link) if target and leads(target) else link
    inside = child.children if child.name == "object" else []
    child.name, child.attributes, child.children = "span", {}, [" ", told, *inside]
    return child


def _is_seen(element: Element) -> bool:
    name, target = element.name, _target(element)
    if any(element.get(side).strip().removesuffix("px") in _UNSEEN for side in ("width", "height")):
        return False
    if {"hidden", "style"} & element.attributes.keys() and is_hidden(Element("div", element.attributes)):
        return False
    if is_decoration(element) or target.lower().startswith(_NOWHERE):
        return False
    is_picture = element.get("type").startswith("image/") or _ending(target) in PICTURES
    return name in ("audio", "video") or bool(target and not is_picture)


def _target(element: Element) -> str:
    """Where it is: by itself, or by the first of the files that it may be."""
    own = element.get("data") or element.get("src") or element.get("data-src")
    source = None if own else element.near("source")
    return (source.get("src") if source else own).strip()


def _ending(target: str) -> str:
    return splitext(target.partition("?")[0].partition("#")[0])[1].lower()


def _words(element: Element, target: str) -> str:
    name = element.get("title") or element.get("aria-label") or element.get("label")
    kind = element.get("type").partition("/")[0]
    is_page = element.name == "iframe" or (element.name == "object" and _ending(target) in _PAGES)
    name = " ".join(name.split()) or _named(target, is_page)
    if element.name == "audio" or kind == "audio":
        return "[" + (_("Recording: {name}").format(name=name) if name else _("Recording")) + "]"
    if element.name == "video" or kind == "video":
        return "[" + (_("Film: {name}").format(name=name) if name else _("Film")) + "]"
    told = _("Embedded page: {name}") if is_page else _("Embedded file: {name}")
    return "[" + told.format(name=name) + "]"


def _named(target: str, is_page: bool) -> str:
    """What the address says: of a page where it is, of a file its name."""
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        host = ""
    file = unquote(basename(target.partition("?")[0].partition("#")[0]))
    return (host or file or target) if is_page else called(target) or file or host

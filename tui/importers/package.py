"""The package file of an EPUB or a DAISY book: what it says of itself, and its files in order."""

import re
from contextlib import suppress
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from tui.core.clean import clean_line
from tui.core.light import NamedTuple
from tui.errors import FormatError
from tui.importers.archive import Archive, natural
from tui.importers.book import About
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element

_PAGES = (".xhtml", ".html", ".htm")
_TEXT, _STEPS = re.compile("html|xml|svg"), 9
_CONTAINER = "META-INF/container.xml"


class Item(NamedTuple):
    """A file of a book; `path` in the archive. `overlay`: the name of the item that tells who reads it."""

    path: str
    media_type: str
    properties: str = ""
    overlay: str = ""


class Package(NamedTuple):
    about: About
    items: tuple[Item, ...]
    spine: tuple[Item, ...]
    navigation: Item | None
    ncx: Item | None


def package_of(archive: Archive) -> Package:
    """The package of a book. One that is lost is made up from the files that are there."""
    path = _package_path(archive)
    if not path:
        return _made_up(archive)
    tree = tree_of(decoded(archive.read(path), archive.name), xml=True)
    items = {element.get("id"): _item(element, dirname(path)) for element in tree.all("item") if element.get("href")}
    instead = {element.get("id"): element.get("fallback") for element in tree.all("item") if element.get("fallback")}
    named = [_readable(each.get("idref"), items, instead) for each in tree.all("itemref")]
    order = [items[each] for each in named if each in items]
    if not order:
        return _made_up(archive)
    items = {name: _with_overlay(item, items) for name, item in items.items()}
    order = [_with_overlay(item, items) for item in order]
    everything = tuple(items.values())
    spine = tree.find("spine")
    listed = items.get(spine.get("toc")) if spine else None
    ncx = listed or next((item for item in everything if "ncx" in item.media_type), None)
    navigation = next((item for item in everything if "nav" in item.properties.split()), None)
    return Package(_about(tree), everything, tuple(dict.fromkeys(order)), navigation, ncx)


def _package_path(archive: Archive) -> str:
    # Of several renditions the one whose pages are no pictures.
    for root in sorted(_container(archive).all("rootfile"), key=lambda root: root.get("layout") == "pre-paginated"):
        if archive.has(root.get("full-path")):
            return normpath(root.get("full-path").replace("\\", "/"))
    return next((name for name in archive.names if name.lower().endswith(".opf")), "")


def _container(archive: Archive) -> Element:
    """What leads to the package; nothing where it is no text, as that can be found without it."""
    if archive.has(_CONTAINER):
        data = archive.read(_CONTAINER)
        with suppress(FormatError):
            return tree_of(decoded(data, archive.name), xml=True)
    return Element("")


def _readable(name: str, items: dict[str, Item], instead: dict[str, str]) -> str:
    """The item that stands for one which is no text, such as a picture of a page."""
    for _each in range(_STEPS):
        if name not in items or _TEXT.search(items[name].media_type) or name not in instead:
            break
        name = instead[name]
    return name


def _item(element: Element, folder: str) -> Item:
    path = normpath(join(folder, unquote(element.get("href")))).lstrip("/")  # absolute ones begin in the archive
    return Item(path, element.get("media-type").lower(), element.get("properties"), element.get("media-overlay"))


def _with_overlay(item: Item, items: dict[str, Item]) -> Item:
    """With the path of its overlay instead of its name."""
    named = items.get(item.overlay) if item.overlay else None
    return item._replace(overlay=named.path) if named else item


def _made_up(archive: Archive) -> Package:
    pages = tuple(
        Item(name, "application/xhtml+xml")
        for name in sorted(archive.names, key=natural)
        if name.lower().endswith(_PAGES)
    )
    if not pages:
        raise archive.damaged()
    ncx = next((Item(name, "application/x-dtbncx+xml") for name in archive.names if name.endswith(".ncx")), None)
    return Package(About(), pages, pages, None, ncx)


def _about(tree: Element) -> About:
    scope = tree.find("metadata") or tree
    found: dict[str, list[str]] = {}
    for element in scope.outermost("title", "creator", "language", "publisher", "date", "source"):
        if text := clean_line(element.text):
            found.setdefault(element.name, []).append(text)
    told = {"author": ", ".join(found.get("creator", []))}
    told |= {name: found[name][0] for name in ("publisher", "date", "source") if name in found}
    metadata: dict[str, str | int] = {name: text for name, text in told.items() if text}
    return About(found.get("title", [""])[0], found.get("language", [""])[0], metadata)

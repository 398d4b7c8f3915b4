"""The package file of an EPUB or a DAISY book: what it says of itself, and its files in order."""

import re
from contextlib import suppress
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from tui.core.clean import clean_line
from tui.core.light import Callable, Iterable, NamedTuple
from tui.errors import FormatError
from tui.importers.archive import Archive, natural
from tui.importers.book import About
from tui.importers.contents import Entry, of_guide
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element, names

_PAGES = (".xhtml", ".html", ".htm")
_TEXT = re.compile("html|xml|svg")
_CONTAINER = "META-INF/container.xml"
_PEOPLE = {"edt": "editor", "trl": "translator", "ill": "illustrator", "nrt": "narrator"}
_CODES = {"accessmode": "accessMode", "accessmodesufficient": "accessModeSufficient"} | {
    "accessibilityfeature": "accessibilityFeature",
    "accessibilityhazard": "accessibilityHazard",
    "multimediatype": "multimediaType",
}
"""What is told in words of a known list, of which several go together."""
_ONCE = {"publisher": "publisher", "date": "date", "source": "source", "rights": "rights"} | {
    "accessibilitysummary": "accessibilitySummary",
    "certifiedby": "certifiedBy",
}
_MOST = 60  # of what one list says: there are not that many words for it
_TOLD = names("meta link title creator contributor language publisher date source rights identifier")
# Numbers that no library uses: UUIDs, what makers of XML count (_idm46), names of programs (org.example.books.one).
_MADE = re.compile(r".*[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|_|[a-z][\w-]*(?:\.[\w-]+){2,}$", re.IGNORECASE)
_SCHEME = re.compile(r"(?:urn:)?\b(isbn|issn|doi)\b[:\s]*(.+)", re.IGNORECASE)
_ISBN = re.compile(r"97[89](?:-?\d){10}")
_STANDARD = re.compile(r"https?://www\.idpf\.org/epub/a11y/accessibility[\w-]*\.html#wcag-(a{1,3})", re.IGNORECASE)


class Item(NamedTuple):
    """A file of a book; `path` in the archive. `overlay`: the name of the item that tells who reads it. `is_beside`: no
    part of what is read from the beginning to the end."""

    path: str
    media_type: str
    properties: str = ""
    overlay: str = ""
    is_beside: bool = False


class Package(NamedTuple):
    about: About
    items: tuple[Item, ...]
    spine: tuple[Item, ...]
    navigation: Item | None
    ncx: Item | None
    guide: tuple[Entry, ...] = ()


def package_of(archive: Archive) -> Package:
    """The package of a book. One that is lost is made up from the files that are there."""
    path = _package_path(archive)
    if not path:
        return _made_up(archive)
    tree = tree_of(decoded(archive.read(path), archive.name), xml=True)
    folder, listed = dirname(path), tree.all("item")
    items = {element.get("id").strip(): _item(archive, element, folder) for element in listed if element.get("href")}
    instead = {element.get("id").strip(): element.get("fallback").strip() for element in listed}
    readable = _readable(items, instead)
    named = [(readable(each.get("idref").strip()), each.get("linear")) for each in tree.all("itemref")]
    order = [items[name]._replace(is_beside=linear == "no") for name, linear in named if name in items]
    if not order:
        return _made_up(archive)
    items = {name: _with_overlay(item, items) for name, item in items.items()}
    order = [_with_overlay(item, items) for item in order]
    everything = tuple(items.values())
    spine = tree.find("spine")
    ncx = (items.get(spine.get("toc")) if spine else None) or next(
        (item for item in everything if "ncx" in item.media_type), None
    )
    navigation = next((item for item in everything if "nav" in item.properties.split()), None)
    about = about_of(tree.find("metadata") or tree)
    # Pages that are in no order are there for links, some with words that stand nowhere else.
    pages = (item._replace(is_beside=True) for item in everything if item is not navigation and _is_page(archive, item))
    return Package(about, everything, once(archive, (*order, *pages)), navigation, ncx, tuple(of_guide(tree, path)))


def _package_path(archive: Archive) -> str:
    for root in sorted(_container(archive).all("rootfile"), key=_unfit):
        if archive.has(root.get("full-path")):
            return normpath(root.get("full-path").replace("\\", "/"))
    return next((name for name in archive.names if name.lower().endswith(".opf")), "")


def _unfit(root: Element) -> tuple[bool, bool]:
    """Of several renditions one is read that is a book, and whose pages are no pictures."""
    is_package = "package" in root.get("media-type") or root.get("full-path").lower().endswith(".opf")
    return not is_package, root.get("layout") == "pre-paginated"


def _container(archive: Archive) -> Element:
    """What leads to the package; nothing where it is no text, as that can be found without it."""
    if archive.has(_CONTAINER):
        data = archive.read(_CONTAINER)
        with suppress(FormatError):
            return tree_of(decoded(data, archive.name), xml=True)
    return Element("")


def _readable(items: dict[str, Item], instead: dict[str, str]) -> Callable[[str], str]:
    """The name of the item that stands for one which is no text, such as a picture of a page."""
    known: dict[str, str] = {}

    def found(name: str) -> str:
        steps = []
        while name not in known and name in items and not _TEXT.search(items[name].media_type) and instead.get(name):
            known[name] = name
            steps.append(name)
            name = instead[name]
        end = known.get(name, name)
        known.update(dict.fromkeys(steps, end))
        return end

    return found


def _item(archive: Archive, element: Element, folder: str) -> Item:
    href = element.get("href").strip()
    path = _path(href, folder)
    if not archive.has(path):  # what belongs to an address, and to no file
        path = _path(href.partition("#")[0].partition("?")[0], folder)
    return Item(path, element.get("media-type").lower(), element.get("properties"), element.get("media-overlay"))


def _path(href: str, folder: str) -> str:
    return normpath(join(folder, unquote(href))).lstrip("/")  # absolute ones begin in the archive


def _is_page(archive: Archive, item: Item) -> bool:
    return "html" in item.media_type and archive.has(item.path)


def _with_overlay(item: Item, items: dict[str, Item]) -> Item:
    """With the path of its overlay instead of its name."""
    named = items.get(item.overlay) if item.overlay else None
    return item._replace(overlay=named.path) if named else item


def once(archive: Archive, items: Iterable[Item]) -> tuple[Item, ...]:
    """Each file once, however it is called."""
    files: dict[str, Item] = {}
    for item in items:
        files.setdefault(archive.found(item.path) or item.path, item)
    return tuple(files.values())


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


class _Said(NamedTuple):
    """One thing that is said. `refines`: the id of what it says more of. `role`, `scheme`: what it says of itself."""

    name: str
    text: str
    key: str
    refines: str
    role: str
    scheme: str


def about_of(scope: Element) -> About:
    """What the elements and the metas in it tell."""
    said = [one for element in scope.outermost(*_TOLD) if (one := _one(element)).text]
    more = {(one.refines, one.name): one.text for one in said if one.refines}
    own = [one for one in said if not one.refines]
    first: dict[str, str] = {}
    for one in own:
        first.setdefault(one.name, one.text)
    told = _people(own, more)
    told |= {key: first[name] for name, key in _ONCE.items() if name in first}
    title, told["subtitle"] = _titles(own, more)
    told |= {"identifier": _identifier(own), **_series(own, more, first)}
    told |= {key: _codes(own, name) for name, key in _CODES.items()}
    told["conformsTo"] = "; ".join(dict.fromkeys(map(_standard, _all(own, "conformsto"))))
    if "certifiedBy" not in told:  # who has certified it may be said of what it conforms to
        told["certifiedBy"] = next((text for (_id, name), text in more.items() if name == "certifiedby"), "")
    metadata: dict[str, str | int] = {name: text for name, text in told.items() if text}
    return About(title, first.get("language", ""), metadata)


def _one(element: Element) -> _Said:
    name = element.name
    if name in ("meta", "link"):
        name = (element.get("property") or element.get("name") or element.get("rel")).lower().rpartition(":")[2]
    text = clean_line(element.get("content") or element.get("href") or element.text)
    refines = element.get("refines").removeprefix("#")
    return _Said(name, text, element.get("id"), refines, element.get("role"), element.get("scheme"))


def _all(said: list[_Said], *named: str) -> list[str]:
    return [one.text for one in said if one.name in named]


def _titles(said: list[_Said], more: dict[tuple[str, str], str]) -> tuple[str, str]:
    """The title and what stands under it."""
    titles = [
        (more.get((one.key, "title-type"), "main") if one.key else "main", one.text)
        for one in said
        if one.name == "title"
    ]
    main = next((text for kind, text in titles if kind == "main"), titles[0][1] if titles else "")
    return main, next((text for kind, text in titles if kind == "subtitle" and text != main), "")


def _people(said: list[_Said], more: dict[tuple[str, str], str]) -> dict[str, str]:
    """Names by what they did. Who did something else than write is the author where nobody else is named as such."""
    found: dict[str, dict[str, None]] = {}
    for one in said:
        role = (one.role or more.get((one.key, "role"), "")).lower() if one.key or one.role else ""
        part = _PEOPLE.get(role, "author" if one.name == "creator" else "")
        if one.name in ("creator", "contributor") and part:
            found.setdefault(part, {})[one.text] = None
        elif one.name == "narrator":
            found.setdefault("narrator", {})[one.text] = None
    if "author" not in found:
        written = dict.fromkeys(_all(said, "creator"))
        found = {part: names for part, names in found.items() if not names.keys() & written.keys()} | {
            "author": written
        }
    return {part: ", ".join(names) for part, names in found.items()}


def _identifier(said: list[_Said]) -> str:
    """The number of the book as people use it; none that only programs do."""
    found = [one for one in said if one.name == "identifier" and not _MADE.match(one.text)]
    for one in found:
        scheme, number = _SCHEME.match(one.text), one.text
        if scheme:
            return f"{scheme[1].upper()} {scheme[2]}"
        if one.scheme.lower() in ("isbn", "issn", "doi"):
            return f"{one.scheme.upper()} {number}"
        if _ISBN.fullmatch(number):
            return f"ISBN {number}"
    return found[0].text if found else ""


def _series(said: list[_Said], more: dict[tuple[str, str], str], first: dict[str, str]) -> dict[str, str]:
    for one in said:
        if one.name == "belongs-to-collection" and more.get((one.key, "collection-type"), "series") == "series":
            return {"series": one.text, "position": more.get((one.key, "group-position"), "") if one.key else ""}
    return {"series": first.get("series", ""), "position": _whole(first.get("series_index", ""))}


def _whole(number: str) -> str:
    return number.removesuffix(".0").removesuffix(".00")


def _codes(said: list[_Said], name: str) -> str:
    """The words that are said under a name, each once; those that only together suffice with commas between."""
    joined = (re.sub(r"\s*,\s*", ",", text) for text in _all(said, name))
    return " ".join(list(dict.fromkeys(word for text in joined for word in text.split()))[:_MOST])


def _standard(text: str) -> str:
    """What a book conforms to, by its name where only its address is given."""
    found = _STANDARD.fullmatch(text)
    return f"EPUB Accessibility 1.0, WCAG 2.0 Level {found[1].upper()}" if found else text

"""EPUB 2 and 3: the chapters that its table of contents names, in the order of its spine."""

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from itertools import chain, pairwise
from posixpath import basename, splitext

from tui.core.clean import clean_line
from tui.core.progress import tell
from tui.core.publication import Block, Kind, Publication
from tui.errors import FormatError
from tui.importers.archive import Archive
from tui.importers.attributes import EMBEDDED, choose_case
from tui.importers.book import Book, Cut, Part
from tui.importers.contents import Contents, file_of, from_navigation, from_ncx, shown, title_of, with_landmarks
from tui.importers.flow import flow
from tui.importers.long_book import LongBook, Planned
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.overlays import Overlay, add_recordings, overlay
from tui.importers.package import Item, Package, package_of
from tui.importers.tree import Element
from tui.importers.unseen import MARKS, bring_to_light
from tui.importers.writer import Flow
from tui.texts import _

_TEXTS, _PAGES = ("html", "xml", "svg"), (".xhtml", ".html", ".htm")
_LONG = 3_000_000  # bytes of text in a book whose chapters are parsed when they are read
_LINES_ABOVE, _ABOVE = 2, 12  # blocks above a heading; with the links of a bar of buttons
_HEAD, _HEADING = 4096, re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_LICENCES = ("META-INF/license.lcpl", "META-INF/rights.xml", "META-INF/sinf.xml")
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def parse(data: bytes, name: str) -> Publication:
    """The publication in an EPUB; FormatError when it is damaged, locked or holds no text."""
    archive = Archive(data, name)
    package = package_of(archive)
    _refuse_locked(archive, package)
    contents = _contents(archive, package)
    spine = [item for item in package.spine if not contents or item.path != contents.path]
    spine = _in_order(spine + _unlisted(archive, package, contents), contents)
    if archive.is_mended and not any(archive.has(item.path) for item in spine):
        raise archive.damaged()
    title = splitext(basename(name))[0] or name
    if sum(archive.size(item.path) for item in spine) > _LONG:
        return _long(archive, spine, contents).publication(title, package.about, contents.pages if contents else ())
    book = _book(archive, spine, contents.lists if contents else (), contents.path if contents else "")
    for label, target in contents.pages if contents else ():
        book.page(label, target)
    cuts = _cuts(book, contents, spine) if contents else _by_file(book, spine)
    return book.publication(title, package.about, cuts)


def _unlisted(archive: Archive, package: Package, contents: Contents | None) -> list[Item]:
    """Pages that only the table of contents names."""
    known = {contents.path, *(item.path for item in package.spine)} if contents else set()
    named = dict.fromkeys(map(file_of, contents.entries)) if contents else ()
    lost = [
        path for path in named if path not in known and path.lower().endswith(_PAGES) and archive.found(path) == path
    ]
    return [Item(path, "application/xhtml+xml", is_beside=True) for path in lost]


def _in_order(spine: list[Item], contents: Contents | None) -> list[Item]:
    """What is no part of the text, such as notes that come up when somebody asks, behind it, unless the table of
    contents says where it belongs or it stands in front."""
    begins = next((number for number, item in enumerate(spine) if not item.is_beside), 0)
    named = _named(spine, contents) if any(item.is_beside for item in spine[begins:]) else {}
    behind = {item.path for item in spine[begins:] if item.is_beside and item.path not in named} if named else ()
    return sorted(spine, key=lambda item: item.path in behind)


def _named(spine: Sequence[Item], contents: Contents | None) -> dict[str, tuple[str, int]]:
    """What the table of contents calls files, and the level of that."""
    known = {item.path for item in spine}
    calls = [(file_of(entry), entry) for entry in contents.entries] if contents else []
    if any(file not in known for file, _entry in calls):
        from tui.importers.astray import Astray  # most contents lead where they say

        astray = Astray(item.path for item in spine)
        calls = [(file if file in known else astray.found(file) or "", entry) for file, entry in calls]
    named: dict[str, tuple[str, int]] = {}
    for file, entry in calls:
        named.setdefault(file, (entry.title, entry.level))
    named.pop("", None)
    return named


def _book(archive: Archive, items: Sequence[Item], lists: Sequence[Element] = (), path: str = "") -> Book:
    """The files with what somebody has recorded of them, and the lists that stand beside the table of contents in the
    file at `path`."""
    behind = [Part(flow(Element("", None, *map(shown, lists))), path)] if lists else []
    book = Book(chain((_part(archive, item) for item in items), behind))
    heard: dict[str, Overlay] = {}  # one may tell of all of the book
    for item in (item for item in items if item.overlay):
        name = archive.found(item.overlay) or ""
        is_new = name not in heard
        if is_new:
            heard[name] = overlay(archive, item.overlay)
        if is_new or not heard[name].parts:
            add_recordings(book, heard[name], item.path)
    return book


def _long(archive: Archive, spine: Sequence[Item], contents: Contents | None) -> LongBook:
    by_path = {item.path: item for item in spine}
    planned: list[Planned] = []
    for item, (title, level) in zip(spine, _titles(archive, spine, contents), strict=True):
        here = Planned(title, (item.path,), archive.sign(item.path), max(1, archive.size(item.path)), level)
        if planned and not title:
            here = planned.pop().with_more(here)
        planned.append(here)
    put = cache(lambda: _put_by_sheets(archive))
    lists = {f"{contents.path}#{number}": nav for number, nav in enumerate(contents.lists)} if contents else {}
    planned += [
        Planned(title_of(nav), (path,), f"{archive.sign(contents.path)}\n{path}", max(1, len(nav.text)), 1)
        for path, nav in lists.items()
        if contents
    ]

    def parsed(paths: tuple[str, ...]) -> Book:
        if paths[0] in lists and contents:
            return Book([Part(flow(shown(lists[paths[0]])), contents.path)])
        return _book(archive, [by_path[path] for path in paths])

    def source(paths: tuple[str, ...]) -> str:
        pages = (lists[path].text if path in lists else decoded(archive.read(path), archive.name) for path in paths)
        return "\n".join([*pages, put()])

    return LongBook(planned, parsed, source)


def _put_by_sheets(archive: Archive) -> str:
    """The words that style sheets put into pages, and that can be found there though no page has them."""
    from tui.importers.styled import seen_rules  # when somebody looks for something

    found: list[str] = []
    for path in archive.names:
        with suppress(FormatError):
            rules = seen_rules(decoded(archive.read(path), archive.name)) if path.lower().endswith(".css") else ()
            found += [rule.value for rule in rules if rule.beside in ("before", "after")]
    return "\n".join(found)


def _titles(archive: Archive, spine: Sequence[Item], contents: Contents | None) -> list[tuple[str, int]]:
    """What the article is called that begins with each file, "" where none begins, and its level: by the table of
    contents, else by the heading near the beginning of the file."""
    if contents and (named := _named(spine, contents)):
        return [named.get(item.path) or (_title(archive, item) if item.is_beside else "", 0) for item in spine]
    titles = []
    for number, item in enumerate(spine):
        tell(number, len(spine))
        titles.append((_title(archive, item), 0))
    return titles


def _title(archive: Archive, item: Item) -> str:
    found = _HEADING.search(archive.beginning(item.path, _HEAD).decode("utf-8", "replace"))
    return clean_line(tree_of(found[2]).text) if found else ""


def _refuse_locked(archive: Archive, package: Package) -> None:
    """Some sellers encrypt the chapters; fonts are scrambled in many books that can be read."""
    message = _("{name} is locked by its seller (DRM) and can only be read with the seller's program.")
    if any(map(archive.has, _LICENCES)) and package.spine and b"<" not in archive.beginning(package.spine[0].path, 200):
        raise FormatError(message.format(name=archive.name))
    if not archive.has("META-INF/encryption.xml"):
        return
    try:
        tree = tree_of(decoded(archive.read("META-INF/encryption.xml"), archive.name), xml=True)
    except FormatError:
        return  # what is locked will be found to be no text
    chapters = {archive.found(item.path) for item in package.spine} - {None}
    for element in tree.all("encrypteddata"):
        method, reference = element.find("encryptionmethod"), element.find("cipherreference")
        scrambled = method is not None and method.get("algorithm") in _FONTS
        if reference and not scrambled and archive.found(reference.get("uri").lstrip("/")) in chapters:
            raise FormatError(message.format(name=archive.name))


def _contents(archive: Archive, package: Package) -> Contents | None:
    """The table of contents, of EPUB 3 where there is one, else of EPUB 2."""
    for item, reader in ((package.navigation, from_navigation), (package.ncx, from_ncx)):
        if item and archive.has(item.path):
            found = reader(_tree(archive, item), item.path)
            if found.entries:
                return with_landmarks(found, package.guide)
    return None


def _tree(archive: Archive, item: Item) -> Element:
    """Of a table of contents; empty where that is damaged, as the chapters can be read without it."""
    try:
        return tree_of(decoded(archive.read(item.path), archive.name), xml="html" not in item.media_type)
    except FormatError:
        return Element("")


def _part(archive: Archive, item: Item) -> Part:
    """A chapter. One that is damaged says so in its place: the others can still be read."""
    try:
        return Part(flow(_page(archive, item)), item.path)
    except FormatError as error:
        if not archive.has(item.path) and not archive.is_mended:
            return Part(Flow([], {}, [], {}), item.path)
        return Part(Flow([Block(str(error), Kind.PARAGRAPH)], {}, [], {}), item.path)


def _page(archive: Archive, item: Item) -> Element:
    if not any(kind in item.media_type for kind in _TEXTS) and not item.path.lower().endswith(_PAGES):
        from tui.importers.other_pages import is_page, told_of  # few books have any

        if not is_page(archive, item):
            return told_of(archive, item)
    text = decoded(archive.read(item.path), archive.name)
    tree, told = tree_of(text), text.lower()
    for switch in tree.all("switch") if ":switch" in told else ():
        choose_case(switch)
    if "stylesheet" in told or "<style" in told:
        _style(archive, item, tree, text)
    if "checkbox" in told:
        from tui.importers.boxes import show_boxes  # few chapters have any

        show_boxes(tree)
    if any(mark in told for mark in EMBEDDED):
        from tui.importers.embedded import tell_embedded  # few chapters have any

        tell_embedded(tree, lambda target: "://" in target or target.partition("#")[0].endswith(_PAGES))
    if any(mark in told for mark in MARKS):
        bring_to_light(tree)
    if "svg" in item.media_type:
        from tui.importers.drawing import words_in  # few pages are drawings

        return words_in(tree)
    return tree


def _style(archive: Archive, item: Item, tree: Element, text: str) -> None:
    """As the style sheets of the chapter want it."""
    from tui.importers.list_styles import style_lists
    from tui.importers.sheets import sheets_of
    from tui.importers.styled import style_words

    sheets = sheets_of(archive, tree, item.path)
    if "<ol" in text.lower():
        style_lists(tree, [rule for sheet in sheets for rule in sheet.lists])
    style_words(tree, text, [rule for sheet in sheets for rule in sheet.seen])


def _cuts(book: Book, contents: Contents, spine: Sequence[Item]) -> list[Cut]:
    """An article for every entry that begins a file, and for the upper two levels wherever they begin. Where most lead
    nowhere, and of what is no part of the text, for every file that has a heading too."""
    found: dict[int, Cut] = {}
    places = [(entry, book.position(entry.target)) for entry in contents.entries]
    for entry, position in places:
        if position and (entry.level <= 2 or "#" not in entry.target):
            found.setdefault(position[0], Cut(position[0], entry.title, entry.level))
    is_of_use = sum(position is not None for _entry, position in places) >= len(places) / 2
    more = _by_file(book, [item for item in spine if item.is_beside] if found and is_of_use else spine)
    found = {cut.block: cut for cut in more} | found
    beside = ((book.position(f"{contents.path}#{nav.get('id')}"), title_of(nav)) for nav in contents.lists)
    return sorted([*found.values(), *(Cut(place[0], title, 1) for place, title in beside if place)])


def _by_file(book: Book, spine: Sequence[Item]) -> list[Cut]:
    """Every file with a heading near its beginning is an article."""
    places = (book.position(item.path) for item in spine)
    starts = sorted({place[0] for place in places if place})
    heads = (
        (start, _head_of(book.blocks[start : min(end, start + _ABOVE)]))
        for start, end in pairwise([*starts, len(book.blocks)])
    )
    return [Cut(start, title) for start, title in heads if title]


def _head_of(blocks: Sequence[Block]) -> str:
    """The heading of a file that begins so, where nothing but a few lines or links stand above it."""
    for number, block in enumerate(blocks):
        if block.kind is Kind.HEAD:
            return block.text
        if number >= _LINES_ABOVE and block.kind is not Kind.ITEM:
            break
    return ""

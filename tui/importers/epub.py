"""EPUB 2 and 3: the chapters that its table of contents names, in the order of its spine."""

from posixpath import basename, normpath, splitext
from urllib.parse import unquote

from tui.core.publication import Block, Kind, Publication
from tui.errors import FormatError
from tui.importers.archive import Archive
from tui.importers.book import Book, Cut, Part
from tui.importers.contents import Contents, from_navigation, from_ncx
from tui.importers.flow import flow
from tui.importers.markup import Element, decoded
from tui.importers.markup import parse as tree_of
from tui.importers.overlays import add_recordings, overlay
from tui.importers.package import Item, Package, package_of
from tui.importers.writer import Flow
from tui.texts import _

_TEXTS, _PAGES = ("html", "xml", "svg"), (".xhtml", ".html", ".htm")
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def parse(data: bytes, name: str) -> Publication:
    """The publication in an EPUB; FormatError when it is damaged, locked or holds no text."""
    archive = Archive(data, name)
    package = package_of(archive)
    _refuse_locked(archive, package)
    contents = _contents(archive, package)
    book = Book(_part(archive, item) for item in package.spine if not contents or item.path != contents.path)
    for label, target in contents.pages if contents else ():
        book.page(label, target)
    for item in package.spine:
        if item.overlay:
            add_recordings(book, overlay(archive, item.overlay), item.path)
    cuts = _cuts(book, contents) if contents else []
    return book.publication(splitext(basename(name))[0] or name, package.about, cuts or _by_file(book, package))


def _refuse_locked(archive: Archive, package: Package) -> None:
    """Some sellers encrypt the chapters; fonts are scrambled in many books that can be read."""
    if not archive.has("META-INF/encryption.xml"):
        return
    try:
        tree = tree_of(decoded(archive.read("META-INF/encryption.xml"), archive.name), xml=True)
    except FormatError:
        return  # what is locked will be found to be no text
    chapters = {item.path for item in package.spine}
    for element in tree.all("encrypteddata"):
        method, reference = element.find("encryptionmethod"), element.find("cipherreference")
        scrambled = method is not None and method.get("algorithm") in _FONTS
        if reference and not scrambled and normpath(unquote(reference.get("uri"))) in chapters:
            message = _("{name} is locked by its seller (DRM) and can only be read with the seller's program.")
            raise FormatError(message.format(name=archive.name))


def _contents(archive: Archive, package: Package) -> Contents | None:
    """The table of contents, of EPUB 3 where there is one, else of EPUB 2."""
    for item, reader in ((package.navigation, from_navigation), (package.ncx, from_ncx)):
        if item and archive.has(item.path):
            found = reader(_tree(archive, item), item.path)
            if found.entries:
                return found
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
        if not any(kind in item.media_type for kind in _TEXTS) and not item.path.lower().endswith(_PAGES):
            return Part(Flow([], {}, [], {}), item.path)
        tree = tree_of(decoded(archive.read(item.path), archive.name))
    except FormatError as error:
        if not archive.has(item.path):
            return Part(Flow([], {}, [], {}), item.path)
        return Part(Flow([Block(str(error), Kind.PARAGRAPH)], {}, [], {}), item.path)
    return Part(flow(tree), item.path)


def _cuts(book: Book, contents: Contents) -> list[Cut]:
    """An article for every entry that begins a file, and for the upper two levels wherever they begin."""
    found: dict[int, str] = {}
    for entry in contents.entries:
        position = book.position(entry.target)
        if position and (entry.level <= 2 or "#" not in entry.target):
            found.setdefault(position[0], entry.title)
    return [Cut(block, title) for block, title in sorted(found.items())]


def _by_file(book: Book, package: Package) -> list[Cut]:
    """Without a table of contents every file with a heading near its beginning is an article."""
    positions = (book.position(item.path) for item in package.spine)
    starts = [position[0] for position in positions if position]
    heads = {
        start: next((b.text for b in book.blocks[start : start + 3] if b.kind is Kind.HEAD), "") for start in starts
    }
    return [Cut(start, title) for start, title in sorted(heads.items()) if title]

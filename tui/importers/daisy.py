"""DAISY 2.02 and 3, and DTBook by itself: the text of talking books, and who reads it."""

from collections.abc import Callable
from posixpath import basename

from tui.core.publication import Publication
from tui.importers.archive import Archive, natural
from tui.importers.book import About, Book, Part, headings, named
from tui.importers.daisy_text import bind_links, made_plain
from tui.importers.flow import flow
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.overlays import Overlay, add_recordings, overlay
from tui.importers.package import about_of, once, package_of
from tui.importers.talking import Talking, of_control, of_ncx
from tui.importers.tree import Element
from tui.importers.unpacked import Unpacked

_HEAD = 4096  # bytes
_PAGES = (".html", ".htm", ".xhtml")


def parse(data: bytes, name: str) -> Publication:
    """The publication in a talking book, an archive or its DTBook file alone; FormatError when there is no text."""
    if not data.startswith(b"PK"):
        tree = tree_of(decoded(data, name), xml=True)
        about, book = _about(tree), _book({"": tree}, [])
    else:
        archive = Archive(data, name)
        if _is_epub(archive):
            from tui.importers.epub import parse as parse_epub  # one without all that shows it

            return parse_epub(data, name)
        about, book = _unpacked(archive)
    return book.publication(named(name), about, headings(book.blocks))


def gather(data: bytes, name: str, beside: Callable[[str], bytes]) -> Publication:
    """The publication of a book that lies in a folder, by the file that leads to the others."""
    head = data[:_HEAD].lower()
    if data.startswith(b"PK") or not (b"<package" in head or b"ncc:" in head):
        return parse(data, name)
    archive = Unpacked(data, name, beside)
    about, book = _with_package(archive) if b"<package" in head else _with_control(archive, name)
    return book.publication(named(name), about, headings(book.blocks))


def _is_epub(archive: Archive) -> bool:
    """Whether its pages are read in order, and not what is heard."""
    if any(basename(path).lower() == "ncc.html" for path in archive.names):
        return False
    return any("html" in item.media_type and archive.has(item.path) for item in package_of(archive).spine)


def _book(trees: dict[str, Element], overlays: list[Overlay]) -> Book:
    bind_links(trees, overlays)
    book = Book(Part(flow(made_plain(tree)), path) for path, tree in trees.items())
    part = next(iter(trees), "")
    for each in overlays:
        add_recordings(book, each, part)
    return book


def _unpacked(archive: Archive) -> tuple[About, Book]:
    """What the book says of itself, and its texts in order."""
    control = next((path for path in archive.names if basename(path).lower() == "ncc.html"), "")
    if control:
        return _with_control(archive, control)
    return _with_package(archive)


def _with_package(archive: Archive) -> tuple[About, Book]:
    """A book of DAISY 3."""
    package = package_of(archive)
    files = [item for item in package.items if archive.has(item.path)]
    texts = [item.path for item in once(archive, (item for item in files if "dtbook" in item.media_type))]
    if not texts:  # of older books the package only says that they are XML
        unsaid = [item.path for item in once(archive, files) if item.media_type in ("text/xml", "application/xml")]
        texts = [path for path in unsaid if b"<dtbook" in archive.read(path)[:_HEAD]]
    overlays = [overlay(archive, item.path) for item in package.spine if "smil" in item.media_type]
    if not texts and package.ncx and archive.has(package.ncx.path):
        return package.about, _talking(of_ncx(_tree(archive, package.ncx.path, xml=True), package.ncx.path), overlays)
    if not texts:
        raise archive.damaged()
    return package.about, _book({path: _tree(archive, path, xml=True) for path in texts}, overlays)


def _with_control(archive: Archive, control: str) -> tuple[About, Book]:
    """A book of DAISY 2.02."""
    heads = _tree(archive, control)
    called: dict[str, str] = {}  # each file by the first of the names that it has here
    talking = of_control(heads, control, lambda path: called.setdefault(archive.found(path) or path, path))
    overlays = [overlay(archive, path) for path in talking.files]
    # In the order in which they are read aloud; what nobody reads stands behind.
    read = [part.target.partition("#")[0] for each in overlays for part in each.parts if part.target]
    others = [path for path in sorted(archive.names, key=natural) if path.lower().endswith(_PAGES)]
    spelled: dict[str, str] = {}  # books made where capitals do not count call their files now so, now so
    for path in [*read, *others]:
        spelled.setdefault((archive.found(path) or path).casefold(), path)
    pages = [path for folded, path in spelled.items() if folded != control.casefold() and archive.has(path)]
    if not pages:
        return _about(heads), _talking(talking, overlays)
    return _about(heads), _book({path: _tree(archive, path) for path in pages}, overlays)


def _talking(talking: Talking, overlays: list[Overlay]) -> Book:
    """A book of recordings alone still has its headings; what is heard under them can be gone through."""
    tree, parts = talking.told(overlays)
    return _book({"": tree}, [each._replace(parts=parts.get(each.path, ())) for each in overlays])


def _tree(archive: Archive, path: str, xml: bool = False) -> Element:
    return tree_of(decoded(archive.read(path), archive.name), xml=xml)


def _about(tree: Element) -> About:
    about = about_of(Element("", None, *tree.outermost("meta")))
    return about._replace(title=about.title or next((each.text for each in tree.all("doctitle", "title")), ""))

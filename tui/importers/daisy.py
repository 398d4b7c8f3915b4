"""DAISY 2.02 and 3, and DTBook by itself: the text of talking books."""

from posixpath import basename, splitext

from tui.core.publication import Publication
from tui.importers.archive import Archive
from tui.importers.book import About, Book, Part, headings
from tui.importers.flow import flow
from tui.importers.markup import Element, decoded
from tui.importers.markup import parse as tree_of
from tui.importers.package import package_of

_LEVELS = frozenset({"level", *(f"level{number}" for number in range(1, 7))})
_PAGES = (".html", ".htm", ".xhtml")


def parse(data: bytes, name: str) -> Publication:
    """The publication in a talking book, an archive or its DTBook file alone; FormatError when there is no text."""
    if not data.startswith(b"PK"):
        tree = tree_of(decoded(data, name), xml=True)
        about, trees = _about(tree), {"": tree}
    else:
        about, trees = _unpacked(Archive(data, name))
    book = Book(Part(flow(_levelled(tree)), path) for path, tree in trees.items())
    return book.publication(splitext(basename(name))[0] or name, about, headings(book.blocks))


def _unpacked(archive: Archive) -> tuple[About, dict[str, Element]]:
    """What the book says of itself, and its texts in order."""
    control = next((path for path in archive.names if basename(path).lower() == "ncc.html"), "")
    if control:
        heads = _tree(archive, control)
        pages = [path for path in archive.names if path.lower().endswith(_PAGES) and path != control]
        # A book of recordings alone still has its headings.
        return _about(heads), {path: _tree(archive, path) for path in sorted(pages)} or {control: heads}
    package = package_of(archive)
    texts = [item.path for item in package.items if "dtbook" in item.media_type and archive.has(item.path)]
    if not texts:
        raise archive.damaged()
    return package.about, {path: _tree(archive, path, xml=True) for path in texts}


def _tree(archive: Archive, path: str, xml: bool = False) -> Element:
    return tree_of(decoded(archive.read(path), archive.name), xml=xml)


def _about(tree: Element) -> About:
    found = {meta.get("name").lower(): meta.get("content") for meta in tree.all("meta")}
    author = found.get("dc:creator", "")
    metadata: dict[str, str | int] = {"author": author} if author else {}
    title = found.get("dc:title") or next((element.text for element in tree.all("doctitle", "title")), "")
    return About(title, found.get("dc:language", ""), metadata)


def _levelled(tree: Element) -> Element:
    """The headings of DTBook with their levels, which come from the sections around them."""
    waiting = [(tree, 0)]
    while waiting:
        element, depth = waiting.pop()
        depth += element.name in _LEVELS
        if element.name == "hd":
            element.name = f"h{min(6, max(1, depth))}"
        waiting += [(child, depth) for child in element.elements]
    return tree

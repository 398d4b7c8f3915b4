"""Files in the order of a book that do not say that they are pages: texts under another type, pictures, and what only
other programs show. It is told in its place what is there."""

from posixpath import basename

from tui.importers.archive import Archive
from tui.importers.encoding import decode
from tui.importers.package import Item
from tui.importers.tree import Element
from tui.texts import _

_MEDIA = ("image/", "audio/", "video/", "font/")
_HEAD = 1_000  # bytes in which a page shows that it is one


def is_page(archive: Archive, item: Item) -> bool:
    """Whether it is one all the same."""
    return not item.media_type.startswith(_MEDIA) and b"<html" in archive.beginning(item.path, _HEAD).lower()


def told_of(archive: Archive, item: Item) -> Element:
    """What stands for such a file; nothing for one that is missing. Raises FormatError for a text that is damaged."""
    root = Element("div")
    if not archive.has(item.path):
        return root
    if item.media_type.startswith("text/plain"):
        paragraphs = decode(archive.read(item.path), archive.name).replace("\r\n", "\n").split("\n\n")
        root.children = [Element("p", None, text) for text in paragraphs]
    elif item.media_type.startswith("image/"):
        root.children = [Element("img", {"src": item.path})]
    elif not item.media_type.startswith(_MEDIA):
        words = _("Embedded file: {name}").format(name=basename(item.path))
        root.children = [Element("embedded", {"alt": f"[{words}]"})]
    return root

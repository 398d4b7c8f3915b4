"""The files of a folder, of which each is a source."""

import os

from tui.core.light import Iterator, suppress
from tui.core.progress import tell
from tui.fetch import as_path, as_text, book_in, is_address, unreadable

_PAGES = frozenset({"alto", "page", "pages", "fulltext", "ocr"})  # folders beside a METS file, with what it leads to


def files_of(source: str) -> Iterator[str]:
    """The files of a folder and of the folders in it, without hidden ones, in order; anything else is one, and so is a
    folder in it that cannot be looked into: whoever opens that hears why. Raises SourceError where the folder itself
    cannot be."""
    path = os.path.expanduser(as_path(source))
    if is_address(source) or not os.path.isdir(path):
        yield source
        return
    waiting = [path]  # `os.walk` of Python 3.11 calls itself for each level
    while waiting:
        folder = waiting.pop()
        tell(0, 1)  # whoever listens may end it
        try:
            files, folders = _looked_into(folder)
        except OSError as error:
            if folder == path:
                raise unreadable(error, source) from error
            yield as_text(folder)
            continue
        yield from (as_text(os.path.join(folder, name)) for name in files)
        waiting += (os.path.join(folder, name) for name in reversed(folders))


def _looked_into(folder: str) -> tuple[list[str], list[str]]:
    """The names of files and of folders, in order. Of a talking book the one that leads to all others; of an issue with
    a METS file none that this leads to. Raises OSError."""
    names, folders = _entries(folder)
    if book := book_in(folder, names):
        return [os.path.basename(book)], []
    if any(_is_mets(name) for name in names):  # which tells of its pages
        folders = [name for name in folders if name.lower() not in _PAGES]
        names = [name for name in names if not (name.lower().endswith(".xml") and "alto" in name.lower())]
    names, folders = ([name for name in each if not name.startswith(".")] for each in (names, folders))
    return sorted(names, key=_counted), sorted(folders, key=_counted)


def _entries(folder: str) -> tuple[list[str], list[str]]:
    """The names of files and of folders in it. Links to files are files; those to folders may lead round."""
    files: list[str] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):  # a link that leads nowhere
                if entry.is_file():
                    files.append(entry.name)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
    return files, folders


def _counted(name: str) -> tuple[list[str | int], str]:
    """By which names are put into order: chapter 2 stands before chapter 10."""
    import re  # nobody starts with a folder

    pieces = re.split("([0-9]+)", name)
    return [int(piece) if number % 2 else piece for number, piece in enumerate(pieces)], name


def _is_mets(name: str) -> bool:
    return name.lower().endswith("mets.xml")

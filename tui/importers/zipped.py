"""A ZIP archive with one document in it, as FictionBooks often come."""

from posixpath import basename

from tui.core.publication import Publication
from tui.errors import FormatError
from tui.importers import format_of, open_bytes
from tui.importers.archive import Archive
from tui.importers.other_kinds import is_sheet, refused_sheet
from tui.texts import _

_NOT_MEANT = ("__MACOSX/", ".")


def parse(data: bytes, name: str) -> Publication:
    """The publication in the only file of an archive; FormatError when there are several, or it is an archive again."""
    archive = Archive(data, name)
    files = [path for path in archive.names if not path.startswith(_NOT_MEANT)]
    if is_sheet(files):
        raise refused_sheet(name)
    if len(files) != 1:
        message = _("{name} is an archive of {count} files; unpack it and open one of them.")
        raise FormatError(message.format(name=name, count=len(files)))
    inner = archive.read(files[0])
    if format_of(inner, files[0]).name == "zip":
        message = _("{name} is an archive in an archive; unpack it and open what is in it.")
        raise FormatError(message.format(name=name))
    return open_bytes(inner, basename(files[0]))

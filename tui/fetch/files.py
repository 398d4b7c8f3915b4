"""Long texts in files, which stay open and are read a piece at a time; what comes through standard input is put into
a file for that."""

import os
import stat
import sys

from tui.core.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import BinaryIO

from tui import fetch
from tui.core.clean import clean_line
from tui.core.publication import Publication
from tui.errors import SourceError

_HEAD = 4096  # bytes by which a format is told
_CHUNK = 1 << 20


class OpenFile:
    """The bytes of a file, as long as somebody has use for them. `size` in bytes, when it was opened."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._state = self._now()
        self.size = self._state[0]

    def __del__(self) -> None:
        os.close(self._descriptor)  # a folder may hold more files than a program may have open

    def read(self, start: int, stop: int) -> bytes:
        """Fewer bytes, or none, where the file has been cut short or cannot be read any more."""
        try:
            if hasattr(os, "pread"):
                return os.pread(self._descriptor, max(0, stop - start), start)
            os.lseek(self._descriptor, start, os.SEEK_SET)
            return os.read(self._descriptor, max(0, stop - start))
        except OSError:
            return b""

    def changed(self) -> bool:
        return self._now() != self._state

    def _now(self) -> tuple[int, int]:
        try:
            status = os.fstat(self._descriptor)
        except OSError:
            return -1, 0
        return status.st_size, status.st_mtime_ns


class LongSource(NamedTuple):
    """A long text as `fetch.Source` is a source; its bytes are read when somebody asks for all of them."""

    file: OpenFile
    name: str
    path: str

    @property
    def data(self) -> bytes:
        return self.file.read(0, self.file.size)


Opened = fetch.Source | LongSource


def open_long(source: str) -> Opened | None:
    """What a path, or standard input when it is "-", holds; None where that is no long text and has to be fetched.
    Raises SourceError."""
    if source == "-":
        return _spooled()
    try:
        path = os.path.expanduser(fetch.as_path(source))
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) or not _is_long(status.st_size):
            return None
        file = OpenFile(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)))
    except (OSError, ValueError):
        return None  # whoever fetches it says what is wrong
    name = clean_line(os.path.basename(path)) or clean_line(source)
    found = LongSource(file, name, fetch.as_text(os.path.abspath(path)))
    return found if _is_plain(file.read(0, _HEAD), name) else None


def long_text(found: LongSource) -> Publication:
    """The publication. Raises FormatError when it is no text."""
    from tui.importers.long_text import from_memory, long_text

    return long_text(found.file, found.name) or from_memory(found.data, found.name)


def _is_long(size: int) -> bool:
    from tui.importers.text import LONG

    return LONG < size <= fetch.LIMIT


def _is_plain(head: bytes, name: str) -> bool:
    from tui.importers import is_plain

    return is_plain(head, name)


def _spooled() -> Opened | None:
    """Standard input, in a file without a name where it is a long text. None where there is none."""
    from tui.importers.text import LONG
    from tui.texts import _, because

    if sys.stdin is None or sys.stdin.isatty():
        return None
    name = _("standard input")
    try:
        head = fetch.waited_for(lambda: sys.stdin.buffer.read(LONG + 1))
        if len(head) > LONG and _is_plain(head[:_HEAD], name):
            return LongSource(_in_file(head, sys.stdin.buffer), name, "-")
        data = head + sys.stdin.buffer.read(max(0, fetch.LIMIT + 1 - len(head)))
    except OSError as error:
        text = _("{name} cannot be read: {reason}.")
        raise SourceError(text.format(name=name, reason=because(error))) from error
    if len(data) > fetch.LIMIT:
        raise fetch.too_large(name)
    return fetch.Source(data, name, "-")


def _in_file(head: bytes, rest: "BinaryIO") -> OpenFile:
    import tempfile  # only for what is piped in

    file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it is read as long as the program runs
    piece = head
    while piece:
        file.write(piece)
        if file.tell() > fetch.LIMIT:
            from tui.texts import _

            raise fetch.too_large(_("standard input"))
        piece = rest.read(_CHUNK)
    return OpenFile(os.dup(file.fileno()))

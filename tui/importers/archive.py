"""The files in a ZIP archive, read in memory and within bounds: nothing is ever unpacked to the disk."""

import lzma
import re
import struct
import zlib
from posixpath import normpath
from urllib.parse import unquote
from zipfile import BadZipFile, ZipInfo

from tui.errors import FormatError
from tui.importers.salvaging import read_as_listed, zip_of
from tui.texts import _

MOST_A_FILE, MOST_OF_ALL = 20_000_000, 120_000_000  # bytes: more than any book, less than a small machine has
# Of a file that was packed as words are, and not as what is made to do harm: its size is in proportion.
MOST_OF_DENSE, _MOST_PACKED = 50_000_000, 25
_MOST_FILES = 50_000
_CONTAINER = "META-INF/container.xml"  # in every EPUB
_DAMAGE = (
    BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, KeyError, IndexError,
    OverflowError, NotImplementedError, MemoryError, AssertionError,
)  # fmt: skip


class Archive:
    """Raises FormatError when it is damaged, and when a file in it is locked or far larger than a book can be.
    `is_mended`: files of it may be lost."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._data = data
        self._left = MOST_OF_ALL
        self._counted: set[str] = set()
        try:
            self._zip, self.is_mended = zip_of(data)
            infos = self._zip.infolist()
        except (*_DAMAGE, RuntimeError) as error:
            raise self.damaged() from error
        if len(infos) > _MOST_FILES:
            raise self._too_large()
        files = [info for info in infos if info.filename and not info.filename.endswith("/")]
        self._infos = _unfolded({normpath(info.filename.replace("\\", "/")): info for info in files})
        self._folded = {_folded(name): name for name in self._infos}

    @property
    def names(self) -> list[str]:
        """In the order of the archive."""
        return list(self._infos)

    def has(self, path: str) -> bool:
        return self.found(path) is not None

    def size(self, path: str) -> int:
        """Bytes that a file says to be, 0 for one that is missing."""
        info = self._infos.get(self.found(path) or "")
        return info.file_size if info else 0

    def sign(self, path: str) -> str:
        """Another one when something else is in the file."""
        info = self._infos.get(self.found(path) or "")
        return f"{path} {info.file_size} {info.CRC}" if info else path

    def beginning(self, path: str, count: int) -> bytes:
        """So many bytes of a file, or what there is; none where it cannot be read."""
        info = self._infos.get(self.found(path) or "")
        if info is None or info.flag_bits & 1:
            return b""
        try:
            with self._zip.open(info) as file:
                return file.read(count)
        except (*_DAMAGE, RuntimeError):
            return b""

    def read(self, path: str) -> bytes:
        """A file by its path. Raises FormatError when it is missing, damaged, locked or too large."""
        info = self._infos.get(self.found(path) or "")
        if info is None:
            raise self.damaged()
        if info.flag_bits & 1:
            message = _("{name} is locked with a password; unlock it where you have it from and open it again.")
            raise FormatError(message.format(name=self.name))
        is_dense = info.file_size <= _MOST_PACKED * info.compress_size
        limit = MOST_OF_DENSE if is_dense else MOST_A_FILE
        limit = limit if info.filename in self._counted else min(limit, self._left)
        if info.file_size > limit:
            raise self._too_large()
        try:
            with self._zip.open(info) as file:
                data = file.read(limit + 1)
        except NotImplementedError as error:
            message = _("{name} is packed in a way that is not known here; unpack it, and pack it as an ordinary ZIP.")
            raise FormatError(message.format(name=self.name)) from error
        except (*_DAMAGE, RuntimeError) as error:
            data = read_as_listed(self._data, info, limit + 1) or b""
            if not data:
                raise self.damaged() from error
        if len(data) > limit:
            raise self._too_large()
        if info.filename not in self._counted:  # chapters of long books are read again and again
            self._counted.add(info.filename)
            self._left -= len(data)
        return data

    def damaged(self) -> FormatError:
        """To be raised where the archive does not hold what it should."""
        return FormatError(_("{name} is damaged or incomplete; get it again and open that.").format(name=self.name))

    def _too_large(self) -> FormatError:
        message = _("{name} unpacks to far more than a book can be, and was left closed; it may be meant to do harm.")
        return FormatError(message.format(name=self.name))

    def found(self, path: str) -> str | None:
        """The path as the archive has it, None of a file that is missing: books get percent signs, backslashes and
        capitals wrong, and a file may be called in many ways."""
        for tried in (path, unquote(path)):
            clean = normpath(tried.replace("\\", "/"))
            if clean in self._infos:
                return clean
            if _folded(clean) in self._folded:
                return self._folded[_folded(clean)]
        return None


def _unfolded(infos: dict[str, ZipInfo]) -> dict[str, ZipInfo]:
    """Without the folder that all of a book was put into when somebody packed it again."""
    top = min((name for name in infos if name.endswith(f"/{_CONTAINER}")), key=len, default=_CONTAINER)
    folder = top.removesuffix(_CONTAINER)
    if not folder or _CONTAINER in infos:
        return infos
    return {name.removeprefix(folder): info for name, info in infos.items()}


def _folded(path: str) -> str:
    """The same for names that some write with capitals, or with accents of their own."""
    if path.isascii():
        return path.lower()
    from unicodedata import normalize  # most names have no such letters

    return normalize("NFC", path).casefold()


def natural(path: str) -> list[tuple[str, int]]:
    """The order of names in which 2 stands before 10."""
    return [(word, int(number or 0)) for word, number in re.findall(r"(\D*)(\d{0,18})", path)]

"""An archive whose list of files is lost or wrong: the list is made anew from what stands before each file.

Downloads that broke off and programs that wrote the end wrongly leave such archives.
"""

import struct
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from tui.core.light import NamedTuple

_HEAD, _SIGN = struct.Struct("<4s5H3I2H"), b"PK\x03\x04"
_ENTRY, _END = struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_STORED, _DEFLATED, _LATER = 0, 8, 8  # methods; the flag that says that the sizes stand behind the file
_MOST_FILES, _MOST = 10_000, 120_000_000  # files, bytes that are unpacked to find where they end
_AT_ONCE, _WHOLE = 1 << 20, 0xFFFFFFFF


class _File(NamedTuple):
    """What is known of a file in the data."""

    at: int
    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    end: int


def zip_of(data: bytes) -> tuple[ZipFile, bool]:
    """The archive, and whether its list of files was lost or led elsewhere: then it is one of all files that are whole
    in it. Raises what zipfile raises where there are none."""
    try:
        archive = ZipFile(BytesIO(data))
        if all(data.startswith(_SIGN, info.header_offset) for info in archive.infolist()[:_MOST_FILES]):
            return archive, False
        lost = BadZipFile("the list of files leads elsewhere")
    except (BadZipFile, OSError, ValueError, struct.error, NotImplementedError, EOFError) as error:
        lost = BadZipFile(str(error))
    files = _files(data)
    if not files:
        raise lost
    return ZipFile(BytesIO(data[: files[-1].end] + _listed(files))), True


def _files(data: bytes) -> list[_File]:
    found: list[_File] = []
    at, left = data.find(_SIGN), _MOST
    while at >= 0 and len(found) < _MOST_FILES and left > 0:
        file = _file(data, at, left)
        if file:
            left -= file.size
            found.append(file)
        at = data.find(_SIGN, file.end if file else at + 4)
    return found


def _file(data: bytes, at: int, most: int) -> _File | None:
    """None where it is not whole, or none."""
    if len(data) < at + _HEAD.size:
        return None
    _sign, _version, flags, method, _time, _date, crc, packed, size, length, extra = _HEAD.unpack_from(data, at)
    start = at + _HEAD.size + length + extra
    name = data[at + _HEAD.size : at + _HEAD.size + length]
    if not name or method not in (_STORED, _DEFLATED) or start > len(data):
        return None
    if flags & _LATER or _WHOLE in (packed, size):
        if method == _STORED:
            return None  # nothing tells where it ends
        measured = _measured(data, start, most)
        if measured is None:
            return None
        packed, size, crc = measured
    if start + packed > len(data):
        return None
    return _File(at, name, flags & ~_LATER, method, crc, packed, size, start + packed)


def _measured(data: bytes, start: int, most: int) -> tuple[int, int, int] | None:
    """Packed and unpacked bytes and the checksum of what begins there; None where it does not end."""
    unpacker, size, crc = zlib.decompressobj(-15), 0, 0
    rest = data[start:]
    try:
        while not unpacker.eof:
            piece = unpacker.decompress(rest, _AT_ONCE)
            rest = unpacker.unconsumed_tail
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > most or not (piece or rest or unpacker.eof):
                return None
    except zlib.error:
        return None
    return len(data) - start - len(unpacker.unused_data), size, crc


def _listed(files: list[_File]) -> bytes:
    """A list of files as it stands at the end of an archive."""
    entries = b"".join(
        _ENTRY.pack(
            b"PK\x01\x02", 20, 20, each.flags, each.method, 0, 0x21, each.crc, each.packed, each.size,
            len(each.name), 0, 0, 0, 0, 0, each.at,
        ) + each.name
        for each in files
    )  # fmt: skip
    end = _END.pack(b"PK\x05\x06", 0, 0, len(files), len(files), len(entries), files[-1].end, 0)
    return entries + end

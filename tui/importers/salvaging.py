"""An archive whose list of files is lost or wrong: the list is made anew from what stands before each file.

Downloads that broke off and programs that wrote the end wrongly leave such archives.
"""

import struct
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from tui.core.light import NamedTuple

_HEAD, _SIGN = struct.Struct("<4s5H3I2H"), b"PK\x03\x04"
_ENTRY, _END = struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_STORED, _DEFLATED = 0, 8  # methods
_LATER, _IN_UTF8 = 0x8, 0x800  # flags: the sizes stand behind the file; its name is UTF-8
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
        listed = archive.infolist()[:_MOST_FILES]
        if listed and all(data.startswith(_SIGN, info.header_offset) for info in listed):
            return archive, False
        lost = BadZipFile("the list of files leads elsewhere")
    except (BadZipFile, OSError, ValueError, struct.error, NotImplementedError, EOFError) as error:
        lost = BadZipFile(str(error))
    files = _files(data)
    if not files:
        raise lost
    return ZipFile(BytesIO(data[: files[-1].end] + _listed(files))), True


def read_as_listed(data: bytes, info: ZipInfo, most: int) -> bytes | None:
    """The file where what stands before it differs from the list of files: programs have written another name there,
    or a checksum only there. None where what is unpacked is not what either tells of; at most so many bytes."""
    at = info.header_offset
    if not 0 <= at <= len(data) - _HEAD.size or info.compress_type not in (_STORED, _DEFLATED):
        return None
    _sign, _version, flags, _method, _time, _date, crc, packed, size, length, extra = _HEAD.unpack_from(data, at)
    start = at + _HEAD.size + length + extra
    if info.compress_type == _STORED:
        found = data[start : start + min(most, info.compress_size or packed)]
    else:
        try:
            found = zlib.decompressobj(-15).decompress(memoryview(data)[start:], most)
        except zlib.error:
            return None
    told = {(info.CRC, info.file_size)} | (set() if flags & _LATER else {(crc, size)})
    return found if len(found) >= most or (zlib.crc32(found), len(found)) in told else None


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
            b"PK\x01\x02", 20, 20, _flags(each), each.method, 0, 0x21, each.crc, each.packed, each.size,
            len(each.name), 0, 0, 0, 0, 0, each.at,
        ) + each.name
        for each in files
    )  # fmt: skip
    end = _END.pack(b"PK\x05\x06", 0, 0, len(files), len(files), len(entries), files[-1].end, 0)
    return entries + end


def _flags(file: _File) -> int:
    """Without the one that says that its name is UTF-8, where it is not."""
    try:
        file.name.decode()
    except UnicodeDecodeError:
        return file.flags & ~_IN_UTF8
    return file.flags

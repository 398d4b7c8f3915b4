"""What servers say of the bytes that they send: how these are packed, and in which encoding a text is."""

import re
import zlib
from collections.abc import Iterable

from tui.core.encodings import larger

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_TEXTS = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom")
# What many servers say of everything, and what needs no telling.
_SAYS_NOTHING = ("iso-8859-1", "latin-1", "latin1", "windows-1252", "us-ascii", "ascii", "utf-8", "utf8")
_DECLARED = re.compile(rb"<\?xml[^>]*encoding|<meta[^>]*charset", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
_KNOWN = frozenset({b"gzip", b"x-gzip", b"deflate"})
# What else something can be packed by. Of all other words (none, utf-8, binary …) servers only think so.
_OTHERS = frozenset(b"br zstd compress x-compress dcb dcz exi aes128gcm pack200-gzip".split())


CODING = b"content-encoding"


def headers_of(pairs: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """By small names; of how an answer is packed all that is said, of all else what is said last."""
    found: dict[bytes, bytes] = {}
    for name, value in pairs:
        key = name.lower()
        found[key] = b",".join((found[key], value)) if key in found and key == CODING else value
    return found


def as_text(where: bytes) -> str:
    """Where a server leads to: many write what is no ASCII as it is."""
    try:
        return where.decode()
    except UnicodeDecodeError:
        return where.decode("latin-1")


class PackedError(Exception):
    """`known`: the package is damaged; otherwise it is of a kind that is not known here."""

    def __init__(self, known: bool) -> None:
        super().__init__(known)
        self.known = known


class Unpacker:
    """Takes an answer in pieces. Servers compress although they are asked not to; some leave out the head that a
    package should have, and some send several in one. Raises PackedError."""

    def __init__(self, coding: bytes) -> None:
        codings = [each for each in map(bytes.strip, coding.lower().split(b",")) if each in _KNOWN | _OTHERS]
        if len(codings) > 1 or not _KNOWN.issuperset(codings):
            raise PackedError(known=False)
        self._is_packed = bool(codings)
        self._unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._is_bare = codings == [b"deflate"]  # perhaps; the first bytes show it
        self._begun = False

    @property
    def is_whole(self) -> bool:
        """Whether all of the package has come."""
        return not self._is_packed or not self._begun or self._unpacking.eof

    def unpack(self, piece: bytes, most: int) -> bytes:
        """What is in a piece, so many bytes at most and at least as many where there are more."""
        if not self._is_packed:
            return piece
        unpacked = b""
        while piece and len(unpacked) < most:
            if self._unpacking.eof:
                if not piece.startswith(b"\x1f\x8b"):
                    return unpacked  # what stands behind a package is padding
                self._unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
            unpacked += self._next(piece, most - len(unpacked))
            piece = self._unpacking.unused_data if self._unpacking.eof else b""
        return unpacked

    def _next(self, piece: bytes, most: int) -> bytes:
        first, self._begun = not self._begun, True
        try:
            return self._unpacking.decompress(piece, most)
        except zlib.error as error:
            if not (first and self._is_bare):
                raise PackedError(known=True) from error
        self._unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        self._is_bare = False
        return self._next(piece, most)


def in_utf8(data: bytes, media_type: str) -> bytes:
    """A text in the encoding that its server names, as UTF-8 that says so. What says itself how it is encoded, what is
    UTF-8 anyway and what is not in that encoding stays as it is: there the text itself is asked."""
    found = _CHARSET.search(media_type)
    named = found[1].lower() if found else ""
    is_told = named and named not in _SAYS_NOTHING and media_type.strip().lower().startswith(_TEXTS)
    if not is_told or data.isascii() or data.startswith(_MARKS) or _DECLARED.search(data[:_HEAD]) or _is_utf8(data):
        return data
    try:
        return _MARKS[0] + data.decode(larger(named)).encode()
    except (LookupError, ValueError):
        return data


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True

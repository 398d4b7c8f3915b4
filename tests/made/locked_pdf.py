"""PDF files that open with a password only: the oldest kind, RC4 with keys of 40 bits."""

import hashlib
import re

from tests.made.pdf import file_of

_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_OBJECT = re.compile(rb"\d+ 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_STREAM = re.compile(rb"(.*\nstream\n)(.*)(\nendstream)", re.DOTALL)
_ALL = -4  # permissions


def locked(data: bytes, password: str) -> bytes:
    """The same file, which must have no texts outside of its streams, locked."""
    padded = (password.encode("latin-1") + _PADDING)[:32]
    owner = _rc4(_md5(padded)[:5], padded)
    key = _md5(padded + owner + _ALL.to_bytes(4, "little", signed=True))[:5]
    objects = []
    for number, body in enumerate(_OBJECT.findall(data), 1):
        if found := _STREAM.fullmatch(body):
            own = _md5(key + number.to_bytes(3, "little") + bytes(2))[:10]
            body = found[1] + _rc4(own, found[2]) + found[3]
        objects.append(body)
    told = b" /Encrypt << /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >> /ID [<> <>]"
    return file_of(objects, told % (_ALL, owner.hex().encode(), _rc4(key, _PADDING).hex().encode()))


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)

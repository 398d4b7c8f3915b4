"""Addresses of voices on other machines, and connecting to them: through TCP, or a Unix socket where there are some."""

import os
import socket
from typing import NamedTuple

from tui.core.wording import _
from tui.errors import SpeechError

_TO_CONNECT = 5.0  # seconds; through a line of a slow network it is a fraction of one


class Address(NamedTuple):
    """`path` of a Unix socket, or a host and a port."""

    host: str = ""
    port: int = 0
    path: str = ""

    def __str__(self) -> str:
        return self.path or f"{self.host}:{self.port}"


def address_of(text: str) -> Address:
    """HOST:PORT, PORT alone for this machine, or the path of a Unix socket. Raises SpeechError."""
    if "/" in text:
        return Address(path=text)
    host, _colon, port = text.rpartition(":")
    if not (port.isascii() and port.isdecimal() and int(port[:6]) < 65536):
        raise SpeechError(
            _("{address} is no address: a host and a port, such as 127.0.0.1:7890, or a path.").format(address=text)
        )
    return Address(host.strip("[]") or "127.0.0.1", int(port))


def connect(address: Address) -> socket.socket:
    """A connection, whose calls fail when nothing goes on for some seconds. Raises OSError."""
    if not address.path:
        link = socket.create_connection((address.host, address.port), _TO_CONNECT)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return link
    if not hasattr(socket, "AF_UNIX"):
        raise OSError(_("there are no Unix sockets here"))
    link = socket.socket(socket.AF_UNIX)
    link.settimeout(_TO_CONNECT)
    try:
        link.connect(os.fsencode(address.path))
    except OSError:
        link.close()
        raise
    return link

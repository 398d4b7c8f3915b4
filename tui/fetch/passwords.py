"""Names and passwords in web addresses: known as long as the program runs, or written in the person's own .netrc file.

The library, the screen and other processes' arguments get the address without the password.
"""

import os

from tui.core.clean import clean_line
from tui.core.light import Protocol
from tui.texts import _

_given: dict[str, str] = {}  # passwords as they stand in addresses, by what stands before them and behind


def kept(address: str) -> str:
    """The address without its password, which is remembered as long as the program runs."""
    begin, name, password, host, rest = _parts(address)
    if not password:
        return address
    _given[_whose(begin, name, host)] = password
    return f"{begin}{name}@{host}{rest}"


def bare(address: str) -> str:
    """The address without anybody's name, to be shown."""
    begin, _name, _password, host, rest = _parts(address)
    return f"{begin}{host}{rest}"


def given() -> dict[str, str]:
    """All of them, for a process that works for this one."""
    return dict(_given)


def take(passwords: dict[str, str]) -> None:
    """Those that the process has been given for which this one works."""
    _given.update(passwords)


def of(address: str) -> tuple[str, str] | None:
    """The name and the password with which to ask for an address, None where it names nobody or no password is
    known."""
    from urllib.parse import unquote

    begin, name, password, host, _rest = _parts(address)
    password = password or _given.get(_whose(begin, name, host), "")
    return (unquote(name), unquote(password)) if password else None


def written_down(address: str) -> tuple[str, str] | None:
    """Those of the host in the file .netrc; None where there are none, or the file cannot be used."""
    from netrc import NetrcParseError, netrc
    from urllib.parse import unquote

    _begin, name, _password, host, _rest = _parts(address)
    path = os.path.join(os.path.expanduser("~"), ".netrc")
    if not os.path.isfile(path):  # what is no file may keep whoever reads it waiting
        return None
    try:
        found = netrc(path).authenticators(_host(host))
    except (NetrcParseError, OSError, ValueError):
        return None
    if found is None or not found[2] or (name and unquote(name) != found[0]):
        return None
    return found[0], found[2]


def _parts(address: str) -> tuple[str, str, str, str, str]:
    """Up to the slashes, the name, the password, the host with its port, and the rest."""
    scheme, slashes, behind = address.partition("//")
    end = min((at for at in map(behind.find, "/?#") if at >= 0), default=len(behind))
    person, _at, host = behind[:end].rpartition("@")
    name, _colon, password = person.partition(":")
    return scheme + slashes, name, password, host, behind[end:]


def _whose(begin: str, name: str, host: str) -> str:
    return f"{begin.lower()}{name}@{host.lower()}"


def _host(host: str) -> str:
    """Without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and (port.isdecimal() or not port) else host


class Url(Protocol):
    """An address as the library for them has it."""

    @property
    def scheme(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int | None: ...


class Door:
    """The server that an address names: it alone is told the name and the password, which may be in the address, or
    known to the person's own .netrc file, and then once it asks."""

    def __init__(self, address: str, url: Url) -> None:
        self._address = address
        self._url = url
        self._told = of(address)
        self._is_asked = bool(self._told)

    def key(self, url: Url) -> dict[str | bytes, str | bytes]:
        """The header that opens it, where the address leads there."""
        from binascii import b2a_base64

        if not self._told or not self._is_here(url):
            return {}
        return {"Authorization": b"Basic " + b2a_base64(":".join(self._told).encode(), newline=False)}

    def opens(self, url: Url) -> bool:
        """Whether there is something to say to a server that has asked for it."""
        if self._is_asked or not self._is_here(url):
            return False
        self._is_asked, self._told = True, written_down(self._address)
        return bool(self._told)

    def shut(self, url: Url) -> str:
        """Why it stays so, with {name} for the address, and what to do."""
        if self._told and self._is_here(url):
            return _("{name} does not take this name and password; check them.")
        text = _(
            "{name} wants a name and a password: write them into the file .netrc in your home folder, as a line"
            " machine {host} login NAME password SECRET, and try again."
        )
        return text.replace("{host}", clean_line(url.host).replace("{", "").replace("}", ""))

    def _is_here(self, url: Url) -> bool:
        own = self._url
        is_safer = (own.scheme, url.scheme) == ("http", "https") and own.port is url.port is None
        return url.host == own.host and ((url.scheme, url.port) == (own.scheme, own.port) or is_safer)

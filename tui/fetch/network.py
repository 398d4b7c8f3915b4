"""An address → bytes, within bounds and to the open internet only.

What an address leads to is not trusted: not its redirects, not the names it uses, not its speed and size. A name is
resolved once, its addresses are checked, and the connection goes to the address that was checked; again on every hop.
"""

import socket
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from tui import __version__
from tui.core.clean import clean_line
from tui.errors import SourceError
from tui.extras import command_for
from tui.fetch.passwords import Door, bare
from tui.fetch.refusals import DAMAGED, UNKNOWN, Refused, refused
from tui.fetch.unreached import as_proxies_are, unreached
from tui.fetch.wire import CODING, PackedError, Unpacker, as_text, headers_of, in_utf8
from tui.texts import _

try:
    import httpcore2
    import httpx2
except ImportError as missing:
    raise SourceError(
        _("Addresses need a library that is not installed; run: {command}").format(command=command_for("network"))
    ) from missing

if TYPE_CHECKING:
    from ssl import SSLContext

LIMIT = 20_000_000  # bytes, also of what a compressed answer unpacks to
DEADLINE = 30.0  # seconds for everything, redirects included
_HOPS = 5
_SAME, _WHO = 304, 401
_WHOLE = (200, 203)
_TAG = 500  # characters
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_HEADERS: dict[str | bytes, str | bytes] = {
    "User-Agent": f"mangdao/{__version__}",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_PORTS = 65_535
_NAT64 = ip_network("64:ff9b::/96")  # IPv6 addresses that stand for IPv4 ones, and count as global by themselves
_GIVEN_OUT = ip_network("2000::/3")  # all that IPv6 has for the internet; some of the rest counts as global too

Resolver = Callable[[str, int], Iterable[str]]


class Tag(NamedTuple):
    """What a server has said of a text, "" for nothing: by this it is asked for a newer one only."""

    etag: str = ""
    modified: str = ""


class Answer(NamedTuple):
    """`address`: where the data was at last. `name`: for people, the end of the address or its host. `is_same`: it is
    still what the tag was for, and has not been sent again. `moved`: the address that its servers say it has from now
    on, "" where that is the one that was asked for."""

    data: bytes
    name: str
    address: str
    tag: Tag = Tag()
    is_same: bool = False
    moved: str = ""


def is_open(address: str) -> bool:
    """Whether an IP address belongs to the internet at large, and not to this machine or a network around it."""
    try:
        ip = _meant(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    is_given_out = ip.version == 4 or ip in _GIVEN_OUT
    return is_given_out and ip.is_global and not ip.is_multicast


def _meant(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            return IPv4Address(int(ip) & 0xFFFFFFFF)
        return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
    return ip


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a name. Also of those spellings of an address that `ip_address` does not know."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def get(
    address: str,
    *,
    resolver: Resolver = resolve,
    allowed: Callable[[str], bool] = is_open,
    deadline: float = DEADLINE,
    context: "SSLContext | None" = None,
    known: Tag = Tag(),  # noqa: B008 - it never changes
) -> Answer:
    """What is at an http or https address. Raises SourceError.

    `known`: of what is here already. `resolver` and `allowed` decide where a connection may go; `context` whose
    certificates are trusted.
    """
    shown = clean_line(bare(address))[:200]
    backend = _Backend(resolver, allowed, time.monotonic() + deadline)
    try:
        with httpcore2.ConnectionPool(network_backend=backend, ssl_context=context, retries=0) as pool:
            url = httpx2.URL(address)
            return _follow(pool, backend, url, known, Door(address, url))
    except PackedError as error:
        raise SourceError(_(DAMAGED if error.known else UNKNOWN).format(name=shown)) from error
    except Refused as error:
        raise error.make(str(error).format(name=shown)) from error
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise SourceError(_("{name} is not an address that can exist.").format(name=shown)) from error
    except (httpcore2.TimeoutException, TimeoutError) as error:
        late = as_proxies_are(_("{name} has not answered in {n} seconds; try later."))
        raise SourceError(late.format(name=shown, n=round(deadline))) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, OSError) as error:
        told = unreached(error, isinstance(error, httpcore2.ProtocolError))
        raise SourceError(told.replace("{name}", shown)) from error


def _follow(pool: httpcore2.ConnectionPool, backend: "_Backend", url: httpx2.URL, known: Tag, door: Door) -> Answer:
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    asking = _HEADERS | {name: text for name, text in asked.items() if text}
    moved, is_for_good = "", not url.userinfo
    for _hop in range(_HOPS + 1):
        url = url.copy_with(userinfo=b"")
        if url.scheme not in ("http", "https") or not url.host:
            raise Refused(_("{name} leads to what is no http or https address, which is refused."))
        if (url.port or 0) > _PORTS:  # the system would count on from 0
            raise ValueError(url.port)
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        told = asking | {"Host": url.netloc.decode("ascii")} | door.key(url)
        with pool.stream("GET", target, headers=told) as response:
            headers = headers_of(response.headers)
            if response.status == _WHO:
                if door.opens(url):
                    continue
                raise Refused(door.shut(url))
            where = headers.get(b"location")
            if response.status == _SAME and any(known):
                return Answer(b"", _name(url), str(url), known, True)
            if response.status not in _REDIRECTS or where is None:
                data = _body(response, headers, backend)
                return Answer(data, _name(url), str(url), _tag(headers), moved=moved)
            is_for_good = is_for_good and response.status in _FOR_GOOD
        before, url = url, url.join(as_text(where))
        is_for_good = is_for_good and (url.scheme == before.scheme or url.scheme == "https")
        moved = str(url.copy_with(userinfo=b"")) if is_for_good else moved
    raise Refused(_("{name} leads from one address to the next without end; check the address."))


def _tag(headers: dict[bytes, bytes]) -> Tag:
    """What can be sent back as it came, and is no longer than such a thing is."""
    given = (headers.get(name, b"").decode("latin-1") for name in (b"etag", b"last-modified"))
    return Tag(*(text if text.isascii() and text.isprintable() and len(text) <= _TAG else "" for text in given))


def _body(response: httpcore2.Response, headers: dict[bytes, bytes], backend: "_Backend") -> bytes:
    if response.status not in _WHOLE:
        raise refused(response.status, headers.get(b"retry-after", b"").decode("latin-1"))
    data = bytearray()
    unpacker = Unpacker(headers.get(CODING, b""))
    for piece in response.iter_stream():
        backend.left()
        data += unpacker.unpack(piece, LIMIT + 1 - len(data))
        if len(data) > LIMIT:
            raise Refused(
                _("{name} is larger than {n} megabytes; save it with a web browser and open the file.").replace(
                    "{n}", str(LIMIT // 1_000_000)
                )
            )
    if not unpacker.is_whole:
        raise PackedError(known=True)
    return in_utf8(bytes(data), headers.get(b"content-type", b"").decode("latin-1"))


def _name(url: httpx2.URL) -> str:
    return clean_line(url.path.rstrip("/").rpartition("/")[2] or url.host)[:100]


class _Backend(httpcore2.NetworkBackend):
    """Connects to addresses that were checked, and lets nothing take longer than all may take."""

    def __init__(self, resolver: Resolver, allowed: Callable[[str], bool], until: float) -> None:
        self._resolver = resolver
        self._allowed = allowed
        self._until = until

    def left(self) -> float:
        """Seconds that are left. Raises TimeoutError when none are."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def connect_tcp(self, host: str, port: int, *_arguments: Any, **_keywords: Any) -> httpcore2.NetworkStream:  # noqa: ANN401 - passed over
        found = self._resolved(host, port)
        if not found or not all(map(self._allowed, found)):
            # One good address among others does not help: which of them would be used is not for the name to say.
            text = _("{name} leads to this machine or to the network around it, which is refused; open it as a file.")
            raise Refused(text)
        for last, ip in enumerate(found, 1 - len(found)):
            try:
                return _Stream(httpcore2.SyncBackend().connect_tcp(ip, port, self.left()), self)
            except httpcore2.NetworkError:
                if not last:
                    raise
        raise OSError  # never reached: there is a last one

    def _resolved(self, host: str, port: int) -> list[str]:
        """The addresses of a name. The system asks for them in its own time, so it is not waited for longer than for
        everything else."""
        found: list[list[str] | Exception] = []

        def ask() -> None:
            try:
                found.append(list(self._resolver(host, port)))
            except (OSError, UnicodeError, Refused) as error:
                found.append(error)

        asking = Thread(target=ask, daemon=True)
        asking.start()
        asking.join(self.left())
        self.left()
        if not found:
            raise TimeoutError
        if isinstance(found[0], Exception):
            raise found[0]
        return found[0]


class _Stream(httpcore2.NetworkStream):
    """Gives each read and write the time that is left for all of them."""

    def __init__(self, stream: httpcore2.NetworkStream, backend: _Backend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: "SSLContext", server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._backend.left()), self._backend)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as the library has it
        return self._stream.get_extra_info(info)

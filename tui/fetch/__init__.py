"""A path, an address or standard input → bytes and a name: the only opener of sources.

What is opened here is read once, whole and within bounds; nothing is opened for writing.
"""

import os
import stat
import sys
import time

from tui.core.clean import clean_line
from tui.core.light import TYPE_CHECKING, Callable, NamedTuple, TypeVar, suppress
from tui.core.progress import tell
from tui.errors import SourceError
from tui.texts import _, because

if TYPE_CHECKING:
    from typing import BinaryIO

LIMIT = 200_000_000  # bytes
_PIECE = 1 << 20  # bytes
PATIENCE = 10.0  # seconds without a byte from a pipe that has a name
_IN_SILENCE = 1.0  # seconds in which standard input is waited for without a word
_A_MOMENT = 0.1  # seconds between two looks whether somebody still waits

T = TypeVar("T")

_SEED = "zhuzhou-daily-2022-10-09.txt"
_ADDRESSES = ("http://", "https://")
_OTHER_ADDRESSES = ("ftp://", "file:", "ftps://", "gopher://", "data:")


class Source(NamedTuple):
    """What was read. `name` is for people and holds no control character; `path` opens the same again: an
    absolute path as `as_text` has it, an address, "-" for standard input."""

    data: bytes
    name: str
    path: str


class Newer(NamedTuple):
    """`tag`: what the server says of it. `address`: where it was at last; `moved`: where it is from now on, or ""."""

    source: Source
    tag: tuple[str, str] = ("", "")
    address: str = ""
    moved: str = ""


def fetch(source: str) -> Source:
    """The bytes behind a path, or of standard input when it is "-". Raises SourceError."""
    if source == "-":
        return Source(_read_standard_input(), _("standard input"), "-")
    if not source:
        raise SourceError(_("The name of the file is empty; name a file."))
    if is_address(source):
        from tui.fetch import network, passwords  # its libraries take longer to import than most things take to be read

        answer = network.get(source)
        return Source(answer.data, answer.name, passwords.kept(source))
    if source.lower().startswith(_OTHER_ADDRESSES):
        told = _("{name} is no http or https address; save it as a file and open that.")
        raise SourceError(told.format(name=_shown(source)))
    try:
        path = os.path.expanduser(as_path(source))
        if os.path.isdir(path):
            path = book_in(path, os.listdir(path)) or path
        return Source(_read(path), clean_line(os.path.basename(path)) or _shown(source), as_text(os.path.abspath(path)))
    except OSError as error:
        raise unreadable(error, source) from error
    except ValueError as error:  # a NUL in the path
        raise SourceError(_("{name} is not a path that can exist here.").format(name=_shown(source))) from error


def fetch_newer(address: str, tag: tuple[str, str]) -> Newer | None:
    """What is at an address; None where it is still what the tag was for. Raises SourceError."""
    from tui.fetch import network, passwords

    answer = network.get(address, known=network.Tag(*tag))
    found, (etag, modified) = Source(answer.data, answer.name, passwords.kept(address)), answer.tag
    return None if answer.is_same else Newer(found, (etag, modified), answer.address, answer.moved)


def is_address(source: str) -> bool:
    """Whether a source is fetched over the network."""
    return source.lower().startswith(_ADDRESSES)


def led_to(path: str, target: str) -> str:
    """What a link of a publication leads to as a source; "" for what cannot be opened here, and for what is no file.
    `path`: the file or address of the publication."""
    from urllib.parse import unquote, urljoin, urlsplit  # for milliseconds that nobody has before the first line

    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return ""
    if is_address(target.strip()):
        return target.strip()
    if parts.scheme or not (parts.path or parts.netloc):
        return ""
    if is_address(path):
        address = urljoin(path, target.strip())
        return address if is_address(address) else ""
    if path in ("", "-") or parts.netloc:
        return ""
    found = os.path.join(os.path.dirname(as_path(path)), unquote(parts.path))
    return as_text(found) if "\0" not in found and os.path.isfile(found) else ""


def beside(source: Source) -> Callable[[str], bytes]:
    """Opens files in the folder of a source, or in folders there, by their paths from it. What a path, or a link in
    it, leads to outside of that folder is refused with SourceError, and so is anything beside what is no file."""
    file = source.path != "-" and not is_address(source.path)
    folder = os.path.realpath(os.path.dirname(as_path(source.path))) if file else ""

    def opened(name: str) -> bytes:
        path = os.path.realpath(_spelled(folder, name)) if folder and "\0" not in name else ""
        if not folder or not path.startswith(os.path.join(folder, "")):
            message = _("{name} is in another folder than {source}.")
            raise SourceError(message.format(name=_shown(name), source=source.name))
        return fetch(path).data

    return opened


def _spelled(folder: str, name: str) -> str:
    """The path of a file in a folder that may write it with other capitals."""
    path = os.path.join(folder, name)
    if os.path.lexists(path):
        return path
    for part in name.split("/"):
        names = os.listdir(folder) if os.access(folder, os.R_OK) and os.path.isdir(folder) else []
        known = (each for each in sorted(names) if each.casefold() == part.casefold())
        folder = os.path.join(folder, next(known, part))
    return folder


def book_in(folder: str, names: list[str]) -> str:
    """The file that leads to all others of a talking book, if these are its files in a folder; "" if they are not."""
    control = next((name for name in names if name.lower() == "ncc.html"), "")
    packages = [name for name in names if name.lower().endswith(".opf")]
    kinds = {os.path.splitext(name)[1].lower() for name in names}
    is_daisy_3 = len(packages) == 1 and ".smil" in kinds and kinds.isdisjoint((".xhtml", ".html", ".htm"))
    found = control or (packages[0] if is_daisy_3 else "")
    return os.path.join(folder, found) if found else ""


def as_text(path: str) -> str:
    """A path as the library and other processes can keep it: bytes of its names that are no text in this system's
    encoding are a NUL, which no path holds, and two digits."""
    return "".join(f"\0{ord(each) - 0xDC00:02x}" if "\udc80" <= each <= "\udcff" else each for each in path)


def as_path(text: str) -> str:
    """The path of which `as_text` has made this."""
    name, *rest = text.split("\0")
    try:
        return name + "".join(chr(0xDC00 + int(each[:2], 16)) + each[2:] for each in rest)
    except ValueError:
        return text


def seed() -> Source:
    """The page that comes with the program."""
    # Beside the package in a checkout, inside of it when installed: a file that stands at the top of the
    # project cannot stand in both places.
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "seeds", _SEED)
    return fetch(inside if os.path.exists(inside) else os.path.join(os.path.dirname(package), "seeds", _SEED))


def _shown(source: str) -> str:
    name = clean_line(source)
    return name if len(name) <= 200 else "…" + name[-199:]


def unreadable(error: OSError, source: str) -> SourceError:
    """What is to be said of a path that cannot be opened or read."""
    return SourceError(_sentence(error, source).format(name=_shown(source), reason=because(error)))


def _sentence(error: OSError, source: str) -> str:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        from tui.fetch.typed_paths import is_like_address  # for who has mistyped something

        on_the_web = _("There is no file {name}; a web address begins with https://.")
        in_a_folder = _("There is no file {name}; check the spelling and the folder you are in.")
        return on_the_web if is_like_address(source) else in_a_folder
    if isinstance(error, PermissionError):
        return _("{name} may not be read by you; ask its owner for permission to read it.")
    if isinstance(error, IsADirectoryError):
        return _("{name} is a folder; name a file in it.")
    return _("{name} cannot be read: {reason}.")


def _read(path: str) -> bytes:
    status = os.stat(path)
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(path)
    if stat.S_ISFIFO(mode):
        return _read_pipe(path)
    if not stat.S_ISREG(mode):
        raise SourceError(_("{name} is a device and not a file; name a file.").format(name=_shown(path)))
    if status.st_size > LIMIT:
        raise too_large(_shown(path))
    # Some files of the system are ordinary ones, and whoever reads them waits for what has not happened yet.
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        return _bounded(file, _shown(path), status.st_size)


def _bounded(file: "BinaryIO", name: str, size: int = LIMIT) -> bytes:
    """`size`: about how much there is. Python takes memory for all that it is asked to read, before it reads."""
    data = file.read(size + 1) or b""  # None where nothing comes
    more = bytearray()
    while size < len(data) + len(more) <= LIMIT and (piece := file.read(_PIECE)):  # it grows, or does not say its size
        more += piece
    data += more
    if len(data) > LIMIT:
        raise too_large(name)
    return data


def too_large(name: str, limit: int = 0) -> SourceError:
    text = _("{name} is larger than {megabytes} megabytes; open a part of it.")
    return SourceError(text.format(name=name, megabytes=(limit or LIMIT) // 1_000_000))


def _read_standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise SourceError(_("Nothing was piped in; name a file, or pipe a text into this command."))
    try:
        return waited_for(lambda: _bounded(sys.stdin.buffer, _("standard input")))
    except OSError as error:
        raise SourceError(
            _("{name} cannot be read: {reason}.").format(name=_("standard input"), reason=because(error))
        ) from error


def waited_for(read: Callable[[], T]) -> T:
    """What standard input gives. Says on standard error that it is waited for, and the way out, when it has not ended
    after a second."""
    from threading import Timer

    timer = Timer(_IN_SILENCE, _tell_of_waiting)
    timer.daemon = True
    timer.start()
    try:
        return read()
    finally:
        timer.cancel()


def _tell_of_waiting() -> None:
    with suppress(OSError):  # perhaps nobody listens
        print(_("Waiting for the end of standard input; Control-C leaves."), file=sys.stderr, flush=True)  # noqa: T201 - narration


def is_pipe(source: str) -> bool:
    """Whether it has to be waited for what comes out of it."""
    try:
        return stat.S_ISFIFO(os.stat(os.path.expanduser(as_path(source))).st_mode)
    except (OSError, ValueError):
        return False


def _read_pipe(path: str) -> bytes:
    """All that comes out of a named pipe, as a shell makes it for <(command). One that nobody writes to
    would keep the reader waiting for ever, so patience with it is limited."""
    import select

    data = bytearray()
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        until = time.monotonic() + PATIENCE
        while len(data) <= LIMIT:
            tell(0, 1)  # whoever waits may end it
            ready = select.select([descriptor], [], [], min(_A_MOMENT, max(0.0, until - time.monotonic())))[0]
            piece = os.read(descriptor, 1 << 20) if ready else None
            if piece:
                data += piece
                until = time.monotonic() + PATIENCE
            elif data and piece is not None:
                return bytes(data)
            elif time.monotonic() >= until:
                raise SourceError(
                    _("Nothing comes out of {name}; start the program that writes to it, or name a file.").format(
                        name=_shown(path)
                    )
                )
            elif piece is not None:
                time.sleep(0.01)  # no writer yet: the pipe reads as ended until one comes
    finally:
        os.close(descriptor)
    raise too_large(_shown(path))

"""The first screen of what was read here before, kept as the bytes that paint it: they are written before the program
knows what it is going to show, so that somebody reads while the rest of it is imported.

A screen is shown only where everything that it depends on is as it was: the source, the library, the settings, the
terminal. What the program then paints by itself is compared with it, and written where it differs.
"""

import os
import sys

from tui import __version__
from tui.core.light import suppress
from tui.folders import config_path, file_only, library_path, write_whole

_MOST_BYTES, _MOST_SCREENS = 32_000, 30
_LARGEST_SOURCE = 20_000_000  # bytes of what is parsed anew each time, and may turn out otherwise for long
_NAMES = ("LANGUAGE", "LANG", "TERM", "HOME", "NO_COLOR", "ACCESSIBLE", "PYTHONIOENCODING", "PYTHONUTF8")
_PREFIXES = ("MANGDAO_", "XDG_", "LC_")
_ENTER, _LEAVE = b"\x1b[?1049h", b"\x1b[?2004l\x1b[r\x1b[0m\x1b[?7h\x1b[?1049l"

_shown: list[bytes] = []


def show(arguments: list[str]) -> None:
    """Writes the screen that these arguments are going to lead to, where it is known."""
    with suppress(OSError, ValueError, ImportError):
        if len(arguments) > 1 or "".join(arguments).startswith(("-", "@")) or not (os.isatty(0) and os.isatty(1)):
            return
        asked = "".join(arguments)
        with open(_file(asked), "rb", opener=file_only) as file:
            digest, source, seal, screen = file.read(_MOST_BYTES).split(b"\n", 3)
        whole = b"\n".join((source, seal, screen))
        if digest == _digest(whole) and seal == _seal(asked, os.fsdecode(bytes.fromhex(source.decode("ascii")))):
            _shown.append(screen)
            os.write(1, screen)


def is_shown() -> bool:
    """Whether a screen is there that nobody has taken over."""
    return bool(_shown)


def take() -> bytes:
    """The screen that is there, for who goes on with it; b"" when there is none."""
    return _shown.pop() if _shown else b""


def give_up() -> None:
    """The ordinary screen again, where nobody has taken this one over."""
    if _shown:
        _shown.clear()
        with suppress(OSError):
            os.write(1, _LEAVE)


def keep(asked: str, path: str, screen: bytes, is_last: bool = True) -> None:
    """From now on a source, asked for by this word and found at this path, begins with this screen, and where
    `is_last` so does the program without a word. To be called when the library holds what the screen shows."""
    with suppress(OSError, ValueError):
        if not screen.startswith(_ENTER) or os.stat(path).st_size > _LARGEST_SOURCE:
            return
        os.makedirs(_folder(), mode=0o700, exist_ok=True)
        for word in {asked, ""} if is_last else {asked}:
            seal = _seal(word, path)
            whole = b"\n".join((os.fsencode(path).hex().encode(), seal, screen))
            _make_room(_file(word))
            write_whole(_file(word), _digest(whole) + b"\n" + whole, 0o600)


def forget() -> None:
    """Deletes all of them."""
    with suppress(OSError):
        for entry in os.scandir(_folder()):
            os.unlink(entry.path)


def _make_room(file: str) -> None:
    """For one more, where it is not there yet: the oldest go."""
    if not os.path.exists(file):
        known = sorted(os.scandir(_folder()), key=lambda entry: entry.stat().st_mtime)
        for entry in known[: max(0, len(known) - _MOST_SCREENS)]:
            os.unlink(entry.path)


def _folder() -> str:
    return library_path() + "-screens"


def _file(asked: str) -> str:
    where = os.fsencode(os.getcwd() if asked else "") + b"\0" + os.fsencode(asked)
    return os.path.join(_folder(), _digest(where).decode("ascii"))


def _digest(data: bytes) -> bytes:
    try:
        from _blake2 import blake2b  # hashlib loads OpenSSL
    except ImportError:
        from hashlib import blake2b
    return blake2b(data, digest_size=16).hexdigest().encode("ascii")


def _seal(asked: str, path: str) -> bytes:
    """All that a first screen depends on, in one line."""
    library = library_path()
    files = [_look(each) for each in (path, config_path(), library, library + "-wal", os.path.dirname(__file__))]
    wanted = {name: value for name, value in os.environ.items() if name in _NAMES or name.startswith(_PREFIXES)}
    within = ["STY" in os.environ, "TMUX" in os.environ]  # GNU screen is sent other titles
    size, encoding = os.get_terminal_size(1), sys.stdout.encoding
    parts = [__version__, asked, path, files, sorted(wanted.items()), *within, *size, encoding]
    return repr(parts).encode("utf-8", "surrogateescape").replace(b"\n", b" ")


def _look(path: str) -> tuple[int, ...]:
    """What changes when a file does."""
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev

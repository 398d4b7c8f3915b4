"""Where this program keeps what it keeps. Nothing else is needed here: this is asked before anything is imported."""

import os
import stat
import sys

from tui.core.light import Mapping, suppress

_NOWHERE = os.path.join(os.devnull, "mangdao")  # where nothing is and nothing can be made
_LONGEST, _DEEPEST = 4000, 500  # characters of a path, folders in it: what is longer cannot be, and Python counts them


def config_path(environment: Mapping[str, str] = os.environ) -> str:
    return os.path.join(_folder("config", environment), "config.toml")


def library_path(environment: Mapping[str, str] = os.environ) -> str:
    """Where the library is kept; MANGDAO_LIBRARY names another file."""
    if named := environment.get("MANGDAO_LIBRARY"):
        return named if _can_be(named) else _NOWHERE
    return os.path.join(_folder("data", environment), "library.sqlite")


def log_path(environment: Mapping[str, str] = os.environ) -> str:
    return os.path.join(_folder("state", environment), "mangdao.log")


def pronunciations_path() -> str:
    return os.path.join(_folder("config", os.environ), "pronunciations.txt")


def file_only(path: str, flags: int) -> int:
    """Opens what is a file or nothing yet, for `open`: a pipe or a device would keep whoever opens it waiting for ever.
    Raises OSError."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        mode = stat.S_IFREG  # whoever opens it says what is wrong
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        import errno  # seldom, and this module comes before the first line

        from tui.core.wording import N_

        raise OSError(errno.EINVAL, N_("it is a pipe or a device and not a file"))
    return os.open(path, flags, 0o666)


def write_whole(path: str, data: bytes, mode: int = 0o666) -> None:
    """Writes a file, all of it or nothing. Raises OSError."""
    written = f"{path}.{os.getpid()}"
    try:
        with open(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(data)
        os.replace(written, path)
    except OSError:
        with suppress(OSError):
            os.unlink(written)
        raise


def _folder(purpose: str, environment: Mapping[str, str]) -> str:
    """Our folder for configuration, data or state.

    On Linux the rule is short, and importing platformdirs takes longer than reading the settings.
    """
    if sys.platform in ("darwin", "win32"):
        import platformdirs

        return str(getattr(platformdirs, f"user_{purpose}_dir")("mangdao", appauthor=False))
    named = environment.get(f"XDG_{purpose.upper()}_HOME", "")
    if os.path.isabs(named):
        return os.path.join(named, "mangdao") if _can_be(named) else _NOWHERE
    home = environment.get("HOME") or os.path.expanduser("~")
    if not os.path.isabs(home) or not _can_be(home):
        return _NOWHERE  # nobody's home
    folder = {"config": ".config", "data": ".local/share", "state": ".local/state"}[purpose]
    return os.path.join(home, folder, "mangdao")


def _can_be(path: str) -> bool:
    return len(path) <= _LONGEST and path.count(os.sep) <= _DEEPEST

"""Which code made sense of a source: what it made is of no use to other code."""

import os

from tui import __version__

_FOLDERS = ("core", "newspaper", "newspaper/languages", "importers")
_SOURCES = (".py", ".toml", ".txt", ".json")

_known: list[str] = []


def code_stamp() -> str:
    """A version, and the newest change to the files that do it, for those who work on them."""
    if not _known:
        package = os.path.dirname(os.path.dirname(__file__))
        newest = max(_newest(os.path.join(package, folder)) for folder in _FOLDERS)
        _known.append(f"{__version__} {newest}")
    return _known[0]


def _newest(folder: str) -> int:
    """What Python compiles stands there too, and changes by itself."""
    try:
        with os.scandir(folder) as entries:
            return max((entry.stat().st_mtime_ns for entry in entries if entry.name.endswith(_SOURCES)), default=0)
    except OSError:  # run from an archive: nobody works on these files
        return 0

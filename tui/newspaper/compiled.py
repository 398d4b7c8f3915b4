"""Patterns as Python has compiled them before, kept where it keeps the compiled code of this package.

To compile the patterns of a language takes as long as to read a page with them. Where they cannot be kept, or this
Python does not take them, they are compiled as ever.
"""

import marshal
import re
from importlib import import_module

from tui.core.light import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.machinery import SourceFileLoader

# What `_sre.compile` makes a pattern of: flags, code, number of groups, numbers by name, names by number.
Parts = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]


class Compiled:
    """The patterns of one language, by their source."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._kept: dict[str, Parts] | None = None
        self._new: list[str] = []

    def pattern(self, source: str) -> re.Pattern[str]:
        """The same as `re.compile` gives."""
        if self._kept is None:
            self._kept = _read(self._name)
        if source in self._kept:
            try:
                return _made(source, self._kept[source])
            except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
                del self._kept[source]
        self._new.append(source)
        return re.compile(source)

    def keep(self) -> None:
        """Keeps what had to be compiled, where Python has kept the code of this module."""
        new, self._new = self._new, []
        if not new or self._kept is None:
            return
        try:
            _loader().path_stats(__spec__.cached or "")
            self._kept.update((source, _parts(source)) for source in new)
            _loader().set_data(_file(self._name), marshal.dumps(self._kept))
        except (OSError, ImportError, AttributeError, TypeError):  # it keeps none, or is another Python
            return


def _loader() -> "SourceFileLoader":
    return __spec__.loader  # type: ignore[return-value]  # what loads a file of code


def _file(name: str) -> str:
    """Beside the compiled code of this module."""
    return f"{(__spec__.cached or '').removesuffix('pyc')}{name}"


def _read(name: str) -> dict[str, Parts]:
    try:
        found = marshal.loads(_loader().get_data(_file(name)))
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _made(source: str, parts: Parts) -> re.Pattern[str]:
    made: Any = import_module("_sre")
    pattern: re.Pattern[str] = made.compile(source, *parts)
    return pattern


def _parts(source: str) -> Parts:
    from re import _compiler, _parser  # type: ignore[attr-defined]  # private: whoever calls this expects it to fail

    parsed = _parser.parse(source)
    names: dict[str, int] = dict(parsed.state.groupdict)
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = [int(number) for number in _compiler._code(parsed, 0)]
    return int(parsed.state.flags), code, parsed.state.groups - 1, names, tuple(by_number)

"""Writing several things to the library as one."""

from collections.abc import Iterator
from contextlib import contextmanager

from tui.core.light import Any, Protocol


class Writable(Protocol):
    """A library."""

    def do(self, sql: str, *values: object) -> list[tuple[Any, ...]]: ...
    def roll_back(self) -> None: ...


@contextmanager
def transaction(library: Writable) -> Iterator[None]:
    """All of it or nothing, for others too. Raises LibraryError."""
    library.do("BEGIN IMMEDIATE")
    try:
        yield
        library.do("COMMIT")
    except BaseException:
        library.roll_back()
        raise

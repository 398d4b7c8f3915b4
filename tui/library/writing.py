"""Writing several things to the library as one."""

from collections.abc import Iterator
from contextlib import contextmanager

from tui.library.filed import Filed


@contextmanager
def transaction(library: Filed) -> Iterator[None]:
    """All of it or nothing, for others too. Raises LibraryError."""
    library.do("BEGIN IMMEDIATE")
    try:
        yield
        library.do("COMMIT")
    except BaseException:
        library.roll_back()
        raise

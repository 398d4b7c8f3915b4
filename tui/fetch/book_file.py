"""A book as a file, for those who play its recordings: what came through standard input or from an address is kept in
one as long as the program runs."""

import tempfile
from contextlib import suppress
from types import TracebackType
from typing import IO

from tui.fetch import as_path, is_address
from tui.fetch.files import Opened

_ARCHIVE = b"PK"


class BookFile:
    """To be left with `with`, or closed. `found`: what was opened, None for nothing."""

    def __init__(self, found: Opened | None) -> None:
        self._found = found
        self._file: IO[bytes] | None = None

    def __enter__(self) -> "BookFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def path(self, source: str) -> str:
        """Where the sound files of a source are looked for: in what was opened, as a file, else in the source itself. A
        disk without room leaves that as it is."""
        if self._found is None or source != self._found.path or not (source == "-" or is_address(source)):
            return as_path(source)
        if self._file is None and self._found.data.startswith(_ARCHIVE):
            with suppress(OSError):
                self._file = _written(self._found.data)
        return self._file.name if self._file else source

    def close(self) -> None:
        if self._file:
            self._file.close()


def _written(data: bytes) -> IO[bytes]:
    file = tempfile.NamedTemporaryFile(prefix="mangdao-", suffix=".zip")  # noqa: SIM115 - closed with `BookFile`
    try:
        file.write(data)
        file.flush()
    except BaseException:
        file.close()
        raise
    return file

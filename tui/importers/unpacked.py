"""A book whose files lie in a folder, read as if they were in an archive."""

from collections.abc import Callable
from posixpath import normpath

from tui.errors import FormatError, SourceError
from tui.importers.archive import MOST_A_FILE, MOST_OF_ALL, Archive
from tui.importers.markup import too_large


class Unpacked(Archive):
    """`path`: of the file that was opened, the only one whose name is known. `beside` opens the others."""

    def __init__(self, data: bytes, name: str, beside: Callable[[str], bytes]) -> None:
        self.name = name
        self._beside = beside
        self._files = {name: data}
        self._size = len(data)

    @property
    def names(self) -> list[str]:
        return list(self._files)

    def found(self, path: str) -> str | None:
        try:
            self.read(path)
        except FormatError:
            return None
        return normpath(path.replace("\\", "/"))

    def read(self, path: str) -> bytes:
        path = normpath(path.replace("\\", "/"))
        if path not in self._files:
            try:
                data = self._beside(path)
            except SourceError as error:
                raise self.damaged() from error
            self._size += len(data)
            if len(data) > MOST_A_FILE or self._size > MOST_OF_ALL:
                raise too_large()
            self._files[path] = data
        return self._files[path]

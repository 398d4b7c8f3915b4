"""What data shows of itself at a glance: how it begins, its root element, the files of an archive."""

import re
from functools import cached_property
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_LOOK = 65_536  # bytes
_FIRST_TAG = re.compile(r"<([A-Za-z_][^\s/>:]*:)?([A-Za-z_][^\s/>]*)([^>]*)")
_NOT_A_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)


class Head:
    """The beginning of some data, looked at only as far as somebody asks."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def text(self) -> str:
        """The first tens of thousands of characters. Letters beyond ASCII may be wrong."""
        start = self.data[:_LOOK]
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            return start.decode("utf-16", "replace")
        return start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")

    @cached_property
    def root(self) -> str:
        """The name of the first element in small letters, without its prefix; "" when there is none."""
        text = _NOT_A_TAG.sub("", self.text).lstrip()
        found = _FIRST_TAG.match(text)
        return found[2].lower() if found else ""

    @property
    def is_archive(self) -> bool:
        return self.data.startswith(b"PK")

    @cached_property
    def members(self) -> frozenset[str]:
        """The names of the files in an archive; none when it is damaged or none."""
        if not self.is_archive:
            return frozenset()
        try:
            with ZipFile(BytesIO(self.data)) as archive:
                return frozenset(archive.namelist())
        except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            return frozenset()

"""The pages of an issue that stand in files of their own, beside the one that names them."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from posixpath import normpath

from tui.errors import FormatError, SourceError
from tui.importers.alto import sheets_of
from tui.importers.printed.issue import absent
from tui.newspaper.sheet import Sheet, Told

_MOST_PAGES = 2000
_Told = Mapping[str, Told] | None
Read = Callable[[bytes, str, _Told], list[Sheet]]


def sheets_beside(
    pages: Sequence[tuple[str, _Told]], beside: Callable[[str], bytes], missing: FormatError, read: Read = sheets_of
) -> list[Sheet]:
    """The pages in order, each once, numbered; one that cannot be had says so in its place. `pages`: the names of the
    files, and what is told of their blocks; `beside` opens them. Raises `missing` when none of them can be had."""
    sheets: list[Sheet] = []
    found = 0
    files: dict[str, tuple[str, _Told]] = {}
    for page in pages:
        files.setdefault(normpath(page[0]), page)
    for number, (path, told) in enumerate(islice(files.values(), _MOST_PAGES), 1):
        try:
            own = read(beside(path), path, told)
            found += 1
        except (SourceError, FormatError):
            own = [absent(path)]
        sheets += [sheet._replace(label=str(number)) for sheet in own]
    if not found:
        raise missing
    return sheets

"""Bytes → a Publication. One row in the table and one file for each format.

This is the border: text from outside is decoded and cleaned here, once.
"""

from collections.abc import Callable
from importlib import import_module
from os.path import splitext
from typing import NamedTuple

from tui.core.clean import clean_line
from tui.core.publication import Publication
from tui.errors import FormatError
from tui.texts import _

_BLANK = b"\0\t\n\v\f\r \x85\xa0\xef\xbb\xbf\xff\xfe"
_HEAD = 4096  # bytes that hold something in nearly every source; stripping all of it copies all of it


class Format(NamedTuple):
    """`parse(data, name)` raises FormatError where nothing readable is in the data."""

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    parse: Callable[[bytes, str], Publication]


def _in(module: str) -> Callable[[bytes, str], Publication]:
    """The module's `parse`, imported when it is needed."""

    def parse(data: bytes, name: str) -> Publication:
        publication: Publication = import_module(f"tui.importers.{module}").parse(data, name)
        return publication

    return parse


TEXT = Format("text", (".txt", ".text", ".asc"), ("text/plain",), _in("text"))
FORMATS = (TEXT,)


def open_bytes(data: bytes, name: str) -> Publication:
    """The publication in the data; `name` is a file name or another short name of the source.

    Raises FormatError, with a sentence for the reader, where nothing readable is in it.
    """
    if not data[:_HEAD].strip(_BLANK) and not data.strip(_BLANK):
        raise FormatError(_("{name} is empty: there is nothing to read in it.").format(name=clean_line(name)))
    suffix = splitext(name)[1].lower()
    chosen = next((known for known in FORMATS if suffix in known.suffixes), TEXT)
    return chosen.parse(data, clean_line(name))

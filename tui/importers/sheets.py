"""The style sheets of a page of a book, with those that they take in."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from tui.errors import FormatError
from tui.importers.archive import Archive
from tui.importers.markup import decoded
from tui.importers.tree import Element

_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]{1,300})[\"']?\s*\)?([^;{}]{0,300});", re.IGNORECASE)
_MOST, _DEEP = 30, 3  # of a page, and taken in by each other


def sheets_of(archive: Archive, page: Element, path: str) -> list[str]:
    """Their texts in order; of those that somebody may choose, the first choice only. None at all where these are more
    than anybody writes, as one that is left out may say the contrary of the others."""
    found = list(islice(_linked(archive, page, path), _MOST + 1))
    return found if len(found) <= _MOST else []


def _linked(archive: Archive, page: Element, path: str) -> Iterator[str]:
    for element in page.all("link", "style"):
        kind = element.get("rel").lower().split()
        if element.name == "style":
            yield from _with_others(archive, element.text, path, element.get("media"))
        elif "stylesheet" in kind and "alternate" not in kind:
            yield from _file(archive, _inside(element.get("href"), path), element.get("media"))


def _inside(target: str, path: str) -> str:
    return normpath(join(dirname(path), unquote(target))).lstrip("/")


def _file(archive: Archive, path: str, media: str, deep: int = 0) -> Iterator[str]:
    with suppress(FormatError):
        if archive.has(path):
            yield from _with_others(archive, decoded(archive.read(path), archive.name), path, media, deep)


def _with_others(archive: Archive, sheet: str, path: str, media: str, deep: int = 0) -> Iterator[str]:
    """A sheet behind those that it takes in. `media`: what it is for."""
    others = _IMPORT.findall(sheet)[:_MOST] if deep < _DEEP and "@import" in sheet else ()
    taken_in = (each for target, inner in others for each in _file(archive, _inside(target, path), inner, deep + 1))
    for each in chain(taken_in, [sheet]):
        yield f"@media {media} {{{each}\n}}" if media.strip() else each

"""The style sheets of a page of a book, with those that they take in."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import islice
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from tui.errors import FormatError
from tui.importers.archive import Archive
from tui.importers.list_styles import Rule as ListRule
from tui.importers.list_styles import rules_of
from tui.importers.markup import decoded
from tui.importers.styled import Rule as SeenRule
from tui.importers.styled import seen_rules
from tui.importers.tree import Element

_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]{1,300})[\"']?\s*\)?([^;{}]{0,300});", re.IGNORECASE)
_MOST, _DEEP = 30, 3  # of a page, and taken in by each other
_OF_A_BOOK = 1_500_000  # characters


class Sheet:
    """A style sheet, and what it says, which is looked for once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lists(self) -> tuple[ListRule, ...]:
        return rules_of(self.text)

    @cached_property
    def seen(self) -> tuple[SeenRule, ...]:
        return seen_rules(self.text)


_MISSING = Sheet("")
_TOO_MANY = [_MISSING] * (_MOST + 1)


class _Known:
    """What the files of a book say, with those that they take in; by their paths, what they are for and how deep they
    are in others: many chapters have the same. `left`: how many characters more of them are looked at."""

    def __init__(self) -> None:
        self.sheets: dict[tuple[str, str, int], list[Sheet]] = {}
        self.left = _OF_A_BOOK


_BOOKS: WeakKeyDictionary[Archive, _Known] = WeakKeyDictionary()


def sheets_of(archive: Archive, page: Element, path: str) -> list[Sheet]:
    """Those of a page in order; of those that somebody may choose, the first choice only. None at all where these are
    more than anybody writes, as one that is left out may say the contrary of the others."""
    found = list(islice(_linked(archive, page, path), _MOST + 1))
    return found if len(found) <= _MOST else []


def _linked(archive: Archive, page: Element, path: str) -> Iterator[Sheet]:
    for element in page.all("link", "style"):
        kind = element.get("rel").lower().split()
        if element.name == "style":
            yield from _with_others(archive, element.text, path, element.get("media"))
        elif "stylesheet" in kind and "alternate" not in kind:
            yield from _file(archive, _inside(element.get("href"), path), element.get("media"))


def _inside(target: str, path: str) -> str:
    return normpath(join(dirname(path), unquote(target))).lstrip("/")


def _file(archive: Archive, path: str, media: str, deep: int = 0) -> list[Sheet]:
    """One that is missing or damaged counts too: it was looked for."""
    known, called = _BOOKS.setdefault(archive, _Known()), (path, media, deep)
    if called not in known.sheets and known.left > 0:
        found = [_MISSING]
        with suppress(FormatError):
            if archive.has(path):
                text = decoded(archive.read(path), archive.name)
                found = list(islice(_with_others(archive, text, path, media, deep), _MOST + 1))
        known.left -= len(path) + sum(len(sheet.text) for sheet in found)
        known.sheets[called] = found if known.left > 0 else _TOO_MANY
    return known.sheets.get(called, _TOO_MANY)


def _with_others(archive: Archive, text: str, path: str, media: str, deep: int = 0) -> Iterator[Sheet]:
    """A sheet behind those that it takes in. `media`: what it is for."""
    others = _IMPORT.findall(text)[:_MOST] if deep < _DEEP and "@import" in text else ()
    for target, inner in others:
        taken_in = _file(archive, _inside(target, path), inner, deep + 1)
        yield from (Sheet(_meant_for(media, each.text)) if media.strip() else each for each in taken_in)
    yield Sheet(_meant_for(media, text))


def _meant_for(media: str, text: str) -> str:
    return f"@media {media} {{{text}\n}}" if media.strip() else text

"""SMIL: which sound belongs to which words, in EPUB (media overlays) and DAISY 2.02 and 3."""

import re
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from tui.core.light import NamedTuple
from tui.core.publication import Sound
from tui.errors import FormatError
from tui.importers.archive import Archive
from tui.importers.book import Book
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element, names

_CLOCK = re.compile(r"(?:npt=)?\s*(?:(?:(\d{1,9}):)?(\d{1,9}):)?(\d{1,9}(?:\.\d*)?|\.\d+)\s*(ms|s|min|h|)\s*")
_KINDS = ("class", "type", "customtest", "system-required")
_PAGES = names("pagenum pagenumber pagenumber-on pagebreak page-number page-normal page-front page-special")
_UNITS = {"ms": 0.001, "s": 1.0, "": 1.0, "min": 60.0, "h": 3600.0}


class Voiced(NamedTuple):
    """What sounds together. `target`: the words, "" where it has none; `names` lead to it. Without `sounds` where it
    has none, and where somebody only says the number of a page, which stands in no sentence."""

    target: str
    sounds: tuple[Sound, ...]
    names: tuple[str, ...]


class Overlay(NamedTuple):
    """A SMIL file. `is_whole`: nothing of it is known to be missing."""

    path: str
    parts: tuple[Voiced, ...]
    is_whole: bool


def overlay(archive: Archive, path: str) -> Overlay:
    """What can be read of a SMIL file."""
    try:
        text = decoded(archive.read(path), archive.name)
        tree = tree_of(text, xml=True)
    except FormatError:
        return Overlay(path, (), is_whole=False)
    groups = _groups(tree)
    parts = tuple(_voiced(element, path, groups.get(id(element), [])) for element in tree.outermost("par"))
    return Overlay(path, parts, is_whole=tree.find("audio") is not None and "</smil" in text.lower())


def _groups(tree: Element) -> dict[int, list[str]]:
    """The names of groups, by the part that each begins with."""
    found: dict[int, list[str]] = {}
    begun: list[str] = []
    for element in tree.walk():
        if element.name == "seq" and element.get("id"):
            begun.append(element.get("id"))
        elif element.name == "par" and begun:
            found[id(element)], begun = begun, []
    return found


def add_recordings(book: Book, found: Overlay, part: str = "") -> None:
    """Adds what a SMIL file tells of to the words that it belongs to. Where it is damaged, what it
    does not tell of is known to be missing, in the part of the book that it tells of, else in `part`."""
    for each in (each for each in found.parts if each.sounds):
        # A clip whose times make no sense is missed too: its file is named as the one that tells of it.
        sounds = tuple(sound if sound.end >= 0 else Sound(found.path) for sound in each.sounds)
        if each.target:
            book.record(each.target, sounds)
            part = each.target.partition("#")[0]
    if not found.is_whole and part:
        book.lose(part, Sound(found.path))


def _voiced(par: Element, path: str, groups: list[str]) -> Voiced:
    text = par.find("text")
    target = address(text.get("src"), path) if text else ""
    called = (*groups, *(element.get("id") for element in par.walk() if element.get("id")))
    if any(word in _PAGES for name in _KINDS for word in par.get(name).lower().split()):
        return Voiced(target, (), called)
    return Voiced(target, tuple(_sound(each, path) for each in par.all("audio") if each.get("src")), called)


def address(address: str, path: str) -> str:
    """From the top of the archive."""
    name, mark, anchor = address.partition("#")
    return f"{normpath(join(dirname(path), unquote(name)))}{mark}{anchor}"


def _sound(audio: Element, path: str) -> Sound:
    """A sound; one with an end below zero where its times make no sense."""
    begin, end = (seconds(audio.get(f"clip{edge}") or audio.get(f"clip-{edge}")) for edge in ("begin", "end"))
    file = address(audio.get("src").partition("#")[0], path)
    if begin is None or end is None or (end and end <= begin):
        return Sound(file, 0.0, -1.0)
    return Sound(file, begin, end)


def seconds(clock: str) -> float | None:
    """A time as SMIL writes it; 0 for none, None for what is not one."""
    if not clock.strip():
        return 0.0
    found = _CLOCK.fullmatch(clock.strip())
    if not found:
        return None
    hours, minutes, rest, unit = found.groups()
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + float(rest) * _UNITS[unit]

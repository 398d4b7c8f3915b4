"""What style sheets put before and behind elements: words, what an attribute says, and numbers that they count."""

import re

from tui.core.light import Callable
from tui.importers.list_styles import form_of
from tui.importers.office.word_styles import numeral
from tui.importers.selector_words import unescaped
from tui.importers.selectors import Place

_STRING = r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'"""
_PUT = re.compile(
    rf"\s*(?:{_STRING}|attr\(\s*([\w-]+)\s*\)|counters?\(\s*([\w-]+)\s*((?:,[^()]*)?)\)|!\s*important)",
    re.IGNORECASE | re.DOTALL,
)
_COUNTED = re.compile(r"([A-Za-z_-][\w-]*)(?:\s+(-?\d{1,6}))?(?=\s|$)")
_SIGN = "\0"
"""Stands around what has to be looked up for each element."""
_ADDRESSES = frozenset({"href", "src"})  # links are told as such
_LONGEST, _MUCH = 300, 2_000  # characters of an attribute, and of a style that counts or puts something
_MOST, _FEW = 50, 10  # counters of a page, and those in each other of one name


def words_in(content: str) -> str:
    """What is put there; "" for signs alone and for what is fetched. What has to be looked up stands between signs."""
    if len(content) > _MUCH:
        return ""
    put, at, says = "", 0, False
    while found := _PUT.match(content, at):
        words = unescaped(found[1] or found[2] or "").replace(_SIGN, "")
        looked_up = found[3] or (f"{found[4]}{_inside(found[0], found[5])}" if found[4] else "")
        says = says or bool(looked_up) or any(map(str.isalpha, words))
        mark = "attr " if found[3] else "count "
        put, at = put + words + (f"{_SIGN}{mark}{looked_up}{_SIGN}" if looked_up else ""), found.end()
    return put if not content[at:].strip() and says else ""


def _inside(written: str, more: str) -> str:
    """How a counter is shown: what stands between those in each other, and its form."""
    joins = written.lower().lstrip().startswith("counters")
    found = re.search(_STRING, more)
    between = unescaped(found[1] or found[2] or "").replace(_SIGN, "") if found else ""
    form = form_of(f"list-style: {more.rpartition(',')[2]}")
    return f"\n{form}\n{between if joins else _SIGN}".replace(_SIGN, "\1")


class Counters:
    """The counters of a page, which is gone through from its beginning. `values`: what its style sheets say of an
    element under "reset" and "increment"."""

    def __init__(self, values: Callable[[str, Place], str]) -> None:
        self._values = values
        self._counted: dict[str, list[tuple[int, int]]] = {}  # depth and number
        self._depths: dict[int, int] = {}

    def come_to(self, place: Place) -> None:
        """Counts on."""
        depth = self._depths[id(place)] = self._depths.get(id(place.outer), 0) + 1
        for inner in self._counted.values():
            while inner and inner[-1][0] > depth:
                inner.pop()
        for name, number in _counted(self._values("reset", place)):
            self._set(name, depth, int(number or 0), anew=True)
        for name, number in _counted(self._values("increment", place)):
            counted = self._counted.get(name)
            now = counted[-1][1] if counted else 0
            self._set(name, counted[-1][0] if counted else depth, now + int(number or 1), anew=False)

    def _set(self, name: str, depth: int, number: int, anew: bool) -> None:
        if name not in self._counted and len(self._counted) >= _MOST:
            return
        counted = self._counted.setdefault(name, [])
        if counted and (counted[-1][0] == depth or not anew or len(counted) >= _FEW):
            counted.pop()
        counted.append((depth, number))

    def filled(self, words: str, place: Place) -> str:
        """The words of an element; "" where they tell of what nobody counts, or a list counts by itself."""
        if _SIGN not in words:
            return words
        parts = words.split(_SIGN)
        for at in range(1, len(parts), 2):
            kind, _space, what = parts[at].partition(" ")
            found = self._number(what) if kind == "count" else _attribute(place, what)
            if not found or (kind == "count" and place.element.name == "li"):
                return ""
            parts[at] = found
        return "".join(parts)

    def _number(self, what: str) -> str:
        name, form, between = what.split("\n", 2)
        counted = [number for _depth, number in self._counted.get(name.lower(), ())]
        chosen = counted[-1:] if between == "\1" else counted
        return between.join(numeral(number, form or "decimal") for number in chosen)


def _counted(value: str) -> list[tuple[str, str]]:
    """The counters that are named, and numbers that are told of them."""
    return _COUNTED.findall(value[:_MUCH].lower())


def _attribute(place: Place, name: str) -> str:
    value = " ".join(place.element.attributes.get(name.lower(), "").split())
    return value if name.lower() not in _ADDRESSES and len(value) <= _LONGEST else ""

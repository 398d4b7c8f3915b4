"""What the styles and the numbering of a Word document say of its paragraphs."""

import re
from collections import Counter

from tui.core.light import Iterator, NamedTuple
from tui.importers.tree import Element

_HEADING = re.compile(r"(?:heading|titre|überschrift|标题|標題|見出し)\s*(\d)", re.IGNORECASE)
_DEEPEST = 9
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HAN = "〇一二三四五六七八九"


class Item(NamedTuple):
    """`level` from 1. `marker` is what stands before the text. `list`: what the document calls the list."""

    level: int
    marker: str
    list: str

    @property
    def number(self) -> str:
        """What stands before a heading, which has no sign of a list."""
        return "" if self.marker.startswith("•") else self.marker


class _Level(NamedTuple):
    """`style`: what the paragraphs that are of it are called, where it is a level of headings."""

    format: str
    text: str
    start: int
    style: str = ""


class _List(NamedTuple):
    """`counts`: what is counted on from list to list; `anew`: the levels that begin when this list does."""

    levels: dict[int, _Level]
    counts: Counter[int]
    anew: set[int]


class Styles:
    """Counts the numbers of lists as the paragraphs come."""

    def __init__(self, styles: Element, numbering: Element) -> None:
        self._styles = {style.get("styleid"): style for style in styles.all("style")}
        self._lists = _lists(numbering)
        self._headings: dict[str, int] = {}
        self._numberings: dict[str, tuple[str, Element | None]] = {}

    def name(self, style: str) -> str:
        """What people call a style, in small letters."""
        known = self._styles.get(style)
        name = known.find("name") if known else None
        return (name.get("val") if name else style).lower()

    def heading(self, style: str, outline: Element | None) -> int:
        """The level of a heading, 0 for what is none."""
        if outline is not None:
            return self._heading(style, outline)
        if style not in self._headings:
            self._headings[style] = self._heading(style, None)
        return self._headings[style]

    def _heading(self, style: str, outline: Element | None) -> int:
        """By the names of the style and of those that it is made from, else by its level in the outline."""
        for each in self._made_from(style):
            name = self.name(each)
            if name == "title":
                return 1
            if found := _HEADING.match(name):
                return min(6, max(1, int(found[1])))
            if outline is None and (known := self._styles.get(each)):
                outline = known.find("outlinelvl")
        level = outline.get("val") if outline is not None else ""
        return min(6, outlined + 1) if (outlined := _number(level, _DEEPEST)) < _DEEPEST else 0

    def _made_from(self, style: str) -> Iterator[str]:
        """A style, what it is made from, and so on."""
        for _step in range(_DEEPEST):
            yield style
            known = self._styles.get(style)
            based = known.find("basedon") if known else None
            if based is None:
                break
            style = based.get("val")

    def item(self, style: str, told: Element | None) -> Item | None:
        """The list item that a paragraph is, None where it is none."""
        if told is None:
            style, told = self._numbering_of(style)
        if told is None:
            return None
        found = {child.name: child.get("val") for child in told.elements}
        number, level = found.get("numid", ""), found.get("ilvl", "0")
        depth = min(_DEEPEST, _number(level, 0))
        if number in ("", "0"):
            return None
        known_list = self._lists.get(number)
        if known_list and "ilvl" not in found:
            own = (depth for depth, level in known_list.levels.items() if style and level.style == style)
            depth = next(own, depth)
        return Item(depth + 1, _marker(depth, known_list) if known_list else "• ", number)

    def _numbering_of(self, style: str) -> tuple[str, Element | None]:
        """What a style says of lists, or one that it is made from, and which of them."""
        if style not in self._numberings:
            self._numberings[style] = self._inherited(style)
        return self._numberings[style]

    def _inherited(self, style: str) -> tuple[str, Element | None]:
        for each in self._made_from(style):
            if (known := self._styles.get(each)) and (told := known.find("numpr")):
                return each, told
        return "", None


def _marker(depth: int, of: _List) -> str:
    level = of.levels.get(depth)
    if level is None or level.format == "bullet":
        return "• "
    counts = of.counts
    for each in [each for each in of.anew if each <= depth]:
        of.anew.discard(each)
        counts.pop(each, None)
    counts[depth] = counts[depth] + 1 if depth in counts else level.start
    for deeper in [each for each in counts if each > depth]:
        del counts[deeper]
    if level.format == "none":
        return ""

    def number_of(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        above = of.levels.get(at, level)
        return numeral(counts.setdefault(at, above.start), above.format)

    text = re.sub(r"%(\d)", number_of, level.text or f"%{depth + 1}.")
    return f"{text} " if text else ""


def _lists(numbering: Element) -> dict[str, _List]:
    """The lists by their numbers. Those that are made from one are counted on, unless they say where they begin."""
    known = {
        each.get("abstractnumid"): _List(dict(map(_level, each.all("lvl"))), Counter(), set())
        for each in numbering.all("abstractnum")
    }
    found = {}
    for each in numbering.all("num"):
        of = each.find("abstractnumid")
        if of is not None and (base := known.get(of.get("val"))):
            found[each.get("numid")] = _overridden(each, base)
    return found


def _overridden(number: Element, base: _List) -> _List:
    """With the levels and the beginnings that a list has of its own."""
    anew, levels = set[int](), dict(base.levels)
    for each in number.all("lvloverride"):
        depth, start = _number(each.get("ilvl"), 0), each.find("startoverride")
        levels |= dict(map(_level, each.all("lvl")))
        if start is not None:
            anew.add(depth)
            first = _number(start.get("val"), 1)
            levels[depth] = levels.get(depth, _Level("decimal", "", 1))._replace(start=first)
    return _List(levels, base.counts, anew)


def _level(element: Element) -> tuple[int, _Level]:
    told = {child.name: child.get("val") for child in element.elements}
    start, number = told.get("start", "1"), element.get("ilvl")
    level = _Level(
        told.get("numfmt", "decimal"), told.get("lvltext", "")[:40], _number(start, 1), told.get("pstyle", "")
    )
    return _number(number, 0), level


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise


def numeral(number: int, form: str) -> str:
    """A number as Word calls its form: letters, Roman or Chinese numerals, else digits."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = _LETTERS[(number - 1) % 26] * min(5, (number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 400:
        letters = ""
        for value, letter in _ROMAN:
            while number >= value:
                letters, number = letters + letter, number - value
        return letters.upper() if form == "upperRoman" else letters
    if form.startswith(("chinese", "ideograph", "japanese", "taiwanese")) and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones] if ones else "")
    return str(number)

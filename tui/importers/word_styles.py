"""What the styles and the numbering of a Word document say of its paragraphs."""

import re
from collections import Counter

from tui.core.light import NamedTuple
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


class _Level(NamedTuple):
    format: str
    text: str
    start: int


class Styles:
    """Counts the numbers of lists as the paragraphs come."""

    def __init__(self, styles: Element, numbering: Element) -> None:
        self._styles = {style.get("styleid"): style for style in styles.all("style")}
        self._levels = _levels(numbering)
        self._counts: dict[str, Counter[int]] = {}
        self._headings: dict[str, int] = {}

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
        name = self.name(style)
        if name == "title":
            return 1
        if found := _HEADING.match(name):
            return min(6, max(1, int(found[1])))
        if outline is None and (known := self._styles.get(style)):
            outline = known.find("outlinelvl")
        level = outline.get("val") if outline is not None else ""
        return min(6, outlined + 1) if (outlined := _number(level, _DEEPEST)) < _DEEPEST else 0

    def item(self, style: str, told: Element | None) -> Item | None:
        """The list item that a paragraph is, None where it is none."""
        if told is None and (known := self._styles.get(style)):
            told = known.find("numpr")
        if told is None:
            return None
        found = {child.name: child.get("val") for child in told.elements}
        number, level = found.get("numid", ""), found.get("ilvl", "0")
        depth = min(_DEEPEST, _number(level, 0))
        known_levels = self._levels.get(number)
        if number in ("", "0"):
            return None
        return Item(depth + 1, self._marker(number, depth, known_levels or {}), number)

    def _marker(self, number: str, depth: int, levels: dict[int, _Level]) -> str:
        level = levels.get(depth)
        if level is None or level.format == "bullet":
            return "• "
        if level.format == "none":
            return ""
        counts = self._counts.setdefault(number, Counter())
        counts[depth] = counts[depth] + 1 if counts[depth] else max(1, level.start)
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]

        def number_of(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            of = levels.get(at, level)
            return numeral(counts[at] or of.start, of.format)

        return re.sub(r"%(\d)", number_of, level.text or f"%{depth + 1}.") + " "


def _levels(numbering: Element) -> dict[str, dict[int, _Level]]:
    """The levels of every list by its number."""
    abstract = {each.get("abstractnumid"): each for each in numbering.all("abstractnum")}
    found = {}
    for each in numbering.all("num"):
        of = each.find("abstractnumid")
        known = abstract.get(of.get("val")) if of else None
        if known is not None:
            found[each.get("numid")] = dict(map(_level, known.all("lvl")))
    return found


def _level(element: Element) -> tuple[int, _Level]:
    told = {child.name: child.get("val") for child in element.elements}
    start, number = told.get("start", "1"), element.get("ilvl")
    level = _Level(told.get("numfmt", "decimal"), told.get("lvltext", "")[:40], _number(start, 1))
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

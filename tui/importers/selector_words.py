"""Selectors of style sheets as they are written → what they ask for."""

import re

from tui.core.light import Iterator
from tui.importers.selectors import IN_DOUBT, Place, Selector, Step, Test, fits_any

_WORD = r"(?:[\w-]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n])+"
_VALUE = rf"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|{_WORD}"
_PIECE = re.compile(
    rf"(?P<sign>[.#]?)(?P<name>{_WORD})"
    rf"|\[\s*(?P<attribute>(?:[\w*-]*\|)?{_WORD})\s*(?:(?P<how>[~|^$*]?=)\s*(?P<value>{_VALUE})\s*(?P<small>i?)s?\s*)?\]"
    rf"|(?P<colons>::?)(?P<state>{_WORD})(?P<opens>\()?|\s*(?P<between>[>+~]|\s)\s*|(?P<any>[*|])",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_PART = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\\.|[(\[)\],]", re.DOTALL)
_NTH = re.compile(r"(odd)|(even)|([+-]?\d{0,9})n\s*([+-]\s*\d{1,9})?|([+-]?\d{1,9})", re.IGNORECASE)
_SIDE = re.compile(r"(only|first|last|nth|nth-last)-(child|of-type)")
_OUTSIDE = frozenset({"before", "after", "first-line", "first-letter"})  # which may be written with one colon
_ONE_OF = frozenset({"is", "where", "matches", "any", "-webkit-any", "-moz-any"})
_LONGEST, _DEEP = 400, 2


def unescaped(text: str) -> str:
    """What escapes stand for."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _character(found[1]) if found[1] else found[2], text)


def _character(number: str) -> str:
    code = int(number, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def parted(text: str) -> Iterator[str]:
    """The selectors of a list."""
    begin = depth = 0
    for found in _PART.finditer(text):
        depth += 1 if found[0] in "([" else -1 if found[0] in ")]" else 0
        if found[0] == "," and depth <= 0:
            yield text[begin : found.start()].strip()
            begin = found.end()
    yield text[begin:].strip()


def selector_of(text: str, deep: int = 0) -> Selector | None:
    """What a selector asks for, as far as it is understood here; None for what means no element, such as what stands
    before one."""
    if len(text) > _LONGEST or deep > _DEEP:
        return IN_DOUBT
    return _Written(text, deep).read()


class _Written:
    """Reads a selector piece by piece."""

    def __init__(self, text: str, deep: int) -> None:
        self._text = text
        self._deep = deep
        self._steps: list[Step] = []
        self._asked: set[str] = set()
        self._tests: list[Test] = []
        self._says = False  # whether the step has begun
        self._ids = self._classes = self._names = 0

    def read(self) -> Selector | None:
        at = 0
        while at < len(self._text):
            found = _PIECE.match(self._text, at)
            if not found:
                return IN_DOUBT
            at = found.end()
            if found["between"]:
                if not self._says:
                    return IN_DOUBT
                self._step(found["between"].strip() or " ")
            elif found["state"]:
                if found["colons"] == "::" or found["state"].lower() in _OUTSIDE:
                    return None
                end = _closing(self._text, at) if found["opens"] else at
                self._state(found["state"].lower(), self._text[at : end - 1] if found["opens"] else None)
                at = end
            else:
                self._simple(found)
        if not self._says:
            return IN_DOUBT if self._text else None
        self._step("")
        return Selector(tuple(self._steps), (self._ids, self._classes, self._names), 1 + len(self._text) // 16)

    def _step(self, between: str) -> None:
        self._steps.append(Step(frozenset(self._asked), tuple(self._tests), between))
        self._asked, self._tests, self._says = set(), [], False

    def _simple(self, found: re.Match[str]) -> None:
        self._says = True
        if found["name"]:
            self._asked.add(found["sign"] + unescaped(found["name"]).lower())
            self._ids += found["sign"] == "#"
            self._classes += found["sign"] == "."
            self._names += not found["sign"]
        elif found["attribute"]:
            self._classes += 1
            value = found["value"]
            value = value[1:-1] if value and value[0] in "\"'" else value
            self._tests.append(
                _attribute(
                    unescaped(found["attribute"]), found["how"] or "", unescaped(value or ""), bool(found["small"])
                )
            )
        elif found["any"] == "|":  # what stands before is a namespace
            self._asked = {name for name in self._asked if name[0] in ".#"}

    def _state(self, name: str, inside: str | None) -> None:
        self._says = True
        if inside is not None and (name == "not" or name in _ONE_OF):
            self._others(name, inside)
            return
        self._classes += 1
        side = _SIDE.fullmatch(name)
        nth = _nth(inside or "") if side and side[1].startswith("nth") else (0, 1)
        if side and nth:
            self._tests.append(_side(side[1], side[2] == "child", *nth))
        else:
            self._tests.append(_STATES.get(name if inside is None else "", _in_doubt))

    def _others(self, name: str, inside: str) -> None:
        """Other selectors that the element is to fit, or not to fit."""
        others = [other for other in (selector_of(each, self._deep + 1) for each in parted(inside)) if other]
        if name != "where" and others:
            weights = max(other.weight for other in others)
            self._ids, self._classes, self._names = (
                own + more for own, more in zip((self._ids, self._classes, self._names), weights, strict=True)
            )
        if name == "not":
            self._tests.append(lambda place, doubt: not fits_any(others, place, not doubt))
        else:
            self._tests.append(lambda place, doubt: fits_any(others, place, doubt))


def _closing(text: str, at: int) -> int:
    """Behind the bracket that closes the one before."""
    depth = 1
    for found in _PART.finditer(text, at):
        depth += 1 if found[0] in "([" else -1 if found[0] in ")]" else 0
        if not depth:
            return found.end()
    return len(text) + 1


def _in_doubt(_place: Place, doubt: bool) -> bool:
    return doubt


_STATES: dict[str, Test] = {
    "root": lambda place, _doubt: place.element.name == "html",
    "empty": lambda place, _doubt: not place.element.children,
    "link": lambda place, _doubt: place.element.name == "a" and "href" in place.element.attributes,
    "any-link": lambda place, _doubt: place.element.name == "a" and "href" in place.element.attributes,
}


def _attribute(name: str, how: str, value: str, is_small: bool) -> Test:
    space, mark, local = name.lower().rpartition("|")

    def holds(place: Place, _doubt: bool) -> bool:
        attributes = place.element.attributes
        told = attributes.get(local) if not space else _under_a_prefix(attributes, local)
        if told is None or not how:
            return told is not None
        return _compared(told.lower(), how, value.lower()) if is_small else _compared(told, how, value)

    return holds if mark or "|" not in name else _in_doubt


def _under_a_prefix(attributes: dict[str, str], local: str) -> str | None:
    return next((value for name, value in attributes.items() if name.rpartition(":")[2] == local), None)


def _compared(told: str, how: str, value: str) -> bool:
    if how == "=":
        return told == value
    if how == "~=":
        return value in told.split()
    if how == "|=":
        return told == value or told.startswith(f"{value}-")
    if not value:
        return False
    return {"^=": told.startswith(value), "$=": told.endswith(value), "*=": value in told}[how]


def _nth(text: str) -> tuple[int, int] | None:
    """Steps and the first of them; None where more is asked for."""
    found = _NTH.fullmatch(text.strip())
    if not found:
        return None
    if found[1] or found[2]:
        return 2, 1 if found[1] else 0
    if found[5]:
        return 0, int(found[5])
    times = found[3]
    return int(times + "1" if times in ("", "+", "-") else times), int((found[4] or "0").replace(" ", ""))


def _side(which: str, among_all: bool, times: int, first: int) -> Test:
    def is_nth(number: int) -> bool:
        return number == first if not times else (number - first) % times == 0 and (number - first) // times >= 0

    def holds(place: Place, _doubt: bool) -> bool:
        if place.outer is None:
            return False
        from_front = place.nth if among_all else place.nth_of_kind
        of = len(place.outer.inside) if among_all else place.outer.kinds[place.element.name]
        if which == "only":
            return of == 1
        return is_nth(of - from_front + 1 if which in ("last", "nth-last") else from_front)

    return holds

"""What stands before the items of lists, and before headings, in an OpenDocument text."""

import re

from tui.core.light import NamedTuple
from tui.importers.office.word_styles import numeral
from tui.importers.tree import Element

OUTLINE = "|outline"
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_LEVELS = frozenset({"list-level-style-number", "list-level-style-bullet", "list-level-style-image"})
_HAN = ("一", "壹", "壱", "甲")
_DEEPEST = 10
_NUMBERED = "\0h"  # a heading that has the number of its list


class _Level(NamedTuple):
    """`shown`: how many levels of numbers stand in it; `pattern`: how, where the document says it at length."""

    form: str = "bullet"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    pattern: str = ""


class _Open(NamedTuple):
    """A list that is open: the name of its style, its level from 1, what has been counted at each level."""

    style: str
    depth: int
    counts: dict[int, int]


def number_lists(text: Element, around: list[Element]) -> None:
    """Tells the items and the headings of a text their numbers. `around`: where the document says of styles."""
    styles = {style.get("name"): _levels(style) for part in around for style in part.all("list-style")}
    outline = next((_levels(style) for part in around for style in part.all("outline-style")), {})
    last: dict[str, dict[int, int]] = {}  # what has been counted, by the style and by the name of a list
    heads: dict[int, int] = {}
    waiting: list[tuple[Element, _Open | None]] = [(text, None)]
    while waiting:
        element, around_it = waiting.pop()
        inner = around_it
        if element.name == "list":
            inner = _opened(element, around_it, last)
        elif element.name == "list-item" and around_it:
            start = element.get("start-value")
            levels = styles.get(around_it.style, {})
            marker = _marker(around_it.depth, levels, around_it.counts, start)
            if (head := _leading(element)) is not None:  # it has one number, from the list or of its own
                marker = "" if marker.startswith("•") else marker
                head.name = "h" if not marker else _NUMBERED
            element.attributes["\0marker"] = marker
        elif element.name == "list-header":
            element.attributes["\0marker"] = ""
        elif element.name == _NUMBERED:
            element.name = "h"
        elif element.name == "h" and element.get("is-list-header") != "true":
            _head(element, outline, heads)
        waiting += [(child, inner) for child in reversed(element.elements)]


def called_in_contents(head: Element) -> str:
    """What tables of contents call a heading, by its words without its number."""
    return " ".join(head.text.split()) + OUTLINE


def _opened(element: Element, around: _Open | None, last: dict[str, dict[int, int]]) -> _Open:
    """A list with what is counted on from others."""
    if around:
        style, depth = element.get("style-name") or around.style, around.depth + 1
        return _Open(style, min(_DEEPEST, depth), around.counts)
    style = element.get("style-name")
    goes_on = element.get("continue-list") or (style if element.get("continue-numbering") == "true" else "")
    counts = last.get(goes_on, {}) if goes_on else {}
    last[style] = last[element.get("id")] = counts
    return _Open(style, 1, counts)


def _leading(item: Element) -> Element | None:
    """The heading that an item begins with."""
    inside: Element | None = item
    while inside and inside.name in ("list-item", "list"):
        inside = next(iter(inside.elements), None)
    return inside if inside and inside.name in ("h", _NUMBERED) else None


def _head(head: Element, outline: dict[int, _Level], counts: dict[int, int]) -> None:
    told = head.get("outline-level")
    depth = int(told) if told.isdecimal() and len(told) < 3 else 1
    level = outline.get(depth)
    if level and level.form not in ("bullet", "none"):
        start = head.get("start-value") or ("1" if head.get("restart-numbering") == "true" else "")
        marker = _marker(depth, outline, counts, start)
        head.attributes.setdefault("id", called_in_contents(head))
        head.children.insert(0, marker if head.text.strip() else "")


def _levels(style: Element) -> dict[int, _Level]:
    names = (*_LEVELS, "outline-level-style")
    return {_number(each.get("level"), 1): _level(each) for each in style.all(*names)}


def _level(element: Element) -> _Level:
    said = element.get("num-format")
    form = _FORMS.get(said) or ("chinese" if said.startswith(_HAN) else "decimal" if said.strip() else "none")
    if element.name not in ("list-level-style-number", "outline-level-style"):
        form = "bullet"
    start, shown = _number(element.get("start-value"), 1), _number(element.get("display-levels"), 1)
    around = element.get("num-prefix")[:20], element.get("num-suffix")[:20]
    return _Level(form, *around, start, shown, element.get("num-list-format")[:80])


def _marker(depth: int, levels: dict[int, _Level], counts: dict[int, int], start: str) -> str:
    level = levels.get(depth, _Level())
    if level.form == "bullet":
        return "• "
    counts[depth] = _number(start, level.start) if start or depth not in counts else counts[depth] + 1
    for deeper in [each for each in counts if each > depth]:
        del counts[deeper]

    def number_of(at: int) -> str:
        above = levels.get(at, level)
        return numeral(counts.setdefault(at, above.start), above.form) if above.form not in ("none", "bullet") else ""

    if level.form == "none":
        return ""
    if level.pattern:
        text = re.sub(r"%(\d{1,2})%", lambda found: number_of(int(found[1])), level.pattern)
    else:
        first = max(1, depth - level.shown + 1)
        text = ".".join(filter(None, map(number_of, range(first, depth + 1))))
        text = f"{level.prefix}{text}{level.suffix}"
    return f"{text.strip()} " if text.strip() else ""


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise

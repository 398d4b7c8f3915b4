"""Style sheets: the rules of one that hold on a screen, and the elements of a page that their selectors mean.

Selectors are names, classes and ids behind and within each other. What asks for more is no rule here.
"""

import re

from tui.core.light import Iterator, NamedTuple
from tui.importers.tree import Element

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_AT = re.compile(r"@([\w-]+)([^{};]{0,300}+)([{;])")
_BRACE = re.compile(r"[{}]")
_SIMPLE = re.compile(r"([.#]?)([\w-]+)")
_PLAIN = re.compile(r"[\w\s.#>-]+")
_DEEP = 4  # conditions within each other

Path = tuple[frozenset[str], ...]
"""What can be asked of an element and of all around it, the innermost first."""


class Step(NamedTuple):
    """A step of a selector: the names it asks for, and whether it is the parent of the next."""

    asked: frozenset[str]
    is_parent: bool


Steps = tuple[Step, ...]


def rules_in(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors of each rule, and its declarations."""
    for rule in _on_screen(_COMMENT.sub("", sheet)).split("}"):
        before, brace, style = rule.rpartition("{")
        if brace:
            yield before.rpartition("{")[2], style


def _on_screen(sheet: str, deep: int = 0) -> str:
    """A sheet with what it says of screens only, and without what it says of paper, of one brand and the like."""
    kept, at = list[str](), 0
    for found in _AT.finditer(sheet) if "@" in sheet and deep < _DEEP else ():
        if found.start() < at:
            continue
        kept.append(sheet[at : found.start()])
        at = found.end()
        if found[3] == "{":
            begin, at = at, _end(sheet, at)
            if found[1].lower() == "supports" or (
                found[1].lower() == "media" and any(map(_is_screen, found[2].split(",")))
            ):
                kept.append(_on_screen(sheet[begin : at - 1], deep + 1))
    return "".join([*kept, sheet[at:]])


def _is_screen(query: str) -> bool:
    """What depends on the size of a screen is left out: that of a terminal is none of those meant."""
    words = query.lower().split()
    if words[:1] == ["not"]:
        return words[1:] not in (["screen"], ["all"]) and "(" not in query
    return words in (["screen"], ["all"], ["only", "screen"])


def _end(sheet: str, at: int) -> int:
    """Behind the brace that closes the one before."""
    depth = 1
    for found in _BRACE.finditer(sheet, at):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.end()
    return len(sheet) + 1


def steps_of(selector: str) -> Steps:
    """Its steps; none where it asks for more than can be told here."""
    if not _PLAIN.fullmatch(selector):
        return ()
    parts = selector.replace(">", " > ").split()
    named = [(part, parts[at + 1 : at + 2] == [">"]) for at, part in enumerate(parts) if part != ">"]
    return tuple(
        Step(frozenset(sign + name.lower() for sign, name in _SIMPLE.findall(part)), close) for part, close in named
    )


def paths(root: Element) -> Iterator[tuple[Element, Path]]:
    """The elements of a page."""
    waiting: list[tuple[Element, Path]] = [(root, ())]
    while waiting:
        element, above = waiting.pop()
        path = (_names(element), *above[:20])
        yield element, path
        waiting += [(child, path) for child in reversed(element.elements)]


def _names(element: Element) -> frozenset[str]:
    attributes = element.attributes
    called = [f".{name}" for name in attributes["class"].lower().split()] if "class" in attributes else []
    return frozenset([element.name, *called, *([f"#{attributes['id'].lower()}"] if "id" in attributes else [])])


def fits(steps: Steps, path: Path) -> bool:
    """Whether the last step is the element itself and the others stand around it in this order."""
    at = 0
    for number, (asked, is_parent) in enumerate(reversed(steps)):
        near = path[at : at + 1] if number == 0 or is_parent else path[at:]
        found = next((index for index, names in enumerate(near) if asked <= names), None)
        if found is None:
            return False
        at += found + 1
    return bool(steps)

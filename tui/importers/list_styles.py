"""What style sheets say of the numbers of lists: small letters, Roman ones, none at all."""

import re
from functools import lru_cache

from tui.core.light import Iterator, Sequence
from tui.importers.attributes import FORM
from tui.importers.tree import Element

_FORMS = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "decimal": "decimal",
    "cjk-ideographic": "chinese", "cjk-decimal": "decimal", "simp-chinese-informal": "chinese",
    "trad-chinese-informal": "chinese", "japanese-informal": "chinese", "none": "none",
    "disc": "bullet", "circle": "bullet", "square": "bullet",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;}]*)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"([.#]?)([\w-]+)")
_PLAIN = re.compile(r"[\w\s.#>-]+")
_LISTS = frozenset({"ol", "ul", "menu", "dir", "li"})
_MOST_RULES = 500

Rule = tuple[tuple[tuple[frozenset[str], bool], ...], str]
"""A selector, each of its steps as the names it asks for and whether it is the parent of the next; the form."""


def form_of(style: str) -> str:
    """The form that declarations give a list, as `numeral` calls it; "" where they do not say."""
    found = _STYLE.findall(style)
    words = found[-1].lower().replace("!important", "").split() if found else []
    return next((_FORMS[word] for word in words if word in _FORMS), "")


@lru_cache(8)
def rules_of(sheet: str) -> tuple[Rule, ...]:
    """Those of a sheet that say how lists are counted. Where it counts itself, its lists have numbers all the same."""
    found: list[Rule] = []
    counts = "counter(" in sheet
    for selectors, style in _RULE.findall(_COMMENT.sub("", sheet)) if "list-style" in sheet else ():
        form = form_of(style)
        if form and not (counts and form == "none"):
            found += [(_steps(each), form) for each in selectors.split(",") if _PLAIN.fullmatch(each)]
    return tuple(found[:_MOST_RULES])


def _steps(selector: str) -> tuple[tuple[frozenset[str], bool], ...]:
    parts = selector.replace(">", " > ").split()
    named = [(part, parts[at + 1 : at + 2] == [">"]) for at, part in enumerate(parts) if part != ">"]
    return tuple((frozenset(sign + name for sign, name in _SIMPLE.findall(part)), close) for part, close in named)


def style_lists(root: Element, rules: Sequence[Rule] = ()) -> None:
    """Tells each list of a page how the rules of its sheets, and what stands in the page itself, want it counted."""
    rules = [*rules, *(rule for style in root.all("style") for rule in rules_of(style.text))]
    for element, path in _lists(root):
        own = form_of(element.attributes["style"]) if "style" in element.attributes else ""
        forms = [form for steps, form in rules if _fits(steps, path)]
        if form := own or (forms[-1] if forms else ""):
            element.attributes[FORM] = form


def _lists(root: Element) -> Iterator[tuple[Element, tuple[frozenset[str], ...]]]:
    """The lists, each with what can be asked of it and of all around it, the innermost first."""
    waiting: list[tuple[Element, tuple[frozenset[str], ...]]] = [(root, ())]
    while waiting:
        element, above = waiting.pop()
        path = (_names(element), *above[:20])
        if element.name in _LISTS:
            yield element, path
        waiting += [(child, path) for child in reversed(element.elements)]


def _names(element: Element) -> frozenset[str]:
    attributes = element.attributes
    called = [f".{name}" for name in attributes["class"].lower().split()] if "class" in attributes else []
    return frozenset([element.name, *called, *([f"#{attributes['id'].lower()}"] if "id" in attributes else [])])


def _fits(steps: tuple[tuple[frozenset[str], bool], ...], path: tuple[frozenset[str], ...]) -> bool:
    """Whether the last step is the list itself and the others stand around it in this order."""
    at = 0
    for number, (asked, is_parent) in enumerate(reversed(steps)):
        lowered = {name.lower() for name in asked}
        near = path[at : at + 1] if number == 0 or is_parent else path[at:]
        found = next((index for index, names in enumerate(near) if lowered <= names), None)
        if found is None:
            return False
        at += found + 1
    return bool(steps)

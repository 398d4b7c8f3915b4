"""What style sheets say of the numbers of lists: small letters, Roman ones, none at all."""

import re
from functools import lru_cache

from tui.core.light import Sequence
from tui.importers.attributes import FORM
from tui.importers.style_rules import Steps, fits, paths, rules_in, steps_of
from tui.importers.tree import Element

_FORMS = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "decimal": "decimal",
    "cjk-ideographic": "chinese", "cjk-decimal": "decimal", "simp-chinese-informal": "chinese",
    "trad-chinese-informal": "chinese", "japanese-informal": "chinese", "none": "none",
    "disc": "bullet", "circle": "bullet", "square": "bullet",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;}]*)", re.IGNORECASE)
_LISTS = frozenset({"ol", "ul", "menu", "dir", "li"})
_MOST_RULES = 500

Rule = tuple[Steps, str]
"""A selector and the form that it gives."""


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
    for selectors, style in rules_in(sheet) if "list-style" in sheet else ():
        form = form_of(style)
        if form and not (counts and form == "none"):
            found += [(steps, form) for steps in map(steps_of, selectors.split(",")) if steps]
    return tuple(found[:_MOST_RULES])


def style_lists(root: Element, rules: Sequence[Rule] = ()) -> None:
    """Tells each list of a page how the rules of its sheets, and what stands in the page itself, want it counted."""
    rules = [*rules, *(rule for style in root.all("style") for rule in rules_of(style.text))]
    for element, path in paths(root):
        if element.name not in _LISTS:
            continue
        own = form_of(element.attributes["style"]) if "style" in element.attributes else ""
        forms = [form for steps, form in rules if fits(steps, path)]
        if form := own or (forms[-1] if forms else ""):
            element.attributes[FORM] = form

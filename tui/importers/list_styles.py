"""What style sheets say of the numbers of lists: small letters, Roman ones, none at all."""

import re
from functools import lru_cache

from tui.core.light import Sequence
from tui.importers.attributes import FORM
from tui.importers.selectors import Page, Place, Selector
from tui.importers.style_rules import rules_in
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

Rule = tuple[Selector, str]
"""A selector and the form that it gives."""


def form_of(style: str) -> str:
    """The form that declarations give a list, as `numeral` calls it; "" where they do not say."""
    found = _STYLE.findall(style)
    words = found[-1].lower().replace("!important", "").split() if found else []
    return next((_FORMS[word] for word in words if word in _FORMS), "")


@lru_cache(32)
def rules_of(sheet: str) -> tuple[Rule, ...]:
    """Those of a sheet that say how lists are counted. Where it counts itself, its lists have numbers all the same."""
    found: list[Rule] = []
    counts = "counter(" in sheet
    for rule in rules_in(sheet) if "list-style" in sheet else ():
        form = form_of(rule.style)
        if form and rule.is_sure and not (counts and form == "none"):
            found += [(selector, form) for selector in rule.each()]
    return tuple(found[:_MOST_RULES])


def style_lists(root: Element, rules: Sequence[Rule] = ()) -> None:
    """Tells each list of a page how the rules of its sheets, and what stands in the page itself, want it counted."""
    rules = [*rules, *(rule for style in root.all("style") for rule in rules_of(style.text))]
    rules = rules if len(rules) <= _MOST_RULES else []
    page, by_name = Page(root), dict[str, list[tuple[int, Rule]]]()
    for number, rule in enumerate(rules):
        by_name.setdefault(rule[0].key, []).append((number, rule))

    def said_of(place: Place) -> str:
        near = sorted((each for name in (*place.called, "") for each in by_name.get(name, ())), reverse=True)
        return next((form for _number, (selector, form) in near if page.fits(selector, place)), "")

    for place in page.places:
        element = place.element
        if element.name in _LISTS:
            own = form_of(element.attributes["style"]) if "style" in element.attributes else ""
            if form := own or ("" if page.is_spent else said_of(place)):
                element.attributes[FORM] = form

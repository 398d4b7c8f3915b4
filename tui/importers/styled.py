"""What the style sheets of a book say of which words are seen: some are not shown, others are put before and behind."""

import re
from functools import lru_cache

from tui.core.light import NamedTuple, Sequence
from tui.importers.attributes import words_of
from tui.importers.style_rules import Path, Steps, fits, paths, rules_in, steps_of
from tui.importers.tree import Element

_DISPLAY = re.compile(r"(?<![\w-])display\s*:\s*([\w-]+)", re.IGNORECASE)
_CONTENT = re.compile(
    r"""(?<![\w-])content\s*:\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*(?:!important\s*)?(?:;|$)""", re.IGNORECASE
)
_BESIDE = re.compile(r"([^:]*)::?(before|after)\s*", re.IGNORECASE)
_NOTES = frozenset({"footnote", "endnote", "rearnote", "note", "noteref", "doc-footnote", "doc-endnote", "doc-noteref"})
_EMPTY = frozenset({"img", "br", "hr", "image"})
_MOST_RULES = 500
_LITTLE = 0.3  # of a chapter


class Rule(NamedTuple):
    """`beside`: before, after, or "" for the element itself. `value`: the words, or how it is displayed."""

    steps: Steps
    beside: str
    value: str

    @property
    def weight(self) -> tuple[int, int, int]:
        """What weighs more counts, whichever stands last."""
        signs = [name[0] for step in self.steps for name in step.asked]
        return signs.count("#"), signs.count("."), len(signs)


@lru_cache(8)
def seen_rules(sheet: str) -> tuple[Rule, ...]:
    """Those of a sheet that say what is seen."""
    found: list[Rule] = []
    for selectors, style in rules_in(sheet) if "none" in sheet or "content" in sheet else ():
        display, content = _DISPLAY.findall(style), _CONTENT.search(style)
        words = (content[1] or content[2] or "") if content else ""
        for selector in selectors.split(",") if display or words else ():
            beside = _BESIDE.fullmatch(selector)
            if beside and any(map(str.isalpha, words)):
                found.append(Rule(steps_of(beside[1]), beside[2].lower(), words))
            elif display and not beside:
                found.append(Rule(steps_of(selector), "", display[-1].lower()))
    named = [rule for rule in found if rule.steps]
    return tuple(named[:_MOST_RULES]) if any(rule.beside or rule.value == "none" for rule in named) else ()


def style_words(root: Element, text: str, rules: Sequence[Rule]) -> None:
    """Marks what a page does not show as hidden, and writes down what its sheets write into it. `text`: its source."""
    text = text.lower()
    near = [rule for rule in rules if all(name.lstrip(".#") in text for step in rule.steps for name in step.asked)]
    if not any(rule.beside or rule.value == "none" for rule in near):
        return
    hidden: list[Element] = []
    for element, path in list(paths(root)):
        if _value(near, "", path) == "none" and "style" not in element.attributes and not _is_led_to(element):
            hidden.append(element)
        elif element.name not in _EMPTY:
            before, after = (_value(near, beside, path) for beside in ("before", "after"))
            element.children = [*filter(None, [before]), *element.children, *filter(None, [after])]
    if sum(len(element.text) for element in hidden) < _LITTLE * len(root.text):  # else a program would have shown it
        for element in hidden:
            element.attributes["hidden"] = ""


def _value(rules: Sequence[Rule], beside: str, path: Path) -> str:
    found = [
        (rule.weight, number) for number, rule in enumerate(rules) if rule.beside == beside and fits(rule.steps, path)
    ]
    return rules[max(found)[1]].value if found else ""


def _is_led_to(element: Element) -> bool:
    """Notes are hidden where a reader shows them another way; and a link must lead somewhere."""
    return any("id" in each.attributes or _NOTES & words_of(each) for each in element.walk())

"""What the style sheets of a book say of which words are seen: some are not shown, others are put before and behind.

A word is hidden only where that is sure. What might show it again, on some screen or when somebody asks, does.
"""

import re
from functools import lru_cache

from tui.core.light import Iterable, Iterator, NamedTuple, Sequence
from tui.importers.attributes import words_of
from tui.importers.put_words import Counters, words_in
from tui.importers.selector_words import parted, selector_of
from tui.importers.selectors import IN_DOUBT, Page, Place, Selector
from tui.importers.style_rules import Rule as SheetRule
from tui.importers.style_rules import rules_in
from tui.importers.tree import Element

_DISPLAY = re.compile(r"(?<![\w-])display\s*:\s*([\w-]+)([^;]*)", re.IGNORECASE)
_CONTENT = re.compile(
    r"""(?<![\w-])content\s*:((?:[^;"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*)""", re.IGNORECASE | re.DOTALL
)
_COUNT = re.compile(r"(?<![\w-])counter-(reset|increment)\s*:([^;]*)", re.IGNORECASE)
_BESIDE = re.compile(r"(.*?)::?(before|after)", re.IGNORECASE | re.DOTALL)
_NOTES = frozenset({"footnote", "endnote", "rearnote", "note", "noteref", "doc-footnote", "doc-endnote", "doc-noteref"})
_EMPTY = frozenset({"img", "br", "hr", "image"})
_MOST_RULES = 3000
_LITTLE = 0.3  # of a chapter
_NONE = "none"
_BETWEEN_WORDS = re.compile(r"[\s\"'<>=/:]+")
_NOTHING = (False, 0, 0, 0, -1)
Weight = tuple[bool, int, int, int, int]


class Rule(NamedTuple):
    """`beside`: before, after, or "" for the element itself; reset, increment. `value`: the words, how it is displayed,
    or what is counted."""

    selector: Selector
    beside: str
    value: str
    is_important: bool = False
    is_sure: bool = True

    @property
    def says(self) -> bool:
        """Whether a page is another with this rule alone."""
        return bool(self.value) if self.beside else self.value == _NONE and self.is_sure


_PERHAPS_ALL = Rule(IN_DOUBT, "", "block", is_sure=False)


@lru_cache(32)
def seen_rules(sheet: str) -> tuple[Rule, ...]:
    """Those of a sheet that say what is seen. Where these are more than anybody writes, it may show all."""
    found: list[Rule] = []
    counts = "counter" in sheet
    for rule in rules_in(sheet) if "display" in sheet or "content" in sheet else ():
        if display := _DISPLAY.findall(rule.style):
            value, important = next((each for each in display[::-1] if "!" in each[1]), display[-1])
            found += [Rule(each, "", value.lower(), "!" in important, rule.is_sure) for each in rule.each()]
        if "content" in rule.style or display:
            found += _beside(rule)
        for what, value in _COUNT.findall(rule.style) if counts and rule.is_sure else ():
            found += [Rule(each, what.lower(), value.strip()) for each in rule.each()]
        if len(found) > _MOST_RULES:
            return (_PERHAPS_ALL,)
    return tuple(found)


def _beside(rule: SheetRule) -> Iterator[Rule]:
    """What a rule puts before and behind elements."""
    content = _CONTENT.findall(rule.style)
    words = words_in(content[-1]) if content else "" if _NONE in rule.style else None
    for written in parted(rule.selectors) if words is not None and rule.is_sure else ():
        found = _BESIDE.fullmatch(written)
        selector = selector_of(found[1] or "*") if found else None
        if found and selector and words is not None:
            yield Rule(selector, found[2].lower(), words, bool(content) and "!" in content[-1])


class _Rules:
    """The rules of the sheets of a page, by what they say of which elements."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._of: dict[tuple[str, str], list[tuple[int, Rule]]] = {}
        for number, rule in enumerate(rules):
            self._of.setdefault((rule.beside, rule.selector.key), []).append((number, rule))

    def of(self, beside: str, place: Place) -> list[tuple[int, Rule]]:
        """Those that may mean an element."""
        return [each for name in (*place.called, "") for each in self._of.get((beside, name), ())]

    def heaviest(self, beside: str, place: Place, page: Page, value: str = "") -> tuple[Weight, str]:
        """The value that surely holds, and its weight. `value`: only rules that say this are looked at."""
        found = [
            (_weight(number, rule), rule.value)
            for number, rule in self.of(beside, place)
            if rule.is_sure and (not value or rule.value == value) and page.fits(rule.selector, place)
        ]
        return max(found, default=(_NOTHING, ""))

    def hides(self, place: Place, page: Page) -> bool:
        """Whether nothing could show an element that one hides."""
        weight, value = self.heaviest("", place, page, _NONE)
        return value == _NONE and not self.may_show(place, page, weight)

    def may_show(self, place: Place, page: Page, weight: Weight = _NOTHING) -> bool:
        """Whether something weighs more than that and shows an element, or may."""
        return any(
            page.fits(rule.selector, place, doubt=True)
            and (_weight(number, rule) > weight or not page.fits(rule.selector, place))
            for number, rule in self.of("", place)
            if rule.value != _NONE
        )


def _weight(number: int, rule: Rule) -> Weight:
    """What weighs more counts, whichever stands last."""
    return (rule.is_important, *rule.selector.weight, number)


def style_words(root: Element, text: str, rules: Sequence[Rule]) -> None:
    """Marks what a page does not show as hidden, and writes down what its sheets write into it. `text`: its source."""
    if len(rules) > _MOST_RULES:
        return
    text = text.lower()
    words = set(_BETWEEN_WORDS.split(text))

    def is_there(name: str) -> bool:
        return name in words or (_BETWEEN_WORDS.search(name) is not None and name in text)

    near = [
        rule
        for rule in rules
        if all(is_there(name.lstrip(".#")) for step in rule.selector.steps for name in step.asked)
    ]
    if not any(rule.says for rule in near) and not (near and "hidden" in text):
        return
    hidden = _styled(Page(root), _Rules(near))
    if sum(len(element.text) for element in hidden) < _LITTLE * len(root.text):  # else a program would have shown it
        for element in hidden:
            element.attributes["hidden"] = ""


def _styled(page: Page, rules: _Rules) -> list[Element]:
    """Writes words into the elements of a page, and shows what only it hides; the elements that its sheets hide, but
    not those that stand in others of them."""
    hidden: list[Element] = []
    within: set[int] = set()
    led_to = page.places[0].element.around(_is_led_to)
    counters = Counters(lambda what, place: rules.heaviest(what, place, page)[1])
    for place in page.places:
        element = place.element
        if page.is_spent:
            break
        is_inside = id(place.outer) in within
        is_hidden = "style" not in element.attributes and id(element) not in led_to and rules.hides(place, page)
        if is_inside or is_hidden:
            within.add(id(place))
        if is_hidden:
            hidden += [] if is_inside else [element]
            continue
        if "hidden" in element.attributes and rules.may_show(place, page):
            del element.attributes["hidden"]
        counters.come_to(place)
        if element.name not in _EMPTY:
            put = (rules.heaviest(beside, place, page)[1] for beside in ("before", "after"))
            before, after = (counters.filled(words, place) for words in put)
            element.children = [*filter(None, [before]), *element.children, *filter(None, [after])]
    return hidden


def _is_led_to(element: Element) -> bool:
    """Notes are hidden where a reader shows them another way; and a link must lead somewhere."""
    return "id" in element.attributes or not _NOTES.isdisjoint(words_of(element))

"""What is told with a sign or with few words of a piece of a sentence: that it is raised or struck out, and what it is
short for."""

import re

from tui.importers.attributes import anchors_of, is_asian, is_outer, target_of
from tui.importers.tree import Element, names
from tui.importers.writer import Writer

_SUPER = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_SUB = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_NOTE_MARKS = "*\u2020\u2021§¶"
_STRUCK = names("del s strike strikethrough")
DELETED = "[deleted: ", "[已删："
_LONGEST = 120  # characters of what an abbreviation stands for
_WORDS = re.compile(r"[^\W\d_]")


def small(out: Writer, element: Element) -> None:
    """A raised number is another number without the raising; one that leads to a note gets brackets."""
    link = element.find("a", "noteref")
    text = element.text.strip()
    brackets = bool(link and 0 < len(text) <= 4 and (text.isalnum() or not text.strip(_NOTE_MARKS)))
    if brackets:
        out.text("[")
    if link:
        for name in anchors_of(link):
            out.anchor(name)
        out.begin_link(target_of(link))
    told = text.translate(_SUB if element.name == "sub" else _SUPER)
    changed = all(before != after for before, after in zip(text, told, strict=True))
    out.text(told if changed and not link else element.text)
    if link:
        out.end_link()
    if brackets:
        out.text("]")


def begin(out: Writer, element: Element, language: str) -> None:
    """What was struck out says so, in Chinese or English as the text is: else who hears it takes it for what holds. It
    is part of the text, and does not change with the language of the interface."""
    if _is_struck(element) and not out.goes_on("]"):
        is_chinese = language.startswith("zh") or (not language and is_asian(element.brief(_LONGEST) or ""))
        out.text(DELETED[is_chinese])


def end(out: Writer, element: Element) -> None:
    """An abbreviation that says what it stands for tells that the first time, if the words do not stand before it."""
    if _is_struck(element):
        out.close("]")
    title = " ".join(element.get("title").split())
    short = element.brief(_LONGEST) if element.name in ("abbr", "acronym") and len(title) <= _LONGEST else None
    if short and _WORDS.match(title) and title.casefold() != short.strip().casefold() and out.is_new(title):
        out.text(f"（{title}）" if is_asian(title) else f" ({title})")


def _is_struck(element: Element) -> bool:
    return element.name in _STRUCK and not is_outer(element) and not element.is_blank

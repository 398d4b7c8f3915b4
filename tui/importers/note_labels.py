"""The number of a note goes before its first words, wherever its page sets it: what leads there leads to words."""

import re
from itertools import pairwise

from tui.importers.attributes import BEGINS
from tui.importers.tree import Element, names

_LABEL = re.compile(r"\s*[\[(]?\s*(?:\w?\d{1,4}\w?|[ivxlcIVXLC]{1,6}|\w|[*†‡§¶#]{1,4})\s*[\])]?\s*[.:]?\s*")
_DEEP = 5
_LONGEST = 30  # characters, with the white space around
_ALONE, _WORDS = names("a b div dt p span strong sup td th"), names("dd div p td")


def join_labels(note: Element) -> None:
    """Of a note, or of a list of notes that has their numbers as its terms; of a table of notes each row is one."""
    if note.name == "table":
        note.name = "div"
        for part in (note, *(part for part in note.elements if part.name in ("thead", "tbody", "tfoot"))):
            for row in (row for row in part.elements if row.name == "tr"):
                row.name = "div"
                row.attributes.setdefault("id", "\0note")
        return
    shown = [child for child in note.children if not isinstance(child, str) or child.strip()]
    if note.name != "dl":
        shown = shown[:2]
    joined: set[int] = set()
    for label, words in pairwise(shown):
        if _is_label(label) and isinstance(words, Element) and words.name in _WORDS:
            joined.add(id(label))
            _put_before(words, label)
    note.children = [child for child in note.children if id(child) not in joined]


def _is_label(child: Element | str) -> bool:
    if isinstance(child, str):
        return len(child) <= _LONGEST and _LABEL.fullmatch(child) is not None
    text = child.brief(_LONGEST) if child.name in _ALONE else None
    return text is not None and _LABEL.fullmatch(text) is not None


def _put_before(words: Element, label: Element | str) -> None:
    if isinstance(label, Element):
        label.name = label.name if label.name in ("a", "sup") else "span"  # no paragraph of its own
    words.attributes[BEGINS] = ""
    first = words
    for _step in range(_DEEP):
        inner = next((child for child in first.children if not isinstance(child, str) or child.strip()), "")
        if isinstance(inner, str) or inner.name not in _WORDS:
            break
        first = inner
    first.children[:0] = [label, " "]

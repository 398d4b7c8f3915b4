"""Slides that are shown in steps: pages that hold what the one beside them holds, and more."""

from collections import Counter
from collections.abc import Sequence

from tui.newspaper.lines import Line
from tui.newspaper.running import shape_of


def holders(pages: Sequence[Sequence[Line]]) -> list[int]:
    """For each page the one whose step it is, by their numbers from 0; itself where it is the whole."""
    found = list(range(len(pages)))
    for at in reversed(range(len(pages) - 1)):
        if _is_in(pages[at], pages[at + 1]):
            found[at] = found[at + 1]
    for at in range(1, len(pages)):
        if found[at] == at and found[at - 1] != at and _is_in(pages[at], pages[at - 1]):
            found[at] = found[at - 1]
    return found


def _is_in(few: Sequence[Line], many: Sequence[Line]) -> bool:
    """All lines; the first or the last of them, with the number of the page, may have other figures."""
    missing = Counter(line.text for line in few) - Counter(line.text for line in many)
    ends = {few[at].text for at in (0, -1)} if few else set()
    outer = {shape_of(many[at].text) for at in (0, -1)} if many else set()
    return bool(few) and all(each in ends and shape_of(each) in outer for each in missing) and len(missing) < 2

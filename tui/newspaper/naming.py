"""Which role does a line of a header play, and does it continue the line above? Named evidence, weighed later.

Each role has a table of its own, `role NAME`, and so has what continues the line above, `role +`.
"""

from tui.newspaper.page import Page, Sure

_STEPS = (8, 14, 20, 28, 40, 56)


def role_evidence(page: Page, start: int, end: int, index: int, before: str) -> list[str]:
    """What a line of the header lines `start` to `end` shows. `before`: the role of the line above it in the
    header, "" for none."""
    line, pack = page.lines[index], page.pack
    case = _case(line.text) if pack.spaced else ""
    gaps = page.above(index) + page.under(index)
    length = sum(line.width > step for step in _STEPS)
    last = index + 1 == end
    seen = [
        "any",
        f"after {before}",
        f"after {before} {gaps}",
        f"after {before} {case} {last}",
        f"after {before} length {length}",
        f"begins {page.beginnings[index]}",
        f"ends {page.endings[index]}",
        f"below {_below(page, end)} {last}",
    ]
    if page.openings[index]:
        seen.append(f"opens {page.openings[index]}")
    if index > start:
        above = page.lines[index - 1]
        alike = _case(above.text) == case if pack.spaced else abs(line.width - above.width) <= 6
        seen += [f"like above {alike} {gaps[0]}", f"above ends {page.endings[index - 1]} {gaps[0]}"]
    return seen


def _below(page: Page, end: int) -> str:
    if end >= len(page.lines):
        return "edge"
    return page.sure[end].value if page.sure[end] is not Sure.OPEN else page.openings[end] or "text"


def _case(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < 3:
        return "none"
    capitals = sum(map(str.isupper, letters)) / len(letters)
    return "capitals" if capitals > 0.7 else "lower" if letters[0].islower() else "mixed"

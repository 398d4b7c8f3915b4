"""Does a header open a new article, or is it a section head inside one? Named evidence, weighed later."""

from _operator import add

from tui.newspaper.decode import Part, Placed
from tui.newspaper.page import Page

_REACH = 300
_STEPS = (8, 12, 16, 20, 28, 40)


def article_evidence(page: Page, start: int, end: int, placed: list[Placed]) -> list[str]:
    """Names of what speaks for or against a new article in the header lines `start` to `end`. Names that they begin
    with sign what stands above."""
    while start + 1 < end and placed[start].part is Part.BYLINE:
        start += 1
    first = page.lines[start]
    regime = "W" if first.column else "U"
    before, after = page.above(start) if start else "9", page.under(end - 1)
    below = _below(page, end, placed)
    size = min(end - start, 4)
    seen = [
        regime,
        f"{regime} gaps {before}{after}",
        f"{regime} size {size}",
        f"below {below}",
        f"begins {page.beginnings[start]}",
        f"ends {page.endings[end - 1]}",
        f"length {sum(first.width > step for step in _STEPS)} {size > 1}",
        f"above {_above(page, start, placed)}",
        f"above {_above(page, start, placed)} {before}",
    ]
    if kind := page.openings[start]:
        seen.append(f"opens {kind}")
    if any(placed[index].part is Part.BYLINE for index in range(start, end)):
        seen.append("byline")
    if page.pack.spaced:
        letters = [letter for letter in first.text if letter.isalpha()]
        seen.append("capitals" if letters and all(map(str.isupper, letters)) else "mixed case")
    else:
        seen.append(f"shared {_shared(page, start, end)}")
    return seen


def _below(page: Page, end: int, placed: list[Placed]) -> str:
    if end >= len(page.lines):
        return "edge"
    part = placed[end].part
    if part is Part.PARAGRAPH:
        return f"paragraph {page.openings[end]}"
    return part.name.lower()


def _above(page: Page, start: int, placed: list[Placed]) -> str:
    if start == 0:
        return "edge"
    part = placed[start - 1].part
    return page.endings[start - 1] if part in (Part.PARAGRAPH, Part.MORE) else part.name.lower()


def _shared(page: Page, start: int, end: int) -> str:
    """How much of what follows a header was already spoken of before it: little where a new article begins."""
    above = page.text[max(0, page.lines[start].start - 2 * _REACH) : page.lines[start].start]
    below = page.text[page.lines[end - 1].end : page.lines[end - 1].end + _REACH]
    seen = set(map(add, above, above[1:]))
    pairs = set(filter(str.isalpha, map(add, below, below[1:])))
    share = len(pairs & seen) / max(1, len(pairs))
    return str(min(int(share * 20), 5))

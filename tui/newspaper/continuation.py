"""Does the second of two body lines continue the paragraph of the first? Named evidence, weighed later."""

from tui.newspaper.marks import opened, opens_paragraph
from tui.newspaper.page import Page


def continuation_evidence(page: Page, before: int, after: int) -> list[str]:
    """Names of what speaks for or against one paragraph; `before` may stand above an interruption."""
    first, second = page.lines[before], page.lines[after]
    wrapped = bool(first.column and second.column)
    regime = ("W" if wrapped else "U") + ("x" if after - before > 1 else "1" if second.gap == 1 else "2")
    end, begin = page.endings[before], page.beginnings[after]
    seen = [regime, f"{regime} {end}", f"{regime[0]} begins {begin}", f"{end}>{begin}"]
    if kind := opens_paragraph(second.text, page.pack):
        seen.append(f"{regime[0]} opens {kind}")
    if opened(first.text, page.pack):
        seen.append(f"opened {end}")
    if not page.pack.spaced and page.straddled(before, after):
        seen.append(f"straddles {regime[0]}")
    if second.indent >= 2 > first.indent:
        seen.append("indented")
    if wrapped:
        seen += _geometry(page, before, after, end)
    elif first.width < 30:
        seen.append(f"{regime} after short")
    return seen


def _geometry(page: Page, before: int, after: int, end: str) -> list[str]:
    first, second = page.lines[before], page.lines[after]
    slack = first.column - first.width
    fits = _first_token(page, after) <= slack
    sizes = (("full", 2.0), ("near", 0.12 * first.column), ("gap", 0.35 * first.column))
    size = next((size for size, most in sizes if slack <= most), "short")
    seen = [f"{size} {end}", f"fits {end}" if fits else f"tight {end}"]
    if after + 1 < len(page.lines) and page.gap_after(after) == 1 and page.endings[after] != "stop":
        spare = second.column - second.width
        indented = 2 <= spare <= 0.3 * second.column and _first_token(page, after + 1) <= spare
        seen.append(f"{'set in' if indented else 'flush'} {end}")
    return seen


def _first_token(page: Page, index: int) -> int:
    """Cells that the first unbreakable piece of a line would need at the end of the line before."""
    text = page.lines[index].text
    if page.pack.spaced or (text[0].isascii() and text[0].isalnum()):
        word = text.split(None, 1)[0]
        return len(word) + 1 if page.pack.spaced else min(len(word), 30)
    following = text[1:2]
    return 4 if following and following in page.pack.closers + page.pack.soft + page.pack.final else 2

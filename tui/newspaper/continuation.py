"""Does the second of two body lines continue the paragraph of the first? Named evidence, weighed later."""

from tui.newspaper.page import Page

_STEPS = (10, 16, 24, 34, 46, 64)
_SHORT = 0.6


def continuation_evidence(page: Page, before: int, after: int) -> list[str]:
    """Names of what speaks for or against one paragraph; `before` may stand above an interruption."""
    first, second = page.lines[before], page.lines[after]
    wrapped = bool(first.column and second.column)
    regime = ("W" if wrapped else "U") + ("x" if after - before > 1 else page.above(after).replace("3", "2"))
    end, begin = page.endings[before], page.beginnings[after]
    seen = [regime, f"{regime} {end}", f"{regime[0]} begins {begin}", f"{end}>{begin}"]
    if end == "hyphen" and begin == "upper" and second.gap > 1:
        seen.append("broken word, short capital" if second.width < _SHORT * second.column else "broken word, capital")
    if kind := page.openings[after]:
        seen.append(f"{regime[0]} opens {kind}")
    if kind := page.openings[before]:
        seen.append(f"{regime[0]} from {kind} {end}")
    if page.left_open[before]:
        seen.append(f"opened {end}")
    if not page.pack.spaced:
        if page.straddled(before, after):
            seen.append(f"straddles {regime[0]}")
        if page.cut_word(before, after):
            seen.append(f"cuts a word {regime[0]}")
    if second.indent >= 2 > first.indent:
        seen.append("indented")
    if wrapped:
        seen += _geometry(page, before, after, end)
    else:
        seen.append(f"{regime} {end} after {sum(first.width > step for step in _STEPS)}")
    return seen


def _geometry(page: Page, before: int, after: int, end: str) -> list[str]:
    first = page.lines[before]
    slack = first.column - first.width
    sizes = (("full", 2.0), ("near", 0.12 * first.column), ("gap", 0.35 * first.column))
    size = next((size for size, most in sizes if slack <= most), "short")
    fits = "fits" if page.first_token(after) <= slack else "tight"
    seen = [f"{size} {end}", f"{fits} {end}"]
    if kind := page.first_line(after):
        seen += [kind, f"{kind} {end} {page.indenting}", f"{kind} {page.indenting} {fits}"]
    return seen

"""White space at the beginning of lines, where an extractor left it: first lines of paragraphs are set in, and what
stands flush below the end of a paragraph is display type. In log-odds, added to what the words say.
"""

from tui.newspaper.page import Page

_DEEPEST, _LEAST, _MOST_AGAINST = 4, 3, 0.1
_FIRST_LINE, _GOES_ON, _FLUSH_HEADER = -6.0, 5.0, 5.0
_SHORT = 0.8


def sets_in(page: Page) -> bool:
    """Whether first lines are set in on this page: what stands above most lines that are set in ends a sentence, a
    header or a column."""
    lines = page.lines
    found = [at for at in range(1, len(lines)) if 0 < lines[at].indent <= _DEEPEST]
    against = sum(lines[at].gap == 1 and not _closed(page, at - 1) for at in found)
    return len(found) >= _LEAST and against <= _MOST_AGAINST * len(found)


class Indents:
    """What the white space of a page that sets in says."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def display(self, index: int) -> float:
        """That a line is display type."""
        page, line = self._page, self._page.lines[index]
        if line.indent:
            return _FIRST_LINE if line.indent <= _DEEPEST else 0.0
        if not line.column or line.width > _SHORT * line.column or page.endings[index] not in ("bare", "function"):
            return 0.0
        after = page.lines[index + 1] if index + 1 < len(page.lines) else line
        apart = line.gap > 1 and page.gap_after(index) > 1
        return _FLUSH_HEADER if apart or (after.indent and (line.gap > 1 or _closed(page, index - 1))) else 0.0

    def continuation(self, before: int, after: int) -> float:
        """That the second of two lines goes on with the paragraph of the first."""
        page = self._page
        first, second = page.lines[before], page.lines[after]
        if second.indent:
            return _FIRST_LINE
        if page.beginnings[after] == "mark":
            return 0.0
        full = bool(first.column) and first.indent + first.width > _SHORT * first.column
        return _GOES_ON if full and second.gap == 1 and after == before + 1 else 0.0


def _closed(page: Page, index: int) -> bool:
    """What the line belongs to may end here: a sentence does, or the line is short."""
    line = page.lines[index]
    return page.endings[index] in ("stop", "colon", "ellipsis") or line.width <= _SHORT * (
        line.column or line.width * 2
    )

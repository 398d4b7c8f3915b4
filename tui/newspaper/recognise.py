"""Is a text a newspaper page? Only what newspapers print and other documents do not is taken as evidence."""

from tui.core.light import Sequence
from tui.core.publication import Kind
from tui.newspaper.language import pack_of
from tui.newspaper.page import Page, Sure

_SAMPLE, _ENOUGH, _MOST_OF_ONE = 30_000, 3.0, 3
_ENOUGH_PRINTED, _SIDE_BY_SIDE = 4.0, (-3.0, -3.0, 0.0, 2.0, 4.0)
_LEAST_BEHIND = 5
_NARROW, _LEAST_CUT, _LEAST_LINES = 60, 0.05, 60
_POINTS = {Sure.BYLINE: 1.0, Sure.CREDIT: 1.5, Sure.JUMP: 1.0}
_ISSUE_FIELDS = frozenset(["issue_number", "page_count", "cn_code", "organiser", "price", "volume", "page_number"])


def page_of(text: str) -> Page | None:
    """The text as a page, None when it is an ordinary document. Long texts are judged by their beginning."""
    start = text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE].rpartition("\n")[0]
    if not start:
        return None
    page = Page(start, pack_of(start))
    if page.scattered or _points(page) < _ENOUGH:
        return None
    return page if start is text else Page(text, page.pack)


def looks_like_news(pages: Sequence[tuple[Page, int]]) -> bool:
    """Whether pages with geometry are a newspaper's. With each, how many columns stand side by side on it."""
    points = [_points(page) + _SIDE_BY_SIDE[min(columns, len(_SIDE_BY_SIDE) - 1)] for page, columns in pages]
    return max(points, default=0.0) >= _ENOUGH_PRINTED


def _points(page: Page) -> float:
    points = _of_issue(page.said)
    points += 1.5 * any(kind is Kind.IMPRINT for kind in page.furniture.values())
    certain = [sure for index, sure in enumerate(page.sure) if index not in page.signed]
    for sure, each in _POINTS.items():
        points += each * min(_MOST_OF_ONE, certain.count(sure))
    return points + min(_MOST_OF_ONE, _datelines(page)) + _of_columns(page)


def _of_issue(fields: dict[str, str | int]) -> float:
    if "date" not in fields:
        return 1.0 if _ISSUE_FIELDS & fields.keys() else 0.0
    return 1.0 + len(_ISSUE_FIELDS & fields.keys()) + ("paper" in fields) + 0.5 * ("weekday" in fields)


def _of_columns(page: Page) -> float:
    """Narrow columns with words cut at line ends, and headlines in capitals between them, are newspaper print."""
    narrow = sum(0 < line.column <= _NARROW for line in page.lines)
    cut = page.endings.count("hyphen")
    if narrow < 0.7 * len(page.lines) or cut < _LEAST_CUT * len(page.lines) or len(page.lines) < _LEAST_LINES:
        return 0.0
    heads = sum(line.gap > 1 < page.gap_after(index) and line.text.isupper() for index, line in enumerate(page.lines))
    return 2.0 + (1.0 if heads > 1 else 0.0)


def _datelines(page: Page) -> int:
    """Lines that go on after a dateline; letters have theirs alone."""
    beginning = [line for line, kind in zip(page.lines, page.openings, strict=True) if kind == "dateline"]
    return sum(len(_behind_dateline(line.text, page)) >= _LEAST_BEHIND for line in beginning)


def _behind_dateline(text: str, page: Page) -> str:
    found = page.pack.match("dateline", text)
    return text[found.end() :] if found else ""

"""A page's text as lines, each knowing where it stands, how wide it is and which column it was set in."""

import re
from functools import cache
from itertools import pairwise

from tui.core.light import NamedTuple, Sequence

_MOST_COLUMN = 120
_LEAST_SCATTERED, _MOST_SCATTERED = 500, 6
_SAMPLE, _LEAST_APART = 20_000, 20
_FULL, _MOST_OVER = 0.78, 1.12
_FEW, _MANY, NEAR, _PIECE = 4, 6, 4, 48


class Line(NamedTuple):
    """A line that is not blank.

    `text` without the white space around it; `start`, `end`: its characters in the page. `gap`: newlines
    before it (2 or more: blank lines between). `indent`, `width`: in cells. `column`: cells of the column it
    was wrapped to, 0 where a line is a whole paragraph.
    """

    text: str
    start: int
    end: int
    gap: int
    indent: int
    width: int
    column: int = 0


class Shape(NamedTuple):
    """A block of lines: the column that it shows by itself, its widest line, how many lines it has."""

    column: int
    top: int
    size: int


def cells(text: str) -> int:
    """Width in columns of type: CJK characters count two, and so do quotes and dashes beside them."""
    if text.isascii():
        return len(text)
    wide = sum(map("\u2e80".__le__, text))
    return len(text) + wide + (sum(map(text.count, "“”‘’—…")) if wide else 0)


def lines_of(page: str) -> list[Line]:
    """The lines of a page that are not blank, in order, with their columns found."""
    return with_columns(bare_lines(page))


def lines_of_page(page: str) -> list[Line]:
    """The same of a newspaper page. Where an extractor wrote more newlines than it had to, they count as those that
    they stand for; where it wrote spaces between Chinese characters, as none; and in a long block without blank
    lines columns are found piece by piece."""
    lines = bare_lines(page)
    if is_scattered(lines):
        return lines
    lines = _even(closed_up(lines) if is_spaced_out(page) else lines)
    for start, end in blocks_of(lines):
        if end - start > _PIECE and not lines[start].column:
            lines[start:end] = _piece_by_piece(lines[start:end])
    return lines


def _piece_by_piece(lines: list[Line]) -> list[Line]:
    """A long block with the columns of its pieces."""
    found: list[Line] = []
    for start in range(0, len(lines), _PIECE // 2):
        around = lines[max(0, start - _PIECE // 4) : start + 3 * _PIECE // 4]
        column = _column([line.width for line in around])
        found += [line._replace(column=column) for line in lines[start : start + _PIECE // 2]]
    return found


def is_spaced_out(text: str) -> bool:
    """Spaces stand between Chinese characters, as in scans with a text layer."""
    parts = [] if text.isascii() else text[:_SAMPLE].split(" ")
    apart = sum(_is_wide(before[-1:]) and _is_wide(after[:1]) for before, after in pairwise(parts))
    return apart > _LEAST_APART and apart > sum(map(_close, parts))


def _close(text: str) -> int:
    """How many Chinese characters have one right behind them."""
    return sum(_is_wide(one) and _is_wide(following) for one, following in pairwise(text))


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef"


@cache
def _apart() -> re.Pattern[str]:
    """Compiled for those pages that need it: that takes milliseconds."""
    return re.compile("(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])")


def close_up(text: str) -> str:
    """A text without the spaces between Chinese characters."""
    return _apart().sub("", text)


def closed_up(lines: list[Line]) -> list[Line]:
    """Lines without the spaces between their Chinese characters."""
    texts = [close_up(line.text) for line in lines]
    return [line._replace(text=text, width=cells(text)) for line, text in zip(lines, texts, strict=True)]


def _even(lines: list[Line]) -> list[Line]:
    """Lines with their columns, each with as few newlines before it as tell the same."""
    gaps = {line.gap for line in lines[1:]}
    least = min(gaps - {1}, default=2)
    if 1 not in gaps and len(gaps) > 1 and len(lines) > _MANY:  # a blank line behind every line
        close = with_columns(_closer(lines, least - 1))
        if sum(line.column > 0 for line in close) > len(close) / 2:
            return close
    return with_columns(_closer(lines, least - 2) if least > 2 else lines)


def _closer(lines: list[Line], by: int) -> list[Line]:
    return [line._replace(gap=line.gap - by) if line.gap > by else line for line in lines]


def bare_lines(page: str) -> list[Line]:
    """The same without their columns."""
    lines, start, gap = [], 0, 0
    for raw in page.split("\n"):
        text = raw.strip()
        if text:
            lead = len(raw) - len(raw.lstrip())
            begin = start + lead
            lines.append(Line(text, begin, begin + len(text), gap, lead, cells(text)))
            gap = 0
        gap += 1
        start += len(raw) + 1
    return lines


def blocks_of(lines: list[Line]) -> list[tuple[int, int]]:
    """Runs of lines without a blank line inside, as half-open index ranges."""
    starts = [index for index, line in enumerate(lines) if index == 0 or line.gap > 1]
    return list(zip(starts, [*starts[1:], len(lines)][: len(starts)], strict=True))


def is_scattered(lines: list[Line]) -> bool:
    """So many lines of so few characters are no page that can be read: columns that run down it, or a list."""
    return len(lines) >= _LEAST_SCATTERED and sum(len(line.text) for line in lines) < _MOST_SCATTERED * len(lines)


def shapes_of(lines: list[Line]) -> list[Shape]:
    """The shapes of the blocks of these lines."""
    widths = [[line.width for line in lines[start:end]] for start, end in blocks_of(lines)]
    return [Shape(_column(each), max(each), len(each)) for each in widths]


def with_columns(
    lines: list[Line], most: int | None = None, above: Sequence[Shape] = (), below: Sequence[Shape] = ()
) -> list[Line]:
    """Lines with their columns, which depend on the lines around. Where these are not all lines of a text: `most`, as
    `most_of` says it of the whole; `above`, `below`: the blocks around them, of which the nearest count."""
    blocks = blocks_of(lines)
    shapes = [*above, *shapes_of(lines), *below]
    columns, tops, sizes = ([shape[at] for shape in shapes] for at in range(3))
    columns = _share(columns, tops, sizes, _most(columns, sizes) if most is None else most)
    found = []
    for (start, end), column in zip(blocks, columns[len(above) : len(shapes) - len(below)], strict=True):
        found += [line._replace(column=column) for line in lines[start:end]] if column else lines[start:end]
    return found


def most_of(lines: list[Line]) -> int:
    """How many lines the longest block has that was wrapped to a column; 0 when none was."""
    blocks = blocks_of(lines)
    return _most(
        [_column([line.width for line in lines[start:end]]) for start, end in blocks],
        [end - start for start, end in blocks],
    )


def is_sure(lines: list[Line], most: int) -> bool:
    """Whether a block of lines shows by itself which column it was wrapped to."""
    return len(lines) >= min(most, _MANY) and bool(_column([line.width for line in lines]))


def _column(widths: list[int]) -> int:
    """The width that a block of lines was wrapped to, 0 if it was not or is too short to tell."""
    if len(widths) < _FEW:
        return 0
    ordered = sorted(widths)
    top = ordered[-2]
    full = sum(width >= _FULL * top for width in widths[:-1])
    if ordered[-1] > _MOST_COLUMN or full < 0.55 * (len(widths) - 1):
        return 0
    return ordered[(len(ordered) * 3) // 4]


def _most(columns: list[int], sizes: list[int]) -> int:
    return max((size for column, size in zip(columns, sizes, strict=True) if column), default=0)


def _share(columns: list[int], tops: list[int], sizes: list[int], most: int) -> list[int]:
    """Short blocks take the column of the nearest long one that they fit into, of two rather the following."""
    sure = [column if size >= min(most, _MANY) else 0 for column, size in zip(columns, sizes, strict=True)]
    above = _nearest(sure)
    below = _nearest(sure[::-1])[::-1]
    shared = []
    for index, own in enumerate(columns):
        near = [(below[index][0], 0, below[index][1]), (above[index][0], 1, above[index][1])]
        fitting = [
            column
            for distance, _, column in sorted(near)
            if distance <= NEAR and column and tops[index] <= column * _MOST_OVER
        ]
        shared.append(sure[index] or next(iter(fitting), own))
    return shared


def _nearest(columns: list[int]) -> list[tuple[int, int]]:
    """How far up the last column was found, and which."""
    found, distance, last = [], 0, 0
    for column in columns:
        found.append((distance, last))
        distance, last = (0, column) if column else (distance + 1, last)
    return found

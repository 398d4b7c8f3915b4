"""Parts of a printed page that stand below each other, each over all of its columns: stories, and what has white all
around."""

from itertools import pairwise

from tui.newspaper.boxes import Box, around
from tui.newspaper.sheet import Row

GUTTER = 0.6  # of the height of a line
_FLOOR, _HEADLINE, _WIDE = 1.0, 1.25, 0.6  # of the height of a line; of the width of the page
_TAGS = 2  # lines above a headline
_FAR = (0.0, 0.0, 1.8, 1.5, 1.2)  # of the height of a line: white over so many columns
_MOST, _COLUMNS = 400, 16  # pieces that are looked at above much white; columns of a page
Piece = tuple[Box, list[Row]]
"""Rows that stay together, and the box around them."""


def with_their_headlines(groups: list[list[Piece]], height: float) -> list[list[Piece]]:
    """The columns; those without a headline are together with the ones on their left where each part of these, with
    its headline, has text beside it: the headlines are shorter than the columns that they stand over."""
    if len(groups) > _COLUMNS:
        return groups
    joined = groups[:1]
    for group in groups[1:]:
        if not any(is_headline(piece, height) for piece in group):
            floors = floors_of([*joined[-1], *group], height)
            heads = [_first(floor)[0] for floor in floors[1:]]
            if heads and not any(head.top < box.bottom and box.top < head.bottom for head in heads for box, _ in group):
                joined[-1] = [*joined[-1], *group]
                continue
        joined.append(group)
    return joined


def floors_of(pieces: list[Piece], height: float) -> list[list[Piece]]:
    """Parts of the page with white between them all across, below which a headline begins, or more white than between
    parts of one story; nothing where there is but one."""
    floors: list[list[Piece]] = []
    strips = with_tags(split(pieces, 1, _FLOOR * height), height)
    for strip, below in pairwise([*strips, []]):
        new = _begins_story(strip, height) or (floors and _far_below(floors[-1], strip, below, height))
        if floors and (not new or _is_header(floors[-1], height)):
            floors[-1] += strip
        else:
            floors.append(strip)
    least = _WIDE * around(box for box, _rows in pieces).width
    for index in range(len(floors) - 1, 0, -1):
        narrow = around(box for box, _rows in floors[index]).width < least
        part = floors[index]
        if narrow and not (_heads_columns(part, height) or _far_below(floors[index - 1], part, [], height)):
            floors[index - 1 : index + 1] = [floors[index - 1] + floors[index]]
    return floors if len(floors) > 1 else []


def with_tags(strips: list[list[Piece]], height: float) -> list[list[Piece]]:
    """The strips; what stands alone right above a headline, nearer to it than to what is above, is of its strip."""
    kept = strips[:1]
    for strip in strips[1:]:
        if len(kept) > 1 and len(kept[-1]) <= _TAGS and is_headline(_first(strip), height):
            above, tag, below = (around(box for box, _rows in part) for part in (kept[-2], kept[-1], strip))
            if below.top - tag.bottom < tag.top - above.bottom:
                kept[-1] = [*kept[-1], *strip]
                continue
        kept.append(strip)
    return kept


def _begins_story(strip: list[Piece], height: float) -> bool:
    """A headline is what its first column begins with, or stands there under a tag or two."""
    first = _first(strip)
    if is_headline(first, height):
        return True
    column = [piece for piece in strip if piece[0].left < first[0].right and first[0].left < piece[0].right]
    top = sorted(column, key=lambda piece: piece[0].top)[: _TAGS + 1]
    for at, piece in enumerate(top):
        if is_headline(piece, height):
            return all(one[0].bottom < other[0].top + height / 2 for one, other in pairwise(top[: at + 1]))
    return False


def _is_header(strip: list[Piece], height: float) -> bool:
    """Headlines side by side, perhaps with a tag or two, and no text."""
    headlines = sum(is_headline(piece, height) for piece in strip)
    return headlines > 1 and len(strip) - headlines <= _TAGS


def _far_below(above: list[Piece], strip: list[Piece], below: list[Piece], height: float) -> bool:
    """So much white stands over all columns, of which there are several below and above, as never in one story. What
    stands alone over columns is of theirs."""
    above = above[-_MOST:]
    white = min(box.top for box, _rows in strip) - max(box.bottom for box, _rows in above)
    if white < min(_FAR[2:]) * height:
        return False
    parts = (above, strip + below * (len(strip) <= _TAGS))
    texts = ([piece for piece in part if not is_headline(piece, height)] for part in parts)
    columns = min(len(split(text, 0, GUTTER * height)) if text else 0 for text in texts)
    return columns > 1 and white > _FAR[min(columns, len(_FAR) - 1)] * height


def _first(strip: list[Piece]) -> Piece:
    return min(strip, key=lambda piece: piece[0].left + piece[0].top)


def is_headline(piece: Piece, height: float) -> bool:
    return max(row.box.height for row in piece[1]) >= _HEADLINE * height


def _heads_columns(floor: list[Piece], height: float) -> bool:
    """The headline that a part of the page begins with stands over more than one column of what is below it."""
    first, *rest = sorted(floor, key=lambda piece: piece[0].top)
    columns = [around(box for box, _rows in group) for group in split(rest, 0, GUTTER * height)] if rest else []
    return sum(first[0].left < box.right and box.left < first[0].right for box in columns) > 1


def split(pieces: list[Piece], axis: int, white: float, trimmed: float = 0.0) -> list[list[Piece]]:
    """Groups with at least so much white between them along an axis: 0 across the page, 1 down. Inside of a group
    the pieces stay in order. `trimmed`: so much at the end of each counts as white."""
    group_of: dict[int, int] = {}
    reached, number = 0.0, -1
    for index in sorted(range(len(pieces)), key=lambda index: pieces[index][0][axis]):
        box = pieces[index][0]
        fresh = number < 0 or box[axis] - reached >= white
        number += fresh
        end = max(box[axis], box[axis + 2] - trimmed)
        reached = end if fresh else max(reached, end)
        group_of[index] = number
    groups: list[list[Piece]] = [[] for _number in range(number + 1)]
    for index, piece in enumerate(pieces):
        groups[group_of[index]].append(piece)
    return groups

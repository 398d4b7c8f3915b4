"""The bottom of the screen: where one is, what the program has to say, what it asks."""

from bisect import bisect_right

from tui.app.frame import Line, Piece, Role
from tui.core.cells import columns, width_of
from tui.core.light import TYPE_CHECKING
from tui.core.publication import Place, Publication
from tui.core.reflow import rows_of
from tui.core.rows import Style
from tui.core.wording import _

if TYPE_CHECKING:
    from tui.core.editor import Editor
    from tui.core.waiting import Waiting

_STEP = 5  # percent
_BAR, _LEAST_BAR = 20, 5  # cells
_ANSWER = 24  # cells that an answer has


def reading_status(publication: Publication, place: Place, percent: str, voice: str, room: int, ambiguous: int) -> str:
    """Publication, article n of m, percent, what the voice does; the publication's name gives way to the rest."""
    article = _("article {article} of {articles}, {percent}").format(
        article=place.article + 1, articles=len(publication.articles), percent=percent
    )
    rest = _(", ").join([article, voice] if voice else [article])
    room -= width_of(rest, ambiguous) + width_of(_(", "), ambiguous)
    name = shortened(publication.title, room, ambiguous)
    return _(", ").join([name, rest]) if name else rest


def shortened(text: str, room: int, ambiguous: int) -> str:
    """The beginning of a text that fits into so many cells, with a mark where it was cut; "" for no room."""
    starts = columns(text, ambiguous)
    if starts[-1] <= room:
        return text
    mark = width_of("…", ambiguous)
    if room < 4 + mark:
        return ""
    return text[: bisect_right(starts, room - mark) - 1].rstrip() + "…"


def message_lines(text: str, gutter: str, style: Style, most: int) -> list[Line]:
    """A message in as many rows as it needs and the screen has, with a mark where it was cut."""
    rows = [row.text for row in rows_of(text, style._replace(paragraphs="gap"))]
    if len(rows) > max(1, most):
        last = rows[max(0, most - 1)]
        rows[max(0, most - 1) :] = [shortened(f"{last} {rows[max(1, most)]}", style.width, style.ambiguous) or last]
    return [(Piece(gutter), Piece(row, Role.MESSAGE)) for row in rows]


def question_lines(
    prompt: str, editor: "Editor", gutter: str, style: Style, size: tuple[int, int]
) -> tuple[list[Line], int]:
    """A question and the answer so far: on one row, or, where that leaves the answer too little room, with the question
    in rows above it. And the column of the cursor, on the last of them."""
    width, height = size
    above: list[Line] = []
    begin = gutter + prompt
    if width_of(begin, style.ambiguous) > max(width // 2, width - _ANSWER):
        above = message_lines(prompt.strip(), gutter, style, height - 1) if height > 1 else []
        begin = gutter
    before = width_of(begin, style.ambiguous)
    text, cursor = editor.shown(width - before, style.ambiguous)
    return [*above, (Piece(begin, Role.MESSAGE), Piece(text))], before + cursor


def waiting_line(waiting: "Waiting", gutter: str, room: int, ambiguous: int) -> Line:
    """What is being opened, a bar of how much of it is done, and the way out. The name gives way to the rest, then the
    bar. The bar grows in steps: screen readers may say each."""
    share = waiting.opening.percent // _STEP * _STEP / 100
    out = _("q cancels, Enter reads on") if waiting.can_stay_behind else _("q cancels")
    number = _("{percent}%").format(percent=waiting.opening.percent // _STEP * _STEP)
    rest = width_of(_(", ").join([number, out]), ambiguous)
    width = min(_BAR, (room - rest) // 2 - 3)
    bar = f"[{'#' * int(width * share):.<{width}}] " if width >= _LEAST_BAR else ""
    name = shortened(waiting.doing, room - rest - len(bar) - 1, ambiguous)
    told = f"{name} " if name else ""
    return (Piece(gutter), Piece(shortened(told + bar + _(", ").join([number, out]), room, ambiguous), Role.MESSAGE))


def sign(key: str) -> str:
    """A key for the eye: a mark as itself, which is shorter than its name."""
    if len(key) == 1:
        return key
    from tui.core.actions.looking import key_name  # seldom: a key that somebody has chosen

    return key_name(key)

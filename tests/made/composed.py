"""Pages set from stories with known truth: columns, headers over several of them, pictures, boxes, jumps.

    composed = compose(stories, "modules", columns=4, language="en")

`composed.pages` are lines of print with their places; `tests.made.composed_files` writes them as PDF, ALTO, PAGE-XML
and hOCR, and `tests.made.composed_truth` says what a publication read from such a file must be. All lengths are in
points.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

WIDTH, HEIGHT, MARGIN, GUTTER = 780.0, 1080.0, 40.0, 14.0
BODY, LEADING = 9.0, 1.2
# Of Helvetica, in thousandths of an em, from the space on.
_TABLE = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278"
    " 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944"
    " 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500"
    " 278 556 500 722 500 500 500 334 260 334 584"
)
_WIDTHS = _TABLE.split()
_NARROW_SIGNS = "“„‹›ˆ˜¯¨´¸¡¹²³"
_OTHERS = dict.fromkeys(_NARROW_SIGNS, 333) | dict.fromkeys("—…‰™Œ", 1000) | dict.fromkeys("®©", 737)
_OTHERS |= (
    dict.fromkeys("‘’‚", 222) | dict.fromkeys("±÷×¬", 584) | dict.fromkeys("¼½¾", 834) | dict.fromkeys("ßøþ¿", 611)
)
_OTHERS |= {"”": 333, "–": 556, "°": 400, "œ": 944, "æ": 889, "Æ": 1000, "•": 350, "·": 278, "¦": 260, "¶": 537}
_OTHERS |= {"Ø": 778, "Ð": 722, "Þ": 667, "ª": 370, "º": 365, "µ": 576}
_CLOSERS = "。，、；：！？”’）》」』】〉…—·.,;:!?)"
_OPENERS = "“‘（《「『【〈("


class Unit(NamedTuple):
    """A headline, a paragraph …: `role` in the words of newspage-truth/1."""

    role: str
    text: str


class Print(NamedTuple):
    """A line of print: left, top, size of type, text, width, the unit that it is of, and whether it is the last
    line of one that goes on in another place."""

    x: float
    y: float
    size: float
    text: str
    width: float
    unit: int


class Composed(NamedTuple):
    """`pages`: lines as a compositor lays them. `units`: article (None: the issue's own), role and whole text."""

    pages: list[list[Print]]
    units: list[tuple[int | None, str, str]]
    language: str


class Style(NamedTuple):
    """How a role is set: size, where (left, centre, right, body), white above and below in points."""

    size: float
    align: str
    above: float
    below: float


STYLES = {
    "masthead": Style(40, "centre", 0, 6),
    "issue_meta": Style(8, "centre", 0, 12),
    "tag": Style(9, "left", 4, 1),
    "kicker": Style(13, "left", 4, 2),
    "title": Style(22, "left", 6, 4),
    "subtitle": Style(13, "left", 2, 3),
    "byline": Style(8, "left", 2, 4),
    "para": Style(BODY, "body", 0, 0),
    "head": Style(10.5, "centre", 6, 3),
    "caption": Style(8, "left", 3, 0),
    "credit": Style(7, "right", 1, 8),
    "jump": Style(8, "right", 2, 4),
}
HEADER = ("tag", "kicker", "title", "subtitle", "byline")
JUMPS = {
    "zh": ("（下转第{}版）", "（上接第{}版）"),
    "en": ("Continued on Page {}", "Continued from Page {}"),
    "fr": ("(La suite en page {})", "(Suite de la page {})"),
}
PAPERS = {
    "zh": ("江城日报", "2023年3月1日 星期三 第5201期 今日4版"),
    "en": ("The Harbour Gazette", "Wednesday, March 1, 2023   No. 5,201   $1.50"),
    "fr": ("La Gazette du Port", "Mercredi 1er mars 2023   N° 5201   1,50 €"),
}


class Frame(NamedTuple):
    """A place that text flows into, on a page."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Line(NamedTuple):
    """A line before it has its place; `x`: from the left of its frame."""

    x: float
    size: float
    text: str
    width: float
    above: float
    below: float
    unit: int
    keep: bool  # it must not stand at the foot of a frame


@cache
def width_of(letter: str) -> float:
    """In ems, of Helvetica; accents make no difference."""
    base = unicodedata.normalize("NFD", letter)[0]
    if " " <= base <= "~":
        return int(_WIDTHS[ord(base) - 32]) / 1000
    return _OTHERS.get(base, 556) / 1000


def measure(text: str, size: float, chinese: bool) -> float:
    """The width of a text. In Chinese type all characters are as wide."""
    return size * (len(text) if chinese else sum(map(width_of, text)))


def broken(text: str, size: float, width: float, indent: float, chinese: bool) -> list[str]:
    """The text as lines of a column; the first one is set in."""
    pieces = _characters(text) if chinese else _words(text)
    lines, line, room = [], "", width - indent
    for piece in (part for whole in pieces for part in _fitting(whole, size, width, chinese)):
        if line and measure((line + piece).rstrip(), size, chinese) > room:
            cut = _hyphenated(line, piece, size, room) if not chinese else ""
            lines.append((line + cut).rstrip())
            line, room = piece[len(cut) - 1 if cut else 0 :], width
        else:
            line += piece
    return [*lines, line.rstrip()]


def _fitting(piece: str, size: float, width: float, chinese: bool) -> Iterator[str]:
    """A piece that is wider than its column in parts that are not: no print stands over the next column."""
    while len(piece) > 1 and measure(piece.rstrip(), size, chinese) > width:
        fits = next((at for at in range(len(piece) - 1, 1, -1) if measure(piece[:at], size, chinese) <= width), 1)
        yield piece[:fits]
        piece = piece[fits:]
    yield piece


def _words(text: str) -> list[str]:
    return [word + " " for word in text.split()]


def _characters(text: str) -> list[str]:
    """What no line may begin with stays with what stands before it, and what none may end with with the next."""
    pieces: list[str] = []
    for letter in text:
        sticks = pieces and (letter in _CLOSERS or pieces[-1][-1] in _OPENERS)
        number = pieces and letter.isascii() and letter.isalnum() and pieces[-1][-1].isascii() and letter != " "
        if sticks or (number and pieces[-1][-1].isalnum()):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _hyphenated(line: str, word: str, size: float, room: float) -> str:
    """The first part of a long word with its hyphen, where a quarter of the line would stay empty without."""
    for at in range(len(word) - 4, 3, -1):
        part = word[:at]
        fits = measure(line + part + "-", size, False) <= room
        if word.strip().isalpha() and len(word) > 8 and fits and measure(line, size, False) < 0.85 * room:
            return part + "-"
    return ""


def set_unit(unit: Unit, number: int, width: float, chinese: bool) -> list[Line]:
    """The lines of a unit in a column."""
    style = STYLES[unit.role]
    size = style.size if unit.role != "title" or width > 200 else 16.0
    indent = 0.0 if style.align != "body" else 2 * size if chinese else size
    texts = broken(unit.text, size, width, indent, chinese)
    lines = []
    for place, text in enumerate(texts):
        own = min(width, measure(text, size, chinese))
        x = {"centre": (width - own) / 2, "right": width - own}.get(style.align, 0.0)
        if style.align == "body":
            x = indent if place == 0 else 0.0
            own = width - x if place + 1 < len(texts) else own
        above, below = style.above if place == 0 else 0.0, style.below if place + 1 == len(texts) else 0.0
        lines.append(Line(x, size, text, own, above, below, number, unit.role in (*HEADER, "head")))
    return lines


def flow(lines: Sequence[Line], frames: Iterable[Frame]) -> tuple[list[tuple[int, Print]], list[Line]]:
    """The lines with their places, and those that there was no room for."""
    frames = list(frames)
    placed: list[tuple[int, Print]] = []
    at, y = 0, 0.0
    for index, line in enumerate(lines):
        need = line.above + line.size * LEADING + (4 * BODY * LEADING if line.keep else 0.0)
        while at < len(frames) and y and y + need > frames[at].height + 0.1:
            at, y = at + 1, 0.0
        if at == len(frames):
            return placed, list(lines[index:])
        frame = frames[at]
        top = y + (line.above if y else 0.0)
        placed.append((frame.page, Print(frame.x + line.x, frame.y + top, line.size, line.text, line.width, line.unit)))
        y = top + line.size * LEADING + line.below
    return placed, []


def height_of(lines: Sequence[Line]) -> float:
    return sum(line.above + line.size * LEADING + line.below for line in lines)


class Press:
    """Sets stories onto pages, one layout after another."""

    def __init__(self, stories: Sequence[Sequence[Unit]], columns: int, language: str) -> None:
        self.chinese = language[:2] in ("zh", "ja")
        self.language = language
        self.columns = columns
        self.column = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
        self.stories = stories
        self.units: list[tuple[int | None, str, str]] = []
        self.placed: list[tuple[int, Print]] = []
        self.page, self.y = 0, MARGIN
        self._masthead()

    def _masthead(self) -> None:
        for role, text in zip(("masthead", "issue_meta"), PAPERS[self.language[:2]], strict=True):
            lines = self.lines(None, [Unit(role, text)], WIDTH - 2 * MARGIN)
            self.down(lines, MARGIN, WIDTH - 2 * MARGIN)

    def lines(self, article: int | None, units: Iterable[Unit], width: float) -> list[Line]:
        """The units as lines of so wide a column, noted as the article's."""
        lines = []
        for unit in units:
            lines += set_unit(unit, len(self.units), width, self.chinese)
            self.units.append((article, unit.role, unit.text))
        return lines

    def down(self, lines: Sequence[Line], x: float, width: float) -> None:
        """Sets lines from where the page is filled to."""
        placed, _left = flow(lines, [Frame(self.page, x, self.y, width, HEIGHT)])
        self.placed += placed
        self.y += height_of(lines)

    def left(self, column: int) -> float:
        return MARGIN + column * (self.column + GUTTER)

    def span(self, columns: int) -> float:
        return columns * self.column + (columns - 1) * GUTTER

    def turn(self) -> None:
        self.page, self.y = self.page + 1, MARGIN

    def module(self, number: int, units: Sequence[Unit], first: int, columns: int, hole: float = 0.0) -> float:
        """A story with its header over so many columns, and its text balanced below. `hole`: white at the head of
        the last two columns, for a picture or a box. Returns where it ends."""
        header = [unit for unit in units if unit.role in HEADER]
        body = [unit for unit in units if unit.role not in HEADER]
        x, top = self.left(first), self.y
        lines = self.lines(number, header, self.span(columns))
        placed, _left = flow(lines, [Frame(self.page, x, top, self.span(columns), HEIGHT)])
        self.placed += placed
        top += height_of(lines) + 4
        lines = self.lines(number, body, self.column)
        height = max(5 * BODY, (height_of(lines) + min(2, columns) * hole) / columns)
        while True:
            frames = [self._frame(first + n, top, height, hole if n >= columns - 2 else 0.0) for n in range(columns)]
            placed, left = flow(lines, [frame for frame in frames if frame.height > 0])
            if not left:
                break
            height += 2 * BODY
        self.placed += placed
        return top + max(height, hole)

    def _frame(self, column: int, top: float, height: float, hole: float) -> Frame:
        return Frame(self.page, self.left(column), top + hole, self.column, height - hole)

    def done(self) -> Composed:
        pages: list[list[Print]] = [[] for _page in range(self.page + 1)]
        for page, line in self.placed:
            pages[page].append(line)
        return Composed([page for page in pages if page], self.units, self.language)


def one_after_the_other(press: Press) -> None:
    """Stories run down one column and on in the next, with headers as wide as a column."""
    lines: list[Line] = []
    for number, units in enumerate(press.stories):
        own = press.lines(number, units, press.column)
        lines += [own[0]._replace(above=own[0].above + 8), *own[1:]]
    while lines:
        frames = [press._frame(n, press.y, HEIGHT - MARGIN - press.y, 0.0) for n in range(press.columns)]
        placed, lines = flow(lines, frames)
        press.placed += placed
        if lines:
            press.turn()


def modules(press: Press) -> None:
    """Headers over several columns: a story over the whole width, then two side by side, and so on."""
    waiting = list(enumerate(press.stories))
    while waiting:
        number, units = waiting.pop(0)
        press.y = press.module(number, units, 0, press.columns) + 18
        if len(waiting) > 1 and press.columns > 1:
            half = (press.columns + 1) // 2
            ends = [press.module(*waiting.pop(0), 0, half), press.module(*waiting.pop(0), half, press.columns - half)]
            press.y = max(ends) + 18
        if press.y > 0.6 * HEIGHT and waiting:
            press.turn()


def photo(press: Press) -> None:
    """As modules, and the first story has a picture over two of its columns, with a caption below."""
    _with_hole(press, [*press.stories[0]], 0, _picture)


def boxed(press: Press) -> None:
    """As modules, and the second story stands in a box over two columns of the first, a little set in."""
    _with_hole(press, [*press.stories[0]], 1, _box)


def _with_hole(press: Press, units: list[Unit], taken: int, fill: Callable[[Press, float], float]) -> None:
    captions = [unit for unit in units if unit.role in ("caption", "credit")]
    text = [unit for unit in units if unit not in captions]
    header = [unit for unit in text if unit.role in HEADER]
    lines = press.lines(0, header, press.span(press.columns))
    press.down(lines, MARGIN, press.span(press.columns))
    hole = fill(press, press.y + 4)
    press.y = press.module(0, [unit for unit in text if unit not in header], 0, press.columns, hole) + 18
    stories, press.stories = press.stories, press.stories[1 + taken :]
    before = len(press.units)
    modules(press)
    press.units[before:] = [
        (None if number is None else number + 1 + taken, role, text) for number, role, text in press.units[before:]
    ]
    press.stories = stories


def _picture(press: Press, top: float) -> float:
    words = {
        "zh": "图为活动现场。",
        "en": "The harbour on Monday morning, seen from the old bridge.",
        "fr": "Le port lundi matin, vu du vieux pont.",
    }
    made = [unit for unit in press.stories[0] if unit.role in ("caption", "credit")]
    lines = press.lines(0, made or [Unit("caption", words[press.language[:2]])], press.span(2))
    picture = 130.0
    placed, _left = flow(
        lines, [Frame(press.page, press.left(press.columns - 2), top + picture, press.span(2), HEIGHT)]
    )
    press.placed += placed
    return picture + height_of(lines) + 10


def _box(press: Press, top: float) -> float:
    inset, first = 8.0, press.columns - 2
    width = press.span(2) - 2 * inset
    lines = press.lines(1, press.stories[1], width)
    placed, _left = flow(lines, [Frame(press.page, press.left(first) + inset, top + inset, width, HEIGHT)])
    press.placed += placed
    return height_of(lines) + 2 * inset + 10


def jumps(press: Press) -> None:
    """The first story breaks off and goes on at the head of the next page."""
    onward, back = JUMPS[press.language[:2]]
    units = list(press.stories[0])
    header = [unit for unit in units if unit.role in HEADER]
    lines = press.lines(0, header, press.span(press.columns))
    press.down(lines, MARGIN, press.span(press.columns))
    lines = press.lines(0, [unit for unit in units if unit.role not in HEADER], press.column)
    height = height_of(lines) / press.columns / 2
    frames = [press._frame(n, press.y, height, 0.0) for n in range(press.columns)]
    placed, left = flow(lines, frames)
    press.placed += placed
    end = placed[-1][1]
    jump = press.lines(0, [Unit("jump", onward.format(2))], press.column)
    press.placed += flow(jump, [Frame(press.page, press.left(press.columns - 1), end.y + 14, press.column, 99)])[0]
    press.y += height + 40
    for number in range(1, min(3, len(press.stories))):
        press.y = press.module(number, press.stories[number], 0, press.columns) + 18
    press.turn()
    top = press.lines(0, [Unit("jump", back.format(1))], press.column)
    frames = [press._frame(n, press.y, height + 60, 0.0) for n in range(press.columns)]
    press.placed += flow([*top, *left], frames)[0]
    press.y += height + 80
    for number in range(3, len(press.stories)):
        press.y = press.module(number, press.stories[number], 0, press.columns) + 18


LAYOUTS: dict[str, Callable[[Press], None]] = {
    "columns": one_after_the_other,
    "modules": modules,
    "photo": photo,
    "boxed": boxed,
    "jumps": jumps,
}


def compose(stories: Sequence[Sequence[Unit]], layout: str, columns: int, language: str) -> Composed:
    """Pages with these stories, the first of which is the longest that the layout needs."""
    press = Press(stories, columns, language)
    LAYOUTS[layout](press)
    return press.done()

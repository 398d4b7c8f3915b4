"""Lines with parts → units → articles and furniture, in page order."""

from tui.core.publication import Doubt, Kind, Span
from tui.newspaper.decode import Part, Placed
from tui.newspaper.headers import Reading, Role, read_header
from tui.newspaper.lines import blocks_of
from tui.newspaper.page import Page

_HEADER = (Part.HEADER, Part.BYLINE)
_MOST_HEADER = 24


class Unit:
    """A headline, a paragraph, a caption …: its kind, the spans it was made of, in order, and the page that it
    begins on."""

    def __init__(self, kind: Kind, span: Span, page: str = "") -> None:
        self.kind = kind
        self.spans = [span]
        self.page = page


class Draft:
    """Articles as lists of units, the issue's furniture, and the decisions in between."""

    def __init__(self) -> None:
        self.articles: list[list[Unit]] = []
        self.furniture: list[Unit] = []
        self.doubts: list[Doubt] = []

    def take(self, other: "Draft", offset: int, page: str) -> None:
        """Puts the draft of a further page behind; `offset`: where its text begins."""
        for units in (other.furniture, *other.articles):
            for unit in units:
                unit.spans = [Span(start + offset, end + offset) for start, end in unit.spans]
                unit.page = page
        self.articles += other.articles
        self.furniture += other.furniture
        self.doubts += [doubt._replace(offset=doubt.offset + offset) for doubt in other.doubts]

    def add(self, unit: Unit) -> None:
        """Puts a unit at the end of the article that is open; opens one where none is."""
        if not self.articles:
            self.articles.append([])
        self.articles[-1].append(unit)


def as_it_is(page: Page) -> Draft:
    """One article, a paragraph for all lines between two blank lines; for all lines where most stand alone."""
    draft, blocks = Draft(), blocks_of(page.lines)
    for start, end in blocks if len(blocks) < len(page.lines) / 2 else [(0, len(page.lines))]:
        unit = Unit(Kind.PARAGRAPH, Span(page.lines[start].start, page.lines[start].end))
        unit.spans += [Span(line.start, line.end) for line in page.lines[start + 1 : end]]
        draft.add(unit)
    return draft


def assemble(page: Page, placed: list[Placed], furniture: dict[int, Kind]) -> Draft:
    """The articles of a page whose lines have their parts."""
    draft, index = Draft(), 0
    units: dict[int, Unit] = {}
    while index < len(placed):
        part = placed[index].part
        if part in _HEADER:
            end = _header_end(page, placed, index)
            _add_header(page, placed, index, end, draft)
            index = end
            continue
        _add_line(page, placed, index, draft, units, furniture)
        index += 1
    return draft


def _header_end(page: Page, placed: list[Placed], start: int) -> int:
    end = start + 1
    while end < min(len(placed), start + _MOST_HEADER) and placed[end].part in _HEADER:
        if page.setting and page.setting.parted(end):
            break
        end += 1
    return end


def _add_header(page: Page, placed: list[Placed], start: int, end: int, draft: Draft) -> None:
    reading, second = read_header(page, placed, start, end, inside=bool(draft.articles))
    for offset, role in enumerate(reading.roles):
        line = page.lines[start + offset]
        if role.joined:
            draft.articles[-1][-1].spans.append(Span(line.start, line.end))
            continue
        if role.opens:
            draft.articles.append([])
        draft.add(Unit(role.kind, Span(line.start, line.end)))
    for line, one, role in zip(page.lines[start:end], placed[start:end], reading.roles, strict=True):
        if one.instead:
            draft.doubts.append(Doubt(line.start, one.margin, _name(role), one.instead))
    if second:
        draft.doubts.append(_doubt(page, start, reading, second))


def _doubt(page: Page, start: int, reading: Reading, second: Reading) -> Doubt:
    """What the second best reading says of the lines that it reads otherwise, and of those between them."""
    differing = [at for at, pair in enumerate(zip(reading.roles, second.roles, strict=True)) if pair[0] != pair[1]]
    first, last = (differing[0], differing[-1]) if differing else (0, 0)
    names = [" ".join(map(_name, roles[first : last + 1])) for roles in (reading.roles, second.roles)]
    return Doubt(page.lines[start + first].start, reading.score - second.score, *names)


def _name(role: Role) -> str:
    return ("+" if role.joined else "") + role.kind


def _add_line(
    page: Page, placed: list[Placed], index: int, draft: Draft, units: dict[int, Unit], furniture: dict[int, Kind]
) -> None:
    line, (part, of, margin, instead) = page.lines[index], placed[index]
    span = Span(line.start, line.end)
    if part is Part.FURNITURE:
        draft.furniture.append(Unit(furniture.get(index, Kind.MISC), span))
        return
    if instead and index:
        chosen = Kind.PARAGRAPH.value if part is Part.PARAGRAPH else f"+{Kind.PARAGRAPH}"
        draft.doubts.append(Doubt(line.start, margin, chosen, instead))
    if part in (Part.MORE, Part.MORE_CAPTION) or (part is Part.CREDIT and _same_credit(page, placed, index)):
        units[index] = units[of if part is Part.MORE else index - 1]
        units[index].spans.append(span)
        return
    if page.setting and page.setting.parted(index):
        draft.articles.append([])
    units[index] = Unit(_KINDS[part], span)
    draft.add(units[index])


def _same_credit(page: Page, placed: list[Placed], index: int) -> bool:
    return index > 0 and placed[index - 1].part is Part.CREDIT and page.lines[index].gap == 1


_KINDS = {
    Part.PARAGRAPH: Kind.PARAGRAPH,
    Part.CAPTION: Kind.CAPTION,
    Part.CREDIT: Kind.CREDIT,
    Part.JUMP: Kind.JUMP,
}

"""What the lines of a header are to each other: tag, kicker, title, subtitle, byline, or a section head.

No line of a header can be named alone, so whole assignments are compared (a beam over the few lines of one
header) and the best two are kept: their distance is how sure the reading is.
"""

from tui.core.light import Callable, Enum, NamedTuple
from tui.core.publication import Kind
from tui.newspaper.decode import Part, Placed
from tui.newspaper.naming import role_evidence
from tui.newspaper.opening import article_evidence
from tui.newspaper.page import Page, Sure
from tui.newspaper.roles import joined_score, marked, role_score
from tui.newspaper.weights import knows, weigh

_BEAM = 16
_UNSURE_END, _HEAD_AT_ONCE, _HEAD_ALONE = -8.0, -2.0, -4.0
_FEW_KICKERS, _FEW_TAGS = 1, 2
_GOES_ON, _SERIAL = -8.0, 6.0


class Phase(Enum):
    """How far a header has come."""

    BEFORE = 0
    """Nothing of a new article yet: section heads of the article above, its signature."""
    OPENED = 1
    """A tag or a kicker has begun a new article."""
    TITLED = 2
    SIGNED = 3
    HEADS = 4


class Role(NamedTuple):
    """A header line's role; `joined`: it continues the unit of the line above."""

    kind: Kind
    joined: bool
    opens: bool
    """A new article begins with this line."""


class Reading(NamedTuple):
    """One way to read a header."""

    score: float
    roles: tuple[Role, ...]
    phase: Phase


Named = Callable[[Reading, str], float]


def read_header(page: Page, placed: list[Placed], start: int, end: int, inside: bool) -> tuple[Reading, Reading | None]:
    """The best reading of the header lines `start` to `end`, and the runner-up. `inside`: an article is open."""
    beam = [Reading(0.0, (), Phase.BEFORE)]
    opening = 8.0
    if inside:
        opening = weigh("article", article_evidence(page, start, end, placed), page)
        opening += page.setting.opening(start, end) if page.setting else 0.0
        opening += _SERIAL if any(page.pack.match("serial", line.text) for line in page.lines[start:end]) else 0.0
        opening += _GOES_ON if start and _from_elsewhere(page, start - 1) else 0.0
    for index in range(start, end):
        title = page.setting.title(start, end, index) if page.setting else 0.0
        named = _named(page, start, end, index)
        grown = [_grown(page, placed, reading, index, opening, title, named) for reading in beam]
        beam = sorted((one for some in grown for one in some), key=lambda one: -one.score)[:_BEAM]
    closed = sorted((_closed(one) for one in beam), key=lambda one: -one.score)
    return closed[0], closed[1] if len(closed) > 1 else None


def _from_elsewhere(page: Page, index: int) -> bool:
    """The line says that an article goes on here: what is set large below is of that one."""
    return page.sure[index] is Sure.JUMP and page.pack.search("jump_back", page.lines[index].text) is not None


def _bare_head(page: Page, reading: Reading, index: int) -> bool:
    """A section head without a mark stands right above, with no text below it."""
    above = bool(reading.roles) and reading.roles[-1].kind is Kind.HEAD
    return above and not marked(page, index - 1)


def _closed(reading: Reading) -> Reading:
    lost = _UNSURE_END if reading.phase is Phase.OPENED else 0.0
    return reading._replace(score=reading.score + lost)


def _named(page: Page, start: int, end: int, index: int) -> Named:
    """What was learnt of the role that a line plays behind a reading of those above it."""
    known: dict[str, list[str]] = {}

    def score(reading: Reading, role: str) -> float:
        before = role_name(reading.roles[-1]) if reading.roles else ""
        if before not in known:
            known[before] = role_evidence(page, start, end, index, before)
        return weigh(f"role {role}", known[before], page)

    learnt = knows("role title", page) and (page.setting is None or page.setting.scanned())
    return score if learnt else _nothing  # learnt without print, which tells more where its boxes are exact


def _nothing(_reading: Reading, _role: str) -> float:
    return 0.0


def role_name(role: Role) -> str:
    """The name of a role, as the evidence has it."""
    return role.kind.value


def _grown(
    page: Page, placed: list[Placed], reading: Reading, index: int, opening: float, title: float, named: Named
) -> list[Reading]:
    if placed[index].part is Part.BYLINE:
        return [_with_byline(page, reading, index)]
    grown = []
    for kind, phase in _next(reading):
        opens = reading.phase is Phase.BEFORE and kind is not Kind.HEAD
        score = role_score(page, index, kind) + (opening if opens else 0.0)
        score += named(reading, kind.value)
        score += _HEAD_ALONE if opens and _bare_head(page, reading, index) else 0.0
        score += title if kind is Kind.TITLE else 0.0
        score += _HEAD_AT_ONCE if reading.phase is Phase.TITLED and kind is Kind.HEAD else 0.0
        grown.append(Reading(reading.score + score, (*reading.roles, Role(kind, False, opens)), phase))
    if reading.roles and reading.roles[-1].kind is not Kind.BYLINE:
        last = reading.roles[-1]
        score = joined_score(page, index, last.kind) + named(reading, "+")
        grown.append(Reading(reading.score + score, (*reading.roles, Role(last.kind, True, False)), reading.phase))
    return grown


def _with_byline(page: Page, reading: Reading, index: int) -> Reading:
    below = page.airy and page.lines[index].gap == 1
    joined = below and bool(reading.roles) and reading.roles[-1].kind is Kind.BYLINE
    roles = (*reading.roles, Role(Kind.BYLINE, joined, False))
    if reading.phase is Phase.BEFORE:
        return Reading(reading.score, roles, Phase.BEFORE)
    lost = -2.0 if reading.phase in (Phase.OPENED, Phase.HEADS) else 0.0
    return Reading(reading.score + lost, roles, Phase.SIGNED if reading.phase is not Phase.OPENED else Phase.OPENED)


def _next(reading: Reading) -> list[tuple[Kind, Phase]]:
    """The roles that may follow, with the phase that they lead to."""
    if reading.phase is Phase.HEADS:
        return [(Kind.HEAD, Phase.HEADS)]
    tags = sum(role.kind is Kind.TAG and not role.joined for role in reading.roles)
    tag = [(Kind.TAG, Phase.OPENED if reading.phase in (Phase.BEFORE, Phase.OPENED) else reading.phase)]
    tag = tag if tags < _FEW_TAGS else []
    if reading.phase is Phase.BEFORE:
        return [(Kind.HEAD, Phase.BEFORE), (Kind.KICKER, Phase.OPENED), (Kind.TITLE, Phase.TITLED), *tag]
    if reading.phase is Phase.OPENED:
        kickers = sum(role.kind is Kind.KICKER and not role.joined for role in reading.roles)
        kicker = [(Kind.KICKER, Phase.OPENED)] if kickers < _FEW_KICKERS else []
        return [(Kind.TITLE, Phase.TITLED), *kicker, *tag]
    if reading.phase is Phase.TITLED:
        return [(Kind.SUBTITLE, Phase.TITLED), (Kind.HEAD, Phase.HEADS), *tag]
    return [(Kind.HEAD, Phase.HEADS), *tag]

"""Jump lines, 下转第2版 and 上接第1版: the parts of an article on other pages come back to it."""

import re

from tui.core.light import NamedTuple
from tui.core.publication import Kind
from tui.newspaper.assemble import Draft, Unit
from tui.newspaper.marks import ending
from tui.newspaper.pack import Pack

_UNFINISHED = ("bare", "soft", "function", "hyphen")
_NUMBER = re.compile(r"(?P<letter>[A-Za-z]?)-?(?P<digits>\d{1,4})|[一二三四五六七八九十]{1,3}")
_FIRST, _LAST = re.compile(r"[(（【][^)）】]{2,28}[)）】]"), re.compile(r"[(（【][^)）】(（【]{2,28}[)）】]$")
_LONGEST = 30
_WORD = re.compile(r"[^\W\d_]{2,}")
_CHINESE = "零一二三四五六七八九"
_HEADER = frozenset({Kind.TAG, Kind.KICKER, Kind.TITLE, Kind.SUBTITLE})


class _Jump(NamedTuple):
    """A jump line: in which article, on which page it stands, and which page it names."""

    article: int
    page: str
    other: str
    text: str


def tie(draft: Draft, text: str, pack: Pack) -> None:
    """Puts each part that says from where it goes on behind the part that says where. `text`: what the spans of
    the draft count in."""
    _part(draft, text, pack)
    _go_on_overleaf(draft, text, pack)
    jumps = _jumps(draft, text, pack)
    onward = [jump for jump in jumps if not _back(jump.text, pack)]
    back = [jump for jump in jumps if _back(jump.text, pack)]
    taken: set[int] = set()
    for jump in onward:
        part = _match(draft, text, jump, [each for each in back if each.article not in taken])
        if part is not None:
            taken.add(part)
            _append(draft.articles[jump.article], draft.articles[part], text, pack)
    draft.articles = [units for number, units in enumerate(draft.articles) if number not in taken]


def _back(line: str, pack: Pack) -> bool:
    return pack.search("jump_back", line) is not None


def _part(draft: Draft, text: str, pack: Pack) -> None:
    """A part that goes on from elsewhere without a title of its own is an article for now."""
    parted: list[list[Unit]] = []
    for units in draft.articles:
        start = 0
        for index, unit in enumerate(units):
            header = all(each.kind in _HEADER or each.kind is Kind.BYLINE for each in units[start:index])
            last = unit.kind is Kind.JUMP and index + 1 == len(units)
            if not header and not last and any(_back(line, pack) for line in _said(unit, text, pack)):
                parted.append(units[start:index])
                start = index
        parted.append(units[start:])
    draft.articles = parted


def _go_on_overleaf(draft: Draft, text: str, pack: Pack) -> None:
    """A page that begins in the middle of a sentence goes on with what the page before it broke off."""
    whole: list[list[Unit]] = []
    for units in draft.articles:
        last, first = whole[-1][-1] if whole else None, units[0]
        overleaf = last is not None and last.page != first.page and last.kind is first.kind is Kind.PARAGRAPH
        if overleaf and last and _unfinished(last, first, text, pack):
            _append(whole[-1], units, text, pack)
        else:
            whole.append(units)
    draft.articles = whole


def _unfinished(last: Unit, first: Unit, text: str, pack: Pack) -> bool:
    """The second paragraph goes on with the first one."""
    end = ending(text[slice(*last.spans[-1])], pack)
    return end in _UNFINISHED and not (pack.spaced and text[first.spans[0].start].isupper())


def _jumps(draft: Draft, text: str, pack: Pack) -> list[_Jump]:
    return [
        _Jump(number, unit.page, _page(line), line)
        for number, units in enumerate(draft.articles)
        for unit in units
        for line in _said(unit, text, pack)
    ]


def _said(unit: Unit, text: str, pack: Pack) -> list[str]:
    """The jump lines of a unit: itself, or what stands in brackets at the beginning and at the end of a paragraph."""
    if unit.kind is Kind.JUMP:
        return [_line(unit, text)]
    if unit.kind is not Kind.PARAGRAPH:
        return []
    (start, _end), (_start, end) = unit.spans[0], unit.spans[-1]
    inside = _FIRST.match(text, start, end), _LAST.search(text, max(start, end - _LONGEST), end)
    return [found[0] for found in inside if found and pack.full("jump", found[0])]


def _line(unit: Unit, text: str) -> str:
    return text[unit.spans[0].start : unit.spans[0].end]


def _page(line: str) -> str:
    """The page that a jump line names: the last number in it; "" for this same one."""
    found = [each[0] for each in _NUMBER.finditer(line)]
    return _plain(found[-1]) if found else ""


def _plain(label: str) -> str:
    """A page's name without leading zeros, Chinese figures and wide ones as ASCII digits."""
    if label and label[0] in _CHINESE + "十":
        tens, ten, ones = label.rpartition("十")
        return str((_CHINESE.find(tens or "一") if ten else 0) * 10 + max(0, _CHINESE.find(ones)))
    found = _NUMBER.fullmatch(label)
    return f"{found['letter'].upper()}{int(found['digits'])}" if found and found["digits"] else label


def _match(draft: Draft, text: str, jump: _Jump, back: list[_Jump]) -> int | None:
    """The article that goes on where the jump points: the pages must fit, of several the words decide."""
    fitting = [
        each
        for each in back
        if each.article != jump.article
        and _fits(jump.other, each.page)
        and _fits(each.other, jump.page)
        and (jump.page != each.page or _fits(jump.other, each.other))
    ]
    words = _words(draft, text, jump)
    best = max(fitting, key=lambda each: len(words & _words(draft, text, each)), default=None)
    if best is None or (len(fitting) > 1 and not words & _words(draft, text, best)):
        return None
    return best.article


def _fits(named: str, page: str) -> bool:
    """Where a page does not say its name, or a jump line none, nothing speaks against it."""
    return not named or not page or named == _plain(page)


def _words(draft: Draft, text: str, jump: _Jump) -> set[str]:
    """The words of a jump line and of the headlines of its article."""
    said = (
        jump.text + " " + " ".join(_line(unit, text) for unit in draft.articles[jump.article] if unit.kind in _HEADER)
    )
    words = {word.lower() for word in _WORD.findall(said)}
    pairs = {word[at : at + 2] for word in words if word[0] >= "\u2e80" for at in range(len(word) - 1)}
    return pairs | {word for word in words if word[0] < "\u2e80" and len(word) > 3} - _COMMON


_COMMON = {"continued", "from", "page", "suite", "turn", "please"}


def _append(units: list[Unit], part: list[Unit], text: str, pack: Pack) -> None:
    """A paragraph that breaks off before the jump goes on behind it; a headline that is repeated is a section head."""
    body = [unit for unit in units if unit.kind is Kind.PARAGRAPH]
    paragraph = next((unit for unit in part if unit.kind is Kind.PARAGRAPH), None)
    if body and paragraph and _unfinished(body[-1], paragraph, text, pack):
        body[-1].spans += paragraph.spans
        part = [unit for unit in part if unit is not paragraph]
    for unit in part:
        unit.kind = Kind.HEAD if unit.kind is Kind.TITLE else unit.kind
        units.append(unit)

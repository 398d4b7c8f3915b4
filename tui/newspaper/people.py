"""Who wrote, who photographed, where from and when: bylines, credits and datelines read in a pack's terms."""

import re

from tui.core.light import NamedTuple
from tui.core.publication import Byline
from tui.newspaper.pack import Pack

_PARTS = re.compile(r"[ \u3000/／:：、,，|]+")
_AROUND = "()（）〔〕【】［］[]□■●◎ \u3000。"
_MOST_PREFIX, _MOST_LINE, _MOST_NAME, _MOST_SIGNATURE = 12, 60, 4, 32
_OFFICES = ("reporter", "correspondent", "author")


class People(NamedTuple):
    """What a line of names says. `shot`: they made a picture."""

    bylines: tuple[Byline, ...]
    shot: bool


class Lead(NamedTuple):
    """How an article's first paragraph begins. `date`: month and day, with the year where it is printed."""

    dateline: str
    bylines: tuple[Byline, ...]
    date: tuple[int, int, int] | None


def read_people(text: str, pack: Pack) -> People | None:
    """The people of a line that names people and says nothing else; None for any other line."""
    if len(text) > _MOST_LINE:
        return None
    if pack.spaced:
        return _by_pattern(text, pack)
    bare = text.strip(_AROUND)
    if not any(word in bare for key in (*_OFFICES, "shots", "stock") for word in pack.words(key)):
        return None
    return _by_parts(bare, pack)


def read_signature(text: str, pack: Pack) -> People | None:
    """The name that a text is signed with at its end. Headlines look the same: who asks knows that it stands there."""
    found = pack.full("signature", text) if len(text) <= _MOST_SIGNATURE else None
    return People((Byline((text,), "author", text),), False) if found else None


def credit_at_end(text: str, pack: Pack) -> int:
    """Where a photographer's credit begins that stands at the end of a caption, -1 where there is none."""
    found = pack.search("credit_end", text)
    if found or pack.spaced:
        return found.start() if found else -1
    for mark in ("。", "！", "？", " ", "\u3000", "(", "（"):
        start = text.rfind(mark, 0, len(text) - 1) + 1
        while start:
            people = read_people(text[start:].strip(), pack)
            if people and people.shot:
                return start
            if mark in "(（。！？":
                break
            start = text.rfind(mark, max(0, len(text) - _MOST_LINE), start - 1) + 1
    return -1


def read_lead(text: str, pack: Pack) -> Lead:
    """The dateline, the people in brackets behind it and the date that follows, of a first paragraph."""
    found = pack.match("dateline", text)
    if not found:
        return Lead("", (), None)
    groups = found.groupdict()
    dateline = (groups.get("place") or found[0]).strip()
    rest = text[found.end() :]
    within = groups.get("names") or found[0].strip(_AROUND)
    people = read_people(within, pack)
    if not people and (behind := pack.match("lead_person", rest)):
        people = read_people(behind["people"], pack)
        rest = rest[behind.end() :] if people else rest
    bylines = people.bylines if people else _named(groups)
    organisation = _organisation_of(dateline, pack)
    return Lead(
        dateline, tuple(_of(byline, organisation) for byline in bylines), _date(pack, dateline) or _date(pack, rest)
    )


def _named(groups: dict[str, str | None]) -> tuple[Byline, ...]:
    """A name inside the dateline itself: 【Tokyo＝name】."""
    name = groups.get("names")
    return (Byline((name,), "reporter", name),) if name else ()


def _of(byline: Byline, organisation: str) -> Byline:
    """A reporter named behind the dateline of a paper is one of that paper."""
    if byline.organisation or byline.role != "reporter":
        return byline
    return byline._replace(organisation=organisation)


def _date(pack: Pack, text: str) -> tuple[int, int, int] | None:
    found = pack.match("date_after", text)
    if not found:
        found = pack.search("date_inside", text) if len(text) < _MOST_LINE else None
    if not found:
        return None
    return int(found["year"] or 0), int(found["month"]), int(found["day"])


def _organisation_of(dateline: str, pack: Pack) -> str:
    found = pack.match("organisation_before", dateline)
    return found["value"] if found else ""


def _by_pattern(text: str, pack: Pack) -> People | None:
    for key, shot in (("credit", True), ("byline", False)):
        found = pack.full(key, text)
        if found:
            groups = found.groupdict()
            names = tuple(pack.split("name_joint", groups.get("names") or ""))
            role = "photographer" if shot else "reporter"
            whole = (groups.get("shown") or found[0]).strip()
            names = names or ((whole.rstrip("."),) if pack.full("signature", whole) else ())
            return People((Byline(names, role, whole, groups.get("organisation") or ""),), shot)
    return None


class _Group:
    """An office and the names behind it, while a line is read."""

    def __init__(self, start: int, role: str = "", organisation: str = "", name: str = "") -> None:
        self.start = start
        self.role = role
        self.organisation = organisation
        self.names = [name] if name else []


def _by_parts(text: str, pack: Pack) -> People | None:
    """Reads `paper + rank + office / name name … made`, again and again, as Chinese papers print it."""
    groups: list[_Group] = []
    shot, position = False, 0
    together = tuple(pack.words("together"))
    for part in _joined(_PARTS.split(text)):
        start = text.find(part[0], position)
        position = start + len(part[0])
        if part in pack.words("shots") or part.startswith(tuple(pack.words("stock"))):
            shot = True
        elif groups and part.endswith(together):
            continue
        elif group := _group(part, start, pack, text.endswith(together)):
            groups.append(group)
        elif _is_name(part, pack):
            groups = groups or [_Group(start)]
            groups[-1].names.append(part)
        else:
            return None
    known = shot or (groups and groups[0].role)
    return _people(text, groups, shot) if known and all(group.names for group in groups) else None


def _people(text: str, groups: list[_Group], shot: bool) -> People:
    ends = [*(group.start for group in groups[1:]), len(text)][: len(groups)]
    return People(
        tuple(
            Byline(
                tuple(group.names),
                "photographer" if shot else group.role,
                text[group.start : end].strip(),
                group.organisation,
            )
            for group, end in zip(groups, ends, strict=True)
        ),
        shot,
    )


def _joined(parts: list[str]) -> list[str]:
    """Names of two characters are often set apart with a space: they become one part again."""
    joined: list[str] = []
    single = False
    for part in filter(None, parts):
        if single and len(part) == 1 and part not in "摄攝文图圖":
            joined[-1] += part
            single = False
        else:
            joined.append(part)
            single = len(part) == 1
    return joined


def _group(part: str, start: int, pack: Pack, told: bool) -> _Group | None:
    """The office that a part names: `…全媒体记者`; and with the name at once, `記者王小明`, where the line is `told`
    by words behind it to name people."""
    for role in _OFFICES:
        for word in pack.words(role):
            before, found, name = part.partition(word)
            if not found or len(before) > _MOST_PREFIX or (before and len(word) == 1):
                continue
            if not name or (told and len(word) > 1 and _is_name(name, pack)):
                return _Group(start, role, _without_ranks(before, pack), name)
    return None


def _without_ranks(prefix: str, pack: Pack) -> str:
    stripped = True
    while stripped:
        stripped = False
        for rank in pack.words("ranks"):
            if prefix.endswith(rank):
                prefix, stripped = prefix[: -len(rank)], True
    return prefix


def _is_name(part: str, pack: Pack) -> bool:
    letters = part.replace("·", "")
    if not all("\u4e00" <= letter <= "\u9fff" or "\u3040" <= letter <= "\u30ff" for letter in letters):
        return False
    return 2 <= len(letters) <= _MOST_NAME or ("·" in part and len(letters) <= 3 * _MOST_NAME)

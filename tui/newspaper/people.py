"""Who wrote, who photographed, where from and when: bylines, credits and datelines read in a pack's terms."""

import re
from typing import NamedTuple

from tui.core.publication import Byline
from tui.newspaper.pack import Pack

_PARTS = re.compile(r"[ \u3000/／:：、,，|]+")
_MOST_PREFIX, _MOST_LINE, _MOST_NAME = 12, 60, 4
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
    bare = text.strip("()（）□■●◎ \u3000。")
    if not any(word in bare for key in (*_OFFICES, "shots", "stock") for word in pack.words(key)):
        return None
    return _by_parts(bare, pack)


def credit_at_end(text: str, pack: Pack) -> int:
    """Where a photographer's credit begins that stands at the end of a caption, -1 where there is none."""
    if pack.spaced:
        found = pack.search("credit_end", text)
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
    bylines: tuple[Byline, ...] = ()
    inside = pack.match("lead_person", rest)
    if inside and (people := read_people(inside["people"], pack)):
        organisation = _organisation_of(dateline, pack)
        bylines = tuple(
            byline if byline.organisation or byline.role != "reporter" else byline._replace(organisation=organisation)
            for byline in people.bylines
        )
        rest = rest[inside.end() :]
    return Lead(dateline, bylines, _date(pack, dateline) or _date(pack, rest))


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
            return People((Byline(names, role, whole, groups.get("organisation") or ""),), shot)
    return None


def _by_parts(text: str, pack: Pack) -> People | None:
    """Reads `paper + rank + office / name name … made`, again and again, as Chinese papers print it."""
    groups: list[tuple[str, str, list[str], int]] = []
    shot, position = False, 0
    for part in _joined(_PARTS.split(text)):
        at = text.find(part[0], position)
        position = at + len(part[0])
        if part in pack.words("shots") or any(part.startswith(word) for word in pack.words("stock")):
            shot = True
        elif office := _office(part, pack):
            groups.append((*office, [], at))
        elif _is_name(part, pack):
            if not groups:
                groups.append(("", "", [], at))
            groups[-1][2].append(part)
        elif part not in pack.words("together"):
            return None
    if not (groups or shot) or any(not names for _, _, names, _ in groups) or (not shot and not groups[0][0]):
        return None
    ends = [*(start for *_, start in groups[1:]), len(text)][: len(groups)]
    return People(
        tuple(
            Byline(tuple(names), "photographer" if shot else role, text[start:end].strip(), organisation)
            for (role, organisation, names, start), end in zip(groups, ends, strict=True)
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


def _office(part: str, pack: Pack) -> tuple[str, str] | None:
    """Role and organisation of `…全媒体记者`, None for anything else."""
    for role in _OFFICES:
        for word in pack.words(role):
            if part.endswith(word) and len(part) - len(word) <= _MOST_PREFIX:
                return role, _without_ranks(part[: -len(word)], pack)
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

"""The issue that a page belongs to: its masthead and meta lines, and what they say."""

import re

from tui.core.publication import Kind
from tui.newspaper.lines import Line
from tui.newspaper.pack import Pack

_TOP, _MOST_FIELDS_LINE, _MOST_HEAD = 14, 120, 60
_FIELDS = (
    "date",
    "weekday",
    "issue_number",
    "page_count",
    "organiser",
    "cn_code",
    "website",
    "post_code",
    "price",
    "issn",
    "volume",
    "editor",
    "edition",
)


def furniture_of(lines: list[Line], pack: Pack) -> dict[int, Kind]:
    """Lines that belong to the issue and not to an article, by index, with what they are."""
    found = _top(lines, pack)
    for index, line in enumerate(lines):
        if index in found:
            continue
        if pack.full("imprint", line.text):
            found[index] = Kind.IMPRINT
        elif pack.full("index", line.text):
            found[index] = Kind.INDEX
    return found


def _top(lines: list[Line], pack: Pack) -> dict[int, Kind]:
    """The lines before the first article: a masthead, meta lines, a running head, in any order."""
    found: dict[int, Kind] = {}
    for index, line in enumerate(lines[:_TOP]):
        kind = _kind(line, pack, index)
        if kind is None:
            break
        found[index] = kind
    if len(found) > 1 or any(kind is not Kind.MASTHEAD for kind in found.values()):
        return found
    return _alone(found, lines)


def _alone(found: dict[int, Kind], lines: list[Line]) -> dict[int, Kind]:
    """A masthead and nothing else is one only when a wide gap sets it apart."""
    return found if found and len(lines) > 1 and lines[1].gap > 1 else {}


def _kind(line: Line, pack: Pack, index: int) -> Kind | None:
    if len(line.text) <= _MOST_FIELDS_LINE and fields_of(line.text, pack):
        return Kind.RUNNING_HEAD if pack.search("running_words", line.text) else Kind.ISSUE_META
    if pack.full("running_head", line.text):
        return Kind.RUNNING_HEAD
    if len(line.text) <= _MOST_HEAD and pack.full("masthead", line.text):
        return Kind.MASTHEAD
    return None


def fields_of(text: str, pack: Pack) -> dict[str, str]:
    """What a meta line says, each field as printed, the date as ISO. Empty for an ordinary line."""
    fields: dict[str, str] = {}
    for key in _FIELDS:
        found = pack.search(key, text)
        if found:
            fields[key] = _iso(found.groupdict(), pack) if key == "date" else _value(found)
    covered = sum(len(value) for value in fields.values())
    strong = len(fields) > 1 or covered >= 0.3 * len(text)
    return fields if strong and text[-1] not in pack.final.replace(".", "") else {}


def metadata_of(lines: list[Line], furniture: dict[int, Kind], pack: Pack) -> dict[str, str | int]:
    """What the furniture says of the issue; only what is printed."""
    metadata: dict[str, str | int] = {}
    for index, kind in furniture.items():
        text = lines[index].text
        if kind is Kind.MASTHEAD:
            metadata.setdefault("paper", text)
        elif kind in (Kind.ISSUE_META, Kind.RUNNING_HEAD):
            for key, value in fields_of(text, pack).items():
                metadata.setdefault(key, value)
        if kind is Kind.RUNNING_HEAD and (found := pack.match("page_number", text)):
            metadata.setdefault("page_number", found["value"].lstrip("0"))
    for key in ("issue_number", "page_count"):
        if key in metadata:
            digits = "".join(filter(str.isdigit, str(metadata[key])))
            metadata[key] = int(digits) if key == "page_count" else digits
    return metadata


def _value(found: re.Match[str]) -> str:
    return (found.groupdict().get("value") or found[0]).strip()


def _iso(groups: dict[str, str | None], pack: Pack) -> str:
    """A date as YYYY-MM-DD; months by number or by name; years of the Republic counted from 1912."""
    months = pack.words("months")
    month = (groups.get("month") or "").strip(".").lower()
    number = (
        int(month)
        if month.isdigit()
        else 1 + next((index for index, names in enumerate(months) if month in names.split()), 0)
    )
    year = int(groups["year"] or 0) if groups.get("year") else 1911 + int(groups.get("republic") or 0)
    return f"{year:04}-{number:02}-{int(groups.get('day') or 0):02}"

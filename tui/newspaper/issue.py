"""The issue that a page belongs to: its masthead and meta lines, and what they say."""

import re

from tui.core.publication import Kind
from tui.newspaper.figures import iso_date, number_of
from tui.newspaper.lines import Line, blocks_of
from tui.newspaper.pack import Pack

_TOP, _HEAD_LINES, _MASTHEAD_LINES, _BODY_LINES, _LEAST_COLUMN = 60, 6, 3, 5, 26
_MOST_FIELDS_LINE, _MOST_HEAD, _MOST_AMONG = 150, 60, 60
_AMONG, _AMONG_SPACED, _MOST_AD = 1, 14, 12
_PAGE_AT_END = re.compile(r"(?:[ .·…]|\bp\.|[第版面页頁])[A-Z]?-?\d{1,3}(?:[版面页頁])?$")
_WEAK = {"weekday", "editor"}
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
    "sign",
)


def furniture_of(lines: list[Line], pack: Pack, inner: bool = False) -> dict[int, Kind]:
    """Lines that belong to the issue and not to an article, by index, with what they are. An `inner` page has no
    masthead but a running head."""
    found = _top(lines[:_HEAD_LINES] if inner else lines, pack)
    if inner:
        found = {index: kind for index, kind in found.items() if _kind([lines[index]], pack, index)}
    for index, line in enumerate(lines):
        if index in found:
            continue
        if pack.full("imprint", line.text):
            found[index] = Kind.IMPRINT
        elif pack.full("index", line.text):
            found |= dict.fromkeys(_listed(lines, index), Kind.INDEX)
        elif pack.full("ad_line", line.text):
            found[index] = Kind.AD
        elif pack.full("ad", line.text):
            found |= dict.fromkeys(_advertised(lines, index, pack), Kind.AD)
    return found


def _advertised(lines: list[Line], label: int, pack: Pack) -> range:
    """The line that says that it is an advertisement, and what stands under it without a blank line between."""
    end = label + 1
    most = min(len(lines), label + _MOST_AD)
    while end < most and lines[end].gap == 1 and not pack.full("imprint", lines[end].text):
        end += 1
    return range(label, end)


def _listed(lines: list[Line], label: int) -> range:
    """A label of an index and the lines below it that end with the number of a page."""
    end = label + 1
    while end < len(lines) and lines[end].gap == 1 and _PAGE_AT_END.search(lines[end].text):
        end += 1
    return range(label, end)


def _top(lines: list[Line], pack: Pack) -> dict[int, Kind]:
    """The lines before the first article: masthead, meta lines, running head, and what stands among them."""
    found: dict[int, Kind] = {}
    for start, end in _pieces(lines[: _before_body(lines, pack)], pack):
        kind = _kind(lines[start:end], pack, start)
        if kind is None:
            continue
        among = range(max(found, default=-1) + 1, start)
        most = _AMONG_SPACED if pack.spaced else _AMONG
        if len(among) > most or any(lines[index].width > _MOST_AMONG for index in among):
            break
        found |= dict.fromkeys(among, Kind.ISSUE_META)
        found |= dict.fromkeys(range(start, end), kind)
    if len(found) > 1 or any(kind is not Kind.MASTHEAD for kind in found.values()):
        return found
    apart = len(lines) > 1 and (lines[1].gap > 1 or (not pack.spaced and all(line.gap == 1 for line in lines[1:])))
    return found if found and apart else {}


def _pieces(lines: list[Line], pack: Pack) -> list[tuple[int, int]]:
    """Lines; where narrow columns may break a date over lines, whole blocks below the first lines."""
    if not pack.spaced:
        return [(index, index + 1) for index in range(len(lines))]
    head = [(index, index + 1) for index in range(min(_HEAD_LINES, len(lines)))]
    return head + [(max(start, len(head)), end) for start, end in blocks_of(lines) if end > len(head)]


def _before_body(lines: list[Line], pack: Pack) -> int:
    """How many lines stand above the first running text; also where no blank line parts them from it."""
    for start, end in blocks_of(lines[:_TOP]):
        full = sum(0 < 0.8 * line.column <= line.width for line in lines[start:end] if line.column >= _LEAST_COLUMN)
        if full >= _BODY_LINES or any(line.width > _MOST_FIELDS_LINE for line in lines[start:end]):
            known = (at for at in range(start, min(end, _HEAD_LINES)) if not _kind(lines[at : at + 1], pack, at))
            return next(known, start)
    return min(len(lines), _TOP)


def _kind(lines: list[Line], pack: Pack, index: int) -> Kind | None:
    text = " ".join(line.text for line in lines)
    if lines[0].width <= _MOST_FIELDS_LINE and fields_of(text, pack):
        return Kind.RUNNING_HEAD if pack.search("running_words", text) else Kind.ISSUE_META
    if index < _HEAD_LINES and pack.full("running_head", text):
        return Kind.RUNNING_HEAD
    if index < _MASTHEAD_LINES and lines[0].width <= _MOST_HEAD and pack.full("masthead", text):
        return Kind.MASTHEAD
    return None


def fields_of(text: str, pack: Pack) -> dict[str, str]:
    """What a meta line says, each field as printed, the date as ISO. Empty for an ordinary line. `sign`: words
    that stand in mastheads and say nothing of the issue."""
    fields: dict[str, str] = {}
    for key in _FIELDS:
        found = pack.search(key, text) or (pack.search("date_other", text) if key == "date" else None)
        if found:
            fields[key] = iso_date(found.groupdict(), pack) if key == "date" else _value(found)
    covered = sum(len(value) for value in fields.values())
    strong = len(fields) > 1 or (covered >= 0.5 * len(text) and not fields.keys() <= _WEAK)
    strong = strong or pack.match("sign", text) is not None
    return fields if strong and text[-1] not in pack.final.replace(".", "") else {}


def metadata_of(lines: list[Line], furniture: dict[int, Kind], pack: Pack) -> dict[str, str | int]:
    """What the furniture says of the issue; only what is printed."""
    told = [(kind, lines[index].text) for index, kind in furniture.items()]
    return told_by(told, _meta_texts(lines, furniture, pack), pack)


def told_by(furniture: list[tuple[Kind, str]], meta: list[str], pack: Pack) -> dict[str, str | int]:
    """What furniture says of the issue. `meta`: its lines with dates, numbers and the like."""
    metadata: dict[str, str | int] = {}
    for kind, text in furniture:
        if kind is Kind.MASTHEAD:
            metadata.setdefault("paper", text)
        if kind is Kind.RUNNING_HEAD and (found := pack.match("page_number", text)):
            metadata.setdefault("page_number", found["value"].lstrip("0"))
    for text in meta:
        for key, value in fields_of(text, pack).items():
            metadata.setdefault(key, value)
    metadata.pop("sign", None)
    for key in ("issue_number", "page_count"):
        if key in metadata:
            said = str(metadata[key])
            digits = "".join(filter(str.isdigit, said)) or str(number_of(said))
            metadata[key] = int(digits) if key == "page_count" else digits
    return metadata


def _meta_texts(lines: list[Line], furniture: dict[int, Kind], pack: Pack) -> list[str]:
    """The meta lines; and where narrow columns break a date over lines, those of one block together."""
    meta = [index for index, kind in furniture.items() if kind in (Kind.ISSUE_META, Kind.RUNNING_HEAD)]
    texts = [lines[index].text for index in meta]
    if pack.spaced:
        for start, end in blocks_of(lines[: len(furniture)]):
            texts.append(" ".join(lines[index].text for index in range(start, end) if index in furniture))
    return texts


def _value(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return (groups.get("value") or groups.get("value_in_words") or found[0]).strip()

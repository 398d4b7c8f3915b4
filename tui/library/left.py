"""All that people have left in the texts of a library, as plain lists and dictionaries: out of one, into another.

Texts are named by their keys, which are made from them, so what is taken in is there as soon as the same text is
opened. What is there already stays as it is.
"""

from collections.abc import Iterator
from typing import Any

from tui.core.clean import clean, clean_line, printable
from tui.errors import FormatError
from tui.library import Library, sealed
from tui.library.stored import Kept
from tui.library.writing import transaction
from tui.texts import _, n_

FORMAT = "mangdao-marks/2"
_FORMATS = (FORMAT, "mangdao-marks/1")  # which counted articles from 0
_KEYS = """SELECT publication FROM places UNION SELECT publication FROM bookmarks
    UNION SELECT publication FROM highlights UNION SELECT publication FROM read_articles
    UNION SELECT publication FROM tags ORDER BY 1"""
_MARKS = {"bookmarks": ("name",), "highlights": ("name", "category", "note")}
_LONGEST = 100_000  # characters of a name or a note


def marked(library: Library) -> frozenset[str]:
    """The keys of what has bookmarks or highlights in it."""
    rows = library.do("SELECT publication FROM bookmarks UNION SELECT publication FROM highlights")
    return frozenset(str(key) for (key,) in rows)


def given(library: Library) -> dict[str, Any]:
    """What can be written as JSON, and given to `taken` again. Raises LibraryError."""
    return {"format": FORMAT, "publications": [_of(library, str(key)) for (key,) in library.do(_KEYS)]}


def taken_from(library: Library, data: bytes, name: str) -> str:
    """Takes in what stands in a file; a sentence about how much of it was new. Raises LibraryError, and FormatError
    where there are no marks in it."""
    import json

    try:
        count = taken(library, json.loads(data))
    except (ValueError, RecursionError) as error:
        text = _("{name} holds no marks of a library; mangdao marks writes them.")
        raise FormatError(text.format(name=printable(name))) from error
    return n_("{n} place, mark or tag is new.", "{n} places, marks and tags are new.", count)


def taken(library: Library, data: object) -> int:
    """Takes in what `given` has made, or the marks of one publication as they are exported, all of it or nothing; how
    many of its places, marks and tags were new. What is no such thing is passed over. Raises LibraryError, and
    ValueError where it is nothing of the kind."""
    if isinstance(data, list):
        data = _gathered(data)
    if (
        not isinstance(data, dict)
        or data.get("format") not in _FORMATS
        or not isinstance(data.get("publications"), list)
    ):
        raise ValueError
    count = 0
    with transaction(library):
        for each in data["publications"]:
            if isinstance(each, dict) and _is_name(each.get("key")):
                count += _take(library, str(each["key"]), each)
    return count


def _gathered(rows: list[Any]) -> dict[str, Any]:
    """Exported marks in the form of `given`. Raises ValueError where there are none."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if not isinstance(row, dict) or not _is_text(row.get("key")) or not isinstance(row.get("place"), dict):
            continue
        each = found.setdefault(row["key"], {"key": row["key"], "bookmarks": [], "highlights": []})
        marks = each["bookmarks"] if row.get("kind") == "bookmark" else each["highlights"]
        marks.append(
            row["place"] | {"name": row.get("text")} | {name: row.get(name, "") for name in ("category", "note")}
        )
    if not found:
        raise ValueError
    return {"format": FORMAT, "publications": list(found.values())}


def _of(library: Library, key: str) -> dict[str, Any]:
    place = sealed.place(library, key)
    rows = library.do("SELECT title, path FROM publications WHERE key = ?", key) or [("", "")]
    made: dict[str, Any] = {"key": key, "title": rows[0][0], "path": rows[0][1]}
    made["place"] = place.as_data() if place else None
    made["read"] = _list(library, "SELECT article FROM read_articles WHERE publication = ? ORDER BY 1", key)
    made["tags"] = _list(library, "SELECT tag FROM tags WHERE publication = ? ORDER BY 1", key)
    for table, names in _MARKS.items():
        made[table] = [
            kept.as_data() | dict(zip((*names, "created"), rest, strict=True))
            for _id, kept, rest in sealed.marks(library, table, key)
        ]
    return made


def _list(library: Library, sql: str, key: str) -> list[str]:
    return [str(value) for (value,) in library.do(sql, key)]


def _take(library: Library, key: str, each: dict[str, Any]) -> int:
    before = len(library.do("SELECT 1 FROM places WHERE publication = ?", key))
    place = _kept(each.get("place"))
    count = int(bool(place and not before))
    if place and not before:
        _put(library, "places", (key, *place.row))
    for table, column in (("read_articles", "read"), ("tags", "tags")):
        for value in filter(None, map(clean_line, filter(_is_text, _items(each, column)))):
            count += len(library.do(f"INSERT OR IGNORE INTO {table} VALUES (?, ?) RETURNING 1", key, value))
    return count + sum(_take_marks(library, table, key, each) for table in _MARKS)


def _take_marks(library: Library, table: str, key: str, each: dict[str, Any]) -> int:
    known = {(kept, *rest[:-1]) for _id, kept, rest in sealed.marks(library, table, key)}
    new = [mark for mark in _marks(table, each) if mark[:-1] not in known]
    for kept, *rest in new:
        _put(library, table, (key, *kept.row, *rest), None)
    return len(new)


def _marks(table: str, each: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for mark in _items(each, table):
        kept = _kept(mark)
        texts = [mark.get(name, "") for name in _MARKS[table]] if kept else []
        if kept and all(map(_is_text, texts)):
            yield (kept, *map(clean_line, texts), _time(mark.get("created")))


def _put(library: Library, table: str, values: tuple[object, ...], *number: None) -> None:
    sql, sealed_values = sealed.put(table, values, *number)
    library.do(sql, *sealed_values)


def _items(each: dict[str, Any], name: str) -> list[Any]:
    found = each.get(name)
    return found if isinstance(found, list) else []


def _kept(value: object) -> Kept | None:
    if not isinstance(value, dict):
        return None
    if type(value.get("number")) is int:
        value = value | {"position": value["number"] - 1}
    kept = Kept.checked(*(value.get(name) for name in Kept._fields[:5]))
    kept = kept and kept._replace(before=before if _is_name(before := value.get("before", "")) else "")
    is_right = kept and all(0 <= number < 2**31 for number in kept[1:4]) and _is_name(kept.text + kept.article)
    return kept if is_right else None


def _time(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) and 0 <= value < 2**40 else 0.0


def _is_text(value: object) -> bool:
    """Without halves of characters, which SQLite does not keep."""
    return isinstance(value, str) and len(value) <= _LONGEST and value.encode("utf-8", "ignore").decode() == value


def _is_name(value: object) -> bool:
    """As this program writes keys and passages."""
    return _is_text(value) and clean(str(value)) == value

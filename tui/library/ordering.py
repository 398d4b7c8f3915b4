"""The list of publications in another order than that in which they were opened."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from tui.core.letters import folded
from tui.library import Library

_NUMBER = re.compile(r"(\d+)")
_TITLES = "SELECT key, title FROM publications"
_DETAILS = "SELECT publication, {} FROM details"

_STATES = """SELECT p.key, CASE
    WHEN d.articles > 0 AND (SELECT count(*) FROM read_articles WHERE publication = p.key) >= d.articles THEN 3
    WHEN p.key IN (SELECT publication FROM places UNION SELECT publication FROM read_articles) THEN 1 ELSE 2 END
    FROM publications p LEFT JOIN details d ON d.publication = p.key"""


def ordered(library: Library, keys: Sequence[str], order: str) -> list[str]:
    """By title, author, date (the newest first), length (the shortest first) or state (begun, unread, read); what
    nobody knows comes last, and what is alike stays as it was."""
    if order not in _SORTED:
        return [*keys]
    sql, sorting = _SORTED[order]
    known = {key: sorting(fact) for key, fact in library.do(sql) if fact}
    told = [key for key in keys if key in known]
    told.sort(key=known.__getitem__, reverse=order == "date")
    return told + [key for key in keys if key not in known]


def _by_words(text: str) -> list[str | int]:
    """As people count: part 2 before part 10."""
    parts = _NUMBER.split(folded(text))
    return [int(part[:9]) if number % 2 else part for number, part in enumerate(parts)]


def _by_surname(author: str) -> list[str | int]:
    """The last word of the first author, Austen of "Jane Austen" and of "Austen, Jane" alike."""
    first = author.split(",")[0].split()
    return _by_words(f"{first[-1] if first else ''} {author}")


_SORTED: dict[str, tuple[str, Callable[..., Any]]] = {
    "title": (_TITLES, _by_words),
    "author": (_DETAILS.format("coalesce(author, '') AS name"), _by_surname),
    "date": (_DETAILS.format("date"), str),
    "state": (_STATES, int),
    "length": (_DETAILS.format("min(minutes, 1000000) * 1000000000 + min(characters, 999999999)"), int),
}

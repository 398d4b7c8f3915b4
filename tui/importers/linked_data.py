"""What a page says of its article to programs, in scripts of linked data (JSON-LD) and in its head."""

import json
from contextlib import suppress
from typing import Any

from tui.core.clean import clean_line
from tui.core.light import Iterator
from tui.importers.days import day_in
from tui.importers.tree import Element

_KINDS = ("article", "posting", "report", "review", "recipe", "chapter", "book")
_LARGEST, _MOST = 200_000, 500  # characters of a script, and things in it that are looked at
_PEOPLE = 20


def told_by(page: Element) -> dict[str, str]:
    """Title, author, date, publisher and language of the first article of which a page tells these."""
    for script in page.all("script"):
        if script.get("type").partition(";")[0].strip().lower() == "application/ld+json":
            for thing in _things(script.text):
                if found := _of(thing):
                    return found
    return {}


def _things(text: str) -> Iterator[dict[str, Any]]:
    """The objects that a script names, the outer ones first."""
    waiting: list[Any] = []
    if len(text) <= _LARGEST:
        with suppress(ValueError, RecursionError):
            waiting = [json.loads(text)]
    for _each in range(_MOST):
        if not waiting:
            return
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting[:0] = thing[:_MOST]
        elif isinstance(thing, dict):
            yield thing
            waiting += [thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing]


def _of(thing: dict[str, Any]) -> dict[str, str]:
    kinds = thing.get("@type")
    named = " ".join(kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str))
    if not named.lower().endswith(_KINDS):
        return {}
    told = {
        "title": _words(thing.get("headline")) or _words(thing.get("name")),
        "author": ", ".join(_names(thing.get("author"))),
        "date": day_in(_words(thing.get("datePublished")) or _words(thing.get("dateCreated"))),
        "publisher": ", ".join(_names(thing.get("publisher"))),
        "language": _words(thing.get("inLanguage")),
    }
    return {name: text for name, text in told.items() if text}


def _words(value: Any) -> str:  # noqa: ANN401 - whatever stands in a script
    return clean_line(value) if isinstance(value, str) else ""


def _names(value: Any) -> list[str]:  # noqa: ANN401 - the same
    """The names of people or firms, each once; addresses are none."""
    listed = value if isinstance(value, list) else [value]
    found = (_words(each.get("name") if isinstance(each, dict) else each) for each in listed[:_PEOPLE])
    return list(dict.fromkeys(name for name in found if name and "://" not in name))

"""JSON: everything that is known of a publication, with the spans of the source that each block came from.

The field names are those of newspage-pred/1: `issue`, `articles[]` with `items[]` of `role`, `text`, `spans`,
and `furniture[]`.
"""

import json
from typing import Any, TextIO

from tui.core.progress import told
from tui.core.publication import Article, Block, Kind, Place, Publication
from tui.core.tables import cells

_EMPTY = '"articles": []'
"""Nothing else in JSON looks like it: in a text the quotation marks have a stroke before them."""


def write(publication: Publication, out: TextIO) -> None:
    """Writes it as UTF-8 JSON with two spaces of indent."""
    placed, around = _placed(publication), _around(publication)
    before, after = _json(around).split(_EMPTY)
    out.write(before + _EMPTY[:-1])
    for number, article in enumerate(told(placed)):  # one after the other: each is a moment to end it
        out.write(("," if number else "") + "\n    " + _json(article_data(article)).replace("\n", "\n    "))
    out.write(("\n  ]" if placed else "]") + after + "\n")


def as_data(publication: Publication) -> dict[str, Any]:
    """The publication as plain dictionaries and lists. Text that found no place is `misc` furniture."""
    return _around(publication) | {"articles": [article_data(article) for article in told(_placed(publication))]}


def _placed(publication: Publication) -> list[Article]:
    return [article for article in publication.articles if article.kind != "unplaced"]


def _around(publication: Publication) -> dict[str, Any]:
    """All but the articles."""
    homeless = [block for article in publication.articles if article.kind == "unplaced" for block in article.blocks]
    furniture = [_item(block) for block in publication.furniture]
    furniture += [_item(block._replace(kind=Kind.MISC)) for block in homeless]
    return {
        "key": publication.key,
        "title": publication.title,
        "language": publication.language,
        "issue": dict(publication.metadata),
        "articles": [],
        "furniture": furniture,
        "pages": [{"label": page.label, "place": _place(page.place)} for page in publication.pages],
    }


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def article_data(article: Article) -> dict[str, Any]:
    """One article as plain dictionaries and lists."""
    data: dict[str, Any] = {
        "key": article.key,
        "kind": article.kind,
        "title": article.title,
        "kicker": " ".join(article.texts(Kind.KICKER)),
        "subtitles": list(article.texts(Kind.SUBTITLE)),
        "tag": " ".join(article.texts(Kind.TAG)),
        "bylines": [byline._asdict() for byline in article.bylines],
        "dateline": article.dateline,
        "date": article.date,
        "items": [_item(block) for block in article.blocks],
    }
    return data | ({"level": article.level} if article.level else {})


def _place(place: Place | None) -> dict[str, int] | None:
    """Articles are counted from 1, as everywhere; paragraphs and characters say how many stand before."""
    return place and {"article": place.article + 1, "block": place.block, "offset": place.offset}


def _item(block: Block) -> dict[str, Any]:
    """What newspaper pages know nothing of, level and links, is there only where there is some."""
    item: dict[str, Any] = {
        "role": block.kind.value,
        "text": block.text,
        "spans": [list(span) for span in block.spans],
    }
    links = [link._asdict() | {"place": _place(link.place)} for link in block.links]
    texts = cells(block) if block.cells else []
    known = {"page": block.page, "level": block.level, "links": links, "cells": texts, "gap": block.gap}
    known["readings"] = [each._asdict() for each in block.readings]
    return item | {name: value for name, value in known.items() if value}

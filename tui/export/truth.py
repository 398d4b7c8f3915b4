"""The truth of a page: newspage-truth/1, to measure by or to learn from. Of a page that somebody has put right.

`units`: every headline, paragraph … with the spans it was made of; `boundaries`: every line end between two
characters that are not white space, and whether one unit goes on over it (join), another paragraph begins (para)
or something else (struct). `text` is the page itself, in whose characters all offsets count.
"""

import json
import re
from itertools import chain
from typing import Any, TextIO

from tui.core.publication import Article, Block, Kind, Publication
from tui.core.source import pieces
from tui.errors import UsageError
from tui.texts import _

_Unit = dict[str, Any]


def write(publication: Publication, out: TextIO) -> None:
    """Writes it as UTF-8 JSON. Raises UsageError for what is no newspaper page."""
    json.dump(as_truth(publication), out, ensure_ascii=False, indent=1)
    out.write("\n")


def as_truth(publication: Publication) -> dict[str, Any]:
    """The truth as plain dictionaries and lists."""
    from hashlib import sha256

    text = publication.source
    if not text:
        message = _("Only a newspaper page can be exported as truth, and {name} is none.")
        raise UsageError(message.format(name=publication.title))
    placed = [article for article in publication.articles if article.kind != "unplaced"]
    units = _units(publication, placed)
    return {
        "format": "newspage-truth/1",
        "name": publication.title,
        "lang": publication.language,
        "txt": f"{publication.title}.txt",
        "sha256": sha256(text.encode()).hexdigest(),
        "n_chars": len(text),
        "n_nonspace": len("".join(text.split())),
        "issue": dict(publication.metadata),
        "articles": [_article(number, article, units) for number, article in enumerate(placed, 1)],
        "units": units,
        "dropped_hyphens": sorted(_dropped(publication)),
        "boundaries": _boundaries(text, units),
        "notes": [],
        "text": text,
    }


def _units(publication: Publication, placed: list[Article]) -> list[_Unit]:
    """In the order of the page. Text that found no place is furniture that is nothing else."""
    lost = [article for article in publication.articles if article.kind == "unplaced"]
    homeless = [block._replace(kind=Kind.MISC) for article in lost for block in article.blocks]
    owned: list[tuple[int | None, Block]] = [(None, block) for block in (*publication.furniture, *homeless)]
    owned += [(number, block) for number, article in enumerate(placed, 1) for block in article.blocks]
    owned.sort(key=lambda each: each[1].spans)
    return [
        {
            "id": number,
            "article": article,
            "role": block.kind.value,
            "spans": [list(span) for span in block.spans],
            "text": block.text,
        }
        for number, (article, block) in enumerate(owned)
    ]


def _article(number: int, article: Article, units: list[_Unit]) -> dict[str, Any]:
    ids = {tuple(unit["spans"][0]): unit["id"] for unit in units if unit["article"] == number}
    first = {kind: next(iter(article.texts(kind)), None) for kind in (Kind.TAG, Kind.KICKER, Kind.JUMP)}
    return {
        "id": number,
        "kind": article.kind,
        "tag": first[Kind.TAG],
        "kicker": first[Kind.KICKER],
        "title": article.title or None,
        "subtitles": article.texts(Kind.SUBTITLE),
        "byline_lines": article.texts(Kind.BYLINE),
        "credits": article.texts(Kind.CREDIT),
        "section_heads": article.texts(Kind.HEAD),
        "body": article.texts(Kind.PARAGRAPH),
        "captions": article.texts(Kind.CAPTION),
        "jump": first[Kind.JUMP],
        "bylines": [byline._asdict() for byline in article.bylines],
        "dateline": article.dateline or None,
        "date": article.date or None,
        "units": [ids[block.spans[0]] for block in article.blocks],
    }


def _dropped(publication: Publication) -> list[int]:
    """Where hyphens stand that only the line end had put there."""
    found = []
    for block in chain(publication.furniture, *(article.blocks for article in publication.articles)):
        for start, end, span in pieces(block, publication.source):
            if end - start < len(" ".join(publication.source[slice(*span)].split())):
                found.append(span.end - 1)
    return found


def _boundaries(text: str, units: list[_Unit]) -> list[dict[str, Any]]:
    owner: dict[int, _Unit] = {}
    for unit in units:
        for start, end in unit["spans"]:
            owner |= dict.fromkeys(range(start, end), unit)
    found = []
    for match in re.finditer(r"\S([^\S\n]*+\n\s*+)(?=\S)", text):
        one, other = owner.get(match.start()), owner.get(match.end())
        if one is None or other is None:
            continue  # the sign that stands for a figure of a PDF is no text of anybody
        boundary = {"before": match.start(), "after": match.end(), "newlines": match[1].count("\n")}
        boundary |= {"label": _label(one, other), "new_article": one["article"] != other["article"]}
        found.append(boundary | {"roles": [one["role"], other["role"]]})
    return found


def _label(one: _Unit, other: _Unit) -> str:
    if one is other:
        return "join"
    both = one["article"] is not None and one["article"] == other["article"]
    return "para" if both and one["role"] == other["role"] == Kind.PARAGRAPH else "struct"

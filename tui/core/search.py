"""Finding text in a publication. Letter case and full-width forms do not matter; white space is one space."""

import re

from tui.core.blocks import numbered
from tui.core.light import Iterator
from tui.core.publication import Place, Publication

_SURROUNDINGS = 16


def hits(publication: Publication, query: str) -> Iterator[Place]:
    """Places where the query begins, in reading order. Nothing for a blank query."""
    found = _compiled(query)
    if found is None:
        return
    for article_number, article in enumerate(publication.articles):
        for block_number, block in numbered(article.blocks):
            for match in found.finditer(block.text):
                yield Place(article_number, block_number, match.start())


def position(text: str, query: str) -> int:
    """Where a block that an index has found says it: the whole query, else its first word, else the beginning."""
    for wanted in (query, *query.split()[:1]):
        pattern = _compiled(wanted)
        if pattern and (match := pattern.search(text)):
            return match.start()
    return 0


def surroundings(text: str, offset: int) -> str:
    """A line of text around a hit, the hit near its beginning."""
    start = max(0, offset - _SURROUNDINGS // 2)
    end = min(len(text), offset + 3 * _SURROUNDINGS)
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def _compiled(query: str) -> re.Pattern[str] | None:
    words = [_pattern(word) for word in query.split()]
    return re.compile(r"\s+".join(words), re.IGNORECASE) if words else None


def _pattern(word: str) -> str:
    return "".join(_either_width(character) for character in word)


def _either_width(character: str) -> str:
    """A character as ASCII or as its full-width form: extractors and writers mix "," and ","."""
    code = ord(character)
    if 0x21 <= code <= 0x7E:
        return f"[{re.escape(character)}{re.escape(chr(code + 0xFEE0))}]"
    if 0xFF01 <= code <= 0xFF5E:
        return f"[{re.escape(character)}{re.escape(chr(code - 0xFEE0))}]"
    return re.escape(character)

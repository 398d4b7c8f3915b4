"""Where the text of a publication stands in its source, and the other way round.

Offsets in the source outlive everything: a publication that was decoded or corrected otherwise is cut into other
blocks, but it is made from the same characters.
"""

import re
from bisect import bisect_right

from tui.core.blocks import block_at, numbered
from tui.core.light import Iterator, NamedTuple
from tui.core.publication import Block, Place, Publication, Span


class Piece(NamedTuple):
    """The part of a block's text, from `start` to `end`, that one span of the source made."""

    start: int
    end: int
    span: Span


def pieces(block: Block, source: str) -> Iterator[Piece]:
    """The parts of a block's text, in order; at most a space stands between two."""
    at = 0
    for span in block.spans:
        text = " ".join(source[span.start : span.end].split())
        if not block.text.startswith(text, at):
            text = text[:-1]  # a hyphen at a line end, which the text does without
        yield Piece(at, at + len(text), span)
        at += len(text)
        at += block.text.startswith(" ", at)


class SourceMap:
    """Finds places by offsets in the source. Made once for a publication that has a source and articles."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._spans = sorted(
            (span, article_number, block_number)
            for article_number, article in enumerate(publication.articles)
            for block_number, block in numbered(article.blocks)
            for span in block.spans
        )

    def offset(self, place: Place) -> int:
        """Where in the source the character at a place stands."""
        source = self.publication.source
        block = block_at(self.publication, place)
        piece = None
        for piece in pieces(block, source):
            if place.offset < piece.end:
                return piece.span.start + _in_source(source[slice(*piece.span)], max(0, place.offset - piece.start))
        return piece.span.end - 1 if piece else 0

    def place(self, offset: int) -> Place:
        """Where a character of the source stands; where it is in no article, the next one that is."""
        at = max(0, bisect_right(self._spans, (Span(offset + 1, -1), 0, 0)) - 1)
        if self._spans[at][0].end <= offset and at + 1 < len(self._spans):
            at += 1
        span, article, number = self._spans[at]
        source = self.publication.source
        block = self.publication.articles[article].blocks[number]
        piece = next(piece for piece in pieces(block, source) if piece.span == span)
        inside = source[span.start : min(max(span.start, offset), span.end - 1)]
        return Place(article, number, min(piece.start + _in_text(inside), len(block.text) - 1))


def _in_source(segment: str, shown: int) -> int:
    """Where in a part of the source its `shown`-th character stands, runs of white space counted as one."""
    words = " ".join(segment.split())
    if len(words) == len(segment):
        return min(shown, len(segment) - 1)
    at = 0
    for word in re.finditer(r"\S+", segment):
        if shown < at + len(word[0]):
            return word.start() + max(0, shown - at)
        at += len(word[0]) + 1
    return len(segment) - 1


def _in_text(before: str) -> int:
    """How many characters of text stand for these of the source, which begin with a word."""
    shown = len(" ".join(before.split()))
    return shown + (1 if before[-1:].isspace() else 0)

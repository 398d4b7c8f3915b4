"""An ordinary text → one article with its paragraphs, whole and in order."""

from tui.core.publication import Article, Block, Kind, Publication, Span
from tui.importers.paragraphs import is_spaced, paragraphs_of, title_of
from tui.newspaper.glue import Glue
from tui.newspaper.keys import key_of, with_keys
from tui.newspaper.language import language_of
from tui.newspaper.lines import Line, lines_of


def document(text: str, name: str) -> Publication:
    """The text as a publication of one article. `text` is cleaned and not blank."""
    language = language_of(text)
    lines = lines_of(text)
    glue = Glue(text, is_spaced(language))
    blocks = [_block(glue, unit, language) for unit in paragraphs_of(lines)]
    title = title_of(lines)
    if title:
        blocks[0] = blocks[0]._replace(kind=Kind.TITLE)
    article = Article("", title, tuple(blocks), "document")
    return Publication(key_of(text), name, with_keys([article]), language)


def _block(glue: Glue, unit: list[Line], language: str) -> Block:
    spans = tuple(Span(line.start, line.end) for line in unit)
    return Block(glue.join(spans), Kind.PARAGRAPH, spans, language)

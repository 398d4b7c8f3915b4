"""An ordinary text → one article with its paragraphs, whole and in order."""

from tui.core.publication import Article, Kind, Publication
from tui.importers.paragraphs import blocks_from, is_spaced, title_of
from tui.newspaper.glue import Glue
from tui.newspaper.keys import key_of, with_keys
from tui.newspaper.language import language_of
from tui.newspaper.lines import lines_of


def document(text: str, name: str) -> Publication:
    """The text as a publication of one article. `text` is cleaned and not blank."""
    language = language_of(text)
    lines = lines_of(text)
    glue = Glue(text, is_spaced(language))
    blocks = list(blocks_from(lines, text, glue, language))
    title = title_of(lines) if blocks[0].kind is Kind.PARAGRAPH else ""
    if title:
        blocks[0] = blocks[0]._replace(kind=Kind.TITLE)
    article = Article("", title, tuple(blocks), "document")
    return Publication(key_of(text), name, with_keys([article]), language)

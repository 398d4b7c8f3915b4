"""Plain text: a newspaper page, or any other document, which comes out whole as one article."""

from os.path import basename, splitext

from tui.core.clean import clean
from tui.core.publication import Publication
from tui.importers.encoding import decode, empty

_OF_PROGRAMS, _FEW = "{}=<>|_$", 0.002  # of all characters
LONG = 256_000  # bytes above which a text is read in parts; no page of a newspaper has as many


def parse(data: bytes, name: str) -> Publication:
    """The publication in a text file; FormatError when it is no text or there is nothing in it."""
    if len(data) > LONG:
        from tui.importers.long_text import from_memory

        return from_memory(data, name)
    text = clean(decode(data, name))
    if not text.strip():
        raise empty(name)
    title = splitext(basename(name))[0] or name
    from tui.newspaper import analyse, page_of  # nothing of it is needed for a long text

    page = page_of(text)
    if page is not None and not _is_about_programs(text):
        return analyse(page, title).publication
    from tui.importers.document import document

    return document(text, title)


def _is_about_programs(text: str) -> bool:
    """Manuals have words before a dash where newspapers have places."""
    if sum(map(text.count, _OF_PROGRAMS)) < _FEW * len(text):
        return False
    from tui.importers.listings import holds_programs  # no newspaper has as many of these signs

    return holds_programs(text)

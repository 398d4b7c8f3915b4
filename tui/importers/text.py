"""Plain text: a newspaper page, or any other document, which comes out whole as one article."""

from os.path import basename, splitext

from tui.core.clean import clean
from tui.core.publication import Publication
from tui.errors import FormatError
from tui.importers.encoding import decode
from tui.newspaper import analyse, page_of
from tui.texts import _


def parse(data: bytes, name: str) -> Publication:
    """The publication in a text file; FormatError when it is no text or there is nothing in it."""
    text = clean(decode(data, name))
    if not text.strip():
        raise FormatError(_("{name} is empty: there is nothing to read in it.").format(name=name))
    title = splitext(basename(name))[0] or name
    page = page_of(text)
    if page is not None:
        return analyse(page, title).publication
    from tui.importers.document import document

    return document(text, title)

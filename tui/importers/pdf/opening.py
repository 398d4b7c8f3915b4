"""PDF: born-digital columns, scans with a text layer, books."""

from collections.abc import Sequence

from tui.core.publication import Publication
from tui.errors import FormatError
from tui.importers.pdf.long import long_pdf, upper
from tui.importers.pdf.pages import Entry, Pages, Read, lacking, refusal, spoken, told
from tui.importers.printed.chapters import Listed
from tui.importers.printed.issue import About, is_news, made_of, nothing

_FIRST = 24  # pages by which it is known what kind of document it is
_EAGER = 150  # pages; of a longer book they are read when somebody comes to them
_SECONDS = 9.0  # of the processor, after which the rest of it is treated as that of a longer one
_PATIENCE = 60.0  # the same for a newspaper, which has to be read whole: its articles go on on other pages


def parse(data: bytes, name: str) -> Publication:
    """The publication in a PDF; FormatError when it cannot be read or no page of it has text."""
    pages = Pages(data, name)
    read = pages.read(0, _FIRST, _SECONDS, whole=_EAGER)
    is_book = not _is_news(read)
    until = _EAGER if is_book else read.total
    if is_book:
        read = pages.by_tags(read)
    if len(read.pages) < read.total <= until or not any(page.text for _label, page in read.pages):
        read = pages.more(read, until, _SECONDS if is_book else _PATIENCE)
    if len(read.pages) < read.total and is_book and any(page.text for _label, page in read.pages):
        return long_pdf(pages, read, name)
    return _whole(pages.more(read, read.total, _PATIENCE), name)


def _whole(read: Read, name: str) -> Publication:
    if not any(page.text for _label, page in read.pages):
        raise FormatError(refusal("damaged", name) if read.missing else nothing(name, read.total))
    pages = [told(page) for page in read.pages]
    pages += lacking(read, read.total - len(pages))
    about = About() if _is_news(read) else _about(read)
    return made_of(pages, name, about, _contents(read.outline))


def _is_news(read: Read) -> bool:
    """No newspaper has so many pages, or is set as mathematics are."""
    return read.total <= _EAGER and not read.about.get("typeset") and is_news(read.pages)


def _contents(outline: Sequence[Entry]) -> list[Listed]:
    """All levels: below the chapters only what is found as a heading on its page."""
    chapters = set(upper(outline))
    entries = sorted((entry for entry in outline if chapters), key=lambda entry: entry.page)
    return [Listed(entry.title, entry.page, entry.level + 1, entry in chapters) for entry in entries]


def _about(read: Read) -> About:
    author = {"author": read.about["author"]} if read.about.get("author") else {}
    language = spoken("\n".join(page.text for _label, page in read.pages), read.about.get("language", ""))
    return About(read.about.get("title", ""), language, news=False, metadata={**author})

"""Sheets of boxes → a Publication: an issue where it looks like a newspaper, otherwise one document with pages."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.core.clean import clean_line
from tui.core.publication import Publication
from tui.errors import FormatError
from tui.importers.book import named
from tui.importers.elements import damaged
from tui.importers.pdf.rows import FIGURE
from tui.importers.printed.book import book_of
from tui.importers.printed.chapters import Listed
from tui.newspaper import Page, analyse_issue
from tui.newspaper.boxes import NOWHERE
from tui.newspaper.language import language_of, pack_of
from tui.newspaper.recognise import looks_like_news
from tui.newspaper.setting import printed_page
from tui.newspaper.sheet import Row, Sheet
from tui.newspaper.typeset import Typeset, typeset, without
from tui.texts import _

_JUDGED = 4  # pages
Labelled = tuple[str, Typeset]
"""A page with what it is called."""


class About(NamedTuple):
    """What a source says of itself outside of its pages. `news`: whether it is a newspaper, None where it does not
    say."""

    title: str = ""
    language: str = ""
    news: bool | None = None
    metadata: dict[str, str | int] = {}


def publication_of(sheets: Sequence[Sheet], name: str, about: About | None = None) -> Publication:
    """The publication that the pages make. Raises FormatError where no page has text."""
    pages = [(sheet.label or str(number), typeset(sheet)) for number, sheet in enumerate(sheets, 1)]
    return made_of(pages, name, about or About())


def made_of(pages: Sequence[Labelled], name: str, about: About, contents: Sequence[Listed] = ()) -> Publication:
    """The same of pages that are typeset. `contents`: those of a book."""
    text = "\n\n".join(page.text for _label, page in pages)
    if not text.strip():
        raise FormatError(nothing(name, len(pages)))
    title = about.title or named(name)
    news = about.news
    if news is None:
        news = _is_news(pages, text)
    if not news:
        book = book_of(pages, title, about.language or language_of(text), contents)
        return book._replace(metadata=about.metadata)
    pages = [(label, without(FIGURE, page)) for label, page in pages]
    issue = [(label, _page(page, text)) for label, page in pages if page.text]
    publication = analyse_issue(issue, title).publication
    metadata = {**publication.metadata, **about.metadata}
    return publication._replace(metadata=metadata, title=about.title or publication.title)


def _is_news(pages: Sequence[Labelled], text: str) -> bool:
    return looks_like_news([(_page(page, text), page.columns) for _label, page in pages[:_JUDGED]])


def is_news(pages: Sequence[Labelled]) -> bool:
    """Whether these first pages are those of a newspaper."""
    return _is_news(pages, "\n\n".join(page.text for _label, page in pages[:_JUDGED]))


def mended(sheets: list[Sheet], name: str, fault: int) -> list[Sheet]:
    """The pages, and where there is a fault in a line of their file, a sentence behind them that says so. Raises
    FormatError where nothing is left to read."""
    if not fault:
        return sheets
    if not any(sheet.rows for sheet in sheets):
        raise damaged(name, _("line {number}").format(number=fault))
    words = _("{name} is damaged at line {number}: some of the text may be missing, or in the wrong place.")
    return [*sheets, note(words.format(name=clean_line(name), number=fault))]


def absent(path: str) -> Sheet:
    """A page that says it is not there."""
    return note(_("A page is missing here: {name} cannot be opened.").format(name=clean_line(path)))


def note(words: str, label: str = "") -> Sheet:
    """A page that holds nothing but a remark of the reader's own."""
    return Sheet((Row(f"[{words}]", NOWHERE),), label)


def noted(words: str, label: str = "") -> Labelled:
    """The same, typeset."""
    return label, typeset(note(words))


def _page(page: Typeset, text: str) -> Page:
    """All pages of a source are read in one language."""
    return printed_page(page, pack_of(text))


def nothing(name: str, pages: int) -> str:
    """The sentence for a source whose pages are pictures only."""
    return _(
        "There is no text on the pages of {name} ({pages}), probably they are a scan: run mangdao recognise {name},"
        " which reads scans where Tesseract is installed, and open what that writes."
    ).format(name=name, pages=pages)

"""The pages of a PDF, as many at a time as somebody wants."""

import time
from typing import Any, NamedTuple

from tui.core.progress import part, tell
from tui.errors import FormatError
from tui.extras import command_for
from tui.importers.apart import GoneError, apart
from tui.importers.locks import locked, password_of
from tui.importers.pdf.salvage import UNKNOWN
from tui.importers.printed.issue import Labelled, noted
from tui.newspaper.language import BY_WORDS, KNOWN, language_of
from tui.newspaper.typeset import Lead, Set, Tag, Typeset
from tui.texts import _, n_

_FRONT = 24_000  # characters: a text that is longer has more than what stands in front
_SEVERAL = 2  # pages: where one of them cannot be read, the others can
_CHILD = "tui.importers.pdf.child"


class Entry(NamedTuple):
    """Of the contents: `page` from 0."""

    level: int
    title: str
    page: int


class Read(NamedTuple):
    """`pages` from the page that was asked for, without those that there was no time for. `total`: how many pages
    there are; those that only the file's own count tells of are `missing`, UNKNOWN where nothing tells how many.
    `labels`, `outline` and `about`, which is title, author and language: of the whole, where somebody asked. `seconds`
    of the processor that it took."""

    pages: list[Labelled]
    total: int
    missing: int
    labels: list[str]
    outline: list[Entry]
    about: dict[str, str]
    seconds: float = 0.0


class Pages:
    """Of one file. Raises FormatError where it cannot be read."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._by_tags = False
        self._labels: list[str] = []

    def by_tags(self, read: Read) -> Read:
        """What was read, and all that will be, by the tags of the file where it has some: not of a newspaper."""
        self._by_tags = True
        return read._replace(pages=[(label, page.tagged or page) for label, page in read.pages])

    def read(self, start: int, stop: int, seconds: float, whole: int = 0) -> Read:
        """Pages from `start`, counted from 0, to before `stop`, as far as they come in so many seconds of
        the processor: a busy machine makes no other book of it. `whole`: what is said of the file is wanted too, and
        of one of so many pages all will be read."""
        read = self._some(start, stop, whole)
        while start + len(read.pages) < min(stop, read.total) and read.seconds < seconds:
            at, end = start + len(read.pages), min(stop, read.total)
            with part(len(read.pages) / (read.total if read.total <= whole else end - start), 1.0):
                tell(0, 1)
                more = self._some(at, end)
            if not more.pages:
                break
            found = [*read.pages, *more.pages]
            missing, spent = read.missing + more.missing, read.seconds + more.seconds
            read = read._replace(pages=found, total=more.total, missing=missing, seconds=spent)
        return read

    def more(self, read: Read, stop: int, seconds: float) -> Read:
        """What was read with the pages behind it, to before `stop`."""
        start = len(read.pages)
        if start >= min(stop, read.total):
            return read
        with part(start / read.total, 1.0):
            tell(0, 1)
            more = self.read(start, stop, seconds)
        pages = [*read.pages, *more.pages]
        return read._replace(pages=pages, total=more.total, missing=read.missing + more.missing)

    def _some(self, start: int, stop: int, whole: int = 0) -> Read:
        begun = time.monotonic()
        password = password_of(self._data).encode().hex().encode()
        try:
            answer, gone = apart(_CHILD, b"%d %d %d %s\n" % (start, stop, whole, password) + self._data), None
        except GoneError as error:
            answer, gone = error.answer, error
        if why := answer.get("error"):
            raise locked(self._data, self._name) if why == "password" else FormatError(refusal(why, self._name))
        total = answer.get("count", 0)
        if gone and total < _SEVERAL:
            raise FormatError(_gone(gone.late).format(name=self._name)) from gone
        pages = [_page(page, number) for number, page in enumerate(answer.get("pages", ()), start + 1)]
        self._labels = answer.get("labels", self._labels)
        if gone and start + len(pages) < min(stop, total):
            pages.append(self._lost(start + len(pages)))
        outline = [Entry(*each) for each in answer.get("outline", ())]
        seconds = answer.get("seconds", time.monotonic() - begun)
        read = Read(pages, total, answer["missing"], self._labels, outline, answer.get("about", {}), seconds)
        return self.by_tags(read) if self._by_tags else read

    def _lost(self, number: int) -> Labelled:
        """In the place of the page at which the process that reads them came to its end: the others can be read."""
        label = self._labels[number] if number < len(self._labels) else ""
        return noted(_("This page is damaged, or takes too long to read."), label or str(number + 1))


def _page(page: dict[str, Any], number: int) -> Labelled:
    tagged = _typeset(page["tagged"]) if page["tagged"] else None
    return page["label"] or str(number), _typeset(page)._replace(tagged=tagged)


def _typeset(page: dict[str, Any]) -> Typeset:
    lines, links = tuple(Set(*line) for line in page["lines"]), tuple(Lead(*each) for each in page["links"])
    tags = tuple(Tag(*tag) if tag else None for tag in page["tags"])
    made = Typeset(page["text"], lines, page["columns"], tuple(page["blocks"]), tuple(page["tops"]), links, tags)
    return made._replace(lefts=tuple(page["lefts"]))


def _gone(late: bool) -> str:
    if late:
        return _("{name} takes too long to read; it may be damaged. Save it anew, or open a part of it.")
    return _("{name} is damaged, or needs more memory than there is: save it anew, or open a part of it.")


def refusal(why: str, name: str) -> str:
    """The sentence for what a process that reads a PDF answers instead."""
    words = _(
        "{name} is damaged: it begins like a PDF file, but it ends too early or is put together wrongly; get it again."
    )
    if why == "password":
        words = _("{name} is locked with a password: save it without one in the program that made it, and open that.")
    elif why == "library":
        words = _("To read PDF files, {name} among them, run: {command}")
    return words.format(name=name, command=command_for("documents"))


def spoken(text: str, said: str) -> str:
    """The language of a text whose file says one: many say that of the program that made them, which a text of
    another script, or of a language that is known for sure, tells. What stands in front may be in any: licences are."""
    found = language_of(text[len(text) // 3 :] if len(text) > _FRONT else text)
    own = said.lower().partition("-")[0]
    is_so = found in ("", "en") or found[:2] == own or (found in BY_WORDS and own not in KNOWN)
    return said if said and is_so else found


def lacking(read: Read, left: int) -> list[Labelled]:
    """What is said in the place of pages that there was no time for, so many, and of those that are missing."""
    late = n_(
        "There was no time to read the last page: open a part of this file.",
        "There was no time to read the last {n} pages: open a part of this file.",
        left,
    )
    words = n_(
        "The last page is missing in this file: it is damaged or incomplete.",
        "The last {n} pages are missing in this file: it is damaged or incomplete.",
        read.missing,
    )
    if read.missing == UNKNOWN:
        words = _("This file is damaged or incomplete: pages may be missing, and letters may be wrong.")
    return [
        noted(each) for each in (left and late.format(n=left), read.missing and words.format(n=read.missing)) if each
    ]


def told(page: Labelled) -> Labelled:
    """A page without text says so, in its place among the others."""
    words = _("No text on this page, probably a scan. The command mangdao recognise reads scans.")
    return page if page[1].text else noted(words, page[0])

"""Books in PDF of hundreds of pages: their pages are read when somebody comes to them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import pairwise, takewhile
from os.path import basename, splitext
from threading import Thread
from typing import Any, NamedTuple

from tui.core.clean import clean_line
from tui.core.lazily import Chapter, RecentBlocks
from tui.core.publication import Article, Block, Kind, Place, Publication
from tui.errors import FormatError
from tui.importers.book import nested
from tui.importers.long_book import LaterPage
from tui.importers.pdf.kept import Kept
from tui.importers.pdf.pages import Entry, Pages, Read, lacking, spoken, told
from tui.importers.printed.chapters import Listed
from tui.importers.printed.issue import Labelled
from tui.importers.printed.links import Beginnings, bound, with_notes
from tui.importers.printed.part import Around, Lines, going_on, part_of
from tui.newspaper.keys import key_of
from tui.texts import _

_TOGETHER = 12  # pages that are read at once
_AHEAD = 24  # that are read meanwhile, behind those that somebody reads
_MOST_AHEAD = 96  # of those who go through everything
_AROUND = 3  # pages on both sides of a cut, by which it is told what goes on there
_PATIENCE = 12.0  # seconds of the processor for these
_PARTS = 12  # whose paragraphs are kept
_SAMPLED = 8  # pages by which the book is known again


class _Part:
    """An article to be: pages from `start`, counted from 0, to before `stop`. `goes_on`: with what stands before it, as
    it was cut there for its length. `level`: in the contents, from 1; 0 where it stands in none."""

    def __init__(self, title: str, start: int, stop: int, goes_on: bool, level: int = 0) -> None:
        self.title = title
        self.start = start
        self.stop = stop
        self.goes_on = goes_on
        self.level = level


class _LongPdf:
    def __init__(self, pages: Pages, read: Read) -> None:
        self._pages = pages
        self._read = read
        self._parts = _parts(read)
        self._recent = RecentBlocks(_PARTS)
        words = " ".join(page.text for _label, page in read.pages)
        self._weight = max(1, len(words) // max(1, len(read.pages)))  # characters of a page, about
        self._language = spoken(words, read.about.get("language", ""))
        self._articles: tuple[Article, ...] = ()
        # Of parts that were read, by their first pages: the first block of each page, and where all stand.
        self._begun: dict[int, dict[str, int]] = {}
        self._beginnings: dict[int, Beginnings] = {}
        self._known = Kept(read.pages)
        self._ahead: _Ahead | None = None
        self._passed, self._far = 0, _AHEAD  # where somebody who goes on will be, and how many pages are read ahead
        self._going_on: dict[int, Lines] = {}  # by the page at which a chapter is cut

    def publication(self, title: str) -> Publication:
        made = list(map(self._article, self._parts))
        self._articles = tuple(nested(made, [part.level for part in self._parts]))
        sample = "\n".join(page.text for _label, page in self._read.pages[:_SAMPLED])
        key = key_of(f"{self._read.total}\n{sample}")
        labels = (label or str(number) for number, label in enumerate(self._read.labels[: self._read.total], 1))
        listed = [self._listed(label, number) for number, label in enumerate(labels)]
        metadata = {"author": author} if (author := self._read.about.get("author")) else {}
        title = self._read.about.get("title") or title
        return Publication(key, title, self._articles, self._language, metadata, pages=tuple(listed))

    def _article(self, part: _Part) -> Article:
        blocks = Chapter(partial(self._make, part), self._weight * (part.stop - part.start), self._recent)
        return Article(key_of(f"{part.title}\n{part.start}"), part.title, blocks, "document")

    def _make(self, part: _Part) -> Sequence[Block]:
        first = max(0, part.start - _AROUND)
        is_cut = any(each.goes_on and each.start == part.stop for each in self._parts)
        try:
            self._look_at(first, part.stop + _AROUND)
        except FormatError as error:
            return (Block(str(error), Kind.PARAGRAPH),)
        self._read_ahead(part)
        read = self._known
        pages = [told(page) for page in _some(read, part.start, part.stop)]
        pages += self._lacking(part, len(pages))
        without = self._continued(part.start, read) if part.goes_on else frozenset()
        more = self._continued(part.stop, read) if is_cut else frozenset()
        before, behind = _some(read, first, part.start), _some(read, part.stop, part.stop + _AROUND)
        blocks, begins = part_of(
            pages, self._language, Around(before, behind, without, more), self._contents(part.start)
        )
        self._note(part, begins)
        blocks = [bound(block, self._leading) for block in blocks]
        if blocks and blocks[0].kind is Kind.HEAD:
            blocks[0] = blocks[0]._replace(kind=Kind.TITLE)
        own = [(index, block) for index, block in enumerate(blocks) if block.kind is not Kind.RUNNING_HEAD]
        self._begun[part.start] = {block.page: index for index, block in reversed(own)}
        blocks = with_notes(blocks, self._parts.index(part))
        return blocks or (Block("[" + _("Nothing to read here.") + "]", Kind.PARAGRAPH),)

    def _note(self, part: _Part, begins: Sequence[tuple[int, float]]) -> None:
        """Where the blocks of a part stand, for links."""
        self._beginnings[part.start] = beginnings = Beginnings()
        for block, (page, top) in enumerate(begins):
            beginnings.add(part.start + page, top, Place(self._parts.index(part), block))

    def _leading(self, page: int, top: float) -> Callable[[], Place] | None:
        return partial(self._standing, page, top) if page < self._read.total else None

    def _standing(self, page: int, top: float) -> Place:
        """What stands on a page so far down, which is parsed for it."""
        at = next(at for at, part in enumerate(self._parts) if page < part.stop)
        if self._parts[at].start not in self._beginnings:
            next(iter(self._articles[at].blocks))
        return self._beginnings[self._parts[at].start].find(page, top) or Place(at)

    def _lacking(self, part: _Part, found: int) -> list[Labelled]:
        read = self._read if part is self._parts[-1] else self._read._replace(missing=0)
        return lacking(read, part.stop - part.start - found)

    def _read_ahead(self, part: _Part) -> None:
        """Somebody who reads a part will come to the next one, and must not wait for it."""
        self._far = min(2 * self._far, _MOST_AHEAD) if part.start == self._passed else _AHEAD
        self._passed = part.stop
        near = range(part.stop, min(part.stop + max(_TOGETHER + _AROUND, self._far // 2), self._read.total))
        start = next((page for page in near if page not in self._known), None)
        if _AHEAD and start is not None and not (self._ahead and self._ahead.is_alive()):
            stop = min(start + self._far, self._read.total)
            self._ahead = _Ahead(partial(self._find, start, stop), start, stop)

    def _look_at(self, start: int, stop: int) -> None:
        """Has these pages read."""
        if self._ahead and self._ahead.start_page < stop and start < self._ahead.stop_page:
            self._ahead.join()
        self._find(start, stop)

    def _find(self, start: int, stop: int) -> None:
        """Another thread may be reading too."""
        stop = min(stop, self._read.total)
        wanted = [page for page in range(start, stop) if page not in self._known]
        if wanted:
            first, last = wanted[0], wanted[-1] + 1
            self._known.add(first, self._pages.read(first, last, _PATIENCE).pages)

    def _contents(self, start: int) -> list[Listed]:
        """The entries that lead to pages from one on, which is number 0."""
        outline = (entry for entry in self._read.outline if start <= entry.page < start + _TOGETHER + 2 * _AROUND)
        return [Listed(entry.title, entry.page - start, entry.level + 1) for entry in outline]

    def _continued(self, cut: int, read: Kept) -> Lines:
        """The lines behind a cut that belong to the paragraph before it. Both parts must agree on them: they are found
        once, by the same pages."""
        if cut not in self._going_on:
            start = max(0, cut - _AROUND)
            # What goes on behind the end of the next part is a matter of that part.
            stop = next(part.stop for part in self._parts if part.start == cut)
            around = _some(read, start, min(stop, cut + _AROUND))
            self._going_on[cut] = going_on(around, cut - start, self._contents(start))
        return self._going_on[cut]

    def _listed(self, label: str, number: int) -> LaterPage:
        later: Any = partial(self._place, label, number)
        return LaterPage(label, later)

    def _place(self, label: str, number: int) -> Place:
        """Of a page: where its first paragraph begins, which is parsed for it."""
        at = next(at for at, part in enumerate(self._parts) if number < part.stop)
        if number == self._parts[at].start:
            return Place(at)
        if self._parts[at].start not in self._begun:
            next(iter(self._articles[at].blocks))
        return Place(at, self._begun.get(self._parts[at].start, {}).get(label, 0))


class _Ahead(Thread):
    """Reads pages that somebody will come to: what goes wrong there is told when they do."""

    def __init__(self, find: Callable[[], object], start_page: int, stop_page: int) -> None:
        super().__init__(daemon=True)
        self._find = find
        self.start_page = start_page
        self.stop_page = stop_page
        self.start()

    def run(self) -> None:
        with suppress(FormatError):
            self._find()


def _some(read: Kept, start: int, stop: int) -> list[Labelled]:
    """The pages from one on, as far as there is one behind the other."""
    return [read[page] for page in takewhile(read.__contains__, range(start, stop))]


def long_pdf(pages: Pages, read: Read, name: str) -> Publication:
    """The publication of which these pages have been read."""
    return _LongPdf(pages, read).publication(splitext(basename(name))[0] or name)


def upper(outline: Sequence[Entry]) -> list[Entry]:
    """The chapters: entries of the first level that names more than one, in the order of the pages."""
    for level in (0, 1):
        found = [entry for entry in outline if entry.level <= level]
        if len(found) > 1:
            return sorted(found, key=lambda entry: entry.page)
    return []


def _parts(read: Read) -> list[_Part]:
    """Chapters by the contents of the file, longer ones by what stands below them there, and still longer ones in
    several parts; without contents so many pages each."""
    starts = _starts(read, upper(read.outline))
    starts.setdefault(0, _Start("", 0))
    parts: list[_Part] = []
    for first, last in pairwise([*sorted(starts), read.total]):
        within = _within(read, starts[first], first, last)
        for start, stop in pairwise([*sorted(within), last]):
            parts += _cut(read, within[start], start, stop, start > first)
    return parts


class _Start(NamedTuple):
    title: str
    level: int


def _starts(read: Read, entries: Sequence[Entry]) -> dict[int, _Start]:
    """By their pages; several that begin on the same one are called by all of their titles."""
    starts: dict[int, _Start] = {}
    for entry in entries:
        title = clean_line(entry.title)
        if before := starts.get(entry.page):
            starts[entry.page] = before._replace(title=f"{before.title}: {title}")
        elif entry.page < read.total:
            starts[entry.page] = _Start(title, entry.level + 1)
    return starts


def _within(read: Read, chapter: _Start, first: int, last: int) -> dict[int, _Start]:
    """What begins on other pages of a long chapter than its first, and the chapter itself."""
    inside = [entry for entry in read.outline if first < entry.page < last and entry.level >= chapter.level > 0]
    if last - first <= _TOGETHER or not inside:
        return {first: chapter}
    level = min(entry.level for entry in inside)
    entries = sorted((entry for entry in inside if entry.level == level), key=lambda entry: entry.page)
    return {first: chapter, **_starts(read, entries)}


def _cut(read: Read, begin: _Start, start: int, stop: int, goes_on: bool) -> Iterator[_Part]:
    for first in range(start, stop, _TOGETHER):
        last = min(stop, first + _TOGETHER)
        words = _("pages {first} to {last}") if last > first + 1 else _("page {first}")
        told_pages = words.format(first=_called(read, first), last=_called(read, last - 1))
        is_whole = begin.title and (first, last) == (start, stop)
        title = begin.title if is_whole else ", ".join(filter(None, [begin.title, told_pages]))
        yield _Part(title[:1].upper() + title[1:], first, last, goes_on or first > start, begin.level)


def _called(read: Read, page: int) -> str:
    return (read.labels[page] if page < len(read.labels) else "") or str(page + 1)

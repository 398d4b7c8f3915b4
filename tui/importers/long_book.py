"""Books that are too long to be parsed whole before somebody reads: a chapter is parsed when it is looked at.

What the outline needs, titles and lengths, comes from the table of contents and from the sizes of the files.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import repeat
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from tui.core.clean import clean_line
from tui.core.lazily import Chapter, RecentBlocks, Sources, Unparsed
from tui.core.light import Any, NamedTuple
from tui.core.publication import Article, Block, Kind, Page, Place, Publication
from tui.errors import FormatError
from tui.importers.book import About, Book, nested
from tui.newspaper.keys import key_of
from tui.newspaper.language import language_of
from tui.texts import _

Make = Callable[[int], tuple[Block, ...]]
_SAMPLE = 8_000


class Planned(NamedTuple):
    """An article to be. `paths`: of its files; `sign`: changes with what is in them; `weight`: characters, about;
    `level`: as that of `Cut`."""

    title: str
    paths: tuple[str, ...]
    sign: str
    weight: int
    level: int = 0

    def with_more(self, other: "Planned") -> "Planned":
        """The same with what belongs to it behind it."""
        sign, weight = f"{self.sign}\n{other.sign}", self.weight + other.weight
        return self._replace(paths=self.paths + other.paths, sign=sign, weight=weight)


class LaterPage(Page):
    """A page whose place is looked up when somebody asks for it."""

    __slots__ = ()

    @property
    def place(self) -> Place:
        found: Any = self[1]
        place: Place = found()
        return place


class LongBook:
    """Chapters by their files. `parsed`: the book that these files make by themselves. `source`: what stands in them,
    which may raise FormatError. `heads`: those of the table that the first of them goes on with."""

    def __init__(
        self,
        planned: Sequence[Planned],
        parsed: Callable[[tuple[str, ...]], Book],
        source: Callable[[tuple[str, ...]], str],
        heads: Callable[[tuple[str, ...]], Sequence[Block]] = lambda _paths: (),
    ) -> None:
        self._planned = planned
        self._parsed = parsed
        self._heads = heads
        # Nothing that this holds may lead back to it: what makes no circle is gone as soon as nobody reads it.
        self._unparsed = Unparsed(partial(_extent, planned), partial(_sources, planned, source))
        self._recent = RecentBlocks()
        self._articles = {path: number for number, each in enumerate(planned) for path in each.paths}
        self._elsewhere: Callable[[str], str | None] | None = None
        self._anchors: dict[int, dict[str, tuple[int, int]]] = {}  # of the chapters that were parsed

    def publication(self, name: str, about: About, pages: Sequence[tuple[str, str]]) -> Publication:
        """The whole, of which hardly anything has been parsed."""
        # Of a hundred thousand chapters each would bring methods of its own with it.
        made = list(map(self._article, range(len(self._planned)), repeat(self._make)))
        articles = tuple(nested(made, [each.level for each in self._planned]))
        key = key_of("\n".join(each.sign for each in self._planned))
        language = clean_line(about.language) or language_of(self._sample(articles))
        told = {name: clean_line(text) if isinstance(text, str) else text for name, text in about.metadata.items()}
        listed = [self._listed(label, target) for label, target in pages if self._is_here(target)]
        return Publication(key, clean_line(about.title) or name, articles, language, told, pages=tuple(listed))

    def _article(self, number: int, make: Make) -> Article:
        planned = self._planned[number]
        blocks = Chapter(
            partial(make, number),
            planned.weight,
            self._recent,
            partial(self._heads, planned.paths),
            self._unparsed,
            number,
        )
        return Article(key_of(f"{planned.title}\n{planned.sign}"), planned.title, blocks, "text")

    def _sample(self, articles: Sequence[Article]) -> str:
        """Of the longest chapter of the first few: before it stand titles and the like."""
        longest = max(range(min(8, len(articles))), key=lambda number: self._planned[number].weight)
        return "\n".join(block.text for block in articles[longest].blocks)[:_SAMPLE]

    def _make(self, number: int) -> tuple[Block, ...]:
        planned = self._planned[number]
        book = self._parsed(planned.paths)
        if not book.blocks:
            return (Block(planned.title or "[" + _("Nothing to read here.") + "]", Kind.PARAGRAPH),)
        self._anchors[number] = book.anchors()
        return book.alone(planned.title, lambda target, path: self._place(target, path, number))

    def _place(self, target: str, path: str, here: int) -> Place | Callable[[], Place] | None:
        """Where a link leads; in another chapter that is found when somebody follows it."""
        if "://" in target or target.startswith("mailto:"):
            return None
        name, _mark, anchor = target.partition("#")
        file = normpath(join(dirname(path), unquote(name))) if name else path
        file = self._meant(file)
        number = self._articles.get(file)
        if number is None:
            return None
        anchor = unquote(anchor)
        if number != here:
            is_beginning = not anchor and file == self._planned[number].paths[0]
            return Place(number) if is_beginning else partial(self._exactly, number, file, anchor)
        if anchor and not name and f"{file}#{anchor}" not in self._anchors[here]:
            return None
        return self._exactly(number, file, anchor)

    def _meant(self, file: str) -> str:
        """The file that a link may call by a wrong name."""
        if file in self._articles:
            return file
        if self._elsewhere is None:
            from tui.importers.astray import Astray  # most links lead where they say

            self._elsewhere = Astray(self._articles).found
        return self._elsewhere(file) or file

    def _exactly(self, number: int, file: str, anchor: str) -> Place:
        if number not in self._anchors:
            self._anchors[number] = self._parsed(self._planned[number].paths).anchors()
        known = self._anchors[number]
        return Place(number, *(known.get(f"{file}#{anchor}") or known.get(file, (0, 0))))

    def _listed(self, label: str, target: str) -> Page:
        later: Any = partial(self._page, target)
        return LaterPage(label, later)

    def _is_here(self, target: str) -> bool:
        return self._meant(normpath(unquote(target.partition("#")[0]))) in self._articles

    def _page(self, target: str) -> Place:
        name, _mark, anchor = target.partition("#")
        file = self._meant(normpath(unquote(name)))
        return self._exactly(self._articles[file], file, unquote(anchor))


def _extent(planned: Sequence[Planned]) -> tuple[int, int]:
    return len(planned), sum(each.weight for each in planned)


def _sources(planned: Sequence[Planned], source: Callable[[tuple[str, ...]], str]) -> Sources:
    from tui.importers.source_words import SourceWords  # when somebody looks for something

    def read(numbers: range) -> str | None:
        some = planned[numbers.start : numbers.stop]
        try:
            text = source(tuple(path for each in some for path in each.paths))
        except FormatError:  # its blocks tell it
            return None
        return "\n".join((text, *(each.title for each in some)))

    return SourceWords(read)

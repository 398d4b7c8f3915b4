"""Flows of blocks → a Publication: cut into articles, links bound to places, keys made."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice, pairwise
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote

from tui.core.clean import clean_line
from tui.core.light import Any, NamedTuple
from tui.core.publication import Article, Block, Blocks, Kind, Link, Page, Place, Publication, Sound
from tui.errors import FormatError
from tui.importers.attributes import page_label
from tui.importers.tree import DEEPEST
from tui.importers.voiced import Fragment, shared_out
from tui.importers.writer import Flow
from tui.newspaper.keys import key_of, with_keys
from tui.newspaper.language import language_of, spoken_in
from tui.texts import _

_MANY = 20  # articles
_LONG = 30_000  # characters of an article that is cut further where its headings allow it
_SAMPLE, _NEAR = 8_000, 3
_SENTENCES = 200  # paragraphs of them: enough to tell a language by
_NAMING = 200  # blocks, in which all that names an article stands


class Part(NamedTuple):
    """A file of a book, or all of a document that has none. `path`: what links call it."""

    flow: Flow
    path: str = ""


class Cut(NamedTuple):
    """An article begins at a block, counted through all parts, and is called so. `level`: of it among the others,
    whatever the highest is; 0 where nothing is known of it."""

    block: int
    title: str
    level: int = 0


class About(NamedTuple):
    """What a source says of itself; "" where it says nothing."""

    title: str = ""
    language: str = ""
    metadata: Mapping[str, str | int] = {}


class LaterLink(Link):
    """A link whose place is looked up when somebody asks for it."""

    __slots__ = ()

    @property
    def place(self) -> Place:
        found: Any = self[3]
        place: Place = found()
        return place


Where = Callable[[str, str], Place | Callable[[], Place] | None]
"""Where a link leads, by its target and the path of the part that it stands in; called where that takes long."""


class Book:
    """The parts of a book in order, with the places of everything in them."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.blocks: list[Block] = []
        self._anchors: dict[str, tuple[int, int]] = {}
        self._pages: list[tuple[str, int, int]] = []
        self._paths: list[tuple[int, str]] = []
        self._ends: dict[str, tuple[int, int]] = {}
        self._fragments: list[Fragment] = []
        self._lost: list[tuple[str, Sound]] = []
        self._where: Where = self._here
        self._elsewhere: Callable[[str], str | None] | None = None
        for part in parts:
            self._add(part)

    def _add(self, part: Part) -> None:
        start = len(self.blocks)
        self.blocks += part.flow.blocks
        self._paths.append((start, part.path))
        self._anchors[part.path] = (start, 0)
        for name, (block, offset) in part.flow.anchors.items():
            self._anchors[f"{part.path}#{name}"] = (start + block, offset)
        self._pages += [(label, start + block, offset) for label, block, offset in part.flow.pages]
        self._ends[part.path] = (len(self.blocks), 0)
        for name, (block, offset) in part.flow.ends.items():
            self._ends[f"{part.path}#{name}"] = (start + block, offset)

    def record(self, target: str, sounds: tuple[Sound, ...]) -> None:
        """Somebody reads what is at an address, counted from the top of the book."""
        start, end = self.position(target), self._ends.get(unquote(target))
        if start and end:
            self._fragments.append(Fragment(start, end, sounds))

    def lose(self, path: str, sound: Sound) -> None:
        """What is said to be recorded of a part cannot be heard, but for what is known: it is missed as that sound, so
        that somebody is told when they come there."""
        self._lost.append((path, sound))

    def position(self, target: str, path: str = "") -> tuple[int, int] | None:
        """Block and offset of what a link in a part leads to; None when that is outside."""
        name, mark, anchor = target.strip().partition("#")
        if "://" in target or name.startswith("mailto:"):
            return None
        file = normpath(join(dirname(path), unquote(name))) if name else path
        if file not in self._anchors:
            file = self._meant(file)
        found = self._anchors.get(f"{file}#{unquote(anchor)}") if mark and anchor else None
        found = found or (self._anchors.get(file) if name else None)
        return found if found and found[0] < len(self.blocks) else None

    def _meant(self, file: str) -> str:
        """The file that a link calls by a wrong name."""
        if self._elsewhere is None:
            from tui.importers.astray import Astray  # most links lead where they say

            self._elsewhere = Astray(path for _start, path in self._paths).found
        return self._elsewhere(file) or file

    def page(self, label: str, target: str) -> None:
        """A page that a list of pages tells of."""
        if position := self.position(target):
            self._pages.append((page_label(label), *position))

    def publication(self, name: str, about: About, cuts: Sequence[Cut] = ()) -> Publication:
        """The whole. Raises FormatError when there is no text; `name` serves where nothing else does."""
        own = list(filter(None, map(_own_words, self.blocks)))
        if not own:
            message = _("{name} holds no text that can be read, perhaps only pictures; look for an edition with text.")
            raise FormatError(message.format(name=name))
        self._bind_recordings()
        starts = sorted({min(cut.block, len(self.blocks) - 1) for cut in cuts} | {0})
        titles = {cut.block: cut.title for cut in reversed(cuts)}
        levels = {cut.block: cut.level for cut in reversed(cuts)}
        self._starts = starts
        whole = "\n".join(own)
        title = clean_line(about.title) or name
        articles = [
            self._article(start, end, titles.get(start, "")) for start, end in pairwise([*starts, len(self.blocks)])
        ]
        said = clean_line(about.language)
        language = spoken_in(self._prose(), said) if said else language_of(whole[:_SAMPLE])
        articles = nested(articles, [levels.get(start, 0) for start in starts])
        pages = dict.fromkeys(Page(label, self._place(block, offset)) for label, block, offset in self._pages)
        ordered = tuple(sorted(pages, key=lambda page: page.place))
        told = {name: clean_line(text) if isinstance(text, str) else text for name, text in about.metadata.items()}
        return Publication(key_of(whole), title, _keyed(articles), language, told, pages=ordered)

    def _prose(self) -> str:
        """Some of the sentences, from the middle on: no lines of programs."""
        found = (block.text for block in self.blocks[len(self.blocks) // 3 :] if block.kind is Kind.PARAGRAPH)
        return "\n".join(islice(found, _SENTENCES))

    def anchors(self) -> dict[str, tuple[int, int]]:
        """Block and offset of everything that a link can lead to, by path and "#" and name."""
        return {name: place for name, place in self._anchors.items() if place[0] < len(self.blocks)}

    def alone(self, title: str, where: Where) -> tuple[Block, ...]:
        """All blocks as those of one chapter of a longer book. `where`: the places that links lead to."""
        self._bind_recordings()
        self._where = where
        return tuple(self._article(0, len(self.blocks), title).blocks)

    def _bind_recordings(self) -> None:
        known = sorted(self._fragments)
        for path, sound in dict(reversed(self._lost)).items():
            start, end = self._anchors.get(path, (0, 0)), self._ends.get(path, (0, 0))
            first, last = (bisect_left(known, edge, key=lambda each: each.start) for edge in (start, end))
            for each in known[first:last]:
                if start < each.start:
                    self._fragments.append(Fragment(start, each.start, (sound,)))
                start = max(start, each.end)
            self._fragments.append(Fragment(start, end, (sound,)))
        for number, recordings in shared_out(self.blocks, self._fragments).items():
            self.blocks[number] = self.blocks[number]._replace(recordings=recordings)

    def _here(self, target: str, path: str) -> Place | None:
        position = self.position(target, path)
        return self._place(*position) if position else None

    def _place(self, block: int, offset: int) -> Place:
        article = bisect_right(self._starts, block) - 1
        return Place(article, block - self._starts[article], offset)

    def _article(self, start: int, end: int, title: str) -> Article:
        blocks = [self._bound(index) for index in range(start, end)]
        index = _title_index(blocks, title)
        if index is not None:
            blocks[index] = blocks[index]._replace(kind=Kind.TITLE)
            title = title or blocks[index].text
        return Article("", clean_line(title), tuple(blocks), "text")

    def _bound(self, index: int) -> Block:
        block, links = self.blocks[index], list[Link]()
        if not block.links:
            return block
        path = self._paths[bisect_right(self._paths, index, key=lambda entry: entry[0]) - 1][1]
        for link in block.links:
            place = self._where(link.target, path)
            links.append(_leading(link, place) if place else link)
        return block._replace(links=tuple(links))


def _keyed(articles: Sequence[Article]) -> tuple[Article, ...]:
    """With keys of what is theirs: the same whatever language the interface speaks."""
    bare = (article._replace(blocks=_own(article.blocks)) for article in articles)
    return tuple(each._replace(key=keyed.key) for each, keyed in zip(articles, with_keys(bare), strict=True))


def _own_words(block: Block) -> str:
    if block.kind is not Kind.IMAGE and not block.pictures:
        return block.text
    from tui.importers.pictures import own_words  # where there are some

    return own_words(block)


def _own(blocks: Blocks) -> list[Block]:
    """The first blocks, which a key is made of, without what this program says of pictures."""
    found = [(block, _own_words(block)) for block in islice(blocks, _NAMING)]
    return [block if own == block.text else block._replace(text=own) for block, own in found if own]


def _leading(link: Link, place: Place | Callable[[], Place]) -> Link:
    if isinstance(place, Place):
        return link._replace(place=place)
    later: Any = place
    return LaterLink(link.start, link.end, link.target, later)


def nested(articles: Sequence[Article], levels: Sequence[int]) -> list[Article]:
    """The articles with their levels in the table of contents, as what is told of each says: the highest is 1, none
    stands more than one below the article before, and where all stand side by side there are none."""
    if len(set(filter(None, levels))) < 2:
        return list(articles)
    above: list[int] = []
    depths = []
    highest = min(filter(None, levels), default=0)
    for level in (level or highest for level in levels):  # a cover before the first chapter is not above it
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        depths.append(min(DEEPEST, len(above)))
    if max(depths, default=1) == 1:
        return list(articles)
    return [article._replace(level=depth) for article, depth in zip(articles, depths, strict=True)]


def named(name: str) -> str:
    """What to call what has no title: by the name of its file."""
    return splitext(basename(name))[0] or name


def headings(blocks: Sequence[Block], shortest: int = 0) -> list[Cut]:
    """Where to cut a document that has no table of contents: at its chapters, if it has more than one. `shortest`: it
    stays whole where it has many that have fewer characters on the average; headings lead through it."""
    cuts: list[Cut] = []
    size = sum(len(block.text) for block in blocks)
    for level in range(1, 7):
        found = [Cut(index, block.text, level) for index, block in enumerate(blocks) if _is_head(block, level)]
        count = len(found) + len(cuts)
        if count < 2:
            continue
        if (not cuts and level > 1 and size < _LONG) or (count > _MANY and size / count < shortest):
            break
        cuts = sorted([*cuts, *found])
        if size / len(cuts) < _LONG:
            break
    return cuts


def _is_head(block: Block, level: int) -> bool:
    return block.kind is Kind.HEAD and block.level == level


def _title_index(blocks: Sequence[Block], title: str) -> int | None:
    """Which of the first blocks is the title: the heading that says the same, else the first heading if nothing
    stands before it."""
    wanted = letters_of(title)
    for index, block in enumerate(blocks[:_NEAR]):
        if block.kind is Kind.HEAD and wanted:
            said = letters_of(block.text)
            if said in wanted or wanted in said:
                return index
    return 0 if blocks[0].kind is Kind.HEAD else None


def letters_of(text: str) -> str:
    """Letters and figures alone, of which titles that say the same have the same."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())

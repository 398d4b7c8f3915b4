"""What is read: a publication, its articles, their blocks; and a place in it.

Named tuples, not data classes: they are frozen, ordered and compared for free, and importing the
standard library's `dataclasses` alone would cost a fifth of what plain mode may take to start."""

from tui.core.light import Callable, Iterator, Mapping, NamedTuple, Sequence, StrEnum


class Kind(StrEnum):
    """What a block is. The values are the role names of the JSON export."""

    TAG = "tag"
    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    PARAGRAPH = "para"
    HEAD = "head"
    CAPTION = "caption"
    CREDIT = "credit"
    JUMP = "jump"
    TABLE = "table"  # a row of it, as VERSE and CODE are a line
    ITEM = "item"
    QUOTE = "quote"
    NOTE = "note"
    CODE = "code"
    VERSE = "verse"
    IMAGE = "image"
    # furniture of a page: belongs to the issue, not to an article
    MASTHEAD = "masthead"
    ISSUE_META = "issue_meta"
    RUNNING_HEAD = "running_head"
    IMPRINT = "imprint"
    INDEX = "index"
    AD = "ad"
    MISC = "misc"


HEADINGS = frozenset({Kind.TITLE, Kind.HEAD})
LINES = frozenset({Kind.TABLE, Kind.CODE, Kind.VERSE})
"""Kinds of which several blocks that follow each other are one thing, a line each."""


class Span(NamedTuple):
    """Half-open range of characters (code points) of the source text."""

    start: int
    end: int


class Place(NamedTuple):
    """Where a reader is: article and block by index from 0, offset in characters of the block's text.

    Places are ordered. A place never holds a width or a screen row, so it survives resizing.
    """

    article: int = 0
    block: int = 0
    offset: int = 0


class Link(NamedTuple):
    """The characters `start` to `end` of a block lead elsewhere: to a `place` in the same publication, otherwise
    to `target`, an address or whatever the source says."""

    start: int
    end: int
    target: str
    place: Place | None = None


class Foreign(NamedTuple):
    """The characters `start` to `end` of a text are in another language."""

    start: int
    end: int
    language: str


class Reading(NamedTuple):
    """How the characters `start` to `end` are read, as stands above them (ruby)."""

    start: int
    end: int
    text: str


class Sound(NamedTuple):
    """A part of a sound file, from `begin` to `end` in seconds; 0 for the end is that of the file. `file`: as the
    source of the publication calls it."""

    file: str
    begin: float = 0.0
    end: float = 0.0


class Recording(NamedTuple):
    """Somebody reads the characters `start` to `end` of a text: what is heard of the sounds, one after the other, is
    `low` to `high` of all their time, from 0 to 1."""

    start: int
    end: int
    sounds: tuple[Sound, ...]
    low: float = 0.0
    high: float = 1.0


class Block(NamedTuple):
    """A paragraph, a heading, a caption …: the smallest thing that has a kind.

    `text` is never blank and holds no line break and no control character. `spans` are the parts of the source text
    that it was made from, in order; white space between them may differ from the source. `page`: the printed page
    that it begins on, as that page calls itself; "" where there are no pages. `level`: of a heading 1 to 6, of a
    list item how deep its list is nested, of a row of a table 1 where it holds the heads of the columns; 0 where
    nothing is known of it. `cells`: where the cells of a row begin, the first at 0. `first`: begins a list, a
    table, a stanza, a piece of code of its own, even behind another of its kind. `foreign`, `recordings`,
    `readings`: in order; those of the same kind do not overlap. `gap`: how many blank lines stand in the code
    before this line of it. `pictures`: where in its words what is told of one begins; an IMAGE is one.
    """

    text: str
    kind: Kind
    spans: tuple[Span, ...] = ()
    language: str = ""
    page: str = ""
    level: int = 0
    first: bool = False
    links: tuple[Link, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    recordings: tuple[Recording, ...] = ()
    cells: tuple[int, ...] = ()
    gap: int = 0
    pictures: tuple[int, ...] = ()
    readings: tuple[Reading, ...] = ()


class Byline(NamedTuple):
    """Who made an article. `role`: reporter, correspondent, photographer, editor, author …"""

    names: tuple[str, ...]
    role: str
    text: str
    organisation: str = ""


class LazyBlocks:
    """Blocks of one article that are made when somebody asks for them. The first is number 0 and there always is one.

    Numbers grow in the order of reading and may leave gaps: where counting would mean to read all nobody counts.
    `weight`: about how many characters it is. `is_plain`: it has but paragraphs, and perhaps a title. `is_sifted`:
    `holding` leaves out what does not hold texts as they are typed. `warning`: a sentence to say once, or "".
    """

    weight: int = 1
    is_sifted: bool = False
    is_plain: bool = False
    warning: str = ""

    def __getitem__(self, number: int) -> Block:
        """Raises IndexError for a number that there is not."""
        raise NotImplementedError

    def heads(self) -> Sequence[Block]:  # of the columns of the table that it begins in the middle of
        return ()

    def __iter__(self) -> Iterator[Block]:
        return (block for _number, block in self.numbered())

    def numbered(self, first: int = 0) -> Iterator[tuple[int, Block]]:
        """The blocks from a number on with their numbers. Keeps nothing: somebody else may be reading."""
        raise NotImplementedError

    def backward(self, last: int) -> Iterator[tuple[int, Block]]:
        """The same from a number back to the first."""
        raise NotImplementedError

    def holding(self, query: str, first: int, step: int) -> Iterator[tuple[int, Block]]:
        """Those from a number on, or back to the first, that may hold it: no other does, as it is typed."""
        return self.numbered(first) if step > 0 else self.backward(first)

    def saying(self, may_say: Callable[[str], bool]) -> Iterator[tuple[int, Block]]:
        return self.numbered()  # those of which the text as it is in the source may say something

    def silence(self, query: str, step: int) -> int:
        return 0  # articles that are sure not to say it, from its own on or back

    def sift(self, query: str) -> None:
        """Finds out where it does not stand, for those who will look for what begins so. Tells how far it is."""

    def nearest(self, number: int) -> int:
        """The number itself where it exists, otherwise the last one before it that does."""
        raise NotImplementedError

    def after(self, number: int) -> int | None:
        """The number that follows one that exists; None behind the last."""
        raise NotImplementedError

    def before(self, number: int) -> int | None:
        """The number before one that exists; None before the first."""
        raise NotImplementedError

    def last(self) -> int:
        """The number of the last block."""
        raise NotImplementedError

    def count(self) -> int | None:
        """How many blocks, when that is known and numbers have no gaps; otherwise None."""
        raise NotImplementedError

    def length(self) -> tuple[int, bool]:
        """How many characters that are not white space, and whether that is certain. Makes no block."""
        raise NotImplementedError

    def share(self, number: int, offset: int) -> float:
        """How much of it lies before a character, from 0 to 1, about."""
        raise NotImplementedError

    def at(self, share: float) -> tuple[int, int]:
        """Number and offset of the character before which so much of it lies, about."""
        raise NotImplementedError


Blocks = Sequence[Block] | LazyBlocks
"""Blocks in the order of reading. Whoever may meet `LazyBlocks` finds the way with the functions of
`tui.core.blocks` and counts nothing."""


class Article(NamedTuple):
    """One article. `key` is made from its text and stays the same when the source is imported again.

    `blocks` are in reading order and hold everything, title included, at least one; `title` is "" where there is none.
    `kind`: news, feature, photo, brief, unplaced (text of the page that found no other place). `date` is ISO
    (YYYY-MM-DD) or "". `level`: how deep it is in the table of contents, 1 at the top; 0 where all are side by side.
    """

    key: str
    title: str
    blocks: Blocks
    kind: str = "news"
    bylines: tuple[Byline, ...] = ()
    dateline: str = ""
    date: str = ""
    level: int = 0

    @property
    def name(self) -> str:
        """What to call it in a list: the title, or the beginning of its text."""
        first = next(iter(self.blocks), None) if not self.title else None
        if first is None:
            return self.title
        return first.text if len(first.text) <= 40 else first.text[:39] + "…"

    def texts(self, kind: Kind) -> tuple[str, ...]:
        """The texts of all blocks of one kind, in order."""
        return tuple(block.text for block in self.blocks if block.kind is kind)

    @property
    def characters(self) -> int:
        """How many characters that are not white space it holds; where that is not known yet, about."""
        if isinstance(self.blocks, LazyBlocks):
            return self.blocks.length()[0]
        return sum(len("".join(block.text.split())) for block in self.blocks)


class Doubt(NamedTuple):
    """A decision that could as well have gone another way. `offset`: where in the source text. `margin`: how far away
    the other way was, in log-odds. `chosen`, `instead`: names of kinds with spaces between, for what begins at the
    offset and the lines that follow; one with "+" before it continues what stands above."""

    offset: int
    margin: float
    chosen: str
    instead: str


class Page(NamedTuple):
    """Where a page of the print begins. `label`: its number as printed, which may be "xii" or "A4"."""

    label: str
    place: Place


class Publication(NamedTuple):
    """An issue of a newspaper, a book, a document. `key` is made from its content.

    `metadata` of a newspaper issue: paper, date, weekday, issue_number, page_count, organiser, cn_code,
    page_number …, each only where the page says it; `page_count` is an int, the rest is text. `furniture`: masthead,
    imprint, advertisements: blocks that belong to no article. `source`: the text that spans count in, "" where not
    kept. `doubts`: in order of the source, only the doubtful ones. `pages`: in order, those that the source tells of.
    """

    key: str
    title: str
    articles: tuple[Article, ...]
    language: str = ""
    metadata: Mapping[str, str | int] = {}
    furniture: tuple[Block, ...] = ()
    source: str = ""
    doubts: tuple[Doubt, ...] = ()
    pages: tuple[Page, ...] = ()

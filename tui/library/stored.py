"""How the library keeps publications and places: as text that needs no code to be read, and so that a place
is found again in a publication that has changed."""

from functools import cache
from importlib import import_module

from tui.core.blocks import block_after, block_before, has_block
from tui.core.light import Any, Callable, Iterable, Iterator, NamedTuple, Sequence
from tui.core.progress import tell
from tui.core.publication import (
    Article,
    Block,
    Blocks,
    Byline,
    Doubt,
    Foreign,
    Kind,
    LazyBlocks,
    Link,
    Page,
    Place,
    Publication,
    Reading,
    Recording,
    Sound,
    Span,
)

try:
    # hashlib loads OpenSSL, for milliseconds that plain mode does not have before its first line.
    from _blake2 import blake2b as blake2b
except ImportError:  # a Python built without it
    from hashlib import blake2b as blake2b

MEMORY = ":memory:"
"""The path of a library that is in no file."""
_NAMED = ("foreign", "recordings", "cells", "gap", "pictures", "readings")
PLACE = "article, position, block, offset, text"
SEALED = {
    "places": f"publication, {PLACE}",
    "bookmarks": f"publication, {PLACE}, name, created",
    "highlights": f"publication, {PLACE}, name, category, note, created",
}
"""The tables whose rows carry a digest of themselves, and what it is made of."""
COPIES = {"places": "places_before", "bookmarks": "bookmarks_again", "highlights": "highlights_again"}
"""Where each of them stands a second time: of a place the one before it."""
_LOOK = 40  # characters kept of the text at a place, and of that before it
_HERE = "\x1e"  # in no text, and between the two
_OFTEN, _MANY = 15, 1023  # articles, and blocks of one, between two reports of progress
_MUCH = 200_000  # characters that take longer to be read at once than a key may wait
_LISTS = 4  # of the publication, its articles, one of them, its blocks


class Kept(NamedTuple):
    """A place as it stands in the library: by the article's key, with its index, the text at the place and the text
    before it."""

    article: str
    position: int
    block: int
    offset: int
    text: str
    before: str = ""

    @property
    def row(self) -> tuple[str, int, int, int, str]:
        """With both texts in one column: libraries had only one when there was but one text."""
        return (*self[:4], f"{self.before}{_HERE}{self.text}" if self.before else self.text)

    def as_data(self) -> dict[str, Any]:
        """For JSON, where articles are counted from 1."""
        named = self._asdict()
        return {"article": named.pop("article"), "number": named.pop("position") + 1, **named}

    @classmethod
    def checked(cls, *row: object) -> "Kept | None":
        """From a row; None when a damaged file gave something else."""
        right = all(isinstance(value, kind) for value, kind in zip(row, (str, int, int, int, str), strict=True))
        if not right:
            return None
        article, position, block, offset, texts = row
        before, _here, text = str(texts).rpartition(_HERE)
        return cls(article, position, block, offset, text, before)  # type: ignore[arg-type]  # just checked


def digest_of(content: object) -> bytes:
    return blake2b(content, digest_size=16).digest() if isinstance(content, bytes) else b""


def seal(*values: object) -> bytes:
    """The digest of a row."""
    text = "\x1f".join(map(str, values))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def kept(publication: Publication, place: Place) -> Kept:
    """What to keep of a place. A place that does not exist there is kept as its numbers."""
    try:
        article = publication.articles[place.article]
        return Kept(article.key, *place, *around(article.blocks, place.block, place.offset))
    except IndexError:
        return Kept("", *place, "")


def around(blocks: Blocks, number: int, offset: int) -> tuple[str, str]:
    """What stands at a place and what stands before it, over the ends of blocks: a short one says too little."""
    text = blocks[number].text
    behind, before = text[offset : offset + _LOOK], text[max(0, offset - _LOOK) : offset]
    at = number
    while len(behind) < _LOOK and (below := block_after(blocks, at)) is not None:
        at, behind = below, f"{behind}\n{blocks[below].text}"[:_LOOK]
    at = number
    while len(before) < _LOOK and (above := block_before(blocks, at)) is not None:
        at, before = above, f"{blocks[above].text}\n{before}"[-_LOOK:]
    return behind, before


def as_it_was(publication: Publication, kept: Kept) -> Place | None:
    """The place, where nothing has changed around it."""
    articles, index = publication.articles, kept.position  # where it mostly still is: no other need be looked at
    if not 0 <= index < len(articles) or articles[index].key != kept.article:
        index = next((i for i, article in enumerate(articles) if article.key == kept.article), -1)
    if index < 0 or not has_block(article := articles[index], kept.block):
        return None
    if not 0 <= kept.offset <= len(article.blocks[kept.block].text):
        return None
    text, before = around(article.blocks, kept.block, kept.offset)
    is_same = text.startswith(kept.text) and before.endswith(kept.before)
    return Place(index, kept.block, kept.offset) if is_same else None


def packed(publication: Publication) -> bytes:
    """A publication as JSON of plain lists."""
    return b"".join(pieces(publication))


def pieces(publication: Publication) -> Iterator[bytes]:
    """The same an article at a time: of those that are made when they are read not all are there at once."""
    about = [publication.key, publication.title, publication.language, dict(publication.metadata)]
    yield _json(about)[:-1] + b",["
    for number, article in enumerate(publication.articles):
        if not number & _OFTEN:
            tell(number, len(publication.articles))
        flat = _flat(article, _passed(article.blocks, number, len(publication.articles)))
        yield (b"," if number else b"") + _json(flat)
    furniture = [_block(block) for block in publication.furniture]
    pages = [(page.label, page.place) for page in publication.pages]
    yield b"]," + _json([furniture, publication.source, publication.doubts, *pages])[1:]


def _passed(blocks: Blocks, article: int, count: int) -> Iterator[Block]:
    """The blocks of one of so many articles. Of a long one it is told how far it is."""
    if not isinstance(blocks, LazyBlocks):
        yield from blocks
        return
    passed = 0  # characters; where a block stands would be looked up among those that somebody reads
    for number, block in enumerate(blocks, 1):
        passed += len(block.text)
        if not number & _MANY:
            tell(int(_MANY * (article + min(1.0, passed / blocks.weight))), _MANY * count)
        yield block


def _flat(article: Article, blocks: Iterable[Block]) -> list[Any]:
    listed = [_block(block) for block in blocks]
    flat = [article.key, article.title, listed, article.kind, article.bylines, article.dateline, article.date]
    return [*flat, article.level] if article.level else flat  # came later


def _json(value: object) -> bytes:
    return "".join(_encoder()(value, 0)).encode("utf-8", "surrogatepass")


@cache
def _encoder() -> Callable[[object, int], Sequence[str]]:
    """What `json.dumps` encodes with. The module around it compiles patterns, for milliseconds at every start."""
    try:
        made: Any = import_module("_json")
        encoder: Callable[[object, int], Sequence[str]] = made.make_encoder(
            None, None, made.encode_basestring, None, ":", ",", False, False, True
        )
        return encoder
    except ImportError:  # a Python without this part in C
        import json

        whole = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
        return lambda value, _indent: [whole.encode(value)]


def _read(content: bytes) -> Any:  # noqa: ANN401 - whatever it is
    """What `json.loads` gives, without the module around it. Raises ValueError."""
    text = content.decode("utf-8", "surrogatepass")
    try:
        value, end = _value(text, 0, _scanner(), _LISTS if len(text) > _MUCH else 0)
    except (StopIteration, IndexError) as error:
        raise ValueError(error.args) from error
    if end != len(text):
        raise ValueError(end)
    return value


_Scan = Callable[[str, int], tuple[Any, int]]


def _scanner() -> _Scan:
    """A value and the index behind it, from an index on."""
    try:
        made: _Scan = import_module("_json").make_scanner(_Strict)
    except ImportError:  # a Python without this part in C
        import json

        made = json.JSONDecoder().raw_decode
    return made


def _value(text: str, at: int, scan: _Scan, lists: int) -> tuple[Any, int]:
    """What stands there as `pieces` writes it; so many lists in each other an item at a time, for while one long piece
    is scanned no other thread goes on."""
    if not lists or text[at] != "[" or text[at + 1] == "]":
        return scan(text, at)
    made: list[Any] = []
    while text[at] != "]":
        if text[at] != ("," if made else "["):
            raise ValueError(at)
        value, at = _value(text, at + 1, scan, lists - 1)
        made.append(value)
    return made, at + 1


class _Strict:
    """How `json` reads by itself."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_int, parse_float, parse_constant = int, float, float


def unpacked(content: bytes) -> Publication | None:
    """The publication again, None when it is not what `packed` made."""
    try:
        key, title, language, metadata, articles, furniture, source, doubts, *pages = _read(content)
        return Publication(
            key,
            title,
            tuple(_article(*article) for article in articles),
            language,
            metadata,
            tuple(_unblock(*block) for block in furniture),
            source,
            tuple(Doubt(*doubt) for doubt in doubts),
            tuple(Page(label, Place(*place)) for label, place in pages),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _block(block: Block) -> list[Any]:
    flat = [block.text, block.kind, [number for span in block.spans for number in span], block.language, block.page]
    more = [block.level, block.first, *((*link[:3], link.place) for link in block.links)]
    # What came later is named: libraries hold what earlier versions packed.
    named = {name: value for name in _NAMED if (value := getattr(block, name))}
    if named:
        return [*flat, *more, named]
    return flat + more if any(more) else flat


def _unblock(
    text: str,
    kind: str,
    numbers: list[int],
    language: str,
    page: str,
    level: int = 0,
    first: bool = False,
    *more: Any,  # noqa: ANN401 - links as lists, and then perhaps what is named
) -> Block:
    spans = tuple(Span(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True))
    named = more[-1] if more and isinstance(more[-1], dict) else {}
    links = more[:-1] if named else more
    made = tuple(Link(start, end, target, place and Place(*place)) for start, end, target, place in links)
    others = tuple(Foreign(*each) for each in named.get("foreign", ()))
    read = tuple(_recording(*each) for each in named.get("recordings", ()))
    cells, gap, seen = tuple(named.get("cells", ())), named.get("gap", 0), tuple(named.get("pictures", ()))
    ruby = tuple(Reading(*each) for each in named.get("readings", ()))
    return Block(text, Kind(kind), spans, language, page, level, first, made, others, read, cells, gap, seen, ruby)


def _recording(start: int, end: int, sounds: list[list[Any]], *share: float) -> Recording:
    return Recording(start, end, tuple(Sound(*each) for each in sounds), *share)


def _article(key: str, title: str, blocks: list[Any], kind: str, bylines: list[Any], *more: Any) -> Article:  # noqa: ANN401 - place, date, level
    made = tuple(Byline(tuple(names), *rest) for names, *rest in bylines)
    return Article(key, title, tuple(_unblock(*block) for block in blocks), kind, made, *more)

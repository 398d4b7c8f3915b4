"""How the library keeps publications and places: as text that needs no code to be read, and so that a place
is found again in a publication that has changed."""

from functools import cache
from importlib import import_module
from itertools import zip_longest

from tui.core.blocks import backward, has_block, nearest_block, numbered
from tui.core.light import Any, Callable, Iterator, NamedTuple, Sequence
from tui.core.progress import tell
from tui.core.publication import (
    Article,
    Block,
    Byline,
    Doubt,
    Foreign,
    Kind,
    Link,
    Page,
    Place,
    Publication,
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
PLACE = "article, position, block, offset, text"
SEALED = {
    "places": f"publication, {PLACE}",
    "bookmarks": f"publication, {PLACE}, name, created",
    "highlights": f"publication, {PLACE}, name, category, note, created",
}
"""The tables whose rows carry a digest of themselves, and what it is made of."""
_LOOK = 40  # characters kept of the text at a place
_OFTEN = 15  # articles between two reports of progress
_ENOUGH = 10  # fewer characters than this may stand anywhere


class Kept(NamedTuple):
    """A place as it stands in the library: by the article's key, with its index and the text at the place."""

    article: str
    position: int
    block: int
    offset: int
    text: str

    @classmethod
    def checked(cls, *values: object) -> "Kept | None":
        """None when a damaged file gave something else."""
        right = all(isinstance(value, kind) for value, kind in zip(values, (str, int, int, int, str), strict=True))
        return cls(*values) if right else None  # type: ignore[arg-type]  # just checked


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
        text = article.blocks[place.block].text[place.offset : place.offset + _LOOK]
        return Kept(article.key, *place, text)
    except IndexError:
        return Kept("", *place, "")


def found(publication: Publication, kept: Kept) -> Place | None:
    """The place in a publication that may have changed, None when there is no trace of it."""
    index = next((i for i, article in enumerate(publication.articles) if article.key == kept.article), None)
    if index is None:
        return _search_everywhere(publication, kept)
    article = publication.articles[index]
    if has_block(article, kept.block) and _stands_at(article.blocks[kept.block].text, kept):
        return Place(index, kept.block, kept.offset)
    return _search(article, index, kept) or _nearest(article, index, kept)


def nearest(publication: Publication, kept: Kept) -> Place | None:
    """`found`, or the beginning of the article that stands where the lost one stood."""
    if not publication.articles:
        return None
    place = found(publication, kept)
    return place if place is not None else Place(max(0, min(kept.position, len(publication.articles) - 1)))


def _stands_at(text: str, kept: Kept) -> bool:
    return 0 <= kept.offset <= len(text) and text[kept.offset : kept.offset + _LOOK] == kept.text


def _search_everywhere(publication: Publication, kept: Kept) -> Place | None:
    near = sorted(range(len(publication.articles)), key=lambda index: abs(index - kept.position))
    hits = (_search(publication.articles[index], index, kept) for index in near)
    return next((hit for hit in hits if hit), None)


def _search(article: Article, index: int, kept: Kept) -> Place | None:
    """The text at the place, or half of it, in the block nearest to the one where it stood."""
    for length in (_LOOK, _LOOK // 2, _ENOUGH):
        wanted = kept.text[:length]
        if len(wanted) < _ENOUGH:
            return None
        for number, block in _outward(article, kept.block):
            offset = _occurrence(block.text, wanted, kept.offset)
            if offset >= 0:
                return Place(index, number, offset)
    return None


def _outward(article: Article, number: int) -> Iterator[tuple[int, Block]]:
    """The blocks of an article, the nearest first."""
    nearest = nearest_block(article.blocks, number)
    if nearest < 0:
        return
    above, below = backward(article.blocks, nearest), numbered(article.blocks, nearest)
    next(below, None)
    for up, down in zip_longest(above, below):
        yield from filter(None, (up, down))


def _occurrence(text: str, wanted: str, offset: int) -> int:
    """Where `wanted` stands, at `offset` or next to it; -1 when nowhere."""
    before, after = text.rfind(wanted, 0, offset + len(wanted)), text.find(wanted, offset)
    if before < 0 or after < 0:
        return max(before, after)
    return after if after - offset <= offset - before else before


def _nearest(article: Article, index: int, kept: Kept) -> Place | None:
    block = nearest_block(article.blocks, kept.block)
    if block < 0:
        return Place(index)
    # The words have gone, so the middle of a block means nothing any more.
    same = block == kept.block and len(kept.text) < _ENOUGH
    return Place(index, block, min(kept.offset, len(article.blocks[block].text)) if same else 0)


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
        yield (b"," if number else b"") + _json(_flat(article))
    furniture = [_block(block) for block in publication.furniture]
    pages = [(page.label, page.place) for page in publication.pages]
    yield b"]," + _json([furniture, publication.source, publication.doubts, *pages])[1:]


def _flat(article: Article) -> list[Any]:
    blocks = [_block(block) for block in article.blocks]
    flat = [article.key, article.title, blocks, article.kind, article.bylines, article.dateline, article.date]
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
        value, end = import_module("_json").make_scanner(_Strict)(text, 0)
    except ImportError:
        import json

        return json.loads(text)
    except StopIteration as error:
        raise ValueError(error.value) from error
    if end != len(text):
        raise ValueError(end)
    return value


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
    named = {name: value for name in ("foreign", "recordings", "cells") if (value := getattr(block, name))}
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
    cells = tuple(named.get("cells", ()))
    return Block(text, Kind(kind), spans, language, page, level, first, made, others, read, cells)


def _recording(start: int, end: int, sounds: list[list[Any]], *share: float) -> Recording:
    return Recording(start, end, tuple(Sound(*each) for each in sounds), *share)


def _article(key: str, title: str, blocks: list[Any], kind: str, bylines: list[Any], *more: Any) -> Article:  # noqa: ANN401 - place, date, level
    made = tuple(Byline(tuple(names), *rest) for names, *rest in bylines)
    return Article(key, title, tuple(_unblock(*block) for block in blocks), kind, made, *more)

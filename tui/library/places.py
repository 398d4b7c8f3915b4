"""Finding a place again in a text that has changed: by what stood at it and before it."""

from itertools import zip_longest

from tui.core.blocks import backward, is_lazy, nearest_block, numbered
from tui.core.light import Iterable, Iterator, NamedTuple
from tui.core.publication import Article, Block, Place, Publication
from tui.library.stored import Kept, around, as_it_was

_ENOUGH = 10  # characters: fewer may stand anywhere
_SURE = 0.7  # of what is known of a place: nowhere else is it searched for
_LIKELY = 0.5
_TRACE = 0.15  # of it, where nothing else is read yet
_NEAR = 30  # blocks around one where it is almost sure, that may have all of it
_MOST = 200  # passages of a block that are looked at closely
_FAR = 20_000  # blocks in which pieces are looked for
_MADE = 200  # articles
_SLIP = 2  # characters that may be missing, or too many, where a word was put right


class _Fit(NamedTuple):
    """How many characters around a place are those that were around the one sought."""

    same: int
    place: Place


def found(publication: Publication, kept: Kept) -> Place | None:
    """The place in a publication that may have changed, None when there is no trace of it."""
    if place := as_it_was(publication, kept):
        return place
    articles = publication.articles
    index = next((i for i, article in enumerate(articles) if article.key == kept.article), None)
    others = [number for number in _near(publication, kept.position) if number != index]
    own = [] if index is None else [index]
    sure = _SURE * _whole(kept)
    # To look for it elsewhere, all would have to be read first.
    trace = _TRACE * _whole(kept) if is_lazy(publication) else sure
    for numbers, is_same, least in (
        (own, True, 0), (own, False, trace), (others, True, 0), (others, False, sure if own else 0), (own, False, 0),
    ):  # fmt: skip
        if fit := _best(publication, numbers, kept, is_same, least):
            return fit.place
    return None if index is None else _nearest(articles[index], index, kept)


def nearest(publication: Publication, kept: Kept) -> Place | None:
    """`found`, or the beginning of the article that stands where the lost one stood."""
    if not publication.articles:
        return None
    place = found(publication, kept)
    return place if place is not None else Place(max(0, min(kept.position, len(publication.articles) - 1)))


def _whole(kept: Kept) -> int:
    return len(kept.text) + len(kept.before)


def _near(publication: Publication, position: int) -> list[int]:
    """The articles, the nearest first; not all of them where each would have to be made first."""
    numbers = sorted(range(len(publication.articles)), key=lambda number: abs(number - position))
    return numbers[:_MADE] if is_lazy(publication) else numbers


def _best(publication: Publication, numbers: Iterable[int], kept: Kept, is_same: bool, least: float) -> _Fit | None:
    """The place around which most is as it was, of several the nearest. `is_same`: in whose own block all is."""
    best: _Fit | None = None
    for index in numbers:
        fit = _best_of(publication.articles[index], index, kept, is_same)
        if fit and fit.same >= least and (best is None or fit.same > best.same):
            best = fit
        if best and best.same >= _SURE * _whole(kept):
            break
    return best


def _best_of(article: Article, index: int, kept: Kept, is_same: bool) -> _Fit | None:
    best: _Fit | None = None
    whole, left, far = _whole(kept), _NEAR, _FAR
    least = _LIKELY * whole if is_same else min(_ENOUGH, whole)
    for number, block in _outward(article, kept.block):
        if not is_same and (far := far - 1) < 0:
            break
        for offset in _candidates(block.text, kept, is_same):
            count = _agreement(around(article.blocks, number, offset), kept)
            if count >= least and (best is None or count > best.same):
                best = _Fit(count, Place(index, number, offset))
        if best and (best.same == whole or (left := left - (not is_same and best.same >= _SURE * whole)) < 0):
            break
    return best


def _outward(article: Article, number: int) -> Iterator[tuple[int, Block]]:
    """The blocks of an article, the nearest first."""
    nearest = nearest_block(article.blocks, number)
    if nearest < 0:
        return
    above, below = backward(article.blocks, nearest), numbered(article.blocks, nearest)
    next(below, None)
    for up, down in zip_longest(above, below):
        yield from filter(None, (up, down))


def _candidates(text: str, kept: Kept, is_same: bool) -> list[int]:
    """Where what stood around the place stands in a block, whole or pieces of it, as the place would be; the nearest
    first."""
    line = kept.before.rpartition("\n")[2]
    here = len(line)
    line += kept.text.partition("\n")[0]
    # Where nothing but what stands behind it tells of it, that may have moved without it.
    found = set() if is_same else {min(max(0, kept.offset), len(text))}
    for start, piece in _pieces(line, here, is_same):
        at = text.find(piece)
        while at >= 0 and len(found) < _MOST:
            found.add(min(max(0, at + here - start), len(text)))
            at = text.find(piece, at + 1)
    return sorted(found, key=lambda offset: abs(offset - kept.offset))


def _pieces(line: str, here: int, is_same: bool) -> set[tuple[int, str]]:
    """Pieces and where they begin. One ends and one begins at the place: a word may have been put in there."""
    if is_same or not line:
        return {(0, line)} if line else set()
    size = min(_ENOUGH, (len(line) + 1) // 2)
    starts = {*range(here % size, len(line) - size + 1, size), 0, len(line) - size}
    pieces = {(start, line[start : start + size]) for start in starts}
    return pieces | {(at, piece) for at in (max(0, here - size), here) if len(piece := line[at : at + size]) > _SLIP}


def _agreement(there: tuple[str, str], kept: Kept) -> int:
    text, before = there
    behind = _common(text, kept.text)
    # A slip between the two stands before the place.
    return behind - (behind > _same(text, kept.text)) + _common(before[::-1], kept.before[::-1])


def _common(one: str, other: str) -> int:
    """How many characters are the same from the beginning on, but for one slip."""
    same = _same(one, other)
    if same >= min(len(one), len(other)):
        return same
    slips = [(here, there) for here in range(_SLIP + 1) for there in range(_SLIP + 1) if here or there]
    more = max(_same(one[same + here :], other[same + there :]) for here, there in slips)
    return same + (more if more > _SLIP else 0)


def _same(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))


def _nearest(article: Article, index: int, kept: Kept) -> Place:
    block = nearest_block(article.blocks, kept.block)
    if block < 0:
        return Place(index)
    # The words have gone, so the middle of a block means nothing any more.
    same = block == kept.block and len(kept.text) < _ENOUGH
    return Place(index, block, min(kept.offset, len(article.blocks[block].text)) if same else 0)

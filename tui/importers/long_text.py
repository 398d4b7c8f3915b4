"""A long text as a publication of one article that is read in parts, the few that somebody looks at."""

from os.path import basename, splitext

from tui.core.clean import clean
from tui.core.lazily import Recent
from tui.core.light import TYPE_CHECKING, Callable, Iterator
from tui.core.progress import tell
from tui.core.publication import Article, Block, Kind, LazyBlocks, Publication
from tui.importers.cutting import PART, Pieces
from tui.importers.encoding import Told, decode, empty, told_by
from tui.importers.paragraphs import title_of
from tui.importers.parts import Parts
from tui.newspaper.keys import key_of_bytes, with_keys
from tui.texts import _

if TYPE_CHECKING:
    from tui.importers.scanning import Sieve

_HEAD, _SAMPLE, _SAMPLES = 65_536, 4096, 16
_SIEVES = 32  # kept of what was looked for, and of what was typed on the way
_DIGITS = 16  # binary ones of a block's number that say which of its part it is
_WITHIN = (1 << _DIGITS) - 1


class Held:
    """A source whose bytes are all in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    def read(self, start: int, stop: int) -> bytes:
        return self._data[start:stop]

    def changed(self) -> bool:
        return False


def from_memory(data: bytes, name: str) -> Publication:
    """A long text whose bytes are there. Raises FormatError when it is no text or there is nothing in it."""
    if publication := long_text(Held(data), name):
        return publication
    text = clean(decode(data, name)).lstrip()
    publication = long_text(Held(text.encode()), name, Told("utf-8")) if text else None
    if publication is None:
        raise empty(name)
    return publication


def long_text(pieces: Pieces, name: str, told: Told | None = None, part: int = PART) -> Publication | None:
    """The text, None where it has to be read as a whole. `told`: where its encoding is known. Raises FormatError when
    it is no text."""
    samples = _samples(pieces)
    told = told or told_by(samples, name)
    told = told and _at_first_line(told, samples[0])
    if told is None:
        return None
    blocks = LongText(pieces, told, name, part)
    if not blocks.begins():
        return None
    key = key_of_bytes(str(pieces.size).encode(), *samples)
    articles = with_keys([Article("", blocks.title, blocks, "document")])
    return Publication(key, splitext(basename(name))[0] or name, articles, blocks.language)


def _samples(pieces: Pieces) -> list[bytes]:
    """The beginning, the end, and some of what is between."""
    last = pieces.size - _SAMPLE
    step = max(_SAMPLE, (last - _HEAD) // _SAMPLES // 4 * 4)
    starts = [*range(_HEAD, last, step)[:_SAMPLES], max(_HEAD, last // 4 * 4)]
    return [pieces.read(0, _HEAD), *(pieces.read(start, start + _SAMPLE) for start in starts)]


def _at_first_line(told: Told, head: bytes) -> Told | None:
    """Behind blank lines, so that the first part has a paragraph; None where no line begins within the first bytes."""
    text = head[told.begin :].decode(told.encoding, "replace")
    blank = text[: len(text) - len(text.lstrip())]
    if blank == text:
        return None
    skipped = blank[: max(blank.rfind(end) for end in "\n\r") + 1]
    return told._replace(begin=told.begin + len(skipped.encode(told.encoding)))


class LongText(LazyBlocks):
    """The paragraphs of a text. In the number of each the lower digits say which of its part it is."""

    is_plain = True
    is_sifted = True

    def __init__(self, pieces: Pieces, told: Told, name: str, part: int = PART) -> None:
        self._pieces = pieces
        self._name = name
        self._encoding = told.encoding
        self._parts = Parts(pieces, told, part)
        self._kept: Recent[int, tuple[Block, ...]] = Recent()
        self._last: tuple[int, tuple[Block, ...]] = -1, ()
        self._is_changed = False
        self._sieves: Recent[str, Sieve] = Recent(_SIEVES)
        lines = self._parts.first_lines()
        self.title = title_of(lines) if lines else ""
        self.language = self._parts.language
        self.weight = self._estimate()

    def begins(self) -> bool:
        """Whether the first part has a paragraph. What is no paragraph of text is no title either."""
        blocks = self._part(0)
        if blocks and blocks[0].kind is not Kind.TITLE:
            self.title = ""
        return bool(blocks)

    def __getitem__(self, number: int) -> Block:
        blocks = self._part(number >> _DIGITS)
        if self._is_changed and blocks:  # a number that was right may be too great now
            return blocks[min(number & _WITHIN, len(blocks) - 1)]
        return blocks[number & _WITHIN] if blocks else self._lost()

    def numbered(self, first: int = 0) -> Iterator[tuple[int, Block]]:
        for part in range(first >> _DIGITS, self._parts.count):
            for index, block in enumerate(self._passing(part)):
                if (number := (part << _DIGITS) + index) >= first:
                    yield number, block

    def backward(self, last: int) -> Iterator[tuple[int, Block]]:
        for part in range(min(last >> _DIGITS, self._parts.count - 1), -1, -1):
            blocks = self._passing(part)
            for index in range(len(blocks) - 1, -1, -1):
                if (number := (part << _DIGITS) + index) <= last:
                    yield number, blocks[index]

    def holding(self, query: str, first: int, step: int) -> Iterator[tuple[int, Block]]:
        part = min(first >> _DIGITS, self._parts.count - 1)
        for each in self._sieved(query).holding(part, step):
            found = [((each << _DIGITS) + index, block) for index, block in enumerate(self._passing(each))]
            yield from (one for one in found[::step] if (one[0] >= first if step > 0 else one[0] <= first))

    def saying(self, may_say: Callable[[str], bool]) -> Iterator[tuple[int, Block]]:
        for part in range(self._parts.count):
            tell(part, self._parts.count)
            if may_say(self._parts.text(part)):
                yield from (((part << _DIGITS) + index, block) for index, block in enumerate(self._passing(part)))

    def sift(self, query: str) -> None:
        self._sieved(query).sift()

    def _sieved(self, query: str) -> "Sieve":
        """What is known of where it does not stand, as long as the text is what it was."""
        from tui.importers.scanning import Sieve  # when somebody looks for something

        if self._pieces.changed():
            self._sieves = Recent(_SIEVES)
        sieve = self._sieves.get(query)
        if sieve is None:
            begun = [each for word, each in self._sieves.items() if query.startswith(word)]
            before = max(begun, key=lambda each: len(each.query), default=None)
            sieve = Sieve(self._pieces, self._parts.cutter, self._encoding, query, before)
            self._sieves.keep(query, sieve)
        return sieve

    def nearest(self, number: int) -> int:
        part = min(number >> _DIGITS, self._parts.count - 1)
        if blocks := self._part(part) if number >= 0 else ():
            wanted = number & _WITHIN if part == number >> _DIGITS else _WITHIN
            return (part << _DIGITS) + min(wanted, len(blocks) - 1)
        return self._last_before(part)

    def after(self, number: int) -> int | None:
        part = number >> _DIGITS
        if (number & _WITHIN) + 1 < len(self._part(part)):
            return number + 1
        following = (each for each in range(part + 1, self._parts.count) if self._part(each))
        found = next(following, None)
        return None if found is None else found << _DIGITS

    def before(self, number: int) -> int | None:
        if number & _WITHIN:
            return number - 1
        return self._last_before(number >> _DIGITS) if number else None

    def last(self) -> int:
        return self._last_before(self._parts.count)

    def count(self) -> int | None:
        return None

    def length(self) -> tuple[int, bool]:
        return self.weight, False

    def share(self, number: int, offset: int) -> float:
        part, sizes = number >> _DIGITS, self._sizes(number >> _DIGITS)
        inside = (sum(sizes[: number & _WITHIN]) + offset) / max(1, sum(sizes))
        start, stop = (self._parts.cutter.start(each) for each in (part, part + 1))
        return min(1.0, (start + inside * (stop - start)) / max(1, self._pieces.size))

    def at(self, share: float) -> tuple[int, int]:
        from math import ceil  # when somebody goes to a percentage

        if share >= 1.0:
            number = self.last()
            return number, len(self[number].text) - 1
        byte = ceil(share * self._pieces.size)
        part = self._parts.cutter.part_of(byte)
        start, stop = (self._parts.cutter.start(each) for each in (part, part + 1))
        sizes = self._sizes(part)
        if not sizes:
            return self._last_before(part), 0
        left = ceil(sum(sizes) * (byte - start) / max(1, stop - start))
        for index, size in enumerate(sizes):
            if left < size:
                return (part << _DIGITS) + index, max(0, left)
            left -= size
        return (part << _DIGITS) + len(sizes) - 1, sizes[-1] - 1

    def _last_before(self, part: int) -> int:
        """The last paragraph before a part, the first of all where there is none."""
        for each in range(min(part, self._parts.count) - 1, -1, -1):
            if blocks := self._part(each):
                return (each << _DIGITS) + len(blocks) - 1
        return 0

    def _sizes(self, part: int) -> list[int]:
        return [len(block.text) for block in self._part(part)]

    def _part(self, part: int) -> tuple[Block, ...]:
        last, blocks = self._last  # what is read, which each key asks for many times
        if last != part:
            blocks = self._passing(part)
            self._kept.keep(part, blocks)
            self._last = part, blocks
        return blocks

    def _passing(self, part: int) -> tuple[Block, ...]:
        """For somebody who goes through everything: it must not push out what is being read."""
        kept = self._kept.get(part)
        if kept is not None:
            return kept
        blocks = self._parts.blocks(part) if 0 <= part < self._parts.count else []
        if not self._is_changed and self._pieces.changed():
            self._is_changed = True
            self.warning = _("{name} has changed while it is read; open it again to read it as it is now.").format(
                name=self._name
            )
        if blocks and part == 0 and self.title and blocks[0].kind is Kind.PARAGRAPH:
            blocks[0] = blocks[0]._replace(kind=Kind.TITLE)
        return tuple(blocks)

    def _lost(self) -> Block:
        return Block(_("Here is nothing any more: {name} has changed.").format(name=self._name), Kind.PARAGRAPH)

    def _estimate(self) -> int:
        """About how many characters, as the first part has them."""
        letters = sum(len("".join(block.text.split())) for block in self._part(0))
        size = self._parts.cutter.start(1) - self._parts.cutter.start(0)
        return max(1, letters * self._pieces.size // max(1, size))

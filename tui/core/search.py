"""Finding text in a publication. How letters are written does not matter, as `tui.core.letters` has it; white space is
one space, and between characters of scripts without spaces none."""

import re
from functools import lru_cache
from unicodedata import combining

from tui.core.blocks import backward, numbered
from tui.core.light import Callable, Iterable, Iterator, Sequence
from tui.core.progress import tell
from tui.core.publication import Article, Block, Blocks, LazyBlocks, Place, Publication
from tui.core.words import character_at

_SURROUNDINGS = 16
_OFTEN = 200  # blocks between two reports how far it is
LAST = 1 << 62  # greater than the number of any block
_HALF = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
# First and last letters of scripts without spaces: as a pattern they would take each start of the program 4 ms.
_WITHOUT = (
    ("\u3005", "\u3007"), ("\u3041", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)  # fmt: skip
_BETWEEN = "[\\s\\-\u00ac]"
APART_BY_LINES = "\n\\s*(?:(?!\\w)[\u0300-\u1cff\ua800-\uabff]|[\u1161-\u11ff\u3099\u309a\uff9e\uff9f])"
"""A mark at the beginning of a line, of which a line end has made a letter of its own."""
_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def hits(publication: Publication, query: str, start: Place | None = None) -> Iterator[Place]:
    """Places where the query begins, in reading order, from a place on. Nothing for a blank query."""
    start = start or Place()
    for place in _hits(publication, query, start, 1):
        if place >= start:
            yield place


def hits_before(publication: Publication, query: str, end: Place) -> Iterator[Place]:
    """The same before a place, the last first."""
    for place in _hits(publication, query, end, -1):
        if place < end:
            yield place


def _hits(publication: Publication, query: str, start: Place, step: int) -> Iterator[Place]:
    """All of them in the block of the place and in those that follow it, or stand before it."""
    articles, seek = publication.articles, seeker(query)
    if _pattern_of(query) is None:
        return
    for number in _not_silent(articles, query, start.article, step):
        first, blocks = start.block if number == start.article else 0 if step > 0 else LAST, articles[number].blocks
        found = typed(query) if isinstance(blocks, LazyBlocks) and blocks.is_sifted else seek
        whole = len(blocks) if len(articles) == 1 and not isinstance(blocks, LazyBlocks) else 0  # others tell it
        for block_number, block in _blocks(blocks, query, first, step):
            if whole and not block_number % _OFTEN:
                tell(block_number if step > 0 else whole - block_number, whole)
            yield from (Place(number, block_number, offset) for offset in found(block.text)[::step])


def _not_silent(articles: Sequence[Article], query: str, number: int, step: int) -> Iterator[int]:
    """Those from one on, or back to the first, that may say it. Tells how far it is."""
    first = number
    while 0 <= number < len(articles):
        if len(articles) > 1:
            tell(abs(number - first), len(articles))
        blocks = articles[number].blocks
        passed = blocks.silence(query, step) if isinstance(blocks, LazyBlocks) else 0
        if not passed:
            yield number
        number += step * max(1, passed)


def _blocks(blocks: Blocks, query: str, first: int, step: int) -> Iterator[tuple[int, Block]]:
    if isinstance(blocks, LazyBlocks):
        return blocks.holding(query, first, step)
    return numbered(blocks, first) if step > 0 else backward(blocks, first)


def parts_of(query: str) -> list[str]:
    """What of it is written with letters, in order; its first sign where nothing is."""
    parts = "".join(letter if letter.isalnum() else " " for letter in query).split()
    return parts or ["".join(query.split())[:1]]


def spellings(part: str) -> list[str]:
    """A part of a query in the ways that its letters have where it is found as it was typed."""
    cases = [part, part.lower(), part.upper(), part.title()]
    return list(dict.fromkeys(text.translate(width) for text in cases for width in (_HALF, _FULL)))


Seek = Callable[[str], list[int]]
"""Where a text says something, from the first time to the last."""


def seeker(query: str) -> Seek:
    """Seeks it however it is written."""
    from tui.core.letters import folded, offsets  # tables, when somebody looks for something

    pattern = _pattern_of(query)

    def seek(text: str) -> list[int]:
        whole = folded(text)
        found = [match.start() for match in pattern.finditer(whole)] if pattern else []
        return list(dict.fromkeys(map(offsets(text, whole), found))) if found else []

    return seek


def sieve(query: str) -> Callable[[Iterable[str]], bool]:
    """Tells whether one of several texts may say it: a look at all together takes less time than one at each."""
    from tui.core.letters import folded

    pattern = _pattern_of(query)
    return lambda texts: bool(pattern and pattern.search(folded("\n".join(texts))))


def is_parsed_late(publication: Publication) -> bool:
    """Whether `look` finds something to look at."""
    first = publication.articles[0].blocks
    return isinstance(first, LazyBlocks) and not first.is_sifted


def look(publication: Publication) -> None:
    """At the sources of articles, so that searches in them will be quick. Tells how far it is."""
    first = publication.articles[0].blocks
    if isinstance(first, LazyBlocks) and not first.is_sifted:
        first.sift("")


def sift(publication: Publication, query: str) -> None:
    """Finds out where it does not stand, for those who will look for what begins so. Tells how far it is."""
    for number in _not_silent(publication.articles, query, 0, 1):
        blocks = publication.articles[number].blocks
        if isinstance(blocks, LazyBlocks):
            blocks.sift(query)


def saying(blocks: Blocks, query: str) -> Iterator[tuple[int, Block]]:
    """The blocks that may say it, however it is written; no other does."""
    if not isinstance(blocks, LazyBlocks):
        return numbered(blocks)
    if blocks.silence(query, 1):
        return iter(())
    return blocks.saying(_loosely(query)) if blocks.is_sifted else blocks.holding(query, 0, 1)


def _loosely(query: str) -> Callable[[str], bool]:
    """Whether text that is still in lines may say it: its letters one after the other, whatever line ends have put
    between them or kept from being one."""
    from tui.core.letters import folded

    letters = [re.escape(letter) for letter in folded(query) if not re.match(_BETWEEN, letter)]
    search = re.compile(f"{_BETWEEN}*".join(letters)).search
    return lambda text: bool(search(folded(text)) or re.search(APART_BY_LINES, text))


def typed(query: str) -> Seek:
    """Seeks it as it was typed, in capitals or not, of full width or not."""
    pattern = _compiled(query)
    return lambda text: [match.start() for match in pattern.finditer(text)] if pattern else []


def matches(text: str, query: str) -> list[int]:
    """Where a text says it, from the first time to the last."""
    return seeker(query)(text)


def position(text: str, query: str) -> int:
    """Where a block that an index has found says it: the whole query, else the first of its words, else the
    beginning."""
    from tui.core.letters import folded, offsets

    whole = folded(text)
    for pattern in (_pattern_of(query), _any_word_of(query)):
        if pattern and (found := pattern.search(whole)):
            return offsets(text, whole)(found.start())
    return 0


@lru_cache(maxsize=8)
def _any_word_of(query: str) -> re.Pattern[str] | None:
    patterns = [pattern.pattern for word in query.split() if (pattern := _pattern_of(word))]
    return re.compile("|".join(patterns)) if patterns else None


@lru_cache(maxsize=8)
def _pattern_of(query: str) -> re.Pattern[str] | None:
    """Between words a hyphen is as good as a space: "well-known". Where there are no words between spaces any space
    is free, because names of two characters are set as wide as those of three: 张　三."""
    from tui.core.letters import folded

    pattern, before, is_apart = "", "", False
    for letter in folded(query).strip():
        if letter.isspace():
            is_apart = True
            continue
        if _is_without_spaces(before) and _is_without_spaces(letter):
            pattern += r"\s*"
        elif is_apart:
            pattern += r"[\s-]+"
        pattern, before, is_apart = pattern + re.escape(letter), letter, False
    return re.compile(pattern) if pattern else None


_ENDING = " \t,.;:!?，。；：！？、…）)]】》」』”’%"  # no passage begins with these


def _is_without_spaces(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _WITHOUT)


def surroundings(text: str, offset: int) -> str:
    """A line of text around a hit, the hit near its beginning, of whole words where they are not long."""
    start, end = max(0, offset - _SURROUNDINGS // 2), min(len(text), offset + 3 * _SURROUNDINGS)
    before, behind = range(start, max(-1, start - _SURROUNDINGS), -1), range(end, end - _SURROUNDINGS, -1)
    start = next((at for at in (*before, *range(start, offset + 1)) if not _is_in_word(text, at)), start)
    end = next((at for at in behind if at > offset and not _is_in_word(text, at)), end)
    start, end = (character_at(text, at)[0] for at in (start, end))
    if start:  # the marks that end what stands before tell nothing
        start += len(text[start:offset]) - len(text[start:offset].lstrip(_ENDING))
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def _is_in_word(text: str, at: int) -> bool:
    """Whether a word with letters goes on there."""
    if not 0 < at < len(text):
        return False
    return all((letter.isalnum() or combining(letter)) and letter < "\u0e00" for letter in text[at - 1 : at + 1])


def _compiled(query: str) -> re.Pattern[str] | None:
    words = [_pattern(word) for word in query.split()]
    return re.compile(r"\s+".join(words), re.IGNORECASE) if words else None


def _pattern(word: str) -> str:
    return "".join(_either_width(character) for character in word)


def _either_width(character: str) -> str:
    """A character as ASCII or as its full-width form: extractors and writers mix "," and ","."""
    code = ord(character)
    if 0x21 <= code <= 0x7E:
        return f"[{re.escape(character)}{re.escape(chr(code + 0xFEE0))}]"
    if 0xFF01 <= code <= 0xFF5E:
        return f"[{re.escape(character)}{re.escape(chr(code - 0xFEE0))}]"
    return re.escape(character)

"""Markdown that is too long to be parsed before somebody reads it: cut at its headings, else at blank lines and between
the rows of a table; a piece is parsed when it is looked at."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from tui.core.clean import clean_line
from tui.core.light import NamedTuple
from tui.core.progress import tell
from tui.core.publication import Block, Publication
from tui.importers.book import About, Book, Part
from tui.importers.flow import flow
from tui.importers.heading_names import lead_to_headings, names_in_source, parted, rename_headings
from tui.importers.long_book import LongBook, Planned
from tui.importers.tree import Element

_CHAPTER = 30_000  # characters of a chapter that is cut further where its headings allow it
_PIECE = 60_000  # characters after which text without headings is cut
_CALLED, _SIGN, _OFTEN = 60, 200, 1023
_SIGNED = r"(?P<all> {0,3}(?:(?P<fence>`{3,}|~{3,})[^`\n]*|(?P<signs>#{1,6})(?:[ \t]++(?P<title>[^\n]*+))?)$)"
_FIRST_LINE = re.compile(_SIGNED, re.MULTILINE)
_LATER = re.compile(  # the end of the line before is found four times as fast as the beginning of a line
    rf"\n(?:{_SIGNED}|(?<=\n\n)(?P<above>[^\s#>|`~*+-][^\n]*+)\n {{0,3}}(?P<line>=+|-+)[ \t]*$)", re.MULTILINE
)
_BLANK = re.compile(r"\n[ \t]*\n(?=\S)")  # what is set in goes on with a list
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_TABLE = re.compile(r"[^\n|]*+\|[^\n]*+\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*\n")
# A note, and where it is told of, may stand in two pieces.
_NOTE, _TO_NOTE = (re.compile(rf'{begin}((?:note|back)-[^"]{{1,40}})"') for begin in (' id="', 'href="#'))
_SIGNS = re.compile(r"[#|*_`>~=\[\]]+|\([^()\s]*\)|-{3,}")
_DEFINED = re.compile(r"^ {0,3}\[([^\]^][^\]\n]*)\]:[^\n]*$", re.MULTILINE)


class Piece(NamedTuple):
    """A range of the text. `head`: of the table that it goes on with, "" where it begins by itself."""

    start: int
    end: int
    title: str
    head: str = ""


def long_markdown(text: str, name: str, about: About, render: Callable[[str], Element]) -> Publication:
    """The publication, of which `render` makes what is looked at."""
    pieces = [piece for chapter in _chapters(text) for piece in _cut(text, chapter)]
    links = _DEFINED.finditer(text) if "]:" in text else ()  # to look at each line takes long
    defined = {found[1].casefold(): found[0] for found in links}
    starts = [piece.start for piece in pieces]
    notes = {found[1]: bisect_right(starts, found.start()) - 1 for found in _NOTE.finditer(text)}

    def led(found: re.Match[str]) -> str:
        return f'href="{notes[found[1]]}#{found[1]}"' if found[1] in notes else found[0]

    names, places = _names(text, starts)

    def rendered(own: str, number: int) -> Element:
        tree = render(_TO_NOTE.sub(led, own))
        rename_headings(tree, names.get(number, ()))
        lead_to_headings(tree, places, number)
        return tree

    def source(paths: Sequence[str]) -> str:
        return "".join(_source(text, pieces[int(path)], defined) for path in paths)

    def parsed(paths: tuple[str, ...]) -> Book:
        return Book(_part(pieces[int(path)], path, rendered(source([path]), int(path))) for path in paths)

    def heads(paths: tuple[str, ...]) -> Sequence[Block]:
        head = pieces[int(paths[0])].head
        return flow(render(head)).blocks[:1] if head else ()

    return LongBook(list(_planned(text, pieces)), parsed, source, heads).publication(name, about, ())


def _planned(text: str, pieces: Sequence[Piece]) -> Iterator[Planned]:
    seen: dict[str, int] = {}
    for number, (start, end, title, _head) in enumerate(pieces):
        if not number & _OFTEN:
            tell(number, len(pieces))
        sign = f"{end - start} {text[start : min(end, start + _SIGN)]}"
        seen[sign] = times = seen.get(sign, 0) + 1
        yield Planned(title, (str(number),), f"{sign} {times}", end - start)


def _source(text: str, piece: Piece, defined: dict[str, str]) -> str:
    """The piece with the head of its table, and with the definitions of the links in it, which may stand anywhere."""
    own = text[piece.start : piece.end]
    names = {found.casefold() for found in re.findall(r"\[([^\]\n]+)\]", own)} if defined else set()
    links = "\n".join(defined[each] for each in names if each in defined)
    return f"{piece.head}{own}\n\n{links}"


def _names(text: str, starts: Sequence[int]) -> tuple[dict[int, list[str]], dict[str, int]]:
    """What links call the headings of each piece, and in which piece each stands; nothing where no link leads there."""
    if "](#" not in text and 'href="#' not in text:
        return {}, {}
    found = [(bisect_right(starts, start) - 1, title) for start, _level, title in _headings(text)]
    named = zip(names_in_source(title for _piece, title in found), (piece for piece, _title in found), strict=True)
    places, names = dict(named), dict[int, list[str]]()
    for name, piece in places.items():
        names.setdefault(piece, []).append(name)
    return names, places


def _part(piece: Piece, path: str, tree: Element) -> Part:
    made = flow(tree)
    if piece.head and len(made.blocks) > 1:
        made.blocks[:2] = [made.blocks[1]._replace(first=False)]
        made.anchors.update({name: (max(0, block - 1), at) for name, (block, at) in made.anchors.items()})
    return Part(made, path)


def _chapters(text: str) -> list[Piece]:
    """As many levels of headings deep as it takes for chapters that can be read; one where there are no headings."""
    found = list(_headings(text))
    starts: list[tuple[int, str]] = []
    for level in range(1, 7):
        starts = [(start, title) for start, depth, title in found if depth <= level]
        if len(starts) > 1 and len(text) / len(starts) < _CHAPTER:
            break
    if not starts or text[: starts[0][0]].strip():
        starts.insert(0, (0, ""))
    ends = [start for start, _title in starts[1:]] + [len(text)]
    return [Piece(start, end, _plain(parted(title)[0])) for (start, title), end in zip(starts, ends, strict=True)]


def _headings(text: str) -> Iterator[tuple[int, int, str]]:
    """Where they begin, their level and their text as it is written; what looks like one in a piece of code is none."""
    fence = ""
    first = _FIRST_LINE.match(text)
    for found in chain([first] if first else [], _LATER.finditer(text)):
        _all, mark, signs, title, *_line = found.groups()
        if mark:
            if not fence:
                fence = mark
            elif mark.startswith(fence):
                fence = ""
        elif not fence and signs:
            yield found.start(1), len(signs), _bare(title or "")
        elif not fence:
            yield found.start("above"), 1 if found["line"].startswith("=") else 2, found["above"]


def _bare(title: str) -> str:
    """A heading without the signs that may close it."""
    title = title.rstrip(" \t")
    bare = title.rstrip("#")
    return bare.rstrip(" \t") if bare.endswith((" ", "\t")) else title


def _cut(text: str, chapter: Piece) -> Iterator[Piece]:
    """A chapter that is too long, in pieces; only the first has its title."""
    at, title, head = chapter.start, chapter.title, ""
    while chapter.end - at > 2 * _PIECE:
        end, following = _blank_line(text, at, at + 2 * _PIECE), ""
        if not end and (table := head or _table(text, at)):
            end, following = text.find("\n", at + _PIECE, chapter.end) + 1, table
        end = end or _blank_line(text, at, chapter.end)
        if not end or end >= chapter.end:
            break
        yield Piece(at, end, title or _beginning(text, at), head)
        at, title, head = end, "", following
    yield Piece(at, chapter.end, title or _beginning(text, at), head)


def _blank_line(text: str, start: int, end: int) -> int:
    """Behind the first blank line from some way on that stands in no piece of code; 0 where there is none."""
    fences = 0
    for found in _BLANK.finditer(text, start + _PIECE, end):
        fences += sum(1 for _fence in _FENCE.finditer(text, start, found.end()))
        start = found.end()
        if not fences % 2:
            return start
    return 0


def _table(text: str, start: int) -> str:
    """The head of the table that the text some way on stands in; "" where it stands in none."""
    begin = text.rfind("\n\n", start, start + _PIECE) + 2
    found = _TABLE.match(text, begin if begin > 1 else start)
    return found[0] if found else ""


def _beginning(text: str, at: int) -> str:
    words = _plain(text[at : at + 2 * _CALLED].strip().partition("\n")[0])
    return words if len(words) <= _CALLED else words[: _CALLED - 1] + "…"


def _plain(text: str) -> str:
    has_signs = not text.replace(" ", "").isalnum()
    return clean_line(_SIGNS.sub(" ", text) if has_signs else text)

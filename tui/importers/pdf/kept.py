"""Pages of a long PDF that were read: reading them again takes a process and many times as long as unpacking them."""

import json
import zlib
from collections.abc import Iterable

from tui.importers.printed.issue import Labelled
from tui.newspaper.typeset import Lead, Set, Tag, Typeset

_KEPT = 200  # pages as they are; the others take a few kB each


class Kept:
    """By their numbers from 0. Several threads may read and add at once."""

    def __init__(self, pages: Iterable[Labelled]) -> None:
        self._recent: dict[int, Labelled] = {}
        self._packed: dict[int, bytes] = {}
        self.add(0, pages)

    def __contains__(self, number: int) -> bool:
        return number in self._recent or number in self._packed

    def __getitem__(self, number: int) -> Labelled:
        page = self._recent.get(number)
        return _unpacked(self._packed[number]) if page is None else page

    def add(self, first: int, pages: Iterable[Labelled]) -> None:
        """Pages from a number on."""
        self._recent.update(enumerate(pages, first))
        for number, page in list(self._recent.items())[:-_KEPT]:  # a list: another thread may add meanwhile
            self._packed[number] = _packed(page)  # first: it is looked for meanwhile
            self._recent.pop(number, None)


def _packed(page: Labelled) -> bytes:
    return zlib.compress(json.dumps(page).encode("ascii"), 1)


def _unpacked(data: bytes) -> Labelled:
    label, (text, lines, columns, blocks, tops, links, tags, _tagged, lefts) = json.loads(zlib.decompress(data))
    sets, leads = tuple(Set(*each) for each in lines), tuple(Lead(*each) for each in links)
    told = tuple(Tag(*each) if each else None for each in tags)
    return label, Typeset(text, sets, columns, tuple(blocks), tuple(tops), leads, told, None, tuple(lefts))

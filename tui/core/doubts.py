"""Doubtful decisions as sentences for people."""

from bisect import bisect_left, bisect_right

from tui.core.blocks import block_at, block_before
from tui.core.cells import columns
from tui.core.describe import kind_name
from tui.core.publication import Doubt, Kind, Place, Publication
from tui.core.wording import _

_BEFORE, _AFTER, _MOST_KINDS = 16, 32, 3  # cells, cells, kinds
_MORE, _NEW = f"+{Kind.PARAGRAPH}", str(Kind.PARAGRAPH)


def doubt_text(publication: Publication, place: Place, doubt: Doubt) -> str:
    """What was decided at a place, with the words there, and what else it could have been."""
    block = block_at(publication, place)
    before = block.text[: place.offset] if place.offset else _text_above(publication, place)
    after = block.text[place.offset :]
    if {doubt.chosen, doubt.instead} == {_MORE, _NEW}:
        text = _("joined here: {words}; or a new paragraph")
        if doubt.chosen == _NEW:
            text = _("a new paragraph here: {words}; or joined")
        return text.format(words=f"{_end(before)}|{_beginning(after)}")
    chosen, instead = map(_kinds, _differing(doubt.chosen.split(), doubt.instead.split()))
    return _("{chosen}: {words}; or {instead}").format(chosen=chosen, words=_beginning(after), instead=instead)


def _text_above(publication: Publication, place: Place) -> str:
    blocks = publication.articles[place.article].blocks
    above = block_before(blocks, place.block)
    return "" if above is None else blocks[above].text


def _end(text: str) -> str:
    text = text.rstrip()[-_BEFORE - 1 :]
    starts = columns(text)
    if starts[-1] <= _BEFORE:
        return text
    return "…" + text[bisect_left(starts, starts[-1] - _BEFORE) :].lstrip()


def _beginning(text: str) -> str:
    text = text.strip()[: _AFTER + 1]
    starts = columns(text)
    return text if starts[-1] <= _AFTER else text[: bisect_right(starts, _AFTER) - 1].rstrip() + "…"


def _differing(chosen: list[str], instead: list[str]) -> tuple[list[str], list[str]]:
    """Without the lines at the end about which both agree."""
    same = 0
    while same < min(len(chosen), len(instead)) - 1 and chosen[-1 - same] == instead[-1 - same]:
        same += 1
    return chosen[: len(chosen) - same], instead[: len(instead) - same]


def _kinds(names: list[str]) -> str:
    """Names of kinds as in `Doubt`, for people: lines of one kind in a row once, and only the first few."""
    kinds = [name for index, name in enumerate(names) if index == 0 or names[index - 1] != name]
    said = [_kind(name) for name in kinds[:_MOST_KINDS]]
    return _(", ").join([*said, "…"] if len(kinds) > _MOST_KINDS else said)


def _kind(name: str) -> str:
    if name.startswith("+"):
        return _("{kind} continued").format(kind=kind_name(Kind(name[1:])))
    return kind_name(Kind(name))

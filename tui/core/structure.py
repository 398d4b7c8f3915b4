"""What a move leads into or out of, for those who do not see it: a heading, a list, a table, a picture …"""

from tui.core.blocks import block_at
from tui.core.describe import kind_name
from tui.core.publication import HEADINGS, Block, Kind, Place, Publication
from tui.core.things import group, standing
from tui.core.wording import N_, _, n_

_BEGIN = {
    Kind.ITEM: lambda n: n_("list of {n} item", "list of {n} items", n),
    Kind.CODE: lambda n: n_("code of {n} line", "code of {n} lines", n),
    Kind.VERSE: lambda n: n_("verse of {n} line", "verse of {n} lines", n),
}
_END = {
    Kind.ITEM: N_("end of the list"),
    Kind.TABLE: N_("end of the table"),
    Kind.QUOTE: N_("end of the quotation"),
    Kind.CODE: N_("end of the code"),
    Kind.VERSE: N_("end of the verse"),
    Kind.NOTE: N_("end of the note"),
}


def arrived(publication: Publication, before: Place, here: Place) -> str:
    """What begins or ends on the way from one place to another; "" where both stand in the same, and in plain text."""
    if before[:2] == here[:2]:
        return ""
    block, left = block_at(publication, here), block_at(publication, before)
    if block.kind in _END:
        first, last = group(publication, here)
        if here.article == before.article and first <= before.block <= last:
            return _(", ").join(_changed(block, left, block.gap if before < here else left.gap))
        return _begun(publication, here, block)
    if block.kind in HEADINGS and block.level:
        return _("heading of level {level}").format(level=block.level)
    if block.kind is Kind.PARAGRAPH:
        return _(_END[left.kind]) if left.kind in _END and here.article == before.article else ""
    return kind_name(block.kind)


def _changed(block: Block, left: Block, blank: int) -> list[str]:
    """What is other than in the block beside it: blank lines between them, the level, how far code is set in."""
    told = [n_("blank line", "{n} blank lines", blank)] if blank else []
    if block.kind in (Kind.ITEM, Kind.QUOTE) and block.level != left.level:
        told.append(_("level {level}").format(level=block.level))
    if block.kind is Kind.CODE and _indent(block) != _indent(left):
        told.append(_set_in(block) or _("not set in"))
    return told


def _set_in(block: Block) -> str:
    indent = _indent(block)
    return n_("set in by {n}", "set in by {n}", indent) if indent else ""


def _indent(block: Block) -> int:
    """The cells before the words."""
    text = block.text.expandtabs(4)
    return len(text) - len(text.lstrip())


def extent(block: Block, count: int) -> str:
    """How long the list, the table, the code … of a block is, of so many blocks; "" for what has no length."""
    if block.kind is Kind.TABLE:
        rows = n_("table of {n} row", "table of {n} rows", count)
        return _(", ").join([rows, n_("{n} column", "{n} columns", len(block.cells))]) if block.cells else rows
    return _BEGIN[block.kind](count) if block.kind in _BEGIN else ""


def _begun(publication: Publication, here: Place, block: Block) -> str:
    """What the list, the table … is that somebody comes into."""
    inside = standing(publication, here)
    told = (extent(block, inside[1]) if inside else "") or kind_name(block.kind)
    if inside and block.kind is Kind.ITEM and block.level > 1:
        return _(", ").join([told, _("level {level}").format(level=block.level)])
    return _(", ").join(filter(None, [told, _set_in(block) if block.kind is Kind.CODE else ""]))

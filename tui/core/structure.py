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
            if blank := block.gap if before < here else left.gap:
                return n_("blank line", "{n} blank lines", blank)
            deeper = block.kind in (Kind.ITEM, Kind.QUOTE) and block.level != left.level
            return _("level {level}").format(level=block.level) if deeper else ""
        return _begun(publication, here, block)
    if block.kind in HEADINGS and block.level:
        return _("heading of level {level}").format(level=block.level)
    if block.kind is Kind.PARAGRAPH:
        return _(_END[left.kind]) if left.kind in _END and here.article == before.article else ""
    return kind_name(block.kind)


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
    return told

"""Corrections as the rows of their table: the change with its target, if it has one, then the offset."""

from tui.core.corrections import Change, Correction

_KNOWN = {str(change): change for change in Change}


def row(correction: Correction) -> tuple[str, int]:
    change, offset, target = correction
    return (change if target < 0 else f"{change} {target}"), offset


def read(rows: list[tuple[object, object]]) -> list[Correction]:
    """The corrections of these rows; what this version does not know, or what is damaged, is left out."""
    found = []
    for name, offset in rows:
        change, _space, target = str(name).partition(" ")
        if change in _KNOWN and isinstance(offset, int) and (not target or target.isdecimal()):
            found.append(Correction(_KNOWN[change], offset, int(target) if target else -1))
    return found

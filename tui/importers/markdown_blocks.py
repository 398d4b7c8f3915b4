"""Lines of verse and tables that are drawn, as Pandoc's Markdown has them, and notes that stand in the sentence."""

import re
from itertools import count, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_VERSE = re.compile(r"\|(?:[ \t].*[^|\s][ \t]*)?")
_BORDER = re.compile(r"\+(?:[-=:]{3,}\+)+")
_NUMBERED = re.compile(r"\[\^(\d+)\]")
_INLINE_NOTE = re.compile(r"\^\[((?:[^\[\]\n\\]|\\.|\n(?!\s*\n)|\[[^\[\]\n]*\])++)\]")


def read_blocks(parser: "MarkdownIt") -> None:
    """Makes a parser know them."""
    parser.block.ruler.before("paragraph", "drawn_table", _drawn_table, {"alt": ["paragraph", "blockquote", "list"]})
    parser.block.ruler.before("paragraph", "verse", _verse)


def notes_apart(text: str) -> str:
    """Notes that stand in the sentence as those that stand behind the text."""
    used = set(_NUMBERED.findall(text))
    numbers = (number for number in count(1) if str(number) not in used)
    notes = list[str]()

    def reference(found: re.Match[str]) -> str:
        name = next(numbers)
        notes.append(f"[^{name}]: {' '.join(found[1].split())}")
        return f"[^{name}]"

    text = _INLINE_NOTE.sub(reference, text)
    return "\n\n".join([text, *notes, ""]) if notes else text


def _line(state: "StateBlock", line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _lines(state: "StateBlock", first: int, last: int) -> "Iterator[str]":
    """Those from here on that are not set in less than what they stand in."""
    inside = takewhile(lambda number: state.sCount[number] >= state.blkIndent, range(first, last))
    return (_line(state, number) for number in inside)


def _verse(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    lines = list(takewhile(_VERSE.fullmatch, _lines(state, first, last)))
    if len(lines) < 2:
        return False
    state.line = first + len(lines)
    state.push("paragraph_open", "p", 1).attrSet("class", "verse")
    _inline(state, "\\\n".join(line[1:].strip() for line in lines), first)
    state.push("paragraph_close", "p", -1)
    return True


def _drawn_table(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    if not _is_border(_line(state, first)):
        return False
    lines = list(takewhile(lambda line: line[:1] in ("|", "+"), _lines(state, first, last)))
    while not _is_border(lines[-1]):
        lines.pop()  # what stands below it is none of it
    if len(lines) < 3:
        return False
    if silent:
        return True
    state.line = first + len(lines)
    rows = _rows(lines)
    if rows is None:  # cells that go over several: as it is drawn
        state.push("code_block", "code", 0).content = "\n".join(lines) + "\n"
        return True
    heads = next((at for at, line in enumerate(line for line in lines if _is_border(line)) if "=" in line), 0)
    state.push("table_open", "table", 1)
    for number, cells in enumerate(rows):
        _row(state, cells, "th" if number < heads else "td", first)
    state.push("table_close", "table", -1)
    return True


def _row(state: "StateBlock", cells: list[str], name: str, line: int) -> None:
    state.push("tr_open", "tr", 1)
    for cell in cells:
        state.push(f"{name}_open", name, 1)
        _inline(state, cell, line)
        state.push(f"{name}_close", name, -1)
    state.push("tr_close", "tr", -1)


def _inline(state: "StateBlock", content: str, line: int) -> None:
    inline = state.push("inline", "", 0)
    inline.content, inline.children, inline.map = content, [], [line, line + 1]


def _is_border(line: str) -> bool:
    return _BORDER.fullmatch(line) is not None


def _rows(lines: list[str]) -> list[list[str]] | None:
    """The cells of each row; None where not all rows have as many."""
    columns = lines[0].count("+") - 1
    rows = [[""] * columns]
    for line in lines[1:]:
        cells = [cell.strip() for cell in line[1:-1].split("|")]
        if _is_border(line):
            rows.append([""] * columns)
        elif line[0] == line[-1] == "|" and len(cells) == columns:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
        else:
            return None
    return [row for row in rows if any(row)]

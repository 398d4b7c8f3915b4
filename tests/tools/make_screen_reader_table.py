"""Drives all front ends under all screen readers and writes what came of it into README.md.

python -m tests.tools.make_screen_reader_table

Needs yasr, Fenrir, and BRLTTY with a free Linux console (that is, root).
"""

import re
import tempfile
from pathlib import Path

from tests.heard.hearing import LISTENED_TO, READERS, Tally, run, tally
from tests.heard.steps import FRONT_ENDS
from tests.tools.make_readme import README

_HEADS = ("Screen reader", "Front end", "Keys", "Exact", "Extra words", "Bytes a key", "Most beyond the text")
_NAMES = {"plain.txt": "plain mode", "speaking.txt": "speaking view", "screen.txt": "full screen"}
_BEGIN, _END = "<!-- screen-readers -->", "<!-- /screen-readers -->"
_NOT_COUNTED = "–"  # what the rows of a whole screen make a screen reader say
_READERS = {"yasr": "yasr", "fenrir": "Fenrir", "brltty": "BRLTTY"}

Tallies = dict[tuple[str, str], Tally]


def measured() -> Tallies:
    """What every screen reader makes of every front end now."""
    found: Tallies = {}
    for name in FRONT_ENDS:
        for reader in READERS:
            with tempfile.TemporaryDirectory() as home:
                found[name, reader.NAME] = tally(run(reader, Path(home), name))
    return found


def published() -> Tallies:
    """What the README says."""
    found: Tallies = {}
    text = README.read_text("utf-8").partition(_BEGIN)[2].partition(_END)[0]
    ends = {label: name for name, label in _NAMES.items()}
    readers = {label: name for name, label in _READERS.items()}
    for line in text.splitlines()[3:]:
        reader, front_end, *figures = (cell.strip() for cell in line.strip("|").split("|"))
        found[ends[front_end], readers[reader]] = Tally(
            *(int(figure) if figure.isdecimal() else 0 for figure in figures)
        )
    return found


def written(text: str, tallies: Tallies) -> str:
    """A README with these figures."""
    made = f"{_BEGIN}\n{_table(tallies)}\n{_END}"
    return re.sub(f"{_BEGIN}.*?{_END}", lambda _match: made, text, flags=re.DOTALL)


def _table(tallies: Tallies) -> str:
    rows: list[tuple[object, ...]] = [_HEADS, tuple("---" for _head in _HEADS)]
    for (name, reader), figures in tallies.items():
        tried, exact, extra, *sizes = figures
        counted = extra if name in LISTENED_TO else _NOT_COUNTED
        rows.append((_READERS[reader], _NAMES[name], tried, exact, counted, *sizes))
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in rows)


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8"), measured()), "utf-8")

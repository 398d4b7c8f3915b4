"""Makes the table of radicals and the characters that look like them, from Unicode's own.

python -m tests.tools.make_radicals EquivalentUnifiedIdeograph.txt
"""

import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[2] / "tui" / "core" / "_radicals.py"
_HEAD = '''"""Radicals of Chinese characters and the characters that are written for them, one below the other.

Made by `python -m tests.tools.make_radicals` from Unicode's EquivalentUnifiedIdeograph (Unicode License).
"""

'''
_LINE = 56  # characters, each of two columns
_RANGE = re.compile(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)")
_FIRST, _BEHIND = 0x2E80, 0x2FE0  # without single strokes


def pairs(text: str) -> dict[str, str]:
    """Each radical with the character of the commoner planes that it looks like."""
    found = {}
    for first, last, like in (each.groups() for each in map(_RANGE.match, text.splitlines()) if each):
        for code in range(int(first, 16), int(last or first, 16) + 1):
            if _FIRST <= code < _BEHIND and int(like, 16) <= 0xFFFF:
                found[chr(code)] = chr(int(like, 16))
    return found


def written(found: dict[str, str]) -> str:
    """The module."""
    made = _HEAD
    for name, letters in (("RADICALS", "".join(found)), ("CHARACTERS", "".join(found.values()))):
        rows = "\n".join(f'    "{letters[at : at + _LINE]}"' for at in range(0, len(letters), _LINE))
        made += f"{name} = (\n{rows}\n)\n"
    return made


if __name__ == "__main__":
    TARGET.write_text(written(pairs(Path(sys.argv[1]).read_text("utf-8"))), "utf-8")

"""Makes the table of traditional characters and what they are in simplified writing, from OpenCC's dictionary.

python -m tests.tools.make_variants TSCharacters.txt
"""

import sys
from pathlib import Path

TARGET = Path(__file__).parents[2] / "tui" / "core" / "_variants.py"
_HEAD = '''"""Traditional Chinese characters and the simplified ones that are written for them, one below the other.

Made by `python -m tests.tools.make_variants` from OpenCC's TSCharacters (Apache License 2.0).
"""

'''
_LINE = 56  # characters, each of two columns


def pairs(text: str) -> dict[str, str]:
    """Each character with the first that is named for it, where both are of the commoner planes."""
    found = {}
    for line in text.splitlines():
        old, _tab, new = line.partition("\t")
        new = new.split()[0] if new.split() else old
        if len(old) == len(new) == 1 and old != new and max(old, new) <= "\uffff":
            found[old] = new
    return found


def written(found: dict[str, str]) -> str:
    """The module."""
    made = _HEAD
    for name, letters in (("TRADITIONAL", "".join(found)), ("SIMPLIFIED", "".join(found.values()))):
        rows = "\n".join(f'    "{letters[at : at + _LINE]}"' for at in range(0, len(letters), _LINE))
        made += f"{name} = (\n{rows}\n)\n"
    return made


if __name__ == "__main__":
    TARGET.write_text(written(pairs(Path(sys.argv[1]).read_text("utf-8"))), "utf-8")

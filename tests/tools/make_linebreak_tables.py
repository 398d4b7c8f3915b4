"""Writes tui/core/_linebreak_tables.py from the files of the Unicode Character Database.

    python tests/tools/make_linebreak_tables.py [FOLDER]

FOLDER holds the database of the version below as Debian's package `unicode-data` lays it out (that is
also the default place). Nothing else of the project reads these files.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

VERSION = "17.0.0"
TARGET = Path(__file__).parents[2] / "tui/core/_linebreak_tables.py"
LETTERS = [chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\']
HEAD = '''"""What kind of character each code point is to a line break. Unicode {version}.

Made by tests/tools/make_linebreak_tables.py from LineBreak.txt, EastAsianWidth.txt, emoji-data.txt and
DerivedGeneralCategory.txt; not edited by hand.

STARTS holds the first character of every run of equal characters, KINDS the letter of the run's kind at
the same index: a `bisect` over the string finds a character, nothing has to be decoded. NAMES gives each
letter's name: line breaking class after rule LB1, then `w` East Asian wide, `i` or `f` initial or final
quotation mark, `d` dotted circle, `x` unassigned pictograph. Hangul syllables stand as one run of H3w: every
28th of them, from the first on, is H2w.

The data are © 1991-2025 Unicode, Inc., under the Unicode Licence (https://www.unicode.org/license.txt).
"""

'''


def records(path: Path) -> Iterator[tuple[range, list[str]]]:
    """The lines of a file of the database: code points, and the fields after them."""
    for line in path.read_text("utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if fields[0]:
            first, _, last = fields[0].partition("..")
            yield range(int(first, 16), int(last or first, 16) + 1), fields[1:]


def values(path: Path, *wanted: str) -> dict[int, str]:
    """The last field of each code point, of the lines whose first field is wanted (all without any)."""
    if f"{VERSION}.txt" not in path.read_text("utf-8")[:200] and "emoji" not in path.name:
        sys.exit(f"{path} is not of Unicode {VERSION}")
    return {code: fields[-1] for codes, fields in records(path) if not wanted or fields[0] in wanted for code in codes}


class Database:
    """The properties that the kinds are made of."""

    def __init__(self, folder: Path) -> None:
        self.line = values(folder / "LineBreak.txt")
        self.width = values(folder / "EastAsianWidth.txt")
        self.category = values(folder / "extracted/DerivedGeneralCategory.txt")
        self.pictographs = values(folder / "emoji/emoji-data.txt", "Extended_Pictographic")

    def kind(self, code: int) -> str:
        """Class after rule LB1, and what the rules ask for beyond the class."""
        category = self.category.get(code, "Cn")
        kind = self.line.get(code, "XX")
        if kind == "SA":
            kind = "CM" if category in ("Mn", "Mc") else "AL"
        kind = {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS"}.get(kind, kind)
        if kind == "QU":
            kind += {"Pi": "i", "Pf": "f"}.get(category, "")
        if code == 0x25CC:
            kind += "d"
        if code in self.pictographs and category == "Cn":
            kind += "x"
        wide = self.width.get(code, "N") in ("F", "W", "H") and kind not in ("CM", "ZWJ")
        return kind + ("w" if wide else "")


def runs(database: Database) -> Iterator[tuple[int, str]]:
    """First code point and kind of each run. The Hangul syllables alternate and are left to arithmetic."""
    last = ""
    for code in range(sys.maxunicode + 1):
        kind = "H3w" if 0xAC00 <= code <= 0xD7A3 else database.kind(code)
        if kind != last:
            yield code, kind
            last = kind


def escaped(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def literal(name: str, pieces: list[str]) -> str:
    """An assignment of one long string, in lines of at most 110 characters."""
    lines, line = [], ""
    for piece in pieces:
        if len(line) + len(piece) > 100:
            lines, line = [*lines, line], ""
        line += piece
    return f"{name} = (\n" + "".join(f'    "{line}"\n' for line in [*lines, line]) + ")\n"


def main(folder: Path) -> None:
    table = list(runs(Database(folder)))
    names = sorted({kind for _, kind in table} | {"H2w"})
    letters = dict(zip(names, LETTERS, strict=False))
    if len(letters) < len(names):
        sys.exit(f"{len(names)} kinds are more than there are letters")
    pairs = [f"{letters[name]} {name} " for name in names]
    TARGET.write_text(
        HEAD.format(version=VERSION)
        + literal("NAMES", pairs)
        + literal("STARTS", [escaped(code) for code, _ in table])
        + literal("KINDS", [letters[kind] for _, kind in table]),
        encoding="utf-8",
    )
    print(f"{TARGET.name}: {len(table)} runs of {len(names)} kinds")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("/usr/share/unicode"))

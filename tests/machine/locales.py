"""Locales of any encoding, made for a test with what every C library brings along: nothing is installed."""

import string
import subprocess
from pathlib import Path

from tests.needs import need, skip_for

# What the C library calls them, and Python.
ENCODINGS = {
    "GB18030": "gb18030",
    "EUC-JP": "euc_jp",
    "BIG5": "big5",
    "ISO-8859-1": "iso8859-1",
    "ANSI_X3.4-1968": "ascii",
}
_CLASSES = {
    "upper": string.ascii_uppercase,
    "lower": string.ascii_lowercase,
    "alpha": string.ascii_letters,
    "digit": string.digits,
    "xdigit": string.hexdigits,
    "space": " \t\n\v\f\r",
    "cntrl": "".join(map(chr, [*range(32), 127])),
    "punct": string.punctuation,
    "graph": string.ascii_letters + string.digits + string.punctuation,
    "print": string.ascii_letters + string.digits + string.punctuation + " ",
}
_HEAD = "<escape_char> /\n<comment_char> %\n<code_set_name> {name}\n<mb_cur_min> 1\n<mb_cur_max> {most}\nCHARMAP\n"


def in_locale(folder: Path, name: str) -> dict[str, str]:
    """The variables that give a program the locale of an encoding, which is kept in the folder. Skips where none can
    be made."""
    need("localedef")
    folder.mkdir(exist_ok=True)
    # Of the encoding the C library needs no more than its name: the rest comes from its tables of conversion.
    rows = "".join(f"<U{code:04X}> /x{code:02x} ASCII\n" for code in range(128))
    most = 1 if name.startswith(("ISO", "ANSI")) else 4
    (folder / "charmap").write_text(_HEAD.format(name=name, most=most) + rows + "END CHARMAP\n", "ascii")
    lines = [f"{kind} " + ";".join(f"<U{ord(c):04X}>" for c in held) for kind, held in _CLASSES.items()]
    (folder / "source").write_text("\n".join(["LC_CTYPE", *lines, "END LC_CTYPE", ""]), "ascii")
    made = folder / f"xx.{name}"
    command = ["localedef", "-c", "-i", str(folder / "source"), "-f", str(folder / "charmap"), str(made)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not (made / "LC_CTYPE").exists():
        skip_for(f"localedef makes no locale here: {done.stderr[-200:]}")
    return {"LOCPATH": str(folder), "LC_ALL": made.name}

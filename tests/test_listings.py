"""Plain text in which lines matter: programs, tables, drawings and verse keep them, and prose does not."""

import pytest

from tui.core.publication import Kind
from tui.importers import open_bytes
from tui.importers.text import LONG

PROSE = (
    "The program goes over all the lines of the file and counts those in which a\n"
    "slab is said to be loose. It is called with the name of the file, and writes\n"
    "one number; where the file is not there it says so and ends with the number 1\n"
    "as all of our programs do and have done since the town has had a computer.\n"
)
CODE = "    def loose(lines):\n        count = 0\n\n        return count\n"
MILTON = (
    "Of Man's first disobedience, and the fruit\nOf that forbidden tree whose mortal taste\n"
    "Brought death into the World, and all our woe,\nWith loss of Eden, till one greater Man\n"
    "Restore us, and regain the blissful seat,\nSing, Heavenly Muse, that, on the secret top\n"
)
LICENCE = (
    "THE SOFTWARE IS PROVIDED AS IS, WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED,\n"
    "INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A\n"
    "PARTICULAR PURPOSE AND NONINFRINGEMENT IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT\n"
    "HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION\n"
)
DRAWING = "  +-----+     +-----+\n  | one |---->| two |\n  +-----+     +-----+\n"
ITEMS = (
    "-  Slabs are counted now.\n-  The names of streets (and those of squares) are told.\n-  Lists are sorted;\n"
    "-  so are those of the quays.\n"
)
LAW = "  a.  for the avoidance of doubt, this grants You the right to do so (as far as it can be granted);\n"


def blocks(text):
    return list(open_bytes(text.encode(), "a.txt").articles[0].blocks)


def kinds(text):
    return [block.kind.value for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{PROSE}\n{CODE}\n{PROSE}", ["para", *["code"] * 3, "para"]),
        (f"{PROSE}\n{MILTON}", ["para"] * 7),
        (f"{PROSE}\n{LICENCE}", ["para"] * 2),
        (f"{PROSE}\n{DRAWING}\n{PROSE}", ["para", *["code"] * 3, "para"]),
        (f"{PROSE}\n{ITEMS}\n{PROSE}", ["para", *["para"] * 4, "para"]),
        (f"{PROSE}\n{LAW}\n{PROSE}", ["para"] * 3),
        (f"{PROSE}\n    $ ./loose quay.txt > list\n\n{PROSE}", ["para", "code", "para"]),
        (f"{PROSE}\n  <https://town.example/quays>\n\n{PROSE}", ["para"] * 3),
        (f"{PROSE}\nOld Quay\t12\t3 May\nLong Lane\t7\t4 May\nMarket\t130\t9 May\n", ["para", *["code"] * 3]),
    ],
)
def test_what_keeps_its_lines(text, kept):
    assert kinds(text) == kept


def test_a_program_keeps_what_its_lines_are_set_in_and_its_blank_lines():
    text = f"{PROSE}\n{CODE}"
    lines = blocks(text)[1:]
    assert [block.text for block in lines] == [line for line in CODE.split("\n") if line]
    assert [block.gap for block in lines] == [0, 0, 1]
    assert [block.first for block in lines] == [True, False, False]
    assert [text[span.start : span.end] for block in lines for span in block.spans] == [block.text for block in lines]


def test_a_program_in_a_long_text_is_one_too():
    text = f"{PROSE}\n{CODE}\n" * (LONG // len(PROSE + CODE) + 2)
    begun = blocks(text)[:9]
    assert [block.kind for block in begun] == [Kind.PARAGRAPH, *[Kind.CODE] * 3] * 2 + [Kind.PARAGRAPH]
    assert [block.text for block in begun[1:4]] == [line for line in CODE.split("\n") if line]
    assert begun[3].gap == 1


def test_a_manual_is_no_newspaper():
    parts = "".join(
        f"QUAY AND KERB, May {n} -- {PROSE}\n    for (int i = 0; i < {n}; i++) {{\n        count[i] = {n};\n    }}\n\n"
        for n in range(1, 9)
    )
    assert len(open_bytes(parts.encode(), "a.txt").articles) == 1
    news = parts.replace("{", "").replace("=", "").replace("<", "").replace("}", "")
    assert len(open_bytes(news.encode(), "a.txt").articles) > 1

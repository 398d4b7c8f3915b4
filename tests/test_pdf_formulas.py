"""Formulas of PDFs are read on one line, with what stands above and below it."""

import pytest

from tui.importers.pdf.formulas import with_formulas
from tui.importers.pdf.signs import is_number, sign_of
from tui.newspaper.boxes import Box
from tui.newspaper.sheet import MATH, SIGNS, Word, rows_of

Piece = tuple[str, float, float, float]


def _word(piece: Piece) -> Word:
    """`piece`: its words, how far right and down it begins, and how large it is."""
    text, left, top, size = piece
    style = SIGNS | MATH if text[0] in "∑∏(" else MATH if text.isalpha() else 0
    return Word(text, Box(left, top, left + 0.5 * size * len(text), top + size), size, None, style)


def _read(*lines: list[Piece]) -> list[str]:
    found = with_formulas([[_word(piece) for piece in line] for line in lines])
    return [row.text for line in found for row in rows_of(line, widest=1.1)]


def test_a_fraction_has_a_stroke() -> None:
    assert _read(
        [("H", 100, 100, 10), ("=", 110, 100, 10)],
        [("a", 120, 93, 10), ("+", 130, 93, 10), ("b", 140, 93, 10)],
        [("2", 130, 107, 10)],
        [("c", 150, 100, 10)],
    ) == ["H = (a + b)/2 c"]


def test_limits_stand_behind_their_sign() -> None:
    assert _read(
        [("x", 100, 100, 10), ("=", 110, 100, 10)],
        [("∑", 120, 95, 20)],
        [("j=1", 119, 116, 7)],
        [("y", 133, 100, 10), ("(3)", 400, 100, 10)],
    ) == ["x = ∑ j=1 y (3)"]


def test_a_power_and_an_index_stand_at_their_letter() -> None:
    assert _read([("x", 100, 100, 10)], [("2", 105, 97, 6)], [("i", 105, 105, 6), ("=", 110, 100, 10)]) == ["x2i ="]


def test_what_stands_in_brackets_is_no_fraction() -> None:
    assert _read([("(", 100, 95, 20)], [("n", 110, 92, 10)], [("k", 110, 108, 10)], [("c", 120, 100, 10)]) == [
        "(n; k c"
    ]


@pytest.mark.parametrize("number", ["(3)", "(2.3)", "(2-3)", "(A.1a)"])
def test_the_number_of_a_formula_stands_behind_it(number: str) -> None:
    assert _read([("x", 100, 100, 10), ("=", 110, 100, 10), ("y", 120, 100, 10), (number, 400, 100, 10)]) == [
        f"x = y {number}"
    ]


@pytest.mark.parametrize(("text", "count"), [("−0.3", 2), ("<5", 2), ("α", 1), ("0", 1)])
def test_a_quantity_behind_white_is_a_cell_and_a_letter_goes_on_with_a_formula(text: str, count: int) -> None:
    line = [Word("12", Box(100, 100, 110, 110), 10), Word(text, Box(130, 100, 145, 110), 10, None, MATH)]
    assert len(with_formulas([line])[0]) == count


@pytest.mark.parametrize("style", [0, MATH])
def test_lines_of_prose_stay_apart(style: int) -> None:
    words = ["the", "quay", "was", "cold", "and", "nobody", "came", "down"]
    lines = [
        [Word(word, Box(50 + 30 * at, top, 75 + 30 * at, top + 10), 10, None, style) for at, word in enumerate(words)]
        for top in (100, 112, 124)
    ]
    assert with_formulas(lines) == lines


def test_equations_below_each_other_are_no_fraction() -> None:
    equations = [
        [("x", 100, 100 + 15 * at, 10), ("=", 110, 100 + 15 * at, 10), ("y", 120, 100 + 15 * at, 10)] for at in range(3)
    ]
    assert _read(*equations) == ["x = y"] * 3


@pytest.mark.parametrize(
    ("number", "sign"),
    [
        ("\x00", "("),
        ("\x12", "("),
        ("\x1c", "⟨"),
        ("P", "∑"),
        ("Y", "∏"),
        ("Z", "∫"),
        ("[", "⋃"),
        ("p", "√"),
        ("b", "\u2060"),
    ],
)
def test_numbers_of_the_fonts_of_tex_are_large_signs(number: str, sign: str) -> None:
    assert sign_of(number) == sign
    assert is_number(number) == (number != "[")


def test_points_that_lead_to_a_number_are_no_formula() -> None:
    """TeX takes them from the font of its formulas."""
    points = [Word(".", Box(100 + 8 * at, 100, 103 + 8 * at, 110), 10, None, MATH) for at in range(6)]
    line = [Word("Bells", Box(50, 100, 80, 110), 10), *points, Word("5", Box(165, 100, 170, 110), 10)]
    assert with_formulas([line, line]) == [line, line]

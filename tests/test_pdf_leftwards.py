"""PDF pages in scripts that are written from right to left."""

from tests.made.pdf import drawn
from tui.importers import open_bytes

_SIZE = 10.0


def _line(text: str, y: float, right: float = 500.0) -> list[tuple[float, float, float, str]]:
    """Characters as they are read, each left of the one before it; words in Latin letters from left to right."""
    placed, at = [], right
    for word in text.split(" "):
        at -= _SIZE * len(word)
        order = reversed(word) if not word.isascii() else word
        placed += [(at + _SIZE * number, y, _SIZE, letter) for number, letter in enumerate(order)]
        at -= _SIZE / 2
    return placed


def _read(*lines: str) -> list[str]:
    return _read_page([letter for number, line in enumerate(lines) for letter in _line(line, 100 + 14 * number)])


def _read_page(page: list[tuple[float, float, float, str]]) -> list[str]:
    publication = open_bytes(drawn([page], (600, 800)), "made.pdf")
    return [block.text for article in publication.articles for block in article.blocks]


def test_words_from_right_to_left_stay_whole_and_in_order() -> None:
    assert _read("שלום לכל הקוראים", "היום נקרא ספר ארוך.") == ["שלום לכל הקוראים היום נקרא ספר ארוך."]
    assert _read("اختبار دعم اللغة") == ["اختبار دعم اللغة"]


def test_words_in_other_letters_stand_where_they_are_read() -> None:
    assert _read("הספר PDF נקרא היום") == ["הספר PDF נקרא היום"]


def test_points_lead_to_a_page_number_on_the_left() -> None:
    assert _read("פרק ראשון . . . . . . . . 3", "פרק שני . . . . . . . . . . 7") == ["פרק ראשון … 3", "פרק שני … 7"]


def test_brackets_beside_words_from_left_to_right_are_closed() -> None:
    """They are drawn as they look, from the right: what opens looks as what closes does in Latin letters."""
    for drawn_as, read in ((")הספר(", "(הספר)"), ("]הספר[", "[הספר]")):
        assert _read_page([*_line("january", 100, 300), *_line(drawn_as, 100, 430)]) == [f"january {read}"]


def test_signs_of_lines_from_top_to_bottom_are_those_of_others() -> None:
    column = [(300.0, 100 + _SIZE * at, _SIZE, letter) for at, letter in enumerate("﹁昔漢武帝︐殺其母︒﹂")]
    assert _read_page(column) == ["「昔漢武帝，殺其母。」"]


def test_words_in_brackets_are_not_spelled() -> None:
    assert _read("הספר (PDF) נקרא היום")[0].split().count("PDF") == 1

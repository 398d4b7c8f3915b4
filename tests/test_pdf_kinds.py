"""Which PDF files are newspapers: those whose columns are prose, not those with columns of other things."""

import pytest

from tests.made.pdf import Line, pdf
from tui.importers import open_bytes

COMMANDS = ["x = y", "for (i = 1, n, expr)", "if (a, b)", "print (str)", "vector (n)", "trace (m)", "lift (f)"]
LABELS = ["Name", "Date of birth", "Street", "City", "Signature", "Telephone", "Notes"]
ENTRIES = ["Arrival", "The cold quay", "How the tide is read", "Bells and lamps", "Leaving the harbour"]


def card() -> list[Line]:
    """Commands in five columns, each with what it does beside it."""
    rows = [(20 + 112 * column, 40 + 11 * row, row + 3 * column) for column in range(5) for row in range(60)]
    return [line for x, y, at in rows for line in card_entry(x, y, at)]


def card_entry(x: float, y: float, at: int) -> list[Line]:
    return [(x, y, 7, COMMANDS[at % 7]), (x + 70, y, 7, LABELS[at % 5].lower())]


def form() -> list[Line]:
    """Labels of fields, four beside each other, and a few lines of prose."""
    where = [(column, row) for row in range(14) for column in range(4)]
    labels: list[Line] = [(40 + 130 * x, 100 + 40 * y, 8, LABELS[(x + y) % 7]) for x, y in where]
    words = "Fill in all of the fields below in capital letters, and sign it."
    return [*((40, 40 + 10 * at, 8, words) for at in range(3)), *labels]


def table() -> list[Line]:
    """Figures of years, and numbers beside them."""
    return [(40 + 60 * column, 60 + 12 * row, 8, f"{1900 + row}" if not column else f"{row * column}.{column}")
            for row in range(50) for column in range(9)]  # fmt: skip


def contents() -> list[Line]:
    entries = [(60, 60 + 16 * at, 10, f"{at} {ENTRIES[at % 5]}") for at in range(30)]
    return entries + [(500, 60 + 16 * at, 10, f"{3 * at + 1}") for at in range(30)]


@pytest.mark.parametrize("page", [card, form, table, contents])
def test_columns_of_other_things_than_prose_make_no_newspaper(page):
    publication = open_bytes(pdf([page()]), "page.pdf")
    assert [article.kind for article in publication.articles] == ["document"]

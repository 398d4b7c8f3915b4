"""Lists of books whose files do not say that they are some."""

import pytest

from tests.made.pdf import column, pdf
from tui.core.publication import Block, Kind
from tui.importers import open_bytes

_PROSE = ["The quay was cold and nobody came down to the boats before the morning", "was over."]


def _blocks(lines: list[str], size: float = 10) -> list[Block]:
    publication = open_bytes(pdf([column(50, 60, [*_PROSE, *lines], size)]), "made.pdf")
    return list(publication.articles[0].blocks)[1:]


@pytest.mark.parametrize(
    "marks", ["•••", "◯◯◯", ["1.", "2.", "3."], ["(a)", "(b)", "(c)"], ["i)", "ii)", "iii)"], ["1", "2", "3"]]
)
def test_entries_are_items_whose_lines_hang(marks: list[str]) -> None:
    first, second, third = marks
    lines = [
        f"{first} Boats that lie at the quay in the winter and are not to be had before the",
        "   spring tide.",
        f"{second} Nets.",
        f"{third} Ropes and what else",
    ]
    blocks = _blocks(lines)
    assert [(block.kind, block.level, block.first) for block in blocks] == [
        (Kind.ITEM, 1, True), (Kind.ITEM, 1, False), (Kind.ITEM, 1, False)
    ]  # fmt: skip
    assert blocks[0].text.endswith("before the spring tide.")
    assert [block.text.split()[0] for block in blocks] == list(marks)


def test_entries_of_entries_stand_deeper() -> None:
    levels = [block.level for block in _blocks(["• Boats", "   • Small ones", "   • Large ones", "• Nets"])]
    assert levels == [1, 2, 2, 1]


def test_what_is_set_in_below_an_entry_does_not_end_its_list() -> None:
    blocks = _blocks(["• Boats.", "   They lie at the quay.", "• Nets.", "The quay was cold.", "• Ropes."])
    assert [block.first for block in blocks if block.kind is Kind.ITEM] == [True, False, True]


def test_a_short_entry_has_ended_without_a_stop() -> None:
    blocks = _blocks(
        ["• Boats", "• Nets and ropes", "These are what lies at the quay in the winter and goes out before the"]
    )
    assert [block.text for block in blocks[:2]] == ["• Boats", "• Nets and ropes"]


@pytest.mark.parametrize(
    "line",
    ["12. May was cold and nobody came down.", "A. Smith had a boat.", "of • and • nobody knows", "1999 was cold."],
)
def test_one_line_that_begins_with_a_number_is_no_list(line: str) -> None:
    blocks = _blocks([line, "Nobody came down to the boats."])
    assert Kind.ITEM not in {block.kind for block in blocks}


def test_a_list_goes_on_behind_the_list_and_the_text_in_one_of_its_entries() -> None:
    lines = ["1. Boats that lie at the quay in the winter and are not to be had before the", "spring tide."]
    lines += ["(a) Small ones.", "(b) Large ones.", "Nobody knows of others.", "2. Nets.", "3. Ropes."]
    items = [block for block in _blocks(lines) if block.kind is Kind.ITEM]
    assert [(block.text[:3].strip(), block.level, block.first) for block in items] == [
        ("1.", 1, True), ("(a)", 2, False), ("(b)", 2, False), ("2.", 1, False), ("3.", 1, False)
    ]  # fmt: skip


def test_numbers_of_formulas_are_no_entries() -> None:
    lines = [(50.0, 60.0 + 20 * at, 10.0, f"x = y + {at}") for at in (1, 2, 3)]
    numbers = [(500.0, 60.0 + 20 * at + 10, 10.0, f"({at})") for at in (1, 2, 3)]
    page = [line for both in zip(lines, numbers, strict=True) for line in both]
    publication = open_bytes(pdf([[(50.0, 40.0, 10.0, _PROSE[0]), *page]]), "made.pdf")
    assert Kind.ITEM not in {block.kind for block in publication.articles[0].blocks}

"""Lines of print that are set in and go on with a sentence, and those that only look like it."""

import pytest

from tests.made.pdf import Line, pdf
from tui.importers import open_bytes

BODY = [
    "The quay was cold in the morning and nobody came down to it before the tide",
    "had turned, so that the boats lay still and the bells of the harbour were quiet.",
]


def texts(lines: list[tuple[float, str]]) -> list[str]:
    """A page with a paragraph above and below these lines, each with how far it is set in."""
    body: list[Line] = [(50, 60 + 12 * at, 10, text) for at, text in enumerate(BODY)]
    own: list[Line] = [(50 + indent, 100 + 12 * at, 10, text) for at, (indent, text) in enumerate(lines)]
    below: list[Line] = [(50, 220 + 12 * at, 10, text) for at, text in enumerate(BODY)]
    articles = open_bytes(pdf([[*body, *own, *below]]), "quay.pdf").articles
    return [block.text for article in articles for block in article.blocks][1:-1]


ENTRY = [
    "bells By day the bells of the harbour were quiet, as nobody came to ring for",
    "those who had gone to sea with the boats and were not to be seen again that",
    "week or the next one.",
]


@pytest.mark.parametrize("indents", [(0, 40, 40), (20, 20, 20), (40, 40, 40), (20, 40, 40)])
def test_a_sentence_goes_on_however_its_lines_are_set_in(indents):
    assert texts(list(zip(indents, ENTRY, strict=True))) == [" ".join(ENTRY)]


def test_a_short_formula_in_a_line_does_not_end_its_sentence():
    lines = ["Of boats, bells, e.g., <1-20>, of lamps in the night, the quay had more than an easy", "sea could take."]
    assert texts([(30, line) for line in lines]) == [" ".join(lines)]


@pytest.mark.parametrize(
    "lines",
    [
        ["1) what they had seen of the boats that went out in the night before that day", "2) how far away it was"],
        ["a) what they had seen of the boats that went out in the night before that day", "b) how far away it was"],
        ["boats = [boat for boat in quay.boats if boat.is_at(sea) and not boat.is_back()]", "return boats and bells"],
        ["for boat in boats: print(boat.name, boat.bells, boat.lamps, sea, quay, tides);", "print the rest of them"],
        ["the boats of the quay", "and their bells", "and the lamps"],
        ["All that they had seen of the boats was told to those who came down to the quay:", "nothing was to be done"],
    ],
)
def test_what_is_no_sentence_stays_line_by_line(lines):
    assert texts([(30, line) for line in lines]) == lines

"""What runs along the edges of the pages of a PDF book, and what only stands there."""

import pytest

from tests.made.pdf import pdf, read_in_parts
from tui.core.publication import Kind
from tui.importers import open_bytes

SECTIONS = [
    "Of ropes",
    "Of lamps",
    "Of bells",
    "Of nets",
    "Of oars",
    "Of sails",
    "Of tides",
    "Of fog",
    "Of salt",
    "Of tar",
]
FIRST = 7


def line_of(at: int, number: int) -> str:
    """Every one is another."""
    return f"The {'abcdefghij'[number]}{chr(97 + at % 26)}{'xyz'[at // 26]} rope is tied to the quay, and let go again."


def page(number: int) -> list:
    """A head, text of another length on each, an equation with a number, and a foot with the section and the number."""
    height = 60 + 14 * (12 + number * 7 % 19)
    text = [(50, 60 + 14 * at, 10, line_of(at, number)) for at in range(height // 14 - 4)]
    equation = [(200, height + 14, 10, f"a = {number}"), (500, height + 34, 10, f"({number * 3 + 1})")]
    foot = [(50, 760, 10, SECTIONS[number]), (530, 760, 10, str(FIRST + number))]
    if number in (4, 8):  # on which a chapter begins
        return [*text, *equation, (300, 760, 10, str(FIRST + number))]
    return [(50, 20, 10, "A Book of Harbours"), *text, *equation, *foot]


@pytest.fixture(params=[False, True], ids=["short", "long"])
def publication(request, monkeypatch):
    if request.param:
        read_in_parts(monkeypatch, 4, 5)
    return open_bytes(pdf([page(number) for number in range(10)]), "book.pdf")


def texts(publication, of_edges: bool) -> list[str]:
    blocks = [block for article in publication.articles for block in article.blocks]
    found = [block.text for block in blocks if (block.kind is Kind.RUNNING_HEAD) == of_edges]
    return found + [block.text for block in publication.furniture] * of_edges


def test_heads_and_feet_are_no_text_though_each_stands_once(publication):
    text = " ".join(texts(publication, of_edges=False))
    assert "A Book of Harbours" not in text
    assert not [section for section in SECTIONS if section in text]
    assert not [number for number in range(10) if f"quay. {FIRST + number} The" in text]


def test_what_only_stands_at_the_end_of_a_page_is_text(publication):
    text = " ".join(texts(publication, of_edges=False))
    assert all(f"a = {number}" in text for number in range(10))
    assert all(f"({number * 3 + 1})" in text for number in range(10))
    assert all(line_of(0, number) in text for number in range(10))


def test_numbers_that_count_the_pages_are_not_read_at_the_end_of_a_part(publication):
    if len(publication.articles) > 1:
        assert set(texts(publication, of_edges=True)) == {
            "A Book of Harbours",
            *(set(SECTIONS) - {"Of oars", "Of salt"}),
        }


def test_what_stands_beside_a_head_is_one_however_seldom():
    """The title of a short paper stands over every other page."""
    pages = [[line for line in page(number) if line[1] < 750] for number in (0, 1, 2, 3)]
    for number in (0, 2):
        pages[number] = [*pages[number], (400, 20, 10, "Quays and their bells")]
    publication = open_bytes(pdf(pages), "paper.pdf")
    assert "Quays and their bells" not in " ".join(texts(publication, of_edges=False))
    assert texts(publication, of_edges=True).count("Quays and their bells") == 2


def test_pages_with_nothing_else_on_them_are_text():
    said = [f"Picture {number}" for number in range(1, 7)]
    found = open_bytes(pdf([[(50, 60, 20, each)] for each in said]), "slides.pdf")
    assert " ".join(texts(found, of_edges=False)) == " ".join(said)


def test_the_steps_of_a_slide_keep_what_all_of_them_show():
    def slide(number: int, title: str, lines: list[str]) -> list:
        text = [(60, 120 + 40 * at, 12, line) for at, line in enumerate(lines)]
        return [(40, 30, 18, title), *text, (40, 340, 8, "A Talk of Harbours"), (400, 340, 8, f"{number} / 6")]

    said = ["A ship comes in.", "A rope is thrown.", "A bell is rung."]
    steps = [slide(2, "What is done", said[:shown]) for shown in (1, 2, 3, 3)]
    others = [slide(number, f"Of {name}", [f"{name} first."]) for number, name in enumerate(["tar", "fog", "salt"], 3)]
    found = open_bytes(pdf([slide(1, "Harbours", ["A talk."]), *steps, *others]), "talk.pdf")
    read = texts(found, of_edges=False)
    assert read.count("What is done") == 4
    assert [" ".join(read).count(each) for each in said] == [4, 3, 2]
    assert set(texts(found, of_edges=True)) == {"A Talk of Harbours", *(f"{number} / 6" for number in range(1, 6))}

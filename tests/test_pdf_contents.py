"""Contents of several levels: articles with levels, found by their headings, and in long books by their pages."""

import random

from tests.made.pdf import pdf, read_in_parts
from tests.test_long_pdf import words
from tui.core.publication import Kind
from tui.importers import open_bytes

OUTLINE = [
    ("Harbours", 0, 1),
    ("1.1 Quays", 0, 2),
    ("Steps", 1, 3),
    ("No heading", 1, 3),
    ("Tides", 2, 1),
    ("1.1 Quays", 2, 2),
    ("Bells", 3, 2),
]
SYLLABLES = ["ka", "lo", "mi", "ter", "sun", "ro", "vel", "po", "dra", "fi"]


def prose(seed, top, lines=4, end="."):
    """A paragraph of lines that are like no others."""
    chosen = random.Random(seed)
    made = ["".join(chosen.choices(SYLLABLES, k=chosen.randint(1, 4))) for _word in range(8 * lines)]
    rows = [" ".join(made[8 * row : 8 * row + 8]) for row in range(lines)]
    rows[-1] = " ".join(made[-3:]) + end if end == "." else rows[-1] + end
    return [(50, top + 14 * row, 12, text) for row, text in enumerate(rows)]


PAGES = [
    [(50, 50, 20, "Harbours"), *prose(1, 100), (50, 180, 12, "Quays"), *prose(2, 220, end=" and")],
    [*prose(3, 50), (50, 150, 16, "Steps"), *prose(4, 190)],
    [*prose(5, 50), *prose(6, 130)],
    [(50, 50, 12, "Bells"), *prose(7, 90)],
]


def text_of(*seeds):
    return [" ".join(line[3] for line in prose(seed, 0)) for seed in seeds]


def test_entries_below_chapters_are_articles_where_their_headings_stand():
    articles = open_bytes(pdf(PAGES, outline=OUTLINE), "book.pdf").articles
    assert [(article.level, article.title) for article in articles] == [
        (1, "Harbours"),
        (2, "1.1 Quays"),
        (3, "Steps"),
        (1, "Tides"),
        (2, "Bells"),
    ]
    texts = [[block.text for block in article.blocks] for article in articles]
    assert texts[0] == ["Harbours", *text_of(1)]
    assert texts[1][0] == "Quays"
    assert texts[1][1].endswith(" and")
    assert texts[2:] == [["Steps", *text_of(4)], text_of(5, 6), ["Bells", *text_of(7)]]


def test_what_begins_a_part_is_its_title_however_it_is_set():
    publication = open_bytes(pdf(PAGES, outline=OUTLINE), "book.pdf")
    kinds = [article.blocks[0].kind for article in publication.articles]
    assert kinds == [Kind.TITLE, Kind.TITLE, Kind.TITLE, Kind.PARAGRAPH, Kind.TITLE]


def test_contents_of_one_level_have_none():
    publication = open_bytes(pdf(PAGES, outline=[("Harbours", 0), ("Tides", 2)]), "book.pdf")
    assert [(article.level, article.title) for article in publication.articles] == [(0, "Harbours"), (0, "Tides")]


def test_long_chapters_of_a_long_book_are_cut_where_their_parts_begin(monkeypatch):
    read_in_parts(monkeypatch, 2, 4)
    lines = [[*prose(2 * n, 50), *prose(2 * n + 1, 150)] for n in range(14)]
    outline = [("One", 0, 1), ("Short", 1, 2), ("Two", 3, 1), ("A", 3, 2), ("B", 5, 2), ("B too", 5, 2), ("C", 10, 2)]
    publication = open_bytes(pdf(lines, outline=outline), "book.pdf")
    assert [(article.level, article.title) for article in publication.articles] == [
        (1, "One"),
        (1, "Two"),
        (2, "B: B too, pages 6 to 9"),
        (2, "B: B too, page 10"),
        (2, "C"),
    ]
    assert publication.articles[2].blocks[0].text == text_of(10)[0]
    assert words(publication) == " ".join(text_of(*range(28)))


def test_a_paragraph_over_the_page_on_which_a_part_begins_stays_whole(monkeypatch):
    read_in_parts(monkeypatch, 2, 4)
    lines = [prose(n, 60, 40, end=" and") for n in range(12)]
    outline = [("One", 0, 1), ("Two", 1, 1), ("Below", 6, 2)]
    publication = open_bytes(pdf(lines, outline=outline), "book.pdf")
    text = words(publication).replace(" [Nothing to read here.]", "")
    assert text == " ".join(line[3] for page in lines for line in page)
    assert publication.articles[-1].level == 2


def test_contents_of_a_long_book_tell_of_headings_that_look_like_text(monkeypatch):
    read_in_parts(monkeypatch, 2, 4)
    lines = [prose(n, 60, 4) for n in range(12)]
    lines[7] = [*prose(70, 60), (50, 116, 12, "Bells"), *prose(71, 130)]
    publication = open_bytes(pdf(lines, outline=[("One", 0, 1), ("Two", 6, 1), ("2.1 Bells", 7, 2)]), "book.pdf")
    blocks = [block for article in publication.articles for block in article.blocks]
    assert [block.text for block in blocks if block.kind is Kind.HEAD] == ["Bells"]


def test_numbers_of_entries_stand_before_their_titles():
    """Below each other they stand like a column, and points behind titles that are equally long like another."""
    titles = ["The old quay", "The new quay", "The far quay", "The low quay", "The dry quay", "The hot quay"]
    lines = [(50.0, 60.0, 10.0, "Contents")]
    for number, title in enumerate(titles, 1):
        top = 100.0 + 12 * number
        lines += [(60, top, 10, f"{number}.1."), (90, top, 10, title)]
        lines += [(200 + 7 * point, top, 10, ".") for point in range(30)] + [(430, top, 10, f"{3 * number}")]
    (article,) = open_bytes(pdf([lines]), "book.pdf").articles
    assert [block.text for block in article.blocks][1:] == [
        f"{number}.1. {title} … {3 * number}" for number, title in enumerate(titles, 1)
    ]

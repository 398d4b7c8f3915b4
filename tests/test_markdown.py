"""Markdown as people write it: signs beyond CommonMark say what they mean, and nothing that is text is lost."""

from pathlib import Path
from time import process_time

import pytest

from tests.made.documents import shown
from tui.importers import format_of, open_bytes
from tui.importers.front_matter import front_matter

DATA = Path(__file__).parent / "data" / "markdown"


@pytest.mark.parametrize("name", ["signs", "blocks"])
def test_signs_say_what_they_mean(name):
    expected = (DATA / f"{name}.expected").read_text("utf-8")
    assert shown(open_bytes((DATA / f"{name}.md").read_bytes(), f"{name}.md")) == expected


def links(text):
    (article,) = open_bytes(text.encode(), "a.md").articles
    return [
        (block.text[link.start : link.end], link.target, link.place and article.blocks[link.place.block].text)
        for block in article.blocks
        for link in block.links
    ]


def test_links_lead_to_headings_notes_and_addresses():
    assert links((DATA / "signs.md").read_text("utf-8")) == [
        ("two", "#second", "Two"),
        ("back", "#one", "One"),
        ("https://example.org/%20a_b_c", "https://example.org/%20a_b_c", None),
        ("me@example.org", "mailto:me@example.org", None),
        ("1", "#note-1", "1. Short."),
        ("long", "#note-long", "long. Long."),
        ("1.", "#back-1", "A note[1], one whose words stand in the next line[long], and [^1] in code."),
        ("long.", "#back-long", "A note[1], one whose words stand in the next line[long], and [^1] in code."),
        ("a link", "https://example.org", None),
    ]


FRONT = [
    ("---\ntitle: T\nlang: fr\n---\nx", "T", "fr", {}, "x"),
    ("---\r\ntitle: T\r\n---\r\nx", "T", "", {}, "x"),
    ('---\nauthor: ["A, B", C]\n...\nx', "", "", {"author": '"A, B", C'}, "x"),
    ("---\ntitle: >-\n  two\n  lines\ntag:\n- a\nauthor:\n- A\n- B\n---\nx", "two lines", "", {"author": "A, B"}, "x"),
    ("---\nTwo rules with words between.\n---\nx", "", "", {}, "---\nTwo rules with words between.\n---\nx"),
    ("---\nWords, and: more.\n\n---\nx", "", "", {}, "---\nWords, and: more.\n\n---\nx"),
    ('+++\ntitle = "T"\nauthors = ["A", "B"]\n+++\nx', "T", "", {"author": "A, B"}, "x"),
    ("+++\ndate = 2020-01-02\n+++\nx", "", "", {"date": "2020-01-02"}, "x"),
    ("+++\nno TOML\n+++\nx", "", "", {}, "+++\nno TOML\n+++\nx"),
    ("% T\n% A; B\n% May 2020\n\nx", "T", "", {"author": "A, B", "date": "May 2020"}, "\nx"),
    ("% of the whole\nis a paragraph", "", "", {}, "% of the whole\nis a paragraph"),
    ("% SPDX-License-Identifier: MIT\n\nx", "", "", {}, "% SPDX-License-Identifier: MIT\n\nx"),
    ("---\ntitle: \x1b[31mred\n---\n", "[31mred", "", {}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "language", "metadata", "rest"), FRONT)
def test_what_a_text_says_of_itself_is_told_from_text(text, title, language, metadata, rest):
    about, behind = front_matter(text.replace("\r\n", "\n"))
    assert (about.title, about.language, about.metadata, behind) == (title, language, metadata, rest)


def test_links_to_headings_lead_through_a_long_text():
    parts = [f"## Part `{number}`\n\n{'words and words ' * 40}[up](#top)\n\n## Same\n\nx\n\n" for number in range(800)]
    text = "# Top {#top}\n\nTo [one far away](#part-700) and [the same](#same-3).\n\n" + "".join(parts)
    publication = open_bytes(text.encode(), "long.md")
    far, same = publication.articles[0].blocks[1].links
    assert publication.articles[far.place.article].title == "Part 700"
    assert publication.articles[same.place.article - 1].title == "Part 3"
    (up,) = publication.articles[far.place.article].blocks[1].links
    assert (up.place.article, publication.articles[0].title) == (0, "Top")


@pytest.mark.parametrize(
    "text",
    [
        "# a" + " " * 200_000 + "b",
        "x ![p](q)" + "{" + ".a" * 100_000 + "!",
        "x `c`" + "{" + "a=b" * 100_000 + " !",
        "x [^1]\n\n[^1]: y\n\n" + "`" * 200_000 + "x",
        "::: a" + " " * 200_000 + "b",
        "---\na: b" + " " * 200_000 + "c\n---\nx",
        "$a " * 20_000,
        "x\n\n" + "$$\n" * 20_000,
        ": a\n" * 10_000,
        "a\n: b\n\n" * 4000,
        "!!! a\n" * 4000,
    ],
)
def test_signs_without_end_take_no_longer_than_words(text):
    """Half a second here, as words would; what grows with the square of the length takes minutes."""
    began = process_time()
    open_bytes(text.encode(), "a.md")
    assert process_time() - began < 20


README = "<p align='center'>\n  <img src='l.png' alt='Logo'>\n</p>\n\n# Title\n\nSome **strong** [words](https://example.org).\n"


@pytest.mark.parametrize(("text", "name", "form"), [
    (README, "README.md", "markdown"),
    (README, "README", "markdown"),
    (README, "a.html", "html"),
    ("<p>Only a part of a page.</p>\n", "a.md", "markdown"),
    ("<p>Only a part of a page.</p>\n", "a", "html"),
    ("<html><body># One **two** [three](four)</body></html>", "a.md", "html"),
])  # fmt: skip
def test_a_text_that_begins_with_a_part_of_a_page_is_read_with_its_marks(text, name, form):
    assert format_of(text.encode(), name).name == form


def test_what_has_many_short_parts_is_one_article_and_headings_lead_through_it():
    def changes(versions, words):
        parts = [f"## {number}.0\n\n### Fixed\n\n- {'word ' * words}\n\n" for number in range(versions)]
        return open_bytes(("# Changelog\n\nAll of them.\n\n" + "".join(parts)).encode(), "CHANGELOG.md").articles

    assert len(changes(320, 60)) == 1
    assert sum(block.level == 2 for block in changes(320, 60)[0].blocks) == 320
    assert len(changes(40, 400)) == 41
    short = "".join(f"# {number}.0\n\n- {'word ' * 20}\n\n" for number in range(21))
    assert len(open_bytes(short.encode(), "a.md").articles) == 1
    assert len(open_bytes(short.partition("# 20.0")[0].encode(), "a.md").articles) == 20

"""Markdown that has no name, or a wrong one, is told by its signs; other texts with some of them are texts."""

import time

import pytest

from tui.importers import format_of

HEADING, LINK, NOTE = "# One\n\nWords.\n", "See [it](https://example.org/).\n", "[^1]: By foot.\n"
FENCED, TABLE = "```python\nx = 1\n```\n", "| a | b |\n|---|--:|\n| 1 | 2 |\n"
FRONT = "---\ntitle: Kerbs\n---\nWords.\n"


@pytest.mark.parametrize(
    "text",
    [
        HEADING + "\n" + LINK,
        FRONT + "\n" + HEADING,
        TABLE + "\n" + FENCED,
        "\ufeff" + HEADING.replace("\n", "\r\n") + "\r\n" + LINK,
        "Words with a note[^1] and **strong** ones.\n\n" + NOTE,
        "![A gull](g.png)\n\n## 第二章\n\n正文。\n",
    ],
)
@pytest.mark.parametrize("name", ["-", "README", "a.pdf", "a.epub"])
def test_two_signs_tell_markdown(text, name):
    assert format_of(text.encode(), name).name == "markdown"


@pytest.mark.parametrize(
    "text",
    [
        HEADING,
        "Only words, # and * and [brackets] (and more) among them.\n",
        "#!/bin/sh\n\n# One\n\n**a** [b](c)\n",
        "# a comment\nx = 1\n\n# another\ny = a[1](2)\n",
        "本报讯 (记者 李明)\n--------\n第一版 [图]\n**\n",
        "Name | Age\nAnn | 31\n-- \nAnn Lee\n",
    ],
)
def test_other_texts_are_texts(text):
    assert format_of(text.encode(), "-").name == "text"


@pytest.mark.parametrize("name", ["a.txt", "a.py", "a.conf"])
def test_a_name_that_tells_of_another_kind_of_text_is_believed(name):
    assert format_of((HEADING + "\n" + LINK).encode(), name).name == "text"


@pytest.mark.parametrize("piece", ["[", "[a](", "# a ", "**a", "```\n````\n", "|-", "---\n", "\n# \n", "[^1", "- - "])
def test_signs_without_end_cost_nothing(piece):
    began = time.process_time()
    format_of((piece * 100_000).encode(), "-")
    assert time.process_time() - began < 1.0

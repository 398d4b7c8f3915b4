"""Notes lead there and back, whatever they are made of."""

import pytest

from tui.core.publication import Kind
from tui.importers import open_bytes

FB2 = (
    '<?xml version="1.0"?><FictionBook xmlns="x" xmlns:l="y"><body><section><title><p>One</p></title><p>She went<a'
    ' l:href="#n1" type="note">[1]</a> down<a l:href="#n2" type="note">(*)</a>, and'
    '<a l:href="#n1" type="note">[1]</a>.</p>'
    "<poem><title><p>Song</p></title><stanza><v>Roses are red</v></stanza></poem></section></body><body name='notes'>"
    '<section id="n1"><title><p>1</p></title><p>By foot.</p><p>And slowly.</p></section>'
    '<section id="n2"><p>The street.</p></section><section><p>Nobody cites it.</p></section></body></FictionBook>'
)
MARKDOWN = """# One

She went[^1] down[^why & how], and[^1], not[^lost].
[^1]: By foot.
[^2]: Nobody cites it.

[^3]: The street:

    where it is *wide*

    - a kerb

Behind.
"""


def blocks_of(data, name):
    return [block for article in open_bytes(data.encode(), name).articles for block in article.blocks]


def there_and_back(publication):
    """Of each link what it says, what it leads to, and what the links there say."""
    found = []
    for article in publication.articles:
        for block in article.blocks:
            for link in block.links:
                target = publication.articles[link.place.article].blocks[link.place.block]
                found.append((block.text[link.start : link.end].strip(), target.text))
    return found


def test_notes_of_a_fictionbook():
    publication = open_bytes(FB2.encode(), "a.fb2")
    text = "She went[1] down(*), and[1]."
    there = [("[1]", "1. By foot."), ("(*)", "The street."), ("[1]", "1. By foot.")]
    assert there_and_back(publication) == [*there, ("1.", text)]
    kinds = [(block.kind, block.text) for block in blocks_of(FB2, "a.fb2")]
    assert (Kind.NOTE, "And slowly.") in kinds
    assert (Kind.NOTE, "Nobody cites it.") in kinds
    assert (Kind.HEAD, "Song") in kinds


def test_notes_of_markdown():
    publication = open_bytes(MARKDOWN.encode(), "a.md")
    text = "She went[1] down[^why & how], and[1], not[^lost]."
    assert there_and_back(publication) == [("1", "1. By foot."), ("1", "1. By foot."), ("1.", text)]
    kinds = [(block.kind, block.text) for block in blocks_of(MARKDOWN, "a.md")]
    assert kinds[1] == (Kind.PARAGRAPH, text)
    assert (Kind.NOTE, "where it is wide") in kinds
    assert (Kind.NOTE, "2. Nobody cites it.") in kinds
    assert kinds[-1] == (Kind.PARAGRAPH, "Behind.")


@pytest.mark.parametrize(
    "text", ["[^1]:", "[^1]: a\n" * 3, "[^1]: a\n\n    \n" * 2000, "[^" * 5000, "[^a]: " + "    \n" * 5000]
)
def test_what_only_looks_like_notes(text):
    assert blocks_of(f"Words {text}\n\n{text}\n", "a.md")

"""Texts of many languages in the encodings that they come in, without a word of what these are."""

from pathlib import Path

import pytest

from tui.importers import open_bytes

ROWS = (Path(__file__).parent / "data" / "encodings" / "texts.txt").read_text("utf-8").splitlines()[1:]
CASES = [
    (text, encoding)
    for text, _bar, encodings in (row.partition(" | ") for row in ROWS)
    for encoding in encodings.split()
]
AROUND = {
    "txt": "{}",
    "html": "<html><head><title>t</title></head><body><p>{}</p></body></html>",
    "md": "# One\n\n{}\n",
}


@pytest.mark.parametrize("suffix", AROUND)
@pytest.mark.parametrize(("text", "encoding"), CASES, ids=[f"{encoding} {text[:4]}" for text, encoding in CASES])
def test_a_text_is_read_whatever_its_encoding(text, encoding, suffix):
    publication = open_bytes(AROUND[suffix].format(text).encode(encoding), f"a.{suffix}")
    blocks = [block.text for article in publication.articles for block in article.blocks]
    assert text in [block.removeprefix("\ufeff") for block in blocks]

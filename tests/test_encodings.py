"""Texts of many languages in the encodings that they come in, without a word of what these are."""

from pathlib import Path

import pytest

from tui.importers import open_bytes
from tui.importers.encoding import decode

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


OLDER = [(text, encoding) for text, encoding in CASES if not encoding.startswith(("utf", "iso2022", "hz"))]


@pytest.mark.parametrize("times", [1, 5000])
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("encoding", "older"),
    [
        ("gb18030", "第一部分是用国标编码写的文字，里面有很多汉字。"),
        ("cp1252", "Ein Satz mit größeren Übeln, schön müde und böse."),
    ],
)
def test_a_text_of_two_encodings_is_read_line_by_line(encoding, older, is_first, times):
    newer = "Второе предложение: 第二部分是用统一码写的文字, grüße."
    parts = [(older + "\n").encode(encoding) * 3 * times, (newer + "\n").encode() * 3 * times]
    publication = open_bytes(b"".join(parts if is_first else reversed(parts)), "a.txt")
    texts = [block.text.strip() for article in publication.articles for block in article.blocks]
    assert "".join(texts).count(older) == "".join(texts).count(newer) == 3 * times


@pytest.mark.parametrize(("text", "encoding"), OLDER, ids=[f"{encoding} {text[:4]}" for text, encoding in OLDER])
def test_a_text_of_one_encoding_is_not_taken_for_two(text, encoding):
    words = [text[at : at + 4] for at in range(0, len(text), 4)]
    assert decode("\n".join([*words, *text.split(), text]).encode(encoding), "a.txt") == "\n".join(
        [*words, *text.split(), text]
    )

"""Bytes of every ordinary encoding become text; what is no newspaper comes out whole; what is no text is refused."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.clean import clean
from tui.core.publication import Kind, Publication
from tui.errors import FormatError
from tui.importers import open_bytes
from tui.importers.encoding import decode
from tui.newspaper.check import losses

SEED = (Path(__file__).parent.parent / "seeds" / "zhuzhou-daily-2022-10-09.txt").read_text(encoding="utf-8")
ORDINARY = Path(__file__).parent / "data" / "importers"
TRADITIONAL = "記者從市政府獲悉，這項工作已經開始，預計明年完成。居民表示歡迎，認為這對交通很有幫助。\n" * 6
JAPANESE = "政府は十五日、新しい計画を発表した。これにより、来年から道路の工事が始まる見込みだ。\n" * 6
FRENCH = "Le maire a déclaré que les travaux débuteront après l'été, malgré les réserves exprimées.\n" * 6


ENCODINGS = "utf-8 utf-8-sig gb18030 gbk utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be"


@pytest.mark.parametrize("encoding", ENCODINGS.split())
def test_the_seed_in_every_encoding_that_can_hold_it(encoding):
    assert decode(SEED.encode(encoding), "page.txt") == SEED


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "utf-16-be"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        ("中文信件，请查收。\n", "hz"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-16-le"),
        ("plain words\n", "ascii"),
    ],
)
def test_other_writings(text, encoding):
    assert decode(text.encode(encoding), "text.txt") == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\2\1\1\0",
        b"PK\x03\x04\x14\0\0\0",
        bytes(range(256)) * 40,
        b"\x01\x02\x03\x04" * 500,
        b"ab\0c" * 7 + b"\xff\xff\xff",
    ],
)
def test_what_is_no_text_is_refused_with_one_sentence(data):
    with pytest.raises(FormatError) as caught:
        open_bytes(data, "thing.bin")
    assert "thing.bin is not text" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\n",
        "\u3000\n\u3000".encode(),
        b"\xef\xbb\xbf",
        "\ufeff".encode("utf-16"),
        b"\xff\xfe\n\0",
        b"\0\0\0\0",
    ],
)
def test_emptiness_is_refused_with_one_sentence(data):
    with pytest.raises(FormatError, match=r"empty\.txt is empty"):
        open_bytes(data, "empty.txt")


def test_a_name_cannot_bring_control_characters_into_a_message():
    with pytest.raises(FormatError) as caught:
        open_bytes(b"", "a\x1b[31m\nb.txt")
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_seed_is_read_as_a_newspaper():
    publication = open_bytes(SEED.encode("gb18030"), "folder/seed.txt")
    assert len(publication.articles) == 8
    assert publication.metadata["issue_number"] == "23094"


@pytest.mark.parametrize("path", sorted(ORDINARY.glob("*.txt")), ids=lambda path: path.stem)
def test_an_ordinary_document_comes_out_whole_as_one_article(path):
    publication = open_bytes(path.read_bytes(), path.name)
    assert len(publication.articles) == 1
    assert publication.metadata == {}
    set_in = path.stem in ("code", "table", "listing")
    assert {block.kind for block in publication.articles[0].blocks[1:]} <= {Kind.PARAGRAPH, *[Kind.CODE] * set_in}
    assert losses(clean(path.read_text(encoding="utf-8")), publication) == ""
    expected = path.with_suffix(".expected")
    assert shown(publication) == expected.read_text(encoding="utf-8")


def shown(publication: Publication) -> str:
    """The blocks, one a line, a title marked."""
    blocks = publication.articles[0].blocks
    signs = {Kind.TITLE: "# ", Kind.CODE: "| "}
    return "".join(f"{signs.get(block.kind, '')}{block.text}\n" for block in blocks)


@pytest.mark.parametrize(
    "text",
    [
        "一" * 1_000_000,
        "word " * 200_000,
        "记者/" * 300_000,
        "(((((" * 200_000,
        "《" * 1_000_000,
        "第" * 500_000 + "\n" + "1" * 500_000,
        "Une phrase qui se termine. " * 40_000,
        "\n".join(["He went down to the river and looked at the water for a long while, and"] * 14_000),
        "\n\n".join(["● 一、"] * 20_000),
    ],
)
def test_a_megabyte_of_anything_is_quick(text):
    begun = time.process_time()
    publication = open_bytes(text.encode(), "long.txt")
    assert time.process_time() - begun < 2
    # Of a text that is read in parts nobody has counted where they stand in it.
    read = "".join(block.text for article in publication.articles for block in article.blocks)
    assert "".join(read.split()) == "".join(clean(text).split())


@given(st.text())
def test_any_text_is_read_whole_or_refused(text):
    try:
        publication = open_bytes(text.encode("utf-8", "ignore"), "any.txt")
    except FormatError:
        return
    assert losses(clean(decode(text.encode("utf-8", "ignore"), "any.txt")), publication) == ""


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        publication = open_bytes(data, "any")
    except FormatError:
        return
    assert publication.articles


def test_keys_come_from_the_content():
    one, two = open_bytes(b"Some words.\n", "one.txt"), open_bytes(b"Some words.\n", "two.txt")
    assert one.key == two.key
    assert one.articles[0].key == two.articles[0].key
    assert (one.title, two.title) == ("one", "two")

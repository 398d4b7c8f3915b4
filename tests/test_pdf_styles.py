"""Type that tells what lines of a PDF are: code in letters of one width, headings in heavy ones."""

import pytest

from tests.made.pdf import Tagged, file_of, pdf, structured
from tui.core.publication import Block, Kind
from tui.importers import open_bytes
from tui.importers.pdf.fonts import style_of
from tui.newspaper.boxes import Box
from tui.newspaper.sheet import BOLD, MONO, Row, Word, body_size, rows_of

_FONTS = {"": "Helvetica", "m": "Courier", "b": "Helvetica-Bold", "s": "MSAM10"}
_PROSE = ["The quay was cold and nobody came down to the boats before the morning", "was over and the bell rang."]
Line = tuple[str, float, str]


def _page(*lines: Line) -> list[Block]:
    """What is read of lines: their font, how far they are set in, and their text. An empty one leaves a line blank."""
    shown = []
    for number, (font, indent, text) in enumerate(lines):
        told = text.encode().replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        shown.append(b"BT /F%s 10 Tf %g %g Td (%s) Tj ET" % (font.encode(), 60 + indent, 700 - 13 * number, told))
    stream = b"\n".join(shown)
    fonts = b"".join(
        b"/F%s << /Type /Font /Subtype /Type1 /BaseFont /%s >> " % (name.encode(), font.encode())
        for name, font in _FONTS.items()
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << %s >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        page % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    return list(open_bytes(file_of(objects), "made.pdf").articles[0].blocks)


def _prose(times: int = 1) -> list[Line]:
    return [("", 0, line) for line in _PROSE] * times


def test_code_keeps_its_lines_and_how_far_they_are_set_in() -> None:
    code = ["def ring(bell):", "    while bell:", "        bell.ring()", "    return None"]
    lines = [("m", 6.0 * (len(line) - len(line.lstrip())), line.lstrip()) for line in code]
    blocks = _page(*_prose(), *lines, *_prose())
    assert [block.text for block in blocks if block.kind is Kind.CODE] == code
    assert [block.first for block in blocks if block.kind is Kind.CODE] == [True, False, False, False]
    assert [block.text for block in blocks if block.kind is not Kind.CODE] == [" ".join(_PROSE)] * 2


def test_words_in_code_stand_apart_as_they_do_in_columns_without_being_some() -> None:
    names = ("ls", "cat", "cp", "mv", "rm")
    blocks = _page(*_prose(), *(("m", 0, f"{name:<12}-v=1  says {{what}}") for name in names))
    assert [block.text for block in blocks[1:]] == [f"{name} -v=1 says {{what}}" for name in names]


def test_what_is_typewritten_as_a_whole_has_no_code() -> None:
    blocks = _page(*(("m", 0, line) for line in [*_PROSE, "if (bell) {", "}", *_PROSE]))
    assert Kind.CODE not in {block.kind for block in blocks}


@pytest.mark.parametrize("before", ["", "1. "])
def test_a_line_of_a_paragraph_that_holds_little_else_than_names_is_no_code(before: str) -> None:
    indent = 12.0 if before else 0.0
    names = "\\bell[of the tower] and \\boat{quay, nets, ropes}{bow, stern}"
    blocks = _page(*_prose(), ("", 0, before + _PROSE[0]), ("m", indent, names))
    assert " ".join(block.text for block in blocks) == f"{' '.join(_PROSE)} {before}{_PROSE[0]} {names}"
    assert Kind.CODE not in {block.kind for block in blocks}


def test_code_right_below_what_announces_it_is_code() -> None:
    blocks = _page(*_prose(), ("", 0, _PROSE[0] + " they said:"), ("m", 0, "\\bell and \\boat{quay}"), *_prose())
    assert [block.text for block in blocks if block.kind is Kind.CODE] == ["\\bell and \\boat{quay}"]


def test_an_address_in_such_letters_is_no_code() -> None:
    assert {block.kind for block in _page(*_prose(), ("m", 0, "quay@example.org"), *_prose())} == {Kind.PARAGRAPH}


@pytest.mark.parametrize("above", [_prose(), [*_prose(), ("", 0, "")]])
def test_a_line_of_heavy_type_is_a_heading(above: list[Line]) -> None:
    blocks = _page(*above, ("b", 0, "Of boats"), *_prose(4))
    assert [(block.kind, block.level) for block in blocks[:2]] == [(Kind.PARAGRAPH, 0), (Kind.HEAD, 3)]
    assert blocks[1].text == "Of boats"


def test_heavy_words_in_text_are_none() -> None:
    """They fill a line of it, or all is heavy."""
    bold = "The boats were heavy and nobody who came down to them before the bell,"
    blocks = _page(*_prose(3), ("", 0, _PROSE[0]), ("b", 0, bold), *_prose(3))
    assert Kind.HEAD not in {block.kind for block in blocks}
    assert Kind.HEAD not in {block.kind for block in _page(*(("b", 0, line) for line in [*_PROSE, "Of boats"]))}


def test_contents_tell_of_headings_that_look_like_text() -> None:
    lines = [(60, 100 + 13 * number, 10, line) for number, line in enumerate([*_PROSE, "Of boats and of", "nets"])]
    more = [(60, 152 + 13 * number, 10, line) for number, line in enumerate(_PROSE)]
    outline = [("Quay", 0, 1), ("1.1 Of boats and of nets", 0, 2), ("Quay", 0, 1)]
    articles = open_bytes(pdf([[*lines, *more]], outline=outline), "made.pdf").articles
    blocks = [block for article in articles for block in article.blocks]
    assert [block.text for block in blocks] == [" ".join(_PROSE), "Of boats and of nets", " ".join(_PROSE)]


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("ABCDEF+CMTT10", MONO), ("LMMono10-Regular", MONO), ("NimbusMonL-Bold", MONO | BOLD), ("CMBX12", BOLD),
        ("MonotypeCorsiva", 0), ("Times-Roman", 0), ("Courier New", MONO), ("SimHei", BOLD), ("Arial,Bold", BOLD),
    ],
)  # fmt: skip
def test_what_a_font_is_stands_in_its_name(name: str, style: int) -> None:
    assert style_of(name.rpartition("+")[2], 0) == style
    assert style_of(name.rpartition("+")[2], 1) == style | MONO


def test_code_of_tagged_files_keeps_its_lines() -> None:
    code = ["for each boat {", "   ring the bell", "}"]
    placed = [
        (0, 60 + 6.0 * (len(line) - len(line.lstrip())), 100 + 13 * at, 10, line.strip())
        for at, line in enumerate(code)
    ]
    data = structured([Tagged("P", placed)]).replace(b"/BaseFont /Helvetica ", b"/BaseFont /Courier   ")
    blocks = open_bytes(data, "made.pdf").articles[0].blocks
    assert [(block.kind, block.text) for block in blocks] == [(Kind.CODE, line) for line in code]


@pytest.mark.parametrize(
    ("texts", "size"),
    [(["see what stands in", "harbour/quay/bell.conf"], 10.0), (["7", "harbour/quay/bell.conf"], 8.5)],
)
def test_a_line_is_set_in_the_type_of_its_words_whatever_code_among_them_is_set_in(
    texts: list[str], size: float
) -> None:
    words = [
        Word(
            text, Box(60.0 * at, 0, 60.0 * at + 50, 10), 8.5 if "/" in text else 10.0, None, MONO if "/" in text else 0
        )
        for at, text in enumerate(texts)
    ]
    assert [row.size for row in rows_of(words)] == [size]


def test_words_on_a_page_of_small_code_are_no_headings() -> None:
    code = [
        Row(f"bell.ring({at})  # it is heard at the quay", Box(60, 40 + 12 * at, 400, 48 + 12 * at), 8.0, style=MONO)
        for at in range(20)
    ]
    words = [
        Row("The bell is rung at the quay, and the boats come in.", Box(60, 10 * at, 400, 10 * at + 9), 10.0)
        for at in range(3)
    ]
    assert body_size([*words, *code]) == 10.0
    assert body_size([*words[:1], *code]) == 8.0  # what is nearly all of a page is its text


def test_an_address_in_a_note_is_no_code() -> None:
    assert Kind.CODE not in {block.kind for block in _page(*_prose(), ("m", 0, "7 http://quay.example/bells/of/fog"))}


@pytest.mark.parametrize(
    ("text", "meant"), [("6", "⩽"), ("X", "✓"), ("X X", "✓ ✓"), (">", "⩾"), ("I", "▶"), ("leqslant", "leqslant")]
)
def test_signs_of_which_only_the_numbers_are_known(text: str, meant: str) -> None:
    blocks = _page(*_prose(), ("s", 0, text))
    assert " ".join(block.text for block in blocks) == " ".join([*_PROSE, meant])

"""Letters of PDF files: accents drawn over them, ligatures, numbers of notes, tables of contents as TeX sets them."""

import random

import pypdfium2
import pytest

from tests.made.pdf import HELVETICA, file_of, pdf
from tui.core.publication import Block, Kind
from tui.importers import open_bytes
from tui.importers.pdf.glyphs import meant_by, written
from tui.importers.pdf.letters import is_no_text, legible
from tui.newspaper.language import language_of

WIDE = 6.0


def blocks(data: bytes) -> list[Block]:
    return [block for article in open_bytes(data, "quay.pdf").articles for block in article.blocks]


def boxes(*places: float):
    return lambda at: (places[at], 0.0, places[at] + WIDE, 10.0)


@pytest.mark.parametrize(
    ("text", "places", "meant"),
    [
        ("f¨ur", [0, 6, 6, 12], "f\u2060ür"),
        ("fu¨r", [0, 6, 6.5, 12], "fü\u2060r"),
        (
            "fur Anw ¨ ¨alte",
            [0, 6, 12, 18, 24, 30, 36, 42, 6, 12, 42, 42, 48, 54, 60],
            "für Anw" + "\u2060" * 4 + "älte",
        ),
        ("na¨ıf", [0, 6, 12, 12, 18], "na\u2060ïf"),
        ("Fran¸cois", [0, 6, 12, 18, 24, 24, 30, 36, 42], "Fran\u2060çois"),
        ("a ¨ b", [0, 6, 12, 18, 24], "a ¨ b"),  # one that stands by itself
        ("x^2", [0, 6, 12], "x^2"),
        ("`a`", [0, 6, 12], "`a`"),
        ("a \u0338= b", [], "a ≠\u2060 b"),
        ("a \u0338 ∈ b", [], "a ∉\u2060\u2060 b"),
        ("a \u0338b", [], "a \u0338b"),  # no sign that anybody knows
        ("a ↦→ b", [], "a ↦\u2060 b"),
        ("a ↦−→ b", [], "a ⟼\u2060\u2060 b"),
    ],
)
def test_accents_belong_to_the_letters_that_they_stand_over(text, places, meant):
    assert legible(text, boxes(*places)) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ver\x1centlicht, sni\x1b.", "verﬁentlicht, sniﬀ."),
        ("\x1crst \x10so\x11 \x15 he", "ﬁrst “so” – he"),
        ("of\x0cce and e\x0bect", "ofﬁce and eﬀect"),
        ("Abschrift\x1d In", "Abschrift\x1d In"),  # a sign of another font
        ("\x10so\x11", "\x10so\x11"),  # no word tells which font it is
    ],
)
def test_ligatures_that_have_but_a_number_are_told_by_the_words_around_them(text, meant):
    assert legible(text, boxes()) == meant


def shown_in(shown: bytes, *fonts: bytes) -> list[str]:
    """The paragraphs of a page on which this is shown, in fonts F1 and so on."""
    shown = b"BT /F1 12 Tf 50 700 Td %s ET" % shown
    names = b" ".join(b"/F%d %d 0 R" % (number, number + 4) for number in range(1, len(fonts) + 1))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R /Resources << /Font << %s >> >> >>"
        % names,
    ]
    return [block.text for block in blocks(file_of([*objects, *fonts]))]


def font(different: bytes, name: bytes = b"ABCDEF+Quay") -> bytes:
    """One that says what its numbers are called, where that is not as usual."""
    encoding = b"<< /Type /Encoding /Differences %s >>" % different
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding %s >>" % (name, encoding)


@pytest.mark.parametrize(
    ("shown", "fonts", "read"),
    [
        (b"(\\033nden) Tj", [font(b"[27 /f_i]")], "finden"),
        (b"(Vnden Tat) Tj", [font(b"[84 /T_h 86 /f_i]")], "finden That"),
        (b"(\\033nden) Tj", [font(b"[27 /f#5Fi]")], "finden"),
        (b"(o\\200ce, \\201nden) Tj", [font(b"[128 /f_f_i /uni00660069]")], "office, finden"),
        (b"(Ca\\200le) Tj", [font(b"[128 /s_t.alt]")], "Castle"),
        (b"(\\003\\002\\003) Tj", [font(b"[2 /u1F600 /c_u1F600]")], "c😀😀c😀"),
        (b"(a 6= b) Tj", [font(b"[54 /negationslash]")], "a ≠ b"),
        (b"(a 7! b) Tj", [font(b"[33 /arrowright 55 /mapstochar]")], "a ↦ b"),
        (b"(hxi) Tj", [font(b"[104 /angbracketleft /angbracketright]")], "⟨x⟩"),
        (b"(a Vb) Tj", [font(b"[86 /g123]")], "a Vb"),  # a name that tells nothing
        (b"(a Vb) Tj", [font(b"[86 /f_g123]")], "a Vb"),
        # Of two fonts of one name PDFium does not tell which it is.
        (b"(Vnd) Tj", [font(b"[86 /f_i]"), font(b"[85 /U /V]")], "find"),
        (b"(Vnd) Tj", [font(b"[86 /f_i]"), font(b"[86 /f_l]")], "Vnd"),
        (b"(Vnd) Tj", [font(b"[86 /f_i]"), font(b"[86 /f_l]", b"ABCDEF+Pier")], "find"),
        (b"(Vsh) Tj 40 0 Td /F2 12 Tf (Vy) Tj", [font(b"[86 /f_i]"), font(b"[86 /f_l]", b"ABCDEF+Pier")], "fish fly"),
    ],
)  # fmt: skip
def test_glyphs_are_read_by_the_parts_of_their_names(shown, fonts, read):
    assert shown_in(shown, *fonts) == [read]


def test_what_a_file_says_of_its_fonts_may_stand_elsewhere():
    encoding, glyphs = b"<< /Type /Encoding /Differences 7 0 R >>", b"[ 27 /f_i ]"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Quay /Encoding 6 0 R >>"
    assert shown_in(b"(\\033nden) Tj", font, encoding, glyphs) == ["finden"]


def pages_in(*pages: tuple[bytes, bytes]) -> bytes:
    """A file of pages on which this is shown, each in a font of its own."""
    kids = b" ".join(b"%d 0 R" % (3 + 3 * at) for at in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids)]
    for at, (shown, font) in enumerate(pages):
        used = (3 * at + 4, 3 * at + 5)
        shown = b"BT /F1 12 Tf 50 700 Td %s ET" % shown
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << /F1 %d 0 R >> >> >>" % used,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
            font,
        ]
    return file_of(objects)


def test_glyphs_of_each_page_are_those_of_its_own_font():
    """Both fonts have the same name, and neither of them is in the file."""
    data = pages_in((b"(Vsh) Tj", font(b"[86 /f_i]")), (b"(Vy) Tj", font(b"[86 /f_l]")))
    assert " ".join(block.text for block in blocks(data)) == "fish fly"


def test_the_names_of_glyphs_of_a_page_cost_nothing_for_the_others():
    large = b"<%s> Tj" % random.Random(1).randbytes(500_000).hex().encode()
    data = pages_in((b"(Vsh) Tj", font(b"[86 /f_i]")), (large, font(b"[86 /f_l]")))
    document = pypdfium2.PdfDocument(data)
    assert len(written(document, 0)) < 10_000 < len(written(document, 1))


PROGRAM = b"""%!PS-AdobeFont-1.0: Quay
/Encoding 256 array
0 1 255 {1 index exch /.notdef put} for
dup 48 /prime put
dup 65 /A put
dup 86/f_i put
readonly def
currentfile eexec
dup 66 /f_l put
"""


def test_the_program_of_a_font_tells_what_its_numbers_are_called():
    assert {number: text for number, text in meant_by(PROGRAM).items() if text} == {48: "′", 65: "A", 86: "fi"}
    assert meant_by(b"\x01\x00\x04\x02" + PROGRAM) == {}


def test_a_word_with_an_accent_over_its_letter_is_one_word():
    """As TeX draws it: the accent first, and the letter below it."""
    shown = b"BT /F1 10 Tf 50 700 Td (Das ist f) Tj 0 0 Td ET "
    start = 50 + 0.001 * 10 * (722 + 556 + 500 + 278 + 222 + 500 + 278 + 278 + 278)
    for x, text in [(start + 1.1, b"\\250"), (start, b"ur den Kai und die Boote.")]:
        shown += b"BT /F1 10 Tf %.2f 700 Td (%s) Tj ET " % (x, text)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        HELVETICA,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R"
        b" /Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
    ]
    assert [block.text for block in blocks(file_of(objects))] == ["Das ist für den Kai und die Boote."]


def test_the_number_of_a_note_is_a_word_of_its_own():
    note = [(50, 297, 6, "1"), (53.4, 299, 9, "They were at sea, all of them, for 12b days.")]
    text = [(50, 60 + 12 * at, 10, "The quay was cold and nobody came to the harbour.") for at in range(4)] + note
    assert [block.text for block in blocks(pdf([text]))][-1] == "1 They were at sea, all of them, for 12b days."


ENTRIES = ["The quay", "Its boats", "Bells and lamps", "The tide", "Leaving"]


def test_numbers_that_grow_beside_titles_are_those_of_their_pages():
    shown = [(50, 60 + 16 * at, 10, title) for at, title in enumerate(ENTRIES)]
    data = pdf([[line for at, entry in enumerate(shown) for line in (entry, (500, entry[1], 10, f"{11 + 2 * at}"))]])
    assert [block.text for block in blocks(data)] == [f"{title} … {11 + 2 * at}" for at, title in enumerate(ENTRIES)]


def test_numbers_that_do_not_grow_are_those_of_a_table():
    shown = [(50, 60 + 16 * at, 10, title) for at, title in enumerate(ENTRIES)]
    data = pdf([[line for at, entry in enumerate(shown) for line in (entry, (500, entry[1], 10, f"{19 - 2 * at}"))]])
    assert "…" not in "".join(block.text for block in blocks(data))


@pytest.mark.parametrize("dots", [5, 40])
def test_points_that_lead_to_a_number_are_no_part_of_the_title(dots):
    data = pdf([[(50, 60 + 16 * at, 10, f"{title}{'.' * dots}{at + 3}") for at, title in enumerate(ENTRIES)]])
    assert [block.text for block in blocks(data)] == [f"{title} … {at + 3}" for at, title in enumerate(ENTRIES)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Hafen ist kalt, und die Boote liegen still an dem Kai.", "de"),
        ("El puerto y los barcos del muelle, las campanas y el agua.", "es"),
        ("Il porto che di notte è freddo, e il molo della città.", "it"),
        ("Het is een haven van niets, en er zijn boten.", "nl"),
        ("Os barcos do porto e uma luz da cidade que não se apaga.", "pt"),
        ("Les bateaux des ports et la nuit, le quai et les cloches.", "fr"),
        ("Lorem ipsum dolor sit amet, sed do eiusmod tempor incididunt ut labore et dolore magna.", "la"),
        ("Port jest zimny, a łodzie są ciche, że nikt się nie boi.", "pl"),
        ("Přístav je studený a lodě jsou tiché, že nikdo není venku.", "cs"),
        ("Prístav je studený a lode sú tiché, že nikto alebo nič.", "sk"),
        ("Hamnen är kall och båtarna ligger stilla för att vänta.", "sv"),
        ("Havnen er kold, og bådene ligger af frygt ikke til kaj.", "da"),
        ("Havnen er kald, og båtene ligger av frykt ikke til kai.", "nb"),
        ("Satama on kylmä ja veneet ovat hiljaa, sekä myös meri.", "fi"),
        ("A kikötő hideg, és az egyik hajó csendes, hogy egy sem.", "hu"),
        ("Liman soğuk ve tekneler için bu bir gece olarak sessiz.", "tr"),
        ("Portul e rece și bărcile stau pentru noapte către mal.", "ro"),
        ("Pelabuhan yang dingin dengan perahu untuk malam, tidak dari laut.", "id"),
        ("Meeting on Monday: bring a boat, a net, ropes.", ""),
        ("항구는 춥고 배들은 조용히 있다.", "ko"),
        ("Bến cảng lạnh lẽo và những chiếc thuyền nằm yên lặng.", "vi"),
        ("Гавань холодна, и лодки стоят тихо, где были вчера.", "ru"),
        ("Гавань холодна, і човни стоять тихо, де їх лишили.", "uk"),
        ("الميناء بارد والقوارب هادئة", "ar"),
        ("بندر سرد است و قایق‌ها آرام هستند، چون پگاه گرم نیست", "fa"),
        ("הנמל קר והסירות שקטות", "he"),
    ],
)
def test_the_language_of_a_book(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(("maker", "is_news"), [("pdfTeX-1.40.24", False), ("Adobe InDesign", True)])
def test_no_newspaper_is_made_with_tex(maker, is_news):
    rows = [(x, 60 + 12 * y) for x in (20, 170, 320, 470) for y in range(50)]
    words = "The quay was cold and noone came"
    data = pdf([[(x, y, 8, f"{words} {'abcdefghij'[y % 10]}") for x, y in rows]], says={"Producer": maker})
    kinds = {article.kind for article in open_bytes(data, "quay.pdf").articles}
    assert (kinds == {"document"}) is not is_news


@pytest.mark.parametrize("down", [-3.5, 7.0])
def test_powers_stand_in_their_line(down):
    """Where a smaller sign stands higher or lower the line is none the less one."""
    powers = [(109.5, 100 + down, 6, "2"), (145.1, 100 + down, 6, "2")]
    parts = [powers[0], (115, 100, 10, "+ y = z"), powers[1], (151, 100, 10, "are meant.")]
    text = pdf([[(50, 100, 10, "All points of x"), *parts, (50, 130, 10, "The quay was cold and nobody came.")]])
    assert blocks(text)[0].text.startswith("All points of x2 + y = z2 are meant.")


def test_korean_keeps_its_spaces():
    text = "모든 인간은 태어날 때부터 자유로우며"
    assert [block.text for block in blocks(pdf([[(50, 100, 12, text)]]))] == [text]


def test_signs_of_which_nobody_knows_the_letters_are_no_text():
    assert is_no_text("\x01\x04\x05\x06 \x07\x08\r\n\x0e\x0fa")
    assert not is_no_text("The quay\x02side was cold.\r\n")
    assert not is_no_text("")


def test_large_entries_of_the_contents_are_no_headings():
    lines = [(50, 60 + 20 * at, 16, f"{title} {'.' * 20} {at + 3}") for at, title in enumerate(ENTRIES)]
    prose = [(50, 300 + 12 * at, 10, "The quay was cold and nobody came down to the boats.") for at in range(12)]
    assert {block.kind for block in blocks(pdf([[*lines, *prose]]))} == {Kind.PARAGRAPH}


def test_radicals_that_stand_for_characters_are_those():
    (block,) = blocks(pdf([[(50, 50, 12, "⼀个⼈看⻅⽂字")]]))
    assert block.text == "一个人看见文字"

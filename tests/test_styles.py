"""What paragraphs are by their styles, and what fields and marks lead to: Word, OpenDocument, Markdown, FictionBook."""

import pytest

from tests.made.documents import _W, DOCX, ODT, _numbered, _p, _r, archive, shown
from tui.importers import open_bytes

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
NAMES = ("Source Code", "HTML Preformatted", "caption", "Image Caption", "Block Text", "Quote", "Verse")


def word(*paragraphs):
    document = f"<w:document {_W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    styles = "".join(f"<w:style w:styleId='{name}'><w:name w:val='{name}'/></w:style>" for name in NAMES)
    files = DOCX | {"word/document.xml": document, "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>"}
    return shown(open_bytes(archive(files), "a.docx")).splitlines()[1:]


def opendocument(inside, styles=""):
    content = (
        "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:xlink='x' xmlns:style='s'>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{inside}"
        "</office:text></office:body></office:document-content>"
    )
    return shown(open_bytes(archive(ODT | {"content.xml": content}), "a.odt")).splitlines()[1:]


def field(instruction, shown="there"):
    return f"{BEGIN}<w:r><w:instrText> {instruction} </w:instrText></w:r>{SEPARATE}{_r(shown)}{END}"


def test_code_in_word_keeps_its_lines_and_what_they_are_set_in():
    lines = [_p(_r(line), style="Source Code") for line in ("def f(x):", "    return x")]
    more = _p(_r("if x:"), "<w:r><w:br/></w:r>", _r("  y"), style="HTML Preformatted")
    assert word(*lines, more, _p(_r("Text."))) == [
        "code+: def f(x):",
        "code:     return x",
        "code: if x:",
        "code:   y",
        "para: Text.",
    ]


@pytest.mark.parametrize(
    ("style", "kind"),
    [("caption", "caption"), ("Image Caption", "caption"), ("Block Text", "quote1"), ("Quote", "quote1"), ("", "para")],
)
def test_paragraphs_of_word_are_what_their_style_is_called(style, kind):
    assert word(_p(_r("Words."), style=style)) == [f"{kind}: Words."]


def test_verse_in_word_is_one_stanza_of_lines():
    assert word(_p(_r("Roses"), style="Verse"), _p(_r("are red"), style="Verse")) == ["verse+: Roses", "verse: are red"]


@pytest.mark.parametrize(
    ("instruction", "link"),
    [
        ('HYPERLINK "https://example.org/a"', "https://example.org/a (outside)"),
        ('HYPERLINK "https://example.org/a" \\l "b"', "https://example.org/a#b (outside)"),
        ('HYPERLINK \\l "mark"', "#mark (0/0/0)"),
        ("REF mark \\h", "#mark (0/0/0)"),
        ("PAGEREF mark \\h", None),
        ("SEQ Figure", None),
    ],
)
def test_fields_of_word_lead_where_they_lead(instruction, link):
    mark = '<w:bookmarkStart w:name="mark"/>'
    simple = f"<w:fldSimple w:instr='{instruction}'>{_r('there')}</w:fldSimple>"
    expected = ["para: Mark.", "para: See there."] + ([f"    there -> {link}"] if link else [])
    for told in (field(instruction), simple if "'" not in instruction else field(instruction)):
        assert word(_p(mark, _r("Mark.")), _p(_r("See "), told, _r("."))) == expected


def test_a_field_in_a_field_and_one_without_an_end_lose_no_word():
    inner = field('HYPERLINK "https://example.org/"', "inner")
    outer = f"{BEGIN}<w:r><w:instrText>REF x</w:instrText></w:r>{SEPARATE}{_r('a ')}{inner}{_r(' b')}{END}"
    assert word(_p(outer))[0] == "para: a inner b"
    assert word(_p(BEGIN, SEPARATE, _r("on")), _p(_r("and on"), END)) == ["para: on", "para: and on"]


def test_two_lists_of_word_that_follow_each_other_are_two():
    items = [
        _p(_r(text), more=_numbered(number, level)) for text, number, level in (("a", 1, 0), ("b", 1, 1), ("c", 2, 0))
    ]
    assert [line.partition(":")[0] for line in word(*items)] == ["item1+", "item2", "item1+"]


def test_paragraphs_of_opendocument_are_what_their_style_is_made_from():
    styles = "<style:style style:name='P1' style:parent-style-name='Preformatted_20_Text'/>"
    text = (
        "<text:p text:style-name='Title'>Name</text:p><text:p text:style-name='P1'>def f(x):</text:p>"
        "<text:p text:style-name='P1'><text:s text:c='4'/>return x</text:p>"
        "<text:p text:style-name='Quotations'>Said.</text:p>"
        "<text:p text:style-name='Figure'>Figure 1</text:p><text:p text:style-name='Standard'>Text.</text:p>"
    )
    assert opendocument(text, styles) == [
        "title1: Name", "code+: def f(x):", "code:     return x", "quote1: Said.", "caption: Figure 1", "para: Text.",
    ]  # fmt: skip


def test_contents_and_references_of_opendocument_lead_inside():
    text = (
        "<text:p><text:a xlink:href='#1.The%20end|outline'>The end 1</text:a></text:p><text:p>See <text:bookmark-ref"
        " text:ref-name='b'>there</text:bookmark-ref>.</text:p><text:h text:outline-level='1'>The end</text:h>"
        "<text:p>Now <text:bookmark-start text:name='b'/>here.</text:p>"
    )
    links = [line.strip() for line in opendocument(text) if "->" in line]
    assert links == ["The end 1 -> #The%20end|outline (0/2/0)", "there -> #b (0/3/4)"]


def test_links_of_markdown_lead_to_headings_by_their_words():
    text = "# One\n\nSee [it](#what-is-it) and [that](#two-1).\n\n## What *is* it?\n\na\n\n## Two\n\nb\n\n## Two\n\nc\n"
    links = [line.strip() for line in shown(open_bytes(text.encode(), "a.md")).splitlines() if "->" in line]
    assert links == ["it -> #what-is-it (0/2/0)", "that -> #two-1 (0/6/0)"]


def test_a_link_around_a_raised_number_is_the_number_of_a_note():
    page = '<p>Went.<a href="#n"><sup>2</sup></a> 10<sup>2</sup> <a href="#n">m<sup>2</sup></a></p><p id="n">Note.</p>'
    assert shown(open_bytes(f"<html><body>{page}</body></html>".encode(), "a.html")).splitlines()[1:] == [
        "para: Went.[2] 10² m²", "    2 -> #n (0/1/0)", "    m² -> #n (0/1/0)", "para: Note.",
    ]  # fmt: skip


def test_stars_between_scenes_are_no_heading():
    book = "<FictionBook><body><section><title><p>One</p></title><p>a</p><subtitle>* * *</subtitle><p>b</p>"
    lines = shown(
        open_bytes(f"{book}<subtitle>Later</subtitle><p>c</p></section></body></FictionBook>".encode(), "a.fb2")
    ).splitlines()
    assert lines[1:] == ["title1: One", "para: a", "para: * * *", "para: b", "head2: Later", "para: c"]


def test_links_of_an_entry_lead_from_its_address_on():
    feed = (
        "<rss version='2.0'><channel><title>News</title><item><title>One</title><link>https://example.org/news/1</link>"
        "<description>&lt;a href='/x'&gt;a&lt;/a&gt; &lt;a href='2.html'&gt;b&lt;/a&gt; &lt;a href='#c'&gt;c&lt;/a&gt;"
        " &lt;a href='mailto:a@b'&gt;d&lt;/a&gt;</description></item></channel></rss>"
    )
    blocks = open_bytes(feed.encode(), "a.rss").articles[0].blocks
    assert [link.target for link in blocks[-1].links] == [
        "https://example.org/x", "https://example.org/news/2.html", "#c", "mailto:a@b",
    ]  # fmt: skip

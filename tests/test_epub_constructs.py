"""What EPUB has besides chapters: choices between contents, notes of all kinds, drawings and pictures in the spine,
several renditions, locks that are none and such that are."""

import pytest

from tests.made.documents import CONTAINER, EPUB, PAGE, archive, epub, shown
from tui.errors import FormatError
from tui.importers import epub as importer
from tui.importers import open_bytes

MATHS = (
    '<epub:case required-namespace="http://www.w3.org/1998/Math/MathML"><math><mi>x</mi></math></epub:case>'
    "<epub:default><span>instead</span></epub:default>"
)
UNKNOWN = (
    '<epub:case required-namespace="urn:x"><p>Unknown.</p></epub:case><epub:default><p>Instead.</p></epub:default>'
)
PACKAGE = EPUB["OPS/book.opf"]
LOCK = (
    '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
    '<enc:EncryptionMethod Algorithm="{}"/>'
    '<enc:CipherData><enc:CipherReference URI="{}"/></enc:CipherData></enc:EncryptedData></encryption>'
)
AES, FONT = "http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><title>The map</title>'
    '<text x="1" y="2">Quay</text><text x="1" y="9">Kerb</text><image xlink:href="old-quay.jpg"/></svg>'
)


def first(body):
    """The lines of the first chapter."""
    return shown(open_bytes(epub(one=PAGE.format(body)), "book.epub")).split("\n== ")[0].splitlines()[1:]


def book(package=PACKAGE, **files):
    return open_bytes(archive(EPUB | {"OPS/book.opf": package} | files), "book.epub")


def texts(publication):
    return [block.text for article in publication.articles for block in article.blocks]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (f"<p>A <epub:switch>{MATHS}</epub:switch> B</p>", ["para: A x B"]),
        (f"<p>A</p><epub:switch>{UNKNOWN}</epub:switch>", ["para: A", "para: Instead."]),
        ('<div epub:type="footnote" id="n"><p>1. By foot.</p></div>', ["note+: 1. By foot."]),
        ('<ol epub:type="endnotes"><li epub:type="endnote"><p>One.</p></li><li>Two.</li></ol>',
         ["note1+: 1. One.", "note1+: 2. Two."]),
        ('<section role="doc-endnotes"><p id="a">One.</p><p id="b">Two.</p></section>', ["note+: One.", "note+: Two."]),
        ('<p>So <math altimg="m.png" alttext="x squared"><mi>x</mi></math> and <img src="e.png" alt="y"/>.</p>',
         ["para: So x squared and y."]),
        (r'<p>So <math alttext="\log_2 x"><msub><mi>log</mi><mn>2</mn></msub><mi>x</mi></math>.</p>',
         ["para: So log_2x."]),
        (r'<p>So <math alttext="x^{2}"><msup><mi>x</mi><mn>2</mn></msup></math>.</p>', ["para: So x^2."]),
        (r'<p>So <math alttext="\sqrt x"/>.</p>', [r"para: So \sqrt x."]),
        ("<p>Press <img src='a.png' alt='Save'/>now, <img src='b.png' alt='Quit'/>!</p>",
         ["para: Press Save now, Quit!"]),
        ("<p><svg><title>A map</title><text>Quay</text></svg></p>", ["image: A map: Quay"]),
        ("<dl><div><dt>Kerb</dt><dd>A stone.</dd></div></dl>", ["item1+: Kerb", "item2: A stone."]),
        ('<div epub:type="z3998:poem"><p>Red,<br/>blue.</p></div>', ["verse+: Red,", "verse: blue."]),
        ('<p dir="rtl" lang="ar">مرحبا</p>', ["para [ar]: مرحبا"]),
        # As Gutenberg, reading programs with notes that come up, Chinese shops, O'Reilly and InDesign write it.
        ('<p><span class="pagenum"><a id="P1"></a>[Pg 1]</span>Some <span class="pagenum">[2]</span>text.</p>',
         ["para: Some text."]),
        ('<p>A<a epub:type="noteref" href="#n">*</a>.</p>'
         '<aside epub:type="footnote" id="n" hidden=""><p>By.</p></aside>',
         ["para: A[*].", "    * -> #n (0/1/0)", "note+: By."]),
        ('<p>A<a role="doc-noteref" href="#n">*</a>.</p><p id="n" style="color: red; display: none">By.</p>'
         "<p hidden=''>Not called.</p>",
         ["para: A[*].", "    * -> #n (0/1/0)", "para: By."]),
        ('<p>文<a class="duokan-footnote" href="#n" id="r"><img src="n.png" alt=""/></a>尾。</p>'
         '<ol class="duokan-footnote-content"><li class="duokan-footnote-item" id="n"><a href="#r">◎</a>注。</li></ol>',
         ["para: 文[*]尾。", "    * -> #n (0/1/3)", "note1+: 1. ◎注。", "    ◎ -> #r (0/0/1)"]),
        ('<p>A<sup><a data-type="noteref" href="#n">1</a></sup></p><p data-type="footnote" id="n">By.</p>',
         ["para: A[1]", "    1 -> #n (0/1/0)", "note+: By."]),
        ('<p>A<a href="#footnote-001">1</a> b.</p><p id="footnote-001">By.</p>',
         ["para: A[1] b.", "    1 -> #footnote-001 (0/1/0)", "para: By."]),
        # The number of a note stands before its words, however its page sets it, as docutils, Sphinx and Word do.
        ('<p>A<a role="doc-noteref" href="#n">1</a></p><dl class="footnote"><dt id="n"><a href="#r">1</a></dt>'
         "<dd><p>By.</p><p>Bye.</p></dd><dt>[2]</dt><dd>Two <p>more.</p></dd></dl>",
         ["para: A[1]", "    1 -> #n (0/1/0)", "note2+: 1 By.", "    1 -> #r (outside)", "note2: Bye.",
          "note2+: [2] Two", "note2: more."]),
        ('<aside class="footnote"><span class="label">[<a href="#r">1</a>]</span><p>By.</p></aside>',
         ["note+: [1] By.", "    1 -> #r (outside)"]),
        ('<table class="footnote"><tbody><tr><td>[1]</td><td>By.</td></tr>'
         "<tr><td>2</td><td>Two.</td></tr></tbody></table>",
         ["note+: [1] By.", "note+: 2 Two."]),
        ('<section class="footnotes"><div id="a"><p>1</p><p>By.</p></div><div id="b"><sup>2</sup><p>Two.</p></div>'
         '<div id="c"><p>Yes.</p><p>No.</p></div><aside role="doc-footnote">9</aside></section><p>On.</p>',
         ["note+: 1 By.", "note+: ² Two.", "note+: Yes.", "note: No.", "note+: 9", "para: On."]),
        ('<aside epub:type="footnote"><dl><dt>Kerb</dt><dd>A stone.</dd></dl></aside>',
         ["note1+: Kerb", "note2: A stone."]),
        ('<img src="g.png" alt="Graph" aria-describedby="d"/><div id="d" hidden="">It rises.</div>',
         ["image: Graph", "    Graph -> #d (0/1/0)", "caption: It rises."]),
        ('<aside epub:type="footnote"><blockquote><p>Quoted.</p></blockquote></aside>', ["note+: Quoted."]),
        ('<div class="stanza"><div class="verse">Red,</div><div class="verse">blue.</div></div>',
         ["verse+: Red,", "verse: blue."]),
    ],
)  # fmt: skip
def test_what_stands_in_a_chapter(body, lines):
    assert first(body) == lines


def test_pages_are_called_without_the_word_for_page():
    body = '<p>A<span class="pagenum">[Pg 12]</span> b<span epub:type="pagebreak" title="Page xiii."/> c.</p>'
    pages = open_bytes(epub(one=PAGE.format(body)), "book.epub").pages
    assert [page.label for page in pages[:2]] == ["12", "xiii"]


def test_pages_that_begin_at_one_place_stay_in_order():
    breaks = "".join(f'<span epub:type="pagebreak" title="{number}"/>' for number in range(20, 28))
    pages = open_bytes(epub(one=PAGE.format(f"<p>A{breaks} b.</p>")), "book.epub").pages
    assert [page.label for page in pages if page.label.isdecimal()] == [str(number) for number in range(20, 28)]


@pytest.mark.parametrize("said", ["page 12 of the log", "mmmmmmmmmmmmm"])
def test_what_is_called_a_page_number_and_says_more_is_text(said):
    assert first(f'<p>A <span class="pagenumber">{said}</span>.</p>') == [f"para: A {said}."]


def test_dots_that_only_stress_are_no_readings():
    (block, *_rest) = (
        open_bytes(epub(one=PAGE.format("<p><ruby>強<rt>・</rt></ruby>い</p>")), "x.epub").articles[0].blocks
    )
    assert (block.text, block.readings) == ("強い", ())


def test_a_drawing_in_the_spine_has_all_its_words():
    item = '<item id="map" href="map.svg" media-type="image/svg+xml"/><item id="two"'
    package = PACKAGE.replace('<item id="two"', item).replace(
        '<itemref idref="one"/>', '<itemref idref="map"/><itemref idref="one"/>'
    )  # fmt: skip
    assert texts(book(package, **{"OPS/map.svg": DRAWING}))[:4] == [
        "The map", "Quay", "Kerb", "[Picture: old quay]",
    ]  # fmt: skip


def test_a_picture_in_the_spine_is_read_by_what_stands_in_for_it():
    items = (
        '<item id="p" href="p.jpg" media-type="image/jpeg" fallback="q"/><item id="q" href="q.pdf" fallback="r"'
        ' media-type="application/pdf"/><item id="r" href="r.xhtml" media-type="application/xhtml+xml"/><item id="two"'
    )
    package = PACKAGE.replace('<item id="two"', items).replace(
        '<itemref idref="one"/>', '<itemref idref="p"/><itemref idref="one"/>'
    )
    assert texts(book(package, **{"OPS/r.xhtml": PAGE.format("<p>Instead.</p>")}))[0] == "Instead."
    endless = package.replace('fallback="r"', 'fallback="p"')
    assert texts(book(endless, **{"OPS/r.xhtml": PAGE.format("<p>Instead.</p>")}))[0] == "One: the quay"


def test_of_several_renditions_the_one_with_words_is_read():
    fixed = '<rootfile full-path="FX/book.opf" media-type="x" rendition:layout="pre-paginated"/>'
    files = {
        "META-INF/container.xml": CONTAINER.replace("<rootfiles>", f"<rootfiles>{fixed}"),
        "FX/book.opf": PACKAGE.replace("The Quay", "Pictures"),
        "FX/one.xhtml": PAGE.format("<img src='a.jpg'/>"),
    }
    assert book(**files).title == "The Quay"
    alone = {name: data for name, data in EPUB.items() if not name.startswith("OPS/")} | files
    alone["META-INF/container.xml"] = files["META-INF/container.xml"].replace("OPS/book.opf", "gone.opf")
    alone["FX/one.xhtml"] = PAGE.format("<p>Words of the fixed one.</p>")
    assert texts(open_bytes(archive(alone), "book.epub")) == ["Words of the fixed one."]


@pytest.mark.parametrize(("method", "path"), [(FONT, "OPS/f.otf"), (AES, "OPS/f.otf"), (FONT, "OPS/one.xhtml")])
def test_fonts_that_are_scrambled_lock_nothing(method, path):
    assert texts(book(**{"META-INF/encryption.xml": LOCK.format(method, path)}))[0] == "One: the quay"


@pytest.mark.parametrize(
    "files",
    [
        {"META-INF/encryption.xml": LOCK.format(AES, "OPS/one.xhtml"), "META-INF/rights.xml": "<rights/>"},
        {"META-INF/encryption.xml": LOCK.format(AES, "OPS/one.xhtml"), "META-INF/sinf.xml": "<sinf/>"},
        {"META-INF/encryption.xml": LOCK.format(AES, "/OPS/one%2Exhtml")},
        {"META-INF/encryption.xml": LOCK.format(AES, "OPS/one.xhtml"), "META-INF/license.lcpl": "{}"},
        {"META-INF/license.lcpl": "{}", "OPS/one.xhtml": b"\x8a\x01\x93\xff" * 99},
    ],
)
def test_a_book_that_is_locked_says_so(files):
    with pytest.raises(FormatError, match="locked by its seller"):
        book(**files)


LISTS = (
    "<nav epub:type='landmarks' hidden=''><ol><li><a href='one.xhtml'>Begin</a></li></ol></nav>"
    "<nav epub:type='loi' id='l' hidden=''><h2>List of {}</h2><ol><li><a href='one.xhtml#p2'>1.1 A gull</a></li>"
    "<li><a href='two.xhtml'>1.2 A kerb</a></li></ol></nav>"
    "<nav epub:type='lot'><ol><li><a href='two.xhtml#p3'>Prices</a></li></ol></nav></body>"
)


@pytest.mark.parametrize("longest", [0, 3_000_000])
def test_lists_of_pictures_and_tables_beside_the_contents_are_articles_whose_entries_lead_there(longest, monkeypatch):
    monkeypatch.setattr(importer, "_LONG", longest)
    made = open_bytes(epub(nav=EPUB["OPS/nav.xhtml"].replace("</body>", LISTS.format("pictures"))), "book.epub")
    assert [(article.title, article.level) for article in made.articles[-2:]] == [
        ("List of pictures", int(longest > 0)),
        ("Tables", int(longest > 0)),
    ]
    assert [block.text for block in made.articles[-2].blocks] == ["List of pictures", "1.1 A gull", "1.2 A kerb"]
    links = [block.links[0] for block in made.articles[-2].blocks if block.links]
    assert [link.place.article for link in links] == [0, 1]
    assert made.articles[-1].blocks[0].links[0].place.article == (2 if longest else 1)
    assert "Begin" not in texts(made)


def test_a_list_that_is_a_page_of_the_book_as_well_is_read_once():
    made = open_bytes(
        epub(nav=EPUB["OPS/nav.xhtml"].replace("</body>", LISTS.format("pictures")).replace("List of pictures", "Two")),
        "book.epub",
    )
    assert "1.1 A gull" not in texts(made)
    assert "Prices" in texts(made)

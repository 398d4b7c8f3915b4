"""Tables of contents and links of EPUB that are not as they should be; what stands beside the text; what books say of
their language."""

import pytest

from tests.made.documents import EPUB, NAVIGATION, PACKAGE, PAGE, archive, epub
from tui.errors import FormatError
from tui.importers import epub as importer
from tui.importers import open_bytes
from tui.importers.astray import Astray
from tui.newspaper.language import spoken_in


def opened(**files):
    return open_bytes(
        archive(EPUB | {f"OPS/{name.replace('__', '.')}": text for name, text in files.items()}), "b.epub"
    )


def titles(publication):
    return [article.title for article in publication.articles]


def items(package, *names, linear="yes"):
    """The package with these pages before the second."""
    made = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names)
    order = "".join(f'<itemref idref="{name}" linear="{linear}"/>' for name in names)
    package = package.replace("</manifest>", made + "</manifest>")
    return package.replace('<itemref idref="two"/>', order + '<itemref idref="two"/>')


@pytest.mark.parametrize(
    ("called", "paths", "meant"),
    [
        ("OPS/one.xhtml", ["OPS/Text/one.xhtml", "OPS/two.xhtml"], "OPS/Text/one.xhtml"),
        ("OPS/OPS/Text/one.xhtml", ["OPS/Text/one.xhtml"], "OPS/Text/one.xhtml"),
        ("OPS/ONE.xhtml", ["OPS/one.xhtml"], "OPS/one.xhtml"),
        ("/OPS/one.xhtml", ["OPS/one.xhtml"], "OPS/one.xhtml"),
        ("de/one.xhtml", ["en/one.xhtml", "de/text/one.xhtml"], "de/text/one.xhtml"),
        ("one.xhtml", ["text/one.xhtml", "de/text/one.xhtml"], "text/one.xhtml"),
        ("appendix/index.xhtml", ["index.xhtml", "text/index.xhtml"], None),
        ("OPS/none.xhtml", ["OPS/one.xhtml"], None),
        ("", ["one.xhtml"], None),
    ],
)
def test_a_file_that_is_called_by_a_wrong_folder_is_found(called, paths, meant):
    assert Astray(paths).found(called) == meant


@pytest.mark.parametrize(
    ("path", "called"), [("Text/two.xhtml", "two.xhtml"), ("two.xhtml", "OPS/two.xhtml"), ("two.xhtml", "TWO.xhtml")]
)
@pytest.mark.parametrize("longest", [0, 3_000_000])
def test_contents_and_links_that_call_a_page_by_a_wrong_name_lead_there(path, called, longest, monkeypatch):
    monkeypatch.setattr(importer, "_LONG", longest)
    files = {name: text for name, text in EPUB.items() if name != "OPS/two.xhtml"}
    files |= {
        "OPS/book.opf": PACKAGE.replace('href="two.xhtml"', f'href="{path}"'),
        f"OPS/{path}": EPUB["OPS/two.xhtml"],
    }
    files["OPS/nav.xhtml"] = NAVIGATION.replace("two.xhtml", called)
    files["OPS/one.xhtml"] = EPUB["OPS/one.xhtml"].replace("</h1>", f"</h1><p><a href='{called}#later'>on</a></p>")
    made = open_bytes(archive(files), "b.epub")
    assert titles(made)[:2] == ["One: the quay", "Two"]
    place = made.articles[0].blocks[1].links[0].place
    assert made.articles[place.article].blocks[place.block].text == "Later"
    assert "iii" in [page.label for page in made.pages]


def test_contents_of_which_most_lead_nowhere_leave_the_pages_their_own_titles():
    made = opened(nav__xhtml=NAVIGATION.replace("two.xhtml", "gone.xhtml"))
    assert titles(made) == ["One: the quay", "Two"]


@pytest.mark.parametrize("longest", [0, 3_000_000])
def test_what_is_no_part_of_the_text_stands_behind_it(longest, monkeypatch):
    monkeypatch.setattr(importer, "_LONG", longest)
    package = items(PACKAGE, "answers", linear="no")
    made = opened(book__opf=package, answers__xhtml=PAGE.format("<h1>Answers</h1><p>Yes.</p>"))
    words = [block.text for article in made.articles for block in article.blocks]
    assert words.index("Answers") > words.index("Two")
    assert titles(made)[-1] == "Answers"
    named = NAVIGATION.replace('<li><a href="two', '<li><a href="answers.xhtml">Key</a></li><li><a href="two')
    made = opened(book__opf=package, answers__xhtml=PAGE.format("<h1>Answers</h1>"), nav__xhtml=named)
    assert titles(made)[:3] == ["One: the quay", "Key", "Two"]


def test_a_cover_that_is_no_part_of_the_text_stays_in_front():
    package = PACKAGE.replace('<itemref idref="one"/>', '<itemref idref="cover" linear="no"/><itemref idref="one"/>')
    package = package.replace(
        "</manifest>", '<item id="cover" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
    )
    made = opened(book__opf=package, c__xhtml=PAGE.format("<p>Cover</p>"))
    assert made.articles[0].blocks[0].text == "Cover"


def test_a_caption_in_the_words_of_its_picture_is_said_once():
    body = "<figure id='f'><img src='a.png' alt='A gull'/><figcaption id='g'>A gull</figcaption></figure><p>On.</p>"
    made = open_bytes(epub(one=PAGE.format(body + "<p><a href='#g'>there</a></p>")), "b.epub")
    assert [block.text for block in made.articles[0].blocks[:3]] == ["A gull", "On.", "there"]
    assert made.articles[0].blocks[2].links[0].place[1:] == (0, 0)
    body = body.replace(">A gull<", "><a href='two.xhtml'>A gull</a><")
    assert len(open_bytes(epub(one=PAGE.format(body)), "b.epub").articles[0].blocks) > 2


GERMAN = "Der Kai und die Möwe sind das, was der Leser sieht, und die Stadt ist weit. "
NORWEGIAN = "Mannen og kvinnen gikk ikke til byen av seg selv eller med andre. "
BILINGUAL = "The gull and the quay of the town was there to see and to hear. "


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("en", GERMAN * 30, "de"),
        ("en-US", "盲道通了，大家都说好。" * 200, "zh-Hans"),
        ("en", "盲道は点字ブロックのことです。" * 200, "ja"),
        ("en", GERMAN, "en"),
        ("de", BILINGUAL * 30, "de"),
        ("en", (GERMAN + BILINGUAL) * 30, "en"),
        ("nds", GERMAN * 30, "nds"),
        ("nb", NORWEGIAN * 30, "nb"),
        ("zh", "盲道は点字ブロックのことです。" * 200, "zh"),
    ],
)
def test_a_text_tells_its_language_where_the_book_says_another(said, text, language):
    assert spoken_in(text, said) == language


def test_a_book_in_another_language_than_it_says():
    made = open_bytes(epub(one=PAGE.format("<h1>One</h1>" + f"<p>{GERMAN}</p>" * 60)), "b.epub")
    assert made.language == "de"


def words(**files):
    """All that is read of a book with these files beside, or instead of, those it has."""
    named = {name.replace("__", ".").replace("_S_", "/"): text for name, text in files.items()}
    made = open_bytes(archive(EPUB | {f"OPS/{name}": text for name, text in named.items()}), "b.epub")
    return [block.text for article in made.articles for block in article.blocks]


ONE, TYPE = EPUB["OPS/one.xhtml"], 'media-type="application/xhtml+xml"'
HTML = 'href="one.xhtml" media-type="application/xhtml+xml"'


@pytest.mark.parametrize(
    ("package", "files"),
    [
        (PACKAGE.replace('href="one.xhtml"', 'href="one.xhtml?v=1"'), {}),
        (PACKAGE.replace('href="one.xhtml"', 'href="one.xhtml#p2"'), {}),
        (PACKAGE.replace('href="one.xhtml"', 'href=" one.xhtml "'), {}),
        (PACKAGE.replace('idref="one"', 'idref=" one "'), {}),
        (PACKAGE.replace(HTML, 'href="one.xhtml"'), {}),
        (PACKAGE.replace(HTML, 'href="one" media-type="text/plain"'), {"one": ONE}),
        (PACKAGE.replace(HTML, 'href="one.part" media-type="application/octet-stream"'), {"one__part": ONE}),
        (PACKAGE.replace(HTML, f'href="Why%3F.xhtml" {TYPE}'), {"Why?__xhtml": ONE}),
        (PACKAGE.replace(HTML, f'href="Why?.xhtml" {TYPE}'), {"Why?__xhtml": ONE}),
        (PACKAGE.replace('<itemref idref="one"/>', ""), {}),
        (PACKAGE.replace('<itemref idref="one"/>', "").replace('<item id="one"', '<gone id="one"'), {}),
    ],
)  # fmt: skip
def test_a_page_is_read_however_the_package_calls_it(package, files):
    assert "One: the quay" in words(book__opf=package, **files)


@pytest.mark.parametrize("steps", [12, 3_000])
def test_what_stands_in_for_something_may_be_far_away(steps):
    chain = "".join(
        f'<item id="f{number}" href="f{number}.pdf" media-type="application/pdf" fallback="f{number + 1}"/>'
        for number in range(steps)
    )
    end = f'<item id="f{steps}" href="far.xhtml" media-type="application/xhtml+xml"/>'
    package = PACKAGE.replace("</manifest>", chain + end + "</manifest>")
    package = package.replace(
        '<itemref idref="two"/>', '<itemref idref="f0"/><itemref idref="f3"/><itemref idref="two"/>'
    )
    assert words(book__opf=package, far__xhtml=PAGE.format("<p>Far.</p>")).count("Far.") == 1


def test_files_that_are_no_pages_are_told_in_their_place():
    kinds = {"p": "application/pdf", "j": "image/jpeg", "t": "text/plain"}
    made = "".join(f'<item id="{name}" href="plan.{name}" media-type="{kind}"/>' for name, kind in kinds.items())
    order = "".join(f'<itemref idref="{name}"/>' for name in kinds)
    package = PACKAGE.replace("</manifest>", made + "</manifest>").replace(
        '<itemref idref="two"/>', order + '<itemref idref="two"/>'
    )
    files = {"plan__p": b"%PDF-1.4", "plan__j": b"\xff\xd8", "plan__t": "Plain\nwords.\n\nMore."}
    found = words(book__opf=package, **files)
    first = found.index("[Embedded file: plan.p]")
    assert found[first : first + 5] == ["[Embedded file: plan.p]", "[Picture: plan]", "Plain words.", "More.", "Two"]
    only = PACKAGE.replace(HTML, 'href="1.jpg" media-type="image/jpeg"').replace('<itemref idref="two"/>', "")
    only = only.replace('<item id="two"', "<gone").replace('<item id="notes"', "<gone")
    with pytest.raises(FormatError, match="holds no text"):
        words(book__opf=only, nav__xhtml="", toc__ncx="", **{"1__jpg": b"\xff\xd8"})


def container(roots):
    return f'<container><rootfiles>{roots}<rootfile full-path="OPS/book.opf"/></rootfiles></container>'


@pytest.mark.parametrize(
    "files",
    [
        {
            "META-INF/container.xml": container('<rootfile full-path="B/b.pdf" media-type="application/pdf"/>'),
            "B/b.pdf": b"%PDF",
        },
        {"META-INF/container.xml": container('<rootfile/><rootfile full-path="../../etc/passwd"/>')},
        {"META-INF/container.xml": "<container/>"},
    ],
)  # fmt: skip
def test_the_package_is_found(files):
    assert open_bytes(archive(EPUB | files), "b.epub").title == "The Quay"


@pytest.mark.parametrize("folder", ["Book/", "a/b/"])
@pytest.mark.parametrize("gone", ["", "mimetype", "META-INF/container.xml"])
def test_a_book_that_was_packed_again_with_its_folder_is_read(folder, gone):
    files = {folder + name: text for name, text in EPUB.items() if name != gone}
    made = open_bytes(archive(files | {"__MACOSX/._Book": b"\0"}), "b.zip")
    assert (made.title, titles(made)[:2]) == ("The Quay", ["One: the quay", "Two"])
    assert len(made.articles[0].blocks) > 4


def test_a_locked_chapter_that_is_called_with_other_capitals_is_told():
    lock = (
        "<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/>"
        "<CipherData><CipherReference URI='ops/TWO.xhtml'/></CipherData></EncryptedData></encryption>"
    )
    with pytest.raises(FormatError, match="locked by its seller"):
        open_bytes(archive(EPUB | {"META-INF/encryption.xml": lock}), "b.epub")


MARKS = (
    "<nav epub:type='landmarks' hidden=''><ol><li><a href='{}'>Start</a></li>"
    "<li><a href='notes.xhtml#n1'>The notes</a></li></ol></nav></body>"
)
GUIDE = (
    '<guide><reference type="text" href="{}" title="Start"/><reference type="x"/>'
    '<reference type="notes" href="notes.xhtml" title="The notes"/></guide></package>'
)


@pytest.mark.parametrize("longest", [0, 3_000_000])
@pytest.mark.parametrize("edition", [2, 3])
def test_landmarks_name_what_the_contents_leave_out(edition, longest, monkeypatch):
    monkeypatch.setattr(importer, "_LONG", longest)
    files = {"nav__xhtml": NAVIGATION.replace("</body>", MARKS.format("one.xhtml"))}
    if edition == 2:
        package = PACKAGE.replace(' properties="nav"', "").replace('<item id="nav"', "<gone")
        files = {"book__opf": package.replace("</package>", GUIDE.format("one.xhtml#p2"))}
    made = opened(**files)
    assert titles(made)[0] == "One: the quay"
    assert titles(made)[-1] == "The notes"
    assert made.articles[-1].blocks[0].text == "By foot. back"
    assert "Start" not in titles(made)


NAVLIST = (
    "<navList class='lot' id='t'><navLabel><text>{}</text></navLabel>"
    "<navTarget><navLabel><text>1.1 Prices</text></navLabel><content src='two.xhtml#p3'/></navTarget>"
    "<navTarget><navLabel><text>Nowhere</text></navLabel></navTarget></navList></ncx>"
)


@pytest.mark.parametrize("longest", [0, 3_000_000])
def test_lists_of_epub_2_are_articles_whose_entries_lead_there(longest, monkeypatch):
    monkeypatch.setattr(importer, "_LONG", longest)
    package = PACKAGE.replace(' properties="nav"', "").replace('<item id="nav"', "<gone")
    made = opened(book__opf=package, toc__ncx=EPUB["OPS/toc.ncx"].replace("</ncx>", NAVLIST.format("Tables of prices")))
    assert titles(made)[-1] == "Tables of prices"
    assert [block.text for block in made.articles[-1].blocks] == ["Tables of prices", "1.1 Prices"]
    place = made.articles[-1].blocks[1].links[0].place
    assert "Years passed" in made.articles[place.article].blocks[place.block].text
    assert [page.label for page in made.pages if page.label == "3"] == ["3"]
    made = opened(book__opf=package, toc__ncx=EPUB["OPS/toc.ncx"].replace("</ncx>", NAVLIST.format("Two")))
    assert titles(made)[-1] == "Two"
    assert "1.1 Prices" not in [block.text for article in made.articles for block in article.blocks]

"""Talking books: what is read aloud in which order, and what stands beside the text."""

import io
import re
import zipfile

import pytest

from tests.made.documents import archive, shown
from tests.made.recorded_books import wav
from tests.make import MemoryStandIn, OptionsStandIn
from tui.core.publication import Article, Block, Kind, Link, Place, Publication
from tui.core.reader import Reader
from tui.errors import SourceError
from tui.fetch import beside, fetch
from tui.fetch.in_folders import files_of
from tui.importers import open_bytes
from tui.importers.archive import natural
from tui.speech.sound_sources import open_sound

NCC = """<html><head><meta name='dc:title' content='Two'/><meta name='ncc:charset' content='utf-8'/></head><body>
<h1 class='title'><a href='s1.smil#p0'>Two</a></h1><h1><a href='s2.smil#p1'>One</a></h1>
<span class='page-normal'><a href='s2.smil#p2'>1</a></span><div class='group'><a href='s2.smil#p4'>A figure</a></div>
<span class='sidebar'><a href='s2.smil#p5'>Sidebar</a></span>
<span class='optional-prodnote'><a href='s2.smil#p6'>Of the reader</a></span>
<h2><a href='s2.smil#p7'>Inner</a></h2><h1><a href='s10.smil#p8'>Last</a></h1></body></html>"""
TEXT2 = """<html><body><h1 id='c0'><a href='s1.smil#t0'>Two</a></h1><h1 id='c1'><a href='s2.smil#t1'>One</a></h1>
<span class='page-normal' id='c2'><a href='s2.smil#t2'>1</a></span><p id='c3'><a href='s2.smil#t3'>She went.</a>
See <a href='s10.smil#t8'>the end</a>.</p><p id='c4'>A figure.</p><div class='sidebar' id='c5'>Beside.</div>
<div class='optional-prodnote' id='c6'>Of the reader.</div><h2 id='c7'>Inner</h2></body></html>"""
TEXT10 = "<html><body><h1 id='c8'><a href='s10.smil#t8'>Last</a></h1><p id='c9'>The end.</p></body></html>"


def smil2(numbers, text):
    pars = "".join(
        f"<par id='p{n}'{' system-required=' + repr('pagenumber-on') if n == 2 else ''}>"
        f"<text src='{text}#c{n}' id='t{n}'/><seq><audio src='a.wav' clip-begin='npt={n}.0s'"
        f" clip-end='npt={n + 1}.0s'/></seq></par>"
        for n in numbers
    )
    return f"<smil><body><seq>{pars}</seq></body></smil>"


def two(spoken_only=False):
    files = {"ncc.html": NCC, "a.wav": wav(), "s1.smil": smil2([0], "text2.html")}
    files |= {"s2.smil": smil2(range(1, 8), "text2.html"), "s10.smil": smil2([8, 9], "text10.html")}
    texts = {"text10.html": TEXT10, "text2.html": TEXT2}
    if spoken_only:
        return archive(
            {name: re.sub(r"text\d+", "ncc", str(made)) if "smil" in name else made for name, made in files.items()}
        )
    return archive(files | texts)


THREE = """<dtbook xmlns='http://www.daisy.org/z3986/2005/dtbook/'><book><bodymatter><level1><h1 id='h'>One</h1>
<pagenum id='g' page='normal'>1</pagenum><p id='a'>She went<noteref idref='#n'>1</noteref>
<annoref idref='#m'>*</annoref>.</p><note id='n'><p>By foot.</p><p>As always.</p></note>
<annotation id='m'><p>Or not.</p></annotation><prodnote render='optional' id='q'>A map is left out.</prodnote>
<sidebar><hd>Aside</hd><p>Beside.</p></sidebar><level2><h2>Inner</h2><list type='ul'><hd>Things</hd><li>one</li></list>
<poem><title>Roses</title><linegroup><line><linenum>1</linenum>Red</line><line>blue.</line></linegroup></poem>
<imggroup><img alt='A gull' src='g.png'/><prodnote render='required'>It flies.</prodnote></imggroup></level2></level1>
<level1><h1>Last</h1><p>The end.</p></level1></bodymatter></book></dtbook>"""
OPF = """<package><metadata><dc:title xmlns:dc='d'>Three</dc:title></metadata><manifest>{}
<item id='n' href='b.ncx' media-type='application/x-dtbncx+xml'/><item id='s' href='s.smil'
 media-type='application/smil'/></manifest><spine><itemref idref='s'/></spine></package>"""
SMIL3 = """<smil><body><seq id='root'><par id='p0'>{0}<audio src='a.wav' clipBegin='0s' clipEnd='1s'/></par>
<par id='p1' customTest='pagenum'>{1}<audio src='a.wav' clipBegin='1s' clipEnd='2s'/></par>
<par id='p2'>{2}<audio src='a.wav' clipBegin='2s' clipEnd='3s'/></par><seq id='notes' class='note'><par id='p3'>{3}
<audio src='a.wav' clipBegin='3s' clipEnd='4s'/></par></seq><par id='p4'><audio src='a.wav' clipBegin='4s'
 clipEnd='5s'/></par></seq></body></smil>"""
NCX = """<ncx><navMap><navPoint><navLabel><text>One</text></navLabel><content src='s.smil#p0'/></navPoint></navMap>
<pageList><pageTarget><navLabel><text>1</text></navLabel><content src='s.smil#p1'/></pageTarget></pageList>
<navList class='note'><navLabel><text>Notes</text></navLabel><navTarget><navLabel><text>Note 1</text></navLabel>
<content src='s.smil#notes'/></navTarget></navList></ncx>"""


def three(spoken_only=False):
    texts = [f"<text src='b.xml#{name}'/>" for name in "hgan"]
    files = {"b.ncx": NCX, "a.wav": wav(), "s.smil": SMIL3.format(*([""] * 4 if spoken_only else texts))}
    item = "<item id='t' href='b.xml' media-type='application/x-dtbook+xml'/>"
    return archive(
        files | {"b.opf": OPF.format("" if spoken_only else item)} | ({} if spoken_only else {"b.xml": THREE})
    )


def heard(publication):
    """What is heard of each block, by where in the sound it begins."""
    blocks = [block for article in publication.articles for block in article.blocks]
    return {block.text: [sound.begin for each in block.recordings for sound in each.sounds] for block in blocks}


def test_a_text_of_daisy_2_is_in_the_order_in_which_it_is_read_aloud():
    assert shown(open_bytes(two(), "two.zip")).splitlines() == [
        "== Two", "title1: Two", "== One", "title1: One", "para: She went. See the end.",
        "    the end -> text10.html#c8 (2/0/0)", "para: A figure.", "note+: Beside.", "note+: Of the reader.",
        "head2: Inner", "== Last", "title1: Last", "para: The end.",
    ]  # fmt: skip


def test_the_number_of_a_page_is_a_page_and_is_not_heard_as_part_of_a_sentence():
    for made, place in (
        (two(), Place(1, 1)),
        (three(), Place(0, 1)),
        (two(True), Place(1, 1)),
        (three(True), Place(0, 1)),
    ):
        publication = open_bytes(made, "book.zip")
        assert publication.pages == (("1", place),)
        assert all(begins for begins in heard(publication).values() if 3.0 in begins)
    assert heard(open_bytes(two(), "book.zip"))["She went. See the end."] == [3.0]
    assert heard(open_bytes(three(), "book.zip"))["She went[1] [*]."] == [2.0]


def test_books_of_recordings_lead_to_their_pages_notes_and_pictures():
    assert heard(open_bytes(two(True), "two.zip")) == {
        "Two": [0.0], "One": [1.0], "Recording, 0:00 to 0:01": [9.0], "A figure": [4.0], "Sidebar": [5.0],
        "Of the reader": [6.0], "Inner": [7.0], "Last": [8.0],
    }  # fmt: skip
    publication = open_bytes(three(True), "three.zip")
    assert [(block.text, block.kind) for block in publication.articles[0].blocks] == [
        ("One", Kind.TITLE), ("Recording, 0:00 to 0:01", Kind.PARAGRAPH), ("Note 1", Kind.NOTE),
        ("Recording, 0:02 to 0:03", Kind.PARAGRAPH),
    ]  # fmt: skip


def spoken_for(end):
    """A book of one heading and a recording."""
    control = "<html><head><title>Two</title></head><body><h1><a href='s.smil#p'>One</a></h1></body></html>"
    sound = f"<audio src='a.wav' clip-begin='npt=0.0s' clip-end='{end}'/>"
    smil = f"<smil><body><seq><par id='p'><text src='ncc.html#x'/>{sound}</par></seq></body></smil>"
    return open_bytes(archive({"ncc.html": control, "s.smil": smil, "a.wav": wav()}), "two.zip")


def test_a_long_recording_under_one_heading_is_gone_through_in_steps():
    book = spoken_for("npt=100.0s")
    assert list(heard(book).values()) == [[0.0], [30.0], [60.0]]
    assert next(iter(heard(book))) == "One"


@pytest.mark.parametrize("end", ["npt=99999999.0s", "9999999999:00:00", "1e300s", "infs"])
def test_a_recording_that_says_it_is_longer_than_any_has_not_more_steps_than_a_week(end):
    assert sum(len(article.blocks) for article in spoken_for(end).articles) <= 20_001


def test_what_stands_beside_the_text_of_daisy_3_is_a_note_and_no_chapter():
    assert shown(open_bytes(three(), "three.zip")).splitlines() == [
        "== One", "title1: One", "para: She went[1] [*].", "    1 -> #n (0/2/0)", "    * -> #m (0/4/0)",
        "note+: By foot.", "note: As always.", "note+: Or not.", "note+: A map is left out.", "note+: Aside",
        "note: Beside.", "head2: Inner", "head3+: Things", "item1: • one", "head3+: Roses", "verse+: 1 Red",
        "verse: blue.", "image: A gull", "caption: It flies.", "== Last", "title1: Last", "para: The end.",
    ]  # fmt: skip


def test_out_of_a_note_and_back_to_where_it_is_cited():
    reader = Reader(open_bytes(three(), "three.zip"), MemoryStandIn(Place(0, 3)), OptionsStandIn(), None)
    reader.press("enter")
    assert reader.press(".").text == "She went[1] [*]."
    assert reader.reading.session.place == Place(0, 1, 9)
    reader.press(".")
    assert reader.press("}").text == "Or not."
    reader.press("}")
    assert reader.press(".").text == "Nothing here leads to this note."
    reader.press(":")
    assert reader.answer("notes").text.startswith("4 notes: ")


def test_notes_that_were_kept_without_their_beginnings_are_notes_each():
    blocks = (
        Block("Text", Kind.PARAGRAPH, links=(Link(0, 4, "#b", Place(0, 2)),)),
        Block("a", Kind.NOTE),
        Block("b", Kind.NOTE),
    )
    reader = Reader(Publication("k", "T", (Article("a", "A", blocks),)), MemoryStandIn(), OptionsStandIn(), None)
    reader.press(":")
    assert reader.answer("note 2").text == "b"
    assert reader.press(".").text == "Text"


def test_names_are_ordered_by_their_numbers():
    assert sorted(["c10.html", "c9.html", "b", "c9a", "c1/2"], key=natural) == [
        "b",
        "c1/2",
        "c9.html",
        "c9a",
        "c10.html",
    ]


def unpacked(data, folder):
    folder.mkdir()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            (folder / name).write_bytes(archive.read(name))
    return str(folder)


@pytest.mark.parametrize(("make", "control"), [(two, "ncc.html"), (three, "b.opf")])
@pytest.mark.parametrize("spoken_only", [False, True])
def test_the_folder_of_a_talking_book_is_that_book(tmp_path, make, control, spoken_only):
    folder = unpacked(make(spoken_only), tmp_path / "book")
    (tmp_path / "z.txt").write_text("Another text.")
    assert list(files_of(str(tmp_path))) == [str(tmp_path / "z.txt"), f"{folder}/{control}"]
    assert list(files_of(folder)) == [f"{folder}/{control}"]
    found = fetch(folder)
    assert found.path == f"{folder}/{control}"
    read = open_bytes(found.data, found.name, beside(found))
    assert shown(read) == shown(open_bytes(make(spoken_only), "book.zip"))


def test_other_folders_are_their_files(tmp_path):
    for name in ("a.opf", "a.smil", "a.xhtml"):
        (tmp_path / name).write_text("x")
    assert len(list(files_of(str(tmp_path)))) == 3
    with pytest.raises(SourceError, match="is a folder; name a file in it"):
        fetch(str(tmp_path))


@pytest.mark.parametrize("spoken_only", [False, True])
@pytest.mark.parametrize("make", [two, three])
def test_names_of_files_may_have_other_capitals_than_what_leads_to_them(tmp_path, make, spoken_only):
    with zipfile.ZipFile(io.BytesIO(make(spoken_only))) as made:
        files = {name.upper(): made.read(name) for name in made.namelist()}
    expected = open_bytes(make(spoken_only), "book.zip")
    folder = unpacked(archive(files), tmp_path / "book")
    found = fetch(folder)
    for read in (open_bytes(archive(files), "book.zip"), open_bytes(found.data, found.name, beside(found))):
        assert shown(read).casefold() == shown(expected).casefold()
        assert heard(read) == heard(expected)
    assert open_sound(found.path, "a.wav", 22050).samples(0, 10)


def test_a_file_beside_that_is_missing_or_elsewhere_is_told(tmp_path):
    folder = unpacked(two(), tmp_path / "book")
    opened = beside(fetch(folder))
    for name in ("gone.html", "a/b/c.html", "../z.txt", "/etc/hostname", "ncc.html/x"):
        with pytest.raises(SourceError):
            opened(name)


def test_a_text_of_which_the_package_only_says_that_it_is_xml_is_read():
    with zipfile.ZipFile(io.BytesIO(three())) as made:
        files = {name: made.read(name) for name in made.namelist()}
    files["b.opf"] = files["b.opf"].replace(b"application/x-dtbook+xml", b"text/xml")
    assert shown(open_bytes(archive(files), "b.zip")) == shown(open_bytes(three(), "b.zip"))

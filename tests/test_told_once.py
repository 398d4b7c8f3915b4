"""Documents that call one file of theirs many times, by one name or by many: each is read and told once. Of the numbers
here, all of it again and again would take minutes."""

import io
import re
import zipfile

import pytest

from tests.machine.work import within
from tests.made.documents import DOCX, EPUB, ODT, PAGE, archive
from tests.made.recorded_books import daisy2, daisy3, overlaid, spoken_only
from tui.importers import open_bytes

_MANY = 600
_SECONDS = 5  # of the processor, for what takes one at the most
_WORD = "xmlns:w='w' xmlns:c='c' xmlns:r='r'"
_RELATIONS = "word/_rels/document.xml.rels"
_POINTS = "".join(f"<c:pt idx='{n}'><c:v>told</c:v></c:pt>" for n in range(_MANY))
_CHART = f"<c:chartSpace xmlns:c='c'><c:ser><c:cat>{_POINTS}</c:cat><c:val>{_POINTS}</c:val></c:ser></c:chartSpace>"
_SERIES = "<c:ser><c:val><c:pt idx='0'><c:v>told</c:v></c:pt></c:val></c:ser>" * 30_000
_SERIES = f"<c:chartSpace xmlns:c='c'><c:ser><c:cat>{_POINTS}</c:cat></c:ser>{_SERIES}</c:chartSpace>"
_ROW = "<table:table-row><table:table-cell><text:p>told</text:p></table:table-cell></table:table-row>"
_OBJECTS = "<text:p><draw:frame><draw:object xlink:href='./Sheet'/></draw:frame></text:p>" * _MANY
_SOUNDS = "<par><text src='one.xhtml#p2'/><audio src='a.mp3' clipBegin='0s' clipEnd='1s'/></par>"
_HEARD = f"<smil><body>{_SOUNDS * _MANY}</body></smil>"
_NCC = "<html><head><meta name='dc:title' content='Two'/></head><body>{}</body></html>"


def _spelled(number: int) -> str:
    """A name in capitals and small letters of its own for each number."""
    return "".join(letter.upper() if number >> at & 1 else letter for at, letter in enumerate("abcdefghij"))


def _package(ending: str, kind: str, more: str = "", toc: str = "") -> str:
    """A book whose only file is called in many ways."""
    items = "".join(f"<item id='i{n}' href='{_spelled(n)}.{ending}' media-type='{kind}'/>" for n in range(_MANY))
    order = "".join(f"<itemref idref='i{n}'/>" for n in range(_MANY))
    return f"<package><metadata/><manifest>{items}{more}</manifest><spine{toc}>{order}</spine></package>"


def _word(body: str, relations: str, **parts: str) -> bytes:
    files = {f"word/{name}.xml": part for name, part in parts.items()}
    document = f"<w:document {_WORD}><w:body><w:p><w:r><w:t>Words</w:t></w:r></w:p>{body}</w:body></w:document>"
    return archive(
        {**DOCX, "word/document.xml": document, _RELATIONS: f"<Relationships>{relations}</Relationships>", **files}
    )


def _heads(target: str) -> str:
    return "".join(f"<Relationship Id='r{n}' Type='x/header' Target='{target.format(n)}'/>" for n in range(_MANY))


def _note(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"


_HEAD = f"<w:hdr {_WORD}>{_note('head')}</w:hdr>"
_NOTES = "<w:p><w:r><w:t>told</w:t></w:r></w:p>" * _MANY
_NOTES = f"<w:footnotes {_WORD}><w:footnote w:id='2'>{_NOTES}</w:footnote></w:footnotes>"
_CONTENT = (
    "<o xmlns:office='o' xmlns:text='t' xmlns:table='b' xmlns:draw='d' xmlns:xlink='x'><office:body><office:text>{}"
)
_CONTENT += "</office:text></office:body></o>"
BOOKS = {
    "chart.docx": lambda: _word(
        "<w:p><w:r><c:chart r:id='c'/></w:r></w:p>" * _MANY, "<Relationship Id='c' Target='c.xml'/>", c=_CHART
    ),
    "head.docx": lambda: _word("", _heads("h.xml"), h=f"<w:hdr {_WORD}>{_note('told') * _MANY}</w:hdr>"),
    "its own head.docx": lambda: _word("<w:p><w:r><w:t>told</w:t></w:r></w:p>" * _MANY, _heads("document.xml")),
    "notes of heads.docx": lambda: _word(
        "", _heads("h{}.xml"), footnotes=_NOTES, **{f"h{n}": _HEAD for n in range(_MANY)}
    ),
    "object.odt": lambda: archive(
        {**ODT, "content.xml": _CONTENT.format(_OBJECTS), "Sheet/content.xml": _CONTENT.format(
            f"<table:table>{_ROW * _MANY}</table:table>"
        )}
    ),
    "itself.odt": lambda: archive(
        {**ODT, "Sheet/content.xml": "<o/>", "content.xml": _CONTENT.format(
            f"<table:table>{_ROW * _MANY}</table:table>{_OBJECTS.replace('./Sheet', '.')}"
        )}
    ),
    "chapter.epub": lambda: archive(
        {**EPUB, "OPS/book.opf": _package("xhtml", "application/xhtml+xml"), "OPS/abcdefghij.xhtml": PAGE.format(
            "<p>told</p>" * _MANY
        )}
    ),
    "text.daisy": lambda: archive(
        {"a.opf": _package("xml", "application/x-dtbook+xml"), "abcdefghij.xml": "<dtbook><book><bodymatter>"
         f"{'<level1><p>told</p></level1>' * _MANY}</bodymatter></book></dtbook>"}
    ),
    "recording.daisy": lambda: archive(
        {"ncc.html": _NCC.format("".join(f"<h1><a href='{_spelled(n)}.smil#a'>One</a></h1>" for n in range(_MANY))),
         "abcdefghij.smil": _HEARD.replace("<text src='one.xhtml#p2'/>", "<text id='a'/>")}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_each_part_once(name):
    with within(_SECONDS):
        publication = open_bytes(BOOKS[name](), name)
    blocks = [block for article in publication.articles for block in article.blocks]
    words = "\n".join(block.text for block in [*blocks, *publication.furniture])
    assert 0 < words.count("told") <= _MANY * 2 if name != "recording.daisy" else words


def test_a_recording_of_all_chapters_is_heard_once():
    item = "<item id='c{}' href='c{}.xhtml' media-type='application/xhtml+xml' media-overlay='mo'/>"
    order = "".join(f"<itemref idref='c{n}'/>" for n in range(_MANY))
    package = f"<manifest>{''.join(item.format(n, n) for n in range(_MANY))}<item id='mo' href='one.smil'/></manifest>"
    chapters = {f"OPS/c{n}.xhtml": PAGE.format(f"<p id='p'>Words {n}.</p>") for n in range(_MANY)}
    heard = "".join(_SOUNDS.replace("one.xhtml#p2", f"c{n}.xhtml#p") for n in range(_MANY))
    book = f"<package>{package}<spine>{order}</spine></package>"
    with within(_SECONDS):
        data = overlaid(f"<smil><body>{heard}</body></smil>", **{"OPS/book.opf": book, **chapters})
        publication = open_bytes(data, "a.epub")
    blocks = [block for article in publication.articles for block in article.blocks if block.text]
    assert [len(block.recordings) for block in blocks] == [1] * _MANY
    assert {len(recording.sounds) for block in blocks for recording in block.recordings} == {1}


@pytest.mark.parametrize("clock", ["9" * 400 + "s", "9" * 400 + ":00:00", "9" * 5000 + ":00", "9" * 5000 + "s"])
@pytest.mark.parametrize("made", [daisy2, lambda: spoken_only(2), lambda: spoken_only(3), daisy3, overlaid])
def test_times_without_sense_are_none(made, clock):
    data = made()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    smil = next(name for name in files if name.endswith(".smil"))
    files[smil] = re.sub(rb"(clip-?end=')[^']*", rb"\g<1>" + clock.encode(), files[smil], flags=re.IGNORECASE)
    assert open_bytes(archive(files), "a.epub" if made is overlaid else "a.daisy").articles


def test_a_chart_of_many_series_takes_no_more_room_than_they_do():
    with within(_SECONDS):
        chart = _word("<w:p><w:r><c:chart r:id='c'/></w:r></w:p>", "<Relationship Id='c' Target='c.xml'/>", c=_SERIES)
        publication = open_bytes(chart, "a.docx")
    words = "\n".join(block.text for block in publication.articles[0].blocks)
    assert words.count("told") > 30_000
    assert len(words) < 10_000_000


def test_what_is_missed_of_many_chapters():
    """Each names sounds that are not there; one has many."""
    items = "".join(
        f"<item id='c{n}' href='c{n}.xhtml' media-type='application/xhtml+xml' media-overlay='s{n}'/>"
        f"<item id='s{n}' href='s{n}.smil'/>"
        for n in range(_MANY)
    )
    order = "".join(f"<itemref idref='c{n}'/>" for n in range(_MANY))
    spans = "".join(f"<span id='p{n}'>w </span>" for n in range(10_000))
    heard = "".join(_SOUNDS.replace("one.xhtml#p2", f"c0.xhtml#p{n}") for n in range(10_000))
    files = {f"OPS/c{n}.xhtml": PAGE.format(f"<p>Words.{'' if n else spans}</p>") for n in range(_MANY)}
    files |= {"OPS/book.opf": f"<package><manifest>{items}</manifest><spine>{order}</spine></package>"}
    files |= {"OPS/s0.smil": f"<smil><body>{heard}</body></smil>"}
    with within(_SECONDS):
        publication = open_bytes(overlaid("", **files), "a.epub")
    blocks = [block for article in publication.articles for block in article.blocks]
    assert [len(block.recordings) for block in blocks] == [10_000, *[1] * (_MANY - 1)]


_ALTO = (
    "<Page WIDTH='999' HEIGHT='999'><PrintSpace><TextBlock ID='b'><TextLine HPOS='1' VPOS='2' WIDTH='300' HEIGHT='10'>"
    "<String CONTENT='told' HPOS='1' VPOS='2' WIDTH='60' HEIGHT='10'/></TextLine></TextBlock></PrintSpace></Page>"
)
ISSUES = {
    "mets.xml": "<mets xmlns:xlink='x'><fileSec><fileGrp USE='FULLTEXT'>{}</fileGrp></fileSec></mets>".format(
        "".join(f"<file ID='a{n}' MIMETYPE='text/xml'><FLocat xlink:href='{n}/../a.xml'/></file>" for n in range(_MANY))
    ),
    "didl.xml": f"<DIDL>{'<Resource filename=´a.alto.xml´/>' * _MANY}</DIDL>".replace("´", "'"),
}


@pytest.mark.parametrize("name", ISSUES)
def test_each_page_once(name):
    opened = []

    def beside(path):
        opened.append(path)
        return f"<alto><Layout>{_ALTO}</Layout></alto>".encode()

    publication = open_bytes(ISSUES[name].encode(), name, beside)
    assert len(opened) == 1
    assert sum(block.text.count("told") for article in publication.articles for block in article.blocks) == 1


def test_a_paragraph_over_many_pages():
    """Where each of them begins in it is told without reading it again for each."""
    pages, word = 3_000, "word"
    with within(_SECONDS):
        alto = f"<alto><Layout>{_ALTO.replace('told', word) * pages}</Layout></alto>"
        publication = open_bytes(alto.encode(), "a.xml")
    assert [page.place.offset for page in publication.pages] == [(len(word) + 1) * n for n in range(pages)]

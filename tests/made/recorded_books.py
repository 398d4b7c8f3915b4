"""Talking books made here: each sentence is a tone of its own, so that what is heard tells which it was."""

import io
import math
import wave
from array import array

from tests.made.documents import PAGE, archive

RATE = 22050
SENTENCES = ("She went down.", "It was cold.", "The gulls cried.", "Nobody came.")
TONES = (440, 660, 880, 1100)  # of each sentence
SECONDS = 0.8  # of each


def tone(frequency):
    """A tone that begins and ends softly."""
    count = int(SECONDS * RATE)
    edge = RATE // 100

    def at(index):
        loud = min(1.0, index / edge, (count - index) / edge)
        return int(9000 * loud * math.sin(2 * math.pi * frequency * index / RATE))

    return array("h", map(at, range(count)))


def wav():
    samples = array("h")
    for frequency in TONES:
        samples += tone(frequency)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def _pars(text, clip="clip{0}='{1:.3f}s'"):
    """A part of SMIL for each sentence."""
    return "".join(
        f"<par id='par{number}'><text src='{text}#s{number}'/><audio src='one.wav'"
        f" {clip.format('Begin', number * SECONDS)} {clip.format('End', (number + 1) * SECONDS)}/></par>"
        for number in range(len(SENTENCES))
    )


def _smil(inside):
    return f"<?xml version='1.0'?><smil><body><seq>{inside}</seq></body></smil>"


_TEXT = "<p>{}</p><p>{}</p>".format(
    *(" ".join(f"<span id='s{number}'>{SENTENCES[number]}</span>" for number in pair) for pair in ((0, 1), (2, 3)))
)
_OPF = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Quay</dc:title>'
    "<dc:language>en</dc:language></metadata><manifest>"
    '<item id="one" href="one.xhtml" media-type="application/xhtml+xml" media-overlay="mo"/>'
    '<item id="mo" href="one.smil" media-type="application/smil+xml"/>'
    '<item id="a" href="one.wav" media-type="audio/wav"/></manifest>'
    '<spine><itemref idref="one"/></spine></package>'
)


def overlaid(smil=None, sound=None, text=_TEXT, **more):
    """An EPUB with a media overlay."""
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": _OPF,
        "OPS/one.xhtml": PAGE.format(f"<h1 id='h'>One</h1>{text}"),
        "OPS/one.smil": _smil(_pars("one.xhtml")) if smil is None else smil,
        "OPS/one.wav": wav() if sound is None else sound,
        **more,
    }
    return archive({name: content for name, content in files.items() if content != ""})


def daisy3():
    """The text of a DAISY 3 book and who reads it."""
    package = (
        "<package><metadata><dc:title xmlns:dc='d'>The Quay</dc:title></metadata><manifest>"
        "<item id='t' href='text.xml' media-type='application/x-dtbook+xml'/>"
        "<item id='s' href='one.smil' media-type='application/smil'/></manifest>"
        "<spine><itemref idref='s'/></spine></package>"
    )
    text = f"<?xml version='1.0'?><dtbook><book><level1><h1>One</h1>{_TEXT}</level1></book></dtbook>"
    smil = _smil(_pars("text.xml", clip="clip{0}='0:00:{1:06.3f}'"))
    return archive({"package.opf": package, "text.xml": text, "one.smil": smil, "one.wav": wav()})


def daisy2():
    """The text of a DAISY 2.02 book and who reads it."""
    ncc = (
        "<html><head><meta name='dc:title' content='The Quay'><meta name='ncc:charset' content='utf-8'></head><body>"
        "<h1 id='n'><a href='one.smil#par0'>One</a></h1></body></html>"
    )
    pars = _pars("text.html").replace("clipBegin='", "clip-begin='npt=").replace("clipEnd='", "clip-end='npt=")
    return archive(
        {
            "ncc.html": ncc,
            "text.html": f"<html><body><h1>One</h1>{_TEXT}</body></html>",
            "one.smil": _smil(pars),
            "one.wav": wav(),
        }
    )


def spoken_only(version):
    """A book that is heard and not read, but for its headings."""
    pars = "".join(
        f"<par id='par{number}'><audio src='one.wav' clipBegin='{number * SECONDS:.3f}s'"
        f" clipEnd='{(number + 1) * SECONDS:.3f}s'/></par>"
        for number in range(len(SENTENCES))
    )
    if version == 2:
        ncc = (
            "<html><head><title>The Quay</title><meta name='ncc:charset' content='utf-8'></head><body>"
            "<h1><a href='one.smil#par0'>One</a></h1>"
            "<span class='page-normal'><a href='one.smil#par1'>1</a></span>"
            "<h2><a href='one.smil#par2'>Two</a></h2></body></html>"
        )
        return archive({"ncc.html": ncc, "one.smil": _smil(pars), "one.wav": wav()})
    package = (
        "<package><metadata><dc:title xmlns:dc='d'>The Quay</dc:title></metadata><manifest>"
        "<item id='n' href='book.ncx' media-type='application/x-dtbncx+xml'/>"
        "<item id='s' href='one.smil' media-type='application/smil'/></manifest>"
        "<spine><itemref idref='s'/></spine></package>"
    )
    ncx = (
        "<ncx><navMap><navPoint><navLabel><text>One</text></navLabel><content src='one.smil#par0'/>"
        "<navPoint><navLabel><text>Two</text></navLabel><content src='one.smil#par2'/></navPoint></navPoint>"
        "</navMap></ncx>"
    )
    return archive({"book.opf": package, "book.ncx": ncx, "one.smil": _smil(pars), "one.wav": wav()})

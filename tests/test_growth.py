"""Texts in which something goes on without end, or never ends: reading them takes as long as they are long, not as long
as its square. Each would take minutes if a pattern looked ahead from each of its characters, or tried all ways there
are to divide a run of them."""

import pytest

from tests.machine.work import within
from tui.importers import long_feed, long_markdown, open_bytes
from tui.importers.heading_names import rename_headings
from tui.importers.markup import parse
from tui.importers.pdf import about as pdf_about
from tui.importers.pdf import glyphs as pdf_glyphs
from tui.importers.pdf import letters as pdf_letters
from tui.importers.printed import code as printed_code
from tui.newspaper.marks import ending
from tui.newspaper.pack import load

_MANY, _FEW = 100_000, 30_000
_SECONDS = 5  # of the processor, for what takes two at the most
_LONG = "a" * 550_000 + "\n\n"  # of which each part is parsed when it is read
_RSS = "<rss><channel><title>x</title><item><title>x</title>{}</item></channel></rss>"
_NAMED = "".join(map("b{}=1\n".format, range(9_000)))
_DEEP = "<td rowspan=1000>x</td>"
TEXTS = {
    "space behind a heading's name.md": f"# a {{#a}}{' ' * _MANY}x\n\nText\n",
    "space in a long text's heading.md": f"{_LONG}# a{' ' * _MANY}x\n\nText\n",
    "links in a long text's heading.md": f"{_LONG}[a](#a)\n\n# {'[x](' * _FEW}\n\nText\n",
    "brackets in a long text's heading.md": f"{_LONG}[a](#a)\n\n# {'[a' * _FEW}{']' * _FEW}\n\n# b\n\nText\n",
    "round brackets in a long text's heading.md": f"{_LONG}# {'(' * _MANY}\n\nText\n",
    "code without end in a long text.md": _LONG + "```\n" + "x" * 70_000 + "\n\nx" * _FEW,
    "space before a note.md": f"a[^a]\n\n[^a]:\n{' ' * _MANY}\nx\n",
    "space in a note.md": f"a[^a]\n\n[^a]: x\n\n{' ' * _MANY}\nx\n",
    "points in a box.md": f"::: {{{'.' * _MANY}\n\nText\n",
    "beginnings of addresses.md": f"Text\n\n{'a(http:' * 15_000}\n",
    "ends of addresses.md": f"Text\n\n{'(http://a<' * 8_000}\n",
    "colons.md": f"Text\n\n{'a: ' * _FEW}\n",
    "names in names.md": f"+++\n{'a.' * _MANY}a=1\n+++\nText\n",
    "names in a table of names.md": f"+++\n[{'a.' * _MANY}a]\n{_NAMED}+++\nText\n",
    "space in a tag.html": f"<p>Text</p><p a={' ' * 65_000}\"x>" * 4,
    "rows that go on.html": f"<p>Text</p><table>{f'<tr>{_DEEP * 3}</tr>' * 2_000}</table>",
    "an encoding of programs.html": f"<meta charset=punycode><p>Text {'a' * 400_000}-{'b' * 400_000}",
    "space behind what is packed.atom": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>x</title>"
    f"<content type='a/b'>QQ{' ' * _MANY}!</content></entry></feed>",
    "signs in a writer.rss": _RSS.format(f"<author>{'a@' * _MANY}</author><description>x</description>"),
}  # fmt: skip


SOUGHT = [
    (pdf_about._NO_TITLE.fullmatch, "/" * _MANY + "\n"),
    (printed_code._ADDRESS.fullmatch, "a@" * _MANY + " x"),
    (long_feed._TAG.search, "<" * _MANY),
    (pdf_letters._RUN.search, " " * _MANY),
    (long_markdown._TABLE.match, "|" * _MANY + "\n-"),
    (pdf_glyphs._DIFFERENT.search, b"/Differences[" * _MANY),
    (pdf_glyphs._OBJECT.search, b"\n1 0 obj\r\n<<" * _MANY),
]


@pytest.mark.parametrize("name", TEXTS)
def test_reading(name):
    with within(_SECONDS):
        assert list(open_bytes(TEXTS[name].encode(), name).articles[-1].blocks)


@pytest.mark.parametrize(
    ("seek", "text"), SOUGHT, ids=["name", "address", "tag", "letters", "table", "glyphs", "object"]
)
def test_looking_for_what_is_not_there(seek, text):
    with within(_SECONDS):
        assert not seek(text)


def test_telling_how_a_line_ends():
    with within(_SECONDS):
        assert ending(f"Words{'[1]' * _MANY}x]", load("en")) == "closed"
        assert ending("Words.[1][2]", load("en")) == "stop"


def test_naming_headings_that_have_other_names():
    tree, told = parse("<h2>x</h2>" * _FEW), [f"y-{number}" for number in range(_FEW)]
    with within(_SECONDS):
        rename_headings(tree, [*told, "x", "x-1"])
    names = [heading.get("id") for heading in tree.all("h2")]
    assert names[:2] == ["x", "x-1"]
    assert set(names[2:]) == {"x"}

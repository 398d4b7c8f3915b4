"""Tables of contents with their levels: read, listed, gone through, kept and written again."""

import io

import pytest

from tests.made.documents import EPUB, PAGE, archive
from tests.made.large import epub as long_epub
from tests.make import MemoryStandIn, OptionsStandIn
from tui.app.menu_view import MenuView
from tui.app.text_view import Shape
from tui.core.menu import Act
from tui.core.reader import Reader
from tui.core.rows import Style
from tui.core.things import Sort, Things
from tui.export import EXPORTERS
from tui.importers import open_bytes
from tui.importers.contents import from_navigation, from_ncx
from tui.importers.markup import parse
from tui.library import stored

NAVIGATION = PAGE.format(
    '<nav epub:type="toc"><h1>Contents</h1><ol><li><span>Part One</span><ol><li><a href="one.xhtml">One: the quay</a>'
    '</li><li><a href="two.xhtml">Two</a></li></ol></li><li><a href="notes.xhtml">Notes</a></li></ol></nav>'
)
BOOK = {**EPUB, "OPS/nav.xhtml": NAVIGATION}


def book():
    return open_bytes(archive(BOOK), "a.epub")


def listed(publication):
    return [(article.level, article.name) for article in publication.articles]


NESTED = [(1, "Part One: One: the quay"), (2, "Two"), (1, "Notes")]


def test_what_stands_over_others_and_leads_nowhere_is_said_with_the_first_of_them():
    assert listed(book()) == NESTED


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("<a href='a'>A</a>", [("A", "a", 1)]),  # no list at all
        ("<ol><li><a href='a'>A</a><ol><li><a href='a#x'>X</a></li></ol></li></ol>", [("A", "a", 1), ("X", "a#x", 2)]),
        ("<ol><li><a href='a'>A</a><ol><li><a href='a'>B</a></li></ol></li></ol>", [("A: B", "a", 1)]),
        ("<ol><li><a href='a'>A</a></li><li><a href='a'>B</a></li></ol>", [("A", "a", 1), ("B", "a", 1)]),
        ("<ol><li><span><a href='a'>A</a></span></li></ol>", [("A", "a", 1)]),
        ("<ol><li><span>P</span><ol><li><span>Q</span><ol><li><a href='a'>A</a></li></ol></li></ol></li></ol>",
         [("P: Q: A", "a", 1)]),
        ("<ol><li><span>alone</span></li></ol>", []),
    ],
)  # fmt: skip
def test_levels_of_a_navigation_document(items, expected):
    found = from_navigation(
        parse(f"<html xmlns='http://www.w3.org/1999/xhtml'><nav type='toc'>{items}</nav></html>"), "n"
    )
    assert [tuple(entry) for entry in found.entries] == expected


def test_levels_of_an_ncx():
    point = "<navPoint><navLabel><text>{}</text></navLabel><content src='{}'/>{}</navPoint>"
    tree = parse(f"<ncx>{point.format('P', '', point.format('A', 'a', point.format('B', 'b', '')))}</ncx>", xml=True)
    assert [tuple(entry) for entry in from_ncx(tree, "n").entries] == [("P: A", "a", 1), ("B", "b", 3)]


def test_a_level_that_is_left_out_is_none():
    deep = BOOK | {"OPS/nav.xhtml": NAVIGATION.replace("<span>Part One</span>", "")}
    assert listed(open_bytes(archive(deep), "a.epub")) == [(0, "One: the quay"), (0, "Two"), (0, "Notes")]


def test_articles_of_one_level_have_none():
    assert {article.level for article in open_bytes(archive(EPUB), "a.epub").articles[:1]} == {1}
    flat = open_bytes(b"# One\n\nWords.\n\n# Two\n\nWords.\n", "a.md")
    assert [article.level for article in flat.articles] == [0, 0]


def test_headings_make_levels_where_there_is_no_table_of_contents():
    words = "The quay was cold. " * 2000
    made = open_bytes(f"# One\n\n{words}\n\n## Inner\n\n{words}\n\n# Two\n\n{words}\n".encode(), "a.md")
    assert listed(made) == [(1, "One"), (2, "Inner"), (1, "Two")]


def test_a_long_book_has_the_same_levels():
    size = {
        f"OPS/{name}.xhtml": PAGE.format(f"<h1>{name}</h1>{'<p>' + 'Cold. ' * 180_000 + '</p>'}")
        for name in ("one", "two")
    }
    assert listed(open_bytes(archive({**BOOK, **size}), "a.epub")) == NESTED


def test_keys_go_by_level():
    reader = Reader(book(), MemoryStandIn(), OptionsStandIn(), None)
    assert reader.menu.current.line.startswith("1 Part One: One: the quay, text")
    assert "level" not in reader.menu.current.line
    assert reader.press("j").text.startswith("2 Two, level 2, text")
    assert reader.press("H").text.startswith("1 Part One")
    assert reader.press("h").text.startswith("3 Notes")
    assert reader.press("h").text == "End of the list."
    reader.press("2")
    reader.press("enter")
    assert ", article 2 of 3: Two, in Part One: One: the quay; " in reader.run("where").text
    assert Things(book()).places(Sort("article", 1)) == [(0, 0, 0), (2, 0, 0)]


def test_lists_without_levels_go_on_as_they_did():
    reader = Reader(open_bytes(long_epub(3, 2), "a.epub"), MemoryStandIn(), OptionsStandIn(), None)
    assert reader.press("h").text.startswith("2 ")
    assert reader.press("h").act is Act.MENU


def test_entries_stand_further_in_on_the_screen():
    reader = Reader(book(), MemoryStandIn(), OptionsStandIn(), None)
    rows, _cursor, _top = MenuView().rows(reader.menu, Shape(20, 0, Style(width=60)))
    texts = ["".join(piece.text for piece in row) for row in rows]
    assert any(text.startswith("1 Part One") for text in texts)
    assert any(text.startswith("  2 Two") for text in texts)


def test_the_library_keeps_levels_and_reads_what_was_kept_without():
    again = stored.unpacked(stored.packed(book()))
    assert again == book()
    flat = book()._replace(articles=tuple(article._replace(level=0) for article in book().articles))
    assert stored.unpacked(stored.packed(flat)) == flat


def test_what_is_long_is_read_in_pieces_and_the_same(monkeypatch):
    """While one long piece is read no key is answered."""
    content = stored.packed(book())
    scanned = []
    scan = stored._scanner()
    monkeypatch.setattr(stored, "_scanner", lambda: lambda text, at: scanned.append(at) or scan(text, at))
    assert stored.unpacked(content) == book()
    assert len(scanned) == 1
    monkeypatch.setattr(stored, "_MUCH", 0)
    assert stored.unpacked(content) == book()
    blocks = sum(len(article.blocks) for article in book().articles)
    assert len(scanned) > 1 + blocks
    for damaged in (content[:-1], content + b"]", content[:40], content.replace(b",[", b";[", 1), b"", b"[", b"[[,]]"):
        assert stored.unpacked(damaged) is None


@pytest.mark.parametrize("name", ["epub", "html"])
def test_exports_have_lists_in_lists(name):
    exporter = next(each for each in EXPORTERS if each.name == name)
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8")
    exporter.write(book(), out)
    out.flush()
    if name == "epub":
        assert listed(open_bytes(raw.getvalue(), "again.epub")) == NESTED
    else:
        text = raw.getvalue().decode()
        assert (text.count("<ol>"), text.count("</ol>")) == (2, 2)
        assert text.index("Part One") < text.index("<ol>", text.index("Part One")) < text.index(">Two<")

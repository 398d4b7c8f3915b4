"""Links that lead out of the publication: told first, opened when pressed again, with a way back."""

import pytest

from tests.make import MemoryStandIn, OptionsStandIn, press
from tui.core.menu import Act
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.fetch import fetch, led_to
from tui.importers import open_bytes
from tui.keeping.background import ReaderShelf
from tui.keeping.intake import understood
from tui.library import Library

ONE = "# One\n\nSee [it](two%20.md#there), [that](gone.md), [him](mailto:a@b.example).\n"


@pytest.fixture
def reader(tmp_path):
    """On a file that leads to the other file of its folder, in a library."""
    (tmp_path / "one.md").write_text(ONE)
    (tmp_path / "two .md").write_text("# Two\n\nBack to [one](one.md).\n")
    library = Library(tmp_path / "library.sqlite")
    shelf = ReaderShelf(library)
    found = fetch(str(tmp_path / "one.md"))
    publication = understood(library, found)
    library.remember(publication, found)
    yield Reader(publication, library, OptionsStandIn(), None, helpers=Helpers(find_shelf=lambda: shelf))
    library.close()


def test_a_link_to_another_file_is_told_and_opened_and_led_back_from(reader):
    press(reader, "p")
    assert press(reader, ".") == (Act.SAID, "Leads to two%20.md#there; once more opens it.")
    assert reader.reading.publication.title == "one"
    assert press(reader, ".") == (Act.READING, "Two")
    press(reader, "p")
    assert press(reader, ". .") == (Act.READING, "See it, that, him.")
    assert press(reader, "b").text == "two : Back to one."
    assert press(reader, "b").text == "one: See it, that, him."


def test_what_cannot_be_opened_is_told_alone(reader):
    press(reader, "p ] ]")
    reader.reading.session.go(Place(0, 1, 8))
    assert press(reader, ".") == (Act.SAID, "Leads to gone.md, which cannot be opened here.")
    assert press(reader, ".") == (Act.SAID, "Leads to gone.md, which cannot be opened here.")
    reader.reading.session.go(Place(0, 1, 14))
    assert press(reader, ". .") == (Act.SAID, "Leads to mailto:a@b.example, which cannot be opened here.")


def test_another_link_in_between_is_told_first(reader):
    press(reader, "p .")
    reader.reading.session.go(Place(0, 1, 8))
    press(reader, ".")
    reader.reading.session.go(Place(0, 1))
    assert press(reader, ".").text == "Leads to two%20.md#there; once more opens it."


def test_without_a_library_it_is_told():
    publication = open_bytes(b"# One\n\n[There](https://example.org/).\n", "one.md")
    reader = Reader(publication, MemoryStandIn(Place(0, 1)), OptionsStandIn(), None)
    assert press(reader, ". .") == (Act.SAID, "Leads to https://example.org/, which cannot be opened here.")


@pytest.mark.parametrize(
    ("path", "target", "source"),
    [
        ("/books/a.md", "https://example.org/x#y", "https://example.org/x#y"),
        ("/books/a.md", " https://example.org/x\n", "https://example.org/x"),
        ("/books/a.md", "HTTPS://example.org/x", "HTTPS://example.org/x"),
        ("https://example.org/news/1", "/2", "https://example.org/2"),
        ("https://example.org/news/1", "3.html?a=b", "https://example.org/news/3.html?a=b"),
        ("https://example.org/news/1", "//other.example/4", "https://other.example/4"),
        ("https://example.org/news/1", "file:///etc/hostname", ""),
        ("https://example.org/news/1", "#part", ""),
        ("/books/a.md", "file:///etc/hostname", ""),
        ("/books/a.md", "javascript:alert(1)", ""),
        ("/books/a.md", "//server/share", ""),
        ("/books/a.md", "missing.md", ""),
        ("/books/a.md", "a\0b", ""),
        ("/books/a.md", "http://[", ""),
        ("/books/a.md", "[::", ""),
        ("-", "a.md", ""),
        ("", "a.md", ""),
    ],
)
def test_what_links_lead_to(path, target, source):
    assert led_to(path, target) == source


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("%E7%9B%B2%E9%81%93.md", "盲道.md"),
        ("https://zh.example/%e7%9b%b2?q=%20%26", "https://zh.example/盲?q=%20%26"),
        ("%E7%9B.md", "%E7%9B.md"),
        ("a%C2%9B31m%E2%80%AEb", "a31mb"),
    ],
)
def test_an_address_is_told_as_people_write_it(target, told):
    publication = open_bytes(f"# One\n\n[There]({target}).\n".encode(), "one.md")
    reader = Reader(publication, MemoryStandIn(Place(0, 1)), OptionsStandIn(), None)
    assert press(reader, ".").text == f"Leads to {told}, which cannot be opened here."

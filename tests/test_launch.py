"""What is opened at the start: the last thing read, entries of the library, addresses with and without a network."""

import pytest

from tui import sources
from tui.errors import ReaderError, SourceError
from tui.fetch import Source, fetch
from tui.keeping import chosen
from tui.keeping.chosen import entry, from_network
from tui.keeping.librarian import Librarian
from tui.library import Library
from tui.opening import at_once

ADDRESS = "https://papers.example/a.txt"


@pytest.fixture
def library(tmp_path):
    made = Library(tmp_path / "library.sqlite")
    yield made
    made.close()


@pytest.fixture
def network(monkeypatch):
    """What is at addresses; nothing while it is None. Counts how often somebody went there."""

    class Network:
        text = "盲道通了。"
        asked = 0

    def get(source):
        if not source.startswith("https:"):
            return fetch(source)
        Network.asked += 1
        if Network.text is None:
            raise SourceError("Nobody answers.")
        return Source(Network.text.encode(), "a.txt", source)

    monkeypatch.setattr(sources, "fetch", get)
    monkeypatch.setattr(chosen, "fetch", get)
    return Network


def first_words(publication):
    return publication.articles[0].blocks[0].text


def test_an_address_is_read_anew_and_without_a_network_as_it_was(library, network):
    publication, found = from_network(library, ADDRESS)
    assert (first_words(publication), found.path) == ("盲道通了。", ADDRESS)
    network.text = None
    assert from_network(library, ADDRESS)[0] == publication
    assert library.warning == "Nobody answers. This is what was there when you last read it."
    with pytest.raises(ReaderError, match="Nobody answers"):
        from_network(library, ADDRESS + "?x")


def test_nothing_is_fetched_because_the_program_begins(library, network):
    publication, _found = from_network(library, ADDRESS)
    before = network.asked
    assert sources.last(library, at_once)[0] == publication
    library.do("DELETE FROM texts")
    assert sources.last(library, at_once)[0].title == "株洲日报 2022-10-09"
    assert network.asked == before


def test_the_last_thing_read_is_opened_and_not_what_was_only_added_or_removed(library, tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Text of {name}.")
    for name in "ab":
        sources._open(fetch(str(tmp_path / f"{name}.txt")), library, at_once)
    at_work = Librarian(library)
    at_work.add_all([str(tmp_path / "c.txt")])
    assert first_words(sources.last(library, at_once)[0]) == "Text of b."
    at_work.remove(sources.last(library, at_once)[0].key)
    assert first_words(sources.last(library, at_once)[0]) == "Text of a."
    assert first_words(entry(library, "@c")[0]) == "Text of c."
    assert first_words(sources.last(library, at_once)[0]) == "Text of c."


def test_without_a_library_the_page_that_comes_with_the_program(library):
    assert sources.last(library, at_once)[0].title == "株洲日报 2022-10-09"

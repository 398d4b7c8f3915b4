"""What is opened at the start: the last thing read, entries of the library, addresses with and without a network."""

import pytest

from tui import sources
from tui.errors import ReaderError, SourceError
from tui.fetch import Source, fetch
from tui.keeping import afterwards, chosen, errands
from tui.keeping.chosen import entry, from_network
from tui.keeping.librarian import Librarian
from tui.library import Library, shelf
from tui.long_work import at_once

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


def test_the_last_thing_read_is_opened_as_it_was_kept_when_its_file_has_gone(library, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Text of a.")
    publication = sources._open(fetch(str(path)), library, at_once)
    path.unlink()
    shelf.keep_text(library, publication)
    assert sources.last(library, at_once)[0] == publication
    path.write_text("It has come back.")
    assert first_words(sources.last(library, at_once)[0]) == "It has come back."


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


def test_a_file_that_has_gone_is_read_as_the_library_kept_it(library, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("盲道通了。")
    Librarian(library).add_all(["a.txt"])
    (tmp_path / "a.txt").unlink()
    assert sources.asked("a.txt", True) is None
    assert first_words(sources.opened("a.txt", None, library, True)[0]) == "盲道通了。"
    words = "There is no file a.txt; check the spelling and the folder you are in. This is what was there when you"
    assert library.warning.startswith(words)
    with pytest.raises(ReaderError, match=r"There is no file b\.txt"):
        sources.opened("b.txt", None, library, True)
    (tmp_path / "locked").mkdir()
    with pytest.raises(ReaderError, match="is a folder"):
        sources.asked("locked", True)
    (tmp_path / "a.txt").write_text("It is back.")
    assert first_words(sources.opened("a.txt", None, library, True)[0]) == "It is back."


def test_the_shell_reads_without_a_network_what_was_read_there(library, network, capsys, monkeypatch):
    monkeypatch.setenv("MANGDAO_LIBRARY", library.path)
    network.text = None
    with pytest.raises(ReaderError, match="Nobody answers"):
        sources.open_source(ADDRESS)
    network.text = "盲道通了。"
    from_network(library, ADDRESS)
    network.text = None
    assert first_words(sources.open_source(ADDRESS)) == "盲道通了。"
    out, err = capsys.readouterr()
    assert (out, err) == ("", "mangdao: Nobody answers. This is what was there when you last read it.\n")


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_what_is_being_read_is_kept_for_the_day_on_which_its_file_is_gone(library, tmp_path, is_elsewhere):
    path = tmp_path / "a.md"
    path.write_text("# Ramp\n\nThe ramp is steep.")
    publication, found = sources.opened(str(path), sources.asked(str(path), True), library, True)
    library.settle()
    if is_elsewhere:  # so a long book, whose chapters are made when they are read
        afterwards._keep_whole(library, publication, found, lambda: False)
        assert not library.do("SELECT publication FROM texts"), "nobody reads any more"
        afterwards._keep_whole(library, publication, found, lambda: True)
    else:
        afterwards.after_opening(library.path, publication, found, lambda: True, print, {})
    path.unlink()
    assert entry(library, "@1")[0] == publication


def test_what_has_been_deleted_meanwhile_is_not_kept(library, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The ramp is steep.")
    publication, _found = sources.opened(str(path), sources.asked(str(path), True), library, True)
    library.do("DELETE FROM publications")
    errands.here(library.path, "text", [publication.key], print)
    assert not library.do("SELECT publication FROM texts")

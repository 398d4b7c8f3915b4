"""Searching in what is made only when somebody looks at it finds what searching in all of it finds."""

from itertools import count, islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.machine.faults import Paper
from tests.make import MemoryStandIn, OptionsStandIn, Slow, publication
from tests.test_everywhere import CASES
from tests.test_long_text import CHINESE, ENGLISH, TEXTS, book, wrapped
from tui.app.view import View
from tui.core import blocks as core_blocks
from tui.core.actions import going
from tui.core.blocks import numbered
from tui.core.menu import Act
from tui.core.progress import CancelledError, listening, tell
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.core.search import LAST, hits, hits_before, matches, saying, typed
from tui.importers.encoding import Told
from tui.importers.long_text import Held, from_memory, long_text
from tui.library import Library, finder, words
from tui.plain import Plain
from tui.settings import Settings

QUERIES = st.one_of(
    st.sampled_from(
        ["the", "THE  ramp", "bus stop to", "盲道", "盲道通", "道", "车辆占用，怎么", "well-known", "known", "-"]
    ),
    st.sampled_from(
        [",", "，", "？", "Ｔｈｅ", "x = 1", "é", "e\u0301", "nothing", "没有", "。 ", "c\td", "two", "* *"]
    ),
    st.text("ab道 缓the-", min_size=1, max_size=4),
)


def eager(publication):
    """The same with all of its blocks, and their numbers by those that they have there."""
    (article,) = publication.articles
    numbers = [number for number, _block in article.blocks.numbered()]
    return publication._replace(articles=(article._replace(blocks=tuple(article.blocks)),)), numbers


def as_typed(publication, query):
    """Hits in a text of which not all is made to look for something: no accents are added or taken away there."""
    seek = typed(query)
    (article,) = publication.articles
    return [Place(0, number, at) for number, block in numbered(article.blocks) for at in seek(block.text)]


def test_every_article_is_gone_through_from_its_first_block_to_its_last():
    pages = publication(("# One quay", "A quay."), ("# Quay two", "No more."), ("# Three", "The quay."))
    expected = [Place(0, 0, 4), Place(0, 1, 2), Place(1, 0), Place(2, 1, 4)]
    assert list(hits(pages, "quay")) == expected
    assert list(hits(pages, "quay", Place(1))) == expected[2:]
    assert list(hits_before(pages, "quay", Place(2, 1, 4))) == expected[2::-1]
    assert list(hits_before(pages, "quay", Place(2, 1, 9))) == expected[::-1]


def everything(publication, query):
    """Hits in all of it, however they are written."""
    (article,) = publication.articles
    return [Place(0, number, at) for number, block in numbered(article.blocks) for at in matches(block.text, query)]


@given(TEXTS, QUERIES, st.sampled_from(["utf-8", "utf-16-le", "gb18030"]), st.floats(0, 1))
@settings(max_examples=120, deadline=None)
def test_what_is_found_in_parts_is_what_is_found_in_all(text, query, encoding, share):
    lazy = long_text(Held(text.encode(encoding)), "x", Told(encoding), 4096)
    whole, numbers = eager(lazy)
    assert list(hits(whole, query)) == everything(whole, query)
    expected = [Place(0, numbers[place.block], place.offset) for place in as_typed(whole, query)]
    assert list(hits(lazy, query)) == expected
    middle = Place(0, *lazy.articles[0].blocks.at(share))
    assert list(hits(lazy, query, middle)) == [place for place in expected if place >= middle]
    assert list(hits_before(lazy, query, middle)) == [place for place in expected if place < middle][::-1]
    there = Place(0, numbers.index(middle.block), middle.offset)
    assert list(hits_before(whole, query, there)) == [place for place in hits(whole, query) if place < there][::-1]


@given(TEXTS, QUERIES, st.sampled_from(["utf-8", "utf-16-le", "gb18030"]))
@settings(max_examples=60, deadline=None)
def test_parts_are_told_by_what_they_say_however_it_is_written(text, query, encoding):
    lazy = long_text(Held(text.encode(encoding)), "x", Told(encoding), 1024)
    found = [
        Place(0, at, offset)
        for at, block in saying(lazy.articles[0].blocks, query)
        for offset in matches(block.text, query)
    ]
    assert found == everything(lazy, query)


@pytest.mark.parametrize("end", ["\n", "-\n", "\u00ad\n  "])
def test_what_line_ends_part_is_found_in_every_script(end):
    """Wherever they stand, marks and halves of letters apart."""
    for text, queries, _others in CASES:
        for cut in range(1, len(text)):
            parted = f"{text[:cut]}{end}{text[cut:]}\n{text[:cut]}"
            lazy = long_text(Held(parted.encode()), "x", Told("utf-8"), 1024)
            for query in queries:
                found = everything(lazy, query)
                blocks = saying(lazy.articles[0].blocks, query)
                assert found == [Place(0, at, offset) for at, block in blocks for offset in matches(block.text, query)]


def test_parts_that_do_not_say_it_are_not_made():
    lazy = from_memory(book(5000).replace("4000 The", "4000 Zébra", 1).encode(), "b.txt")
    assert len(list(saying(lazy.articles[0].blocks, "ZEBRA"))) < 100 < len(list(lazy.articles[0].blocks))


def indexed(publication, monkeypatch):
    """A library in which it is made searchable as a long one."""
    monkeypatch.setattr(words, "_LONG", 0)
    monkeypatch.setattr(words, "_BREATH", 0)
    library = Library()
    assert words.index(library, publication)
    return library


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.lists(QUERIES, min_size=1, max_size=12), st.floats(0, 1))
def test_what_the_index_finds_is_what_is_found_in_all(monkeypatch, text, queries, share):
    publication = long_text(Held(text.encode()), "t.txt", Told("utf-8"), part=64)
    if publication is None:
        return
    library = indexed(publication, monkeypatch)
    places = [Place(0, number) for number, _block in publication.articles[0].blocks.numbered()]
    start = places[int(share * (len(places) - 1))]._replace(offset=1)
    for query in (each.strip() or "x" for each in queries):  # as a reader asks
        if (found := finder.find(library, publication, query)) is not None:
            places = everything(publication, query)
            assert list(found.hits(start)) == [place for place in places if place >= start]
            assert list(found.hits_before(start)) == [place for place in places if place < start][::-1]
    library.close()


PARTS = (
    "art",
    "cart",
    "party",
    "Art.",
    "art,",
    "the art",
    "e art",
    "s part",
    "café",
    "cafe",
    "20°C",
    "a©b",
    "盲道",
    "道通",
    "ab道",
)


@pytest.mark.parametrize(
    "query", [*PARTS, "rt", "art of", "t of", "of the", "quagga", "art of quagga", "，怎么", "©", "e\u0301"]
)
def test_parts_of_words_are_found_by_the_index(query, monkeypatch):
    """In Chinese and beside signs too, and signs themselves; what is nowhere is told without a look at the text."""
    text = (
        "\n\n".join(f"{part} of the party, {part}work. x{part} 盲道{part}。" for part in PARTS) + "\n\n占用，怎么办。"
    )
    publication = long_text(Held(text.encode()), "t.txt", Told("utf-8"), part=64)
    library = indexed(publication, monkeypatch)
    found = finder.find(library, publication, query)
    assert found is not None
    assert list(found.hits(Place())) == everything(publication, query)
    assert found._match or not everything(publication, query)
    library.close()


@pytest.mark.parametrize(
    "query", ["паровоз", "ПАРОВОЗ", "Паровоз", "ёлка", "Straße", "ＡＢＣ", "abc", "２０２２", "2022"]
)
def test_capitals_and_widths_of_every_script_are_found(query):
    words = [
        "паровоз ёлка",
        "ПАРОВОЗ ЁЛКА",
        "Паровоз Ёлка",
        "Straße",
        "STRASSE",
        "ＡＢＣ",
        "abc",
        "Abc",
        "ａｂｃ",
        "２０２２",
        "2022",
    ]
    text = "\n\n".join(f"{number} {CHINESE} {words[number % len(words)]}." for number in range(4000))
    lazy = from_memory(text.encode(), "x.txt")
    whole, numbers = eager(lazy)
    found = list(hits(lazy, query))
    assert found == [Place(0, numbers[place.block], place.offset) for place in as_typed(whole, query)]
    assert found


def test_words_parted_at_line_ends_are_found():
    lines = wrapped(" ".join([ENGLISH] * 8), 64)
    special = f"{lines}\nand they say that it is the most remark-\nable and un-\nheard-of thing. {lines}"
    filler = "\n\n".join([lines] * 400)
    lazy = from_memory(f"{filler}\n\n{special}\n\n{filler}".encode(), "x.txt")
    for query in ("remarkable", "REMARKABLE AND", "unheard-of", "thing. the"):
        assert len(list(hits(lazy, query))) == 1, query


PARTED = st.lists(
    st.tuples(
        st.sampled_from(["remarkable", "ramp", "well-known", "un", "heard", "of", "paving", "2022", "co-op", "-", "a"]),
        st.integers(1, 9),
        st.sampled_from(["-\n", "\n", "- \n\t", "-\r\n  ", "-\n\n", "\t"]),
    ),
    min_size=300,
    max_size=1500,
)


@given(PARTED, st.sampled_from(["remarkable", "mark", "well-known", "heard of", "2022", "coop", "nothing"]))
@settings(max_examples=25, deadline=None)
def test_in_ascii_nothing_that_a_line_end_has_parted_is_missed(parts, query):
    text = "".join(f"{word[:cut]}{end}{word[cut:]} " if cut < len(word) else f"{word} " for word, cut, end in parts)
    lazy = long_text(Held(text.encode()), "x", Told("utf-8"), 1024)
    whole, numbers = eager(lazy)
    expected = [Place(0, numbers[place.block], place.offset) for place in as_typed(whole, query)]
    assert list(hits(lazy, query)) == expected


MIXED = st.lists(
    st.tuples(
        st.sampled_from(
            ["remarkable", "Ramp", "well-known", "of", "the,", "20%", "naïve", "盲道", "，", "ｒａｍｐ", "a_b"]
        ),
        st.integers(1, 9),
        st.sampled_from(["-\n", "\n", "\u00ad\n", "\u2010\n  ", "\n\u3000", " ", "\u00a0", f"-{' ' * 600}\n"]),
    ),
    min_size=200,
    max_size=900,
)
SOUGHT = ["remarkable", "ramp of", "OF THE", "the, 20", "20%", "well-known", "known a", "a_b", "ramp", "e, of the", "%"]


@given(MIXED, st.sampled_from([*SOUGHT, "ve, a", "盲道 of", "of 盲道", "ｒａ", "the，", "kr", "mp"]), st.data())
@settings(max_examples=25, deadline=None)
def test_what_a_line_end_has_parted_is_found_in_every_encoding(parts, query, data):
    encoding = data.draw(st.sampled_from(["utf-8", "gb18030", "cp1252"]))
    text = "".join(f"{word[:cut]}{end}{word[cut:]} " if cut < len(word) else f"{word} " for word, cut, end in parts)
    text = text.encode(encoding, "replace").decode(encoding)
    lazy = long_text(Held(text.encode(encoding)), "x", Told(encoding), 1024)
    whole, numbers = eager(lazy)
    expected = [Place(0, numbers[place.block], place.offset) for place in as_typed(whole, query)]
    for typed_so_far in data.draw(st.sampled_from([[query[:1], query[:3]], ["nothing"], ["the", query], []])):
        lazy.articles[0].blocks.sift(typed_so_far)
    assert list(hits(lazy, query)) == expected
    assert list(hits_before(lazy, query, Place(0, LAST))) == expected[::-1]


def test_words_parted_where_there_are_no_spaces_are_found():
    prose, end = CHINESE * 8, 3 * 38 - 1
    filler = "\n\n".join([wrapped(prose, 38)] * 400)
    lazy = from_memory(
        f"{filler}\n\n{wrapped(prose[:end] + '罕见词语' + prose[end:], 38)}\n\n{filler}".encode(), "x.txt"
    )
    assert len(list(hits(lazy, "罕见词语"))) == 1


def run(reader, name, answer=""):
    reply = reader.run(name)
    return reader.answer(answer) if reply.act is Act.ASKED else reply


def test_the_list_begins_where_one_is_and_n_goes_on_behind_it():
    reader = Reader(from_memory(book(5000).encode(), "book.txt"), MemoryStandIn(), OptionsStandIn())
    reply = run(reader, "find", "tactile")
    assert reply.text.startswith("The first 50 hits, and more: 1 盲道 Tactile paving, article 1")
    assert len(reader.menu.entries) == 50
    reader.press("enter")
    said = [reader.run("next-hit").text for _time in range(60)]
    assert said[-1].startswith("59 The ramp")
    assert reader.run("previous-hit").text.startswith("58 The ramp")


def test_hits_before_the_place_are_listed_too_and_the_round_is_told():
    text = book(5000).replace("100 The", "100 Zebra", 1).replace("4000 The", "4000 Zebra", 1)
    reader = Reader(from_memory(text.encode(), "book.txt"), MemoryStandIn(), OptionsStandIn())
    reader.reading.session.go(Place(0, *reader.reading.session.article.blocks.at(0.5)))
    assert run(reader, "find", "zebra").text.startswith("2 hits: 2 4000 Zebra ramp")
    reader.press("enter")
    assert reader.run("next-hit").text.startswith("From the beginning: 100 Zebra")
    assert reader.run("previous-hit").text.startswith("From the end: 4000 Zebra")
    assert reader.run("previous-hit").text.startswith("100 Zebra")
    assert run(reader, "find", "quagga").text == "“quagga” is not in this publication."


def test_looking_for_what_is_not_there_reads_everything_twice_at_the_most_and_makes_nothing():
    pieces = Watched(book(30_000).encode())
    publication = long_text(pieces, "book.txt")
    pieces.bytes = 0
    assert next(hits(publication, "quagga"), None) is None
    assert pieces.bytes < 2 * pieces.size
    assert not {part for part, _blocks in publication.articles[0].blocks._kept.items()} - {0}


class Watched(Held):
    bytes = 0

    def read(self, start, stop):
        self.bytes += stop - start
        return super().read(start, stop)


def test_a_long_search_tells_how_far_it_is_and_can_be_ended():
    publication = from_memory(book(30_000).encode(), "book.txt")
    told = []
    with listening(told.append):
        list(islice(hits(publication, "quagga"), 1))
    assert told == sorted(told)
    assert len(told) > 5

    def end(share):
        if share > 0.5:
            raise CancelledError

    with pytest.raises(CancelledError), listening(end):
        list(hits(publication, "quagga"))


def test_once_there_is_a_hit_nobody_waits_for_the_rest():
    """The nearest one ahead, else the nearest before; n goes on from there, and round."""
    text = book(30_000).replace("9000 The", "9000 Zebra", 1).replace("20000 The", "20000 Zebra", 1)
    pieces = Watched(text.encode())
    seconds = count()
    helpers = Helpers(clock=lambda: next(seconds))
    reader = Reader(long_text(pieces, "b.txt"), MemoryStandIn(), OptionsStandIn(), helpers=helpers)
    pieces.bytes = 0
    assert run(reader, "find", "zebra").text.startswith("1 hit so far, n goes on: 1 9000 Zebra")
    assert pieces.bytes < pieces.size / 2
    reader.press("enter")
    assert reader.run("next-hit").text.startswith("20000 Zebra")
    assert reader.run("next-hit").text.startswith("From the beginning: 9000 Zebra")
    reader.reading.session.go(Place(0, *reader.reading.session.article.blocks.at(0.9)))
    assert run(reader, "find", "zebra").text.startswith("1 hit so far, n goes on: 1 20000 Zebra")
    reader.press("enter")
    assert reader.run("previous-hit").text.startswith("9000 Zebra")
    assert run(reader, "find", "quagga").text == "“quagga” is not in this publication."


def test_somebody_who_waits_is_told_and_may_cancel():
    begun = []

    def begin(name, work, patience):
        assert patience <= 0.1, "keys wait for nobody"
        begun.append(Slow(name, work))
        return begun[-1]

    reader = Reader(
        from_memory(book(5000).encode(), "b.txt"), MemoryStandIn(), OptionsStandIn(), helpers=Helpers(begin=begin)
    )
    reply = run(reader, "find", "tactile")
    assert (reply.act, reply.text) == (Act.WAITING, "Searching for tactile, 30%. q cancels.")
    assert reader.press("w").text == "Searching for tactile, 30%"
    assert reader.press("escape").text == "Cancelled."
    assert begun[0].cancelled
    run(reader, "find", "tactile")
    begun[1].is_done = True
    assert reader.heard("opening", 0, 0, "").text.startswith("The first 50 hits")


def in_plain(reader, keys):
    paper = Paper(keys)
    Plain(reader, paper).run("")
    return paper.take().decode()


def in_full_screen(reader, keys):
    view = View(reader, Settings())
    for key in keys:
        view.press(key)
    return "\n".join("".join(piece.text for piece in line) for line in view.frame().lines)


@pytest.mark.parametrize("front_end", [in_plain, in_full_screen])
def test_while_somebody_types_it_is_found_out_where_it_is_not(front_end):
    begun = []

    def begin(name, work, patience):
        if patience:
            assert begun[-1].cancelled, "nobody looks twice at the same time"
            pieces.bytes = 0
            return work()
        assert all(each.is_done for each in begun), "nobody looks twice at the same time"
        begun.append(Slow(name, work))
        begun[-1].result()
        begun[-1].is_done = True
        return begun[-1]

    pieces = Watched(book(30_000).replace("9000 The", "9000 Zebra", 1).encode())
    for query, told in (("quagga", "“quagga” is not in this publication."), ("zebra ramp", "9000 Zebra ramp")):
        reader = Reader(long_text(pieces, "b.txt"), MemoryStandIn(), OptionsStandIn(), helpers=Helpers(begin=begin))
        begun.clear()
        assert told in front_end(reader, ["/", *query, "enter"])
        typed_so_far = [query[:end].strip() for end in range(3, len(query) + 1)]
        assert [each.name for each in begun] == [*dict.fromkeys(typed_so_far)], "a space at the end is nothing new"
        assert pieces.bytes < pieces.size / 20


def test_of_what_is_pasted_only_the_last_is_looked_for_and_once(monkeypatch):
    begun, sifted, publication = [], [], from_memory(book(5000).encode(), "b.txt")

    def begin(name, work, patience):
        begun.append(Slow(name, work))
        return begun[-1]

    def sift(_blocks, text):
        sifted.append(text)
        if text == "quagga":  # more is typed while somebody looks
            question.typed("quagga ramp")
        tell(1, 2)

    monkeypatch.setattr(type(publication.articles[0].blocks), "sift", sift)
    reader = Reader(publication, MemoryStandIn(), OptionsStandIn(), helpers=Helpers(begin=begin))
    reader.press("/")
    question = reader.question
    for end in range(3, 7):
        question.typed("quagga"[:end])
    begun[0].result()
    assert (len(begun), sifted) == (1, ["quagga", "quagga ramp"])
    begun[0].is_done = True
    question.typed("quagga ramp ")  # as where somebody is woken by the end of the work
    assert len(begun) == 1
    question.typed("quagga r")
    assert len(begun) == 2
    reader.answer("quagga r")
    assert begun[1].cancelled


def test_what_was_found_out_of_a_text_is_forgotten_when_it_changes():
    pieces = Watched(book(5000).encode())
    publication = long_text(pieces, "b.txt")
    publication.articles[0].blocks.sift("zeb")
    pieces._data = pieces._data.replace(b"4000 The", b"4000 Zeb", 1)
    assert next(hits(publication, "zeb"), None) is None
    pieces.changed = lambda: True
    assert next(hits(publication, "zeb"), None) is not None


ARTICLES = (("# one", "The ramp. No quagga."), ("# two", "A ramp, and another ramp."), ("# three", "The ramp."))


@pytest.mark.parametrize("lazy", [False, True])
def test_in_an_article_only_its_own_are_found_and_gone_round(lazy, monkeypatch):
    monkeypatch.setattr(going, "is_lazy", lambda _publication: lazy)
    reader = Reader(publication(*ARTICLES), MemoryStandIn(), OptionsStandIn())
    reader.reading.show(Place(1))
    reader.run("find-here")
    assert reader.question.prompt == "Find in this article: "
    reader.answer("ramp")
    assert (reader.menu.title, [entry.value for entry in reader.menu.entries]) == (
        "2 hits",
        [Place(1, 1, 2), Place(1, 1, 20)],
    )
    reader.press("enter")
    assert reader.press("n").act is Act.READING
    assert reader.press("n").text.startswith("From the beginning: ")
    assert reader.press("N").text.startswith("From the end: ")
    assert reader.reading.session.place == Place(1, 1, 20)
    assert run(reader, "find-here", "quagga").text == "“quagga” is not in this article."
    assert run(reader, "find", "zebra").text == "“zebra” is not in this publication."
    run(reader, "find", "ramp")
    assert len(reader.menu.entries) == 4


def test_a_long_text_that_is_in_memory_is_searched_while_keys_are_answered(monkeypatch):
    """As one that is made when it is wanted; and it tells how far that is."""
    lines = tuple(f"{number} Zebra." if number % 300 == 7 else f"{number} horse." for number in range(1000))
    page = publication(("# Animals", *lines))
    reader = Reader(page, MemoryStandIn(), OptionsStandIn())
    reader.run("find")
    listed = reader.answer("zebra")
    begun, told = [], []

    def begin(name, work, patience):
        begun.append(name)
        with listening(told.append):
            return work()

    monkeypatch.setattr(core_blocks, "_MANY", 100)
    reader = Reader(page, MemoryStandIn(), OptionsStandIn(), helpers=Helpers(begin=begin))
    reader.run("find")
    assert reader.answer("zebra") == listed
    assert begun == ["zebra"]
    assert told == sorted(told)
    assert len(told) > 3
    for number in (7, 307, 607, 907):
        assert reader.run("next-hit").text == f"{number} Zebra."
    assert reader.run("next-hit").text == "From the beginning: 7 Zebra."
    assert reader.run("previous-hit").text == "From the end: 907 Zebra."
    reader.run("find")
    assert reader.answer("quagga").text == "“quagga” is not in this publication."

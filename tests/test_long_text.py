"""A long text that is read in parts shows what it shows when it is read as a whole."""

import random
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.make import MemoryStandIn, OptionsStandIn
from tui.core.blocks import backward, block_after, block_before, last_block, nearest_block, numbered
from tui.core.clean import clean
from tui.core.commands import Unit
from tui.core.extent import Extent
from tui.core.progress import listening
from tui.core.publication import Kind, LazyBlocks, Place
from tui.core.reader import Reader
from tui.core.reflow import Layout
from tui.core.rows import Style
from tui.core.session import ReadingSession
from tui.errors import FormatError
from tui.importers import cutting, open_bytes
from tui.importers.cutting import Cutter
from tui.importers.document import document
from tui.importers.encoding import Told
from tui.importers.long_text import Held, from_memory, long_text
from tui.importers.text import LONG
from tui.library import places, stored

ENGLISH = (
    "The ramp at the north gate was rebuilt last spring, and the tactile paving leads from the bus stop to the door."
)
CHINESE = "缓坡已建好。盲道通了！车辆占用，怎么办？居民早就盼着这一天。"
WORDS = ENGLISH.split()


def wrapped(text: str, width: int, indent: str = "") -> str:
    """Prose as it is wrapped to a width: at spaces, or anywhere where there are none."""
    if " " in text:
        lines, line = [], indent
        for word in text.split():
            if len(line) + len(word) + 1 > width:
                lines.append(line)
                line = ""
            line = f"{line} {word}" if line.strip() else line + word
        return "\n".join([*lines, line])
    text = indent + text
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


PARAGRAPHS = st.one_of(
    st.builds(lambda n: " ".join([ENGLISH] * n), st.integers(1, 6)),
    st.builds(lambda n: CHINESE * n, st.integers(1, 6)),
    st.builds(lambda n, width: wrapped(" ".join([ENGLISH] * n), width), st.integers(1, 8), st.sampled_from([60, 72])),
    st.builds(lambda n: wrapped(CHINESE * n, 38), st.integers(1, 12)),
    st.builds(
        lambda words: wrapped(" ".join(words), 64),
        st.lists(st.sampled_from([*WORDS, "well-known"]), min_size=30, max_size=60),
    ),
    st.sampled_from(["Title", "one\ntwo\nthree", "* * *", "e\u0301" * 3]),
)
SET_IN = st.sampled_from(["    code {\n        x = 1;\n    }", "a\tb\nc\td"])


def texts(paragraphs):
    return st.lists(paragraphs, min_size=1, max_size=30).flatmap(
        lambda paragraphs: st.lists(
            st.sampled_from(["\n\n", "\n\n\n", "\n \t\n"]), min_size=len(paragraphs), max_size=len(paragraphs)
        ).map(lambda ends: "".join(part for pair in zip(paragraphs, ends, strict=True) for part in pair))
    )


TEXTS = texts(PARAGRAPHS | SET_IN)


def plain(blocks):
    return [block._replace(spans=()) for block in blocks]


def letters(blocks):
    return "".join("".join(block.text.split()) for block in blocks)


@given(TEXTS, st.sampled_from([4096, 16384]))
@settings(max_examples=60, deadline=None)
def test_of_a_text_with_code_parts_lose_nothing(text, part):
    """What is code is told by what stands around it, and in a part less does."""
    lazy = long_text(Held(text.encode()), "x", None, part)
    assert letters(lazy.articles[0].blocks) == letters(document(clean(text), "x").articles[0].blocks)


@given(
    texts(PARAGRAPHS),
    st.sampled_from(["utf-8", "utf-16", "gb18030", "utf-8-sig", "utf-16-le"]),
    st.sampled_from([4096, 16384]),
)
@example("Title\n\n" + 3 * "    code {\n        x = 1;\n    }\n\n", "utf-8", 4096)  # all of it a program
@settings(max_examples=120, deadline=None)
def test_parts_are_what_the_whole_is(text, encoding, part):
    told = Told(encoding) if encoding in ("gb18030", "utf-16-le") else None
    eager = document(clean(text), "x")
    lazy = long_text(Held(text.encode(encoding)), "x", told, part)
    blocks = lazy.articles[0].blocks
    assert plain(blocks) == plain(eager.articles[0].blocks)
    assert lazy.language == eager.language
    assert lazy.articles[0].title == eager.articles[0].title
    assert lazy.articles[0].key == eager.articles[0].key
    numbers = [number for number, _block in numbered(blocks)]
    assert numbers == [number for number, _block in backward(blocks, last_block(blocks))][::-1]
    assert numbers[0] == 0
    assert [block_after(blocks, number) for number in numbers] == [*numbers[1:], None]
    assert [block_before(blocks, number) for number in numbers] == [None, *numbers[:-1]]
    assert numbers == sorted(set(numbers))


def book(count: int, ends: str = "\n\n") -> str:
    return "盲道 Tactile paving\n\n" + ends.join(f"{number} {ENGLISH} {CHINESE}" for number in range(count))


class Growing(Held):
    """A file that somebody writes to."""

    is_changed = False

    def changed(self):
        return self.is_changed


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\n\n", "\r", "\n　　", "\x0c"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-32", "utf-16-be"])
def test_every_kind_of_line_in_every_encoding(ends, encoding):
    text = book(2000, ends)
    publication = from_memory(text.encode(encoding), "book.txt")
    read = [block.text for block in publication.articles[0].blocks]
    assert "".join("".join(read).split()) == "".join(clean(text).split())
    if ends != "\x0c":
        assert read == [block.text for block in document(clean(text), "x").articles[0].blocks]


@pytest.mark.parametrize("encoding", ["latin-1", "koi8-r", "shift_jis", "big5", "euc-kr"])
def test_encodings_of_one_language_are_told_by_samples(encoding):
    sentence = {
        "latin-1": "Les élèves étaient allés à l'école où tout était prêt, déjà à côté de la forêt.",
        "koi8-r": "Тактильная плитка ведёт от остановки к двери, и никто не знал, почему так долго.",
        "shift_jis": "点字ブロックは駅から学校まで続いています。とても便利になりました。",
        "big5": "導盲磚從車站一直鋪到學校門口，居民都說方便多了。",
        "euc-kr": "점자 블록은 정류장에서 학교까지 이어져 있습니다. 매우 편리합니다.",
    }[encoding]
    text = "\n".join(f"{number} {sentence}" for number in range(6000))
    publication = from_memory(text.encode(encoding), "book.txt")
    blocks = publication.articles[0].blocks
    assert isinstance(blocks, LazyBlocks)
    assert [block.text for block in blocks] == text.split("\n")


def test_what_is_not_chinese_at_first_is_told_by_what_follows():
    text = "Preface.\n" * 20_000 + (CHINESE + "\n") * 4000
    blocks = from_memory(text.encode("gb18030"), "book.txt").articles[0].blocks
    assert blocks[last_block(blocks)].text == CHINESE


def test_a_line_without_an_end_is_cut_at_sentences_and_nothing_is_lost():
    for text, encoding in ((CHINESE * 20_000, "utf-8"), (f"{ENGLISH} " * 9000, "utf-8"), (CHINESE * 20_000, "utf-16")):
        blocks = from_memory(text.encode(encoding), "line.txt").articles[0].blocks
        read = [block.text for block in blocks]
        assert "".join("".join(read).split()) == "".join(text.split())
        assert max(map(len, read)) < 50_000
        assert all(part.endswith(("。", "！", "？", ".")) for part in read)


@given(st.integers(), st.integers(0, 255))
@settings(max_examples=5, deadline=None)
def test_noise_is_read_or_refused(seed, byte):
    noise = random.Random(seed).randbytes(LONG + 1)
    for data in (noise, bytes([byte]) * (LONG + 1), b"text\n" + bytes([byte]) * (LONG + 1)):
        try:
            publication = open_bytes(data, "noise.txt")
        except FormatError:
            continue
        blocks = publication.articles[0].blocks
        assert blocks[0].text
        assert blocks[last_block(blocks)].text


def test_blank_beginnings_and_ends_and_holes_do_no_harm():
    hole = "\n" * 200_000
    text = hole[:50_000] + "盲道\n\nOne.\n" + hole + "Two.\n\n" + hole
    blocks = open_bytes(text.encode(), "holes.txt").articles[0].blocks
    numbers = [number for number, _block in numbered(blocks)]
    assert [block.text for block in blocks] == ["盲道", "One.", "Two."]
    assert blocks[0].kind is Kind.TITLE
    assert block_after(blocks, numbers[1]) == numbers[2] == last_block(blocks)
    assert block_before(blocks, numbers[2]) == numbers[1]
    assert nearest_block(blocks, numbers[2] - 1) == numbers[1]
    assert nearest_block(blocks, 1 << 60) == numbers[2]
    with pytest.raises(FormatError, match="empty"):
        open_bytes((" \n" * LONG).encode(), "blank.txt")


@given(TEXTS, st.sampled_from(["utf-8", "utf-16-le", "gb18030"]), st.sampled_from([16, 64, 256]))
def test_no_part_begins_before_the_one_that_stands_before_it(text, encoding, part):
    """Where lines are longer than parts: what would lie between was read twice."""
    with mock.patch.object(cutting, "_SENTENCE", part):  # no more than a part, as it is where these are long
        cutter = Cutter(Held(text.encode(encoding)), encoding, 0, part)
        starts = [cutter.start(number) for number in range(cutter.count + 1)]
    assert starts == sorted(starts)


def test_the_same_text_has_the_same_key_and_another_has_another():
    text = book(3000)
    keys = {
        from_memory(each.encode(), "a.txt").key for each in (text, text, text + ".", text.replace("盲道", "缓坡", 1))
    }
    assert len(keys) == 3


def test_words_cut_at_line_ends_are_told_by_the_beginning_of_the_text():
    known = "The tactile paving leads to the well-known gate. " * 40
    filler = "\n\n".join([wrapped(" ".join([ENGLISH] * 8), 60)] * 400)
    lines = wrapped(" ".join([ENGLISH] * 6), 60)
    cut = "and here the new and much longer stretch of the well-\nknown paving ends that the residents had asked for."
    blocks = from_memory(f"{known}\n\n{filler}\n\n{lines}\n{cut}\n\nEnd.".encode(), "x.txt").articles[0].blocks
    assert "of the well-known paving" in blocks[block_before(blocks, last_block(blocks))].text


def test_far_jumps_make_few_parts_and_land_where_they_should():
    text = book(30_000)
    pieces = Counting(text.encode())
    publication = long_text(pieces, "book.txt")
    extent, session = Extent(publication), ReadingSession(publication)
    assert not extent.is_certain
    for percent in (0, 1, 33, 50, 99, 100):
        before = pieces.bytes
        session.go(extent.at(percent))
        assert abs(extent.percent(session.place) - percent) <= 1
        assert session.text(Unit.SENTENCE)
        assert pieces.bytes - before < 300_000
    assert session.block.text.startswith("29999 ")
    assert not session.move(Unit.BLOCK, 1)
    assert session.move(Unit.BLOCK, -1)
    assert session.move(Unit.BLOCK, -1)
    assert session.block.text.startswith("29998 ")
    assert not session.move(Unit.HEADING, 1)
    assert session.move(Unit.HEADING, -1)
    assert session.place == Place()


class Counting(Held):
    """Counts the bytes that were read."""

    bytes = 0

    def read(self, start, stop):
        self.bytes += stop - start
        return super().read(start, stop)


def test_going_through_it_forth_and_back_meets_every_paragraph_once():
    publication = from_memory(book(4000).encode(), "book.txt")
    session = ReadingSession(publication)
    forth = [session.block.text]
    while session.move(Unit.BLOCK, 1):
        forth.append(session.block.text)
    back = [session.block.text]
    while session.move(Unit.BLOCK, -1):
        back.append(session.block.text)
    assert forth == back[::-1] == [block.text for block in publication.articles[0].blocks]


def test_rows_go_on_over_parts():
    publication = from_memory(book(3000).encode(), "book.txt")
    blocks = publication.articles[0].blocks
    one, other = (Layout(each, Style(60), "zh-Hans") for each in (blocks, tuple(blocks)))
    here, there = one.row_of(0, 0), other.row_of(0, 0)
    for _screen in range(40):
        here, there = one.move(here, 23), other.move(there, 23)
        assert [row.text for row in one.screen(here, 24)] == [row.text for row in other.screen(there, 24)]
    assert one.row(one.last).text == other.row(other.last).text


def test_a_place_is_kept_to_the_character_and_found_again():
    publication = from_memory(book(9000).encode(), "book.txt")
    place = Extent(publication).at(77)
    place = place._replace(offset=0)
    kept = stored.kept(publication, place)
    again = from_memory(book(9000).encode(), "book.txt")
    assert places.found(again, kept) == place
    longer = from_memory(("New.\n\n" * 10_000 + book(9000)).encode(), "book.txt")
    moved = places.nearest(longer, kept._replace(article=longer.articles[0].key))
    assert longer.articles[0].blocks[moved.block].text == publication.articles[0].blocks[place.block].text
    assert moved.offset == 0


def test_a_text_that_changes_underfoot_says_so_once():
    pieces = Growing(book(9000).encode())
    publication = long_text(pieces, "book.txt")
    reader = Reader(publication, MemoryStandIn(), OptionsStandIn())
    assert reader.run("next-paragraph").text.startswith("0 The ramp")
    pieces.is_changed = True
    pieces._data = pieces._data[: LONG // 2]
    said = [reader.run("end").text, reader.run("next-paragraph").text]
    changed = "book.txt has changed while it is read; open it again to read it as it is now."
    assert said[0].startswith(f"{changed} "), "and then what the key says"
    assert "changed while" not in said[1]
    reader.reading.session.go(Place(0, last_block(publication.articles[0].blocks), 10**6))
    for name in ("where", "previous-paragraph", "previous-page", "next-sentence", "start"):
        assert reader.run(name).text


def test_where_am_i_says_that_it_has_not_counted():
    reader = Reader(from_memory(book(4000).encode(), "book.txt"), MemoryStandIn(), OptionsStandIn())
    reader.reading.session.go(Extent(reader.reading.publication).at(40))
    assert reader.run("where").text == "book, article 1 of 1: 盲道 Tactile paving; paragraph; about 40%"


def test_only_long_texts_are_read_in_parts():
    assert not isinstance(open_bytes(book(10).encode(), "a.txt").articles[0].blocks, LazyBlocks)
    assert isinstance(open_bytes(book(3000).encode(), "a.txt").articles[0].blocks, LazyBlocks)
    assert re.fullmatch("[0-9a-f]{16}", open_bytes(book(3000).encode(), "a.txt").key)


@given(st.text("ab\n", max_size=60), st.integers(1, 9))
def test_a_text_in_pieces_is_the_text_and_each_but_the_last_ends_where_it_may(text, size):
    with mock.patch.object(cutting, "_PIECE", size):
        made = list(cutting.pieces(text, "a\n"))
    assert "".join(made) == text
    assert all(piece.endswith("a\n") and len(piece) > size for piece in made[:-1])


def test_threads_that_read_and_look_at_once_do_not_disturb_each_other():
    """Somebody types what is looked for while a search goes through the text and the screen shows it."""
    publication = long_text(Held(("A line of it.\n\n" * 40).encode()), "book.txt", part=64)
    blocks = publication.articles[0].blocks
    assert isinstance(blocks, LazyBlocks)
    everything = list(blocks.numbered())
    before = sys.getswitchinterval()

    def busy(seed: int) -> None:
        chance = random.Random(seed)
        for _each in range(400):
            number, block = chance.choice(everything)
            assert blocks[number] == block
            word = f"line{chance.randrange(200)}"[: chance.randrange(1, 8)]
            next(blocks.holding(word, number, 1), None)

    try:
        sys.setswitchinterval(1e-6)
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(busy, range(4)))
    finally:
        sys.setswitchinterval(before)


def test_it_is_told_how_far_a_text_is_that_is_put_away():
    """It is one article, of which nothing else is told for as long as it takes."""
    publication, told = from_memory("\n\n".join([ENGLISH] * 40_000).encode(), "long.txt"), []
    with listening(told.append):
        assert len(b"".join(stored.pieces(publication))) > 40_000 * len(ENGLISH)
    assert len(told) > 30
    assert told == sorted(told)
    assert max(later - earlier for earlier, later in pairwise(told)) < 0.05

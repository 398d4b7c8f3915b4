"""The library: what it remembers, what it finds again, and what it survives."""

import json
import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.make import OptionsStandIn, VoiceStandIn, article, press, publication
from tui import library
from tui.core.publication import (
    Article,
    Block,
    Byline,
    Doubt,
    Foreign,
    Kind,
    Link,
    Page,
    Place,
    Publication,
    Recording,
    Sound,
    Span,
)
from tui.core.reader import Reader
from tui.core.reading import Memory
from tui.core.shelf import Highlight
from tui.errors import LibraryError
from tui.fetch import Source
from tui.keeping.chosen import entry
from tui.keeping.librarian import Librarian
from tui.library import Library, database, highlights, open_library, places, schema, sealed, stored, subscriptions
from tui.library.known import Known

unix = pytest.mark.skipif(os.name != "posix", reason="signals, limits and users of Unix")

FIRST = "盲道被变电箱占用，已重新铺设盲道，市人大常委会副主任率队走访，再次进行跟踪督办。"
SECOND = "代表建议工作是人大的重点工作之一，也是做好监督工作的重要抓手，推动有关问题解决。"
PAGE = publication(("# 盲道", FIRST, SECOND), ("# 第二篇", "一切发展，都与改革相连。必须走出舒适区，改革后的高新区。"))
SOURCE = Source("页".encode(), "page.txt", "/papers/page.txt")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mangdao" / "library.sqlite"


def changed(**articles_by_key):
    """The page as it is printed again: another key, some articles with other blocks."""
    made = tuple(articles_by_key.get(each.key, each) for each in PAGE.articles)
    return PAGE._replace(key="again", articles=tuple(each for each in made if each is not None))


def test_it_is_a_memory():
    memory: Memory = Library()
    assert memory.warning == ""


def test_everything_is_there_after_opening_again(path):
    before = Library(path)
    before.remember(PAGE, SOURCE)
    before.keep_place(PAGE, Place(0, 2, 7))
    mark = before.add_bookmark(PAGE, Place(1, 1, 3), "都与改革")
    before.mark_read(PAGE, "key0", True)
    before.close()
    after = Library(path)
    assert after.place(PAGE) == Place(0, 2, 7)
    assert after.bookmarks(PAGE) == [mark]
    assert after.read_articles(PAGE) == {"key0"}
    assert after.cached(SOURCE) == PAGE
    assert [recent[:4] for recent in after.recent()] == [("publication", PAGE.title, "page.txt", "/papers/page.txt")]
    after.remove_bookmark(mark.id)
    after.mark_read(PAGE, "key0", False)
    assert after.bookmarks(PAGE) == []
    assert after.read_articles(PAGE) == frozenset()


def test_nothing_is_known_of_what_was_never_opened():
    memory = Library()
    assert memory.place(PAGE) is None
    assert memory.bookmarks(PAGE) == []
    assert memory.cached(SOURCE) is None
    assert memory.recent() == []


def test_the_last_opened_comes_first_and_what_was_piped_in_not_at_all(monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(library.time, "time", lambda: next(clock))
    memory = Library()
    for key in "abab-":
        memory.remember(PAGE._replace(key=key), SOURCE._replace(path=key))
    assert [recent.key for recent in memory.recent()] == ["b", "a"]


def test_bookmarks_come_in_the_order_of_the_text():
    memory = Library()
    for place in (Place(1, 1, 0), Place(0, 1, 5), Place(0, 1, 0)):
        memory.add_bookmark(PAGE, place, str(place))
    assert [mark.place for mark in memory.bookmarks(PAGE)] == [Place(0, 1, 0), Place(0, 1, 5), Place(1, 1, 0)]


def test_bookmarks_are_looked_for_once_until_others_change_them(path, monkeypatch):
    looked, look = [], sealed.marks
    monkeypatch.setattr(sealed, "marks", lambda *given: looked.append(given) or look(*given))
    memory, other = Library(path), Library(path)
    assert memory.bookmarks(PAGE) == []
    own = [memory.add_bookmark(PAGE, Place(1, 1, at), str(at)) for at in (2, 0, 1)]
    assert memory.bookmarks(PAGE) == [own[1], own[2], own[0]]
    memory.remove_bookmark(own[1].id)
    assert memory.bookmarks(PAGE) == [own[2], own[0]]
    assert len(looked) == 1
    foreign = other.add_bookmark(PAGE, Place(0, 1, 1), "foreign")
    last = memory.add_bookmark(PAGE, Place(1, 1, 3), "last")
    assert memory.bookmarks(PAGE) == [foreign, own[2], own[0], last]
    other.move_bookmarks(PAGE, {foreign.id: Place(1, 1, 4)})
    assert memory.bookmarks(PAGE) == [own[2], own[0], last, foreign._replace(place=Place(1, 1, 4))]


def test_highlights_are_looked_for_once_until_others_change_them(path, monkeypatch):
    looked, look = [], sealed.marks
    monkeypatch.setattr(sealed, "marks", lambda *given: looked.append(given) or look(*given))
    at_work, other = Librarian(Library(path)), Librarian(Library(path))
    assert at_work.highlights(PAGE) == []
    own = [at_work.keep_highlight(PAGE, Highlight(0, Place(1, 1, at), str(at))) for at in (2, 0, 1)]
    noted = at_work.keep_highlight(PAGE, own[0]._replace(note="why"))
    at_work.remove_highlight(own[1].id)
    assert at_work.highlights(PAGE) == [own[2], noted]
    assert len(looked) == 1
    foreign = other.keep_highlight(PAGE, noted._replace(note="because"))
    assert at_work.highlights(PAGE) == [own[2], foreign]
    at_work.library.do("DELETE FROM highlights WHERE id = ?", foreign.id)
    assert at_work.highlights(PAGE) == [own[2]]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (PAGE, Place(0, 2, 7)),
        (changed(key0=article(0, "# 盲道", "新的一段。", FIRST, SECOND)), Place(0, 3, 7)),
        (changed(key0=article(0, "# 盲道", FIRST + SECOND)), Place(0, 1, len(FIRST) + 7)),
        (changed(key0=article(0, "# 盲道", FIRST, "昨天，" + SECOND)), Place(0, 2, 10)),
        (changed(key0=article(0, "# 盲道", FIRST, SECOND[:20] + "，今天。")), Place(0, 2, 7)),
        (changed(key0=article(7, "# 另一篇", SECOND)), Place(0, 1, 7)),
        (PAGE._replace(articles=PAGE.articles[::-1]), Place(1, 2, 7)),
        (changed(key0=article(0, "# 盲道", FIRST, "全都不同了。")), Place(0, 2, 0)),
        (changed(key0=article(0, "# 盲道")), Place(0, 0, 0)),
        (changed(key0=None), Place(0, 0, 0)),
        (PAGE._replace(articles=()), None),
    ],
    ids=[
        "same",
        "block before",
        "joined",
        "words before",
        "words after",
        "article's key",
        "moved",
        "other words",
        "block gone",
        "article gone",
        "empty",
    ],
)
def test_a_place_is_found_again(now, expected):
    memory = Library()
    memory.keep_place(PAGE, Place(0, 2, 7))
    assert memory.place(now._replace(key=PAGE.key)) == expected


def test_the_nearest_of_several_is_found():
    again = "同样的一句话，说了三遍。"
    before = publication(("# 一", again * 3))
    after = publication(("# 一", "前面。" + again * 3))
    memory = Library()
    memory.keep_place(before, Place(0, 1, len(again)))
    assert memory.place(after) == Place(0, 1, len(again) + 3)


def test_in_an_article_that_is_empty_now_its_beginning_is_the_place():
    before, empty = publication(("# 一", "盲道通了，缓坡已建好。")), publication(("# 一", "缓坡。"))
    memory = Library()
    memory.keep_place(before, Place(0, 1, 3))
    assert memory.place(empty._replace(articles=(before.articles[0]._replace(blocks=()),))) == Place()


def test_a_changed_file_inherits(path):
    memory = Library(path)
    memory.remember(PAGE, SOURCE)
    memory.keep_place(PAGE, Place(0, 2, 7))
    memory.add_bookmark(PAGE, Place(1, 1, 3), "都与改革")
    memory.mark_read(PAGE, "key1", True)
    new = changed(key0=article(0, "# 盲道", "新的一段。", FIRST, SECOND))
    memory.remember(new, SOURCE._replace(data=b"new"))
    assert memory.place(new) == Place(0, 3, 7)
    assert [mark[1:] for mark in memory.bookmarks(new)] == [(Place(1, 1, 3), "都与改革")]
    assert memory.read_articles(new) == {"key1"}
    memory.keep_place(new, Place(0, 0, 0))
    memory.remember(new, SOURCE._replace(data=b"new"))
    assert memory.place(new) == Place(0, 0, 0)


@pytest.mark.parametrize("path", ["/papers/page.txt", "-"])
def test_another_text_under_the_same_name_inherits_nothing(path):
    memory = Library()
    source = SOURCE._replace(path=path)
    memory.remember(PAGE, source)
    memory.keep_place(PAGE, Place(1, 1, 3))
    memory.add_bookmark(PAGE, Place(1, 1, 3), "都与改革")
    other = Publication("other", "Tomorrow", (article(8, "# Tomorrow", "Everything is different today."),))
    memory.remember(other, source)
    assert memory.place(other) is None
    assert memory.bookmarks(other) == []


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
SPANS = st.lists(st.builds(Span, st.integers(0, 9), st.integers(0, 9)), max_size=3).map(tuple)
PLACES = st.builds(Place, *[st.integers(0, 9)] * 3)
LINKS = st.lists(st.builds(Link, st.integers(0, 9), st.integers(0, 9), WORDS, st.none() | PLACES), max_size=2).map(
    tuple
)
NUMBERS = st.integers(0, 6)
FOREIGN = st.lists(st.builds(Foreign, NUMBERS, NUMBERS, WORDS), max_size=2).map(tuple)
SECONDS = st.floats(0, 1e6)
SOUNDS = st.lists(st.builds(Sound, WORDS, SECONDS, SECONDS), max_size=2).map(tuple)
RECORDINGS = st.lists(st.builds(Recording, NUMBERS, NUMBERS, SOUNDS, SECONDS, SECONDS), max_size=2).map(tuple)
BLOCKS = st.builds(
    Block, WORDS, st.sampled_from(list(Kind)), SPANS, WORDS, WORDS, NUMBERS, st.booleans(), LINKS, FOREIGN, RECORDINGS
)
ARTICLES = st.builds(
    article(0)._replace,
    key=WORDS,
    title=WORDS,
    level=NUMBERS,
    blocks=st.lists(BLOCKS, max_size=4).map(tuple),
    kind=WORDS,
    dateline=WORDS,
    date=WORDS,
    bylines=st.lists(st.builds(Byline, st.lists(WORDS).map(tuple), WORDS, WORDS, WORDS), max_size=3).map(tuple),
)
PUBLICATIONS = st.builds(
    Publication,
    WORDS,
    WORDS,
    st.lists(ARTICLES, max_size=4).map(tuple),
    WORDS,
    st.dictionaries(WORDS, WORDS | st.integers()),
    st.lists(BLOCKS, max_size=3).map(tuple),
    WORDS,
    st.lists(st.builds(Doubt, st.integers(0), st.floats(allow_nan=False), WORDS, WORDS), max_size=3).map(tuple),
    st.lists(st.builds(Page, WORDS, PLACES), max_size=2).map(tuple),
)


@settings(deadline=None)
@given(PUBLICATIONS)
def test_what_is_packed_is_unpacked(publication):
    assert stored.unpacked(stored.packed(publication)) == publication
    assert json.loads(stored.packed(publication))


# Of few phrases and keys, so that much of one is in the other.
PHRASES = st.lists(st.sampled_from(("盲道", "通了。", "缓坡已建好，", "a", "Where?")), min_size=1, max_size=6).map(
    "".join
)
PARAGRAPHS = st.lists(PHRASES.map(lambda text: Block(text, Kind.PARAGRAPH)), max_size=4).map(tuple)
ALIKE = st.lists(st.tuples(st.sampled_from("abc"), PARAGRAPHS), max_size=4).map(
    lambda made: PAGE._replace(articles=tuple(Article(key, "", blocks) for key, blocks in made))
)


@settings(deadline=None)
@given(ALIKE, ALIKE, st.tuples(*[st.integers(-1, 50)] * 3))
def test_a_place_found_again_exists(before, now, place):
    found = places.nearest(now, stored.kept(before, Place(*place)))
    if found is None:
        assert not now.articles
        return
    blocks = now.articles[found.article].blocks
    assert (found.block, found.offset) == (0, 0) or 0 <= found.offset <= len(blocks[found.block].text)


def test_what_another_parser_made_is_not_used(monkeypatch):
    memory = Library()
    memory.remember(PAGE, SOURCE)
    assert memory.cached(SOURCE) == PAGE
    assert memory.cached(SOURCE._replace(name="other.txt")) is None
    assert memory.cached(SOURCE._replace(data=b"other")) is None
    monkeypatch.setattr(library, "code_stamp", lambda: "another version")
    assert memory.cached(SOURCE) is None
    memory.remember(PAGE, SOURCE)
    assert memory.cached(SOURCE) == PAGE


def test_a_flipped_bit_in_what_was_parsed_is_noticed(path):
    memory = Library(path)
    memory.remember(PAGE, SOURCE)
    raw = sqlite3.connect(path)
    raw.execute("UPDATE parsed SET content = CAST(replace(content, '盲道', '盲遄') AS BLOB)")
    raw.commit()
    raw.close()
    assert memory.cached(SOURCE) is None


def test_only_so_many_are_kept_parsed(monkeypatch):
    monkeypatch.setattr(library, "_PARSED", 2)
    memory = Library()
    for number in range(4):
        memory.remember(PAGE, SOURCE._replace(data=bytes([number])))
    known = [memory.cached(SOURCE._replace(data=bytes([number]))) for number in range(4)]
    assert known == [None, None, PAGE, PAGE]


def test_an_older_library_is_brought_up_to_date(path, monkeypatch):
    old = Library(path)
    old.keep_place(PAGE, Place(0, 1, 1))
    old.close()
    before = schema.MIGRATIONS
    monkeypatch.setattr(database, "VERSION", len(before) + 1)
    monkeypatch.setattr(schema, "MIGRATIONS", (*before, "ALTER TABLE places ADD COLUMN note TEXT; "))
    new = sqlite3.connect(path)
    database.connect(str(path)).close()
    assert new.execute("SELECT note FROM places").fetchall() == [(None,)]
    assert new.execute("PRAGMA user_version").fetchone() == (len(before) + 1,)
    new.close()


def test_a_newer_library_is_left_alone(path):
    Library(path).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.execute("UPDATE made SET version = 99, seal = ?", (stored.seal(99),))
    raw.commit()
    raw.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="newer version"):
        Library(path)
    memory, warning = open_library(path)
    assert "newer version" in warning
    memory.keep_place(PAGE, Place(1))
    assert memory.place(PAGE) == Place(1)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(path):
    path.parent.mkdir()
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE places (x)")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    memory, warning = open_library(path)
    assert "another program" in warning
    memory.keep_place(PAGE, Place(1))
    assert path.read_bytes() == before


def filled(path):
    memory = Library(path)
    for number in range(40):
        page = PAGE._replace(key=f"page{number}")
        memory.remember(page, SOURCE._replace(data=bytes([number]), path=f"/papers/{number}"))
        memory.keep_place(page, Place(0, 2, number))
        memory.add_bookmark(page, Place(0, 1, 1), FIRST)
    memory.close()


def use(memory):
    """Everything that a reader does; answers with the place of the last page."""
    page = PAGE._replace(key="page39")
    memory.remember(page, SOURCE._replace(data=b"\x27", path="/papers/39"))
    memory.cached(SOURCE)
    memory.bookmarks(page)
    memory.read_articles(page)
    place = memory.place(page)
    memory.keep_place(page, Place(1, 1, 1))
    memory.mark_read(page, "key0", True)
    memory.add_bookmark(page, Place(1), "here")
    memory.recent()
    assert memory.place(page) == Place(1, 1, 1)
    return place


def damage_randomly(content, rng):
    return rng.randbytes(len(content))


def truncate(content, rng):
    return content[: rng.randrange(1, len(content))]


def wipe_pages(content, rng):
    pages = bytearray(content)
    for page in rng.sample(range(1, len(pages) // 4096), len(pages) // 4096 // 2):
        pages[page * 4096 : page * 4096 + 4096] = bytes(4096)
    return bytes(pages)


def flip_bits(content, rng):
    flipped = bytearray(content)
    for _flip in range(200):
        flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
    return bytes(flipped)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("damage", [damage_randomly, truncate, wipe_pages, flip_bits])
def test_a_damaged_library_goes_on(path, damage, seed):
    filled(path)
    damaged = damage(path.read_bytes(), random.Random(seed))
    path.write_bytes(damaged)
    memory, warning = open_library(path)
    use(memory)
    memory.close()
    again, _warning = open_library(path)
    assert again.place(PAGE._replace(key="page39")) == Place(1, 1, 1)
    again.close()
    asides = [each for each in path.parent.iterdir() if each.name.startswith("library.sqlite.damaged-1")]
    if damage is damage_randomly or damage is truncate:
        assert "damaged" in warning
        assert str(asides[0]) in warning
    assert all(each.stat().st_size for each in asides if not each.name.endswith(("-wal", "-shm")))


def flip(content, offset, bit):
    flipped = bytearray(content)
    flipped[offset] ^= 1 << bit
    return bytes(flipped)


@pytest.mark.parametrize("seed", range(4))
def test_no_flipped_bit_makes_a_place_go_unnoticed(path, seed):
    """One bit in the pages of places and of their index: the place is right, or the one before it, or that is told."""
    filled(path)
    page = PAGE._replace(key="page39")
    kept = Library(path)
    kept.keep_place(page, Place(0, 1, 5))
    kept.keep_place(page, Place(1, 1, 1))
    roots = kept.rows("SELECT rootpage FROM sqlite_master WHERE name LIKE '%places%' AND rootpage")
    kept.close()
    content, rng = path.read_bytes(), random.Random(seed)
    for _round in range(40):
        (root,) = rng.choice(roots)
        path.write_bytes(flip(content, (root - 1) * 4096 + rng.randrange(4096), rng.randrange(8)))
        memory, warning = open_library(path)
        place = memory.place(page)
        told = warning or memory.warning
        memory.close()
        assert place == Place(1, 1, 1) or (place == Place(0, 1, 5) and told) or (place is None and "damaged" in told)
        for each in path.parent.iterdir():
            each.unlink()


@pytest.mark.parametrize("table", ["bookmarks", "bookmarks_again"])
@pytest.mark.parametrize("change", ["name = 'else'", "offset = 7", "publication = 'else'", "created = 1", "text = 3"])
def test_a_damaged_bookmark_is_put_right_from_its_copy(path, table, change):
    memory = Library(path)
    marks = [memory.add_bookmark(PAGE, Place(0, 1, 1), FIRST), memory.add_bookmark(PAGE, Place(1, 1, 3), "都")]
    memory.rows(f"UPDATE {table} SET {change} WHERE id = ?", marks[0].id)
    assert memory.bookmarks(PAGE) == marks
    assert bool(memory.warning) == (table == "bookmarks")
    memory.take_warning()
    assert memory.bookmarks(PAGE) == marks
    assert memory.warning == ""
    memory.remove_bookmark(marks[0].id)
    assert memory.bookmarks(PAGE) == marks[1:]


def test_of_a_bookmark_that_is_damaged_twice_the_rest_is_shown_and_told(path):
    memory = Library(path)
    mark = memory.add_bookmark(PAGE, Place(0, 1, 1), FIRST)
    for table in ("bookmarks", "bookmarks_again"):
        memory.rows(f"UPDATE {table} SET name = 'else'")
    assert memory.bookmarks(PAGE) == [mark._replace(name="else")]
    assert "what can be read" in memory.warning


def test_a_moved_bookmark_keeps_its_seal(path):
    memory = Library(path)
    mark = memory.add_bookmark(PAGE, Place(0, 1, 1), FIRST)
    memory.move_bookmarks(PAGE, {mark.id: Place(0, 2, 2)})
    assert memory.bookmarks(PAGE) == [mark._replace(place=Place(0, 2, 2))]
    assert memory.warning == ""


@pytest.mark.parametrize(
    "sql", [f"PRAGMA user_version = {database.VERSION + 1}", "PRAGMA user_version = 2", "PRAGMA application_id = 7"]
)
def test_a_flipped_bit_in_the_head_of_the_file_is_damage_and_nothing_else(path, sql):
    filled(path)
    raw = sqlite3.connect(path)
    raw.execute(sql)
    raw.close()
    memory, warning = open_library(path)
    assert "was damaged" in warning
    assert use(memory) == Place(0, 2, 39)


@pytest.mark.parametrize("version", range(1, database.VERSION))
def test_every_older_version_is_brought_up_to_date_whole(path, version):
    """The file is made by the schema of its time."""
    path.parent.mkdir()
    raw = sqlite3.connect(path, isolation_level=None)
    for migration in schema.MIGRATIONS[:version]:
        raw.executescript(migration)
    raw.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    raw.execute(f"PRAGMA user_version = {version}")
    raw.execute("INSERT INTO publications VALUES (?, 'T', 'page.txt', '/papers/page.txt', 1, 2)", (PAGE.key,))
    place = tuple(stored.kept(PAGE, Place(0, 2, 7)))[:5]  # as they were kept then
    columns = {table: f"{names}, seal" if version >= 4 else names for table, names in stored.SEALED.items()}
    rows = {"places": (), "bookmarks": ("mark", 5.25), "highlights": ("it", "idea", "why", 5.0)}
    for table, rest in list(rows.items())[: 3 if version >= 3 else 2]:
        values = (PAGE.key, *place, *rest)
        values += (stored.seal(*values),) if version >= 4 else ()
        raw.execute(f"INSERT INTO {table} ({columns[table]}) VALUES ({', '.join('?' * len(values))})", values)
    raw.execute("INSERT INTO read_articles VALUES (?, 'key0')", (PAGE.key,))
    if version >= 3:
        sql = (
            "INSERT INTO subscriptions (source, title, checked, problem) VALUES ('https://papers.example/', 'P', 0, '')"
        )
        raw.execute(sql)
    raw.close()
    memory = Library(path)
    assert memory.place(PAGE) == Place(0, 2, 7)
    assert [mark[1:] for mark in memory.bookmarks(PAGE)] == [(Place(0, 2, 7), "mark")]
    assert memory.read_articles(PAGE) == {"key0"}
    if version >= 3:
        assert [each[1:] for each in Known(memory, "highlights", highlights.made).of(PAGE)] == [
            (Place(0, 2, 7), "it", "idea", "why")
        ]
        assert [each.title for each in subscriptions.listed(memory)] == ["P"]
    assert memory.warning == ""
    assert memory.rows("PRAGMA integrity_check") == [("ok",)]
    assert memory.rows("SELECT count(*) FROM bookmarks_again") == [(1,)]
    memory.close()


def test_what_can_be_read_of_a_damaged_library_is_kept(path):
    """The cache, by far the most of it, is lost; places are not."""
    filled(path)
    raw = sqlite3.connect(path)
    roots = dict(raw.execute("SELECT name, rootpage FROM sqlite_master"))
    raw.close()
    content = bytearray(path.read_bytes())
    content[(roots["parsed"] - 1) * 4096 : roots["parsed"] * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    memory, _warning = open_library(path)
    assert use(memory) == Place(0, 2, 39)
    assert "damaged" in memory.warning
    assert len(memory.recent()) == 40
    assert len(memory.bookmarks(PAGE._replace(key="page7"))) == 1


def test_the_second_damage_gets_its_own_name(path):
    path.parent.mkdir()
    for number in (1, 2):
        path.write_bytes(b"no database at all" * 100)
        memory, warning = open_library(path)
        memory.close()
        assert f"library.sqlite.damaged-{number}" in warning


@pytest.mark.skipif(os.name != "posix", reason="files of Unix")
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_file_cannot_hold_a_library_and_nobody_waits_for_it(tmp_path, kind):
    path = tmp_path / "library"
    os.mkfifo(path) if kind == "pipe" else path.symlink_to("/dev/zero")
    memory, warning = open_library(path)
    assert "cannot be opened" in warning
    assert use(memory) is None


@pytest.mark.parametrize("where", ["below a file", "a folder", "empty name"])
def test_a_place_that_cannot_hold_a_library(tmp_path, where):
    (tmp_path / "file").touch()
    path = {"below a file": tmp_path / "file" / "x" / "library", "a folder": tmp_path, "empty name": "a\0b"}[where]
    with pytest.raises(LibraryError):
        Library(path)
    memory, warning = open_library(path)
    assert warning.endswith(".")
    assert use(memory) is None


READ_ONLY = """
import os, sys
from tui.core.publication import Place
from tui.library import open_library
from tests.test_library import PAGE
if os.geteuid() == 0: os.setuid(65534)
memory, warning = open_library(sys.argv[1])
page = PAGE._replace(key="page39")
print(memory.place(page)); print(warning)
memory.keep_place(page, Place(1)); print(memory.place(page))
"""


@unix
@unix
@pytest.mark.parametrize(
    ("go", "found"),
    [
        (lambda path: path.rename(path.with_name("elsewhere")), 1),
        (lambda path: path.unlink(), 1),
        (lambda path: shutil.rmtree(path.parent), 1),
        (lambda path: path.with_name("before").rename(path), 2),
    ],
    ids=["moved", "deleted", "deleted with its folder", "replaced"],
)
def test_what_is_done_once_a_library_has_gone_is_kept_where_it_was(tmp_path, go, found):
    path = tmp_path / "folder" / "library.sqlite"
    memory = Library(path)
    memory.add_bookmark(PAGE, Place(0, 1, 1), "first")
    with closing(sqlite3.connect(path)) as other, closing(sqlite3.connect(path.with_name("before"))) as before:
        other.backup(before)
    memory.add_bookmark(PAGE, Place(0, 2, 2), "only in the log")
    go(path)
    memory.keep_place(PAGE, Place(1))
    assert "was moved, deleted or replaced" in memory.take_warning()
    memory.add_bookmark(PAGE, Place(1), "last")
    assert memory.take_warning() == ""
    memory.close()
    with closing(Library(path)) as again:
        assert again.place(PAGE) == Place(1)
        assert [mark.name for mark in again.bookmarks(PAGE)] == ["first", "last"][-found:]
        assert again.do("PRAGMA integrity_check") == [("ok",)]
    if path.with_name("elsewhere").exists():
        with closing(Library(path.with_name("elsewhere"))) as old:
            assert len(old.bookmarks(PAGE)) == 2


@pytest.mark.parametrize(
    ("closed", "folder"), [(True, 0o555), (False, 0o555), (True, 0o777)], ids=["closed", "with a log", "beside others"]
)
def test_a_read_only_library_is_read(closed, folder):
    """As nobody when the tests run as root, because root may write everything. Nothing stays beside it, for its owner
    could not write in a log of somebody else's."""
    path = Path(tempfile.mkdtemp()) / "library.sqlite"  # nobody may not enter the folders of pytest
    try:
        filled(path)
        kept = Library(path)
        if closed:
            kept.close()
        modes, beside = [(path, 0o444), (path.parent, folder)], set(path.parent.iterdir())
        for each, mode in modes:
            each.chmod(mode)
        project = str(Path(__file__).parent.parent)
        done = subprocess.run([sys.executable, "-c", READ_ONLY, path], capture_output=True, text=True, cwd=project)
        assert done.stderr == ""
        place, warning, then = done.stdout.splitlines()
        assert place == str(Place(0, 2, 39))
        assert "not kept" in warning
        assert then == str(Place(1))
        assert set(path.parent.iterdir()) == beside
    finally:
        path.parent.chmod(0o755)
        for each in path.parent.iterdir():
            each.unlink()
        path.parent.rmdir()


FULL_DISK = """
import resource, signal, sys
from tui.core.publication import Place
from tui.library import open_library
from tests.test_library import PAGE
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
memory, warning = open_library(sys.argv[1])
assert not warning
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
warnings = 0
for number in range(400):
    memory.add_bookmark(PAGE, Place(0, 1, 1), "x" * 1000)
    memory.keep_place(PAGE, Place(0, 2, number % 30))
    warnings += bool(memory.warning)
    memory.take_warning()
print(warnings)
"""


@unix
def test_a_full_disk_is_told_once(path):
    """The size of files is limited instead of the disk's."""
    filled(path)
    before = Library(path)
    before.keep_place(PAGE, Place(0, 1, 1))
    before.close()
    limit = str(path.stat().st_size + 100_000)
    project = str(Path(__file__).parent.parent)
    done = subprocess.run([sys.executable, "-c", FULL_DISK, path, limit], capture_output=True, text=True, cwd=project)
    assert (done.stdout, done.stderr) == ("1\n", "")
    after, warning = open_library(path)
    assert warning == ""
    assert after.place(PAGE).article == 0
    assert use(after) == Place(0, 2, 39)


def test_no_room_for_more_pages_is_told_once_and_forgotten_when_there_is(path):
    memory = Library(path)
    memory._connection.execute("PRAGMA max_page_count = 12")
    for _mark in range(30):
        memory.add_bookmark(PAGE, Place(0, 1, 1), "x" * 3000)
    assert "full" in memory.warning
    assert memory.add_bookmark(PAGE, Place(0, 1, 1), "x" * 3000).id == 0
    memory.take_warning()
    memory._connection.execute("PRAGMA max_page_count = 1000")
    assert memory.add_bookmark(PAGE, Place(0, 1, 1), "here").id > 0
    assert memory.warning == ""


def test_no_room_when_it_is_opened(path, monkeypatch):
    real = sqlite3.connect

    def crammed(*arguments, **keywords):
        connection = real(*arguments, **keywords)
        if arguments[0] != ":memory:":
            connection.execute("PRAGMA max_page_count = 2")
        return connection

    monkeypatch.setattr(database.sqlite3, "connect", crammed)
    memory, warning = open_library(path)
    assert "full" in warning
    use(memory)


KEEP = """
import sys
from tui.core.publication import Place
from tui.library import Library
from tests.test_library import PAGE
memory = Library(sys.argv[1])
page = PAGE._replace(key=sys.argv[2])
for number in range(int(sys.argv[3])):
    memory.keep_place(page, Place(0, 0, number))
    assert not memory.warning, memory.warning
    print(number, flush=True)
memory.close()
"""


def keeper(path, key, count):
    return subprocess.Popen(
        [sys.executable, "-c", KEEP, path, key, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )


@unix
def test_kill_loses_nothing(path):
    rng = random.Random(1)
    for _round in range(8):
        with keeper(path, "page", 100_000) as process:
            told = 0
            for line in process.stdout:
                told = int(line)
                if told >= rng.randrange(1, 300):
                    process.send_signal(signal.SIGKILL)
            process.wait()
        memory, warning = open_library(path)
        assert warning == ""
        kept = memory._kept_place("page")
        assert kept.offset in (told, told + 1)
        assert memory.rows("PRAGMA integrity_check") == [("ok",)]
        memory.close()


def test_two_readers_write_at_once(path):
    with keeper(path, "one", 300) as first, keeper(path, "two", 300) as second:
        assert first.stdout.read().split()[-1] == second.stdout.read().split()[-1] == "299"
    assert (first.returncode, second.returncode) == (0, 0)
    memory = Library(path)
    assert memory._kept_place("one").offset == memory._kept_place("two").offset == 299


def test_readers_that_make_the_library_at_once(tmp_path):
    """Each finds it either not yet there or whole."""
    together = threading.Barrier(4)

    def open_and_keep(path):
        together.wait()
        memory, warning = open_library(path)
        memory.keep_place(PAGE, Place(1))
        memory.close()
        return warning or memory.warning

    with ThreadPoolExecutor(4) as pool:
        for number in range(30):
            assert list(pool.map(open_and_keep, [str(tmp_path / f"{number}.sqlite")] * 4)) == [""] * 4


def test_a_reader_that_cannot_write_does_not_wait_for_ever(path, monkeypatch):
    monkeypatch.setattr(database, "WAIT", 0.01)
    memory = Library(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    memory.keep_place(PAGE, Place(1))
    memory.catch_up()  # nobody's keys wait, but that it could not be kept is told
    assert "Another program" in memory.warning
    second, warning = open_library(path)
    assert "Another program" in warning
    second.keep_place(PAGE, Place(1))
    other.execute("ROLLBACK")
    memory.keep_place(PAGE, Place(1, 1))
    assert memory.place(PAGE) == Place(1, 1)


@pytest.mark.parametrize("ends", ["closed", "asked"])
def test_no_key_waits_while_another_program_writes(path, ends):
    memory = Library(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    memory.keep_place(PAGE, Place(1))
    memory.mark_read(PAGE, "one", True)
    memory.mark_read(PAGE, "one", False)
    memory.mark_read(PAGE, "two", True)
    memory.keep_place(PAGE, Place(1, 1))
    assert other.in_transaction, "the other one is still at it"
    other.execute("COMMIT")
    if ends == "closed":
        memory.close()
        memory = Library(path)
    assert memory.read_articles(PAGE) == {"two"}
    assert memory.place(PAGE) == Place(1, 1)
    assert memory.warning == ""
    assert memory.rows("SELECT count(*) FROM places") == [(1,)]


@unix
def test_what_people_read_is_theirs_alone(path):
    Library(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nothing_that_is_told_from_other_threads_is_lost():
    """Somebody takes what is to be told, over and over, while it is told."""
    memory, threads, heard = Library(), [], ""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for name in "abc":
            told = [f"{name}{number}." for number in range(300)]
            threads.append(threading.Thread(target=lambda told=told: [memory.tell(each) for each in told]))
            threads[-1].start()
        while any(thread.is_alive() for thread in threads):
            heard += f" {memory.take_warning()}"
    finally:
        sys.setswitchinterval(before)
    for thread in threads:
        thread.join()
    heard += f" {memory.take_warning()}"
    assert sorted(heard.split()) == sorted(f"{name}{number}." for name in "abc" for number in range(300))
    assert memory.warning == ""


@pytest.mark.parametrize(
    "content", [b"root:x:0:0:root:/root:/bin/bash\n", b"PK\3\4" + bytes(5000), bytes(range(256)) * 90]
)
def test_a_file_that_somebody_has_named_by_mistake_is_left_alone(tmp_path, content):
    path = tmp_path / "passwd"
    path.write_bytes(content)
    memory, sentence = open_library(path)
    memory.keep_place(PAGE, Place(1, 1, 1))
    memory.close()
    assert sentence == f"{path} is no library; name another file for the library."
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["passwd"]


def test_a_library_with_another_name_is_mended_whatever_of_its_head_is_lost(tmp_path):
    path = tmp_path / "mine"
    memory = Library(path)
    memory.keep_place(PAGE, Place(1, 1, 1))
    memory.close()
    path.write_bytes(bytes(50) + path.read_bytes()[50:])
    memory, sentence = open_library(path)
    memory.close()
    assert "was damaged" in sentence


def test_a_bookmark_for_which_the_disk_has_no_room_is_not_said_to_be_set(path):
    with closing(Library(path)) as library:
        text = publication(("# 盲道", *(f"第{number}段已建好。" * 20 for number in range(400))))
        reader = Reader(text, library, OptionsStandIn(), VoiceStandIn())
        library.do("PRAGMA max_page_count = 1")  # no more than there are
        said = next(reply for _each in range(400) if "Bookmark" not in (reply := press(reader, "p m").text))
        assert said.endswith("Nothing has changed.")
        assert press(reader, "m").text == "Nothing has changed.", "why was told before"
        library.do("PRAGMA max_page_count = 100000")
        assert press(reader, "m").text.startswith("Bookmark: ")


def test_who_names_an_entry_of_a_library_that_cannot_be_read_hears_why(tmp_path):
    memory, warning = open_library(tmp_path)
    with pytest.raises(LibraryError, match="cannot be opened") as told:
        entry(memory, "@1")
    assert str(told.value) == warning

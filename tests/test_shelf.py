"""The library of many publications: adding, listing, removing, searching, highlights, subscriptions."""

import os
import random
import shutil
import sqlite3
import time
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import large
from tests.make import publication
from tests.needs import PATIENCE, until
from tests.test_library import damage_randomly, flip_bits, truncate, wipe_pages
from tui import importers
from tui.core.listing import state
from tui.core.publication import Place
from tui.core.shelf import TRASH, Highlight, Subscription, Wanted
from tui.errors import LibraryError, ReaderError, SourceError, UsageError
from tui.export import opml
from tui.fetch import Newer, Source, fetch
from tui.importers import opml as importer
from tui.importers.long_book import LongBook
from tui.keeping import librarian, messenger, updating
from tui.keeping.afterwards import after_opening
from tui.keeping.background import ReaderShelf
from tui.keeping.chosen import chosen_of
from tui.keeping.intake import understood
from tui.keeping.librarian import Librarian
from tui.library import Library, database, everywhere, open_library, schema, shelf, stored, subscriptions, words

LONG = "代表建议工作是人大的重点工作之一，也是做好监督工作的重要抓手，推动有关问题解决。"


@pytest.fixture
def at_work(tmp_path):
    library = Library(tmp_path / "library.sqlite")
    yield Librarian(library)
    library.close()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "papers"
    made.mkdir()
    for name, text in (
        ("a.txt", "盲道通了，缓坡已建好。"),
        ("b.txt", "The library keeps your place."),
        ("c.txt", LONG),
    ):
        (made / name).write_text(text)
    return made


def titles(found):
    return [each.title for each in found]


def added(at_work, *sources):
    keys, problems = at_work.add_all([str(source) for source in sources])
    at_work.index_all()
    assert not problems
    return keys


def test_the_version_is_the_number_of_migrations():
    assert len(schema.MIGRATIONS) == database.VERSION


def test_a_few_of_many_are_listed_and_deleted_without_going_through_all():
    library, whole = Library(), 1000

    def steps(work):
        passed = []
        library._connected().set_progress_handler(lambda: passed.append(1), 10)
        work()
        library._connected().set_progress_handler(None, 0)
        return len(passed)

    for number in range(whole):
        name = f"{number}.txt"
        library.write("INSERT INTO publications VALUES (?, ?, ?, ?, 1, 0)", name, name, name, f"/{name}")
        library.write("INSERT INTO tags VALUES (?, ?)", name, f"tag {number % 100}")
        library.write("INSERT INTO issues VALUES (1, ?, ?, '', 1)", name, name)
    all_of_it = steps(lambda: shelf.listed(library))
    assert steps(lambda: shelf.listed(library, Wanted(tag="tag 7"))) < all_of_it / 2
    library.write("INSERT INTO trash SELECT key, 1 FROM publications LIMIT 500")
    assert steps(lambda: shelf.empty_trash(library)) < 10 * all_of_it
    assert [len(shelf.listed(library)), len(shelf.tags(library))] == [500, 100]
    assert library.rows("SELECT count(*) FROM issues WHERE fresh = 0") == [(500,)]


def test_marks_of_a_chapter_are_found_without_making_the_others(at_work, monkeypatch):
    data = large.markdown(10_000)
    book = importers.open_bytes(data, "long.md")
    places = [Place(number, 1, 0) for number in range(0, 50, 10)]
    for place in places:
        at_work.library.add_bookmark(book, place, "kept")
        at_work.keep_highlight(book, Highlight(0, place, "kept"))
    made, make = set(), LongBook._make
    monkeypatch.setattr(LongBook, "_make", lambda self, number: made.add(number) or make(self, number))
    again, later = importers.open_bytes(data, "long.md"), Librarian(at_work.library)
    made.clear()
    for found in (at_work.library.bookmarks, later.highlights):
        assert [mark.place for mark in found(again, 20)] == [places[2]]
        assert [mark.place for mark in found(again, 21)] == []
    assert made <= {20, 21, 22}, "what stands around a place may be in the next"
    for found in (at_work.library.bookmarks, later.highlights):
        assert [mark.place for mark in found(again)] == places


def test_a_folder_is_added_in_order_with_what_a_list_shows(at_work, folder):
    (folder / ".hidden.txt").write_text("hidden")
    (folder / "deep").mkdir()
    (folder / "deep" / "d.txt").write_text("deep down")
    added(at_work, folder)
    found = at_work.listed()
    assert titles(found) == ["a", "b", "c", "d"]
    assert (found[2].articles, found[2].characters, found[2].minutes) == (1, len(LONG), 1)
    assert not any(each.is_begun or each.read for each in found)


def test_what_was_added_is_read_without_its_file(at_work, folder):
    (key,) = added(at_work, folder / "a.txt")
    (folder / "a.txt").unlink()
    assert at_work.open(key).articles[0].blocks[0].text == "盲道通了，缓坡已建好。"
    assert at_work.listed()[0].key == key


def test_what_cannot_be_read_is_told_and_the_rest_is_added(at_work, folder):
    (folder / "b.txt").write_bytes(b"\0\1\2\3")
    shares = []
    sources = [str(folder), str(folder / "nothing.txt")]
    keys, problems = at_work.add_all(sources, lambda done, count: shares.append(done / count if count else 0))
    assert 0.5 < max(shares) < 1, "who hears that all is done is not told then that it failed"
    assert (len(keys), len(problems)) == (2, 2)
    assert all(str(problem).endswith(".") for problem in problems)


@pytest.mark.parametrize("after", range(4))
def test_interrupted_adding_leaves_nothing(at_work, folder, after):
    def interrupt(done, count):
        if done == after:
            raise KeyboardInterrupt

    if after < 3:
        with pytest.raises(KeyboardInterrupt):
            at_work.add_all([str(folder)], interrupt)
        assert not len(at_work.listed())
        assert at_work.library.rows("SELECT * FROM texts") == []
    added(at_work, folder)
    assert titles(at_work.listed()) == ["a", "b", "c"]


def test_a_changed_file_is_one_entry_and_hands_on_what_was_left_in_it(at_work, folder):
    (key,) = added(at_work, folder / "c.txt")
    old = at_work.open(key)
    at_work.library.keep_place(old, Place(0, 0, 12))
    at_work.keep_highlight(old, Highlight(0, Place(0, 0, 16), LONG[16:30], "idea", "why?"))
    at_work.tag(key, ["people"])
    (folder / "c.txt").write_text("昨天。" + LONG)
    (again,) = added(at_work, folder / "c.txt")
    assert again != key
    (entry,) = at_work.listed()
    assert (entry.key, entry.tags) == (again, ("people",))
    new = at_work.open(again)
    assert at_work.library.place(new) == Place(0, 0, 15)
    ((place, text, category, note),) = [each[1:] for each in at_work.highlights(new)]
    assert (place, text, category, note) == (Place(0, 0, 19), LONG[16:30], "idea", "why?")
    assert [hit.key for hit in at_work.search("抓手")] == [again]


@pytest.mark.parametrize("is_added", [True, False])
def test_the_same_text_elsewhere_or_in_another_format_hands_on_what_was_left_in_it(at_work, tmp_path, is_added):
    """A file that was moved and put right, and a book as Word has it."""
    pages = tmp_path / "Quay.html"
    pages.write_bytes(large.html(120).replace(b"<title>Quay", b"<title>Quay book"))
    before = at_work.take_in(str(pages))
    at_work.index_all()
    place = next(
        Place(number, at, 3)
        for number, article in enumerate(before.articles)
        for at, block in enumerate(article.blocks)
        if block.text.startswith("77 ")
    )
    at_work.library.keep_place(before, place)
    at_work.library.add_bookmark(before, place, "here")
    moved, book, other = (tmp_path / "moved" / name for name in ("Quay.html", "Quay.docx", "Quay.md"))
    moved.parent.mkdir()
    moved.write_bytes(pages.read_bytes().replace(b"<p>3 ", b"<p>A new one, number 3, ").replace(b">77 ", b">77  "))
    book.write_bytes(large.docx(120))
    other.write_bytes(large.markdown(3) + "\n\n".join(f"{n} is quite another text." for n in range(99)).encode())
    for path, is_same in ((moved, True), (book, True), (other, False)):
        after = at_work.take_in(str(path)) if is_added else at_work._opened(fetch(str(path)))
        found = at_work.library.place(after)
        assert len(at_work.library.bookmarks(after)) == is_same, path
        assert (found is not None) == is_same, path
        if found:
            assert (
                after.articles[found.article].blocks[found.block].text[found.offset :].startswith("The quay was cold")
            )


def test_a_clock_that_was_put_back_hides_nothing(at_work, folder, monkeypatch):
    """Neither the newer text of a file nor what was opened last."""
    added(at_work, folder)
    before = time.time()
    monkeypatch.setattr(time, "time", lambda: before - 86400 * 365)
    (folder / "b.txt").write_text("Now it says something else.")
    keys = added(at_work, folder / "b.txt")
    assert [entry.key for entry in at_work.listed() if entry.title == "b"] == keys
    assert titles(at_work.listed())[0] == "b"
    at_work.read(next(entry.key for entry in at_work.listed() if entry.title == "c"))
    assert titles(at_work.listed()) == ["c", "b", "a"]


def test_under_a_clock_that_is_wrong_for_a_while_the_trash_keeps_what_it_is_given(at_work, folder, monkeypatch):
    """As on machines that know the time only once there is a network."""
    (a, b, c), right = added(at_work, folder), time.time()
    for wrong, key in ((0, a), (right + 86400 * 365 * 7000, b), (right - 86400 * 365, c)):
        monkeypatch.setattr(time, "time", lambda wrong=wrong: wrong)
        at_work.remove(key)
    monkeypatch.setattr(time, "time", lambda: right)
    again = Librarian(at_work.library)
    assert titles(again.listed(TRASH)) == ["a", "b", "c"]
    assert (again.restore_last(), again.restore_last()) == (c, b)
    at_work.library.do("UPDATE trash SET since = ?", right * 7000)
    assert again.empty_trash() == 1


def test_a_server_is_asked_again_although_the_clock_was_far_ahead(at_work, folder, monkeypatch):
    (made,) = updating.subscribe(at_work, str(folder))
    right = time.time()
    subscriptions.rest(at_work.library, made.id, right + 3600)
    assert subscriptions.resting(at_work.library) == {made.id}
    subscriptions.rest(at_work.library, made.id, right + 86400 * 365 * 12)
    assert subscriptions.resting(at_work.library) == frozenset()


def test_removed_restored_and_deleted_for_good(at_work, folder):
    keys = added(at_work, folder)
    at_work.remove(keys[0])
    assert titles(at_work.listed()) == ["b", "c"]
    assert titles(at_work.listed(TRASH)) == ["a"]
    assert at_work.search("盲道") == []
    at_work.restore(keys[0])
    assert titles(at_work.listed()) == ["a", "b", "c"]
    assert len(at_work.search("盲道")) == 1
    at_work.remove(keys[0])
    assert at_work.empty_trash() == 1
    assert titles(at_work.listed()) == ["b", "c"]
    assert not len(at_work.listed(TRASH))
    for table in ("publications", *shelf._OF_PUBLICATIONS, "passages", "searchable"):
        column = "key" if table == "publications" else "publication"
        assert at_work.library.rows(f"SELECT 1 FROM {table} WHERE {column} = ?", keys[0]) == []
    assert at_work.library.rows("INSERT INTO words (words) VALUES ('integrity-check')") == []


def test_what_is_put_back_is_read_without_its_source_where_it_was_kept(at_work, folder):
    """What was only opened is told to be gone; what was deleted for good, too."""
    (key,) = added(at_work, folder / "a.txt")
    opened = understood(at_work.library, found := fetch(str(folder / "b.txt")))
    at_work.library.remember(opened, found)
    for each in (key, opened.key):
        at_work.remove(each)
    for name in ("a.txt", "b.txt"):
        (folder / name).unlink()
    for each in (key, opened.key):
        at_work.restore(each)
    assert titles(at_work.listed()) == ["b", "a"]
    assert at_work.read(key).articles[0].blocks[0].text == "盲道通了，缓坡已建好。"
    with pytest.raises(SourceError, match="There is no file"):
        at_work.read(opened.key)
    at_work.remove(key)
    assert at_work.empty_trash() == 1
    at_work.restore(key)
    with pytest.raises(SourceError, match="deleted for good"):
        at_work.read(key)
    assert titles(at_work.listed()) == ["b"]


def test_an_ended_subscription_is_known_for_a_month(at_work, folder):
    (made,) = updating.subscribe(at_work, str(folder))
    updating.update(at_work, [made])
    (folder / "d.txt").write_text("Fresh.")
    updating.update(at_work, [made])
    subscriptions.end(at_work.library, made.id)
    assert (subscriptions.listed(at_work.library), at_work.listed().fresh) == ([], 0)
    assert updating.subscribe(at_work, str(folder))[0].id == made.id, "who subscribes again goes on"
    assert (subscriptions.listed(at_work.library)[0].fresh, at_work.listed().fresh) == (1, 1)
    subscriptions.end(at_work.library, made.id)
    Librarian(at_work.library)
    assert [each.id for each in subscriptions.ended(at_work.library)] == [made.id]
    at_work.library.do("UPDATE subscriptions SET ended = ended - 31 * 86400")
    Librarian(at_work.library)
    assert subscriptions.ended(at_work.library) == []
    assert at_work.library.do("SELECT * FROM issues") == []


def test_opening_takes_it_out_of_the_trash(at_work, folder):
    (key,) = added(at_work, folder / "a.txt")
    at_work.remove(key)
    at_work.open(key)
    assert titles(at_work.listed()) == ["a"]


def test_the_trash_is_emptied_after_a_month(at_work, folder, monkeypatch):
    (key, other) = added(at_work, folder / "a.txt", folder / "b.txt")
    at_work.remove(key)
    at_work.remove(other)
    at_work.library.do("UPDATE trash SET since = since - 31 * 86400 WHERE publication = ?", key)
    again = Librarian(at_work.library)
    assert titles(again.listed(TRASH)) == ["b"]


def test_a_flipped_bit_in_a_kept_text_is_noticed(at_work, folder):
    (key,) = added(at_work, folder / "a.txt")
    other = zlib.compress(stored.packed(publication(("# 别的", "改过的字。"))))
    at_work.library.do("UPDATE texts SET content = ? WHERE publication = ?", other, key)
    assert shelf.text(at_work.library, key) is None
    assert at_work.open(key).articles  # its file is still there
    (folder / "a.txt").unlink()
    with pytest.raises(ReaderError):
        at_work.open(key)


def test_entries_are_chosen_by_number_title_and_key(at_work, folder):
    keys = added(at_work, folder)
    found = at_work.listed()
    assert chosen_of(found, "@2") == chosen_of(found, "b") == chosen_of(found, keys[1]) == found[1]
    for name in ("0", "4", "nothing", ""):
        with pytest.raises(UsageError):
            chosen_of(found, name)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("盲", ["a"]),
        ("盲道", ["a"]),
        ("道盲", []),
        ("盲道通了，缓坡", ["a"]),
        ("LIBRARY", ["b"]),
        ("librar", ["b"]),
        ("ｌｉｂｒａｒｙ keeps", ["b"]),
        ("place library", ["b"]),
        ("brary", ["b"]),
        ("rary keep", ["b"]),
        ("rary kept", []),
        ('"', []),
        ("...", []),
        ("，", ["a", "c"]),
        (", ", ["a", "c"]),
        ("。缓", []),
        ("* OR a", []),
        ("人大的重点工作之一，也是做好监督", ["c"]),
    ],
)
def test_words_are_found_everywhere(at_work, folder, query, names):
    added(at_work, folder)
    assert [hit.title for hit in at_work.search(query)] == names


SCRIPTS = [
    ("ภาษาไทยเป็นภาษาที่ใช้ในประเทศไทย", "ประเทศ ไทย"),
    ("اللُّغَةُ العربية جميلة", "اللغة العربية"),
    ("हिन्दी भाषा बहुत सुंदर है", "भाषा सुंदर"),
    ("한국어 도서관에서 책을 읽었다", "도서관 책 한국"),
    ("I read 📚 and 👩‍🦯 walk 🇨🇳 home", "📚 👩‍🦯 🇨🇳"),
    ("図書館で本を読みました。カタカナ", "図書 本 カタカナ"),
    ("ＡＢＣ１２３ ﾃｽﾄ", "abc123 テスト"),
    ("Crème brûlée, Straße, ŁÓDŹ, İstanbul, naïve, Ørsted", "creme brulee strasse STRASSE lodz łódź istanbul orsted"),
    ("Η βιβλιοθήκη είναι ΑΝΟΙΧΤΉ", "βιβλιοθηκη ανοιχτη ανοιχτή"),
    ("הספרייה פתוחה שָׁלוֹם", "שלום פתוחה"),
    ("Thư viện mở cửa", "thu vien mở"),
    ("Библиотека открыта ещё, мой", "библиотека еще ещё мой"),
    ("བོད་ཡིག", "བོད"),
    ("ភាសាខ្មែរ", "ខ្មែរ"),
    ("第3届AI大会，盲道通了", "AI 第3 3届 大会 道"),
]


@pytest.mark.parametrize(("text", "queries"), SCRIPTS, ids=[text[:8] for text, _queries in SCRIPTS])
def test_every_script_is_found_as_people_type_it(at_work, text, queries):
    """Without the accents and points, in any case and width, from one character on; and nothing that is not there."""
    words.index(at_work.library, publication(("# x", text)))
    at_work.library.remember(publication(("# x", text)), Source(b"x", "x", "/x"))
    for query in queries.split(" "):
        assert [hit.text for hit in everywhere.search(at_work.library, query)] == [text], query
    assert everywhere.search(at_work.library, "мои") == []


def test_the_rest_of_the_library_is_made_searchable_by_itself(tmp_path, folder):
    """As after the index has come to be cut otherwise."""
    at_work = Librarian(Library(tmp_path / "library.sqlite"))
    keys = added(at_work, folder)
    for key in keys:
        words.forget(at_work.library, key)
    found = fetch(str(folder / "a.txt"))
    after_opening(str(tmp_path / "library.sqlite"), understood(at_work.library, found), found, lambda: True, never, {})
    assert words.pending(at_work.library) == []
    assert titles(everywhere.search(at_work.library, "keeps")) == ["b"]
    at_work.library.close()


def test_authors_are_noted_by_themselves_in_a_library_of_before(tmp_path, folder):
    at_work = Librarian(Library(tmp_path / "library.sqlite"))
    for name, author in (("d", "Jane Austen"), ("e", "鲁迅")):
        (folder / f"{name}.md").write_text(f"---\nauthor: {author}\n---\n\n# {name}\n\nText.\n")
    added(at_work, folder)
    at_work.library.write("UPDATE details SET author = NULL")
    assert {each.author for each in at_work.listed()} == {""}
    found = fetch(str(folder / "e.md"))
    after_opening(str(tmp_path / "library.sqlite"), understood(at_work.library, found), found, lambda: True, never, {})
    assert {each.title: each.author for each in at_work.listed()} == {
        **dict.fromkeys("abc", ""), "d": "Jane Austen", "e": "鲁迅",
    }  # fmt: skip
    assert at_work.library.rows("SELECT 1 FROM details WHERE author IS NULL") == []
    at_work.library.close()


def test_the_list_is_in_the_order_that_somebody_wants(at_work, folder):
    for name, author, date, length in (
        ("Part 10", "Jane Austen, Anna Bell", "1811-01-01", 9),
        ("part 2", "Austen, Jane", "", 900),
        ("Élan", "Émile Zola", "1877", 1),
    ):
        told = f"title: {name}\nauthor: {author}\ndate: {date}"
        (folder / f"{name}.md").write_text(f"---\n{told}\n---\n\n" + "Some text. " * length)
    keys = added(at_work, folder)
    assert titles(at_work.listed(Wanted(order="title"))) == ["a", "b", "c", "Élan", "part 2", "Part 10"]
    assert titles(at_work.listed(Wanted(order="author")))[:3] == ["part 2", "Part 10", "Élan"]
    assert titles(at_work.listed(Wanted(order="author")))[3:] == ["a", "b", "c"], "of whom nobody knows, as they were"
    assert titles(at_work.listed(Wanted(order="date")))[:2] == ["Élan", "Part 10"]
    assert titles(at_work.listed(Wanted(order="length")))[-1] == "part 2"
    at_work.library.keep_place(at_work.look(keys[1]), Place(0, 0, 3))
    for key in keys[2:4]:
        at_work.mark_read(key, [article.key for article in at_work.look(key).articles], True)
    assert [state(each) for each in at_work.listed(Wanted(order="state"))] == ["begun", *["unread"] * 3, *["read"] * 2]
    assert titles(at_work.listed(Wanted(words="austen part", order="title"))) == ["part 2", "Part 10"]
    assert titles(at_work.listed(Wanted(words="emile"))) == ["Élan"], "the author is searched"
    assert [each.author for each in at_work.listed(Wanted(words="emile"))] == ["Émile Zola"]


def test_a_hit_is_where_the_text_says_it(at_work, folder):
    (key,) = added(at_work, folder / "c.txt")
    (hit,) = at_work.search("监督")
    now = at_work.open(key)
    assert LONG[hit.offset :].startswith("监督")
    assert at_work.place_of(now, hit) == Place(0, 0, hit.offset)
    moved = publication(("# 前面", "多了一段。", "昨天，" + LONG))
    assert at_work.place_of(moved, hit).block == 2
    assert at_work.place_of(publication(("# 没有了",)), hit) == Place(0, 0, 0)


SCRIPTS = st.text(st.sampled_from("盲道的一通了，。abcDE é ไทยລາວკარгаﬁ한국ｅ "), min_size=1, max_size=30)


@given(SCRIPTS, st.integers(0, 29), st.integers(1, 6))
def test_any_run_of_characters_without_spaces_between_is_found(text, start, length):
    """Complete recall in scripts that put no spaces between words."""
    wanted = text[start : start + length]
    if not wanted or any(letter not in "盲道的一通了" for letter in wanted):
        return
    library = Library()
    library.remember(publication((f"# x {text}",)), fetch_of("x"))
    words.index(library, publication((f"# x {text}",)))
    assert len(everywhere.search(library, wanted)) == 1
    library.close()


def fetch_of(name):
    return Source(name.encode(), name, f"/papers/{name}")


def test_an_interrupted_index_is_made_again_whole(at_work, folder, monkeypatch):
    added(at_work, folder / "c.txt")
    page = publication(*[(f"# {number}", LONG) for number in range(20)])
    at_work.library.remember(page, fetch_of("page"))
    monkeypatch.setattr(words, "_PIECE", 100)
    steps = iter([True] * 5 + [False])
    assert not words.index(at_work.library, page, lambda: next(steps))
    assert not words.is_indexed(at_work.library, page.key)
    assert words.index(at_work.library, page)
    assert len(everywhere.search(at_work.library, "抓手")) == 21
    assert at_work.library.do("INSERT INTO words (words) VALUES ('integrity-check')") == []
    assert at_work.library.do("SELECT count(*) FROM passages") == [(41,)]


def test_what_was_read_for_a_moment_only_is_searched_too(at_work, folder):
    at_work.library.remember(understood(at_work.library, fetch(str(folder / "a.txt"))), fetch(str(folder / "a.txt")))
    at_work.library.remember(publication(("# gone",)), fetch_of("gone"))
    at_work.index_all()
    assert titles(at_work.search("盲道")) == ["a"]
    assert words.pending(at_work.library) == []


def test_without_full_text_search_the_rest_goes_on(at_work, folder, monkeypatch):
    monkeypatch.setattr(words, "_TABLE", words._TABLE.replace("fts5", "fts5missing"))
    at_work.add_all([str(folder)])
    with pytest.raises(LibraryError, match="another Python"):
        at_work.search("盲道")
    assert len(at_work.listed()) == 3


def test_highlights_are_kept_changed_and_taken_away(at_work):
    page = publication(("# 盲道", LONG))
    first = at_work.keep_highlight(page, Highlight(0, Place(0, 1, 17), LONG[17:]))
    second = at_work.keep_highlight(page, Highlight(0, Place(0, 1, 0), LONG[:16], "idea"))
    assert at_work.highlights(page) == [second, first]
    changed = at_work.keep_highlight(page, first._replace(note="see page 3", category="question"))
    assert at_work.highlights(page) == [second, changed]
    assert changed.id == first.id
    at_work.remove_highlight(second.id)
    assert at_work.highlights(page) == [changed]


def test_a_subscribed_folder_brings_its_new_files(at_work, folder):
    (made,) = updating.subscribe(at_work, str(folder))
    ((_subscription, new, problem),) = updating.update(at_work, [made])
    assert (new, problem) == (["a", "b", "c"], "")
    assert subscriptions.listed(at_work.library)[0].fresh == 0, "what was there before is no news"
    (folder / "d.txt").write_text("fresh today")
    ((_subscription, new, _problem),) = updating.update(at_work, [made])
    assert new == ["d"]
    assert subscriptions.listed(at_work.library)[0].fresh == 1
    entry = at_work.listed()[0]
    assert (entry.title, entry.fresh) == ("d", 1)
    subscriptions.seen(at_work.library, entry.key)
    assert at_work.listed()[0].fresh == 0
    at_work.remove(entry.key)
    at_work.empty_trash()
    ((_subscription, new, _problem),) = updating.update(at_work, [made])
    assert new == [], "what was removed does not come back"
    subscriptions.end(at_work.library, made.id)
    assert subscriptions.listed(at_work.library) == []
    assert titles(at_work.listed()) == ["a", "b", "c"]


def test_a_folder_that_is_gone_is_told(at_work, folder):
    (made,) = updating.subscribe(at_work, str(folder))
    updating.update(at_work, [made])
    shutil.rmtree(folder)
    ((_subscription, new, problem),) = updating.update(at_work, [made])
    assert new == []
    assert str(folder) in problem
    assert subscriptions.listed(at_work.library)[0].problem == problem
    with pytest.raises(ReaderError):
        updating.subscribe(at_work, str(folder))


def test_a_folder_may_go_and_come_back_and_hold_anything(at_work, folder):
    """What is there again is no news; names on several lines, links round and round, pipes and files that are not
    whole yet are no trouble."""
    (made,) = updating.subscribe(at_work, str(folder))

    def brought():
        ((_subscription, new, problem),) = updating.update(at_work, [made])
        return new, problem

    assert brought() == (["a", "b", "c"], "")
    away = folder.with_name("away")
    folder.rename(away)
    folder.symlink_to(folder)
    assert "Too many levels of symbolic links" in brought()[1]
    folder.unlink()
    away.rename(folder)
    assert brought() == ([], "")
    assert subscriptions.listed(at_work.library)[0].problem == ""
    (folder / "of two\nlines\t.txt").write_text("It has a name of two lines.")
    (folder / os.fsdecode(b"no text \xff.txt")).write_text("It has a name that is no text.")
    (folder / "round").symlink_to(folder)
    (folder / "up").symlink_to("..")
    (folder / "to nothing.txt").symlink_to("nothing.txt")
    os.mkfifo(folder / "pipe.txt")
    half = folder / "half.txt"
    half.write_text("")
    new, problem = brought()
    assert ([each.startswith(("no text", "of two lines")) for each in new], problem) == ([True, True], "")
    assert brought() == ([], "")
    half.write_text("Now it is whole.")
    assert brought() == (["half"], "")


def test_a_folder_that_may_not_be_looked_into_says_so(at_work, folder, monkeypatch):
    (made,) = updating.subscribe(at_work, str(folder))
    real = os.scandir

    def refusing(path="."):
        if str(path) == str(folder):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    ((_subscription, new, problem),) = updating.update(at_work, [made])
    assert (new, problem) == ([], f"{folder} may not be read by you; ask its owner for permission to read it.")
    with pytest.raises(SourceError, match="may not be read by you"):
        at_work.add_all([str(folder)])


@pytest.mark.parametrize("after", [0, 20, 39])
def test_looking_into_a_large_folder_tells_how_far_it_is_and_an_end_leaves_nothing(at_work, folder, after):
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"Issue {number}.")
    (made,) = updating.subscribe(at_work, str(folder))
    shares = []

    def interrupt(done, count):
        shares.append((done, count))
        if after and 43 * done >= after:
            raise KeyboardInterrupt

    if after:
        with pytest.raises(KeyboardInterrupt):
            updating.update(at_work, [made], interrupt)
        assert (len(at_work.listed()), at_work.library.do("SELECT * FROM issues")) == (0, [])
    shares.clear()
    updating.update(at_work, [made], lambda done, count: shares.append((done, count)))
    assert len({done for done, _count in shares}) >= 43
    assert {count for _done, count in shares} == {1}
    assert max(done for done, _count in shares[:-1]) < 1
    assert len(at_work.listed()) == 43


def test_an_older_library_keeps_everything(tmp_path):
    """Version 2 had no list of publications to speak of."""
    path = tmp_path / "library.sqlite"
    raw = sqlite3.connect(path)
    for migration in schema.MIGRATIONS[:2]:
        raw.executescript(migration)
    raw.executescript(f"PRAGMA application_id = {database.APPLICATION_ID}; PRAGMA user_version = 2")
    raw.execute("INSERT INTO publications VALUES ('k', 'Old', 'old.txt', '/papers/old.txt', 1, 2)")
    raw.execute("INSERT INTO places VALUES ('k', 'a', 0, 0, 5, 'text')")
    raw.commit()
    raw.close()
    found = Librarian(Library(path)).listed()
    assert [(each.title, each.is_begun) for each in found] == [("Old", True)]


def test_a_reader_in_a_thread_adds_and_tells(tmp_path, folder):
    """Folders and addresses never make a reader wait; the end is said with the next key."""
    library = Library(tmp_path / "library.sqlite")
    shelf_of_reader = ReaderShelf(library)
    with pytest.raises(ReaderError, match="begun"):
        shelf_of_reader.add(str(folder))
    until(lambda: library.warning)
    assert library.warning == "Added 3 publications; L lists them."
    assert titles(shelf_of_reader.listed()) == ["a", "b", "c"]
    library.close()


def feed(*numbers, title="Daily", text="Text"):
    items = "".join(
        f"<item><title>Entry {n}</title><pubDate>Mon, {n:02} Nov 2026 10:00:00 GMT</pubDate>"
        f"<description>{text} {n}, with some words.</description></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


@pytest.fixture
def web(monkeypatch):
    """Addresses and what is there: bytes, or a sentence that refuses."""
    pages = {}

    def get(source):
        found = pages[source] if source.startswith("https:") else fetch(source).data
        if isinstance(found, str):
            raise SourceError(found)
        return Source(found, source.rpartition("/")[2], source)

    monkeypatch.setattr(updating, "fetch", get)
    monkeypatch.setattr(updating, "fetch_newer", lambda source, tag: Newer(get(source)))
    return pages


ADDRESS = "https://papers.example/feed.xml"


def test_a_feed_brings_new_entries_and_keeps_old_ones(at_work, web):
    web[ADDRESS] = feed(1, 2)
    (made,) = updating.subscribe(at_work, ADDRESS)
    ((_each, new, problem),) = updating.update(at_work, [made])
    assert (new, problem) == (["Entry 1", "Entry 2"], "")
    first = at_work.open(at_work.listed()[0].key)
    at_work.library.keep_place(first, Place(1, 1, 3))
    at_work.library.mark_read(first, first.articles[0].key, True)
    web[ADDRESS] = feed(3, 2)
    ((_each, new, _problem),) = updating.update(at_work, [made])
    assert new == ["Entry 3"]
    (entry,) = at_work.listed()
    assert (entry.title, entry.articles, entry.fresh, entry.read) == ("Daily", 3, 1, 1)
    second = at_work.open(entry.key)
    assert [article.title for article in second.articles] == ["Entry 3", "Entry 2", "Entry 1"]
    assert at_work.library.place(second) == Place(1, 1, 3), "the place is where its text is now"
    ((_each, new, _problem),) = updating.update(at_work, [made])
    assert new == []
    assert subscriptions.listed(at_work.library)[0].title == "Daily"


@pytest.mark.parametrize(
    "empty",
    [
        feed(),
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Daily</title></feed>",
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "Daily", "items": []}',
    ],
)
def test_a_feed_without_entries_is_no_trouble_and_its_first_entries_are_news(at_work, web, empty):
    web[ADDRESS] = empty
    (made,) = updating.subscribe(at_work, ADDRESS)
    assert updating.update(at_work, [made]) == [(made, [], "")]
    assert subscriptions.listed(at_work.library)[0].problem == ""
    web[ADDRESS] = feed(1)
    ((_each, new, problem),) = updating.update(at_work, [made])
    assert (new, problem) == (["Entry 1"], "")
    assert at_work.listed()[0].fresh == 1
    web[ADDRESS] = empty
    assert updating.update(at_work, [made]) == [(made, [], "")]
    assert at_work.listed()[0].articles == 1, "what it has brought stays"


def test_an_edited_entry_is_there_once(at_work, web):
    web[ADDRESS] = feed(1, 2)
    (made,) = updating.subscribe(at_work, ADDRESS)
    updating.update(at_work, [made])
    web[ADDRESS] = feed(1, 2, text="Other text")
    updating.update(at_work, [made])
    (entry,) = at_work.listed()
    assert entry.articles == 2


def test_fifty_feeds_each_whole_or_not_at_all(at_work, web):
    """Every third is not reached, every fifth is no feed; a second time nothing is new."""
    made = []
    for number in range(50):
        address = f"https://papers.example/{number}.xml"
        web[address] = (
            "Nobody answers."
            if number % 3 == 0
            else b"\0"
            if number % 5 == 0
            else feed(1, 2, title=f"F{number}", text=f"Text of {number}:")
        )
        made += updating.subscribe(at_work, address)
    told = []
    results = updating.update(at_work, made, lambda done, count: told.append((done, count)))
    assert list(dict.fromkeys(told)) == [(done, 50) for done in range(51)], "told again while one waits"
    assert [bool(problem) for _each, _new, problem in results] == [n % 3 == 0 or n % 5 == 0 for n in range(50)]
    assert all(len(new) == (0 if problem else 2) for _each, new, problem in results)
    assert len(at_work.listed()) == sum(not problem for *_rest, problem in results)
    assert not any(new for _each, new, _problem in updating.update(at_work, made))


def test_a_feed_at_which_the_program_fails_keeps_nobody_waiting(at_work, web, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    other = "https://papers.example/other.xml"
    web[other] = feed(1)  # and of the first nothing is known here, which is a KeyError
    made = [*updating.subscribe(at_work, ADDRESS), *updating.subscribe(at_work, other)]

    def hurry(done, count):
        assert time.monotonic() < deadline, "waits for ever"

    deadline = time.monotonic() + PATIENCE
    (_first, none, problem), (_second, new, fine) = updating.update(at_work, made, hurry)
    assert (none, new, fine) == ([], ["Entry 1"], "")
    assert "KeyError" in (tmp_path / "mangdao" / "mangdao.log").read_text()
    assert str(tmp_path) in problem


@pytest.mark.parametrize("after", [1, 3, 5])
def test_an_interrupted_update_leaves_the_library_as_it_was(at_work, web, after):
    made = []
    for number in range(5):
        web[f"https://papers.example/{number}.xml"] = feed(1, 2, title=f"F{number}", text=f"Text of {number}:")
        made += updating.subscribe(at_work, f"https://papers.example/{number}.xml")

    def interrupt(done, count):
        if done == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        updating.update(at_work, made, interrupt)
    assert not list(at_work.listed())
    for nothing in ("issues", "subscriptions WHERE etag <> '' OR checked <> 0 OR problem <> ''"):
        assert at_work.library.rows(f"SELECT count(*) FROM {nothing}") == [(0,)]
    updating.update(at_work, made)
    assert [entry.articles for entry in at_work.listed()] == [2] * 5


def test_subscriptions_come_from_opml_and_go_into_it(at_work, web, tmp_path):
    path = tmp_path / "feeds.opml"
    feeds = [("报 & more", "https://papers.example/a?x=1&y='2'"), ("Two", "https://papers.example/b")]
    path.write_text(opml.listed([*feeds, ("Evil", "file:///etc/passwd")]))
    made = updating.subscribe(at_work, str(path))
    assert [(each.title, each.source) for each in made] == feeds
    assert importer.subscriptions(opml.listed(feeds).encode(), "x") == [(*each, ()) for each in feeds]


def test_a_list_of_feeds_at_an_address_is_subscribed_to_as_such(at_work, web):
    address, feeds = "https://papers.example/all", [("One", ADDRESS), ("Two", "https://papers.example/b")]
    web.update({address: opml.listed(feeds).encode(), ADDRESS: feed(1), feeds[1][1]: "Nobody answers."})
    made = updating.subscribe(at_work, address)
    results = updating.update(at_work, made)
    assert [each.source for each in subscriptions.listed(at_work.library)] == [source for _title, source in feeds]
    assert [(titles, problem) for _each, titles, problem in results] == [(["Entry 1"], ""), ([], "Nobody answers.")]
    assert updating.told(results, []) == "1 issue is there; L lists it. Nobody answers."


@pytest.mark.parametrize(
    ("brought", "told"),
    [
        ([], "There is nothing new."),
        ([""], "There is nothing new."),
        (["No {one} answers."], "No {one} answers."),
        (["", "Two fails."], "There is nothing new. Two fails."),
        (["One fails.", "Two fails."], "Not reached: 0, 1; the list of subscriptions says why."),
        (["a", "b", "", "c"], "There is nothing new. Not reached: 0, 1, 3; the list of subscriptions says why."),
        (
            ["a", "b", "", "c", "d", "e"],
            "There is nothing new. Not reached: 0, 1, 3 and 2 more; the list of subscriptions says why.",
        ),
    ],
)
def test_what_was_not_reached_is_told_with_its_reason_or_where_that_stands(brought, told):
    results = [(Subscription(n, "x", str(n), 0, ""), [], problem) for n, problem in enumerate(brought)]
    assert updating.told(results, range(9)) == told


def test_what_somebody_calls_a_feed_it_is_called(at_work, web, tmp_path):
    (tmp_path / "feeds.opml").write_text(opml.listed([("日报", ADDRESS), ("", "https://papers.example/b")]))
    web.update({ADDRESS: feed(1), "https://papers.example/b": feed(2, title="Weekly")})
    updating.update(at_work, updating.subscribe(at_work, str(tmp_path / "feeds.opml")))
    assert [each.title for each in subscriptions.listed(at_work.library)] == ["日报", "Weekly"]


def test_a_list_of_feeds_that_names_itself_ends(at_work, web):
    web[ADDRESS] = opml.listed([("Itself", ADDRESS)]).encode()
    updating.update(at_work, updating.subscribe(at_work, ADDRESS))
    assert [each.source for each in subscriptions.listed(at_work.library)] == [ADDRESS]


def test_a_list_at_an_address_that_names_nothing_says_so(at_work, web):
    web[ADDRESS] = b"<opml><body><outline text='Folder'/></body></opml>"
    ((_each, _titles, problem),) = updating.update(at_work, updating.subscribe(at_work, ADDRESS))
    assert problem.endswith("names no feed with a web address.")


def test_two_feeds_with_the_same_entries_keep_and_announce_each_its_own(at_work, web):
    other = "https://mirror.example/feed.xml"
    web[ADDRESS] = web[other] = feed(1)
    made = [*updating.subscribe(at_work, ADDRESS), *updating.subscribe(at_work, other)]
    for numbers, new in (((1,), ["Entry 1"]), ((2, 1), ["Entry 2"]), ((2, 1), []), ((3, 2, 1), ["Entry 3"])):
        web[ADDRESS] = web[other] = feed(*numbers)
        assert [titles for _each, titles, _problem in updating.update(at_work, made)] == [new, new]
        assert len(at_work.listed()) == 2
        for each in made:
            assert len(at_work.listed(Wanted(subscription=each.id))) == 1
    assert [each.fresh for each in subscriptions.listed(at_work.library)] == [2, 2]
    first = at_work.listed(Wanted(subscription=made[0].id))[0]
    subscriptions.seen(at_work.library, first.key)
    assert [each.fresh for each in subscriptions.listed(at_work.library)] == [0, 2]
    at_work.remove(first.key)
    assert [article.name for article in at_work.open(at_work.listed()[0].key).articles] == [
        "Entry 3",
        "Entry 2",
        "Entry 1",
    ]


def test_a_list_of_very_many_feeds_is_refused_whole(at_work, tmp_path, monkeypatch):
    feeds = [(f"Feed {number}", f"https://papers.example/{number}") for number in range(updating.MOST_FEEDS + 1)]
    path = tmp_path / "feeds.opml"
    path.write_text(opml.listed(feeds))
    with pytest.raises(SourceError, match=r"feeds\.opml names more than 2000 feeds: "):
        updating.subscribe(at_work, str(path))
    path.write_text("<opml><body>" + "<outline text='Folder'>" * 200_000)
    with pytest.raises(SourceError, match=r"feeds\.opml is larger than 4 megabytes"):
        updating.subscribe(at_work, str(path))
    assert subscriptions.listed(at_work.library) == []
    path.write_text(opml.listed(feeds[1:]))
    assert len(updating.subscribe(at_work, str(path))) == updating.MOST_FEEDS


def test_a_list_of_feeds_is_subscribed_to_whole_or_not_at_all(at_work, tmp_path, monkeypatch):
    (tmp_path / "feeds.opml").write_text(opml.listed([(f"F{n}", f"https://papers.example/{n}") for n in range(9)]))
    do, left = at_work.library.do, [5]

    def failing(sql, *values):
        left[0] -= sql.startswith("INSERT")
        if not left[0]:
            raise LibraryError("The disk is full.")
        return do(sql, *values)

    monkeypatch.setattr(at_work.library, "do", failing)
    with pytest.raises(LibraryError):
        updating.subscribe(at_work, str(tmp_path / "feeds.opml"))
    monkeypatch.undo()
    assert subscriptions.listed(at_work.library) == []


OF_OTHERS = {  # as they write their lists: folders in folders, no titles, capitals, what only they can fetch
    "newsboat.opml": (
        """<?xml version="1.0"?><opml version="1.0"><head><title>Newsboat - Exported Feeds</title></head><body>
        <outline type="rss" xmlUrl="https://p.example/a" htmlUrl="https://p.example/" title="A &amp; B"/>
        <outline type="rss" xmlUrl="https://p.example/b" htmlUrl="" title=""/>
        <outline type="rss" xmlUrl="filter:~/x.sh:https://p.example/c" title="F"/>
        <outline type="rss" xmlUrl="query:Unread:unread = &quot;yes&quot;" title="Q"/></body></opml>""",
        [("A & B", "https://p.example/a"), ("https://p.example/b", "https://p.example/b")],
        "2 entries have no web address and are left out.",
    ),
    "feedly.xml": (
        """<?xml version="1.0" encoding="UTF-8"?>\n\n<opml version="1.0"><body><outline text="News" title="News">
        <outline type="rss" text="Le Monde" title="Le Monde" xmlUrl="https://p.example/une"/><outline text="Deep">
        <outline text="Deeper"><outline type="rss" text="d" xmlUrl="https://p.example/d"/></outline></outline></outline>
        <outline type="rss" text="Again" title="Again" xmlUrl="https://p.example/une"/></body></opml>""",
        [("Le Monde", "https://p.example/une"), ("d", "https://p.example/d")],
        "",
    ),
    "Subscriptions-OnMyMac": (
        """<?xml version="1.0" encoding="UTF-8"?><!-- OPML generated by NetNewsWire --><opml version="1.1"><body>
        <outline text="报 &#x7EB8;" title="" type="rss" xmlUrl="feed://p.example/rss"/>
        <outline text="T" xmlURL="feed:https://p.example/up"/></body></opml>""",
        [("报 纸", "http://p.example/rss"), ("T", "https://p.example/up")],
        "",
    ),
    "upper.opml": (
        "<OPML VERSION='2.0'><BODY><OUTLINE TEXT='Up' XMLURL='https://p.example/up'/></BODY></OPML>",
        [("Up", "https://p.example/up")],
        "",
    ),
}


@pytest.mark.parametrize("name", OF_OTHERS)
def test_lists_of_other_readers_are_taken_in_whole_and_go_round(at_work, tmp_path, name):
    text, feeds, warning = OF_OTHERS[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    made = updating.subscribe(at_work, str(tmp_path / name))
    assert [(each.title, each.source) for each in made] == feeds
    assert at_work.library.warning == warning
    assert importer.subscriptions(opml.listed(feeds).encode(), "x") == [(*each, ()) for each in feeds]


FOLDERS = """<opml><body><outline text="World news"><outline text="Harbour, ships/boats"><outline text="One"
    xmlUrl="https://papers.example/one" category="/Sea/Tides,World-news"/></outline></outline>
    <outline text="Two" xmlUrl="https://papers.example/two"/></body></opml>"""


def test_the_folders_of_a_list_of_feeds_are_tags_of_what_these_bring(at_work, web, tmp_path):
    (tmp_path / "feeds.opml").write_text(FOLDERS)
    web.update({"https://papers.example/one": feed(1), "https://papers.example/two": feed(1, title="B")})
    made = updating.subscribe(at_work, str(tmp_path / "feeds.opml"))
    one, two = (each.source for each in made)
    tags = ["Harbour-ships-boats", "Sea", "Tides", "World-news"]
    assert sorted(subscriptions.tags_of(at_work.library, made[0].id)) == tags
    updating.update(at_work, made)
    assert sorted((entry.path, sorted(entry.tags)) for entry in at_work.listed()) == [(one, tags), (two, [])]
    shelf.tag(at_work.library, next(entry.key for entry in at_work.listed() if entry.path == one), ["own", "Sea"])
    web["https://papers.example/one"] = feed(2)
    updating.update(at_work, made)  # what somebody has taken away does not come back
    assert {entry.path: sorted(entry.tags) for entry in at_work.listed()} == {one: ["Sea", "own"], two: []}
    told = {each.source: subscriptions.tags_of(at_work.library, each.id) for each in made}
    again = importer.subscriptions(opml.listed([("One", one), ("Two", two)], told).encode(), "x")
    assert [(outline.address, sorted(outline.tags)) for outline in again] == [(one, ["Sea", "own"]), (two, [])]


def test_a_list_without_feeds_is_told(at_work, tmp_path):
    (tmp_path / "empty.opml").write_text("<opml><body><outline text='Folder'/></body></opml>")
    with pytest.raises(SourceError, match=r"empty\.opml names no feed with a web address"):
        updating.subscribe(at_work, str(tmp_path / "empty.opml"))
    assert subscriptions.listed(at_work.library) == []


def test_an_address_is_read_again_without_a_network(at_work, monkeypatch):
    page = Source("盲道通了。".encode(), "a.txt", "https://papers.example/a.txt")
    monkeypatch.setattr(librarian, "fetch", lambda source: page)
    (key,) = added(at_work, page.path)
    monkeypatch.setattr(librarian, "fetch", refuse)
    assert at_work.open(key).articles[0].blocks[0].text == "盲道通了。"
    assert titles(at_work.search("盲道")) == ["a"]


def never(sentence):
    raise AssertionError(sentence)


def refuse(source):
    raise SourceError("No network.")


def test_what_is_read_is_counted_and_made_searchable_by_itself(tmp_path, folder):
    path = str(tmp_path / "library.sqlite")
    library = Library(path)
    found = fetch(str(folder / "a.txt"))
    page = understood(library, found)
    library.remember(page, found)
    after_opening(path, page, found, lambda: False, never, {})
    assert words.pending(library) == [page.key], "somebody has left before"
    after_opening(path, page, found, lambda: True, never, {})
    assert (shelf.listed(library)[0].characters, titles(everywhere.search(library, "缓坡"))) == (11, ["a"])
    assert shelf.text(library, page.key) == page, "for the day on which its file is gone"
    assert after_opening(path, page, found._replace(path=ADDRESS), lambda: True, never, {}) == 0, (
        "nothing more will come"
    )
    assert shelf.text(library, page.key) == page
    library.close()


def test_a_subscribed_folder_is_looked_into_by_itself(tmp_path, folder):
    path = str(tmp_path / "library.sqlite")
    at_work = Librarian(Library(path))
    updating.update(at_work, updating.subscribe(at_work, str(folder)))
    (folder / "d.txt").write_text("Fresh today.")
    found = fetch(str(folder / "a.txt"))
    page, told = understood(at_work.library, found), []
    assert after_opening(path, page, found, lambda: True, told.append, {}) > 0, "there may be more of them later"
    assert told == ["1 new issue; L lists what there is."]
    after_opening(path, page, found, lambda: True, never, {})
    assert subscriptions.listed(at_work.library)[0].fresh == 1
    assert titles(everywhere.search(at_work.library, "fresh today")) == ["d"]


def test_what_is_no_issue_is_read_again_by_itself_only_when_it_has_changed(tmp_path, folder, monkeypatch):
    path, send, sent = str(tmp_path / "library.sqlite"), messenger.send, []
    monkeypatch.setattr(messenger, "send", lambda *given: (sent.append(given[2][0]), send(*given))[1])
    at_work = Librarian(Library(path))
    (made,) = updating.subscribe(at_work, str(folder))
    (folder / "picture.txt").write_bytes(b"\xff\xd8\xff\xe0 no text")
    updating.update(at_work, [made])
    found = fetch(str(folder / "a.txt"))
    page = understood(at_work.library, found)
    seen = {}

    def looks():
        sent.clear()
        after_opening(path, page, found, lambda: True, lambda told: None, seen)
        return sent

    assert looks() == [[made.id]], "nobody knows what it is"
    assert looks() == []
    (folder / "picture.txt").write_text("Now it is a text.")
    assert looks() == [[made.id]]
    assert "picture" in titles(at_work.listed())
    assert looks() == []


def test_an_index_whose_damaged_sizes_no_memory_has_is_made_again(at_work, folder):
    added(at_work, folder)
    real, raised = at_work.library._connection, []

    class Connection:
        def __getattr__(self, name):
            return getattr(real, name)

        def execute(self, sql, *values):
            if "MATCH" in sql and not raised:
                raised.append(sql)
                raise MemoryError
            return real.execute(sql, *values)

    at_work.library._connection = Connection()
    with pytest.raises(LibraryError, match="once more"):
        at_work.search("盲道")
    at_work.index_all()
    assert titles(at_work.search("盲道")) == ["a"]
    assert titles(at_work.listed()) == ["a", "b", "c"]


def test_a_damaged_index_is_made_again(at_work, folder):
    added(at_work, folder)
    at_work.library.do("UPDATE words_data SET block = randomblob(60)")
    with pytest.raises(LibraryError, match="once more"):
        at_work.search("盲道")
    at_work.index_all()
    assert titles(at_work.search("盲道")) == ["a"]
    assert titles(at_work.listed()) == ["a", "b", "c"]
    assert at_work.library.rows("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("damage", [damage_randomly, truncate, wipe_pages, flip_bits])
def test_a_damaged_library_says_so_and_goes_on(tmp_path, folder, damage, seed):
    path = tmp_path / "damaged" / "library.sqlite"
    at_work = Librarian(Library(path))
    (key, *_others) = added(at_work, folder)
    page = at_work.open(key)
    at_work.keep_highlight(page, Highlight(0, Place(0, 0, 0), "盲道"))
    updating.update(at_work, updating.subscribe(at_work, str(folder)))
    at_work.library.close()
    path.write_bytes(damage(path.read_bytes(), random.Random(seed)))
    library, _warning = open_library(path)
    for _time in range(4):
        for work in (
            lambda: Librarian(library).listed(),
            lambda: Librarian(library).search("盲道"),
            lambda: Librarian(library).add_all([str(folder)]),
            lambda: Librarian(library).index_all(),
            lambda: Librarian(library).highlights(page),
            lambda: Librarian(library).keep_highlight(page, Highlight(0, Place(0, 0, 3), "通了")),
            lambda: updating.update(Librarian(library), subscriptions.listed(library)),
            lambda: Librarian(library).remove(key),
            lambda: Librarian(library).empty_trash(),
        ):
            with suppress(ReaderError):
                work()
    Librarian(library).add_all([str(folder)])
    Librarian(library).index_all()
    assert {"a", "b", "c"} <= set(titles(Librarian(library).listed()))
    assert "a" in titles(Librarian(library).search("盲道"))
    library.close()

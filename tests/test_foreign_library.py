"""A library that somebody was given, or that a flipped bit has changed where SQLite does not notice it: values of other
kinds than their columns hold, triggers and views that this program has not made, tables that are not its own."""

import sqlite3
from contextlib import closing, suppress

import pytest

from tui.core.publication import Place
from tui.core.shelf import Highlight, Wanted
from tui.errors import LibraryError
from tui.keeping import updating
from tui.keeping.librarian import Librarian
from tui.library import Library, left, open_library, subscriptions

COLUMNS = [
    *(("publications", column) for column in ("title", "path", "added", "opened")),
    *(("details", column) for column in ("date", "language", "articles", "characters", "minutes", "author")),
    *(("highlights", column) for column in ("name", "category", "note", "created")),
    *(("subscriptions", column) for column in ("source", "title", "problem", "checked", "rests")),
    *(("passages", column) for column in ("block", "text")),
    ("tags", "tag"),
    ("bookmarks", "name"),
]
ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
DAYS = "instr(printf('%.*c', 90000000, 'a'), printf('%.*c', 45000000, 'a') || 'b')"
PROGRAMS = {
    "takes marks away": "CREATE TRIGGER foreign_one AFTER INSERT ON tags BEGIN DELETE FROM bookmarks; END",
    "never ends": f"CREATE TRIGGER foreign_one AFTER INSERT ON tags BEGIN"
    f" DELETE FROM bookmarks WHERE id = (SELECT count(*) FROM ({ENDLESS} SELECT x FROM c)); END",
    "refuses": "CREATE TRIGGER foreign_one BEFORE INSERT ON tags BEGIN SELECT RAISE(ABORT, 'pay'); END",
    "has an odd name": """CREATE TRIGGER "a""b;" AFTER INSERT ON tags BEGIN DELETE FROM bookmarks; END""",
    "is called as one of ours": "DROP TRIGGER bookmark_kept; CREATE TRIGGER bookmark_kept AFTER INSERT ON tags BEGIN"
    " DELETE FROM bookmarks; END",
    "ours is missing": "DROP TRIGGER bookmark_kept",
    "a view": "CREATE VIEW more AS SELECT * FROM tags",
}
TABLES = {
    "a view for tags": "ALTER TABLE tags RENAME TO t; CREATE VIEW tags AS SELECT * FROM t",
    "places never end": f"ALTER TABLE places RENAME TO p; CREATE VIEW places AS {ENDLESS} SELECT x AS publication,"
    " '' AS article, 0 AS position, 0 AS block, 0 AS offset, '' AS text, x'' AS seal FROM c",
    "a view of the version": f"UPDATE made SET version = 99; ALTER TABLE made RENAME TO m; PRAGMA user_version = 13;"
    f" CREATE VIEW made AS {ENDLESS} SELECT 1 AS id, 14 AS version, x'' AS seal FROM c WHERE x < 0",
    "a condition that takes days": "ALTER TABLE tags RENAME TO t; CREATE TABLE tags (publication TEXT NOT NULL,"
    f" tag TEXT NOT NULL CHECK ({DAYS}), PRIMARY KEY (publication, tag)) WITHOUT ROWID",
    "titles that take days": "ALTER TABLE publications RENAME COLUMN title TO before;"
    f" ALTER TABLE publications ADD COLUMN title TEXT AS (CASE WHEN {DAYS} THEN 'long' END)",
    "a version that takes days": "ALTER TABLE made RENAME COLUMN version TO v; PRAGMA user_version = 13;"
    f" ALTER TABLE made ADD COLUMN version INTEGER AS ({DAYS})",
    "an index that takes days": f"DELETE FROM tags; CREATE INDEX more ON tags (tag, {DAYS})",
    "a view that is called a table": f"ALTER TABLE tags RENAME TO t; CREATE VIEW tags AS {ENDLESS} SELECT x AS"
    " publication, '' AS tag FROM c; PRAGMA writable_schema = ON; UPDATE sqlite_master SET type = 'table' WHERE"
    " name = 'tags'",
    "no table of tags": "DROP TABLE tags",
    "a column more": "ALTER TABLE publications ADD COLUMN more TEXT; ALTER TABLE tags ADD COLUMN more TEXT",
    "an older version without a seal": "DELETE FROM made; PRAGMA user_version = 13",
}


@pytest.fixture
def path(tmp_path):
    """A library with three publications, one of them marked, and a subscription."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"第{number}篇。The library keeps your place.")
    (tmp_path / "issues").mkdir()
    at_work = Librarian(Library(tmp_path / "library.sqlite"))
    keys, _problems = at_work.add_all([str(tmp_path / f"{number}.txt") for number in range(3)])
    page = at_work.open(keys[0])
    at_work.library.add_bookmark(page, Place(0, 0, 1), "mark")
    at_work.keep_highlight(page, Highlight(0, Place(0, 0, 2), "篇"))
    at_work.tag(keys[1], ["old"])
    updating.subscribe(at_work, str(tmp_path / "issues"))
    at_work.index_all()
    at_work.library.close()
    return tmp_path / "library.sqlite"


def change(path, sql, *values):
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA legacy_alter_table = ON")
        if values:
            raw.execute(sql, values)
        else:
            raw.executescript(sql)


def use(path):
    """All that reads the library, as often as it takes until it was put right; how many publications there are."""
    for _time in range(2):
        library, _warning = open_library(path)
        with closing(library), suppress(LibraryError):
            at_work = Librarian(library)
            for order in ("recent", "title", "author", "date", "length", "state"):
                assert all(str(each) for each in at_work.listed(Wanted("library", order=order)))
            at_work.search("place")
            at_work.tags()
            left.given(library)
            assert all(library.now() > each.opened for each in library.recent())
            subscriptions.listed(library)
            return len(at_work.listed())
    raise AssertionError("it was not put right")


@pytest.mark.parametrize(
    "value", [b"\xff\0\x1b[31m", "abc", 2**63 - 1, float("inf")], ids=["bytes", "text", "number", "inf"]
)
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_value_of_another_kind_is_damage_and_the_rest_is_kept(path, table, column, value):
    change(path, f"UPDATE {table} SET {column} = ?", value)
    use(path)
    library, warning = open_library(path)
    with closing(library):
        assert warning == ""
        assert library.do("SELECT count(*) FROM publications") == [(3,)]
        assert library.do("SELECT count(*) FROM texts") == [(3,)]
        assert library.do("SELECT count(*) FROM highlights") == [(1,)]


@pytest.mark.parametrize("sql", PROGRAMS.values(), ids=PROGRAMS)
def test_nothing_in_a_library_does_what_this_program_has_not_put_there(path, sql):
    change(path, sql)
    library, warning = open_library(path)
    with closing(library):
        at_work = Librarian(library)
        key = at_work.listed().keys[0]
        at_work.tag(key, ["new"])
        library.add_bookmark(at_work.open(key), Place(0, 0, 2), "again")
        assert warning + library.warning == ""
        assert (
            library.do("SELECT count(*) FROM bookmarks") == library.do("SELECT count(*) FROM bookmarks_again") == [(2,)]
        )
        assert len(library.do("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')")) == 7


def test_a_library_of_ours_is_opened_without_a_change_of_its_tables(path):
    with closing(sqlite3.connect(path)) as raw:
        before = raw.execute("PRAGMA schema_version").fetchone()
        Library(path).close()
        assert raw.execute("PRAGMA schema_version").fetchone() == before


@pytest.mark.parametrize("sql", TABLES.values(), ids=TABLES)
def test_tables_that_are_not_ours_are_damage_and_the_rest_is_kept(path, sql):
    change(path, sql)
    with closing(open_library(path)[0]) as library, suppress(LibraryError):
        Librarian(library).tag("no such publication", ["new"])
    assert use(path) == 3
    with closing(Library(path)) as library:
        assert library.do("SELECT count(*) FROM bookmarks") == [(1,)]
        Librarian(library).tag("another", ["new"])


@pytest.mark.parametrize("table", ["words", "seams"])
@pytest.mark.parametrize(
    "made", ["CREATE TABLE {0} (text UNIQUE)", "CREATE VIRTUAL TABLE {0} USING fts5(text, content = 'tags')"]
)
def test_an_index_of_words_that_is_not_ours_is_made_again(path, table, made):
    change(path, f"DROP TABLE {table}; {made.format(table)}")
    with closing(open_library(path)[0]) as library:
        at_work = Librarian(library)
        with pytest.raises(LibraryError, match="it is made again"):
            at_work.search("place")
        at_work.index_all()
        assert len(at_work.search("place")) == 3
        assert library.do("PRAGMA integrity_check") == [("ok",)]

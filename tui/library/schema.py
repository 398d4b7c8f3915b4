"""The tables of the library. Read when a library is made or brought up to date, and at no other time."""

SCHEMA = """
-- Everything that was ever opened. `path` opens it again, "-" was standard input. Times are Unix seconds,
-- `opened` is 0 for what nobody has opened yet.
CREATE TABLE publications (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    added REAL NOT NULL,
    opened REAL NOT NULL
);
CREATE INDEX publications_by_path ON publications (path);

-- Publications as they were parsed, to open them at once. `source` is a digest of the bytes and the name,
-- `stamp` the code that parsed them, `digest` that of `content`, because a flipped bit passes SQLite.
CREATE TABLE parsed (
    source TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    digest BLOB NOT NULL,
    content BLOB NOT NULL,
    used REAL NOT NULL
);

-- Where each publication is being read. `position` is the article's index when it was kept, `text` what
-- stands at the place, to find it again when the article, its blocks or its words have changed.
CREATE TABLE places (
    publication TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    position INTEGER NOT NULL,
    block INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE bookmarks (
    id INTEGER PRIMARY KEY,
    publication TEXT NOT NULL,
    article TEXT NOT NULL,
    position INTEGER NOT NULL,
    block INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    text TEXT NOT NULL,
    name TEXT NOT NULL,
    created REAL NOT NULL
);
CREATE INDEX bookmarks_by_publication ON bookmarks (publication);

CREATE TABLE read_articles (
    publication TEXT NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (publication, article)
) WITHOUT ROWID;
"""
CORRECTIONS = """
-- What people have put right in a page, in the order of `id`. `publication` is the key of the page as it was
-- decoded, which is made from its text, and `offset` counts in that text.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    publication TEXT NOT NULL,
    change TEXT NOT NULL,
    offset INTEGER NOT NULL
);
CREATE INDEX corrections_by_publication ON corrections (publication);
"""
SHELF = """
-- What lists show of a publication, besides what `publications` holds. `characters` of text that is not white space.
CREATE TABLE details (
    publication TEXT PRIMARY KEY,
    date TEXT NOT NULL,
    language TEXT NOT NULL,
    articles INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    minutes INTEGER NOT NULL
);

-- Words that people put on a publication, to find it by. A collection is a tag too.
CREATE TABLE tags (
    publication TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (publication, tag)
) WITHOUT ROWID;

-- What was removed, and when. It is deleted for good a month later.
CREATE TABLE trash (
    publication TEXT PRIMARY KEY,
    since REAL NOT NULL
);

-- Publications that were added, whole, to be read when their source is gone. `content` is packed and compressed,
-- `digest` is that of `content`.
CREATE TABLE texts (
    publication TEXT PRIMARY KEY,
    digest BLOB NOT NULL,
    content BLOB NOT NULL
);

-- Passages of text that people marked, each from a place on. `name` is the passage, `category` and `note` are theirs.
CREATE TABLE highlights (
    id INTEGER PRIMARY KEY,
    publication TEXT NOT NULL,
    article TEXT NOT NULL,
    position INTEGER NOT NULL,
    block INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    text TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    note TEXT NOT NULL,
    created REAL NOT NULL
);
CREATE INDEX highlights_by_publication ON highlights (publication);

-- Feeds by their address and folders by their path. `problem`: why the last look failed, or "".
CREATE TABLE subscriptions (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    checked REAL NOT NULL,
    problem TEXT NOT NULL
);

-- What each subscription has brought: articles of a feed, files of a folder. `fresh`: nobody has seen it yet.
CREATE TABLE issues (
    subscription INTEGER NOT NULL,
    name TEXT NOT NULL,
    publication TEXT NOT NULL,
    title TEXT NOT NULL,
    fresh INTEGER NOT NULL,
    PRIMARY KEY (subscription, name)
) WITHOUT ROWID;

-- Every block of what can be searched, by numbers of article and block. The index of words over it is made when it
-- is first needed, because not every SQLite can make one.
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    publication TEXT NOT NULL,
    article INTEGER NOT NULL,
    block INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX passages_by_publication ON passages (publication);

-- Publications that are in the index of words, whole.
CREATE TABLE searchable (publication TEXT PRIMARY KEY) WITHOUT ROWID;
"""
SEALS = """
-- What people leave in a text carries a digest of itself, because a flipped bit passes SQLite, and stands twice, on
-- pages apart: a place beside the one before it, a mark beside its copy. The triggers see to that for whoever writes.
ALTER TABLE places ADD COLUMN seal BLOB NOT NULL DEFAULT x'';
ALTER TABLE bookmarks ADD COLUMN seal BLOB NOT NULL DEFAULT x'';
ALTER TABLE highlights ADD COLUMN seal BLOB NOT NULL DEFAULT x'';

CREATE TABLE places_before (
    publication TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    position INTEGER NOT NULL,
    block INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    text TEXT NOT NULL,
    seal BLOB NOT NULL
);
CREATE TRIGGER place_kept BEFORE INSERT ON places BEGIN
    INSERT OR REPLACE INTO places_before SELECT * FROM places WHERE publication = new.publication;
END;
CREATE TRIGGER place_kept_first AFTER INSERT ON places BEGIN
    INSERT INTO places_before SELECT * FROM places WHERE publication = new.publication
        AND NOT EXISTS (SELECT 1 FROM places_before WHERE publication = new.publication);
END;
CREATE TRIGGER place_forgotten AFTER DELETE ON places BEGIN
    DELETE FROM places_before WHERE publication = old.publication;
END;

CREATE TABLE bookmarks_again (
    id INTEGER PRIMARY KEY,
    publication TEXT NOT NULL,
    article TEXT NOT NULL,
    position INTEGER NOT NULL,
    block INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    text TEXT NOT NULL,
    name TEXT NOT NULL,
    created REAL NOT NULL,
    seal BLOB NOT NULL
);
CREATE INDEX bookmarks_again_by_publication ON bookmarks_again (publication);
CREATE TRIGGER bookmark_kept AFTER INSERT ON bookmarks BEGIN
    INSERT OR REPLACE INTO bookmarks_again SELECT * FROM bookmarks WHERE id = new.id;
END;
CREATE TRIGGER bookmark_forgotten AFTER DELETE ON bookmarks BEGIN
    DELETE FROM bookmarks_again WHERE id = old.id;
END;

CREATE TABLE highlights_again (
    id INTEGER PRIMARY KEY,
    publication TEXT NOT NULL,
    article TEXT NOT NULL,
    position INTEGER NOT NULL,
    block INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    text TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    note TEXT NOT NULL,
    created REAL NOT NULL,
    seal BLOB NOT NULL
);
CREATE INDEX highlights_again_by_publication ON highlights_again (publication);
CREATE TRIGGER highlight_kept AFTER INSERT ON highlights BEGIN
    INSERT OR REPLACE INTO highlights_again SELECT * FROM highlights WHERE id = new.id;
END;
CREATE TRIGGER highlight_forgotten AFTER DELETE ON highlights BEGIN
    DELETE FROM highlights_again WHERE id = old.id;
END;

-- The version once more, because a flipped bit in the head of the file makes it another, or another program's.
CREATE TABLE made (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    seal BLOB NOT NULL
);

-- What a server has said about the text it gave last, to be asked for a newer one only; "" where it said nothing.
ALTER TABLE subscriptions ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE subscriptions ADD COLUMN modified TEXT NOT NULL DEFAULT '';
"""
INDEX = """
-- The index of words is cut otherwise from here on, so it is made again from the texts.
DROP TABLE IF EXISTS words;
DELETE FROM passages;
DELETE FROM searchable;
"""
TERMS = """
-- The words that the index holds, or has held, because people look for any part of one. What writing does not
-- distinguish is one in the index from here on, so it is made again.
CREATE TABLE terms (term TEXT PRIMARY KEY) WITHOUT ROWID;
DROP TABLE IF EXISTS words;
DROP TABLE IF EXISTS vocabularies;
DELETE FROM passages;
DELETE FROM searchable;
"""
PASSWORDS = ""  # what is in the tables is changed, and they are not
SEAMS = """
-- What stands where words meet, signs among it, is in an index of its own from here on, so all is made again.
DROP TABLE IF EXISTS words;
DROP TABLE IF EXISTS vocabularies;
DELETE FROM terms;
DELETE FROM passages;
DELETE FROM searchable;
"""
ENDED = """
-- When a subscription was ended, 0 for one that goes on. It can be taken back for as long as what is in the trash.
ALTER TABLE subscriptions ADD COLUMN ended REAL NOT NULL DEFAULT 0;
"""
HYPHENS = f"""
-- Of a hyphen the letters beside it are noted, too. Words are also kept backwards, to find those that end alike.
CREATE TABLE endings (term TEXT PRIMARY KEY) WITHOUT ROWID;
DROP TABLE IF EXISTS seams;
{SEAMS}"""
AUTHORS = """
-- Who has written it, "" where nobody knows, and null in libraries of before until somebody has looked.
ALTER TABLE details ADD COLUMN author TEXT;
"""
ROWS = f"""
-- Three of one sign are noted, too.
DROP TABLE IF EXISTS seams;
{SEAMS}"""
RADICALS = f"""
-- Radicals are the characters that they look like, and what stands twice in the code is simplified, too.
DROP TABLE IF EXISTS seams;
{SEAMS}"""
RESTS = """
-- Until when the server of a feed wants to be left alone, 0 for one that does not.
ALTER TABLE subscriptions ADD COLUMN rests REAL NOT NULL DEFAULT 0;
"""
FOLDERS = """
-- The tags, with line ends between, that what a feed brings is given when it comes for the first time.
ALTER TABLE subscriptions ADD COLUMN tags TEXT NOT NULL DEFAULT '';
"""
# What brings a library from version n to n + 1 stands at index n; the version is SQLite's user_version.
# Semicolons end statements as SQLite's shell has it: also in a comment none may stand.
_LATER = (ENDED, HYPHENS, AUTHORS, ROWS, RADICALS, RESTS, FOLDERS)
MIGRATIONS = (SCHEMA, CORRECTIONS, SHELF, SEALS, INDEX, TERMS, PASSWORDS, SEAMS, *_LATER)

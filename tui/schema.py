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
# What brings a library from version n to n + 1 stands at index n; the version is SQLite's user_version.
# A semicolon ends a statement, also in a comment.
MIGRATIONS = (SCHEMA, CORRECTIONS, SHELF)

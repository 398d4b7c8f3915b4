"""Whether the words of a long publication are kept, by which a part of one is found in a moment."""

from tui.library.filed import Filed

TABLE = "CREATE TABLE IF NOT EXISTS vocabularies (publication TEXT PRIMARY KEY, words BLOB NOT NULL) WITHOUT ROWID"


def forget(library: Filed, *keys: str) -> None:
    library.do(TABLE)
    library.do(f"DELETE FROM vocabularies WHERE publication IN ({', '.join('?' * len(keys))})", *keys)


def knows(library: Filed, key: str) -> bool:
    """Whether the words of a publication are kept, as far as anybody knows as they are now."""
    library.do(TABLE)
    return bool(library.do("SELECT 1 FROM vocabularies WHERE publication = ?", key))

"""Feeds and folders that are looked at for new issues, and what each has brought."""

import time
from collections.abc import Iterable, Mapping, Sequence

from tui.core.publication import Publication
from tui.core.shelf import Subscription
from tui.library import Library
from tui.library.stored import blake2b
from tui.library.writing import transaction

_MONTH = 32 * 86400.0  # seconds
_LISTED = """SELECT id, source, title, (SELECT coalesce(sum(fresh), 0) FROM issues WHERE subscription = id), problem
    FROM subscriptions WHERE {}"""

_UNSEEN = """SELECT publication, name FROM issues WHERE fresh > 0
    AND subscription IN (SELECT id FROM subscriptions WHERE ended = 0)
    AND publication NOT IN (SELECT publication FROM trash) ORDER BY subscription, publication"""


def listed(library: Library) -> list[Subscription]:
    return [Subscription(*row) for row in library.do(_LISTED.format("ended = 0 ORDER BY id"))]


def begin(library: Library, source: str, title: str) -> Subscription:
    """The subscription to a source, an old one where there is one. Raises LibraryError."""
    return begin_all(library, [(source, title)], {})[0]


def begin_all(
    library: Library, feeds: Sequence[tuple[str, str]], tags: Mapping[str, Sequence[str]]
) -> list[Subscription]:
    """The subscriptions to sources with these titles, all or none. `tags`: of sources. Raises LibraryError."""
    sql = """INSERT INTO subscriptions (source, title, checked, problem, tags) VALUES (?, ?, 0, '', ?)
        ON CONFLICT (source) DO UPDATE SET ended = 0"""
    with transaction(library):
        for source, title in feeds:
            library.do(sql, source, title, "\n".join(tags.get(source, ())))
    there = {each.source: each for each in listed(library)}
    return [there[source] for source, _title in feeds]


def tags_of(library: Library, subscription_id: int) -> list[str]:
    """Those of what it has brought; where that is nothing yet, those that it will be given."""
    if key := last(library, subscription_id):
        return [str(tag) for (tag,) in library.do("SELECT tag FROM tags WHERE publication = ? ORDER BY 1", key)]
    rows = library.do("SELECT tags FROM subscriptions WHERE id = ?", subscription_id)
    return [tag for (tags,) in rows for tag in str(tags).split("\n") if tag]


def label(library: Library, tags: Sequence[str], key: str) -> None:
    """Gives the first that a subscription has brought its tags. In a transaction of somebody else's."""
    for tag in tags:
        library.do("INSERT OR IGNORE INTO tags VALUES (?, ?)", key, tag)


def own_key(library: Library, subscription: Subscription, key: str, taken: Mapping[str, int]) -> str:
    """A key for what a feed holds: its own; another where another feed with the same entries has that, for each
    keeps its issues by itself. `taken`: those on their way into the library, and the subscriptions they are for."""
    has = """SELECT 1 FROM issues WHERE publication = ? AND subscription <> ?
        AND subscription IN (SELECT id FROM subscriptions WHERE ended = 0)"""
    if taken.get(key, subscription.id) == subscription.id and not library.do(has, key, subscription.id):
        return key
    return blake2b(f"{key} {subscription.source}".encode(), digest_size=16).hexdigest()


def end(library: Library, subscription_id: int) -> None:
    """What it has brought stays in the library; what it was is known for a while, for those who want it back."""
    library.do("UPDATE subscriptions SET ended = ? WHERE id = ?", library.now(), subscription_id)


def resume(library: Library, subscription_id: int) -> None:
    """Takes an end back: what it had brought is known as before."""
    library.do("UPDATE subscriptions SET ended = 0 WHERE id = ?", subscription_id)


def ended(library: Library) -> list[Subscription]:
    """Those whose end can be taken back, the last first."""
    return [Subscription(*row) for row in library.do(_LISTED.format("ended > 0 ORDER BY ended DESC, id"))]


def forget(library: Library, subscription_id: int) -> None:
    with transaction(library):
        library.do("DELETE FROM issues WHERE subscription = ?", subscription_id)
        library.do("DELETE FROM subscriptions WHERE id = ?", subscription_id)


def known(library: Library, subscription_id: int) -> frozenset[str]:
    """The names of the issues that it has brought, those removed from the library too."""
    rows = library.do("SELECT name FROM issues WHERE subscription = ?", subscription_id)
    return frozenset(str(name) for (name,) in rows)


def checked(library: Library, subscription_id: int, problem: str = "") -> None:
    """Its server has been asked, and wants to be left alone no more, or says so anew."""
    sql = "UPDATE subscriptions SET checked = ?, problem = ?, rests = 0 WHERE id = ?"
    library.do(sql, time.time(), problem, subscription_id)


def tag(library: Library, subscription_id: int) -> tuple[str, str]:
    """What the server has said of the text that was taken in last: "" and "" for nothing."""
    rows = library.do("SELECT etag, modified FROM subscriptions WHERE id = ?", subscription_id)
    return (str(rows[0][0]), str(rows[0][1])) if rows else ("", "")


def keep_tag(library: Library, subscription_id: int, given: tuple[str, str]) -> None:
    library.do("UPDATE subscriptions SET etag = ?, modified = ? WHERE id = ?", *given, subscription_id)


def rest(library: Library, subscription_id: int, until: float) -> None:
    """Its server wants to be left alone until then."""
    library.do("UPDATE subscriptions SET rests = ? WHERE id = ?", until, subscription_id)


def resting(library: Library) -> frozenset[int]:
    """Those whose servers want to be left alone now. None wants that for longer than a month: the clock was wrong."""
    now = time.time()
    rows = library.do("SELECT id FROM subscriptions WHERE rests > ? AND rests < ?", now, now + _MONTH)
    return frozenset(int(number) for (number,) in rows)


def move(library: Library, subscription: Subscription, address: str) -> None:
    """It has another address from now on, and so has what it has brought. Where there is a subscription to that, this
    one ends."""
    other = library.do("SELECT ended FROM subscriptions WHERE source = ? AND id <> ?", address, subscription.id)
    if other and not other[0][0]:
        end(library, subscription.id)
    if other:
        return
    library.do("UPDATE publications SET path = ? WHERE path = ?", address, subscription.source)
    library.do("UPDATE subscriptions SET source = ? WHERE id = ?", address, subscription.id)


def is_first(library: Library, subscription_id: int) -> bool:
    """Whether nobody has looked yet: what is found then is not news."""
    return bool(library.do("SELECT 1 FROM subscriptions WHERE id = ? AND checked = 0", subscription_id))


def bring(library: Library, subscription: Subscription, issues: Iterable[tuple[str, str, str]], fresh: bool) -> None:
    """Notes new issues: name, key of the publication, title. In a transaction of somebody else's."""
    for name, key, title in issues:
        library.do(
            "INSERT OR REPLACE INTO issues VALUES (?, ?, ?, ?, ?)", subscription.id, name, key, title, int(fresh)
        )


def rename(library: Library, subscription: Subscription, last: str, key: str, names: Mapping[str, str]) -> None:
    """Issues that have new names, in a publication that has come after the last one. In a transaction of somebody
    else's."""
    issue = "UPDATE OR REPLACE issues SET name = ? WHERE subscription = ? AND name = ?"
    read = "INSERT OR IGNORE INTO read_articles SELECT ?, ? FROM read_articles WHERE publication = ? AND article = ?"
    for old, new in names.items():
        library.do(issue, new, subscription.id, old)
        library.do(read, key, new, last, old)
        library.do("DELETE FROM read_articles WHERE publication = ? AND article = ?", key, old)


def is_in(library: Library, subscription: Subscription, publication: Publication) -> None:
    """All that a feed has brought is in this publication now. It gives a name to what nobody has named."""
    library.do("UPDATE issues SET publication = ? WHERE subscription = ?", publication.key, subscription.id)
    sql = "UPDATE subscriptions SET title = ? WHERE id = ? AND title = source"
    library.do(sql, publication.title, subscription.id)


def last(library: Library, subscription_id: int) -> str:
    """The key of the publication that holds what a feed has brought so far, or ""."""
    rows = library.do("SELECT publication FROM issues WHERE subscription = ? LIMIT 1", subscription_id)
    return str(rows[0][0]) if rows else ""


def unseen(library: Library) -> list[tuple[str, frozenset[str]]]:
    """Publications that hold what nobody has seen, in the order of the subscriptions, with the names of it."""
    names: dict[str, list[str]] = {}
    for key, name in library.do(_UNSEEN):
        names.setdefault(str(key), []).append(str(name))
    return [(key, frozenset(each)) for key, each in names.items()]


def seen(library: Library, key: str) -> None:
    library.do("UPDATE issues SET fresh = 0 WHERE publication = ?", key)

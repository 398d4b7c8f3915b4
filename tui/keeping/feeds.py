"""What can be subscribed to at a source: a folder, a feed, a list of feeds, or the feeds that a web page names."""

import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from urllib.parse import urljoin

from tui import importers
from tui.core.clean import clean_line
from tui.core.shelf import Feed
from tui.errors import SourceError
from tui.fetch import Newer, Source, as_path, fetch, fetch_newer, is_address
from tui.fetch.typed_paths import address_of
from tui.texts import _

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_MOST = 50  # feeds of a page; nobody looks through more


def feeds_at(source: str) -> list[Feed]:
    """What is there, or the feeds that the page there names, of which somebody chooses. Raises ReaderError."""
    return looked_up(source)[0]


def looked_up(source: str) -> tuple[list[Feed], dict[str, Newer]]:
    """The same, and what has come already, by its address: nobody need ask for it twice."""
    source = address_of(source)
    if not is_address(source) and os.path.isdir(os.path.expanduser(as_path(source))):
        return [Feed(source)], {}
    came = fetch_newer(source, ("", "")) if is_address(source) else Newer(file_at(source))
    assert came, "what nobody has a tag for is always sent"
    if is_feed(came.source) or names_feeds(came.source):
        there = came.moved or source
        return [Feed(there)], {there: came} if is_address(there) else {}
    if not (named := named_by(came.source, came.address)):
        raise no_feed(came.source)
    return named, {}


def as_line(came: Newer) -> list[str]:
    """What has come from an address, for another process."""
    found = came.source
    return [b64encode(found.data).decode(), found.name, found.path, *came.tag, came.address]


def from_line(data: str, name: str, path: str, etag: str, modified: str, address: str) -> Newer:
    return Newer(Source(b64decode(data), name, path), (etag, modified), address)


def file_at(path: str) -> Source:
    """Nobody subscribes to standard input."""
    return fetch("./-" if path == "-" else path)


def is_feed(found: Source) -> bool:
    return _kind(found) == "feed"


def names_feeds(found: Source) -> bool:
    """Whether it is OPML, whatever its name: other readers write .xml too."""
    return _kind(found) == "opml"


def _kind(found: Source) -> str:
    return importers.format_of(found.data, found.name).name


def no_feed(found: Source) -> SourceError:
    """What is to be said of what nobody can subscribe to."""
    text = _("{name} is no feed; the command add takes it into the library.")
    if _kind(found) == "html":
        text = _("{name} is a web page that names no feed; the command add takes the page into the library.")
        if named_by(found):
            text = _("{name} is a web page; subscribe to it once more to choose one of the feeds that it names.")
    return SourceError(text.format(name=clean_line(found.name)))


def named_by(found: Source, address: str = "") -> list[Feed]:
    """The feeds that a page names in its head, with what it calls them; none of what is no page."""
    if _kind(found) != "html":
        return []
    feeds: dict[str, str] = {}
    for title, each in _links(found, address or found.path):
        feeds.setdefault(each, title)
        if len(feeds) == _MOST:
            break
    return [Feed(each, title or each) for each, title in feeds.items()]


def _links(found: Source, address: str) -> Iterator[tuple[str, str]]:
    from tui.importers.markup import decoded, parse

    page = parse(decoded(found.data, found.name))
    base = page.find("base")
    around = _joined(address, base.get("href") if base else "") or address
    for link in page.all("link"):
        if "alternate" in link.get("rel").lower().split() and link.get("type").strip().lower() in _TYPES:
            target = _joined(around, link.get("href"))
            if link.get("href") and is_address(target):
                yield clean_line(link.get("title")), clean_line(target)


def _joined(address: str, target: str) -> str:
    try:
        return urljoin(address, target.strip())
    except ValueError:
        return ""

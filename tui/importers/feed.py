"""RSS, Atom and JSON Feed: an article for every entry, in the order of the feed."""

from io import BytesIO
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError, iterparse

from tui.core.clean import clean_line
from tui.core.light import Any, NamedTuple
from tui.core.publication import Article, Publication
from tui.errors import EmptyFeedError, FormatError
from tui.importers.encoding import decode
from tui.importers.entries import article_of, children_of, entry_of, from_json, local, nodes, plain
from tui.importers.long_feed import long_feed
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.newspaper.keys import key_of, with_keys
from tui.newspaper.language import language_of
from tui.texts import _

_ENTRIES = frozenset({"item", "entry"})
_SAMPLE = 8_000
_LONG = 4_000_000  # bytes, from which on entries are parsed when they are read
# Names that fields have: of the feed itself these are all that is asked for.
_OF_THE_FEED = frozenset({"title", "language", "lang", "link", "home_page_url"})


class _Feed(NamedTuple):
    fields: dict[str, str]
    entries: list[Article]


def parse(data: bytes, name: str) -> Publication:
    """The publication in a feed; FormatError when there is none in it or it has no entries."""
    if len(data) > _LONG and (publication := long_feed(data, name)):
        return publication
    feed = _json(data, name) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml(data, name)
    if not feed.entries:
        message = _("{name} is a feed without entries: there is nothing to read in it yet.")
        raise EmptyFeedError(message.format(name=name))
    words = "\n".join(block.text for article in feed.entries for block in article.blocks)
    language = clean_line(feed.fields.get("language") or feed.fields.get("lang", "")) or language_of(words[:_SAMPLE])
    title = clean_line(plain(feed.fields.get("title", ""))) or name
    return Publication(key_of(words), title, with_keys(feed.entries), language)


def _xml(data: bytes, name: str) -> _Feed:
    """Most feeds are well formed, and then the parser of the standard library is many times quicker."""
    if b"<!ENTITY" not in data:
        try:
            return _quickly(data)
        except (ParseError, ValueError, LookupError):
            pass
    tree = tree_of(decoded(data, name), xml=True)
    entries = []
    for element in reversed(tree.all(*_ENTRIES)):
        entries.append(article_of(entry_of(children_of(element))))
        element.children.clear()  # else what it stands in, where that has no end, would say it again
    channel = tree.find("channel", "feed") or tree
    fields = {child.name: child.text for child in reversed(channel.elements) if child.name in _OF_THE_FEED}
    return _Feed(fields, [article for article in reversed(entries) if article])


def _quickly(data: bytes) -> _Feed:
    fields: dict[str, str] = {}
    entries: list[Article] = []
    open_: list[Node] = []
    for event, node in iterparse(BytesIO(data), events=("start", "end")):
        if event == "start":
            open_.append(node)
            continue
        open_.pop()
        name = local(node)
        if name in _ENTRIES:
            if article := article_of(entry_of(nodes(node))):
                entries.append(article)
            node.clear()  # what has been read is forgotten: feeds can be long
        elif len(open_) <= 2 and name in _OF_THE_FEED and node.text:
            fields.setdefault(name, node.text)
    return _Feed(fields, entries)


def _json(data: bytes, name: str) -> _Feed:
    import json

    try:
        told: Any = json.loads(decode(data, name))
        items = told["items"]
        whole = [article_of(from_json(item)) for item in items if isinstance(item, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = _("{name} is damaged or incomplete; get it again and open that.")
        raise FormatError(message.format(name=name)) from error
    fields = {key: text for key, text in told.items() if isinstance(text, str)}
    return _Feed(fields, [article for article in whole if article])

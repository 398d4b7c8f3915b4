"""RSS, Atom and JSON Feed: an article for every entry, in the order of the feed."""

import re
from collections import Counter
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
from tui.importers.markup import decoded, too_large
from tui.importers.markup import parse as tree_of
from tui.importers.surroundings import NOTHING, Around
from tui.importers.within import numbered
from tui.newspaper.keys import key_of, with_keys
from tui.newspaper.language import language_of
from tui.texts import _

_ENTRIES = frozenset({"item", "entry"})
_SAMPLE = 8_000
_TELLING, _ASKED = 200, 1_000  # characters: the least that tell a language, and as many as are looked at
_BEGINS, _MOST = (b"<item", b"<entry", b'"id"'), 300_000  # entries: of more nobody keeps a list
_LONG = 4_000_000  # bytes, from which on entries are parsed when they are read
_DEEPEST = 100  # elements in each other: what has more goes to the parser that does not mind
_WINDOWS = re.compile(rb"&#(1[2-5]\d|[xX][89][0-9a-fA-F]);")
# Names that fields have: of the feed itself these are all that is asked for.
_OF_THE_FEED = frozenset({"title", "language", "lang", "link", "home_page_url"})


class _Feed(NamedTuple):
    fields: dict[str, str]
    entries: list[Article]


def parse(data: bytes, name: str) -> Publication:
    """The publication in a feed; FormatError when there is none in it, or it has no entries or far too many."""
    if len(data) > _LONG and max(map(data.count, _BEGINS)) > _MOST:
        raise too_large()
    if len(data) > _LONG and (publication := long_feed(data, name)):
        return publication
    feed = _json(data, name) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml(data, name)
    if not feed.entries:
        message = _("{name} is a feed without entries: there is nothing to read in it yet.")
        raise EmptyFeedError(message.format(name=name))
    words = "\n".join(block.text for article in feed.entries for block in article.blocks)
    told = clean_line(feed.fields.get("language") or feed.fields.get("lang", ""))
    title = clean_line(plain(feed.fields.get("title", ""))) or name
    entries = feed.entries if told else [_in_its_language(article) for article in feed.entries]
    return Publication(key_of(words), title, _named(entries), told or language_of(words[:_SAMPLE]))


def _named(entries: list[Article]) -> tuple[Article, ...]:
    """With keys that stay when an entry is edited, where it says who it is and no other says the same."""
    count = Counter(each.key for each in entries)
    entries = numbered(entries)
    pairs = zip(entries, with_keys(entries), strict=True)
    return tuple(
        entry._replace(key=key_of(entry.key)) if entry.key and count[entry.key] == 1 else named
        for entry, named in pairs
    )


def _in_its_language(article: Article) -> Article:
    """Where a feed does not say its language it may have several: each long entry is asked for its own."""
    words = " ".join(block.text for block in article.blocks if not block.language)
    language = language_of(words[:_ASKED]) if len(words) >= _TELLING else ""
    if not language:
        return article
    blocks = (block if block.language else block._replace(language=language) for block in article.blocks)
    return article._replace(blocks=tuple(blocks))


def _xml(data: bytes, name: str) -> _Feed:
    """Most feeds are well formed, and then the parser of the standard library is many times quicker."""
    data = _WINDOWS.sub(lambda found: _letter(found[1]), data)
    if b"<!ENTITY" not in data:
        try:
            return _quickly(data)
        except (ParseError, ValueError, LookupError):
            pass
    tree = tree_of(decoded(data, name), xml=True)
    around = NOTHING.inside((tree.find("rss", "feed", "rdf") or tree).attributes)
    entries = []
    for element in reversed(tree.all(*_ENTRIES)):
        inner = around.inside(element.attributes)
        inner = inner._replace(language="") if inner.language == around.language else inner
        entries.append(article_of(entry_of(children_of(element)), inner))
        element.children.clear()  # else what it stands in, where that has no end, would say it again
    channel = tree.find("channel", "feed") or tree
    fields = {child.name: child.text for child in reversed(channel.elements) if child.name in _OF_THE_FEED}
    fields.setdefault("language", around.language)
    return _Feed(fields, [article for article in reversed(entries) if article])


def _letter(number: bytes) -> bytes:
    """What is meant by the number of a control character, as a reference: what Windows has at its place."""
    code = int(number[1:], 16) if number[:1] in b"xX" else int(number)
    return f"&#{ord(bytes([code]).decode('cp1252', 'replace'))};".encode()


def _quickly(data: bytes) -> _Feed:
    fields: dict[str, str] = {}
    entries: list[Article] = []
    open_: list[Node] = []
    for event, node in iterparse(BytesIO(data), events=("start", "end")):
        if event == "start":
            open_.append(node)
            if len(open_) > _DEEPEST:
                raise ValueError
            continue
        open_.pop()
        name = local(node)
        if name in _ENTRIES:
            if article := article_of(entry_of(nodes(node)), _around([*open_, node], fields)):
                entries.append(article)
            node.clear()  # what has been read is forgotten: feeds can be long
        elif len(open_) <= 2 and name in _OF_THE_FEED:
            text = node.text or (node.get("href", "") if node.get("rel", "alternate") == "alternate" else "")
            if text:
                fields.setdefault(name, text)
    return _Feed(fields, entries)


def _around(open_: list[Node], fields: dict[str, str]) -> Around:
    """What holds in the innermost of these. A language of the outermost is that of the feed, if it has no other."""
    around = Around(page=fields.get("link", "").strip()).inside(open_[0].attrib)
    language = fields.setdefault("language", around.language) if around.language else fields.get("language", "")
    for node in open_[1:]:
        around = around.inside(node.attrib)
    return around._replace(language="") if around.language.lower() == language.lower() else around


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

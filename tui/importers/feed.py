"""RSS, Atom and JSON Feed: an article for every entry, in the order of the feed."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError, iterparse, tostring

from tui.core.clean import clean_line
from tui.core.publication import Article, Block, Kind, Link, Publication
from tui.errors import FormatError
from tui.importers.encoding import decode
from tui.importers.flow import blocks_of
from tui.importers.markup import Element, decoded
from tui.importers.markup import parse as tree_of
from tui.newspaper.keys import key_of, with_keys
from tui.newspaper.language import language_of
from tui.texts import _

_ENTRIES = frozenset({"item", "entry"})
_TEXTS = ("encoded", "content", "content_html", "content_text", "description", "summary")
_DATES = ("published", "pubdate", "date_published", "issued", "date", "updated", "modified", "date_modified")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_PARAGRAPHS = re.compile(r"\s*(?:<p>[^<&]+</p>\s*)+")
_SAMPLE = 8_000
# Names that fields have: of the feed itself these are all that is asked for.
_OF_THE_FEED = frozenset({"title", "language", "lang", "link", "home_page_url"})


class Entry(NamedTuple):
    """The fields of an entry by their small names: text, or a tree where the text is marked up."""

    fields: dict[str, str]
    content: Element | str


class _Feed(NamedTuple):
    fields: dict[str, str]
    entries: list[Article]


def parse(data: bytes, name: str) -> Publication:
    """The publication in a feed; FormatError when there is none in it or it has no entries."""
    feed = _json(data, name) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml(data, name)
    if not feed.entries:
        message = _("{name} is a feed without entries: there is nothing to read in it yet.")
        raise FormatError(message.format(name=name))
    words = "\n".join(block.text for article in feed.entries for block in article.blocks)
    language = clean_line(feed.fields.get("language") or feed.fields.get("lang", "")) or language_of(words[:_SAMPLE])
    title = clean_line(_plain(feed.fields.get("title", ""))) or name
    return Publication(key_of(words), title, with_keys(feed.entries), language)


def _xml(data: bytes, name: str) -> _Feed:
    """Most feeds are well formed, and then the parser of the standard library is many times quicker."""
    if b"<!ENTITY" not in data:
        try:
            return _quickly(data)
        except (ParseError, ValueError, LookupError):
            pass
    tree = tree_of(decoded(data, name), xml=True)
    entries = [_article(_entry(_children(element))) for element in tree.all(*_ENTRIES)]
    channel = tree.find("channel", "feed") or tree
    fields = {child.name: child.text for child in reversed(channel.elements) if child.name in _OF_THE_FEED}
    return _Feed(fields, [article for article in entries if article])


def _quickly(data: bytes) -> _Feed:
    fields: dict[str, str] = {}
    entries: list[Article] = []
    open_: list[Node] = []
    for event, node in iterparse(BytesIO(data), events=("start", "end")):
        if event == "start":
            open_.append(node)
            continue
        open_.pop()
        name = _local(node)
        if name in _ENTRIES:
            if article := _article(_entry(_nodes(node))):
                entries.append(article)
            node.clear()
            if open_:
                open_[-1].remove(node)  # what has been read is forgotten: feeds can be long
        elif len(open_) <= 2 and name in _OF_THE_FEED and node.text:
            fields.setdefault(name, node.text)
    return _Feed(fields, entries)


class _Child(NamedTuple):
    """A field as either parser gives it."""

    name: str
    text: str
    attributes: dict[str, str]
    tree: Element | None


def _local(node: Node) -> str:
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _nodes(entry: Node) -> Iterator[_Child]:
    for node in entry:
        tree = tree_of(tostring(node, encoding="unicode")) if len(node) and _local(node) in _TEXTS else None
        text = node.text or "" if not len(node) else "".join(node.itertext())
        yield _Child(_local(node), text, node.attrib, tree)


def _children(entry: Element) -> Iterator[_Child]:
    for child in entry.elements:
        yield _Child(child.name, child.text, child.attributes, child if child.elements else None)


def _entry(children: Iterable[_Child]) -> Entry:
    fields: dict[str, str] = {}
    trees: dict[str, Element] = {}
    for child in children:
        if child.name == "link" and child.attributes.get("rel", "alternate") == "alternate":
            fields.setdefault("link", child.attributes.get("href") or child.text)
        elif child.name == "content" and "url" in child.attributes:
            continue  # a recording or a picture
        elif child.text.strip():
            fields.setdefault(child.name, child.text)
            if child.tree is not None:
                trees.setdefault(child.name, child.tree)
    chosen = next((name for name in _TEXTS if name in fields), "")
    return Entry(fields, trees.get(chosen) or fields.get(chosen, ""))


def _article(entry: Entry) -> Article | None:
    fields = entry.fields
    title = clean_line(_plain(fields.get("title", "")))
    link = clean_line(fields.get("link", fields.get("url", "")))
    head = [Block(title, Kind.TITLE, links=(Link(0, len(title), link),) if link else ())] if title else []
    author = clean_line(_plain(fields.get("creator") or fields.get("author", "")))
    byline = [Block(author, Kind.BYLINE)] if author else []
    blocks = [*head, *byline, *_blocks(entry.content)]
    if not blocks and link:
        blocks = [Block(link, Kind.PARAGRAPH, links=(Link(0, len(link), link),))]
    return Article("", title, tuple(blocks), "text", date=_date(fields)) if blocks else None


def _blocks(content: Element | str) -> Iterable[Block]:
    if isinstance(content, Element):
        return blocks_of(content)
    parts: list[str] = content.split("\n\n")
    if _PARAGRAPHS.fullmatch(content):  # most entries, and a tree would take half of all time
        parts = re.findall(r"<p>([^<]+)", content)
    elif "<" in content or "&" in content:
        return blocks_of(tree_of(content))
    paragraphs = (clean_line(part) for part in parts)
    return [Block(text, Kind.PARAGRAPH) for text in paragraphs if text]


def _plain(text: str) -> str:
    return tree_of(text).text if "<" in text or "&" in text else text


def _date(fields: dict[str, str]) -> str:
    """The day as ISO, "" where the entry names none."""
    text = next((fields[name].strip() for name in _DATES if name in fields), "")
    if _ISO.match(text):
        return text[:10]
    if not text:
        return ""
    from email.utils import parsedate  # the date of RSS is that of mail

    try:
        day = parsedate(text[:100])
    except (ValueError, IndexError, TypeError, OverflowError):  # it has raised all of these on what is no date
        return ""
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}" if day else ""


def _json(data: bytes, name: str) -> _Feed:
    import json

    try:
        told: Any = json.loads(decode(data, name))
        items = told["items"]
        whole = [_article(_from_json(item)) for item in items if isinstance(item, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = _("{name} is damaged or incomplete; get it again and open that.")
        raise FormatError(message.format(name=name)) from error
    fields = {key: text for key, text in told.items() if isinstance(text, str)}
    return _Feed(fields, [article for article in whole if article])


def _from_json(item: dict[str, Any]) -> Entry:
    fields = {name: text for name, text in item.items() if isinstance(text, str)}
    authors = item.get("authors") or [item.get("author")]
    if isinstance(authors, list) and authors and isinstance(authors[0], dict):
        fields["author"] = str(authors[0].get("name", ""))
    chosen = next((name for name in _TEXTS if name in fields), "")
    return Entry(fields, fields.get(chosen, ""))

"""An entry of a feed → an article, from its fields as either parser or JSON gives them."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import tostring

from tui.core.clean import clean_line
from tui.core.light import Any, NamedTuple
from tui.core.publication import Article, Block, Kind, Link
from tui.importers.flow import blocks_of
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element

_TEXTS = ("encoded", "content", "content_html", "content_text", "description", "summary", "body")
DATES = ("published", "pubdate", "date_published", "issued", "date", "updated", "modified", "date_modified")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MAIL = re.compile(  # nearly all dates of mail
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(0?[1-9]|[12]\d|3[01])"
    r" (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) \d\d:",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"\s*(?:<p>[^<&]+</p>\s*)+")


class Entry(NamedTuple):
    """The fields of an entry by their small names: text, or a tree where the text is marked up."""

    fields: dict[str, str]
    content: Element | str


class Child(NamedTuple):
    """A field as either parser gives it."""

    name: str
    text: str
    attributes: dict[str, str]
    tree: Element | None


def local(node: Node) -> str:
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def nodes(entry: Node) -> Iterator[Child]:
    for node in entry:
        tree = tree_of(tostring(node, encoding="unicode")) if len(node) and local(node) in _TEXTS else None
        text = node.text or "" if not len(node) else "".join(node.itertext())
        yield Child(local(node), text, node.attrib, tree)


def children_of(entry: Element) -> Iterator[Child]:
    for child in entry.elements:
        yield Child(child.name, child.text, child.attributes, child if child.elements else None)


def entry_of(children: Iterable[Child]) -> Entry:
    fields: dict[str, str] = {}
    trees: dict[str, Element] = {}
    for child in children:
        if child.name == "link" and child.attributes.get("rel", "alternate") == "alternate":
            fields.setdefault("link", child.attributes.get("href") or child.text)
        elif child.name == "content" and "url" in child.attributes:
            fields.setdefault("enclosure", child.attributes["url"])  # a recording or a picture
        elif child.name == "enclosure":
            fields.setdefault(child.name, child.attributes.get("url", ""))
        elif child.text.strip():
            fields.setdefault(child.name, child.text)
            if child.tree is not None:
                trees.setdefault(child.name, child.tree)
    chosen = next((name for name in _TEXTS if name in fields), "")
    return Entry(fields, trees.get(chosen) or fields.get(chosen, ""))


def article_of(entry: Entry) -> Article | None:
    fields = entry.fields
    title = clean_line(plain(fields.get("title", "")))
    link = clean_line(fields.get("link", fields.get("url", "")))
    head = [Block(title, Kind.TITLE, links=(Link(0, len(title), link),) if link else ())] if title else []
    author = clean_line(plain(fields.get("creator") or fields.get("author", "")))
    byline = [Block(author, Kind.BYLINE)] if author else []
    blocks = [*head, *byline, *_blocks(entry.content)]
    link = link or clean_line(fields.get("enclosure") or fields.get("guid", ""))
    if not blocks and link:  # all that there is of it
        blocks = [Block(link, Kind.PARAGRAPH, links=(Link(0, len(link), link),))]
    return (
        Article(
            "", title, tuple(blocks), "text", date=date_of(next((fields[name] for name in DATES if name in fields), ""))
        )
        if blocks
        else None
    )


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


def plain(text: str) -> str:
    return tree_of(text).text if "<" in text or "&" in text else text


def date_of(text: str) -> str:
    """The day as ISO, "" where a text names none."""
    text = text.strip()
    if _ISO.match(text):
        return text[:10]
    if found := _MAIL.match(text):
        return f"{found[3]}-{_MONTHS.index(found[2].lower()) // 3 + 1:02}-{int(found[1]):02}"
    if not text:
        return ""
    from email.utils import parsedate  # the date of RSS is that of mail

    try:
        day = parsedate(text[:100])
    except (ValueError, IndexError, TypeError, OverflowError):  # it has raised all of these on what is no date
        return ""
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}" if day else ""


def from_json(item: dict[str, Any]) -> Entry:
    fields = {name: text for name, text in item.items() if isinstance(text, str)}
    authors = item.get("authors") or [item.get("author")]
    if isinstance(authors, list) and authors and isinstance(authors[0], dict):
        fields["author"] = str(authors[0].get("name", ""))
    chosen = next((name for name in _TEXTS if name in fields), "")
    return Entry(fields, fields.get(chosen, ""))

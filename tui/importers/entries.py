"""An entry of a feed → an article, from its fields as either parser or JSON gives them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from operator import attrgetter
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import tostring

from tui.core.clean import clean_line
from tui.core.light import Any, NamedTuple
from tui.core.publication import Article, Block, Kind, Link
from tui.importers.attached import Attached, told_of
from tui.importers.attributes import EMBEDDED
from tui.importers.flow import flow
from tui.importers.markup import parse as tree_of
from tui.importers.surroundings import NOTHING, Around, joined, literal
from tui.importers.tree import Element
from tui.importers.within import bound

_TEXTS = ("encoded", "content", "content_html", "content_text", "description", "summary", "body")
DATES = ("published", "pubdate", "date_published", "issued", "date", "updated", "modified", "date_modified")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MAIL = re.compile(  # nearly all dates of mail
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(0?[1-9]|[12]\d|3[01])"
    r" (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) \d\d:",
    re.IGNORECASE,
)
_MARKED_UP = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?()\[\]]")
_LINES = re.compile(
    r"^\W*(?:\d+:)?\d{1,2}:\d\d\b|^https?:", re.MULTILINE
)  # times and addresses stand on lines of their own
_PARAGRAPHS = re.compile(r"\s*(?:<p>[^<&]+</p>\s*)+")


# Their words say again, at times otherwise, what the entry says itself.
_OTHERS = ("search.yahoo.com/mrss", "www.itunes.com")
# Of other spaces the names of these mean something else.
_CORE, _OWN = (
    frozenset({"title", "link", "description"}),
    re.compile(r"purl\.org/|w3\.org/|netscape|userland|/rss\d*/?$", re.I),
)
_OTHER = attrgetter("other")
_GROUPS = frozenset({"group", "chapters"})
_BESIDE = {"chapter": "start", "chapters": "url", "transcript": "url"}  # with what one has that is meant
_WRITERS = frozenset({"author", "creator"})
_SENDER = re.compile(r"[^\s@]++@\S++\s++\((.+)\)")  # as RSS has its authors


class Entry(NamedTuple):
    """The fields of an entry by their small names: text, or a tree where the text is marked up. `told`: the attributes
    of what was chosen as its text; `beside`: names and attributes of what belongs to its recording."""

    fields: dict[str, str]
    content: Element | str
    attached: tuple[Attached, ...] = ()
    told: dict[str, str] = {}
    beside: tuple[tuple[str, dict[str, str]], ...] = ()


class Child(NamedTuple):
    """A field as either parser gives it. `other`: it only counts where the entry itself says nothing."""

    name: str
    text: str
    attributes: dict[str, str]
    tree: Element | None
    other: bool = False


def local(node: Node) -> str:
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def nodes(entry: Node) -> Iterator[Child]:
    for node in entry:
        name, other = _told(node.tag) if isinstance(node.tag, str) else ("", False)
        if not len(node):
            text = node.text or ""
            yield Child(name, literal(text, node.attrib) if node.attrib else text, node.attrib, None, other)
        elif name in _GROUPS:
            yield from (child._replace(other=True) for child in nodes(node))
        else:
            named = next((each.text for each in node if local(each) == "name"), None) if name in _WRITERS else None
            tree = tree_of(tostring(node, encoding="unicode")) if name in _TEXTS else None
            text = named or "".join(node.itertext())
            yield Child(name, escape(text, quote=False) if name == "title" else text, node.attrib, tree, other)


@lru_cache(maxsize=1_000)  # of which a feed has few, each many times
def _told(tag: str) -> tuple[str, bool]:
    space, _brace, name = tag.rpartition("}")
    name = name.lower()
    return name, any(other in tag for other in _OTHERS) or bool(name in _CORE and space and not _OWN.search(space))


def children_of(entry: Element) -> Iterator[Child]:
    waiting = [(child, False) for child in reversed(entry.elements)]
    while waiting:
        child, other = waiting.pop()
        named = child.find("name") if child.name in _WRITERS else None
        if child.name in _GROUPS and child.elements:
            waiting += [(inner, True) for inner in reversed(child.elements)]
        else:
            text = literal(named.text if named else child.text, child.attributes)
            yield Child(child.name, text, child.attributes, child if child.elements else None, other)


def entry_of(children: Iterable[Child]) -> Entry:
    fields: dict[str, str] = {}
    trees: dict[str, Element] = {}
    said: dict[str, dict[str, str]] = {}
    attached: list[Attached] = []
    beside: list[tuple[str, dict[str, str]]] = []
    told = list(children)
    for child in sorted(told, key=_OTHER) if any(map(_OTHER, told)) else told:
        if child.name == "link" and child.attributes.get("rel", "alternate") == "alternate":
            fields.setdefault("link", child.attributes.get("href") or child.text)
        elif child.name == "content" and "url" in child.attributes:
            fields.setdefault("enclosure", child.attributes["url"])  # a recording or a picture
            beside += _described(child)
        elif child.name == "enclosure" or child.attributes.get("rel") == "enclosure":
            url = child.attributes.get("url") or child.attributes.get("href", "")
            attached.append(Attached(url, child.attributes.get("length", "")))
        elif child.attributes and _BESIDE.get(child.name) in child.attributes:
            beside.append((child.name, child.attributes))
        elif child.name in _WRITERS and child.name in fields and not child.other:
            fields[child.name] += f", {_person(child.text)}"
        elif child.text.strip():
            fields.setdefault(child.name, _person(child.text) if child.name in _WRITERS else child.text)
            if child.attributes:
                said.setdefault(child.name, child.attributes)
            if child.tree is not None:
                trees.setdefault(child.name, child.tree)
    _lead_to_page(fields, said.get("guid", {}))
    chosen = next((name for name in _TEXTS if name in fields), "")
    content = trees.get(chosen) or fields.get(chosen, "")
    return Entry(fields, content, _timed(attached, fields), said.get(chosen, {}), tuple(beside))


def _described(child: Child) -> Iterator[tuple[str, dict[str, str]]]:
    """What is said of a picture for those who do not see it."""
    if said := child.tree.find("description") if child.tree else None:
        yield "picture", {**child.attributes, "said": said.text}


def _timed(attached: list[Attached], fields: dict[str, str]) -> tuple[Attached, ...]:
    lasts = fields.get("duration", "") if len(attached) == 1 else ""
    return tuple(each._replace(lasts=lasts) for each in attached if each.url)


def _lead_to_page(fields: dict[str, str], told: dict[str, str]) -> None:
    """By what an entry is known again may be the address of its page. `told`: the attributes of that."""
    is_address = fields.get("guid", "").strip().lower().startswith(("http://", "https://"))
    if "link" not in fields and told.get("isPermaLink", "true") == "true" and is_address:
        fields["link"] = fields["guid"]


def _person(text: str) -> str:
    """Who it is, without the address."""
    text = text.strip()
    found = _SENDER.fullmatch(text) if "@" in text else None
    return found[1] if found else text


def article_of(entry: Entry, around: Around = NOTHING) -> Article | None:
    """`around`: what holds in the entry; its language only where it is not that of the feed."""
    fields = entry.fields
    title = clean_line(plain(fields.get("title", "")))
    link = joined(around.base or around.page, clean_line(fields.get("link", fields.get("url", ""))))
    head = [Block(title, Kind.TITLE, links=(Link(0, len(title), link),) if link else ())] if title else []
    author = clean_line(plain(fields.get("creator") or fields.get("author", "")))
    byline = [Block(author, Kind.BYLINE)] if author else []
    inner = around.inside(entry.told)
    base = inner.base or link or around.page
    before = [*head, *byline]
    blocks = [*before, *(_based(block, base) for block in _blocks(entry.content, len(before), link))]
    if not blocks and not link:
        url = next((each.url for each in entry.attached), "")
        link = clean_line(url or fields.get("enclosure") or fields.get("guid", ""))
    elif blocks:
        blocks += told_of(entry.attached, entry.beside, base, link)
    elsewhere = clean_line(fields.get("external_url", ""))
    for address in filter(None, (elsewhere, link)):
        if address not in (each.target for block in blocks for each in block.links):  # at times all there is
            blocks.append(Block(address, Kind.PARAGRAPH, links=(Link(0, len(address), address),)))
    if not blocks:
        return None
    if language := clean_line(inner.language or fields.get("language", "")):
        blocks = [block if block.language else block._replace(language=language) for block in blocks]
    day = date_of(next((fields[name] for name in DATES if name in fields), ""))
    return Article(_identity(fields, title), title, tuple(blocks), "text", date=day)


def _identity(fields: dict[str, str], title: str) -> str:
    """By what an entry is known again though its text was edited; "" where it tells nothing of the kind."""
    name = fields.get("guid") or fields.get("id", "")
    link = "" if name else fields.get("link") or fields.get("url", "")
    return clean_line(name) or (f"{clean_line(link)}\n{title}" if link else "")


def _based(block: Block, address: str) -> Block:
    """Where its links lead is told from the address of the entry on."""
    if not block.links:
        return block
    return block._replace(links=tuple(link._replace(target=joined(address, link.target)) for link in block.links))


def _blocks(content: Element | str, before: int, link: str) -> Iterable[Block]:
    if isinstance(content, Element):
        return bound(flow(content), before, link)
    parts: list[str] = content.split("\n\n")
    if _PARAGRAPHS.fullmatch(content):  # most entries, and a tree would take half of all time
        parts = re.findall(r"<p>([^<]+)", content)
    elif _MARKED_UP.search(content):
        tree = tree_of(content)
        told = content.lower()
        if any(mark in told for mark in EMBEDDED):
            from tui.importers.embedded import tell_embedded  # few entries have any

            tell_embedded(tree)
        return bound(flow(tree), before, link)
    elif _ADDRESS.search(content) or _LINES.search(content):
        return [block for part in parts for block in _lines(part)]
    paragraphs = (clean_line(part) for part in parts)
    return [Block(text, Kind.PARAGRAPH) for text in paragraphs if text]


def _lines(paragraph: str) -> Iterator[Block]:
    """Text without marks, its addresses as links."""
    lines = paragraph.split("\n") if _LINES.search(paragraph) else [paragraph]
    for text in filter(None, map(clean_line, lines)):
        links = (Link(found.start(), found.end(), found[0]) for found in _ADDRESS.finditer(text))
        yield Block(text, Kind.VERSE if len(lines) > 1 else Kind.PARAGRAPH, links=tuple(links))


def plain(text: str) -> str:
    """The words of a text that may be marked up."""
    if "<" not in text and "&" not in text:
        return text
    tree = tree_of(text)
    for element in tree.all("script", "style"):
        element.children.clear()
    return tree.text


def date_of(text: str) -> str:
    """The day as ISO, "" where a text names none."""
    text = text.strip()
    if _ISO.match(text):
        return text[:10]
    if found := _MAIL.match(text):
        return f"{found[3]}-{_MONTHS.index(found[2].lower()) // 3 + 1:02}-{int(found[1]):02}"
    if not text:
        return ""
    from tui.importers.days import day_in  # hardly any feed has other ones

    return day_in(text[:100])


def from_json(item: dict[str, Any]) -> Entry:
    fields = {name: text for name, text in item.items() if isinstance(text, str)}
    authors = _objects(item.get("authors")) or _objects([item.get("author")])
    if names := [str(author["name"]) for author in authors if author.get("name")]:
        fields["author"] = ", ".join(names)
    chosen = next((name for name in _TEXTS if name in fields), "")
    attached = (
        Attached(
            str(each["url"]),
            str(each.get("size_in_bytes", "")),
            str(each.get("duration_in_seconds", "")),
            str(each.get("title") or ""),
        )
        for each in _objects(item.get("attachments"))
        if each.get("url")
    )
    return Entry(fields, fields.get(chosen, ""), tuple(attached))


def _objects(told: object) -> list[dict[str, Any]]:
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []

"""Feeds of many thousands of entries: where each begins and ends and what it is called is found without parsing it.

What it holds is made of it when somebody reads it.
"""

import json
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import unescape

from tui.core.clean import clean_line
from tui.core.lazily import Chapter, RecentBlocks, Sources, Unparsed
from tui.core.light import Any, NamedTuple
from tui.core.progress import tell
from tui.core.publication import Article, Block, Kind, Publication
from tui.importers.encoding import decode
from tui.importers.entries import DATES, article_of, children_of, date_of, entry_of, from_json, plain
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.surroundings import NOTHING
from tui.importers.tree import Element
from tui.importers.within import made_of
from tui.newspaper.keys import key_of
from tui.newspaper.language import language_of
from tui.texts import _

_SAMPLE, _SAMPLED = 8_000, 50  # characters and entries by which the language is told
_HEAD = 100_000  # bytes that show which tags the entries have
_OFTEN = 1023  # entries between two reports of progress
_DAY, _WITH_DAY = 17, re.compile(r"\d{4}-|\w{3}, ")  # characters of a date that hold the day, of mail or ISO
_CALLED = 40  # characters that an entry without a title is called by
_TAG = re.compile(r"<[^<>]*>|\s+")
_REFERENCE = re.compile("<|&[#a-zA-Z]")
_FIRST = re.compile(rb"<(item|entry)[\s>]")
_OUTER = re.compile(r"<(title|language|dc:language)>([^<]*)</")
_SOURCE = re.compile(rb"<(?:guid|id)[^<>]*>([^<]*)</|<link[^<>]*>([^<]*)</")
_ITEMS, _GAP = re.compile(r'"items"\s*:\s*\['), re.compile(r"[\s,]*")


class _Told(NamedTuple):
    """What is known of an entry that is not parsed. `source`: by what it is known again."""

    start: int
    end: int
    title: str
    date: str
    source: object


def long_feed(data: bytes, name: str) -> Publication | None:
    """The publication, None where the feed has to be parsed to find its entries."""
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    found = _json(decode(data, name)) if is_json else _xml(_in_utf8(data, name))
    if found is None or not found[1]:
        return None
    fields, articles = found
    language = clean_line(fields.get("language") or fields.get("dc:language", "")) or _guessed(articles)
    title = clean_line(plain(fields.get("title", ""))) or name
    return Publication(key_of("\n".join(each.key for each in articles)), title, articles, language)


def _guessed(articles: Sequence[Article]) -> str:
    words = ""
    for article in articles[:_SAMPLED]:
        words += "\n".join(block.text for block in article.blocks)
        if len(words) > _SAMPLE:
            break
    return language_of(words[:_SAMPLE])


def _articles(
    told: Iterator[_Told],
    make: Callable[[int, int], Sequence[Block]],
    source: Callable[[Sequence[int], Sequence[int]], str],
    size: int,
) -> tuple[Article, ...]:
    """`source`: what stands in entries that follow each other, from where they start and end."""
    recent = RecentBlocks()
    articles: list[Article] = []
    starts, ends = array("Q"), array("Q")

    def sources() -> Sources:
        from tui.importers.source_words import SourceWords  # when somebody looks for something

        return SourceWords(lambda some: source(starts[some.start : some.stop], ends[some.start : some.stop]))

    unparsed = Unparsed(lambda: (len(ends), size), sources)
    seen: dict[str, int] = {}
    days: dict[str, str] = {}  # many entries are of the same day
    for each in told:
        if not len(articles) & _OFTEN:
            tell(each.end, size)
        name = f"{each.title}\n{each.source}"
        seen[name] = number = seen.get(name, 0) + 1
        key = key_of(name if number == 1 else f"{name}\n{number}")
        starts.append(each.start)
        ends.append(each.end)
        made, weight = partial(made_of, make, each.start, each.end, len(articles)), (each.end - each.start) // 2
        blocks = Chapter(made, weight, recent, unparsed=unparsed, number=len(articles))
        text = each.date.strip()
        day = text[:_DAY] if _WITH_DAY.match(text) else text
        if day not in days:
            days[day] = date_of(text)
        articles.append(Article(key, each.title, blocks, "text", date=days[day]))
    return tuple(articles)


def _whole(article: Article | None) -> Sequence[Block]:
    """There always is a block."""
    return tuple(article.blocks) if article else (Block("[" + _("This entry holds no text.") + "]", Kind.PARAGRAPH),)


# RSS and Atom


def _in_utf8(data: bytes, name: str) -> bytes:
    if data.isascii():
        return data
    try:
        data.decode()
    except ValueError:
        return decoded(data, name).encode("utf-8", "replace")
    return data


def _xml(data: bytes) -> tuple[dict[str, str], tuple[Article, ...]] | None:
    first = _FIRST.search(data)
    if first is None or b"<!ENTITY" in data[: first.start()]:
        return None

    head = data[: min(first.start(), _HEAD)].decode("utf-8", "replace")
    around = NOTHING.inside((tree_of(head, xml=True).find("rss", "feed", "rdf") or Element("")).attributes)

    def read(start: int, end: int) -> str:
        return data[start:end].decode("utf-8", "replace")

    def make(start: int, end: int) -> Sequence[Block]:
        element = tree_of(read(start, end), xml=True).find("item", "entry")
        if element is None:
            return _whole(None)
        inner = around.inside(element.attributes)
        inner = inner._replace(language="") if inner.language == around.language else inner
        return _whole(article_of(entry_of(children_of(element)), inner))

    def source(starts: Sequence[int], ends: Sequence[int]) -> str:
        return f"{around.base}\n{read(starts[0], ends[-1])}"

    fields = {"language": around.language} if around.language else {}
    for field, text in _OUTER.findall(data[: first.start()].decode("utf-8", "replace")):
        fields.setdefault(field, unescape(text))
    return fields, _articles(_entries(data, first[1]), make, source, len(data))


def _entries(data: bytes, tag: bytes) -> Iterator[_Told]:
    begin, ending = re.compile(rb"<%s[\s>]" % tag), b"</%s>" % tag
    dates = _date_tags(data[:_HEAD])
    at = 0
    while found := begin.search(data, at):
        start = found.start()
        if _in_comment(data, at, start):
            at = data.find(b"-->", start)
            at = len(data) if at < 0 else at
            continue
        at = _end(data, start, ending)
        source = _SOURCE.search(data, start, at)
        yield _Told(
            start, at, _title(data, start, at), _day(data, dates, start, at), source and (source[1] or source[2])
        )


def _date_tags(head: bytes) -> list[bytes]:
    """The tags that the entries of this feed have for their dates, the best first."""
    tags = []
    for name in DATES:
        tags += sorted(set(re.findall(rb"(?i)<(?:\w+:)?%s>" % name.encode(), head)))
    return tags


def _day(data: bytes, tags: list[bytes], start: int, end: int) -> str:
    for tag in tags:
        found = data.find(tag, start, end)
        if found >= 0:
            found += len(tag)
            return data[found : data.find(b"<", found, end)].decode("ascii", "replace")
    return ""


def _in_comment(data: bytes, start: int, end: int) -> bool:
    comment = data.rfind(b"<!--", start, end)
    return comment >= 0 and data.find(b"-->", comment, end) < 0


def _end(data: bytes, start: int, ending: bytes) -> int:
    """Behind the entry: an end tag that stands in literal text ends nothing."""
    at = start
    while (end := data.find(ending, at)) >= 0:
        literal = data.rfind(b"<![CDATA[", start, end)
        if literal < 0 or data.find(b"]]>", literal, end) >= 0:
            return end + len(ending)
        at = data.find(b"]]>", end)
        if at < 0:
            break
    return len(data)


def _title(data: bytes, start: int, end: int) -> str:
    """What the entry is called; where it says nothing, the beginning of its text."""
    at = data.find(b"<title", start, end)
    close = data.find(b"</title>", at, end) if at >= 0 else -1
    if close < 0 or data.find(b"<source", start, at) >= 0:
        element = tree_of(data[start:end].decode("utf-8", "replace"), xml=True)
        titles = [child.text for entry in element.elements for child in entry.elements if child.name == "title"]
        return _line(titles[0]) if titles else _beginning(element.text)
    text = data[data.find(b">", at, close) + 1 : close].decode("utf-8", "replace")
    if "<![CDATA[" in text:
        text = tree_of(text, xml=True).text
    elif "&" in text:
        text = _meant(text)
    return _line(text) or _beginning(data[close:end].decode("utf-8", "replace"))


def _meant(text: str) -> str:
    """Without references; hardly any title has others than that of the sign that they begin with."""
    return text.replace("&amp;", "&") if text.count("&") == text.count("&amp;") else unescape(text)


def _line(text: str) -> str:
    return clean_line(plain(text) if _REFERENCE.search(text) else text)


def _beginning(text: str) -> str:
    words = _line(_TAG.sub(" ", unescape(text)))
    return words if len(words) <= _CALLED else words[: _CALLED - 1] + "…"


# JSON Feed


def _json(text: str) -> tuple[dict[str, str], tuple[Article, ...]] | None:
    """None where the list of entries is not plain to see, or damaged."""
    found = _ITEMS.search(text)
    if found is None:
        return None

    def make(start: int, end: int) -> Sequence[Block]:
        return _whole(article_of(from_json(json.loads(text[start:end]))))

    def source(starts: Sequence[int], ends: Sequence[int]) -> str:
        entries = (from_json(json.loads(text[start:end])) for start, end in zip(starts, ends, strict=True))
        return "\n".join(
            told for entry in entries for told in (*entry.fields.values(), *(each.url for each in entry.attached))
        )

    try:
        before = json.loads(text[: found.start()].rstrip().rstrip(",") + "}")
        articles = _articles(_items(text, found.end()), make, source, len(text))
        return _texts(before), articles
    except (ValueError, RecursionError):
        return None


def _texts(told: dict[str, Any]) -> dict[str, str]:
    return {key: text for key, text in told.items() if isinstance(text, str)}


def _items(text: str, at: int) -> Iterator[_Told]:
    """Raises ValueError where the list is damaged."""
    decoder = json.JSONDecoder()
    while True:
        at = _GAP.match(text, at).end()  # type: ignore[union-attr]  # it matches everywhere, if only nothing
        if text[at : at + 1] == "]":
            return
        item, end = decoder.raw_decode(text, at)
        if isinstance(item, dict):
            entry = from_json(item)
            title = _line(entry.fields.get("title", "")) or _beginning(str(entry.content))
            source = entry.fields.get("id") or entry.fields.get("url", "")
            day = next((entry.fields[name] for name in DATES if name in entry.fields), "")
            yield _Told(at, end, title, day, source)
        at = end

"""Subscriptions as OPML, which every reader of feeds takes in."""

from collections.abc import Iterable, Mapping, Sequence


def listed(feeds: Iterable[tuple[str, str]], tags: Mapping[str, Sequence[str]] | None = None) -> str:
    """An OPML document of titles and addresses. `tags`: of addresses; the first is a folder, which is what other
    readers know."""
    folders: dict[str, list[str]] = {}
    for title, source in feeds:
        own = (tags or {}).get(source, ())
        folders.setdefault(next(iter(own), ""), []).append(_outline(title, source, own))
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", "<opml version='2.0'>", " <head><title>Mangdao</title></head>"]
    return "\n".join([*lines, " <body>", *map(_folder, folders, folders.values()), " </body>", "</opml>"])


def _outline(title: str, source: str, tags: Sequence[str]) -> str:
    from xml.sax.saxutils import quoteattr

    named = f" category={quoteattr(','.join(tags))}" if tags else ""
    return f"  <outline type='rss' text={quoteattr(title)} title={quoteattr(title)} xmlUrl={quoteattr(source)}{named}/>"


def _folder(name: str, outlines: Sequence[str]) -> str:
    from xml.sax.saxutils import quoteattr

    inside = "\n".join(outlines)
    return f"  <outline text={quoteattr(name)} title={quoteattr(name)}>\n{inside}\n  </outline>" if name else inside

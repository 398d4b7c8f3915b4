"""Subscriptions as OPML, which every reader of feeds takes in."""

from collections.abc import Iterable


def listed(feeds: Iterable[tuple[str, str]]) -> str:
    """An OPML document of titles and addresses."""
    from xml.sax.saxutils import quoteattr

    outlines = [
        f"  <outline type='rss' text={quoteattr(title)} title={quoteattr(title)} xmlUrl={quoteattr(source)}/>"
        for title, source in feeds
    ]
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", "<opml version='2.0'>", " <head><title>Mangdao</title></head>"]
    return "\n".join([*lines, " <body>", *outlines, " </body>", "</opml>"])

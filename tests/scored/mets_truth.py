"""What a library says of an issue in its METS file, as truth to measure a reading by.

Articles and their blocks of text only: a METS file says nothing of the lines in a block, so joins are not judged,
but whether an end of an article was joined over is.
"""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from tui.importers.alto import sheets_of
from tui.newspaper.lines import lines_of
from tui.newspaper.typeset import typeset

_BETWEEN_PAGES = "\n\n"
_TITLE = {"TITLE", "HEADLINE"}
_BLOCK = re.compile(rb'<TextBlock[^>]*\bID="([^"]*)"')


def text_and_truth(path: Path, pages: list[Path]) -> tuple[str, dict]:
    """The text of an issue as the program sets it, and what the METS file says of it."""
    articles, said = _articles(path)
    text, units = "", []
    for page in pages:
        data = page.read_bytes()
        [sheet] = sheets_of(data, page.name)
        ids = [id_.decode() for id_ in _BLOCK.findall(data)]
        made = typeset(sheet)
        for line, block in zip(lines_of(made.text), made.blocks, strict=True):
            article, role = said.get(ids[block], (None, "misc"))
            span = [line.start + len(text), line.end + len(text)]
            units.append({"article": article, "role": role, "spans": [span], "block": ids[block]})
        text += made.text + _BETWEEN_PAGES
    boundaries = [
        {"before": one["spans"][0][1] - 1, "after": two["spans"][0][0], "label": "struct"}
        for one, two in pairwise(units)
        if one["article"] != two["article"]
    ]
    return text, {"issue": {}, "articles": articles, "units": units, "boundaries": boundaries}


def _articles(path: Path) -> tuple[list[dict], dict[str, tuple[int, str]]]:
    """The articles, and of each block which it belongs to and whether it is its title."""
    articles, said = [], {}
    for div in ElementTree.parse(path).iterfind(".//{*}div[@TYPE='ARTICLE']"):
        articles.append({"id": len(articles), "title": div.get("LABEL", "")})
        for inner in div.iter(div.tag):
            role = "title" if inner.get("TYPE") in _TITLE else "para"
            for area in inner.iterfind("{*}fptr//{*}area"):
                said[area.get("BEGIN", "")] = (len(articles) - 1, role)
    return articles, said

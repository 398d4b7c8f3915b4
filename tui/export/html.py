"""One HTML page: a table of contents, then every article with its headings, lists, tables, notes and links."""

from html import escape
from typing import TextIO

from tui.core.progress import told
from tui.core.publication import Place, Publication
from tui.export.pages import STYLE, Pages, anchor, contents, language_tag, title_of
from tui.texts import _


def write(publication: Publication, out: TextIO) -> None:
    """Writes the whole publication; it needs no other file."""
    language = language_tag(publication.language) or "und"
    title = title_of(publication)
    out.write(
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"/><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"/><style>{STYLE}</style></head><body>\n'
    )
    if len(publication.articles) > 1:
        name, listed = escape(_("Contents")), contents(publication, "#a{}".format)
        out.write(f'<nav aria-label="{name}">{listed}</nav>\n')
    furniture = "".join(f"<p>{escape(block.text, quote=False)}</p>" for block in publication.furniture)
    out.write(f"<header>{furniture}</header>\n" if furniture else "")
    pages = Pages(publication, _address)
    out.write("<main>\n")
    for number in told(range(len(publication.articles))):
        out.write(f'<article id="a{number}">\n')
        out.writelines(f"{line}\n" for line in pages.article(number))
        out.write("</article>\n")
    out.write("</main></body></html>\n")


def _address(place: Place) -> str:
    return f"#{anchor(place)}"

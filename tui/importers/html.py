"""HTML: the article of a page, or a page that is a document, whole."""

import re

from tui.core.clean import clean_line
from tui.core.publication import Kind, Publication
from tui.errors import FormatError
from tui.importers.article import article_of
from tui.importers.attributes import EMBEDDED
from tui.importers.book import About, Book, Cut, Part, headings, named
from tui.importers.days import day_in
from tui.importers.flow import flow
from tui.importers.markup import decoded
from tui.importers.markup import parse as tree_of
from tui.importers.tree import Element
from tui.importers.worked import work
from tui.importers.writer import Flow
from tui.texts import _

_PUBLISHED = "article:published_time"  # as pages tell it to what shows links to them
_CALLED = 40  # characters that a link to the next page has at the most
_NEXT = re.compile(
    r"\W*(next page|nächste seite|page suivante|página siguiente|pagina successiva|volgende pagina|следующая страница"
    r"|下一[页頁]|下[页頁]|次の?ページへ?|다음 ?페이지)\W*",
    re.IGNORECASE,
)
_SHORTEST = 600  # characters, read in half a minute: many so short ones are those of a changelog, and no chapters


def parse(data: bytes, name: str) -> Publication:
    """The publication in a page; FormatError when there is no text in it."""
    text = decoded(data, name)
    small = text.lower()
    page = _page(text, small)
    said = about(page, text)
    following = _following(page)
    article = article_of(page)
    if following and not any(link.get("href") == following.get("href") for link in article.all("a")):
        article.children.append(Element("p", None, following))
    if any(mark in small for mark in (*EMBEDDED, "<amp-")):
        from tui.importers.embedded import tell_embedded  # few pages have any

        tell_embedded(article)
    chosen = flow(article)
    if not chosen.blocks:  # what it chose shows nothing
        chosen = flow(_page(text, small))
    if not chosen.blocks and page.find("script"):
        told = _("The text of {name} is made by a program in a web browser; open it there, save it and open the file.")
        raise FormatError(told.format(name=named(name)))
    return _publication(chosen, name, said)


def _following(page: Element) -> Element | None:
    """A link to the page on which the article goes on, where one says so."""
    links = [each for each in page.all("link", "a") if _is_address(each.get("href"))]
    said = next((each for each in links if "next" in each.get("rel").lower().split()), None)
    link = said or next((each for each in links if _NEXT.fullmatch(each.brief(_CALLED) or "")), None)
    if link is None:
        return None
    title = clean_line(link.get("title"))
    words = _("Next page: {title}").format(title=title) if title else _("Next page")
    return Element("a", {"href": link.get("href")}, Element("embedded", {"alt": f"[{words}]"}))


def _is_address(target: str) -> bool:
    """And neither a place in this page nor what a program does."""
    return bool(target.partition("#")[0]) and not target.lower().startswith("javascript:")


def _page(text: str, small: str) -> Element:
    """`small`: the text in small letters, as marks may be written in any."""
    page = tree_of(text)
    if "list-style" in small:
        from tui.importers.list_styles import style_lists  # most pages have it in files of their own

        style_lists(page)
    if "checkbox" in small:
        from tui.importers.boxes import show_boxes  # few pages have any

        show_boxes(page)
    work(page, small)
    if "<noscript" in small or "<frameset" in small:
        from tui.importers.standing_in import show_frames, show_pictures  # few pages have either

        show_pictures(page)
        show_frames(page)
    return page


def document(root: Element, name: str, told: About) -> Publication:
    """A tree as a publication that is cut at its headings."""
    return _publication(flow(root), name, told)


def _publication(chosen: Flow, name: str, told: About) -> Publication:
    book = Book([Part(chosen)])
    cuts = list(headings(book.blocks, _SHORTEST))
    if told.title and book.blocks and book.blocks[0].kind is not Kind.HEAD:
        cuts.insert(0, Cut(0, clean_line(told.title)))  # what it begins with says nothing of it
    return book.publication(named(name), told, cuts)


def about(page: Element, text: str) -> About:
    """What a page says of itself, in its head and to programs. `text`: its source."""
    title, root = page.find("title"), page.find("html")
    language = (root.get("lang") or root.attributes.get("xml:lang", "")) if root else ""
    metas = page.all("meta")
    found = {meta.get("name").lower(): meta.get("content") for meta in metas if meta.get("name")}
    more = {meta.get("property").lower(): meta.get("content") for meta in metas if meta.get("property")}
    told: dict[str, str] = {}
    if "ld+json" in text:
        from tui.importers.linked_data import told_by  # pages of the web have it, documents have not

        told = told_by(page)
    said = {
        "author": found.get("author") or told.get("author", ""),
        "date": found.get("date") or day_in(more.get(_PUBLISHED, "")) or told.get("date", ""),
        "publisher": told.get("publisher") or more.get("og:site_name", ""),
    }
    called = clean_line(title.text) if title else ""
    metadata: dict[str, str | int] = {key: text for key, text in said.items() if text}
    return About(_title(called, told, more), language or told.get("language", ""), metadata)


def _title(called: str, told: dict[str, str], more: dict[str, str]) -> str:
    """Without the name of the site around it, where the page says elsewhere what its article is called."""
    ways = filter(None, map(clean_line, (told.get("title", ""), more.get("og:title", ""))))
    return next((short for short in ways if short in called or not called), called)

"""From the text of a page to its articles: the way through the package, which its head describes."""

from tui.core.light import NamedTuple, Sequence
from tui.core.publication import Doubt, Kind, Publication
from tui.newspaper.assemble import Draft, as_it_is, assemble
from tui.newspaper.check import losses
from tui.newspaper.decode import decode
from tui.newspaper.issue import furniture_of, metadata_of
from tui.newspaper.language import pack_of
from tui.newspaper.page import Page, Sure
from tui.newspaper.publish import publish, unplaced
from tui.newspaper.recognise import page_of

__all__ = ["Analysis", "Doubt", "Page", "analyse", "analyse_issue", "page_of", "parse"]

_BETWEEN_PAGES = "\n\n"


class Analysis(NamedTuple):
    """A publication and all decisions that made it, doubtful or not. `lost`: what was wrong with the decoding
    when it had to be given up for the whole text as one article; "" as it should be."""

    publication: Publication
    doubts: tuple[Doubt, ...]
    lost: str = ""


def parse(text: str, name: str) -> Publication:
    """The articles of a newspaper page. `text` is cleaned; `name` serves where the page does not say its own."""
    return analyse(Page(text, pack_of(text)), name).publication


def analyse(page: Page, name: str) -> Analysis:
    """The articles of a page and how they were decided.

    Every character that is not white space is in exactly one block. That is checked on every page; a page
    that fails comes back whole, as one article of unplaced text.
    """
    return analyse_issue([("", page)], name)


def analyse_issue(pages: Sequence[tuple[str, Page]], name: str) -> Analysis:
    """The same of the pages of one issue in one language, each with what it is called ("2", "B4"). What an article
    says to be on another page is put behind it."""
    draft, texts, at = Draft(), [], 0
    metadata: dict[str, str | int] = {}
    running = _running([page for _label, page in pages])
    for number, (label, page) in enumerate(pages):
        own, said = _read(page, running[number], inner=number > 0)
        draft.take(own, at, str(said.get("page_number") or label) if label else "")
        metadata = said | metadata
        texts.append(page.text)
        at += len(page.text) + len(_BETWEEN_PAGES)
    if len(pages) > 1:
        metadata.pop("page_number", None)
    text, pack = _BETWEEN_PAGES.join(texts), pages[0][1].pack
    if len(pages) > 1 or any(unit.kind is Kind.JUMP for units in draft.articles for unit in units):
        from tui.newspaper.jumps import tie  # few pages have any, and the first line is waited for

        tie(draft, text, pack)
    publication = publish(text, pack, draft, metadata, name)
    pack.keep()
    lost = losses(text, publication)
    if lost:
        return Analysis(unplaced(text, pack, name), (), lost)
    return Analysis(publication, tuple(draft.doubts))


def _running(pages: list[Page]) -> list[set[int]]:
    if len(pages) < 2:
        return [set()]
    from tui.newspaper.running import running_lines

    return running_lines([page.lines for page in pages])


def _read(page: Page, running: set[int], inner: bool) -> tuple[Draft, dict[str, str | int]]:
    """A page's articles and what its furniture says; one article of the lines as they are where they are scattered."""
    if page.scattered:
        return as_it_is(page), {}
    own = furniture_of(page.lines, page.pack, inner) if inner else page.furniture
    furniture = dict.fromkeys(running, Kind.RUNNING_HEAD) | own
    edges = _edges(page, furniture) if page.pack.spaced else {}
    for index in edges | furniture:
        page.sure[index] = Sure.FURNITURE
    known = metadata_of(page.lines, furniture, page.pack) if running or inner else page.said
    return assemble(page, decode(page), edges | furniture), known


def _edges(page: Page, furniture: dict[int, Kind]) -> dict[int, Kind]:
    from tui.newspaper.edges import behind_articles, below_masthead  # not needed for all languages

    top = next((index for index in range(len(page.lines)) if index not in furniture), 0)
    below = dict.fromkeys(below_masthead(page, top) if top else (), Kind.ISSUE_META)
    return below | dict.fromkeys(behind_articles(page), Kind.MISC)

"""The article of a web page without what is around it.

What a page calls its article is believed. Otherwise the text is where the paragraphs are: elements that are called
navigation, advertisement and the like, and those that hold hardly anything but links, are furniture. Where too little
would be left the page is taken whole: an index is all links, and that is what it is read for.
"""

import re

from tui.core.light import Callable, NamedTuple
from tui.importers.attributes import is_hidden
from tui.importers.markup import BLOCKS
from tui.importers.tree import Element, names

_FURNITURE_NAMES = frozenset({"nav", "aside", "form", "footer", "dialog"})
_HOLDS_AN_ARTICLE = names("div section article main center table tbody tr td form fieldset")
_HOLDS_LINKS = names("div ul ol menu section table")
_FURNITURE_ROLES = names("navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar")
_CALLED = re.compile(
    r"(^|[\s_-])(nav(bar|igation)?|menu|breadcrumbs?|sidebar|side-?bar|footer|advert(s|isement)?|ads?|adsbygoogle|banner|"
    r"cookies?|consent|share|sharing|social|related|recommend(ed|ations?)?|newsletter|subscribe|popup|modal|promo|"
    r"comments?|disqus|pagination|pager|skip-?link|toolbar|sponsor(ed)?|masthead|toc-?nav|copyright)([\s_-]|$)",
    re.IGNORECASE,
)
# What readers have said of it is longer than many an article.
_COMMENTS = re.compile(r"(^|[\s_-])(comments?|commentaires?|kommentare?|disqus(_?thread)?)([\s_-]|$)", re.IGNORECASE)
_NOTES = re.compile(r"(^|[\s_-])(foot|end)-?notes?([\s_-]|$)", re.IGNORECASE)
_SECTION = re.compile(r"(^|\s)(section|sect\d|chapter|appendix)(\s|$)")
_SAYS_ARTICLE = re.compile(r"(^|[\s_-])(article-?body|entry-?content|post-?content|story-?body)([\s_-]|$)", re.I)
_LEAST, _MOST_LINKS, _ENOUGH, _MAIN_SHARE = 200, 0.5, 0.25, 0.8
_MOST_PROSE, _FEW_LINKS = 0.5, 0.2
_MOST_BOXES, _QUOTES = 30, "\"' “”„«»「」"
_WHOLE = 0  # what the weight of the page is kept under
_A_SENTENCE = 40  # characters of an element within a line from which on it is running text and no label
_SENTENCE_MARKS = re.compile(r"[.,;!?。，；！？、]")


class _Weight(NamedTuple):
    """Bytes of an element: all, in links, and in running text. A Chinese character says as much as three letters, and
    has as many."""

    all: int
    linked: int
    prose: int


def article_of(page: Element) -> Element:
    """The element that holds the article, cleared of furniture."""
    body = page.find("body") or page
    weights = _weights(body)
    if chosen := _named(body, weights):
        boxes = _boxes(chosen, weights)
        return _titled(
            _cleared(chosen, lambda each: id(each) not in boxes and _is_furniture(each, weights, True)), page
        )
    kept, comments, furniture = _kept(body, weights)
    if kept < max(_LEAST, _ENOUGH * (weights[id(body)].all - comments)):
        return body
    cleared = _cleared(body, lambda element: id(element) in furniture) if furniture else body
    return _main(cleared, weights if kept == weights[id(body)].all else _weights(cleared), page)


def _named(body: Element, weights: dict[int, _Weight]) -> Element | None:
    """What the page itself says is its one article."""
    ways = (
        lambda element: element.attributes.get("itemprop", "") == "articleBody",
        lambda element: element.name == "article",
        lambda element: element.name == "main" or element.attributes.get("role") == "main",
        lambda element: bool(_SAYS_ARTICLE.search(_called(element))),
    )
    everything = list(body.walk())
    prose = weights[id(body)].prose
    for way in ways:
        found = [element for element in everything if way(element)]
        heaviest = max(found, key=lambda element: weights[id(element)].prose, default=None)
        # One of many teasers is not the article; the only one may be short.
        least = prose / 2 if len(found) == 1 else max(_LEAST, prose / 2)
        if heaviest is None or weights[id(heaviest)].prose <= least:
            continue
        if not _is_one_of_several(heaviest, everything):
            return heaviest
    return None


def _titled(article: Element, page: Element) -> Element:
    """With its heading, where that stands outside of it and is what the page is called."""
    title = page.find("title")
    called = _words(title) if title else ""
    heads = [head for head in page.all("h1") if _words(head) and _words(head) in called]
    heading = max(heads, key=lambda head: len(_words(head)), default=None)
    if heading is None or 3 * len(_words(heading)) < len(called) or article.find("h1"):
        return article
    return Element("div", None, heading, article)


def _words(element: Element) -> str:
    return " ".join(element.text.split())


def _is_one_of_several(chosen: Element, everything: list[Element]) -> bool:
    """Whether others stand beside it that are as much an article as it is: a book in one page has one a chapter."""
    if chosen.name != "article" or not chosen.find("h1"):
        return False
    beside = next((parent.elements for parent in everything if chosen in parent.elements), [])
    return sum(each.name == "article" and each.find("h1") is not None for each in beside) > 1


def _called(element: Element) -> str:
    if not element.attributes:
        return ""
    return f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"


def _is_furniture(element: Element, weights: dict[int, _Weight], gently: bool) -> bool:
    weight = weights[id(element)]
    if element.name in ("body", "html", "article", "main", ""):
        return False
    if element.attributes and ("note" in element.get("role") + element.get("type") or _NOTES.search(_called(element))):
        return False
    is_shown = element.name == "dialog" and "open" in element.attributes  # among the text
    if (element.name in _FURNITURE_NAMES and not is_shown) or element.attributes.get("role") in _FURNITURE_ROLES:
        return True
    if element.attributes.get("aria-hidden") == "true" and element.name in BLOCKS:
        return True
    if element.name not in BLOCKS or element.name in ("p", "h1", "h2"):
        return False
    is_section = not element.attributes or _is_section(element)
    if not is_section and _COMMENTS.search(_called(element)) and weights[_WHOLE].prose - weight.prose >= 3 * _LEAST:
        return True
    if not is_section and (called := _CALLED.search(_called(element))) and weight.prose < 3 * _LEAST:
        # A box of a book beside its text is called as the side of a page is.
        return "side" not in called[2].lower() or weight.prose < _MOST_PROSE * weight.all
    own = "".join(child for child in element.children if isinstance(child, str)).strip()
    if len(own) >= _A_SENTENCE and _SENTENCE_MARKS.search(own):
        return False  # a paragraph, if with long addresses in it
    full_of_links = weight.linked > _MOST_LINKS * weight.all and element.name in _HOLDS_LINKS
    return full_of_links and not gently and weight.all > 0


def _boxes(article: Element, weights: dict[int, _Weight]) -> set[int]:
    """The ids of what stands beside the text among its paragraphs, and is text itself: not a line of it that is only
    shown again in large letters, nor something to sign up for."""
    asides = [
        child
        for parent in article.walk()
        if any(child.name == "p" for child in parent.elements)
        for child in parent.elements
        if child.name == "aside" or child.attributes.get("role") == "complementary"
    ]
    if not asides:
        return set()
    text = _words(article)
    return {id(each) for each in asides[:_MOST_BOXES] if _is_box(each, weights[id(each)]) and _is_once(each, text)}


def _is_once(element: Element, text: str) -> bool:
    return text.count(_words(element).strip(_QUOTES)) < 2


def _is_box(element: Element, weight: _Weight) -> bool:
    called = _CALLED.search(_called(element))
    if (called and "side" not in called[2].lower()) or element.find("form", "input", "button", "iframe"):
        return False
    return _is_text(weight) and weight.prose >= _MOST_PROSE * weight.all


def _is_section(element: Element) -> bool:
    """One of a document, which may be called anything: by its class, or as its heading says."""
    if element.name == "section" and "class" not in element.attributes:
        heading = element.find("h1", "h2", "h3", "h4", "h5", "h6")
        words = "-".join(re.findall(r"\w+", heading.text.lower())) if heading else ""
        return bool(words) and words == element.attributes.get("id", "").lower()
    return _SECTION.search(element.attributes.get("class", "")) is not None


def _weights(body: Element) -> dict[int, _Weight]:
    """Of every element, from the leaves up."""
    found: dict[int, _Weight] = {}
    order = [(element, False) for element in (body,)]
    linked_in: list[tuple[Element, bool]] = []
    while order:
        element, linked = order.pop()
        linked = linked or element.name == "a"
        linked_in.append((element, linked))
        order += [(child, linked) for child in element.elements]
    for element, linked in reversed(linked_in):
        found[id(element)] = _Weight(0, 0, 0) if is_hidden(element) else _weight(element, linked, found)
    found[_WHOLE] = found[id(body)]
    return found


def _weight(element: Element, linked: bool, inner: dict[int, _Weight]) -> _Weight:
    words, size, links, prose = "", 0, 0, 0
    for child in element.children:
        if isinstance(child, str):
            words += child
        else:
            weight = inner[id(child)]
            size, links, prose = size + weight.all, links + weight.linked, prose + weight.prose
    own = words.strip()
    size += len(own) if own.isascii() else len(own.encode("utf-8", "replace"))
    links = (size if linked else 0) or links
    long_enough = 1 if element.name in BLOCKS else _A_SENTENCE
    if len(own) >= long_enough and not linked and _SENTENCE_MARKS.search(own):
        prose = size - links
    return _Weight(size, links, prose)


def _kept(body: Element, weights: dict[int, _Weight]) -> tuple[int, int, set[int]]:
    """How many characters would be left, how many have been written by readers, and the ids of what is furniture."""
    kept, comments, waiting = weights[id(body)].all, 0, [body]
    furniture: set[int] = set()
    while waiting:
        for child in waiting.pop().elements:
            if _is_furniture(child, weights, gently=False):
                furniture.add(id(child))
                kept -= weights[id(child)].all
                comments += weights[id(child)].all if _COMMENTS.search(_called(child)) else 0
            else:
                waiting.append(child)
    return kept, comments, furniture


def _cleared(root: Element, is_furniture: Callable[[Element], bool]) -> Element:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        element.children = [child for child in element.children if isinstance(child, str) or not is_furniture(child)]
        waiting += element.elements
    return root


def _main(body: Element, weights: dict[int, _Weight], page: Element) -> Element:
    """Down to the smallest element that holds nearly all running text, and the heading over it."""
    titled = body.around(_heading_of(body, page))
    element = body
    while True:
        inside = max(element.elements, key=lambda child: weights[id(child)].prose, default=None)
        if inside is None or inside.name not in _HOLDS_AN_ARTICLE:
            return element
        prose = weights[id(inside)].prose
        if not prose or prose < _MAIN_SHARE * weights[id(element)].prose:
            return element
        if any(_is_text(weights[id(child)]) for child in element.elements if child is not inside):
            return element
        if id(element) in titled and id(inside) not in titled:
            return element
        element = inside


def _is_text(weight: _Weight) -> bool:
    """More than a teaser, which is as much link as text."""
    return weight.prose >= _LEAST / 2 and weight.linked < _FEW_LINKS * weight.all


def _heading_of(body: Element, page: Element) -> Callable[[Element], bool]:
    """Which elements are its heading: of the highest level, or else what says how the page is called."""
    if body.find("h1"):
        return lambda element: element.name == "h1"
    title = page.find("title")
    called = _words(title) if title else ""

    def says(element: Element) -> bool:
        words = (element.brief(2 * len(called)) or "") if element.name in ("h2", "h3") else ""
        return bool(words) and 3 * len(words) >= len(called) and " ".join(words.split()) in called

    return says

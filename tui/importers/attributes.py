"""What the attributes and the children of an element say of it."""

import re
from collections.abc import Set as AbstractSet

from tui.importers.markup import BLOCKS
from tui.importers.tree import Element, names

_HIDDEN = names(
    "script style head template datalist select option button input noscript iframe embed"
    " audio video map rp binary title desc metadata colgroup col"
)
# Compiled when they are used: most books need neither before their first words.
_FOUND = "until-found"  # it is hidden until somebody looks for its words
_NO_PROGRAM, _NOTICE = "(?i)canvas|browser|navegador|navigateur|браузер|浏览器|瀏覽器|ブラウザ", 160  # characters
_STYLED_AWAY = r"display\s*:\s*none|visibility\s*:\s*hidden"
_ASIAN = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
EMBEDDED = ("<audio", "<video", "<iframe", "<embed", "<object")
"""One of these stands in every page that plays something, or shows another page."""
BEGINS = "\0begins"
"""The attribute of a list item that begins a list of its own."""
FORM = "\0form"
"""The attribute of a list, and of its items, that says how they are counted."""
_NUMERALS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_KNOWN = ("/MathML", "/xhtml", "/svg")
_NOTES = names(
    "footnote footnotes endnote endnotes rearnote rearnotes doc-footnote doc-endnote doc-endnotes"
    " duokan-footnote-content duokan-footnote-item"
)
_REFERENCES = names("noteref doc-noteref duokan-footnote")
_PAGES = names("pagebreak doc-pagebreak page-normal page-front page-special")
_NUMBERED = names("pagenum pageno pagenumber page-number pgnum")
_PAGE_WORDS = "pages?|pg|pp?|seite|s|página|pagina|pág|pag|страница|стр|с|sivu|side|sida|strona|strana|oldal|sayfa"
_NUMBER = (
    rf"[\W_]*(?:(?:{_PAGE_WORDS})\b\.?\s*|(?:pg|p|第)(?=\d))?(\d{{1,5}}[a-z]?|[ivxlcdm]{{1,12}})(?:页|頁|ページ)?[\W_]*"
)
_CALL = r"(?i)(?:foot|end)note"
_CALLED, _RAISED, _LABEL = 4, 7, 40  # characters of what leads to a note, of one that is raised, and of a page
_SMALL = names("a noteref span i b em strong small sup")
_STRESSED = names("b i em strong u small big span emphasis")


def words_of(element: Element) -> set[str]:
    """What an element says it is: role, type of the EPUB vocabulary, class."""
    told, found = ("epub:type", "role", "class", "data-type"), set[str]()
    for name in told if element.attributes else ():
        if name in element.attributes:
            found.update(element.attributes[name].lower().split())
    return found


def anchors_of(element: Element) -> list[str]:
    """What links call it."""
    told = ("id", "xml:id", "name") if element.name == "a" else ("id", "xml:id")
    return [element.attributes[name] for name in told if name in element.attributes]


def language_of(element: Element) -> str:
    return element.attributes.get("lang") or element.attributes.get("xml:lang") or ""


def level_of(heading: Element, level: int) -> int:
    """That of a heading, if it says nothing else."""
    told = heading.attributes.get("aria-level") or str(level)
    return min(6, int(told)) if told.isdecimal() and len(told) < 3 else 2


def is_asian(text: str) -> bool:
    return re.search(_ASIAN, text) is not None


def language_by_script(has_asian: bool, western: str, asian: str) -> str:
    """Office programs keep two languages for the same words, one for each kind of script; "" where the one that
    counts says nothing."""
    language = asian if has_asian else western
    return "" if language.lower() in ("none", "zxx", "x-none") else language


def words_alone(element: Element) -> str | None:
    """The words of an element in which nothing else stands, though some may be stressed; None for any other."""
    children = element.children
    if len(children) == 1 and isinstance(children[0], str):
        return children[0]
    words = ""
    for child in children:
        if not isinstance(child, str):
            is_stressed = child.name in _STRESSED and not child.attributes and len(child.children) == 1
            child = child.children[0] if is_stressed else child
        if not isinstance(child, str) or child.isspace():
            return None  # of white space alone it depends on what stands beside it
        words += child
    return words


def target_of(link: Element) -> str:
    return link.get("href") or link.get("idref")


def is_hidden(element: Element) -> bool:
    attributes = element.attributes
    if element.name in _HIDDEN or attributes.get("hidden", _FOUND) != _FOUND:
        return True
    if element.name == "canvas" and re.search(_NO_PROGRAM, element.brief(_NOTICE) or ""):
        return True  # else it says in words what is drawn there
    return "style" in attributes and bool(re.search(_STYLED_AWAY, attributes["style"], re.IGNORECASE))


def is_outer(element: Element) -> bool:
    """A citation of its own with paragraphs in it, not the title of a work in a sentence."""
    return any(child.name in BLOCKS for child in element.elements)


def is_raised_link(element: Element) -> bool:
    """A link around a raised number, as many books write what leads to their notes."""
    children = element.children if element.name == "a" and target_of(element) else ()
    raised = [child for child in children if isinstance(child, Element) or child.strip()]
    is_raised = len(raised) == 1 and isinstance(raised[0], Element) and raised[0].name == "sup"
    return is_raised and element.brief(_RAISED) is not None


def is_reference(element: Element, words: AbstractSet[str]) -> bool:
    """It leads to a note, as it says itself, or as its look or its names tell. `words`: what it says it is."""
    if element.name == "noteref" or not words.isdisjoint(_REFERENCES):
        return True
    return element.name == "a" and (is_raised_link(element) or _is_call(element))


def _is_call(link: Element) -> bool:
    """A bare number that leads to what is called a note."""
    name = target_of(link).partition("#")[2]
    told = f"{name} {link.attributes.get('class', '')}"
    return bool(name and re.search(_CALL, told)) and (link.brief(_CALLED) or "").isalnum()


def is_note(words: AbstractSet[str]) -> bool:
    return not words.isdisjoint(_NOTES)


def is_page(element: Element, words: AbstractSet[str]) -> bool:
    """The number of a page of the print. By its class alone only where it is nothing but that."""
    if element.name == "pagenum" or not words.isdisjoint(_PAGES):
        return True
    text = None if words.isdisjoint(_NUMBERED) else element.brief(_LABEL)
    return text is not None and re.fullmatch(_NUMBER, text, re.IGNORECASE) is not None


def page_label(text: str) -> str:
    """How a page calls itself, without what says that it is one: 13 of "[Pg 13]" and "Page 13."."""
    found = re.fullmatch(_NUMBER, text, re.IGNORECASE)
    return found[1] if found else text


def is_short(element: Element) -> bool:
    """Nothing but a few letters, perhaps a link."""
    return all(child.name in _SMALL or child is element for child in element.walk())


def marker_of(element: Element, numbers: list[int] | None) -> str:
    """What stands before a list item. `numbers`: of its list, counted on; None where it has none."""
    if "own" in element.get("class").split():  # as our exports say of items that bring their numbers with them
        return ""
    form = element.attributes.get(FORM, "decimal")
    if numbers is None or form == "bullet":
        return "• "
    value = element.attributes.get("value", "")
    if _is_number(value):
        numbers[0] = int(value)
    number = numbers[0]
    numbers[0] += numbers[1]
    if form == "none":
        return ""
    if form != "decimal":
        from tui.importers.office.word_styles import numeral  # few lists count otherwise

        return f"{numeral(number, form)}. "
    return f"{number}. "


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d{1,9}", text) is not None


def choose_case(switch: Element) -> None:
    """Leaves the first case of an EPUB's switch that is known here, else what it has by default."""
    cases = [child for child in switch.elements if child.name in ("case", "default")]
    known = (case for case in cases if case.get("required-namespace").endswith(_KNOWN) or case.name == "default")
    if cases:
        switch.children = [next(known, cases[0])]


def numbers_of(element: Element) -> list[int] | None:
    """The first number of a list, to be counted on, and the step to the next; None where it has none. Its items are
    given the form of theirs."""
    attributes = element.attributes
    kind = attributes.get("type", "")
    form = attributes.get(FORM) or _NUMERALS.get(attributes.get("enum") or kind, "")
    if element.name != "ol" and kind != "ol" and form in ("", "none", "bullet"):
        return None
    items = element.elements
    for item in items if form else ():
        item.attributes.setdefault(FORM, form)
    is_reversed = "reversed" in attributes
    first = attributes.get("start", "")
    start = int(first) if _is_number(first) else sum(item.name == "li" for item in items) if is_reversed else 1
    return [start, -1 if is_reversed else 1]


def gather_readings(ruby: Element) -> None:
    """Puts the readings of the characters of one word behind it, as one: 東京(とうきょう), that it can be found and is
    said as a word."""
    readings = [child for child in ruby.elements if child.name == "rt"]
    if len(readings) < 2 or any(child.elements for child in readings):
        return
    texts = [child.text.strip() for child in readings]
    whole = ("" if all(map(is_asian, filter(None, texts))) else " ").join(filter(None, texts))
    others = [child for child in ruby.elements if child.name == "rtc"]
    base = [child for child in ruby.children if isinstance(child, str) or child.name not in ("rt", "rtc")]
    ruby.children[:] = [*base, Element("rt", readings[0].attributes, whole), *others]

"""Tables of contents and lists of pages, of EPUB 3 and of NCX files."""

from functools import cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from tui.core.clean import clean_line
from tui.core.light import Iterable, NamedTuple
from tui.importers.attributes import FORM
from tui.importers.tree import Element
from tui.texts import _

_LONG = 200  # characters of a title that other titles are put to


class Entry(NamedTuple):
    """`target`: path in the archive, with an anchor or without. `level` counts from 1."""

    title: str
    target: str
    level: int


class Contents(NamedTuple):
    """`path`: the file it stands in. `pages`: label and target. `lists`: of pictures, tables and the like, which stand
    in the same file and nowhere else."""

    path: str
    entries: list[Entry]
    pages: list[tuple[str, str]]
    lists: tuple[Element, ...] = ()


def from_navigation(tree: Element, path: str) -> Contents:
    """The navigation document of an EPUB 3."""
    entries: list[Entry] = []
    marks: list[Entry] = []
    pages: list[tuple[str, str]] = []
    lists: list[Element] = []
    for nav in tree.outermost("nav"):
        kind = nav.get("type") or nav.get("role")
        if "page-list" in kind or "pagelist" in kind:
            pages += [(clean_line(link.text), _inside(path, link.get("href"))) for link in nav.outermost("a")]
        elif "toc" in kind.split() or "doc-toc" in kind:
            entries += _links(nav, path)
        elif "landmarks" in kind.split():
            marks += _links(nav, path)
        elif nav.find("a"):
            lists.append(nav)
    found = Contents(path, _leading(entries), pages, tuple(_apart(lists, entries)))
    return with_landmarks(found, marks)


def with_landmarks(contents: Contents, marks: Iterable[Entry]) -> Contents:
    """With the cover, the notes, the index and the like, where a book tells of them beside its table of contents, and
    that leaves them out."""
    marks = [mark for mark in marks if mark.title]
    if not (contents.entries and marks):
        return contents
    named = {_file(entry) for entry in contents.entries} | {contents.path, ""}
    more: dict[str, Entry] = {}
    for mark in marks:
        if _file(mark) not in named:
            more.setdefault(_file(mark), Entry(mark.title, _file(mark), 1))
    return contents._replace(entries=[*contents.entries, *more.values()])


def of_guide(tree: Element, path: str) -> list[Entry]:
    """What the package of an EPUB 2 tells of in the same way."""
    guide = tree.find("guide")
    references = guide.all("reference") if guide else []
    return [Entry(clean_line(each.get("title")), _inside(path, each.get("href")), 1) for each in references]


def shown(nav: Element) -> Element:
    """A list of pictures or tables, which some books hide because their own pages show it in another way."""
    nav.attributes = {"id": nav.get("id") or f"list of {nav.get('type')}"}
    for element in nav.all("ol"):
        element.attributes[FORM] = "none"  # what it lists has numbers of its own
    return nav


def title_of(nav: Element) -> str:
    """What such a list is called."""
    head = nav.near("h1", "h2", "h3", "h4", "h5", "h6")
    kind = nav.get("type") or nav.get("id").rpartition(" ")[2]
    return clean_line(head.text) if head else {"loi": _("Pictures"), "lot": _("Tables")}.get(kind, "")


def file_of(entry: Entry) -> str:
    """The file that it leads to."""
    return normpath(unquote(_file(entry)))


def _file(entry: Entry) -> str:
    return entry.target.partition("#")[0]


def _apart(lists: list[Element], entries: list[Entry]) -> list[Element]:
    """Those that are no page of the book as well, which the table of contents would name."""
    named = {entry.title.casefold() for entry in entries}
    heads = (each.near("h1", "h2", "h3", "h4", "h5", "h6") for each in lists)
    return [
        each
        for each, head in zip(lists, heads, strict=True)
        if not head or clean_line(head.text).casefold() not in named
    ]


def _links(nav: Element, path: str) -> list[Entry]:
    found, waiting = [], [(nav, 0)]
    around = cache(lambda: nav.around(lambda element: element.name == "a"))  # few have words that lead nowhere
    while waiting:
        element, level = waiting.pop()
        names_others = element.name == "span" and level > 0 and id(element) not in around()
        if element.name == "a" or names_others:
            target = element.get("href")
            if title := clean_line(element.text):
                found.append(Entry(title, _inside(path, target) if target else "", max(1, level)))
            continue
        level += element.name in ("ol", "ul")
        waiting += [(child, level) for child in reversed(element.elements)]
    return found


def from_ncx(tree: Element, path: str) -> Contents:
    """The NCX file of an EPUB 2 or a DAISY book."""
    entries, waiting = [], [(tree, 0)]
    while waiting:
        element, level = waiting.pop()
        if element.name == "navpoint":
            level += 1
            entries.append(Entry(_label(element), _target(element, path), level))
        waiting += [(child, level) for child in reversed(element.elements)]
    pages = [(_label(element), _target(element, path)) for element in tree.all("pagetarget")]
    named = [entry for entry in entries if entry.title]
    lists = [_list(each, number) for number, each in enumerate(tree.outermost("navlist"))]
    return Contents(path, _leading(named), pages, tuple(_apart([each for each in lists if each.find("a")], named)))


def _list(navlist: Element, number: int) -> Element:
    """A list of pictures, tables or the like, as EPUB 3 has it."""
    targets = ((_label(each), each.child("content")) for each in navlist.all("navtarget"))
    links = [Element("a", {"href": to.get("src")}, label) for label, to in targets if label and to and to.get("src")]
    head = Element("h2", None, _label(navlist))
    kind = {"id": f"list {number}", "type": navlist.get("class")}
    return Element("nav", kind, head, Element("ol", None, *(Element("li", None, link) for link in links)))


def lists_of_ncx(tree: Element, path: str) -> list[tuple[str, str, str]]:
    """What the lists of notes, pictures and so on in an NCX file lead to: the kind of the list, label, target."""
    lists = [(each.get("class"), each) for each in tree.outermost("navlist")]
    found = [(kind, _label(entry), _target(entry, path)) for kind, each in lists for entry in each.all("navtarget")]
    return [entry for entry in found if entry[1] and entry[2]]


def _leading(entries: list[Entry]) -> list[Entry]:
    """What stands over others and leads nowhere leads to the first of them. Two that lead to the same place, the one
    under the other, are one."""
    found: list[Entry] = []
    for entry in entries:
        above = found[-1] if found else None
        if above and above.level < entry.level and above.target in ("", entry.target):
            is_told = len(above.title) > _LONG or entry.title in above.title
            joined = above.title if is_told else f"{above.title}: {entry.title}"
            found[-1] = Entry(joined, entry.target, above.level)
        else:
            found.append(entry)
    return [entry for entry in found if entry.target]


def _label(element: Element) -> str:
    label = element.child("navlabel")
    texts = label.elements if label else []  # its own, and none of a label that stands in it for want of an end
    return clean_line("".join(each for text in texts for each in text.children if isinstance(each, str)))


def _target(element: Element, path: str) -> str:
    content = element.child("content")
    return _inside(path, content.get("src")) if content and content.get("src") else ""


def _inside(path: str, target: str) -> str:
    """A target as it is called from the top of the archive."""
    name, mark, anchor = target.strip().partition("#")
    return (normpath(join(dirname(path), name)) if name else path) + mark + anchor

"""HTML, XHTML or XML → a tree of elements, whatever is wrong with it.

Nothing is fetched, what a document declares is expanded within bounds only, and nothing recurses, so that no document
can be deep, bent or clever enough to do harm; time grows with length only.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from xml.parsers import expat

from tui.core.encodings import larger
from tui.core.progress import tell
from tui.errors import FormatError
from tui.importers.encoding import decode
from tui.importers.tree import Element, names
from tui.texts import _

# Elements: what a small machine has memory and patience for. Office programs use several for a word.
_MOST, _MOST_OF_XML = 500_000, 1_000_000
# Elements of XML in each other: no program writes more. What is deeper stands side by side, so that nobody takes for
# ever who asks for all that is in an element, and then in those in it.
_DEEPEST = 250
_TAG = re.compile(r"""<(/?)([A-Za-z_][^\s/>]{0,198}+)((?:[^>=]|=\s*+(?:"[^"]*"|'[^']*'|(?!["'])))*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>\0]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_OFTEN = 100_000  # characters between two reports of progress
_LONGEST_TAG = 65_536  # characters: one with a quotation mark too many ends at the next >
_NAME = re.compile(r"/?([A-Za-z_][^\s/>]{0,198})")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]*?charset\s*=\s*["']?([\w.:-]+)""", re.I)
_LATIN = {"iso-8859-1": "cp1252"}  # as every browser reads it
_VOID = names("area base br col embed frame hr img input link meta param source track wbr")
_RAW = frozenset({"script", "style", "title", "textarea", "xmp"})
BLOCKS = names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary"
    " table tbody td tfoot th thead tr ul caption"
    # of DTBook, FictionBook and the like
    " level level1 level2 level3 level4 level5 level6 hd frontmatter bodymatter rearmatter sidebar prodnote note"
    " linegroup line stanza v poem epigraph annotation bridgehead subtitle text-author list imggroup doctitle docauthor"
)
# An element closes these, when they are open and none of the second kind stands between.
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir", "table", "td", "th"})),
    "tr": (frozenset({"tr", "td", "th", "caption"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
} | dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})))
_CLOSES |= dict.fromkeys(("td", "th"), (frozenset({"td", "th"}), frozenset({"tr", "table"})))
_CLOSES |= dict.fromkeys(("thead", "tbody", "tfoot"), (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})))
_NO_PARAGRAPH_OVER = (frozenset({"p"}), BLOCKS - {"p"})
# What stands in no drawing and no formula but in these elements of them, as HTML has it.
_NEVER_DRAWN = names("blockquote body center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table ul")
_HOLDING = ("foreignobject", "desc", "title", "annotation-xml", "mtext", "mi", "mn", "mo", "ms")
_LOOK_UP = 16  # open elements: further up nothing is closed by a beginning


def decoded(data: bytes, name: str) -> str:
    """The text of marked-up data: in the encoding it declares, if that is true, otherwise in the one it shows. With the
    words that names of its own stand for."""
    text = _in_its_encoding(data, name)
    if "<!ENTITY" in text:
        from tui.importers.entities import expanded  # hardly any document declares some

        return expanded(text)
    return text


def _in_its_encoding(data: bytes, name: str) -> str:
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and (found := _DECLARED.search(data[:4096])):
        declared = (found[1] or found[2]).decode("ascii", "replace").lower()
        if not declared.startswith(("utf-16", "utf-32", "ucs")):
            with suppress(LookupError, ValueError):
                text = data.decode(_LATIN.get(declared) or larger(declared))
                return _undone(text, data) if len(text) == len(data) else text
    return decode(data, name)


def _undone(text: str, data: bytes) -> str:
    """The text, or that in UTF-8 where it is UTF-8: what is said of a page stays when its encoding is changed, and by
    chance no text of one byte for each character is right in it."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return text


def parse(text: str, xml: bool = False) -> Element:
    """The tree of a text, under an element without a name. `xml`: empty elements end in "/>" and nothing is closed
    but by its end tag. Raises FormatError for one that is far too large."""
    if text.count("<") - text.count("</") > (_MOST_OF_XML if xml else _MOST):
        raise too_large()
    if xml and (tree := _well_formed(text)):
        return tree
    builder = _Builder(xml or _is_xhtml(text))
    builder.strict = xml
    builder.read(text)
    return builder.root


def too_large() -> FormatError:
    """For what a small machine has no memory for."""
    return FormatError(_("This is too large to be read in one piece; split it and open a part."))


def _is_xhtml(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("<?xml") or "http://www.w3.org/1999/xhtml" in text[:2000]


class _MadeOnce(dict[str, str]):
    """What is made of names, of which a document has few, each many times."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> str:
        made = self[name] = self._make(name)
        return made


def _well_formed(text: str) -> Element | None:
    """The same tree from the parser of the standard library, which is many times quicker; None where that finds
    something wrong, or entities that the document declares."""
    if "<!ENTITY" in text:
        return None
    root, new = Element(""), Element.__new__
    open_ = [root.children]
    local, lower = _MadeOnce(lambda name: name.lower().rpartition(":")[2]), _MadeOnce(str.lower)

    def start(name: str, attributes: dict[str, str]) -> None:
        element = new(Element)  # there are hundreds of thousands: what they hold is put in here
        element.name = local[name]
        element.attributes = {lower[key]: attributes[key] for key in attributes} if attributes else {}
        children: list[Element | str] = []
        element.children = children
        open_[-1].append(element)
        open_.append(children if len(open_) < _DEEPEST else open_[-1])

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: open_.pop()
    parser.CharacterDataHandler = lambda words: open_[-1].append(words)
    try:
        for at in range(0, len(text), _OFTEN):
            parser.Parse(text[at : at + _OFTEN], False)
            tell(at, len(text))
        parser.Parse("", True)
    except (expat.ExpatError, ValueError):  # ValueError: characters that are none
        return None
    return root


class _Builder:
    """Reads tags one after another and keeps the elements that are open."""

    def __init__(self, empty_tags: bool) -> None:
        self.root = Element("")
        self.strict = False
        self._empty_tags = empty_tags
        self._named = _MadeOnce(self._local)
        self._open = [self.root]
        self._names: defaultdict[str, int] = defaultdict(int)
        self._unclosed: set[str] = set()
        self._last = -1

    def read(self, text: str) -> None:
        at, self._last, until = 0, text.rfind(">"), _OFTEN
        while (start := text.find("<", at)) >= 0:
            self._text(text[at:start])
            at = self._tag(text, start)
            if at > until:
                tell(at, len(text))
                until = at + _OFTEN
        self._text(text[at:])
        del self._named  # which leads back here: the tree would stay until somebody looks for rubbish

    def _tag(self, text: str, start: int) -> int:
        """Behind whatever begins at this "<"."""
        if whole := _TAG.match(text, start, start + _LONGEST_TAG):
            is_end, name, attributes = whole.groups()
            end = whole.end()
        elif start > self._last:
            self._text(text[start:])
            return len(text)
        elif text[start + 1 : start + 2] in ("!", "?"):
            return self._declaration(text, start)
        elif found := _NAME.match(text, start + 1):  # one with a quotation mark too many
            is_end, name = text[start + 1] == "/", found[1]
            end = text.find(">", found.end()) + 1
            attributes = text[found.end() : end - 1]
        else:
            self._text("<")
            return start + 1
        if is_end:
            self._end(self._named[name])
            return end
        return self._begin(text, self._named[name], attributes, end)

    def _declaration(self, text: str, start: int) -> int:
        if text.startswith("<![CDATA[", start):
            end = text.find("]]>", start)
            end = end if end >= 0 else len(text)
            self._text(text[start + 9 : end], literally=True)
            return end + 3
        closing = "-->" if text.startswith("<!--", start) else "?>" if text[start + 1] == "?" else ">"
        end = text.find(closing, start + 2) if closing not in self._unclosed else -1
        if end < 0:
            self._unclosed.add(closing)
            closing, end = ">", text.find(">", start)
        inside = text.find("[", start, max(start, end))
        if closing == ">" and text[start + 2 : start + 9].upper() == "DOCTYPE" and inside >= 0:
            subset = None if "]" in self._unclosed else re.compile(r"\]\s*>").search(text, inside)
            if subset:
                return subset.end()
            self._unclosed.add("]")
        return end + len(closing)

    def _local(self, name: str) -> str:
        prefix, colon, local = name.lower().rpartition(":")
        # Word's o:p is no paragraph.
        return local if not colon or self.strict or prefix not in ("o", "v", "w") else f"{prefix}:{local}"

    def _begin(self, text: str, name: str, attributes: str, at: int) -> int:
        is_foreign = self._names["math"] > 0 or self._names["svg"] > 0  # whose rules are those of XML in HTML too
        empty = attributes.endswith("/") and (self._empty_tags or is_foreign)
        if is_foreign and name in _NEVER_DRAWN and not (self.strict or any(map(self._names.__getitem__, _HOLDING))):
            self._leave_foreign()
            is_foreign = False
        element = Element(name, _attributes(attributes) if attributes else None)
        if not (self.strict or is_foreign):
            self._close_before(name)
        self._open[-1].children.append(element)
        if empty or (not self.strict and name in _VOID):
            return at
        if self.strict and len(self._open) > _DEEPEST:
            element = Element(name)  # what stands in it goes where it stands itself
            element.children = self._open[-1].children
        self._open.append(element)
        self._names[name] += 1
        return at if self.strict or name not in _RAW else self._raw(text, name, at)

    def _leave_foreign(self) -> None:
        """A paragraph and the like end a drawing or a formula whose end is missing."""
        while self._names["math"] or self._names["svg"]:
            self._pop(len(self._open) - 1)

    def _raw(self, text: str, name: str, at: int) -> int:
        """What stands in a script is no markup."""
        found = None if name in self._unclosed else re.compile(rf"</{name}\b", re.IGNORECASE).search(text, at)
        if found is None:
            self._unclosed.add(name)
            return at
        self._text(text[at : found.start()], literally=name in ("script", "style"))
        return found.start()

    def _close_before(self, name: str) -> None:
        if name in BLOCKS and self._names["p"]:
            self._close(*_NO_PARAGRAPH_OVER)
        if name in _CLOSES:
            self._close(*_CLOSES[name])

    def _close(self, closed: frozenset[str], wall: frozenset[str]) -> None:
        for depth in range(len(self._open) - 1, max(0, len(self._open) - 1 - _LOOK_UP), -1):
            if self._open[depth].name in closed:
                self._pop(depth)
            elif self._open[depth].name in wall:
                return

    def _end(self, name: str) -> None:
        if not self._names[name]:
            if name == "p" and not self.strict:
                self._open[-1].children.append(Element("p"))
            return
        depth = len(self._open) - 1
        while self._open[depth].name != name:
            depth -= 1
        self._pop(depth)

    def _pop(self, depth: int) -> None:
        while len(self._open) > depth:
            self._names[self._open.pop().name] -= 1

    def _text(self, text: str, literally: bool = False) -> None:
        if text:
            self._open[-1].children.append(_unescaped(text) if not literally and "&" in text else text)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(text):
        value = values[0] or values[1] or values[2]
        found.setdefault(name.lower(), _unescaped(value) if "&" in value else value)
    return found


def _unescaped(text: str) -> str:
    from html import unescape  # its table of names is long, and many books use none

    return unescape(text)

"""A tree of HTML elements → blocks: what every format that has a structure is read through.

Everything that can be seen comes out, in order and once. An element is looked at when it begins and when it ends.
"""

from collections.abc import Set as AbstractSet

from tui.core.light import NamedTuple
from tui.core.progress import tell
from tui.core.publication import Block, Kind
from tui.importers.attributes import (
    BEGINS,
    anchors_of,
    gather_readings,
    is_hidden,
    is_note,
    is_outer,
    is_page,
    is_reference,
    is_short,
    language_of,
    level_of,
    marker_of,
    numbers_of,
    target_of,
    words_alone,
    words_of,
)
from tui.importers.formulas import spoken
from tui.importers.markup import BLOCKS
from tui.importers.tables import COVERED, HEADS, layout_tables, mark_heads, spread
from tui.importers.tree import DEEPEST, Element, names
from tui.importers.writer import Flow, Writer

_VERSE = names("verse poem poetry stanza linegroup z3998:verse z3998:poem")
_TOLD = names("del s strike strikethrough abbr acronym")  # with a word or two more than stand there
_COUNTED = names(
    "lnum linenum linenumber line-number linenr lineno line-no verse-num verse-number versenum versenumber"
)
_LINES, _STANZAS, _RAISED = names("p v line span"), names("stanza linegroup"), names("sup sub")
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"hd": 1, "doctitle": 1, "bridgehead": 6}
_LISTS, _LABELS, _NO_WORDS = names("ul ol menu dir list"), names("figcaption caption"), names("")
_OFTEN = 1023  # elements that lie between two reports of progress


class Manner(NamedTuple):
    """What the elements around make of a piece of text. `numbers`: of the list it is in, counted on; `depth`: how
    many lists it is in."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    language: str = ""
    depth: int = 0
    numbers: list[int] | None = None
    pre: bool = False
    cell: bool = False


def flow(root: Element, kind: Kind = Kind.PARAGRAPH) -> Flow:
    """The blocks of a tree. `kind`: of what is nothing special."""
    reader = _Reader(root)
    reader.read(root, Manner(kind))
    return reader.out.flow()


def blocks_of(root: Element) -> tuple[Block, ...]:
    """The blocks alone, for what has no anchors and no pages."""
    return tuple(flow(root).blocks)


class _Reader:
    def __init__(self, root: Element) -> None:
        self.out = Writer()
        self._root = root
        self._known: set[int] | None = None

    @property
    def _layout(self) -> set[int]:
        """The tables that are none; looked for where there is a table."""
        if self._known is None:
            self._known = layout_tables(self._root)
        return self._known

    def read(self, root: Element, manner: Manner) -> None:
        waiting: list[tuple[Element | str, Manner, bool]] = [(root, manner, False)]
        most = 0
        while waiting:
            if len(waiting) & _OFTEN == _OFTEN:
                most = max(most, len(waiting))
                tell(most - len(waiting), most)
            node, manner, ends = waiting.pop()
            if isinstance(node, str):
                self._text(node, manner)
            elif ends:
                self._end(node, manner)
            elif node.name == "p" and not node.attributes and self._whole(node, manner):
                pass
            elif (inner := self._begin(node, manner)) is not None:
                waiting.append((node, inner, True))
                waiting += [(child, inner, False) for child in reversed(node.children)]
        self.out.flush(manner.kind, manner.level, manner.language)

    def _whole(self, paragraph: Element, manner: Manner) -> bool:
        """Most paragraphs hold nothing but words; these go in at once. False for the others."""
        if manner.cell or manner.pre or (words := words_alone(paragraph)) is None:
            return False
        self.out.flush(manner.kind, manner.level, manner.language)
        return self.out.whole(words, manner.kind, manner.level, manner.language)

    def _text(self, text: str, manner: Manner) -> None:
        self.out.language = manner.language
        if manner.pre:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.out.line()
                self.out.text(line, keep=True)
        else:
            self.out.text(text)

    def _begin(self, element: Element, manner: Manner) -> Manner | None:
        """The manner of its children; None when they have been dealt with."""
        if is_hidden(element):
            return None
        self._part(element, manner)
        self._anchor(element)
        self.out.language = language_of(element) or manner.language
        words = words_of(element) if element.attributes else _NO_WORDS
        if is_page(element, words):
            for inner in element.walk():
                self._anchor(inner)
            self.out.page(element.get("title") or element.get("aria-label") or element.text)
            self._anchor_end(element)
            return None
        if not (words.isdisjoint(_COUNTED) or manner.pre):
            self.out.text(" ")  # stands in the margin
        calls = is_reference(element, words)
        whole = _WHOLE.get("sup" if calls else element.name)
        if whole and ((element.name not in _RAISED and not calls) or is_short(element)):
            whole(self, element)
            self._anchor_end(element)
            return None
        return self._manner(element, manner, words)

    def _part(self, element: Element, manner: Manner) -> None:
        """What stood before a block ends there."""
        if element.name in ("td", "th") and manner.kind is Kind.TABLE:
            self.out.cell(COVERED in element.attributes)
        elif element.name in BLOCKS and not manner.cell:
            self.out.flush(manner.kind, manner.level, manner.language)
        elif element.name in BLOCKS:
            self.out.text(" ")

    def _anchor(self, element: Element) -> None:
        for name in anchors_of(element):
            self.out.anchor(name)

    def _anchor_end(self, element: Element) -> None:
        for name in ("id", "xml:id"):
            if name in element.attributes:
                self.out.anchor_end(element.attributes[name])

    def _manner(self, element: Element, manner: Manner, words: AbstractSet[str]) -> Manner:
        name = element.name
        if language := language_of(element):
            manner = manner._replace(language=language)
        if manner.cell:
            return self._inline(element, manner)
        if name in _HEADINGS or element.attributes.get("role") == "heading":
            return manner._replace(kind=Kind.HEAD, level=level_of(element, _HEADINGS.get(name, 2)))
        if is_note(words) and manner.kind is not Kind.NOTE and name in ("ol", "ul", "dl", "li", "table"):
            manner, name = self._note(element, manner), element.name
        if name in _LISTS or name == "dl":
            return self._list(element, manner)
        if name in ("li", "dt", "dd"):
            return self._item(element, manner)
        if name == "pre":
            self.out.begins()
            return manner._replace(kind=Kind.CODE, pre=True)
        if name in ("table", "tr", "td", "th"):
            return self._table(element, manner)
        return self._inline(element, self._kind(element, manner, words))

    def _note(self, element: Element, manner: Manner) -> Manner:
        from tui.importers.note_labels import join_labels  # many books have no notes

        self.out.begins()
        join_labels(element)
        return manner._replace(kind=Kind.NOTE, level=0)

    def _kind(self, element: Element, manner: Manner, words: AbstractSet[str]) -> Manner:
        if element.name in _LABELS or (element.name == "p" and "caption" in words):
            return manner._replace(kind=Kind.CAPTION)
        if element.name == "p" and "image" in words and manner.kind is Kind.PARAGRAPH:
            return manner._replace(kind=Kind.IMAGE)
        if is_note(words) or element.name == "note":
            return self._note(element, manner)
        if manner.kind is Kind.NOTE and "id" in element.attributes and element.name in BLOCKS:
            manner = self._note(element, manner)  # of a section of notes the next
        if words & _VERSE or element.name in ("linegroup", "poem", "stanza"):
            is_line = element.name in _LINES or (
                manner.kind is Kind.VERSE and _STANZAS.isdisjoint({element.name, *words})
            )
            if not is_line or element.near("br"):
                self.out.begins()
            return manner._replace(kind=Kind.VERSE)
        if element.name in ("blockquote", "cite", "epigraph") and manner.kind is not Kind.NOTE:
            deeper = min(DEEPEST, manner.level + 1) if manner.kind is Kind.QUOTE else 1
            is_quoted = element.name == "blockquote" or is_outer(element)
            return manner._replace(kind=Kind.QUOTE, level=deeper) if is_quoted else manner
        return manner

    def _list(self, element: Element, manner: Manner) -> Manner:
        numbers = numbers_of(element)
        if not manner.depth:
            self.out.begins()
        kind = Kind.NOTE if manner.kind is Kind.NOTE else Kind.ITEM
        depth = min(DEEPEST, manner.depth + 1)
        return manner._replace(kind=kind, depth=depth, level=depth, numbers=numbers)

    def _item(self, element: Element, manner: Manner) -> Manner:
        depth = min(DEEPEST, int(element.attributes.get("\0level", manner.depth or 1)))
        if "\0marker" in element.attributes:
            self.out.marker(element.attributes["\0marker"])
        elif element.name == "li":
            self.out.marker(marker_of(element, manner.numbers))
        is_next = manner.kind is Kind.NOTE and depth == 1 and element.name != "dd"
        if BEGINS in element.attributes or is_next:
            self.out.begins()
        kind = Kind.NOTE if manner.kind is Kind.NOTE else Kind.ITEM
        return manner._replace(kind=kind, level=depth + (element.name == "dd"), depth=depth)

    def _table(self, element: Element, manner: Manner) -> Manner:
        if element.name == "table":
            if id(element) in self._layout:
                return manner._replace(numbers=None)
            mark_heads(element)
            spread(element)
            self.out.begins()
            return manner._replace(kind=Kind.TABLE, level=0)
        if manner.kind is not Kind.TABLE:
            return manner
        is_row = element.name == "tr"
        return manner._replace(level=int(HEADS in element.attributes)) if is_row else manner._replace(cell=True)

    def _inline(self, element: Element, manner: Manner) -> Manner:
        if element.name in ("a", "noteref") and (target := target_of(element)):
            self.out.begin_link(target)
        elif element.name == "q":
            self.out.text("“")
        elif element.name in _TOLD and not manner.pre:
            from tui.importers.short_words import begin  # few books have any

            begin(self.out, element, manner.language)
        elif element.name == "ruby":
            gather_readings(element)
            self.out.base()
        return manner

    def _end(self, element: Element, manner: Manner) -> None:
        name = element.name
        self.out.language = manner.language
        if element.attributes:
            self._anchor_end(element)
            if not manner.pre and "class" in element.attributes and not _COUNTED.isdisjoint(words_of(element)):
                self.out.text(" ")
        if name in ("a", "noteref"):
            self.out.end_link()
        elif name == "q":
            self.out.text("”")
        elif name in _TOLD and not manner.pre:
            from tui.importers.short_words import end

            end(self.out, element)
        elif name in BLOCKS and manner.cell:
            self.out.text(" ")
        elif name in BLOCKS:
            self.out.flush(manner.kind, manner.level, manner.language)


def _picture(reader: _Reader, element: Element) -> None:
    from tui.importers.pictures import told_of  # many books have none

    reader.out.image(told_of(element))


def _small(reader: _Reader, element: Element) -> None:
    from tui.importers.short_words import small  # many books have none

    small(reader.out, element)


_WHOLE = {
    "br": lambda reader, _element: reader.out.line(),
    **dict.fromkeys(("img", "image", "object", "svg"), _picture),
    "embedded": lambda reader, element: reader.out.image(element.get("alt"), is_picture=False),
    "math": lambda reader, element: reader.out.text(spoken(element)),
    **dict.fromkeys(("rt", "rtc"), lambda reader, element: reader.out.reading(element.text)),
    **dict.fromkeys(("sup", "sub"), _small),
}

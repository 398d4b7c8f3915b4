"""A page of which blocks are renamed, moved, joined and split, one change at a time."""

from tui.core.corrections import Change
from tui.core.light import Callable, Iterable, Sequence
from tui.core.publication import Article, Block, Doubt, Kind, Publication, Span
from tui.newspaper.glue import Glue
from tui.newspaper.issue import told_by
from tui.newspaper.keys import key_of
from tui.newspaper.language import pack_of
from tui.newspaper.publish import article_of, block_of, pages_of

_ABOVE_TITLE = frozenset({Kind.TAG, Kind.KICKER})
_HEADER = _ABOVE_TITLE | {Kind.TITLE, Kind.SUBTITLE}
_INTERRUPTING = frozenset({Kind.CAPTION, Kind.CREDIT, Kind.JUMP})
_ABOUT_ITS_BEGINNING = frozenset({Change.JOIN, Change.BEFORE, Change.AFTER, Change.OPEN, Change.MERGE, Change.TO})
_MERGING = frozenset({Kind.SUBTITLE, Kind.HEAD, Kind.PARAGRAPH})
_CHANGED = ""  # the kind of an article that is to be made anew from its blocks


_ASIDE = {Kind.MASTHEAD, Kind.ISSUE_META, Kind.RUNNING_HEAD, Kind.IMPRINT, Kind.INDEX, Kind.AD, Kind.MISC}


class Redraft:
    """A publication being corrected: its articles, the changed ones of the kind `_CHANGED`, and its doubts.

    The methods after `publication` are the changes. Each takes the index of an article, the index of a block in
    it and an offset in the source; answers False, and has changed nothing, where the change is not possible.
    """

    def __init__(self, publication: Publication) -> None:
        self._of = publication
        self._pack = pack_of(publication.source)
        self._glue = Glue(publication.source, self._pack.spaced)
        self._articles = list(publication.articles)
        self._furniture = publication.furniture
        self._doubts = publication.doubts

    def holder(self, offset: int) -> tuple[int, int] | None:
        """The article and the block in which a character of the source stands now."""
        for number, article in enumerate(self._articles):
            for index, block in enumerate(article.blocks):
                if any(start <= offset < end for start, end in block.spans):
                    return number, index
        return None

    def begins(self, article: int, block: int) -> int:
        """Where in the source a block begins."""
        return self._blocks(article)[block].spans[0].start

    def change(self, change: Change, article: int, block: int, offset: int, target: int = -1) -> bool:
        """Changes something about a block; whether that was possible."""
        held = self._blocks(article)[block]
        doubts = _undecided(self._doubts, change, held, offset)
        possible = change is Change.KEEP and len(doubts) < len(self._doubts)
        if change is Change.TO:
            possible = self._to(article, block, target)
        elif change in _CHANGES:
            possible = _CHANGES[change](self, article, block, offset)
        elif change not in (Change.KEEP, Change.BACK):
            possible = (self._aside if Kind(change) in _ASIDE else self._rename)(article, block, Kind(change))
        self._doubts = doubts if possible else self._doubts
        return possible

    def publication(self) -> Publication:
        """What has become of it."""
        articles = [self._made(article) if article.kind == _CHANGED else article for article in self._articles]
        made = self._of._replace(articles=tuple(articles), doubts=self._doubts, pages=pages_of(articles))
        if self._furniture is self._of.furniture:
            return made
        return made._replace(furniture=self._furniture, metadata=self._metadata())

    def back(self, offset: int) -> bool:
        """What was set aside is a paragraph of the article that stands before it in the source."""
        found = next((each for each in self._furniture if each.spans[0].start == offset), None)
        if found is None:
            return False
        before = [(self.begins(number, 0), number) for number in range(len(self._articles))]
        article = max([each for each in before if each[0] < offset], default=min(before))[1]
        self._furniture = tuple(each for each in self._furniture if each is not found)
        self._insert(article, found._replace(kind=Kind.PARAGRAPH))
        return True

    def join(self, article: int, block: int, _offset: int) -> bool:
        """At the beginning of an article its other blocks follow: a paragraph that goes on there shows that no
        article begins."""
        if not block:
            return article > 0 and self._join_articles(article)
        blocks = self._blocks(article)
        target = _continued(blocks[:block], blocks[block].kind)
        whole = self._joined(blocks[target], blocks[block])
        self._put(article, [*blocks[:target], whole, *blocks[target + 1 : block], *blocks[block + 1 :]])
        return True

    def split(self, article: int, block: int, offset: int) -> bool:
        blocks = self._blocks(article)
        held = blocks[block]
        before = [span for span in held.spans if span.end <= offset]
        after = [span for span in held.spans if span.start >= offset]
        for start, end in held.spans:
            if start < offset < end:
                before.append(Span(start, offset - _blank(self._of.source[start:offset][::-1])))
                after.insert(0, Span(offset + _blank(self._of.source[offset:end]), end))
        if not before or not after:
            return False
        kind = Kind.SUBTITLE if held.kind is Kind.TITLE else held.kind
        halves = [self._block(held.kind, before, held), self._block(kind, after, held)]
        self._put(article, [*blocks[:block], *halves, *blocks[block + 1 :]])
        return True

    def title(self, article: int, block: int, _offset: int) -> bool:
        """Below a header's lines it is that header's title, and what was is its kicker; elsewhere an article
        begins with it."""
        blocks = self._blocks(article)
        if blocks[block].kind is Kind.TITLE:
            return False
        if not all(above.kind in _HEADER for above in blocks[:block]):
            self.open(article, block, _offset)
            article, block = article + 1, block - _header_start(blocks, block)
            blocks = self._blocks(article)
        above = [each._replace(kind=Kind.KICKER) if each.kind is Kind.TITLE else each for each in blocks[:block]]
        self._put(article, [*above, blocks[block]._replace(kind=Kind.TITLE), *blocks[block + 1 :]])
        return True

    def before(self, article: int, block: int, _offset: int) -> bool:
        return article > 0 and self._move(article, block, article - 1)

    def after(self, article: int, block: int, _offset: int) -> bool:
        return article + 1 < len(self._articles) and self._move(article, block, article + 1)

    def swap(self, article: int, block: int, _offset: int) -> bool:
        blocks = list(self._blocks(article))
        kinds = [each.kind for each in blocks]
        if blocks[block].kind not in _HEADER or Kind.KICKER not in kinds or Kind.TITLE not in kinds:
            return False
        kicker, title = kinds.index(Kind.KICKER), kinds.index(Kind.TITLE)
        blocks[kicker] = blocks[kicker]._replace(kind=Kind.TITLE)
        blocks[title] = blocks[title]._replace(kind=Kind.KICKER)
        self._put(article, blocks)
        return True

    def open(self, article: int, block: int, _offset: int) -> bool:
        blocks = self._blocks(article)
        start = _header_start(blocks, block)
        if not start:
            return False
        self._put(article, blocks[:start])
        self._articles.insert(article + 1, Article(self._new_key(blocks[start]), "", blocks[start:], _CHANGED))
        return True

    def merge(self, article: int, block: int, _offset: int) -> bool:
        blocks = self._blocks(article)
        if block or not article:
            return False
        self._put(article - 1, [*self._blocks(article - 1), *blocks])
        del self._articles[article]
        return True

    def _rename(self, article: int, block: int, kind: Kind) -> bool:
        """Another kind for a block. When it was the title that its article opens with, and is now of a kind that stands
        inside articles, the article goes on with the one before; as a subtitle only with a bare header."""
        blocks = self._blocks(article)
        if blocks[block].kind is kind:
            return False
        was_opening = blocks[block].kind is Kind.TITLE and not _header_start(blocks, block)
        self._put(article, [*blocks[:block], blocks[block]._replace(kind=kind), *blocks[block + 1 :]])
        above = self._blocks(article - 1) if article else ()
        bare = all(each.kind in _HEADER for each in above)
        if was_opening and above and kind in _MERGING and (bare or kind is not Kind.SUBTITLE):
            self._put(article - 1, [*above, *self._blocks(article)])
            del self._articles[article]
        return True

    def _aside(self, article: int, block: int, kind: Kind) -> bool:
        """Out of all articles, of which one must stay."""
        if len(self._articles) == 1 and len(self._blocks(article)) == 1:
            return False
        moved = self._taken(article, block)._replace(kind=kind)
        self._furniture = tuple(sorted((*self._furniture, moved), key=_place_in_source))
        return True

    def _to(self, article: int, block: int, target: int) -> bool:
        holder = self.holder(target)
        return holder is not None and holder[0] != article and self._move(article, block, holder[0])

    def _join_articles(self, article: int) -> bool:
        above, blocks = self._blocks(article - 1), self._blocks(article)
        target = _continued(above, blocks[0].kind)
        whole = self._joined(above[target], blocks[0])
        self._put(article - 1, [*above[:target], whole, *above[target + 1 :], *blocks[1:]])
        del self._articles[article]
        return True

    def _move(self, article: int, block: int, to: int) -> bool:
        self._insert(to, self._blocks(article)[block])
        self._taken(article, block)
        return True

    def _insert(self, article: int, block: Block) -> None:
        """Puts a block where it stands in the source, among the blocks of an article."""
        blocks = [*self._blocks(article)]
        blocks.insert(sum(each.spans[0] < block.spans[0] for each in blocks), block)
        self._put(article, blocks)

    def _taken(self, article: int, block: int) -> Block:
        """Takes a block out of its article, and an article without blocks out of the publication."""
        blocks = list(self._blocks(article))
        taken = blocks.pop(block)
        self._put(article, blocks)
        if not blocks:
            del self._articles[article]
        return taken

    def _blocks(self, article: int) -> tuple[Block, ...]:
        return tuple(self._articles[article].blocks)

    def _joined(self, one: Block, other: Block) -> Block:
        return self._block(one.kind, sorted(one.spans + other.spans), one)

    def _block(self, kind: Kind, spans: Iterable[Span], held: Block) -> Block:
        return block_of(self._glue, kind, spans, held.language, held.page)

    def _put(self, article: int, blocks: Iterable[Block]) -> None:
        self._articles[article] = self._articles[article]._replace(blocks=tuple(blocks), kind=_CHANGED)

    def _made(self, article: Article) -> Article:
        blocks = tuple(self._block(block.kind, block.spans, block) for block in article.blocks)
        return article_of(blocks, self._pack, self._of.metadata)._replace(key=article.key)

    def _metadata(self) -> dict[str, str | int]:
        """With what the lines say of the issue that somebody has set aside."""
        told = [(block.kind, block.text) for block in self._furniture]
        meta = [text for kind, text in told if kind in (Kind.ISSUE_META, Kind.RUNNING_HEAD)]
        return {**told_by(told, meta, self._pack), **self._of.metadata}

    def _new_key(self, first: Block) -> str:
        """A key that stays whatever else is corrected."""
        known = {article.key for article in self._articles}
        key = key_of(f"{self._of.key} {first.spans[0].start}")
        while key in known:
            key = key_of(key)
        return key


_CHANGES: dict[Change, Callable[[Redraft, int, int, int], bool]] = {
    Change.JOIN: Redraft.join,
    Change.SPLIT: Redraft.split,
    Change.TITLE: Redraft.title,
    Change.BEFORE: Redraft.before,
    Change.AFTER: Redraft.after,
    Change.SWAP: Redraft.swap,
    Change.OPEN: Redraft.open,
    Change.MERGE: Redraft.merge,
}


def _undecided(doubts: tuple[Doubt, ...], change: Change, held: Block, offset: int) -> tuple[Doubt, ...]:
    """The doubts that are left. What is right is right where somebody stands, or else in the whole block."""
    if change is Change.KEEP and any(doubt.offset == offset for doubt in doubts):
        return tuple(doubt for doubt in doubts if doubt.offset != offset)
    return tuple(doubt for doubt in doubts if not _settled(doubt, change, held, offset))


def _settled(doubt: Doubt, change: Change, held: Block, offset: int) -> bool:
    """Somebody has decided what was doubtful."""
    if change is Change.SPLIT:
        return doubt.offset == offset
    if change in _ABOUT_ITS_BEGINNING:
        return doubt.offset == held.spans[0].start
    return any(start <= doubt.offset < end for start, end in held.spans)


def _continued(above: Sequence[Block], kind: Kind) -> int:
    """Which block is continued below: one of that kind, over a picture or a jump line, or else the last one."""
    for index in range(len(above) - 1, -1, -1):
        if above[index].kind is kind:
            return index
        if above[index].kind not in _INTERRUPTING:
            break
    return len(above) - 1


def _header_start(blocks: Sequence[Block], block: int) -> int:
    """Where the header begins that goes on with this block: with the tags and kickers right above it."""
    while block and blocks[block - 1].kind in _ABOVE_TITLE:
        block -= 1
    return block


def _blank(text: str) -> int:
    """How many characters of white space a text begins with."""
    return len(text) - len(text.lstrip())


def _place_in_source(block: Block) -> Span:
    return block.spans[0]

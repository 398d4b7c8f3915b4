"""Corrections → the page as a person wants it, and still not one character lost.

Nothing here invents or drops a part of the source: blocks change their kind, move to another article, are put
together or cut in two, so that the blocks of a corrected page are made from the same characters as before.
"""

from tui.core.corrections import Change, Correction
from tui.core.light import Callable, Iterable, Sequence
from tui.core.publication import Article, Block, Doubt, Kind, Place, Publication, Span
from tui.newspaper.check import losses
from tui.newspaper.glue import Glue
from tui.newspaper.keys import key_of
from tui.newspaper.pack import load
from tui.newspaper.publish import article_of, block_of, pages_of

_ABOVE_TITLE = frozenset({Kind.TAG, Kind.KICKER})
_HEADER = _ABOVE_TITLE | {Kind.TITLE, Kind.SUBTITLE}
_INTERRUPTING = frozenset({Kind.CAPTION, Kind.CREDIT, Kind.JUMP})
_ABOUT_ITS_BEGINNING = frozenset({Change.JOIN, Change.BEFORE, Change.AFTER, Change.OPEN})
_CHANGED = ""  # the kind of an article that is to be made anew from its blocks


def corrected(publication: Publication, corrections: Sequence[Correction]) -> Publication:
    """The publication with the corrections applied in order. One that means nothing in it, because the page was
    decoded otherwise when it was made, changes nothing. Articles keep their keys; new ones have keys that stay."""
    made = applied(publication, corrections)
    # Should this ever fail, the page as it was decoded is better than one that lost something.
    return publication if made is not publication and losses(publication.source, made) else made


def applied(publication: Publication, corrections: Sequence[Correction]) -> Publication:
    """`corrected` without the proof that nothing is lost."""
    if not corrections or not publication.source:
        return publication
    draft = _Draft(publication)
    for correction in corrections:
        draft.apply(correction)
    return draft.publication()


def possible(publication: Publication, place: Place, offset: int) -> list[Change]:
    """The changes that would change something at a place. `offset`: the place in the source."""
    return [change for change in Change if _Draft(publication).change(change, place.article, place.block, offset)]


class _Draft:
    """A publication being corrected: its articles, the changed ones of the kind `_CHANGED`, and its doubts.

    The methods after `publication` are the changes. Each takes the index of an article, the index of a block in
    it and an offset in the source; answers False, and has changed nothing, where the change is not possible.
    """

    def __init__(self, publication: Publication) -> None:
        self._of = publication
        self._pack = load(publication.language or "en")
        self._glue = Glue(publication.source, self._pack.spaced)
        self._articles = list(publication.articles)
        self._doubts = publication.doubts

    def apply(self, correction: Correction) -> None:
        for number, article in enumerate(self._articles):
            for index, block in enumerate(article.blocks):
                if any(start <= correction.offset < end for start, end in block.spans):
                    self.change(correction.change, number, index, correction.offset)
                    return

    def change(self, change: Change, article: int, block: int, offset: int) -> bool:
        """Changes something about a block; whether that was possible."""
        held = self._blocks(article)[block]
        doubts = tuple(doubt for doubt in self._doubts if not _settled(doubt, change, held, offset))
        possible = len(doubts) < len(self._doubts)
        if change is not Change.KEEP:
            possible = _CHANGES[change](self, article, block, offset)
        self._doubts = doubts if possible else self._doubts
        return possible

    def publication(self) -> Publication:
        """What has become of it."""
        articles = [self._made(article) if article.kind == _CHANGED else article for article in self._articles]
        return self._of._replace(articles=tuple(articles), doubts=self._doubts, pages=pages_of(articles))

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

    def subtitle(self, article: int, block: int, _offset: int) -> bool:
        """A title right below another article's bare header is that header's subtitle."""
        above = self._blocks(article - 1) if article else ()
        bare = bool(above) and all(each.kind in _HEADER for each in above)
        return self._rename(article, block, Kind.SUBTITLE, merge=bare)

    def head(self, article: int, block: int, _offset: int) -> bool:
        return self._rename(article, block, Kind.HEAD, merge=True)

    def paragraph(self, article: int, block: int, _offset: int) -> bool:
        return self._rename(article, block, Kind.PARAGRAPH, merge=True)

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

    def _rename(self, article: int, block: int, kind: Kind, merge: bool) -> bool:
        """Another kind for a block. `merge`: when it was the title that its article opens with, the article goes
        on with the one before."""
        blocks = self._blocks(article)
        if blocks[block].kind is kind:
            return False
        was_opening = blocks[block].kind is Kind.TITLE and not _header_start(blocks, block)
        self._put(article, [*blocks[:block], blocks[block]._replace(kind=kind), *blocks[block + 1 :]])
        if merge and was_opening and article:
            self._put(article - 1, [*self._blocks(article - 1), *self._blocks(article)])
            del self._articles[article]
        return True

    def _join_articles(self, article: int) -> bool:
        above, blocks = self._blocks(article - 1), self._blocks(article)
        target = _continued(above, blocks[0].kind)
        whole = self._joined(above[target], blocks[0])
        self._put(article - 1, [*above[:target], whole, *above[target + 1 :], *blocks[1:]])
        del self._articles[article]
        return True

    def _move(self, article: int, block: int, to: int) -> bool:
        """Puts a block where it stands in the source, among the blocks of another article."""
        blocks = list(self._blocks(article))
        moved = blocks.pop(block)
        target = [*self._blocks(to)]
        target.insert(sum(each.spans[0] < moved.spans[0] for each in target), moved)
        self._put(to, target)
        self._put(article, blocks)
        if not blocks:
            del self._articles[article]
        return True

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

    def _new_key(self, first: Block) -> str:
        """A key that stays whatever else is corrected."""
        known = {article.key for article in self._articles}
        key = key_of(f"{self._of.key} {first.spans[0].start}")
        while key in known:
            key = key_of(key)
        return key


_CHANGES: dict[Change, Callable[[_Draft, int, int, int], bool]] = {
    Change.JOIN: _Draft.join,
    Change.SPLIT: _Draft.split,
    Change.TITLE: _Draft.title,
    Change.SUBTITLE: _Draft.subtitle,
    Change.HEAD: _Draft.head,
    Change.PARAGRAPH: _Draft.paragraph,
    Change.BEFORE: _Draft.before,
    Change.AFTER: _Draft.after,
    Change.SWAP: _Draft.swap,
    Change.OPEN: _Draft.open,
}


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

"""What to say next, and where the voice is.

Pure: it is told what the voice reported and answers with what to say. Ids only grow, so a late report
about something cancelled is recognised and changes nothing; and because voices skip reports, a finished
id settles all lower ones.
"""

import re

from tui.core.blocks import block_after, block_at, has_block, numbered
from tui.core.commands import Unit
from tui.core.light import NamedTuple
from tui.core.publication import (
    HEADINGS,
    LINES,
    Article,
    Block,
    Foreign,
    Kind,
    LazyBlocks,
    Place,
    Publication,
    Recording,
)
from tui.core.recorded import end_of_run, foreign_in, recordings_in

AHEAD = 3
_INK = re.compile(r"\S")
_MARK = re.compile(r"\[[^\W_]{1,5}\]|\[?[*†‡§¶※]{1,3}\]?|[①-⑳¹²³⁰-⁹]+")
_SOUNDS = re.compile(r"[^\W_]")
# Synthesizers are asked for no silence of their own: without ours, sentences would run into one another.
_AFTER_SENTENCE, _AFTER_HEADING, _AFTER_PARAGRAPH, _AFTER_ARTICLE = 150, 600, 400, 900
_AFTER_LINE = 200  # of verse, code or a table
_HEADS = HEADINGS | {Kind.KICKER, Kind.SUBTITLE, Kind.TAG}


class Utterance(NamedTuple):
    """One thing to say. `id` only grows. `place`: where its first character stands. `pause`: the silence
    wanted after it, in milliseconds. `foreign` and `recordings` count in its text. `source`: what the sound files
    belong to, a publication's key or a path."""

    id: int
    text: str
    place: Place
    language: str
    pause: int = 0
    foreign: tuple[Foreign, ...] = ()
    recordings: tuple[Recording, ...] = ()
    source: str = ""


class Route(NamedTuple):
    """What is said of a publication, in which order, and where that ends.

    `skip`: kinds of blocks that are left out. `headlines`: nothing but the title of each article. `queue`:
    numbers of articles that follow each other; one that is not among them is followed by the next of the
    publication. `end`: the place before which to stop. `stop_after`: WORD, SENTENCE, BLOCK or ARTICLE, after
    each of which to stop until started again. `pauses`: percent of their normal length. `recordings`: what somebody
    has read is heard from the recording.
    """

    skip: frozenset[Kind] = frozenset()
    headlines: bool = False
    queue: tuple[int, ...] = ()
    end: Place | None = None
    stop_after: Unit | None = None
    pauses: int = 100
    recordings: bool = False


EVERYTHING = Route()


class Narrator:
    """Cuts a publication into utterances from a place on, a few ahead of the voice."""

    def __init__(self, publication: Publication, ahead: int = AHEAD) -> None:
        self._publication = publication
        self._ahead = ahead
        self._last_id = 0
        self._route = EVERYTHING
        self._waiting: list[Utterance] = []
        self._next: Place | None = None
        self._said: Place | None = None  # where the last utterance that was made begins

    def replace(self, publication: Publication) -> None:
        """Cuts another publication from now on; ids go on growing."""
        self.stop()
        self._publication = publication

    @property
    def active(self) -> bool:
        """Something is still to be said."""
        return bool(self._waiting)

    @property
    def following(self) -> Place | None:
        """Where what is said next begins, also when the route stops before it; None at the end."""
        return self._waiting[0].place if self._waiting else self._next

    def start(self, place: Place, route: Route = EVERYTHING) -> list[Utterance]:
        """What to say first, from the very character of the place. Forgets what was before."""
        self.stop()
        self._next, self._route = place, route
        return self._fill()

    def apart(self, text: str, language: str) -> Utterance:
        """Something to say that is not of the publication; what is reported of it means nothing here."""
        self._last_id += 1
        return Utterance(self._last_id, text, Place(), language)

    def started(self, utterance_id: int) -> Place | None:
        """Where the voice is now, or None for an utterance that is no longer wanted."""
        utterance = self._find(utterance_id)
        return utterance.place if utterance else None

    def word(self, utterance_id: int, offset: int) -> Place | None:
        """The place of a character of an utterance, or None for one that is no longer wanted."""
        utterance = self._find(utterance_id)
        if utterance is None or not 0 <= offset < len(utterance.text):
            return None
        return utterance.place._replace(offset=utterance.place.offset + offset)

    def finished(self, utterance_id: int) -> list[Utterance]:
        """What to say after it; nothing when the id is unknown or the end is reached."""
        if self._find(utterance_id) is None:
            return []
        self._waiting = [waiting for waiting in self._waiting if waiting.id > utterance_id]
        return self._fill()

    def stop(self) -> None:
        """Nothing is wanted any more; reports still on their way will find no utterance."""
        self._waiting, self._next, self._said = [], None, None

    def _find(self, utterance_id: int) -> Utterance | None:
        return next((waiting for waiting in self._waiting if waiting.id == utterance_id), None)

    def _fill(self) -> list[Utterance]:
        new = []
        while len(self._waiting) < self._ahead and (utterance := self._make()):
            self._waiting.append(utterance)
            new.append(utterance)
        return new

    def _make(self) -> Utterance | None:
        self._next = self._seek()
        if self._next is None or self._stops_before(self._next):
            return None
        return self._utter(self._next)

    def _seek(self) -> Place | None:
        """The first place from the next one on where the route has something to say."""
        place = self._next
        while place is not None and (self._route.end is None or place < self._route.end):
            article = self._publication.articles[place.article]
            if self._route.headlines and place.block != (headline := _headline(article)):
                place = Place(place.article, headline) if place.block < headline else self._after(place)
                continue
            if not has_block(article, place.block):
                place = self._after(place)
                continue
            block = article.blocks[place.block]
            # White space at the end of a block belongs to the sentence before it, which has been said.
            ink = _INK.search(block.text, place.offset)
            if ink and block.kind not in self._route.skip:
                found = place._replace(offset=ink.start())
                return found if self._route.end is None or found < self._route.end else None
            following = block_after(article.blocks, place.block)
            place = self._after(place) if following is None else Place(place.article, following)
        return None

    def _stops_before(self, place: Place) -> bool:
        unit, said = self._route.stop_after, self._said
        if unit is None or said is None:
            return False
        if unit is Unit.ARTICLE:
            return place.article != said.article
        return unit is not Unit.BLOCK or place[:2] != said[:2]

    def _utter(self, place: Place) -> Utterance:
        block = block_at(self._publication, place)
        end = self._end_of_utterance(place, block)
        pause = _AFTER_SENTENCE if _INK.search(block.text, end) else self._pause(place, block)
        self._last_id += 1
        self._said, self._next = place, place._replace(offset=end)
        text = block.text[place.offset : end]
        if Kind.NOTE in self._route.skip:
            text = _without_marks(block, text, place.offset)
        pause = pause * self._route.pauses // 100
        recordings = recordings_in(block, place.offset, end) if self._route.recordings else ()
        source = self._publication.key if recordings else ""
        foreign = foreign_in(block, place.offset, end)
        return Utterance(self._last_id, text, place, self._language(block), pause, foreign, recordings, source)

    def _end_of_utterance(self, place: Place, block: Block) -> int:
        # Imported where it is used: a list of articles is shown without cutting a sentence.
        from tui.core.sentences import sentence_at
        from tui.core.words import word_at

        end = sentence_at(block.text, place.offset, self._language(block))[1]
        if self._route.stop_after is Unit.WORD:
            # Marks around a word are silent: somebody who reads word by word need not meet them alone.
            word = word_at(block.text, place.offset)[1]
            while word < end and not (_SOUNDS.search(block.text, place.offset, word) and block.text[word].isalnum()):
                word = word_at(block.text, word)[1]
            end = min(end, word)
        if block.recordings and self._route.recordings:
            end = end_of_run(block, place.offset, end)
        limit = self._route.end
        return min(end, limit.offset) if limit and limit[:2] == place[:2] else end

    def _language(self, block: Block) -> str:
        return block.language or self._publication.language

    def _pause(self, place: Place, block: Block) -> int:
        blocks = self._publication.articles[place.article].blocks
        number = block_after(blocks, place.block)
        if number is None:
            return _AFTER_ARTICLE
        following = blocks[number]
        if block.kind in LINES and following.kind is block.kind and not (following.first or following.gap):
            return _AFTER_LINE
        return _AFTER_HEADING if block.kind in _HEADS else _AFTER_PARAGRAPH

    def _after(self, place: Place) -> Place | None:
        """The beginning of the article that follows the one of the place."""
        queue = self._route.queue
        if place.article in queue:
            rest = queue[queue.index(place.article) + 1 :]
            return Place(rest[0]) if rest else None
        following = place.article + 1
        return Place(following) if following < len(self._publication.articles) else None


def _without_marks(block: Block, text: str, start: int) -> str:
    """The text, from a character of the block on, with blanks in the place of the marks that lead to notes. What is
    nothing else stays: a voice has to say something."""
    said = text
    for link in block.links:
        begin, end = max(0, link.start - start), link.end - start
        if link.place is not None and begin < end <= len(text) and _MARK.fullmatch(block.text, link.start, link.end):
            said = f"{said[:begin]}{' ' * (end - begin)}{said[end:]}"
    return said if _INK.search(said) else text


def _headline(article: Article) -> int:
    """Which block is the title, or stands for one."""
    for number, block in numbered(article.blocks):
        if block.kind is Kind.TITLE:
            return number
        if isinstance(article.blocks, LazyBlocks) and article.blocks.is_plain:
            break
    return 0

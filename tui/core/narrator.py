"""What to say next, and where the voice is.

Pure: it is told what the voice reported and answers with what to say. Ids only grow, so a late report
about something cancelled is recognised and changes nothing; and because voices skip reports, a finished
id settles all lower ones.
"""

import re
from typing import NamedTuple

from tui.core.publication import HEADINGS, LINES, Block, Kind, Place, Publication

AHEAD = 3
_INK = re.compile(r"\S")
# Synthesizers are asked for no silence of their own: without ours, sentences would run into one another.
_AFTER_SENTENCE, _AFTER_HEADING, _AFTER_PARAGRAPH, _AFTER_ARTICLE = 150, 600, 400, 900
_AFTER_LINE = 200  # of verse, code or a table
_HEADS = HEADINGS | {Kind.KICKER, Kind.SUBTITLE, Kind.TAG}


class Utterance(NamedTuple):
    """One thing to say. `id` only grows. `place`: where its first character stands. `pause`: the silence
    wanted after it, in milliseconds."""

    id: int
    text: str
    place: Place
    language: str
    pause: int = 0


class Narrator:
    """Cuts a publication into utterances from a place on, a few ahead of the voice."""

    def __init__(self, publication: Publication, ahead: int = AHEAD) -> None:
        self._publication = publication
        self._ahead = ahead
        self._last_id = 0
        self._waiting: list[Utterance] = []
        self._next: Place | None = None

    def replace(self, publication: Publication) -> None:
        """Cuts another publication from now on; ids go on growing."""
        self.stop()
        self._publication = publication

    @property
    def active(self) -> bool:
        """Something is still to be said."""
        return bool(self._waiting)

    def start(self, place: Place) -> list[Utterance]:
        """What to say first, from the very character of the place. Forgets what was before."""
        self._waiting = []
        self._next = place
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
        self._waiting = []
        self._next = None

    def _find(self, utterance_id: int) -> Utterance | None:
        return next((waiting for waiting in self._waiting if waiting.id == utterance_id), None)

    def _fill(self) -> list[Utterance]:
        new = []
        while len(self._waiting) < self._ahead and (utterance := self._make()):
            self._waiting.append(utterance)
            new.append(utterance)
        return new

    def _make(self) -> Utterance | None:
        while self._next is not None:
            place, block = self._next, self._block(self._next)
            if block is None:
                self._next = self._following_article(place)
                continue
            # White space at the end of a block belongs to the sentence before it, which has been said.
            if not _INK.search(block.text, place.offset):
                self._next = Place(place.article, place.block + 1)
                continue
            return self._utter(place, block)
        return None

    def _utter(self, place: Place, block: Block) -> Utterance:
        # Imported where it is used: a list of articles is shown without cutting a sentence.
        from tui.core.sentences import sentence_at

        start, end = sentence_at(block.text, place.offset, self._language(block))
        start = max(start, place.offset)
        last = not _INK.search(block.text, end)
        self._last_id += 1
        self._next = place._replace(offset=end)
        pause = self._pause(place, block) if last else _AFTER_SENTENCE
        text = block.text[start:end]
        return Utterance(self._last_id, text, place._replace(offset=start), self._language(block), pause)

    def _language(self, block: Block) -> str:
        return block.language or self._publication.language

    def _pause(self, place: Place, block: Block) -> int:
        if place.block + 1 >= len(self._publication.articles[place.article].blocks):
            return _AFTER_ARTICLE
        following = self._publication.articles[place.article].blocks[place.block + 1]
        if block.kind in LINES and following.kind is block.kind and not following.first:
            return _AFTER_LINE
        return _AFTER_HEADING if block.kind in _HEADS else _AFTER_PARAGRAPH

    def _block(self, place: Place) -> Block | None:
        blocks = self._publication.articles[place.article].blocks
        return blocks[place.block] if place.block < len(blocks) else None

    def _following_article(self, place: Place) -> Place | None:
        following = place.article + 1
        return Place(following) if following < len(self._publication.articles) else None

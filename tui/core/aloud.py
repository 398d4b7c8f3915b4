"""Who speaks: what a key leads to, said by the reader's own voice instead of a screen reader, or beside it.

One place for both: front ends show replies, and write those that are not `spoken`.
"""

from tui.core.commands import Unit
from tui.core.menu import Act, Reply, SpokenReply
from tui.core.reading import Reading

_UNSAID = frozenset({Act.NOTHING, Act.SPEAKING, Act.QUIT})
_OF_THE_TEXT = frozenset({Act.MOVED, Act.READING})


class Aloud:
    """The reader's voice where it speaks for everything, by the setting `speech`.

    A voice that cannot be heard leaves everything to be written, until it can: nobody is left without both.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._heard = True  # until the voice says otherwise
        self._saying: dict[int, str] = {}  # what is not finished, by id

    def told(self, reply: Reply) -> Reply:
        """Says a reply, if that is the voice's part; what front ends are to do with it."""
        how = self._reading.options.get("speech")
        if how not in ("voice", "both") or not self._heard or reply.act in _UNSAID or not reply.text:
            return reply
        number = self._reading.listening.say(reply.text, self._language(reply))
        if number:
            self._saying[number] = reply.text
        return SpokenReply(*reply) if number and how == "voice" else reply

    def heard(self, name: str, utterance_id: int, text: str, reply: Reply) -> Reply:
        """Takes a report of the voice, and what it means for the reading."""
        if name in ("finished", "failed"):
            self._saying.pop(utterance_id, None)
        if name == "ready":
            self._heard = True
        elif name in ("silent", "gone"):
            return self._unheard(text)
        if reply.act is Act.MOVED and self._reading.options.get("speech") == "both":
            return reply._replace(text=self._reading.session.text(Unit.SENTENCE))
        return self.told(reply)

    def silence(self) -> None:
        if self._saying and self._reading.listening.voice:
            self._reading.listening.voice.cancel()
        self._saying.clear()

    def _unheard(self, reason: str) -> Reply:
        """Nobody has heard what was being said: it is told in another way."""
        self._heard = False
        missed = self._saying.values() if self._reading.options.get("speech") == "voice" else ()
        reply = Reply(Act.SAID, " ".join([reason, *missed]))
        self.silence()
        return reply

    def _language(self, reply: Reply) -> str:
        """Of text its own; messages and names of entries are said as their characters are."""
        if reply.act not in _OF_THE_TEXT:
            return ""
        return self._reading.session.block.language or self._reading.publication.language

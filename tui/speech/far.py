"""A Speaker on the listener's own machine, where `mangdao speaker` runs; MANGDAO_SPEAKER says where, and the token."""

import os
import threading
from contextlib import suppress
from typing import BinaryIO

from tui.core.narrator import Utterance
from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech import Event, Listener, Manner, VoiceInfo
from tui.speech.handshake import Stranger, greet_speaker
from tui.speech.links import Address, address_of, connect
from tui.speech.protocol import Message, event_of, line_of, message_of, say, set_manner, voices_of

VARIABLE = "MANGDAO_SPEAKER"
_TO_BEGIN = 20.0
_TO_LIST = 10.0
_LONGEST = 1 << 20
_AT_ANY_TIME = frozenset({"notice", "ready", "silent", "beat"})
_OF_THE_TEXT = frozenset({"started", "word", "finished", "failed"})


def open_far(listener: Listener) -> "FarSpeaker":
    """Raises SpeechError when nobody speaks there, or a stranger."""
    token, _at, where = os.environ.get(VARIABLE, "").rpartition("@")
    return FarSpeaker(listener, address_of(where), token)


class FarSpeaker:
    """The protocol of a worker over a socket, with a generation of its own: each cancel begins a new one."""

    def __init__(self, listener: Listener, address: Address, token: str) -> None:
        self._listener = listener
        self._address = address
        self._generation = 0
        self._closed = False
        self._changed = threading.Condition()
        self._introduction: Event | None = None
        self._voices: list[VoiceInfo] | None = None
        self._reason = ""  # of its own, why it is gone
        lines = self._open(token)
        threading.Thread(target=self._read, args=(lines,), daemon=True).start()
        with self._changed:
            self._changed.wait_for(lambda: self._introduction or self._closed, _TO_BEGIN)
            if self._introduction is None or self._closed:
                raise SpeechError(self._trouble(_("does not begin")))
            self.silent = self._introduction.name == "silent"
            text = _("{voice} On the listener's own machine.")
            self.description = text.format(voice=self._introduction.text)

    def voices(self) -> list[VoiceInfo]:
        self._send({"do": "voices"})
        with self._changed:
            self._changed.wait_for(lambda: self._voices is not None or self._closed, _TO_LIST)
            return self._voices or []

    def say(self, utterance: Utterance) -> None:
        self._send(say(utterance, self._generation))

    def cancel(self) -> None:
        with self._changed:
            self._generation += 1
        self._send({"do": "cancel", "generation": self._generation})

    def set(self, manner: Manner) -> None:
        self._send(set_manner(manner))

    def close(self) -> None:
        self._closed = True
        with suppress(OSError):
            self._link.shutdown(2)
        self._link.close()

    def _open(self, token: str) -> BinaryIO:
        try:
            self._link = connect(self._address)
            lines = self._link.makefile("rb")
            greet_speaker(self._link, lines, token)
            self._link.settimeout(None)
        except OSError as error:
            raise SpeechError(self._trouble(_("does not answer"))) from error
        except Stranger as error:
            text = _("Whoever is at {address} does not know the token; MANGDAO_SPEAKER is what mangdao speaker shows.")
            raise SpeechError(text.format(address=self._address)) from error
        return lines

    def _trouble(self, what: str) -> str:
        text = _(
            "The speaker at {address} {what}; start mangdao speaker at home, and ssh with -R. Space tries it again."
        )
        return text.format(address=self._address, what=what)

    def _send(self, message: Message) -> None:
        with suppress(OSError):  # the thread that reads says so
            self._link.sendall(line_of(message))

    def _read(self, lines: BinaryIO) -> None:
        with suppress(OSError, ValueError, KeyError, TypeError), lines:
            while line := lines.readline(_LONGEST):
                self._take(message_of(line))
        with self._changed:
            gone, self._closed = not self._closed, True
            self._changed.notify_all()
        if gone:
            self._listener(Event("gone", text=self._reason or self._trouble(_("is gone"))))

    def _take(self, message: Message) -> None:
        name = message["event"]
        with self._changed:
            if name in ("ready", "silent") and self._introduction is None:
                self._introduction = event_of(message)
            elif name == "voices":
                self._voices = voices_of(message)
            elif name in _AT_ANY_TIME or (name in _OF_THE_TEXT and message["generation"] == self._generation):
                self._listener(event_of(message))
            elif name == "gone":
                self._reason = message["text"]
                raise ValueError
            self._changed.notify_all()

"""A client of speech-dispatcher's protocol, SSIP: requests with their answers, and the events in between.

Never PAUSE: speech-dispatcher ignores it, and after RESUME is mute for all its clients.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress

from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech.links import Address, address_of, connect
from tui.texts import because

MESSAGE = "225"  # the answer that names a message
_TO_ANSWER = 5.0
_LONGEST = 65536  # bytes of a line; the longest real ones have less than 100

Lines = list[str]
Answer = tuple[str, Lines]


def address_in(environment: Mapping[str, str]) -> Address:
    """Where the server is: SPEECHD_ADDRESS, otherwise the user's own socket. Raises SpeechError."""
    method, _colon, rest = environment.get("SPEECHD_ADDRESS", "").partition(":")
    if method == "unix_socket" and rest:
        return Address(path=rest)
    if method == "inet_socket":
        return address_of(rest or "6560")
    if method and method != "unix_socket":
        raise SpeechError(
            _("SPEECHD_ADDRESS is unix_socket:PATH or inet_socket:HOST:PORT, and not {address}.").format(
                address=environment["SPEECHD_ADDRESS"]
            )
        )
    folder = environment.get("XDG_RUNTIME_DIR") or os.path.expanduser("~/.cache")
    return Address(path=os.path.join(folder, "speech-dispatcher", "speechd.sock"))


class Connection:
    """Requests from any thread, answered in their order. `notice` gets each event, and each answer that names a
    message (225), by code and lines, in a thread of this object; and ("", []) when the connection has ended."""

    def __init__(self, address: Address, notice: Callable[[str, Lines], None]) -> None:
        """Raises SpeechError when nobody is there."""
        self._address = address
        self._notice = notice
        self._sending = threading.Lock()
        self._unanswered: deque[Future[Answer]] = deque()
        try:
            self._socket = connect(address)
        except OSError as error:
            raise SpeechError(
                _("There is no speech-dispatcher at {address}: {error}; start it, or the line to it.").format(
                    address=address, error=because(error)
                )
            ) from error
        self._socket.settimeout(None)
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, *requests: str) -> "Future[Answer]":
        """Sends them without waiting: the answer to the last of them, which is an OSError when none comes."""
        answers: list[Future[Answer]] = [Future() for _request in requests]
        with self._sending:
            self._unanswered.extend(answers)
            try:
                self._socket.sendall("".join(request + "\r\n" for request in requests).encode("utf-8", "replace"))
            except OSError as error:
                self._fail(error)
        return answers[-1]

    def ask(self, *requests: str) -> Lines:
        """The lines of the answer to the last of these. Raises SpeechError for none, and for a refusal."""
        try:
            code, lines = self.send(*requests).result(_TO_ANSWER)
        except (OSError, TimeoutError) as error:
            raise SpeechError(self.silence) from error
        if code[:1] != "2":
            text = _("The speech-dispatcher at {address} refuses to speak; Space tries it again.")
            raise SpeechError(text.format(address=self._address))
        return lines

    @property
    def silence(self) -> str:
        """What is told of a server that says nothing."""
        text = _("The speech-dispatcher at {address} does not answer; Space tries it again.")
        return text.format(address=self._address)

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(2)
        self._socket.close()

    def _read(self) -> None:
        collected: Lines = []
        with suppress(OSError, ValueError), self._socket.makefile("rb") as file:
            while line := file.readline(_LONGEST):
                text = line.decode("utf-8", "replace").rstrip("\r\n")
                code, mark, rest = text[:3], text[3:4], text[4:]
                if not (code.isascii() and code.isdecimal() and mark in ("-", " ")):
                    break  # whoever this is, it is no speech-dispatcher
                if mark == "-":
                    collected.append(rest)
                    continue
                lines, collected = collected, []
                self._take(code, lines)
        self._fail(OSError())
        self._notice("", [])

    def _take(self, code: str, lines: Lines) -> None:
        if code[0] == "7" or code == MESSAGE:
            self._notice(code, lines)
        if code[0] != "7" and self._unanswered:
            self._unanswered.popleft().set_result((code, lines))

    def _fail(self, error: OSError) -> None:
        while self._unanswered:
            self._unanswered.popleft().set_exception(error)

"""`mangdao speaker`: this machine speaks what a reader on another one has to say.

It listens where only this machine can reach it, on the loopback interface or a Unix socket; `ssh -R` leads there
from the server. Who connects has to know the token, which is kept in a file of the listener's own.
"""

import os
import secrets
import socket
import sys
import threading
from contextlib import suppress
from typing import BinaryIO, NoReturn

from tui import folders
from tui.core.clean import printable
from tui.errors import UsageError
from tui.settings import Settings
from tui.speech import Event
from tui.speech.handshake import Stranger, greet_reader
from tui.speech.links import Address, address_of
from tui.speech.protocol import Message, line_of, manner_of, message_of, report, utterance_of, voices
from tui.texts import _, because
from tui.voicing import open_voice

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TO_GREET = 5.0  # seconds
_AT_ONCE = 8  # connections that have not proved themselves yet
_LONGEST = 1 << 20  # bytes of a line
_BEAT = 1.0
_LOOK = 0.5


def speak_for_others(listen: str, new_token: bool, settings: Settings) -> NoReturn:
    """Speaks for one reader after the other until it is interrupted. Raises UsageError, and SpeechError."""
    address = address_of(listen)
    token, kept = _token(new_token)
    server = _listening(address)
    if not address.path:
        address = address._replace(port=server.getsockname()[1])
    _explain(address, token, kept)
    try:
        _Server(server, token, settings).run()
    finally:
        server.close()
        if address.path:
            with suppress(OSError):
                os.unlink(address.path)


def _listening(address: Address) -> socket.socket:
    if not address.path and address.host not in _LOOPBACK:
        raise UsageError(
            _("{address} could be reached from elsewhere; listen on 127.0.0.1, and let ssh -R lead there.").format(
                address=address
            )
        )
    try:
        if not address.path:
            return socket.create_server((address.host, address.port), family=_family(address.host))
        if not hasattr(socket, "AF_UNIX"):
            raise OSError(_("there are no Unix sockets here"))
        _tidy(address.path)
        mask = os.umask(0o177)
        try:
            return socket.create_server(address.path, family=socket.AF_UNIX)
        finally:
            os.umask(mask)
    except OSError as error:
        raise UsageError(
            _("Nothing can listen at {address}: {error}; choose another with --listen.").format(
                address=address, error=because(error)
            )
        ) from error


def _tidy(path: str) -> None:
    """Takes away the socket of a speaker that was killed."""
    with suppress(OSError), socket.socket(socket.AF_UNIX) as other:
        try:
            other.connect(path)
        except ConnectionRefusedError:
            os.unlink(path)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _token(new: bool) -> tuple[str, bool]:
    """The token, and whether it could be kept for the next time."""
    path = os.path.join(os.path.dirname(folders.config_path()), "speaker-token")
    with suppress(OSError, ValueError):
        if not new and (token := open(path, encoding="ascii", opener=folders.file_only).read().strip()):  # noqa: SIM115 - read at once and dropped
            return token, True
    token = secrets.token_urlsafe(15)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with suppress(FileNotFoundError):
            os.unlink(path)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(token + "\n")
    except OSError:
        return token, False
    return token, True


def _explain(address: Address, token: str, kept: bool) -> None:
    """What to type, in lines that can be copied."""
    there = "127.0.0.1:7890"
    _tell(_("This machine speaks for a reader on another one. Control-C ends it."))
    _tell(_("1. Here, in another window, with your server's name for SERVER:"))
    _tell(f"ssh -t -R {there}:{address} SERVER")
    _tell(_("2. On the server, in that window:"))
    _tell(f"export MANGDAO_SPEAKER={token}@{there}")
    _tell("mangdao")
    if not kept:
        _tell(_("The token could not be kept in a file: it will be another one the next time."))


def _tell(line: str) -> None:
    sys.stdout.write(printable(line) + "\n")
    sys.stdout.flush()


class _Server:
    """Accepts readers. The latest is spoken for: the one before may hang on a line that is dead."""

    def __init__(self, server: socket.socket, token: str, settings: Settings) -> None:
        self._server = server
        self._token = token
        self._settings = settings
        self._room = threading.Semaphore(_AT_ONCE)
        self._changed = threading.Lock()
        self._current: _Guest | None = None

    def run(self) -> NoReturn:
        # Where waiting for a connection keeps Control-C waiting too, it is looked for now and then.
        self._server.settimeout(_LOOK if os.name == "nt" else None)
        try:
            while True:
                try:
                    link = self._server.accept()[0]
                except TimeoutError:
                    continue
                if self._room.acquire(blocking=False):
                    threading.Thread(target=self._receive, args=(link,), daemon=True).start()
                else:
                    link.close()
        finally:
            self._replace(None)

    def _receive(self, link: socket.socket) -> None:
        lines = link.makefile("rb")
        try:
            link.settimeout(_TO_GREET)
            greet_reader(link, lines, self._token)
        except (OSError, Stranger):
            link.close()
            return
        finally:
            self._room.release()
        guest = _Guest(link, self._settings)
        self._replace(guest)
        guest.serve(lines)

    def _replace(self, guest: "_Guest | None") -> None:
        with self._changed:
            before, self._current = self._current, guest
        if before is not None:
            before.close()


class _Guest:
    """A reader that is spoken for, with a voice of its own as long as the line lasts."""

    def __init__(self, link: socket.socket, settings: Settings) -> None:
        self._link = link
        self._sending = threading.Lock()
        self._generation = 0
        self._waiting: set[int] = set()
        self._over = threading.Event()
        self._voice = open_voice(self._report, settings._replace(speaker=""))

    def serve(self, lines: BinaryIO) -> None:
        """Obeys until the line ends."""
        self._link.settimeout(None)
        threading.Thread(target=self._beat, daemon=True).start()
        self._voice.start()
        with suppress(OSError, ValueError, KeyError, TypeError), lines:
            while line := lines.readline(_LONGEST):
                self._obey(message_of(line))
        self.close()

    def close(self) -> None:
        """Silent, and no worker left."""
        self._over.set()
        with suppress(OSError):
            self._link.shutdown(2)
        self._link.close()
        self._voice.close()

    def _obey(self, message: Message) -> None:
        match message.get("do"):
            case "say":
                self._generation = message["generation"]
                self._waiting.add(message["id"])
                self._voice.say([utterance_of(message)])
            case "cancel":
                self._voice.cancel()
                self._waiting.clear()
                self._generation = message["generation"]
            case "set":
                self._voice.set(manner_of(message))
            case "voices":
                threading.Thread(target=self._list_voices, daemon=True).start()

    def _list_voices(self) -> None:
        self._send(voices(self._voice.voices()))

    def _report(self, event: Event) -> None:
        if event.name in ("finished", "failed"):
            self._waiting.discard(event.id)
        self._send(report(event, self._generation))

    def _beat(self) -> None:
        """Lets the reader tell a long sentence from a dead line."""
        while not self._over.wait(_BEAT):
            if self._waiting:
                self._send(report(Event("beat"), self._generation))

    def _send(self, message: Message) -> None:
        with self._sending, suppress(OSError):
            self._link.sendall(line_of(message))

"""How a reader and the speaker on its listener's machine know each other: both prove that they have the token.

The token itself never crosses the line, so that somebody else on the server who has taken the port learns neither
it nor a word of what is read, and somebody who finds the port cannot speak.
"""

import hmac
import secrets
import socket
from typing import BinaryIO

from tui.speech.protocol import Message, line_of, message_of

_LONGEST = 1000  # bytes of a greeting


class Stranger(Exception):  # noqa: N818 - it is who is there, and not only a mistake
    """The other side is not what it should be."""


def greet_reader(link: socket.socket, lines: BinaryIO, token: str) -> None:
    """The speaker's side. Raises Stranger, and OSError."""
    ours = secrets.token_hex(16)
    link.sendall(line_of({"mangdao": "speaker", "challenge": ours}))
    message = _next(lines)
    if not _proves(message, token, "reader", ours, str(message.get("challenge"))):
        link.sendall(line_of({"mangdao": "refused"}))
        raise Stranger
    link.sendall(line_of({"mangdao": "welcome", "answer": _proof(token, "speaker", ours, str(message["challenge"]))}))


def greet_speaker(link: socket.socket, lines: BinaryIO, token: str) -> None:
    """The reader's side. Raises Stranger, and OSError."""
    ours = secrets.token_hex(16)
    message = _next(lines)
    if message.get("mangdao") != "speaker":
        raise Stranger
    theirs = str(message.get("challenge"))
    link.sendall(line_of({"answer": _proof(token, "reader", theirs, ours), "challenge": ours}))
    if not _proves(_next(lines), token, "speaker", theirs, ours):
        raise Stranger


def _next(lines: BinaryIO) -> Message:
    return message_of(lines.readline(_LONGEST))


def _proof(token: str, who: str, *challenges: str) -> str:
    return hmac.new(token.encode(), " ".join((who, *challenges)).encode(), "sha256").hexdigest()


def _proves(message: Message, token: str, who: str, *challenges: str) -> bool:
    answer = str(message.get("answer")).encode()
    return hmac.compare_digest(answer, _proof(token, who, *challenges).encode())

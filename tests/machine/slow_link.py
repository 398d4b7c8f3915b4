"""A slow line between two TCP sockets on this machine: bytes take their time, and only so many go through at once."""

import select
import socket
import threading
import time
from collections import deque
from contextlib import suppress

from tests.needs import PATIENCE

_PIECE = 64  # bytes: smaller than what a screen reader's user notices, larger than a packet's head


class SlowLink:
    """Passes everything that comes to `port` on to another port of this machine, and back.

    `delay`: seconds that a byte takes in one direction. `rate`: bytes a second in one direction, 0 for as many as
    there are. Both may be set at any time. `cut` drops the connection; a context.
    """

    def __init__(self, to: int, delay: float = 0.0, rate: int = 0) -> None:
        self.delay = delay
        self.rate = rate
        self.passed = [0, 0]  # bytes, there and back
        self._changed = threading.Condition()
        self._to = to
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._sockets: list[socket.socket] = []
        self._closing = False
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> "SlowLink":
        return self

    def __exit__(self, *_error: object) -> None:
        self._closing = True
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self.cut()

    def until_sent(self, passed: int) -> None:
        """Waits until more than so many bytes have gone there."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.passed[0] > passed, PATIENCE), "the line takes nothing"

    def cut(self) -> None:
        """Drops what is connected, as a lost network would after a while: with a reset, not a goodbye."""
        while self._sockets:
            end = self._sockets.pop()
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        while not self._closing:
            try:
                here, _address = self._server.accept()
                there = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                return
            self._sockets += [here, there]
            for source, target, back in ((here, there, False), (there, here, True)):
                threading.Thread(target=self._pass, args=(source, target, back), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, back: bool) -> None:
        """One direction, until one end is gone."""
        waiting: deque[tuple[float, bytes]] = deque()
        free = 0.0  # when the line can take the next piece
        with suppress(OSError, ValueError):
            while True:
                left = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
                if select.select([source], [], [], left)[0]:
                    data = source.recv(_PIECE)
                    if not data:
                        break
                    free = max(free, time.monotonic()) + (len(data) / self.rate if self.rate else 0.0)
                    waiting.append((free + self.delay, data))
                while waiting and waiting[0][0] <= time.monotonic():
                    data = waiting.popleft()[1]
                    target.sendall(data)
                    with self._changed:
                        self.passed[back] += len(data)
                        self._changed.notify_all()
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

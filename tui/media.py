"""The keys for sound of keyboards, headsets and desktops, through MPRIS on the session bus of Linux.

Only somebody who has had something read aloud has them: a program that makes no sound takes nobody's keys.
Where there is no bus, or no package `jeepney`, there are none, and nothing is said about it.
"""

import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.threading import DBusConnection

_PATH = "/org/mpris/MediaPlayer2"
_ROOT, _PLAYER = "org.mpris.MediaPlayer2", "org.mpris.MediaPlayer2.Player"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_KEYS = {"Play": "play", "Pause": "pause", "PlayPause": "play-pause", "Stop": "stop", "Next": "next"}
_KEYS |= {"Previous": "previous"}
_ABOUT: dict[str, tuple[str, object]] = {
    "CanQuit": ("b", False),
    "CanRaise": ("b", False),
    "HasTrackList": ("b", False),
    "Identity": ("s", "Mangdao"),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}
_TRACK = {"mpris:trackid": ("o", "/mangdao/article"), "xesam:title": ("s", "Mangdao")}
_PLAYING: dict[str, tuple[str, object]] = {
    "Rate": ("d", 1.0),
    "MinimumRate": ("d", 1.0),
    "MaximumRate": ("d", 1.0),
    "Volume": ("d", 1.0),
    "Position": ("x", 0),
    "Metadata": ("a{sv}", _TRACK),
    "CanSeek": ("b", False),
    **dict.fromkeys(("CanControl", "CanPlay", "CanPause", "CanGoNext", "CanGoPrevious"), ("b", True)),
}


def media_keys(press: Callable[[str], None], environment: Mapping[str, str] = os.environ) -> "MediaKeys | None":
    """Calls `press` with play, pause, play-pause, stop, next or previous, on a thread of its own; None where
    there is no session bus. Returns at once."""
    return MediaKeys(press) if environment.get("DBUS_SESSION_BUS_ADDRESS") else None


class MediaKeys:
    """A player on the session bus, for as long as the program runs."""

    def __init__(self, press: Callable[[str], None]) -> None:
        self._press = press
        self._status = "Playing"  # it is made when the first thing is said
        self._changed = threading.Lock()
        self._connection: DBusConnection | None = None
        threading.Thread(target=self._run, name="media keys", daemon=True).start()

    def playing(self, is_playing: bool) -> None:
        """Tells the desktop whether something is being read: it gives its keys to who plays."""
        status = "Playing" if is_playing else "Paused"
        with self._changed:
            if status == self._status:
                return
            self._status = status
            if self._connection:
                self._tell(self._connection)

    def close(self) -> None:
        with self._changed, suppress(OSError):
            if self._connection:
                self._connection.close()

    def _run(self) -> None:
        """A bus that is not there, or goes away, takes nothing with it but the keys."""
        try:
            from jeepney.bus_messages import message_bus
            from jeepney.io.threading import open_dbus_connection
        except ImportError:
            return
        with suppress(Exception):  # of many kinds, none of which matters to somebody who is reading
            connection = open_dbus_connection("SESSION")
            connection.send(message_bus.RequestName(f"{_ROOT}.mangdao.instance{os.getpid()}"))
            with self._changed:
                self._connection = connection
                self._tell(connection)
            self._listen(connection)

    def _listen(self, connection: "DBusConnection") -> None:
        from jeepney import MessageType
        from jeepney.io.threading import ReceiveStopped

        with suppress(ReceiveStopped):
            while True:
                message = connection.receive()
                if message.header.message_type is MessageType.method_call:
                    connection.send(self._answer(message))

    def _answer(self, message: "Message") -> "Message":
        from jeepney import HeaderFields, new_error, new_method_return

        fields = message.header.fields
        interface, name = fields.get(HeaderFields.interface), fields.get(HeaderFields.member, "")
        if interface == _PLAYER and name in _KEYS:
            self._press(_KEYS[name])
            return new_method_return(message)
        if interface == _PROPERTIES and name == "GetAll" and message.body[0] in (_ROOT, _PLAYER):
            return new_method_return(message, "a{sv}", (self._properties(message.body[0]),))
        if interface == _PROPERTIES and name == "Get" and message.body[1] in self._properties(message.body[0]):
            return new_method_return(message, "v", (self._properties(message.body[0])[message.body[1]],))
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")

    def _properties(self, interface: str) -> dict[str, Any]:
        status = ("s", self._status)
        return {_ROOT: _ABOUT, _PLAYER: {**_PLAYING, "PlaybackStatus": status}}.get(interface, {})

    def _tell(self, connection: "DBusConnection") -> None:
        from jeepney import DBusAddress, new_signal

        place = DBusAddress(_PATH, interface=_PROPERTIES)
        body: tuple[object, ...] = (_PLAYER, {"PlaybackStatus": ("s", self._status)}, [])
        with suppress(OSError):
            connection.send(new_signal(place, "PropertiesChanged", "sa{sv}as", body))

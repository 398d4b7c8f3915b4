"""Bytes from a terminal → names of keys. Pure: bytes in, keys out; the caller owns the clock.

A key is a character, or a name of the command table such as "down". Sequences may arrive in pieces;
what is not known is swallowed whole, so that no stray tail of it is taken for a letter.
"""

import codecs
import re

from tui.core.clean import printable

_NAMES = {
    "A": "up",
    "B": "down",
    "C": "right",
    "D": "left",
    "H": "home",
    "F": "end",
    "1~": "home",
    "4~": "end",
    "5~": "pageup",
    "6~": "pagedown",
    "7~": "home",
    "8~": "end",
}
_CONTROLS = {"\r": "enter", "\n": "enter", "\x7f": "backspace", "\x08": "backspace", " ": "space", "\t": "tab"}
_CONTROLS |= {"\x03": "interrupt", "\x04": "end-of-input", "\x1a": "suspend"}
# A whole sequence: CSI, a function key of the Linux console, SS3, a string (OSC, DCS, SOS, PM, APC) up to
# its end, or Alt and a character.
_WHOLE = re.compile(
    "\x1b(?:\\[([0-?]*)[ -/]*([@-Z\\\\-~])|\\[\\[.|O(.)|[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)|[^\x1b\\[O\\]PX^_])",
    re.S,
)
# A sequence that something cuts short which can be no part of it; that is a key again.
_BROKEN = re.compile("\x1b(?:\\[[0-?]*+[ -/]*+(?=[^@-~])|[\\]PX^_][^\x07\x1b]*+(?=\x1b[^\\\\]))")
_LONGEST = 4096


class Keys:
    """Decodes a terminal's input. `pending` says that an escape sequence has begun: after a pause of
    50 to 100 ms without its rest, call `flush`."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self._decode = codecs.getincrementaldecoder(encoding)("ignore").decode
        self._rest = ""

    @property
    def pending(self) -> bool:
        return bool(self._rest)

    def feed(self, data: bytes) -> list[str]:
        """The keys that are complete with these bytes. Bytes that are no text are ignored."""
        self._rest += self._decode(data)
        keys: list[str] = []
        position = 0
        while position < len(self._rest):
            if self._rest[position] != "\x1b":
                keys += _plain(self._rest[position])
                position += 1
                continue
            # Alt and Control-C are no key: somebody who wants out pressed both while the program was busy.
            if self._rest.startswith(("\x1b\x1b", "\x1b\x03"), position):
                keys.append("escape")
                position += 1
                continue
            whole = _WHOLE.match(self._rest, position)
            if whole is not None:
                keys += _sequence(whole)
            elif (whole := _BROKEN.match(self._rest, position)) is None:
                break
            position = whole.end()
        self._rest = self._rest[position:][:_LONGEST]
        return keys

    def flush(self) -> list[str]:
        """The sequence will not be completed: alone it was the Escape key, otherwise it is dropped."""
        alone, self._rest = self._rest == "\x1b", ""
        return ["escape"] if alone else []


def _plain(character: str) -> list[str]:
    if character in _CONTROLS:
        return [_CONTROLS[character]]
    return [character] if printable(character) else []


def _sequence(whole: re.Match[str]) -> list[str]:
    parameters, final, application = whole.group(1, 2, 3)
    if application:
        name = _NAMES.get(application)
    elif final:
        name = _NAMES.get(parameters + final if final == "~" else final)
        if final != "~" and parameters not in ("", "1"):
            name = None
    else:
        name = None
    return [name] if name else []

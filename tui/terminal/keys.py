"""Bytes from a terminal → names of keys. Pure: bytes in, keys out; the caller owns the clock.

A key is a character, or a name of the command table such as "down". Sequences may arrive in pieces;
what is not known is swallowed whole, so that no stray tail of it is taken for a letter.
"""

import codecs
import re

from tui.core.clean import printable
from tui.core.menu import ALT, PASTED

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
# A whole sequence: CSI, a function key of the Linux console, SS3, or a string (OSC, DCS, SOS, PM, APC) up to its end.
_WHOLE = re.compile(
    "\x1b(?:\\[([0-?]*)[ -/]*([@-Z\\\\-~])|\\[\\[.|O([0-9;]*+[A-Za-z])|[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\))",
    re.S,
)
# Alt and a character is sent as Escape and that: it may have been both, one after the other.
_ALT = re.compile("\x1b([^\x1b\\[O\\]PX^_]|O(?=[0-9;]*+[^0-9;A-Za-z]))", re.S)
# A sequence that something cuts short which can be no part of it; that is a key again.
_BROKEN = re.compile("\x1b(?:\\[[0-?]*+[ -/]*+(?=[^@-~])|[\\]PX^_][^\x07\x1b]*+(?=\x1b[^\\\\]))")
# A sequence of which the rest came so late that its beginning was given up: Escape was the key.
_LATE = re.compile("\x1b(?:\\[[0-9;]*[A-Z~]|O[A-DFH])")
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
_LONGEST = 4096
_SEQUENCE_WAIT, _PASTE_WAIT = 0.08, 5.0  # seconds that the rest of each may take, over a slow line too


class Keys:
    """Decodes a terminal's input. `pending` says that something has begun: after `patience` seconds without its rest,
    call `flush`."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self._decode = codecs.getincrementaldecoder(encoding)("ignore").decode
        self._rest = ""
        self._pasted: str | None = None  # what has come of a text that is being pasted
        self._late = ""  # what has begun and was given up, should its rest come next

    @property
    def pending(self) -> bool:
        return bool(self._rest) or self._pasted is not None

    @property
    def patience(self) -> float | None:
        """None where nothing is pending."""
        if self._pasted is not None and self._rest != "\x1b":
            return _PASTE_WAIT
        return _SEQUENCE_WAIT if self._rest else None

    def feed(self, data: bytes) -> list[str]:
        """The keys that are complete with these bytes. Bytes that are no text are ignored."""
        text = self._decode(data)
        if self._late and _LATE.match(self._late + text):
            text = self._late + text
        self._late = "" if text else self._late
        self._rest += text
        keys: list[str] = []
        position = 0
        while position < len(self._rest) and (found := self._found(position)):
            keys += found[0]
            position = found[1]
        self._rest = self._rest[position:][:_LONGEST]
        return keys

    def flush(self) -> list[str]:
        """The rest will not come: alone it was the Escape key, a paste is what there is of it, else it is dropped."""
        self._late, self._rest = self._rest, ""
        if self._pasted is not None:
            return self._end_of_paste(self._late)
        if len(self._late) == 2 and self._late[1] not in "[O":  # of an arrow the rest may still come
            return [ALT + self._late[1]]
        return ["escape"] if self._late == "\x1b" else []

    def _found(self, start: int) -> tuple[list[str], int] | None:
        """The key that begins there, if it is one, and where it ends; None while that has not come."""
        if self._pasted is not None:
            return self._more_of_paste(start)
        if self._rest[start] != "\x1b":
            return _plain(self._rest[start]), start + 1
        # Alt and Control-C are no key: somebody who wants out pressed both while the program was busy.
        if self._rest.startswith(("\x1b\x1b", "\x1b\x03", "\x1b\x04", "\x1b\x1a"), start):
            return ["escape"], start + 1
        if alt := _ALT.match(self._rest, start):
            return [ALT + key for key in _plain(alt[1])], alt.end()
        whole = _WHOLE.match(self._rest, start)
        if whole is None:
            broken = _BROKEN.match(self._rest, start)
            return ([], broken.end()) if broken else None
        self._pasted = "" if whole.group() == _PASTE else None
        return _sequence(whole), whole.end()

    def _more_of_paste(self, start: int) -> tuple[list[str], int] | None:
        end = self._rest.find(_PASTED, start)
        if end >= 0:
            return self._end_of_paste(self._rest[start:end]), end + len(_PASTED)
        end = self._rest.rfind("\x1b", start)
        if end < 0 or not _PASTED.startswith(self._rest[end:]):
            end = len(self._rest)
        self._pasted = f"{self._pasted}{self._rest[start:end]}"[:_LONGEST]
        return ([], end) if end > start else None

    def _end_of_paste(self, rest: str) -> list[str]:
        """All of it as one key, lines one after the other."""
        text, self._pasted = f"{self._pasted}{rest}"[:_LONGEST], None
        text = printable(" ".join(filter(None, map(str.strip, re.split("[\r\n]+", text.replace("\t", " "))))))
        return [PASTED + text] if text else []


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

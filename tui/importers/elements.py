"""XML as events, within bounds: nothing outside the file is read and nothing in it is expanded.

A file that ends too early, or is put together wrongly, is read as far as it goes: what stands behind the first fault
is taken tag by tag, whatever fits together.
"""

import re
from collections.abc import Callable
from html import unescape
from xml.parsers import expat

from tui.errors import FormatError
from tui.texts import _

_DEEPEST = 200
_TAG = re.compile(r"<([^<>]*)>?([^<]*)")
_NAME = re.compile(r"(/?)\s*([^\W\d][\w:.-]*)")
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)|'([^']*))""")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]


class _RefusedError(Exception):
    """What nobody may expect to be read."""


class _Walker:
    def __init__(self, start: Start, end: End) -> None:
        self._start = start
        self._end = end
        self._texts: list[list[str]] = []
        self._open: list[str] = []

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._texts) >= _DEEPEST:
            raise _RefusedError("too deep")
        self._texts.append([])
        self._open.append(tag)
        self._start(tag.rpartition(":")[2], attributes)

    def said(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def closed(self, tag: str) -> None:
        """Ends an element, with all that is open in it; nothing where none of this name is open."""
        while tag in self._open:
            last = self._open.pop()
            self._end(last.rpartition(":")[2], "".join(self._texts.pop()))
            if last == tag:
                break

    def close(self) -> None:
        while self._open:
            self.closed(self._open[-1])

    def go_on(self, text: str) -> None:
        """Takes tags as they come."""
        for found in _TAG.finditer(text):
            inside, behind = found.groups()
            if name := _NAME.match(inside):
                if name[1]:
                    self.closed(name[2])
                else:
                    self.opened(name[2], _attributes(inside[name.end() :]))
                if inside.endswith("/"):
                    self.closed(name[2])
            self.said(unescape(behind))


def _attributes(text: str) -> dict[str, str]:
    return {found[1]: unescape(found[2] or found[3] or "") for found in _ATTRIBUTE.finditer(text)}


def walk(data: bytes, name: str, start: Start, end: End) -> int:
    """Calls `start` with each element's name, without its prefix, and attributes, and `end` with the name and the
    text that stood right in it. Returns the line of the first fault, 0 where there is none. Raises FormatError where
    the file defines entities, is too deep, or nobody knows its encoding."""
    walker = _Walker(start, end)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walker.opened
    parser.EndElementHandler = walker.closed
    parser.CharacterDataHandler = walker.said
    parser.EntityDeclHandler = _refuse
    fault = 0
    try:
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            fault = max(1, error.lineno)
            walker.go_on(data[_resume(data, parser.ErrorByteIndex) :].decode(_encoding(data), "replace"))
            walker.close()
    except (_RefusedError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise damaged(name, str(error)) from error
    return fault


def _resume(data: bytes, fault: int) -> int:
    """Where the tag begins that the fault is in; in text, the fault itself."""
    begins = data.rfind(b"<", 0, max(0, fault))
    return begins if begins >= 0 and b">" not in data[begins:fault] and b"\0" not in data[:4] else max(0, fault)


def damaged(name: str, reason: str) -> FormatError:
    message = _("{name} is damaged: it is XML that ends too early or is put together wrongly ({reason}); get it again.")
    return FormatError(message.format(name=name, reason=reason))


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"<\0")):
        return "utf-16-le"
    if data.startswith((b"\xfe\xff", b"\0<")):
        return "utf-16-be"
    found = _ENCODING.match(data[:1000])
    return found[1].decode("ascii") if found else "utf-8"


def _refuse(*_declaration: object) -> None:
    raise _RefusedError("it defines entities")

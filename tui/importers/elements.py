"""XML as events, within bounds: nothing outside the file is read and nothing in it is expanded."""

from collections.abc import Callable
from xml.parsers import expat

from tui.errors import FormatError
from tui.texts import _

_DEEPEST = 200


class _Walker:
    def __init__(self, start: Callable[[str, dict[str, str]], None], end: Callable[[str, str], None]) -> None:
        self._start = start
        self._end = end
        self._texts: list[list[str]] = []

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._texts) >= _DEEPEST:
            raise expat.ExpatError("too deep")
        self._texts.append([])
        self._start(tag.rpartition(":")[2], attributes)

    def said(self, text: str) -> None:
        self._texts[-1].append(text)

    def closed(self, tag: str) -> None:
        self._end(tag.rpartition(":")[2], "".join(self._texts.pop()))


def walk(data: bytes, name: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str, str], None]) -> None:
    """Calls `start` with each element's name, without its prefix, and attributes, and `end` with the name and the
    text that stood right in it. Raises FormatError where the file is damaged, or defines entities."""
    walker = _Walker(start, end)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walker.opened
    parser.EndElementHandler = walker.closed
    parser.CharacterDataHandler = walker.said
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
        message = _("{name} is damaged: it is XML that ends too early or is put together wrongly ({reason}).")
        raise FormatError(message.format(name=name, reason=error)) from error


def _refuse(*_declaration: object) -> None:
    raise expat.ExpatError("it defines entities")

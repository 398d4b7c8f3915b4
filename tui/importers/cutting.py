"""Where a long text is cut into parts: told by the bytes around a place alone, whatever stands before it.

A part ends with a blank line where there is one, else with a line that a paragraph ends with, else with any line. Only
a line that is longer than several parts is cut itself, at the end of a sentence where it has one.
"""

import re

from tui.core.light import Iterator, Protocol

PART = 16_384  # bytes
_LINE = 4  # parts: a line that is longer is cut
_SENTENCE = 4096  # bytes in which its end is looked for
_WIDE = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
_DOUBLE = ("gb18030", "big5hkscs", "cp932", "euc", "cp949", "johab", "big5", "shift", "gb")
_BLANK = "(?:\r\n|\n|\r)[ \t\f]*(?:\r\n|\n|\r)"
_END = "\r\n|\n|\r"
_STOP = "\xe3\x80\x82|\xef\xbc[\x81\x9f]|[.!?] "  # 。！？ in UTF-8, each byte as a character
_WIDE_STOP = "[。！？]|[.!?] "
_SHORT = 0.75
_PIECE = 200_000  # characters that a pattern goes over at once
_CLOSE = 2000  # bytes by which it is told where characters of two bytes begin


def pieces(text: str, end: str) -> Iterator[str]:
    """The text in pieces that end with `end`: a pattern goes over each in a moment, and between two of them other
    threads have their turn."""
    start = 0
    while start < len(text):
        found = text.find(end, start + _PIECE)
        stop = found + len(end) if found >= 0 else len(text)
        yield text[start:stop]
        start = stop


class Pieces(Protocol):
    """The bytes of a source, read a piece at a time. `size` in bytes. Nothing here raises."""

    @property
    def size(self) -> int: ...
    def read(self, start: int, stop: int) -> bytes:
        """Fewer where there are no more."""
        ...

    def changed(self) -> bool:
        """Whether the source is not any more what it was when it was opened."""
        ...


class Cutter:
    """The parts of a text. `begin`: the byte at which it begins. `part`: about how many bytes each has, in fours."""

    def __init__(self, pieces: Pieces, encoding: str, begin: int, part: int = PART) -> None:
        self._pieces = pieces
        self._encoding = encoding
        self._unit = _WIDE.get(encoding, 1)
        self._begin = begin
        self._part = part
        self._known: dict[int, int] = {}
        self.count = max(1, -(-(pieces.size - begin) // part))

    def start(self, part: int) -> int:
        """The byte at which a part begins; of the one behind the last, where the text ends. A part may be empty."""
        if part <= 0:
            return self._begin
        if part >= self.count:
            return self._pieces.size
        start = self._known.get(part)
        if start is None:
            if len(self._known) > 4096:
                self._known.clear()  # another thread may look for one of them right now
            start = self._known[part] = self._cut(self._begin + part * self._part)
        return start

    def part_of(self, byte: int) -> int:
        """The part that holds a byte."""
        part = min(max(0, byte - self._begin) // self._part, self.count - 1)
        while part and self.start(part) > byte:
            part -= 1
        return part

    def _cut(self, at: int) -> int:
        """The first good place from a byte on."""
        text = self._window(at, self._part)
        if blank := re.search(_BLANK, text):
            return at + self._bytes(text[: blank.end()])
        end = _line_end(text)
        if end is None:
            # Any line end, the first one: to choose one would be to end behind the part that follows.
            text = self._window(at, _LINE * self._part)
            line = re.search(_END, text)
            end = line.end() if line else None
        return at + self._bytes(text[:end]) if end is not None else at + self._inside(at)

    def _window(self, at: int, size: int) -> str:
        """The bytes from one on; of most encodings each as a character, for none but a line end looks like one."""
        data = self._pieces.read(at, min(at + size, self._pieces.size))
        if self._unit == 1:
            return data.decode("latin-1")
        data = data[: len(data) - len(data) % self._unit]
        return data.decode(self._encoding, "surrogatepass" if self._unit == 2 else "replace")

    def _bytes(self, text: str) -> int:
        return len(text) if self._unit == 1 else len(text.encode(self._encoding, "surrogatepass"))

    def _inside(self, at: int) -> int:
        """How far from a byte in the middle of a line the first character begins, or better the first sentence."""
        text = self._window(at, _SENTENCE)
        first = self._character(at, text)
        if self._encoding.startswith(_DOUBLE):
            stop = re.search("[ -/]+", text[first:])  # no second byte looks like one of these
        else:
            stop = re.search(_STOP if self._unit == 1 else _WIDE_STOP, text[first:])
        return self._bytes(text[: first + (stop.end() if stop else 0)])

    def _character(self, at: int, text: str) -> int:
        """How many bytes, or units, belong to a character that began before."""
        if self._encoding == "utf-8":
            return next((index for index in range(min(4, len(text))) if not "\x80" <= text[index] < "\xc0"), 0)
        if self._unit == 2:
            return int("\udc00" <= text[:1] <= "\udfff")
        if self._encoding.startswith(_DOUBLE):
            data = self._pieces.read(at, at + _CLOSE)
            wrong = [data[skip:].decode(self._encoding, "replace").count("\ufffd") for skip in (0, 1)]
            return int(wrong[1] < wrong[0])
        return 0


def _line_end(text: str) -> int | None:
    """Behind the line after which a paragraph most likely begins; None where no line ends."""
    ends = [match.end() for match in re.finditer(_END, text)]
    if not ends:
        return None
    lines = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    for number, end in enumerate(ends, 1):
        if lines[number][:1].isspace() and not lines[number - 1][:1].isspace() and number > 1:
            return end
    longest = max(map(len, lines))
    for number, end in enumerate(ends[1:], 1):
        if len(lines[number]) < _SHORT * longest and lines[number].rstrip()[-1:] in tuple(".!?:\"'\x82\x9f\x81\xa3"):
            return end
    return ends[0]

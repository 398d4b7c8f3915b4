"""Bad days for the reader: hostile texts and keys as data, a terminal without a screen, and ways to break things."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.core.publication import Article, Block, Byline, Kind, Publication
from tui.plain import Plain
from tui.terminal import Terminal

FOLDER = Path(__file__).parent.parent / "data" / "hostile"
BUG = "MANGDAO-BUG"
# All that plain mode may send: text, ends of lines, backspace, the cursor up and down, erasing to the right.
_PLAIN = re.compile(rb"\x1b\[\?2004[hl]|\x1b\[[0-9]+[AB]|\x1b\[K|[\r\n\x08]|[^\x00-\x1f\x7f]")
# Format characters that turn text around or hide it, and C1 controls, whatever program draws them.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def forbidden_in_plain(data: bytes) -> bytes:
    """What is left of plain mode's output without all that is allowed."""
    return _PLAIN.sub(b"", data) + "".join(_UNSEEN.findall(data.decode())).encode()


def unseen(data: bytes) -> str:
    """The characters of an output that turn or hide text."""
    return "".join(_UNSEEN.findall(data.decode()))


def cases(name: str) -> dict[str, str]:
    """Lines `name: text` of a data file; the text may hold escapes such as \\x1b."""
    found = {}
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _colon, text = line.partition(": ")
            found[key] = re.sub(r"\\(?:x..|u....|U........|[nrt\\])", _unescaped, text)
    return found


def _unescaped(match: re.Match[str]) -> str:
    return match.group().encode().decode("unicode_escape")


def lines(name: str) -> list[str]:
    """The lines of a data file, verbatim."""
    return [line for line in (FOLDER / name).read_text("utf-8").splitlines() if line and not line.startswith("##")]


def hostile_publication(texts: Iterable[str]) -> Publication:
    """A publication with each of the texts in every place that holds one, past all importers."""
    articles = []
    for number, text in enumerate(texts):
        kinds = (Kind.TITLE, Kind.KICKER, Kind.BYLINE, Kind.HEAD, Kind.PARAGRAPH, Kind.CAPTION)
        blocks = tuple(Block(f"{kind.value} {text} end.", kind, language="en") for kind in kinds)
        byline = (Byline((text,), text, text),)
        articles.append(Article(f"{text}{number}", text, blocks, text, byline, text, text))
    text = " ".join(article.title for article in articles)
    furniture = (Block(text, Kind.TAG),)
    return Publication(text, text, tuple(articles), "en", {"paper": text}, furniture)


class Paper(Terminal):
    """A terminal without a screen: keys come from a list, what is written is kept until `take`."""

    def __init__(self, keys: Iterable[str], columns: int = 80, rows: int = 24) -> None:
        super().__init__()
        self._feed = iter(keys)
        self._size = (columns, rows)
        self._written: list[str] = []

    def keys(self) -> list[str] | None:
        key = next(self._feed, None)
        return None if key is None else [key]

    def write(self, text: str) -> None:
        self._written.append(text)

    def suspend(self) -> None: ...

    @property
    def has_cursor(self) -> bool:
        return True

    def size(self) -> tuple[int, int]:
        return self._size

    def take(self) -> bytes:
        """What was written since the last time."""
        text = "".join(self._written)
        self._written.clear()
        return text.encode()


BREAK = f"""
def broken(owner, name, skip=0):
    real = getattr(owner, name)
    def fail(*arguments, **named):
        nonlocal skip
        skip -= 1
        if skip >= 0:
            return real(*arguments, **named)
        raise RuntimeError("{BUG}")
    setattr(owner, name, fail)
"""


def played(plain: Plain, terminal: Paper, greeting: str = "") -> bytes:
    """Everything plain mode writes until its keys end."""
    plain.run(greeting)
    return terminal.take()


def chunks(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]

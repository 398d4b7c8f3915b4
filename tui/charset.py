"""Terminals and files whose encoding is not UTF-8: of what it lacks they get what looks like it, in as many cells, else
question marks. Nothing raises, and no row is shifted."""

import codecs
import sys

from tui.core.clean import escaped

_ERRORS = "lookalike"  # as `tui.terminal` knows it too
_UTF8 = "utf-8"
_PIECES = 10_000  # of JSON that are written at once
_LIKE = (
    ("‘’‚‛′", "'"),
    ("“”„‟″«»", '"'),
    ("‐‑‒–—―−", "-"),
    ("•·‧∙・", "*"),
    ("…", "."),
    ("×", "x"),
    ("→", ">"),
    ("←", "<"),
    ("，、", ", "),
    ("。", ". "),
    ("（〔", " ("),
    ("）〕", ") "),
    ("《", "<<"),
    ("》", ">>"),
    ("「『", ' "'),
    ("」』", '" '),
    ("【", " ["),
    ("】", "] "),
)
_LOOKALIKES = {character: like for characters, like in _LIKE for character in characters}
_lost: list[None] = []


def is_utf8(encoding: str | None) -> bool:
    """Whether a stream of this encoding takes every text; one without any does."""
    return (encoding or _UTF8).lower().replace("-", "") == "utf8"


def prepare() -> None:
    """From now on standard output takes every text."""
    if not is_utf8(sys.stdout.encoding):
        codecs.register_error(_ERRORS, _looks_like)
        sys.stdout.reconfigure(encoding=_usable(sys.stdout.encoding), errors=_ERRORS)  # type: ignore[union-attr]  # Python's own has it


def of_keys() -> str:
    """The encoding of what is typed. Where it is ASCII alone, what is more can only be UTF-8."""
    encoding = _usable(getattr(sys.stdin, "encoding", None) or _UTF8)
    return _UTF8 if codecs.lookup(encoding).name == "ascii" else encoding


def put_json(data: object) -> int:
    """Writes it to standard output, which may be a terminal. 0, for the shell."""
    import json
    from itertools import islice

    pieces = json.JSONEncoder(ensure_ascii=not is_utf8(sys.stdout.encoding), indent=1).iterencode(data)
    while some := "".join(islice(pieces, _PIECES)):  # each line would be a call of the system
        sys.stdout.write(escaped(some))
    sys.stdout.write("\n")
    return 0


def lost() -> int:
    """How many characters have become question marks."""
    return len(_lost)


def _usable(encoding: str) -> str:
    """UTF-8 in place of an encoding in which no terminal could be told anything."""
    told = "\x1b[0m\r\n"
    try:
        return encoding if told.encode(encoding) == told.encode("ascii") else _UTF8
    except (UnicodeError, LookupError):
        return _UTF8


def _looks_like(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    return "".join(map(_lookalike, found)), error.end


def _lookalike(character: str) -> str:
    from unicodedata import normalize

    from tui.core.cells import width_of

    width = width_of(character)
    like = _LOOKALIKES.get(character) or "".join(filter(str.isascii, normalize("NFKD", character)))
    if width and not (like and like.isprintable() and len(like) <= width):
        _lost.append(None)
        return "?" * width
    return like.ljust(width) if width else ""

"""The one place where text from outside loses its control characters.

Everything that reaches a screen, a synthesizer or a file name in this program has passed `clean` once,
in an importer. Nothing later needs to escape or to trust.
"""

import re

_MANY_MARKS = 8
_WORD, _SENTENCE = 200, 1000  # characters that somebody hears out
# C0 except tab and newline, DEL, C1, bidi overrides and isolates, zero-width marks that hide text,
# interlinear and tag characters, noncharacters, surrogates. ZERO WIDTH NON-JOINER and JOINER stay: Persian,
# Indic scripts and emoji need them.
_HIDDEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_NEWLINE = "\r\n?|\x0b|\x85|\u2028|\u2029"
_NEWLINES = "\r\x0b\x85\u2028\u2029"
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"


def clean(text: str) -> str:
    """Text without control characters, every line end a newline, form feeds a blank line.

    At most eight combining marks stay on one character: more are stacked over the lines around.
    """
    if text.isascii() and text.isprintable():
        return text  # names and titles mostly; the patterns take a millisecond to compile
    if any(end in text for end in _NEWLINES):
        text = re.sub(_NEWLINE, "\n", text)
    text = text.replace("\x0c", "\n\n")
    if not re.search(f"{_HIDDEN}|{_MARK}", text):
        return text  # most texts; looking once takes a quarter of the time of both replacements
    return re.sub(f"({_MARK}{{{_MANY_MARKS}}}){_MARK}+", r"\1", re.sub(_HIDDEN, "", text))


def clean_line(text: str) -> str:
    """The same for a name or a title: one line, white space runs are one space."""
    return " ".join(clean(text).split())


def brief(sentence: str) -> str:
    """A sentence about what somebody has named, however long that is: of a word, and of all of it, the begin and the
    end are left."""
    if len(sentence) <= _WORD:
        return sentence
    words = [word if len(word) <= _WORD else f"{word[:120]}…{word[-60:]}" for word in sentence.split(" ")]
    text = " ".join(words)
    return text if len(text) <= _SENTENCE else f"{text[:700]}…{text[-200:]}"


def legible(address: str) -> str:
    """An address as people write it: %E7%9B%B2 is 盲. What is ASCII stays as it is, for there it may part words."""

    def decoded(found: "re.Match[str]") -> str:
        try:
            return clean_line(bytes.fromhex(found[0].replace("%", "")).decode())
        except UnicodeDecodeError:
            return found[0]

    return re.sub("(?:%[89A-Fa-f][0-9A-Fa-f])+", decoded, address)


def escaped(text: str) -> str:
    """JSON in which all that `clean` takes away, but for the line ends between values, is written as escapes. It means
    what it meant."""

    def escape(found: "re.Match[str]") -> str:
        units = found[0].encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))

    return text if text.isascii() and text.isprintable() else re.sub(f"(?!\n)(?:{_HIDDEN}|[{_NEWLINES}])", escape, text)


def printable(text: str) -> str:
    """One line of text that moves no cursor and starts no sequence: the second wall, at the terminal itself.
    What `clean_line` has passed comes out unchanged, apart from soft hyphens and their like."""
    if text.isprintable():
        return text
    from unicodedata import category  # seldom wanted before the first line

    # Spaces of all kinds, the joiners that scripts and emoji need, and what this Python's Unicode does not know
    # (yet): rare Chinese characters of people's names are added every year.
    harmless = ("Zs", "Co", "Cn")
    return "".join(
        letter for letter in text if letter.isprintable() or letter in "\u200c\u200d" or category(letter) in harmless
    )

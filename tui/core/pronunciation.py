"""How a person wants things said: rules of their own, as plain lines of text.

    word GIF = jif                  the word, and no other that contains it
    anywhere 盲道 = mang2道          wherever it stands
    pattern (\\d+)T = \\1 tons        a regular expression; \\1 is what its first group found
    word:fr Paris = parisse         only in French
    word lol = -                    not said at all

Regular expressions can take for ever over a text. Here a repetition counts to a few dozen at most, and an
expression that could still try too many ways is refused; so each is done in good time.
"""

import re
import warnings

from tui.core.clean import clean_line
from tui.core.light import NamedTuple, Protocol, Sequence
from tui.core.wording import _
from tui.errors import ReaderError

KINDS = ("word", "anywhere", "pattern")
SKIP = "-"
_LINE = re.compile(r"(\w+)(?::([A-Za-z-]+))?\s+(.+?)\s+=\s+(.+)")
_MOST_REPEATS, _MOST_WAYS, _LONGEST = 40, 20_000, 200
_NO_BORDER = (
    r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"  # scripts without spaces between words
)
_COUNTS = re.compile(r"\{(\d*)(,?)(\d*)\}")
_GROUPS = re.compile(r"\((?:\?(?::|=|!|<=|<!|P<\w+>))?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")


class Pronunciation(NamedTuple):
    """`kind`: one of KINDS. `said`: the text to say instead, "" to say nothing. `language`: a BCP 47 tag, or ""
    for any."""

    kind: str
    written: str
    said: str
    language: str = ""

    @property
    def line(self) -> str:
        """As it stands in the file."""
        tag = f":{self.language}" if self.language else ""
        return f"{self.kind}{tag} {self.written} = {self.said or SKIP}"


class Pronunciations(Protocol):
    """A person's own rules for what is said. `put` and `remove` raise ReaderError when nothing can be kept."""

    def rules(self) -> Sequence[Pronunciation]: ...
    def put(self, rule: Pronunciation) -> None: ...
    def remove(self, rule: Pronunciation) -> bool:
        """False when there was none for the same text."""


def pronunciation_of(line: str) -> Pronunciation:
    """The rule that a line means. Raises ReaderError."""
    match = _LINE.fullmatch(clean_line(line).strip())
    if match is None or match[1] not in KINDS:
        raise ReaderError(_("“{line}” is no rule; a rule is: word WRITTEN = SAID.").format(line=clean_line(line)[:60]))
    kind, language, written, said = match.groups()
    rule = Pronunciation(kind, written, "" if said == SKIP else said, (language or "").lower())
    compiled(rule)
    return rule


def compiled(rule: Pronunciation) -> re.Pattern[str]:
    """What finds the places of a rule. Raises ReaderError for a pattern that is wrong or would take too long."""
    if rule.kind != "pattern":
        return re.compile(_literal(rule), re.IGNORECASE if rule.kind == "word" else 0)
    try:
        with warnings.catch_warnings(action="ignore"):  # what may mean something else one day means this today
            pattern = re.compile(_bounded(rule.written))
            re.compile(f"(?:{pattern.pattern})|").sub(rule.said, "")  # raises for a template that is wrong
    except (re.error, IndexError, OverflowError, RecursionError) as error:
        text = _("The pattern {pattern} is wrong: {error}.").format(pattern=rule.written[:60], error=error)
        raise ReaderError(text) from error
    return pattern


def _literal(rule: Pronunciation) -> str:
    first, last = rule.written[0], rule.written[-1]
    before = f"(?<![^\\W{_NO_BORDER}])" if _has_borders(first) else ""
    after = f"(?![^\\W{_NO_BORDER}])" if _has_borders(last) else ""
    text = re.escape(rule.written)
    return before + text + after if rule.kind == "word" else text


def _has_borders(character: str) -> bool:
    return character.isalnum() and not re.match(f"[{_NO_BORDER}]", character)


class _Scanner:
    """A regular expression, with its repetitions limited, and the ways in which it may be tried at one place."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self.bounded = ""

    def ways(self, inner: bool = False) -> int:
        """Of what stands here up to the end of the group."""
        total = 1
        while self._at < len(self._pattern) and not (inner and self._pattern[self._at] == ")"):
            total *= self._repeated(self._one())
            if total > _MOST_WAYS:
                raise ReaderError(_("The pattern {pattern} could take too long.").format(pattern=self._pattern[:60]))
        return total

    def _one(self) -> int:
        group = _GROUPS.match(self._pattern, self._at)
        if group:
            self._take(group[0])
            ways = self.ways(inner=True)
            self._take(self._pattern[self._at : self._at + 1])
            return ways
        whole = _CLASS.match(self._pattern, self._at)
        sign = self._pattern[self._at]
        self._take(whole[0] if whole else self._pattern[self._at : self._at + (2 if sign == "\\" else 1)])
        return 2 if sign == "|" else 1

    def _repeated(self, ways: int) -> int:
        counts = _COUNTS.match(self._pattern, self._at)
        sign = self._pattern[self._at : self._at + 1]
        if counts and (counts[1] or counts[3]):
            low = int(counts[1] or 0)
            high = int(counts[3] or _MOST_REPEATS) if counts[2] else low
            self._at = counts.end()
        elif sign and sign in "*+?":
            low, high = (1 if sign == "+" else 0), (1 if sign == "?" else _MOST_REPEATS)
            self._at += 1
        else:
            return ways
        self.bounded += f"{{{min(low, 1000)},{min(max(low, high), 1000)}}}"
        if self._pattern[self._at : self._at + 1] in ("?", "+"):
            self._take(self._pattern[self._at])
        combined: int = ways ** min(high, 64)
        return min(_MOST_WAYS + 1, combined * (max(low, high) - low + 1))

    def _take(self, text: str) -> None:
        self.bounded += text
        self._at += len(text)


def _bounded(pattern: str) -> str:
    if len(pattern) > _LONGEST:
        raise ReaderError(_("The pattern {pattern} could take too long.").format(pattern=pattern[:60]))
    scanner = _Scanner(pattern)
    scanner.ways()
    return scanner.bounded

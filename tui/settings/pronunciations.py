"""The file of a person's own pronunciations: read, and changed line by line so that what they wrote stays theirs."""

import os
from collections.abc import Callable

from tui.core.pronunciation import Pronunciation, pronunciation_of
from tui.errors import ReaderError
from tui.folders import file_only, write_whole
from tui.texts import _, because

_LARGEST = 1_000_000  # bytes
_HEAD = """\
# How you want things said. One rule a line; the first that fits wins.
#   word GIF = jif              the word, and no other that contains it
#   anywhere 盲道 = mang2道      wherever it stands; syllables with tones are for eSpeak NG
#   pattern (\\d+)T = \\1 tons    a regular expression
#   word:fr Paris = pari        only in French
#   word lol = -                not said at all
"""


class Pronunciations:
    """The rules of one file. They are read when first wanted; `changed` is called after each change."""

    def __init__(self, path: str, changed: Callable[[], None] = lambda: None) -> None:
        self._path = path
        self._changed = changed
        self._lines: list[str] | None = None
        self._rules: list[tuple[Pronunciation, str]] = []
        self.problem = ""

    def rules(self) -> tuple[Pronunciation, ...]:
        """Those that are good; what is wrong with the first other line, or the file, is in `problem`."""
        if self._lines is None:
            self._read()
        return tuple(rule for rule, _line in self._rules)

    def put(self, rule: Pronunciation) -> None:
        """Keeps a rule: in the place of one for the same text, else before all others. Raises ReaderError."""
        if pronunciation_of(rule.line) != rule:
            raise ReaderError(_("“{line}” is no rule; a rule is: word WRITTEN = SAID.").format(line=rule.line[:60]))
        lines = self._without(rule) or _HEAD.splitlines()
        kept = next((n for n, line in enumerate(self._lines or ()) if line in self._same(rule)), None)
        head = next((n for n, line in enumerate(lines) if line.strip() and line[0] != "#"), len(lines))
        place = head if kept is None else kept
        self._write([*lines[:place], rule.line, *lines[place:]])

    def remove(self, rule: Pronunciation) -> bool:
        """Takes the rules for the same text away. False when there was none. Raises ReaderError."""
        lines = self._without(rule)
        if len(lines) == len(self._lines or ()):
            return False
        self._write(lines)
        return True

    def _same(self, rule: Pronunciation) -> set[str]:
        """The lines of the rules for the same text."""
        return {line for each, line in self._rules if each._replace(said=rule.said) == rule}

    def _without(self, rule: Pronunciation) -> list[str]:
        self.rules()
        same = self._same(rule)
        return [line for line in self._lines or () if line not in same]

    def _read(self) -> None:
        self._lines, self._rules = [], []
        try:
            with open(self._path, "rb", opener=file_only) as file:
                text = file.read(_LARGEST + 1)
            if len(text) > _LARGEST:
                raise ValueError(_("it is too long"))
            self._take(text.decode("utf-8-sig").splitlines())
        except (FileNotFoundError, NotADirectoryError):
            pass
        except (OSError, ValueError) as error:
            reason = because(error)
            text_ = _("The pronunciations in {path} cannot be read: {reason}.")
            self.problem = text_.format(path=self._path, reason=reason)

    def _take(self, lines: list[str]) -> None:
        self._lines, self._rules = lines, []
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            try:
                self._rules.append((pronunciation_of(line), line))
            except ReaderError as error:
                text = _("Line {number} of {path} is left out: {problem}")
                self.problem = self.problem or text.format(number=number, path=self._path, problem=error)

    def _write(self, lines: list[str]) -> None:
        """The file, whole or not at all."""
        try:
            if self.problem and not self._lines and os.path.exists(self._path):
                os.replace(self._path, self._path + ".unreadable")  # it is theirs, so it is not written over
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            write_whole(self._path, "".join(f"{line}\n" for line in lines).encode())
        except OSError as error:
            text = _("The pronunciations cannot be kept in {path}: {reason}.")
            raise ReaderError(text.format(path=self._path, reason=because(error))) from error
        self.problem = ""
        self._take(lines)
        self._changed()

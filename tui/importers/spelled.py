"""Sources that have the words of their text letter by letter. That is found out once of each; then a word is looked for
in their bytes as they are, in whatever way its letters are written there.
"""

from unicodedata import category

from tui.core.letters import folded, others
from tui.core.light import Iterable
from tui.importers.first_sight import is_sure, stands

LIKE_MARKS = ("\uff1c", "\uff06", "\ufe64", "\ufe60")
"""They become signs of marks when letters are folded."""
COMMENT = "!--"
_SHORT, _LONGEST = 4_000, 1_000_000  # characters: of more a look would keep keys waiting that are pressed meanwhile
_FEW = 20  # characters that become several letters
_JOINED = "\uff9e\uff9f"  # with the letter before them, though they are no marks
_BREVE = "\u0306"  # makes another letter of one


def is_nothing(letter: str) -> bool:
    """Whether it is no part of a text, though folding does not take it away."""
    return letter in "\u1680\u2028\u2029\ufff9\ufffa\ufffb" or "\x80" <= letter <= "\x9f"


class Spelled:
    """What is known of the sources of one publication. Two threads may ask at once."""

    def __init__(self) -> None:
        self._met: set[str] = set()  # characters that are not of ASCII
        self._ways: dict[str, set[bytes]] = {}  # of each letter, the characters that become it
        self._several: dict[str, str] = {}  # letters of each character that becomes more than one
        self._nothing: set[bytes] = set()
        self._odd: set[str] = set()  # change what stands before them
        self._seen: dict[range, tuple[str, ...] | None] = {}  # which become several letters; None: words may hide

    def has_seen(self, some: range) -> bool:
        return some in self._seen

    def look(self, some: range, source: str) -> tuple[str, ...] | None:
        """At the source of some chapters, once."""
        if some not in self._seen:
            letters = others(source)
            self._meet(letters - self._met)
            several = tuple(letters & self._several.keys())
            is_plain = letters.isdisjoint(self._odd) and len(several) <= _FEW and len(source) <= _LONGEST
            is_plain = is_plain and (len(some) < 2 or COMMENT not in source) and is_sure(_small(source))
            self._seen[some] = several if is_plain else None
        return self._seen[some]

    def lacks(self, some: range, source: str, words: Iterable[str]) -> bool:
        """Whether one of the words, folded, is sure not to be in the source."""
        several = self.look(some, source) if len(source) > _SHORT else None
        if several is None:
            return False
        for letter in several:
            source = source.replace(letter, self._several[letter])
        small, nothing = _small(source), tuple(sorted(self._nothing))
        return any(not self._stands(small, word, nothing) for word in words)

    def _stands(self, source: bytes, word: str, nothing: tuple[bytes, ...]) -> bool:
        ways = [self._ways_of(letter) for letter in word]
        return all(ways) and stands(source, ways, nothing)

    def _ways_of(self, letter: str) -> tuple[bytes, ...]:
        ways = sorted(self._ways.get(letter, ()))
        return (letter.encode(), *ways) if letter.isascii() else tuple(ways)

    def _meet(self, letters: set[str]) -> None:
        for letter in letters:
            made, code = folded(letter), letter.encode("utf-8", "surrogatepass")
            if letter in LIKE_MARKS or _changes_another(letter, made):
                self._odd.add(letter)
            elif is_nothing(letter) or not any(each.isalnum() or not each.isascii() for each in made):
                self._nothing.add(code)
            elif len(made) == 1:
                self._ways.setdefault(made, set()).add(code)
            else:
                self._several[letter] = made
        self._met |= letters  # at last: another thread may know of them by now


def _changes_another(letter: str, made: str) -> bool:
    """The one before it, to which it is joined, or with which it becomes another."""
    is_mark = category(letter)[0] == "M" or letter in _JOINED or "\u1161" <= letter <= "\u11ff"
    return letter == _BREVE or (bool(made) and is_mark)


def _small(source: str) -> bytes:
    return source.encode("utf-8", "surrogatepass").lower()

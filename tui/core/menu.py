"""A list to choose from: the articles, bookmarks, hits, settings, commands … all are one kind of thing. And what else a
key may lead to: a reply, a question."""

from tui.core.light import Any, Callable, Enum, NamedTuple, Protocol, Sequence, overload
from tui.core.wording import _

PASTED = "pasted "  # before a text that was pasted, as the name of a key
ALT = "alt "  # before a key that came together with Escape: perhaps Alt was held, perhaps both were typed early


class Act(Enum):
    """What happened, so that a front end knows what to show."""

    NOTHING = "nothing"  # nothing to say or show
    MOVED = "moved"  # the place in the text
    SAID = "said"  # a message
    MENU = "menu"  # a menu opened, closed down to another, or moved in
    READING = "reading"  # menus closed, the text is open
    ASKED = "asked"  # `Reader.question` waits for an answer
    WAITING = "waiting"  # a publication is on its way: the text says how far it is, where it is time to say that
    SPEAKING = "speaking"  # the voice has begun or gone on: write nothing
    QUIT = "quit"
    DO = "do"  # run the command whose name is the text; never reaches a front end


class Reply(NamedTuple):
    """`text`: the one utterance for somebody who cannot see what changed; may be shown as a message."""

    act: Act
    text: str = ""

    @property
    def spoken(self) -> bool:
        """The reader's own voice says it, so that nothing is to be written for a screen reader."""
        return False


def unchanged() -> Reply:
    """What somebody is told who has thought better of it."""
    return Reply(Act.SAID, _("Nothing has changed."))


class SpokenReply(Reply):
    """One that the reader's own voice says."""

    __slots__ = ()

    @property
    def spoken(self) -> bool:
        return True


class Entry(NamedTuple):
    """`text` is said and shown first, so it begins with the words that matter; `note` comes after it.
    `value` is what the entry stands for. `depth`: how many entries it stands under."""

    text: str
    note: str = ""
    value: object = None
    depth: int = 0

    @property
    def line(self) -> str:
        return _("{text}, {note}").format(text=self.text, note=self.note) if self.note else self.text


class Entries(Sequence[Entry]):
    """Entries that are made when they are looked at, so that a long list opens at once. `make` gives the entry of
    an index."""

    def __init__(self, count: int, make: Callable[[int], Entry]) -> None:
        self._count = count
        self._make = make
        self._made: dict[int, Entry] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(self._count))]
        index = range(self._count)[index]
        if index not in self._made:
            self._made[index] = self._make(index)
        return self._made[index]

    def __setitem__(self, index: int, entry: Entry) -> None:
        self._made[range(self._count)[index]] = entry


class Menu:
    """Entries and which of them is current. `name` says what is listed; `title` is for people; `choose`
    does what choosing an entry means.

    Digits go to an entry by its number: "1" then "2" is the twelfth entry where there is one, else the
    second. No clock is involved: any other key begins a new number. `at_once`: entries that a digit chooses
    without Enter, in menus whose entries have numbers of their own; no other digits work there. `remove`: what
    taking an entry away means, where that can be done; the key that stops the voice does it. `find`: what finding
    means, where it is not in the text. `about`: what is told of an entry, where that is no publication. `delete`: what
    deleting the current entry for good means, where that can be done.
    """

    def __init__(
        self, name: str, title: str, entries: Sequence[Entry], choose: Callable[[Entry], Reply], index: int = 0
    ) -> None:
        self.name = name
        self.choose = choose
        self.title = title
        self.entries = entries if isinstance(entries, Entries) else list(entries)
        self.at_once: dict[str, Entry] = {}
        self.remove: Callable[[Entry], Reply] | None = None
        self.find: Callable[[], Reply] | None = None
        self.about: Callable[[Entry], Reply] | None = None
        self.delete: Callable[[], Reply] | None = None
        self.index = max(0, min(index, len(self.entries) - 1))
        self._typed = ""

    @property
    def current(self) -> Entry:
        return self.entries[self.index]

    def go(self, index: int) -> bool:
        """Makes an entry the current one, the nearest when it does not exist. False if it was already."""
        self._typed = ""
        index = max(0, min(index, len(self.entries) - 1))
        moved = index != self.index
        self.index = index
        return moved

    def beside(self, step: int) -> bool:
        """To the next entry, or the previous one, that stands no deeper than the current one. False where there is
        none."""
        here, numbers = self.current.depth, range(self.index + step, len(self.entries) if step > 0 else -1, step)
        found = next((number for number in numbers if self.entries[number].depth <= here), None)
        return found is not None and self.go(found)

    def digit(self, digit: str) -> bool:
        """Takes a digit of an entry's number. False when there is no such entry."""
        for typed in (self._typed + digit, digit):
            if 0 < int(typed) <= len(self.entries):
                self.go(int(typed) - 1)
                self._typed = typed
                return True
        self._typed = ""
        return False

    def replace(self, entry: Entry) -> None:
        """Puts another entry in the current one's place."""
        self.entries[self.index] = entry


class Begin(Protocol):
    """Does work that may take long, and gives what it gives, or the work itself where it goes on in a thread after so
    many seconds. `name`: of what it is about."""

    def __call__(self, name: str, work: Callable[[], Any], patience: float = 0.3) -> Any: ...  # noqa: ANN401 - whatever the work gives


def at_once(name: str, work: Callable[[], Any], patience: float = 0.3) -> Any:  # noqa: ANN401 - whatever the work gives
    """For those who have no threads."""
    return work()


Complete = Callable[[str], Sequence[str]]
"""What a text that was begun may become."""


def none_begun(_text: str) -> Sequence[str]:
    """Nothing is known to begin so."""
    return ()


class Question(NamedTuple):
    """A line of text is wanted. `answer` takes it, `typed` hears all that is there while it is being typed.
    `is_secret`: it is not to be shown, said or changed. `complete`: what an answer that was begun may become."""

    prompt: str
    answer: Callable[[str], Reply]
    is_secret: bool = False
    typed: Callable[[str], None] = lambda _text: None
    complete: Complete = none_begun

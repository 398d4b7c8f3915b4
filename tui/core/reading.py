"""The state of a reader at work: a session, menus over it, perhaps a question, perhaps a voice.

The commands in `tui.core.actions` work on it; `tui.core.reader` decides which of them a key means.
"""

from tui.core.commands import Keymap, Unit
from tui.core.corrections import Correction, Corrector
from tui.core.light import TYPE_CHECKING, Callable, Mapping, NamedTuple, Protocol, Sequence, TypeVar
from tui.core.listening import Listening, Voice
from tui.core.menu import Act, Begin, Complete, Entry, Menu, Question, Reply, at_once, none_begun
from tui.core.publication import Doubt, Place, Publication
from tui.core.session import ReadingSession
from tui.core.source import SourceMap
from tui.core.wording import _

if TYPE_CHECKING:
    from tui.core.exports import Exports
    from tui.core.options import Options
    from tui.core.pronunciation import Pronunciations
    from tui.core.shelf import Highlight, Hit, Shelf
    from tui.core.things import Sort, Things
    from tui.core.trail import Trail
    from tui.core.waiting import Waiting

T = TypeVar("T")


class Bookmark(NamedTuple):
    """`name`: the text at its place."""

    id: int
    place: Place
    name: str


class Memory(Protocol):
    """What outlives the program. None of these raises: a full disk is told once, through `take_warning`."""

    def take_warning(self) -> str:
        """What is to be told now, and then no more; "" where that is nothing."""

    def place(self, publication: Publication) -> Place | None: ...
    def left_at(self, publication: Publication) -> Callable[[], Place | None]:
        """How that place is found, on any thread: what stands there may have to be made."""

    def keep_place(self, publication: Publication, place: Place) -> None: ...
    def read_articles(self, publication: Publication) -> frozenset[str]: ...
    def mark_read(self, publication: Publication, article_key: str, read: bool) -> None: ...
    def has_highlights(self, publication: Publication) -> bool: ...
    def bookmarks(self, publication: Publication, article: int | None = None) -> list[Bookmark]:
        """All, or those of an article, in the order of the text."""

    def finding_bookmarks(self, publication: Publication) -> Callable[[], None]: ...
    def add_bookmark(self, publication: Publication, place: Place, name: str) -> Bookmark:
        """The new one; its id is 0 when it could not be kept."""

    def move_bookmarks(self, publication: Publication, moved: Mapping[int, Place]) -> None: ...
    def remove_bookmark(self, bookmark_id: int) -> None: ...
    def corrections(self, publication: Publication) -> list[Correction]:
        """What was put right in it, in order. All of these go by the publication's key, which stays."""

    def add_correction(self, publication: Publication, correction: Correction) -> None: ...
    def undo_correction(self, publication: Publication, correction: Correction) -> None:
        """Takes the last one away that is like this."""


class Helpers(NamedTuple):
    """What a reader calls on, what is to be found when it is first wanted; what is None cannot be done. `begin`: does
    what may take long. `clock`: seconds that only grow."""

    corrector: Corrector | None = None
    find_shelf: "Callable[[], Shelf] | None" = None
    find_pronunciations: "Callable[[], Pronunciations] | None" = None
    find_exports: "Callable[[], Exports] | None" = None
    look_up: Callable[[str], list[str]] | None = None  # what the dictionary that is set says, line by line
    begin: Begin = at_once
    clock: Callable[[], float] = float  # stands still


class Told:
    """What was told last, after which a key does more, or need not be told again."""

    link: tuple[Place, str] | None = None  # that leads outside, and was told to do so
    spelled: Place | None = None  # where a word was spelled out
    doubt: Place | None = None  # the doubtful place that was last told
    undo = False  # that corrections can be taken back


class Reading:
    """What a person has open."""

    def __init__(
        self, publication: Publication, memory: Memory, options: "Options", voice: Voice | None, helpers: Helpers
    ) -> None:
        self._helpers = helpers
        self.column: tuple[Place, int] | None = None  # of the table, where somebody has gone cell by cell
        self.memory = memory
        self.options = options
        self.corrector, self.begin, self.look_up = helpers.corrector, helpers.begin, helpers.look_up
        self.menus: list[Menu] = []
        self.question: Question | None = None
        self.waiting: Waiting | None = None  # for a publication that is on its way
        self.behind: Waiting | None = None  # for what is made while somebody reads on
        self.next_key: Callable[[str], Reply] | None = None  # takes the next key instead of its command
        self.found: list[Hit] = []  # in the library, by the last search if that was in all of it
        self.found_at: int | None = None  # the last of them that was gone to
        self.undone: list[Callable[[], Reply]] = []  # what takes back the last removals
        self.programme: Sequence[tuple[str, frozenset[str]]] = ()  # publications with what is new in each, to be read
        self.news = ""  # what the last reply says before its own words
        self.told = Told()
        self._trail: Trail | None = None
        self._shelf: Shelf | None = None
        self._highlights: dict[int | None, list[Highlight]] = {}  # by article
        self._highlighted: Publication | None = None
        self._keymap: tuple[tuple[str, bool], Keymap] | None = None
        self._begin(publication)
        self.listening = Listening(self.session, voice, options.get, helpers.clock)

    def _begin(self, publication: Publication) -> None:
        self.decoded = publication
        self.corrections = self.memory.corrections(publication) if self.corrector else []
        if self.corrector and self.corrections:
            publication = self.corrector.corrected(publication, self.corrections)
        self.whole, self.readings = publication, str(self.options.get("readings"))
        self.publication = publication = self._read_as() if self.readings != "base" else publication
        self.session = ReadingSession(publication, self.memory.place(publication))
        self.hits: list[Place] = []
        self.sought = ""  # what the hits were sought by, where they are sought one by one
        self.sought_in: int | None = None  # the article to which the search is limited
        self.things: Things | None = None  # made when first wanted
        self.sort: Sort | None = None  # what was chosen to go to, one after the other
        self.unit = Unit.SENTENCE  # what was last moved by
        self.read = set(self.memory.read_articles(publication))
        self._map: SourceMap | None = None
        self._doubts: tuple[Publication, list[tuple[Place, Doubt]]] | None = None

    def _read_as(self) -> Publication:
        from tui.core.readings import read_as  # few books tell how they are read

        return read_as(self.whole, self.readings)

    def turn_to(self, publication: Publication) -> None:
        """Reads another publication, where it was left, with a way back to this one. Menus close."""
        self.trail.leave(self.decoded.key, self.session)
        self.take_up(publication)

    def take_up(self, publication: Publication) -> None:
        """The same without a way back."""
        self.menus.clear()
        self.programme = ()
        self._begin(publication)
        self.listening.turn_to(self.session)

    @property
    def trail(self) -> "Trail":
        """The way back to what was read before this publication."""
        if self._trail is None:
            from tui.core.trail import Trail

            self._trail = Trail()
        return self._trail

    @property
    def shelf(self) -> "Shelf | None":
        """The library, looked for when it is first wanted; None where there is none."""
        if self._shelf is None and self._helpers.find_shelf:
            self._shelf = self._helpers.find_shelf()
        return self._shelf

    @property
    def pronunciations(self) -> "Pronunciations | None":
        """A person's own; None where none can be kept."""
        return self._helpers.find_pronunciations() if self._helpers.find_pronunciations else None

    @property
    def exports(self) -> "Exports | None":
        """The files that can be written; None where none can."""
        return self._helpers.find_exports() if self._helpers.find_exports else None

    @property
    def highlights(self) -> "list[Highlight]":
        """What was highlighted here, in the order of the text."""
        return self.highlights_of(None)

    def highlights_of(self, article: int | None) -> "list[Highlight]":
        """The same in one article."""
        if self._highlighted is not self.publication:
            self._highlighted, self._highlights = self.publication, {}
        if article not in self._highlights:
            shelf = self.shelf if self.memory.has_highlights(self.publication) else None
            if article is None:  # among all there may be some of an article that have just been found
                self._highlights = {}
            self._highlights[article] = shelf.highlights(self.publication, article) if shelf else []
        return self._highlights[article]

    def forget_highlights(self) -> None:
        """Looks them up again when they are next wanted: one has changed."""
        self._highlighted = None

    @property
    def keymap(self) -> Keymap:
        """What keys do, as the settings have it now."""
        wanted = (str(self.options.get("keys")), bool(self.options.get("letters")))
        if self._keymap is None or self._keymap[0] != wanted:
            self._keymap = (wanted, Keymap(*wanted))
        return self._keymap[1]

    @property
    def source_map(self) -> SourceMap:
        """Places by offsets in the source of what is read now."""
        if self._map is None or self._map.publication is not self.publication:
            self._map = SourceMap(self.publication)
        return self._map

    @property
    def doubts(self) -> list[tuple[Place, Doubt]]:
        """The doubtful decisions with their places, in the order of reading."""
        if self._doubts is None or self._doubts[0] is not self.publication:
            places = [(self.source_map.place(doubt.offset), doubt) for doubt in self.publication.doubts]
            self._doubts = (self.publication, sorted(places))
        return self._doubts[1]

    @property
    def menu(self) -> Menu | None:
        """The menu that is open, None while reading."""
        return self.menus[-1] if self.menus else None

    def ask(
        self,
        prompt: str,
        answer: Callable[[str], Reply],
        is_secret: bool = False,
        typed: Callable[[str], None] = lambda _text: None,
        complete: Complete = none_begun,
    ) -> Reply:
        self.question = Question(prompt, answer, is_secret, typed, complete)
        return Reply(Act.ASKED, prompt)

    def ask_path(self, prompt: str, answer: Callable[[str], Reply]) -> Reply:
        """Wants the path of a file or a folder, or an address."""
        return self.ask(prompt, answer, complete=self._paths)

    def _paths(self, begun: str) -> Sequence[str]:
        return exports.paths(begun) if (exports := self.exports) else ()

    def open(self, menu: Menu) -> Reply:
        """Shows a menu over what is there; the same menu twice is the same menu."""
        self.menus = [below for below in self.menus if below.name != menu.name] + [menu]
        return Reply(Act.MENU, _("{title}: {entry}").format(title=menu.title, entry=menu.current.line))

    def show(self, place: Place | Callable[[], Place], then: Callable[[Reply], Reply] = lambda reply: reply) -> Reply:
        """Closes all menus and goes to a place of the text, which may have to be found. `then`: what is said there."""

        def shown(found: Place) -> Reply:
            self.menus.clear()
            self.session.go(found)
            return then(Reply(Act.READING, self.session.text(Unit.SENTENCE)))

        return self.reach(lambda: self.session.standing(place if isinstance(place, Place) else place()), shown)

    def reach(self, find: Callable[[], T], then: Callable[[T], Reply], name: str = "") -> Reply:
        """What `then` makes of what `find` gives, which changes nothing. What has to be made for it is waited for.
        `name`: of what it is a part, of this publication when it is ""."""
        from tui.core.lazily import NotAtHandError, at_hand  # nobody waits for it before the first line

        try:
            found = at_hand(find)
        except NotAtHandError:
            return self.later(find, then, name)
        return then(found)

    def later(self, work: Callable[[], T], then: Callable[[T], Reply], name: str = "") -> Reply:
        """What `then` makes of what the work gives, now or when it has come."""
        from tui.core.arriving import arriving  # for what is not made yet

        found = arriving(self.begin, name or self.publication.title, work, then)
        return found if isinstance(found, Reply) else self.wait(found)

    def wait(self, waiting: "Waiting") -> Reply:
        """From now on somebody waits for it."""
        self.waiting = waiting
        return waiting.begun()

    def show_entry(self, entry: Entry) -> Reply:
        """Goes where an entry of hits or bookmarks stands for."""
        value = entry.value.place if isinstance(entry.value, Bookmark) else entry.value
        return self.show(value) if isinstance(value, Place) else Reply(Act.NOTHING)

    def close(self) -> Reply:
        """Closes the menu; what is below it says itself again."""
        self.menus.pop()
        text = self.menu.current.line if self.menu else self.session.text(Unit.SENTENCE)
        return Reply(Act.MENU if self.menu else Act.READING, text)

    def mark(self, key: str, read: bool) -> None:
        """Notes that an article has been read, or not."""
        if (key in self.read) == read:
            return
        (self.read.add if read else self.read.discard)(key)
        self.memory.mark_read(self.publication, key, read)

"""Opening something to read and starting a front end on it."""

import _thread
import os
import time

from tui import first_screen, folders, sources
from tui.core.light import TYPE_CHECKING, Any, Callable, Sequence, suppress
from tui.core.publication import Publication
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.errors import ReaderError
from tui.fetch.files import Opened
from tui.library import Library, open_library
from tui.library.stored import MEMORY
from tui.long_work import PATIENCE, LongWork
from tui.settings import Options, Settings, config
from tui.sources import Corrections
from tui.texts import use_language

if TYPE_CHECKING:
    from tui.core.narrator import Utterance
    from tui.exporting import Files
    from tui.fetch.book_file import BookFile
    from tui.keeping.background import ReaderShelf
    from tui.media import MediaKeys
    from tui.settings.pronunciations import Pronunciations
    from tui.speech import Event, Listener
    from tui.speech.voice import Voice

_CALM = 2.0  # seconds after which somebody is reading, and the processor has time
_PATIENCE = 0.3  # seconds that work in the background may take to end


def run(source: str, settings: Settings, warnings: list[str], plain: bool, at: str = "") -> int:
    """The reader on a source, `at` what these words name; without one, on what was read last, or the shipped page."""
    asked = sources.asked(source, plain)
    library, warning = open_library(folders.library_path(), is_made_later=asked is not None)
    library.is_starting = True
    publication, found = sources.opened(source, asked, library, plain)
    voice = FrontVoice(settings, library, found)
    live = LiveSettings(settings, library, voice)
    warnings = [text for text in (*warnings, warning, sources.news(library)) if text]

    def begun() -> Reader:
        return _reader(publication, library, live.options, voice)

    reader = begun()
    warnings += sources.led_to(reader.reading, at, plain)
    if library.warning:  # about the place where it begins
        warnings = [*warnings, library.take_warning()]
    is_kept = not warnings and library.path != MEMORY
    screens = FirstScreens(source, found.path if is_kept else "", lambda: _settle(library, voice))
    stop = _later(library, publication, found)
    try:
        if plain:
            from tui import plain as linear

            linear.run(reader, voice.connect, warnings, library.settle)
            return 0
        from tui import app

        code = app.run(reader, live.options, live.listen, voice.connect, warnings, screens)
        screens.draw(code, begun, live.options.settings, reader.reading.decoded is publication)
        return code
    finally:
        voice.close()
        stop()
        library.close()
        screens.keep_drawn()


def _settle(library: Library, voice: "FrontVoice") -> None:
    from tui.bugs import watch_threads

    library.settle()
    watch_threads(voice.report)


def _reader(publication: Publication, library: Library, options: Options, voice: "FrontVoice") -> Reader:
    helpers = Helpers(
        corrector=Corrections(),
        find_shelf=lambda: _shelf(library, voice.opening),
        find_pronunciations=voice.pronunciations,
        find_exports=lambda: _files(options),
        look_up=lambda word: sources.looked_up(str(options.get("look_up")), word),
        begin=lambda name, work, patience=PATIENCE: _begin(name, work, patience, voice.opening),
        clock=time.monotonic,
    )
    return Reader(publication, library, options, voice, helpers)


class FirstScreens:
    """What the next start on this source is going to show. `path`: where it was found, "" where nothing is to be kept,
    because somebody was told something first or there is no library. `settle` makes that hold what the screen shows."""

    def __init__(self, source: str, path: str, settle: Callable[[], None]) -> None:
        self._settle = settle
        self._source = source
        self._path = "" if source.startswith(("@", "-")) else path
        self._drawn: tuple[bytes, bool] | None = None

    def take(self) -> bytes:
        """What this start has shown already."""
        return first_screen.take()

    def keep(self, screen: bytes, is_last: bool = True) -> None:
        """`is_last`: nothing was opened after it."""
        self._settle()
        if self._path:
            first_screen.keep(self._source, self._path, screen, is_last)

    def draw(self, code: int, begun: Callable[[], Reader], settings: Settings, is_last: bool) -> None:
        """The screen at which somebody who has left is going to begin again."""
        if self._path and not code and not settings.plain:
            from tui import app

            with suppress(OSError):  # the terminal is gone
                self._drawn = app.first_screen(begun(), settings, os.get_terminal_size(1)), is_last

    def keep_drawn(self) -> None:
        """Keeps it. To be called when the library is closed: that changes its file."""
        if self._drawn:
            self.keep(*self._drawn)


def _shelf(library: Library, notify: Callable[[], None]) -> "ReaderShelf":
    from tui.keeping.background import ReaderShelf  # when somebody asks for the library

    return ReaderShelf(library, notify)


def _begin(name: str, work: Callable[[], Any], patience: float, notify: Callable[[], None]) -> Any:  # noqa: ANN401 - what the work gives
    opening = LongWork(name, work, notify)
    return opening.result() if opening.wait(patience) else opening


def _later(library: Library, publication: Publication, found: Opened) -> Callable[[], None]:
    """Begins what is done with every publication once somebody is reading it; answers with what ends it.

    With the bare thread: the module that people use is not needed for the first line.
    """
    ending, ended = _thread.allocate_lock(), _thread.allocate_lock()
    ending.acquire()
    ended.acquire()

    def work() -> None:
        wait = _CALM
        try:
            while wait and not ending.acquire(timeout=wait):
                from tui.keeping.afterwards import after_opening

                wait = after_opening(library.path, publication, found, ending.locked, library.tell, library.looked_at)
        except Exception as error:  # noqa: BLE001 - nobody has asked for this, and it is tried again the next time
            from tui import bugs

            with suppress(OSError):
                bugs.keep(error)
        finally:
            ended.release()

    def stop() -> None:
        ending.release()
        ended.acquire(timeout=_PATIENCE)

    _thread.start_new_thread(work, ())
    return stop


def _files(options: Options) -> "Files":
    from tui.exporting import Files  # when somebody writes something

    return Files(lambda: options.settings)


class LiveSettings:
    """Settings while the program runs: what a key changes is kept, and told to whom it concerns."""

    def __init__(self, settings: Settings, library: Library, voice: "FrontVoice") -> None:
        self.options = Options(settings, self._changed)
        self._library = library
        self._voice = voice
        self._listener: Callable[[Settings], None] = lambda settings: None

    def listen(self, listener: Callable[[Settings], None]) -> None:
        """Calls this with the settings after every change."""
        self._listener = listener

    def _changed(self, name: str) -> None:
        settings = self.options.settings
        try:
            config.keep(name, settings)
        except ReaderError as error:
            self._library.tell(str(error))
        if name == "language":
            use_language(settings.language)
        self._voice.change(settings)
        self._listener(settings)


class FrontVoice:
    """The voice as a front end holds it. Its worker process begins with the first thing to say."""

    def __init__(self, settings: Settings, library: Library | None = None, found: Opened | None = None) -> None:
        """`found`: what was opened at the start."""
        self._listener: Listener = lambda event: None
        self._settings, self._library = settings, library
        self._found = found
        self._book_file: BookFile | None = None
        self._opened: Voice | None = None
        self._own: Pronunciations | None = None
        self._media: MediaKeys | None = None
        self._last = 0  # id of what was said last

    def connect(self, listener: "Listener") -> None:
        """Sends reports to this listener, from any thread."""
        self._listener = listener

    def opening(self) -> None:
        """Reports, as a voice does, that what is being opened has come further. On any thread."""
        from tui.speech import Event

        self._listener(Event("opening"))

    def change(self, settings: Settings) -> None:
        """Speaks in this manner from the next utterance on."""
        before, self._settings = self._settings, settings
        if self._opened is None:
            return
        from tui.voicing import manner, source, where

        if source(before) != source(settings):
            self._opened.choose(*where(settings))
        self._opened.set(manner(settings, self.pronunciations().rules()))

    def pronunciations(self) -> "Pronunciations":
        """The person's own; what is taught is used from the next utterance on."""
        from tui.voicing import own_pronunciations

        self._own = self._own or own_pronunciations(lambda: self.change(self._settings))
        return self._own

    def say(self, utterances: "Sequence[Utterance]") -> None:
        is_first = self._last == 0
        self._last = utterances[-1].id
        if source := next((utterance.source for utterance in utterances if utterance.source), ""):
            utterances = [utterance._replace(source=self._file_of(source)) for utterance in utterances]
        self._voice().say(utterances)
        if is_first:
            from tui.media import media_keys

            self._media = media_keys(self._press)
        self._playing(True)

    def _file_of(self, key: str) -> str:
        """Where the recordings of a publication are; nowhere where the library fails: then the voice reads."""
        from tui.fetch.book_file import BookFile

        rows = self._library.rows("SELECT path FROM publications WHERE key = ?", key) if self._library else []
        self._book_file = self._book_file or BookFile(self._found)
        return self._book_file.path("".join(path for (path,) in rows))

    def cancel(self) -> None:
        if self._opened:
            self._opened.cancel()
            self._playing(False)

    def voices(self) -> list[tuple[str, str]]:
        return [(voice.name, f"{voice.description}, {voice.language}") for voice in self._voice().voices()]

    def close(self) -> None:
        if self._media:
            self._media.close()
        if self._opened:
            self._opened.close()
        if self._book_file:
            self._book_file.close()

    def _voice(self) -> "Voice":
        from tui.voicing import open_voice

        self._opened = self._opened or open_voice(self.report, self._settings, self.pronunciations())
        return self._opened

    def report(self, event: "Event") -> None:
        """Hands on what the voice reports, on any thread."""
        self._listener(event)
        if event.name == "gone" or (event.name in ("finished", "failed") and event.id == self._last):
            self._playing(False)

    def _press(self, key: str) -> None:
        from tui.speech import Event

        self._listener(Event("media", text=key))

    def _playing(self, is_playing: bool) -> None:
        if self._media:
            self._media.playing(is_playing)

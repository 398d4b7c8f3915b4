"""A reader to whom everything is hostile, taken to all the places that show a text, in both front ends.

Both are driven by the same keys, in one process. All that is hostile goes past the importers, which would have
cleaned it: into the publication, the library, the settings, the voice, what is typed.
"""

import re
from collections.abc import Iterator
from functools import cache

from tests.machine.faults import Paper
from tests.machine.sinks import FULL, KINDS, PLAIN, SINKS, Seen, applicable, squeezed, steps
from tests.machine.terminal import TITLE
from tests.make import VoiceStandIn
from tui.app.frame import Line, cells
from tui.app.paint import Painter
from tui.app.view import View
from tui.core.cells import width_of
from tui.core.clean import printable
from tui.core.menu import Act, Reply
from tui.core.pronunciation import Pronunciation
from tui.core.publication import Article, Block, Byline, Doubt, Kind, Link, Page, Place, Publication, Span
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.core.shelf import Highlight
from tui.core.waiting import Waiting
from tui.errors import ReaderError
from tui.fetch import Source
from tui.keeping.background import ReaderShelf
from tui.library import Library
from tui.plain import Plain, greeting
from tui.settings import Options, Settings
from tui.speech import Event

WIDE = {PLAIN: (4000, 50), FULL: (150, 70)}  # columns and rows on which nothing is cut


class HostileVoice(VoiceStandIn):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def voices(self) -> list[tuple[str, str]]:
        return [(self._text, f"A voice {self._text}")]


class Work:
    """What is opened and never comes, or fails."""

    percent = 0

    def __init__(self, name: str, problem: Exception | None = None) -> None:
        self.name = name
        self._problem = problem

    @property
    def is_done(self) -> bool:
        return self._problem is not None

    def cancel(self) -> None: ...

    def result(self) -> None:
        assert self._problem
        raise self._problem


class HostileWorld:
    """A reader to whom everything is hostile: what is read, the library, the settings, the voice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.publication = _publication(text)
        self.library = Library()
        self.shelf = ReaderShelf(self.library)
        self.voice = HostileVoice(text)
        self._fill()
        engine = {"voice": text, "backend": f"engine {text}", "model": f"model {text}", "speaker": f"x@{text}"}
        self.settings = Settings(**engine, keys=f"speak:{text}")
        self.reader = Reader(
            self.publication,
            self.library,
            Options(self.settings),
            self.voice,
            helpers=Helpers(find_shelf=lambda: self.shelf, find_pronunciations=lambda: OwnPronunciations(text)),
        )

    def _fill(self) -> None:
        text, do = self.text, self.library.do
        self.library.remember(self.publication, Source(b"", text, f"/nowhere/{text}"))
        do("INSERT INTO publications VALUES ('other', ?, ?, ?, 1, 1)", text, text, f"/nowhere/other {text}")
        do("INSERT INTO details VALUES ('other', '', ?, 12, 9999, 34, '')", text)
        do("INSERT INTO tags VALUES ('other', ?)", text)
        do(
            "INSERT INTO subscriptions (source, title, checked, problem) VALUES (?, ?, 1, ?)",
            text,
            text,
            f"problem {text}",
        )
        mark = Highlight(0, Place(1), f"marked {text}", f"cat {text}", f"note {text}")
        self.shelf.keep_highlight(self.publication, mark)

    def befall(self, what: str) -> Event | None:
        """Does what a step with "!" is; perhaps an event for the front end."""
        reading, text = self.reader.reading, self.text
        if what == "!warn":
            self.library.tell(f"The library says {text}.")
        elif what == "!open":
            reading.waiting = Waiting(Work(f"book {text}"), lambda _found: Reply(Act.NOTHING))
        elif what == "!fail":
            problem = ReaderError(f"The error says {text}.")
            reading.waiting = Waiting(Work(text, problem), lambda _found: Reply(Act.NOTHING))
        else:
            number = self.voice.said[-1].id if self.voice.said else 0
            said = f"The voice says {text}." if what == "!failed" else f"Noticed {text}."
            return Event(what[1:], number, 0, said)
        return None


class OwnPronunciations:
    def __init__(self, text: str) -> None:
        self._rule = Pronunciation("word", f"said {text}", f"z{text}")

    def rules(self) -> tuple[Pronunciation, ...]:
        return (self._rule,)


def _publication(text: str) -> Publication:
    """Past all importers, with the text in every place that holds one."""
    articles, source = [], ""
    for title in (text, f"second {text}"):
        blocks = []
        for kind in KINDS:
            words = f"{kind.value} {title} end."
            spans = (Span(len(source), len(source) + len(words)),)
            links = (Link(0, len(words), f"http://x/{text}"),)
            blocks.append(Block(words, kind, spans, "en", text, links=links))
            source += words + "\n"
        articles.append(Article(f"{title} key", title, tuple(blocks), text, (Byline((text,), text, text),), text, text))
    doubts = (Doubt(len(articles[0].blocks[0].text) + 1, 0.1, "kicker", "para"),)
    pages = (Page(text, Place(0, 0)), Page("z", Place(1, 0)))
    metadata = {"paper": text, "author": f"by {text}"}
    furniture = (Block(f"furniture {text}", Kind.MASTHEAD),)
    return Publication(text, text, tuple(articles), "en", metadata, furniture, source, doubts, pages)


def _befalls(step: list[str]) -> bool:
    return step[0][0] == "!" and len(step[0]) > 1


class Script(Paper):
    """A terminal on which the steps of all sinks are typed; what is written is kept by the sink."""

    def __init__(self, world: HostileWorld, size: tuple[int, int]) -> None:
        super().__init__((), *size)
        self.plain: Plain | None = None
        self.written: dict[str, bytes] = {}
        self._world = world
        self._sink = SINKS[0].name
        self._steps = self._script()

    def keys(self) -> list[str] | None:
        step = next(self._steps, None)
        if step is None or not _befalls(step):
            return step
        event = self._world.befall(step[0])
        if event and self.plain:
            self.plain.report(event)
        return []

    def _script(self) -> Iterator[list[str]]:
        for sink in SINKS[1:]:
            self._keep()
            self._sink = sink.name
            if applicable(sink, PLAIN, self._world.text):
                yield from steps(sink, self._world.text)
        self._keep()

    def _keep(self) -> None:
        self.written[self._sink] = self.written.get(self._sink, b"") + self.take()


def plain_sinks(text: str) -> Seen:
    """What plain mode writes at every sink, and what that shows."""
    world = HostileWorld(text)
    script = Script(world, WIDE[PLAIN])
    script.plain = Plain(world.reader, script)
    script.plain.run(greeting(world.reader))
    return {name: (data, squeezed(_shown(data.decode()))) for name, data in script.written.items()}


def screen_sinks(text: str, is_painted: bool = True) -> Seen:
    """What the full screen sends at every sink, and its picture as one text. Painting takes most of the time."""
    world = HostileWorld(text)
    view, painter = View(world.reader, world.settings), Painter()
    view.resize(*WIDE[FULL])
    found: Seen = {}
    for sink in SINKS:
        if not applicable(sink, FULL, text):
            continue
        for step in steps(sink, text):
            if _befalls(step) and (event := world.befall(step[0])):
                view.heard(*event)
            for key in () if _befalls(step) else step:
                view.press(key)
        frame = view.frame()
        data = painter.paint(frame).encode() if is_painted else b""
        title = b"".join(TITLE.findall(data)).decode() if is_painted else printable(frame.title)
        found[sink.name] = data, "".join(_row(line, frame.columns) for line in frame.lines) + squeezed(title)
    return found


@cache
def _row(line: Line, columns: int) -> str:
    return squeezed("".join(cell[0] for cell in cells(line, columns) if cell))


def _shown(text: str) -> str:
    """What is to be read of what plain mode wrote: backspaces are moves to the left, where something else follows."""
    shown: list[str] = []
    back = 0
    for letter in re.sub(r"\x1b\[[0-9]*[ABK]", "", text):
        if letter == "\b":
            back += 1
            continue
        while back > 0 and shown:
            back -= width_of(shown.pop())
        back = 0
        shown.append(letter)
    return "".join(shown)

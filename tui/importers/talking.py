"""Talking books without a text: headings that lead into recordings, and paragraphs that stand for what is heard."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from tui.core.light import NamedTuple
from tui.core.publication import Sound
from tui.importers.contents import from_ncx, lists_of_ncx
from tui.importers.overlays import Overlay, Voiced
from tui.importers.tree import Element
from tui.texts import _

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BESIDE = ("sidebar", "prodnote", "note")  # what stands beside the text, and may be passed over
_PAGE = "pagenum"
_STEP = 30.0  # seconds of a paragraph
_MOST = 20_000  # pieces that sounds of a book are cut into, a week: one may say that it is longer than any


class Mark(NamedTuple):
    """What can be gone to: a heading, a page, a note, a picture. `name`: the element that it becomes. `target`: where
    in the SMIL files it is heard."""

    name: str
    text: str
    target: str


class Talking(NamedTuple):
    """`files`: the SMIL files that it leads to, in order."""

    marks: tuple[Mark, ...]
    files: tuple[str, ...]

    def told(self, overlays: Sequence[Overlay]) -> tuple[Element, dict[str, tuple[Voiced, ...]]]:
        """A text made of it, and which sounds belong to it, by the SMIL file that tells of them."""
        teller, waiting = _Teller(), dict[str, list[Mark]]()
        for mark in self.marks:
            waiting.setdefault(mark.target, []).append(mark)
        starts = {mark.target for mark in self.marks if "#" not in mark.target}
        for each in overlays:
            for number, part in enumerate(each.parts):
                names = [f"{each.path}#{name}" for name in part.names]
                names += [each.path] if not number and each.path in starts else []
                for name in names:
                    for mark in waiting.pop(name, ()):
                        teller.mark(mark)
                teller.hear(each.path, part.sounds)
            teller.settle()
        for mark in (mark for marks in waiting.values() for mark in marks if mark.name != _PAGE):  # led nowhere
            teller.mark(mark)
        return teller.root, {path: tuple(parts) for path, parts in teller.parts.items()}


class _Teller:
    """Makes the text. What is heard first under a heading is the heading: in books without a text
    all of its section may stand there. What is heard at a note is the note."""

    def __init__(self) -> None:
        self._left = _MOST
        self.root = Element("body")
        self.parts: dict[str, list[Voiced]] = {}
        self._marked: Element | None = None
        self._path = ""
        self._sounds: list[Sound] = []
        self._seconds = self._since = 0.0
        self._count = 0

    def mark(self, mark: Mark) -> None:
        self.settle()
        element = self._add(mark.name, mark.text)
        if mark.name != _PAGE:
            self._marked = element
        if mark.name in _HEADINGS:
            self._since = 0.0

    def hear(self, path: str, sounds: tuple[Sound, ...]) -> None:
        self._path = path
        steps = list(_in_steps(sounds, self._left))
        self._left -= len(steps) - len(sounds)
        if self._marked and steps:
            is_heading = self._marked.name in _HEADINGS
            own = steps[:1] if is_heading else steps
            self._tell(self._marked, tuple(own))
            self._since += 0.0 if is_heading else sum(map(_lasts, own))
            self._marked, steps = None, steps[len(own) :]
        for sound in steps:
            self._sounds.append(sound)
            self._seconds += _lasts(sound)
            if self._seconds >= _STEP:
                self.settle()

    def settle(self) -> None:
        """What was heard becomes a paragraph."""
        if self._sounds:
            end = self._since + self._seconds
            text = _("Recording, {begin} to {end}").format(begin=_clock(self._since), end=_clock(end))
            self._tell(self._add("p", text), tuple(self._sounds))
            self._since, self._seconds, self._sounds = end, 0.0, []

    def _add(self, name: str, text: str) -> Element:
        self._count += 1
        element = Element(name, {"id": f"r{self._count}"}, text)
        self.root.children.append(element)
        return element

    def _tell(self, element: Element, sounds: tuple[Sound, ...]) -> None:
        self.parts.setdefault(self._path, []).append(Voiced(f"#{element.get('id')}", sounds, ()))


def _lasts(sound: Sound) -> float:
    return max(0.0, sound.end - sound.begin)


def _in_steps(sounds: Iterable[Sound], most: int) -> Iterator[Sound]:
    """The sounds, long ones in pieces that can be gone through, as long as there are not more of these than `most`."""
    for sound in sounds:
        begin = sound.begin
        while most > 0 and sound.end - begin >= 2 * _STEP:
            yield sound._replace(begin=begin, end=begin + _STEP)
            begin, most = begin + _STEP, most - 1
        yield sound._replace(begin=begin)


def of_control(heads: Element, path: str, found: Callable[[str], str]) -> Talking:
    """What the control file of DAISY 2.02 leads to. `found`: what the book calls a file."""
    marks: list[Mark] = []
    for element in heads.walk():
        link = element.find("a") if element.name in _HEADINGS or element.name in ("span", "div") else None
        if link is not None and link.get("href"):
            file, mark, anchor = link.get("href").partition("#")
            target = f"{found(normpath(join(dirname(path), unquote(file))))}{mark}{unquote(anchor)}"
            marks.append(Mark(_name(element), element.text.strip(), target))
    files = dict.fromkeys(mark.target.partition("#")[0] for mark in marks)
    return Talking(tuple(marks), tuple(name for name in files if name.lower().endswith(".smil")))


def _name(element: Element) -> str:
    """What an entry of a control file becomes."""
    kind = element.get("class").lower()
    if kind.startswith("page"):
        return _PAGE
    return "note" if any(word in kind for word in _BESIDE) else element.name if element.name in _HEADINGS else "p"


def of_ncx(tree: Element, path: str) -> Talking:
    """What the table of contents of DAISY 3 leads to."""
    contents = from_ncx(tree, path)
    pages = [Mark(_PAGE, label, target) for label, target in contents.pages]
    headings = [Mark(f"h{min(6, entry.level)}", entry.title, entry.target) for entry in contents.entries]
    others = [Mark(_listed(kind), label, target) for kind, label, target in lists_of_ncx(tree, path)]
    return Talking((*pages, *headings, *others), ())


def _listed(kind: str) -> str:
    return "note" if any(word in kind.lower() for word in _BESIDE) else "p"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

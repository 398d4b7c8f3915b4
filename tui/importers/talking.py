"""Talking books without a text: headings that lead into recordings, and paragraphs that stand for what is heard."""

from collections.abc import Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from tui.core.light import NamedTuple
from tui.core.publication import Sound
from tui.importers.contents import from_ncx
from tui.importers.overlays import Overlay, Voiced
from tui.importers.tree import Element
from tui.texts import _

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PAGES = ("page-", "pagenum", "sidebar", "optional-", "noteref")  # entries of a control file that are no headings
_STEP = 30.0  # seconds of a paragraph


class Heading(NamedTuple):
    """`target`: where in the SMIL files it is heard."""

    level: int
    text: str
    target: str


class Talking(NamedTuple):
    """`files`: the SMIL files that it leads to, in order."""

    headings: tuple[Heading, ...]
    files: tuple[str, ...]

    def told(self, overlays: Sequence[Overlay]) -> tuple[Element, dict[str, tuple[Voiced, ...]]]:
        """A text made of it, and which sounds belong to it, by the SMIL file that tells of them."""
        teller, waiting = _Teller(), {heading.target: heading for heading in self.headings}
        starts = {heading.target.partition("#")[0] for heading in self.headings if "#" not in heading.target}
        for each in overlays:
            for number, part in enumerate(each.parts):
                names = [f"{each.path}#{name}" for name in part.names]
                names += [each.path] if not number and each.path in starts else []
                for name in names:
                    if heading := waiting.pop(name, None):
                        teller.head(heading)
                teller.hear(each.path, part.sounds)
            teller.settle()
        for heading in waiting.values():  # led nowhere
            teller.head(heading)
        return teller.root, {path: tuple(parts) for path, parts in teller.parts.items()}


class _Teller:
    """Makes the text. What is heard first under a heading is the heading."""

    def __init__(self) -> None:
        self.root = Element("body")
        self.parts: dict[str, list[Voiced]] = {}
        self._heading: Element | None = None
        self._path = ""
        self._sounds: list[Sound] = []
        self._seconds = self._since = 0.0
        self._count = 0

    def head(self, heading: Heading) -> None:
        self.settle()
        self._heading = self._add(f"h{heading.level}", heading.text)
        self._since = 0.0

    def hear(self, path: str, sounds: tuple[Sound, ...]) -> None:
        self._path = path
        if self._heading:
            self._tell(self._heading, sounds)
            self._heading = None
            return
        self._sounds += sounds
        self._seconds += sum(sound.end - sound.begin for sound in sounds if sound.end > sound.begin)
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


def of_control(heads: Element, path: str) -> Talking:
    """What the control file of DAISY 2.02 leads to."""
    found: list[Heading] = []
    files: dict[str, None] = {}
    for element in heads.walk():
        link = element.find("a") if element.name in _HEADINGS or element.name in ("span", "div") else None
        if link is None or not link.get("href"):
            continue
        target = _address(link.get("href"), path)
        files[target.partition("#")[0]] = None
        if element.name in _HEADINGS and not element.get("class").startswith(_PAGES):
            found.append(Heading(int(element.name[1]), element.text.strip(), target))
    return Talking(tuple(found), tuple(name for name in files if name.lower().endswith(".smil")))


def of_ncx(tree: Element, path: str) -> Talking:
    """What the table of contents of DAISY 3 leads to."""
    entries = from_ncx(tree, path).entries
    return Talking(tuple(Heading(min(6, entry.level), entry.title, entry.target) for entry in entries), ())


def _address(address: str, path: str) -> str:
    name, mark, anchor = address.partition("#")
    return f"{normpath(join(dirname(path), unquote(name)))}{mark}{unquote(anchor)}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

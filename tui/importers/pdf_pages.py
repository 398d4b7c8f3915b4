"""The pages of a PDF, as many at a time as somebody wants."""

import time
from typing import Any, NamedTuple

from tui.core.progress import tell
from tui.errors import FormatError
from tui.importers.apart import GoneError, apart
from tui.importers.printed import note
from tui.newspaper.boxes import Box
from tui.newspaper.gutters import Gutters
from tui.newspaper.sheet import Row, Sheet, Word, rows_of
from tui.texts import _

_WIDEST = 1.1  # of the height of type: a wider space parts columns
_POINTS, _LEADER = frozenset(".·…․‥"), 4  # signs that lead over white; how many of them do
_CHILD = "tui.importers.pdf_child"


class Entry(NamedTuple):
    """Of the contents: `page` from 0."""

    level: int
    title: str
    page: int


class Read(NamedTuple):
    """`sheets` from the page that was asked for, without those that there was no time for. `total`: how many pages
    there are; those that only the file's own count tells of are `missing`. `labels` and `outline`: of the whole, where
    somebody asked."""

    sheets: list[Sheet]
    total: int
    missing: int
    labels: list[str]
    outline: list[Entry]


class Pages:
    """Of one file. Raises FormatError where it cannot be read."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name

    def read(self, start: int, stop: int, seconds: float, whole: bool = False) -> Read:
        """Pages from `start`, counted from 0, to before `stop`, as far as they come in so many seconds by the
        clock."""
        until = time.monotonic() + seconds
        read = self._some(start, stop, whole)
        while start + len(read.sheets) < min(stop, read.total) and time.monotonic() < until:
            at = start + len(read.sheets)
            tell(at, read.total)
            more = self._some(at, min(stop, read.total), whole=False)
            if not more.sheets:
                break
            found = [*read.sheets, *more.sheets]
            read = read._replace(sheets=found, total=more.total, missing=read.missing + more.missing)
        return read

    def _some(self, start: int, stop: int, whole: bool) -> Read:
        try:
            answer = apart(_CHILD, b"%d %d %d\n" % (start, stop, whole) + self._data)
        except GoneError as error:
            raise FormatError(_gone(error.late).format(name=self._name)) from error
        if why := answer.get("error"):
            raise FormatError(refusal(why).format(name=self._name))
        outline = [Entry(*each) for each in answer.get("outline", ())]
        sheets = [_sheet(page) for page in answer["pages"]]
        return Read(sheets, answer["count"], answer["missing"], answer.get("labels", []), outline)


def _gone(late: bool) -> str:
    if late:
        return _("{name} takes too long to read; it may be damaged. Save it anew, or open a part of it.")
    return _("{name} is damaged, or needs more memory than there is: save it anew, or open a part of it.")


def refusal(why: str) -> str:
    """The sentence for what a process that reads a PDF answers instead; `name` is left open in it."""
    if why == "password":
        return _("{name} is locked with a password: save it without one in the program that made it, and open that.")
    if why == "library":
        return _("To read PDF files, {name} among them, run: pip install 'mangdao[documents]'")
    return _("{name} is damaged: it begins like a PDF file, but it ends too early or is put together wrongly.")


def _sheet(page: dict[str, Any]) -> Sheet:
    lines = [
        [Word(text, Box(*box), size, broken or None) for text, *box, size, broken in line] for line in page["lines"]
    ]
    lines = [_led(line) for line in _joined(lines)]
    gutters = Gutters(word.box for line in lines for word in line)
    rows: list[Row] = []
    for line in lines:
        rows += rows_of(line, widest=_WIDEST, gutters=gutters)
    return Sheet(tuple(rows), page["label"])


def _joined(lines: list[list[Word]]) -> list[list[Word]]:
    """The lines, in one where each point was drawn by itself, with what these lead from and to."""
    joined: list[list[Word]] = []
    for line in lines:
        last = joined[-1][-1] if joined and joined[-1] else None
        if last and line and (_leads(last) or _leads(line[0])) and _beside(last, line[0]):
            joined[-1].extend(line)
        else:
            joined.append([*line])
    return joined


def _leads(word: Word) -> bool:
    return _POINTS.issuperset(word.text)


def _beside(last: Word, word: Word) -> bool:
    """One stands behind the other on the same line of print."""
    return abs(last.box.bottom - word.box.bottom) < max(last.size, word.size) / 2 and word.box.left >= last.box.left


def _led(words: list[Word]) -> list[Word]:
    """The words of a line with one for all points that lead to a page number: from line to line they stand below each
    other, as if white ran down between them, and nobody wants to hear each."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _leads(runs[-1][-1]) and _leads(word) and _beside(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    behind = [*(run[0] for run in runs[1:]), None]
    led = zip(runs, behind, strict=True)
    return [each for run, word in led for each in (run if len(run) < _LEADER else [_leader(run, word)])]


def _leader(run: list[Word], led: Word | None) -> Word:
    """One for all points, as far as to what they lead to."""
    boxes = [word.box for word in run]
    right = led.box.left if led and led.box.left > boxes[-1].right else boxes[-1].right
    whole = Box(boxes[0].left, min(box.top for box in boxes), right, max(box.bottom for box in boxes))
    return Word("…", whole, run[0].size)


def told(sheet: Sheet) -> Sheet:
    """A page without text says so, in its place among the others."""
    return (
        sheet
        if sheet.rows
        else note(_("No text on this page, probably a scan. The command mangdao recognise reads scans."), sheet.label)
    )

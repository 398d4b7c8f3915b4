"""Small publications and stand-ins that read like the domain."""

from tui.core.corrections import Correction
from tui.core.publication import Article, Block, Kind, Place, Publication
from tui.core.reading import Bookmark

KINDS = {"#": Kind.TITLE, "=": Kind.HEAD}


def article(number: int, *lines: str) -> Article:
    """An article of lines: "# …" is its title, "= …" a section head, anything else a paragraph."""
    blocks = tuple(Block(line.lstrip("#= "), KINDS.get(line[0], Kind.PARAGRAPH), language="zh") for line in lines)
    title = next((block.text for block in blocks if block.kind is Kind.TITLE), "")
    return Article(f"key{number}", title, blocks)


def publication(*articles: tuple[str, ...]) -> Publication:
    made = tuple(article(number, *lines) for number, lines in enumerate(articles))
    return Publication("publication", "株洲日报 2022-10-09", made, "zh")


TWO = publication(
    ("# 盲道", "缓坡已建好。盲道通了！", "= 下一步", "车辆占用，怎么办？"),
    ("# Second", "One sentence. Another one."),
)


def press(reader, keys):
    """Presses keys one after the other (words such as "down", or single characters); the last reply."""
    reply = None
    for key in keys.split():
        reply = reader.press(key)
    return reply


class MemoryStandIn:
    """Remembers in a list what a library keeps in a file."""

    def __init__(self, place: Place | None = None) -> None:
        self._untold: list[str] = []
        self.kept = place
        self.read: set[str] = set()
        self.marks: dict[int, Bookmark] = {}
        self.made: list[Correction] = []

    def tell(self, sentence):
        self._untold.append(sentence)

    def take_warning(self):
        told, self._untold = " ".join(self._untold), []
        return told

    def place(self, publication):
        return self.kept

    def left_at(self, publication):
        return lambda: self.kept

    def keep_place(self, publication, place):
        self.kept = place

    def read_articles(self, publication):
        return frozenset(self.read)

    def mark_read(self, publication, article_key, read):
        (self.read.add if read else self.read.discard)(article_key)

    def has_highlights(self, publication):
        return False

    def bookmarks(self, publication, article=None):
        return [each for each in self.marks.values() if article in (None, each.place.article)]

    def finding_bookmarks(self, publication):
        return lambda: None

    def add_bookmark(self, publication, place, name):
        bookmark = Bookmark(max(self.marks, default=0) + 1, place, name)
        self.marks[bookmark.id] = bookmark
        return bookmark

    def move_bookmarks(self, publication, moved):
        self.marks |= {number: self.marks[number]._replace(place=place) for number, place in moved.items()}

    def corrections(self, publication):
        return list(self.made)

    def add_correction(self, publication, correction):
        self.made.append(correction)

    def undo_correction(self, publication, correction):
        del self.made[len(self.made) - 1 - self.made[::-1].index(correction)]

    def remove_bookmark(self, bookmark_id):
        del self.marks[bookmark_id]


class OptionsStandIn:
    """A few settings, the second with an end at both sides."""

    def __init__(self) -> None:
        self.values = {"theme": ["dark", "light"], "rate": ["50", "100", "150"], "volume": ["100"], "voice": [""]}
        self.values |= {"stop_after": ["never", "sentence"], "pauses": ["100", "0"], "skip": [""]}
        self.at = dict.fromkeys(self.values, 0) | {"rate": 1}

    letters = True
    recordings = True
    readings = "base"
    doubts = False
    kinds = False
    keys = ""
    speech = "asked"
    order = "recent"
    look_up = ""
    width = 0

    def names(self):
        return list(self.values)

    def label(self, name):
        return name

    def help(self, name):
        return f"what {name} is"

    def named(self, text):
        name, _space, value = text.partition(" ")
        return (name, value) if name in self.values else None

    def get(self, name):
        return (
            getattr(self, name)
            if name in ("letters", "keys", "recordings", "readings", "doubts", "kinds", "order", "look_up", "width")
            else self.value(name)
        )

    def value(self, name):
        return self.speech if name == "speech" else self.values[name][self.at[name]]

    def step(self, name, direction):
        if name == "speech":
            self.speech = "voice"
            return True
        if not 0 <= self.at[name] + direction < len(self.values[name]):
            return False
        self.at[name] += direction
        return True

    def choices(self, name):
        return ["byline", "caption"]

    def put(self, name, value):
        if name == "keys":
            self.keys = value
            return
        self.values[name], self.at[name] = [value], 0


class VoiceStandIn:
    """Notes what it is told to say; says nothing and reports nothing by itself."""

    def __init__(self) -> None:
        self.said = []
        self.cancelled = 0

    def say(self, utterances):
        self.said += utterances

    def cancel(self):
        self.cancelled += 1

    def voices(self):
        return [("cmn", "Mandarin")]


class Slow:
    """Work that goes on until somebody has it done."""

    percent = 30
    is_done = False

    def __init__(self, name, work):
        self.name, self._work = name, work

    def cancel(self):
        self.cancelled = True

    def result(self):
        return self._work()

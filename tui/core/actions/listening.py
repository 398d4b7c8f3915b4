"""How to listen: the sleep timer, stopping, pauses, skipping, the selection, the queue, headlines."""

import re

from tui.core.actions.looking import setting_line, step_round
from tui.core.actions.pointing import nowhere
from tui.core.actions.speaking import is_off, read_aloud, voice_is_off
from tui.core.blocks import block_at
from tui.core.commands import BY_NAME
from tui.core.describe import kind_name
from tui.core.light import Callable
from tui.core.listening import Mode
from tui.core.menu import Act, Entry, Menu, Reply
from tui.core.publication import Kind, Place
from tui.core.reading import Reading
from tui.core.wording import N_, _, n_

_MINUTES = (5, 10, 15, 30, 45, 60, 90)
_COUNT = re.compile(r"(?:([0-9]{1,3})\s*(?:m|min|minutes?|分|分钟)?|(\w+))", re.IGNORECASE)
_SLEEP = N_("sleep/sleep timer/sleep-timer")
_SHOWN = 30  # characters of a selection


def menu(reading: Reading) -> Reply:
    def choose(entry: Entry) -> Reply:
        name = str(entry.value)
        if name not in _STEPS:
            reading.menus.pop()
            return Reply(Act.DO, name)
        _STEPS[name](reading)
        here.replace(_entry(reading, name))
        return Reply(Act.MENU, here.current.line)

    names = [*_STEPS, "skip", "read-new", "time-left", "headlines", "select", "read-selection", "queue", "play-queue"]
    here = Menu("listening", _("Listening"), [_entry(reading, name) for name in names], choose)
    return reading.open(here)


def sleep_timer(reading: Reading) -> Reply:
    """The next of its steps: off, the end of the article, more and more minutes."""
    listening = reading.listening
    left = listening.sleep_seconds
    if left is None and not listening.until_end_of_article:
        listening.until_end_of_article = True
        return Reply(Act.SAID, _sleep_line(reading))
    listening.until_end_of_article = False
    listening.sleep(next((minutes for minutes in _MINUTES if minutes > _minutes(left or 0)), None))
    return Reply(Act.SAID, _sleep_line(reading))


def sleep_named(reading: Reading, text: str) -> Reply | None:
    """Sets the timer to what is said: "sleep 20", "sleep timer 20 minutes", "sleep off". None for other words."""
    names = sorted({*_SLEEP.split("/"), *_(_SLEEP).split("/")}, key=len, reverse=True)
    name = next((name for name in names if text.lower().startswith(name)), "")
    found = _COUNT.fullmatch(text[len(name) :].strip()) if name else None
    if found is None or not (found[1] or found[2].lower() in {"off", _("off")}):
        return None
    reading.listening.until_end_of_article = False
    reading.listening.sleep(int(found[1]) if found[1] and int(found[1]) else None)
    return Reply(Act.SAID, _sleep_line(reading))


def stop_after(reading: Reading) -> Reply:
    step_round(reading, "stop_after")
    return Reply(Act.SAID, setting_line(reading, "stop_after"))


def pauses(reading: Reading) -> Reply:
    step_round(reading, "pauses")
    return Reply(Act.SAID, setting_line(reading, "pauses"))


def skip(reading: Reading) -> Reply:
    def choose(entry: Entry) -> Reply:
        kind = str(entry.value)
        chosen = _skipped(reading) ^ {kind}
        reading.options.put("skip", " ".join(kind for kind in Kind if kind in chosen) or "auto")
        here.replace(_kind_entry(reading, kind))
        return Reply(Act.MENU, here.current.line)

    entries = [_kind_entry(reading, kind) for kind in reading.options.choices("skip")]
    here = Menu("skip", _("Leave out when reading aloud"), entries, choose)
    return reading.open(here)


def headlines(reading: Reading) -> Reply:
    if is_off(reading):
        return voice_is_off(reading)
    number = reading.session.place.article
    if reading.menu and reading.menu.name == "articles":
        number = reading.menu.index
    reading.menus.clear()
    reading.session.go(Place(number))
    return read_aloud(reading, Mode(headlines=True))


def select(reading: Reading) -> Reply:
    if reading.menu:
        return nowhere(reading)
    listening, session = reading.listening, reading.session
    start, end = (session.place._replace(offset=offset) for offset in session.range(reading.unit))
    if not listening.selection:
        listening.selection = (start, end)
        text = _("Selection begins at “{text}”; go to its end and press the same key.")
        return Reply(Act.SAID, text.format(text=_beginning(reading, start)))
    if len(listening.selection) > 2:
        listening.selection = ()
        return Reply(Act.SAID, _("Selection taken away."))
    first, last = listening.selection
    listening.selection = (min(first, start), max(last, end), session.place)
    return Reply(Act.SAID, _selection_line(reading))


def read_selection(reading: Reading) -> Reply:
    if is_off(reading):
        return voice_is_off(reading)
    if len(reading.listening.selection) < 3:
        return Reply(Act.SAID, _("Nothing is selected."))
    start, end, _completed = reading.listening.selection
    reading.menus.clear()
    reading.session.go(start)
    return read_aloud(reading, Mode(end=end))


def queue_add(reading: Reading) -> Reply:
    """Of the article here, of the list's current article, or of the queue's."""
    queue, open_menu = reading.listening.queue, reading.menu
    article = Place(reading.session.place.article)
    if open_menu and open_menu.name in ("articles", "queue"):
        value = open_menu.current.value
        article = value if isinstance(value, Place) else Place(int(str(value)))
    name = reading.publication.articles[article.article].name
    if article in queue:
        queue.remove(article)
        note = _("taken out of the queue")
    else:
        queue.append(article)
        note = _("number {number} in the queue").format(number=len(queue))
    if open_menu and open_menu.name == "queue":
        open_menu.replace(Entry(open_menu.current.text, "" if article in queue else note, article))
        return Reply(Act.MENU, open_menu.current.line)
    return Reply(Act.SAID, _("{text}, {note}").format(text=name, note=note))


def list_queue(reading: Reading) -> Reply:
    articles = reading.publication.articles
    entries = [
        Entry(f"{number + 1} {articles[place.article].name}", "", place)
        for number, place in enumerate(reading.listening.queue)
    ]
    if not entries:
        return Reply(Act.SAID, _("The queue is empty; {key} puts an article into it.").format(key=_key_of(reading)))
    return reading.open(Menu("queue", _("Queue"), entries, reading.show_entry))


def play_queue(reading: Reading) -> Reply:
    if is_off(reading):
        return voice_is_off(reading)
    if not reading.listening.queue:
        return list_queue(reading)
    reading.menus.clear()
    first = reading.listening.queue[0]
    if reading.session.place.article != first.article:
        reading.session.go(first)
    return read_aloud(reading, Mode())


_STEPS: dict[str, Callable[[Reading], Reply]] = {
    "sleep-timer": sleep_timer,
    "stop-after": stop_after,
    "pauses": pauses,
}


def _entry(reading: Reading, name: str) -> Entry:
    lines: dict[str, Callable[[], str]] = {
        "sleep-timer": lambda: _sleep_line(reading),
        "stop-after": lambda: setting_line(reading, "stop_after"),
        "pauses": lambda: setting_line(reading, "pauses"),
        "skip": lambda: setting_line(reading, "skip"),
        "read-selection": lambda: _selection_line(reading),
        "queue": lambda: n_("{n} article in the queue", "{n} articles in the queue", len(reading.listening.queue)),
    }
    is_explained = name == "queue" or (name == "read-selection" and _is_selected(reading))
    note = _(BY_NAME[name].help) if is_explained else ""
    return Entry(lines[name]() if name in lines else _(BY_NAME[name].help), note, name)


def _sleep_line(reading: Reading) -> str:
    left = reading.listening.sleep_seconds
    if reading.listening.until_end_of_article:
        value = _("the end of the article")
    else:
        value = _("off") if left is None else n_("{n} minute", "{n} minutes", _minutes(left))
    return _("Sleep timer: {value}").format(value=value)


def _minutes(seconds: float) -> int:
    """As people say it: a timer that has just been set still has all its minutes."""
    return -int(-seconds // 60)


def _is_selected(reading: Reading) -> bool:
    return len(reading.listening.selection) > 2


def _selection_line(reading: Reading) -> str:
    if not _is_selected(reading):
        return _("Nothing is selected.")
    start, end, _completed = reading.listening.selection
    first, last = _beginning(reading, start), _ending(reading, end)
    return _("Selected from “{first}” to “{last}”").format(first=first, last=last)


def _beginning(reading: Reading, place: Place) -> str:
    block = block_at(reading.publication, place)
    text = block.text[place.offset :].strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def _ending(reading: Reading, place: Place) -> str:
    block = block_at(reading.publication, place)
    text = block.text[: place.offset].strip()
    return text if len(text) <= _SHOWN else f"…{text[-_SHOWN:].lstrip()}"


def _skipped(reading: Reading) -> set[str]:
    return set(str(reading.options.get("skip")).split())


def _kind_entry(reading: Reading, kind: str) -> Entry:
    value = _("left out") if kind in _skipped(reading) else _("read aloud")
    return Entry(_("{label}: {value}").format(label=kind_name(Kind(kind)), value=value), value=kind)


def _key_of(reading: Reading) -> str:
    return next(iter(reading.keymap.keys(BY_NAME["queue-add"])), "queue-add")

"""Reading aloud, and how."""

from tui.core.actions.looking import find_entry, key_name, setting_line
from tui.core.actions.pointing import nowhere
from tui.core.commands import BY_NAME, Unit
from tui.core.listening import Mode
from tui.core.menu import Act, Entry, Menu, Reply
from tui.core.reading import Reading
from tui.core.wording import _

HOLD_TEXT = frozenset({"articles", "hits", "bookmarks", "doubts", "queue", "highlights", "found", "things of a sort"})
"""Menus whose entries stand for places of the text."""


def speak(reading: Reading) -> Reply:
    if is_off(reading):
        return voice_is_off(reading)
    if reading.listening.interrupted:
        return Reply(Act.SAID, _("Paused."))
    if reading.menu and reading.menu.name not in HOLD_TEXT:
        return nowhere(reading)
    if reading.menu:
        reply = reading.menu.choose(reading.menu.current)
        if reply.act is Act.WAITING and (waiting := reading.waiting):
            then = waiting.then
            waiting.then = lambda found: _aloud_after(reading, then(found))
            return reply
    return read_aloud(reading, _mode(reading))


def _aloud_after(reading: Reading, reply: Reply) -> Reply:
    return read_aloud(reading, _mode(reading)) if reply.act is Act.READING else reply


def read_aloud(reading: Reading, mode: Mode | None) -> Reply:
    """Speaks from the place on."""
    problem = reading.listening.start(reading.session.place, mode)
    return Reply(Act.SAID, problem) if problem else Reply(Act.SPEAKING, reading.session.text(Unit.SENTENCE))


def _mode(reading: Reading) -> Mode | None:
    """Inside a selection only that is read; from where it was completed, the whole of it."""
    place, selection = reading.session.place, reading.listening.selection
    if len(selection) < 3 or reading.listening.is_paused(place):
        return None
    start, end, completed = selection
    if place == completed:
        reading.session.go(start)
    return Mode(end=end) if place == completed or start <= place < end else None


def stop(reading: Reading) -> Reply:
    if reading.menu and reading.menu.remove:
        return reading.menu.remove(reading.menu.current)
    reading.listening.forget_mode()
    if not reading.listening.interrupted:
        return Reply(Act.SAID, _("Nothing is being read aloud."))
    reading.session.to_start_of(Unit.SENTENCE)
    return Reply(Act.SAID, _("Stopped."))


def repeat(reading: Reading) -> Reply:
    if reading.menu:
        return Reply(Act.MENU, reading.menu.current.line)
    reading.session.to_start_of(Unit.SENTENCE)
    if reading.listening.used and not reading.listening.interrupted and not is_off(reading):
        return speak(reading)
    return Reply(Act.MOVED, reading.session.text(Unit.SENTENCE))


def faster(reading: Reading) -> Reply:
    return _change(reading, "rate", 1)


def slower(reading: Reading) -> Reply:
    return _change(reading, "rate", -1)


def louder(reading: Reading) -> Reply:
    return _change(reading, "volume", 1)


def quieter(reading: Reading) -> Reply:
    return _change(reading, "volume", -1)


def list_voices(reading: Reading) -> Reply:
    found = reading.listening.voice.voices() if reading.listening.voice else []
    if not found:
        return Reply(Act.SAID, _("There is no voice here; mangdao doctor says what is missing."))

    def choose(entry: Entry) -> Reply:
        reading.options.put("voice", str(entry.value))
        reading.close()
        return Reply(Act.SAID, _("Voice: {voice}.").format(voice=entry.text))

    near = sorted(found, key=lambda voice: _farness(reading, voice[1]))
    entries = [Entry(_("the best for each text"), value=""), *(Entry(text, value=name) for name, text in near)]
    chosen = reading.options.get("voice")
    now = next((number for number, entry in enumerate(entries) if entry.value == chosen), 0)
    menu = Menu("voices", _("Voices"), entries, choose, now)
    menu.find = lambda: find_entry(reading, menu)
    return reading.open(menu)


def _farness(reading: Reading, voice: str) -> int:
    """Voices of the language that is being read come first: there may be more than a hundred others."""
    language = reading.session.block.language or reading.publication.language
    spoken = voice.rpartition(", ")[2].lower()
    return 0 if language and spoken.partition("-")[0] == language.lower().partition("-")[0] else 1


def who_speaks(reading: Reading) -> Reply:
    """The next of the ways; after the last the first."""
    if not reading.options.step("speech", 1):
        reading.options.put("speech", "asked")
    return Reply(Act.SAID, setting_line(reading, "speech"))


def of_media_key(reading: Reading, key: str) -> str:
    """The command of a key for sound, "" where it has nothing to do."""
    if reading.question:
        return ""
    speaking = reading.listening.speaking
    names = {"play": "speak", "pause": "speak", "play-pause": "speak", "stop": "stop"}
    wanted = {"play": not speaking, "pause": speaking, "play-pause": True, "stop": speaking}
    return names.get(key, f"{key}-article") if wanted.get(key, not reading.menu) else ""


def voice_is_off(reading: Reading) -> Reply:
    """What to say instead of speaking."""
    keys = reading.keymap.keys(BY_NAME["settings"])
    text = _("The reader's voice is off: your screen reader speaks. To change that: settings, {key}, Who speaks.")
    return Reply(Act.SAID, text.format(key=key_name(keys[0]) if keys else _("no key")))


def is_off(reading: Reading) -> bool:
    """Whether the reader's own voice never speaks."""
    return reading.options.get("speech") == "screenreader"


def _change(reading: Reading, name: str, direction: int) -> Reply:
    moved = reading.options.step(name, direction)
    text = setting_line(reading, name)
    return Reply(Act.SAID, text if moved else _("{text}, the limit").format(text=text))

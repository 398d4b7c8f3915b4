"""What the commands do that are not moves: one short function each, and the table of them."""

from importlib import import_module

from tui.core.actions import going
from tui.core.light import Callable
from tui.core.menu import Reply
from tui.core.reading import Reading


def _from(module: str, name: str) -> Callable[[Reading], Reply]:
    """A function that is imported when its key is first pressed: the list is shown without any of them."""

    def act(reading: Reading) -> Reply:
        reply: Reply = getattr(import_module(f"tui.core.actions.{module}"), name)(reading)
        return reply

    return act


ACTIONS: dict[str, Callable[[Reading], Reply]] = {
    "start": going.start,
    "end": going.end,
    "open": going.choose,
    "list": going.list_articles,
    "close": going.close,
    "back": _from("jumping", "back"),
    "forward": _from("jumping", "forward"),
    "percent": _from("jumping", "to_percent"),
    "things": _from("visiting", "list_things"),
    "next-thing": _from("visiting", "next_thing"),
    "previous-thing": _from("visiting", "previous_thing"),
    "leave-thing": _from("visiting", "leave_thing"),
    "next-cell": _from("tabling", "next_cell"),
    "previous-cell": _from("tabling", "previous_cell"),
    "cell-below": _from("tabling", "cell_below"),
    "cell-above": _from("tabling", "cell_above"),
    "follow-link": _from("visiting", "follow_link"),
    "page": _from("visiting", "go_to_page"),
    "find": going.find,
    "find-here": going.find_here,
    "find-word": _from("words", "find_word"),
    "look-up": _from("words", "look_up"),
    "next-hit": going.next_hit,
    "previous-hit": going.previous_hit,
    "hits": going.list_hits,
    "bookmark": _from("marking", "bookmark"),
    "bookmarks": _from("marking", "list_bookmarks"),
    "highlight": _from("highlighting", "highlight"),
    "highlights": _from("highlighting", "list_highlights"),
    "note": _from("highlighting", "note"),
    "category": _from("highlighting", "category"),
    "library": _from("shelving", "list_library"),
    "find-everywhere": _from("everywhere", "find"),
    "add": _from("shelving", "add"),
    "remove": _from("shelving", "remove"),
    "tag": _from("listed", "tag"),
    "tags": _from("listed", "list_tags"),
    "trash": _from("shelving", "list_trash"),
    "delete": _from("shelving", "delete"),
    "empty-trash": _from("shelving", "empty_trash"),
    "subscribe": _from("subscribing", "subscribe"),
    "subscriptions": _from("subscribing", "list_subscriptions"),
    "update": _from("subscribing", "update"),
    "cancel": _from("shelving", "cancel"),
    "export": _from("exporting", "export"),
    "export-marks": _from("exporting", "export_marks"),
    "take-marks": _from("exporting", "take_marks"),
    "next-doubt": _from("correcting", "next_doubt"),
    "previous-doubt": _from("correcting", "previous_doubt"),
    "doubts": _from("correcting", "list_doubts"),
    "correct": _from("correcting", "correct"),
    "undo": _from("correcting", "undo"),
    "where": _from("looking", "where"),
    "time-left": _from("lasting", "time_left"),
    "about": _from("looking", "about"),
    "mark-read": _from("marking", "mark_read"),
    "speak": _from("speaking", "speak"),
    "stop": _from("speaking", "stop"),
    "repeat": _from("speaking", "repeat"),
    "listening": _from("listening", "menu"),
    "select": _from("listening", "select"),
    "read-selection": _from("listening", "read_selection"),
    "queue-add": _from("listening", "queue_add"),
    "queue": _from("listening", "list_queue"),
    "play-queue": _from("listening", "play_queue"),
    "headlines": _from("listening", "headlines"),
    "read-new": _from("news", "read_new"),
    "sleep-timer": _from("listening", "sleep_timer"),
    "stop-after": _from("listening", "stop_after"),
    "pauses": _from("listening", "pauses"),
    "skip": _from("listening", "skip"),
    "faster": _from("speaking", "faster"),
    "slower": _from("speaking", "slower"),
    "louder": _from("speaking", "louder"),
    "quieter": _from("speaking", "quieter"),
    "voices": _from("speaking", "list_voices"),
    "pronounce": _from("pronouncing", "pronounce"),
    "pronunciations": _from("pronouncing", "list_pronunciations"),
    "spell": _from("pronouncing", "spell"),
    "who-speaks": _from("speaking", "who_speaks"),
    "settings": _from("looking", "settings"),
    "help": _from("looking", "list_keys"),
    "describe-keys": _from("looking", "describe_keys"),
    "change-key": _from("looking", "change_key"),
    "command": _from("naming", "find_command"),
    "quit": going.leave,
}

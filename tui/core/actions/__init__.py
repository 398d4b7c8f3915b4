"""What the commands do that are not moves: one short function each, and the table of them."""

from collections.abc import Callable

from tui.core.actions import correcting, going, looking, marking, speaking
from tui.core.menu import Reply
from tui.core.reading import Reading

ACTIONS: dict[str, Callable[[Reading], Reply]] = {
    "start": going.start,
    "end": going.end,
    "open": going.choose,
    "list": going.list_articles,
    "close": going.close,
    "back": going.back,
    "find": going.find,
    "next-hit": going.next_hit,
    "previous-hit": going.previous_hit,
    "bookmark": marking.bookmark,
    "bookmarks": marking.list_bookmarks,
    "next-doubt": correcting.next_doubt,
    "previous-doubt": correcting.previous_doubt,
    "doubts": correcting.list_doubts,
    "correct": correcting.correct,
    "undo": correcting.undo,
    "where": looking.where,
    "about": looking.about,
    "mark-read": marking.mark_read,
    "speak": speaking.speak,
    "stop": speaking.stop,
    "repeat": speaking.repeat,
    "faster": speaking.faster,
    "slower": speaking.slower,
    "louder": speaking.louder,
    "quieter": speaking.quieter,
    "voices": speaking.list_voices,
    "settings": looking.settings,
    "help": looking.list_keys,
    "describe-keys": looking.describe_keys,
    "change-key": looking.change_key,
    "command": looking.find_command,
    "quit": going.leave,
}

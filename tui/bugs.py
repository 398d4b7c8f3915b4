"""Bugs: what only those need who mend them goes into a file. Beside reading they do not end it."""

import os
import sys

from tui import folders
from tui.core.clean import printable
from tui.core.light import TYPE_CHECKING, Callable, suppress
from tui.texts import _

if TYPE_CHECKING:
    from threading import ExceptHookArgs

    from tui.speech import Event


def keep(error: BaseException) -> str:
    """Adds the traceback to the log; the path of that. Raises OSError."""
    import traceback

    path = folders.log_path()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a", encoding="utf-8", opener=folders.file_only) as log:
        # What fails may have been given text from outside, and somebody will look at the log on a terminal.
        lines = "".join(traceback.format_exception(error)).splitlines()
        log.write("\n".join(map(printable, lines)) + "\n")
    return path


def told(error: BaseException) -> str:
    """Keeps a bug in what is done beside the reading; a sentence about it for people."""
    try:
        return _("Something went wrong beside the reading; the details are in {path}.").format(path=keep(error))
    except OSError:
        return _("That failed by an error in this program: {error}.").format(error=type(error).__name__)


def watch_threads(report: "Callable[[Event], None]") -> None:
    """From now on a bug in a thread is kept, and reported as a notice of the voice is: Python would write it into the
    midst of what somebody reads."""
    import threading

    def caught(arguments: "ExceptHookArgs") -> None:
        from tui.speech import Event

        if arguments.exc_value is not None:
            with suppress(Exception):  # this is the last that could be done about it
                report(Event("notice", text=told(arguments.exc_value)))

    threading.excepthook = caught
    sys.unraisablehook = _lost


def _lost(raised: "sys.UnraisableHookArgs") -> None:
    """Python goes on as if nothing had been, and nobody has noticed anything."""
    if raised.exc_value is not None:
        with suppress(OSError):
            keep(raised.exc_value)

"""Arguments in, exit code out: builds the real parts and puts them together.

stdout is data and nothing else; stderr is narration. This module alone knows exit codes:
0 done, 1 output that cannot be written, 2 and up as `tui.errors` says, 70 a bug in this program, 130 interrupted.
"""

import errno
import os
import sys
from importlib import import_module
from types import SimpleNamespace

from tui import first_screen, folders, interrupts, texts
from tui.core.light import TYPE_CHECKING, Any, Callable, Mapping, cast
from tui.errors import LeftError, ReaderError
from tui.settings import config
from tui.texts import _, because

if TYPE_CHECKING:
    from argparse import Namespace

    from tui.settings import Settings

_BUG, _INTERRUPTED, _CLOSED = 70, 130, 141
# Terminals that need not be looked up.
_DRAWING = ("xterm", "screen", "tmux", "linux", "rxvt", "vt1", "vt2", "alacritty", "kitty", "foot", "konsole", "gnome")
# No room, a disk that has gone, or closed: of what is read errors are told where they happen.
_UNWRITTEN = (errno.EBADF, errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO, getattr(errno, "ESTALE", errno.EIO))


def main(arguments: list[str]) -> int:
    """Runs one command of the shell. Never raises; answers with the exit code."""
    texts.use_language(config.language_wish(arguments, os.environ))
    if (sys.stdout.encoding or "utf-8").lower() != "utf-8":
        from tui import charset

        charset.prepare()
    try:
        options = _simple(arguments) or _parsed(arguments)
        code = _COMMANDS[options.command](options)
        sys.stdout.flush()
        return code
    except ReaderError as error:
        _complain(str(error))
        return error.exit_code
    except KeyboardInterrupt as error:
        return 0 if isinstance(error, LeftError) else _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does: nothing to complain about.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _CLOSED
    except Exception as error:  # noqa: BLE001 - the last wall: a bug becomes one sentence and a log
        return _unwritten(error) if getattr(error, "errno", 0) in _UNWRITTEN else _bug(error)


def _parsed(arguments: list[str]) -> "Namespace":
    from tui.command_line import parse

    try:
        return parse(arguments)
    except SystemExit:  # the help has been written, perhaps into a file
        sys.stdout.flush()
        raise


def _simple(arguments: list[str]) -> "Namespace | None":
    """The commonest words, a way of reading and a source, without argparse: importing it and making a parser
    takes a twentieth of the time to the first line. None for anything else."""
    modes = [word for word in arguments if word in ("--plain", "--speaking")]
    sources = [word for word in arguments if not word.startswith("-")]
    if len(modes) + len(sources) != len(arguments) or len(sources) > 1 or (sources[:1] and sources[0] in _COMMANDS):
        return None
    settings = {mode.removeprefix("--"): True for mode in modes}
    simple: Any = SimpleNamespace(command="reader", source="".join(sources), settings=settings, at="")
    return cast("Namespace", simple)


def _complain(sentence: str) -> None:
    from tui.narration import tell

    first_screen.give_up()
    tell(sentence)


def _unwritten(error: Exception) -> int:
    """Standard output went into a file, and that cannot be written; or nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    text = _("the output cannot be written: {reason}; make room, or write it elsewhere.")
    if getattr(error, "errno", 0) == errno.EBADF:
        text = _("standard output is closed, so that nobody can read what there is to tell.")
    _complain(text.format(reason=because(error)))
    return ReaderError.exit_code


def _bug(error: Exception) -> int:
    """Keeps the traceback for whoever mends it, and tells the person in one sentence."""
    from tui.bugs import keep

    # What was half made complains when it goes away, which would stand behind the sentence.
    sys.unraisablehook = lambda _complaint: None
    try:
        _complain(_("something went wrong in this program; the details are in {path}.").format(path=keep(error)))
    except OSError as problem:
        import traceback

        path = folders.log_path()
        frame = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__} {error}, {os.path.basename(frame.filename)} {frame.lineno}"
        _complain(
            _("something went wrong in this program ({what}); {path} cannot be written: {reason}.").format(
                what=what, path=path, reason=because(problem)
            )
        )
    return _BUG


def _settings(options: "Namespace") -> "tuple[Settings, list[str]]":
    return config.load(os.environ, options.settings)


def _read_interactively(options: "Namespace") -> int:
    from tui import launch

    interrupts.raise_them()
    settings, warnings = _settings(options)
    source = options.source
    if isinstance(source, list) or os.path.isdir(source):
        from tui.shell import library

        source, told = library.taken_in(source)
        warnings.append(told)
    plain = settings.plain or not _full_screen(os.environ, source)
    return launch.run(source, settings, warnings, plain, options.at)


def _full_screen(environment: Mapping[str, str], source: str) -> bool:
    """Whether there is a terminal that can be drawn on. Where the text itself is piped in, keys come from it too."""
    term = environment.get("TERM", "")
    has_keys = os.isatty(0) or (source == "-" and _has_terminal())
    return term not in ("", "dumb", "unknown") and has_keys and os.isatty(1) and _draws(term)


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _draws(term: str) -> bool:
    """Whether a terminal understands our sequences. Those that terminfo does not know are newer than it."""
    if term.startswith(_DRAWING) or sys.platform == "win32":
        return True
    try:
        import curses
    except ImportError:
        return True
    try:
        curses.setupterm(term, 1)
        return (curses.tigetstr("cup") or b"").startswith(b"\x1b[")
    except (curses.error, ValueError):  # nobody knows it, or its name is no text
        return True


def _shell(name: str, module: str = "reading") -> Callable[["Namespace"], int]:
    def run(options: "Namespace") -> int:
        command: Callable[[Namespace, Settings], int] = getattr(import_module(f"tui.shell.{module}"), name)
        interrupts.raise_them()
        settings, warnings = _settings(options)
        for warning in warnings:
            _complain(warning)
        code = command(options, settings)
        from tui import charset

        if charset.lost():
            told = _("{encoding} lacks characters of this text, which have become question marks; use a UTF-8 locale.")
            _complain(told.format(encoding=sys.stdout.encoding))
        return code

    return run


_COMMANDS: dict[str, Callable[["Namespace"], int]] = {
    "reader": _read_interactively,
    "list": _shell("list_articles"),
    "read": _shell("read"),
    "say": _shell("say"),
    "export": _shell("export"),
    "recognise": _shell("recognise"),
    "doctor": _shell("doctor"),
    "add": _shell("add", "library"),
    "library": _shell("library", "library"),
    "search": _shell("search", "search"),
    "subscribe": _shell("subscribe", "subscriptions"),
    "update": _shell("update", "subscriptions"),
    "remove": _shell("remove", "library"),
    "tag": _shell("tag", "library"),
    "highlights": _shell("highlights", "marks"),
    "mark": _shell("mark", "marks"),
    "marks": _shell("marks", "marks"),
    "voices": _shell("voices"),
    "speaker": _shell("speaker"),
}

"""Arguments in, exit code out: builds the real parts and puts them together.

stdout is data and nothing else; stderr is narration. This module alone writes errors and knows exit codes:
0 done, 1 and up as `tui.errors` says, 70 a bug in this program, 130 interrupted.
"""

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui import config, texts
from tui.errors import ReaderError
from tui.texts import _

if TYPE_CHECKING:
    from argparse import Namespace

_BUG, _INTERRUPTED, _CLOSED = 70, 130, 141


def main(arguments: list[str]) -> int:
    """Runs one command of the shell. Never raises; answers with the exit code."""
    texts.use_language(config.language_wish(arguments, os.environ))
    try:
        from tui.arguments import parse

        options = parse(arguments)
        return _COMMANDS[options.command](options)
    except ReaderError as error:
        _complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does: nothing to complain about.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _CLOSED
    except Exception:  # noqa: BLE001 - the last wall: a bug becomes one sentence and a log
        return _bug()


def _complain(sentence: str) -> None:
    print("mangdao:", sentence, file=sys.stderr)  # noqa: T201 - this is the one place that narrates


def _bug() -> int:
    """Keeps the traceback for whoever mends it, and tells the person in one sentence."""
    import traceback

    path = config.log_path()
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "a", encoding="utf-8") as log:
            traceback.print_exc(file=log)
        _complain(_("something went wrong in this program; the details are in {path}.").format(path=path))
    except OSError:
        traceback.print_exc()
    return _BUG


def _settings(options: "Namespace") -> tuple[config.Settings, list[str]]:
    return config.load(os.environ, options.settings)


def _read_interactively(options: "Namespace") -> int:
    from tui import launch

    settings, warnings = _settings(options)
    return launch.run(options.source, settings, warnings, plain=settings.plain or not _full_screen(os.environ))


def _full_screen(environment: Mapping[str, str]) -> bool:
    """Whether there is a terminal that can be drawn on."""
    return environment.get("TERM", "") not in ("", "dumb", "unknown") and os.isatty(0) and os.isatty(1)


def _shell(name: str) -> Callable[["Namespace"], int]:
    def run(options: "Namespace") -> int:
        from tui import shell

        command: Callable[[Namespace, config.Settings], int] = getattr(shell, name)
        settings, warnings = _settings(options)
        for warning in warnings:
            _complain(warning)
        return command(options, settings)

    return run


_COMMANDS: dict[str, Callable[["Namespace"], int]] = {
    "reader": _read_interactively,
    "list": _shell("list_articles"),
    "read": _shell("read"),
    "say": _shell("say"),
    "export": _shell("export"),
    "doctor": _shell("doctor"),
}

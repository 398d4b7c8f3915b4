"""Where this program keeps what it keeps. Nothing else is needed here: this is asked before anything is imported."""

import os
import sys

from tui.core.light import Mapping


def config_path(environment: Mapping[str, str] = os.environ) -> str:
    return os.path.join(_folder("config", environment), "config.toml")


def library_path(environment: Mapping[str, str] = os.environ) -> str:
    """Where the library is kept; MANGDAO_LIBRARY names another file."""
    named = environment.get("MANGDAO_LIBRARY")
    return named or os.path.join(_folder("data", environment), "library.sqlite")


def log_path(environment: Mapping[str, str] = os.environ) -> str:
    return os.path.join(_folder("state", environment), "mangdao.log")


def pronunciations_path() -> str:
    return os.path.join(_folder("config", os.environ), "pronunciations.txt")


def _folder(purpose: str, environment: Mapping[str, str]) -> str:
    """Our folder for configuration, data or state.

    On Linux the rule is short, and importing platformdirs takes longer than reading the settings.
    """
    if sys.platform in ("darwin", "win32"):
        import platformdirs

        return str(getattr(platformdirs, f"user_{purpose}_dir")("mangdao", appauthor=False))
    named = environment.get(f"XDG_{purpose.upper()}_HOME", "")
    if os.path.isabs(named):
        return os.path.join(named, "mangdao")
    home = environment.get("HOME") or os.path.expanduser("~")
    if not os.path.isabs(home):
        # Nobody's home: a place where nothing is and nothing can be made.
        return os.path.join(os.devnull, "mangdao")
    folder = {"config": ".config", "data": ".local/share", "state": ".local/state"}[purpose]
    return os.path.join(home, folder, "mangdao")

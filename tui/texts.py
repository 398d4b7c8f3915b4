"""The catalogue of interface texts: which language, and loading it through gettext.

The catalogues stand in `locale/<language>/LC_MESSAGES/mangdao.mo`.
"""

import os

from tui.core.light import Mapping
from tui.core.wording import ENGLISH, N_, _, n_, translate_with

__all__ = ["LANGUAGES", "N_", "_", "because", "language_now", "language_of_locale", "n_", "use_language"]

LANGUAGES = ("en", "zh")
_REASONS = (  # of systems, as they write them
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No such file or directory"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File name too long"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("File too large"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Too many open files"),
    N_("Address already in use"),
    N_("Connection refused"),
    N_("Connection reset by peer"),
    N_("Connection timed out"),
    N_("Broken pipe"),
    N_("No route to host"),
    N_("Network is unreachable"),
    N_("Name or service not known"),
    N_("Temporary failure in name resolution"),
    N_("No address associated with hostname"),
)


def because(error: Exception) -> str:
    """The reason that the system gives for an error, in the language of the interface where that has words for it."""
    reason = str(getattr(error, "strerror", None) or error)
    return _(reason) if reason else type(error).__name__


def language_of_locale(environment: Mapping[str, str] | None = None) -> str:
    """zh or en, from LANGUAGE, LC_ALL, LC_MESSAGES and LANG in gettext's order."""
    environment = os.environ if environment is None else environment
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


_used = ["en"]


def language_now() -> str:
    """The one that the interface speaks."""
    return _used[-1]


def use_language(language: str = "") -> None:
    """Switches the interface to "zh" or "en"; anything else means the language of the locale."""
    language = language if language in LANGUAGES else language_of_locale()
    _used[:] = [language]
    if language == "en":  # the texts are English already
        translate_with(*ENGLISH)
        return
    import gettext  # only where there is something to translate

    folder = os.path.join(os.path.dirname(__file__), "locale")
    catalogue = gettext.translation("mangdao", folder, [language], fallback=True)
    translate_with(catalogue.gettext, catalogue.ngettext)

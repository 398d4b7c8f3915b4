"""`mangdao doctor`: what speech, terminal, braille and files offer here, and what is missing."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from tui import __version__, charset, export, folders, importers
from tui.errors import UsageError
from tui.extras import command_for
from tui.settings import Settings
from tui.speech.backends import describe_backends
from tui.texts import _, language_of_locale
from tui.voicing import where


def findings(settings: Settings) -> Iterator[tuple[str, str]]:
    """Pairs of what was looked at and one line about it."""
    yield "mangdao", f"{__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield _("language"), settings.language or language_of_locale()
    yield from _terminal()
    order, environment = where(settings)
    os.environ.update(environment)
    for name, reason in describe_backends():
        yield _("speech {name}").format(name=name), reason or _("ready")
    yield _("speech, order of choice"), ", ".join(order)
    yield _("braille"), _braille()
    yield _("reads"), ", ".join(form.name for form in importers.FORMATS)
    yield _("addresses"), _addresses()
    yield _("scans"), _scans()
    yield _("writes"), ", ".join(exporter.name for exporter in export.EXPORTERS)
    for suffix in export.SOUND:
        yield _("writes sound {suffix}").format(suffix=suffix), _sound(suffix)
    yield _("library"), str(folders.library_path())
    yield _("settings file"), str(folders.config_path())
    yield _("pronunciations file"), str(folders.pronunciations_path())
    yield _("log of errors"), str(folders.log_path())


def _terminal() -> Iterator[tuple[str, str]]:
    term = os.environ.get("TERM", "")
    size = shutil.get_terminal_size()
    if os.isatty(1):
        yield (
            _("terminal"),
            _("{term}, {columns} columns, {lines} lines").format(
                term=term or "?", columns=size.columns, lines=size.lines
            ),
        )
    else:
        yield _("terminal"), _("none; plain mode is used")
    encoding = sys.stdout.encoding or "?"
    yield (
        _("text encoding"),
        encoding
        if charset.is_utf8(encoding)
        else _("{encoding}; set LANG to a UTF-8 locale").format(encoding=encoding),
    )


def _sound(suffix: str) -> str:
    from tui.export.encoders import program_for

    try:
        program = program_for(suffix)
    except UsageError as error:
        return str(error)
    return _("ready, with {program}").format(program=program) if program else _("ready")


def _addresses() -> str:
    if find_spec("httpx2"):
        return _("ready")
    return _("not installed; run: {command}").format(command=command_for("network"))


def _scans() -> str:
    from tui.shell.recognising import languages_here

    try:
        return _("ready, with {program}").format(program=f"Tesseract: {' '.join(languages_here())}")
    except UsageError as error:
        return str(error)


def _braille() -> str:
    if shutil.which("brltty"):
        return _("BRLTTY is installed; it follows the cursor")
    return _("no BRLTTY on this machine; over SSH the one at home follows the cursor just as well")

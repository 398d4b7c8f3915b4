"""The voice that the settings ask for. Imported when something is first to be said or taught."""

import os
from collections.abc import Callable

from tui import folders
from tui.bugs import watch_threads
from tui.core.pronunciation import Pronunciation
from tui.settings import Settings
from tui.settings.pronunciations import Pronunciations
from tui.speech import Diction, Event, Listener, Manner
from tui.speech.backends import choice
from tui.speech.voice import Voice


def open_voice(listener: Listener, settings: Settings, own: Pronunciations | None = None) -> Voice:
    """The voice that the settings ask for, saying things as `own` has them, else as the person's file has them;
    its reasons come in the language of the interface."""
    backends, environment = where(settings)
    own = own or own_pronunciations()
    watch_threads(listener)
    voice = Voice(listener, backends, manner(settings, own.rules()), environment)
    if own.problem:
        listener(Event("failed", text=own.problem))
    return voice


def own_pronunciations(changed: Callable[[], None] = lambda: None) -> Pronunciations:
    """Those of the person's file. `changed` is called after each change."""
    return Pronunciations(folders.pronunciations_path(), changed)


def source(settings: Settings) -> tuple[str, str, str]:
    """What decides about the engine."""
    return settings.backend, settings.model, settings.speaker


def where(settings: Settings) -> tuple[tuple[str, ...], dict[str, str]]:
    """What may speak, best first, and the environment that it needs."""
    model = os.path.expanduser(settings.model)
    environment = {**os.environ, "MANGDAO_MODEL": model, "MANGDAO_SPEAKER": settings.speaker}
    if settings.language:
        environment["LANGUAGE"] = settings.language
    return choice(settings.backend, environment), environment


def manner(settings: Settings, rules: tuple[Pronunciation, ...]) -> Manner:
    """How the settings want it said, and these rules."""
    diction = Diction(settings.numbers, settings.punctuation, settings.switching, rules)
    return Manner(settings.rate, settings.volume, settings.voice, settings.pitch, diction)

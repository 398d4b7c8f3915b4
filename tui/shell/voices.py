"""`mangdao voices`: what can speak here, what is missing and what to install, and the voices of what speaks."""

import os
from queue import Empty, SimpleQueue
from typing import TypedDict

from tui.settings import Settings
from tui.speech import Event
from tui.speech.backends import describe_backends
from tui.voicing import open_voice, where

_TO_BEGIN = 30.0  # seconds: two tries of starting, on a slow disk
_INTRODUCTIONS = ("ready", "silent", "gone")


class Found(TypedDict):
    """`engines`: name, and the problem or "". `order`: of choice. `speaks`: what does, or why nothing. `voices`: name,
    language and description of what speaks."""

    engines: list[dict[str, str]]
    order: list[str]
    speaks: str
    voices: list[dict[str, str]]


def look(settings: Settings) -> Found:
    """Starts what would speak, without a sound, and asks it."""
    order, environment = where(settings)
    os.environ.update(environment)
    engines = [{"name": name, "problem": problem} for name, problem in describe_backends()]
    events: SimpleQueue[Event] = SimpleQueue()
    voice = open_voice(events.put, settings)
    try:
        voice.start()
        speaks = _introduction(events)
        infos = voice.voices(_TO_BEGIN)
    finally:
        voice.close()
    return {
        "engines": engines,
        "order": list(order),
        "speaks": speaks,
        "voices": [info._asdict() for info in infos],
    }


def _introduction(events: "SimpleQueue[Event]") -> str:
    try:
        while (event := events.get(timeout=_TO_BEGIN)).name not in _INTRODUCTIONS:
            pass
    except Empty:
        return ""
    return event.text

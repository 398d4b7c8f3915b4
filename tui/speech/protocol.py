"""The lines between a reader and its worker: one JSON object each, UTF-8.

To the worker:   say (the fields of an utterance), cancel, set (rate, volume, voice, pitch), voices, close
From the worker: the events of `tui.speech.Event`, and voices

`do` names a command, `event` a report. Commands carry the `generation` that they belong to, reports that of
the last command: each cancel begins a new one.
"""

import json
from typing import Any

from tui.core.narrator import Utterance
from tui.core.pronunciation import Pronunciation
from tui.core.publication import Foreign, Place, Recording, Sound
from tui.speech import Diction, Event, Manner, VoiceInfo

Message = dict[str, Any]
_SELDOM = ("foreign", "recordings", "source")


def line_of(message: Message) -> bytes:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def message_of(line: bytes) -> Message:
    """An empty message for a line that is not one: the other side may be dying in the middle of it."""
    try:
        message = json.loads(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def say(utterance: Utterance, generation: int) -> Message:
    fields: Message = {"id": utterance.id, "text": utterance.text, "language": utterance.language}
    fields |= {"pause": utterance.pause}
    fields |= {name: value for name in _SELDOM if (value := getattr(utterance, name))}
    return {"do": "say", **fields, "generation": generation}


def utterance_of(message: Message) -> Utterance:
    """What to say; the worker has no use for the place."""
    foreign = tuple(Foreign(*each) for each in message.get("foreign", ()))
    recordings = tuple(_recording(*each) for each in message.get("recordings", ()))
    fields = (message["id"], message["text"], Place(), message["language"], message["pause"])
    return Utterance(*fields, foreign, recordings, message.get("source", ""))


def _recording(start: int, end: int, sounds: list[tuple[str, float, float]], low: float, high: float) -> Recording:
    return Recording(start, end, tuple(Sound(*each) for each in sounds), low, high)


def set_manner(manner: Manner) -> Message:
    return {"do": "set", **manner._asdict()}


def manner_of(message: Message) -> Manner:
    numbers, punctuation, switching, rules = message.get("diction", Diction())
    diction = Diction(numbers, punctuation, switching, tuple(Pronunciation(*rule) for rule in rules))
    return Manner(message["rate"], message["volume"], message["voice"], message.get("pitch", 50), diction)


def report(event: Event, generation: int) -> Message:
    return {"event": event.name, "id": event.id, "offset": event.offset, "text": event.text, "generation": generation}


def event_of(message: Message) -> Event:
    return Event(message["event"], message.get("id", 0), message.get("offset", 0), message.get("text", ""))


def voices(infos: list[VoiceInfo]) -> Message:
    return {"event": "voices", "voices": infos}


def voices_of(message: Message) -> list[VoiceInfo]:
    return [VoiceInfo(*info) for info in message["voices"]]

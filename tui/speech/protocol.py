"""The lines between a reader and its worker: one JSON object each, UTF-8.

To the worker:   say (id, text, language, pause), cancel, set (rate, volume, voice, pitch), voices, close
From the worker: the events of `tui.speech.Event`, and voices

`do` names a command, `event` a report. Commands carry the `generation` that they belong to, reports that of
the last command: each cancel begins a new one.
"""

import json
from typing import Any

from tui.core.narrator import Utterance
from tui.core.pronunciation import Pronunciation
from tui.core.publication import Place
from tui.speech import Diction, Event, Manner, VoiceInfo

Message = dict[str, Any]


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
    fields = {"id": utterance.id, "text": utterance.text, "language": utterance.language, "pause": utterance.pause}
    return {"do": "say", **fields, "generation": generation}


def utterance_of(message: Message) -> Utterance:
    """What to say; the worker has no use for the place."""
    return Utterance(message["id"], message["text"], Place(), message["language"], message["pause"])


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

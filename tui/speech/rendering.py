"""The process that makes sound for a file: `python -m tui.speech.rendering FOLDER BACKEND…`.

Lines of `tui.speech.protocol` come in: set, and say. For each utterance a line of JSON goes out with how many `frames`
follow it as mono 16-bit PCM, or why there are none (`error`); before all of them one with the `rate` of frames a second
and the `description` of what speaks, or with the `error` that leaves nothing to do.
"""

import os
import sys
import tempfile
from typing import BinaryIO

from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech import Manner, Synthesizer
from tui.speech.backends import backend_named
from tui.speech.choosing import voice_called
from tui.speech.player import pause_of, sounds_of
from tui.speech.protocol import Message, line_of, manner_of, message_of, utterance_of
from tui.speech.tape import FRAME_BYTES
from tui.speech.worker import take_pipes
from tui.texts import use_language


def _first(names: list[str]) -> Synthesizer:
    """The first that can be had. Raises SpeechError, with the reasons, when none can."""
    reasons = []
    for name in names:
        backend = backend_named(name)
        if backend.synthesizer is None:
            continue
        reason = backend.unavailable()
        try:
            if not reason:
                return backend.synthesizer()
        except SpeechError as error:
            reason = str(error)
        reasons.append(reason)
    raise SpeechError(" ".join(reasons) or _("There is no voice here; mangdao doctor says what is missing."))


def _said(synthesizer: Synthesizer, message: Message, manner: Manner) -> bytes:
    """The answer to one utterance: a line, and the sound."""
    utterance = utterance_of(message)
    try:
        sound = b"".join(sound.pcm for sound in sounds_of(synthesizer, utterance, manner))
    except SpeechError as error:
        return line_of({"frames": 0, "pause": 0, "error": str(error)})
    pause = pause_of(utterance, synthesizer.sample_rate)
    return line_of({"frames": len(sound) // FRAME_BYTES, "pause": len(pause) // FRAME_BYTES}) + sound + pause


def _serve(names: list[str], commands: BinaryIO, answers: BinaryIO) -> None:
    try:
        synthesizer = _first(names)
    except SpeechError as error:
        answers.write(line_of({"error": str(error)}))
        return
    voices, manner = synthesizer.voices(), Manner()
    answers.write(line_of({"rate": synthesizer.sample_rate, "description": synthesizer.description}))
    for line in commands:
        message = message_of(line)
        if message.get("do") == "set":
            wanted = manner_of(message)
            manner = wanted._replace(voice=voice_called(wanted.voice, voices) or "" if wanted.voice else "")
        elif message.get("do") == "say":
            answers.write(_said(synthesizer, message, manner))


def main(arguments: list[str]) -> None:
    folder, *names = arguments
    os.environ["TMPDIR"] = os.environ["TEMP"] = os.environ["TMP"] = tempfile.tempdir = folder
    commands, answers = take_pipes()
    use_language()
    _serve(names, commands, answers)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(_("This is a part of mangdao; it is not started by hand."))
    main(sys.argv[1:])

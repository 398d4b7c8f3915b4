"""A synthesizer that ends its process at a sentence: the backend "tests.heard.dying_voice:DYING"."""

import os

from tui.errors import SpeechError
from tui.speech import Backend, Sound, VoiceInfo


class _Dying:
    """A hundred frames for each character. "die" ends the process, "once" too, but for the first time only, "no" is
    refused."""

    sample_rate = 1000
    silent = False
    description = "dying"

    def voices(self):
        return [VoiceInfo("v", "en", "a voice")]

    def synthesize(self, text, language, manner):
        mark = os.environ["DIED_ONCE"]
        if "die" in text or ("once" in text and not os.path.exists(mark)):
            open(mark, "w").close()
            os._exit(1)
        if "no" in text:
            raise SpeechError("refused")
        yield Sound(b"\x00\x10" * 100 * len(text))


DYING = Backend("dying", lambda: "", lambda listener: None, synthesizer=_Dying)

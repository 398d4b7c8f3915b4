"""eSpeak NG from the package espeakng-loader: the voice that comes with the extra "speech"."""

import threading
from collections.abc import Callable, Generator
from queue import Empty, Queue

from tui.core.wording import _
from tui.errors import SpeechError
from tui.extras import command_for
from tui.speech import Manner, Mark, Sound, VoiceInfo
from tui.speech.espeak_library import PITCH, RATE, VOLUME, EspeakLibrary, Heard
from tui.speech.mandarin import mandarin
from tui.speech.normalise import is_chinese
from tui.speech.rules import Spoken, joined
from tui.speech.trimming import trimmed

_WORDS_PER_MINUTE = 175  # what a rate of 100 percent is for this engine
_READY_PIECES = 64  # pieces of about 60 ms synthesized before somebody takes them
_BROKEN = "国务院"


def open_espeak() -> "EspeakSynthesizer":
    """Raises SpeechError when the package is missing or broken."""
    try:
        import espeakng_loader
    except ImportError as error:
        raise SpeechError(
            _("eSpeak NG is not installed; run: {command}").format(command=command_for("speech"))
        ) from error
    return EspeakSynthesizer(EspeakLibrary(espeakng_loader.get_library_path(), espeakng_loader.get_data_path()))


def mandarin_voice(phonemes_with: Callable[[str, str], str]) -> str:
    """Which of eSpeak's Mandarin voices to use; `phonemes_with(voice, text)`.

    `cmn` of version 1.51 reads Chinese as English letters; its `cmn-latn-pinyin` is Mandarin without the
    readings of phrases.
    """
    return "cmn-latn-pinyin" if "(en)" in phonemes_with("cmn", _BROKEN) else "cmn"


class EspeakSynthesizer:
    """Synthesizes each text in a thread that ends with it, one at a time, so that its sound comes while it works."""

    def __init__(self, library: EspeakLibrary) -> None:
        self._library = library
        self.sample_rate = library.sample_rate
        self.silent = False
        self.description = f"eSpeak NG {library.version}."
        self._voice = ""
        self._mandarin = mandarin_voice(self._phonemes)

    def _phonemes(self, voice: str, text: str) -> str:
        return self._library.phonemes(text) if self._library.set_voice(voice) else ""

    def phonemes(self, text: str, language: str) -> str:
        """How a text is said, in the engine's own letters."""
        self._choose("", language, text)
        return self._library.phonemes(self._told(text).text)

    def _told(self, text: str) -> Spoken:
        return mandarin(text) if "cmn" in self._voice else joined(text, ())

    def voices(self) -> list[VoiceInfo]:
        tags = {"cmn": "zh", "cmn-latn-pinyin": "zh-Latn-pinyin"}
        return [
            VoiceInfo(voice.identifier, tags.get(voice.language, voice.language), voice.name)
            for voice in self._library.voices()
        ]

    def synthesize(self, text: str, language: str, manner: Manner) -> Generator[Sound, None, None]:
        self._choose(manner.voice, language, text)
        self._library.set_parameter(RATE, max(1, _WORDS_PER_MINUTE * manner.rate // 100))
        self._library.set_parameter(VOLUME, manner.volume)
        self._library.set_parameter(PITCH, manner.pitch)
        spoken = self._told(text)
        silent = True
        for sound in trimmed(self._sounds(spoken.text)) if manner.volume else self._sounds(spoken.text):
            silent = silent and not sound.pcm
            yield Sound(sound.pcm, tuple(mark._replace(offset=spoken.source(mark.offset)) for mark in sound.marks))
        if silent and any(map(str.isalnum, text)):
            raise SpeechError(_("This voice cannot say: {text}").format(text=text[:40]))

    def _choose(self, wanted: str, language: str, text: str) -> None:
        """The voice asked for, else the best for the language, else English."""
        if is_chinese(text, language):
            tags = ["yue"] if language.lower() in ("zh-hk", "zh-yue") else [self._mandarin]
        else:
            tags = [language.lower(), language.lower().partition("-")[0]]
        names = [wanted, *({"no": "nb"}.get(tag, tag) for tag in tags), "en"]
        if names[0] != self._voice or not wanted:
            self._voice = next((name for name in names if name and self._library.set_voice(name)), "")

    def _sounds(self, text: str) -> Generator[Sound, None, None]:
        pieces: Queue[Sound | None] = Queue(_READY_PIECES)
        stop = threading.Event()
        content = [False]

        def hear(heard: Heard) -> bool:
            pieces.put(Sound(heard.pcm, tuple(Mark(*word) for word in heard.words)))
            return not stop.is_set()

        def work() -> None:
            content[0] = self._library.synthesize(text, hear)
            pieces.put(None)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        try:
            while (sound := pieces.get()) is not None:
                yield sound
        finally:
            stop.set()
            _empty(pieces)
            thread.join()
        if not content[0]:
            raise SpeechError(_("eSpeak NG failed at: {text}").format(text=text[:40]))


def _empty(pieces: "Queue[Sound | None]") -> None:
    """Makes room for the one piece, and the end, that a stopped thread may still put."""
    try:
        while True:
            pieces.get_nowait()
    except Empty:
        return

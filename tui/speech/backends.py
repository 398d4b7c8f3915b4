"""The table of backends, best first, and choosing among them. Nothing of a backend is imported before it is opened."""

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec

from tui.core.wording import _
from tui.errors import SpeechError
from tui.extras import command_for
from tui.speech import Backend, Listener, Speaker, Synthesizer
from tui.speech.voice import BEST_FIRST

_PACKAGES = {"espeakng_loader": "espeakng-loader", "piper": "piper-tts", "sherpa_onnx": "sherpa-onnx"}


def _missing(extra: str, *modules: str) -> str:
    """ "" or the sentence that names the packages of these modules that are not installed."""
    missing = [_PACKAGES.get(module, module) for module in modules if find_spec(module) is None]
    if not missing:
        return ""
    text = _("{packages} not installed; run: {command}")
    return text.format(packages=", ".join(missing), command=command_for(extra))


def _no_model(wanted: str) -> str:
    """ "" or the sentence that says what model is wanted."""
    model = os.environ.get("MANGDAO_MODEL", "")
    if model and os.path.exists(model):
        return ""
    if model:
        return _("There is no voice model {path}.").format(path=model)
    return _("A voice model is needed: {wanted}. Set model to its path.").format(wanted=wanted)


def _no_piper() -> str:
    return _missing("piper", "piper", "miniaudio") or _no_model(_("a file NAME.onnx with NAME.onnx.json beside it"))


def _no_sherpa() -> str:
    wanted = _("a folder with one .onnx file and tokens.txt")
    return _missing("sherpa", "sherpa_onnx", "numpy", "miniaudio") or _no_model(wanted)


def _piper() -> Synthesizer:
    from tui.speech.piper import open_piper

    return open_piper(os.environ["MANGDAO_MODEL"])


def _sherpa() -> Synthesizer:
    from tui.speech.sherpa import open_sherpa

    return open_sherpa(os.environ["MANGDAO_MODEL"])


def _espeak() -> Synthesizer:
    from tui.speech.espeak import open_espeak

    return open_espeak()


def _pyttsx3() -> Synthesizer:
    from tui.speech.pyttsx import open_pyttsx3

    return open_pyttsx3()


def _played(make: Callable[[], Synthesizer]) -> Callable[[Listener], Speaker]:
    """Through a device of this machine."""

    def open_player(listener: Listener) -> Speaker:
        from tui.speech.player import Player

        return Player(make, listener)

    return open_player


def _open_dispatcher(listener: Listener) -> Speaker:
    from tui.speech.dispatcher import open_dispatcher

    return open_dispatcher(listener)


def _open_far(listener: Listener) -> Speaker:
    from tui.speech.far import open_far

    return open_far(listener)


def _no_dispatcher() -> str:
    """ "" or why there is none; that a server does not answer is found out when it is opened."""
    from tui.speech.ssip import address_in

    try:
        address = address_in(os.environ)
    except SpeechError as error:
        return str(error)
    if address.path and not os.path.exists(address.path):
        text = _("There is no speech-dispatcher at {address} (speech-dispatcher --spawn, or set SPEECHD_ADDRESS).")
        return text.format(address=address)
    return ""


def _no_far() -> str:
    if os.environ.get("MANGDAO_SPEAKER"):
        return ""
    return _("MANGDAO_SPEAKER is not set; mangdao speaker on the listener's machine says to what.")


def _open_silence(listener: Listener) -> Speaker:
    from tui.speech.player import Player
    from tui.speech.silence import SilentSynthesizer
    from tui.speech.sinks import ClockSink

    return Player(SilentSynthesizer, listener, ClockSink)


BACKENDS: tuple[Backend, ...] = (
    Backend(
        "espeak", lambda: _missing("speech", "espeakng_loader", "miniaudio"), _played(_espeak), synthesizer=_espeak
    ),
    Backend("pyttsx3", lambda: _missing("speech", "pyttsx3", "miniaudio"), _played(_pyttsx3), synthesizer=_pyttsx3),
    Backend("speech-dispatcher", _no_dispatcher, _open_dispatcher, is_far=True),
    Backend("speaker", _no_far, _open_far, is_far=True),
    Backend("piper", _no_piper, _played(_piper), synthesizer=_piper),
    Backend("sherpa", _no_sherpa, _played(_sherpa), synthesizer=_sherpa),
    Backend("silence", lambda: "", _open_silence),
)


def choice(wanted: str, environment: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the backends in the order of choice: what somebody has set, a voice on the listener's own
    machine, the best of this one, silence."""
    set_up = {"MANGDAO_SPEAKER": "speaker", "SPEECHD_ADDRESS": "speech-dispatcher"}
    model = environment.get("MANGDAO_MODEL", "")
    if model and not wanted:
        wanted = "piper" if model.endswith(".onnx") else "sherpa"
    far = [name for variable, name in set_up.items() if environment.get(variable)]
    return tuple(dict.fromkeys(filter(None, (wanted, *far, *BEST_FIRST))))


def backend_named(name: str) -> Backend:
    """A row of the table, or any other as "module:attribute". Raises SpeechError."""
    for backend in BACKENDS:
        if backend.name == name:
            return backend
    module, colon, attribute = name.partition(":")
    try:
        found = getattr(import_module(module), attribute) if colon else None
    except (ImportError, AttributeError) as error:
        raise SpeechError(
            _("The speech backend {name} cannot be loaded: {error}").format(name=name, error=error)
        ) from error
    if not isinstance(found, Backend):
        names = ", ".join(backend.name for backend in BACKENDS)
        raise SpeechError(_("There is no speech backend {name}; there are {names}.").format(name=name, names=names))
    return found


def describe_backends() -> list[tuple[str, str]]:
    """Each backend's name and why it cannot be used here ("" when it can), in the order of choice."""
    return [(backend.name, backend.unavailable()) for backend in BACKENDS]


def open_first(names: Sequence[str], listener: Listener) -> tuple[Speaker, dict[str, str]]:
    """The first of these backends that opens, and why those before it did not, by name. Raises SpeechError when
    none does."""
    reasons: dict[str, str] = {}
    for name in names:
        try:
            backend = backend_named(name)
            if not (reason := backend.unavailable()):
                return backend.open(listener), reasons
        except SpeechError as error:
            reason = str(error)
        reasons[name] = reason
    raise SpeechError(" ".join(reasons.values()))

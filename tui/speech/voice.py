"""The voice as the front ends hold it: a worker process that is started, watched and replaced behind it."""

import os
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tui.core.narrator import Utterance
from tui.core.wording import _
from tui.speech import LOST, Event, Listener, Manner, VoiceInfo
from tui.speech.protocol import Message, event_of, say, set_manner, voices_of

if TYPE_CHECKING:
    from tui.speech.process import WorkerProcess

BEST_FIRST = ("espeak", "pyttsx3", "silence")
_TO_START = 20.0  # seconds until a new worker must be ready: importing from a slow disk
_PER_CHARACTER = 0.01  # seconds more for a long sentence, which an engine may want to finish before it sounds
_LOOK = 0.25
_NORMAL = Manner()
_TRIES = 2  # of starting
_HOPELESS = 3  # sentences in a row that ended their workers


def _named(backend: str | Sequence[str]) -> tuple[str, ...]:
    return ((backend,) if isinstance(backend, str) else tuple(backend)) if backend else BEST_FIRST


class Voice:
    """Says utterances in order. No method waits for the worker, except `voices` and `close`.

    `listener` is called from threads of the voice, one event at a time; it must return soon, and may call the
    voice. When `cancel` has returned, no event of what was said before will begin to be delivered.

    A worker that dies or falls silent (for `patience` seconds) is replaced, and the sentence said again. Which
    sentence ended it is not known, since it worked ahead; so each that was waiting is now given to the new
    worker alone. The one that ends this worker too is given up with `failed`, and reading goes on with the next.
    Where a voice that was heard comes back without sound, all is given up with `gone`, each time until it has sound.
    """

    def __init__(
        self,
        listener: Listener,
        backend: str | Sequence[str] = "",
        manner: Manner = _NORMAL,
        environment: Mapping[str, str] | None = None,
        patience: float = 5.0,
    ) -> None:
        """`backend`: a name of the table, "module:attribute", several of these, best first, or "" for the best
        that there is.
        `environment` of the worker: this process's by default; its LANGUAGE decides in what language the
        voice gives reasons."""
        self._listener = listener
        self._manner = manner
        self._environment = environment
        self._patience = patience
        self._backends = _named(backend)
        self._changed = threading.Condition(threading.RLock())
        self._generation = 0
        self._pending: list[Utterance] = []
        self._suspects: set[int] = set()  # ids
        self._hopeless = 0
        self._keeper: threading.Thread | None = None
        self._closed = False
        self._forget()
        self._false_starts = 0
        self._introduction = self._noticed = self._lost = ""
        self._was_heard = False
        self._voices: list[VoiceInfo] | None = None

    def _forget(self) -> None:
        """There is no worker, and none is wanted."""
        self._process: WorkerProcess | None = None
        self._wanted = self._ready = self._broken = False
        self._reason = ""
        self._heard = time.monotonic()

    def start(self) -> None:
        """Starts the worker, so that the first sentence need not wait for it."""
        with self._changed:
            if self._closed:
                return
            self._wanted = True
            if self._keeper is None:
                self._keeper = threading.Thread(target=self._keep, daemon=True)
                self._keeper.start()
            self._changed.notify_all()

    def say(self, utterances: Iterable[Utterance]) -> None:
        """Queues them behind what was said before."""
        with self._changed:
            if self._closed:
                return
            if not self._pending:
                self._heard = time.monotonic()
                self._send({"do": "again"})
            for utterance in utterances:
                self._pending.append(utterance)
                if not self._suspects:
                    self._send(say(utterance, self._generation))
            self.start()

    def cancel(self) -> None:
        """Silence, and nothing more of what was said before."""
        with self._changed:
            self._generation += 1
            self._pending.clear()
            self._suspects.clear()
            self._send({"do": "cancel", "generation": self._generation})

    def set(self, manner: Manner) -> None:
        """From the next sentence on; sentences that are already waiting keep theirs until they are cancelled."""
        with self._changed:
            self._manner = manner
            self._send(set_manner(manner))

    def choose(self, backend: str | Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        """Another voice speaks from now on; what waits to be said is forgotten."""
        self.cancel()
        with self._changed:
            self._backends, self._environment = _named(backend), environment
            self._voices, self._introduction, self._was_heard = None, "", False
            self._broken = self._process is not None
            self._changed.notify_all()

    def voices(self, timeout: float = 5.0) -> list[VoiceInfo]:
        """The voices there are, starting the worker if need be; none when it does not answer in time (seconds)."""
        self.start()
        with self._changed:
            self._changed.wait_for(lambda: self._voices is not None or not self._wanted, timeout)
            return list(self._voices or [])

    def close(self) -> None:
        """Silent, and no worker left. Returns when both are so."""
        with self._changed:
            self._closed = True
            self._wanted = False
            self._generation += 1
            self._pending.clear()
            keeper = self._keeper
            self._changed.notify_all()
        if keeper is not None and keeper is not threading.current_thread():
            keeper.join()

    def _send(self, message: Message) -> None:
        if self._process is not None:
            self._process.send(message)

    # The rest runs in the keeper's thread, except `_hear` and what it calls.

    def _keep(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    break
                self._wait()
                process, trouble = self._process, self._broken or self._overdue()
                wanted = self._wanted and not self._closed
            if process is not None and trouble:
                self._bury(process)
            elif process is None and wanted:
                self._spawn()
        if self._process is not None:
            self._process.end(kindly=True)

    def _wait(self) -> None:
        """Until something is to be done. Having been stopped or asleep meanwhile is not the worker's fault."""
        if self._closed or self._broken or (self._wanted and self._process is None):
            return
        before = time.monotonic()
        starting = self._process is not None and not self._ready
        self._changed.wait(_LOOK if self._pending or starting else None)
        if time.monotonic() - before > 4 * _LOOK and self._pending:
            self._heard = time.monotonic()

    def _overdue(self) -> bool:
        if self._process is None or (self._ready and not self._pending):
            return False
        patience = self._patience if self._ready else _TO_START
        if self._ready:
            patience += _PER_CHARACTER * len(self._pending[0].text)
        return time.monotonic() - self._heard > patience

    def _spawn(self) -> None:
        from tui.speech.process import WorkerProcess

        environment = os.environ if self._environment is None else self._environment
        backends = self._backends[-1:] if self._false_starts >= _TRIES else self._backends
        try:
            process = WorkerProcess(backends, environment)
        except OSError as error:
            self._give_up(_("The voice cannot be started: {error}").format(error=error))
            return
        with self._changed:
            self._process = process
            self._heard = time.monotonic()
            process.send(set_manner(self._manner))
            process.send({"do": "voices"})
            self._send_pending()
        process.attach(self._hear)

    def _bury(self, process: "WorkerProcess") -> None:
        """Ends a worker that is dead or might as well be, and decides what its sentence is worth."""
        process.end(kindly=False)
        with self._changed:
            reason, was_ready, pending = self._reason, self._ready, bool(self._pending)
            self._forget()
            self._wanted = pending or not was_ready
            self._false_starts += not was_ready
            failed = self._blame() if was_ready and pending else None
            if self._false_starts > _TRIES - (len(self._backends) == 1) or self._hopeless >= _HOPELESS:
                reason = reason or _("The voice stops again and again; mangdao doctor says what can be had here.")
        if failed is not None:
            self._listener(failed)
        if reason:
            self._give_up(reason)

    def _blame(self) -> Event | None:
        """Begins to suspect what was waiting; or drops and reports the sentence that the worker had alone."""
        if not self._suspects:
            self._suspects = {utterance.id for utterance in self._pending}
            return None
        guilty = self._pending.pop(0)
        self._suspects.discard(guilty.id)
        self._hopeless += 1
        return Event("failed", guilty.id, text=_("The voice fell silent at: {text}").format(text=guilty.text[:40]))

    def _send_pending(self) -> None:
        """All that waits; one at a time while there are suspects."""
        for utterance in self._pending[: 1 if self._suspects else None]:
            self._send(say(utterance, self._generation))

    def _give_up(self, reason: str) -> None:
        with self._changed:
            self._forget()
            self._generation += 1
            self._pending.clear()
            self._suspects.clear()
            self._false_starts = self._hopeless = 0
            self._introduction, self._lost = "", reason  # it is news when it comes back
            self._changed.notify_all()
        self._listener(Event("gone", text=reason))

    def _hear(self, process: "WorkerProcess", message: Message | None) -> None:
        """A message of a worker, or its end, in the thread that reads from it."""
        with self._changed:
            if process is not self._process or self._closed:
                return
            self._heard = time.monotonic()
            event = self._take(message)
        if event is not None:
            self._listener(event)

    def _take(self, message: Message | None) -> Event | None:
        """What the listener is to hear of it."""
        name = message.get("event") if message else ""
        if message is None or name == "gone":
            self._broken = True
            self._reason = message["text"] if message else self._reason
            self._changed.notify_all()
        elif name == "voices":
            self._voices = voices_of(message)
            self._changed.notify_all()
        elif name == "notice":
            return self._take_notice(event_of(message))
        elif name in ("ready", "silent"):
            return self._take_ready(event_of(message))
        elif name in ("started", "word", "finished", "failed") and message["generation"] == self._generation:
            return self._take_progress(event_of(message))
        return None

    def _take_ready(self, event: Event) -> Event | None:
        """A replacement that introduces itself with the same words need not be heard."""
        self._ready = True
        self._false_starts = 0
        self._changed.notify_all()
        if event.name == "silent" and self._was_heard:
            self._broken, self._reason = True, self._lost or _(LOST)
            return None
        self._was_heard, self._lost = event.name == "ready", ""
        known, self._introduction = self._introduction, event.text
        return event if event.text != known else None

    def _take_notice(self, event: Event) -> Event | None:
        known, self._noticed = self._noticed, event.text
        return event if event.text != known else None

    def _take_progress(self, event: Event) -> Event | None:
        if all(event.id != utterance.id for utterance in self._pending):
            return None
        if event.name in ("finished", "failed"):
            self._pending = [utterance for utterance in self._pending if utterance.id > event.id]
            self._hopeless = 0 if event.name == "finished" else self._hopeless
            if self._suspects:
                self._suspects.intersection_update(utterance.id for utterance in self._pending)
                self._send_pending()
        return event

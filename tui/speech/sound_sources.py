"""The sound files of a publication: found in its archive or its folder, and decoded a few seconds at a time."""

import os
import shutil
import subprocess
import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from posixpath import normpath
from typing import Any
from zipfile import ZipFile

from tui.core.wording import _
from tui.errors import SpeechError
from tui.speech.mpeg import Frames

_MOST = 600_000_000  # bytes of a sound file: more than a day of speech
_SECONDS = 4  # decoded at once
_KEPT = 4  # of these
_TO_DECODE = 20.0  # seconds
_ADDRESSES = ("http://", "https://")


class SoundFile:
    """Mono 16-bit sound at a rate of its own. `frames`: how long it is. Raises SpeechError where it is damaged."""

    frames: int

    def __init__(self, sample_rate: int) -> None:
        self.rate = sample_rate
        self._size = _SECONDS * sample_rate
        self._pieces: OrderedDict[int, array[int]] = OrderedDict()

    def samples(self, start: int, end: int) -> "array[int]":
        """The frames from one to another; silence where there are none."""
        made = array("h", bytes(2 * max(0, min(0, end) - start)))
        start = max(0, start)
        while start < end:
            number, offset = divmod(start, self._size)
            part = self._piece(number)[offset : offset + end - start]
            if not part:
                made.frombytes(bytes(2 * (end - start)))
                break
            made += part
            start += len(part)
        return made

    def _piece(self, number: int) -> "array[int]":
        if number not in self._pieces:
            self._pieces[number] = self._decoded(number * self._size, (number + 1) * self._size)
            if len(self._pieces) > _KEPT:
                self._pieces.popitem(last=False)
        self._pieces.move_to_end(number)
        return self._pieces[number]

    def _decoded(self, start: int, end: int) -> "array[int]":
        raise NotImplementedError


class _Mp3(SoundFile):
    """Decoders go through all of an MP3 file to come to a place in it; here its frames are counted instead."""

    def __init__(self, data: bytes, sample_rate: int) -> None:
        super().__init__(sample_rate)
        self._mpeg = Frames(data)
        self.frames = self._mpeg.count * self._mpeg.size * sample_rate // self._mpeg.rate

    def _decoded(self, start: int, end: int) -> "array[int]":
        import miniaudio

        size, rate = self._mpeg.size, self._mpeg.rate
        first = start * rate // (self.rate * size)
        last = min(self._mpeg.count, end * rate // (self.rate * size) + 2)
        if first >= last:
            return array("h")
        # Frames lean on those before them; the first of a piece may come to nothing, so it is counted from the end.
        decoded = miniaudio.decode(self._mpeg.between(first, last), nchannels=1, sample_rate=self.rate).samples
        behind = last * size * self.rate // rate - end
        stop = len(decoded) - max(0, behind)
        return array("h", decoded[max(0, stop - (end - start) - min(0, behind)) : stop])


class _Memory:
    """What miniaudio reads from; made a source of its own where the library is loaded."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def read(self, count: int) -> bytes:
        part = self._data[self._at : self._at + count]
        self._at += len(part)
        return part

    def seek(self, offset: int, origin: Any) -> bool:  # noqa: ANN401 - miniaudio has no types
        self._at = offset if origin.value == 0 else self._at + offset
        return 0 <= self._at <= len(self._data)


class _Plain(SoundFile):
    """WAV, FLAC and Ogg Vorbis."""

    def __init__(self, data: bytes, sample_rate: int) -> None:
        import miniaudio

        super().__init__(sample_rate)
        info = _info_of(data)
        self.frames = info.num_frames * sample_rate // info.sample_rate
        self._source = type("Source", (_Memory, miniaudio.StreamableSource), {})
        self._data = data
        self._next = -1

    def _decoded(self, start: int, end: int) -> "array[int]":
        import miniaudio

        if start >= self.frames:
            return array("h")
        if start != self._next:
            self._kept = self._source(self._data)
            self._stream = miniaudio.stream_any(
                self._kept, nchannels=1, sample_rate=self.rate, frames_to_read=self._size, seek_frame=start
            )
        self._next = end
        return array("h", next(self._stream, array("h")))


def _info_of(data: bytes) -> Any:  # noqa: ANN401 - miniaudio has no types
    import miniaudio

    if data[:4] == b"fLaC":
        return miniaudio.flac_get_info(data)
    return miniaudio.vorbis_get_info(data) if data[:4] == b"OggS" else miniaudio.wav_get_info(data)


class _Converted(SoundFile):
    """Whatever else the program ffmpeg can make sound of, such as AAC in M4A files."""

    def __init__(self, data: bytes, sample_rate: int, ffmpeg: str) -> None:
        super().__init__(sample_rate)
        self._command = [ffmpeg, "-nostdin", "-hide_banner"]
        self._file = tempfile.NamedTemporaryFile(prefix="sound-")  # noqa: SIM115 - goes with this object
        self._file.write(data)
        self._file.flush()
        told = self._run("-i", self._file.name).stderr.decode("utf-8", "replace")
        hours, minutes, seconds = told.partition("Duration: ")[2].partition(",")[0].split(":")
        self.frames = int((3600 * int(hours) + 60 * int(minutes) + float(seconds)) * sample_rate)

    def _decoded(self, start: int, end: int) -> "array[int]":
        place = ["-ss", str(start / self.rate), "-t", str((end - start) / self.rate)]
        form = ["-f", "s16le", "-ac", "1", "-ar", str(self.rate), "-"]
        made = self._run("-v", "error", *place, "-i", self._file.name, "-vn", *form).stdout
        return array("h", made[: len(made) // 2 * 2])

    def _run(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [*self._command, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=_TO_DECODE, check=False
        )


def open_sound(source: str, name: str, sample_rate: int) -> SoundFile:
    """A sound file that belongs to the archive or the file at a path. Raises SpeechError, with what happens instead."""
    data = _read(source, name)
    ffmpeg = shutil.which("ffmpeg") or ""
    kinds: list[Callable[[], SoundFile]] = []
    if data[:4] in (b"RIFF", b"fLaC", b"OggS"):
        kinds.append(lambda: _Plain(data, sample_rate))
    elif Frames.are_in(data):
        kinds.append(lambda: _Mp3(data, sample_rate))
    if ffmpeg:
        kinds.append(lambda: _Converted(data, sample_rate, ffmpeg))
    for kind in kinds:
        with suppress(Exception):  # decoders raise anything, and all of it means the same
            sound = kind()
            if sound.frames > 0 and sound.samples(0, 1):
                return sound
    raise SpeechError(_unplayable(name, data, ffmpeg))


def _unplayable(name: str, data: bytes, ffmpeg: str) -> str:
    if (data[4:8] == b"ftyp" or data[28:36] == b"OpusHead") and not ffmpeg:
        text = _("The recording {name} is of a kind that is played only where ffmpeg is installed; the voice reads it.")
    else:
        text = _("The recording {name} is damaged or of an unknown kind; the voice reads it.")
    return text.format(name=_short(name))


def _short(name: str) -> str:
    return name.rpartition("/")[2][-60:]


def _read(source: str, name: str) -> bytes:
    if not source or source == "-" or source.lower().startswith(_ADDRESSES):
        raise SpeechError(_("Recordings are heard from a file on this machine; the voice reads instead."))
    try:
        data = _in_archive(source, name)
        return _in_folder(source, name) if data is None else data
    except Exception as error:
        text = _("The recording {name} is missing; the voice reads it.")
        raise SpeechError(text.format(name=_short(name))) from error


def _in_archive(source: str, name: str) -> bytes | None:
    """None where the source is no archive. A pipe has been read by those who opened it, and would not answer again."""
    if not os.path.isfile(source):
        return None
    with open(source, "rb") as file:
        if file.read(2) != b"PK":
            return None
        with ZipFile(file) as archive:
            names = {normpath(each.replace("\\", "/")).casefold(): each for each in archive.namelist()}
            with archive.open(names[normpath(name).casefold()]) as member:
                data = member.read(_MOST + 1)
    if len(data) > _MOST:
        raise ValueError("too large")
    return data


def _spelled(folder: str, name: str) -> str:
    """The path of a file in a folder that may write it with other capitals."""
    path = os.path.join(folder, name)
    if not os.path.lexists(path):
        for part in name.split("/"):
            known = (each for each in sorted(os.listdir(folder)) if each.casefold() == part.casefold())
            folder = os.path.join(folder, next(known, part))
        return folder
    return path


def _in_folder(source: str, name: str) -> bytes:
    folder = os.path.realpath(os.path.dirname(source))
    path = os.path.realpath(_spelled(folder, name))
    if not path.startswith(os.path.join(folder, "")) or not os.path.isfile(path) or os.path.getsize(path) > _MOST:
        raise ValueError("elsewhere")
    with open(path, "rb") as file:
        return file.read()

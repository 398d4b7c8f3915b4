"""The two sound files that system voices write, WAV and AIFF, as mono 16-bit PCM."""

import io
import struct
import sys
import wave
from array import array
from typing import NamedTuple


class Recording(NamedTuple):
    """Mono 16-bit PCM in the byte order of this machine; `sample_rate` in frames a second."""

    pcm: bytes
    sample_rate: int

    def at(self, sample_rate: int) -> "Recording":
        """The same sound at another rate, with the nearest frame for each."""
        if sample_rate == self.sample_rate:
            return self
        samples = array("h", self.pcm)
        count = len(samples) * sample_rate // self.sample_rate
        moved = array("h", (samples[index * self.sample_rate // sample_rate] for index in range(count)))
        return Recording(moved.tobytes(), sample_rate)


def read_recording(data: bytes) -> Recording:
    """Raises ValueError for anything but 16-bit WAV or AIFF."""
    if data[:4] == b"FORM" and data[8:12] in (b"AIFF", b"AIFC"):
        return _read_aiff(data)
    try:
        with wave.open(io.BytesIO(data)) as file:
            if file.getsampwidth() != 2:
                raise ValueError("not 16 bits")
            return _mono(file.readframes(file.getnframes()), file.getnchannels(), file.getframerate(), "little")
    except (wave.Error, EOFError) as error:
        raise ValueError(str(error)) from error


def _read_aiff(data: bytes) -> Recording:
    chunks, position = {}, 12
    while position + 8 <= len(data):
        name, size = struct.unpack_from(">4sI", data, position)
        chunks[name] = data[position + 8 : position + 8 + size]
        position += 8 + size + size % 2
    common, sound = chunks.get(b"COMM", b""), chunks.get(b"SSND", b"")
    if len(common) < 18 or len(sound) < 8:
        raise ValueError("no sound")
    channels, _frames, bits, exponent, mantissa = struct.unpack_from(">hIhHQ", common)
    order = "little" if common[18:22] == b"sowt" else "big"
    if bits != 16 or common[18:22] not in (b"", b"NONE", b"sowt", b"twos"):
        raise ValueError("not plain 16 bits")
    # The rate is an 80-bit float: exponent with a bias of 16383, mantissa with its leading one.
    rate = int(mantissa * 2.0 ** (exponent - 16383 - 63))
    skip = struct.unpack_from(">I", sound)[0]
    return _mono(sound[8 + skip :], channels, rate, order)


def _mono(pcm: bytes, channels: int, rate: int, order: str) -> Recording:
    if not 1 <= channels <= 8 or not 1000 <= rate <= 400_000:
        raise ValueError("not a sound of speech")
    samples = array("h", pcm[: len(pcm) // (2 * channels) * 2 * channels])
    if order != sys.byteorder:
        samples.byteswap()
    return Recording(samples[::channels].tobytes(), rate)

"""The frames of an MP3 file, counted without decoding them."""

_RATES = (44100, 48000, 32000)
_BITRATES = {
    (3, 1): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (3, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (2, 1): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_BITRATES[2, 2] = _BITRATES[2, 1]
_LEAN = 12  # frames before one that it may need
_LOOK = 65_536  # bytes of something else that may stand between frames


class Frames:
    """`count` of them, each of `size` sound frames, `rate` a second. Raises ValueError where there are none."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts: list[int] = []
        self.size = self.rate = 0
        lengths: dict[bytes, int] = {}
        at = _behind_tag(data)
        while 0 <= at < len(data) - 4:
            head = data[at : at + 3]
            length = lengths.get(head)
            if length is None:
                length = lengths[head] = self._known(head)
            if length:
                self._starts.append(at)
                at += length
            else:
                at = _next_frame(data, at + 1)
        if len(self._starts) > 1 and _is_only_told(data[self._starts[0] : self._starts[1]]):
            del self._starts[0]
        if not self._starts:
            raise ValueError("no frames")
        self.count = len(self._starts)

    @staticmethod
    def are_in(data: bytes) -> bool:
        at = _behind_tag(data)
        return data[:3] == b"ID3" or (data[at : at + 1] == b"\xff" and _read(data[at : at + 3])[0] > 0)

    def between(self, first: int, last: int) -> bytes:
        """Those from one to another, with what they lean on."""
        end = self._starts[last] if last < self.count else len(self._data)
        return self._data[self._starts[max(0, first - _LEAN)] : end]

    def _known(self, head: bytes) -> int:
        """The length of a frame that begins so; 0 for what is none, or of another kind than the first."""
        length, size, rate = _read(head)
        if length and not self.size:
            self.size, self.rate = size, rate
        return length if (size, rate) == (self.size, self.rate) else 0


def _read(head: bytes) -> tuple[int, int, int]:
    """Length in bytes, size in sound frames and rate of what begins with three bytes; zeros for anything else."""
    if len(head) < 3 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0, 0, 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3  # 3, 2, 0: MPEG 1, 2, 2.5; 1, 2: layer III, II
    bits, rates = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer not in (1, 2) or not 1 <= bits <= 14 or rates == 3:
        return 0, 0, 0
    rate = _RATES[rates] >> {3: 0, 2: 1, 0: 2}[version]
    size = 576 if version != 3 and layer == 1 else 1152
    bitrate = _BITRATES[3 if version == 3 else 2, layer][bits - 1] * 1000
    return size // 8 * bitrate // rate + (head[2] >> 1 & 1), size, rate


def _behind_tag(data: bytes) -> int:
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    length = 0
    for byte in data[6:10]:
        length = length << 7 | byte & 0x7F
    at = length + 10
    return at if data[at : at + 1] == b"\xff" else max(0, _next_frame(data, at))


def _next_frame(data: bytes, at: int) -> int:
    """Where a frame begins that another follows; -1 when none does soon."""
    end = min(len(data), at + _LOOK)
    while (at := data.find(b"\xff", at, end)) >= 0:
        length = _read(data[at : at + 3])[0]
        if length and _read(data[at + length : at + length + 3])[0]:
            return at
        at += 1
    return -1


def _is_only_told(frame: bytes) -> bool:
    """The first frame may hold no sound, but what an encoder tells of the file."""
    return any(mark in frame[:80] for mark in (b"Xing", b"Info", b"VBRI"))

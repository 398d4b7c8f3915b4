"""What is told of an address that cannot be had: by the answer of its server."""

import time
from collections.abc import Callable

from tui.errors import BusyError, GoneError, SourceError
from tui.texts import N_, _

_GONE = 410
_BUSY = {
    429: N_("{name} is asked for too often; it may be asked for again after {time}."),
    503: N_("{name} is not to be had at the moment; it may be asked for again after {time}."),
}
_TODAY = 43_200.0  # seconds: of what is further away the day is told too
_LONGEST = 31 * 86_400.0  # seconds for which a server may want to be left alone
_FIGURES, _LONG = 12, 500  # characters


class Refused(Exception):  # noqa: N818 - never leaves this package
    """`sentence`: with {name} for the address. `make`: the error of it that others see."""

    def __init__(self, sentence: str, make: Callable[[str], SourceError] = SourceError) -> None:
        super().__init__(sentence)
        self.make = make


def refused(status: int, after: str) -> Refused:
    """`after`: when the server may be asked again, as it says that."""
    until = _time_of(after) if status in _BUSY else 0.0
    if until:
        when = time.strftime("%H:%M" if until - time.time() < _TODAY else "%Y-%m-%d %H:%M", time.localtime(until))
        text = _(_BUSY[status]).replace("{time}", when)
        return Refused(text, lambda sentence: BusyError(sentence, until))
    text = _(_STATUS.get(status, _OTHER)).replace("{status}", str(status))
    return Refused(text, GoneError if status == _GONE else SourceError)


def _time_of(text: str) -> float:
    """Of seconds or a date, as seconds since 1970; 0 where it is neither, over, or far away."""
    now = time.time()
    if text.isascii() and text.isdecimal():
        until = now + int(text[:_FIGURES])
    else:
        from email.utils import mktime_tz, parsedate_tz  # hardly any server sends a date

        try:
            told = parsedate_tz(text[:_LONG])
            until = float(mktime_tz(told)) if told else 0.0
        except (ValueError, OverflowError):
            return 0.0
    return until if 0 < until - now <= _LONGEST else 0.0


DAMAGED = N_("{name} comes packed, and the package is damaged; try later.")
UNKNOWN = N_("{name} comes packed in a way that is not known here; save it with a web browser and open the file.")
_OTHER = N_("{name} cannot be had: the server answers with {status}; try later.")
_STATUS = {
    403: N_("{name} is refused by its server; save it with a web browser and open the file."),
    404: N_("There is nothing at {name}; check the address."),
    410: N_("There is nothing at {name} any more; look for another address."),
    429: N_("{name} is asked for too often; try later."),
}

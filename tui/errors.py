"""The errors a reader of this program can meet, one sentence each.

    ReaderError            base: str(error) is the sentence shown to the person, without a final newline
    ├── UsageError         the command line asked for something that does not exist      exit code 2
    ├── SourceError        a source cannot be opened: missing, a directory, unreadable   exit code 3
    │   ├── GoneError      nothing is there any more, and nothing will be
    │   └── BusyError      it may be asked for again later
    ├── FormatError        a source was opened, but nothing readable is in it            exit code 4
    │   ├── EmptyFeedError what is in it is a feed that has brought nothing yet
    │   └── LockedError    it opens with a password
    ├── LibraryError       the library file cannot be read or written                    exit code 5
    └── SpeechError        the voice cannot be had                                       exit code 6

Expected trouble becomes one of these at the edge where it happens, `from` the original; anything else is
a bug, which the launcher turns into one sentence and a traceback in the log file (exit code 70).
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class ReaderError(Exception):
    """Something a person can understand and act on; its text says what happened and what to do. `source`: of several,
    the one that it is about."""

    exit_code = 1
    source = ""


class UsageError(ReaderError):
    exit_code = 2


class SourceError(ReaderError):
    exit_code = 3


class GoneError(SourceError):
    """Its server says that it is gone for good."""


class BusyError(SourceError):
    """`until`: when its server may be asked again, as seconds since 1970."""

    def __init__(self, sentence: str, until: float) -> None:
        super().__init__(sentence)
        self.until = until


class FormatError(ReaderError):
    exit_code = 4


class EmptyFeedError(FormatError):
    """No trouble for those who wait for what will come."""


class LockedError(FormatError):
    """Opens with a password. `name`: of the document. `is_wrong`: one was given that does not open it. `give` takes
    one, with which it is opened the next time, as long as the program runs."""

    def __init__(self, sentence: str, name: str, is_wrong: bool, give: "Callable[[str], None]") -> None:
        super().__init__(sentence)
        self.name = name
        self.is_wrong = is_wrong
        self.give = give


class LibraryError(ReaderError):
    exit_code = 5


class SpeechError(ReaderError):
    exit_code = 6


class LeftError(KeyboardInterrupt):
    """Somebody has left, before there was a reader, with a key that leaves it: that is no interruption."""

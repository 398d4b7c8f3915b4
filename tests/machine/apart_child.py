"""What `test_apart` has done in another process."""

import os
import threading
from collections.abc import Iterator
from typing import Any

from tui.core.progress import tell

_BEGUN = {b"crash": (), b"begin and crash": ({"list": ["中文"]}, {"list": [1, 2], "of": 3})}
_SECONDS = {b"hang": None, b"wait for others": 1.0}


def read(data: bytes) -> Iterator[dict[str, Any]]:
    print("a library talks", flush=True)
    match data:
        case b"raise":
            raise ValueError("no")
        case b"memory":
            yield {"read": str(len(bytearray(1 << 30)))}
        case b"leave":
            os._exit(0)
        case b"hang" | b"wait for others":
            threading.Event().wait(_SECONDS[data])
        case b"work":
            while True:
                pass
        case b"crash" | b"begin and crash":
            yield from _BEGUN[data]
            os.abort()
        case b"tell":
            tell(1, 4)
            tell(3, 4)
        case b"tell and hang":
            tell(1, 4)
            threading.Event().wait()
    yield {"read": data.decode(), "list": [1, 2.5]}
    yield {"list": [None, "中文"]}

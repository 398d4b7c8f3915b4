"""What `test_apart` has done in another process."""

import os
import threading
from typing import Any

from tui.core.progress import tell


def read(data: bytes) -> dict[str, Any]:
    print("a library talks", flush=True)
    match data:
        case b"crash":
            os.abort()
        case b"raise":
            raise ValueError("no")
        case b"memory":
            return {"read": str(len(bytearray(1 << 30)))}
        case b"leave":
            os._exit(0)
        case b"hang":
            threading.Event().wait()
        case b"tell":
            tell(1, 4)
            tell(3, 4)
        case b"tell and hang":
            tell(1, 4)
            threading.Event().wait()
    return {"read": data.decode(), "list": [1, 2.5, None, "中文"]}

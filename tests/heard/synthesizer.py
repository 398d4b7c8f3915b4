"""A speech synthesizer for screen readers under test: tells a pipe what it is asked to say.

    python synthesizer.py PIPE        speaks the Emacspeak speech-server protocol on standard input

A record per request, ended by a zero byte: "say TEXT", "letter TEXT" or "cancel ".
"""

import os
import re
import sys

_REQUEST = re.compile(r"(\w+)\s*(.*)$", re.DOTALL)


def main(path: str) -> None:
    pipe = os.open(path, os.O_WRONLY)
    queued: list[str] = []
    for line in sys.stdin.buffer:
        request = _REQUEST.match(line.decode("utf-8", "backslashreplace").strip("\r\n"))
        if request is None:
            continue
        command, text = request.group(1), request.group(2).strip()
        if text[:1] in ("{", '"') and len(text) > 1:
            text = text[1:-1]
        if command == "q":
            queued.append(text)
        elif command == "d" and queued:
            _tell(pipe, "say", " ".join(queued))
            queued.clear()
        elif command in ("l", "tts_say"):
            _tell(pipe, "letter" if command == "l" else "say", text)
        elif command == "s":
            queued.clear()
            _tell(pipe, "cancel", "")


def _tell(pipe: int, kind: str, text: str) -> None:
    os.write(pipe, f"{kind} {text}\0".encode())


if __name__ == "__main__":
    main(sys.argv[1])

"""A real sshd on this machine, for one test: its own configuration, host key and login key."""

import getpass
import os
import select
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.heard.oracle import Oracle
from tests.machine.process import ROOT, Process
from tests.needs import PATIENCE, need

_CONFIGURATION = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
UsePAM no
UseDNS no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PrintMotd no
PrintLastLog no
SetEnv HOME={folder}
"""
# The last line: whatever the login shell of this machine's user says when it starts is no part of a test.


class SecureShell:
    """`sshd -D -e -f FILE` while the context lasts. `port`: where it listens."""

    def __init__(self) -> None:
        # Debian puts it where users do not look.
        self._program = shutil.which("sshd", path=os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/sbin"]))
        need("ssh", "ssh-keygen", *([] if self._program else ["sshd"]))
        self.folder = Path(tempfile.mkdtemp(prefix="ssh"))
        for name in ("host", "user"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.folder / name)]
            subprocess.run(command, check=True)
        if os.getuid() == 0:
            os.makedirs("/run/sshd", mode=0o755, exist_ok=True)  # sshd wants it, and makes it only as a service
        self.port = 0
        while not self.port:
            self._start()

    def _start(self) -> None:
        """Starts it on a port that is free now; another program may still be quicker."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        configuration = self.folder / "sshd_config"
        configuration.write_text(_CONFIGURATION.format(port=port, folder=self.folder), "utf-8")
        command = [str(self._program), "-D", "-e", "-f", str(configuration)]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr
        for line in self._process.stderr:
            if "Server listening" in line:
                self.port = port
                return
            assert "Cannot bind" in line or "Address already in use" in line, line

    def __enter__(self) -> "SecureShell":
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        shutil.rmtree(self.folder)

    def command(self, port: int, remote: str) -> list[str]:
        """The client's command: logs in through a port (the server's, or a line to it) and runs something there."""
        options = ["UserKnownHostsFile=/dev/null", "StrictHostKeyChecking=no", "IdentitiesOnly=yes", "LogLevel=ERROR"]
        options += ["EscapeChar=none"]
        named = [word for option in options for word in ("-o", option)]
        key = str(self.folder / "user")
        return [
            "ssh",
            "-tt",
            "-F",
            "none",
            "-i",
            key,
            "-p",
            str(port),
            *named,
            f"{getpass.getuser()}@127.0.0.1",
            remote,
        ]


def program(home: Path, *arguments: str, **environment: str) -> str:
    """The reader as a command for a shell elsewhere."""
    variables = {"HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "MANGDAO_BACKEND": "silence"}
    named = [f"{name}={value}" for name, value in (variables | environment).items()]
    return shlex.join(["env", *named, sys.executable, "-m", "tui", *arguments])


def processes_of(home: Path) -> list[int]:
    """All processes that have this home."""
    wanted = f"HOME={home}\0".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes() + b"\0" and _lives(folder):
                found.append(int(folder.name))
        except OSError:
            continue  # it has just ended, or belongs to somebody else
    return found


def _lives(folder: Path) -> bool:
    return (folder / "stat").read_text().rpartition(")")[2].split()[0] != "Z"


def until_gone(processes: list[int]) -> None:
    """Waits until all these processes have ended."""
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        try:
            handle = os.pidfd_open(process)
        except ProcessLookupError:
            continue
        try:
            left = max(0.0, deadline - time.monotonic())
            assert select.select([handle], [], [], left)[0], f"process {process} is still there"
        finally:
            os.close(handle)


class Remote(Process):
    """A command of the SSH client on a terminal; `oracle` is what the terminal shows."""

    def __init__(self, home: Path, command: list[str], rows: int = 24, columns: int = 80) -> None:
        self._command = command
        self.oracle = Oracle(rows, columns)
        super().__init__(home, rows=rows, columns=columns)

    def command(self, arguments: tuple[str, ...]) -> list[str]:
        return self._command

    def press(self, key: bytes, pattern: bytes) -> bytes:
        """A key, and what comes back up to the pattern."""
        self.oracle.seen()
        self.send(key)
        data = self.until(pattern)
        self.oracle.feed(data)
        return data

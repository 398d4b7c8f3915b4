"""What more can be installed, and the command that does it: as it stands, wherever the program has been put."""

import os
import shlex
import sys

PACKAGES = {
    "documents": ("pypdfium2>=5",),
    "network": ("httpx2>=2.16,<3",),
    "speech": ("pyttsx3>=2.99", "espeakng-loader>=0.2.4", "miniaudio>=1.71"),
    "piper": ("piper-tts>=1.8,<2", "miniaudio>=1.71"),
    "sherpa": ("sherpa-onnx>=2,<3", "numpy>=2", "miniaudio>=1.71"),
}
"""The extras of pyproject.toml that a sentence of the program tells somebody to install."""


def command_for(extra: str) -> str:
    """A line for a shell, which installs the packages of an extra for the Python that runs this program."""
    python = sys.executable
    inside = os.path.relpath(python) if python.startswith(os.path.join(os.getcwd(), "")) else python
    return " ".join(map(shlex.quote, (inside, "-m", "pip", "install", *PACKAGES[extra])))

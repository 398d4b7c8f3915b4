"""For all tests: an interface in English whatever the machine speaks, and no deadline on busy machines."""

import os

import pytest
from hypothesis import settings

from tests.needs import PATIENCE
from tui import background
from tui.texts import use_language

# A test that depends on how fast the machine is today says nothing about the program.
settings.register_profile("mangdao", deadline=None)
settings.load_profile("mangdao")

for name in [name for name in os.environ if name.startswith("MANGDAO_")]:
    del os.environ[name]
os.environ["MANGDAO_LIBRARY"] = ":memory:"  # what somebody has put right at home is not there in a test


@pytest.fixture(autouse=True)
def english():
    """Texts are compared in English; a test of another language says so itself."""
    use_language("en")


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """What is opened in this process is there with the key, however slow the machine; tests of waiting set another
    patience."""
    monkeypatch.setattr(background, "PATIENCE", PATIENCE)

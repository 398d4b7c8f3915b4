"""Plain mode as yasr speaks it: every key is heard as its one utterance and nothing else."""

import pytest

from tests.needs import need
from tests.process import ROOT
from tests.screen_reader import Yasr, letters
from tui.core.commands import Unit
from tui.core.session import ReadingSession
from tui.launch import open_source

SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")


@pytest.fixture
def yasr(tmp_path):
    need("yasr")
    with Yasr(tmp_path, "--plain", SEED) as screen_reader:
        screen_reader.heard("unread")
        yield screen_reader


def test_the_list_and_fifty_steps_are_heard_word_for_word(yasr):
    session = ReadingSession(open_source(SEED))
    yasr.send("\r")
    yasr.heard(session.text(Unit.SENTENCE))
    for _step in range(50):
        session.move(Unit.SENTENCE, 1)
        wanted = session.text(Unit.SENTENCE)
        yasr.send("j")
        assert letters(yasr.heard(wanted)) == letters(wanted)

"""Every sentence is heard once, whole, in order, in both front ends, also after random pauses, skips and changes of
speed. `tests.proof` says how that is known, and goes through the whole page."""

import pytest

from tests.heard.sound import real_time
from tests.proof import MODES, WHOLE, disturb, prove, start

TIMES = 40  # in each front end
ARTICLE = 7  # the shortest


@pytest.mark.parametrize("mode", MODES)
def test_after_random_pauses_skips_and_speeds_every_sentence_is_heard_once_whole_in_order(tmp_path, sound_server, mode):
    priority = {"OVERHEARD_PRIORITY": str(real_time() or "")}
    with sound_server.record() as recorder, start(tmp_path, sound_server, mode, **priority) as process:
        disturb(process, recorder, TIMES, mode)
        count, lowest, _takes = prove(process, recorder, tmp_path, ARTICLE)
        assert count > 3
        assert lowest >= WHOLE

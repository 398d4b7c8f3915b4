"""All three front ends under real screen readers: every key is heard, or felt, as the data says, and the published
table claims no more."""

from statistics import median

import pytest

from tests.heard.hearing import LISTENED_TO, LOOKED_AT, READERS, opened, run, tally
from tests.heard.screen_reader import Fenrir, Yasr
from tests.heard.steps import FRONT_ENDS, SEED, count, greeting
from tests.machine.secure_shell import program
from tests.tools.make_screen_reader_table import published
from tui.core.commands import Unit

# What must hold; the table may say better, and then that must hold within a tenth: in how many pieces the bytes of a
# key come is not the program's to say.
CLOSE = 1.1
BEYOND, ROW = 100, 150  # bytes: of a key besides its text, and of a key that goes to a row
PLAIN = "plain.txt"
EXACT = {PLAIN: 1.0, "speaking.txt": 0.98, LOOKED_AT: 1.0}
EVERY = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.NAME)
SPEAKING = pytest.mark.parametrize("reader", [Yasr, Fenrir], ids=lambda reader: reader.NAME)


@EVERY
@pytest.mark.parametrize("name", FRONT_ENDS)
def test_the_whole_command_table_is_heard_word_for_word(tmp_path, reader, name):
    outcomes = run(reader, tmp_path, name)
    found, claimed = tally(outcomes), published()[name, reader.NAME]
    problems = "\n".join(outcome.problem for outcome in outcomes if outcome.problem)
    assert found.tried == claimed.tried
    assert found.exact >= EXACT[name] * found.tried, problems
    assert found.median <= CLOSE * claimed.median
    assert found.beyond <= CLOSE * claimed.beyond
    if name != LOOKED_AT:
        assert found.beyond <= BEYOND
    if name != PLAIN:  # there a key goes to a sentence, which is as long as it is
        rows = [outcome.size for outcome in outcomes if outcome.step.moves_by is Unit.LINE]
        assert len(rows) > 80
        assert median(rows) <= ROW if name == LOOKED_AT else max(rows) <= ROW


def test_the_published_table_is_of_the_data_as_it_is():
    claimed = published()
    assert set(claimed) == {(name, reader.NAME) for name in FRONT_ENDS for reader in READERS}
    for (name, _reader), figures in claimed.items():
        assert figures.tried == count(name), "run python -m tests.tools.make_screen_reader_table"
        assert figures.exact >= EXACT[name] * figures.tried
        assert name == LOOKED_AT or figures.beyond <= BEYOND


@SPEAKING
@pytest.mark.parametrize("name", FRONT_ENDS)
def test_nothing_is_said_or_written_without_a_key(tmp_path, reader, name):
    with opened(reader, tmp_path, name) as screen_reader:
        screen_reader.heard("临时开展")
        assert screen_reader.comes_to_rest(0.5)
        screen_reader.send("4")
        screen_reader.heard("我市启动无障碍综合服务示范区建设")
        assert screen_reader.comes_to_rest(1.5)


@SPEAKING
def test_an_error_at_the_start_is_heard_and_is_one_sentence(tmp_path, reader):
    path = "/nothing/here.txt"
    with reader(tmp_path, run=["sh", "-c", f"{program(tmp_path, '--plain', path)}; read wait"]) as screen_reader:
        assert (
            screen_reader.extra(f"mangdao: There is no file {path}; check the spelling and the folder you are in.")
            == ""
        )


@SPEAKING
@pytest.mark.parametrize("name", LISTENED_TO)
def test_what_is_wrong_with_the_settings_is_heard_before_the_greeting(tmp_path, reader, name):
    name_of_it = "MANGDAO underscore RATE" if reader is Yasr else "MANGDAO_RATE"
    wrong = f"{name_of_it}: rate must be a whole number from 50 to 600, and not very fast."
    with reader(tmp_path, *FRONT_ENDS[name], SEED, MANGDAO_RATE="very fast") as screen_reader:
        assert screen_reader.extra(f"{wrong} {greeting(name)}") == ""

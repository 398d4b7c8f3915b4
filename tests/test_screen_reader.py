"""Plain mode as real screen readers speak it: every key is heard as its one utterance and nothing else."""

import pytest

from tests.braille import Braille
from tests.screen_reader import Fenrir, Yasr
from tests.steps import SEED, greeting, steps

READERS = pytest.mark.parametrize("reader", [Yasr, Fenrir, Braille], ids=lambda reader: reader.NAME)


@READERS
def test_the_whole_command_table_is_heard_word_for_word(tmp_path, reader):
    with reader(tmp_path, "--plain", SEED, MANGDAO_BACKEND="silence") as screen_reader:
        assert screen_reader.extra(greeting("plain.txt")) == ""
        for step in steps("plain.txt"):
            screen_reader.shown = b""
            screen_reader.send(step.data)
            if wanted := step.heard_by(reader.NAME):
                assert screen_reader.extra(wanted) == "", f"extra at line {step.line}, {step.key}: {wanted}"
            elif step.echo:
                screen_reader.until_shown(step.echo)
        screen_reader.send("q")
        screen_reader.rest()

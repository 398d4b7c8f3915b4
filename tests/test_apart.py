"""A parser in a process of its own: it may do what it likes, and the reader goes on."""

import subprocess

import pytest

from tui.core.progress import CancelledError, listening
from tui.importers import apart as module
from tui.importers.apart import GoneError, Limits, apart

CHILD = "tests.machine.apart_child"


@pytest.fixture(autouse=True)
def started(monkeypatch):
    """As it is outside of tests."""
    monkeypatch.setattr(module, "Popen", subprocess.Popen)


def test_the_answer_comes_back_whatever_is_printed():
    assert apart(CHILD, b"answer") == {"read": "answer", "list": [1, 2.5, None, "中文"]}


@pytest.mark.parametrize("deed", ["crash", "begin and crash", "raise", "memory", "leave"])
def test_a_crash_ends_only_the_child(deed):
    with pytest.raises(GoneError) as caught:
        apart(CHILD, deed.encode(), Limits(memory=256))
    assert not caught.value.late


def test_what_was_answered_before_it_crashed_is_not_lost():
    with pytest.raises(GoneError) as caught:
        apart(CHILD, b"begin and crash")
    assert caught.value.answer == {"list": ["中文", 1, 2], "of": 3}


@pytest.mark.parametrize(("deed", "seconds"), [("hang", 0.1), ("work", 1.0)])
def test_one_that_never_comes_back_is_ended(monkeypatch, deed, seconds):
    monkeypatch.setattr("tui.importers.apart._BUSY", 600 if deed == "work" else 5)  # by the processor's time alone
    with pytest.raises(GoneError) as caught:
        apart(CHILD, deed.encode(), Limits(seconds))
    assert caught.value.late


def test_one_that_has_to_wait_for_the_processor_is_not():
    assert apart(CHILD, b"wait for others", Limits(seconds=1.0))["read"] == "wait for others"


def test_large_data_goes_in_and_comes_out():
    assert apart(CHILD, b"x" * 3_000_000)["read"] == "x" * 3_000_000


def test_how_far_it_is_is_told():
    told: list[float] = []
    with listening(told.append):
        assert apart(CHILD, b"tell")["read"] == "tell"
    assert told == [0.25, 0.75]


def test_who_does_not_want_to_wait_any_more_ends_it():
    def gone(_share):
        raise CancelledError

    with listening(gone), pytest.raises(CancelledError):
        apart(CHILD, b"tell and hang", Limits(seconds=60.0))

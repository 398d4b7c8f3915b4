"""Listening under control: sleep timer, stopping, selection, queue, headlines, skipping, media keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.machine.faults import Paper
from tests.make import MemoryStandIn, VoiceStandIn, publication
from tui.core.commands import COMMANDS, Keymap
from tui.core.menu import Act
from tui.core.publication import Block, Kind, Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.plain import Plain
from tui.settings import Options, Settings

PAGE = publication(
    ("# 盲道", "缓坡已建好。盲道通了！", "车辆占用，怎么办？"),
    ("# Second", "One sentence. Another one."),
    ("# 三", "完。", "真的完了。"),
)


def with_captions():
    first = PAGE.articles[0]
    blocks = (*first.blocks[:2], Block("图片说明。", Kind.CAPTION, language="zh"), *first.blocks[2:])
    return PAGE._replace(articles=(first._replace(blocks=blocks), *PAGE.articles[1:]))


class Listener:
    """Somebody who listens: keys, and a voice that says things when it is told to go on."""

    def __init__(self, what=PAGE, place=None, **settings):
        self.voice = VoiceStandIn()
        self.options = Options(Settings(**settings))
        self.now = 0.0
        helpers = Helpers(clock=lambda: self.now)
        self.reader = Reader(what, MemoryStandIn(place), self.options, self.voice, helpers)
        self.listening = self.reader.reading.listening
        self.heard = []
        if self.reader.menu:
            self.press("enter")

    def press(self, *keys):
        reply = None
        for key in keys:
            self.voice.said.clear()
            reply = self.reader.press(key)
        return reply

    def run(self, name):
        self.voice.said.clear()
        return self.reader.run(name)

    def hear(self, count=99):
        """Lets the voice say so many things; what was said."""
        said = []
        while self.voice.said and self.listening.speaking and len(said) < count:
            utterance = self.voice.said.pop(0)
            self.reader.heard("started", utterance.id, 0, "")
            said.append(utterance.text.strip())
            self.reader.heard("finished", utterance.id, 0, "")
        self.heard += said
        return said

    def begin(self):
        """The next thing begins to sound."""
        self.reader.heard("started", self.voice.said[0].id, 0, "")

    @property
    def place(self):
        return self.reader.reading.session.place


@pytest.mark.parametrize(
    ("stop_after", "first", "second"),
    [
        ("word", ["盲"], ["道"]),
        ("sentence", ["盲道"], ["缓坡已建好。"]),
        ("paragraph", ["盲道"], ["缓坡已建好。", "盲道通了！"]),
        (
            "article",
            ["盲道", "缓坡已建好。", "盲道通了！", "车辆占用，怎么办？"],
            ["Second", "One sentence.", "Another one."],
        ),
    ],
)
def test_it_reads_and_stops_after_each_unit_and_space_goes_on_with_the_next(stop_after, first, second):
    listener = Listener(stop_after=stop_after)
    listener.press("space")
    assert listener.hear() == first
    assert not listener.listening.speaking
    listener.press("space")
    assert listener.hear() == second
    assert listener.heard == first + second


def test_the_sleep_timer_stops_behind_the_sentence_and_keeps_the_place():
    listener = Listener()
    for _step in range(2):
        reply = listener.run("sleep-timer")
    assert reply == (Act.SAID, "Sleep timer: 5 minutes")
    listener.press("space")
    assert listener.hear(2) == ["盲道", "缓坡已建好。"]
    listener.now = 301
    cancelled = listener.voice.cancelled
    assert listener.hear() == ["盲道通了！"]
    assert listener.voice.cancelled == cancelled + 1, "what was ahead of the voice is not heard"
    assert not listener.listening.speaking
    assert listener.place == Place(0, 2)
    listener.press("space")
    assert listener.hear()[0] == "车辆占用，怎么办？"
    assert len(listener.heard) > 5, "the timer is over"


def test_a_sleep_timer_that_ran_out_in_silence_does_not_stop_the_next_reading():
    listener = Listener()
    listener.run("sleep-timer")
    listener.run("sleep-timer")
    listener.now = 1000
    listener.press("space")
    assert len(listener.hear()) == 10
    listener.run("sleep-timer")
    listener.now = 1010
    assert listener.run("sleep-timer").text == "Sleep timer: 5 minutes"
    listener.now = 1030
    assert listener.run("sleep-timer").text == "Sleep timer: 10 minutes"


def test_the_beginning_of_a_key_silences_and_with_the_rest_of_it_the_voice_goes_on():
    listener = Listener()
    listener.press("space")
    listener.hear(1)
    cancelled = listener.voice.cancelled
    for _time in range(2):  # of a slow line
        listener.reader.silence(is_begun=True)
    assert (listener.voice.cancelled, listener.listening.speaking) == (cancelled + 1, False)
    assert listener.press("s").act is Act.SPEAKING
    assert listener.hear(1) == ["缓坡已建好。"]


def test_a_key_goes_on_with_nothing_that_was_silent_already():
    listener = Listener()
    listener.reader.silence(is_begun=True)
    assert listener.press("s").act is Act.MOVED
    assert not listener.listening.speaking


def test_of_a_voice_that_nobody_can_hear_keys_are_not_left_to_it():
    """Where there is no sound device, what a key leads to is written, and reading does not run away from it."""
    listener = Listener()
    listener.press("space")
    listener.reader.heard("silent", 0, 0, "There is no sound device here.")
    listener.hear(1)
    assert listener.press("s") == (Act.MOVED, "缓坡已建好。")
    assert not listener.listening.speaking
    assert listener.press("space") == (Act.MOVED, "缓坡已建好。")
    assert listener.press(">").act is Act.SAID
    listener.reader.heard("ready", 0, 0, "a voice")
    assert listener.press("space").act is Act.SPEAKING
    assert listener.press("S").act is Act.SPEAKING


def test_plain_mode_silences_with_the_first_byte_of_a_key():
    """Until the rest has come, or does not come any more, nobody knows which key it is."""
    listener = Listener()
    listener.press("space")

    class Amid(Paper):
        is_amid = True

        def keys(self):
            return []

    plain = Plain(listener.reader, Amid([]))
    assert plain._keys() == []
    assert not listener.listening.speaking


def test_the_sleep_timer_stops_at_the_end_of_the_article_once():
    listener = Listener()
    listener.run("sleep-timer")
    listener.press("space")
    assert listener.hear()[-1] == "车辆占用，怎么办？"
    assert listener.place == Place(1)
    assert "off" in listener.press("B").text
    listener.press("q", "space")
    assert listener.hear()[-1] == "真的完了。"


def test_only_the_selection_is_read_and_it_stops_at_its_end():
    listener = Listener()
    listener.press("s", "s")
    assert listener.press("=").text.startswith("Selection begins at “盲道通了！”")
    listener.press("s")
    assert listener.press("=").text == "Selected from “盲道通了！” to “车辆占用，怎么办？”"
    assert listener.press("space").act is Act.SPEAKING
    assert listener.hear() == ["盲道通了！", "车辆占用，怎么办？"]
    assert not listener.listening.speaking
    listener.run("read-selection")
    assert listener.hear(1) == ["盲道通了！"]
    listener.begin()
    listener.press("space", "space")
    assert listener.hear() == ["车辆占用，怎么办？"], "paused and gone on with, it still ends there"
    assert listener.press("=").text == "Selection taken away."
    listener.press("g", "space")
    assert len(listener.hear()) == 10
    assert listener.run("read-selection").text == "Nothing is selected."


def test_a_selection_by_words_backwards_ends_in_the_middle_of_a_sentence():
    listener = Listener(place=Place(1, 1))
    listener.press("w", "=", "W", "=", "space")
    assert listener.hear() == ["One sentence"]
    assert listener.reader.reading.listening.selection[:2] == (Place(1, 1), Place(1, 1, 12))


def test_articles_in_the_queue_follow_each_other_and_leave_it():
    listener = Listener()
    listener.press("l", "3")
    assert listener.press("*").text == "三, number 1 in the queue"
    listener.press("1")
    assert listener.press("*").text == "盲道, number 2 in the queue"
    assert listener.press("*").text == "盲道, taken out of the queue"
    listener.press("*")
    assert listener.run("queue").text == "Queue: 1 三"
    assert [entry.text for entry in listener.reader.menu.entries] == ["1 三", "2 盲道"]
    listener.run("play-queue")
    assert listener.hear() == ["三", "完。", "真的完了。", "盲道", "缓坡已建好。", "盲道通了！", "车辆占用，怎么办？"]
    assert not listener.listening.queue
    assert listener.run("play-queue").text == "The queue is empty; * puts an article into it."


def test_the_queue_goes_on_after_a_pause_and_is_taken_apart_in_its_list():
    listener = Listener()
    for number in "321":
        listener.press("l", number, "*")
    listener.run("play-queue")
    assert listener.hear(1) == ["三"]
    listener.begin()
    listener.press("space", "space")
    assert listener.hear(3) == ["完。", "真的完了。", "Second"]
    listener.begin()
    listener.run("queue")
    assert listener.press("end").text == "2 盲道"
    assert listener.press("*").text == "2 盲道, taken out of the queue"
    assert listener.press("*").text == "2 盲道"
    listener.press("*")
    listener.press("q", "space")
    assert listener.hear() == ["One sentence.", "Another one."]


def test_headlines_only():
    listener = Listener()
    listener.press("l", "2")
    listener.run("headlines")
    assert listener.hear() == ["Second", "三"]
    listener.run("headlines")
    listener.press("x", "space")
    assert listener.hear()[:2] == ["三", "完。"], "after Stop, Space reads the article"


def test_chosen_kinds_are_left_out():
    listener = Listener(with_captions(), skip="caption")
    listener.press("space")
    assert "图片说明。" not in listener.hear()
    listener = Listener(with_captions())
    listener.press("space")
    assert "图片说明。" in listener.hear()
    listener.run("skip")
    kinds = [entry.value for entry in listener.reader.menu.entries]
    assert listener.press(str(kinds.index("caption") + 1), "enter").text == "caption: left out"
    assert listener.options.settings.skip == "caption"
    assert listener.press("enter").text == "caption: read aloud"
    assert listener.options.settings.skip == ""


def test_reading_begins_at_a_bookmark():
    listener = Listener(place=Place(1, 1, 14))
    listener.press("m", "l", "1", "enter", "M", "space")
    assert listener.hear()[0] == "Another one."


def test_everything_is_in_the_menu_and_has_a_name():
    listener = Listener()
    listener.press("B")
    assert {str(entry.value) for entry in listener.reader.menu.entries} <= {command.name for command in COMMANDS}
    assert Keymap().command("B").name == "listening"
    assert listener.press("2", "enter").text == "Stop after: each word"
    assert listener.press("3", "enter").text == "Pauses: 125%"
    assert listener.press("4", "enter").text.startswith("Leave out when reading aloud: ")


def test_media_keys_play_pause_skip_and_stop():
    listener = Listener(place=Place(1, 1))

    def media(key):
        listener.voice.said.clear()
        return listener.reader.heard("media", 0, 0, key)

    assert media("pause") == (Act.NOTHING, "")
    assert media("play").act is Act.SPEAKING
    assert media("play") == (Act.NOTHING, "")
    assert media("pause").text == "Paused."
    assert not listener.listening.speaking
    media("play-pause")
    assert listener.listening.speaking
    assert media("next").act is Act.SPEAKING
    assert listener.hear(1) == ["三"]
    media("previous")
    assert listener.place == Place(1)
    assert media("stop").text == "Stopped."
    listener.press("/")
    assert media("play") == (Act.NOTHING, ""), "a question is open"


_KEYS = [
    "space",
    "x",
    "s",
    "S",
    "p",
    "P",
    "a",
    "A",
    "w",
    "=",
    "*",
    "r",
    ">",
    "<",
    "g",
    "1",
    "3",
    "B",
    "q",
    "l",
    "enter",
]
_COMMANDS = ["headlines", "play-queue", "read-selection", "sleep-timer", "stop-after", "pauses", "queue"]
_STEPS = st.one_of(
    st.sampled_from(_KEYS),
    st.sampled_from(_COMMANDS).map(lambda name: ":" + name),
    st.integers(1, 6).map(lambda count: f"!{count}"),
    st.just("late"),
)


@given(st.lists(_STEPS, max_size=40))
def test_after_any_keys_what_is_heard_is_what_the_place_says(steps):
    """Each thing that is said begins where the place then is; nothing comes of what was cancelled; and from
    wherever somebody is then, all the rest is read once."""
    listener = Listener(with_captions())
    ids: list[int] = []
    for step in steps:
        cancelled = list(listener.voice.said)
        if step.startswith("!"):
            while listener.voice.said and listener.listening.speaking and len(ids) % 7 < int(step[1:]):
                utterance = listener.voice.said.pop(0)
                listener.reader.heard("started", utterance.id, 0, "")
                assert listener.place == utterance.place
                listener.reader.heard("word", utterance.id, len(utterance.text) // 2, "")
                listener.reader.heard("finished", utterance.id, 0, "")
                ids.append(utterance.id)
        elif step == "late":
            before = listener.place, listener.listening.speaking
            listener.reader.heard("finished", 0, 0, "")
            listener.reader.heard("started", -1, 0, "")
            assert before == (listener.place, listener.listening.speaking)
        elif step.startswith(":"):
            listener.run(step[1:])
        else:
            listener.press(step)
        if not step.startswith(("!", "late")):
            here = listener.place
            for utterance in cancelled:
                listener.reader.heard("finished", utterance.id, 0, "")
                assert listener.place == here
        assert listener.listening.speaking or not listener.listening.sentence
    assert ids == sorted(set(ids))
    listener.options.settings = Settings()
    listener.listening.queue.clear()
    listener.listening.until_end_of_article = False
    listener.listening.selection = ()
    listener.reader.reading.menus.clear()
    listener.press("x", "3", "A", "A", "A", "A", "space")
    assert "".join(listener.hear()) == "".join(
        block.text for article in with_captions().articles for block in article.blocks
    ).replace(". A", ".A")

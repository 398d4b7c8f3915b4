"""A person's own pronunciations: the file, the keys, and what then reaches the voice. Spelling out."""

import pytest

from tests.make import MemoryStandIn, OptionsStandIn, publication
from tui.core.menu import Act
from tui.core.pronunciation import Pronunciation
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.core.reading import Helpers
from tui.core.spelling import spelled
from tui.errors import ReaderError
from tui.launch import FrontVoice
from tui.settings import Settings
from tui.settings.pronunciations import Pronunciations
from tui.speech.player import sounds_of
from tui.speech.protocol import line_of, manner_of, message_of, set_manner

TEXT = publication(("# 盲道", "GIF和银行。", "“A b!”"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mangdao" / "pronunciations.txt"


def make(path, place=None):
    pronunciations = Pronunciations(str(path))
    reader = Reader(
        TEXT, MemoryStandIn(place), OptionsStandIn(), helpers=Helpers(find_pronunciations=lambda: pronunciations)
    )
    return reader, pronunciations


def test_no_file_is_no_rule_and_no_problem(path):
    pronunciations = Pronunciations(str(path))
    assert pronunciations.rules() == ()
    assert pronunciations.problem == ""


def test_lines_that_are_no_rules_are_told_and_the_others_hold(path):
    path.parent.mkdir()
    path.write_text("\ufeff# mine\r\n\r\nword GIF = jif\nnonsense\npattern (a+)+ = b\nword:fr lol = -\n", "utf-8")
    pronunciations = Pronunciations(str(path))
    assert pronunciations.rules() == (Pronunciation("word", "GIF", "jif"), Pronunciation("word", "lol", "", "fr"))
    assert pronunciations.problem.startswith(f"Line 4 of {path} is left out: “nonsense” is no rule")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00word", b"#" * 1_000_001])
def test_a_file_that_cannot_be_read_is_told_and_kept_aside(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    pronunciations = Pronunciations(str(path))
    assert pronunciations.rules() == ()
    assert pronunciations.problem.startswith(f"The pronunciations in {path} cannot be read: ")
    pronunciations.put(Pronunciation("word", "GIF", "jif"))
    assert path.with_name(path.name + ".unreadable").read_bytes() == content
    assert Pronunciations(str(path)).rules() == (Pronunciation("word", "GIF", "jif"),)


def test_a_change_leaves_every_other_line_as_it_was(path):
    path.parent.mkdir()
    path.write_text("# mine\n\nword GIF = gif  \n# why\nanywhere x = y\nnonsense\n", "utf-8")
    pronunciations = Pronunciations(str(path))
    pronunciations.put(Pronunciation("word", "GIF", "jif"))
    assert path.read_text("utf-8") == "# mine\n\nword GIF = jif\n# why\nanywhere x = y\nnonsense\n"
    assert pronunciations.remove(Pronunciation("word", "GIF", "whatever"))
    assert not pronunciations.remove(Pronunciation("word", "GIF", "whatever"))
    assert path.read_text("utf-8") == "# mine\n\n# why\nanywhere x = y\nnonsense\n"


def test_the_first_rule_makes_a_file_that_explains_itself(path):
    Pronunciations(str(path)).put(Pronunciation("word", "盲道", "mang2道"))
    text = path.read_text("utf-8")
    assert text.startswith("# How you want things said.")
    assert text.endswith("word 盲道 = mang2道\n")


def test_what_cannot_be_kept_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ReaderError, match=r"cannot be kept in .*: .*(exists|directory)"):
        Pronunciations(str(tmp_path / "file" / "rules.txt")).put(Pronunciation("word", "a", "b"))


def test_a_rule_that_could_not_be_read_again_is_not_written(path):
    with pytest.raises(ReaderError, match="is no rule"):
        Pronunciations(str(path)).put(Pronunciation("word", "a = b", "c"))
    assert not path.exists()


def test_one_key_teaches_the_word_at_the_cursor_and_takes_it_back(path):
    reader, pronunciations = make(path, Place(0, 1))
    assert reader.press("J") == (Act.ASKED, "Say GIF as: ")
    assert reader.answer("jif") == (Act.SAID, "GIF is said as jif.")
    assert Pronunciations(str(path)).rules() == (Pronunciation("word", "GIF", "jif"),)
    reader.press("J")
    assert reader.answer("-") == (Act.SAID, "GIF is not said.")
    reader.press("J")
    assert reader.answer("") == (Act.SAID, "GIF: your rule is gone.")
    assert pronunciations.rules() == ()
    reader.press("J")
    assert reader.answer("") == (Act.SAID, "GIF: there is no rule to take away.")


def test_an_answer_may_be_for_more_than_the_word(path):
    reader, pronunciations = make(path, Place(0, 1, 4))
    assert reader.press("J") == (Act.ASKED, "Say 银 as: ")
    assert reader.answer("银行 = yin2hang2").text == "银行 is said as yin2hang2."
    assert pronunciations.rules() == (Pronunciation("word", "银行", "yin2hang2"),)


def test_there_must_be_a_word_and_a_place_to_keep_it(path):
    reader, _pronunciations = make(path, Place(0, 1, 6))
    assert reader.press("J") == (Act.SAID, "There is no word here.")


def test_at_a_mark_it_is_the_next_word_of_the_sentence(path):
    text = publication(("# “Tram” line", "“”。"))
    reader = Reader(
        text, MemoryStandIn(), OptionsStandIn(), helpers=Helpers(find_pronunciations=lambda: Pronunciations(path))
    )
    for keys, prompt in (([], "Say Tram as: "), (["c"] * 5, "Say line as: "), (["g", "w"], "Say Tram as: ")):
        for key in keys:
            reader.press(key)
        assert reader.press("J") == (Act.ASKED, prompt)
        reader.cancel()
    reader.press("p")
    assert reader.press("J") == (Act.SAID, "There is no word here.")
    assert Reader(TEXT, MemoryStandIn(), OptionsStandIn()).press("J").act is Act.SAID


def test_the_list_takes_rules_away_and_puts_them_back(path):
    reader, pronunciations = make(path)
    assert reader.run("pronunciations").text == "No pronunciations of your own yet; J teaches one."
    rule = Pronunciation("word", "GIF", "jif")
    pronunciations.put(rule)
    assert reader.run("pronunciations").text == "Pronunciations: word GIF = jif, Enter takes it away"
    assert reader.press("enter").text == "word GIF = jif, taken away; Enter puts it back"
    assert pronunciations.rules() == ()
    assert reader.press("enter").text == "word GIF = jif, Enter takes it away"
    assert pronunciations.rules() == (rule,)


@pytest.mark.parametrize(
    ("place", "presses", "said"),
    [
        (Place(0, 1), 1, "capital G, capital I, capital F"),
        (Place(0, 1), 2, "capital G, capital I, capital F, 和, 银, 行, 句号"),
        (Place(0, 1), 3, "capital G, capital I, capital F"),
        (Place(0, 1, 4), 1, "capital G, capital I, capital F, 和, 银, 行, 句号"),
        (Place(0, 2), 1, "左引号, capital A, space, b, 感叹号, 右引号"),
    ],
)
def test_spelling_says_the_word_then_the_sentence(path, place, presses, said):
    reader, _pronunciations = make(path, place)
    replies = [reader.press("'") for _time in range(presses)]
    assert replies[-1] == (Act.SAID, said)


def test_spelling_in_a_list_spells_the_entry(path):
    reader, _pronunciations = make(path)
    reader.press("l")
    assert reader.press("'").text.startswith("1, space, 盲, 道")


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("a.B", "en", "a, dot, capital B"),
        ("a.B", "zh-TW", "a, 点, capital B"),
        ("«é»", "fr", "guillemet ouvrant, é, guillemet fermant"),
        ("ß☺", "de", "ß, white smiling face"),
        ("👨‍👩‍👧", "en", "man zero width joiner woman zero width joiner girl"),
        ("e\u0301x", "en", "e\u0301, x"),
        ("", "en", ""),
    ],
)
def test_spelled(text, language, said):
    assert spelled(text, language) == said


class SynthesizerStandIn:
    """Notes what it is asked to say; a frame of sound for each character."""

    sample_rate = 1000
    silent = False

    def __init__(self):
        self.asked = []

    def synthesize(self, text, language, manner):
        self.asked.append((text, language))
        yield from ()


def test_settings_and_rules_reach_what_is_said(path, monkeypatch):
    """From the settings and the file, over the worker's pipe, to the synthesizer."""
    from tests.heard.sound import utter
    from tui import folders, voicing

    monkeypatch.setattr(folders, "pronunciations_path", lambda: str(path))
    settings = Settings(numbers="digits", punctuation="some", switching=False)
    voice = FrontVoice(settings)
    voice.pronunciations().put(Pronunciation("word", "GIF", "jif"))
    manner = voicing.manner(settings, voice.pronunciations().rules())
    arrived = manner_of(message_of(line_of(set_manner(manner))))
    assert arrived == manner
    synthesizer = SynthesizerStandIn()
    list(sounds_of(synthesizer, utter(1, "“GIF”有2022个word"), arrived))
    assert synthesizer.asked == [("左引号jif右引号有二零二二个word", "zh")]


def test_what_is_taught_is_used_from_the_next_sentence_on(path, monkeypatch):
    from tui import folders, voicing

    class VoiceStandIn:
        def __init__(self):
            self.manners = []

        def set(self, manner):
            self.manners.append(manner)

    monkeypatch.setattr(folders, "pronunciations_path", lambda: str(path))
    opened = VoiceStandIn()
    monkeypatch.setattr(voicing, "open_voice", lambda *_arguments: opened)
    voice = FrontVoice(Settings())
    voice._voice()
    voice.pronunciations().put(Pronunciation("word", "a", "b"))
    assert opened.manners[-1].diction.pronunciations == (Pronunciation("word", "a", "b"),)


def test_an_older_reader_without_these_settings_is_understood():
    assert manner_of({"do": "set", "rate": 90, "volume": 80, "voice": ""}).diction.switching

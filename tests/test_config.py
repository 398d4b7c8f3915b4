"""Settings: what may be said where, who wins, and that nothing wrong in them stops the reader."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui import bugs, folders, texts
from tui.errors import ReaderError, UsageError
from tui.settings import Options, Settings, config
from tui.settings.config import keep, language_wish, load, save
from tui.settings.fields import BY_NAME, FIELDS, expected, parse
from tui.settings.pronunciations import Pronunciations
from tui.settings.shown import shown
from tui.shell import speaker


@pytest.fixture
def file(tmp_path):
    return tmp_path / "mangdao" / "config.toml"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_nothing_anywhere_gives_the_defaults(file):
    assert load({}, {}, file) == (Settings(), [])
    assert not file.exists()


def test_what_cannot_be_kept_leaves_nothing_behind(file):
    file.mkdir(parents=True)
    with pytest.raises(ReaderError, match="cannot be kept"):
        save(Settings(theme="light"), file)
    assert list(file.parent.iterdir()) == [file]


def test_each_layer_wins_over_the_one_below(file):
    write(file, 'theme = "light"\nrate = 150\nwidth = 60\n')
    environment = {"MANGDAO_RATE": "200", "MANGDAO_WIDTH": "80"}
    settings, warnings = load(environment, {"width": 40, "volume": None}, file)
    assert settings == Settings(theme="light", rate=200, width=40)
    assert warnings == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"ACCESSIBLE": "1"}, Settings(plain=True)),
        ({"ACCESSIBLE": "0"}, Settings()),
        ({"ACCESSIBLE": ""}, Settings()),
        ({"ACCESSIBLE": "1", "MANGDAO_PLAIN": "0"}, Settings()),
        ({"NO_COLOR": "1"}, Settings(theme="none")),
        ({"NO_COLOR": "0"}, Settings(theme="none")),
        ({"NO_COLOR": ""}, Settings()),
        ({"NO_COLOR": "1", "MANGDAO_THEME": "contrast"}, Settings(theme="contrast")),
        ({"MANGDAO_THEME": ""}, Settings()),
        ({"MANGDAO_LIBRARY": "/x", "MANGDAO_BELL": "yes"}, Settings(bell=True)),
    ],
)
def test_the_environment(file, environment, expected):
    assert load(environment, {}, file) == (expected, [])


def test_no_colour_is_stronger_than_the_file_and_weaker_than_a_flag(file):
    write(file, 'theme = "light"\n')
    assert load({"NO_COLOR": "1"}, {}, file)[0].theme == "none"
    assert load({"NO_COLOR": "1"}, {"theme": "dark"}, file)[0].theme == "dark"


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("width", "0", 0),
        ("width", 20, 20),
        ("width", "200", 200),
        ("rate", "150%", 150),
        ("follow", "off", False),
        ("follow", True, True),
        ("plain", 1, True),
        ("language", "auto", ""),
        ("language", "zh", "zh"),
        ("voice", "cmn\x1b[31m", "cmn[31m"),
        ("backend", "module:attribute", "module:attribute"),
    ],
)
def test_values_that_are_good(name, raw, value):
    assert parse(name, raw, "here") == value


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("width", "19", "0 or a whole number from 20 to 200"),
        ("width", "201", "0 or a whole number"),
        ("width", "-20", "0 or a whole number"),
        ("width", 40.5, "0 or a whole number"),
        ("width", True, "0 or a whole number"),
        ("width", "²⁰", "0 or a whole number"),
        ("width", "9" * 5000, "0 or a whole number"),
        pytest.param("width", 16**5000, "0 or a whole number", id="more digits than Python writes"),
        pytest.param("bell", -(16**5000), "true or false", id="as many, and a switch"),
        ("rate", "fast", "a whole number from 50 to 600, and not fast"),
        ("rate", "", 'and not ""'),
        ("theme", "drak", "one of dark, light, contrast, none, and not drak"),
        ("theme", "Dark\x1b]0;", "one of"),
        ("theme", ["dark"], "one of"),
        ("language", "fr", "one of auto, en, zh"),
        ("bell", "maybe", "true or false"),
        ("spacing", "3", "one of 1, 2, and not 3"),
        ("voice", 7, "a name or auto"),
        ("widht", "40", "did you mean width?"),
        ("x", "40", "there is no setting x."),
    ],
)
def test_values_that_are_not(name, raw, words):
    with pytest.raises(UsageError) as caught:
        parse(name, raw, "here")
    sentence = str(caught.value)
    assert words in sentence
    assert sentence.startswith("here: ")
    assert sentence.isprintable()
    assert len(sentence) < 200


def test_a_flag_that_is_not_good_is_an_error(file):
    with pytest.raises(UsageError, match="--rate: rate must be"):
        load({}, {"rate": "fast"}, file)


def test_what_is_wrong_in_the_file_is_told_and_the_rest_holds(file):
    write(file, 'theme = "drak"\nrate = 150\nwidht = 4\n[table]\nx = 1\n')
    settings, warnings = load({"MANGDAO_VOLUME": "loud"}, {}, file)
    assert settings == Settings(rate=150)
    assert len(warnings) == 4
    assert all(str(file) in warning for warning in warnings[:3])
    assert "MANGDAO_VOLUME" in warnings[3]


@pytest.mark.parametrize(
    "content", [b"rate = \n", b"\xff\xfe\x00", b"rate 150\n", b'theme = "dark\n', b"rate = 1\nrate = 2\n", b"\x00"]
)
def test_a_broken_file_gives_one_sentence(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    settings, warnings = load({}, {}, file)
    assert settings == Settings()
    assert len(warnings) == 1
    assert str(file) in warnings[0]
    assert warnings[0].endswith(".")


def test_a_file_that_is_a_folder_gives_one_sentence(file):
    file.mkdir(parents=True)
    assert len(load({}, {}, file)[1]) == 1


SETTINGS = st.builds(
    Settings,
    **{
        field.name: st.text(st.characters(exclude_categories=["Cs"]), max_size=10).map(
            lambda text: parse("voice", text, "") if text else ""
        )
        if field.is_free
        else st.sampled_from(field.values)
        for field in FIELDS
    },
)


@settings(deadline=None)
@given(settings=SETTINGS)
def test_what_is_saved_is_loaded(tmp_path_factory, settings):
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    save(settings, file)
    assert load({}, {}, file) == (settings, [])
    assert Settings(**tomllib.loads(file.read_text(encoding="utf-8"))) == settings


@settings(deadline=None)
@given(st.text(st.sampled_from("ab=\"'#\\\n \t.[]{}0123truefals-+_é\u2028\x00"), max_size=40))
def test_the_short_way_reads_as_tomllib_does(text):
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        expected = None
    try:
        found = config._parse_toml(text)
    except tomllib.TOMLDecodeError:
        found = None
    assert found == expected


def test_only_what_differs_is_written_and_nothing_else_is_left(file):
    save(Settings(rate=150, voice='a "b" \\'), file)
    assert file.read_text(encoding="utf-8") == 'voice = "a \\"b\\" \\\\"\nrate = 150\n'
    assert list(file.parent.iterdir()) == [file]


def test_keeping_one_setting_keeps_no_flag(file):
    write(file, "volume = 50\n")
    running = load({"NO_COLOR": "1"}, {"width": 40}, file)[0]
    keep("rate", running._replace(rate=200), file)
    assert load({}, {}, file)[0] == Settings(volume=50, rate=200)


def test_a_broken_file_is_put_aside_not_written_over(file):
    write(file, "rate = = 150\n")
    keep("rate", Settings(rate=200), file)
    assert load({}, {}, file) == (Settings(rate=200), [])
    assert (file.parent / "config.toml.unreadable").read_text(encoding="utf-8") == "rate = = 150\n"


def test_settings_that_cannot_be_kept_give_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ReaderError, match="cannot be kept"):
        save(Settings(rate=150), tmp_path / "file" / "config.toml")


@pytest.mark.parametrize(
    ("arguments", "environment", "text", "wish"),
    [
        (["--language", "zh"], {"MANGDAO_LANGUAGE": "en"}, "", "zh"),
        (["list", "--language=zh", "x"], {}, "", "zh"),
        (["--language", "auto"], {"MANGDAO_LANGUAGE": "en"}, "", "auto"),
        (["--language"], {}, "", ""),
        ([], {"MANGDAO_LANGUAGE": "en"}, 'language = "zh"', "en"),
        ([], {}, 'language = "zh"', "zh"),
        ([], {}, "language = ", ""),
        ([], {}, "", ""),
    ],
)
def test_the_language_is_known_before_anything_else(file, arguments, environment, text, wish):
    write(file, text)
    assert language_wish(arguments, environment, file) == wish


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the XDG rule is for Linux")
def test_folders():
    home = {"HOME": "/home/reader"}
    assert folders.config_path(home) == "/home/reader/.config/mangdao/config.toml"
    assert folders.library_path(home) == "/home/reader/.local/share/mangdao/library.sqlite"
    assert folders.log_path(home) == "/home/reader/.local/state/mangdao/mangdao.log"
    assert folders.config_path({**home, "XDG_CONFIG_HOME": "/x"}) == "/x/mangdao/config.toml"
    assert folders.config_path({**home, "XDG_CONFIG_HOME": "relative"}) == folders.config_path(home)
    assert folders.library_path({**home, "MANGDAO_LIBRARY": "/l.db"}) == "/l.db"


def test_folders_agree_with_platformdirs(monkeypatch):
    import platformdirs

    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert Path(folders.config_path()).parent == Path(platformdirs.user_config_dir("mangdao", appauthor=False))
    assert Path(folders.library_path({**os.environ, "MANGDAO_LIBRARY": ""})).parent == Path(
        platformdirs.user_data_dir("mangdao", appauthor=False)
    )
    assert Path(folders.log_path()).parent == Path(platformdirs.user_state_dir("mangdao", appauthor=False))


def test_a_home_that_is_nowhere(monkeypatch):
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    path = folders.config_path({})
    assert load({}, {}, path) == (Settings(), [])
    with pytest.raises(ReaderError):
        save(Settings(rate=150), path)


def test_options_step_through_every_value():
    for field in FIELDS:
        options = Options(Settings())
        while options.step(field.name, -1):
            pass
        seen = [getattr(options.settings, field.name)]
        while options.step(field.name, 1):
            seen.append(getattr(options.settings, field.name))
        assert seen == list(field.values)
        assert Settings._field_defaults[field.name] in seen


@pytest.mark.parametrize(("width", "direction", "then"), [(41, 1, 44), (41, -1, 40), (0, 1, 20), (20, -1, 0)])
def test_options_step_from_a_number_between_two_steps(width, direction, then):
    options = Options(Settings(width=width))
    assert options.step("width", direction)
    assert options.settings.width == then


def test_options_step_from_a_name_of_ones_own():
    options = Options(Settings(voice="cmn"))
    assert options.step("voice", 1)
    assert options.settings.voice == ""
    assert not options.step("voice", -1)


def test_options_tell_what_changed():
    told = []
    options = Options(Settings(), told.append)
    options.put("voice", "cmn")
    options.step("rate", 1)
    assert told == ["voice", "rate"]
    assert (options.settings.voice, options.settings.rate) == ("cmn", 110)
    with pytest.raises(UsageError, match="Speech rate: rate must be"):
        options.put("rate", "1000")
    assert options.settings.rate == 110


def test_options_are_in_the_language_of_the_interface():
    options = Options(Settings())
    assert options.names() == list(BY_NAME)
    assert (options.label("rate"), options.value("rate")) == ("Speech rate", "100%")
    texts.use_language("zh")
    try:
        for name in options.names():
            assert options.label(name) != BY_NAME[name].label
        assert options.value("follow") != "on"
    finally:
        texts.use_language("en")


def test_the_table_speaks_of_every_setting():
    assert [field.name for field in FIELDS] == list(Settings._fields)
    for field in FIELDS:
        assert field.type is type(Settings._field_defaults[field.name])
        assert field.label
        assert field.help
        assert expected(field)
        assert all(shown(field.name, value) for value in field.values)


def test_nothing_slow_is_imported(tmp_path):
    script = (
        "import os, sys\nfrom tui.settings.config import load\n"
        "load({'HOME': sys.argv[1]}, {})\n"
        "print({'tomllib', 'platformdirs', 'difflib', 'dataclasses', 'textual'} & set(sys.modules))"
    )
    write(tmp_path / ".config" / "mangdao" / "config.toml", 'theme = "light"\nrate = 150\n')
    done = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("made", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["pipe", "device"])
def test_a_pipe_or_a_device_in_the_place_of_our_files_keeps_nobody_waiting(tmp_path, monkeypatch, made):
    """Each of them would be read, or waited for, for ever."""
    for kind in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path))
    (tmp_path / "mangdao").mkdir()
    for name in ("config.toml", "pronunciations.txt", "mangdao.log", "speaker-token"):
        made(tmp_path / "mangdao" / name)
    assert config.load({}, {}, folders.config_path()) == (
        Settings(),
        [
            f"The settings in {folders.config_path()} cannot be read, so the defaults hold: it is a pipe or a device"
            " and not a file."
        ],
    )
    own = Pronunciations(folders.pronunciations_path())
    assert own.rules() == ()
    assert own.problem.endswith("cannot be read: it is a pipe or a device and not a file.")
    with pytest.raises(OSError, match="it is a pipe or a device and not a file"):
        bugs.keep(ValueError("x"))
    token, is_kept = speaker._token(new=False)
    assert is_kept
    assert (tmp_path / "mangdao" / "speaker-token").read_text() == token + "\n"


@pytest.mark.parametrize("name", ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "MANGDAO_LIBRARY"])
def test_a_folder_that_no_system_can_have_is_nowhere(name):
    """Python counts the folders of a path, and gives up with another error than the system."""
    environment = {"HOME": "/home/reader", name: "/" + "a/" * 2000}
    for path in (folders.library_path(environment), folders.log_path(environment), folders.config_path(environment)):
        assert path.startswith((os.devnull, "/home/reader/"))
        assert len(path) < 100
    assert os.devnull in folders.library_path(environment) + folders.log_path(environment)

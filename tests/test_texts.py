"""Interface texts: every one is translated, and the compiled catalogues are those of the sources.

When this fails after a text was added or changed: python -m tests.tools.make_catalogues
"""

import ast
import re
from string import Formatter

import pytest

from tests.tools import make_catalogues as catalogues
from tui import texts

MESSAGES = [message for message in catalogues.extracted() if message.id]
CATALOGUES = {language: catalogues.read(language) for language in catalogues.LANGUAGES}


def first(message):
    """The text itself, the first of the two where it has a plural."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def placeholders(text):
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name is not None}


def test_every_text_is_found():
    """In a string with braces it is not, and would never be translated."""
    known = {text for message in catalogues.extracted() if message.id for text in _texts(message.id)}
    for path in sorted(catalogues.PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "n_", "N_"):
                assert {each.value for each in call.args[:1] if isinstance(each, ast.Constant)} <= known, path


def _texts(told):
    return (told,) if isinstance(told, str) else told


def test_texts_are_found():
    assert len(MESSAGES) > 100


@pytest.mark.parametrize("language", sorted(set(catalogues.LANGUAGES) - {"en"}))
def test_every_text_is_translated(language):
    for message in MESSAGES:
        translated = CATALOGUES[language][first(message)]
        assert translated is not None, message.id
        assert catalogues.is_translated(translated), message.id
        wanted = placeholders(message.id if isinstance(message.id, str) else message.id[1])
        for form in forms(translated):
            assert placeholders(form) == wanted, message.id
            assert form.isprintable(), message.id


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_is_that_of_its_source(language):
    path = catalogues.catalogue_path(language)
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(CATALOGUES[language])


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_catalogue_holds_what_is_not_said_any_more(language):
    known = {first(message) for message in MESSAGES}
    assert {first(message) for message in CATALOGUES[language] if message.id} == known


@pytest.fixture
def chinese():
    texts.use_language("zh")
    yield
    texts.use_language("en")


def test_texts_come_out_in_the_language_of_the_interface(chinese):
    message = next(message for message in MESSAGES if isinstance(message.id, str))
    assert texts._(message.id) == CATALOGUES["zh"][message.id].string
    assert texts._("a text that nobody translated") == "a text that nobody translated"
    plural = next(message for message in MESSAGES if not isinstance(message.id, str))
    assert texts.n_(*plural.id, 3) == CATALOGUES["zh"][plural.id[0]].string[0].format(n=3)


def test_numbers_stand_off_from_chinese():
    numbers = "(?:n|number|count|percent|articles?|level|rate|time|pages?|first|last|named)"
    close = re.compile(rf"[\u4e00-\u9fff]\{{{numbers}\}}|\{{(?!named){numbers}\}}[\u4e00-\u9fff]")
    texts_ = [text for message in CATALOGUES["zh"] if message.id for text in forms(message)]
    assert [text for text in texts_ if close.search(text)] == []
    assert CATALOGUES["zh"]["less than a minute"].string[0].isdecimal()


def test_english_needs_no_catalogue():
    texts.use_language("en")
    plural = next(message for message in MESSAGES if not isinstance(message.id, str))
    assert texts.n_(*plural.id, 1) == plural.id[0].format(n=1)
    assert texts.n_(*plural.id, 2) == plural.id[1].format(n=2)
    assert texts._("Stopped.") == "Stopped."


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "en"),
        ({"LANGUAGE": "zh_TW:en", "LC_ALL": "en_GB.UTF-8"}, "zh"),
        ({"LANG": "", "LC_ALL": ""}, "en"),
    ],
)
def test_the_language_of_the_locale(environment, language):
    assert texts.language_of_locale(environment) == language

"""The light named tuples and enumerations are as the standard library's, for all that this program does with them."""

import copy
import enum
import json
import pickle
import subprocess
import sys
import typing

import pytest

from tui.core import light
from tui.core.publication import Block, Kind, Place
from tui.settings import Settings

_KINDS = {"light": (light.NamedTuple, light.Enum, light.StrEnum, light.IntEnum)}
_KINDS["standard"] = (typing.NamedTuple, enum.Enum, enum.StrEnum, enum.IntEnum)


@pytest.fixture(params=_KINDS)
def made(request):
    named, plain, text, number = _KINDS[request.param]

    class Point(named):
        """Where."""

        x: int
        y: int = 2
        name: "str" = ""

        @property
        def sum(self):
            return self.x + self.y

        @classmethod
        def of(cls, *values):
            return cls(*values)

    class Colour(plain):
        RED = "red"
        ROT = "red"
        BLUE = ("blue", 1)

    class Word(text):
        ONE = "one"
        TWO = "two"

    class Number(number):
        ONE = 1
        TWO = 2

        def double(self):
            return self * 2

    return Point, Colour, Word, Number


def test_named_tuples(made):
    point = made[0]
    assert (point(1), point(x=1), point(1, name="a")) == ((1, 2, ""), (1, 2, ""), (1, 2, "a"))
    assert (point._fields, point._field_defaults) == (("x", "y", "name"), {"y": 2, "name": ""})
    assert (point(1).x, point(1).sum, point.of(4).x, point.__doc__, point.__name__) == (1, 3, 4, "Where.", "Point")
    assert (point(1)._replace(y=5), point(1)._asdict()) == ((1, 5, ""), {"x": 1, "y": 2, "name": ""})
    assert (repr(point(1)), point._make([3, 4, "b"])) == ("Point(x=1, y=2, name='')", (3, 4, "b"))
    assert (hash(point(1)), point(1) < point(2), copy.deepcopy(point(1))) == (hash((1, 2, "")), True, point(1))
    assert point.__match_args__ == ("x", "y", "name")
    for wrong in (lambda: point(), lambda: point(1, 2, "", 4), lambda: point(1, z=2), lambda: point(1, x=1)):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises((ValueError, TypeError)):  # Python's own raises the other from 3.13 on
        point(1)._replace(z=1)
    with pytest.raises(AttributeError):
        point(1).x = 2
    with pytest.raises(AttributeError):
        point(1).new = 2


def test_enumerations(made):
    _point, colour, word, number = made
    assert [member.name for member in colour] == ["RED", "BLUE"]
    assert colour("red") is colour.RED is colour.ROT is colour["ROT"] is colour(colour.RED)
    assert (str(colour.RED), repr(colour.RED), colour.BLUE.value) == ("Colour.RED", "<Colour.RED: 'red'>", ("blue", 1))
    assert (colour.RED == "red", colour.RED in colour, len(colour), {colour.RED: 1}[colour.RED]) == (False, True, 2, 1)
    assert (str(word.ONE), f"{word.ONE:>5}", word.ONE + "!", word.ONE == "one") == ("one", "  one", "one!", True)
    assert (json.dumps([word.ONE, number.TWO]), word("two") is word.TWO) == ('["one", 2]', True)
    assert (number.TWO + 1, str(number.ONE), number.TWO.double(), [1, 2][number.ONE]) == (3, "1", 4, 2)
    assert copy.deepcopy(word.ONE) is word.ONE
    assert copy.copy(colour.RED) is colour.RED
    for wrong in ("green", ["red"], None):
        with pytest.raises(ValueError):
            colour(wrong)
    with pytest.raises(KeyError):
        (lambda: colour["GREEN"])()


def test_what_the_program_has_survives_pickling():
    things = (Block("Text", Kind.TITLE), Place(1, 2, 3), Settings(width=40))
    assert pickle.loads(pickle.dumps(things)) == things
    assert pickle.loads(pickle.dumps(Kind.TITLE)) is Kind.TITLE


def test_nothing_heavy_is_needed():
    """Not even the modules that Python's own script for an entry point may have imported."""
    program = "import sys; before = set(sys.modules); import tui.core.publication; print(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(done.stdout.split()) <= {"tui", "tui.core", "tui.core.light", "tui.core.publication", "_collections"}

"""What the README says of `--json` and of the front ends is what the program gives."""

import json
import re
import shlex

import pytest

from tests.machine.process import ROOT
from tests.tools.make_readme import rows_of
from tui import arguments
from tui.command_line import parse
from tui.core.actions import ACTIONS
from tui.examples import EXAMPLES
from tui.settings import Settings
from tui.shell import library, marks, reading, search, subscriptions

SEED = str(ROOT / "seeds" / "zhuzhou-daily-2022-10-09.txt")
BOOK = (
    "# One\n\nA paragraph with [a link](http://example.org/) in it.\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|\n"
    "\n```\na\n\nb\n```\n\n<ruby>a<rt>b</rt></ruby> c\n"
)
DOCUMENTED: dict[str, set[str]] = {}
for command, field, *_more in rows_of("json"):
    DOCUMENTED.setdefault(command, set()).add(field)
COMMANDS = {
    "list": (reading.list_articles, "list", "--json", SEED),
    "read": (reading.read, "read", "--json", "book.md"),
    "library": (library.library, "library", "--json"),
    "library --tags": (library.library, "library", "--tags", "--json"),
    "search": (search.search, "search", "--json", "paragraph"),
    "search --in": (search.search, "search", "--in", "book.md", "--json", "paragraph"),
    "subscribe": (subscriptions.subscribe, "subscribe", "--json", "papers"),
    "update": (subscriptions.update, "update", "--json"),
    "remove --empty-trash": (library.remove, "remove", "--empty-trash", "--json"),
    "highlights": (marks.highlights, "highlights", "--json", "book.md"),
    "mark --read": (marks.mark, "mark", "--read", "--json", "book.md"),
    "marks": (marks.marks, "marks"),
    "voices": (reading.voices, "voices", "--json"),
    # The same as others, as the README says.
    "add": (library.add, "add", "--json", "book.md"),
    "remove": (library.remove, "remove", "--json", "1"),
    "tag": (library.tag, "tag", "--json", "1", "old"),
    "mark": (marks.mark, "mark", "--json", "book.md", "paragraph"),
}
SAME = {"search --in": "search", "add": "library", "remove": "library", "tag": "library", "mark": "highlights"}


@pytest.fixture(scope="module")
def at_home(tmp_path_factory):
    """In a folder with a book and a folder of issues, with a library that has a mark and a tag."""
    tmp_path = tmp_path_factory.mktemp("home")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.txt").write_text("An issue.")
    (tmp_path / "book.md").write_text(BOOK)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        patch.setenv("MANGDAO_LIBRARY", str(tmp_path / "library.sqlite"))
        for each in ("add", "tag", "mark"):
            done(each)
        marks.mark(parse(["mark", "book.md", "link", "--bookmark"]), Settings())
        subscriptions.subscribe(parse(["subscribe", "papers"]), Settings())
        yield


def done(name):
    function, *arguments = COMMANDS[name]
    function(parse(arguments), Settings())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_field_is_named_and_every_name_is_a_field(at_home, capsys, name):
    capsys.readouterr()
    done(name)
    data = json.loads(capsys.readouterr().out)
    documented = DOCUMENTED[SAME.get(name, name)]
    assert data != []
    known = {plain(field) for field in documented}
    found = given(data, "", {field for field in known if not any(is_below(field, other) for other in known)})
    unnamed = {field for field in found - known if not any(is_below(field, other) for other in known)}
    assert not unnamed, f"say in tests/data/readme/json.tsv what these are: {unnamed}"
    needed = {plain(field) for field in documented if not field.endswith("?")}
    assert needed <= found, f"not given any more: {needed - found}"


def plain(field):
    return field.replace("[]", "").removesuffix("?").removeprefix(".")


def is_below(field, other):
    return other.startswith(f"{field}.")


def given(data, path, leaves):
    """The fields that were written, those in lists without their numbers; what the table does not take apart stays
    whole."""
    if isinstance(data, list) and path not in leaves:
        return {field for each in data for field in given(each, path, leaves)} or ({path} if path else set())
    if not isinstance(data, dict) or path in leaves:
        return {path}
    found = {field for name, value in data.items() for field in given(value, f"{path}.{name}".strip("."), leaves)}
    return found | ({path} if path else set())


def test_what_is_said_to_be_possible_is_a_command_and_every_command_is_said():
    told = set()
    for line, _chinese, _meaning, _chinese_meaning, reader in rows_of("ways"):
        assert reader == "-" or set(reader.replace(", then ", ", ").split(", ")) <= set(ACTIONS)
        told.add(line.split()[0])
    assert {name for name in told if name.isalpha()} == set(arguments.COMMANDS)


def test_every_command_with_json_is_in_the_table():
    with_json = {name for name in arguments.COMMANDS if "--json" in _help(name)}
    assert with_json <= {name.split()[0] for name in COMMANDS}


def _help(name):
    from tui.arguments import Parser

    parser = Parser()
    arguments.COMMANDS[name][1](parser)
    return parser.format_help()


@pytest.mark.parametrize("name", [*arguments.COMMANDS, "reader"])
def test_every_command_has_examples_that_it_understands(name):
    for line in EXAMPLES[name]:
        words = shlex.split(re.split(r" [<>] ", line)[0])
        assert words[0] == "mangdao"
        assert parse(words[1:]).command == name

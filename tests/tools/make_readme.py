"""Writes the generated parts of README.md: the tables of keys, of settings, of what each front end does, of JSON.

python -m tests.tools.make_readme
"""

import re
from pathlib import Path

from tui.core.actions.looking import key_name
from tui.core.commands import BY_NAME as BY_NAME_OF_COMMANDS
from tui.core.commands import COMMANDS
from tui.fields import BY_NAME, expected, shown
from tui.settings import Settings
from tui.texts import _, language_now, use_language

README = Path(__file__).parents[2] / "README.md"
_HEADS = {
    ("keys", "en"): ("Keys", "What they do", "Name"),
    ("keys", "zh"): ("按键", "作用", "名称"),
    ("settings", "en"): ("Name", "What it is", "Values", "At first"),
    ("settings", "zh"): ("名称", "含义", "可选的值", "默认"),
    ("ways", "en"): ("What", "Full screen", "Plain mode", "Shell"),
    ("ways", "zh"): ("做什么", "全屏", "逐行模式", "命令行"),
    ("json", "en"): ("Command", "Field", "Type", "What it is"),
    ("json", "zh"): ("命令", "字段", "类型", "含义"),
}
_DATA = Path(__file__).parents[1] / "data" / "readme"
_TYPES = {"number": "数", "text": "文字", "texts": "多段文字", "true, false": "true、false", "object": "对象"}
_TYPES |= {"objects": "多个对象", "pairs of numbers": "成对的数"}


def rows_of(name: str) -> list[list[str]]:
    """A table of `tests/data/readme`, without its comments."""
    lines = (_DATA / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def ways_table() -> list[tuple[str, ...]]:
    """What can be done with the library, and how in each front end."""
    is_english = language_now() == "en"
    made = []
    for english, chinese, reader, shell in rows_of("ways"):
        keys = _ways(reader)
        named = ", ".join(f"`{each}`" for each in shell.split(", ")) if shell != "-" else "–"
        made.append((english if is_english else chinese, keys, keys, named))
    return made


def _ways(named: str) -> str:
    """Commands of the reader as they are called there: by key where they have one."""
    if named == "-":
        return "–"
    for name in named.replace(", then ", ", ").split(", "):
        command = BY_NAME_OF_COMMANDS[name]
        called = f"`{command.keys[-1]}`" if command.keys and len(command.keys[-1]) == 1 else f"`:{name}`"
        called = key_name(command.keys[0]) if command.keys and len(command.keys[-1]) > 1 else called
        named = re.sub(rf"(?<![\w:`-]){name}(?![\w-])", lambda _match, called=called: called, named, count=1)
    return named if language_now() == "en" else named.replace(", then ", "，然后 ").replace(", ", "、")


def json_table() -> list[tuple[str, ...]]:
    """The fields that `--json` gives."""
    is_english = language_now() == "en"
    made, before = [], ""
    for command, field, kind, english, chinese in rows_of("json"):
        shown_command = f"`{command}`" if command != before else ""
        before = command
        meaning = (kind, english) if is_english else (_TYPES[kind], chinese)
        made.append((shown_command, f"`{field}`", *meaning))
    return made


def keys_table() -> list[tuple[str, ...]]:
    """The commands, in the language of the interface."""
    return [
        (
            ", ".join(f"`{key}`" if len(key) == 1 else key_name(key) for key in command.keys),
            _(command.help),
            command.name,
        )
        for command in COMMANDS
    ]


def settings_table() -> list[tuple[str, ...]]:
    """What can be set, in the language of the interface."""
    defaults = Settings()._asdict()
    return [
        (f"`{name}`", f"{_(field.label)}: {_(field.help)}", expected(field), shown(name, defaults[name]))
        for name, field in BY_NAME.items()
    ]


_TABLES = {"keys": keys_table, "settings": settings_table, "ways": ways_table, "json": json_table}


def table(name: str, language: str) -> str:
    """One of the tables as Markdown."""
    use_language(language)
    heads = _HEADS[name, language]
    rows = [heads, tuple("---" for _head in heads), *_TABLES[name]()]
    use_language("en")
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)


def written(text: str) -> str:
    """A README with its generated parts made anew."""
    for name, language in _HEADS:
        begin, end = f"<!-- {name}:{language} -->", f"<!-- /{name}:{language} -->"
        made = f"{begin}\n{table(name, language)}\n{end}"
        text = re.sub(f"{begin}.*?{end}", lambda _match, made=made: made, text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")

"""Writes the generated parts of README.md: the tables of keys and of settings.

python -m tests.tools.make_readme
"""

import re
from pathlib import Path

from tui.core.actions.looking import key_name
from tui.core.commands import COMMANDS
from tui.fields import BY_NAME, expected, shown
from tui.settings import Settings
from tui.texts import _, use_language

README = Path(__file__).parents[2] / "README.md"
_HEADS = {
    ("keys", "en"): ("Keys", "What they do", "Name"),
    ("keys", "zh"): ("按键", "作用", "名称"),
    ("settings", "en"): ("Name", "What it is", "Values", "At first"),
    ("settings", "zh"): ("名称", "含义", "可选的值", "默认"),
}


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


_TABLES = {"keys": keys_table, "settings": settings_table}


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

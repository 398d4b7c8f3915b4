"""Writes the generated parts of README.md: the tables of keys, from the command table.

    python -m tests.tools.make_readme
"""

import re
from pathlib import Path

from tui.core.actions.looking import key_name
from tui.core.commands import COMMANDS
from tui.texts import _, use_language

README = Path(__file__).parents[2] / "README.md"


def keys_table(language: str) -> str:
    """The commands as a Markdown table in one language."""
    use_language(language)
    heads = {"en": ("Keys", "What they do", "Name"), "zh": ("按键", "作用", "名称")}[language]
    rows = [f"| {' | '.join(heads)} |", "| --- | --- | --- |"]
    for command in COMMANDS:
        keys = ", ".join(f"`{key}`" if len(key) == 1 else key_name(key) for key in command.keys)
        rows.append(f"| {keys} | {_(command.help)} | {command.name} |")
    use_language("en")
    return "\n".join(rows)


def written(text: str) -> str:
    """A README with its generated parts made anew."""
    for language in ("en", "zh"):
        begin, end = f"<!-- keys:{language} -->", f"<!-- /keys:{language} -->"
        pattern = re.compile(f"{begin}.*?{end}", re.DOTALL)
        made = f"{begin}\n{keys_table(language)}\n{end}"
        text = pattern.sub(lambda _match, made=made: made, text)
    return text


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")

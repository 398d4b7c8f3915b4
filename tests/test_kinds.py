"""What keys lead into and out of is said to those who want to hear of it: headings, lists in lists, tables, notes …"""

import pytest

from tests.make import TWO, MemoryStandIn
from tui.app.view import View
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.importers import open_bytes
from tui.settings import Options, Settings

TEXT = """# Kerbs

Words[^1].

- one
  - inner
  - inner too
    1. deep
- two

After it.

| Who | Euro |
|-----|------|
| All | 4    |

```
x = 1

  y
```

> Said.
>
> > Said by others.

Short line\\
and another

![A gull](g.png)

## Lower

Last.

[^1]: By foot.

    As always.
"""
DOWN = [
    "Words[1].", "list of 2 items: • one", "level 2: • inner", "• inner too", "level 3: 1. deep", "level 1: • two",
    "end of the list: After it.", "table of 2 rows, 2 columns: Who; Euro", "All; 4", "code of 2 lines: x = 1",
    "blank line, set in by 2:   y", "quotation: Said.", "level 2: Said by others.", "verse of 2 lines: Short line",
    "and another",
    "image: A gull", "heading of level 2: Lower", "Last.", "note: 1. By foot.", "As always.", "End of the publication.",
]  # fmt: skip
UP = [
    "1. By foot.", "end of the note: Last.", "heading of level 2: Lower", "image: A gull",
    "verse of 2 lines: and another", "Short line", "quotation: Said by others.", "level 1: Said.",
    "code of 2 lines, set in by 2:   y", "blank line, not set in: x = 1",
    "table of 2 rows, 2 columns: All; 4", "Who; Euro", "end of the table: After it.", "list of 2 items: • two",
    "level 3: 1. deep", "level 2: • inner too", "• inner", "level 1: • one", "end of the list: Words[1].",
    "heading of level 1: Kerbs", "Beginning of the publication.",
]  # fmt: skip


def reader_of(**settings):
    reader = Reader(open_bytes(TEXT.encode(), "a.md"), MemoryStandIn(Place()), Options(Settings(**settings)), None)
    assert reader.menu is None
    return reader


@pytest.mark.parametrize("key", ["s", "p", "j"])
def test_what_keys_lead_into_is_said_on_the_whole_way_down_and_up(key):
    reader = reader_of(kinds=True)
    assert [reader.press(key).text for _each in DOWN] == DOWN
    assert [reader.press("P").text for _each in UP] == UP


def test_nothing_of_it_is_said_where_nobody_asks():
    reader = reader_of()
    assert [reader.press("s").text for _each in DOWN] == [line.partition(": ")[2] or line for line in DOWN]


def test_letters_and_words_are_said_alone():
    reader = reader_of(kinds=True)
    for _each in range(2):
        reader.press("s")
    assert [reader.press(key).text for key in "wcW"] == ["one", "n", "one"]


def test_another_article_is_called_by_its_name_and_a_newspaper_has_kinds_too():
    reader = Reader(TWO, MemoryStandIn(), Options(Settings(kinds=True)), None)
    reader.press("enter")
    assert reader.press("p").text == "缓坡已建好。"
    assert reader.press("P").text == f"title: {TWO.articles[0].title}"
    assert reader.press("a").text == "2 " + TWO.articles[1].name


def test_where_one_is_in_a_list_in_a_list():
    reader = reader_of()
    for _each in range(4):
        reader.press("s")
    assert "; list item 2 of 2, level 2, block 5 of 21; " in reader.press("i").text


def test_the_speaking_view_says_it_before_the_row():
    settings = Settings(kinds=True, speaking=True)
    reader = Reader(open_bytes(TEXT.encode(), "a.md"), MemoryStandIn(Place()), Options(settings), None)
    view = View(reader, settings)
    view.resize(40, 12)
    view.frame()

    def shown(key):
        view.press(key)
        return "".join(piece.text for line in view.frame().lines for piece in line).strip()

    assert [shown("down") for _row in range(6)] == [
        "Words[1].", "list of 2 items: • one", "level 2: • inner", "• inner too", "level 3: 1. deep", "level 1: • two",
    ]  # fmt: skip

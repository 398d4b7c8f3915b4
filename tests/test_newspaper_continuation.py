"""What speaks for and against joining a line to the paragraph above it, one reason a case."""

from pathlib import Path

import pytest

from tests.test_newspaper_joins import PAGE
from tui.newspaper import Page
from tui.newspaper.continuation import NEVER, Reluctance, continuation_evidence
from tui.newspaper.language import pack_of
from tui.newspaper.pack import load

ENGLISH = """THE EVENING QUAY
LONDON, MONDAY, MARCH 4, 1912. No. 1,234. PRICE ONE PENNY.

THE HARBOUR WORKS.

The harbour commissioners met yesterday in the town hall to consider the
report of the engineer upon the new works, which has been printed. The
chairman said that the cost would be larger than was expected when they
{text}

LOSS OF A STEAMER.

The steamer Mary, which left the quay on Friday with a cargo of coal for
Rouen, has not been heard of since, and it is feared that she is lost.
"""
OPEN = "会议要求，各地要抓紧抓实春季农业生产，加强农资供应，为全年粮食丰收打下坚实基"
ON = "础，并把高标准农田建设摆在更加突出的位置，全面提升耕地质量和防灾减灾能力。"
SLOGAN = "安居乐业 幸福家园 首付十万"
COLUMN = (
    "会议要求各地抓紧抓实春季农业生产加强\n农资供应确保不误农时为全年粮食丰收打\n下坚实基础并把高标准农田建设摆在更加\n"
)
COLUMN += "突出的位置全面提升耕地质量和防灾减灾\n能力建设"
NARROW = "会议要求，各地要抓紧抓实春季农业生产，加强农\n资供应，为全年粮食丰收打下坚实基础，保障供给。\n"
THEY = "had been asked for, and that the money would have to be found by the"
TOWN = "town, which had no wish to pay for what it would never see finished."
SOILED = "~~|| .:;' ii|| \\\\ ~ i |.| !! :: ~~ || ;; ,. ' |~ ,,"
SIGNED = "\ntown, which had no wish to pay.{}A. Harper, Engineer{}The town had no wish to pay for what it never saw."


def pair(page: str, above: str, line: str) -> tuple[Page, int, int]:
    """Two lines of a page, by a part of each."""
    made = Page(page, pack_of(page))
    before, index = (next(at for at, each in enumerate(made.lines) if part in each.text) for part in (above, line))
    return made, before, index


def reluctance(page: str, above: str, line: str) -> float:
    """Where nothing is like a headline."""
    made, before, index = pair(page, above, line)
    return Reluctance(made, [-9.0] * len(made.lines))(before, index)


@pytest.mark.parametrize(
    ("text", "above", "line", "expected"),
    [
        (f"{OPEN}\n\n{ON}", OPEN, ON, 0),
        (f"{OPEN}。\n\n{ON}", OPEN, ON, 1.5),  # a sentence ends above
        (f"{OPEN}。\n\n。{ON}", OPEN, ON, 1.5 + NEVER),  # and another with its first character
        (f"{OPEN}\n\n{SLOGAN}", OPEN, SLOGAN, NEVER),
        (f"{OPEN}。\n\n{SLOGAN}\n\n{ON}", SLOGAN, ON, NEVER),
        (f"{COLUMN}\n\n{ON}", "能力建设", ON, NEVER),  # with much room in its column
        (f"{COLUMN}工作要求各地确保不误农时全年\n\n{ON}", "能力建设", ON, 0),
        (f"{OPEN}\n{ON}", OPEN, ON, 0),
        (f"{NARROW}农资供应有保障\n记者昨日获悉，高标准农田建设已经开始。", "资供应，为", "农资供应有保障", NEVER),
        (f"{NARROW}农资供应有保障。\n记者昨日获悉，高标准农田建设已经开始。", "资供应，为", "农资供应有保障", 0),
    ],
)
def test_what_speaks_against_it_in_chinese(text, above, line, expected):
    assert reluctance(PAGE.format(text=text), above, line) == expected


@pytest.mark.parametrize(
    ("text", "above", "line", "expected"),
    [
        (f"{THEY}\n\n{TOWN}", THEY, TOWN, 0),
        (f"{THEY}\n\n{TOWN.upper()}", THEY, TOWN.upper(), NEVER),
        (f"{THEY}\n\n{SOILED}", THEY, SOILED, NEVER),
        (f"{THEY}.\n\n{TOWN.title()}", THEY, TOWN.title(), 3),  # a sentence ends above, and another may begin
        (f"{THEY}\n{TOWN}", THEY, TOWN, 0),
        (f"{THEY}\n{TOWN.upper()}", THEY, TOWN.upper(), NEVER),
        (f"{THEY}\n{SOILED}", THEY, SOILED, 0),
        (f"{THEY}.\n{SOILED}", THEY, SOILED, NEVER),
        (THEY + SIGNED.format("\n", "\n"), "A. Harper", "The town had", 0),
        (THEY + SIGNED.format("\n\n", "\n\n"), "A. Harper", "The town had", 3 + NEVER),  # it stands alone
        (THEY + SIGNED.format("\n\n", "\n\n").replace("The", "the"), "A. Harper", "the town had", 0),
    ],
)
def test_what_speaks_against_it_in_english(text, above, line, expected):
    assert reluctance(ENGLISH.format(text=text), above, line) == expected


@pytest.mark.parametrize(
    ("text", "above", "line", "expected"),
    [
        (f"{THEY}\n{TOWN}", THEY, TOWN, 0),
        (f"{THEY}\n{TOWN.upper()}", THEY, TOWN.upper(), NEVER),
        (f"{THEY}\n{SOILED}", THEY, SOILED, NEVER),
        (f"{THEY}.\n{TOWN.title()}", THEY, TOWN.title(), NEVER),
        (THEY + SIGNED.format("\n", "\n"), "A. Harper", "The town had", NEVER),
        (THEY + SIGNED.format("\n", "\n").replace("The", "the"), "A. Harper", "the town had", 0),
    ],
)
def test_what_speaks_against_it_in_english_without_blank_lines(text, above, line, expected):
    assert reluctance(ENGLISH.format(text=text).replace("\n\n", "\n"), above, line) == expected


def test_what_speaks_against_it_in_chinese_without_blank_lines():
    page = PAGE.format(text=f"{OPEN}。\n{SLOGAN}\n{ON}").replace("\n\n", "\n")
    assert reluctance(page, SLOGAN, ON) == NEVER
    assert reluctance(page.replace(SLOGAN, OPEN[:14]), OPEN[:14], ON) == 0


BROKEN = f"{THEY[:-3]}com-\n\n"


@pytest.mark.parametrize(
    ("page", "text", "above", "line", "seen"),
    [
        (PAGE, f"{OPEN}\n\n{ON}", OPEN, ON, "U2, U2 bare, U begins letter, bare>letter, U from starter bare, "
         "cuts a word U, U2 bare after 6"),
        (PAGE, f"{OPEN}。\n\n　　{ON}", OPEN, ON, "U2, U2 stop, U begins letter, stop>letter, U from starter stop, "
         "indented, U2 stop after 6"),
        (PAGE, f"{NARROW}记者昨日获悉。", "资供应，为", "记者昨日获悉", "U1, U1 stop, U begins letter, stop>letter, "
         "U opens starter, U1 stop after 4"),
        (PAGE, f"{OPEN}（\n{ON}", OPEN, ON, "U1, U1 bare, U begins letter, bare>letter, U from starter bare, "
         "opened bare, U1 bare after 6"),
        (ENGLISH, f"{THEY}\n{TOWN}", THEY, TOWN, "W1, W1 function, W begins lower, function>lower, near function, "
         "tight function"),
        (ENGLISH, f"{BROKEN}Missioners", "com-", "Missioners", "W2, W2 hyphen, W begins upper, hyphen>upper, "
         "broken word, short capital, near hyphen, tight hyphen"),
        (ENGLISH, f"{BROKEN}Missioners of the town, which had no wish to pay for them at all.", "com-", "Missioners",
         "W2, W2 hyphen, W begins upper, hyphen>upper, broken word, capital, near hyphen, tight hyphen"),
        (ENGLISH, f"{THEY}.\n   {TOWN.title()}", THEY, TOWN.title(), "W1, W1 stop, W begins upper, stop>upper, "
         "indented, full stop, tight stop"),
        (ENGLISH, f"{THEY}\n\nPARIS, March 3.—{TOWN}", THEY, "PARIS", "U2, U2 function, U begins upper, "
         "function>upper, U opens dateline, U2 function after 6"),
    ],
)  # fmt: skip
def test_the_evidence_has_the_names_that_have_weights(page, text, above, line, seen):
    found = continuation_evidence(*pair(page.format(text=text), above, line))
    assert ", ".join(found) == seen


@pytest.mark.parametrize(
    ("lines", "like_display", "expected"),
    [
        ("the works of the new quay", 1, 6),
        ("the works of the new quay", 2, 8),  # a header stands below, too
        ("the works of the new quay\nBy A. HARPER.", 1, 8),
        ("the works of the new quay.", 1, 2),  # no headline: it ends a sentence
        ("the works\nof the new\nquay and of\nthe harbour", 1, 2),  # nor are so many lines
    ],
)
def test_a_few_lines_that_are_like_a_headline_are_no_part_of_the_text_above(lines, like_display, expected):
    page, before, index = pair(ENGLISH.format(text=f"{THEY}\n\n{lines}\n\n{TOWN}"), THEY, "the works")
    display = [1.0 if index <= at < index + like_display else -9.0 for at in range(len(page.lines))]
    assert Reluctance(page, display)(before, index) == expected


# -- rows of data: what is expected, the language, two lines by their numbers (and how much the second one and those
# below are like display type), and the page


def rows_of(name: str) -> list[tuple[str, ...]]:
    text = (Path(__file__).parent / "data" / "newspaper" / name).read_text("utf-8")
    cases = "\n".join(line for line in text.split("\n") if not line.startswith("# ")).strip("\n").split("== ")
    parts = [case.rstrip("\n").partition("\n") for case in cases if case]
    return [(*(each.strip() for each in f"{head} | -9".split("|")[:5]), page) for head, _newline, page in parts]


@pytest.mark.parametrize(("expected", "language", "above", "line", "display", "text"), rows_of("reluctance.txt"))
def test_how_loath_it_is_to_join_to_the_cell(expected, language, above, line, display, text):
    page = Page(text, load(language))
    like_display = [float(display) if at >= int(line) else -9.0 for at in range(len(page.lines))]
    assert Reluctance(page, like_display)(int(above), int(line)) == float(expected)


@pytest.mark.parametrize(("expected", "language", "above", "line", "_display", "text"), rows_of("evidence.txt"))
def test_what_is_seen_of_two_lines_to_the_cell(expected, language, above, line, _display, text):
    assert ", ".join(continuation_evidence(Page(text, load(language)), int(above), int(line))) == expected

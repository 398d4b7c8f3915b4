"""Pages as other extractors leave them, single lines that newspapers print, and texts that only look like pages."""

import json
import random
from pathlib import Path

import pytest

from tests.changed_pages import CHANGES, changed, measured
from tests.made.invented_pages import EVERY, invented
from tui.core.clean import clean
from tui.core.publication import Kind
from tui.newspaper import Page, analyse, page_of, parse
from tui.newspaper.check import losses
from tui.newspaper.figures import number_of
from tui.newspaper.issue import fields_of, furniture_of
from tui.newspaper.language import pack_of
from tui.newspaper.lines import lines_of
from tui.newspaper.pack import load
from tui.newspaper.page import Sure

HERE = Path(__file__).parent
DATA = HERE / "data" / "newspaper"
SEED = clean((HERE.parent / "seeds" / "zhuzhou-daily-2022-10-09.txt").read_text(encoding="utf-8"))
TRUTH = json.loads((DATA / "seed.json").read_text(encoding="utf-8"))
LINES = [row.split("\t") for row in (DATA / "lines.txt").read_text(encoding="utf-8").splitlines()]
_FAR_DOWN = "\n\n".join(["x y"] * 70)


@pytest.mark.parametrize(("language", "kind", "text"), LINES)
def test_lines_that_newspapers_print(language, kind, text):
    pack = load(language)
    if kind.startswith("date "):
        assert fields_of(text, pack)["date"] == kind.removeprefix("date ")
        return
    found = furniture_of(lines_of(f"{_FAR_DOWN}\n\n{text}\n"), pack)
    jump = Page(text, pack).sure == [Sure.JUMP]
    assert ("jump" if jump else found[70].value if found else "none") == kind


@pytest.mark.parametrize("change", EVERY)
def test_no_change_of_the_page_joins_articles_or_loses_anything(change):
    found = measured(*invented(SEED, TRUTH, change))
    assert [found[name] for name in ("xart_joins", "lost", "dup", "alien")] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "change", ["double blank lines", "trailing spaces", "wide digits", "no tags", "spaced out", "lines of 60"]
)
def test_what_extractors_add_changes_little(change):
    found = measured(*changed(SEED, TRUTH, CHANGES[change]))
    assert found["cov_iou"] > 0.95
    assert found["join_f"] > 0.95


def test_spaces_between_chinese_characters_are_not_read():
    page = changed(SEED, TRUTH, CHANGES["spaced out"])
    shown = "".join(block.text for article in parse(page.text, "page").articles for block in article.blocks)
    plain = "".join(block.text for article in parse(SEED, "page").articles for block in article.blocks)
    assert "".join(shown.split()) == "".join(plain.split())
    assert shown.count(" ") <= plain.count(" ")


def test_line_ends_of_other_systems_and_form_feeds_change_nothing():
    plain = [article.title for article in parse(SEED, "page").articles]
    for text in (SEED.replace("\n", "\r\n"), SEED.replace("\n\n", "\x0c"), SEED.replace("\n", "\u2028"), SEED.rstrip()):
        assert [article.title for article in parse(clean(text), "page").articles] == plain


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("letters", ["会议开幕摄图", "abc.,-", "x"])
def test_lines_of_single_characters_come_out_as_they_are(letters, gap):
    chance = random.Random(1)
    text = gap.join(chance.choice(letters) for _line in range(3000))
    assert page_of(text) is None
    publication = analyse(Page(text, pack_of(text)), "page").publication
    assert losses(text, publication) == ""
    assert [{block.kind for block in article.blocks} for article in publication.articles] == [{Kind.PARAGRAPH}]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("12", 12), ("１２", 12), ("二〇二二", 2022), ("一九四九", 1949), ("二十三", 23), ("十", 10), ("十二", 12)],
        *[
            ("三十", 30),
            ("廿六", 26),
            ("卅一", 31),
            ("一百一十一", 111),
            ("元", 1),
            ("三千零二十一", 3021),
            ("maart", 0),
        ],
    ],
)
def test_numbers_in_all_figures(text, number):
    assert number_of(text) == number


def test_an_article_that_goes_on_here_is_no_part_of_one_that_goes_on_elsewhere():
    text = (DATA / "pages" / "en_city.txt").read_text(encoding="utf-8")
    articles = analyse(Page(text, load("en")), "page").publication.articles
    assert [article.title for article in articles if "wharf" in "".join(b.text for b in article.blocks)] == ["FLOOD"]

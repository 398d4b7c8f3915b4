"""A page that was understood wrongly from beginning to end is put right by keys alone, and exported as its truth."""

import json
from pathlib import Path

import pytest

from tests.scored.by_keys import Knowing
from tests.scored.newspaper_measures import measures
from tui.core.clean import clean
from tui.export.truth import as_truth
from tui.newspaper import parse
from tui.newspaper.language import pack_of
from tui.newspaper.publish import unplaced

DEV = Path(__file__).parent / "data" / "newspaper" / "dev"


def page_and_truth(name: str) -> tuple[str, dict]:
    return clean((DEV / f"{name}.txt").read_text("utf-8")), json.loads((DEV / f"{name}.json").read_text("utf-8"))


def units(truth: dict) -> list[tuple]:
    """Kind, letters and article of each unit, the articles numbered as they come."""
    articles = list(dict.fromkeys(unit["article"] for unit in truth["units"]))
    return [(unit["role"], unit["spans"][0][0], articles.index(unit["article"])) for unit in truth["units"]]


@pytest.mark.parametrize("name", ["en_dev", "zh_dev", "zh_dev_wrap"])
def test_from_nothing_understood_to_the_truth(name):
    text, truth = page_and_truth(name)
    rough = unplaced(text, pack_of(text), name)
    assert measures(text, truth, rough)["overall"] < 0.6
    somebody = Knowing(rough, truth)
    somebody.put_right()
    found = measures(text, truth, somebody.page)
    assert found["overall"] == pytest.approx(1.0)
    exported = as_truth(somebody.page)
    assert units(exported) == units(truth)
    labels = {boundary["before"]: boundary["label"] for boundary in truth["boundaries"]}
    assert {boundary["before"]: boundary["label"] for boundary in exported["boundaries"]} == labels
    for _step in range(somebody.steps):
        somebody.press("U")
    assert somebody.page == rough


def test_real_print_of_1884_has_only_what_nobody_can_read_in_it_left_wrong():
    text, truth = page_and_truth("fr_gaulois_1884")
    end = text.index("\n\n", 9000)  # a third of the page: more of the same takes longer and shows no more
    text = text[:end]
    truth = cut(truth, end)
    somebody = Knowing(parse(text, "gaulois"), truth)
    somebody.put_right()
    assert somebody.steps > 5
    found = measures(text, truth, somebody.page)
    assert {name for name, value in found.items() if value not in (0, pytest.approx(1.0))} <= {"meta", "overall"}
    assert found["lost"] == found["dup"] == found["alien"] == found["xart_joins"] == 0


def cut(truth: dict, end: int) -> dict:
    """The truth of the first part of a page."""
    kept = [unit for unit in truth["units"] if unit["spans"][0][0] < end]
    for unit in kept:
        unit["spans"] = [[start, min(stop, end)] for start, stop in unit["spans"] if start < end]
    boundaries = [boundary for boundary in truth["boundaries"] if boundary["after"] < end]
    articles = [one for one in truth["articles"] if any(unit["article"] == one["id"] for unit in kept)]
    return truth | {"units": kept, "boundaries": boundaries, "articles": articles}

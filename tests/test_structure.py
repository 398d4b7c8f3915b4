"""Documents put together as no program would, each whole as what it is: read or refused with a sentence. A thousand
of each and more: `python -m tests.corpora FOLDER --mutants 3000`."""

import random

import pytest

from tests.corpora import examined
from tests.made.structure import restructured
from tests.test_documents import SAMPLES
from tui.importers import content_formulas, formulas
from tui.importers.markup import parse

STRUCTURED = [name for name in SAMPLES if not name.endswith((".md", ".html"))]


@pytest.mark.parametrize("name", STRUCTURED)
def test_documents_put_together_otherwise(tmp_path, name):
    path = tmp_path / name
    for seed in range(12):
        path.write_bytes(restructured(SAMPLES[name], random.Random(seed)))
        answer = examined(str(path))
        wrong = [each for each in answer.get("wrong", []) if not each.startswith("lost ")]  # what is no word there
        assert not wrong, seed
        assert "\n" not in answer.get("refused", "")


@pytest.mark.parametrize("name", STRUCTURED)
def test_they_are_other_documents_and_the_same_each_time(name):
    made = [restructured(SAMPLES[name], random.Random(seed)) for seed in range(12)]
    assert made == [restructured(SAMPLES[name], random.Random(seed)) for seed in range(12)]
    assert len(set(made)) > 6


MORE = (
    "apply bind cn ci lambda mfrac msup mover mroot mtable mtr mmultiscripts mfenced maction semantics piece sep none"
)
SHAPES = (
    "<{0}/>", "<{0}>x</{0}>", "<{0}><sep/></{0}>", "<{0}><{0}/></{0}>", "<{0}><apply/></{0}>", "<apply><{0}/></apply>",
    "<apply><{0}/><{0}/></apply>", "<apply><{0}/><bvar/></apply>", "<apply><{0}/><condition/><degree/><ci/></apply>",
    "<apply>x<{0}/><lowlimit/><uplimit/></apply>",
)  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_formulas_in_which_everything_is_missing(shape):
    tables = [each for module in (content_formulas, formulas) for each in vars(module).values()]
    names = {name for each in tables if isinstance(each, dict | frozenset) for name in each if isinstance(name, str)}
    known = sorted(name for name in names | set(MORE.split()) if name.replace("-", "").isalnum() and name.isascii())
    assert len(known) > 100
    for name in known:
        formula = parse(f"<math>{shape.format(name)}</math>", xml=True).find("math")
        assert isinstance(formulas.spoken(formula), str), name

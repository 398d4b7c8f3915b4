"""The figures that pages are judged by: what each sort of mistake costs, and the benchmark that prints them."""

import json
import sys
from pathlib import Path

import pytest

from tests.benchmarks import bench_newspaper
from tests.scored.newspaper_measures import COLUMNS, measures
from tui.core.clean import clean
from tui.core.corrections import Change, Correction
from tui.export.truth import as_truth
from tui.newspaper import parse
from tui.newspaper.corrections import applied

_NAME, TEXT, TRUTH = next(bench_newspaper.pages([]))
SEED = parse(TEXT, "seed")


def worse(*corrections: tuple[Change, str]) -> set[str]:
    """The measures that fall when the page is corrected wrongly, those that are counts when they rise."""
    made = applied(SEED, [Correction(change, TEXT.index(words)) for change, words in corrections])
    before, after = measures(TEXT, TRUTH, SEED), measures(TEXT, TRUTH, made)
    return {name for name in COLUMNS if after[name] != before[name]}


def test_the_shipped_page_is_right_in_every_figure():
    found = measures(TEXT, TRUTH, SEED)
    counts = {"xart_joins", "lost", "dup", "alien"}
    assert found == {name: 0 if name in counts else pytest.approx(1.0) for name in COLUMNS}


@pytest.mark.parametrize(
    ("change", "words", "fallen"),
    [
        (Change.JOIN, "会议还研究了其他事项。", {"overall", "join_p", "join_f", "brk_acc"}),
        (Change.SPLIT, "展览从“伟人足迹”", {"overall", "join_r", "join_f"}),
        (Change.SUBTITLE, "深入践行 全过程人民民主", {"overall", "role_f1"}),
        (Change.SWAP, "高新区改革创新激发新活力", {"overall", "title_f1", "title_loose", "role_f1"}),
        (Change.AFTER, "会议还研究了其他事项。", {"overall", "cov_iou"}),
    ],
)
def test_a_mistake_costs_what_it_spoils(change, words, fallen):
    assert worse((change, words)) == fallen


def test_a_join_over_the_end_of_an_article_counts():
    assert "xart_joins" in worse((Change.JOIN, "市委理论学习中心组 举行今年"))


def test_text_that_is_lost_doubled_or_invented_counts():
    article = SEED.articles[1]
    lost = article._replace(blocks=article.blocks[:-1])
    found = measures(TEXT, TRUTH, SEED._replace(articles=(SEED.articles[0], lost, *SEED.articles[2:])))
    assert found["lost"] == len("会议还研究了其他事项。")
    doubled = article._replace(blocks=(*article.blocks, article.blocks[-1]))
    found = measures(TEXT, TRUTH, SEED._replace(articles=(SEED.articles[0], doubled, *SEED.articles[2:])))
    assert found["dup"] == len("会议还研究了其他事项。")
    invented = article._replace(
        blocks=(*article.blocks[:-1], article.blocks[-1]._replace(text="会议还研究了一些事项。"))
    )
    found = measures(TEXT, TRUTH, SEED._replace(articles=(SEED.articles[0], invented, *SEED.articles[2:])))
    assert found["alien"] > 0


def test_the_benchmark_reads_what_the_program_exports(tmp_path, monkeypatch, capsys):
    for path in (Path(__file__).parent / "data" / "newspaper" / "pages").glob("*.txt"):
        truth = as_truth(parse(clean(path.read_text("utf-8")), path.stem))
        (tmp_path / f"{path.stem}.truth.json").write_text(json.dumps(truth), "utf-8")
    monkeypatch.setattr(sys, "argv", ["bench", str(tmp_path), "--sizes", "1,2"])
    monkeypatch.setattr(bench_newspaper, "_ROUNDS", 1)
    bench_newspaper.main()
    table, growth = capsys.readouterr().out.split("\n\n")
    heads, *rows = (line.split() for line in table.splitlines())
    assert [row[0] for row in rows] == [*sorted(path.name.split(".")[0] for path in tmp_path.iterdir()), "MEAN"]
    assert [dict(zip(heads, row[1:], strict=True))["overall"] for row in rows] == ["1.000"] * len(rows)
    assert [line.split()[0] for line in growth.splitlines()] == ["times", "1", "2"]


def test_the_benchmark_has_pages_of_its_own_and_none_loses_anything_or_joins_articles():
    found = {name: measures(text, truth, parse(text, name)) for name, text, truth in bench_newspaper.pages([])}
    assert list(found) == ["seed", "en_dev", "fr_gaulois_1884", "fr_oerennes_1918", "zh_dev", "zh_dev_wrap"]
    assert {row[name] for row in found.values() for name in ("lost", "dup", "alien", "xart_joins")} == {0}
    assert min(found[name]["overall"] for name in ("seed", "zh_dev", "zh_dev_wrap", "en_dev")) > 0.95
    assert sum(row["overall"] for row in found.values()) / len(found) > 0.88

"""The front page that the program ships, from its text to an issue, exactly as somebody read it by hand."""

import json
import tomllib
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.machine.work import calls
from tests.scored.newspaper_score import score
from tui.core.clean import clean
from tui.core.publication import Article, Kind, Publication
from tui.newspaper import Page, analyse, page_of, parse
from tui.newspaper.check import losses
from tui.newspaper.language import language_of, pack_of
from tui.newspaper.pack import load, read_entries
from tui.newspaper.page import Sure

HERE = Path(__file__).parent
DATA = HERE / "data" / "newspaper"
LANGUAGES = sorted((HERE.parent / "tui" / "newspaper" / "languages").glob("*.toml"))
SEED = clean((HERE.parent / "seeds" / "zhuzhou-daily-2022-10-09.txt").read_text(encoding="utf-8"))
TRUTH = json.loads((DATA / "seed.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def seed() -> Publication:
    return parse(SEED, "zhuzhou-daily-2022-10-09")


def test_every_break_and_every_role_of_the_seed_is_right(seed):
    assert score(SEED, TRUTH, seed) == (0, 0, 0, [], [])


def test_the_issue_says_of_itself_what_is_printed(seed):
    assert {key: seed.metadata.get(key) for key in TRUTH["issue"]} == TRUTH["issue"]
    assert seed.title == "株洲日报 2022-10-09"
    assert seed.language == "zh-Hans"


@pytest.mark.parametrize("number", range(8))
def test_articles_of_the_seed(seed, number):
    assert facts_of(seed.articles[number]) == TRUTH["articles"][number]


def facts_of(article: Article) -> dict:
    first = {kind: (article.texts(kind) or (None,))[0] for kind in (Kind.TAG, Kind.KICKER, Kind.TITLE)}
    return {
        "kind": article.kind,
        "tag": first[Kind.TAG],
        "kicker": first[Kind.KICKER],
        "title": first[Kind.TITLE],
        "subtitles": list(article.texts(Kind.SUBTITLE)),
        "section_heads": list(article.texts(Kind.HEAD)),
        "dateline": article.dateline or None,
        "date": article.date or None,
        "bylines": [[list(byline.names), byline.role] for byline in article.bylines],
    }


def shape_of(publication: Publication) -> list:
    """Everything but the words."""
    return [
        [(block.kind, block.spans) for block in article.blocks] + [article.kind, len(article.bylines)]
        for article in publication.articles
    ]


def exchanges() -> list[tuple[str, str]]:
    rows = (DATA / "exchange.txt").read_text(encoding="utf-8").splitlines()
    pairs = [(row.split("\t")[0], row.split("\t")[1]) for row in rows if "\t" in row]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def exchanged(text: str) -> str:
    """The page with its names, places, titles and subjects exchanged for others of the same length."""
    for old, new in exchanges():
        assert len(old) == len(new)
        text = text.replace(old, new)
    return text


def permuted(text: str) -> str:
    """The page in other characters altogether; only what the language pack knows stays as it is."""
    pack = load("zh-Hans")
    known = "".join(value if isinstance(value, str) else "".join(value) for value in pack._entries.values())
    letters = sorted({letter for letter in text if "\u4e00" <= letter <= "\u9fff" and letter not in known})
    return text.translate(dict(zip(map(ord, letters), letters[7:] + letters[:7], strict=True)))


@pytest.mark.parametrize("change", [exchanged, permuted])
def test_other_words_of_the_same_shape_give_the_same_structure(seed, change):
    other = change(SEED)
    assert sum(one != two for one, two in zip(SEED, other, strict=True)) > len(SEED) // 20
    assert shape_of(parse(other, "other")) == shape_of(seed)


def test_nothing_of_the_seed_is_in_the_code():
    package = HERE.parent / "tui" / "newspaper"
    sources = [path for path in package.rglob("*") if path.suffix in {".py", ".toml", ".txt"}]
    code = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert [old for old, _ in exchanges() if old in code] == []


def test_keys_stay_and_differ(seed):
    again = parse(SEED, "another-name")
    assert [article.key for article in again.articles] == [article.key for article in seed.articles]
    assert again.key == seed.key
    assert len({article.key for article in seed.articles}) == len(seed.articles)
    twice = parse(SEED + "\n\n" + SEED, "twice")
    assert len({article.key for article in twice.articles}) == len(twice.articles)


def test_a_decoding_that_loses_text_is_given_up_for_the_whole_text(monkeypatch):
    monkeypatch.setattr(import_module("tui.newspaper.assemble"), "_add_header", lambda *_: None)
    analysis = analyse(Page(SEED, pack_of(SEED)), "broken")
    assert analysis.lost.startswith("lost at")
    assert [article.kind for article in analysis.publication.articles] == ["unplaced"]
    assert losses(SEED, analysis.publication) == ""


LINES = st.lists(
    st.one_of(
        st.sampled_from(SEED.split("\n")),
        st.sampled_from(["By Ann Lee", "PARIS, 3 mai. La", "In-", "See X, page 2", "(下转第2版)", "●", "摄", "图为。"]),
        st.text(max_size=60).map(lambda text: clean(text).replace("\n", " ")),
    ),
    max_size=40,
)


def outline(publication: Publication) -> str:
    """A publication as readable lines: what it says of itself, then every block with its kind."""
    lines = [f"{key}: {value}" for key, value in sorted(publication.metadata.items())]
    lines += [f"{block.kind}: {block.text}" for block in publication.furniture]
    for article in publication.articles:
        people = ", ".join(f"{' '.join(byline.names)} ({byline.role})" for byline in article.bylines)
        lines += ["", f"== {article.kind}; from: {article.dateline or '-'}; by: {people or '-'}"]
        lines += [f"{block.kind}: {block.text}" for block in article.blocks]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", sorted((DATA / "pages").glob("*.txt")), ids=lambda path: path.stem)
def test_pages_of_other_languages(path):
    page = page_of(path.read_text(encoding="utf-8"))
    assert page is not None
    publication = analyse(page, path.stem).publication
    assert publication.language == path.stem.partition("_")[0]
    assert outline(publication) == path.with_suffix(".expected").read_text(encoding="utf-8")


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from(["\n", "\n\n", "\n\n\n"]))
def test_no_page_loses_anything(lines, gap):
    text = gap.join(lines)
    analysis = analyse(Page(text, pack_of(text)), "page")
    assert analysis.lost == ""
    assert losses(text, analysis.publication) == ""
    assert all(block.text for article in analysis.publication.articles for block in article.blocks)


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_pack_is_plain_toml_and_its_patterns_compile(path):
    source = path.read_text(encoding="utf-8")
    entries = read_entries(source)
    assert entries == tomllib.loads(source)
    pack = load(path.stem)
    literal = {"final", "soft", "closers", "openers", "open_pairs", "head_marks"}
    for key, value in entries.items():
        if isinstance(value, str) and key not in literal:
            pack.pattern(key)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("记者从市政府获悉,这项工作已经开始。", "zh-Hans"),
        ("記者從市政府獲悉,這項工作已經開始。", "zh-Hant"),
        ("政府は15日、新しい計画を発表した。", "ja"),
        ("The mayor said that the work of the city has begun.", "en"),
        ("Le maire a dit que les travaux et la fête des rues sont prêts.", "fr"),
        ("12345", ""),
    ],
)
def test_the_language_of_a_page(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("more", "times"),
    [
        (f"\n\n{SEED}", 6),
        ("\n\n● 一、\n\n大会开幕", 250),
        ("会", 200_000),
        ("(（“", 60_000),
        ("\n本报记者/王", 500),
        ("\n\n会\n\n图为市民。\n本报记者 张三 摄", 250),
    ],
    ids=["pages", "headers", "one line", "brackets", "bylines", "pictures"],
)
def test_four_times_the_text_takes_no_six_times_the_work(more, times):
    once, often = (calls(partial(read_whole, SEED + more * each)) for each in (times, 4 * times))
    assert often < 6 * once


def read_whole(text: str) -> None:
    page = page_of(text)
    assert page is not None
    assert analyse(page, "long").lost == ""


def test_the_seed_is_a_page():
    assert page_of(SEED) is not None


@pytest.mark.parametrize(
    ("line", "sure"),
    [("FRANCE.", Sure.OPEN), ("LETTRE DE LONDRES.", Sure.OPEN), ("E. L. B.", Sure.BYLINE), ("L. F. N.", Sure.BYLINE)],
)
def test_initials_sign_a_text_and_a_name_in_capitals_stands_over_one(line, sure):
    story = "Le commandant des troupes qui occupent la ville\na défendu, sous les peines les plus sévères, de\nvendre."
    page = Page(f"{story}\n\n{line}\n\nles troupes ont fait des prisonniers\n\n{story}\n", load("fr"))
    assert {page.lines[index].text: found for index, found in enumerate(page.sure)}[line] is sure


@pytest.mark.parametrize(
    ("language", "text", "advertised"),
    [
        ("zh", "广告\n全场家具八折\n热线 0731-28820000", ["广告", "全场家具八折", "热线 0731-28820000"]),
        ("zh", "李明遗失身份证一枚，声明作废。", ["李明遗失身份证一枚，声明作废。"]),
        ("zh", "市民可到广告公司办理登记。", []),
        ("en", "ADVERTISEMENT\nBuy our soap.", ["ADVERTISEMENT", "Buy our soap."]),
        ("en", "The advertisement was withdrawn by the city after a day.", []),
    ],
)
def test_advertisements_that_say_so_belong_to_no_article(language, text, advertised):
    body = {
        "zh": "缓坡建好了\n\n本报讯 全市的路口都建了缓坡，盲道也通了。市民说，出门方便多了，轮椅也能自己过马路。",
        "en": "Kerbs are lowered\n\nThe city has lowered the kerbs at all crossings, and the paving was laid again.",
    }[language]
    publication = parse(f"{body}\n\n{text}\n", "page")
    assert [block.text for block in publication.furniture if block.kind is Kind.AD] == advertised
    assert losses(f"{body}\n\n{text}\n", publication) == ""

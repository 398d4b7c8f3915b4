"""Putting right how a page was understood: what each correction does, and that none loses anything."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.core.clean import clean
from tui.core.corrections import Change, Correction
from tui.core.publication import Doubt, Kind, Place, Publication
from tui.core.source import SourceMap, pieces
from tui.newspaper import Page, analyse
from tui.newspaper.check import losses
from tui.newspaper.corrections import applied, corrected, possible
from tui.newspaper.language import pack_of

HERE = Path(__file__).parent
SEED = clean((HERE.parent / "seeds" / "zhuzhou-daily-2022-10-09.txt").read_text(encoding="utf-8"))
WRAPPED = """THE HILL TOWN HERALD

Monday, October 10, 2022 | Vol. 12 No. 4,311

Rain closes road to the lower val-
ley
By Ann Marsh

HILL TOWN — Heavy rain closed the main
road to the lower valley on Sun-
day after a slope slid  onto it, and
long queues formed.

Crews clear the road. Photo by Tom Reed

The county said that it would open it
again on Tuesday, and asked people to
keep to the north-
ern road.

Library opens again
By Tom Reed

The county library opens again on Sat-
urday after a year of work.
"""


def page(text: str) -> Publication:
    return analyse(Page(text, pack_of(text)), "page").publication


PAGES = {"seed": page(SEED), "wrapped": page(WRAPPED)}
FINEST = 10_000
STEPS = st.tuples(st.sampled_from(list(Change)), st.integers(0, FINEST), st.integers(0, FINEST))


def chosen(publication: Publication, step: tuple[Change, int, int]) -> Correction:
    """What somebody wants who is anywhere on the page: about the block there, but where another one begins."""
    change, *where = step
    at, target = (each * (len(publication.source) - 1) // FINEST for each in where)
    if change is Change.BACK and publication.furniture:
        return Correction(change, publication.furniture[at % len(publication.furniture)].spans[0].start)
    place = SourceMap(publication).place(at)
    spans = publication.articles[place.article].blocks[place.block].spans
    exact = change in (Change.SPLIT, Change.KEEP)
    return Correction(change, at if exact else spans[0].start, target if change is Change.TO else -1)


def made_at_random(publication: Publication, steps: list[tuple[Change, int, int]]) -> Publication:
    """The page after these steps, each chosen on what the ones before have left."""
    made, corrections = publication, []
    for step in steps:
        corrections.append(chosen(made, step))
        made = applied(publication, corrections)
    return made


def at(text: str) -> int:
    """Where these words stand in the shipped page."""
    assert SEED.count(text) == 1, text
    return SEED.index(text)


def after(*corrections: tuple[Change, str]) -> Publication:
    """The shipped page with corrections at words of it."""
    return applied(PAGES["seed"], [Correction(change, at(words)) for change, words in corrections])


def outline(publication: Publication, article: int) -> list[str]:
    """The blocks of an article: kind and first words."""
    return [f"{block.kind} {block.text[:8]}" for block in publication.articles[article].blocks]


def titles(publication: Publication) -> list[str]:
    return [article.title[:6] for article in publication.articles]


def test_a_paragraph_is_joined_with_the_one_before():
    before = outline(PAGES["seed"], 1)
    made = after((Change.JOIN, "会议还研究了其他事项。"))
    assert outline(made, 1) == before[:-1]
    assert made.articles[1].blocks[-1].text.endswith("会议还研究了其他事项。")


def test_a_paragraph_goes_on_below_a_picture():
    source = "照片说明。\n\n前半句话还没有说完就\n\n图为市民在观展。\n\n被图片打断了。"
    publication = page(source)
    blocks = [
        block._replace(kind=kind)
        for block, kind in zip(
            (block for article in publication.articles for block in article.blocks),
            (Kind.TITLE, Kind.PARAGRAPH, Kind.CAPTION, Kind.PARAGRAPH),
            strict=True,
        )
    ]
    publication = publication._replace(articles=(publication.articles[0]._replace(blocks=tuple(blocks)),))
    made = applied(publication, [Correction(Change.JOIN, source.index("被图片"))])
    assert made.articles[0].texts(Kind.PARAGRAPH) == ("前半句话还没有说完就被图片打断了。",)
    assert made.articles[0].texts(Kind.CAPTION) == ("图为市民在观展。",)


def test_joining_at_the_beginning_of_an_article_joins_the_articles():
    made = after((Change.JOIN, "市委理论学习中心组 举行今年"))
    assert len(made.articles) == 7
    joined = [block.text for block in made.articles[1].blocks if "会议还研究了其他事项。市委理论" in block.text]
    assert len(joined) == 1
    before = PAGES["seed"].articles
    assert outline(made, 1) == outline(PAGES["seed"], 1) + outline(PAGES["seed"], 2)[1:]
    assert (made.articles[1].key, made.articles[2].key) == (before[1].key, before[3].key)


def test_a_paragraph_is_split_at_the_very_character():
    made = after((Change.SPLIT, "展览从“伟人足迹”"))
    captions = made.articles[0].texts(Kind.CAPTION)
    assert captions[0].endswith("红色IP。")
    assert captions[1].startswith("展览从")


def test_what_a_hyphen_was_comes_back_when_its_line_is_split_off():
    publication = PAGES["wrapped"]
    text = next(block.text for block in publication.articles[0].blocks if "Heavy rain" in block.text)
    assert "on Sunday after a slope slid onto it" in text
    made = applied(publication, [Correction(Change.SPLIT, WRAPPED.index("day after"))])
    paragraphs = made.articles[0].texts(Kind.PARAGRAPH)
    assert paragraphs[0].endswith("valley on Sun-")
    assert paragraphs[1].startswith("day after a slope")


def test_a_title_in_the_middle_opens_an_article_and_a_head_closes_it_again():
    opened = after((Change.TITLE, "● 机构重组"))
    assert len(opened.articles) == 9
    assert opened.articles[8].title.startswith("● 机构重组")
    again = after((Change.TITLE, "● 机构重组"), (Change.HEAD, "● 机构重组"))
    assert [article.blocks for article in again.articles] == [article.blocks for article in PAGES["seed"].articles]
    assert [article.key for article in again.articles] == [article.key for article in PAGES["seed"].articles]


def test_a_title_takes_its_tag_and_kicker_along():
    merged = after((Change.HEAD, "高新区改革创新激发新活力"))
    assert len(merged.articles) == 7
    assert outline(merged, 6) == [
        line.replace("title 高新", "head 高新") for line in outline(PAGES["seed"], 6) + outline(PAGES["seed"], 7)
    ]
    again = after((Change.HEAD, "高新区改革创新激发新活力"), (Change.TITLE, "高新区改革创新激发新活力"))
    assert outline(again, 7)[:3] == outline(PAGES["seed"], 7)[:3]
    assert len(again.articles) == 8


def test_a_subtitle_becomes_the_title_and_the_title_the_kicker():
    made = after((Change.TITLE, "代表建议督办,让残障人士共享"))
    assert made.articles[3].title == "代表建议督办,让残障人士共享幸福株洲"
    assert made.articles[3].texts(Kind.KICKER) == ("我市启动无障碍综合服务示范区建设",)


def test_kicker_and_title_are_swapped():
    made = after((Change.SWAP, "高新区改革创新激发新活力"))
    assert made.articles[7].title == "围绕企业全生命周期,深化体制机制系列改革"
    assert made.articles[7].texts(Kind.KICKER) == ("高新区改革创新激发新活力",)


@pytest.mark.parametrize(
    ("change", "kind"),
    [(Change.SUBTITLE, Kind.SUBTITLE), (Change.HEAD, Kind.HEAD), (Change.PARAGRAPH, Kind.PARAGRAPH)],
)
def test_another_kind(change, kind):
    made = after((change, "株洲日报全媒体记者/邓伟勇"))
    assert made.articles[3].blocks[3].kind is kind
    assert not made.articles[3].bylines


def test_a_block_moves_to_its_place_in_another_article():
    made = after((Change.BEFORE, "陈恢清主持并作学习小结"))
    assert outline(made, 1) == [*outline(PAGES["seed"], 1), "subtitle 陈恢清主持并作学"]
    made = after((Change.AFTER, "会议还研究了其他事项。"))
    assert outline(made, 2) == ["para 会议还研究了其他", *outline(PAGES["seed"], 2)]


def test_an_article_without_blocks_is_gone():
    blocks = PAGES["seed"].articles[4].blocks
    made = applied(PAGES["seed"], [Correction(Change.AFTER, block.spans[0].start) for block in blocks])
    assert len(made.articles) == 7
    assert made.articles[4].key == PAGES["seed"].articles[5].key


def test_an_article_begins_without_a_title():
    made = after((Change.OPEN, "会议还研究了其他事项。"))
    assert outline(made, 2) == ["para 会议还研究了其他"]
    assert made.articles[2].title == ""
    assert titles(made)[3:] == titles(PAGES["seed"])[2:]


def test_what_an_article_says_of_itself_is_read_again():
    made = after((Change.AFTER, "株洲日报全媒体记者/邓伟勇"))
    assert not made.articles[3].bylines
    assert [byline.names for byline in made.articles[4].bylines][-1] == ("邓伟勇",)


def test_a_new_article_keeps_its_key_whatever_follows():
    one = after((Change.OPEN, "会议还研究了其他事项。"))
    two = after((Change.OPEN, "会议还研究了其他事项。"), (Change.TITLE, "会议还研究了其他事项。"))
    assert one.articles[2].key == two.articles[2].key
    assert two.articles[2].title == "会议还研究了其他事项。"


def test_a_block_that_opens_two_articles_one_after_the_other_gives_them_two_keys():
    seed = PAGES["seed"]
    offset = seed.articles[1].blocks[5].spans[0].start
    made = applied(seed, [Correction(change, offset) for change in (Change.OPEN, Change.BEFORE, Change.OPEN)])
    assert [len(article.blocks) for article in made.articles[1:4]] == [5, 1, 2]
    assert len({article.key for article in made.articles}) == len(made.articles) == 10


def test_an_article_that_is_none_goes_on_with_the_one_before():
    opened = after((Change.OPEN, "会议还研究了其他事项。"))
    merged = after((Change.OPEN, "会议还研究了其他事项。"), (Change.MERGE, "会议还研究了其他事项。"))
    assert len(opened.articles) == 9
    assert [article.blocks for article in merged.articles] == [article.blocks for article in PAGES["seed"].articles]
    two = after((Change.MERGE, "市委理论学习中心组 举行今年"))
    assert outline(two, 1) == outline(PAGES["seed"], 1) + outline(PAGES["seed"], 2)


def test_a_block_moves_to_any_article():
    seed = PAGES["seed"]
    made = applied(seed, [Correction(Change.TO, at("会议还研究了其他事项。"), at("围绕企业全生命周期,深化"))])
    assert outline(made, 7)[0] == "para 会议还研究了其他"
    assert outline(made, 1) == outline(seed, 1)[:-1]
    same = Correction(Change.TO, at("会议还研究了其他事项。"), seed.articles[1].blocks[0].spans[0].start)
    assert applied(seed, [same]).articles == seed.articles


@pytest.mark.parametrize(
    "change", [Change.KICKER, Change.TAG, Change.BYLINE, Change.CAPTION, Change.CREDIT, Change.JUMP]
)
def test_other_kinds_stay_where_they_are(change):
    made = after((change, "会议还研究了其他事项。"))
    assert outline(made, 1) == [*outline(PAGES["seed"], 1)[:-1], f"{change} 会议还研究了其他"]


def test_what_is_no_part_of_an_article_is_set_aside_and_brought_back():
    seed, words = PAGES["seed"], "会议还研究了其他事项。"
    aside = after((Change.AD, words))
    assert outline(aside, 1) == outline(seed, 1)[:-1]
    assert [(block.kind, block.text) for block in aside.furniture if block not in seed.furniture] == [(Kind.AD, words)]
    back = after((Change.AD, words), (Change.BACK, words))
    assert (back.articles, back.furniture) == (seed.articles, seed.furniture)


def test_what_is_set_aside_says_what_it_says_of_the_issue():
    text = WRAPPED.replace("THE HILL TOWN HERALD\n\n", "").replace(
        "Monday, October 10, 2022 | Vol. 12 No. 4,311\n\n", ""
    )
    bare = page(f"{text}\nTHE HILL TOWN HERALD\n\nMonday, October 10, 2022\n")
    assert "paper" not in bare.metadata
    wanted = [(Change.MASTHEAD, "THE HILL"), (Change.ISSUE_META, "Monday, October")]
    made = applied(bare, [chosen(bare, (Change.SPLIT, 0, 0)), *split_off(bare, wanted)])
    assert (made.metadata["paper"], made.metadata["date"]) == ("THE HILL TOWN HERALD", "2022-10-10")


def split_off(publication: Publication, wanted: list[tuple[Change, str]]) -> list[Correction]:
    offsets = [(change, publication.source.index(words)) for change, words in wanted]
    return [Correction(each, at) for change, at in offsets for each in (Change.SPLIT, change)]


def test_one_block_always_stays():
    single = page("一句话,不是报纸。\n")
    assert len(single.articles) == len(single.articles[0].blocks) == 1
    assert applied(single, [Correction(Change.AD, 0)]).articles == single.articles


def test_what_is_right_is_right_where_somebody_stands_or_in_the_whole_block():
    seed = PAGES["seed"]
    block = seed.articles[1].blocks[2]
    start, middle = block.spans[0].start, block.spans[0].start + 9
    doubtful = seed._replace(doubts=(Doubt(start, 0.5, "para", "+para"), Doubt(middle, 0.5, "+para", "para")))
    assert applied(doubtful, [Correction(Change.KEEP, middle)]).doubts == doubtful.doubts[:1]
    assert applied(doubtful, [Correction(Change.KEEP, start)]).doubts == doubtful.doubts[1:]
    assert applied(doubtful, [Correction(Change.KEEP, middle + 1)]).doubts == ()


def test_a_correction_of_a_block_that_does_not_begin_there_any_more_is_not_applied_to_another():
    seed = PAGES["seed"]
    last = at("会议还研究了其他事项。")
    joined = applied(seed, [Correction(Change.JOIN, last)])  # as another version may understand the page
    for change in Change:
        if change not in (Change.SPLIT, Change.KEEP):
            assert applied(joined, [Correction(change, last, 0)]).articles == joined.articles, change


def test_what_was_decided_is_not_doubtful_any_more():
    seed = PAGES["seed"]
    for doubt in seed.doubts:
        made = applied(seed, [Correction(Change.KEEP, doubt.offset)])
        assert doubt not in made.doubts
        assert made.articles == seed.articles
    everything = [Correction(Change.KEEP, doubt.offset) for doubt in seed.doubts]
    assert applied(seed, everything).doubts == ()


def test_only_what_changes_something_is_possible():
    seed = PAGES["seed"]
    places = SourceMap(seed)
    for words in ("“毛泽东足迹遍株洲”", "会议还研究了其他事项。", "围绕企业全生命周期,深化"):
        offset = at(words) if SEED.count(words) == 1 else SEED.index(words)
        found = set(possible(seed, places.place(offset), offset))
        for change in Change:
            made = applied(seed, [Correction(change, offset)])
            assert (made != seed) == (change in found), change
            assert change not in (Change.BACK, Change.TO) or change not in found


def test_a_page_that_would_lose_something_stays_as_it_was(monkeypatch):
    monkeypatch.setattr("tui.newspaper.corrections.losses", lambda *_: "lost at 0")
    assert corrected(PAGES["seed"], [Correction(Change.SPLIT, at("展览从“伟人足迹”"))]) is PAGES["seed"]


def test_corrections_of_another_decoding_mean_nothing():
    seed = PAGES["seed"]
    assert applied(seed, [Correction(Change.JOIN, 0), Correction(Change.SPLIT, 10**6)]).articles == seed.articles
    assert applied(seed, [Correction(Change.KEEP, at("会议还研究了其他事项。"))]).articles == seed.articles


@settings(max_examples=30)
@given(st.sampled_from(sorted(PAGES)), st.lists(STEPS, max_size=14))
def test_no_corrections_lose_anything(name, steps):
    publication = PAGES[name]
    made = made_at_random(publication, steps)
    assert losses(made.source, made) == ""
    assert made.articles
    assert all(article.blocks for article in made.articles)
    assert all(block.text for article in made.articles for block in article.blocks)
    assert len({article.key for article in made.articles}) == len(made.articles)
    assert made.key == publication.key


@settings(max_examples=20)
@given(st.lists(st.one_of(STEPS, st.none()), max_size=12))
def test_undoing_leads_back(steps):
    """None takes back the last one."""
    made, kept = [PAGES["seed"]], []
    for step in steps:
        if step is None:
            made, kept = made[: max(1, len(made) - 1)], kept[:-1]
            assert corrected(PAGES["seed"], kept) == made[-1]
        else:
            kept.append(chosen(made[-1], step))
            made.append(corrected(PAGES["seed"], kept))
    assert corrected(PAGES["seed"], []) is PAGES["seed"]


@settings(max_examples=20)
@given(st.sampled_from(sorted(PAGES)), st.lists(STEPS, max_size=6))
def test_every_character_has_its_place_and_every_place_its_character(name, steps):
    publication = made_at_random(PAGES[name], steps)
    places = SourceMap(publication)
    for article in publication.articles:
        for block in article.blocks:
            for start, end, span in pieces(block, publication.source):
                assert block.text[start:end].split() == publication.source[span.start : span.end].split() or (
                    block.text[start:end] == publication.source[span.start : span.end - 1]
                )
    for number, article in enumerate(publication.articles[:3]):
        for index, block in enumerate(article.blocks):
            for offset in range(0, len(block.text), 7):
                place = Place(number, index, offset)
                at_source = places.offset(place)
                if not block.text[offset].isspace():
                    assert publication.source[at_source] == block.text[offset]
                    assert places.place(at_source) == place


@pytest.mark.parametrize("language", ["de", "zh-CN", "en-US", "ar", ""])
def test_a_page_in_any_language_can_be_put_right(language):
    """There are but a few languages whose pages are known; a PDF names any."""
    publication = PAGES["wrapped"]._replace(language=language)
    assert possible(publication, Place(0), 0) == possible(PAGES["wrapped"], Place(0), 0)
    assert Change.HEAD in possible(publication, Place(0), 0)

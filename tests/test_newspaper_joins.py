"""What lines say of each other by their words: they are one paragraph, or one signs the other."""

import pytest

from tui.core.publication import Kind
from tui.newspaper import parse
from tui.newspaper.marks import beginning
from tui.newspaper.pack import load
from tui.newspaper.words import inside_word

PAGE = """东湖日报
2021年3月4日 星期四 第1234期 今日4版

全市春耕备耕工作会议召开
本报讯（记者 王小明）昨日，全市春耕备耕工作会议在市政府礼堂召开，各县区负责人参加会议并作了发言。

{text}

图书馆新馆五月开放
本报讯（记者 李小红）记者昨日从市文化局获悉，图书馆新馆将于五月一日正式对外开放，市民凭身份证即可入馆。
"""


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "会议要求，各地要抓紧抓实春季农业生产，加强农资供应，确保不误农时，为全年粮食丰收打下坚实基\n\n"
            "础，并把高标准农田建设摆在更加突出的位置，全面提升耕地质量和防灾减灾能力。",
            "打下坚实基础，并把高标准农田",
        ),
        (
            "會議要求各地抓緊春季農業生產，加強農資供應，確保不誤農時，並解決農民最關心的實際問\n\n"
            "題，把高標準農田建設擺在更加突出的位置，全面提升耕地質量。",
            "最關心的實際問題，把高標準",
        ),
        (
            "会议指出，农业的根本出路在于现代化，现代化的关键在科技和人才。\n[3]",
            "科技和人才。[3]",
        ),
        (
            "东湖日报讯（全媒体记者 赵强）\n昨日，全市第一批春播作物在城东镇下地，比去年早了三天，农技人员在田头指导。",
            "赵强）昨日，全市第一批",
        ),
    ],
)
def test_lines_that_go_on_are_joined(text, whole):
    publication = parse(PAGE.format(text=text), "page")
    paragraphs = [block.text for article in publication.articles for block in article.blocks]
    assert [whole in text for text in paragraphs].count(True) == 1
    titles = [article.title for article in publication.articles]
    assert {"全市春耕备耕工作会议召开", "图书馆新馆五月开放"} <= set(titles)


def test_a_dateline_of_its_own_line_begins_the_paragraph():
    text = PAGE.format(text="").replace("（记者 李小红）记者", "（记者 李小红）\n记者")
    last = parse(text, "page").articles[-1]
    assert [block.kind for block in last.blocks] == [Kind.TITLE, Kind.PARAGRAPH]
    assert [byline.names for byline in last.bylines] == [("李小红",)]


@pytest.mark.parametrize("pair", ["难题", "意识", "難題", "意識", "联系", "聯繫"])
def test_words_that_are_often_used_are_known(pair):
    assert inside_word(*pair)


@pytest.mark.parametrize("pair", ["的我", "讯记", "議全", "龘龘", "难\n", "ab"])
def test_what_is_no_word_is_not(pair):
    assert not inside_word(*pair)


FRENCH = """LE COURRIER
3 mars 1885 — N° 64
15 centimes
ABONNEMENTS

LE MARCHÉ AUX BLÉS

Les affaires ont repris hier à la halle, où les acheteurs de la région étaient venus plus
nombreux que la semaine passée, et les cours sont restés fermes jusqu'au soir.
{signature}

LA CRUE DE LA LOIRE

Les eaux ont baissé dans la nuit, et les habitants des bas quartiers ont pu rentrer chez eux
avec les meubles que les bateliers avaient mis à l'abri dans les greniers de la ville.
"""


@pytest.mark.parametrize(
    "signature", ["PAUL FERRIER", "H. DE PÊNE", "STELLO", "G. T.", "J. Payerne.", "Signé : Durand"]
)
def test_a_name_below_the_end_of_a_text_signs_it(signature):
    first, second = parse(FRENCH.format(signature=signature), "page").articles
    assert (first.title, second.title) == ("LE MARCHÉ AUX BLÉS", "LA CRUE DE LA LOIRE")
    assert first.texts(Kind.BYLINE) == (signature,)
    assert signature in [byline.text for byline in first.bylines]


@pytest.mark.parametrize("head", ["COURS DES VINS", "SANS NOUVELLES"])
def test_what_is_no_name_signs_nothing(head):
    articles = parse(FRENCH.format(signature=head), "page").articles
    assert not any(article.bylines for article in articles)


def test_an_apostrophe_before_a_word_closes_nothing():
    text = "'OUR LA DÉMOBILISATION"
    pack = load("fr")
    assert beginning(text, pack) == "upper"
    assert beginning("' et il s'en alla", pack) == "close"


@pytest.mark.parametrize("text", ["学习贯彻精神", "奋进的热点", "图为市民", "在新时代", "会议还研究", "tag", "（"])
@pytest.mark.parametrize("key", ["tag", "slogan", "caption_tail", "starter", "dateline", "jump_back", "none"])
def test_lists_of_words_match_as_their_patterns_do(key, text):
    pack = load("zh-Hans")
    assert pack.begins(key, text) is (pack.match(key, text) is not None)
    assert pack.holds(key, text) is (pack.search(key, text) is not None)


@pytest.mark.parametrize("ending", ["", "，", "妈"])
@pytest.mark.parametrize("title", ["白石桥下周三通车", "“山乡书屋”\n走进城东小学", "。白石桥下周三通车"])
def test_a_headline_does_not_go_on_with_a_text_whose_stop_was_lost(ending, title):
    text = f"会议要求，各地抓紧春季农业生产，加强农资供应，为全年粮食丰收打下坚实基础{ending}\n\n{title}\n\n"
    text += "本报讯（记者 张强）记者昨日从市交通局获悉，白石桥主体工程已经完工，将于下周三通车。"
    blocks = [block.text for article in parse(PAGE.format(text=text), "page").articles for block in article.blocks]
    assert sum(title[:5] in text for text in blocks) == 1
    assert not any("坚实基础" in text and title[:5] in text for text in blocks)

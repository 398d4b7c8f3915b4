"""The words that the cutter of sentences looks at; data for `sentences`.

Latin: abbreviations, whose full stop ends no sentence, per language. Chinese and Japanese: what stands
around a quotation and behind a long pause. Collected by hand; the lists hold what newspapers print, not all
there is, because a word that is missing costs one cut too many or too few and nothing else.
"""

from tui.core.light import NamedTuple


class Abbreviations(NamedTuple):
    """All in lower case, without the last full stop, except `starters`.

    never: a name or a number always follows (Mr., Dr.).
    before_numbers: an abbreviation only when a number follows (No., p.).
    may_end: can stand at the end of a sentence too (Inc., p.m.); `starters` decide, the words that
    stand with a capital only because they begin a sentence.
    ordinals: whether "3." is an ordinal number in the middle of a sentence.
    """

    never: frozenset[str]
    before_numbers: frozenset[str] = frozenset()
    may_end: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    ordinals: bool = False


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _tuple(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# What goes on after a quotation with its own end mark: 《为什么？》一书, “走吧！”的喊声, 「行く。」と言った
GOES_ON = _tuple(
    "、 ， ； ： , ; : · — ) ） 的 地 之 等 这一 这个 这样 这种 这句 这番 这类 那个 那样 那种 那句 一书 一文 一词 一句 "
    "一语 一类 一问 一说 一事 と って など なんて の は が を に も で"
)
# Ends of the clause that names a speaker: “……。”市残联相关负责人介绍,
SPEAKS = _tuple(
    "说 說 道 问 問 答 喊 叫 嚷 称 稱 写 笑 表示 认为 認為 介绍 介紹 坦言 指出 强调 強調 告诉 告訴 透露 感慨 感叹 "
    "回忆 回憶 解释 解釋 补充 補充 直言 呼吁 提醒 建议 总结 分析 回应 反问 追问 评价 叮嘱 承诺 赞叹 自语"
)
AFTER_SPEAKS = _tuple("记者 記者 我们 大家 他们 她们 他 她 我 完 着 了 过 起来")
# What a sentence behind …… begins with, or how its first clause ends: 国庆长假期间,
BEGINS = _tuple(
    "“ 「 『 （ ( 《 — ● ■ ◆ 这 這 此 但 然而 不过 于是 同时 近年 如今 目前 现在 今年 今天 今日 去年 随着 据 为了 "
    "由于 因此 所以 经过 通过 谁 难道 究竟 可是"
)
CIRCUMSTANCES = _tuple("期间 时 后 以来 之中 之前 之后 之下 之际 日 中 上 里 月")


_ENGLISH = Abbreviations(
    never=_set(
        "mr mrs ms mx dr prof sen rep gov gen lt col sgt capt maj cpl cmdr adm rev hon fr pres supt insp messrs "
        "mme mlle st mt ft vs v viz cf e.g i.e approx al op asst assoc dept univ amb det pvt"
    ),
    before_numbers=_set(
        "no nos p pp par vol vols fig figs ch chap sec sect art eq ed eds ext est c jan feb mar apr jun jul aug "
        "sep sept oct nov dec rm tel sq"
    ),
    may_end=_set(
        "etc inc ltd co corp bros plc llc jr sr esq ph.d ph.ds b.a m.a m.d a.m p.m u.s u.k u.n u.s.a e.u d.c b.c "
        "a.d b.c.e c.e ave blvd rd mon tue tues thu thurs fri calif fla conn"
    ),
    starters=_set(
        "The A An This That These Those There It He She We They You I If In On At By As And But Or So For From "
        "To With Then When While What Who Why How Where After Before Although Though However His Her Its Our "
        "Their My Your One Two Some Many Most All No Not Now Here Today Yesterday Still Yet Mr Mrs Ms Dr Is Was "
        "Did Does Do Are Were Has Have Had Can Could Will Would Since Because Once Even Only Such Both Another"
    ),
)

_FRENCH = Abbreviations(
    never=_set(
        "m mm mme mmes mlle mlles mgr dr drs pr prof me st ste cf p.ex ex env av apr éd boul bd fg gal gén col "
        "cap lt sgt arr dép dir vs c.-à-d j.-c"
    ),
    before_numbers=_set("p pp n no nos vol t fig chap art al ch tél"),
    may_end=_set("etc inc ltée cie s.a s.a.r.l u.e o.n.u j.-c"),
    starters=_set(
        "Le La Les Un Une Des Ce Cet Cette Ces Il Elle Ils Elles On Nous Vous Je Tu Mais Et Or Donc Car Dans Pour "
        "Par Avec Sans Sur Sous En À Au Aux Si Quand Alors Puis Ainsi Cependant Selon Après Avant Depuis Son Sa "
        "Ses Leur Leurs Notre Votre Mon Ma Mes Qui Que Quoi Où Comment Pourquoi"
    ),
)

_GERMAN = Abbreviations(
    never=_set(
        "dr prof hr fr st z b z.b d h d.h u a u.a bzw ca vgl sog i i.d.r o o.ä inkl exkl evtl ggf zzgl geb gest hrsg "
        "mio mrd tsd dipl ing"
    ),
    before_numbers=_set("nr s bd abb art kap abs tel str"),
    may_end=_set("usw etc jh uhr v.chr n.chr"),
    starters=_set(
        "Der Die Das Ein Eine Er Sie Es Wir Ihr Ich In Im Am An Auf Aus Bei Mit Nach Von Vor Zu Zum Zur Und Aber "
        "Oder Denn Doch Wenn Als Dann Da Dort Hier Heute Gestern Auch Noch Nur So Wie Was Wer Wo Warum"
    ),
    ordinals=True,
)

_SPANISH = Abbreviations(
    never=_set("sr sra sres srta dr dra d dña prof lic ing gral cnel ud uds vd ee av avda c cf p.ej ej aprox"),
    before_numbers=_set("núm no n.º p pág págs vol art cap fig tel"),
    may_end=_set("etc s.a s.l uu ee.uu cía a.c d.c"),
    starters=_set(
        "El La Los Las Un Una Este Esta Esto Ese Esa Eso Es Son Él Ella Ellos Yo Tú Nosotros Pero Y O Si En De "
        "Por Para Con Sin Sobre Cuando Como Que Según Tras Desde Hasta También No Su Sus Mi Hay"
    ),
)

_TABLE = {"en": _ENGLISH, "fr": _FRENCH, "de": _GERMAN, "es": _SPANISH}


def abbreviations(language: str) -> Abbreviations:
    """Those of a BCP 47 tag's language; English where there are none."""
    return _TABLE.get(language[:2].lower(), _ENGLISH)

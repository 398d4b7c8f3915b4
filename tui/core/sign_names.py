"""What marks are called, in the languages that have names here: for spelling, and for voices that say punctuation."""

from functools import cache

# The signs (the first opens, the second closes, where two differ), whether "some" is enough to have them said, then
# the names in English, Chinese, French and Japanese. White space around names is not part of them.
_TABLE = """
,，،|all|comma|逗号|virgule|コンマ
、|all|comma|顿号|virgule|読点
.|all|dot|点|point|ピリオド
。|all|full stop|句号|point|句点
;；؛|all|semicolon|分号|point-virgule|セミコロン
:：∶|all|colon|冒号|deux-points|コロン
?？؟|all|question mark|问号|point d’interrogation|疑問符
!！|all|exclamation mark|感叹号|point d’exclamation|感嘆符
…⋯|all|ellipsis|省略号|points de suspension|三点リーダー
-‐|all|hyphen|连字符|trait d’union|ハイフン
–—―|all|dash|破折号|tiret|ダッシュ
·・‧|all|middle dot|间隔号|point médian|中黒
'’‘|all|apostrophe|撇号|apostrophe|アポストロフィ
"|some|quote|引号|guillemet|引用符
“„|some|open quote|左引号|guillemet ouvrant|始め引用符
”|some|close quote|右引号|guillemet fermant|終わり引用符
«|some|open quote|左引号|guillemet ouvrant|始め引用符
»|some|close quote|右引号|guillemet fermant|終わり引用符
「『|some|open quote|左引号|guillemet ouvrant|かぎ括弧
」』|some|close quote|右引号|guillemet fermant|閉じかぎ括弧
《〈|some|open title|左书名号|chevron ouvrant|始め山括弧
》〉|some|close title|右书名号|chevron fermant|終わり山括弧
(（|some|open bracket|左括号|parenthèse ouvrante|括弧
)）|some|close bracket|右括号|parenthèse fermante|閉じ括弧
[［|some|open square bracket|左方括号|crochet ouvrant|角括弧
]］|some|close square bracket|右方括号|crochet fermant|閉じ角括弧
{｛|some|open brace|左花括号|accolade ouvrante|波括弧
}｝|some|close brace|右花括号|accolade fermante|閉じ波括弧
【〔〖|some|open thick bracket|左方头括号|crochet ouvrant|隅付き括弧
】〕〗|some|close thick bracket|右方头括号|crochet fermant|閉じ隅付き括弧
/／|some|slash|斜杠|barre oblique|スラッシュ
\\＼|some|backslash|反斜杠|barre oblique inverse|バックスラッシュ
|｜|some|bar|竖线|barre verticale|縦線
_＿|some|underscore|下划线|tiret bas|アンダーバー
@＠|some|at|艾特|arobase|アットマーク
#＃|some|number sign|井号|dièse|シャープ
*＊|some|star|星号|astérisque|アスタリスク
&＆|some|and|和号|esperluette|アンド
+＋|some|plus|加号|plus|プラス
=＝|some|equals|等号|égal|イコール
<＜|some|less than|小于号|inférieur à|小なり
>＞|some|greater than|大于号|supérieur à|大なり
~～|some|tilde|波浪号|tilde|チルダ
^＾|some|caret|脱字符|accent circonflexe|キャレット
%％|some|percent|百分号|pour cent|パーセント
‰|some|per mille|千分号|pour mille|パーミル
$＄|some|dollar|美元符号|dollar|ドル
¥￥|some|yuan|人民币符号|yuan|円記号
€|some|euro|欧元符号|euro|ユーロ
£|some|pound|英镑符号|livre|ポンド
§|some|section|章节号|paragraphe|節記号
°|some|degree|度|degré|度
×|some|times|乘号|multiplié par|かける
÷|some|divided by|除号|divisé par|割る
©|some|copyright|版权符号|copyright|著作権
®|some|registered|注册商标|marque déposée|登録商標
™|some|trade mark|商标|marque commerciale|商標
•●◆■▲★☆※|some|bullet|着重号|puce|中点
→|some|arrow|箭头|flèche|矢印
"""
_LANGUAGES = ("en", "zh", "fr", "ja")


@cache
def _names(language: str) -> dict[str, tuple[str, bool]]:
    column = _LANGUAGES.index(language) if language in _LANGUAGES else 0
    found = {}
    for line in _TABLE.strip().split("\n"):
        signs, level, *names = line.rsplit("|", 5)
        found.update(dict.fromkeys(signs, (names[column], level == "some")))
    return found


def sign_name(sign: str, language: str) -> str:
    """What a mark is called, in a language (a BCP 47 tag) where it has a name, else in English; "" for no mark."""
    return _names(_primary(language)).get(sign, ("", False))[0]


def named_signs(language: str, level: str) -> dict[str, str]:
    """The marks that are to be said and their names. `level`: none, some or all."""
    names = _names(_primary(language)).items()
    return {sign: name for sign, (name, in_some) in names if level == "all" or (level == "some" and in_some)}


def _primary(language: str) -> str:
    primary = language.lower().partition("-")[0]
    return "zh" if primary in ("cmn", "yue") else primary

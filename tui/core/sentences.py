"""The only cutter of sentences: reading, moving and speaking ask here, so they cannot disagree.

Everything is in offsets (code points) of the text given, half-open, in order, without overlap; only white
space lies between. Chinese, Japanese and Latin rules stand side by side and each mark decides by what is
around it, because a Chinese page holds English and an English one Chinese; `language` only chooses the
abbreviations.

A text is cut in sections of some thousand characters, each by itself, so that `sentence_at` in a paragraph
of a million characters looks at one section only and still agrees with `sentences`.
"""

import re
from functools import lru_cache

from tui.core.sentence_words import AFTER_SPEAKS, BEGINS, CIRCUMSTANCES, GOES_ON, SPEAKS, abbreviations
from tui.core.words import Range

_SECTION = 4096
_BRACKETED = 400  # a bracket that closes later than this is a misprint and protects nothing
_MARKS = re.compile("[.!?。！？…｡．‼⁇⁈⁉؟۔।॥։።။។]+|\n\\s*\n")
_CLOSERS = re.compile(
    r"(?:[”’」』）】》〉〕)\]}›]|[ \u00a0\u202f]?»(?=[\s.,;:!?)]|$)|[“«\"'](?=[\s.,;:!?)”’]|$)|\[\d{1,3}\])+"
)
_OPENING = re.compile("[“‘«„‚\"'(\\[¿¡—–•-]{0,3}[ \u00a0\u202f]?")
_LAST_WORD = re.compile(r"[^\W_]+(?:\.-?[^\W_]+)*$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:i[xv]|v?i{0,3})|(?=[IVX])X{0,3}(?:I[XV]|V?I{0,3})")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\w")
_BRACKETS = re.compile("[（）()【】《》〈〉〔〕\\[\\]]")
_OPENERS = {"）": "（(", ")": "（(", "】": "【", "》": "《", "〉": "〈", "〕": "〔", "]": "["}
_QUOTE_PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", '"': '"', "»": "«"}
# An end that no rule could see otherwise, whatever stands before and after: where sections may part.
_PLAIN_END = re.compile(r"(?<=\w)。(?=\w)|(?<=[a-z]{7})[.!?] (?=[A-Z][a-z])")
_CLAUSE = re.compile(r"[^，,。！？…!?：:；;、“”「」\s]{0,40}")


def sentences(text: str, language: str = "") -> list[Range]:
    """All sentences of a text, white space around them left out. A blank line ends a sentence too."""
    found: list[Range] = []
    start = 0
    while start < len(text):
        end = _section_end(text, start // _SECTION + 1)
        found += [(start + a, start + b) for a, b in _cut(text[start:end], language[:2])]
        start = end
    return found


def sentence_at(text: str, offset: int, language: str = "") -> Range:
    """The sentence of `sentences` that holds the character at `offset`.

    White space belongs to the sentence after it, at the end of the text to the last one; (0, 0) when there
    is none. Costs one section (a few ms the first time, microseconds when asked again), not the whole text.
    """
    offset = max(0, min(offset, len(text)))
    start, end = _section(text, offset)
    while start < len(text):
        for a, b in _cut(text[start:end], language[:2]):
            if offset < start + b:
                return start + a, start + b
        start, end = end, _section_end(text, end // _SECTION + 1)
    return _last(text, language)


def _last(text: str, language: str) -> Range:
    end = len(text.rstrip())
    if not end:
        return 0, 0
    start, stop = _section(text, end - 1)
    a, b = _cut(text[start:stop], language[:2])[-1]
    return start + a, start + b


def _section(text: str, offset: int) -> Range:
    """The section that holds the offset."""
    number = offset // _SECTION
    start = _boundary(text, number)
    if start is None or start > offset:
        number -= 1
        while (start := _boundary(text, number)) is None:
            number -= 1
    return start, _section_end(text, start // _SECTION + 1)


def _section_end(text: str, number: int) -> int:
    while number * _SECTION < len(text):
        if (boundary := _boundary(text, number)) is not None:
            return boundary
        number += 1
    return len(text)


def _boundary(text: str, number: int) -> int | None:
    """Where section `number` begins: the first plain end in its range, None when there is none."""
    if number <= 0:
        return 0
    found = _PLAIN_END.search(text, number * _SECTION, (number + 1) * _SECTION - 1)
    return found.end() if found else None


@lru_cache(maxsize=64)
def _cut(text: str, language: str) -> tuple[Range, ...]:
    found: list[Range] = []
    brackets = _brackets(text)
    start, quotes, counted = _skip_space(text, 0), 0, 0
    word = _next_word(text, start)
    for mark in _MARKS.finditer(text):
        if mark.start() <= word:
            continue
        if mark[0][0] == "\n":
            end = mark.start()
        else:
            quotes += text.count('"', counted, mark.end())
            counted = mark.end()
            end = _after_closers(text, mark.end(), quotes % 2 == 1)
            while brackets and brackets[-1][1] <= mark.start():
                brackets.pop()
            if brackets and _inside(text, start, mark.start(), end, brackets[-1]):
                continue
            if not _ends(text, start, mark, end, language):
                continue
        found.append((start, end))
        start = _skip_space(text, end)
        word = _next_word(text, start)
    if start < len(text):
        is_sign = found and not _WORD.search(text, start) and "\n" not in text[found[-1][1] : start]  # ↩ behind a note
        begin = found.pop()[0] if is_sign else start
        found.append((begin, len(text.rstrip())))
    return tuple(found)


def _at(text: str, position: int) -> str:
    return text[position : position + 1]


def _next_word(text: str, position: int) -> int:
    """Marks before it are no sentence: ……我不知道。"""
    found = _WORD.search(text, position)
    return found.start() if found else len(text)


def _skip_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _brackets(text: str) -> list[Range]:
    """The outermost pairs of brackets, the last one first."""
    pairs: list[Range] = []
    open_: list[tuple[str, int]] = []
    for found in _BRACKETS.finditer(text):
        openers = _OPENERS.get(found[0])
        if openers is None:
            open_.append((found[0], found.start()))
            continue
        for depth in range(1, min(8, len(open_)) + 1):
            opener, start = open_[-depth]
            if opener in openers:
                del open_[-depth:]
                if found.end() - start <= _BRACKETED:
                    while pairs and pairs[-1][0] > start:
                        pairs.pop()
                    pairs.append((start, found.end()))
                break
    return pairs[::-1]


def _inside(text: str, start: int, mark: int, end: int, bracket: Range) -> bool:
    """Whether an end mark belongs to a bracket within a sentence: 他来了（真的。）又走了。

    Not so where the sentence is the bracket: （完。）
    """
    if mark < bracket[0]:
        return False
    if text[bracket[0]] in "《〈" or end < bracket[1]:
        return True
    return _WORD.search(text, start, bracket[0]) is not None


def _after_closers(text: str, end: int, in_quote: bool) -> int:
    """Closing quotes and brackets behind an end mark belong to the sentence before. Whether a straight
    quote before a letter closes is told by how many stood before it."""
    found = _CLOSERS.match(text, end)
    end = found.end() if found else end
    if in_quote and text[end : end + 1] == '"':
        found = _CLOSERS.match(text, end + 1)
        end = found.end() if found else end + 1
    return end


def _ends(text: str, start: int, mark: re.Match[str], end: int, language: str) -> bool:
    following = _skip_space(text, end)
    if following == len(text):
        return True
    if following == end and (_MARKS.match(text, end) or text[end] in ",，、;；:："):
        return False
    if mark[0] == "．" and following == mark.end():  # parts a name far more often: 丹尼尔．伯努利
        return False
    if _cjk_decides(text, mark, end, following):
        return _ends_cjk(text, start, mark, end, following)
    return following > end and _ends_latin(text, start, mark, following, language)


def _is_cjk(character: str) -> bool:
    return (
        "\u3005" <= character <= "\u30ff"
        or "\u3400" <= character <= "\u9fff"
        or ("\uf900" <= character <= "\ufaff" or "\U00020000" <= character <= "\U0003ffff")
    )


def _cjk_decides(text: str, mark: re.Match[str], end: int, following: int) -> bool:
    """Whether Chinese and Japanese rules hold: by the mark itself, else by the characters around it."""
    if any(character in "。！？｡" for character in mark[0]):
        return True
    before, behind = text[mark.start() - 1], text[end]
    if _is_cjk(before) or before in "”》）%％":
        return mark[0] != "." or following > end or _is_cjk(behind) or behind in "“”‘’「」『』（）《【—"
    return (mark[0] != "." or end > mark.end()) and following == end and _is_cjk(behind)


def _ends_cjk(text: str, start: int, mark: re.Match[str], end: int, following: int) -> bool:
    closer = text[mark.end() : end].strip()[-1:]
    if not mark[0].strip("…."):
        if mark[0] == ".":
            return True
        return bool(closer) or _new_thought(text, start, mark.start(), following)
    if closer in _QUOTE_PAIRS:
        return _ends_quoted(text, mark, end, following, _QUOTE_PAIRS[closer])
    return mark[0] not in ("！", "？", "!", "?") or not text.startswith(("と", "って"), following)


def _new_thought(text: str, start: int, dots: int, following: int) -> bool:
    """Whether …… closes a sentence. It is a pause far more often, so something must speak for it: more than
    a word or two before it, and behind it words that begin sentences."""
    if dots - start < 8 or text[dots - 1] == text[following]:
        return False
    found = _CLAUSE.match(text, following)
    clause = found[0] if found else ""
    dated = clause.lstrip("0123456789")
    if text.startswith(BEGINS, following) or (dated != clause and dated[:1] in ("年", "月", "日")):
        return True
    return len(clause) > 2 and clause.endswith(CIRCUMSTANCES) and _at(text, following + len(clause)) in ("，", ",")


def _ends_quoted(text: str, mark: re.Match[str], end: int, following: int, opener: str) -> bool:
    """Whether the sentence ends with the quotation: not in “……。”他说。 nor in 《…？》 nor in “…？”的问题."""
    if following == end and text.startswith(GOES_ON, end):
        return False
    opened = text.rfind(opener, max(0, mark.start() - 1000), mark.start())
    before = text[:opened].rstrip()[-1:] if opened >= 0 else ""
    if before in (":", "：", ",", "，"):
        return True
    if before and before not in "。！？!?…；;”" and mark[0] in ("！", "？", "!", "?") and following == end:
        return False
    return not _names_speaker(text, following)


def _names_speaker(text: str, following: int) -> bool:
    """Whether the clause names who has just spoken; with a colon it names who speaks next."""
    found = _CLAUSE.match(text, following)
    clause = found[0] if found else ""
    if _at(text, following + len(clause)) in ("：", ":"):
        return False
    for particle in AFTER_SPEAKS:
        clause = clause.removesuffix(particle)
    return clause.endswith(SPEAKS)


def _ends_latin(text: str, start: int, mark: re.Match[str], following: int, language: str) -> bool:
    first = _OPENING.match(text, following)
    first_letter = first.end() if first else following
    if first_letter < len(text) and text[first_letter].islower():
        return False
    if mark[0] == ".":
        return not _is_abbreviation(text, start, mark.start(), first_letter, language)
    return True


def _is_abbreviation(text: str, start: int, dot: int, following: int, language: str) -> bool:
    """Whether the full stop belongs to the word before it."""
    found = _LAST_WORD.search(text, max(start, dot - 24), dot)
    if not found:
        return False
    word, known = found[0], abbreviations(language)
    lower = word.lower()
    number_follows = text[following : following + 1].isdigit()
    if found.start() == start and (len(word) == 1 or _ROMAN.fullmatch(word)):  # counts what follows: a. Kerbs
        return word != "I" or start == _skip_space(text, 0)
    if word.replace(".", "").isdigit():
        return (len(word) <= 8 and found.start() == start) or (known.ordinals and len(word) <= 2)
    if lower in known.never or (number_follows and lower in known.before_numbers):
        return True
    initial = (len(word) == 1 and word.isupper() and word != "I") or _DOTTED.fullmatch(word)
    if initial or lower in known.may_end:
        next_word = _NEXT_WORD.match(text, following)
        return not (next_word and next_word[0] in known.starters)
    return False

"""Program listings, drawings and tables that are set with spaces in a plain text: what means something only in its
lines, as they are set in."""

import re
from collections import Counter
from functools import cache

from tui.newspaper.lines import Line, bare_lines

_SIGNS = "{}=<>|_$\t"
_WORTH = 0.002  # of all characters: prose has fewer of these signs
_SPACES = "   "
_CODE = r"""[()\[\]={}<>*&$][^;]*;\s*(//.*|/\*.*)?$   # a statement that is ended
    | ^\w+;$
    | [)\w\]]\s*\{\s*$ | ^[{}\])]+[;,)]*$            # braces
    | ^(\#(include|define|ifn?def|endif|!|\s?%)|//|/\*|\*/|>>>\ |\.\.\.\ |[$%]\ [\w./~]|@\w+(\(|$))
    | ^(import\ [\w.]+|from\ [\w.]+\ import\ .+|(async\ )?def\ \w+.*|class\ \w+(\(.*\))?:)$
    | ^((return|yield|raise|assert|del)\b[^.]*[\]\)\w"'];?)$
    | ^(el)?if\b.*:$ | ^(while|for|with)\b.*:$ | ^(else|try|finally|except\b.*):$
    | ^[\w.\[\]'"$>-]+\s*[-+*/|&:?%]?=\s*\S          # something becomes something
    | [=!]=\s | \ &&\ | \ \|\|\ | \w->\w | \ =>\ | \w::\w | \w\+\+ | ^<(?!https?:|mailto:)/?\w[^>]*>$ | </\w+>$
    | ^[\w.]*[a-z_][\w.]*\([^)]*\)[:;,]?$            # a call
    """
# Compiled when they are used, as most texts need neither.
_GAP = r"(?<=\S)(?:[ ]{2,}|[ ]*\t\s*)(?=\S)"
_ITEM = r"[-*+o\u2022\u00b7\u2013]|\(?\w{1,3}[.)]"
_DRAWN = frozenset("|+-=_/\\<>^*#~.:'`\u2502\u2500\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c")
_FEW, _MOST_CODE, _TOGETHER, _ALIGNED, _IN = 2, 0.4, 0.6, 0.7, 2
_WORDS, _MANY_WORDS = 6, 10  # of letters alone, in a line that may be prose, and in one that is
_LEAST, _SAMPLE, _ABOUT = 10, 30_000, 0.04  # lines of code that are many; characters; the least share of lines
_LONGEST = 500  # characters: nobody writes a longer line of code, and what tells one takes long over signs without end


def holds_programs(text: str) -> bool:
    """Whether so much of a text is program code, by its beginning, that it is about programs."""
    lines = bare_lines(text[:_SAMPLE])
    code = sum(map(_is_code, lines)) if _has_signs(text[:_SAMPLE]) else 0
    return code >= _LEAST and code >= _ABOUT * len(lines)


def kept_lines(blocks: list[list[Line]]) -> list[bool]:
    """Of blocks of lines: whether their lines stay as they are set. The others may still be paragraphs line by line."""
    margin = min((line.indent for block in blocks for line in block), default=0)
    if not _may_hold_some(blocks, margin):
        return [False] * len(blocks)
    codes = [sum(map(_is_code, block)) for block in blocks]
    kept = [_is_kept(block, code, margin) for block, code in zip(blocks, codes, strict=True)]
    lines = sum(map(len, blocks))
    together = sum(len(block) for block, each in zip(blocks, kept, strict=True) if each)
    if lines >= _LEAST and together > _TOGETHER * lines:
        return [True] * len(blocks)
    return _with_what_is_between(blocks, codes, kept)


def _may_hold_some(blocks: list[list[Line]], margin: int) -> bool:
    text = "\n".join(line.text for block in blocks for line in block)
    set_in = any(min(line.indent for line in block) >= margin + _IN for block in blocks)
    return set_in or _SPACES in text or _has_signs(text)


def _has_signs(text: str) -> bool:
    return sum(map(text.count, _SIGNS)) > _WORTH * len(text)


@cache
def _code() -> re.Pattern[str]:
    """Compiled for those texts that need it: that takes milliseconds."""
    return re.compile(_CODE, re.VERBOSE)


def _is_code(line: Line) -> bool:
    return len(line.text) <= _LONGEST and _code().search(line.text) is not None and _words(line) < _MANY_WORDS


def _is_kept(block: list[Line], code: int, margin: int) -> bool:
    if len(block) >= _FEW and code >= max(_FEW, _MOST_CODE * len(block)):
        return True
    is_set_in = min(line.indent for line in block) >= margin + _IN
    if is_set_in and code and code >= len(block) / 2 and not any(map(_is_sentence, block)):
        return True
    return _is_table(block) or _is_drawing(block)


def _is_sentence(line: Line) -> bool:
    return not _is_code(line) and _words(line) >= _WORDS


def _words(line: Line) -> int:
    return sum(map(str.isalpha, line.text.split()))


def _cells_of(line: Line) -> list[re.Match[str]]:
    """The gaps between its cells; what stands behind the sign of an item is none."""
    gaps = list(re.finditer(_GAP, line.text))
    return gaps[1:] if gaps and re.fullmatch(_ITEM, line.text[: gaps[0].start()]) else gaps


def _is_table(block: list[Line]) -> bool:
    """Most lines have cells, and these begin, or end, below each other."""
    if len(block) <= _FEW:
        return False
    tabs = Counter(line.text.count("\t") for line in block)
    if sum(tabs.values()) - tabs[0] and max(count for tab, count in tabs.items() if tab) >= _ALIGNED * len(block):
        return True
    edges = Counter[tuple[bool, int]]()
    for line in block:
        gaps = _cells_of(line)
        edges.update(
            {(True, line.indent + gap.end()) for gap in gaps} | {(False, line.indent + gap.start()) for gap in gaps}
        )
        if gaps:
            edges[False, line.indent + len(line.text)] += 1
    inner = [count for (begins, _at), count in edges.items() if begins]
    cells = sum(bool(_cells_of(line)) for line in block)
    return cells >= _ALIGNED * len(block) and bool(inner) and max(edges.values()) >= _ALIGNED * len(block)


def _is_drawing(block: list[Line]) -> bool:
    """More lines than letters."""
    if len(block) <= _FEW:
        return False
    text = "".join(line.text for line in block).replace(" ", "")
    return 2 * sum(map(text.count, _DRAWN)) > len(text) and any(sign in text for sign in "|+/\\\u2502\u2500")


def _with_what_is_between(blocks: list[list[Line]], codes: list[int], kept: list[bool]) -> list[bool]:
    """What is set in deeper than the code beside it belongs to it, and so does a line of code that stands alone."""
    code = [each and number > 0 for each, number in zip(kept, codes, strict=True)]
    indents = [min(line.indent for line in block) for block in blocks]
    for numbers in (range(1, len(blocks)), range(len(blocks) - 2, -1, -1)):
        for number in numbers:
            beside = number - numbers.step
            if code[beside] and not kept[number]:
                deeper = indents[number] >= indents[beside] + _IN and len(blocks[number]) <= len(blocks[beside])
                kept[number] = code[number] = deeper or 2 * codes[number] > len(blocks[number])
    return kept

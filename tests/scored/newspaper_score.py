"""How near a publication is to the truth of its page: every character, every line break, every name."""

from typing import NamedTuple

from tui.core.publication import Block, Publication

FURNITURE = {"masthead", "issue_meta", "running_head", "imprint", "index", "ad", "misc"}


class Score(NamedTuple):
    lost: int
    doubled: int
    alien: int
    wrong_roles: list[str]
    wrong_boundaries: list[str]


def score(text: str, truth: dict, publication: Publication) -> Score:
    """Counts of characters lost, doubled and invented; the places where roles and breaks are not the truth's."""
    blocks = [*publication.furniture, *(block for article in publication.articles for block in article.blocks)]
    owner: dict[int, int] = {}
    doubled = 0
    for number, block in enumerate(blocks):
        for offset in offsets(text, block):
            doubled += offset in owner
            owner[offset] = number
    lost = sum(not character.isspace() and offset not in owner for offset, character in enumerate(text))
    return Score(
        lost,
        doubled,
        sum(map(alien_letters, [text] * len(blocks), blocks)),
        wrong_roles(text, truth, blocks, owner),
        wrong_boundaries(text, truth, owner, blocks),
    )


def offsets(text: str, block: Block) -> list[int]:
    return [offset for start, end in block.spans for offset in range(start, end) if not text[offset].isspace()]


def alien_letters(text: str, block: Block) -> int:
    """Characters that a block shows and its spans do not hold."""
    source = "".join(text[offset] for offset in offsets(text, block))
    shown = "".join(block.text.split())
    return 0 if shown == source or _unhyphenated(shown) == _unhyphenated(source) else abs(len(shown) - len(source)) or 1


def _unhyphenated(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, "-\u2010\u00ad\u00ac")))


def wrong_roles(text: str, truth: dict, blocks: list[Block], owner: dict[int, int]) -> list[str]:
    wrong = []
    for unit in truth["units"]:
        start, end = unit["spans"][0]
        role = blocks[owner[start]].kind.value if start in owner else "lost"
        if role != unit["role"]:
            wrong.append(f"{text[start:end][:20]}: {role} for {unit['role']}")
    return wrong


def wrong_boundaries(text: str, truth: dict, owner: dict[int, int], blocks: list[Block]) -> list[str]:
    wrong = []
    for boundary in truth["boundaries"]:
        before, after = boundary["before"], boundary["after"]
        joined = owner.get(before) == owner.get(after)
        inside = blocks[owner[before]].kind.value in FURNITURE and blocks[owner[after]].kind.value in FURNITURE
        if not inside and joined != (boundary["label"] == "join"):
            wrong.append(f"{text[before - 8 : before + 1]}|{text[after : after + 8]}: {boundary['label']}")
    return wrong

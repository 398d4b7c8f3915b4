"""Can a line be read, or is it a picture, an ornament or a smear that a scanner took for letters?"""

_LEAST_WORD = 3
_VOWELS = frozenset("aeiouyàâäéèêëîïôöûüœæAEIOUYÀÂÄÉÈÊËÎÏÔÖÛÜŒÆ")


def readable(texts: list[str]) -> float:
    """The share of letters and marks that stand in what looks like words."""
    words = [word for text in texts for word in text.split()]
    return sum(len(word) for word in words if _pronounceable(word)) / max(1, sum(map(len, words)))


def _pronounceable(word: str) -> bool:
    """It looks like a word: letters, some of them vowels, capitals only at the beginning or all through."""
    word = word.strip(".,;:!?\"'“”‘’«»()[]-")
    plain = len(word) >= _LEAST_WORD and all(letter.isalpha() or letter in "'’-" for letter in word)
    return (
        plain and not _VOWELS.isdisjoint(word) and (word.isupper() or word[1:].islower() or "-" in word or "'" in word)
    )

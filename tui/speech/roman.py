"""Roman numerals up to 39, as rulers, wars, centuries and chapters are numbered."""

ROMAN = "X{0,3}(?:IX|IV|V?I{0,3})(?<=[IVX])"
_VALUES = {"I": 1, "V": 5, "X": 10}


def value_of(numeral: str) -> int:
    """What a numeral means."""
    values = [_VALUES[letter] for letter in numeral]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))

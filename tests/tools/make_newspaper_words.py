"""Writes `tui/newspaper/words.txt`: which two Chinese characters are neighbours inside a word.

    python -m tests.tools.make_newspaper_words DICTIONARY

DICTIONARY is `dict.txt` of jieba 0.42.1 (MIT licence): words and how often each was counted. Needs the package
opencc-python-reimplemented for the traditional forms. A row of the file written is a first character and all that
follow it, the rows in order; only pairs that were counted often are kept.
"""

import argparse
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).parents[2] / "tui" / "newspaper" / "words.txt"
OFTEN = 300


def pairs_of(dictionary: Path) -> Counter[str]:
    """How often each pair was counted inside words, in simplified and in traditional characters."""
    from opencc import OpenCC

    traditional = OpenCC("s2t")
    counts: Counter[str] = Counter()
    for row in dictionary.read_text("utf-8").splitlines():
        word, count, *_kind = row.split(" ")
        if len(word) > 1 and int(count) > 2:
            for form in {word, traditional.convert(word)}:
                for pair in pairwise(form):
                    counts["".join(pair)] += int(count)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionary", type=Path)
    followers: dict[str, set[str]] = defaultdict(set)
    for pair, count in pairs_of(parser.parse_args().dictionary).items():
        if count >= OFTEN and all("\u4e00" <= letter <= "\u9fff" for letter in pair):
            followers[pair[0]].add(pair[1])
    rows = [first + "".join(sorted(found)) + "\n" for first, found in sorted(followers.items())]
    TARGET.write_text("".join(rows), "utf-8")


if __name__ == "__main__":
    main()

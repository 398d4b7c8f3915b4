"""How quickly sentences, words and characters are cut: python -m tests.benchmarks.bench_sentences"""

import random
import time

from tests.test_sentences import long_text
from tui.core.sentences import sentence_at, sentences
from tui.core.words import character_at, characters, word_at, words


def milliseconds(function, *arguments):
    begin = time.perf_counter()
    function(*arguments)
    return (time.perf_counter() - begin) * 1000


def main():
    text = long_text(1_000_000)
    for cut in (sentences, words, characters):
        print(f"{cut.__name__} of a million characters: {milliseconds(cut, text):.0f} ms")
    offsets = random.Random(1).sample(range(len(text)), 500)
    for cut in (sentence_at, word_at, character_at):
        times = sorted(milliseconds(cut, text, offset) for offset in offsets)
        print(f"{cut.__name__} anywhere in it: median {times[250]:.3f} ms, worst {times[-1]:.3f} ms")


if __name__ == "__main__":
    main()

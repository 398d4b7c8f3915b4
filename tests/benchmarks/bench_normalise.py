"""How fast text is made ready to be spoken. Not a test: it prints figures and judges nothing.

python tests/benchmarks/bench_normalise.py [ROUNDS]

Characters a second, medians: sentence by sentence, as the voice gets them.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tui.core.pronunciation import pronunciation_of
from tui.core.sentences import sentences
from tui.speech import Diction
from tui.speech.mandarin import mandarin
from tui.speech.passages import passages

SEED = Path(__file__).parents[2] / "seeds" / "zhuzhou-daily-2022-10-09.txt"
ENGLISH = "In 2022 the IMF said that 3.5% of $5 million, or £2.50 each, went to No. 5, p. 10, at 8:30 on Oct. 9. " * 40
MIXED = "微软发布了Windows 11系统，iPhone 14 Pro卖9,999元，用户说“How are you?”，GDP增长5%。" * 40
RULES = tuple(pronunciation_of(f"word 词{number} = 读{number}") for number in range(200))


def speed(work: Callable[[str], object], text: str, language: str, rounds: int) -> float:
    """Characters a second."""
    cut = [text[start:end] for start, end in sentences(text, language)]
    times = []
    for _round in range(rounds + 1):
        begin = time.perf_counter()
        for sentence in cut:
            work(sentence)
        times.append(time.perf_counter() - begin)
    return len(text) / statistics.median(times[1:])


def main(rounds: int) -> None:
    texts = {"page in seeds": (SEED.read_text("utf-8"), "zh"), "mixed": (MIXED, "zh"), "English": (ENGLISH, "en")}
    ways = {
        "passages": Diction(),
        "digits, all marks": Diction("digits", "all"),
        "200 rules of one's own": Diction(pronunciations=RULES),
    }
    for name, (text, language) in texts.items():
        for way, diction in ways.items():
            found = speed(lambda each: passages(each, language, diction), text, language, rounds)  # noqa: B023 - used at once
            print(f"{name:16} {way:24} {found:12,.0f} characters/s")
    found = speed(mandarin, texts["page in seeds"][0], "zh", rounds)
    print(f"{'page in seeds':16} {'readings for eSpeak NG':24} {found:12,.0f} characters/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)

"""How many characters a second the line breaking takes. Not a test: it prints figures and judges nothing.

python tests/benchmarks/bench_linebreak.py [SECONDS]
"""

import sys
import time
from pathlib import Path

from tui.core.linebreak import breaks

SEED = Path(__file__).parents[2] / "seeds/zhuzhou-daily-2022-10-09.txt"
ENGLISH = "The quick brown fox (and 3.5 others) said: “well-known”, didn't it? "


def rate(text: str, seconds: float) -> float:
    """Characters a second, the best of as many rounds as the time allows."""
    best, end = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        breaks(text)
        best = max(best, len(text) / (time.perf_counter() - start))
    return best


def main(seconds: float) -> None:
    chinese = "".join(SEED.read_text("utf-8").split())
    texts = {
        "Chinese page": chinese * 20,
        "English": ENGLISH * 3000,
        "mixed": (chinese[:100] + ENGLISH) * 1200,
        "Hindi": "हिन्दी भाषा का पाठ, जो यहाँ है। " * 6000,
        "flags": "\U0001f1e8\U0001f1f3" * 100_000,
        "spaces": " " * 200_000,
        "digits and slashes": "1/2,3" * 40_000,
        "quotes": "”“ " * 60_000,
    }
    for name, text in texts.items():
        print(f"{rate(text, seconds) / 1e6:6.2f} million characters/s  {name}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)

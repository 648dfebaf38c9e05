"""What finding YAKE's phrases costs: our scorer and the package on the same articles in the same run.

The articles are the example content, prepared as a build prepares it and joined or cut to about 460 words, so that the
words are real. Of several rounds the least CPU time of each article counts. In the first round no word was met before,
as in the first articles of a cold build. Answers are compared on the way.

    python benchmarks/scorer.py [--rounds 5] [--articles 40]
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from time import process_time

from generator.analysis.proposals import answer, package_answer, prepare
from generator.analysis.tokens import Sentence, tokenise

CONTENT = Path(__file__).resolve().parent.parent / "content"
WORDS_OF_AN_ARTICLE = 460
Answer = Callable[[str, str], Sequence[tuple[str, float]]]


def articles(lang: str) -> Iterator[str]:
    """Give prepared texts of about the same length."""
    text: list[Sentence] = []
    words = 0
    for path in sorted(CONTENT.rglob("*.md")):
        if (".en." in path.name) == (lang == "en"):
            for sentence in tokenise(path.read_text("utf-8").split("---", 2)[2], lang):
                text.append(sentence)
                words += sum(map(len, sentence.clauses))
                if words >= WORDS_OF_AN_ARTICLE:
                    yield prepare(text)
                    text, words = [], 0


def milliseconds(work: Answer, text: str, lang: str) -> float:
    """Measure CPU time."""
    start = process_time()
    work(text, lang)
    return (process_time() - start) * 1000


def measure(work: Answer, texts: Sequence[tuple[str, str]], rounds: int) -> tuple[float, float]:
    """Give the mean over articles of the first round, and of the best one of each."""
    times = [[milliseconds(work, text, lang) for text, lang in texts] for _ in range(rounds)]
    return sum(times[0]) / len(texts), sum(map(min, zip(*times, strict=True))) / len(texts)


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=40)
    arguments = parser.parse_args()
    texts = [(text, lang) for lang in ("fr", "en") for text in articles(lang)][: arguments.articles]
    for work in (answer, package_answer):
        work("Bakou accueille James Mattis.", "fr")  # what is loaded once
    ours, theirs = measure(answer, texts, arguments.rounds), measure(package_answer, texts, arguments.rounds)
    equal = sum([*answer(*item)] == [*package_answer(*item)] for item in texts)
    print(f"Python {platform.python_version()}, yake {version('yake')}, segtok {version('segtok')}, {sys.platform}")
    print(f"{len(texts)} articles of {sum(len(text.split()) for text, _ in texts) // len(texts)} words on average")
    print("\n| CPU ms per article | YAKE | ours | ratio |\n|---|---|---|---|")
    for name, place in (("first round", 0), (f"best of {arguments.rounds}", 1)):
        print(f"| {name} | {theirs[place]:.1f} | {ours[place]:.2f} | {theirs[place] / ours[place]:.1f} |")
    print(f"\nThe same phrases, order and scores, to the last bit: {equal} of {len(texts)}")


if __name__ == "__main__":
    main()

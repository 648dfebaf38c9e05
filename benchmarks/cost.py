"""CPU time of reading one article, against YAKE's own on the same text in the same run.

    python -m benchmarks.cost ARTICLES.jsonl ... [--first 200]

Each article is read once by either, in turn, so that what is remembered of words comes from other articles, as in a
build. All else that a build does with keywords, tags and related articles is told as time for one article too.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import yake

from benchmarks.scores import Gold, Readings, libraries, read_gold
from benchmarks.tags import articles_of
from generator.analysis import text as words_of_text
from generator.analysis import tokens
from generator.analysis.corpus import analyse
from generator.analysis.keywords import Text, read_articles
from generator.analysis.markdown_text import plain_text
from generator.config import SiteConfig
from generator.memory import NoMemory
from generator.texts import KnownText


def seconds(work: Callable[[], object]) -> float:
    """Give the CPU time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(items: Sequence[Gold], rounds: int) -> tuple[float, float]:
    """Give the CPU seconds of YAKE's reading and of ours.

    For each article the least of some rounds counts; words are forgotten between rounds. The first article warms up.
    """
    theirs, ours = [float("inf")] * len(items), [float("inf")] * len(items)
    extractors = {item.lang: yake.KeywordExtractor(lan=item.lang, n=3) for item in items}
    for _ in range(rounds):
        forget_words()
        for place, item in enumerate(items):
            text = Text(item.lang, item.title, KnownText.of(plain_text(item.text, item.lang)))
            plain = f"{text.title}. {text.prose}"
            theirs[place] = min(theirs[place], seconds(partial(extractors[item.lang].extract_keywords, plain)))
            ours[place] = min(ours[place], seconds(partial(read_articles, [text], NoMemory())))
    return sum(theirs[1:]), sum(ours[1:])


def forget_words() -> None:
    """Empty what the analysis remembers of single words within one process."""
    for module in (words_of_text, tokens):
        for function in vars(module).values():
            if hasattr(function, "cache_clear"):
                function.cache_clear()


def rest(items: Sequence[Gold]) -> float:
    """Give the CPU seconds of analysing a site whose articles are read already."""
    articles, memory = articles_of(items), Readings()
    analyse(articles, SiteConfig().analysis, memory)
    return seconds(lambda: analyse(articles, SiteConfig().analysis, memory))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="JSON lines")
    parser.add_argument("--first", type=int, help="only so many articles of each file")
    parser.add_argument("--rounds", type=int, default=3, help="the least of so many is given")
    given = parser.parse_args()
    print(f"{libraries()}\n")
    print("| articles | words | YAKE, ms | reading, ms | × YAKE | the rest, ms |\n|---|---:|---:|---:|---:|---:|")
    for file in given.files:
        items = read_gold(file)[: given.first]
        words = sum(len(item.text.split()) for item in items) / len(items)
        theirs, ours = measure(items, given.rounds)
        each = 1000 / max(1, len(items) - 1)
        print(
            f"| {len(items)} of {file.stem} | {words:.0f} | {theirs * each:.1f} | {ours * each:.1f} "
            f"| {ours / theirs:.2f} | {rest(items) * 1000 / len(items):.1f} |"
        )


if __name__ == "__main__":
    main()

"""The weights that rank keywords: what they give, what each is good for, and what a fit on other data would make them.

    python -m benchmarks.keywords SET.jsonl ... [--fit] [--leave-out LANG_OR_SET]

Without options, it gives F1 of the first five and first ten keywords for the weights that are shipped and two that are
not, and what is lost when one feature is left out. `--fit` searches better weights on all sets, one coordinate at a
time, near those that are shipped. `--leave-out fr` searches on the sets of other languages only, from weights that
nobody fitted, and tells what they give on those left out.

The readings that are ranked keep the best candidates by the shipped weights; a fit cannot bring others back.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.scores import Gold, Readings, libraries, mean_f1, read_gold
from generator.analysis.keywords import (
    WEIGHTS,
    RankingWeights,
    Rarities,
    Text,
    document_frequencies,
    rank,
    read_articles,
)
from generator.analysis.markdown_text import plain_text
from generator.analysis.readings import Reading
from generator.texts import KnownText

RECIPE = RankingWeights(
    count=1.6, rarity=-0.2, word_rarity=0.2, first=-0.4, title=1.3, announced=0.7, capital=0.9, cut=-2.2, nested=-1.1,
    lengths=(-0.5, 0.2, -0.5), inner_link=-1.0, once=0.0, proposal=0.0,
)  # fmt: skip
"""The recipe from which the shipped weights come, without YAKE's score."""
NEUTRAL = RankingWeights(
    count=1.0, rarity=0.0, word_rarity=0.0, first=-0.5, title=1.0, announced=0.5, capital=0.5, cut=-1.0, nested=-1.0,
    lengths=(0.0, 0.0, 0.0), inner_link=-0.5, once=0.0, proposal=0.0,
)  # fmt: skip
"""What one would write down before any measurement: the sign that reason gives, and 1 or a half."""
STEPS = (0.4, 0.2, 0.1)
"""By how much a weight is moved, round by round."""
TIE = 0.3
"""Points of F1 that a weight must gain before it may move by its own size from where it starts."""
KEPT = 20


@dataclass(frozen=True, slots=True)
class Corpus:
    """A set of articles that have been read."""

    name: str
    gold: tuple[Gold, ...]
    readings: tuple[Reading, ...]
    frequencies: Mapping[str, int]

    @property
    def lang(self) -> str:
        """Language of the set."""
        return self.gold[0].lang

    def keywords(self, weights: RankingWeights) -> Mapping[str, Sequence[str]]:
        """Rank the candidates of every article as the program does."""
        rarities = Rarities(self.frequencies, len(self.gold))
        return {
            item.id: [r.phrase for r in rank(reading, rarities, weights, KEPT)]
            for item, reading in zip(self.gold, self.readings, strict=True)
        }

    def f1(self, weights: RankingWeights, first: int = 10) -> float:
        """Give F1 of the first keywords, in per cent."""
        return mean_f1(self.keywords(weights), self.gold, first)


def read_corpus(file: Path, first: int | None) -> Corpus:
    """Read a file of articles in one language."""
    gold = read_gold(file)[:first]
    texts = [Text(item.lang, item.title, KnownText.of(plain_text(item.text, item.lang))) for item in gold]
    readings = read_articles(texts, Readings())
    return Corpus(file.stem, gold, readings, document_frequencies(readings))


def yake_alone(gold: Sequence[Gold]) -> Mapping[str, Sequence[str]]:
    """Ask YAKE alone, as it comes."""
    import yake  # noqa: PLC0415 - numpy and networkx come with it

    return {
        item.id: [
            phrase
            for phrase, _ in yake.KeywordExtractor(lan=item.lang, n=3, top=KEPT).extract_keywords(
                f"{item.title}. {item.text}"
            )
        ]
        for item in gold
    }


def flat(weights: RankingWeights) -> dict[str, float]:
    """Give weights by name, those for lengths one by one."""
    named = asdict(weights)
    lengths = named.pop("lengths")
    return named | {f"lengths {number}": value for number, value in enumerate(lengths, 1)}


def shaped(values: Mapping[str, float]) -> RankingWeights:
    """Give weights from their names.

    >>> shaped(flat(WEIGHTS)) == WEIGHTS
    True
    """
    single = {name: value for name, value in values.items() if not name.startswith("lengths")}
    return RankingWeights(**single, lengths=(values["lengths 1"], values["lengths 2"], values["lengths 3"]))


def fit(corpora: Sequence[Corpus], start: RankingWeights, report: Callable[[str], None]) -> RankingWeights:
    """Search weights one coordinate at a time, in the order of their names; the same data give the same weights.

    What is searched is the highest mean F1@10 over the sets, less a penalty that grows with the square of what a
    weight has moved, so that it stays where it starts unless moving pays.
    """
    origin = flat(start)
    best = dict(origin)
    height = _height(corpora, best, origin)
    for step in STEPS:
        for name in sorted(best):
            for move in (step, -step):
                tried = best | {name: round(best[name] + move, 3)}
                reached = _height(corpora, tried, origin)
                if reached > height + 1e-9:
                    best, height = tried, reached
                    break
        report(f"step {step}: {height:.3f}")
    return shaped(best)


def _height(corpora: Sequence[Corpus], values: Mapping[str, float], origin: Mapping[str, float]) -> float:
    moved = sum(((values[name] - origin[name]) / max(0.5, abs(origin[name]))) ** 2 for name in origin)
    weights = shaped(values)
    return sum(corpus.f1(weights) for corpus in corpora) / len(corpora) - TIE * moved


def without(feature: str, weights: RankingWeights) -> RankingWeights:
    """Give weights in which one feature says nothing; the three lengths are one feature."""
    return shaped({name: 0.0 if name.split()[0] == feature else value for name, value in flat(weights).items()})


def print_scores(corpora: Sequence[Corpus], ways: Mapping[str, RankingWeights]) -> None:
    """Print F1 of the first five and ten keywords, by set."""
    print(f"| F1@5 / F1@10 | {' | '.join(f'{c.name} ({len(c.gold)})' for c in corpora)} |")
    print("|---" * (len(corpora) + 1) + "|")
    raw = [yake_alone(corpus.gold) for corpus in corpora]
    cells = [f"{mean_f1(r, c.gold, 5):.2f} / {mean_f1(r, c.gold, 10):.2f}" for c, r in zip(corpora, raw, strict=True)]
    print(f"| YAKE as it comes | {' | '.join(cells)} |")
    for name, weights in ways.items():
        cells = [f"{corpus.f1(weights, 5):.2f} / {corpus.f1(weights):.2f}" for corpus in corpora]
        print(f"| {name} | {' | '.join(cells)} |")


def print_ablations(corpora: Sequence[Corpus], weights: RankingWeights) -> None:
    """Print what is lost of F1@10 without each feature, the greatest loss first."""
    whole = [corpus.f1(weights) for corpus in corpora]
    losses = {
        name: [c.f1(without(name, weights)) - f for c, f in zip(corpora, whole, strict=True)]
        for name in asdict(weights)
    }
    print(f"| without | mean change of F1@10 | {' | '.join(c.name for c in corpora)} |")
    print("|---" * (len(corpora) + 2) + "|")
    for name, changes in sorted(losses.items(), key=lambda item: (sum(item[1]), item[0])):
        print(f"| {name} | {sum(changes) / len(changes):+.2f} | {' | '.join(f'{c:+.2f}' for c in changes)} |")


def main() -> None:
    """Measure, and fit when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path, help="JSON lines, each file in one language")
    parser.add_argument("--fit", action="store_true", help="search weights on all sets")
    parser.add_argument("--leave-out", default="", help="a language or the name of a set that the search may not see")
    parser.add_argument("--first", type=int, help="only so many articles of each set")
    given = parser.parse_args()
    corpora = [read_corpus(file, given.first) for file in given.sets]
    ways = {"the recipe": RECIPE, "nobody's weights": NEUTRAL, "as shipped": WEIGHTS}
    if given.leave_out:
        seen = [corpus for corpus in corpora if given.leave_out not in {corpus.lang, corpus.name}]
        if not seen:
            parser.error(f"--leave-out {given.leave_out} leaves no set to fit on")
        ways[f"fitted without {given.leave_out}"] = fit(seen, NEUTRAL, print)
    if given.fit:
        ways["fitted"] = fit(corpora, WEIGHTS, print)
    print(f"{libraries()}\n")
    print_scores(corpora, ways)
    print()
    print_ablations(corpora, WEIGHTS)
    for name, weights in ways.items():
        if name.startswith("fitted"):
            print(f"\n{name}: {weights}")


if __name__ == "__main__":
    main()

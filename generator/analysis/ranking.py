"""Ranking: the candidates of all articles of a language at once, as `keywords.rank` orders those of one.

The score is the sum of `keywords.score`, term by term in the same order, over columns; so it is the same to the last
bit. What is rounded, and what is equal, is looked at again where a column cannot tell.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.analysis.concordance import Concordance, hashes_of, joined
from generator.analysis.keywords import WEIGHTS, Ranked, RankingWeights, runs
from generator.analysis.readings import CONTENT_WORDS, INNER_LINKS, THOUSAND, TITLED, UNPROPOSED, WORDS, Reading

if TYPE_CHECKING:
    from generator.analysis.concordance import Column
    from generator.analysis.similarity import Floats

STEPS = 1e6
"""Scores are rounded to so many parts of one."""
DOUBT = 1e-6
"""Parts of a step within which rounding half a step is left to Python, which rounds decimal digits."""


def rank_all(concordance: Concordance, most: int | None) -> tuple[tuple[Ranked, ...], ...]:
    """Order the candidates of each article, best first, none nested in a better one.

    Args:
        concordance: All articles of one language.
        most: Candidates of each to give at most; None for all.
    """
    found = []
    for reading, (rows, scores) in zip(concordance.readings, _ranked(concordance, most), strict=True):
        keys, phrases = reading.keys, reading.phrases
        found.append(tuple(Ranked(keys[row], phrases[row], score) for row, score in zip(rows, scores, strict=True)))
    return tuple(found)


def best_rows(concordance: Concordance, most: int | None) -> tuple[array[int], ...]:
    """Give the rows of the same candidates of each article, best first, counted from its first row."""
    return tuple(array("I", rows) for rows, _scores in _ranked(concordance, most))


def _ranked(concordance: Concordance, most: int | None) -> Iterator[tuple[Sequence[int], Sequence[float]]]:
    """Give the rows of the best candidates of each article, with their scores."""
    import numpy as np  # noqa: PLC0415 - only a build that has something new to understand pays for it

    readings = concordance.readings
    steps = _steps(_scores(concordance, WEIGHTS))
    lengths = [len(reading.column("shape")) // 2 for reading in readings]
    articles = np.repeat(np.arange(len(readings)), lengths)
    # One number tells article and score: to order by one column costs a fraction of ordering by three.
    marks = articles * (np.ptp(steps) + 1 if len(steps) else 1) - steps
    order = np.argsort(marks, kind="stable")
    tied = set(articles[order[1:][marks[order[1:]] == marks[order[:-1]]]].tolist())
    ends = np.cumsum(lengths, dtype=np.intp)
    places, scores = order - np.repeat(ends - lengths, lengths), steps / STEPS
    for number, (reading, end, length) in enumerate(zip(readings, ends.tolist(), lengths, strict=True)):
        own, weighed = places[end - length : end].tolist(), scores[end - length : end]
        best = _best(reading, _untied(own, weighed.tolist(), reading) if number in tied else own, most)
        rows = reading.numbers("row")
        yield [rows[place] for place in best], weighed[best].tolist()


def _untied(places: Sequence[int], scores: Sequence[float], reading: Reading) -> Sequence[int]:
    """Order the candidates of an article of which some are equal: by what comes first, by spelling, then by key."""
    first, phrases, rows = reading.numbers("first"), reading.phrases, reading.numbers("row")
    return sorted(places, key=lambda place: (-scores[place], first[place], phrases[rows[place]], place))


def _best(reading: Reading, order: Sequence[int], most: int | None) -> list[int]:
    """Choose the best candidates of an article, none nested in a better one: their places, best first."""
    keys, rows = reading.keys, reading.numbers("row")
    chosen: list[int] = []
    parts: set[str] = set()
    for place in order:
        key = keys[rows[place]]
        if key not in parts:
            chosen.append(place)
            if len(chosen) == most:
                break
            if " " in key:
                parts.update(runs(key))
    return chosen


def _scores(concordance: Concordance, weights: RankingWeights) -> Floats:
    """Weigh all candidates: the sum of `keywords.score`, from left to right."""
    import numpy as np  # noqa: PLC0415

    readings = concordance.readings
    uses, first, nested, shape = (joined(readings, name) for name in ("uses", "first", "nested", "shape"))
    proposal, rows = joined(readings, "proposal"), _rows(concordance)
    announced, capital, cut = (concordance.columns[name][rows] / THOUSAND for name in ("announced", "capital", "cut"))
    content_words, rarity = shape >> CONTENT_WORDS & 3, _rarities(concordance)
    scores = weights.count * _log1p(uses) + weights.rarity * rarity[concordance.keys[rows]]
    scores = scores + weights.word_rarity * _word_rarities(concordance, rows, shape, rarity)
    scores = scores + weights.first * _log1p(first) + weights.title * (shape & TITLED)
    scores = scores + weights.announced * announced + weights.capital * capital + weights.cut * cut
    scores = scores + weights.nested * (nested / THOUSAND) + np.array(weights.lengths)[np.minimum(content_words, 3) - 1]
    scores = scores + weights.inner_link * (shape >> INNER_LINKS & 31)
    scores = scores + weights.once * ((content_words > 1) & (uses == 1))
    found: Floats = scores + weights.proposal * (np.where(proposal == UNPROPOSED, 0, proposal) / THOUSAND)
    return found


def _rows(concordance: Concordance) -> Column:
    """Give the row of each candidate."""
    import numpy as np  # noqa: PLC0415

    lengths = [len(reading.column("shape")) // 2 for reading in concordance.readings]
    return joined(concordance.readings, "row") + np.repeat(concordance.starts[:-1], lengths)


def _log1p(numbers: Column) -> Floats:
    import numpy as np  # noqa: PLC0415

    found: Floats = np.array([math.log1p(number) for number in range(1 + int(numbers.max(initial=0)))])[numbers]
    return found


def _rarities(concordance: Concordance) -> Floats:
    """Give the inverse document frequency of each key, as `keywords.Rarities` does."""
    import numpy as np  # noqa: PLC0415

    articles, frequencies = len(concordance.readings), concordance.frequencies
    most = int(frequencies.max(initial=0))
    found: Floats = np.array([math.log((1 + articles) / (1 + count)) for count in range(most + 1)])[frequencies]
    return found


def _word_rarities(concordance: Concordance, rows: Column, shape: Column, rarity: Floats) -> Floats:
    """Give the mean inverse document frequency of the words of each candidate that the corpus knows."""
    import numpy as np  # noqa: PLC0415

    words, lengths = hashes_of(concordance.readings, "word"), shape >> WORDS
    numbers = np.minimum(np.searchsorted(concordance.hashes, words), max(0, len(concordance.hashes) - 1))
    is_known = concordance.hashes[numbers] == words if len(words) else np.zeros(0, dtype=np.bool_)
    owners = np.repeat(np.arange(len(rows)), lengths)[is_known]
    known = rarity[numbers[is_known]]
    counts = np.bincount(owners, minlength=len(rows))
    sums = np.bincount(owners, known, len(rows))
    # From three on, how Python's `sum` rounds depends on its version; here it is as there.
    ends = np.cumsum(counts)
    for place in np.flatnonzero(counts > 2).tolist():
        sums[place] = sum(known[ends[place] - counts[place] : ends[place]].tolist())
    means = sums / np.maximum(counts, 1)
    found: Floats = np.where(lengths == 0, rarity[concordance.keys[rows]], means)
    return found


def _steps(scores: Floats) -> Column:
    """Round scores as Python does, in whole steps."""
    import numpy as np  # noqa: PLC0415

    exact = scores * STEPS
    steps = np.rint(exact)
    for place in np.flatnonzero(np.abs(exact - np.floor(exact) - 0.5) < DOUBT).tolist():
        steps[place] = round(round(float(scores[place]), 6) * STEPS)
    return steps.astype(np.int64)

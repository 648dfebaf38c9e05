"""YAKE's scores on plain dictionaries: what the package answers, at a tenth of its cost.

After Campos, Mangaravite, Pasquali, Jorge, Nunes and Jatowt, "YAKE! Keyword extraction from single documents using
multiple local features", Information Sciences 509 (2020), 257-289; where the paper leaves something open, as the
package was observed to do. Covered: phrases of up to three words, a window of one word, and no comparison of phrases
with each other. For these, phrases, order and scores are those of the package, which a property test holds.

Lower is better here. One pass counts; there is no graph, no object per occurrence and no array.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from generator.analysis.yake_words import Token, sentences, words


@dataclass(slots=True)
class Term:
    """What a text says of one of its terms.

    Attributes:
        key: In lower case, without a final s.
        stop: Whether it is a stop word, as it was when first met.
        places: Numbers of the sentences that have it, from 0.
        count: Its occurrences.
        acronyms: Those in capitals.
        names: Those with an initial capital, sentence beginnings left out.
        after: How often each term follows it, without a mark between.
        before: How often it follows a term so.
        kinds_before: The different terms among these.
        score: How unimportant it is, above 0; of a stop word unknown.
    """

    key: str
    stop: bool
    places: list[int]
    count: int = 0
    acronyms: int = 0
    names: int = 0
    after: dict[str, int] = field(default_factory=dict)
    before: int = 0
    kinds_before: int = 0
    score: float = math.nan


class Tally:
    """What is counted of a text: its terms, and its phrases in the order of their first ends.

    A phrase is up to three words of one run, no stop word at an edge, nothing barred inside.

    Attributes:
        stop_words: In lower case.
        terms: By their keys.
        phrases: The terms of each phrase, by its words.
        counts: Occurrences of each phrase.
    """

    __slots__ = ("counts", "phrases", "stop_words", "terms")

    def __init__(self, stop_words: Collection[str]) -> None:  # noqa: D107 - of no use elsewhere
        self.stop_words = stop_words
        self.terms: dict[str, Term] = {}
        self.phrases: dict[str, tuple[Term, ...]] = {}
        self.counts: dict[str, int] = {}

    def add(self, number: int, tokens: Iterable[Token | None]) -> None:
        """Count a sentence."""
        before = far = None
        low_before = low_far = ""
        for place, token in enumerate(tokens):
            if token is None:
                before = None
                continue
            term = self._count(token, number, place)
            if token.barred:
                before = None
                continue
            low = token.low
            if before is not None:
                _pair(before, term)
            if not term.stop:
                self._phrase(low, term)
                if before is not None:
                    if not before.stop:
                        self._phrase(f"{low_before} {low}", before, term)
                    if far is not None and not far.stop:
                        self._phrase(f"{low_far} {low_before} {low}", far, before, term)
            far, low_far = before, low_before
            before, low_before = term, low

    def _count(self, token: Token, number: int, place: int) -> Term:
        key, low, _barred, acronym, name, short = token
        term = self.terms.get(key)
        if term is None:
            stop = short or low in self.stop_words or key in self.stop_words
            term = self.terms[key] = Term(key, stop, [number])
        elif term.places[-1] != number:
            term.places.append(number)
        term.count += 1
        if acronym:
            term.acronyms += 1
        elif name and place:
            term.names += 1
        return term

    def _phrase(self, written: str, *terms: Term) -> None:
        if written in self.counts:
            self.counts[written] += 1
        else:
            self.counts[written] = 1
            self.phrases[written] = terms


def _pair(left: Term, right: Term) -> None:
    times = left.after.get(right.key, 0)
    left.after[right.key] = times + 1
    right.before += 1
    right.kinds_before += not times


def score_phrases(text: str, stop_words: Collection[str], top: int) -> list[tuple[str, float]]:
    """Find the phrases that say most of a text.

    Args:
        text: Words, commas and full stops, as `keywords` prepares it; more is understood as YAKE would.
        stop_words: In lower case.
        top: How many to give at most.

    Returns:
        Phrases in lower case with scores above 0, lower being better; of equals, what ends first comes first.
    """
    tally = Tally(stop_words)
    split = sentences(text)
    for number, sentence in enumerate(split):
        tally.add(number, words(sentence))
    counts = [term.count for term in tally.terms.values() if not term.stop]
    if not counts:
        return []
    usual = sum(counts) / len(counts) + deviation(counts)
    most = max(term.count for term in tally.terms.values())
    for term in tally.terms.values():
        if not term.stop:
            term.score = _score_term(term, usual, most, len(split))
    phrases = zip(tally.phrases.items(), tally.counts.values(), strict=True)
    scored = [(written, _score_phrase(terms, count)) for (written, terms), count in phrases]
    return sorted(scored, key=itemgetter(1))[:top]


def _score_term(term: Term, usual: float, most: int, length: int) -> float:
    """Weigh a term, as the paper's S(t).

    Args:
        term: Counted to the end.
        usual: Mean count of the terms that are no stop words, and one standard deviation.
        most: Count of the most frequent term.
        length: Sentences in the text.
    """
    share = term.count / most
    before = term.kinds_before / term.before if term.before else 0.0
    after = len(term.after) / sum(term.after.values()) if term.after else 0.0
    # Sums in this order: another one would change the last bit, and that the order of equals.
    relatedness = (0.5 + before * share) + (0.5 + after * share)
    frequency = term.count / usual
    spread = len(term.places) / length
    casing = max(term.acronyms, term.names) / (1.0 + math.log(term.count))
    position = math.log(math.log(3.0 + _median(term.places)))
    return (position * relatedness) / (casing + frequency / relatedness + spread / relatedness)


def _score_phrase(terms: Sequence[Term], count: int) -> float:
    """Weigh a phrase, as the paper's S(kw); a stop word inside counts by how often it stands between its neighbours."""
    product = total = terms[0].score
    if len(terms) == 1:
        return product / (count * (total + 1))
    if len(terms) == 3:
        left, inner, right = terms
        if inner.stop:
            bond = left.after[inner.key] / left.count * (inner.after[right.key] / right.count)
            product *= 1 + (1 - bond)
            total -= 1 - bond
        else:
            product *= inner.score
            total += inner.score
    product *= terms[-1].score
    total += terms[-1].score
    return product / (count * (total + 1))


def _median(ordered: Sequence[int]) -> float:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def deviation(counts: Sequence[int]) -> float:
    """Give the standard deviation of some counts, to the last bit as numpy does.

    >>> deviation([2, 4, 4, 4, 5, 5, 7, 9])
    2.0
    """
    mean = sum(counts) / len(counts)
    return math.sqrt(_pairwise_sum([(count - mean) * (count - mean) for count in counts]) / len(counts))


def _pairwise_sum(values: Sequence[float]) -> float:
    """Add pairwise (Higham, "The accuracy of floating point summation", 1993), in blocks of 128 and eight lanes."""
    length = len(values)
    if length > 128:
        half = length // 2
        half -= half % 8
        return _pairwise_sum(values[:half]) + _pairwise_sum(values[half:])
    whole = length - length % 8
    lanes = [_plain_sum(values[lane:whole:8]) for lane in range(8)]
    total = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
    return _plain_sum([total, *values[whole:]])


def _plain_sum(values: Iterable[float]) -> float:
    """Add one by one; `sum` compensates for rounding from Python 3.12 on."""
    total = 0.0
    for value in values:
        total += value
    return total

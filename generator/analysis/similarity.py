"""How near articles are to each other: a cosine of term weights, corrected by what the neighbours say.

Three steps, each with its reason:

1. Cosine of vectors in which a term weighs tf^0.7 * idf^0.5. The cosine multiplies two such weights, so that rarity
   counts once, not twice (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988).
2. What the nearest neighbours of two articles think of the other one is added: texts about one subject in other words
   find each other over a third (the cluster hypothesis, van Rijsbergen, 1979).
3. Hubs, long or general texts that are near to everything, step back (Radovanović et al., "Hubs in space", 2010), and
   articles of the same months step forward a little.

The constants below were chosen in round steps on two English sites with human tags; none was fitted to either alone.
Everything is rounded to six digits, so that every machine gives the same order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analysis.keywords import Term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Posting = tuple[NDArray[np.intp], NDArray[np.float64]]

FREQUENCY_POWER = 0.7
RARITY_POWER = 0.5
TITLE_BOOST = 3
"""Occurrences that a place in the title is worth."""
PHRASE_BOOST = 1.2
"""What a phrase of two words counts more than a word, as it is less often meant otherwise."""
LARGEST_SHARE = 0.5
LARGEST_FREQUENCY = 1_000
"""A term that more of the articles have, as share or number, tells nothing of any; it also bounds the work."""
LEAST_COSINE = 0.02
"""Below this, what two articles share is chance."""
KEPT = 50
"""Nearest articles by cosine among which the neighbours decide."""
ADVISERS = 10
"""Nearest neighbours whose opinion is heard."""
ADVICE = 0.6
HUB_POWER = 0.25
RECENCY = 0.15
RECENCY_DAYS = 365.0
SECONDS_A_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Neighbourhoods:
    """The nearest articles of each, by place in the list that was compared.

    Attributes:
        vectors: Term weights of each article; the sum of squares is 1, or 0 when it shares no term.
        similarities: For each article its nearest ones with a similarity in (0, 1], nearest first.
    """

    vectors: tuple[Mapping[str, float], ...]
    similarities: tuple[Mapping[int, float], ...]


def compare(texts: Sequence[Sequence[Term]], dates: Sequence[float | None]) -> Neighbourhoods:
    """Compare all articles with each other.

    Args:
        texts: Terms of each article.
        dates: When each was published, in seconds since 1970, if known.
    """
    vectors = _vectors(texts)
    cosines = _cosines(vectors)
    return Neighbourhoods(vectors, _advised(cosines, dates))


def _vectors(texts: Sequence[Sequence[Term]]) -> tuple[Mapping[str, float], ...]:
    frequencies = Counter(term.key for terms in texts for term in terms)
    most = max(2.0, min(LARGEST_FREQUENCY, LARGEST_SHARE * len(texts)))
    rarity = {
        key: math.log((1 + len(texts)) / frequency) ** RARITY_POWER * (PHRASE_BOOST if " " in key else 1.0)
        for key, frequency in frequencies.items()
        if 2 <= frequency <= most
    }
    return tuple(_vector(terms, rarity) for terms in texts)


def _vector(terms: Sequence[Term], rarity: Mapping[str, float]) -> Mapping[str, float]:
    """Weigh the terms of one article; a term of no other article cannot make two alike, and is left out."""
    weights = {
        term.key: (term.count + TITLE_BOOST * term.in_title) ** FREQUENCY_POWER * rarity[term.key]
        for term in terms
        if term.key in rarity
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {key: weight / length for key, weight in weights.items()}


def _cosines(vectors: Sequence[Mapping[str, float]]) -> tuple[Mapping[int, float], ...]:
    """Find the nearest articles of each, exactly, over an inverted index."""
    import numpy as np  # noqa: PLC0415 - only a build that compares articles pays for it

    places: dict[str, list[int]] = {}
    for place, vector in enumerate(vectors):
        for key in vector:
            places.setdefault(key, []).append(place)
    postings: dict[str, Posting] = {
        key: (np.array(found, dtype=np.intp), np.array([vectors[place][key] for place in found]))
        for key, found in places.items()
    }
    return tuple(_nearest(place, vector, postings, len(vectors)) for place, vector in enumerate(vectors))


def _nearest(
    place: int, vector: Mapping[str, float], postings: Mapping[str, Posting], articles: int
) -> Mapping[int, float]:
    """Give the nearest articles of one by cosine, nearest first; among equals the order of the list decides."""
    import numpy as np  # noqa: PLC0415

    if not vector:
        return {}
    found = np.concatenate([postings[key][0] for key in vector])
    products = np.concatenate([postings[key][1] * weight for key, weight in vector.items()])
    sums = np.minimum(1.0, np.round(np.bincount(found, products, articles), 6))
    sums[place] = 0.0
    order = np.argsort(-sums, kind="stable")[:KEPT]
    return {int(number): float(sums[number]) for number in order if sums[number] >= LEAST_COSINE}


def _advised(cosines: Sequence[Mapping[int, float]], dates: Sequence[float | None]) -> tuple[Mapping[int, float], ...]:
    """Correct the cosines by the neighbours' opinion, hubs and dates."""
    advisers = tuple(_advisers(near) for near in cosines)
    means = [sum(list(near.values())[:ADVISERS]) / ADVISERS for near in cosines]
    usual = sum(means) / len(means) if means else 0.0
    corrected = []
    for place, near in enumerate(cosines):
        scores = {}
        for other, cosine in near.items():
            advice = _opinion(advisers[place], cosines, other) + _opinion(advisers[other], cosines, place)
            score = (cosine + ADVICE * advice / 2) / (1 + ADVICE)
            score *= (usual / means[other]) ** HUB_POWER * _recency(dates[place], dates[other])
            scores[other] = min(1.0, max(1e-6, round(score, 6)))
        corrected.append(dict(sorted(scores.items(), key=lambda item: (-item[1], item[0]))))
    return tuple(corrected)


def _advisers(near: Mapping[int, float]) -> tuple[tuple[int, float], ...]:
    """Give the nearest neighbours with shares that sum to 1."""
    first = list(near.items())[:ADVISERS]
    total = sum(cosine for _, cosine in first)
    return tuple((number, cosine / total) for number, cosine in first)


def _opinion(advisers: Sequence[tuple[int, float]], cosines: Sequence[Mapping[int, float]], other: int) -> float:
    """Tell how near an article is to the neighbours of another."""
    return sum(share * cosines[number].get(other, 0.0) for number, share in advisers)


def _recency(one: float | None, other: float | None) -> float:
    """Favour articles of about the same time, by 15 % at the most."""
    if one is None or other is None:
        return 1.0
    return 1 + RECENCY * math.exp(-abs(one - other) / SECONDS_A_DAY / RECENCY_DAYS)

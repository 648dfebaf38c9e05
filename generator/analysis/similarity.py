"""How near articles are to each other: a cosine of term weights, corrected by what the neighbours say.

Three steps, each with its reason; what else was tried stands in benchmarks/RESULTS.md:

1. Cosine of vectors in which a term weighs tf^0.6 * idf^0.5. The cosine multiplies two such weights, so that rarity
   counts once, not twice (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988).
2. An article is compared with its circle: half of what it says is its own, half is said by its nearest neighbours.
   Texts about one subject in other words find each other so (Singhal and Pereira, "Document expansion for speech
   retrieval", 1999; the cluster hypothesis of van Rijsbergen, 1979).
3. Hubs, long or general texts that are near to everything, step back (Radovanović et al., "Hubs in space", 2010), and
   articles of the same months step forward a little.

The constants were chosen in round steps on two English sites with human tags; none was fitted to either alone.

The cosines are exact and the same on every machine: weights are whole numbers of 2^-20, whose products and sums a
double holds without rounding, in whatever order they are added. What follows is rounded to six digits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from generator.analysis.concordance import numbered
from generator.analysis.terms import Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Floats = NDArray[np.float64]
    _Pairs = tuple[Numbers, Numbers, Numbers]

FREQUENCY_POWER = 0.6
RARITY_POWER = 0.5
TITLE_BOOST = 3
"""Occurrences that a place in the title is worth."""
PHRASE_BOOST = 1.2
"""What a phrase of two words counts more than a word, as it is less often meant otherwise."""
LARGEST_SHARE = 0.5
LARGEST_FREQUENCY = 400
"""A term that more of the articles have, as share or number, tells nothing of any; it also bounds the work: each
article meets at most its number of terms times this number of others."""
LEAST_COSINE = 0.02
"""Below this, what two articles share is chance."""
KEPT = 50
"""Nearest articles by cosine among which the circles decide."""
CIRCLE = 15
"""Nearest neighbours that speak for an article; on a small site the square root of its articles."""
BLOCK = 16
"""Articles that are looked at together, as many small steps cost more than one large one."""
HUB_POWER = 0.25
RECENCY = 0.15
RECENCY_DAYS = 365.0
SECONDS_A_DAY = 86_400.0
GRAIN = 2.0**20
"""A weight is a whole number of so many parts of one."""
STEPS = 1_000_000
"""Similarities are whole numbers of so many parts of one."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Term weights, article by article.

    Attributes:
        keys: Of the terms that at least two articles have, and not too many.
        starts: Where each article begins in the next two, and the end.
        terms: Places of its terms in `keys`.
        weights: Their weights, in parts of `GRAIN`; the sum of squares is about 1, or 0 when it shares no term.
        columns: Their places in the columns of `Terms`.
    """

    keys: Sequence[str]
    starts: Numbers
    terms: Numbers
    weights: Floats
    columns: Numbers


@dataclass(frozen=True, slots=True)
class Neighbourhoods:
    """The nearest articles of each, by place in the list that was compared."""

    _index: _Index
    _near: Numbers
    _cosines: Floats
    _order: Numbers
    _similarities: Floats

    def nearest(self, place: int) -> Mapping[int, float]:
        """Give the nearest articles of one with a similarity in (0, 1], nearest first; at most `KEPT`."""
        return _row(self._order[place], self._similarities[place])

    def cosines(self, place: int) -> Mapping[int, float]:
        """Give the nearest articles of one by cosine alone, nearest first, exactly; at most `KEPT`."""
        return _row(self._near[place], self._cosines[place])

    def rows(self, first: int, count: int) -> tuple[Numbers, Floats]:
        """Give the same as `nearest` of some articles in a row, a row for each; 0 where there are fewer than `KEPT`."""
        return self._order[first : first + count], self._similarities[first : first + count]

    def shared(self, one: int, other: int) -> Mapping[str, float]:
        """Give the terms that two articles share, with what each adds to their cosine."""
        return products(self.weights(one), self.weights(other))

    def cosine(self, one: int, other: int) -> float:
        """Give the cosine of two articles, in [0, 1]."""
        return min(1.0, math.fsum(self.shared(one, other).values()))

    def vector(self, place: int) -> tuple[Numbers, Floats]:
        """Give the same as columns: the places of the terms in `Terms`, and their weights."""
        own = self._own(place)
        return self._index.columns[own], self._index.weights[own]

    def vectors(self) -> tuple[Numbers, Numbers, Floats]:
        """Give the terms of all articles that others have too: where each begins, their places in `Terms`, weights."""
        return self._index.starts, self._index.columns, self._index.weights

    def weights(self, place: int) -> Mapping[str, float]:
        """Give the terms of an article that others have too, with their weights, in parts of `GRAIN`."""
        own = self._own(place)
        keys = map(self._index.keys.__getitem__, self._index.terms[own].tolist())
        return dict(zip(keys, self._index.weights[own].tolist(), strict=True))

    def _own(self, place: int) -> slice:
        return slice(*self._index.starts[place : place + 2].tolist())


def products(one: Mapping[str, float], other: Mapping[str, float]) -> Mapping[str, float]:
    """Give what each term of both adds to the cosine of two articles, whose weights these are."""
    return {key: one[key] * other[key] / GRAIN**2 for key in one.keys() & other.keys()}


def _row(places: Numbers, values: Floats) -> Mapping[int, float]:
    return {place: value for place, value in zip(places.tolist(), values.tolist(), strict=True) if value}


def compare(terms: Terms, dates: Sequence[float | None]) -> Neighbourhoods:
    """Compare all articles with each other.

    Args:
        terms: Of each article.
        dates: When each was published, in seconds since 1970, if known. Among articles that are equally near, the order
            of the list decides.
    """
    index = _weighed(terms)
    near, cosines = _nearest(index)
    similarities = _by_circles(near, cosines)
    similarities *= _modesty(near, cosines) * _recency(near, dates)
    return Neighbourhoods(index, near, cosines, *_ordered(near, cosines, similarities))


def _weighed(terms: Terms) -> _Index:
    """Weigh all terms; one of a single article cannot make two alike, and is left out."""
    import numpy as np  # noqa: PLC0415 - only a build that compares articles pays for it

    articles = len(terms.starts) - 1
    frequencies = np.bincount(terms.keys, minlength=len(terms.names))
    most = max(2.0, min(LARGEST_FREQUENCY, LARGEST_SHARE * articles))
    is_kept = (frequencies >= 2) & (frequencies <= most)
    places = np.cumsum(is_kept) - 1
    keys = list(compress(terms.names, is_kept.tolist()))
    found = np.flatnonzero(is_kept[terms.keys])
    rows = np.repeat(np.arange(articles), np.diff(terms.starts))[found]
    own = places[terms.keys[found]]
    counts = terms.counts[found] + TITLE_BOOST * terms.in_title[found]
    raw = _powers(counts) * _rarities(keys, frequencies[is_kept], articles)[own]
    norms = np.sqrt(np.bincount(rows, raw * raw, articles))
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=articles))])
    return _Index(keys, starts.astype(np.intp), own, np.rint(raw / norms[rows] * GRAIN), found)


def _powers(counts: Numbers) -> Floats:
    """Damp the occurrences: the tenth tells less than the second."""
    import numpy as np  # noqa: PLC0415

    return np.array([n**FREQUENCY_POWER for n in range(1 + int(counts.max(initial=0)))])[counts]


def _rarities(keys: Sequence[str], frequencies: Numbers, articles: int) -> Floats:
    """Weigh terms by how few articles have them."""
    import numpy as np  # noqa: PLC0415

    known = {n: math.log((1 + articles) / n) ** RARITY_POWER for n in set(frequencies.tolist())}
    found = zip(keys, frequencies.tolist(), strict=True)
    return np.array([known[n] * (PHRASE_BOOST if " " in key else 1.0) for key, n in found], dtype=np.float64)


def _nearest(index: _Index) -> tuple[Numbers, Floats]:
    """Find the nearest articles of each by cosine, exactly.

    Each pair is found once, when the later article meets those before it. Later ones that are near enough to an earlier
    one wait until they are many, and are then let in together.

    Returns:
        Places and cosines, nearest first; where there are fewer than `KEPT`, the rest is 0.
    """
    import numpy as np  # noqa: PLC0415

    articles = len(index.starts) - 1
    near, sums = np.zeros((articles, KEPT), dtype=np.intp), np.zeros((articles, KEPT), dtype=np.int64)
    waiting: list[_Pairs] = []
    size = 0
    for later, earlier, values in _pairs(index):
        _let_in(near, sums, [(later, earlier, values)])
        # Among equals the first place wins: who comes later must be nearer than the last that is kept.
        is_nearer = values > sums[earlier, -1]
        waiting.append((earlier[is_nearer], later[is_nearer], values[is_nearer]))
        size += len(waiting[-1][0])
        if size > KEPT * articles:
            _let_in(near, sums, waiting)
            waiting, size = [], 0
    if waiting:
        _let_in(near, sums, waiting)
    return near, np.minimum(1.0, sums / GRAIN**2)


def _pairs(index: _Index) -> Iterator[_Pairs]:
    """Give all pairs of articles that are near enough, block by block, over an inverted index.

    Yields:
        Places of the later articles, which rise; of the earlier ones, which rise for each later one; sums of products.
    """
    import numpy as np  # noqa: PLC0415

    articles = len(index.starts) - 1
    order = np.argsort(index.terms, kind="stable")
    bearers = np.repeat(np.arange(articles), np.diff(index.starts))[order]
    weights = index.weights[order]
    begins = np.searchsorted(index.terms[order], np.arange(len(index.keys)))[index.terms]
    # How many articles before it have the term too; they are the first in the postings of the term.
    before = np.empty_like(order)
    before[order] = np.arange(len(order))
    before -= begins
    for low in range(0, articles, BLOCK):
        high = min(low + BLOCK, articles)
        own = slice(index.starts[low], index.starts[high])
        sizes = before[own]
        ends = np.cumsum(sizes)
        postings = np.arange(sizes.sum()) + np.repeat(begins[own] - ends + sizes, sizes)
        # A cell for each article of the block and each before its end.
        rows = np.repeat(np.arange(high - low), np.diff(index.starts[low : high + 1])) * high
        cells, products = bearers.take(postings), weights.take(postings)
        cells += np.repeat(rows, sizes)
        products *= np.repeat(index.weights[own], sizes)
        sums = np.bincount(cells, products, (high - low) * high)
        found = np.flatnonzero(sums >= LEAST_COSINE * GRAIN**2)
        yield low + found // high, found % high, sums[found].astype(np.int64)


def _let_in(near: Numbers, sums: Numbers, waiting: Sequence[_Pairs]) -> None:
    """Let articles in among the nearest of others, in place; nobody comes before an equal that is in, or waits, before.

    Args:
        near: The nearest of each, nearest first.
        sums: Their sums of products, below 2^42; 0 where there is none.
        waiting: Places of those who let in, of those let in, and sums.
    """
    import numpy as np  # noqa: PLC0415

    rows, places, values = (np.concatenate(parts) for parts in zip(*waiting, strict=True))
    hosts = np.flatnonzero(np.bincount(rows))
    rows = np.concatenate([np.repeat(hosts, KEPT), rows])
    places = np.concatenate([near[hosts].ravel(), places])
    values = np.concatenate([sums[hosts].ravel(), values])
    order = np.argsort((rows.astype(np.int64) << 42) - values, kind="stable")
    best = order[np.searchsorted(rows[order], hosts)[:, None] + np.arange(KEPT)]
    near[hosts], sums[hosts] = places[best], values[best]


def _by_circles(near: Numbers, cosines: Floats) -> Floats:
    """Compare articles with their circles: the mean cosine between the two circles, each article half of its own."""
    import numpy as np  # noqa: PLC0415

    articles = len(near)
    size = circle_size(articles)
    selves = np.arange(articles)[:, None]
    totals = cosines[:, :size].sum(axis=1, keepdims=True)
    shares = np.hstack([np.ones((articles, 1)), cosines[:, :size] / np.where(totals, totals, 1.0)]) / 2
    members = np.hstack([selves, near[:, :size]])
    others, heard = np.hstack([selves, near]), np.hstack([np.ones((articles, 1)), cosines])
    # Each pair is looked at from both sides, so that nearness is mutual whoever has found the other.
    forth = (selves * articles + near)[cosines > 0]
    back = (near * articles + selves)[cosines > 0]
    pairs, numbers = numbered(np.concatenate([forth, back]))
    views = np.zeros(len(pairs))
    for low in range(0, articles, BLOCK):
        here = np.arange(low, min(low + BLOCK, articles))
        circles = members[here]
        cells = others[circles] + (here - low)[:, None, None] * articles
        opinions = np.bincount(cells.ravel(), (heard[circles] * shares[here][:, :, None]).ravel(), len(here) * articles)
        block = slice(*np.searchsorted(pairs, [low * articles, (low + len(here)) * articles]))
        rows, asked = np.divmod(pairs[block], articles)
        views[block] = (opinions[members[asked] + (rows - low)[:, None] * articles] * shares[asked]).sum(axis=1)
    found = np.zeros_like(cosines)
    found[cosines > 0] = (views[numbers[: len(forth)]] + views[numbers[len(forth) :]]) / 2
    return found


def circle_size(articles: int) -> int:
    """Tell how many neighbours speak for an article on a site of that size.

    >>> [circle_size(n) for n in (1, 30, 100, 10_000)]
    [1, 5, 10, 15]
    """
    return min(CIRCLE, math.isqrt(articles))


def _modesty(near: Numbers, cosines: Floats) -> Floats:
    """Give the factor by which each neighbour steps back, or forward, for being near to much or little."""
    import numpy as np  # noqa: PLC0415

    size = max(1, circle_size(len(near)))
    means = (cosines[:, :size].sum(axis=1) / size).tolist()
    usual = math.fsum(means) / max(1, len(means))
    return np.array([(usual / mean) ** HUB_POWER if mean else 1.0 for mean in means], dtype=np.float64)[near]


def _recency(near: Numbers, dates: Sequence[float | None]) -> Floats:
    """Give the factor by which articles of about the same time are favoured: 1.15 at the most."""
    import numpy as np  # noqa: PLC0415

    days = np.array([math.nan if date is None else date / SECONDS_A_DAY for date in dates], dtype=np.float64)
    apart = np.abs(days[:, None] - days[near]) / RECENCY_DAYS
    return np.where(np.isnan(apart), 1.0, 1 + RECENCY * np.exp(-apart))


def _ordered(near: Numbers, cosines: Floats, similarities: Floats) -> tuple[Numbers, Floats]:
    """Order the neighbours by similarity, rounded; among equals the first place wins."""
    import numpy as np  # noqa: PLC0415

    whole = np.clip(np.rint(similarities * STEPS), 1, STEPS).astype(np.int64) * (cosines > 0)
    order = np.argsort(near - whole * max(1, len(near)), axis=1, kind="stable")
    return np.take_along_axis(near, order, axis=1), np.take_along_axis(whole, order, axis=1) / STEPS

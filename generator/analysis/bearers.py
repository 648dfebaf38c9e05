"""Who bears which tag, and how much alike the same tags make two articles.

What two tags weigh together is a sum that `math.fsum` rounds once; here it is added for all candidates at once, and
where the last digit that counts could depend on the way of adding, it is added again as `fsum` does.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.analysis.concordance import Flags
    from generator.analysis.similarity import Floats, Numbers

SHARED_TAGS = 0.25
"""What the same tags add to the similarity of two articles."""
LEADING_BEARERS = 50
"""A tag of more articles says which of those that are alike come first, but finds none by itself."""
STEPS = 1e6
"""Similarities are rounded to so many parts of one."""
DOUBT = 1e-6
"""Parts of a step within which half a step is rounded with the exact sum."""


class Bearers:
    """The articles that bear each tag, by place.

    Attributes:
        rarity: Weight of each tag; rare ones say more.
    """

    def __init__(self, tags: Sequence[Mapping[str, str]]) -> None:
        """Gather the bearers.

        Args:
            tags: Of each article, by key.
        """
        import numpy as np  # noqa: PLC0415 - only a build that has something new to understand pays for it

        self._tags = tags
        borne = Counter(chain.from_iterable(tags))
        numbers = {key: number for number, key in enumerate(borne)}
        self.rarity = {key: math.log((1 + len(tags)) / count) for key, count in borne.items()}
        self._totals = np.array([math.fsum(self.rarity[key] for key in own) for own in tags], dtype=np.float64)
        self._weights = np.array(list(self.rarity.values()), dtype=np.float64)
        self._starts = np.concatenate([[0], np.cumsum([len(own) for own in tags], dtype=np.intp)]).astype(np.intp)
        self._own = np.array([numbers[key] for own in tags for key in own], dtype=np.intp)
        self._counts = np.array(list(borne.values()), dtype=np.intp)
        owners = np.repeat(np.arange(len(tags)), np.diff(self._starts))
        self._bearers = owners[np.argsort(self._own, kind="stable")]
        order = {key: place for place, key in enumerate(sorted(borne, key=self._rare_first))}
        self._ordered = [sorted(own, key=order.__getitem__) for own in tags]

    def _rare_first(self, key: str) -> tuple[float, str]:
        return -round(self.rarity[key], 9), key

    def shared(self, place: int, number: int) -> Iterator[str]:
        """Give the labels of the tags that both articles bear, rare ones first."""
        tags, others = self._tags[place], self._tags[number]
        return (tags[key] for key in self._ordered[place] if key in others)

    def mark(self, place: int) -> bytes:
        """Mark all that `shared` looks at."""
        tags = self._tags[place]
        return "\n".join([part for key in self._ordered[place] for part in (key, tags[key])]).encode(
            "utf-8", "surrogatepass"
        )

    def likeness(self, place: int, number: int) -> float:
        """Tell what common tags add: their weight over the weight of all, in [0, `SHARED_TAGS`]."""
        one, other = self._tags[place].keys(), self._tags[number].keys()
        both = one & other
        if not both:
            return 0.0
        everything = math.fsum(map(self.rarity.__getitem__, one | other))
        return SHARED_TAGS * math.fsum(map(self.rarity.__getitem__, both)) / everything if everything else 0.0

    def joined(self, first: int, near: Numbers, similarities: Floats) -> Iterator[Mapping[int, float]]:
        """Give for some articles in a row those that are alike in text or tags, nearest first; of equals the first.

        Args:
            first: Place of the first of the articles.
            near: Places of those that are near each in text, a row for each article.
            similarities: How near each of these is; 0 where there is none.
        """
        import numpy as np  # noqa: PLC0415

        count, articles = len(near), len(self._tags)
        rows = np.arange(count)
        # A cell for each of the articles and each other.
        selves, met = rows * articles + first + rows, (rows[:, None] * articles + near)[similarities > 0]
        texts = np.zeros(count * articles)
        texts[met] = similarities[similarities > 0]
        cells, common, is_leading = self._common(first, count)
        is_asked = texts > 0
        is_asked[cells[is_leading]] = True
        is_asked[selves] = False
        asked = np.flatnonzero(is_asked)
        hosts, numbers = np.divmod(asked, articles)
        both = common[asked]
        either = self._totals[first + hosts] + self._totals[numbers] - both
        exact = (texts[asked] + SHARED_TAGS * both / np.where(both > 0, either, 1.0)) * STEPS
        steps = np.rint(exact)
        for at in np.flatnonzero(np.abs(exact - np.floor(exact) - 0.5) < DOUBT).tolist():
            likeness = self.likeness(first + int(hosts[at]), int(numbers[at]))
            steps[at] = round(round(float(texts[asked[at]]) + likeness, 6) * STEPS)
        steps = np.minimum(steps, STEPS)
        order = np.argsort(hosts * (STEPS + 1) - steps, kind="stable")
        found, values = numbers[order].tolist(), (steps[order] / STEPS).tolist()
        for start, end in pairwise(np.searchsorted(hosts, np.arange(count + 1)).tolist()):
            yield dict(zip(found[start:end], values[start:end], strict=True))

    def _common(self, first: int, count: int) -> tuple[Numbers, Floats, Flags]:
        """Add up what the tags weigh that some articles in a row have in common with any other.

        Returns:
            The cell of each common tag, what those of each cell weigh, and whether the tag finds articles by itself.
        """
        import numpy as np  # noqa: PLC0415

        here = slice(self._starts[first], self._starts[first + count])
        own = self._own[here]
        sizes, ends = self._counts[own], np.cumsum(self._counts[own])
        begins = (np.cumsum(self._counts) - self._counts)[own]
        postings = np.arange(sizes.sum()) + np.repeat(begins - ends + sizes, sizes)
        rows = np.repeat(np.arange(count), np.diff(self._starts[first : first + count + 1]))
        cells = np.repeat(rows * len(self._tags), sizes) + self._bearers[postings]
        common = np.bincount(cells, np.repeat(self._weights[own], sizes), count * len(self._tags))
        return cells, common.astype(np.float64, copy=False), np.repeat(sizes <= LEADING_BEARERS, sizes)

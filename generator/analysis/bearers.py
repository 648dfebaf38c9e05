"""Who bears which tag, and how much alike the same tags make two articles.

What two tags weigh together is a sum that `math.fsum` rounds once; here it is added for all candidates at once, and
where the last digit that counts could depend on the way of adding, it is added again as `fsum` does.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

        bearers: dict[str, list[int]] = defaultdict(list)
        for place, own in enumerate(tags):
            for key in own:
                bearers[key].append(place)
        self._tags = tags
        self._bearers = {key: np.array(places, dtype=np.intp) for key, places in bearers.items()}
        self.rarity = {key: math.log((1 + len(tags)) / len(found)) for key, found in bearers.items()}
        self._totals = np.array([math.fsum(self.rarity[key] for key in own) for own in tags], dtype=np.float64)

    def likeness(self, place: int, number: int) -> float:
        """Tell what common tags add: their weight over the weight of all, in [0, `SHARED_TAGS`]."""
        one, other = self._tags[place].keys(), self._tags[number].keys()
        both = one & other
        if not both:
            return 0.0
        everything = math.fsum(map(self.rarity.__getitem__, one | other))
        return SHARED_TAGS * math.fsum(map(self.rarity.__getitem__, both)) / everything if everything else 0.0

    def joined(self, place: int, near: Numbers, similarities: Floats) -> Mapping[int, float]:
        """Give the articles that are alike in text or tags, nearest first; of equals the first.

        Args:
            place: Of the article.
            near: Places of those that are near it in text, each once.
            similarities: How near each is.
        """
        import numpy as np  # noqa: PLC0415

        texts, common = np.zeros(len(self._tags)), np.zeros(len(self._tags))
        texts[near] = similarities
        own = [self._bearers[key] for key in self._tags[place]]
        for key, bearers in zip(self._tags[place], own, strict=True):
            common[bearers] += self.rarity[key]
        is_asked = np.zeros(len(self._tags), dtype=np.bool_)
        is_asked[near] = True
        for bearers in own:
            if len(bearers) <= LEADING_BEARERS:
                is_asked[bearers] = True
        is_asked[place] = False
        numbers = np.flatnonzero(is_asked)
        both = common[numbers]
        either = self._totals[place] + self._totals[numbers] - both
        exact = (texts[numbers] + SHARED_TAGS * both / np.where(both > 0, either, 1.0)) * STEPS
        steps = np.rint(exact)
        for at in np.flatnonzero(np.abs(exact - np.floor(exact) - 0.5) < DOUBT).tolist():
            number = int(numbers[at])
            steps[at] = round(round(float(texts[number]) + self.likeness(place, number), 6) * STEPS)
        values = np.minimum(1.0, steps / STEPS)
        order = np.lexsort((numbers, -values))
        return dict(zip(numbers[order].tolist(), values[order].tolist(), strict=True))

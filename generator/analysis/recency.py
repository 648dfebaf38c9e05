"""Recency: how many articles of the last weeks have a term, at the time of any article.

The articles that have a term stand in one row in the order of time, so that those of some weeks are neighbours, and two
searches count them. Nothing is counted for terms that nobody asks for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate, chain

RECENT = timedelta(days=60)
"""How far back articles tell how common a term is."""


class Recency:
    """Counts the recent articles that have a term; articles are known by their place in the order of time."""

    def __init__(
        self, dates: Sequence[datetime], bounds: Mapping[str, tuple[int, int]], bearers: Sequence[int]
    ) -> None:
        """Make ready to count.

        Args:
            dates: Of all articles, ascending.
            bounds: Where the articles of a term begin and end in `bearers`, by key; nobody has a term without them.
            bearers: Places of articles, ascending for each term.
        """
        self._first = [bisect_left(dates, date - RECENT) for date in dates]
        self._bounds = bounds
        self._bearers = bearers

    @classmethod
    def counted(cls, dates: Sequence[datetime], keys: Sequence[Collection[str]]) -> Recency:
        """Make ready to count the terms of articles, each key once, that come in the order of time."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, own in enumerate(keys):
            for key in own:
                found[key].append(place)
        ends = accumulate(map(len, found.values()))
        bounds = {key: (end - len(places), end) for (key, places), end in zip(found.items(), ends, strict=True)}
        return cls(dates, bounds, list(chain.from_iterable(found.values())))

    def frequency(self, key: str, place: int) -> int:
        """Count the articles that have a term among those of the sixty days up to an article, itself included."""
        low, high = self._bounds.get(key, (0, 0))
        return bisect_right(self._bearers, place, low, high) - bisect_left(self._bearers, self._first[place], low, high)

"""Affinity: how much more often than by chance two tags stand on one article.

Normalised pointwise mutual information (Bouma, "Normalized (Pointwise) Mutual Information in Collocation Extraction",
GSCL 2009). A plain count puts the commonest tags of the site beside every tag; this puts beside it what belongs to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from heapq import nsmallest

from generator.assembly.topics import Topics
from generator.views import TagView

LEAST = 2
"""Articles on which two tags must stand together: once is a coincidence, but all that a tag of few articles offers."""
FEW = 4
"""Articles from which a tag asks for `LEAST` of them."""


@lru_cache(maxsize=50_000)
def npmi(together: int, one: int, other: int, articles: int) -> float:
    """Weigh how two tags go together: ln(p(x,y) / p(x)p(y)) / -ln p(x,y), rounded so that every machine agrees.

    Args:
        together: Articles with both, at most the smaller of `one` and `other`.
        one: Articles with the first.
        other: Articles with the second.
        articles: Articles of the edition.

    Returns:
        In [-1, 1]: -1 when they never meet, 0 when they meet by chance, 1 when none is without the other.

    >>> npmi(5, 5, 5, 80), npmi(1, 10, 10, 100), npmi(0, 5, 5, 80), npmi(9, 9, 9, 9)
    (1.0, 0.0, -1.0, 1.0)
    """
    if not together:
        return -1.0
    if together == articles:
        return 1.0
    return round(math.log(together * articles / (one * other)) / -math.log(together / articles), 6)


def companions(topics: Topics, key: str, most: int) -> tuple[TagView, ...]:
    """Give the tags with a page that belong to a tag; `count` in them is that of the articles with both.

    Those that meet it less often than by chance are none.
    """
    ids = topics.tags[key].articles
    least = LEAST if len(ids) >= FEW else 1
    found = [
        (-weight, -together, topics.ranks[other], other)
        for other, together, weight in _weighed(topics, key, least)
        if weight >= 0
    ]
    return tuple(
        TagView(topics.views[other].label, topics.views[other].url, -together)
        for _weight, together, _rank, other in nsmallest(most, found)
    )


def _weighed(topics: Topics, key: str, least: int) -> Iterator[tuple[str, int, float]]:
    """Give the tags beside a tag on so many articles, on how many they are, and how strongly they belong to it."""
    ids = topics.tags[key].articles
    for other, together in topics.borne(ids).items():
        if together >= least and other != key and other in topics.slugs:
            weight = npmi(together, len(ids), len(topics.tags[other].articles), len(topics.by_article))
            yield other, together, weight

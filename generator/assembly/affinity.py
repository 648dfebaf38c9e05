"""Affinity: how much more often than by chance two tags stand on one article.

Normalised pointwise mutual information (Bouma, "Normalized (Pointwise) Mutual Information in Collocation Extraction",
GSCL 2009). A plain count puts the commonest tags of the site beside every tag; this puts beside it what belongs to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from heapq import nsmallest

from generator.assembly.topics import Topics
from generator.views import TagView

LEAST = 2
"""Articles on which two tags must stand together: once is a coincidence, but all that a tag of few articles offers."""
FEW = 4
"""Articles from which a tag asks for `LEAST` of them."""
MOST = 200
"""Tags on one article from which it says nothing of what belongs together: of 5,000 there are twelve million pairs."""


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


def companions(topics: Topics, most: int) -> Mapping[str, tuple[TagView, ...]]:
    """Give the tags with a page that belong to each tag with a page; `count` in them is that of the articles with both.

    Those that meet it less often than by chance are none. Articles with very many tags are not asked.
    """
    articles = {key: len(topics.tags[key].articles) for key in topics.slugs}
    return {
        key: tuple(
            TagView(topics.views[companion].label, topics.views[companion].url, -together)
            for _weight, together, _rank, companion in nsmallest(most, _weighed(topics, key, articles))
        )
        for key in topics.slugs
    }


def _weighed(topics: Topics, key: str, articles: Mapping[str, int]) -> Iterator[tuple[float, int, int, str]]:
    """Give the tags that meet a tag no less often than by chance, so that the one that belongs to it most is the least.

    On a large site nearly all that meet do so less often: what clearly does, before rounding, is not weighed.
    """
    total, own = len(topics.by_article), articles[key]
    least = LEAST if own >= FEW else 1
    asked = [id_ for id_ in topics.tags[key].articles if len(topics.by_article[id_]) <= MOST]
    for companion, together in topics.borne(asked).items():
        if together < least or companion == key or companion not in articles:
            continue
        other = articles[companion]
        if 1001 * together * total >= 1000 * own * other and (weight := npmi(together, own, other, total)) >= 0:
            yield -weight, -together, topics.ranks[companion], companion

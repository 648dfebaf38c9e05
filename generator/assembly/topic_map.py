"""The map of topics: the strongest tags of an edition, what ties them, and the groups that they form.

Groups are found by greedy modularity (Clauset, Newman and Moore, "Finding community structure in very large networks",
2004): two groups become one as long as that leaves more ties within groups than chance would. It is reckoned in whole
numbers, thousandths of an affinity, so that every machine finds the same groups.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from generator.assembly.affinity import npmi
from generator.assembly.topics import Topics
from generator.slugs import slugify
from generator.views import MapNode, MapTie, TopicMap

MOST = 60
"""Tags on the map; more would be neither readable nor light."""
CANDIDATES = 180
"""Tags with most articles, among which those are sought that are tied."""
LEAST = 3
"""Tags without which there is no map."""
LEAST_TOGETHER = 2
"""Articles on which two tags must stand together to be tied."""
WEAKEST = 50
"""Thousandths of an affinity below which there is no tie."""
NEAREST = 3
"""Ties that a tag may ask for; it has more when others ask for it."""
MIDDLING, STRONG = 400, 700
"""Thousandths from which a tie is drawn broader."""

Pair = tuple[str, str]


def topic_map(topics: Topics) -> TopicMap | None:
    """Draw up the map of an edition; None when too few tags go together."""
    candidates = _by_number(topics, topics.slugs)[:CANDIDATES]
    affinities = _affinities(topics, candidates)
    tied = {key for pair in affinities for key in pair}
    chosen = {*[key for key in candidates if key in tied][:MOST]}
    ties = _nearest(topics, {pair: weight for pair, weight in affinities.items() if chosen.issuperset(pair)})
    chosen = {key for pair in ties for key in pair}
    if len(chosen) < LEAST:
        return None
    found = [_by_number(topics, group) for group in groups(ties)]
    found.sort(key=lambda group: (-sum(topics.views[key].count for key in group), group))
    places = {key: at for at, key in enumerate(key for group in found for key in group)}
    return TopicMap(
        nodes=tuple(MapNode(topics.views[key], number) for number, group in enumerate(found) for key in group),
        ties=tuple(
            MapTie(one, other, 1 + (weight >= MIDDLING) + (weight >= STRONG))
            for (one, other), weight in sorted((_ends(pair, places), weight) for pair, weight in ties.items())
        ),
        groups=tuple(tuple(topics.views[key] for key in group) for group in found),
    )


def groups(ties: Mapping[Pair, int]) -> list[list[str]]:
    """Find groups of what is tied.

    Args:
        ties: Strength of each tie, above 0, by its two ends in the order of their names.

    Returns:
        Every end in one group; groups and their members in the order of names.

    >>> groups({("a", "b"): 9, ("b", "c"): 9, ("a", "c"): 9, ("c", "x"): 1, ("x", "y"): 9})
    [['a', 'b', 'c'], ['x', 'y']]
    """
    members = {key: [key] for key in sorted({key for pair in ties for key in pair})}
    degrees: Counter[str] = Counter()
    between: dict[str, Counter[str]] = defaultdict(Counter)
    for (one, other), weight in ties.items():
        degrees.update({one: weight, other: weight})
        between[one][other] += weight
        between[other][one] += weight
    double = sum(degrees.values())
    while best := _best_merge(members, between, degrees, double):
        one, other = best
        members[one] += members.pop(other)
        degrees[one] += degrees.pop(other)
        for third, weight in between.pop(other).items():
            del between[third][other]
            if third != one:
                between[one][third] += weight
                between[third][one] += weight
    return [sorted(group) for group in members.values()]


def _best_merge(
    members: Collection[str], between: Mapping[str, Counter[str]], degrees: Mapping[str, int], double: int
) -> Pair | None:
    """Find the two groups of which one group gains most; None when none gains."""
    gains = [
        (double * between[one][other] - degrees[one] * degrees[other], one, other)
        for one in members
        for other in between[one]
        if one < other
    ]
    gain, one, other = min(((-gain, one, other) for gain, one, other in gains), default=(0, "", ""))
    return (one, other) if gain < 0 else None


def _by_number(topics: Topics, keys: Iterable[str]) -> list[str]:
    """Put tags in order, the one with most articles first."""
    return sorted(keys, key=lambda key: (-topics.views[key].count, slugify(topics.views[key].label), key))


def _affinities(topics: Topics, candidates: Sequence[str]) -> Mapping[Pair, int]:
    """Weigh all pairs of tags that meet often enough, in thousandths."""
    wanted = frozenset(candidates)
    met: Counter[Pair] = Counter()
    for keys in topics.by_article.values():
        met.update(combinations(sorted(wanted.intersection(keys)), 2))
    weights = {
        (one, other): round(
            1000 * npmi(together, topics.views[one].count, topics.views[other].count, len(topics.by_article))
        )
        for (one, other), together in met.items()
        if together >= LEAST_TOGETHER
    }
    return {pair: weight for pair, weight in weights.items() if weight >= WEAKEST}


def _nearest(topics: Topics, affinities: Mapping[Pair, int]) -> Mapping[Pair, int]:
    """Keep the strongest ties of each tag."""
    of_each: dict[str, list[Pair]] = defaultdict(list)
    for pair in affinities:
        for key in pair:
            of_each[key].append(pair)

    def order(pair: Pair) -> tuple[int, int, Pair]:
        return -affinities[pair], -sum(topics.views[key].count for key in pair), pair

    kept = {pair for pairs in of_each.values() for pair in sorted(pairs, key=order)[:NEAREST]}
    return {pair: affinities[pair] for pair in sorted(kept)}


def _ends(pair: Pair, places: Mapping[str, int]) -> tuple[int, int]:
    one, other = sorted(places[key] for key in pair)
    return one, other

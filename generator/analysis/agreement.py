"""How often the machine leads on to what the editor links: a test that every site carries in itself.

The links that people wrote are the truth, the first five and ten of the machine are measured against it, and so is
what other generators offer as related: the latest articles, and those with the most tags in common. The machine is
not told the links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.analysis.related import Comparables, Pool, links, make_pool

FIVE, TEN = 5, 10


@dataclass(frozen=True, slots=True)
class Hits:
    """Links of the editor among the first five and the first ten, in numbers."""

    five: int = 0
    ten: int = 0

    def plus(self, found: Sequence[int], wanted: frozenset[int]) -> Hits:
        """Count those of one article."""
        return Hits(self.five + len(wanted & {*found[:FIVE]}), self.ten + len(wanted & {*found[:TEN]}))


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was counted over all editions.

    Attributes:
        links: Links of the editor from article to article; what an article may never offer is not counted.
        machine: Those that the machine finds.
        latest: Those among the latest articles.
        tags: Those among the articles with the most tags in common, the latest first among equals.
    """

    links: int
    machine: Hits
    latest: Hits
    tags: Hits


def agreement(editions: Iterable[Comparables], wanted: Mapping[str, Sequence[str]]) -> Agreement:
    """Measure the machine by the editor's links.

    Args:
        editions: What is compared of the articles of each language.
        wanted: Articles to which each one's editor leads, by id.
    """
    total = 0
    machine, latest, tags = Hits(), Hits(), Hits()
    for edition in editions:
        pool = make_pool(replace(edition, profiles=[replace(profile, wanted=()) for profile in edition.profiles]))
        for place, profile in enumerate(pool.profiles):
            ids = {*wanted.get(profile.id, ())} - profile.unwanted - {profile.id}
            goal = frozenset(pool.places[id_] for id_ in ids if id_ in pool.places)
            if not goal:
                continue
            total += len(goal)
            machine = machine.plus([pool.places[link.id] for link in links(place, pool, TEN)], goal)
            latest = latest.plus(_others(place, pool, lambda n: (0, n)), goal)
            tags = tags.plus(_others(place, pool, _by_tags(place, pool)), goal)
    return Agreement(total, machine, latest, tags)


def _by_tags(place: int, pool: Pool) -> Callable[[int], tuple[int, int]]:
    own = pool.profiles[place].tags.keys()
    return lambda number: (-len(own & pool.profiles[number].tags.keys()), number)


def _others(place: int, pool: Pool, order: Callable[[int], tuple[int, int]]) -> Sequence[int]:
    """Give the first ten of the other articles in some order; places go from the latest on."""
    unwanted = {pool.places[id_] for id_ in pool.profiles[place].unwanted if id_ in pool.places}
    return sorted((n for n in range(len(pool.profiles)) if n != place and n not in unwanted), key=order)[:TEN]

"""Completion: tags for the articles that have too few, from a second choice of words.

The vocabulary of a site is small, and some articles are about nothing in it. Those take plain nouns that several
articles are about. The noun that does most for all of them together is taken first, so that few are taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from generator.analysis.mentions import Mentions, fits

ENOUGH = 3
"""Tags that an article should have, if need be of things that it only mentions."""
UNSURE = 0.5
"""What a word is worth that is either no good keyword of an article or said only once in it, to one that is neither."""


def completed(
    automatic: Mapping[str, tuple[str, ...]],
    mentions: Mapping[str, Mentions],
    declared: Mapping[str, tuple[str, ...]],
    reserve: Mapping[str, float],
    floor: int,
    most: int,
) -> Mapping[str, tuple[str, ...]]:
    """Add tags of the second choice where an article has fewer than three.

    Other articles bear such a tag when it is in their headline, and as many more as the floor asks for.

    Args:
        automatic: Tags of the machine so far, by article.
        mentions: By article and key.
        declared: Tags of the author, by article.
        reserve: Keys of the second choice, each with its support.
        floor: Articles that must bear a tag.
        most: Automatic tags on one article at the most.

    Returns:
        `automatic`, each tuple perhaps longer.
    """
    borne = {id_: [*declared[id_], *keys] for id_, keys in automatic.items()}
    in_use = {key for keys in borne.values() for key in keys}
    room = {id_: len(declared[id_]) + most for id_ in borne}
    worth = _worth(mentions, {key: reserve[key] for key in reserve.keys() - in_use})
    while key := _most_wanted(worth, borne, {id_: min(ENOUGH, most) for id_, most in room.items()}):
        able = {
            id_: value for id_, value in worth.pop(key).items() if len(borne[id_]) < room[id_] and fits(key, borne[id_])
        }
        first = [id_ for id_ in able if len(borne[id_]) < ENOUGH or mentions[id_][key].in_title]
        others = sorted(able.keys() - set(first), key=lambda id_: (-able[id_], id_))
        if len(able) >= floor:
            for id_ in [*first, *others[: max(0, floor - len(first))]]:
                borne[id_].append(key)
    return {id_: tuple(keys[len(declared[id_]) :]) for id_, keys in borne.items()}


def _worth(mentions: Mapping[str, Mentions], reserve: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Tell by key and article what a tag of the second choice is worth."""
    worth: dict[str, dict[str, float]] = defaultdict(dict)
    for id_, found in mentions.items():
        for key in found.keys() & reserve.keys():
            mention = found[key]
            if mention.is_top or mention.is_firm:
                certainty = 1 if mention.is_top and mention.is_firm else UNSURE
                worth[key][id_] = certainty * mention.merit(reserve[key])
    return worth


def _most_wanted(
    worth: Mapping[str, Mapping[str, float]], borne: Mapping[str, list[str]], wanted: Mapping[str, int]
) -> str:
    """Find the key that is worth most to all articles that lack tags; empty when none is worth anything."""
    lacking = {id_ for id_, keys in borne.items() if len(keys) < wanted[id_]}
    gains = {
        key: round(sum(values[id_] for id_ in sorted(values.keys() & lacking) if fits(key, borne[id_])), 9)
        for key, values in worth.items()
    }
    best = min(gains, key=lambda key: (-gains[key], key), default="")
    return best if best and gains[best] > 0 else ""

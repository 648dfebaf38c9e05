"""Company: names that are met beside one tag alone, and so belong to it even where an article only mentions them.

Not every article that names Elon Musk is about him. When all that do bear the tag of his firm, he is part of that
subject, and readers may follow him through it; a name that turns up beside anything (Donald Trump) is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from generator.analysis.mentions import Mentions, fits, is_nested

LARGEST_COMPANY = 1 / 3
"""Share of the articles that may bear a tag; what stands beside a commoner one, stands there by chance."""
EXCEPTIONS = 0.1
"""Share of the articles with a name that may be without the tag."""


def with_company(
    automatic: Mapping[str, tuple[str, ...]],
    mentions: Mapping[str, Mentions],
    declared: Mapping[str, tuple[str, ...]],
    names: Collection[str],
    floor: int,
    most: int,
) -> Mapping[str, tuple[str, ...]]:
    """Add the names that keep company with one tag.

    Args:
        automatic: Tags of the machine so far, by article.
        mentions: By article and key.
        declared: Tags of the author, by article.
        names: Keys of names that several articles have and one at least is about.
        floor: Articles that must bear a tag.
        most: Automatic tags on one article at the most.

    Returns:
        `automatic`, each tuple perhaps longer.
    """
    borne = {id_: (*declared[id_], *keys) for id_, keys in automatic.items()}
    spread = Counter(key for keys in borne.values() for key in keys)
    common = {key for key, count in spread.items() if count > LARGEST_COMPANY * len(mentions)}
    added = {id_: list(keys) for id_, keys in automatic.items()}
    holding = _holders(mentions, names)
    for name in sorted(names):
        holders = holding[name]
        if not _has_company(name, [borne[id_] for id_ in holders], common):
            continue
        new = [
            id_
            for id_ in holders
            if mentions[id_][name].is_top and len(added[id_]) < most and fits(name, (*declared[id_], *added[id_]))
        ]
        if len(new) + spread[name] >= floor:
            for id_ in new:
                added[id_].append(name)
    return {id_: tuple(keys) for id_, keys in added.items()}


def _holders(mentions: Mapping[str, Mentions], names: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Give the articles that have each name, in their order."""
    wanted = frozenset(names)
    found: dict[str, list[str]] = {name: [] for name in wanted}
    for id_, own in mentions.items():
        for name in own.keys() & wanted:
            found[name].append(id_)
    return found


def _has_company(name: str, borne: Sequence[Sequence[str]], common: Collection[str]) -> bool:
    """Tell whether nearly all articles with a name bear one tag."""
    beside = Counter(chain.from_iterable(borne))
    least = (1 - EXCEPTIONS) * len(borne)
    return any(n >= least and key not in common and not is_nested(key, name) for key, n in beside.items())

"""Choices: the automatic tags of each article, among the keys that may be tags at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.analysis.authority import Authority
from generator.analysis.completion import ENOUGH
from generator.analysis.mentions import NAME_SHARE, Mentions, fits
from generator.analysis.vocabulary import SMALL_SITE

ROUNDS = 4
SURNAME_SHARE = 0.3
"""A full name stands for its part when this share of the articles that have the part have the whole."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What holds for the choice on every article.

    Attributes:
        whole_names: For a part of a name, the names that stand for it.
        is_large: Whether the site is large enough for nouns that are mentioned in passing.
        most: Automatic tags on one article at the most.
    """

    whole_names: Mapping[str, frozenset[str]]
    is_large: bool
    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """How the automatic tags of one article were chosen.

    Attributes:
        chosen: Their keys, best first.
        merits: What decides among the keys that might have been chosen; higher is better.
        firm: Keys of what the article is really about.
        passing: Keys that are only mentioned, but may fill up the tags of an article that has few.
        replaced: Parts of names, each with the whole name that stands for it.
    """

    chosen: tuple[str, ...]
    merits: Mapping[str, float]
    firm: frozenset[str]
    passing: frozenset[str]
    replaced: Mapping[str, str]

    def without(self, keys: AbstractSet[str]) -> Choice:
        """Leave out keys that were not chosen."""
        merits = {key: merit for key, merit in self.merits.items() if key not in keys}
        return Choice(self.chosen, merits, self.firm - keys, self.passing - keys, self.replaced)


def choose_all(
    mentions: Mapping[str, Mentions],
    declared: Mapping[str, tuple[str, ...]],
    eligible: Mapping[str, float],
    authority: Authority,
    floor: int,
    most: int,
) -> tuple[Mapping[str, Choice], frozenset[str]]:
    """Give each article its best tags; tags that too few articles bear are dropped and all is done again.

    Returns:
        The last choice for each article, and the keys that count in it.
    """
    rules = _Rules(
        whole_names=_whole_names(mentions, eligible),
        is_large=len(mentions) >= SMALL_SITE,
        most=most,
    )
    allowed = set(eligible)
    thin: set[str] = set()
    chosen: dict[str, Choice] = {}
    for _ in range(ROUNDS):
        for id_, found in mentions.items():
            before = chosen.get(id_)
            lost = thin & before.merits.keys() if before else frozenset()
            # What was not chosen, and stood for nothing else, kept no other key from being chosen.
            if before and lost.isdisjoint([*before.chosen, *before.replaced.values()]):
                chosen[id_] = before.without(lost) if lost else before
            else:
                chosen[id_] = _choose(found, declared[id_], {k: eligible[k] for k in found if k in allowed}, rules)
        borne = Counter(key for id_, choice in chosen.items() for key in {*choice.chosen, *declared[id_]})
        thin = {key for key in allowed if 0 < borne[key] < floor and key not in authority.people}
        if not thin:
            break
        allowed -= thin
    return chosen, frozenset(allowed - thin)


def _whole_names(mentions: Mapping[str, Mentions], eligible: Mapping[str, float]) -> Mapping[str, frozenset[str]]:
    """Find for a part of a name the whole names that readers would look for (Mattis: James Mattis)."""
    frequency: Counter[str] = Counter(key for found in mentions.values() for key in found)
    names: Counter[str] = Counter(
        m.key for found in mentions.values() for m in found.values() if m.capital >= NAME_SHARE and m.key in eligible
    )
    wholes: dict[str, set[str]] = defaultdict(set)
    for key in names:
        words = key.split(" ")
        for part in words if 1 < len(words) <= 3 else ():
            if names[part] * 2 >= frequency[part] and frequency[key] >= SURNAME_SHARE * frequency[part]:
                wholes[part].add(key)
    return {part: frozenset(keys) for part, keys in wholes.items()}


def _choose(
    found: Mentions,
    declared: Sequence[str],
    eligible: dict[str, float],
    rules: _Rules,
) -> Choice:
    """Choose the automatic tags of one article, best first, none nested in another."""
    parts: dict[str, list[str]] = defaultdict(list)
    for part in sorted(found.keys() & rules.whole_names.keys()):
        for whole in rules.whole_names[part] & eligible.keys():
            parts[whole].append(part)
    replaced = {part: whole for whole in sorted(parts) for part in parts[whole]}

    merits: dict[str, float] = {}
    firm: set[str] = set()
    for key, support in eligible.items():
        mention = found[key]
        own = [found[part] for part in parts[key]] if key in parts else []
        merits[key] = mention.merit(support, max(part.count for part in own) if own else 0)
        if mention.is_firm or any(part.is_firm for part in own):
            firm.add(key)
    # An article should lead on even when only passing mentions tie it to others; on a small site, of names alone.
    passing = {
        key for key in eligible.keys() - firm if rules.is_large or " " in key or found[key].capital >= NAME_SHARE
    }
    chosen: list[str] = []
    for bearable, bound in ((firm, rules.most), (passing, min(rules.most, ENOUGH - len(declared)))):
        if len(chosen) >= bound:
            continue
        for key in sorted(bearable - replaced.keys(), key=lambda key: (-merits[key], key)):
            if fits(key, (*declared, *chosen)):
                chosen.append(key)
                if len(chosen) == bound:
                    break
    return Choice(tuple(chosen), merits, frozenset(firm), frozenset(passing), replaced)

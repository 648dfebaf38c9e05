"""Related articles, each with the terms that weigh most in its similarity as the reason.

The editor's word comes first, then articles that are alike in text and tags; when those run out, the next article is
one of the same section rather than one that happens to share a word.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from types import MappingProxyType

from generator.analysis.keywords import Term
from generator.analysis.similarity import Neighbourhoods, compare
from generator.analysis.text import commonest, tag_key
from generator.analysis.vocabulary import says_little
from generator.model import Related

FALLBACK_SIMILARITY = 1e-6
"""Similarity of a link that stands on section and date."""
LEAST_SIMILARITY = 0.12
"""Below this, what two articles share is a word or two, and the section says more."""
SHARED_TAGS = 0.25
"""What the same tags add to the similarity of two articles."""
REASONS = 3
NOUN_SHARE = 0.3
"""Share of a lone word's occurrences after a determiner or preposition from which it can be a reason."""
RIVAL_SHARE = 0.4
"""A phrase is told instead of its words when it weighs at least this part of them."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one article.

    Attributes:
        id: Handle of the article.
        terms: What `comparable_terms` leaves of its reading.
        date: When it was published, if known.
        section: Key of its section.
        tags: Its tags, key to label, in the order of its page.
        wanted: Articles that its editor wants as related, in order.
        unwanted: Articles never to be offered: the editor's word, and its translations.
    """

    id: str
    terms: tuple[Term, ...]
    date: datetime | None = None
    section: str = ""
    tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    wanted: tuple[str, ...] = ()
    unwanted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Pool:
    """All articles that may be offered, newest first.

    Attributes:
        lang: Language of all.
        profiles: The articles.
        places: Place of each by id.
        near: How near their texts are.
        rarity: Weight of each tag; rare ones say more.
        bearers: Places of the articles that bear each tag.
    """

    lang: str
    profiles: Sequence[Profile]
    places: Mapping[str, int]
    near: Neighbourhoods
    rarity: Mapping[str, float]
    bearers: Mapping[str, Sequence[int]]


def relate_profiles(profiles: Sequence[Profile], lang: str, count: int) -> Mapping[str, tuple[Related, ...]]:
    """Find the nearest articles of each, among the articles of one language.

    Args:
        profiles: All articles that may be offered; their order does not matter.
        lang: BCP 47 tag of their language.
        count: Links for each article, from 0.
    """
    ordered = sorted(profiles, key=_newest_first)
    near = compare([p.terms for p in ordered], [p.date.timestamp() if p.date else None for p in ordered])
    bearers: dict[str, list[int]] = {}
    for place, profile in enumerate(ordered):
        for key in profile.tags:
            bearers.setdefault(key, []).append(place)
    rarity = {key: math.log((1 + len(ordered)) / len(found)) for key, found in bearers.items()}
    pool = _Pool(lang, ordered, {profile.id: place for place, profile in enumerate(ordered)}, near, rarity, bearers)
    return {profile.id: _links(place, pool, count) for place, profile in enumerate(ordered)}


def _newest_first(profile: Profile) -> tuple[float, str]:
    return (-profile.date.timestamp() if profile.date else math.inf, profile.id)


def _links(place: int, pool: _Pool, count: int) -> tuple[Related, ...]:
    """Choose the links of one article: the editor's, then those that are alike, then others of its section."""
    profile = pool.profiles[place]
    wanted = [pool.places[id_] for id_ in profile.wanted if id_ in pool.places and id_ != profile.id]
    refused = {place, *wanted, *(pool.places[id_] for id_ in profile.unwanted if id_ in pool.places)}
    similar = _similarities(place, pool)
    chosen = [_link(place, number, pool, similar.get(number, 0.0)) for number in wanted]
    chosen += islice(_alike(place, pool, similar, refused), count)
    if len(chosen) < count:
        taken = refused | {pool.places[link.id] for link in chosen}
        rest = sorted(
            (number for number in range(len(pool.profiles)) if number not in taken),
            key=lambda number: _distance(profile, pool.profiles[number], similar.get(number, 0.0)),
        )
        chosen += [_link(place, number, pool, 0.0) for number in rest[:count]]
    return tuple(chosen[:count])


def _alike(place: int, pool: _Pool, similar: Mapping[int, float], refused: set[int]) -> Iterator[Related]:
    """Give the links that stand on likeness; of another section, only those for which a reason can be told."""
    section = pool.profiles[place].section
    for number, similarity in similar.items():
        if number in refused or (section and similarity < LEAST_SIMILARITY):
            continue
        link = _link(place, number, pool, similarity)
        if link.shared_terms or pool.profiles[number].section == section:
            yield link


def _similarities(place: int, pool: _Pool) -> Mapping[int, float]:
    """Give the articles that are alike in text or tags, nearest first."""
    tags = pool.profiles[place].tags
    texts = pool.near.similarities[place]
    sharing = {number for key in tags for number in pool.bearers[key]} - {place}
    scores = {
        number: min(1.0, round(texts.get(number, 0.0) + SHARED_TAGS * _common_tags(place, number, pool), 6))
        for number in sorted(texts.keys() | sharing)
    }
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


def _common_tags(place: int, number: int, pool: _Pool) -> float:
    """Compare the tags of two articles: weight of the common ones over the weight of all, in [0, 1]."""
    one, other = pool.profiles[place].tags.keys(), pool.profiles[number].tags.keys()
    everything = math.fsum(pool.rarity[key] for key in one | other)
    return math.fsum(pool.rarity[key] for key in one & other) / everything if everything else 0.0


def _distance(one: Profile, other: Profile, similarity: float) -> tuple[bool, float, float, str]:
    """Order articles that are hardly alike: section, then what likeness there is, then nearness in time."""
    apart = abs((one.date - other.date).total_seconds()) if one.date and other.date else math.inf
    return one.section != other.section, -similarity, apart, other.id


def _link(place: int, number: int, pool: _Pool, similarity: float) -> Related:
    return Related(pool.profiles[number].id, max(FALLBACK_SIMILARITY, similarity), _reasons(place, number, pool))


def _reasons(place: int, number: int, pool: _Pool) -> tuple[str, ...]:
    """Give what both articles have: the terms that weigh most, then tags."""
    one, other = pool.near.vectors[place], pool.near.vectors[number]
    mine, theirs = ({term.key: term for term in pool.profiles[n].terms} for n in (place, number))
    weights = {
        key: one[key] * other[key]
        for key in one.keys() & other.keys()
        if _says_much(mine[key], pool.lang)
        and _says_much(theirs[key], pool.lang)
        and _is_present(mine[key], theirs[key])
    }
    order = sorted(weights, key=lambda key: (-round(weights[key], 9), key))
    told = [_spelling(mine[key], theirs[key]) for key in _telling(order, weights)]
    for tag in _shared_tags(place, number, pool):
        if not any(_overlap(tag, phrase, pool.lang) for phrase in told):
            told.append(tag)
    return tuple(told[:REASONS])


def _says_much(term: Term, lang: str) -> bool:
    """Tell a name or noun that can be a reason from a verb, an adjective and a vague word."""
    is_noun = " " in term.key or term.capital > 0 or term.announced >= NOUN_SHARE
    return is_noun and (term.phrase.isupper() or not says_little(term.phrase, lang))


def _is_present(one: Term, other: Term) -> bool:
    """Tell what both articles are about from a word that both happen to use; names need less."""
    least, most = sorted(term.count + term.in_title for term in (one, other))
    return least >= 2 or (most >= 2 and (" " in one.key or (one.phrase[0].isupper() and other.phrase[0].isupper())))


def _spelling(one: Term, other: Term) -> str:
    """Choose the spelling that the two articles use most."""
    votes = Counter({one.phrase: one.count})
    votes[other.phrase] += other.count
    return commonest(votes)


def _shared_tags(place: int, number: int, pool: _Pool) -> list[str]:
    """Give the labels of the tags that both articles bear, rare ones first."""
    tags, others = pool.profiles[place].tags, pool.profiles[number].tags
    keys = sorted(tags.keys() & others.keys(), key=lambda key: (-round(pool.rarity[key], 9), key))
    return [tags[key] for key in keys]


def _overlap(one: str, other: str, lang: str) -> bool:
    """Tell whether two phrases share a word."""
    return bool(set(tag_key(one, lang).split()) & set(tag_key(other, lang).split()))


def _telling(order: Sequence[str], weights: Mapping[str, float]) -> list[str]:
    """Choose terms that do not overlap, a phrase rather than the words that it explains."""
    chosen: list[str] = []
    for key in order:
        phrase = next((p for p in order if _is_part(key, p) and weights[p] >= RIVAL_SHARE * weights[key]), key)
        words = set(phrase.split(" "))
        if not any(words & set(other.split(" ")) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == REASONS:
            break
    return chosen


def _is_part(key: str, phrase: str) -> bool:
    return key != phrase and f" {key} " in f" {phrase} "

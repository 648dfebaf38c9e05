"""Related articles, each with the terms that weigh most in its similarity as the reason.

The editor's word comes first, then articles that are alike in text and tags; when those run out, the next article is
one of the same section rather than one that happens to share a word. No text is offered twice, under whatever address
it was printed again, nor under itself.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from itertools import chain, islice
from types import MappingProxyType

from generator.analysis.bearers import Bearers
from generator.analysis.common_terms import CommonTerms
from generator.analysis.editions import ground
from generator.analysis.link_reasons import LinkReasons
from generator.analysis.shared_terms import reasons
from generator.analysis.sheaves import mark_of
from generator.analysis.similarity import BLOCK, Neighbourhoods, compare
from generator.analysis.terms import Terms
from generator.memory import Memory, NoMemory, memory_key
from generator.model import Related

FALLBACK_SIMILARITY = 1e-6
"""Similarity of a link that stands on section and date."""
LEAST_SIMILARITY = 0.12
"""Below this, what two articles share is a word or two, and the section says more."""
AT_ONCE = 6
"""Nearest articles of each that are looked at together: mostly no others are offered."""
LEAST_ARTICLES = 10
"""On a smaller site chance decides how rare a term is; section, tags and date say more than the text."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one article.

    Attributes:
        id: Handle of the article.
        date: When it was published, if known.
        section: Key of its section.
        tags: Its tags, key to label, in the order of its page.
        wanted: Articles that its editor wants as related, in order.
        unwanted: Articles never to be offered: the editor's word, and its translations.
        original: The first article with its text, when it is a reprint; else empty.
    """

    id: str
    date: datetime | None = None
    section: str = ""
    tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    wanted: tuple[str, ...] = ()
    unwanted: frozenset[str] = frozenset()
    original: str = ""

    @property
    def text_id(self) -> str:
        """What reprints of one text share."""
        return self.original or self.id


@dataclass(frozen=True, slots=True)
class Comparables:
    """What is compared of the articles of one language; all of them may be offered.

    Attributes:
        lang: BCP 47 tag.
        profiles: Of the articles, in any order.
        terms: Of the articles, in the order of the profiles.
    """

    lang: str
    profiles: Sequence[Profile]
    terms: Terms


@dataclass(frozen=True, slots=True)
class Pool:
    """All articles that may be offered, newest first, referred to by their place.

    Attributes:
        lang: Language of all.
        profiles: The articles.
        places: Place of each by id.
        terms: What is compared of each.
        near: How near their texts are.
        common: What their texts have in common.
        mark: Marks all that can be told of one.
        told: Reasons of links.
        tags: Who bears which tag.
        sections: Places of the articles of each section.
    """

    lang: str
    profiles: Sequence[Profile]
    places: Mapping[str, int]
    terms: Terms
    near: Neighbourhoods
    common: CommonTerms
    mark: Callable[[int], bytes]
    told: LinkReasons
    tags: Bearers
    sections: Mapping[str, Sequence[int]]

    @property
    def is_small(self) -> bool:
        """Whether section, tags and date decide, and the text only among equals."""
        return len(self.profiles) < LEAST_ARTICLES


def relate_profiles(
    articles: Comparables, count: int, memory: Memory | None = None
) -> Mapping[str, tuple[Related, ...]]:
    """Find the nearest articles of each, among the articles of one language.

    Args:
        articles: All that may be offered.
        count: Links for each article, from 0.
        memory: Where the reasons of links are kept, if anywhere.
    """
    pool = make_pool(articles, memory)
    del articles  # the pool has all of it in its own order, and an archive has no room for both
    found: dict[str, tuple[Related, ...]] = {}
    for at in range(0, len(pool.profiles), BLOCK):
        similar = dict(enumerate(pool.tags.joined(at, *pool.near.rows(at, BLOCK)), at))
        links = ((place, number) for place, near in similar.items() for number in islice(near, AT_ONCE))
        pool.common.look_at([link for link in links if not pool.told.knows(_mark_of_link(*link, pool))])
        found |= {pool.profiles[place].id: _chosen(place, pool, count, near) for place, near in similar.items()}
    pool.told.keep()
    return found


def make_pool(articles: Comparables, memory: Memory | None = None) -> Pool:
    """Compare all articles of one language; the arguments are those of `relate_profiles`."""
    order = sorted(range(len(articles.profiles)), key=lambda place: _newest_first(articles.profiles[place]))
    profiles, terms = [articles.profiles[place] for place in order], articles.terms.taken(order)
    near = compare(terms, [p.date.timestamp() if p.date else None for p in profiles])
    tags = Bearers([profile.tags for profile in profiles])
    sections: dict[str, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        sections[profile.section].append(place)
    return Pool(
        lang=articles.lang,
        profiles=profiles,
        places={profile.id: place for place, profile in enumerate(profiles)},
        terms=terms,
        near=near,
        common=CommonTerms(terms, near),
        mark=cache(partial(_mark, terms, near, tags)),
        told=LinkReasons(memory_key("analysis.reasons/1", ground(), articles.lang), memory or NoMemory()),
        tags=tags,
        sections=sections,
    )


def _mark(terms: Terms, near: Neighbourhoods, tags: Bearers, place: int) -> bytes:
    """Mark all that is told of an article, in an edition: the terms that can be a reason, and its tags."""
    columns, weights = near.vector(place)
    is_noun = terms.is_noun[columns]
    nouns = columns[is_noun]
    said = terms.hashes[terms.keys[nouns]], weights[is_noun]
    return mark_of(terms.marks[place], tags.mark(place), *(column.tobytes() for column in said)).encode()


def _newest_first(profile: Profile) -> tuple[float, str]:
    return (-profile.date.timestamp() if profile.date else math.inf, profile.id)


def links(place: int, pool: Pool, count: int) -> tuple[Related, ...]:
    """Choose the links of one article: the editor's, then those that are alike, then others of its section."""
    return _chosen(place, pool, count, similarities(place, pool))


def _chosen(place: int, pool: Pool, count: int, similar: Mapping[int, float]) -> tuple[Related, ...]:
    profile = pool.profiles[place]
    wanted = [pool.places[id_] for id_ in profile.wanted if id_ in pool.places and id_ != profile.id]
    texts = {profile.text_id, *(pool.profiles[number].text_id for number in wanted)}
    refused = {place, *wanted, *(pool.places[id_] for id_ in profile.unwanted if id_ in pool.places)}
    chosen = [_link(place, number, pool, similar.get(number, 0.0)) for number in wanted[:count]]
    candidates = chain(_alike(place, pool, similar), _beside(place, pool, similar, count + len(refused)))
    for link in candidates:
        if len(chosen) >= count:
            break
        number = pool.places[link.id]
        if number not in refused and pool.profiles[number].text_id not in texts:
            refused.add(number)
            texts.add(pool.profiles[number].text_id)
            chosen.append(link)
    return tuple(chosen)


def _alike(place: int, pool: Pool, similar: Mapping[int, float]) -> Iterator[Related]:
    """Give the links that stand on likeness, nearest first."""
    section = pool.profiles[place].section
    for number, similarity in similar.items() if not pool.is_small else ():
        if section and similarity < LEAST_SIMILARITY:
            return
        link = _link(place, number, pool, similarity)
        if link.shared_terms or pool.profiles[number].section == section:
            yield link


def is_near(place: int, number: int, pool: Pool) -> bool:
    """Tell whether two articles share enough for a link that stands on likeness."""
    similarity = similarities(place, pool).get(number, 0.0)
    least = LEAST_SIMILARITY if pool.profiles[place].section else FALLBACK_SIMILARITY
    return similarity >= least and not pool.is_small


def is_alike(place: int, number: int, pool: Pool) -> bool:
    """Tell whether a link could stand on likeness; with another section only if a reason can be told."""
    is_of_section = pool.profiles[number].section == pool.profiles[place].section
    return is_near(place, number, pool) and (is_of_section or bool(shared_reasons(place, number, pool)))


def _beside(place: int, pool: Pool, similar: Mapping[int, float], count: int) -> Iterator[Related]:
    """Give the links that stand on section and date, nearest first: at least so many, if there are."""
    profile = pool.profiles[place]
    found = {
        number
        for group in (pool.sections[profile.section], range(len(pool.profiles)))
        for number in _window(place, group, pool, count)
    }
    for number in sorted(found | similar.keys(), key=lambda n: _distance(place, n, pool, similar.get(n, 0.0))):
        yield _link(place, number, pool, 0.0)


def _window(place: int, group: Sequence[int], pool: Pool, count: int) -> Sequence[int]:
    """Give the articles of a group that are nearest in time; reprints of one text count once."""
    at = bisect_left(group, place)
    before = _distinct((group[n] for n in range(at - 1, -1, -1)), pool, count)
    after = _distinct((group[n] for n in range(at + 1, len(group))), pool, count)
    return [*before, *after]


def _distinct(places: Iterable[int], pool: Pool, count: int) -> Iterator[int]:
    """Give places until so many texts have been met."""
    texts: set[str] = set()
    for place in places:
        texts.add(pool.profiles[place].text_id)
        if len(texts) > count:
            return
        yield place


def similarities(place: int, pool: Pool) -> Mapping[int, float]:
    """Give the articles that are alike in text or tags, nearest first."""
    return next(pool.tags.joined(place, *pool.near.rows(place, 1)))


def _distance(place: int, number: int, pool: Pool, similarity: float) -> tuple[bool, float, float, float, str]:
    """Order articles that are hardly alike: section, on a small site tags, then likeness, then nearness in time."""
    one, other = pool.profiles[place], pool.profiles[number]
    apart = abs((one.date - other.date).total_seconds()) if one.date and other.date else math.inf
    tags = round(pool.tags.likeness(place, number), 6) if pool.is_small else 0.0
    return one.section != other.section, -tags, -similarity, apart, other.id


def _link(place: int, number: int, pool: Pool, similarity: float) -> Related:
    return Related(pool.profiles[number].id, max(FALLBACK_SIMILARITY, similarity), shared_reasons(place, number, pool))


def shared_reasons(place: int, number: int, pool: Pool) -> tuple[str, ...]:
    """Give what is told under a link: shared terms and tags; on a small site tags alone."""

    def choose() -> tuple[str, ...]:
        common = () if pool.is_small else pool.common.of(place, number)
        return reasons(common, pool.tags.shared(place, number), pool.lang)

    return pool.told.of(_mark_of_link(place, number, pool), choose)


def _mark_of_link(place: int, number: int, pool: Pool) -> str:
    return mark_of(pool.mark(place), pool.mark(number), bytes([pool.is_small]))

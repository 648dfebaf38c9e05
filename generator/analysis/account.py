"""The full account of why one article is, or is not, offered under another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from generator.analysis.common_terms import Common
from generator.analysis.related import (
    Comparables,
    Pool,
    Profile,
    is_alike,
    is_near,
    links,
    make_pool,
    shared_reasons,
    similarities,
)
from generator.analysis.shared_terms import spelling

SECONDS_A_DAY = 86_400
TERMS = 12
"""Shared terms that an account tells."""


class Ground(Enum):
    """The rule that decided."""

    WANTED = "the editor wants it"
    ALIKE = "it is alike in text or tags"
    BESIDE = "too few articles are alike, and it is near in section and date"
    REFUSED = "the editor refuses it, or it is a translation"
    SAME_TEXT = "its text is this article's own"
    SAME_AS_OFFERED = "its text is that of another article, which is offered"
    UNLIKE = "what they share is too little, and others are nearer in section and date"
    NO_REASON = "it is of another section, and no shared term can be told as a reason"
    BEHIND = "others come before it"


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A term of both articles: how it is written, what it adds to their cosine, how often each has it."""

    phrase: str
    adds: float
    here: int
    there: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Why an article is, or is not, offered under another.

    Attributes:
        ground: The rule that decided.
        place: Its place among the links, from 1; 0 when it is not offered.
        places: Links that an article has.
        articles: Articles that were compared.
        is_small: Whether so few were compared that section, tags and date decide.
        similarity: Text and tags together, in [0, 1]; what the order of those that are alike follows.
        text: How near the texts are when neighbours, hubs and dates are heard; 0 beyond the nearest fifty by cosine.
        text_place: Place of the other text among the nearest, from 1; 0 beyond the fifty.
        cosine: How near the texts are by their own terms.
        terms: Shared terms that add most, at most twelve; `term_count` are shared in all.
        term_count: Shared terms.
        tags: Tags that both bear, those that say most first.
        tag_likeness: What these add to the similarity.
        reasons: What is, or would be, told under the link.
        is_same_section: Whether they stand in one section.
        days: Days from this article to the other, negative when it is older; None without dates.
        same_text: The article with the same text that is offered instead, or this article itself; else empty.
    """

    ground: Ground
    place: int
    places: int
    articles: int
    is_small: bool
    similarity: float
    text: float
    text_place: int
    cosine: float
    terms: tuple[SharedTerm, ...]
    term_count: int
    tags: tuple[str, ...]
    tag_likeness: float
    reasons: tuple[str, ...]
    is_same_section: bool
    days: float | None
    same_text: str


def account_for(one: str, other: str, articles: Comparables, count: int) -> Account:
    """Tell why an article is, or is not, offered under another.

    Args:
        one: The article under which.
        other: The article that is, or is not; another one.
        articles: All of their language, these two among them.
        count: Links that an article has.
    """
    pool = make_pool(articles)
    here, there = pool.places[one], pool.places[other]
    offered = [link.id for link in links(here, pool, count)]
    texts = list(pool.near.nearest(here))
    shared = pool.near.shared(here, there)
    twin = _same_text(here, there, pool, offered)
    return Account(
        ground=_ground(here, there, pool, offered, twin),
        place=offered.index(other) + 1 if other in offered else 0,
        places=count,
        articles=len(pool.profiles),
        is_small=pool.is_small,
        similarity=similarities(here, pool).get(there, 0.0),
        text=pool.near.nearest(here).get(there, 0.0),
        text_place=texts.index(there) + 1 if there in texts else 0,
        cosine=round(pool.near.cosine(here, there), 6),
        terms=_terms(here, there, pool),
        term_count=len(shared),
        tags=tuple(pool.tags.shared(here, there)),
        tag_likeness=round(pool.tags.likeness(here, there), 6),
        reasons=shared_reasons(here, there, pool),
        is_same_section=pool.profiles[here].section == pool.profiles[there].section,
        days=_days(pool.profiles[here], pool.profiles[there]),
        same_text=twin,
    )


def _same_text(here: int, there: int, pool: Pool, offered: Sequence[str]) -> str:
    text = pool.profiles[there].text_id
    others = [pool.profiles[here].id, *offered]
    return next(
        (id_ for id_ in others if pool.places[id_] != there and pool.profiles[pool.places[id_]].text_id == text), ""
    )


def _ground(here: int, there: int, pool: Pool, offered: Sequence[str], twin: str) -> Ground:
    """Find the rule that decided."""
    one, other = pool.profiles[here], pool.profiles[there]
    if other.id in offered and other.id in one.wanted:
        return Ground.WANTED
    if other.id in offered:
        return Ground.ALIKE if is_alike(here, there, pool) else Ground.BESIDE
    if other.id in one.unwanted:
        return Ground.REFUSED
    if twin:
        return Ground.SAME_TEXT if twin == one.id else Ground.SAME_AS_OFFERED
    if is_alike(here, there, pool) or pool.is_small:
        return Ground.BEHIND
    return Ground.NO_REASON if is_near(here, there, pool) else Ground.UNLIKE


def _terms(here: int, there: int, pool: Pool) -> tuple[SharedTerm, ...]:
    """Give the shared terms that add most."""
    shared = pool.near.shared(here, there)
    mine, theirs = ({term.key: term for term in pool.terms.own(n) if term.key in shared} for n in (here, there))
    first = sorted(shared, key=lambda key: (-shared[key], key))[:TERMS]
    found = (
        Common(key, shared[key], mine[key].phrase, mine[key].count, theirs[key].phrase, theirs[key].count)
        for key in first
    )
    return tuple(SharedTerm(spelling(term), round(term.adds, 6), term.count, term.other_count) for term in found)


def _days(one: Profile, other: Profile) -> float | None:
    if one.date is None or other.date is None:
        return None
    days = (other.date - one.date).total_seconds() / SECONDS_A_DAY
    return 0.0 if math.isclose(days, 0, abs_tol=0.05) else round(days, 1)

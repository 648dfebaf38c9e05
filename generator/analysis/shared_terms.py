"""The reason of a link: two or three shared terms that weigh most, in a spelling that readers know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from generator.analysis.common_terms import Common
from generator.analysis.languages import language
from generator.analysis.text import commonest, tag_key
from generator.analysis.vocabulary import says_little

REASONS = 3
RIVAL_SHARE = 0.4
"""A phrase is told instead of its words when it weighs at least this part of them."""
SHORTEST = 2


def reasons(common: Sequence[Common], tags: Iterable[str], lang: str) -> tuple[str, ...]:
    """Give what both articles have: the terms that weigh most, then tags; three at the most, none within another.

    Args:
        common: What both are about, what adds most to their cosine first.
        tags: Labels of the tags that both bear, those that say most first.
        lang: BCP 47 tag of both.
    """
    told = [spelling(term) for term in _telling(common, lang)]
    for tag in tags:
        if len(told) == REASONS:
            break
        if not any(_overlap(tag, phrase, lang) for phrase in told):
            told.append(tag)
    return tuple(told)


def _can_be_told(term: Common, lang: str) -> bool:
    """Tell what can be a reason from vague words and debris, as either article spells it."""
    one, other = term.phrase, term.other_phrase
    return _is_telling(one, lang) and (one == other or _is_telling(other, lang))


@lru_cache(maxsize=100_000)
def _is_telling(phrase: str, lang: str) -> bool:
    return _is_whole(phrase, lang) and (phrase.isupper() or not says_little(phrase, lang))


def _is_whole(phrase: str, lang: str) -> bool:
    """Tell a phrase that can stand alone from a splinter: a letter, or one with a function word at an edge.

    >>> _is_whole("chef d’état-major", "fr"), _is_whole("réunion à", "fr"), _is_whole("L", "fr")
    (True, False, False)
    """
    words = phrase.replace("’", "'").split()
    table = language(lang)
    edges = [word for word in (words[0], words[-1]) if word.islower()]
    return len(phrase) >= SHORTEST and not any(word in table.stops or word in table.links for word in edges)


def spelling(term: Common) -> str:
    """Choose the spelling that the two articles use most."""
    if term.phrase == term.other_phrase:
        return term.phrase
    return commonest({term.phrase: term.count, term.other_phrase: term.other_count})


def _overlap(one: str, other: str, lang: str) -> bool:
    """Tell whether two phrases share a word."""
    return not _words(one, lang).isdisjoint(_words(other, lang))


@lru_cache(maxsize=100_000)
def _words(phrase: str, lang: str) -> frozenset[str]:
    return frozenset(tag_key(phrase, lang).split())


def _telling(common: Sequence[Common], lang: str) -> list[Common]:
    """Choose terms that do not overlap, a phrase rather than the words that it explains."""
    phrases = [term for term in common if " " in term.key and _can_be_told(term, lang)]
    chosen: list[Common] = []
    said: set[str] = set()
    for term in common:
        if _can_be_told(term, lang):
            longer = (p for p in phrases if _is_part(term.key, p.key) and p.adds >= RIVAL_SHARE * term.adds)
            best = next(longer, term) if phrases else term
            words = best.key.split(" ")
            if said.isdisjoint(words):
                chosen.append(best)
                said.update(words)
                if len(chosen) == REASONS:
                    break
    return chosen


def _is_part(key: str, phrase: str) -> bool:
    return key in phrase and key != phrase and f" {key} " in f" {phrase} "

"""The reason of a link: two or three shared terms that weigh most, in a spelling that readers know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from generator.analysis.languages import language
from generator.analysis.terms import OwnTerm
from generator.analysis.text import commonest, tag_key
from generator.analysis.vocabulary import says_little

REASONS = 3
RIVAL_SHARE = 0.4
"""A phrase is told instead of its words when it weighs at least this part of them."""
SHORTEST = 2


def reasons(
    one: Mapping[str, OwnTerm],
    other: Mapping[str, OwnTerm],
    shared: Mapping[str, float],
    tags: Sequence[str],
    lang: str,
) -> tuple[str, ...]:
    """Give what both articles have: the terms that weigh most, then tags; three at the most, none within another.

    Args:
        one: Telling terms of one article, by key.
        other: Telling terms of the other.
        shared: What each telling term of both adds to their cosine, by key.
        tags: Labels of the tags that both bear, those that say most first.
        lang: BCP 47 tag of both.
    """
    present = [key for key in shared if _is_present(one[key], other[key])]
    order = sorted(present, key=lambda key: (-round(shared[key], 9), key))
    told = [spelling(one[key], other[key]) for key in _telling(order, shared)]
    for tag in tags:
        if len(told) == REASONS:
            break
        if not any(_overlap(tag, phrase, lang) for phrase in told):
            told.append(tag)
    return tuple(told)


def telling_terms(nouns: Iterable[OwnTerm], lang: str) -> Mapping[str, OwnTerm]:
    """Give by key the terms of an article that can be a reason: no vague words and no debris."""
    return {term.key: term for term in nouns if _can_be_told(term.phrase, lang)}


@lru_cache(maxsize=100_000)
def _can_be_told(phrase: str, lang: str) -> bool:
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


def _is_present(one: OwnTerm, other: OwnTerm) -> bool:
    """Tell what both articles are about from a word that both happen to use; names need less."""
    first, second = one.count + one.in_title, other.count + other.in_title
    if first >= 2 and second >= 2:
        return True
    return (first >= 2 or second >= 2) and (" " in one.key or (one.phrase[0].isupper() and other.phrase[0].isupper()))


def spelling(one: OwnTerm, other: OwnTerm) -> str:
    """Choose the spelling that the two articles use most."""
    if one.phrase == other.phrase:
        return one.phrase
    return commonest({one.phrase: one.count, other.phrase: other.count})


def _overlap(one: str, other: str, lang: str) -> bool:
    """Tell whether two phrases share a word."""
    return not _words(one, lang).isdisjoint(_words(other, lang))


@lru_cache(maxsize=100_000)
def _words(phrase: str, lang: str) -> frozenset[str]:
    return frozenset(tag_key(phrase, lang).split())


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

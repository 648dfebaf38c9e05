"""Abbreviations and what they stand for: evident in a text that says both, likely where the initials fit."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from generator.analysis.authority import Authority, plain_key
from generator.analysis.languages import language
from generator.analysis.text import fold, folded_links
from generator.model import Tag

PARENTHESIS = re.compile(r"\(([^()\n]{2,100})\)")
LONGEST_EXPANSION = 8
"""Words before a parenthesis among which an expansion is sought."""
LONGEST_INITIALS = 8
LONGEST_TRIED = 16
"""Words of what initials may stand for; more would be tried in too many ways."""

Pair = tuple[str, str]
"""Two keys, in the order of the alphabet."""


def is_initialism(text: str) -> bool:
    """Tell whether a word is made of initials.

    >>> is_initialism("OTAN"), is_initialism("U.E."), is_initialism("Otan"), is_initialism("G7")
    (True, True, False, False)
    """
    bare = text.replace(".", "")
    return bare.isalpha() and bare.isupper() and 2 <= len(bare) <= LONGEST_INITIALS


def fits_initials(short: str, long: str, lang: str) -> bool:
    """Tell whether letters are the initials of some words, of which function words may be left out.

    >>> fits_initials("OTAN", "Organisation du traité de l’Atlantique nord", "fr")
    True
    >>> fits_initials("ONU", "Organisation internationale", "fr"), fits_initials("SCO", "Scotland", "en")
    (False, False)
    """
    words = re.findall(r"[^\W\d_]+", fold(long))
    letters, small = fold(short.replace(".", "")), small_words(language(lang).code)
    return 1 < len(words) <= LONGEST_TRIED and _fit(letters, words, small)


def _fit(letters: str, words: Sequence[str], small: frozenset[str]) -> bool:
    if not words:
        return not letters
    if letters and words[0][0] == letters[0] and _fit(letters[1:], words[1:], small):
        return True
    return words[0] in small and _fit(letters, words[1:], small)


@lru_cache(maxsize=64)
def small_words(code: str) -> frozenset[str]:
    """Give the function words of a language, folded."""
    return folded_links(code) | {fold(word).strip("'") for word in language(code).stops}


def spelled_out(tags: Mapping[str, Tag], prose: Iterable[str], authority: Authority, lang: str) -> Mapping[Pair, int]:
    """Count the texts that have « Organisation du traité de l'Atlantique nord (OTAN) », either way round."""
    counts: Counter[Pair] = Counter()
    for text in prose:
        counts.update(
            {pair for match in PARENTHESIS.finditer(text) for pair in _expanded(match, tags, authority, lang)}
        )
    return counts


def _expanded(match: re.Match[str], tags: Mapping[str, Tag], authority: Authority, lang: str) -> Iterator[Pair]:
    """Find the tags of an abbreviation and of its expansion, one of which stands in a parenthesis."""
    inner = match[1].strip()
    before = match.string[: match.start()][-200:].split()[-LONGEST_EXPANSION:]
    if is_initialism(inner):
        pairs = [(inner, " ".join(before[n:])) for n in range(len(before) - 1)]
    else:
        last = re.findall(r"[\w.]+", before[-1]) if before else []
        pairs = [(last[-1], inner)] if last and is_initialism(last[-1]) else []
    for short, long in pairs:
        keys = {authority.resolve(plain_key(name, lang)) for name in (short, long)}
        if len(keys) == 2 and keys <= tags.keys() and fits_initials(short, long, lang):
            yield ordered(*keys)


def by_initials(tags: Mapping[str, Tag], lang: str) -> Iterator[Pair]:
    """Find abbreviations and what they may stand for."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for key, tag in tags.items():
        by_letter[fold(tag.label)[:1]].append(key)
    for key, tag in tags.items():
        if is_initialism(tag.label):
            for other in by_letter[fold(tag.label)[:1]]:
                if fits_initials(tag.label, tags[other].label, lang):
                    yield ordered(key, other)


def ordered(one: str, other: str) -> Pair:
    """Give two keys in the order of the alphabet, so that a pair is the same either way round."""
    return (one, other) if one <= other else (other, one)

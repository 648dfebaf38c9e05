"""Near-duplicates: reprints of one text, and versions of it that were brought up to date.

Two texts are compared by their shingles, the runs of five words that they hold (Broder, "On the resemblance and
containment of documents", 1997). Pairs to compare are found by sketches: of each text its smallest shingles by hash,
of which two texts that resemble each other share some; the resemblance itself is then counted on all shingles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.analysis.text import fold

SHINGLE = 5
"""Words of a shingle."""
LEAST_SHINGLES = 30
"""A shorter text says too little to be a reprint: two announcements may well be worded alike."""
SKETCH = 24
"""Smallest shingles by which pairs are found: two texts that share half of theirs have none of these in common once in
a million times."""
LEAST_RESEMBLANCE = 0.5
"""Shingles of both over shingles of either from which two texts are one."""
WORD = re.compile(r"\w+")
FACTOR = 0x9E3779B97F4A7C15
"""An odd number without pattern, that tells the places of words in a shingle."""
WIDTH = 2**64 - 1

Shingles = frozenset[int]


@dataclass(frozen=True, slots=True)
class Reprint:
    """A text that was there before.

    Attributes:
        id: The article.
        original: The first article with that text, by the order that was given.
        resemblance: Shingles of both over shingles of either, from `LEAST_RESEMBLANCE` to 1.
    """

    id: str
    original: str
    resemblance: float


def find_reprints(texts: Mapping[str, str]) -> Mapping[str, Reprint]:
    """Find the texts that were there before.

    A text is a reprint of the first one that it resembles; so is what resembles a reprint, and no original is one
    itself. The work grows with the number of texts, however many are one.

    Args:
        texts: Prose by id, oldest first.

    Returns:
        By id, in the order of the texts.
    """
    shingles = {id_: found for id_, text in texts.items() if len(found := shingles_of(text)) >= LEAST_SHINGLES}
    places = {id_: place for place, id_ in enumerate(texts)}
    first: dict[str, Reprint] = {}
    for one, other in sorted(_alike(shingles), key=lambda pair: (places[pair[1]], places[pair[0]])):
        share = resemblance(shingles[one], shingles[other])
        if share >= LEAST_RESEMBLANCE and other not in first:
            known = first.get(one)
            first[other] = Reprint(other, known.original if known else one, share)
    return {id_: first[id_] for id_ in texts if id_ in first}


def _alike(shingles: Mapping[str, Shingles]) -> set[tuple[str, str]]:
    """Give the pairs worth comparing, the earlier one first.

    Each text is paired with the first and the last that share a part of its sketch, not with all.
    """
    first: dict[int, str] = {}
    last: dict[int, str] = {}
    pairs = set()
    for id_, found in shingles.items():
        for shingle in sketch(found):
            if shingle in first:
                pairs |= {(first[shingle], id_), (last[shingle], id_)}
            first.setdefault(shingle, id_)
            last[shingle] = id_
    return pairs


def sketch(shingles: Shingles) -> Sequence[int]:
    """Give the smallest shingles."""
    return sorted(shingles)[:SKETCH]


def resemblance(one: Shingles, other: Shingles) -> float:
    """Tell what two texts share, in [0, 1], to three digits.

    >>> resemblance(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    both = len(one & other)
    return round(both / (len(one) + len(other) - both), 3) if both else 0.0


def shingles_of(text: str) -> Shingles:
    """Give the runs of five words of a text, as numbers; case, accents and signs do not count.

    >>> len(shingles_of("Un, deux, trois, quatre, cinq, six.")), shingles_of("Un deux trois")
    (2, frozenset())
    """
    words = [_number(word) for word in WORD.findall(fold(text))]
    return frozenset(_mixed(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def _mixed(words: Sequence[int]) -> int:
    """Make one number of several, in order."""
    mixed = 0
    for word in words:
        mixed = (mixed + word) * FACTOR & WIDTH
        mixed ^= mixed >> 29
    return mixed


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    """Give a word a number that is the same everywhere."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
